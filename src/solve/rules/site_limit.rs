//! Rule `site-limit`: all racks together may draw what the site provides.

use super::{Breach, Scope, rule, say};
use crate::model::plan::Subject;
use crate::solve::report::Report;
use crate::solve::resolve::supply::microwatts;

rule! {
    /// All racks at full load draw more than the site may.
    ///
    /// The draw is taken at the inlets of the racks: what cooling and the power chain take comes on top, so a plan that breaks this rule
    /// cannot be run at full load at all.
    ///
    /// Take racks out, choose technologies with less energy per bit, or raise the limit of the site if the utility agrees.
    "site-limit", "Site limit exceeded", Error, Scope::Sums(find)
}

fn find(report: &Report) -> Vec<Breach> {
    let Some(limit) = report.input.plan.site.site_limit.map(microwatts) else { return Vec::new() };
    let draw = draw_uw(report);
    if draw <= limit {
        return Vec::new();
    }
    let (draw, limit) = say::apart(say::power, draw, limit);
    let message = format!("Racks draw {draw} at their inlets, the site provides {limit}");
    vec![Breach::new(vec![Subject::Plan {}], message).measured(draw, limit)]
}

/// Microwatts of all racks at their inlets.
pub fn draw_uw(report: &Report) -> i64 {
    let draw: i128 = report.sums.kinds.iter().map(|sum| sum.draw.likely).sum();
    i64::try_from(draw).unwrap_or(i64::MAX)
}
