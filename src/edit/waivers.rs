//! Waivers: accepting findings, and following or forgetting the things they name. Knows no rules.

use std::sync::Arc;

use super::refusal::Refusal;
use super::{lengths, parts, references};
use crate::model::catalog::Catalog;
use crate::model::plan::{Plan, Subject, Waiver};
use crate::model::text::{Id, quoted};

/// Adds a waiver; one for the same rule and subjects is replaced where it stands.
pub(super) fn add(plan: &mut Plan, catalog: &Catalog, waiver: &Waiver) -> Result<(), Refusal> {
    for (index, subject) in waiver.subjects.iter().enumerate() {
        check(plan, catalog, subject).map_err(|refusal| refusal.within(&format!("waiver.subjects[{index}]")))?;
    }
    let waivers = Arc::make_mut(&mut plan.waivers);
    match waivers.iter_mut().find(|old| is_for(old, &waiver.rule, &waiver.subjects)) {
        Some(old) => *old = waiver.clone(),
        None => waivers.push(waiver.clone()),
    }
    Ok(())
}

pub(super) fn remove(plan: &mut Plan, rule: &Id, subjects: &[Subject]) -> Result<(), Refusal> {
    let Some(place) = plan.waivers.iter().position(|waiver| is_for(waiver, rule, subjects)) else {
        let rules = plan.waivers.iter().map(|waiver| &waiver.rule).filter(|other| *other != rule);
        let unknown = Refusal::unknown("rule", rule, "the rule of a waiver of the plan with these subjects", rules);
        return Err(unknown);
    };
    Arc::make_mut(&mut plan.waivers).remove(place);
    Ok(())
}

/// Takes subjects out of all waivers. A waiver that loses its last subject goes too: without one it would accept every finding of its rule.
pub(super) fn forget(plan: &mut Plan, gone: &dyn Fn(&Subject) -> bool) {
    if !plan.waivers.iter().flat_map(|waiver| &waiver.subjects).any(gone) {
        return;
    }
    let waivers = Arc::make_mut(&mut plan.waivers);
    waivers.retain_mut(|waiver| {
        let was_general = waiver.subjects.is_empty();
        waiver.subjects.retain(|subject| !gone(subject));
        was_general || !waiver.subjects.is_empty()
    });
}

/// Lets waivers follow a thing whose id changes.
pub(super) fn follow(plan: &mut Plan, old: &Subject, new: &Subject) {
    if plan.waivers.iter().any(|waiver| waiver.subjects.contains(old)) {
        let subjects = Arc::make_mut(&mut plan.waivers).iter_mut().flat_map(|waiver| &mut waiver.subjects);
        subjects.filter(|subject| *subject == old).for_each(|subject| subject.clone_from(new));
    }
}

/// Same rule and same subjects, in any order.
fn is_for(waiver: &Waiver, rule: &Id, subjects: &[Subject]) -> bool {
    let all_in = |some: &[Subject], others: &[Subject]| some.iter().all(|subject| others.contains(subject));
    waiver.rule == *rule && all_in(&waiver.subjects, subjects) && all_in(subjects, &waiver.subjects)
}

fn check(plan: &Plan, catalog: &Catalog, subject: &Subject) -> Result<(), Refusal> {
    match subject {
        Subject::Rack { id } => lengths::check_rack(plan, "id", *id),
        Subject::RackType { id } if plan.rack_type(id).is_none() => Err(references::unknown_rack_type(plan, "id", id)),
        Subject::Tier { id } if plan.tier(id).is_none() => Err(references::unknown_tier(plan, "id", id)),
        Subject::Part { id } if !parts::is_any(plan, catalog, id) => {
            Err(Refusal::new("id", quoted(id.as_str()), "the id of a part of the catalogue").mean(parts::nearest_of_any(plan, catalog, id)))
        }
        Subject::RackType { .. } | Subject::Tier { .. } | Subject::Part { .. } | Subject::Plan {} => Ok(()),
    }
}
