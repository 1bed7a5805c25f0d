//! Rule `air-heat`: a rack may give as much heat to air as its cooling takes.

use super::{Breach, Scope, rule, say};
use crate::solve::report::Report;

rule! {
    /// The heat that liquid does not take is more than the air around the rack carries away.
    ///
    /// Parts that are not on a cold plate (memory, drives, plugs, power shelves) heat the aisle: inlets of the racks nearby get too warm and
    /// everything throttles. Rows are laid out for some heat to air per rack, whatever liquid does.
    ///
    /// Choose a cooling with a larger share of liquid or a higher limit for the rack type, or take blades out.
    "air-heat", "Too much heat to air", Error, Scope::Rack { broken, tell }
}

fn broken(report: &Report, index: u32) -> bool {
    report.kind_of(index).is_some_and(|kind| report.tally(index).air_uw > kind.air_limit_uw)
}

fn tell(report: &Report, index: u32) -> Breach {
    let (Some(rack), Some(kind)) = (report.rack(index), report.kind_of(index)) else { return Breach::default() };
    let (heat, limit) = say::apart(say::power, report.tally(index).air_uw, kind.air_limit_uw);
    Breach::new(report.rack_subjects(index), format!("{} gives {heat} to air, its cooling takes {limit}", rack.name)).measured(heat, limit)
}
