//! Where racks stand, sorted into squares of the floor: finding those in an area or under a point does not look at all of them. Pure.

use std::ops::RangeInclusive;

use super::view::{contains, size_of, standing, union};
use crate::model::catalog::Catalog;
use crate::model::plan::Plan;
use crate::model::text::Id;

/// Side of a square, in millimetres; doubled for halls with few racks for their size.
const SQUARE_MM: i64 = 2_000;

/// Footprints of racks, found by place. All places are those in document order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    footprints: Vec<[i64; 4]>,
    bounds: Option<[i64; 4]>,
    /// Width and depth of the largest footprints: a rack reaches so far out of the square of its corner.
    reach: [i64; 2],
    squares: Squares,
    /// Racks square by square, each in the square of its corner; where each square begins.
    sorted: Vec<u32>,
    starts: Vec<u32>,
}

/// The floor in squares, row by row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Squares {
    origin: [i64; 2],
    side: i64,
    columns: usize,
    rows: usize,
}

impl Index {
    pub fn of(plan: &Plan, catalog: &Catalog) -> Self {
        let footprints = footprints(plan, catalog);
        let bounds = footprints.iter().copied().reduce(union);
        let reach = footprints.iter().fold([0, 0], |[w, d], [l, t, r, b]| [w.max(r - l), d.max(b - t)]);
        let squares = bounds.map_or_else(Squares::default, |bounds| Squares::of(bounds, footprints.len()));
        let (sorted, starts) = sorted(&footprints, squares);
        Self { footprints, bounds, reach, squares, sorted, starts }
    }

    pub fn len(&self) -> usize {
        self.footprints.len()
    }

    pub fn is_empty(&self) -> bool {
        self.footprints.is_empty()
    }

    /// Around all racks.
    pub fn bounds(&self) -> Option<[i64; 4]> {
        self.bounds
    }

    /// Width and depth that no rack exceeds.
    pub fn largest(&self) -> [i64; 2] {
        self.reach
    }

    /// Left, top, right, bottom of a rack.
    pub fn footprint(&self, place: u32) -> Option<[i64; 4]> {
        self.footprints.get(place as usize).copied()
    }

    /// All footprints, in document order.
    pub fn footprints(&self) -> &[[i64; 4]] {
        &self.footprints
    }

    /// Racks that overlap or touch an area, in document order: who comes later lies above.
    pub fn within(&self, area: [i64; 4]) -> Vec<u32> {
        let Some(bounds) = self.bounds.filter(|bounds| touch(*bounds, area)) else { return Vec::new() };
        if union(area, bounds) == area {
            return (0_u32..).take(self.len()).collect();
        }
        let [left, top, right, bottom] = area;
        let columns = self.squares.columns(left - self.reach[0], right);
        let rows = self.squares.rows(top - self.reach[1], bottom);
        let touching = |place: &&u32| self.footprint(**place).is_some_and(|mm| touch(mm, area));
        let mut found: Vec<u32> = rows.flat_map(|row| self.sorted_in(row, &columns)).filter(touching).copied().collect();
        found.sort_unstable();
        found
    }

    /// Racks under a point, the topmost first.
    pub fn at(&self, [x, y]: [i64; 2]) -> Vec<u32> {
        let mut found = self.within([x, y, x, y]);
        found.retain(|place| self.footprint(*place).is_some_and(|mm| contains(mm, [x, y])));
        found.reverse();
        found
    }

    /// Racks in some columns of one row of squares: they stand side by side in the list.
    fn sorted_in(&self, row: usize, columns: &RangeInclusive<usize>) -> &[u32] {
        let bound = |column: usize| self.starts.get(row * self.squares.columns + column).map_or(0, |start| *start as usize);
        self.sorted.get(bound(*columns.start())..bound(columns.end() + 1)).unwrap_or_default()
    }
}

impl Squares {
    fn of([left, top, right, bottom]: [i64; 4], racks: usize) -> Self {
        let most = 2 * racks + 64;
        let count = |length: i64, side: i64| usize::try_from(length / side + 1).unwrap_or(1);
        let sides = std::iter::successors(Some(SQUARE_MM), |side| Some(side * 2));
        let fits = |side: &i64| count(right - left, *side).saturating_mul(count(bottom - top, *side)) <= most;
        let side = sides.take(32).find(fits).unwrap_or(i64::MAX);
        Self { origin: [left, top], side, columns: count(right - left, side), rows: count(bottom - top, side) }
    }

    fn columns(self, from: i64, to: i64) -> RangeInclusive<usize> {
        self.column(from)..=self.column(to)
    }

    fn rows(self, from: i64, to: i64) -> RangeInclusive<usize> {
        self.row(from)..=self.row(to)
    }

    fn column(self, x: i64) -> usize {
        self.step(x - self.origin[0], self.columns)
    }

    fn row(self, y: i64) -> usize {
        self.step(y - self.origin[1], self.rows)
    }

    /// Beyond the last square the last one.
    fn step(self, mm: i64, count: usize) -> usize {
        usize::try_from(mm.max(0) / self.side.max(1)).unwrap_or(usize::MAX).min(count.saturating_sub(1))
    }

    fn place(self, [left, top, ..]: [i64; 4]) -> usize {
        self.row(top) * self.columns + self.column(left)
    }
}

/// Counts racks by square, then puts each where its square begins.
fn sorted(footprints: &[[i64; 4]], squares: Squares) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0_u32; squares.columns * squares.rows + 1];
    for mm in footprints {
        if let Some(count) = starts.get_mut(squares.place(*mm) + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let (mut next, mut sorted) = (starts.clone(), vec![0; footprints.len()]);
    for (place, mm) in (0_u32..).zip(footprints) {
        let Some(at) = next.get_mut(squares.place(*mm)) else { continue };
        if let Some(entry) = sorted.get_mut(*at as usize) {
            *entry = place;
        }
        *at += 1;
    }
    (sorted, starts)
}

/// Racks come in runs of one type, whose size is looked up once.
fn footprints(plan: &Plan, catalog: &Catalog) -> Vec<[i64; 4]> {
    let mut last: Option<(&Id, (i64, i64))> = None;
    let mut found = Vec::with_capacity(plan.racks.len());
    for rack in plan.racks.iter() {
        let known = last.filter(|(kind, _)| **kind == rack.kind).map(|(_, size)| size);
        let size = known.unwrap_or_else(|| size_of(plan, catalog, &rack.kind));
        last = Some((&rack.kind, size));
        found.push(standing(rack, size));
    }
    found
}

/// Whether two rectangles overlap or share an edge.
fn touch(a: [i64; 4], b: [i64; 4]) -> bool {
    let ([al, at, ar, ab], [bl, bt, br, bb]) = (a, b);
    al <= br && bl <= ar && at <= bb && bt <= ab
}
