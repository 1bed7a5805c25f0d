//! Edits that look at several racks together: turn as one, mirror, align, distribute. Works on footprints; overlaps are findings, not refusals.

use std::collections::BTreeMap;

use super::racks::{point, set};
use super::refusal::Refusal;
use super::selection::selected;
use super::{Alignment, Axis, Turns};
use crate::model::catalog::Catalog;
use crate::model::geometry::Facing;
use crate::model::numbers::Numbers;
use crate::model::parts::Frame;
use crate::model::plan::Plan;
use crate::model::racks::{Rack, RackId};
use crate::model::text::Id;

/// A rack's footprint, in mm.
#[derive(Clone, Copy)]
struct Footprint {
    id: RackId,
    at: [i64; 2],
    size: [i64; 2],
    facing: Facing,
}

/// Turns the selection clockwise as one; the rectangle around it keeps its corner, so that four turns change nothing and the grid is kept.
pub(super) fn turn(plan: &mut Plan, catalog: &Catalog, ids: &[RackId], turns: Turns) -> Result<(), Refusal> {
    let mut racks = footprints(plan, catalog, ids, 1)?;
    for _ in 0..turns.count() {
        quarter_turn(&mut racks);
    }
    write_back(plan, &racks)
}

fn quarter_turn(racks: &mut [Footprint]) {
    let ([left, _], [top, bottom]) = (extent(racks, Axis::X), extent(racks, Axis::Y));
    for rack in racks {
        let ([x, y], [width, depth]) = (rack.at, rack.size);
        rack.at = [left + bottom - (y + depth), top + x - left];
        rack.size = [depth, width];
        rack.facing = rack.facing.turned();
    }
}

/// Mirrors positions along one axis inside the rectangle around the selection, and fronts with them.
pub(super) fn mirror(plan: &mut Plan, catalog: &Catalog, ids: &[RackId], axis: Axis) -> Result<(), Refusal> {
    let mut racks = footprints(plan, catalog, ids, 1)?;
    let [low, high] = extent(&racks, axis);
    for rack in &mut racks {
        let mirrored = low + high - (rack.along(axis) + rack.size_along(axis));
        rack.put(axis, mirrored);
        rack.facing = mirrored_facing(rack.facing, axis);
    }
    write_back(plan, &racks)
}

/// Racks that look across the axis keep their front.
fn mirrored_facing(facing: Facing, axis: Axis) -> Facing {
    let along_x = facing.is_sideways();
    if along_x == (axis == Axis::X) { facing.turned().turned() } else { facing }
}

/// Moves all to an edge or the middle of the first.
pub(super) fn align(plan: &mut Plan, catalog: &Catalog, ids: &[RackId], to: Alignment) -> Result<(), Refusal> {
    let mut racks = footprints(plan, catalog, ids, 2)?;
    let Some(first) = racks.first().copied() else { return Ok(()) };
    let axis = if matches!(to, Alignment::Left | Alignment::Right | Alignment::CentreX) { Axis::X } else { Axis::Y };
    for rack in &mut racks {
        let room = first.size_along(axis) - rack.size_along(axis);
        let inset = match to {
            Alignment::Left | Alignment::Top => 0,
            Alignment::CentreX | Alignment::CentreY => room / 2,
            Alignment::Right | Alignment::Bottom => room,
        };
        rack.put(axis, first.along(axis) + inset);
    }
    write_back(plan, &racks)
}

/// Makes the gaps between racks along an axis equal, to the millimetre; the outermost two stay.
pub(super) fn distribute(plan: &mut Plan, catalog: &Catalog, ids: &[RackId], axis: Axis) -> Result<(), Refusal> {
    let mut racks = footprints(plan, catalog, ids, 3)?;
    racks.sort_by_key(|rack| (rack.along(axis), rack.id));
    let (Some(first), Some(last)) = (racks.first().copied(), racks.last().copied()) else { return Ok(()) };
    let taken: i64 = racks.iter().map(|rack| rack.size_along(axis)).sum();
    let free = last.along(axis) + last.size_along(axis) - first.along(axis) - taken;
    let gaps = i128::try_from(racks.len()).unwrap_or(i128::MAX) - 1;
    let mut before = 0;
    for (place, rack) in (0_i128..).zip(&mut racks) {
        let gap = (i128::from(free) * place).div_euclid(gaps);
        rack.put(axis, first.along(axis) + before + i64::try_from(gap).unwrap_or(free));
        before += rack.size_along(axis);
    }
    write_back(plan, &racks)
}

impl Footprint {
    fn along(&self, axis: Axis) -> i64 {
        axis.of(self.at)
    }

    fn size_along(&self, axis: Axis) -> i64 {
        axis.of(self.size)
    }

    fn put(&mut self, axis: Axis, value: i64) {
        let [x, y] = self.at;
        self.at = if axis == Axis::X { [value, y] } else { [x, value] };
    }
}

impl Axis {
    fn of(self, [x, y]: [i64; 2]) -> i64 {
        if self == Self::X { x } else { y }
    }
}

/// Lowest and highest coordinate of the rectangle around all.
fn extent(racks: &[Footprint], axis: Axis) -> [i64; 2] {
    let low = racks.iter().map(|rack| rack.along(axis)).min();
    let high = racks.iter().map(|rack| rack.along(axis) + rack.size_along(axis)).max();
    [low.unwrap_or(0), high.unwrap_or(0)]
}

fn footprints(plan: &Plan, catalog: &Catalog, ids: &[RackId], at_least: usize) -> Result<Vec<Footprint>, Refusal> {
    let racks = selected(plan, ids, at_least)?;
    let mut sizes: BTreeMap<&Id, [i64; 2]> = BTreeMap::new();
    let footprints = racks.into_iter().map(|rack| {
        let [width, depth] = *sizes.entry(&rack.kind).or_insert_with(|| size_of_type(plan, catalog, &rack.kind));
        footprint(rack, width, depth)
    });
    Ok(footprints.collect())
}

fn footprint(rack: &Rack, width: i64, depth: i64) -> Footprint {
    let size = if rack.facing.is_sideways() { [depth, width] } else { [width, depth] };
    Footprint { id: rack.id, at: [rack.at.x(), rack.at.y()], size, facing: rack.facing }
}

/// Width and depth of a type's frame with the plan's overrides; a rack without a known frame counts as its corner.
fn size_of_type(plan: &Plan, catalog: &Catalog, kind: &Id) -> [i64; 2] {
    let frame = plan.rack_type(kind).and_then(|rack_type| frame(plan, catalog, &rack_type.frame));
    frame.map_or([0, 0], |frame| [frame.width.value().base(), frame.depth.value().base()])
}

fn frame(plan: &Plan, catalog: &Catalog, id: &Id) -> Option<Frame> {
    let own = plan.catalog.frames.iter().rev().find(|frame| frame.id == *id);
    let mut frame = own.or_else(|| catalog.frame(id))?.clone();
    for change in plan.overrides.iter().filter(|change| change.part == *id) {
        // An override that does not fit is a finding of its own; the catalogue's number stands.
        let _ = frame.find(change.field.as_str()).map(|number| number.set_text(change.value.as_str()));
    }
    Some(frame)
}

/// Racks that stay as they are keep sharing their chunk.
fn write_back(plan: &mut Plan, racks: &[Footprint]) -> Result<(), Refusal> {
    for moved in racks {
        let [x, y] = moved.at;
        let Some(old) = plan.racks.get(moved.id) else { continue };
        let at = point("racks", old, x, y)?;
        if (old.at, old.facing) != (at, moved.facing) {
            set(plan, moved.id, |rack| (rack.at, rack.facing) = (at, moved.facing));
        }
    }
    Ok(())
}
