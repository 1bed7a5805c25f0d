//! What a sweep of two plans looks like: the cells of a map and the line where both come to the same, the lines over one input, where the plans
//! are now. The window and the files draw it; places are counted in cells.

use super::candidates::Candidate;
use super::compare::metrics::{Better, Metric};
use super::sweep::{Outcome, Point};
use super::vary::{Axis, Value};
use crate::solve::figure::{Figure, real};
use crate::solve::readout::significant;

/// Values with a name along an axis.
const NAMED: usize = 5;

/// Points of a sweep with the result that is looked at, by its place in them.
#[derive(Clone, Copy)]
pub struct Flipped<'f> {
    pub axes: &'f [Axis],
    pub points: &'f [Point],
    pub metric: &'static Metric,
    pub place: usize,
}

impl<'f> Flipped<'f> {
    /// Cells from left to right.
    pub fn columns(&self) -> usize {
        self.axes.first().map_or(0, |axis| axis.values.len())
    }

    /// Cells from bottom to top.
    pub fn rows(&self) -> usize {
        self.axes.get(1).map_or(1, |axis| axis.values.len())
    }

    pub fn point(&self, column: usize, row: usize) -> Option<&'f Point> {
        (column < self.columns() && row < self.rows()).then(|| self.points.get(column * self.rows() + row)).flatten()
    }

    pub fn difference(&self, column: usize, row: usize) -> Option<f64> {
        self.point(column, row)?.difference(self.place)
    }

    /// The largest difference, whatever its sign.
    pub fn most(&self) -> f64 {
        self.points.iter().filter_map(|point| point.difference(self.place)).map(f64::abs).fold(f64::MIN_POSITIVE, f64::max)
    }

    /// Whether a difference speaks for the plan that is compared; where neither direction is better, whether it has less.
    pub fn is_better(&self, difference: f64) -> bool {
        match self.metric.better {
            Better::More => difference > 0.0,
            Better::Less | Better::Neither => difference < 0.0,
        }
    }

    /// How strong the colour of a cell is, of 1: a square root keeps small differences visible.
    pub fn strength(&self, difference: f64, most: f64) -> f64 {
        0.15 + 0.75 * (difference.abs() / most).sqrt()
    }

    /// Pieces of the line where both come to the same. Between the middles of cells the difference is taken for straight.
    pub fn crossover(&self) -> Vec<[[f64; 2]; 2]> {
        let mut pieces = Vec::new();
        for column in 0..self.columns().saturating_sub(1) {
            for row in 0..self.rows().saturating_sub(1) {
                let corners = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)];
                let sides = corners.iter().zip(corners.iter().cycle().skip(1));
                let crossed: Vec<[f64; 2]> = sides.filter_map(|(from, to)| self.crossing(*from, *to)).collect();
                pieces.extend(crossed.chunks_exact(2).filter_map(|ends| <[[f64; 2]; 2]>::try_from(ends).ok()));
            }
        }
        pieces
    }

    fn crossing(&self, from: (usize, usize), to: (usize, usize)) -> Option<[f64; 2]> {
        let (a, b) = (self.difference(from.0, from.1)?, self.difference(to.0, to.1)?);
        let share = ((a < 0.0) != (b < 0.0)).then(|| a / (a - b))?;
        let between = |from: usize, to: usize| middle(from) + share * (middle(to) - middle(from));
        Some([between(from.0, to.0), between(from.1, to.1)])
    }

    /// Where the plans are now: cells from the left, and from the bottom.
    pub fn now(&self, candidates: &[Candidate]) -> Option<[f64; 2]> {
        let place = |axis: &Axis| place_of(axis, candidates.iter().find(|one| one.path == axis.path)?.now);
        let [across, up] = self.axes else { return None };
        Some([place(across)?, place(up)?])
    }

    /// One plan over the first input: the value of the input, and what the plan comes to there.
    pub fn line(&self, of: fn(&Point) -> Option<&Outcome>) -> Vec<(f64, Figure<f64>)> {
        let figure = |outcome: &Outcome| outcome.as_ref().ok()?.get(self.place).copied().flatten();
        self.points.iter().filter_map(|point| Some((self.at(point)?, figure(of(point)?)?))).collect()
    }

    /// The value of the first input at a point.
    pub fn at(&self, point: &Point) -> Option<f64> {
        Some(self.axes.first()?.values.get(*point.places.first()?)?.number)
    }

    /// The values of a point, as they are set.
    pub fn settings(&self, point: &Point) -> Vec<(String, String)> {
        let value = |(axis, place): (&Axis, &usize)| Some((axis.path.clone(), axis.values.get(*place)?.text.clone()));
        self.axes.iter().zip(&point.places).filter_map(value).collect()
    }
}

/// The middle of a cell.
fn middle(place: usize) -> f64 {
    real(u64::try_from(place).unwrap_or(0)) + 0.5
}

/// What an input is called, with its unit.
pub fn title(axis: &Axis, candidates: &[Candidate]) -> String {
    let known = candidates.iter().find(|one| one.path == axis.path);
    known.map_or_else(|| axis.path.clone(), |one| format!("{}, {}", one.title, one.unit).trim_end_matches([',', ' ']).to_string())
}

/// Values that are written along an axis, without their unit.
pub fn named(axis: &Axis) -> Vec<(usize, String)> {
    let step = (axis.values.len() / NAMED).max(1);
    let number = |value: &Value| significant(value.number);
    axis.values.iter().enumerate().filter(|(place, _)| place % step == 0).map(|(place, value)| (place, number(value))).collect()
}

/// Where a number lies among the values of an axis, in cells.
fn place_of(axis: &Axis, number: f64) -> Option<f64> {
    let within = |[a, b]: [f64; 2]| a.min(b) <= number && number <= a.max(b);
    let pairs = axis.values.iter().zip(axis.values.iter().skip(1)).map(|(a, b)| [a.number, b.number]);
    let (place, [a, b]) = pairs.enumerate().find(|(_, pair)| within(*pair))?;
    Some(middle(place) + if a == b { 0.0 } else { (number - a) / (b - a) })
}

#[cfg(test)]
mod tests {
    use super::super::compare::metrics::find;
    use super::*;

    fn figure(likely: f64) -> Option<Figure<f64>> {
        Some(Figure { low: likely, likely, high: likely, guessed: 0.0 })
    }

    /// The difference is the column less the row: both are the same along the diagonal.
    fn points(size: usize) -> Vec<Point> {
        let of = |place: usize| Ok(vec![figure(middle(place))]);
        (0..size * size)
            .map(|number| {
                let places = vec![number / size, number % size];
                Point { number, plan: of(number / size), against: Some(of(number % size)), places }
            })
            .collect()
    }

    #[test]
    fn the_line_runs_where_both_are_the_same() {
        let axes = [Axis::parse("economy.years=1..4:4").expect("an axis"), Axis::parse("site.pue=1..4:4").expect("an axis")];
        let points = points(4);
        let flipped = Flipped { axes: &axes, points: &points, metric: find("tco").expect("a metric"), place: 0 };
        let line = flipped.crossover();
        assert!(!line.is_empty() && line.iter().flatten().all(|[x, y]| (x - y).abs() < 1e-9), "{line:?}");
        assert_eq!(flipped.most(), 3.0);
        assert!(flipped.is_better(-1.0) && flipped.strength(3.0, 3.0) > flipped.strength(1.0, 3.0));
        let now = |path: &str, now: f64| Candidate { path: path.into(), title: path.into(), now, unit: "USD".into(), range: String::new() };
        let known = [now("economy.years", 2.5), now("site.pue", 4.0)];
        assert_eq!(flipped.now(&known), Some([2.0, 3.5]));
        assert_eq!(flipped.now(&[now("economy.years", 9.0), now("site.pue", 4.0)]), None, "outside of what varies");
        assert_eq!(title(&axes[0], &known), "economy.years, USD");
    }
}
