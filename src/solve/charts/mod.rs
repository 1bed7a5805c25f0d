//! Charts as plain series: columns with names, bars that stand on each other, lines over them and marks between them. Screen, SVG and CSV show
//! the same series; who draws them gives the colours.

mod lengths;
mod money;
mod power;

use super::readout::Unit;
use super::report::Report;
use super::totals::Totals;
use crate::model::describe::words;
use crate::model::parts::Family;
use crate::model::rack_type::Role;

words! {
    /// The charts there are.
    pub enum ChartKind default RackPower {
        /// Power of each rack against its feed.
        RackPower = "rack_power",
        /// Power by what it is spent on.
        Watts = "watts",
        /// Capital by what it buys.
        Dollars = "dollars",
        /// Cables by length.
        Lengths = "lengths",
        /// Payments by year.
        Years = "years",
    }
}

impl ChartKind {
    pub fn title(self) -> &'static str {
        match self {
            Self::RackPower => "Power per rack",
            Self::Watts => "Where the watts go",
            Self::Dollars => "Where the dollars go",
            Self::Lengths => "Cable lengths",
            Self::Years => "Cost by year",
        }
    }
}

/// What a series stands for; the theme has its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    Role(Role),
    Family(Family),
    Hosts,
    Fans,
    /// Links of the tier at this place.
    Links(usize),
    /// Lost on the way to the racks, and cooling.
    Plant,
    /// Moves bits.
    Network,
    /// Everything else.
    Plain,
    /// A limit that is not to be passed.
    Limit,
    Line,
}

/// Bars of one thing, one for each column.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    pub name: String,
    pub paint: Paint,
    pub values: Vec<f64>,
    /// Colours that differ from column to column.
    pub paints: Vec<Paint>,
    /// Low and high ends, where the series is alone and its numbers have a range.
    pub ranges: Vec<(f64, f64)>,
}

/// A line over the columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub name: String,
    pub paint: Paint,
    pub values: Vec<f64>,
    /// Level over each column, and not drawn from middle to middle.
    pub steps: bool,
}

/// A line between two columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub name: String,
    pub paint: Paint,
    /// Columns that stand left of it.
    pub after: usize,
}

/// A chart. Every value is finite and at most 1e15 in size.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    pub kind: ChartKind,
    pub title: String,
    /// What the columns and the values are.
    pub across: String,
    pub up: String,
    pub unit: Unit,
    pub columns: Vec<String>,
    pub series: Vec<Series>,
    pub lines: Vec<Line>,
    pub marks: Vec<Mark>,
    /// What to do about a chart without columns.
    pub empty: &'static str,
}

/// A table for clipboards and CSV: headings first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Name of its file, without an ending.
    pub name: String,
    pub rows: Vec<Vec<String>>,
}

/// A chart of a plan.
pub fn chart(kind: ChartKind, report: &Report, totals: &Totals) -> Chart {
    let mut chart = match kind {
        ChartKind::RackPower => power::by_rack(report),
        ChartKind::Watts => power::by_part(report, totals),
        ChartKind::Dollars => money::by_group(totals),
        ChartKind::Lengths => lengths::lengths(report),
        ChartKind::Years => money::by_year(totals),
    };
    chart.keep_finite();
    chart
}

impl Chart {
    fn new(kind: ChartKind, across: &str, up: &str, unit: Unit) -> Self {
        Self {
            kind,
            title: kind.title().to_string(),
            across: across.to_string(),
            up: up.to_string(),
            unit,
            columns: Vec::new(),
            series: Vec::new(),
            lines: Vec::new(),
            marks: Vec::new(),
            empty: "Place racks to see it",
        }
    }

    /// Nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty() || self.series.iter().all(|series| series.values.iter().all(|value| *value == 0.0))
    }

    /// What a column comes to.
    pub fn sum(&self, column: usize) -> f64 {
        self.series.iter().filter_map(|series| series.values.get(column)).fold(0.0, |sum, value| sum + value)
    }

    /// Lowest and highest value that is drawn; bars start at zero.
    pub fn bounds(&self) -> (f64, f64) {
        let stacks = (0..self.columns.len()).flat_map(|column| {
            let values = self.series.iter().filter_map(move |series| series.values.get(column));
            let (below, above) = values.fold((0.0, 0.0), |(below, above), value: &f64| (below + value.min(0.0), above + value.max(0.0)));
            [below, above]
        });
        let ranges = self.series.iter().flat_map(|series| &series.ranges).flat_map(|(low, high)| [*low, *high]);
        let lines = self.lines.iter().flat_map(|line| line.values.iter().copied());
        stacks.chain(ranges).chain(lines).fold((0.0, 0.0), |(low, high), value: f64| (low.min(value), high.max(value)))
    }

    /// The numbers as a table: a row for each column, values in the base unit.
    pub fn sheet(&self) -> Sheet {
        let unit = self.unit.symbol();
        let titled = |name: &str| if unit.is_empty() { name.to_string() } else { format!("{name} ({unit})") };
        let mut head = vec![self.across.clone()];
        for series in &self.series {
            head.push(titled(&series.name));
            if !series.ranges.is_empty() {
                head.extend([titled(&format!("{} low", series.name)), titled(&format!("{} high", series.name))]);
            }
        }
        head.extend(self.lines.iter().map(|line| titled(&line.name)));
        let rows = self.columns.iter().enumerate().map(|(column, name)| self.row(column, name));
        Sheet { name: self.kind.word().replace('_', "-"), rows: std::iter::once(head).chain(rows).collect() }
    }

    fn row(&self, column: usize, name: &str) -> Vec<String> {
        let digits = |value: Option<&f64>| value.map_or_else(String::new, |value| format!("{}", value + 0.0));
        let mut row = vec![name.to_string()];
        for series in &self.series {
            row.push(digits(series.values.get(column)));
            if !series.ranges.is_empty() {
                let range = series.ranges.get(column);
                row.extend([digits(range.map(|(low, _)| low)), digits(range.map(|(_, high)| high))]);
            }
        }
        row.extend(self.lines.iter().map(|line| digits(line.values.get(column))));
        row
    }

    fn keep_finite(&mut self) {
        for series in &mut self.series {
            series.values.iter_mut().for_each(|value| *value = bounded(*value));
            series.ranges.iter_mut().for_each(|(low, high)| (*low, *high) = (bounded(*low), bounded(*high)));
        }
        self.lines.iter_mut().flat_map(|line| &mut line.values).for_each(|value| *value = bounded(*value));
    }
}

impl Line {
    /// Runs of columns with one value: first, last, value.
    pub fn levels(&self) -> Vec<(usize, usize, f64)> {
        let mut runs: Vec<(usize, usize, f64)> = Vec::new();
        for (column, value) in self.values.iter().enumerate() {
            match runs.last_mut() {
                Some((_, last, level)) if level.to_bits() == value.to_bits() => *last = column,
                _ => runs.push((column, column, *value)),
            }
        }
        runs
    }
}

impl Series {
    fn new(name: impl ToString, paint: Paint, values: Vec<f64>) -> Self {
        Self { name: name.to_string(), paint, values, paints: Vec::new(), ranges: Vec::new() }
    }

    /// The colour of a column.
    pub fn paint(&self, column: usize) -> Paint {
        self.paints.get(column).copied().unwrap_or(self.paint)
    }
}

/// The step of a scale: one, two or five of a power of ten that is no less.
pub fn nice_step(step: f64) -> f64 {
    let step = if step.is_finite() { step.clamp(1e-12, 1e15) } else { 1.0 };
    let power = 10_f64.powf(step.log10().floor());
    [1.0, 2.0, 5.0].into_iter().map(|factor| factor * power).find(|nice| *nice >= step).unwrap_or(10.0 * power)
}

/// Plots cannot take what is not finite, or much larger than anything real.
fn bounded(value: f64) -> f64 {
    if value.is_finite() { value.clamp(-1e15, 1e15) } else { 0.0 }
}

/// `scale-up` -> `Scale-up`.
fn titled(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_finite_is_left_out_and_what_is_huge_is_bounded() {
        let cases: [(f64, f64); 5] = [(f64::NAN, 0.0), (f64::INFINITY, 0.0), (f64::MAX, 1e15), (f64::MIN, -1e15), (3.5, 3.5)];
        for (value, expected) in cases {
            assert_eq!(bounded(value).to_bits(), expected.to_bits(), "{value}");
        }
    }

    #[test]
    fn steps_of_a_scale_are_round() {
        for (step, expected) in [(0.7, 1.0), (1.0, 1.0), (1.2, 2.0), (3.0, 5.0), (7.0, 10.0), (180_000.0, 200_000.0)] {
            assert!((nice_step(step) / expected - 1.0).abs() < 1e-9, "{step}: {}", nice_step(step));
        }
        assert!(nice_step(0.0) > 0.0 && nice_step(f64::NAN) > 0.0);
    }

    #[test]
    fn levels_are_runs_of_one_value() {
        let line = Line { name: String::new(), paint: Paint::Limit, values: vec![2.0, 2.0, 1.0, 2.0], steps: true };
        assert_eq!(line.levels(), [(0, 1, 2.0), (2, 2, 1.0), (3, 3, 2.0)]);
    }

    #[test]
    fn stacks_grow_up_and_down_from_zero() {
        let mut chart = Chart::new(ChartKind::Years, "Year", "Payments", Unit::Usd);
        chart.columns = vec!["0".to_string(), "1".to_string()];
        chart.series = vec![Series::new("a", Paint::Plain, vec![3.0, -1.0]), Series::new("b", Paint::Plain, vec![4.0, -2.0])];
        assert_eq!(chart.bounds(), (-3.0, 7.0));
        assert_eq!(chart.sheet().rows, [vec!["Year", "a (USD)", "b (USD)"], vec!["0", "3", "4"], vec!["1", "-1", "-2"]]);
    }
}
