//! What is too fine for the screen, collected in squares of the floor: in each, the largest value wins. Pure.
//!
//! Squares come in levels, each twice as wide as the one before; what is drawn depends on how many squares fit on the screen, not on how much
//! lies on the floor.

/// Squares of the finest level at most; larger areas get wider squares.
const MOST_SQUARES: i64 = 1 << 20;

/// Values of squares, nought where nothing is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coarse {
    /// Which way stretches of equal squares run.
    along_x: bool,
    origin: [i64; 2],
    /// Where the area ends along the stretches.
    end: i64,
    levels: Vec<Level>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Level {
    side: i64,
    columns: usize,
    rows: usize,
    values: Vec<u8>,
}

/// Squares of one value in a line: left, top, right, bottom in millimetres.
pub type Stretch = ([i64; 4], u8);

impl Coarse {
    /// Nothing over an area yet, in squares of about a side.
    pub fn over(area: [i64; 4], side: i64, along_x: bool) -> Self {
        let [left, top, right, bottom] = turned(area, along_x);
        let count = |length: i64, side: i64| length.max(0) / side + 1;
        let fits = |side: &i64| count(right - left, *side).saturating_mul(count(bottom - top, *side)) <= MOST_SQUARES;
        let side = std::iter::successors(Some(side.max(1)), |side| side.checked_mul(2)).find(fits).unwrap_or(i64::MAX);
        let whole = |length: i64| usize::try_from(count(length, side)).unwrap_or(1);
        Self {
            along_x,
            origin: [left, top],
            end: right.max(left + 1),
            levels: vec![Level::empty(side, whole(right - left), whole(bottom - top))],
        }
    }

    /// Raises the squares that an area lies on to a value. An area without width or depth lies on the squares of its line.
    pub fn raise(&mut self, area: [i64; 4], value: u8) {
        let [left, top, right, bottom] = turned(area, self.along_x);
        let [x, y] = self.origin;
        if let Some(level) = self.levels.first_mut() {
            let columns = level.squares(left - x, (right - x - 1).max(left - x), level.columns);
            let rows = level.squares(top - y, (bottom - y - 1).max(top - y), level.rows);
            level.raise(columns, rows, value);
        }
    }

    /// The same with all its levels, once everything has been raised.
    pub fn levelled(mut self) -> Self {
        self.levels.truncate(1);
        while let Some(wider) = self.levels.last().and_then(Level::wider) {
            self.levels.push(wider);
        }
        self
    }

    /// The side of the squares that [`Self::stretches`] takes.
    pub fn side(&self, least: i64) -> i64 {
        self.level(least).map_or(least, |level| level.side)
    }

    /// Stretches of squares at least so wide that lie in an area and hold something; none goes on beyond the end of what they were made over.
    pub fn stretches(&self, least: i64, area: [i64; 4]) -> Vec<Stretch> {
        let Some(level) = self.level(least) else { return Vec::new() };
        let [left, top, right, bottom] = turned(area, self.along_x);
        let [x, y] = self.origin;
        let columns = level.squares(left - x, right - x, level.columns);
        let rows = level.squares(top - y, bottom - y, level.rows);
        rows.flat_map(|row| level.runs(row, columns.clone()).map(move |run| (row, run)))
            .map(|(row, (from, to, value))| {
                let at = |place: usize| i64::try_from(place).unwrap_or(0) * level.side;
                (turned([x + at(from), y + at(row), (x + at(to)).min(self.end), y + at(row + 1)], self.along_x), value)
            })
            .collect()
    }

    fn level(&self, least: i64) -> Option<&Level> {
        self.levels.iter().find(|level| level.side >= least).or(self.levels.last())
    }
}

/// An area with its axes changed over where stretches run along y.
fn turned([left, top, right, bottom]: [i64; 4], along_x: bool) -> [i64; 4] {
    if along_x { [left, top, right, bottom] } else { [top, left, bottom, right] }
}

impl Level {
    fn empty(side: i64, columns: usize, rows: usize) -> Self {
        Self { side, columns, rows, values: vec![0; columns * rows] }
    }

    /// Squares from one place to another, both included; those beyond the last square are the last one.
    fn squares(&self, from: i64, to: i64, count: usize) -> std::ops::Range<usize> {
        let square = |mm: i64| usize::try_from(mm.max(0) / self.side).unwrap_or(usize::MAX).min(count.saturating_sub(1));
        square(from)..square(to) + 1
    }

    fn row(&self, row: usize) -> &[u8] {
        self.values.get(row * self.columns..(row + 1) * self.columns).unwrap_or_default()
    }

    fn raise(&mut self, columns: std::ops::Range<usize>, rows: std::ops::Range<usize>, value: u8) {
        for row in rows {
            let start = row * self.columns;
            let squares = self.values.get_mut(start + columns.start..start + columns.end).unwrap_or_default();
            squares.iter_mut().for_each(|square| *square = value.max(*square));
        }
    }

    /// Squares of twice the side; none once a single one is left.
    fn wider(&self) -> Option<Self> {
        if self.columns.max(self.rows) <= 1 {
            return None;
        }
        let mut wider = Self::empty(self.side.checked_mul(2)?, self.columns.div_ceil(2), self.rows.div_ceil(2));
        for (row, squares) in self.values.chunks(self.columns).enumerate() {
            let into = wider.values.get_mut(row / 2 * wider.columns..).unwrap_or_default();
            for (square, pair) in into.iter_mut().zip(squares.chunks(2)) {
                *square = pair.iter().fold(*square, |most, value| most.max(*value));
            }
        }
        Some(wider)
    }

    /// From where to where one value reaches, square by square; those of nought are left out.
    fn runs(&self, row: usize, columns: std::ops::Range<usize>) -> impl Iterator<Item = (usize, usize, u8)> + '_ {
        let first = columns.start;
        let squares = self.row(row).get(columns).unwrap_or_default();
        let ends = squares.chunk_by(|a, b| a == b).scan(first, |at, run| {
            let from = *at;
            *at += run.len();
            Some((from, *at, run.first().copied().unwrap_or(0)))
        });
        ends.filter(|(_, _, value)| *value > 0)
    }
}
