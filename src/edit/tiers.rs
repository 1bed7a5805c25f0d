//! Edits of tiers. A tier that blades serve cannot go; a tier whose id changes takes blades, typed lengths and waivers along.

use std::sync::Arc;

use super::fields::{Field, TierField};
use super::refusal::Refusal;
use super::selection::counted;
use super::{LinkClass, comments, lengths, lists, references, settings, waivers};
use crate::model::catalog::Catalog;
use crate::model::counts::Count;
use crate::model::plan::{Plan, Subject};
use crate::model::text::{Id, quoted};
use crate::model::tier::Tier;

pub(super) fn add(plan: &mut Plan, catalog: &Catalog, new: &Tier, index: Option<Count>) -> Result<(), Refusal> {
    check(plan, catalog, None, new).map_err(|refusal| refusal.within("tier"))?;
    lists::insert(Arc::make_mut(&mut plan.tiers), index, new.clone())?;
    references::check_faults(plan).map_err(|refusal| refusal.within("tier"))
}

pub(super) fn replace(plan: &mut Plan, catalog: &Catalog, id: &Id, new: &Tier) -> Result<(), Refusal> {
    let place = place_of(plan, "id", id)?;
    put(plan, catalog, place, new.clone()).map_err(|refusal| refusal.within("tier"))
}

pub(super) fn change(plan: &mut Plan, catalog: &Catalog, id: &Id, set: &[TierField]) -> Result<(), Refusal> {
    settings::check_some(set)?;
    let place = place_of(plan, "id", id)?;
    let Some(mut tier) = plan.tiers.get(place).cloned() else { return Ok(()) };
    set.iter().for_each(|field| field.put(&mut tier));
    put(plan, catalog, place, tier).map_err(|refusal| refusal.within("set"))
}

pub(super) fn set_media(plan: &mut Plan, catalog: &Catalog, id: &Id, class: LinkClass, media: &[Id]) -> Result<(), Refusal> {
    let place = place_of(plan, "tier", id)?;
    let before = plan.tiers.get(place).map(references::of_tier).unwrap_or_default();
    references::check_parts(plan, catalog, &before, &references::of_media("media", media))?;
    let Some(tier) = Arc::make_mut(&mut plan.tiers).get_mut(place) else { return Ok(()) };
    let list = match class {
        LinkClass::InRack => &mut tier.media.in_rack,
        LinkClass::Access => &mut tier.media.access,
        LinkClass::Trunk => &mut tier.media.trunk,
        LinkClass::Core => &mut tier.media.core,
    };
    *list = media.to_vec();
    Ok(())
}

pub(super) fn remove(plan: &mut Plan, id: &Id) -> Result<(), Refusal> {
    let place = place_of(plan, "id", id)?;
    let serving = plan.rack_types.iter().filter(|rack_type| references::served(rack_type).any(|(_, tier)| tier == id)).count();
    if serving > 0 {
        let got = format!("{} with {}", quoted(id.as_str()), counted(serving, "rack type"));
        return Err(Refusal::new("id", got, "a tier no blade serves").advise("Remove those blades or let them serve another tier first."));
    }
    Arc::make_mut(&mut plan.tiers).remove(place);
    comments::release(plan, &format!("tiers[#{id}]"), "tiers");
    lengths::forget_tier(plan, id);
    waivers::forget(plan, &|subject| *subject == Subject::Tier { id: id.clone() });
    Ok(())
}

pub(super) fn shift(plan: &mut Plan, id: &Id, to: Count) -> Result<(), Refusal> {
    let place = place_of(plan, "id", id)?;
    lists::shift(Arc::make_mut(&mut plan.tiers), place, to)
}

fn put(plan: &mut Plan, catalog: &Catalog, place: usize, new: Tier) -> Result<(), Refusal> {
    check(plan, catalog, plan.tiers.get(place), &new)?;
    let Some(entry) = Arc::make_mut(&mut plan.tiers).get_mut(place) else { return Ok(()) };
    let new_id = new.id.clone();
    let old = std::mem::replace(entry, new);
    if old.id != new_id {
        follow(plan, &old.id, &new_id);
    }
    references::check_faults(plan)
}

fn follow(plan: &mut Plan, old: &Id, new: &Id) {
    if plan.rack_types.iter().any(|rack_type| references::served(rack_type).any(|(_, tier)| tier == old)) {
        let blades = Arc::make_mut(&mut plan.rack_types).iter_mut().flat_map(|rack_type| &mut rack_type.blades);
        let served = blades.filter_map(|blade| blade.serves.as_mut());
        served.filter(|serves| serves.tier == *old).for_each(|serves| serves.tier = new.clone());
    }
    lengths::follow_tier(plan, old, new);
    comments::follow(plan, &format!("tiers[#{old}]"), &format!("tiers[#{new}]"));
    waivers::follow(plan, &Subject::Tier { id: old.clone() }, &Subject::Tier { id: new.clone() });
}

fn check(plan: &Plan, catalog: &Catalog, old: Option<&Tier>, new: &Tier) -> Result<(), Refusal> {
    let id_changes = old.is_none_or(|old| old.id != new.id);
    if id_changes && plan.tier(&new.id).is_some() {
        return Err(Refusal::new("id", quoted(new.id.as_str()), "an id no other tier has"));
    }
    let before = old.map(references::of_tier).unwrap_or_default();
    references::check_parts(plan, catalog, &before, &references::of_tier(new))?;
    references::check_halls(plan, old, new)
}

fn place_of(plan: &Plan, path: &str, id: &Id) -> Result<usize, Refusal> {
    let place = plan.tiers.iter().position(|tier| tier.id == *id);
    place.ok_or_else(|| references::unknown_tier(plan, path, id))
}
