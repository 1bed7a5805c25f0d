//! How sure a comparison is, as people and programs read it: which numbers move the difference, how it spreads, how often a plan wins.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::cli::args::Compare;
use crate::cli::output::{Exit, Refused, table};
use crate::explore::compare::Comparison;
use crate::explore::compare::metrics::{Metric, find};
use crate::explore::compare::told::wins;
use crate::explore::sweep::Subject;
use crate::explore::uncertainty::monte_carlo::{Draws, Spread, monte_carlo, solved};
use crate::explore::uncertainty::{Bar, LOOKED_AT, Study, study};
use crate::model::catalog::Catalog;
use crate::solve::Watch;
use crate::solve::readout::{change, text};

/// Bars of a tornado that are printed.
const BARS: usize = 12;
/// Solves that the added responses are checked against.
const CHECKS: u64 = 24;

/// One variant against the baseline.
pub struct Doubt {
    base: String,
    other: String,
    study: Study,
    draws: Vec<Draws>,
    /// The largest error of added responses, by metric.
    errors: Vec<f64>,
}

pub fn all(comparison: &Comparison, base: &Arc<Catalog>, asked: &Compare) -> anyhow::Result<Vec<Doubt>> {
    let metrics: Vec<&'static Metric> = LOOKED_AT.iter().filter_map(|key| find(key)).collect();
    let subject = |variant: &crate::explore::Variant| Subject { plan: Arc::clone(variant.plan()), base: Arc::clone(base) };
    let Some(first) = comparison.base() else { return Ok(Vec::new()) };
    let one = |other: &crate::explore::Variant| -> Option<Doubt> {
        let (a, b) = (subject(first), subject(other));
        // Nobody can cancel.
        let watch = Watch::default();
        let study = study([&a, &b], &metrics, &watch)?;
        let draws = (asked.draws, asked.seed);
        let drawn = if asked.added { monte_carlo(&study, draws, &watch)? } else { solved(&study, [&a, &b], draws, &watch)? };
        // Solved draws leave nothing out.
        let errors = if asked.added { study.check([&a, &b], (CHECKS, asked.seed), &watch)? } else { Vec::new() };
        Some(Doubt { base: first.name.clone(), other: other.name.clone(), study, draws: drawn, errors })
    };
    let all: Option<Vec<Doubt>> = comparison.others().map(one).collect();
    Ok(all.ok_or_else(|| Refused(Exit::Io, "solving was cancelled".to_string()))?)
}

impl Doubt {
    pub fn text(&self) -> String {
        let head = ["RESULT", "DIFFERENCE", "AT THE ENDS", "5 % TO 95 %", "MEAN", "BETTER IN", "ADDING ERRS BY"];
        let rows: Vec<Vec<String>> = self.draws.iter().enumerate().map(|(place, draws)| self.row(place, draws)).collect();
        let mut out = format!(
            "HOW SURE, {} less {}: {} numbers with a range, {} of them matter\n{}\n",
            self.other,
            self.base,
            self.study.moved,
            self.study.inputs.len(),
            table(&head, &rows)
        );
        for (place, draws) in self.draws.iter().enumerate() {
            let bars = self.study.tornado(place);
            if bars.is_empty() {
                continue;
            }
            let row = |bar: &Bar| {
                let [low, value, high] = &bar.input.texts;
                let unit = draws.metric.unit;
                let range = format!("{low} .. {value} .. {high}");
                vec![bar.input.name(), range, bar.input.confidence.word().to_string(), change(bar.low, unit), change(bar.high, unit)]
            };
            let shown: Vec<Vec<String>> = bars.iter().take(BARS).map(row).collect();
            let head = ["NUMBER", "LOW, LIKELY, HIGH", "CONFIDENCE", "AT LOW", "AT HIGH"];
            out.push_str(&format!("WHAT MOVES THE DIFFERENCE MOST: {}\n{}\n", draws.metric.title, table(&head, &shown)));
        }
        out
    }

    fn row(&self, place: usize, draws: &Draws) -> Vec<String> {
        let unit = draws.metric.unit;
        let (least, most) = self.study.ends(place);
        let told = |value: f64| change(value, unit);
        vec![
            draws.metric.title.to_string(),
            told(self.study.difference(place)),
            format!("{} to {}", told(least), told(most)),
            format!("{} to {}", told(draws.difference.p05), told(draws.difference.p95)),
            told(draws.difference.mean),
            wins(draws),
            self.errors.get(place).map_or_else(|| "-".to_string(), |error| text(*error, unit)),
        ]
    }

    pub fn value(&self) -> Value {
        let spread = |spread: &Spread| json!({ "mean": spread.mean, "deviation": spread.deviation, "p05": spread.p05, "p50": spread.p50, "p95": spread.p95 });
        let bar = |bar: &Bar| {
            let [low, value, high] = &bar.input.texts;
            json!({
                "number": bar.input.name(),
                "low": low,
                "likely": value,
                "high": high,
                "confidence": bar.input.confidence.word(),
                "change_at_low": bar.low,
                "change_at_high": bar.high,
            })
        };
        let one = |(place, draws): (usize, &Draws)| {
            let (least, most) = self.study.ends(place);
            json!({
                "quantity": draws.metric.key,
                "unit": draws.metric.unit.symbol(),
                "difference": self.study.difference(place),
                "least": least,
                "most": most,
                "baseline": spread(&draws.plans[0]),
                "variant": spread(&draws.plans[1]),
                "spread": spread(&draws.difference),
                "draws": draws.count,
                "variant_better_share": draws.second_wins,
                "error_of_adding": self.errors.get(place),
                "tornado": self.study.tornado(place).iter().map(bar).collect::<Vec<_>>(),
            })
        };
        json!({
            "variant": self.other,
            "baseline": self.base,
            "numbers": self.study.moved,
            "numbers_that_matter": self.study.inputs.len(),
            "ends_refused": self.study.refused,
            "results": self.draws.iter().enumerate().map(one).collect::<Vec<_>>(),
        })
    }
}
