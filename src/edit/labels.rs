//! What an edit is called in the undo list: `Move 4 racks`. Wording only.

use super::Edit;
use super::racks::who;
use super::selection::{counted, racks as counted_racks};
use crate::model::plan::Plan;
use crate::model::racks::RackId;
use crate::model::text::Name;
use crate::model::tier::TypedLength;

impl Edit {
    /// What the edit does, in words; `plan` is the plan before it.
    pub fn label(&self, plan: &Plan) -> String {
        match self {
            Self::SetTitle { .. } => "Change title".to_string(),
            Self::SetQuestion { .. } => "Change question".to_string(),
            Self::SetNotes { .. } => "Change notes".to_string(),

            Self::PlaceRacks { racks, .. } => format!("Place {}", counted_racks(racks.len())),
            Self::MoveRacks { racks, .. } | Self::MoveRacksTo { racks, .. } => format!("Move {}", who(plan, racks)),
            Self::TurnRacks { racks, .. } => format!("Turn {}", who(plan, racks)),
            Self::FaceRacks { racks, facing } => format!("Turn {} {facing}", who(plan, racks)),
            Self::MirrorRacks { racks, .. } => format!("Mirror {}", who(plan, racks)),
            Self::AlignRacks { racks, .. } => format!("Align {}", who(plan, racks)),
            Self::DistributeRacks { racks, .. } => format!("Distribute {}", who(plan, racks)),
            Self::DuplicateRacks { racks, .. } => format!("Duplicate {}", who(plan, racks)),
            Self::ArrayRacks { racks, grid } => array(racks, grid.row_count(), grid.columns.count()),
            Self::RenameRacks { racks, name, .. } => rename(plan, racks, name),
            Self::ChangeType { racks, kind } => format!("Change {} to {kind}", who(plan, racks)),
            Self::SetFacility { rack, .. } => format!("Change facility name of {}", who(plan, &[*rack])),
            Self::DeleteRacks { racks } => format!("Delete {}", who(plan, racks)),

            Self::AddRackType { rack_type, .. } => format!("Add rack type {}", rack_type.id),
            Self::ReplaceRackType { id, .. } => format!("Replace rack type {id}"),
            Self::ChangeRackType { id, set } => fields(&format!("rack type {id}"), set.iter().map(|field| field.word())),
            Self::MoveRackType { id, .. } => format!("Move rack type {id}"),
            Self::RemoveRackType { id } => format!("Remove rack type {id}"),
            Self::AddBlade { rack_type, blade, .. } => format!("Add {} to {rack_type}", blade.part),
            Self::ReplaceBlade { rack_type, blade, .. } => format!("Change blade of {rack_type} to {}", blade.part),
            Self::MoveBlade { rack_type, .. } => format!("Move blade of {rack_type}"),
            Self::RemoveBlade { rack_type, .. } => format!("Remove blade of {rack_type}"),

            Self::AddTier { tier, .. } => format!("Add tier {}", tier.id),
            Self::ReplaceTier { id, .. } => format!("Replace tier {id}"),
            Self::ChangeTier { id, set } => fields(&format!("tier {id}"), set.iter().map(|field| field.word())),
            Self::SetMedia { tier, class, .. } => format!("Change {} media of tier {tier}", plain(class.word())),
            Self::MoveTier { id, .. } => format!("Move tier {id}"),
            Self::RemoveTier { id } => format!("Remove tier {id}"),

            Self::ReplaceFloor { .. } => "Replace floor".to_string(),
            Self::ChangeFloor { set } => fields("floor", set.iter().map(|field| field.word())),
            Self::ChangeRouting { set } => fields("routing", set.iter().map(|field| field.word())),
            Self::AddObstacle { obstacle, .. } => format!("Add obstacle {}", obstacle.name),
            Self::ReplaceObstacle { obstacle, .. } => format!("Change obstacle {}", obstacle.name),
            Self::RemoveObstacle { .. } => "Remove obstacle".to_string(),
            Self::ReplaceSite { .. } => "Replace site".to_string(),
            Self::ChangeSite { set } => fields("site", set.iter().map(|field| field.word())),
            Self::ReplaceEconomy { .. } => "Replace economy".to_string(),
            Self::ChangeEconomy { set } => fields("economy", set.iter().map(|field| field.word())),

            Self::SetLength { length: TypedLength { a, b, .. } } => format!("Set length {} to {}", who(plan, &[*a]), who(plan, &[*b])),
            Self::ClearLength { a, b, .. } => format!("Clear length {} to {}", who(plan, &[*a]), who(plan, &[*b])),
            Self::AddWaiver { waiver } => format!("Waive {}", waiver.rule),
            Self::RemoveWaiver { rule, .. } => format!("Remove waiver of {rule}"),
            Self::AddParts { parts } => format!("Add {}", counted(parts.parts().len(), "part")),
            Self::RemovePart { id, .. } => format!("Remove part {id}"),
            Self::SetOverride { part, field, .. } => format!("Change {field} of {part}"),
            Self::ClearOverride { part, field } => format!("Reset {field} of {part}"),

            Self::Batch { label, .. } => label.to_string(),
        }
    }
}

/// `Array of 8 x 12 racks` for one original, `Array of 8 x 12 x 3 racks` for three.
fn array(racks: &[RackId], rows: u64, columns: u64) -> String {
    match racks.len() {
        1 => format!("Array of {rows} x {columns} racks"),
        originals => format!("Array of {rows} x {columns} x {originals} racks"),
    }
}

/// `Rename A01 to A07`, `Rename 4 racks from A07`.
fn rename(plan: &Plan, racks: &[RackId], name: &Name) -> String {
    let word = if racks.len() == 1 { "to" } else { "from" };
    format!("Rename {} {word} {name}", who(plan, racks))
}

/// `Change site build year`, `Change 3 fields of site`.
fn fields<'w>(of: &str, words: impl ExactSizeIterator<Item = &'w str>) -> String {
    let mut words = words;
    match (words.len(), words.next()) {
        (1, Some(word)) => format!("Change {} of {of}", plain(word)),
        (count, _) => format!("Change {} of {of}", counted(count, "field")),
    }
}

/// A word of a file as people read it.
fn plain(word: &str) -> String {
    word.trim_end_matches("_mm").replace('_', " ")
}
