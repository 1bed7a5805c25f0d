//! A comparison as programs read it: JSON. Keys stay.

use serde_json::{Value, json};

use crate::explore::Variant;
use crate::explore::compare::inputs::{differences, warnings};
use crate::explore::compare::service::{Service, serviceability};
use crate::explore::compare::why::{Step, Waterfall};
use crate::explore::compare::{Cell, Comparison, Row, paragraph};
use crate::io::export::waterfalls;

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
