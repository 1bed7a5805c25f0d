//! A waterfall as bars: from the total of one plan, step by step, to that of the other. Screen and paper draw the same bars.

use super::why::{Step, Waterfall};
use crate::solve::figure::float;
use crate::solve::readout::{change, text};

/// Steps that are bars of their own; what is smaller is one bar.
const SHOWN: usize = 12;

/// What a bar stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The total of a plan.
    Total,
    /// A step down, which all totals that are explained are better for.
    Less,
    More,
}

/// One bar, in units of the total.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub name: String,
    pub from: f64,
    pub to: f64,
    pub kind: Kind,
    /// What stands behind it.
    pub told: String,
}

/// The bars, and the scale they are drawn on.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    pub bars: Vec<Bar>,
    /// Where the scale begins: above nothing where bars at full length would hardly differ.
    pub origin: f64,
    pub highest: f64,
}

impl Bars {
    pub fn of(chart: &Waterfall, (from, to): (&str, &str)) -> Self {
        let bars = bars(chart, (from, to));
        let ends = bars.iter().flat_map(|bar| [bar.from, bar.to]);
        let inner = bars.iter().skip(1).flat_map(|bar| [bar.from, bar.to]).filter(|end| *end != 0.0);
        let (lowest, highest) = (inner.fold(f64::INFINITY, f64::min), ends.fold(f64::NEG_INFINITY, f64::max));
        let far = lowest.is_finite() && lowest > 0.5 * highest;
        let origin = if far { lowest - 0.5 * (highest - lowest).max(highest * 1e-3) } else { 0.0 };
        Self { bars, origin, highest }
    }

    /// The place of a value on the scale, from 0 to 1.
    pub fn share(&self, value: f64) -> f64 {
        (value.max(self.origin) - self.origin) / (self.highest - self.origin).max(f64::MIN_POSITIVE)
    }
}

fn bars(chart: &Waterfall, (from, to): (&str, &str)) -> Vec<Bar> {
    let unit = chart.total.unit();
    let units = |millionths: i128| float(millionths) / 1e6;
    let end = |name: &str, total: i128| Bar {
        name: name.to_string(),
        from: 0.0,
        to: units(total),
        kind: Kind::Total,
        told: text(units(total), unit),
    };
    let mut bars = vec![end(from, chart.from)];
    let mut now = chart.from;
    let mut step = |name: &str, by: i128| {
        let kind = if by < 0 { Kind::Less } else { Kind::More };
        bars.push(Bar { name: name.to_string(), from: units(now), to: units(now + by), kind, told: change(units(by), unit) });
        now += by;
    };
    let largest = chart.largest();
    largest.iter().take(SHOWN).for_each(|one| step(one.cause, one.change()));
    let rest: i128 = largest.iter().skip(SHOWN).map(|one: &&Step| one.change()).sum();
    if rest != 0 {
        step("everything else", rest);
    }
    bars.push(end(to, chart.to));
    bars
}
