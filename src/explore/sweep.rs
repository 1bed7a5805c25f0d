//! A plan, or two, solved again for every value of one input or every pair of values of two; and where the two plans cost the same. Points are
//! numbered, so that parts of a sweep worked out apart are together the whole.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::Variant;
use super::compare::inputs::all_parts;
use super::compare::metrics::Metric;
use super::vary::{Axis, catalogue_path, edit};
use crate::edit::apply;
use crate::model::catalog::Catalog;
use crate::model::plan::Plan;
use crate::model::text::Id;
use crate::solve::figure::Figure;
use crate::solve::{Input, Watch, solve};

/// Axes and points of a sweep, at most.
pub const MOST_AXES: usize = 2;
pub const MOST_POINTS: usize = 250_000;

/// A plan with the catalogue beneath it.
#[derive(Clone, Debug)]
pub struct Subject {
    pub plan: Arc<Plan>,
    pub base: Arc<Catalog>,
}

/// What one plan comes to at one point: values of the metrics in their order, or why the plan cannot be so.
pub type Outcome = Result<Vec<Option<Figure<f64>>>, String>;

/// One point of a sweep.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// From 0 in the whole sweep; the last axis runs fastest.
    pub number: usize,
    /// Place of the value on each axis.
    pub places: Vec<usize>,
    pub plan: Outcome,
    pub against: Option<Outcome>,
}

impl Point {
    /// What the plan has more than the other one.
    pub fn difference(&self, metric: usize) -> Option<f64> {
        let of = |outcome: &Outcome| outcome.as_ref().ok()?.get(metric).copied().flatten().map(|figure| figure.likely);
        Some(of(&self.plan)? - of(self.against.as_ref()?)?)
    }
}

/// What is swept.
pub struct Task<'t> {
    pub plan: &'t Subject,
    pub against: Option<&'t Subject>,
    pub axes: &'t [Axis],
    pub metrics: &'t [&'static Metric],
    /// Which part of how many, from 0.
    pub shard: (usize, usize),
}

/// Points of the whole sweep.
pub fn points_of(axes: &[Axis]) -> usize {
    axes.iter().map(|axis| axis.values.len()).fold(1, usize::saturating_mul)
}

/// The first and the last but one point of a part.
pub fn bounds(points: usize, (part, parts): (usize, usize)) -> (usize, usize) {
    let at = |part: usize| usize::try_from(wide(points) * wide(part) / wide(parts.max(1))).unwrap_or(points);
    (at(part), at(part + 1).min(points))
}

fn wide(count: usize) -> u128 {
    u128::try_from(count).unwrap_or(u128::MAX)
}

/// Why a sweep cannot be: too many axes or points, or a value that fits nothing. Each value is tried alone on the plan.
pub fn check(task: &Task) -> Result<(), String> {
    let points = points_of(task.axes);
    if task.axes.is_empty() || task.axes.len() > MOST_AXES {
        return Err(format!("got {} inputs that vary, allowed 1 or {MOST_AXES}", task.axes.len()));
    }
    if points > MOST_POINTS {
        return Err(format!("got {points} points, allowed {MOST_POINTS}"));
    }
    if task.shard.0 >= task.shard.1 {
        return Err(format!("got part {} of {}, allowed 1 to the number of parts", task.shard.0 + 1, task.shard.1));
    }
    let work = Work::of(task.plan, task);
    for (place, axis) in task.axes.iter().enumerate() {
        for value in &axis.values {
            let edit = edit(&task.plan.plan, &work.catalog, &axis.path, &value.text)?;
            apply(&task.plan.plan, &task.plan.base, &edit).map_err(|refusal| format!("{}={}: {refusal}", axis.path, value.text))?;
        }
        let heard = std::iter::once(task.plan).chain(task.against).any(|subject| Work::of(subject, task).hears.get(place) == Some(&true));
        if !heard {
            return Err(format!("{}: no plan uses that part, so nothing would change", axis.path));
        }
    }
    Ok(())
}

/// The points of the part that is asked for, in order; `None` if the answer is no longer wanted. A point of one plan is a step.
pub fn sweep(task: &Task, watch: &Watch) -> Option<Vec<Point>> {
    let (first, end) = bounds(points_of(task.axes), task.shard);
    let places: Vec<Vec<usize>> = (first..end).map(|number| places(task.axes, number)).collect();
    watch.expect(places.len() * if task.against.is_some() { 2 } else { 1 });
    let own = Work::of(task.plan, task).all(&places, watch)?;
    let other = match task.against {
        Some(subject) => Some(Work::of(subject, task).all(&places, watch)?),
        None => None,
    };
    let point = |(index, (places, plan)): (usize, (Vec<usize>, Outcome))| Point {
        number: first + index,
        against: other.as_ref().and_then(|list| list.get(index)).cloned(),
        places,
        plan,
    };
    Some(places.into_iter().zip(own).enumerate().map(point).collect())
}

/// The last axis runs fastest.
fn places(axes: &[Axis], number: usize) -> Vec<usize> {
    let mut rest = number;
    let mut places: Vec<usize> = axes
        .iter()
        .rev()
        .map(|axis| {
            let count = axis.values.len().max(1);
            let place = rest % count;
            rest /= count;
            place
        })
        .collect();
    places.reverse();
    places
}

/// The work on one of the plans.
struct Work<'w> {
    subject: &'w Subject,
    task: &'w Task<'w>,
    /// The catalogue with the parts of the plan.
    catalog: Arc<Catalog>,
    /// Axes that change anything for this plan: a part it does not use may cost what it likes.
    hears: Vec<bool>,
}

impl<'w> Work<'w> {
    fn of(subject: &'w Subject, task: &'w Task<'w>) -> Self {
        let input = Input::new(Arc::clone(&subject.plan), Arc::clone(&subject.base));
        let catalog = Arc::clone(&input.catalog);
        let parts: Vec<Id> = all_parts(&subject.plan, &catalog).into_iter().map(|(_, id)| id).collect();
        let hears = |axis: &Axis| {
            let part = axis.path.strip_prefix("catalog.").and_then(|rest| catalogue_path(&catalog, rest));
            !axis.path.starts_with("catalog.") || part.is_some_and(|(id, _)| parts.contains(&id))
        };
        Self { subject, task, hears: task.axes.iter().map(hears).collect(), catalog }
    }

    /// Outcomes in the order of the points; points that are the same to this plan are solved once.
    fn all(&self, points: &[Vec<usize>], watch: &Watch) -> Option<Vec<Outcome>> {
        let heard = |places: &Vec<usize>| -> Vec<usize> {
            places.iter().zip(&self.hears).map(|(place, hears)| if *hears { *place } else { 0 }).collect()
        };
        let mut different: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
        for places in points {
            let next = different.len();
            different.entry(heard(places)).or_insert(next);
        }
        watch.step(points.len() - different.len())?;
        let mut order: Vec<(&Vec<usize>, &usize)> = different.iter().collect();
        order.sort_by_key(|(_, place)| **place);
        let solved: Option<Vec<Outcome>> = order
            .par_iter()
            .map(|(places, _)| {
                let outcome = self.one(places, watch)?;
                watch.step(1).map(|()| outcome)
            })
            .collect();
        let solved = solved?;
        let mut outcomes = Vec::with_capacity(points.len());
        for places in points {
            outcomes.push(different.get(&heard(places)).and_then(|place| solved.get(*place)).cloned()?);
        }
        Some(outcomes)
    }

    fn one(&self, places: &[usize], watch: &Watch) -> Option<Outcome> {
        watch.wanted()?;
        let plan = match self.varied(places) {
            Ok(plan) => plan,
            Err(why) => return Some(Err(why)),
        };
        let report = solve(&Input::new(Arc::new(plan), Arc::clone(&self.subject.base)), watch.cancel())?;
        let variant = Variant { name: String::new(), totals: report.totals(), report };
        Some(Ok(self.task.metrics.iter().map(|metric| (metric.of)(&variant)).collect()))
    }

    /// The plan with the values of a point. A row pitch asks for the rows as they are, so edits are made one after the other.
    fn varied(&self, places: &[usize]) -> Result<Plan, String> {
        let mut plan = (*self.subject.plan).clone();
        for ((axis, place), _) in self.task.axes.iter().zip(places).zip(&self.hears).filter(|(_, hears)| **hears) {
            let Some(value) = axis.values.get(*place) else { continue };
            let edit = edit(&plan, &self.catalog, &axis.path, &value.text)?;
            plan = apply(&plan, &self.subject.base, &edit).map_err(|refusal| refusal.to_string())?;
        }
        Ok(plan)
    }
}

/// Where the two plans come to the same: the value of each axis. Between two points the difference is taken for a straight line.
pub fn break_even(axes: &[Axis], points: &[Point], metric: usize) -> Vec<Vec<f64>> {
    let at: BTreeMap<&[usize], f64> =
        points.iter().filter_map(|point| Some((point.places.as_slice(), point.difference(metric)?))).collect();
    let mut found: Vec<Vec<f64>> = Vec::new();
    for (places, here) in &at {
        for along in 0..axes.len() {
            let next: Vec<usize> = places.iter().enumerate().map(|(axis, place)| place + usize::from(axis == along)).collect();
            let Some(there) = at.get(next.as_slice()) else { continue };
            let crosses = *here == 0.0 || *there == 0.0 || (*here < 0.0) != (*there < 0.0);
            if crosses {
                let share = if *here == 0.0 { 0.0 } else { here / (here - there) };
                let value = |(axis, place): (usize, &usize)| {
                    let values = axes.get(axis).map_or(&[][..], |axis| axis.values.as_slice());
                    let (from, to) = (values.get(*place)?, values.get(place + usize::from(axis == along))?);
                    Some(from.number + share * (to.number - from.number))
                };
                found.extend(places.iter().enumerate().map(value).collect::<Option<Vec<f64>>>());
            }
        }
    }
    found.sort_by(|a, b| a.iter().zip(b).map(|(a, b)| a.total_cmp(b)).find(|order| order.is_ne()).unwrap_or(std::cmp::Ordering::Equal));
    found.dedup();
    found
}
