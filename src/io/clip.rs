//! Racks as text on the clipboard, for this window or another: with the rack types they are of and the tiers those serve. Read as strictly as a plan.

use std::collections::BTreeSet;

use super::decode::{Unknown, compact, decode};
use super::header::{Format, check};
use super::problem::Problem;
use super::ron_tree::{Tree, layout};
use crate::model::counts::Some1;
use crate::model::describe::record;
use crate::model::plan::{Comments, Plan};
use crate::model::rack_type::RackType;
use crate::model::racks::{Rack, RackId};
use crate::model::runs::{RackRun, runs_of};
use crate::model::text::{Id, Text};
use crate::model::tier::Tier;

/// Text on the clipboard.
pub const FORMAT: Format = Format { name: "rackwright-racks", title: "list of racks", version: 1 };
/// Racks one clip may hold: as many as one edit may add.
const MOST: u64 = 10_000;

record! {
    /// Racks as they stand on the clipboard.
    pub struct ClipFile {
        /// Always `"rackwright-racks"`.
        pub format: Text,
        /// Version of the format.
        pub version: Some1,
        /// The racks, single or in runs.
        pub racks: Vec<RackRun>,
        /// Their types.
        pub rack_types: Vec<RackType>,
        /// Tiers the blades of those types serve.
        #[optional()]
        pub tiers: Vec<Tier>,
    }
}

/// Racks that were copied.
#[derive(Clone, Debug, PartialEq)]
pub struct Clip {
    pub racks: Vec<Rack>,
    pub rack_types: Vec<RackType>,
    pub tiers: Vec<Tier>,
}

/// Some racks of a plan with everything they need.
pub fn of(plan: &Plan, ids: &BTreeSet<RackId>) -> Clip {
    let racks: Vec<Rack> = plan.racks.iter().filter(|rack| ids.contains(&rack.id)).cloned().collect();
    let kinds: BTreeSet<&Id> = racks.iter().map(|rack| &rack.kind).collect();
    let rack_types: Vec<RackType> = plan.rack_types.iter().filter(|kind| kinds.contains(&kind.id)).cloned().collect();
    let served: BTreeSet<&Id> =
        rack_types.iter().flat_map(|kind| &kind.blades).filter_map(|blade| Some(&blade.serves.as_ref()?.tier)).collect();
    let tiers = plan.tiers.iter().filter(|tier| served.contains(&tier.id)).cloned().collect();
    Clip { rack_types, tiers, racks }
}

pub fn print(clip: &Clip) -> String {
    let file = ClipFile {
        format: Text::new(FORMAT.name).unwrap_or_default(),
        version: Some1::new(FORMAT.version).unwrap_or_default(),
        racks: runs_of(clip.racks.iter(), &|_| false),
        rack_types: clip.rack_types.clone(),
        tiers: clip.tiers.clone(),
    };
    let line = compact(&file);
    Tree::parse(&line).map_or_else(|_| line.clone(), |tree| layout::print(&tree, &Comments::new()))
}

/// Whether a text claims to be such a clip: other text is none of our business.
pub fn claims(text: &str) -> bool {
    super::header::format_of(text).as_deref() == Some(FORMAT.name)
}

pub fn parse(text: &str) -> Result<Clip, Vec<Problem>> {
    check(text, FORMAT, &[super::plan_file::FORMAT, super::catalog_file::FORMAT]).map_err(|problem| vec![problem])?;
    let (file, _) = decode::<ClipFile>(text, Unknown::Refused)?;
    let refused = |message: String| vec![Problem::error("clip", message)];
    let total = file.racks.iter().fold(0_u64, |total, run| total.saturating_add(run.len()));
    if total > MOST {
        return Err(refused(format!("got {total} racks, allowed 10,000 in one paste")));
    }
    let mut racks = Vec::new();
    for run in &file.racks {
        racks.extend(run.expand().map_err(refused)?);
    }
    let known = |rack: &Rack| file.rack_types.iter().any(|kind| kind.id == rack.kind);
    if let Some(lost) = racks.iter().find(|rack| !known(rack)) {
        return Err(refused(format!("got rack {} of type {}, allowed a type of the list", lost.name, lost.kind)));
    }
    Ok(Clip { racks, rack_types: file.rack_types, tiers: file.tiers })
}
