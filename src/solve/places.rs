//! Which racks are near a place: a grid of cells, each with the racks whose corner lies in it. Answers exactly; the grid only saves looking.

use super::layout::RackAt;
use crate::model::plan::{Floor, Obstacle, ObstacleKind};

const NONE: u32 = u32::MAX;

/// A rectangle in millimetres.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    pub x: i64,
    pub y: i64,
    pub right: i64,
    pub bottom: i64,
}

impl Area {
    pub fn of(rack: &RackAt) -> Self {
        Self { x: rack.x, y: rack.y, right: rack.right(), bottom: rack.bottom() }
    }

    /// Sharing an edge is not overlapping.
    pub fn overlaps(&self, other: &Area) -> bool {
        self.x < other.right && other.x < self.right && self.y < other.bottom && other.y < self.bottom
    }

    pub fn holds(&self, other: &Area) -> bool {
        other.x >= self.x && other.y >= self.y && other.right <= self.right && other.bottom <= self.bottom
    }

    pub fn is_empty(&self) -> bool {
        self.x >= self.right || self.y >= self.bottom
    }

    fn grown(self, by: i64) -> Self {
        Self { x: self.x - by, y: self.y - by, right: self.right + by, bottom: self.bottom + by }
    }
}

/// Racks by the cell their corner lies in.
#[derive(Clone, Debug)]
pub struct Places {
    left: i64,
    top: i64,
    cell_mm: i64,
    columns: i64,
    rows: i64,
    /// First rack of each cell, next rack of the same cell; ascending.
    head: Vec<u32>,
    next: Vec<u32>,
    /// Largest side of a rack.
    reach_mm: i64,
}

impl Places {
    pub fn of(racks: &[RackAt]) -> Self {
        let bound = |of: fn(&RackAt) -> i64| (racks.iter().map(of).min().unwrap_or(0), racks.iter().map(of).max().unwrap_or(0));
        let ((left, right), (top, bottom)) = (bound(|rack| rack.x), bound(|rack| rack.y));
        let reach_mm = racks.iter().map(|rack| rack.width.max(rack.depth)).max().unwrap_or(0);
        let most = i64::try_from(racks.len()).unwrap_or(0) * 4 + 64;
        let mut cell_mm = reach_mm.max(1_000);
        while ((right - left) / cell_mm + 1).saturating_mul((bottom - top) / cell_mm + 1) > most {
            cell_mm *= 2;
        }
        let (columns, rows) = ((right - left) / cell_mm + 1, (bottom - top) / cell_mm + 1);
        let cells = usize::try_from(columns * rows).unwrap_or(1);
        let mut places = Self { left, top, cell_mm, columns, rows, head: vec![NONE; cells], next: vec![NONE; racks.len()], reach_mm };
        // Backwards, so that each cell's list ascends.
        for (index, rack) in racks.iter().enumerate().rev() {
            places.put_first(index, rack);
        }
        places
    }

    fn cell_of(&self, x: i64, y: i64) -> usize {
        let column = ((x - self.left).div_euclid(self.cell_mm)).clamp(0, self.columns - 1);
        let row = ((y - self.top).div_euclid(self.cell_mm)).clamp(0, self.rows - 1);
        usize::try_from(row * self.columns + column).unwrap_or(0)
    }

    fn put_first(&mut self, index: usize, rack: &RackAt) {
        let cell = self.cell_of(rack.x, rack.y);
        if let (Some(head), Some(next)) = (self.head.get_mut(cell), self.next.get_mut(index)) {
            *next = *head;
            *head = u32::try_from(index).unwrap_or(NONE);
        }
    }

    fn next_of(&self, index: u32) -> u32 {
        self.next.get(index as usize).copied().unwrap_or(NONE)
    }

    /// The rack before `index` in a cell's list, if it is not the first.
    fn before(&self, cell: usize, index: u32) -> Option<u32> {
        let mut before = None;
        let mut at = self.head.get(cell).copied().unwrap_or(NONE);
        while at != NONE && at < index {
            before = Some(at);
            at = self.next_of(at);
        }
        before
    }

    /// Moves a rack from the cell of one place to that of another.
    pub fn moved(&mut self, index: u32, from: &RackAt, to: &RackAt) {
        let (old, new) = (self.cell_of(from.x, from.y), self.cell_of(to.x, to.y));
        if old == new {
            return;
        }
        let after = self.next_of(index);
        self.set_after(old, self.before(old, index), after);
        let before = self.before(new, index);
        let next = before.map_or_else(|| self.head.get(new).copied().unwrap_or(NONE), |before| self.next_of(before));
        if let Some(place) = self.next.get_mut(index as usize) {
            *place = next;
        }
        self.set_after(new, before, index);
    }

    fn set_after(&mut self, cell: usize, before: Option<u32>, index: u32) {
        let place = match before {
            Some(before) => self.next.get_mut(before as usize),
            None => self.head.get_mut(cell),
        };
        if let Some(place) = place {
            *place = index;
        }
    }

    /// Calls `visit` with racks that may touch the area, until it says true; whether it did.
    pub fn any_near(&self, area: &Area, mut visit: impl FnMut(u32) -> bool) -> bool {
        let column = |x: i64| (x - self.left).div_euclid(self.cell_mm).clamp(0, self.columns - 1);
        let row = |y: i64| (y - self.top).div_euclid(self.cell_mm).clamp(0, self.rows - 1);
        for y in row(area.y - self.reach_mm)..=row(area.bottom) {
            for x in column(area.x - self.reach_mm)..=column(area.right) {
                let mut at = self.head.get(usize::try_from(y * self.columns + x).unwrap_or(0)).copied().unwrap_or(NONE);
                while at != NONE {
                    if visit(at) {
                        return true;
                    }
                    at = self.next_of(at);
                }
            }
        }
        false
    }

    /// Racks whose area overlaps this one, `except` apart.
    pub fn overlapping(&self, racks: &[RackAt], area: &Area, except: u32) -> Vec<u32> {
        let mut found = Vec::new();
        self.any_near(area, |index| {
            if index != except && racks.get(index as usize).is_some_and(|rack| Area::of(rack).overlaps(area)) {
                found.push(index);
            }
            false
        });
        found.sort_unstable();
        found
    }

    fn is_taken(&self, racks: &[RackAt], area: &Area, except: u32) -> bool {
        self.any_near(area, |index| index != except && racks.get(index as usize).is_some_and(|rack| Area::of(rack).overlaps(area)))
    }
}

/// The hall with what stands in it already.
#[derive(Clone, Debug, PartialEq)]
pub struct Hall {
    pub area: Area,
    pub aisle_mm: i64,
    /// Where racks may not stand, and whether trays may pass.
    pub obstacles: Vec<(Area, ObstacleKind)>,
}

impl Hall {
    pub fn of(floor: &Floor) -> Self {
        let area_of = |obstacle: &Obstacle| Area {
            x: obstacle.at_mm.x(),
            y: obstacle.at_mm.y(),
            right: obstacle.at_mm.x() + obstacle.size_mm.x(),
            bottom: obstacle.at_mm.y() + obstacle.size_mm.y(),
        };
        Self {
            area: Area { x: 0, y: 0, right: floor.width.base(), bottom: floor.depth.base() },
            aisle_mm: floor.aisle.base(),
            obstacles: floor.obstacles.iter().map(|obstacle| (area_of(obstacle), obstacle.kind)).collect(),
        }
    }
}

/// What is wrong with a rack's place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Trouble {
    pub overlaps: bool,
    pub off_floor: bool,
    pub blocked: bool,
}

/// Free space wanted in front of a rack and behind it.
pub fn aisles(rack: &RackAt, aisle_mm: i64) -> [Area; 2] {
    let area = Area::of(rack);
    if rack.sideways {
        [Area { x: area.x - aisle_mm, right: area.x, ..area }, Area { x: area.right, right: area.right + aisle_mm, ..area }]
    } else {
        [Area { y: area.y - aisle_mm, bottom: area.y, ..area }, Area { y: area.bottom, bottom: area.bottom + aisle_mm, ..area }]
    }
}

/// What is wrong with the place of one rack; a rack without a known frame stands nowhere.
pub fn trouble(index: u32, racks: &[RackAt], places: &Places, hall: &Hall) -> Trouble {
    let Some(rack) = racks.get(index as usize) else { return Trouble::default() };
    let area = Area::of(rack);
    if area.is_empty() {
        return Trouble::default();
    }
    let on = |area: &Area| hall.obstacles.iter().any(|(obstacle, _)| obstacle.overlaps(area));
    let off_floor = !hall.area.holds(&area);
    Trouble {
        overlaps: on(&area) || places.is_taken(racks, &area, index),
        off_floor,
        blocked: !off_floor && aisles(rack, hall.aisle_mm).iter().any(|aisle| is_blocked(aisle, index, racks, places, hall)),
    }
}

/// A wall, a column or another rack stands in the aisle; an area that stays free may be part of it.
fn is_blocked(aisle: &Area, index: u32, racks: &[RackAt], places: &Places, hall: &Hall) -> bool {
    let columns = hall.obstacles.iter().any(|(obstacle, kind)| *kind == ObstacleKind::Column && obstacle.overlaps(aisle));
    columns || !hall.area.holds(aisle) || places.is_taken(racks, aisle, index)
}

/// Racks whose trouble may change when one moves between two places.
pub fn affected(from: &RackAt, to: &RackAt, racks: &[RackAt], places: &Places, hall: &Hall) -> Vec<u32> {
    let mut found = Vec::new();
    for area in [Area::of(from), Area::of(to)] {
        let wide = area.grown(hall.aisle_mm);
        places.any_near(&wide, |index| {
            if racks.get(index as usize).is_some_and(|rack| Area::of(rack).grown(1).overlaps(&wide)) {
                found.push(index);
            }
            false
        });
    }
    found.sort_unstable();
    found.dedup();
    found
}
