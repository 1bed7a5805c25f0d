//! A comparison as one long CSV table: results, inputs that differ, causes and service, a variant in a row of its own. Keys stay.

use super::csv;
use crate::explore::Variant;
use crate::explore::compare::inputs::differences;
use crate::explore::compare::service::{Service, serviceability};
use crate::explore::compare::why::{Step, Total, Waterfall};
use crate::explore::compare::{Cell, Comparison, Row};
use crate::solve::readout::plain;

const HEAD: &[&str] = &["section", "group", "quantity", "variant", "value", "low", "high", "difference", "percent", "verdict", "unit"];

/// The whole table.
pub fn comparison_table(comparison: &Comparison, results: &[Row]) -> String {
    let rows = rows(comparison, results);
    let head = std::iter::once(csv::row(HEAD.iter().copied()));
    head.chain(rows.iter().map(|row| csv::row(row.iter().map(String::as_str)))).collect()
}

/// Waterfalls from the baseline to each other variant.
pub fn waterfalls(comparison: &Comparison) -> Vec<(String, Waterfall)> {
    let Some(base) = comparison.base() else { return Vec::new() };
    let of = |other| Total::ALL.iter().map(move |total| (other, *total));
    comparison.others().flat_map(of).map(|(other, total)| (other.name.clone(), Waterfall::of(total, base, other))).collect()
}

fn rows(comparison: &Comparison, results: &[Row]) -> Vec<Vec<String>> {
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
