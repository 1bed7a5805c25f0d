//! Rule `blast-radius`: one part that fails takes few accelerators with it.

use super::facts::words;
use super::{Breach, Scope, rule, say};
use crate::model::parts::ReplacedUnit;
use crate::model::plan::Subject;
use crate::model::tier::Endpoints;
use crate::solve::report::Report;
use crate::solve::resolve::technology::Technology;
use crate::solve::resolve::tier::{Side, TierSpec};
use crate::solve::topology::{End, Fabric, grouped};

/// Accelerators that one switch may cut off: those of a rack-scale domain of today, which schedulers already lose as a whole.
pub const SWITCH_LIMIT: u64 = 72;
/// Accelerators that one optical part may take out: there are thousands of them, and a plug takes one.
pub const OPTICS_LIMIT: u64 = 1;

rule! {
    /// A single part takes more accelerators out when it fails or is replaced than is good: a switch that is the only way of more than 72
    /// endpoints into a tier; an engine inside the package, for which the sled with all its accelerators is pulled; a laser module that alone
    /// feeds all links of more than one accelerator.
    ///
    /// A job stops when one of its accelerators does. Parts that are many fail often, so each of them should take little along.
    ///
    /// Spread the links of each endpoint over two or more planes, put fewer accelerators on a sled, choose optics that are replaced from the
    /// front, or give each group of laser modules a spare.
    "blast-radius", "One part takes many out", Warning, Scope::Sums(find)
}

fn find(report: &Report) -> Vec<Breach> {
    let tiers = || report.resolved.tiers.iter().enumerate();
    let switches = tiers().filter_map(|(place, tier)| switch(report, place, tier));
    let optics = tiers().filter(|(_, tier)| tier.endpoints == Endpoints::Accelerators).flat_map(|(place, tier)| {
        let used = technologies(report, place);
        used.into_iter().flat_map(move |technology| [engine(report, place, technology), laser(report, place, tier, technology)])
    });
    switches.chain(optics.flatten()).collect()
}

/// Technologies at the endpoints of a tier.
fn technologies(report: &Report, place: usize) -> Vec<&Technology> {
    let slots = report.resolved.slots.iter().zip(&report.sums.slots);
    let used = slots.filter(|(slot, sum)| slot.tier == place && slot.side == Side::Endpoint && sum.ends > 0);
    used.filter_map(|(slot, _)| report.resolved.technology(slot)).collect()
}

/// A switch that all links of its endpoints go to.
fn switch(report: &Report, place: usize, tier: &TierSpec) -> Option<Breach> {
    if tier.planes > 1 || tier.links_per_plane > 1 || tier.endpoints == Endpoints::Gateways {
        return None;
    }
    let fabrics = report.networks.get(place)?.fabrics().filter_map(|(_, fabric)| fabric.as_ref().ok());
    let (name, endpoints) = fabrics.filter_map(behind).max_by_key(|(_, endpoints)| *endpoints)?;
    if endpoints <= SWITCH_LIMIT {
        return None;
    }
    let (name, endpoints, limit) = (words(name), grouped(endpoints), grouped(SWITCH_LIMIT));
    let title = &report.input.plan.tiers.get(place)?.name;
    let message = format!("{title}: a {name} switch is the only way of {endpoints} endpoints, {limit} are accepted");
    Some(Breach::new(report.tier_subject(place), message).measured(endpoints, limit))
}

/// The level next to the endpoints, and how many are behind one switch of it.
fn behind(fabric: &Fabric) -> Option<(&'static str, u64)> {
    fabric.links.iter().find_map(|link| match link.ends {
        (End::Endpoint, End::Level(level)) | (End::Level(level), End::Endpoint) => {
            let level = fabric.levels.get(level)?;
            Some((level.name, link.count.div_ceil(level.switches.max(1)).min(fabric.endpoints)))
        }
        _ => None,
    })
}

/// An engine for which the whole sled is pulled.
fn engine(report: &Report, place: usize, technology: &Technology) -> Option<Breach> {
    let part = report.input.catalog.interconnect(&technology.id)?;
    let accelerators = report.networks.get(place)?.per_node;
    let pulled = part.replaced == ReplacedUnit::Sled && accelerators > OPTICS_LIMIT;
    pulled.then(|| {
        let message = format!("{} fails with its sled: {accelerators} accelerators are out until it is replaced", technology.id);
        optics(report, place, technology, message, accelerators)
    })
}

/// A laser module without a spare that feeds all links of several accelerators.
fn laser(report: &Report, place: usize, tier: &TierSpec, technology: &Technology) -> Option<Breach> {
    let lasers = technology.lasers.as_ref().filter(|lasers| lasers.spares == 0)?;
    let fed = lasers.ends_per_group / tier.links_per_plane.saturating_mul(tier.planes).max(1);
    (fed > OPTICS_LIMIT).then(|| {
        let message = format!("A laser module of {} feeds all links of {fed} accelerators and has no spare", technology.id);
        optics(report, place, technology, message, fed)
    })
}

fn optics(report: &Report, place: usize, technology: &Technology, message: String, out: u64) -> Breach {
    let mut subjects = vec![Subject::Part { id: technology.id.clone() }];
    subjects.extend(report.tier_subject(place));
    Breach::new(subjects, message).measured(say::counted(out, "accelerator"), say::counted(OPTICS_LIMIT, "accelerator"))
}
