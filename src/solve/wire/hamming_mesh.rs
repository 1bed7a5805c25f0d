//! HammingMesh: boards of accelerators in a mesh, and the switches that each row and each column of accelerators goes to.
//!
//! Order of endpoints: board by board, boards row by row in their grid, accelerators of a board row by row. A row of accelerators is a line of
//! its own; its ends are counted board by board: the left edge with its parallel links, then the right one. Columns likewise, top before
//! bottom. Lines fill switches in order; a line that takes several leafs fills them evenly, in order, and each leaf has the same links to each
//! spine of its line. Whatever a rack holds of boards makes a few rectangles of lines and ends, and only these are looked at.
//! Source: Hoefler et al.: HammingMesh, SC 2022, arXiv 2209.01346.

use std::ops::Range;

use super::blocks::{Put, between, blocks, ceil_div, first_of_blocks, floor_div, of_kind, places, product, shifted};
use super::{Plane, Run, Runs, Sink};
use crate::solve::topology::{HammingMesh, Lines};

pub fn wire(shape: &HammingMesh, plane: &Plane, sink: &mut Sink) {
    let grid = Grid::new(shape);
    grid.boards(plane.ends, &mut of_kind(0, sink));
    let areas: Vec<(u32, Area)> =
        plane.ends.pieces(0, grid.endpoints()).flat_map(|run| grid.areas(run).into_iter().map(move |area| (run.rack, area))).collect();
    let (rows, columns) = (Network::new(&shape.rows, plane.level(0)), Network::new(&shape.columns, plane.level(1)));
    for (rack, area) in &areas {
        grid.in_rows(area).into_iter().for_each(|patch| rows.join(*rack, &patch, &mut of_kind(1, sink)));
    }
    for (rack, area) in &areas {
        grid.in_columns(area).into_iter().for_each(|patch| columns.join(*rack, &patch, &mut of_kind(2, sink)));
    }
    // Rows may have no spines of their own; those of columns then come in their place.
    let later = usize::from(shape.rows.spines > 0);
    rows.spines(plane.level(2), &mut of_kind(3, sink));
    columns.spines(plane.level(2 + later), &mut of_kind(3 + later, sink));
}

/// Sizes of a board and of the grid of boards, rows before columns.
struct Grid {
    high: u64,
    wide: u64,
    rows: u64,
    columns: u64,
    parallel: u64,
}

/// What a run of endpoints covers.
enum Area {
    /// Whole rows of boards.
    Rows(Range<u64>),
    /// Whole boards of one row of boards.
    Boards(u64, Range<u64>),
    /// Accelerators of the board in this row and column.
    Part(u64, u64, Range<u64>),
}

/// The same ends of each of some lines.
struct Patch {
    lines: Range<u64>,
    ends: Range<u64>,
}

impl Grid {
    fn new(shape: &HammingMesh) -> Self {
        let ((high, wide), (rows, columns)) = (shape.board, shape.boards);
        Self { high: high.max(1), wide: wide.max(1), rows, columns, parallel: shape.parallel }
    }

    fn board(&self) -> u64 {
        self.high.saturating_mul(self.wide)
    }

    fn endpoints(&self) -> u64 {
        product(&[self.board(), self.rows, self.columns])
    }

    /// Traces: to the right and down, not beyond the edge. Boards are whole blocks, so they need not be looked at.
    fn boards(&self, ends: &Runs, put: &mut Put) {
        let (board, all) = (self.board(), self.endpoints());
        let mut put = |near, far, links: u64| put(near, far, links.saturating_mul(self.parallel));
        shifted(ends, all, 1, |place| first_of_blocks(place, self.wide, self.wide - 1), &mut put);
        shifted(ends, all, self.wide, |place| first_of_blocks(place, board, board - self.wide), &mut put);
    }

    fn areas(&self, run: Run) -> Vec<Area> {
        let (board, across) = (self.board(), self.columns.max(1));
        let (rows, rest) = split(run.first..run.end(), board.saturating_mul(across));
        let mut areas = vec![Area::Rows(rows)];
        for stretch in rest {
            let (boards, rest) = split(stretch, board);
            let (row, first) = (boards.start / across, boards.start % across);
            areas.push(Area::Boards(row, first..first.saturating_add(length(&boards))));
            areas.extend(rest.into_iter().filter(|part| !part.is_empty()).map(|part| {
                let at = part.start / board;
                Area::Part(at / across, at % across, part.start % board..(part.start % board).saturating_add(length(&part)))
            }));
        }
        areas
    }

    fn in_rows(&self, area: &Area) -> [Patch; 2] {
        match area {
            Area::Rows(rows) => [self.patch(scaled(rows, self.high), 0..self.columns), Patch::NONE],
            Area::Boards(row, boards) => [self.patch(scaled(&one(*row), self.high), boards.clone()), Patch::NONE],
            Area::Part(row, column, part) => {
                let start = row.saturating_mul(self.high);
                // Left edges are the first, right edges the last of each row.
                let left = ceil_div(part.start, self.wide)..ceil_div(part.end, self.wide);
                let right = part.start / self.wide..part.end / self.wide;
                self.edges(*column, moved(&left, start), moved(&right, start))
            }
        }
    }

    fn in_columns(&self, area: &Area) -> [Patch; 2] {
        match area {
            Area::Rows(rows) => [self.patch(0..self.columns.saturating_mul(self.wide), rows.clone()), Patch::NONE],
            Area::Boards(row, boards) => [self.patch(scaled(boards, self.wide), one(*row)), Patch::NONE],
            Area::Part(row, column, part) => {
                let (start, below) = (column.saturating_mul(self.wide), self.board() - self.wide);
                let top = part.start.min(self.wide)..part.end.min(self.wide);
                let bottom = part.start.max(below) - below..part.end.max(below) - below;
                self.edges(*row, moved(&top, start), moved(&bottom, start))
            }
        }
    }

    /// Both ends of these lines at these boards.
    fn patch(&self, lines: Range<u64>, boards: Range<u64>) -> Patch {
        Patch { lines, ends: scaled(&boards, self.parallel.saturating_mul(2)) }
    }

    /// First ends of some lines and last ends of others, at one board.
    fn edges(&self, board: u64, first: Range<u64>, last: Range<u64>) -> [Patch; 2] {
        let end = board.saturating_mul(2);
        [(first, end), (last, end.saturating_add(1))].map(|(lines, end)| Patch { lines, ends: scaled(&one(end), self.parallel) })
    }
}

impl Patch {
    const NONE: Self = Self { lines: 0..0, ends: 0..0 };
}

/// The switches of all rows, or of all columns.
struct Network<'p> {
    lines: &'p Lines,
    level: &'p Runs,
    /// Leafs of a line, and ends of the fullest; of a line that takes several.
    leafs: u64,
    load: u64,
}

impl<'p> Network<'p> {
    fn new(lines: &'p Lines, level: &'p Runs) -> Self {
        let leafs = floor_div(lines.switches, lines.lines);
        Self { lines, level, leafs, load: ceil_div(lines.ends, leafs) }
    }

    fn join(&self, rack: u32, patch: &Patch, put: &mut Put) {
        let each = length(&patch.ends);
        if each == 0 || patch.lines.is_empty() {
            return;
        }
        if self.lines.lines_per_switch > 0 {
            let switches = places(self.level, 0, self.lines.lines_per_switch, patch.lines.start, patch.lines.end);
            return switches.for_each(|(switch, lines)| put(rack, switch, lines.saturating_mul(each)));
        }
        let start = patch.lines.start.saturating_mul(self.leafs);
        for block in blocks(self.level, start, self.leafs, length(&patch.lines)) {
            if let Some(leaf) = block.rack {
                put(rack, leaf, block.count.saturating_mul(each));
            } else {
                let first = start.saturating_add(block.first.saturating_mul(self.leafs));
                let leafs = places(self.level, first, self.load, patch.ends.start, patch.ends.end);
                leafs.for_each(|(leaf, links)| put(rack, leaf, links));
            }
        }
    }

    fn spines(&self, spines: &Runs, put: &mut Put) {
        let of_line = floor_div(self.lines.spines, self.lines.lines);
        if of_line > 0 {
            let links = floor_div(self.lines.leaf_up, of_line);
            between((self.level, self.leafs), (spines, of_line), self.lines.lines, links, put);
        }
    }
}

/// The whole units that a stretch covers, and what is left of it before and after them.
fn split(stretch: Range<u64>, unit: u64) -> (Range<u64>, [Range<u64>; 2]) {
    let (start, end) = (ceil_div(stretch.start, unit), floor_div(stretch.end, unit));
    if start > end {
        // Inside one unit.
        return (start..start, [stretch, 0..0]);
    }
    let whole = scaled(&(start..end), unit);
    (start..end, [stretch.start..whole.start, whole.end..stretch.end])
}

fn one(at: u64) -> Range<u64> {
    at..at.saturating_add(1)
}

fn scaled(range: &Range<u64>, factor: u64) -> Range<u64> {
    range.start.saturating_mul(factor)..range.end.saturating_mul(factor)
}

fn moved(range: &Range<u64>, by: u64) -> Range<u64> {
    range.start.saturating_add(by)..range.end.saturating_add(by)
}

fn length(range: &Range<u64>) -> u64 {
    range.end.saturating_sub(range.start)
}
