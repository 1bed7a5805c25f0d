//! Rule `busbar`: a rack may draw what a busbar of its voltage carries.

use super::{Breach, Scope, rule, say};
use crate::solve::report::Report;

rule! {
    /// With all parts at full load the rack draws more than a busbar of this voltage carries in practice.
    ///
    /// Current is power over voltage: at 54 V a rack of 600 kW would need 11 kA and more copper than fits behind the blades.
    ///
    /// Choose a power chain of a higher voltage for the rack type, or spread its blades over more racks.
    "busbar", "Busbar too small", Warning, Scope::Rack { broken, tell }
}

fn broken(report: &Report, index: u32) -> bool {
    report.kind_of(index).is_some_and(|kind| report.tally(index).draw.likely > kind.supply.rack_limit_uw)
}

fn tell(report: &Report, index: u32) -> Breach {
    let (Some(rack), Some(kind)) = (report.rack(index), report.kind_of(index)) else { return Breach::default() };
    let (draw, limit) = say::apart(say::power, report.tally(index).draw.likely, kind.supply.rack_limit_uw);
    let message = format!("{} draws {draw}, a busbar of its power chain carries {limit}", rack.name);
    Breach::new(report.rack_subjects(index), message).measured(draw, limit)
}
