//! Typed lengths: what was measured between two racks. Computes no lengths.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::refusal::Refusal;
use super::{references, selection};
use crate::model::plan::Plan;
use crate::model::racks::RackId;
use crate::model::text::Id;
use crate::model::tier::TypedLength;

/// Sets a length; one between the same racks for the same tier is replaced where it stands.
pub(super) fn set(plan: &mut Plan, new: &TypedLength) -> Result<(), Refusal> {
    check_rack(plan, "length.a", new.a)?;
    check_rack(plan, "length.b", new.b)?;
    if new.a == new.b {
        return Err(Refusal::new("length.b", format_args!("rack {} at both ends", new.b), "two different racks"));
    }
    if let Some(tier) = new.tier.as_ref().filter(|tier| plan.tier(tier).is_none()) {
        return Err(references::unknown_tier(plan, "length.tier", tier));
    }
    let lengths = Arc::make_mut(&mut plan.lengths);
    match lengths.iter_mut().find(|old| is_for(old, new.a, new.b, new.tier.as_ref())) {
        Some(old) => old.length = new.length,
        None => lengths.push(new.clone()),
    }
    Ok(())
}

pub(super) fn clear(plan: &mut Plan, a: RackId, b: RackId, tier: Option<&Id>) -> Result<(), Refusal> {
    let Some(place) = plan.lengths.iter().position(|length| is_for(length, a, b, tier)) else {
        return Err(Refusal::new("a", format_args!("racks {a} and {b}"), "two racks with a typed length for this tier"));
    };
    Arc::make_mut(&mut plan.lengths).remove(place);
    Ok(())
}

pub(super) fn check_rack(plan: &Plan, path: &str, id: RackId) -> Result<(), Refusal> {
    if plan.racks.contains(id) { Ok(()) } else { Err(selection::unknown_rack(plan, path, id)) }
}

/// Drops the lengths that end at one of these racks.
pub(super) fn forget_racks(plan: &mut Plan, gone: &BTreeSet<RackId>) {
    forget(plan, &|length| gone.contains(&length.a) || gone.contains(&length.b));
}

/// Drops the lengths for one tier.
pub(super) fn forget_tier(plan: &mut Plan, tier: &Id) {
    forget(plan, &|length| length.tier.as_ref() == Some(tier));
}

/// Lets lengths follow a tier whose id changes.
pub(super) fn follow_tier(plan: &mut Plan, old: &Id, new: &Id) {
    if plan.lengths.iter().any(|length| length.tier.as_ref() == Some(old)) {
        let tiers = Arc::make_mut(&mut plan.lengths).iter_mut().filter_map(|length| length.tier.as_mut());
        tiers.filter(|tier| *tier == old).for_each(|tier| tier.clone_from(new));
    }
}

fn forget(plan: &mut Plan, gone: &dyn Fn(&TypedLength) -> bool) {
    if plan.lengths.iter().any(gone) {
        Arc::make_mut(&mut plan.lengths).retain(|length| !gone(length));
    }
}

/// A cable has no direction: the order of the racks says nothing.
fn is_for(length: &TypedLength, a: RackId, b: RackId, tier: Option<&Id>) -> bool {
    let same_ends = (length.a, length.b) == (a, b) || (length.a, length.b) == (b, a);
    same_ends && length.tier.as_ref() == tier
}
