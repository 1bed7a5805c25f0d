//! Copies of racks: one more of each, or a whole field of them in rows and columns. Copies have no facility name: each rack has its own in those books.

use std::collections::BTreeMap;

use super::names::{Names, text_of};
use super::racks::{append, check_room, stepped};
use super::refusal::Refusal;
use super::selection::in_order;
use crate::model::counts::Some1;
use crate::model::describe::record;
use crate::model::geometry::Point;
use crate::model::naming::{numbered, row_start};
use crate::model::plan::Plan;
use crate::model::racks::{Rack, RackId};
use crate::model::text::Name;

record! {
    /// Rows and columns with a pitch, and an aisle every so many rows.
    pub struct Grid {
        /// Columns: copies along a row, the original counted.
        pub columns: Some1,
        /// Step from column to column, in mm.
        pub pitch_mm: Point,
        /// Rows, the original counted; left out: 1.
        #[optional()]
        pub rows: Option<Some1>,
        /// Step from row to row, in mm.
        #[optional()]
        pub row_pitch_mm: Point,
        /// Rows between two aisles; left out: no aisles.
        #[optional()]
        pub aisle_every: Option<Some1>,
        /// Step added for each aisle, in mm.
        #[optional()]
        pub aisle_mm: Point,
    }
}

impl Grid {
    pub(super) fn row_count(&self) -> u64 {
        self.rows.map_or(1, Some1::count)
    }

    /// Racks after the array of so many is made, the originals counted.
    fn total(&self, selected: usize) -> usize {
        let cells = self.columns.count().saturating_mul(self.row_count());
        usize::try_from(cells).unwrap_or(usize::MAX).saturating_mul(selected)
    }

    /// Row by row, without the cell of the originals.
    fn new_cells(&self) -> impl Iterator<Item = (u64, u64)> {
        let columns = self.columns.count();
        (0..self.row_count()).flat_map(move |row| (0..columns).map(move |column| (row, column))).skip(1)
    }

    fn step(&self, row: u64, column: u64) -> Option<Point> {
        let aisles = self.aisle_every.map_or(0, |every| row / every.count());
        let down = self.row_pitch_mm.times(row)?.plus(self.aisle_mm.times(aisles)?)?;
        down.plus(self.pitch_mm.times(column)?)
    }
}

/// One copy of each rack at an offset, in document order, with the next free names.
pub(super) fn duplicate(plan: &mut Plan, ids: &[RackId], by: Point) -> Result<(), Refusal> {
    check_room(plan, "racks", ids.len())?;
    let mut names = Names::of(&plan.racks);
    let mut copies = Vec::with_capacity(ids.len());
    for rack in in_order(plan, ids)? {
        let name = names.next("racks", rack.name.as_str())?;
        copies.push(copy_of(rack, stepped(rack, [by.x(), by.y()], "by_mm")?, name));
    }
    append(plan, copies)
}

/// Copies of each rack in rows and columns. Names count along a row; one or two capitals before the number count from row to row.
pub(super) fn array(plan: &mut Plan, ids: &[RackId], grid: &Grid) -> Result<(), Refusal> {
    let originals = in_order(plan, ids)?;
    check_room(plan, "grid", grid.total(originals.len()).saturating_sub(originals.len()))?;
    let alike = alike(&originals);
    let mut names = Names::of(&plan.racks);
    let mut copies = Vec::new();
    for (row, column) in grid.new_cells() {
        let step = grid.step(row, column).ok_or_else(|| beyond(row, column))?;
        for rack in &originals {
            let name = rack.name.as_str();
            let stride = alike.get(text_of(name)).copied().unwrap_or(1);
            let start = row_start(name, row, grid.columns.count().saturating_mul(stride));
            let name = names.next("racks", &numbered(&start, column.saturating_mul(stride)))?;
            copies.push(copy_of(rack, stepped(rack, [step.x(), step.y()], "grid")?, name));
        }
    }
    append(plan, copies)
}

/// How many of the racks share the text of their name: their copies count on in steps of that.
fn alike<'r>(racks: &[&'r Rack]) -> BTreeMap<&'r str, u64> {
    let mut alike = BTreeMap::new();
    for rack in racks {
        *alike.entry(text_of(rack.name.as_str())).or_default() += 1;
    }
    alike
}

fn copy_of(rack: &Rack, at: Point, name: Name) -> Rack {
    Rack { at, name, facility: None, ..rack.clone() }
}

fn beyond(row: u64, column: u64) -> Refusal {
    Refusal::new("grid", format_args!("row {row}, column {column} too far out"), "steps of at most 10,000,000 mm in all")
}
