//! A comparison as programs read it: JSON, and one long table. Keys stay.

use serde_json::{Value, json};

use crate::cli::solve::plain;
use crate::explore::Variant;
use crate::explore::compare::inputs::{differences, warnings};
use crate::explore::compare::service::{Service, serviceability};
use crate::explore::compare::why::{Step, Total, Waterfall};
use crate::explore::compare::{Cell, Comparison, Row, paragraph};

pub const HEAD: &[&str] = &["section", "group", "quantity", "variant", "value", "low", "high", "difference", "percent", "verdict", "unit"];

pub fn document(title: &str, comparison: &Comparison, rows: &[Row]) -> Value {
    json!({
        "title": title,
        "variants": comparison.variants.iter().map(variant_value).collect::<Vec<_>>(),
        "baseline": comparison.base().map(|variant| variant.name.as_str()),
        "per": comparison.per.word(),
        "words": paragraph(comparison),
        "warnings": warnings(comparison.variants).iter().map(|warning| json!({ "what": warning.what, "values": warning.values })).collect::<Vec<_>>(),
        "inputs": differences(comparison.variants).iter().map(|row| json!({ "path": row.path, "values": row.values })).collect::<Vec<_>>(),
        "results": rows.iter().map(|row| row_value(comparison, row)).collect::<Vec<_>>(),
        "why": why(comparison),
        "service": comparison.variants.iter().map(service_value).collect::<Vec<_>>(),
    })
}

fn variant_value(variant: &Variant) -> Value {
    json!({ "name": variant.name, "title": variant.plan().title.as_str() })
}

fn row_value(comparison: &Comparison, row: &Row) -> Value {
    json!({
        "group": row.metric.group.word(),
        "quantity": row.metric.key,
        "title": row.metric.title,
        "unit": row.metric.unit.symbol(),
        "divided": comparison.is_divided(row.metric),
        "explain": row.metric.explain,
        "values": row.cells.iter().map(cell_value).collect::<Vec<_>>(),
    })
}

fn cell_value(cell: &Cell) -> Value {
    json!({
        "value": cell.figure.map(|figure| figure.likely),
        "low": cell.figure.map(|figure| figure.low),
        "high": cell.figure.map(|figure| figure.high),
        "difference": cell.difference,
        "difference_low": cell.ends.map(|(low, _)| low),
        "difference_high": cell.ends.map(|(_, high)| high),
        "percent": cell.percent,
        "verdict": cell.verdict.word(),
    })
}

/// Waterfalls from the baseline to each other variant.
fn waterfalls(comparison: &Comparison) -> Vec<(String, Waterfall)> {
    let Some(base) = comparison.base() else { return Vec::new() };
    let of = |other| Total::ALL.iter().map(move |total| (other, *total));
    comparison.others().flat_map(of).map(|(other, total)| (other.name.clone(), Waterfall::of(total, base, other))).collect()
}

fn why(comparison: &Comparison) -> Vec<Value> {
    let one = |(variant, waterfall): (String, Waterfall)| {
        json!({
            "variant": variant,
            "total": waterfall.total.word(),
            "unit": waterfall.total.unit().symbol(),
            "explain": waterfall.total.explain(),
            "change": waterfall.change(),
            "steps": waterfall.steps.iter().map(step_value).collect::<Vec<_>>(),
        })
    };
    waterfalls(comparison).into_iter().map(one).collect()
}

fn step_value(step: &Step) -> Value {
    let evidence: Vec<Value> = step
        .evidence
        .iter()
        .map(|evidence| json!({ "what": evidence.what, "from": evidence.from, "to": evidence.to, "unit": evidence.unit.symbol() }))
        .collect();
    json!({ "cause": step.cause, "value": step.value(), "behind": evidence })
}

fn service_value(variant: &Variant) -> Value {
    let one = |service: &Service| {
        json!({
            "replaced": service.replaced,
            "items": service.items,
            "count": service.count,
            "failures": service.failures.likely,
            "hours": service.hours,
            "accelerators_lost": service.lost,
            "accelerators_lost_most": service.most_lost,
            "accelerator_hours_lost": service.lost_hours.likely,
            "spares": service.spares,
            "spares_usd": service.spares_usd.likely,
        })
    };
    json!({ "variant": variant.name, "units": serviceability(variant).iter().map(one).collect::<Vec<_>>() })
}

/// Rows of results, then inputs, causes and service, each variant in a row of its own.
pub fn rows(comparison: &Comparison, results: &[Row]) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for row in results {
        for (variant, cell) in comparison.variants.iter().zip(&row.cells) {
            all.push(result_row(row, variant, cell));
        }
    }
    for row in differences(comparison.variants) {
        let one = |(variant, value): (&Variant, &String)| line(["input", "", &row.path, &variant.name, value]);
        all.extend(comparison.variants.iter().zip(&row.values).map(one));
    }
    for (variant, waterfall) in waterfalls(comparison) {
        let unit = waterfall.total.unit().symbol();
        let one = |step: &Step| {
            let head = ["why", waterfall.total.word(), step.cause, &variant].map(ToString::to_string);
            let rest = ["", "", ""].map(ToString::to_string);
            head.into_iter().chain(rest).chain([plain(step.value())]).chain(["", "", unit].map(ToString::to_string)).collect()
        };
        all.extend(waterfall.steps.iter().map(one));
    }
    for variant in comparison.variants {
        let one = |service: Service| {
            let told = |quantity: &str, value: f64| line(["service", service.replaced, quantity, &variant.name, &plain(value)]);
            [
                told("failures", service.failures.likely),
                told("hours", service.hours),
                told("accelerators-lost", service.lost),
                told("accelerator-hours-lost", service.lost_hours.likely),
                told("spares", crate::solve::figure::real(service.spares)),
            ]
        };
        all.extend(serviceability(variant).into_iter().flat_map(one));
    }
    all
}

fn line(first: [&str; 5]) -> Vec<String> {
    first.iter().map(ToString::to_string).chain(std::iter::repeat_n(String::new(), HEAD.len() - first.len())).collect()
}

fn result_row(row: &Row, variant: &Variant, cell: &Cell) -> Vec<String> {
    let number = |value: Option<f64>| value.map_or_else(String::new, plain);
    vec![
        "result".to_string(),
        row.metric.group.word().to_string(),
        row.metric.key.to_string(),
        variant.name.clone(),
        number(cell.figure.map(|figure| figure.likely)),
        number(cell.figure.map(|figure| figure.low)),
        number(cell.figure.map(|figure| figure.high)),
        number(cell.difference),
        number(cell.percent),
        cell.verdict.word().to_string(),
        row.metric.unit.symbol().to_string(),
    ]
}
