//! How sure a comparison is: every catalogue number that has a range is moved alone to both of its ends, in both plans together, and both are
//! solved again. What that does to each result is its response. From the responses follow the numbers that matter most, the ends of a
//! difference, and fast draws of `monte_carlo`. There responses are added: what two numbers do only together is left out, and `check` says how
//! much; slow draws solve both plans each time and leave nothing out.

pub mod monte_carlo;
mod random;

use std::sync::Arc;

use rayon::prelude::*;

use super::Variant;
use super::compare::inputs::all_parts;
use super::compare::metrics::Metric;
use super::sweep::Subject;
use crate::model::catalog::Catalog;
use crate::model::estimate::Confidence;
use crate::model::numbers::Number;
use crate::model::plan::Override;
use crate::model::text::{Id, Text};
use crate::solve::{Input, Watch, solve};

/// Results whose uncertainty is looked at, where nobody says which.
pub const LOOKED_AT: [&str; 6] = ["tco", "capex", "opex-first-year", "it-power", "failures", "accelerator-hours-lost"];

/// A catalogue number with a range, as both plans have it.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncertain {
    pub part: Id,
    /// Its path in the part.
    pub field: String,
    /// Low, likely and high as text, in the plan that has it first.
    pub texts: [String; 3],
    pub confidence: Confidence,
    /// For each plan that uses it: the texts, and where the likely value lies between the ends.
    ends: [Option<Ends>; 2],
}

#[derive(Clone, Debug, PartialEq)]
struct Ends {
    texts: [String; 3],
    /// The same as numbers in one unit.
    amounts: [f64; 3],
    unit: &'static str,
    /// Decimals that any value between the ends may have; none where it may have all.
    places: Option<usize>,
    /// 0 where the likely value is the low end, 1 where it is the high one.
    likely: f64,
}

impl Uncertain {
    /// `cpo_davisson_212.price`.
    pub fn name(&self) -> String {
        format!("{}.{}", self.part, self.field)
    }
}

/// What one number does to the results of one plan, alone at its low end and at its high end; by metric.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Response {
    pub low: Vec<f64>,
    pub high: Vec<f64>,
    /// Where the likely value lies between the ends.
    pub likely: f64,
}

/// Two plans, their results, and what each uncertain number does to them.
#[derive(Clone, Debug)]
pub struct Study {
    pub metrics: Vec<&'static Metric>,
    /// Likely results by plan and metric.
    pub likely: [Vec<f64>; 2],
    /// Numbers that do anything to some result, with the response of each plan.
    pub inputs: Vec<(Uncertain, [Response; 2])>,
    /// Numbers that were moved, and ends among them at which a plan cannot be.
    pub moved: usize,
    pub refused: usize,
}

/// A bar of a tornado: what one number alone does to the difference of the second plan less the first.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub input: Uncertain,
    pub low: f64,
    pub high: f64,
}

impl Bar {
    pub fn swing(&self) -> f64 {
        self.low.abs().max(self.high.abs())
    }
}

/// Moves every number of two plans; `None` if the answer is no longer wanted. A number is a step.
pub fn study(pair: [&Subject; 2], metrics: &[&'static Metric], watch: &Watch) -> Option<Study> {
    let solved = inputs_of(pair);
    let inputs = uncertain(pair, &solved);
    watch.expect(inputs.len());
    let [Some(a), Some(b)] = solved.each_ref().map(|input| results(input, &[], metrics, watch)) else { return None };
    let likely = [a, b];
    let respond = |input: &Uncertain| -> Option<[(Response, usize); 2]> {
        let one = |plan: usize| response(solved.get(plan)?, input, (plan, likely.get(plan)?), metrics, watch);
        let both = [one(0)?, one(1)?];
        watch.step(1).map(|()| both)
    };
    let responses: Option<Vec<[(Response, usize); 2]>> = inputs.par_iter().map(respond).collect();
    let (moved, mut refused, mut kept) = (inputs.len(), 0, Vec::new());
    for (input, [(a, refused_a), (b, refused_b)]) in inputs.into_iter().zip(responses?) {
        refused += refused_a + refused_b;
        if [&a, &b].iter().any(|response| response.low.iter().chain(&response.high).any(|change| *change != 0.0)) {
            kept.push((input, [a, b]));
        }
    }
    Some(Study { metrics: metrics.to_vec(), likely, inputs: kept, moved, refused })
}

/// Numbers with a range of the parts that either plan uses, in the order of the first plan, then of the second.
fn uncertain(pair: [&Subject; 2], solved: &[Input; 2]) -> Vec<Uncertain> {
    let mut found: Vec<Uncertain> = Vec::new();
    for (plan, (subject, input)) in pair.into_iter().zip(solved).enumerate() {
        for (number, ends) in ranges(subject, &input.catalog) {
            let place = found.iter().position(|known| known.part == number.part && known.field == number.field).unwrap_or_else(|| {
                found.push(number);
                found.len() - 1
            });
            if let Some(slot) = found.get_mut(place).and_then(|known| known.ends.get_mut(plan)) {
                *slot = Some(ends);
            }
        }
    }
    found
}

fn ranges(subject: &Subject, catalog: &Catalog) -> Vec<(Uncertain, Ends)> {
    let mut found = Vec::new();
    for (kind, part) in all_parts(&subject.plan, catalog) {
        let Some(record) = catalog.part(kind, &part) else { continue };
        record.visit("", &mut |path, number| {
            let [value, low, high] = number.amounts().map(|text| text.parse::<f64>().unwrap_or(0.0));
            if low < high {
                let texts = [number.low_text(), number.value_text(), number.high_text()];
                let likely = (value - low) / (high - low);
                let places = places(number, [low, high]);
                let ends = Ends { texts: texts.clone(), amounts: [low, value, high], unit: number.unit(), places, likely };
                let confidence = number.confidence();
                found.push((Uncertain { part: part.clone(), field: path.to_string(), texts, confidence, ends: [None, None] }, ends));
            }
        });
    }
    found
}

/// Shares with more digits than any kind of number takes, so that no value at them is a whole one by accident. Near the low end too: nine digits of
/// a small value have more decimals than nine of a large one.
const ODD: [f64; 3] = [0.000_381_966_011_250_105, 0.381_966_011_250_105, 0.981_966_011_250_105];

/// How many decimals values of a number may have: counts have none, lengths are whole millimetres.
fn places(number: &dyn Number, [low, high]: [f64; 2]) -> Option<usize> {
    let takes = |places: Option<usize>| {
        let text = |share: f64| format!("{} {}", written(low + share * (high - low), places), number.unit());
        ODD.into_iter().all(|share| number.takes(text(share).trim()))
    };
    if takes(None) { None } else { Some(if takes(Some(3)) { 3 } else { 0 }) }
}

/// Nine digits, or so many decimals.
fn written(value: f64, places: Option<usize>) -> String {
    match places {
        Some(places) => format!("{value:.places$}"),
        None => format!("{:.8e}", value).parse::<f64>().map_or_else(|_| value.to_string(), |short| short.to_string()),
    }
}

/// Results of a plan with some numbers replaced; nothing if cancelled, or if the plan cannot have one of them.
fn results(input: &Input, changes: &[Override], metrics: &[&'static Metric], watch: &Watch) -> Option<Vec<f64>> {
    watch.wanted()?;
    let report = solve(&input.with_numbers(changes).ok()?, watch.cancel())?;
    let variant = Variant { name: String::new(), totals: report.totals(), report };
    Some(metrics.iter().map(|metric| (metric.of)(&variant).map_or(0.0, |figure| figure.likely)).collect())
}

impl Uncertain {
    /// The number replaced by what a text says.
    fn set_to(&self, text: &str) -> Option<Override> {
        let (field, value) = (Text::new(&self.field).ok()?, Text::new(text).ok()?);
        Some(Override { part: self.part.clone(), field, value, comment: Text::default() })
    }
}

/// Both plans with the catalogues they are solved with.
fn inputs_of(pair: [&Subject; 2]) -> [Input; 2] {
    pair.map(|subject| Input::new(Arc::clone(&subject.plan), Arc::clone(&subject.base)))
}

/// The response of one plan, and how many ends it cannot have.
fn response(
    solved: &Input,
    input: &Uncertain,
    (plan, likely): (usize, &Vec<f64>),
    metrics: &[&'static Metric],
    watch: &Watch,
) -> Option<(Response, usize)> {
    let none = vec![0.0; likely.len()];
    let Some(ends) = input.ends.get(plan).and_then(Option::as_ref) else {
        return Some((Response { low: none.clone(), high: none, likely: 0.5 }, 0));
    };
    let mut refused = 0;
    // What is left of rounding is nothing.
    let change = |(value, likely): (&f64, &f64)| if (value - likely).abs() <= 1e-12 * likely.abs() { 0.0 } else { value - likely };
    let mut at = |text: &str| match input.set_to(text).and_then(|set| results(solved, &[set], metrics, watch)) {
        Some(values) => values.iter().zip(likely).map(change).collect(),
        None => {
            refused += 1;
            none.clone()
        }
    };
    let [low, middle, high] = &ends.texts;
    let mut end = |text: &String| if text == middle { none.clone() } else { at(text) };
    let (low, high) = (end(low), end(high));
    watch.wanted().map(|()| (Response { low, high, likely: ends.likely }, refused))
}

impl Study {
    /// The difference of the second plan less the first, all numbers likely.
    pub fn difference(&self, metric: usize) -> f64 {
        let of = |plan: usize| self.likely.get(plan).and_then(|values| values.get(metric)).copied().unwrap_or(0.0);
        of(1) - of(0)
    }

    /// Numbers by what they do to a difference, most first.
    pub fn tornado(&self, metric: usize) -> Vec<Bar> {
        let largest = self.likely.iter().filter_map(|values| values.get(metric)).fold(0.0, |most: f64, value| most.max(value.abs()));
        let change = |[a, b]: &[Response; 2], of: fn(&Response) -> &Vec<f64>| {
            let one = |response: &Response| of(response).get(metric).copied().unwrap_or(0.0);
            let change = one(b) - one(a);
            // What is left of rounding is nothing.
            if change.abs() <= 1e-12 * largest { 0.0 } else { change }
        };
        let bar = |(input, responses): &(Uncertain, [Response; 2])| Bar {
            input: input.clone(),
            low: change(responses, |response| &response.low),
            high: change(responses, |response| &response.high),
        };
        let mut bars: Vec<Bar> = self.inputs.iter().map(bar).filter(|bar| bar.swing() > 0.0).collect();
        bars.sort_by(|a, b| b.swing().total_cmp(&a.swing()).then_with(|| a.input.name().cmp(&b.input.name())));
        bars
    }

    /// The least and the most of a difference, with every number at the end that pulls that way.
    pub fn ends(&self, metric: usize) -> (f64, f64) {
        let start = self.difference(metric);
        self.tornado(metric)
            .iter()
            .fold((start, start), |(least, most), bar| (least + bar.low.min(bar.high).min(0.0), most + bar.low.max(bar.high).max(0.0)))
    }

    /// How far added responses are from full solves, where every number sits at one of its ends or is likely, by chance: the largest error of a
    /// difference, by metric, in units of the result. Ends are the worst case. Solves without an answer do not count.
    pub fn check(&self, pair: [&Subject; 2], (solves, seed): (u64, u64), watch: &Watch) -> Option<Vec<f64>> {
        let solved = inputs_of(pair);
        let one = |draw: u64| -> Option<Vec<f64>> {
            watch.wanted()?;
            let choice = |input: &Uncertain| random::third(seed, random::key(&input.name()), draw);
            let full = [0, 1].map(|plan: usize| {
                let chosen = self.inputs.iter().filter_map(|(input, _)| {
                    let ends = input.ends.get(plan)?.as_ref()?;
                    input.set_to(ends.texts.get(choice(input)).filter(|_| choice(input) != 1)?)
                });
                solved.get(plan).and_then(|input| results(input, &chosen.collect::<Vec<_>>(), &self.metrics, watch))
            });
            let [Some(a), Some(b)] = full else { return None };
            let errors = a.iter().zip(&b).enumerate().map(|(metric, (a, b))| {
                let added = self.inputs.iter().map(|(input, [x, y])| {
                    let of = |response: &Response| match choice(input) {
                        0 => response.low.get(metric).copied().unwrap_or(0.0),
                        2 => response.high.get(metric).copied().unwrap_or(0.0),
                        _ => 0.0,
                    };
                    of(y) - of(x)
                });
                ((b - a) - (self.difference(metric) + crate::solve::figure::sum(added))).abs()
            });
            Some(errors.collect())
        };
        let all: Vec<Vec<f64>> = (0..solves).into_par_iter().filter_map(one).collect();
        let worst = |metric: usize| all.iter().filter_map(|errors| errors.get(metric)).copied().fold(0.0, f64::max);
        watch.wanted()?;
        (!all.is_empty()).then(|| (0..self.metrics.len()).map(worst).collect())
    }
}
