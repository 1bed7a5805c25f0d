//! Rule `carbon-unknown`: the carbon of the grid is known, or stated to be nothing.

use super::{Breach, Scope, rule};
use crate::model::plan::Subject;
use crate::solve::report::Report;

rule! {
    /// The plan states no carbon of the grid, and its region has none in the catalogue. The carbon of the plan is then shown as nothing.
    ///
    /// Nothing is not known to be nothing: compared with a plan whose grid is known, such a plan would look clean.
    ///
    /// State the carbon of the site (0 kgCO2e/kWh where all power is clean), choose a region that has it, or give the catalogue the number.
    "carbon-unknown", "Carbon not known", Note, Scope::Plan(find)
}

fn find(report: &Report) -> Vec<Breach> {
    let site = &report.input.plan.site;
    let region = site.region.as_ref().and_then(|id| report.input.catalog.region(id));
    let known = site.carbon.is_some() || region.is_some_and(|region| region.carbon.is_some());
    if known || report.racks.is_empty() {
        return Vec::new();
    }
    let place = region.map_or("the site".to_string(), |region| region.name.to_string());
    let message = format!("the carbon of the grid is not known for {place}: the plan's carbon is shown as nothing");
    vec![Breach::new(vec![Subject::Plan {}], message).measured("not known", "a number, 0 too")]
}
