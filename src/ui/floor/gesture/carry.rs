//! What is in the hand: racks that are moved or copied, or new ones. It hangs above where it would land; only letting go makes the edit.

use std::sync::Arc;

use super::Hand;
use super::snap::{self, Landing, Scene};
use crate::edit::{Edit, NewRack};
use crate::model::geometry::Point;
use crate::model::plan::Plan;
use crate::model::racks::{Rack, RackId};
use crate::model::text::Id;
use crate::ui::ctx::Ctx;
use crate::ui::floor::colours;
use crate::ui::floor::view::{self, grown, shifted, union};
use crate::ui::state::Pasted;
use crate::ui::widgets::counted;

/// How far neighbours pull, in points on screen.
const PULL: f64 = 8.0;
/// Neighbours farther away than this are no neighbours, in millimetres.
const NEAR_MM: i64 = 10_000;
/// In plans up to this size new racks are solved while they hang at the pointer: there is no short way to do that. What the floor keeps of
/// larger plans is not told apart from what a gesture makes of them.
const SMALL: usize = colours::FEW;

/// Racks in the hand, where they came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Load {
    /// What to call it.
    pub title: String,
    /// The rack that was taken hold of, or one like it.
    pub sample: Option<RackId>,
    /// None if they are new.
    pub racks: Vec<RackId>,
    /// Their places in document order, ascending.
    pub places: Vec<u32>,
    pub footprints: Vec<[i64; 4]>,
    pub around: [i64; 4],
    /// What would add new racks where they come from; none where nobody could solve it in time.
    pub new: Option<Arc<Edit>>,
}

/// What letting go does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    Move,
    Copy,
    /// New racks: whoever holds them makes the edit.
    Put,
}

/// A load above the place where it would land.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    pub load: Arc<Load>,
    pub how: How,
    pub landing: Landing,
}

impl Load {
    /// Racks of the plan; the first is the one that was taken hold of. `None` without racks.
    pub fn of(ctx: &Ctx, racks: Vec<RackId>) -> Option<Self> {
        let mut places: Vec<u32> =
            racks.iter().filter_map(|id| ctx.plan.racks.position(*id)).filter_map(|place| u32::try_from(place).ok()).collect();
        places.sort_unstable();
        let footprints: Vec<[i64; 4]> = places.iter().filter_map(|place| ctx.index.footprint(*place)).collect();
        let around = footprints.iter().copied().reduce(union)?;
        let sample = racks.first().copied();
        let name = sample.and_then(|id| ctx.plan.racks.get(id)).map_or_else(String::new, |rack| rack.name.to_string());
        let title = if racks.len() == 1 { name } else { counted(racks.len(), "rack") };
        Some(Self { title, sample, racks, places, footprints, around, new: None })
    }

    /// A new rack of a type, its corner at nothing.
    pub fn new_rack(ctx: &Ctx, kind: &Id) -> Self {
        let rack = new_rack(ctx.plan, kind, Point::default());
        let (width, depth) = view::size_of(ctx.plan, ctx.catalog, kind);
        let around = if rack.facing.is_sideways() { [0, 0, depth, width] } else { [0, 0, width, depth] };
        let sample = last_of(ctx.plan, kind).map(|rack| rack.id);
        let known = ctx.plan.rack_type(kind).map(|kind| kind.name.to_string());
        let title = known.clone().or_else(|| ctx.catalog.system(kind).map(|system| system.name.to_string()));
        let edit = known.map(|_| Arc::new(Edit::PlaceRacks { racks: vec![rack], count_on: true }));
        let new = edit.filter(|_| ctx.plan.racks.len() <= SMALL);
        let title = title.unwrap_or_else(|| kind.to_string());
        Self { title, sample, racks: Vec::new(), places: Vec::new(), footprints: vec![around], around, new }
    }

    /// Racks as they stood to each other where they were copied. `None` without racks.
    pub fn pasted(ctx: &Ctx, pasted: &Pasted) -> Option<Self> {
        let footprints = pasted.footprints.clone();
        let around = footprints.iter().copied().reduce(union)?;
        let title = counted(footprints.len(), "rack");
        let new = (ctx.plan.racks.len() <= SMALL).then(|| Arc::new(pasted.edit.clone()));
        Some(Self { title, sample: None, racks: Vec::new(), places: Vec::new(), footprints, around, new })
    }

    /// Where its middle is.
    fn middle(&self) -> [i64; 2] {
        let [left, top, right, bottom] = self.around;
        [(left + right).div_euclid(2), (top + bottom).div_euclid(2)]
    }

    /// The step that brings its middle to a point.
    pub fn step_to(&self, [x, y]: [i64; 2]) -> [i64; 2] {
        let [mx, my] = self.middle();
        [x - mx, y - my]
    }

    fn holds(&self, place: u32) -> bool {
        self.places.binary_search(&place).is_ok()
    }
}

impl Carried {
    /// The load above where it would land after this step of the pointer.
    pub fn over(hand: &Hand, load: &Arc<Load>, how: How, raw: [i64; 2]) -> Self {
        let (raw, free) = if hand.modifiers.shift && how != How::Put { locked(raw) } else { (raw, [true, true]) };
        let standing = standing(hand.ctx, load, how, raw);
        let landing = if hand.snaps(how) {
            let floor = &hand.ctx.plan.floor;
            let scene = Scene { standing, aisle_mm: floor.aisle.base(), tile_mm: floor.tile.base(), tolerance_mm: hand.millimetres(PULL) };
            snap::land(load.around, raw, free, &scene)
        } else {
            snap::lay(load.around, raw, &standing)
        };
        Self { load: Arc::clone(load), how, landing }
    }

    /// The load exactly one step from where it came from.
    pub fn exactly(ctx: &Ctx, load: &Arc<Load>, how: How, step: [i64; 2]) -> Self {
        let landing = snap::lay(load.around, step, &standing(ctx, load, how, step));
        Self { load: Arc::clone(load), how, landing }
    }

    /// Footprints where they would land.
    pub fn footprints(&self) -> impl Iterator<Item = [i64; 4]> + '_ {
        self.load.footprints.iter().map(|mm| shifted(*mm, self.landing.step))
    }

    pub fn around(&self) -> [i64; 4] {
        shifted(self.load.around, self.landing.step)
    }

    /// The step as an edit has it; `None` if it goes nowhere or beyond all bounds.
    pub fn step(&self) -> Option<Point> {
        let [dx, dy] = self.landing.step;
        Point::new(dx, dy).filter(|step| *step != Point::default())
    }

    /// Whether there is anything to solve before it is let go.
    pub fn is_previewed(&self) -> bool {
        if self.how == How::Put { self.load.new.is_some() } else { self.step().is_some() }
    }

    /// What letting go would do to the plan, where that is known beforehand and soon solved.
    pub fn edit(&self) -> Option<Edit> {
        let racks = || self.load.racks.clone();
        match self.how {
            How::Move => Some(Edit::MoveRacks { racks: racks(), by_mm: self.step()? }),
            How::Copy => Some(Edit::DuplicateRacks { racks: racks(), by_mm: self.step()? }),
            How::Put => self.load.new.as_ref()?.stepped(Point::new(self.landing.step[0], self.landing.step[1])?),
        }
    }

    /// Whether a rack would stand in another one, in an obstacle or off the floor.
    pub fn is_in_the_way(&self, ctx: &Ctx, mm: [i64; 4]) -> bool {
        let floor = &ctx.plan.floor;
        let hall = [0, 0, floor.width.base(), floor.depth.base()];
        let stands = |place: &u32| {
            (self.how != How::Move || !self.load.holds(*place)) && ctx.index.footprint(*place).is_some_and(|other| overlap(mm, other))
        };
        let blocked = floor.obstacles.iter().any(|obstacle| overlap(mm, view::obstacle(obstacle)));
        union(hall, mm) != hall || blocked || ctx.index.within(mm).iter().any(stands)
    }
}

/// A new rack of a type looks where the last one of it looks.
pub fn new_rack(plan: &Plan, kind: &Id, at_mm: Point) -> NewRack {
    let facing = last_of(plan, kind).map(|rack| rack.facing).unwrap_or_default();
    NewRack { kind: kind.clone(), at_mm, facing, name: None, facility: None }
}

fn last_of<'p>(plan: &'p Plan, kind: &Id) -> Option<&'p Rack> {
    plan.racks.iter().filter(|rack| rack.kind == *kind).last()
}

/// The step along the axis on which it is longer; only that axis snaps.
fn locked([dx, dy]: [i64; 2]) -> ([i64; 2], [bool; 2]) {
    if dx.abs() >= dy.abs() { ([dx, 0], [true, false]) } else { ([0, dy], [false, true]) }
}

/// What stands near the target and stays there.
fn standing(ctx: &Ctx, load: &Load, how: How, step: [i64; 2]) -> Vec<[i64; 4]> {
    let near = ctx.index.within(grown(shifted(load.around, step), NEAR_MM));
    let stays = near.into_iter().filter(|place| how != How::Move || !load.holds(*place));
    stays.filter_map(|place| ctx.index.footprint(place)).collect()
}

fn overlap([al, at, ar, ab]: [i64; 4], [bl, bt, br, bb]: [i64; 4]) -> bool {
    al < br && bl < ar && at < bb && bt < ab
}

impl Hand<'_, '_> {
    /// So many points on screen as millimetres on the floor.
    fn millimetres(&self, points: f64) -> i64 {
        crate::ui::state::whole_mm(points * 1000.0 / self.view.camera.zoom)
    }

    /// Whether neighbours and tiles pull: not with Alt, and not with Ctrl unless that stands for copying.
    fn snaps(&self, how: How) -> bool {
        self.ctx.state.snap && !self.modifiers.alt && !(self.modifiers.command && how == How::Move)
    }
}
