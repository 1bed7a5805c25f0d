//! Edits of rack types and their blades. A type in use cannot go; a type whose id changes takes its racks along.

use std::sync::Arc;

use super::fields::{Field, RackTypeField};
use super::refusal::Refusal;
use super::selection::racks as counted_racks;
use super::{comments, lists, racks, references, settings, waivers};
use crate::model::catalog::Catalog;
use crate::model::counts::Count;
use crate::model::plan::{Plan, Subject};
use crate::model::rack_type::{Mounted, RackType};
use crate::model::text::{Id, quoted};

pub(super) fn add(plan: &mut Plan, catalog: &Catalog, new: &RackType, index: Option<Count>) -> Result<(), Refusal> {
    check(plan, catalog, None, new).map_err(|refusal| refusal.within("rack_type"))?;
    lists::insert(Arc::make_mut(&mut plan.rack_types), index, new.clone())
}

pub(super) fn replace(plan: &mut Plan, catalog: &Catalog, id: &Id, new: &RackType) -> Result<(), Refusal> {
    let place = place_of(plan, "id", id)?;
    put(plan, catalog, place, new.clone()).map_err(|refusal| refusal.within("rack_type"))
}

pub(super) fn change(plan: &mut Plan, catalog: &Catalog, id: &Id, set: &[RackTypeField]) -> Result<(), Refusal> {
    settings::check_some(set)?;
    alter(plan, catalog, "id", id, "set", |rack_type| {
        set.iter().for_each(|field| field.put(rack_type));
        Ok(())
    })
}

pub(super) fn remove(plan: &mut Plan, id: &Id) -> Result<(), Refusal> {
    let place = place_of(plan, "id", id)?;
    let users = racks::count_of(plan, id);
    if users > 0 {
        let got = format!("{} with {}", quoted(id.as_str()), counted_racks(users));
        return Err(Refusal::new("id", got, "a rack type no rack has").advise("Delete those racks or change their type first."));
    }
    Arc::make_mut(&mut plan.rack_types).remove(place);
    comments::release(plan, &format!("rack_types[#{id}]"), "rack_types");
    waivers::forget(plan, &|subject| *subject == Subject::RackType { id: id.clone() });
    Ok(())
}

pub(super) fn shift(plan: &mut Plan, id: &Id, to: Count) -> Result<(), Refusal> {
    let place = place_of(plan, "id", id)?;
    lists::shift(Arc::make_mut(&mut plan.rack_types), place, to)
}

pub(super) fn add_blade(plan: &mut Plan, catalog: &Catalog, id: &Id, blade: &Mounted, index: Option<Count>) -> Result<(), Refusal> {
    alter(plan, catalog, "rack_type", id, "", |rack_type| lists::insert(&mut rack_type.blades, index, blade.clone()))
}

pub(super) fn replace_blade(plan: &mut Plan, catalog: &Catalog, id: &Id, index: Count, blade: &Mounted) -> Result<(), Refusal> {
    alter(plan, catalog, "rack_type", id, "", |rack_type| {
        lists::entry(&mut rack_type.blades, index)?.clone_from(blade);
        Ok(())
    })
}

pub(super) fn shift_blade(plan: &mut Plan, catalog: &Catalog, id: &Id, index: Count, to: Count) -> Result<(), Refusal> {
    alter(plan, catalog, "rack_type", id, "", |rack_type| {
        let from = lists::place(index, rack_type.blades.len(), "index")?;
        lists::shift(&mut rack_type.blades, from, to)
    })
}

pub(super) fn remove_blade(plan: &mut Plan, catalog: &Catalog, id: &Id, index: Count) -> Result<(), Refusal> {
    alter(plan, catalog, "rack_type", id, "", |rack_type| lists::remove(&mut rack_type.blades, index).map(|_| ()))
}

/// Changes a copy of a type and puts it back if it may stand in the plan.
fn alter(
    plan: &mut Plan,
    catalog: &Catalog,
    id_path: &str,
    id: &Id,
    path: &str,
    change: impl FnOnce(&mut RackType) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let place = place_of(plan, id_path, id)?;
    let Some(mut rack_type) = plan.rack_types.get(place).cloned() else { return Ok(()) };
    change(&mut rack_type)?;
    put(plan, catalog, place, rack_type).map_err(|refusal| if path.is_empty() { refusal } else { refusal.within(path) })
}

fn put(plan: &mut Plan, catalog: &Catalog, place: usize, new: RackType) -> Result<(), Refusal> {
    check(plan, catalog, plan.rack_types.get(place), &new)?;
    let Some(entry) = Arc::make_mut(&mut plan.rack_types).get_mut(place) else { return Ok(()) };
    let new_id = new.id.clone();
    let old = std::mem::replace(entry, new);
    if old.id != new_id {
        racks::follow_type(plan, &old.id, &new_id);
        comments::follow(plan, &format!("rack_types[#{}]", old.id), &format!("rack_types[#{new_id}]"));
        waivers::follow(plan, &Subject::RackType { id: old.id }, &Subject::RackType { id: new_id });
    }
    Ok(())
}

fn check(plan: &Plan, catalog: &Catalog, old: Option<&RackType>, new: &RackType) -> Result<(), Refusal> {
    let id_changes = old.is_none_or(|old| old.id != new.id);
    if id_changes && plan.rack_type(&new.id).is_some() {
        return Err(Refusal::new("id", quoted(new.id.as_str()), "an id no other rack type has"));
    }
    let before = old.map(references::of_rack_type).unwrap_or_default();
    references::check_parts(plan, catalog, &before, &references::of_rack_type(new))?;
    references::check_serves(plan, old, new)
}

fn place_of(plan: &Plan, path: &str, id: &Id) -> Result<usize, Refusal> {
    let place = plan.rack_types.iter().position(|rack_type| rack_type.id == *id);
    place.ok_or_else(|| references::unknown_rack_type(plan, path, id))
}
