//! How a plan changes: every change is an `Edit`, and `apply` is the only way to make it. Reads no files, computes no report.
//!
//! `apply` leaves the old plan alone and shares with it all that stays the same, so an undo step costs what its edit changed.
//! An edit is made as a whole or refused as a whole. What is merely unwise (racks that overlap or stand off the floor, links that
//! are too long) is made: findings tell of it. Refused is what would leave the plan pointing at nothing or beyond its bounds.

mod arrange;
mod comments;
mod copies;
mod document;
mod fields;
mod labels;
mod lengths;
mod lists;
mod matching;
mod names;
mod parts;
mod rack_types;
mod racks;
mod references;
mod refusal;
mod selection;
mod settings;
mod size;
mod tiers;
mod variants;
mod waivers;

pub use copies::Grid;
pub use document::{Document, HISTORY_BYTES};
pub use fields::{EconomyField, FloorField, RackTypeField, RoutingField, SiteField, TierField};
pub use matching::{Matching, matching};
pub use racks::{ADDED_LIMIT, NewRack};
pub use refusal::Refusal;
pub use variants::{Alignment, Axis, Edit, Edits, LinkClass, Turns};

use crate::model::catalog::Catalog;
use crate::model::plan::{Override, Plan};

/// Batches inside batches, at most: with the brackets of the edits inside them they stay below the nesting a file may have.
const DEPTH: usize = 6;

/// The plan after an edit, or why the edit is not made. `catalog` holds the layers beneath the plan; the plan's own parts are known without it.
pub fn apply(plan: &Plan, catalog: &Catalog, edit: &Edit) -> Result<Plan, Refusal> {
    let mut changed = plan.clone();
    match make(&mut changed, catalog, edit, DEPTH) {
        Ok(()) => Ok(changed),
        Err(refusal) => Err(refusal.asked(edit.label(plan))),
    }
}

/// Makes an edit on a copy of the plan, which the caller throws away on refusal.
fn make(plan: &mut Plan, catalog: &Catalog, edit: &Edit, depth: usize) -> Result<(), Refusal> {
    use Edit::*;
    let made = match edit {
        SetTitle { title } => put(&mut plan.title, title),
        SetQuestion { question } => put(&mut plan.question, question),
        SetNotes { notes } => put(&mut plan.notes, notes),

        PlaceRacks { racks, count_on } => racks::place(plan, racks, *count_on),
        MoveRacks { racks, by_mm } => racks::move_by(plan, racks, *by_mm),
        MoveRacksTo { racks, at_mm } => racks::move_to(plan, racks, *at_mm),
        TurnRacks { racks, turns, together: false } => racks::turn(plan, racks, *turns),
        TurnRacks { racks, turns, together: true } => arrange::turn(plan, catalog, racks, *turns),
        FaceRacks { racks, facing } => racks::face(plan, racks, *facing),
        MirrorRacks { racks, along } => arrange::mirror(plan, catalog, racks, *along),
        AlignRacks { racks, to } => arrange::align(plan, catalog, racks, *to),
        DistributeRacks { racks, along } => arrange::distribute(plan, catalog, racks, *along),
        DuplicateRacks { racks, by_mm } => copies::duplicate(plan, racks, *by_mm),
        ArrayRacks { racks, grid } => copies::array(plan, racks, grid),
        RenameRacks { racks, name, count_on } => racks::rename(plan, racks, name, *count_on),
        ChangeType { racks, kind } => racks::change_type(plan, racks, kind),
        SetFacility { rack, facility } => racks::set_facility(plan, *rack, facility.as_ref()),
        DeleteRacks { racks } => racks::delete(plan, racks),

        AddRackType { rack_type, index } => rack_types::add(plan, catalog, rack_type, *index),
        ReplaceRackType { id, rack_type } => rack_types::replace(plan, catalog, id, rack_type),
        ChangeRackType { id, set } => rack_types::change(plan, catalog, id, set),
        MoveRackType { id, to } => rack_types::shift(plan, id, *to),
        RemoveRackType { id } => rack_types::remove(plan, id),
        AddBlade { rack_type, blade, index } => rack_types::add_blade(plan, catalog, rack_type, blade, *index),
        ReplaceBlade { rack_type, index, blade } => rack_types::replace_blade(plan, catalog, rack_type, *index, blade),
        MoveBlade { rack_type, index, to } => rack_types::shift_blade(plan, catalog, rack_type, *index, *to),
        RemoveBlade { rack_type, index } => rack_types::remove_blade(plan, catalog, rack_type, *index),

        AddTier { tier, index } => tiers::add(plan, catalog, tier, *index),
        ReplaceTier { id, tier } => tiers::replace(plan, catalog, id, tier),
        ChangeTier { id, set } => tiers::change(plan, catalog, id, set),
        SetMedia { tier, class, media } => tiers::set_media(plan, catalog, tier, *class, media),
        MoveTier { id, to } => tiers::shift(plan, id, *to),
        RemoveTier { id } => tiers::remove(plan, id),

        ReplaceFloor { floor } => put(&mut plan.floor, floor),
        ChangeFloor { set } => settings::change_floor(plan, set),
        ChangeRouting { set } => settings::change_routing(plan, set),
        AddObstacle { obstacle, index } => settings::add_obstacle(plan, obstacle, *index),
        ReplaceObstacle { index, obstacle } => settings::replace_obstacle(plan, *index, obstacle),
        RemoveObstacle { index } => settings::remove_obstacle(plan, *index),
        ReplaceSite { site } => settings::replace_site(plan, catalog, site),
        ChangeSite { set } => settings::change_site(plan, catalog, set),
        ReplaceEconomy { economy } => settings::replace_economy(plan, catalog, economy),
        ChangeEconomy { set } => settings::change_economy(plan, catalog, set),

        SetLength { length } => lengths::set(plan, length),
        ClearLength { a, b, tier } => lengths::clear(plan, *a, *b, tier.as_ref()),
        AddWaiver { waiver } => waivers::add(plan, catalog, waiver),
        RemoveWaiver { rule, subjects } => waivers::remove(plan, rule, subjects),
        AddParts { parts } => parts::put(plan, catalog, parts),
        RemovePart { kind, id } => parts::remove(plan, catalog, kind, id),
        SetOverride { part, field, value, comment } => {
            let (part, field, value, comment) = (part.clone(), field.clone(), value.clone(), comment.clone());
            parts::set_override(plan, catalog, Override { part, field, value, comment })
        }
        ClearOverride { part, field } => parts::clear_override(plan, part, field),

        Batch { edits, .. } => make_all(plan, catalog, edits, depth),
    };
    made.map_err(|refusal| refusal.within(edit.word()))
}

fn put<T: Clone>(place: &mut T, value: &T) -> Result<(), Refusal> {
    place.clone_from(value);
    Ok(())
}

fn make_all(plan: &mut Plan, catalog: &Catalog, edits: &Edits, depth: usize) -> Result<(), Refusal> {
    let Some(depth) = depth.checked_sub(1) else {
        return Err(Refusal::new("edits", format_args!("more than {DEPTH} batches inside each other"), format_args!("{DEPTH}")));
    };
    if edits.0.is_empty() {
        return Err(Refusal::new("edits", "no edits", "1 or more edits"));
    }
    for (index, edit) in edits.0.iter().enumerate() {
        make(plan, catalog, edit, depth).map_err(|refusal| refusal.within(&format!("edits[{index}]")))?;
    }
    Ok(())
}
