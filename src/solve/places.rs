//! Which racks are near a place: a grid of cells, each with the racks whose corner lies in it. Answers exactly; the grid only saves looking.

use super::layout::RackAt;
use crate::model::plan::{Floor, Obstacle, ObstacleKind};

const NONE: u32 = u32::MAX;
/// Racks in a cell above which it is a crowd: they stand inside each other.
const CROWD: u32 = 64;

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

    fn with(self, other: Self) -> Self {
        Self { x: self.x.min(other.x), y: self.y.min(other.y), right: self.right.max(other.right), bottom: self.bottom.max(other.bottom) }
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
    /// Cells are two to this many millimetres wide: finding them takes no division.
    cell_bits: u32,
    columns: i64,
    rows: i64,
    /// First rack of each cell, next rack of the same cell; ascending.
    head: Vec<u32>,
    next: Vec<u32>,
    /// Largest side of a rack.
    reach_mm: i64,
    /// Crowded cells in order, each with the area around its racks: racks beside it are told apart from them at once.
    crowds: Vec<(usize, Area)>,
}

impl Places {
    pub fn of(racks: &[RackAt]) -> Self {
        let bound = |of: fn(&RackAt) -> i64| (racks.iter().map(of).min().unwrap_or(0), racks.iter().map(of).max().unwrap_or(0));
        let ((left, right), (top, bottom)) = (bound(|rack| rack.x), bound(|rack| rack.y));
        let reach_mm = racks.iter().map(|rack| rack.width.max(rack.depth)).max().unwrap_or(0);
        let most = i64::try_from(racks.len()).unwrap_or(0) * 4 + 64;
        let cells = |bits: u32| (((right - left) >> bits) + 1, ((bottom - top) >> bits) + 1);
        let enough = |bits: &u32| 1_i64 << bits >= reach_mm && cells(*bits).0.saturating_mul(cells(*bits).1) <= most;
        let cell_bits = (10..62).find(enough).unwrap_or(62);
        let (columns, rows) = cells(cell_bits);
        let cells = usize::try_from(columns * rows).unwrap_or(1);
        let (head, next) = (vec![NONE; cells], vec![NONE; racks.len()]);
        let mut places = Self { left, top, cell_bits, columns, rows, head, next, reach_mm, crowds: Vec::new() };
        // Backwards, so that each cell's list ascends.
        for (index, rack) in racks.iter().enumerate().rev() {
            places.put_first(index, rack);
        }
        places.crowds = places.find_crowds(racks);
        places
    }

    fn find_crowds(&self, racks: &[RackAt]) -> Vec<(usize, Area)> {
        let mut counts = vec![0_u32; self.head.len()];
        for rack in racks {
            if let Some(count) = counts.get_mut(self.cell_of(rack.x, rack.y)) {
                *count += 1;
            }
        }
        let crowded = counts.iter().enumerate().filter(|(_, count)| **count > CROWD);
        let around = |cell: usize| self.racks_in(cell).filter_map(|rack| racks.get(rack as usize)).map(Area::of).reduce(Area::with);
        crowded.filter_map(|(cell, _)| Some((cell, around(cell)?))).collect()
    }

    /// Racks whose corner lies in a cell, ascending.
    fn racks_in(&self, cell: usize) -> impl Iterator<Item = u32> + '_ {
        let some = |rack: u32| (rack != NONE).then_some(rack);
        let first = self.head.get(cell).copied().and_then(some);
        std::iter::successors(first, move |rack| some(self.next_of(*rack)))
    }

    fn crowd(&self, cell: usize) -> Option<usize> {
        if self.crowds.is_empty() {
            return None;
        }
        self.crowds.binary_search_by_key(&cell, |(cell, _)| *cell).ok()
    }

    fn column(&self, x: i64) -> i64 {
        ((x - self.left) >> self.cell_bits).clamp(0, self.columns - 1)
    }

    fn row(&self, y: i64) -> i64 {
        ((y - self.top) >> self.cell_bits).clamp(0, self.rows - 1)
    }

    fn cell_of(&self, x: i64, y: i64) -> usize {
        usize::try_from(self.row(y) * self.columns + self.column(x)).unwrap_or(0)
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
        self.racks_in(cell).take_while(|rack| *rack < index).last()
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
        let crowd = self.crowd(new);
        if let Some((_, area)) = crowd.and_then(|crowd| self.crowds.get_mut(crowd)) {
            *area = area.with(Area::of(to));
        }
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

    /// Calls `visit` with racks that may overlap the area, until it says true; whether it did. `looked` counts cells and racks.
    pub fn any_near(&self, area: &Area, looked: &mut u64, mut visit: impl FnMut(u32) -> bool) -> bool {
        let columns = self.column(area.x - self.reach_mm)..=self.column(area.right);
        for y in self.row(area.y - self.reach_mm)..=self.row(area.bottom) {
            for x in columns.clone() {
                *looked += 1;
                let cell = usize::try_from(y * self.columns + x).unwrap_or(0);
                let beside = self.crowd(cell).and_then(|crowd| self.crowds.get(crowd)).is_some_and(|(_, crowd)| !crowd.overlaps(area));
                let mut seen = |rack: u32| {
                    *looked += 1;
                    visit(rack)
                };
                if !beside && self.racks_in(cell).any(&mut seen) {
                    return true;
                }
            }
        }
        false
    }

    /// Racks whose area overlaps this one, `except` apart.
    pub fn overlapping(&self, racks: &[RackAt], area: &Area, except: u32) -> Vec<u32> {
        let mut found = Vec::new();
        self.any_near(area, &mut 0, |index| {
            if index != except && racks.get(index as usize).is_some_and(|rack| Area::of(rack).overlaps(area)) {
                found.push(index);
            }
            false
        });
        found.sort_unstable();
        found
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

/// What is wrong with the place of one rack; a rack without a known frame stands nowhere. `looked` counts what was looked at for it.
pub fn trouble(index: u32, racks: &[RackAt], places: &Places, hall: &Hall, looked: &mut u64) -> Trouble {
    let Some(rack) = racks.get(index as usize) else { return Trouble::default() };
    let area = Area::of(rack);
    if area.is_empty() {
        return Trouble::default();
    }
    let aisles = aisles(rack, hall.aisle_mm);
    let off_floor = !hall.area.holds(&area);
    let mut found = Trouble {
        overlaps: hall.obstacles.iter().any(|(obstacle, _)| obstacle.overlaps(&area)),
        off_floor,
        blocked: !off_floor && aisles.iter().any(|aisle| is_walled(aisle, hall)),
    };
    // One look at the racks around; where they stand inside each other, one for each area, that ends with the first rack found.
    let [front, back] = &aisles;
    let around = Area { x: front.x, y: front.y, right: back.right, bottom: back.bottom };
    let mut others_seen = 0;
    let others = |other: u32| racks.get(other as usize).filter(|_| other != index).map(Area::of);
    let all_known = |found: &Trouble| found.overlaps && (found.blocked || off_floor);
    let stopped = places.any_near(&around, looked, |other| {
        let Some(there) = others(other) else { return false };
        found.overlaps |= there.overlaps(&area);
        found.blocked |= !off_floor && aisles.iter().any(|aisle| there.overlaps(aisle));
        others_seen += 1;
        all_known(&found) || others_seen > CROWD
    });
    if stopped && !all_known(&found) {
        let mut stands_in = |area: &Area| places.any_near(area, looked, |other| others(other).is_some_and(|there| there.overlaps(area)));
        found.overlaps = found.overlaps || stands_in(&area);
        found.blocked = found.blocked || !off_floor && aisles.iter().any(&mut stands_in);
    }
    found
}

/// A wall or a column stands in the aisle; an area that stays free may be part of it.
fn is_walled(aisle: &Area, hall: &Hall) -> bool {
    let columns = hall.obstacles.iter().any(|(obstacle, kind)| *kind == ObstacleKind::Column && obstacle.overlaps(aisle));
    columns || !hall.area.holds(aisle)
}

/// Racks whose trouble may change when one moves between two places.
pub fn affected(from: &RackAt, to: &RackAt, racks: &[RackAt], places: &Places, hall: &Hall, looked: &mut u64) -> Vec<u32> {
    let mut found = Vec::new();
    for area in [Area::of(from), Area::of(to)] {
        // One more, so that racks that only touch are among them.
        let wide = area.grown(hall.aisle_mm + 1);
        places.any_near(&wide, looked, |index| {
            if racks.get(index as usize).is_some_and(|rack| Area::of(rack).overlaps(&wide)) {
                found.push(index);
            }
            false
        });
    }
    found.sort_unstable();
    found.dedup();
    found
}
