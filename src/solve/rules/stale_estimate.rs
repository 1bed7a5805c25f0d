//! Rule `stale-estimate`: how much of a total rests on estimates.

use super::{Breach, Scope, rule, say};
use crate::model::plan::Subject;
use crate::solve::figure::{Figure, nearest};
use crate::solve::report::Report;

/// Share of a total from which it is worth a word.
const SHARE: f64 = 0.5;

rule! {
    /// More than half of a total rests on catalogue numbers that are estimates: not read in a source, but derived by an engineer.
    ///
    /// Such a total is good for comparing plans that share the estimates. It is no budget: its range tells how far it may be off.
    ///
    /// Replace the estimates that weigh most by quotes or measurements (overrides, or parts of your own), and look at the range.
    "stale-estimate", "Rests on estimates", Note, Scope::Totals(find)
}

fn find(report: &Report) -> Vec<Breach> {
    let totals = report.totals();
    let of = [("IT power", totals.it_w), ("capital", totals.money.capex), ("failures a year", totals.failures)];
    of.into_iter().filter_map(|(what, total)| told(what, total)).collect()
}

fn told(what: &str, total: Figure<f64>) -> Option<Breach> {
    let share = if total.likely > 0.0 { total.guessed / total.likely } else { 0.0 };
    (share > SHARE).then(|| {
        let (share, limit) = (percent(share), percent(SHARE));
        Breach::new(vec![Subject::Plan {}], format!("{share} of the {what} rests on estimates")).measured(share, limit)
    })
}

/// Whole percent: more would not be true.
fn percent(share: f64) -> String {
    format!("{} %", say::number(nearest(share * 100.0) * 1_000, 3))
}
