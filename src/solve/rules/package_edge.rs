//! Rule `package-edge`: what an accelerator sends and receives fits through the edge of its package.

use super::facts::total;
use super::{Breach, Scope, rule, say};
use crate::model::plan::Subject;
use crate::model::text::Id;
use crate::model::tier::Endpoints;
use crate::solve::figure::{nearest, real};
use crate::solve::report::Report;
use crate::solve::resolve::rack_kind::{PartClass, RackKind};
use crate::solve::resolve::tier::{Side, TierSpec};

rule! {
    /// The tiers an accelerator is an endpoint of ask for more bandwidth each way than the technologies at its side bring through the edge of
    /// its package: rate over bandwidth per millimetre, summed over the tiers, is more than the millimetres that are there. Where links of a
    /// tier are of several technologies, each counts by its share. Network adapters are packages of their own and are left out.
    ///
    /// The edge is what is left beside the memory. SerDes for copper bring about 0.75 Tb/s through a millimetre, engines in the package more:
    /// this is why very fast accelerators need optics.
    ///
    /// Lower the rate of a tier, choose a technology that is denser at the edge, or an accelerator with more of it.
    "package-edge", "Package edge too short", Error, Scope::Sums(find)
}

fn find(report: &Report) -> Vec<Breach> {
    let mut seen: Vec<&Id> = Vec::new();
    let mut found = Vec::new();
    for (kind, _) in report.kinds_in_use() {
        for part in kind.parts.iter().filter(|part| part.class == PartClass::Accelerator) {
            if seen.contains(&&part.id) {
                continue;
            }
            seen.push(&part.id);
            found.extend(too_short(report, kind, &part.id));
        }
    }
    found
}

fn too_short(report: &Report, kind: &RackKind, id: &Id) -> Option<Breach> {
    let usable = report.input.catalog.accelerator(id)?.usable_edge.value().get();
    let tiers: Vec<(usize, &TierSpec)> = tiers_of(report, kind).collect();
    let needed: f64 = tiers.iter().map(|(place, tier)| edge_mm(report, *place, tier)).sum();
    if usable <= 0.0 || needed <= usable {
        return None;
    }
    let rate = say::one(say::rate, tiers.iter().map(|(_, tier)| tier.rate_mbps).sum());
    let (needed, usable) = say::apart(say::number, nearest(needed * 1e3), nearest(usable * 1e3));
    let mut subjects = vec![Subject::Part { id: id.clone() }, Subject::RackType { id: kind.id.clone() }];
    subjects.extend(tiers.iter().flat_map(|(place, _)| report.tier_subject(*place)));
    let message = format!("{id} needs {needed} mm of package edge for {rate} each way, {usable} mm are usable");
    Some(Breach::new(subjects, message).measured(format!("{needed} mm"), format!("{usable} mm")))
}

/// Tiers whose endpoints are accelerators of this rack type.
fn tiers_of<'r>(report: &'r Report, kind: &'r RackKind) -> impl Iterator<Item = (usize, &'r TierSpec)> {
    let joined = report.resolved.tiers.iter().zip(&kind.tiers).enumerate();
    joined
        .filter(|(_, (tier, place))| matches!(tier.endpoints, Endpoints::Accelerators | Endpoints::Memory) && place.endpoints > 0)
        .map(|(at, (tier, _))| (at, tier))
}

/// Millimetres that the links of one accelerator take, by how many link ends are of which technology.
fn edge_mm(report: &Report, place: usize, tier: &TierSpec) -> f64 {
    let slots = report.resolved.slots.iter().zip(&report.sums.slots);
    let ends: Vec<(f64, u64)> = slots
        .filter(|(slot, sum)| slot.tier == place && slot.side == Side::Endpoint && sum.ends > 0)
        .filter_map(|(slot, sum)| Some((report.resolved.technology(slot)?.edge_gbps_per_mm, sum.ends)))
        .collect();
    let all = real(total(ends.iter().map(|(_, ends)| *ends))).max(1.0);
    let gbps = real(tier.rate_mbps.unsigned_abs()) / 1e3;
    ends.iter().filter(|(density, _)| *density > 0.0).map(|(density, ends)| gbps / density * (real(*ends) / all)).sum()
}
