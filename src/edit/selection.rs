//! The racks an edit is about: at least one, each once, all in the plan.

use std::collections::BTreeSet;

use super::refusal::Refusal;
use crate::model::counts::grouped;
use crate::model::plan::Plan;
use crate::model::racks::{Rack, RackId};

/// The selected racks in the order they were selected, or why that is no selection.
pub(super) fn selected<'p>(plan: &'p Plan, ids: &[RackId], at_least: usize) -> Result<Vec<&'p Rack>, Refusal> {
    if ids.len() < at_least {
        return Err(Refusal::new("racks", racks(ids.len()), format_args!("{at_least} or more racks")).advise("Select more racks."));
    }
    let found: Result<Vec<&Rack>, Refusal> = ids.iter().enumerate().map(|(index, id)| one(plan, index, *id)).collect();
    no_duplicate(ids)?;
    found
}

/// The same in document order.
pub(super) fn in_order<'p>(plan: &'p Plan, ids: &[RackId]) -> Result<Vec<&'p Rack>, Refusal> {
    let mut racks = selected(plan, ids, 1)?;
    racks.sort_by_key(|rack| rack.id);
    Ok(racks)
}

pub(super) fn unknown_rack(plan: &Plan, path: &str, id: RackId) -> Refusal {
    Refusal::new(path, format_args!("rack {id}"), format_args!("the id of one of the plan's {}", racks(plan.racks.len())))
}

/// `1 rack`, `12,000 racks`.
pub(super) fn racks(count: usize) -> String {
    counted(count, "rack")
}

/// `1 blade`, `2 blades`.
pub(super) fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {what}{plural}", grouped(i64::try_from(count).unwrap_or(i64::MAX)))
}

fn one(plan: &Plan, index: usize, id: RackId) -> Result<&Rack, Refusal> {
    plan.racks.get(id).ok_or_else(|| unknown_rack(plan, &format!("racks[{index}]"), id))
}

fn no_duplicate(ids: &[RackId]) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    match ids.iter().position(|id| !seen.insert(*id)) {
        Some(index) => Err(Refusal::new(format!("racks[{index}]"), "a rack that was named before", "each rack once")),
        None => Ok(()),
    }
}
