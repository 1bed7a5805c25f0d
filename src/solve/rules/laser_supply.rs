//! Rule `laser-supply`: laser modules that stand apart need places on the front.

use super::faceplate::{blades, there};
use super::{Breach, Scope, rule, say};
use crate::solve::report::Report;
use crate::solve::resolve::tier::Side;

rule! {
    /// Engines get their light from laser modules on the front, which share the cages of a blade with plugs and modules; there are too few
    /// cages for all of them. Boxes with co-packaged optics bring places of their own and are not counted.
    ///
    /// Lasers are what fails first, so they have to be where they can be swapped: an engine without its laser is dark.
    ///
    /// Choose laser modules that feed more, blades with more places, or no spare lasers.
    "laser-supply", "Too few places for lasers", Warning, Scope::Rack { broken, tell }
}

const SIDES: [Side; 2] = [Side::Endpoint, Side::Switch];

fn broken(report: &Report, index: u32) -> bool {
    SIDES.into_iter().any(|side| lacks(report, index, side).is_some())
}

/// Laser modules and the places that plugs leave for them, where those do not suffice.
fn lacks(report: &Report, index: u32, side: Side) -> Option<(u64, u64)> {
    let lasers = report.lasers_needed(index, side);
    let free = there(report, index, side).saturating_sub(report.cages_needed(index, side)).saturating_sub(taken(report, index, side));
    (lasers > free).then_some((lasers, free))
}

/// Places on blades with endpoints and switches that lasers of endpoints have taken already.
fn taken(report: &Report, index: u32, side: Side) -> u64 {
    let Some(kind) = report.kind_of(index).filter(|kind| side == Side::Switch && kind.shared_cages > 0) else { return 0 };
    let own = kind.end_cages.saturating_sub(report.cages_needed(index, Side::Endpoint));
    report.lasers_needed(index, Side::Endpoint).saturating_sub(own)
}

fn tell(report: &Report, index: u32) -> Breach {
    let Some(rack) = report.rack(index) else { return Breach::default() };
    let of = |side: Side| lacks(report, index, side).map(|(lasers, free)| (side, lasers, free));
    let Some((side, lasers, free)) = SIDES.into_iter().find_map(of) else { return Breach::default() };
    let needs = say::counted(lasers, "laser module");
    let message = format!("{} needs {needs}, the front of its {} has room for {free}", rack.name, blades(side));
    Breach::new(report.rack_subjects(index), message).measured(needs, say::counted(free, "place"))
}
