//! Where racks stand, as plain rectangles, and which rack type each is of.

use crate::model::plan::Plan;
use crate::model::racks::Rack;
use crate::model::text::Id;

use super::resolve::rack_kind::RackKind;

/// A rack on the floor, in millimetres.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RackAt {
    /// Place of its type; one past the last if the type is unknown.
    pub kind: u32,
    pub x: i64,
    pub y: i64,
    /// Along x and y, as it is turned.
    pub width: i64,
    pub depth: i64,
    /// Its front looks along x.
    pub sideways: bool,
}

impl RackAt {
    pub fn of(rack: &Rack, kind: u32, spec: Option<&RackKind>) -> Self {
        let (across, along) = spec.map_or((0, 0), |spec| (spec.width_mm, spec.depth_mm));
        let sideways = rack.facing.is_sideways();
        let (width, depth) = if sideways { (along, across) } else { (across, along) };
        Self { kind, x: rack.at.x(), y: rack.at.y(), width, depth, sideways }
    }

    pub fn centre(&self) -> (i64, i64) {
        (self.x + self.width / 2, self.y + self.depth / 2)
    }

    pub fn right(&self) -> i64 {
        self.x + self.width
    }

    pub fn bottom(&self) -> i64 {
        self.y + self.depth
    }
}

/// Looks up rack types by id; the last answer is tried first, since racks come in runs.
pub struct KindFinder<'p> {
    kinds: &'p [RackKind],
    last: usize,
}

impl<'p> KindFinder<'p> {
    pub fn new(kinds: &'p [RackKind]) -> Self {
        Self { kinds, last: 0 }
    }

    pub fn place(&mut self, id: &Id) -> usize {
        if self.kinds.get(self.last).is_none_or(|kind| kind.id != *id) {
            self.last = self.kinds.iter().position(|kind| kind.id == *id).unwrap_or(self.kinds.len());
        }
        self.last
    }
}

/// All racks in document order.
pub fn layout(plan: &Plan, kinds: &[RackKind]) -> Vec<RackAt> {
    let mut finder = KindFinder::new(kinds);
    let mut racks = Vec::with_capacity(plan.racks.len());
    for rack in plan.racks.iter() {
        let place = finder.place(&rack.kind);
        racks.push(RackAt::of(rack, u32::try_from(place).unwrap_or(u32::MAX), kinds.get(place)));
    }
    racks
}
