//! Plans side by side: rows of results with differences, percents and normalised values, what differs in the inputs, where a difference comes
//! from, what is serviced, and the whole in words. The first variant is the baseline unless another one is named.

pub mod bars;
pub mod inputs;
pub mod metrics;
pub mod service;
pub mod told;
pub mod why;
mod words;

use super::Variant;
use crate::model::describe::words;
use crate::solve::figure::{Figure, real};
use crate::solve::money::watts_of;
use metrics::{Better, METRICS, Metric};

pub use words::{breaks, paragraph};

/// Variants that are compared, at least and at most.
pub const LEAST: usize = 2;
pub const MOST: usize = 6;
/// Changes below this share of the baseline are nobody's gain.
const TOLERANCE: f64 = 1e-3;

words! {
    /// What quantities that grow with a plan are divided by.
    pub enum Per default Whole {
        /// Nothing.
        Whole = "plan",
        /// Accelerators.
        Accelerator = "accelerator",
        /// Terabits a second each way that endpoints can send.
        Tbps = "tbps",
        /// Kilowatts at the racks' inlets.
        Kw = "kw",
        /// Years looked at.
        Year = "year",
    }
}

impl Per {
    /// What stands behind a quantity: `/acc.`.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Whole => "",
            Self::Accelerator => " per accelerator",
            Self::Tbps => " per Tb/s",
            Self::Kw => " per kW",
            Self::Year => " per year",
        }
    }

    /// How many there are; `None` where there is nothing to divide by.
    fn count(self, variant: &Variant) -> Option<f64> {
        let totals = &variant.totals;
        let count = match self {
            Self::Whole => 1.0,
            Self::Accelerator => real(totals.accelerators),
            Self::Tbps => totals.injection_gbps / 1000.0,
            Self::Kw => totals.it_w.likely / 1000.0,
            Self::Year => f64::from(variant.report.resolved.rates.years),
        };
        (count > 0.0).then_some(count)
    }
}

/// How a value stands against that of the baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Better,
    Worse,
    /// The same to the digit.
    Same,
    /// Other, but the ends of the ranges do not agree on which is more, or it hardly matters.
    Unclear,
    /// Other, and neither is better.
    Other,
    /// There is nothing to compare.
    None,
}

impl Verdict {
    pub fn word(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::Same => "same",
            Self::Unclear => "unclear",
            Self::Other => "other",
            Self::None => "",
        }
    }

    /// The word beside a difference: none where there is nothing to judge.
    pub fn remark(self) -> &'static str {
        if matches!(self, Self::Same | Self::Other) { "" } else { self.word() }
    }
}

/// A value of one variant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    pub figure: Option<Figure<f64>>,
    /// Less the baseline's.
    pub difference: Option<f64>,
    /// The same if all that both plans assume sits at its low end, and at its high end.
    pub ends: Option<(f64, f64)>,
    /// Of the baseline's; none where that is nothing.
    pub percent: Option<f64>,
    pub verdict: Verdict,
}

/// One quantity of all variants, in their order.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub metric: &'static Metric,
    pub cells: Vec<Cell>,
}

impl Row {
    /// Whether any variant differs from the baseline.
    pub fn differs(&self) -> bool {
        self.cells.iter().any(|cell| !matches!(cell.verdict, Verdict::Same | Verdict::None))
            || self.cells.iter().any(|cell| cell.figure.is_some()) && self.cells.iter().any(|cell| cell.figure.is_none())
    }
}

/// Everything there is to say of variants.
#[derive(Clone, Debug)]
pub struct Comparison<'v> {
    pub variants: &'v [Variant],
    /// Place of the baseline.
    pub baseline: usize,
    pub per: Per,
}

impl<'v> Comparison<'v> {
    /// `None` unless the baseline is one of them.
    pub fn of(variants: &'v [Variant], baseline: usize, per: Per) -> Option<Self> {
        variants.get(baseline)?;
        Some(Self { variants, baseline, per })
    }

    pub fn base(&self) -> Option<&'v Variant> {
        self.variants.get(self.baseline)
    }

    /// The variants that are compared with the baseline.
    pub fn others(&self) -> impl Iterator<Item = &'v Variant> {
        let baseline = self.baseline;
        self.variants.iter().enumerate().filter(move |(place, _)| *place != baseline).map(|(_, variant)| variant)
    }

    /// Rows of all quantities that some variant has, in the order people want them.
    pub fn rows(&self) -> Vec<Row> {
        METRICS.iter().map(|metric| self.row(metric)).filter(|row| row.cells.iter().any(|cell| cell.figure.is_some())).collect()
    }

    /// The same without those in which no variant differs.
    pub fn different_rows(&self) -> Vec<Row> {
        self.rows().into_iter().filter(Row::differs).collect()
    }

    fn row(&self, metric: &'static Metric) -> Row {
        let base = self.base().and_then(|variant| self.figure(metric, variant));
        let cell = |variant| cell(metric.better, self.figure(metric, variant), base);
        Row { metric, cells: self.variants.iter().map(cell).collect() }
    }

    /// The value of a variant, divided as asked where it grows with the plan. Money over the years is what years divide.
    fn figure(&self, metric: &Metric, variant: &Variant) -> Option<Figure<f64>> {
        let figure = (metric.of)(variant)?;
        let divided = if self.per == Per::Year { metric.over_years } else { metric.grows };
        if !divided { Some(figure) } else { Some(figure.times(1.0 / self.per.count(variant)?)) }
    }

    /// Whether a quantity is divided.
    pub fn is_divided(&self, metric: &Metric) -> bool {
        match self.per {
            Per::Whole => false,
            Per::Year => metric.over_years,
            _ => metric.grows,
        }
    }
}

fn cell(better: Better, figure: Option<Figure<f64>>, base: Option<Figure<f64>>) -> Cell {
    let Some((figure, base)) = figure.zip(base) else {
        return Cell { figure, difference: None, ends: None, percent: None, verdict: Verdict::None };
    };
    let difference = figure.likely - base.likely;
    let ends = (figure.low - base.low, figure.high - base.high);
    let percent = (base.likely != 0.0).then(|| 100.0 * difference / base.likely.abs());
    let verdict = verdict(better, difference, ends, base.likely);
    Cell { figure: Some(figure), difference: Some(difference), ends: Some(ends), percent, verdict }
}

fn verdict(better: Better, difference: f64, (low, high): (f64, f64), base: f64) -> Verdict {
    let small = difference.abs() <= TOLERANCE * base.abs();
    let agreed = [low, high].iter().all(|end| *end == 0.0 || end.is_sign_positive() == difference.is_sign_positive());
    match better {
        _ if difference == 0.0 => Verdict::Same,
        _ if small || !agreed => Verdict::Unclear,
        Better::Neither => Verdict::Other,
        Better::More if difference > 0.0 => Verdict::Better,
        Better::Less if difference < 0.0 => Verdict::Better,
        Better::More | Better::Less => Verdict::Worse,
    }
}

/// Watts of the compute rack type that draws most, in the mean of its racks.
pub fn compute_rack_w(variant: &Variant) -> Option<f64> {
    let kinds = variant.report.resolved.kinds.iter().zip(&variant.report.sums.kinds);
    let of = kinds.filter(|(kind, sum)| kind.accelerators > 0 && sum.racks > 0);
    of.map(|(_, sum)| watts_of(sum.draw.likely) / real(sum.racks)).reduce(f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_needs_ends_that_agree() {
        let cases = [
            (Better::Less, -5.0, (-4.0, -6.0), 100.0, Verdict::Better),
            (Better::More, -5.0, (-4.0, -6.0), 100.0, Verdict::Worse),
            (Better::Less, -5.0, (1.0, -6.0), 100.0, Verdict::Unclear),
            (Better::Less, -0.05, (-0.05, -0.05), 100.0, Verdict::Unclear),
            (Better::Less, 0.0, (0.0, 0.0), 100.0, Verdict::Same),
            (Better::Neither, 5.0, (5.0, 5.0), 0.0, Verdict::Other),
            (Better::More, 5.0, (0.0, 5.0), 0.0, Verdict::Better),
        ];
        for (better, difference, ends, base, expected) in cases {
            assert_eq!(verdict(better, difference, ends, base), expected, "{better:?} {difference} {ends:?}");
        }
    }

    #[test]
    fn nothing_has_no_percent() {
        let cell = cell(Better::Less, Some(Figure::exact(3.0)), Some(Figure::exact(0.0)));
        assert_eq!((cell.difference, cell.percent), (Some(3.0), None));
    }
}
