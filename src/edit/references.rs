//! What an edit may leave behind. Only pointers that are new are checked: a part the plan already misses is a finding, it must not block other work.

use super::refusal::Refusal;
use crate::model::catalog::{Catalog, Kind, Reference, Sections, nearest};
use crate::model::faults;
use crate::model::numbers::join;
use crate::model::plan::{Economy, Plan, Site};
use crate::model::rack_type::RackType;
use crate::model::text::{Id, quoted};
use crate::model::tier::{Tier, Topology};

/// Refuses the first of `new` that leads nowhere and is not among `old`.
pub(super) fn check_parts(plan: &Plan, catalog: &Catalog, old: &[Reference], new: &[Reference]) -> Result<(), Refusal> {
    let was_there = |reference: &Reference| old.iter().any(|old| old.kind == reference.kind && old.id == reference.id);
    let missing = new.iter().find(|new| !was_there(new) && !is_known(plan, catalog, new.kind, &new.id));
    missing.map_or(Ok(()), |missing| Err(unknown_part(plan, catalog, missing)))
}

/// Refuses what would keep the plan from being opened again: ids that occur twice, lists that do not match.
pub(super) fn check_faults(plan: &Plan) -> Result<(), Refusal> {
    let first = faults::of_plan(plan).into_iter().next();
    first.map_or(Ok(()), |fault| {
        let inside = fault.path.split_once('.').map_or(fault.path.as_str(), |(_, inside)| inside);
        Err(Refusal::from_text(inside, &fault.message))
    })
}

/// The plan's own parts count too, so that one batch can add a part and use it.
pub(super) fn is_known(plan: &Plan, catalog: &Catalog, kind: Kind, id: &Id) -> bool {
    catalog.part(kind, id).is_some() || own_ids(plan, kind).any(|own| own == id)
}

/// Ids of the parts of one kind that the plan itself brings.
pub(super) fn own_ids(plan: &Plan, kind: Kind) -> impl Iterator<Item = &Id> {
    plan.catalog.parts().into_iter().filter(move |(own, ..)| *own == kind).map(|(.., part)| part.id())
}

fn unknown_part(plan: &Plan, catalog: &Catalog, missing: &Reference) -> Refusal {
    let allowed = format!("the id of a catalogue part of kind {}", missing.kind.word());
    let meant = nearest(own_ids(plan, missing.kind), &missing.id).or_else(|| catalog.nearest(missing.kind, &missing.id));
    Refusal::new(missing.path.as_str(), quoted(missing.id.as_str()), allowed).mean(meant)
}

/// Refuses blades that are new in serving a tier the plan has not.
pub(super) fn check_serves(plan: &Plan, old: Option<&RackType>, new: &RackType) -> Result<(), Refusal> {
    for (index, tier) in served(new) {
        let was_there = old.is_some_and(|old| served(old).any(|(_, old)| old == tier));
        if !was_there && plan.tier(tier).is_none() {
            return Err(unknown_tier(plan, &format!("blades[{index}].serves.tier"), tier));
        }
    }
    Ok(())
}

/// The tiers a rack type's blades serve, with the place of each blade.
pub(super) fn served(rack_type: &RackType) -> impl Iterator<Item = (usize, &Id)> {
    rack_type.blades.iter().enumerate().filter_map(|(index, blade)| Some((index, &blade.serves.as_ref()?.tier)))
}

pub(super) fn unknown_tier(plan: &Plan, path: &str, id: &Id) -> Refusal {
    Refusal::unknown(path, id, "the id of a tier of the plan", plan.tiers.iter().map(|tier| &tier.id))
}

pub(super) fn unknown_rack_type(plan: &Plan, path: &str, id: &Id) -> Refusal {
    Refusal::unknown(path, id, "the id of a rack type of the plan", plan.rack_types.iter().map(|rack_type| &rack_type.id))
}

/// Refuses gateways that are new in pointing at a hall the site has not.
pub(super) fn check_halls(plan: &Plan, old: Option<&Tier>, new: &Tier) -> Result<(), Refusal> {
    for (index, gateway) in new.gateways.iter().enumerate() {
        let was_there = old.is_some_and(|old| old.gateways.iter().any(|old| old.hall == gateway.hall));
        if !was_there && !has_hall(&plan.site, &gateway.hall) {
            let halls = plan.site.halls.iter().map(|hall| &hall.id);
            return Err(Refusal::unknown(format!("gateways[{index}].hall"), &gateway.hall, "the id of a hall of the site", halls));
        }
    }
    Ok(())
}

pub(super) fn has_hall(site: &Site, id: &Id) -> bool {
    site.halls.iter().any(|hall| hall.id == *id)
}

pub(super) fn of_rack_type(rack_type: &RackType) -> Vec<Reference> {
    let mut found = vec![reference("frame", Kind::Frame, &rack_type.frame)];
    found.extend(rack_type.power_chain.iter().map(|id| reference("power_chain", Kind::PowerChain, id)));
    found.extend(rack_type.cooling.iter().map(|id| reference("cooling", Kind::Cooling, id)));
    let blades = rack_type.blades.iter().enumerate();
    found.extend(blades.map(|(index, blade)| reference(&format!("blades[{index}].part"), Kind::Blade, &blade.part)));
    found
}

pub(super) fn of_tier(tier: &Tier) -> Vec<Reference> {
    let mut found: Vec<Reference> = tier.switch.iter().map(|id| reference("switch", Kind::Switch, id)).collect();
    if let Topology::Torus { circuit_switch: Some(id), .. } = &tier.topology {
        found.push(reference("topology.circuit_switch", Kind::Switch, id));
    }
    let media = &tier.media;
    for (class, ids) in [("in_rack", &media.in_rack), ("access", &media.access), ("trunk", &media.trunk), ("core", &media.core)] {
        found.extend(of_media(&format!("media.{class}"), ids));
    }
    found
}

pub(super) fn of_media(path: &str, ids: &[Id]) -> Vec<Reference> {
    ids.iter().enumerate().map(|(index, id)| reference(&format!("{path}[{index}]"), Kind::Interconnect, id)).collect()
}

pub(super) fn of_site(site: &Site) -> Vec<Reference> {
    let mut found = vec![reference("power_chain", Kind::PowerChain, &site.power_chain), reference("cooling", Kind::Cooling, &site.cooling)];
    found.extend(site.region.iter().map(|id| reference("region", Kind::Region, id)));
    found
}

pub(super) fn of_economy(economy: &Economy) -> Vec<Reference> {
    vec![reference("defaults", Kind::Economics, &economy.defaults)]
}

/// Everything in the plan that points at a part, the plan's own parts included.
pub(super) fn of_plan(plan: &Plan) -> Vec<Reference> {
    let mut found: Vec<Reference> = plan.rack_types.iter().flat_map(of_rack_type).collect();
    found.extend(plan.tiers.iter().flat_map(of_tier));
    found.extend(of_site(&plan.site));
    found.extend(of_economy(&plan.economy));
    found.extend(of_parts(&plan.catalog));
    found
}

/// Pointers of some parts, with the place of each.
pub(super) fn of_parts(parts: &Sections) -> Vec<Reference> {
    let placed = |kind: Kind, index: usize, found: Reference| {
        let path = join(&format!("{}[{index}]", kind.section()), &found.path);
        Reference { path, ..found }
    };
    let parts = parts.parts().into_iter();
    parts.flat_map(|(kind, index, part)| part.references().into_iter().map(move |found| placed(kind, index, found))).collect()
}

fn reference(path: &str, kind: Kind, id: &Id) -> Reference {
    Reference { path: path.to_string(), kind, id: id.clone() }
}
