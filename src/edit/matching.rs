//! What it takes to make the racks of a plan those of a list: racks are known again by their names.

use std::collections::{BTreeMap, VecDeque};

use super::{ADDED_LIMIT, Edit, NewRack};
use crate::model::plan::Plan;
use crate::model::racks::{Rack, RackId};

/// The edits, and how many racks they change, add and delete.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matching {
    pub edits: Vec<Edit>,
    pub changed: usize,
    pub added: usize,
    pub deleted: usize,
}

/// Racks without a name in the list are always new. Where several share a name, the first in the list is the first in the plan.
pub fn matching(plan: &Plan, wanted: &[NewRack]) -> Matching {
    let mut known: BTreeMap<&str, VecDeque<&Rack>> = BTreeMap::new();
    plan.racks.iter().for_each(|rack| known.entry(rack.name.as_str()).or_default().push_back(rack));
    let mut found = Matching::default();
    let mut new: Vec<NewRack> = Vec::new();
    for rack in wanted {
        let old = rack.name.as_ref().and_then(|name| known.get_mut(name.as_str())).and_then(VecDeque::pop_front);
        match old {
            Some(old) => found.change(old, rack),
            None => new.push(rack.clone()),
        }
    }
    let gone: Vec<RackId> = known.into_values().flatten().map(|rack| rack.id).collect();
    (found.added, found.deleted) = (new.len(), gone.len());
    if !gone.is_empty() {
        found.edits.push(Edit::DeleteRacks { racks: gone });
    }
    found.edits.extend(new.chunks(ADDED_LIMIT).map(|racks| Edit::PlaceRacks { racks: racks.to_vec(), count_on: false }));
    found
}

impl Matching {
    fn change(&mut self, old: &Rack, new: &NewRack) {
        let before = self.edits.len();
        let racks = || vec![old.id];
        if old.kind != new.kind {
            self.edits.push(Edit::ChangeType { racks: racks(), kind: new.kind.clone() });
        }
        if old.facing != new.facing {
            self.edits.push(Edit::FaceRacks { racks: racks(), facing: new.facing });
        }
        if old.at != new.at_mm {
            self.edits.push(Edit::MoveRacksTo { racks: racks(), at_mm: new.at_mm });
        }
        if old.facility != new.facility {
            self.edits.push(Edit::SetFacility { rack: old.id, facility: new.facility.clone() });
        }
        self.changed += usize::from(self.edits.len() > before);
    }
}
