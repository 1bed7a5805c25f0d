//! Cable trays: how full every piece of tray is. One tray runs above each row of tiles and one crosses them above each column; a bundle fills
//! the pieces it runs through with the section of its cables.
//!
//! Loads are kept as steps from piece to piece, so that a bundle changes two numbers of a line however far it runs; a line is summed up when
//! its bundles are in.

use rayon::prelude::*;

use super::figure::{float, nearest};
use super::layout::RackAt;
use super::route::Router;
use super::work::steps;
use crate::model::plan::Plan;

/// Pieces of tray at most; larger floors get longer pieces.
const MOST_PIECES: i64 = 1 << 20;
/// Pieces above which lines are summed up on several threads.
const SERIAL_BELOW: usize = 1 << 16;
/// Section of a bundle at most, in square micrometres: no tray holds nine square metres, and a million of them can still be added up.
const MOST_SECTION: u64 = 1 << 43;

/// Section of cables in every piece, in square micrometres.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trays {
    pitch_mm: i64,
    /// Trays along x, one a row; trays along y, one a column.
    along: Lines,
    across: Lines,
    /// What cables may fill of a tray.
    pub limit_um2: i64,
}

/// Trays side by side, each a line of pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Lines {
    /// Pieces of a line.
    length: usize,
    /// What each piece holds more than the one before it; behind the last one stands what leaves the line.
    steps: Vec<i64>,
    counts: Vec<LineCount>,
    /// Pieces of all lines that hold more than they may.
    over: u64,
    /// Load of the fullest piece of all lines.
    most: i64,
    /// Lines that have changed since they were counted.
    changed: Vec<usize>,
}

/// What a line comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct LineCount {
    /// Pieces that hold more than they may.
    over: u64,
    /// Load of the fullest piece, and which one that is.
    most: i64,
    at: usize,
}

/// The tile a rack stands on, by column and row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    column: u32,
    row: u32,
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
        let section = float(i128::from(routing.tray_width.base()) * i128::from(routing.tray_depth.base()));
        let limit_um2 = nearest(section * 1e6 * routing.tray_fill.get());
        Self { pitch_mm, along: Lines::new(rows, columns), across: Lines::new(columns, rows), limit_um2 }
    }

    /// Where a rack's cables rise to the trays.
    pub fn spot(&self, rack: &RackAt) -> Spot {
        let (x, y) = rack.centre();
        Spot { column: self.tile(x, self.across.count()), row: self.tile(y, self.along.count()) }
    }

    /// Fills all trays at once, with bundles between racks that stand at these spots.
    pub fn fill(&mut self, bundles: impl Iterator<Item = (u32, u32, u64)>, racks: &[RackAt], router: &Router) {
        let spots: Vec<Spot> = racks.iter().map(|rack| self.spot(rack)).collect();
        let at = |rack: u32| Some((spots.get(rack as usize)?, racks.get(rack as usize)?));
        for (a, b, section) in bundles {
            if let (Some(a), Some(b)) = (at(a), at(b)) {
                self.mark(a, b, held(section), router, false);
            }
        }
        self.along.count_all(self.limit_um2);
        self.across.count_all(self.limit_um2);
    }

    /// Adds one bundle. What lines come to is known after [`Trays::settle`].
    pub fn add(&mut self, a: &RackAt, b: &RackAt, section: u64, router: &Router) {
        self.mark((&self.spot(a), a), (&self.spot(b), b), held(section), router, true);
    }

    /// Takes one bundle out again.
    pub fn take(&mut self, a: &RackAt, b: &RackAt, section: u64, router: &Router) {
        self.mark((&self.spot(a), a), (&self.spot(b), b), -held(section), router, true);
    }

    /// Counts the lines that have changed; how many pieces they have.
    pub fn settle(&mut self) -> u64 {
        self.along.count_changed(self.limit_um2) + self.across.count_changed(self.limit_um2)
    }

    /// Pieces of all trays.
    pub fn count(&self) -> u64 {
        steps(self.along.count() * self.along.length + self.across.count() * self.across.length)
    }

    /// Pieces that hold more than they may.
    pub fn overfull(&self) -> u64 {
        self.along.over + self.across.over
    }

    /// The fullest piece: its place in millimetres, whether it runs along x, and its load.
    pub fn fullest(&self) -> Option<Piece> {
        let (along, across) = (self.along.most, self.across.most);
        let along_x = along >= across;
        let (lines, most) = if along_x { (&self.along, along) } else { (&self.across, across) };
        let (line, count) = lines.counts.iter().enumerate().find(|(_, line)| line.most == most)?;
        (most > 0).then(|| self.piece(line, count.at, along_x, most))
    }

    fn piece(&self, line: usize, place: usize, along_x: bool, load_um2: i64) -> Piece {
        let at = |place: usize| i64::try_from(place).unwrap_or(0) * self.pitch_mm;
        let (x_mm, y_mm) = if along_x { (at(place), at(line)) } else { (at(line), at(place)) };
        Piece { x_mm, y_mm, along_x, length_mm: self.pitch_mm, load_um2 }
    }

    /// From one tray to the next beside it, and the length of a piece.
    pub fn pitch_mm(&self) -> i64 {
        self.pitch_mm
    }

    /// How far trays reach along x and y.
    pub fn size_mm(&self) -> [i64; 2] {
        [&self.across, &self.along].map(|lines| i64::try_from(lines.count()).unwrap_or(0) * self.pitch_mm)
    }

    /// All pieces that hold something, those along x first.
    pub fn pieces(&self) -> impl Iterator<Item = Piece> + '_ {
        self.pieces_of(&self.along, true).chain(self.pieces_of(&self.across, false)).filter(|piece| piece.load_um2 > 0)
    }

    fn pieces_of<'t>(&'t self, lines: &'t Lines, along_x: bool) -> impl Iterator<Item = Piece> + 't {
        let line = move |line: usize| {
            let loads: Vec<i64> = lines.loads(line).collect();
            loads.into_iter().enumerate().map(move |(place, load_um2)| self.piece(line, place, along_x, load_um2))
        };
        (0..lines.count()).flat_map(line)
    }

    /// Along the row of one rack, across the rows, along the row of the other.
    fn mark(&mut self, a: (&Spot, &RackAt), b: (&Spot, &RackAt), section: i64, router: &Router, remember: bool) {
        if router.goes_direct(a.1, b.1) {
            return;
        }
        let (from, to) = (a.1.centre(), b.1.centre());
        // Racks of one row need no crossing.
        let straight = from.1 == to.1 || router.crosses_anywhere();
        let crossing = if straight { a.0.column } else { self.tile(router.crossing(from, to), self.across.count()) };
        self.along.mark(a.0.row, a.0.column, crossing, section, remember);
        self.across.mark(crossing, a.0.row, b.0.row, section, remember);
        self.along.mark(b.0.row, crossing, b.0.column, section, remember);
    }

    /// The tile of a place along an axis; beyond the floor the last one.
    fn tile(&self, mm: i64, count: usize) -> u32 {
        let most = u32::try_from(count).unwrap_or(u32::MAX).saturating_sub(1);
        let (mm, pitch) = (u32::try_from(mm.max(0)).unwrap_or(u32::MAX), u32::try_from(self.pitch_mm).unwrap_or(u32::MAX));
        (mm / pitch.max(1)).min(most)
    }
}

fn held(section: u64) -> i64 {
    i64::try_from(section.min(MOST_SECTION)).unwrap_or(0)
}

impl Lines {
    fn new(count: usize, length: usize) -> Self {
        Self {
            length,
            steps: vec![0; count * (length + 1)],
            counts: vec![LineCount::default(); count],
            over: 0,
            most: 0,
            changed: Vec::new(),
        }
    }

    fn count(&self) -> usize {
        self.counts.len()
    }

    fn find_most(&self) -> i64 {
        self.counts.iter().map(|line| line.most).max().unwrap_or(0)
    }

    /// A run that goes nowhere fills nothing: a cable that turns fills the trays it runs along.
    fn mark(&mut self, line: u32, a: u32, b: u32, section: i64, remember: bool) {
        if a == b {
            return;
        }
        let start = line as usize * (self.length + 1);
        // Plans whose bundles have absurd sections may wrap; they still come out the same whichever way they are added up.
        if let Some(step) = self.steps.get_mut(start + a.min(b) as usize) {
            *step = step.wrapping_add(section);
        }
        if let Some(step) = self.steps.get_mut(start + a.max(b) as usize + 1) {
            *step = step.wrapping_sub(section);
        }
        if remember {
            self.changed.push(line as usize);
        }
    }

    /// Loads of the pieces of a line.
    fn loads(&self, line: usize) -> impl Iterator<Item = i64> + '_ {
        let steps = self.steps.get(line * (self.length + 1)..).unwrap_or_default();
        steps.iter().take(self.length).scan(0_i64, |load, step| {
            *load = load.wrapping_add(*step);
            Some(*load)
        })
    }

    fn count_line(&self, line: usize, limit: i64) -> LineCount {
        let mut count = LineCount::default();
        for (at, load) in self.loads(line).enumerate() {
            count.over += u64::from(load > limit);
            if load > count.most {
                count = LineCount { most: load, at, ..count };
            }
        }
        count
    }

    fn count_all(&mut self, limit: i64) {
        let one = |line: usize| self.count_line(line, limit);
        let lines = 0..self.count();
        self.counts = if self.steps.len() < SERIAL_BELOW { lines.map(one).collect() } else { lines.into_par_iter().map(one).collect() };
        self.over = self.counts.iter().map(|line| line.over).sum();
        self.most = self.find_most();
    }

    fn count_changed(&mut self, limit: i64) -> u64 {
        let mut changed = std::mem::take(&mut self.changed);
        changed.sort_unstable();
        changed.dedup();
        let mut lower = false;
        for line in &changed {
            let count = self.count_line(*line, limit);
            let Some(place) = self.counts.get_mut(*line) else { continue };
            let before = std::mem::replace(place, count);
            self.over = self.over + count.over - before.over;
            lower |= before.most == self.most && count.most < before.most;
            self.most = self.most.max(count.most);
        }
        if lower {
            self.most = self.find_most();
        }
        let pieces = steps(changed.len() * self.length);
        // The memory is kept for the next edit.
        changed.clear();
        self.changed = changed;
        pieces
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
