//! All the ways a plan can change, as values that stand in files. Their comments are the help people read; nothing is made here.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{EconomyField, FloorField, Grid, NewRack, RackTypeField, RoutingField, SiteField, TierField};
use crate::model::catalog::Sections;
use crate::model::counts::{Count, Whole};
use crate::model::describe::{Describe, Record, Shape, choice, words};
use crate::model::geometry::{Facing, Point};
use crate::model::plan::{Economy, Floor, Obstacle, Site, Subject, Waiver};
use crate::model::rack_type::{Mounted, RackType};
use crate::model::racks::RackId;
use crate::model::text::{Id, Name, Text};
use crate::model::tier::{Tier, TypedLength};

/// Quarter turns clockwise on the plan.
pub type Turns = Whole<1, 3>;

words! {
    /// A direction on the floor.
    pub enum Axis {
        /// Left to right.
        X = "x",
        /// Top to bottom.
        Y = "y",
    }
}

words! {
    /// What racks are aligned to: an edge or the middle of the first one.
    pub enum Alignment {
        /// Smallest x.
        Left = "left",
        /// Largest x.
        Right = "right",
        /// Smallest y.
        Top = "top",
        /// Largest y.
        Bottom = "bottom",
        /// Middle along x.
        CentreX = "centre_x",
        /// Middle along y.
        CentreY = "centre_y",
    }
}

words! {
    /// A class of link of a tier.
    pub enum LinkClass {
        /// Inside one rack.
        InRack = "in_rack",
        /// From an endpoint to its first switch in another rack.
        Access = "access",
        /// From leaf to spine.
        Trunk = "trunk",
        /// From spine to core.
        Core = "core",
    }
}

/// Edits in the order they are made.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Edits(pub Vec<Edit>);

impl Describe for Edits {
    /// Names the edit instead of describing it: an edit may hold edits, and a description has to end.
    fn shape() -> Shape {
        let doc = "Any edit.".to_string();
        Shape::List(Box::new(Shape::Record(Record { name: "Edit".to_string(), doc, fields: Vec::new() })))
    }
}

choice! {
    /// One change of a plan, made as a whole or refused as a whole. Racks are named by id. A list of racks holds at least one, each once.
    pub enum Edit {
        /// Changes the title.
        SetTitle = "set_title" {
            /// The new title.
            title: Text,
        },
        /// Changes the question the plan answers.
        SetQuestion = "set_question" {
            /// The new question, in one line.
            question: Text,
        },
        /// Changes the notes.
        SetNotes = "set_notes" {
            /// The new notes, one paragraph each.
            notes: Arc<Vec<Text>>,
        },

        /// Places racks, at most 10,000; they may overlap others and stand off the floor, which findings tell.
        PlaceRacks = "place_racks" {
            /// The racks, in the order their ids count.
            racks: Vec<NewRack>,
            /// A name that is taken counts on to the next free one instead of being refused.
            #[optional()]
            count_on: bool,
        },
        /// Moves racks by a step.
        MoveRacks = "move_racks" {
            /// Ids of the racks.
            racks: Vec<RackId>,
            /// The step, in mm.
            by_mm: Point,
        },
        /// Moves racks so that the first stands at a point; the others keep their distance to it.
        MoveRacksTo = "move_racks_to" {
            /// Ids of the racks.
            racks: Vec<RackId>,
            /// Where the first one's corner with the smallest x and y goes, in mm.
            at_mm: Point,
        },
        /// Turns racks clockwise. Each keeps its corner with the smallest x and y.
        TurnRacks = "turn_racks" {
            /// Ids of the racks.
            racks: Vec<RackId>,
            /// Quarter turns.
            turns: Turns,
            /// Turns all as one: the rectangle around them keeps its corner. A rack of an unknown frame counts as its corner.
            #[optional()]
            together: bool,
        },
        /// Lets the fronts of racks look one way. Each keeps its corner with the smallest x and y.
        FaceRacks = "face_racks" {
            /// Ids of the racks.
            racks: Vec<RackId>,
            /// Where the fronts look.
            facing: Facing,
        },
        /// Mirrors racks inside the rectangle around them, with their fronts.
        MirrorRacks = "mirror_racks" {
            /// Ids of the racks.
            racks: Vec<RackId>,
            /// The direction that is reversed.
            along: Axis,
        },
        /// Aligns two or more racks to the first.
        AlignRacks = "align_racks" {
            /// Ids of the racks; the first one stays.
            racks: Vec<RackId>,
            /// Edge or middle.
            to: Alignment,
        },
        /// Makes the gaps between three or more racks equal; the outermost two stay.
        DistributeRacks = "distribute_racks" {
            /// Ids of the racks, in any order.
            racks: Vec<RackId>,
            /// The direction of the gaps.
            along: Axis,
        },
        /// Copies racks once. Copies get the next free names and no facility names.
        DuplicateRacks = "duplicate_racks" {
            /// Ids of the racks, at most 10,000.
            racks: Vec<RackId>,
            /// From each rack to its copy, in mm.
            by_mm: Point,
        },
        /// Copies racks into rows and columns, at most 10,000 copies. Copies get names that count on and no facility names.
        ArrayRacks = "array_racks" {
            /// Ids of the racks; they are the first cell.
            racks: Vec<RackId>,
            /// Rows, columns, pitch and aisles.
            grid: Grid,
        },
        /// Names racks: the first as given, the others counting on from it in the order they are listed. Their old names are free for each other.
        RenameRacks = "rename_racks" {
            /// Ids of the racks.
            racks: Vec<RackId>,
            /// Name of the first.
            name: Name,
            /// A name that is taken counts on to the next free one instead of being refused.
            #[optional()]
            count_on: bool,
        },
        /// Makes racks another type.
        ChangeType = "change_type" {
            /// Ids of the racks.
            racks: Vec<RackId>,
            /// Id of the rack type.
            kind: Id,
        },
        /// Sets the name a rack has in the facility's own books.
        SetFacility = "set_facility" {
            /// Id of the rack.
            rack: RackId,
            /// The name; left out: none.
            #[optional()]
            facility: Option<Name>,
        },
        /// Deletes racks, with the typed lengths that end at them and their place in waivers.
        DeleteRacks = "delete_racks" {
            /// Ids of the racks.
            racks: Vec<RackId>,
        },

        /// Adds a rack type.
        AddRackType = "add_rack_type" {
            /// The rack type; its id must be new.
            rack_type: Arc<RackType>,
            /// Its place among the rack types, from 0; left out: last.
            #[optional()]
            index: Option<Count>,
        },
        /// Replaces a rack type as a whole. If its id changes, racks and waivers follow.
        ReplaceRackType = "replace_rack_type" {
            /// Id of the rack type.
            id: Id,
            /// What it becomes.
            rack_type: Arc<RackType>,
        },
        /// Changes some fields of a rack type.
        ChangeRackType = "change_rack_type" {
            /// Id of the rack type.
            id: Id,
            /// Fields with their new values.
            set: Vec<RackTypeField>,
        },
        /// Moves a rack type to another place among the rack types.
        MoveRackType = "move_rack_type" {
            /// Id of the rack type.
            id: Id,
            /// The new place, from 0.
            to: Count,
        },
        /// Removes a rack type that no rack has, and its place in waivers.
        RemoveRackType = "remove_rack_type" {
            /// Id of the rack type.
            id: Id,
        },
        /// Adds a blade to a rack type.
        AddBlade = "add_blade" {
            /// Id of the rack type.
            rack_type: Id,
            /// The blade.
            blade: Mounted,
            /// Its place in the list, from 0; left out: on top.
            #[optional()]
            index: Option<Count>,
        },
        /// Replaces a blade of a rack type.
        ReplaceBlade = "replace_blade" {
            /// Id of the rack type.
            rack_type: Id,
            /// Place of the blade in the list, from 0.
            index: Count,
            /// What it becomes.
            blade: Mounted,
        },
        /// Moves a blade of a rack type up or down.
        MoveBlade = "move_blade" {
            /// Id of the rack type.
            rack_type: Id,
            /// Place of the blade in the list, from 0.
            index: Count,
            /// The new place, from 0.
            to: Count,
        },
        /// Removes a blade from a rack type.
        RemoveBlade = "remove_blade" {
            /// Id of the rack type.
            rack_type: Id,
            /// Place of the blade in the list, from 0.
            index: Count,
        },

        /// Adds a tier.
        AddTier = "add_tier" {
            /// The tier; its id must be new.
            tier: Arc<Tier>,
            /// Its place among the tiers, from 0; left out: last.
            #[optional()]
            index: Option<Count>,
        },
        /// Replaces a tier as a whole. If its id changes, blades, typed lengths and waivers follow.
        ReplaceTier = "replace_tier" {
            /// Id of the tier.
            id: Id,
            /// What it becomes.
            tier: Arc<Tier>,
        },
        /// Changes some fields of a tier.
        ChangeTier = "change_tier" {
            /// Id of the tier.
            id: Id,
            /// Fields with their new values.
            set: Vec<TierField>,
        },
        /// Sets the technologies one class of links may use; one is a fixed choice, of several the cheapest that reaches is taken.
        SetMedia = "set_media" {
            /// Id of the tier.
            tier: Id,
            /// Class of link.
            class: LinkClass,
            /// Ids of the technologies.
            media: Vec<Id>,
        },
        /// Moves a tier to another place among the tiers.
        MoveTier = "move_tier" {
            /// Id of the tier.
            id: Id,
            /// The new place, from 0.
            to: Count,
        },
        /// Removes a tier that no blade serves, with the typed lengths for it and its place in waivers.
        RemoveTier = "remove_tier" {
            /// Id of the tier.
            id: Id,
        },

        /// Replaces the floor as a whole.
        ReplaceFloor = "replace_floor" {
            /// What it becomes.
            floor: Arc<Floor>,
        },
        /// Changes some fields of the floor.
        ChangeFloor = "change_floor" {
            /// Fields with their new values.
            set: Vec<FloorField>,
        },
        /// Changes how cables run.
        ChangeRouting = "change_routing" {
            /// Fields with their new values.
            set: Vec<RoutingField>,
        },
        /// Adds a column or an area that stays free.
        AddObstacle = "add_obstacle" {
            /// The obstacle.
            obstacle: Obstacle,
            /// Its place in the list, from 0; left out: last.
            #[optional()]
            index: Option<Count>,
        },
        /// Replaces an obstacle.
        ReplaceObstacle = "replace_obstacle" {
            /// Its place in the list, from 0.
            index: Count,
            /// What it becomes.
            obstacle: Obstacle,
        },
        /// Removes an obstacle.
        RemoveObstacle = "remove_obstacle" {
            /// Its place in the list, from 0.
            index: Count,
        },
        /// Replaces the site as a whole. Halls that gateways need must stay.
        ReplaceSite = "replace_site" {
            /// What it becomes.
            site: Arc<Site>,
        },
        /// Changes some fields of the site. Halls that gateways need must stay.
        ChangeSite = "change_site" {
            /// Fields with their new values.
            set: Vec<SiteField>,
        },
        /// Replaces the economy as a whole.
        ReplaceEconomy = "replace_economy" {
            /// What it becomes.
            economy: Arc<Economy>,
        },
        /// Changes some fields of the economy.
        ChangeEconomy = "change_economy" {
            /// Fields with their new values.
            set: Vec<EconomyField>,
        },

        /// Sets a length that was measured; an older one between the same racks for the same tier is replaced.
        SetLength = "set_length" {
            /// The length and where it was measured.
            length: TypedLength,
        },
        /// Takes a measured length away, so that the computed one counts again.
        ClearLength = "clear_length" {
            /// Id of one rack.
            a: RackId,
            /// Id of the other.
            b: RackId,
            /// Id of the tier; left out: the length for all tiers.
            #[optional()]
            tier: Option<Id>,
        },
        /// Accepts findings; an older waiver for the same rule and subjects is replaced.
        AddWaiver = "add_waiver" {
            /// The waiver.
            waiver: Waiver,
        },
        /// Takes a waiver away.
        RemoveWaiver = "remove_waiver" {
            /// Id of the rule.
            rule: Id,
            /// Its subjects, in any order.
            #[optional()]
            subjects: Vec<Subject>,
        },
        /// Adds parts to the plan's own catalogue; one with the id of an older part of its kind replaces that.
        AddParts = "add_parts" {
            /// The parts, by section.
            parts: Arc<Sections>,
        },
        /// Removes a part from the plan's own catalogue. A part of that id beneath shows again; without one it must not be in use.
        RemovePart = "remove_part" {
            /// Kind of part, such as `blade` or `power-chain`.
            kind: Id,
            /// Id of the part.
            id: Id,
        },
        /// Replaces one number of a catalogue part in this plan.
        SetOverride = "set_override" {
            /// Id of the part.
            part: Id,
            /// Which number, by its path in the part: `price`, `laser.afr`.
            field: Text,
            /// The value, with its unit.
            value: Text,
            /// Why.
            #[optional()]
            comment: Text,
        },
        /// Lets a number of a part be as the catalogue has it.
        ClearOverride = "clear_override" {
            /// Id of the part.
            part: Id,
            /// Which number, by its path in the part.
            field: Text,
        },

        /// Makes several edits as one step: all of them, or none.
        Batch = "batch" {
            /// What the step is called in the undo list.
            label: Name,
            /// The edits, in order; each sees what those before it did.
            edits: Edits,
        },
    }
}
