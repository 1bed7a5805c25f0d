//! Cable trays: how full every piece of tray is. One tray runs above each row of tiles and one crosses them above each column; a bundle fills
//! the pieces it runs through with the section of its cables.

use super::layout::RackAt;
use super::route::Router;
use crate::model::plan::Plan;

/// Pieces of tray at most; larger floors get longer pieces.
const MOST_PIECES: i64 = 1 << 20;

/// Section of cables in every piece, in square micrometres.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trays {
    pitch_mm: i64,
    columns: usize,
    rows: usize,
    /// Pieces along x, row by row; pieces along y, column by column.
    along: Vec<i64>,
    across: Vec<i64>,
    /// What cables may fill of a tray.
    pub limit_um2: i64,
    overfull: u64,
}

/// Where a bundle runs: along the row of one rack, across the rows, along the row of the other.
struct Path {
    rows: (usize, usize),
    columns: (usize, usize),
    crossing: usize,
}

impl Trays {
    pub fn of(plan: &Plan) -> Self {
        let floor = &plan.floor;
        let (width, depth) = (floor.width.base().max(1), floor.depth.base().max(1));
        let mut pitch_mm = floor.tile.base().max(1);
        while (width / pitch_mm + 1).saturating_mul(depth / pitch_mm + 1) > MOST_PIECES {
            pitch_mm *= 2;
        }
        let count = |length: i64| usize::try_from(length / pitch_mm + 1).unwrap_or(1);
        let (columns, rows) = (count(width), count(depth));
        let routing = &floor.routing;
        let section = super::figure::float(i128::from(routing.tray_width.base()) * i128::from(routing.tray_depth.base()));
        let limit_um2 = super::figure::nearest(section * 1e6 * routing.tray_fill.get());
        Self { pitch_mm, columns, rows, along: vec![0; columns * rows], across: vec![0; columns * rows], limit_um2, overfull: 0 }
    }

    /// Fills all trays at once: every bundle marks where it enters and leaves a row or column, then the marks are summed up.
    pub fn fill(&mut self, bundles: impl Iterator<Item = (RackAt, RackAt, i64)>, router: &Router) {
        for (a, b, section) in bundles {
            let path = self.path(&a, &b, router);
            let (rows, columns) = (self.rows, self.columns);
            mark(&mut self.along, path.rows.0 * columns, columns, path.columns.0, path.crossing, section);
            mark(&mut self.across, path.crossing * rows, rows, path.rows.0, path.rows.1, section);
            mark(&mut self.along, path.rows.1 * columns, columns, path.crossing, path.columns.1, section);
        }
        sum_up(&mut self.along, self.columns);
        sum_up(&mut self.across, self.rows);
        let over = |pieces: &[i64]| pieces.iter().filter(|load| **load > self.limit_um2).count();
        self.overfull = u64::try_from(over(&self.along) + over(&self.across)).unwrap_or(u64::MAX);
    }

    /// Adds one bundle; a negative section takes it out.
    pub fn add(&mut self, a: &RackAt, b: &RackAt, section: i64, router: &Router) {
        let path = self.path(a, b, router);
        let (rows, columns, limit) = (self.rows, self.columns, self.limit_um2);
        let mut over = 0;
        over += run(&mut self.along, path.rows.0 * columns, path.columns.0, path.crossing, section, limit);
        over += run(&mut self.across, path.crossing * rows, path.rows.0, path.rows.1, section, limit);
        over += run(&mut self.along, path.rows.1 * columns, path.crossing, path.columns.1, section, limit);
        self.overfull = self.overfull.saturating_add_signed(over);
    }

    /// Pieces that hold more than they may.
    pub fn overfull(&self) -> u64 {
        self.overfull
    }

    /// The fullest piece: its place in millimetres, whether it runs along x, and its load.
    pub fn fullest(&self) -> Option<Piece> {
        self.pieces().max_by_key(|piece| piece.load_um2)
    }

    /// All pieces that hold something, those along x first.
    pub fn pieces(&self) -> impl Iterator<Item = Piece> + '_ {
        let at = |place: usize| i64::try_from(place).unwrap_or(0) * self.pitch_mm;
        let along = self.along.iter().enumerate().map(move |(place, load)| Piece {
            x_mm: at(place % self.columns),
            y_mm: at(place / self.columns),
            along_x: true,
            length_mm: self.pitch_mm,
            load_um2: *load,
        });
        let across = self.across.iter().enumerate().map(move |(place, load)| Piece {
            x_mm: at(place / self.rows),
            y_mm: at(place % self.rows),
            along_x: false,
            length_mm: self.pitch_mm,
            load_um2: *load,
        });
        along.chain(across).filter(|piece| piece.load_um2 > 0)
    }

    fn path(&self, a: &RackAt, b: &RackAt, router: &Router) -> Path {
        let (from, to) = (a.centre(), b.centre());
        let place = |mm: i64, count: usize| usize::try_from((mm / self.pitch_mm).max(0)).unwrap_or(0).min(count - 1);
        let (column, row) = (|x| place(x, self.columns), |y| place(y, self.rows));
        // Racks of one row need no crossing.
        let crossing = if from.1 == to.1 { from.0 } else { router.crossing(from, to) };
        Path { rows: (row(from.1), row(to.1)), columns: (column(from.0), column(to.0)), crossing: column(crossing) }
    }
}

/// A piece of tray.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    pub x_mm: i64,
    pub y_mm: i64,
    pub along_x: bool,
    pub length_mm: i64,
    pub load_um2: i64,
}

/// A run that goes nowhere fills nothing: a cable that turns fills the trays it runs along.
fn mark(pieces: &mut [i64], line: usize, length: usize, a: usize, b: usize, section: i64) {
    if a == b {
        return;
    }
    let (from, to) = (a.min(b), a.max(b));
    if let Some(piece) = pieces.get_mut(line + from) {
        *piece += section;
    }
    if let Some(piece) = pieces.get_mut(line + to + 1).filter(|_| to + 1 < length) {
        *piece -= section;
    }
}

fn sum_up(pieces: &mut [i64], length: usize) {
    for line in pieces.chunks_mut(length.max(1)) {
        let mut sum = 0;
        for piece in line {
            sum += *piece;
            *piece = sum;
        }
    }
}

/// Adds to a run of pieces; how many more of them are now too full.
fn run(pieces: &mut [i64], line: usize, a: usize, b: usize, section: i64, limit: i64) -> i64 {
    if a == b {
        return 0;
    }
    let mut over = 0;
    for piece in pieces.get_mut(line + a.min(b)..=line + a.max(b)).unwrap_or_default() {
        let before = *piece > limit;
        *piece += section;
        over += i64::from(*piece > limit) - i64::from(before);
    }
    over
}
