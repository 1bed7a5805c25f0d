//! `sweep`: results of a plan, or of two, over one or two inputs that vary. Prints what the sweep says and computes nothing.

use std::sync::Arc;

use serde_json::{Value, json};

use super::args::Sweep;
use super::compare::unused;
use super::export::{made, written};
use super::output::{Exit, Form, Output, Refused, csv, json as json_text, table};
use super::session::Session;
use crate::explore::Variant;
use crate::explore::candidates::candidates;
use crate::explore::compare::metrics::{METRICS, Metric, find};
use crate::explore::flip::Flipped;
use crate::explore::sweep::{Outcome, Point, Subject, Task, break_even, check, sweep};
use crate::explore::vary::Axis;
use crate::io::export::flip;
use crate::model::catalog::Catalog;
use crate::model::text::quoted;
use crate::solve::readout::{plain, text};
use crate::solve::{Cancel, Input, Watch};

/// Shown where nobody says what.
const SHOWN: [&str; 7] = ["tco", "capex", "opex-first-year", "it-power", "failures", "usd-per-accelerator-hour", "errors"];

pub fn run(session: &Session, asked: &Sweep) -> anyhow::Result<Output> {
    let base = Arc::new(session.catalog()?);
    let plan = subject(session, &asked.file, &base)?;
    let against = asked.against.as_ref().map(|named| subject(session, named, &base)).transpose()?;
    let axes = asked.vary.iter().map(|spec| Axis::parse(spec)).collect::<Result<Vec<_>, _>>().map_err(usage)?;
    let metrics = metrics(&asked.metric)?;
    let shard = asked.shard.as_ref().map_or(Ok((0, 1)), |text| shard(text))?;
    let task = Task { plan: &plan, against: against.as_ref(), axes: &axes, metrics: &metrics, shard };
    check(&task).map_err(usage)?;
    // Nobody can cancel.
    let points = sweep(&task, &Watch::default()).ok_or_else(|| usage("it was cancelled".to_string()))?;
    if let Some(file) = &asked.svg {
        return written(session, (file, asked.overwrite), &drawing(&task, &points, asked)?);
    }
    let head = head(&task);
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    Ok(Output::ok(match Form::of(asked.json, asked.csv) {
        Form::Csv => csv(&head, &rows(&task, &points, &|_, value| plain(value))),
        Form::Json => json_text(&document(&task, &points)),
        Form::Table => {
            let told = |metric: &Metric, value: f64| text(value, metric.unit);
            table(&head, &rows(&task, &points, &told)) + &crossings(&task, &points)
        }
    }))
}

/// The same as the window draws.
fn drawing(task: &Task, points: &[Point], asked: &Sweep) -> anyhow::Result<String> {
    let metric = task.metrics.first().copied().ok_or_else(|| usage("got no metric, allowed one".to_string()))?;
    if task.axes.len() > 1 && task.against.is_none() {
        return Err(usage("got two inputs and one plan, allowed --against with another plan: a map shows a difference".to_string()).into());
    }
    let solved = |subject: &Subject| {
        let input = Input::new(Arc::clone(&subject.plan), Arc::clone(&subject.base));
        made(Variant::solved("", &input, &Cancel::default()))
    };
    let plan = solved(task.plan)?;
    let other = task.against.map(solved).transpose()?;
    let candidates = candidates([other.as_ref().unwrap_or(&plan), &plan]);
    let flipped = Flipped { axes: task.axes, points, metric, place: 0 };
    let name = |named: &str| unused::<()>(&[], named);
    Ok(flip(&flipped, (asked.against.as_deref().map(name).as_deref(), &name(&asked.file)), &candidates))
}

fn usage(why: String) -> Refused {
    Refused(Exit::Usage, format!("sweep: {why}"))
}

fn subject(session: &Session, named: &str, base: &Arc<Catalog>) -> anyhow::Result<Subject> {
    Ok(Subject { plan: Arc::new(session.plan("sweep", named)?), base: Arc::clone(base) })
}

fn metrics(asked: &[String]) -> Result<Vec<&'static Metric>, Refused> {
    let keys: Vec<&str> = if asked.is_empty() { SHOWN.to_vec() } else { asked.iter().map(String::as_str).collect() };
    let one = |key: &str| {
        find(key).ok_or_else(|| {
            let all: Vec<&str> = METRICS.iter().map(|metric| metric.key).collect();
            usage(format!("got metric {}, allowed {}", quoted(key), all.join(", ")))
        })
    };
    keys.into_iter().map(one).collect()
}

/// `1/8` -> (0, 8).
fn shard(text: &str) -> Result<(usize, usize), Refused> {
    let parts = text.split_once('/').and_then(|(part, parts)| Some((part.parse::<usize>().ok()?, parts.parse::<usize>().ok()?)));
    let fits = parts.filter(|(part, parts)| (1..=*parts).contains(part) && *parts <= 100_000);
    fits.map(|(part, parts)| (part - 1, parts))
        .ok_or_else(|| usage(format!("got part {}, allowed one of so many, such as 1/8", quoted(text))))
}

fn head(task: &Task) -> Vec<String> {
    let axes = task.axes.iter().map(|axis| axis.path.clone());
    let keys = || task.metrics.iter().map(|metric| metric.key);
    let mut head: Vec<String> = std::iter::once("point".to_string()).chain(axes).chain(keys().map(ToString::to_string)).collect();
    if task.against.is_some() {
        head.extend(keys().flat_map(|key| [format!("{key}-against"), format!("{key}-difference")]));
    }
    head.push("refused".to_string());
    head
}

fn rows(task: &Task, points: &[Point], told: &dyn Fn(&Metric, f64) -> String) -> Vec<Vec<String>> {
    let values = |outcome: &Outcome, place: usize| {
        outcome.as_ref().ok().and_then(|values| values.get(place).copied().flatten()).map(|figure| figure.likely)
    };
    let row = |point: &Point| {
        let mut row = vec![point.number.to_string()];
        row.extend(settings(task, point));
        let cell = |metric: &Metric, value: Option<f64>| value.map_or_else(String::new, |value| told(metric, value));
        row.extend(task.metrics.iter().enumerate().map(|(place, metric)| cell(metric, values(&point.plan, place))));
        if let Some(against) = &point.against {
            for (place, metric) in task.metrics.iter().enumerate() {
                row.extend([cell(metric, values(against, place)), cell(metric, point.difference(place))]);
            }
        }
        row.push(refusals(point).join("; "));
        row
    };
    points.iter().map(row).collect()
}

fn settings(task: &Task, point: &Point) -> Vec<String> {
    let value = |(axis, place): (&Axis, &usize)| axis.values.get(*place).map(|value| value.text.clone()).unwrap_or_default();
    task.axes.iter().zip(&point.places).map(value).collect()
}

fn refusals(point: &Point) -> Vec<String> {
    let why = |outcome: &Outcome| outcome.as_ref().err().cloned();
    why(&point.plan).into_iter().chain(point.against.as_ref().and_then(why)).collect()
}

/// Values of the axes where both plans come to the same, metric by metric.
fn crossings(task: &Task, points: &[Point]) -> String {
    if task.against.is_none() {
        return String::new();
    }
    let mut out = String::new();
    for (place, metric) in task.metrics.iter().enumerate() {
        let found = break_even(task.axes, points, place);
        let told = found
            .iter()
            .map(|values| values.iter().map(|value| crate::solve::readout::significant(*value)).collect::<Vec<_>>().join(" | "));
        let line = if found.is_empty() { "nowhere here".to_string() } else { told.collect::<Vec<_>>().join(", ") };
        out.push_str(&format!("\nBoth have the same {}: {line}\n", metric.key));
    }
    out
}

fn document(task: &Task, points: &[Point]) -> Value {
    let outcome = |outcome: &Outcome| match outcome {
        Ok(values) => {
            let named =
                task.metrics.iter().zip(values).map(|(metric, value)| (metric.key.to_string(), json!(value.map(|figure| figure.likely))));
            Value::Object(named.collect())
        }
        Err(why) => json!({ "refused": why }),
    };
    let point = |point: &Point| {
        json!({
            "point": point.number,
            "values": settings(task, point),
            "plan": outcome(&point.plan),
            "against": point.against.as_ref().map(outcome),
        })
    };
    let even = task.metrics.iter().enumerate().filter(|_| task.against.is_some());
    let even = even.map(|(place, metric)| (metric.key.to_string(), json!(break_even(task.axes, points, place))));
    json!({
        "vary": task.axes.iter().map(|axis| axis.path.as_str()).collect::<Vec<_>>(),
        "points": points.iter().map(point).collect::<Vec<_>>(),
        "break_even": Value::Object(even.collect()),
    })
}
