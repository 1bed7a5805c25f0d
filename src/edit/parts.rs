//! Edits of what a plan adds to the catalogue: its own parts, and single numbers it replaces.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::refusal::Refusal;
use super::selection::counted;
use super::{references, waivers};
use crate::model::catalog::{Catalog, Kind, Part, Sections, nearest};
use crate::model::plan::{Override, Plan, Subject};
use crate::model::text::{Id, Text, quoted};

macro_rules! sections {
    ($($kind:ident $section:ident),+ $(,)?) => {
        /// Adds parts to their sections. Taking the record apart makes a new section an error here.
        fn merge_all(own: &mut Sections, new: &Sections) {
            let Sections { $($section),+ } = new;
            $(merge(&mut own.$section, $section);)+
        }

        fn remove_from(own: &mut Sections, kind: Kind, id: &Id) {
            match kind {
                $(Kind::$kind => own.$section.retain(|part| part.id != *id),)+
            }
        }
    };
}

sections! {
    Source sources, Interconnect interconnects, Accelerator accelerators, Switch switches, Memory memories, Blade blades, Frame frames,
    System systems, PowerChain power_chains, Cooling coolings, Region regions, Economics economics,
}

/// Adds parts; one with the id of an older part of its kind replaces that where it stands.
pub(super) fn put(plan: &mut Plan, catalog: &Catalog, parts: &Sections) -> Result<(), Refusal> {
    check_list(parts)?;
    let before = references::of_parts(&plan.catalog);
    merge_all(Arc::make_mut(&mut plan.catalog), parts);
    let checked = references::check_parts(plan, catalog, &before, &references::of_parts(parts));
    checked.and_then(|()| references::check_faults(plan)).map_err(|refusal| refusal.within("parts"))
}

/// Takes one of the plan's own parts out. A part of the same id beneath shows again; without one the part must not be in use.
pub(super) fn remove(plan: &mut Plan, catalog: &Catalog, kind: &Id, id: &Id) -> Result<(), Refusal> {
    let kind = kind_named(kind)?;
    if !references::own_ids(plan, kind).any(|own| own == id) {
        let allowed = format!("the id of a part of kind {} that the plan brings", kind.word());
        return Err(Refusal::unknown("id", id, allowed, references::own_ids(plan, kind).collect::<Vec<_>>().into_iter()));
    }
    remove_from(Arc::make_mut(&mut plan.catalog), kind, id);
    let users = references::of_plan(plan).iter().filter(|reference| reference.kind == kind && reference.id == *id).count();
    if users > 0 && !references::is_known(plan, catalog, kind, id) {
        let got = format!("{} with {}", quoted(id.as_str()), counted(users, "use"));
        return Err(Refusal::new("id", got, "a part that nothing in the plan uses").advise("Let the plan use another part first."));
    }
    if !is_any(plan, catalog, id) {
        forget(plan, id);
    }
    Ok(())
}

/// Replaces a number of a part, checked against the part as the plan has it.
pub(super) fn set_override(plan: &mut Plan, catalog: &Catalog, change: Override) -> Result<(), Refusal> {
    let mut trial = catalog.clone();
    trial.add(&plan.catalog);
    trial.set(&change).map_err(|text| Refusal::from_text("value", &text))?;
    let overrides = Arc::make_mut(&mut plan.overrides);
    match overrides.iter_mut().find(|old| old.part == change.part && old.field == change.field) {
        Some(old) => *old = change,
        None => overrides.push(change),
    }
    Ok(())
}

pub(super) fn clear_override(plan: &mut Plan, part: &Id, field: &Text) -> Result<(), Refusal> {
    let Some(place) = plan.overrides.iter().position(|old| old.part == *part && old.field == *field) else {
        let got = format!("{} of {}", quoted(field.as_str()), quoted(part.as_str()));
        let parts = plan.overrides.iter().map(|old| &old.part).filter(|id| *id != part);
        return Err(Refusal::new("field", got, "a number the plan replaces").mean(nearest(parts, part)));
    };
    Arc::make_mut(&mut plan.overrides).remove(place);
    Ok(())
}

/// Whether this is a part of any kind, sources apart.
pub(super) fn is_any(plan: &Plan, catalog: &Catalog, id: &Id) -> bool {
    catalog.kind_of(id).is_some() || own_parts(plan).any(|own| own == id)
}

pub(super) fn nearest_of_any(plan: &Plan, catalog: &Catalog, id: &Id) -> Option<Id> {
    let kinds = Kind::ALL.iter().filter(|kind| **kind != Kind::Source);
    nearest(own_parts(plan), id).or_else(|| kinds.filter_map(|kind| catalog.nearest(*kind, id)).next())
}

fn own_parts(plan: &Plan) -> impl Iterator<Item = &Id> {
    plan.catalog.parts().into_iter().filter(|(kind, ..)| *kind != Kind::Source).map(|(.., part)| part.id())
}

/// At least one part, and no two of a kind with one id: which of them wins would be anyone's guess.
fn check_list(parts: &Sections) -> Result<(), Refusal> {
    let parts = parts.parts();
    if parts.is_empty() {
        return Err(Refusal::new("parts", "no parts", "1 or more parts"));
    }
    let mut seen = BTreeSet::new();
    match parts.iter().find(|(kind, _, part)| !seen.insert((*kind, part.id()))) {
        Some((kind, index, part)) => {
            let path = format!("parts.{}[{index}].id", kind.section());
            Err(Refusal::new(path, format_args!("{} again", quoted(part.id().as_str())), "each id once"))
        }
        None => Ok(()),
    }
}

fn merge<T: Part + Clone>(own: &mut Vec<T>, new: &[T]) {
    for part in new {
        match own.iter_mut().find(|old| old.id() == part.id()) {
            Some(old) => old.clone_from(part),
            None => own.push(part.clone()),
        }
    }
}

fn kind_named(word: &Id) -> Result<Kind, Refusal> {
    let kind = Kind::ALL.iter().copied().find(|kind| kind.word() == word.as_str());
    kind.ok_or_else(|| {
        let words: Vec<Id> = Kind::ALL.iter().filter_map(|kind| Id::new(kind.word()).ok()).collect();
        Refusal::unknown("kind", word, "a kind of part, such as blade or power-chain", words.iter())
    })
}

/// Drops what the plan says about a part that is no more.
fn forget(plan: &mut Plan, id: &Id) {
    if plan.overrides.iter().any(|change| change.part == *id) {
        Arc::make_mut(&mut plan.overrides).retain(|change| change.part != *id);
    }
    waivers::forget(plan, &|subject| *subject == Subject::Part { id: id.clone() });
}
