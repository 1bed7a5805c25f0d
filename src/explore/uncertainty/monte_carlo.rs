//! Many draws of all uncertain numbers at once, the same for both plans: how results and their difference spread, and how often one plan beats
//! the other. Numbers follow a triangle from low over likely to high. The same seed gives the same bits on any number of threads, and both ways
//! of drawing, adding responses and solving, see the same numbers.

use rayon::prelude::*;

use super::random::{key, stream, uniform};
use super::{Ends, Response, Study, inputs_of, results, written};
use crate::explore::compare::metrics::{Better, Metric};
use crate::explore::sweep::Subject;
use crate::solve::Watch;
use crate::solve::figure::{real, sum};

/// Draws, at most: all of them are kept to find percentiles.
pub const MOST_DRAWS: u64 = 4_000_000;
/// Draws that one piece of work takes; fixed, whatever the threads.
const CHUNK: usize = 4_096;

/// How a result spreads.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spread {
    pub mean: f64,
    /// Standard deviation.
    pub deviation: f64,
    pub p05: f64,
    pub p50: f64,
    pub p95: f64,
}

/// What the draws say of one metric.
#[derive(Clone, Debug, PartialEq)]
pub struct Draws {
    pub metric: &'static Metric,
    pub plans: [Spread; 2],
    /// The second plan less the first.
    pub difference: Spread,
    /// Draws that count.
    pub count: usize,
    /// Share of them in which the second plan is better; for quantities without a better direction, in which it has less.
    pub second_wins: f64,
}

/// A number as the draws see it.
struct Drawn<'s> {
    stream: u64,
    responses: &'s [Response; 2],
}

/// The same with both plans solved in full for every draw: slow, and exact. A draw that a plan cannot have does not count. A draw is a step.
pub fn solved(study: &Study, pair: [&Subject; 2], (draws, seed): (u64, u64), watch: &Watch) -> Option<Vec<Draws>> {
    let inputs = inputs_of(pair);
    let streams: Vec<u64> = study.inputs.iter().map(|(input, _)| stream(seed, key(&input.name()))).collect();
    let draws = draws.clamp(1, MOST_DRAWS);
    watch.expect(usize::try_from(draws).ok()?);
    let one = |draw: u64| -> Option<[Vec<f64>; 2]> {
        watch.wanted()?;
        let of = |plan: usize| {
            let input = inputs.get(plan)?;
            let drawn = study.inputs.iter().zip(&streams).filter_map(|((number, _), stream)| {
                let ends = number.ends.get(plan)?.as_ref()?;
                number.set_to(&drawn_text(ends, uniform(*stream, draw)))
            });
            results(input, &drawn.collect::<Vec<_>>(), &study.metrics, watch)
        };
        let both = of(0).zip(of(1)).map(|(a, b)| [a, b]);
        watch.step(1)?;
        both
    };
    let all: Vec<[Vec<f64>; 2]> = (0..draws).into_par_iter().filter_map(one).collect();
    watch.wanted().filter(|()| !all.is_empty())?;
    let of = |(metric, spec): (usize, &&'static Metric)| {
        let pair = |[a, b]: &[Vec<f64>; 2]| [a, b].map(|values| values.get(metric).copied().unwrap_or(0.0));
        told(spec, &all.iter().map(pair).collect::<Vec<_>>(), watch)
    };
    study.metrics.iter().enumerate().map(of).collect()
}

/// The number drawn, as its kind writes it.
fn drawn_text(ends: &Ends, value: f64) -> String {
    let [low, likely, high] = ends.amounts;
    let (to_low, to_high) = pulled(value, ends.likely);
    let drawn = likely + to_low * (low - likely) + to_high * (high - likely);
    format!("{} {}", written(drawn, ends.places), ends.unit).trim().to_string()
}

/// Draws every number so many times and adds responses; `None` if the answer is no longer wanted. A draw of one result is a step.
pub fn monte_carlo(study: &Study, (draws, seed): (u64, u64), watch: &Watch) -> Option<Vec<Draws>> {
    let drawn: Vec<Drawn> =
        study.inputs.iter().map(|(input, responses)| Drawn { stream: stream(seed, key(&input.name())), responses }).collect();
    let count = usize::try_from(draws.clamp(1, MOST_DRAWS)).ok()?;
    watch.expect(count * study.metrics.len());
    let one = |(metric, spec): (usize, &&'static Metric)| {
        let mut pairs = vec![[0.0; 2]; count];
        let active: Vec<Active> = drawn.iter().filter_map(|number| Active::of(number, metric)).collect();
        let start = [0, 1].map(|plan: usize| study.likely.get(plan).and_then(|values| values.get(metric)).copied().unwrap_or(0.0));
        pairs.par_chunks_mut(CHUNK).enumerate().for_each(|(chunk, pairs)| {
            if watch.wanted().is_some() {
                let (first, drawn) = (u64::try_from(chunk * CHUNK).unwrap_or(0), pairs.len());
                (first..).zip(pairs).for_each(|(draw, pair)| *pair = active.iter().fold(start, |pair, number| number.add(pair, draw)));
                watch.step(drawn);
            }
        });
        told(spec, &pairs, watch)
    };
    study.metrics.iter().enumerate().map(one).collect()
}

/// A number that does something to one metric.
struct Active {
    stream: u64,
    /// By plan: low response, high response, place of the likely value.
    plans: [(f64, f64, f64); 2],
    alike: bool,
}

impl Active {
    fn of(number: &Drawn, metric: usize) -> Option<Self> {
        let [a, b] = number.responses;
        let one = |response: &Response| Some((*response.low.get(metric)?, *response.high.get(metric)?, response.likely));
        let plans = [one(a)?, one(b)?];
        let [(a_low, a_high, a_likely), (b_low, b_high, b_likely)] = plans;
        let still = [a_low, a_high, b_low, b_high].iter().all(|change| *change == 0.0);
        (!still).then_some(Self { stream: number.stream, plans, alike: a_likely.to_bits() == b_likely.to_bits() })
    }

    fn add(&self, [a, b]: [f64; 2], draw: u64) -> [f64; 2] {
        let value = uniform(self.stream, draw);
        let [(a_low, a_high, a_likely), (b_low, b_high, b_likely)] = self.plans;
        let (to_low, to_high) = pulled(value, a_likely);
        let (to_low_b, to_high_b) = if self.alike { (to_low, to_high) } else { pulled(value, b_likely) };
        [a + a_low * to_low + a_high * to_high, b + b_low * to_low_b + b_high * to_high_b]
    }
}

/// How far a triangle's draw lies from the likely value towards the low end, or towards the high one: 0 to 1.
fn pulled(value: f64, likely: f64) -> (f64, f64) {
    if value < likely {
        (1.0 - (value / likely).sqrt(), 0.0)
    } else {
        (0.0, 1.0 - ((1.0 - value) / (1.0 - likely).max(f64::MIN_POSITIVE)).sqrt())
    }
}

/// What the draws say; there may be millions, so whoever waits is asked between the pieces.
fn told(metric: &'static Metric, pairs: &[[f64; 2]], watch: &Watch) -> Option<Draws> {
    watch.wanted()?;
    let wins = |[a, b]: &&[f64; 2]| if metric.better == Better::More { b > a } else { b < a };
    let won = pairs.iter().filter(wins).count();
    let spread = |of: fn(&[f64; 2]) -> f64| spread(pairs.iter().map(of).collect(), watch);
    Some(Draws {
        metric,
        plans: [spread(|[a, _]| *a)?, spread(|[_, b]| *b)?],
        difference: spread(|[a, b]| b - a)?,
        count: pairs.len(),
        second_wins: real(u64::try_from(won).unwrap_or(0)) / real(u64::try_from(pairs.len()).unwrap_or(1).max(1)),
    })
}

/// Sums run in the order of the draws.
fn spread(mut values: Vec<f64>, watch: &Watch) -> Option<Spread> {
    let count = real(u64::try_from(values.len()).unwrap_or(0)).max(1.0);
    let mean = sum(values.iter().copied()) / count;
    let deviation = (sum(values.iter().map(|value| (value - mean).powi(2))) / (count - 1.0).max(1.0)).sqrt();
    let mut at = |hundredths: usize| {
        watch.wanted()?;
        Some(ranked(&mut values, hundredths))
    };
    Some(Spread { mean, deviation, p05: at(5)?, p50: at(50)?, p95: at(95)? })
}

/// The value below which so many hundredths lie. Sorting all of them would take several times as long.
fn ranked(values: &mut [f64], hundredths: usize) -> f64 {
    let place = values.len().saturating_sub(1) * hundredths / 100;
    if values.is_empty() { 0.0 } else { *values.select_nth_unstable_by(place, f64::total_cmp).1 }
}
