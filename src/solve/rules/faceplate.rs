//! Rule `faceplate`: plugs and modules need as many cages as the blades of a rack have.

use super::{Breach, Scope, rule, say};
use crate::solve::report::Report;
use crate::solve::resolve::tier::Side;

rule! {
    /// More cables and modules end in a rack than its blades have cages for. Blades with endpoints and switch blades are counted apart; a cage
    /// holds as many link ends as the module or cable in it carries, or as the tier says.
    ///
    /// The front of a blade holds about 32 cages per rack unit and no more: a link without a cage cannot be plugged in.
    ///
    /// Choose modules that carry more links each, blades with more cages, or optics that need none.
    "faceplate", "Too few cages", Error, Scope::Rack { broken, tell }
}

const SIDES: [Side; 2] = [Side::Endpoint, Side::Switch];

fn broken(report: &Report, index: u32) -> bool {
    SIDES.into_iter().any(|side| report.cages_needed(index, side) > there(report, index, side))
}

/// Cages for one side: those of its blades, and of blades with endpoints and switches what the other side leaves.
pub fn there(report: &Report, index: u32, side: Side) -> u64 {
    let Some(kind) = report.kind_of(index) else { return 0 };
    let (own, others, other) = match side {
        Side::Endpoint => (kind.end_cages, kind.switch_cages, Side::Switch),
        Side::Switch => (kind.switch_cages, kind.end_cages, Side::Endpoint),
    };
    let taken = if kind.shared_cages > 0 { report.cages_needed(index, other).saturating_sub(others) } else { 0 };
    own.saturating_add(kind.shared_cages.saturating_sub(taken))
}

/// The blades of one side as people call them.
pub fn blades(side: Side) -> &'static str {
    if side == Side::Endpoint { "blades with endpoints" } else { "switch blades" }
}

fn tell(report: &Report, index: u32) -> Breach {
    let Some(rack) = report.rack(index) else { return Breach::default() };
    let of = |side: Side| (side, report.cages_needed(index, side), there(report, index, side));
    let Some((side, needed, there)) = SIDES.into_iter().map(of).find(|(_, needed, there)| needed > there) else { return Breach::default() };
    let (needs, has) = (say::counted(needed, "cage"), say::counted(there, "cage"));
    let message = format!("{} needs {needs} on its {}, which have {there}", rack.name, blades(side));
    Breach::new(report.rack_subjects(index), message).measured(needs, has)
}
