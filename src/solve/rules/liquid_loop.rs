//! Rule `liquid-loop`: a rack may give as much heat to liquid as its loop takes.

use super::{Breach, Scope, rule, say};
use crate::solve::report::Report;

rule! {
    /// The heat that goes to liquid is more than the loop of one rack takes.
    ///
    /// Manifold, couplings and distribution unit are sized for some flow; beyond it the coolant comes back too warm and chips throttle.
    ///
    /// Choose a cooling with a larger loop for the rack type, or spread its blades over more racks.
    "liquid-loop", "Too much heat to liquid", Error, Scope::Rack { broken, tell }
}

fn broken(report: &Report, index: u32) -> bool {
    report.kind_of(index).is_some_and(|kind| report.tally(index).liquid_uw > kind.cooler.liquid_limit_uw)
}

fn tell(report: &Report, index: u32) -> Breach {
    let (Some(rack), Some(kind)) = (report.rack(index), report.kind_of(index)) else { return Breach::default() };
    let (heat, limit) = say::apart(say::power, report.tally(index).liquid_uw, kind.cooler.liquid_limit_uw);
    Breach::new(report.rack_subjects(index), format!("{} gives {heat} to liquid, its loop takes {limit}", rack.name)).measured(heat, limit)
}
