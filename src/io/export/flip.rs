//! When the answer flips, as SVG: a map over two inputs, lines over one. The window shows the same cells, colours and lines.

use super::look::{BETTER, PLAIN, WORSE};
use super::sheet::{Anchor, DIM, LINE, Sheet, TEXT};
use crate::explore::candidates::Candidate;
use crate::explore::compare::metrics::{Better, Metric};
use crate::explore::flip::{Flipped, named, title};
use crate::explore::sweep::{Outcome, Point};
use crate::explore::vary::Axis;
use crate::solve::charts::nice_step;
use crate::solve::figure::{Figure, real};
use crate::solve::readout::{change, significant, text};

const WIDE: f64 = 1040.0;
const HIGH: f64 = 560.0;
/// Around the cells or lines.
const LEFT: f64 = 110.0;
const RIGHT: f64 = 30.0;
const TOP: f64 = 58.0;
const BOTTOM: f64 = 56.0;
/// Of the plan that is compared.
const OTHER: &str = "#0B62D6";

/// Baseline and the plan that is compared; no baseline where one plan stands alone.
pub type Names<'n> = (Option<&'n str>, &'n str);

/// The drawing. `candidates` say what the inputs are called and where they are now.
pub fn flip(flipped: &Flipped, names: Names, candidates: &[Candidate]) -> String {
    match (flipped.axes, names) {
        ([across, up], (Some(base), other)) => map(flipped, [across, up], [base, other], candidates),
        _ => lines(flipped, names, candidates),
    }
}

fn map(flipped: &Flipped, [across, up]: [&Axis; 2], [base, other]: [&str; 2], candidates: &[Candidate]) -> String {
    let mut sheet = Sheet::new(&format!("{}: {other} less {base}", flipped.metric.title), (WIDE, HIGH));
    let (columns, rows) = (count(flipped.columns()), count(flipped.rows()));
    let (width, height) = ((WIDE - LEFT - RIGHT) / columns, (HIGH - TOP - BOTTOM) / rows);
    let at = |[column, row]: [f64; 2]| [LEFT + column * width, HIGH - BOTTOM - row * height];
    legend(&mut sheet, flipped.metric, [base, other]);
    let most = flipped.most();
    for column in 0..flipped.columns() {
        for row in 0..flipped.rows() {
            let [x, y] = at([count(column), count(row) + 1.0]);
            let (colour, told) = cell(flipped, (column, row), most);
            sheet.rect([x, y, width, height], &colour, &told);
        }
    }
    for piece in flipped.crossover() {
        sheet.line(piece.map(at), (TEXT, 2.0));
    }
    let middle = |place: usize| count(place) + 0.5;
    for (place, value) in named(across) {
        let [x, y] = at([middle(place), 0.0]);
        sheet.text([x, y + 15.0], Anchor::Middle, (11, DIM), &value);
    }
    for (place, value) in named(up) {
        let [x, y] = at([0.0, middle(place)]);
        sheet.text([x - 8.0, y + 4.0], Anchor::End, (11, DIM), &value);
    }
    under(&mut sheet, &format!("{}  \u{b7}  upwards: {}", title(across, candidates), title(up, candidates)));
    if let Some(now) = flipped.now(candidates) {
        let [x, y] = at(now);
        sheet.lines(&ring([x, y]), ("#FFFFFF", 4.0), "");
        sheet.lines(&ring([x, y]), (TEXT, 1.5), "");
        sheet.text([x + 11.0, y + 4.0], Anchor::Start, (11, TEXT), "now");
    }
    sheet.finish()
}

fn legend(sheet: &mut Sheet, metric: &Metric, [base, other]: [&str; 2]) {
    let told = if metric.better == Better::Neither { "has less" } else { "is better" };
    for (x, colour, name) in [(12.0, BETTER, other), (512.0, WORSE, base)] {
        sheet.rect([x, 32.0, 12.0, 12.0], colour, "");
        sheet.text([x + 18.0, 42.0], Anchor::Start, (11, DIM), &format!("{} {told}", shortened(name)));
    }
}

fn shortened(name: &str) -> String {
    const MOST: usize = 60;
    if name.chars().count() <= MOST { name.to_string() } else { name.chars().take(MOST - 1).chain(['\u{2026}']).collect() }
}

fn cell(flipped: &Flipped, (column, row): (usize, usize), most: f64) -> (String, String) {
    let Some(point) = flipped.point(column, row) else { return (LINE.to_string(), String::new()) };
    let settings: Vec<String> = flipped.settings(point).into_iter().map(|(path, value)| format!("{path} {value}")).collect();
    match point.difference(flipped.place) {
        Some(difference) => {
            let colour = mixed(if flipped.is_better(difference) { BETTER } else { WORSE }, flipped.strength(difference, most));
            (colour, format!("{}: {}", settings.join(", "), change(difference, flipped.metric.unit)))
        }
        None => (LINE.to_string(), format!("{}: no such plan", settings.join(", "))),
    }
}

/// A colour as strong as that on white.
fn mixed(colour: &str, strength: f64) -> String {
    let part = |from: usize| colour.get(from..from + 2).and_then(|digits| u8::from_str_radix(digits, 16).ok()).unwrap_or(0);
    let mixed = |part: u8| format!("{:.0}", 255.0 + (f64::from(part) - 255.0) * strength.clamp(0.0, 1.0)).parse::<u8>().unwrap_or(u8::MAX);
    let [red, green, blue] = [1, 3, 5].map(|from| mixed(part(from)));
    format!("#{red:02X}{green:02X}{blue:02X}")
}

/// Sixteen sides are round enough for so small a ring.
fn ring([x, y]: [f64; 2]) -> Vec<[f64; 2]> {
    let corner = |step: u8| f64::from(step) * std::f64::consts::TAU / 16.0;
    (0..=16).map(|step| [x + 6.0 * corner(step).cos(), y + 6.0 * corner(step).sin()]).collect()
}

fn under(sheet: &mut Sheet, told: &str) {
    sheet.text([(LEFT + WIDE - RIGHT) / 2.0, HIGH - 14.0], Anchor::Middle, (12, TEXT), told);
}

fn count(places: usize) -> f64 {
    real(u64::try_from(places).unwrap_or(0))
}

/// Low and high end of what is drawn, never the same.
#[derive(Clone, Copy)]
struct Span {
    low: f64,
    high: f64,
}

impl Span {
    fn of(values: impl Iterator<Item = f64>) -> Self {
        let (low, high) = values.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
        if low < high { Self { low, high } } else { Self { low: low.min(0.0), high: low.max(0.0).max(low.min(0.0) + 1.0) } }
    }

    /// From a round number below to one above.
    fn rounded(self) -> (Self, f64) {
        let step = nice_step((self.high - self.low) / 5.0);
        (Self { low: (self.low / step).floor() * step, high: (self.high / step).ceil() * step }, step)
    }

    fn share(self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }
}

/// A plan's name, its colour, and what it comes to at the values of the input.
type Drawn<'d> = (&'d str, &'static str, Vec<(f64, Figure<f64>)>);

fn lines(flipped: &Flipped, (base, other): Names, candidates: &[Candidate]) -> String {
    type Of = fn(&Point) -> Option<&Outcome>;
    let of_base: Of = |point| point.against.as_ref();
    let of_other: Of = |point| Some(&point.plan);
    let plans = base.map(|base| (base, TEXT, of_base)).into_iter().chain([(other, OTHER, of_other)]);
    let drawn: Vec<Drawn> = plans.map(|(name, colour, of)| (name, colour, flipped.line(of))).collect();
    let all = || drawn.iter().flat_map(|(_, _, line)| line);
    let (up, step) = Span::of(all().flat_map(|(_, figure)| [figure.low, figure.high])).rounded();
    let across = Span::of(all().map(|(x, _)| *x));
    let at = |x: f64, value: f64| [LEFT + across.share(x) * (WIDE - LEFT - RIGHT), HIGH - BOTTOM - up.share(value) * (HIGH - BOTTOM - TOP)];
    let mut sheet = Sheet::new(flipped.metric.title, (WIDE, HIGH));
    for value in std::iter::successors(Some(up.low), |value| Some(value + step)).take_while(|value| *value <= up.high + step / 2.0).take(40)
    {
        let ends = [at(across.low, value), at(across.high, value)];
        sheet.line(ends, (LINE, 1.0));
        // What is left of rounding is nothing.
        let value = if value.abs() < step / 1e6 { 0.0 } else { value };
        sheet.text([LEFT - 8.0, at(across.low, value)[1] + 4.0], Anchor::End, (11, DIM), &text(value, flipped.metric.unit));
    }
    for (_, value) in flipped.axes.first().map(named_numbers).unwrap_or_default() {
        let [x, y] = at(value, up.low);
        sheet.text([x, y + 15.0], Anchor::Middle, (11, DIM), &significant(value));
    }
    for (place, (name, colour, line)) in drawn.iter().enumerate() {
        let points = |of: fn(&Figure<f64>) -> f64| line.iter().map(|(x, figure)| at(*x, of(figure))).collect::<Vec<_>>();
        if line.iter().any(|(_, figure)| figure.low < figure.high) {
            sheet.lines(&points(|figure| figure.low), (colour, 0.8), "5 4");
            sheet.lines(&points(|figure| figure.high), (colour, 0.8), "5 4");
        }
        sheet.lines(&points(|figure| figure.likely), (colour, 2.0), "");
        let x = 12.0 + 500.0 * count(place);
        sheet.rect([x, 37.0, 12.0, 2.0], colour, "");
        sheet.text([x + 18.0, 42.0], Anchor::Start, (11, DIM), &shortened(name));
    }
    let axis = flipped.axes.first();
    let now = axis.and_then(|axis| candidates.iter().find(|one| one.path == axis.path)).map(|one| one.now);
    if let Some(now) = now.filter(|now| (across.low..=across.high).contains(now)) {
        let ends = [at(now, up.low), at(now, up.high)];
        sheet.lines(&ends, (PLAIN, 1.0), "2 3");
        sheet.text([ends[1][0] + 5.0, ends[1][1] + 10.0], Anchor::Start, (11, DIM), "now");
    }
    under(&mut sheet, &format!("{}  \u{b7}  broken lines: low and high end", axis.map(|axis| title(axis, candidates)).unwrap_or_default()));
    sheet.finish()
}

fn named_numbers(axis: &Axis) -> Vec<(usize, f64)> {
    named(axis).into_iter().filter_map(|(place, _)| Some((place, axis.values.get(place)?.number))).collect()
}
