//! A comparison as tables for people.

use crate::cli::output::table;
use crate::explore::Variant;
use crate::explore::compare::inputs::{differences, warnings};
use crate::explore::compare::service::serviceability;
use crate::explore::compare::why::{Total, Waterfall};
use crate::explore::compare::{Comparison, Row, paragraph, told};
use crate::solve::readout::change;

/// Inputs that are printed; JSON and CSV have all.
const LISTED: usize = 60;

pub fn all(title: &str, comparison: &Comparison, rows: &[Row]) -> String {
    let mut out = String::new();
    if !title.is_empty() {
        out.push_str(&format!("{title}\n\n"));
    }
    paragraph(comparison).iter().for_each(|words| out.push_str(&format!("{words}\n\n")));
    warnings(comparison.variants).iter().for_each(|warning| out.push_str(&format!("warning: {}\n", warning.text())));
    section(&mut out, "INPUTS THAT DIFFER", &inputs(comparison));
    section(&mut out, &format!("RESULTS{}", comparison.per.suffix().to_uppercase()), &results(comparison, rows));
    why(&mut out, comparison);
    comparison.variants.iter().for_each(|variant| section(&mut out, &format!("SERVICE, {}", variant.name), &service(variant)));
    out
}

fn section(out: &mut String, title: &str, body: &str) {
    out.push_str(&format!("{title}\n{body}\n"));
}

fn names<'c>(first: &[&'c str], comparison: &'c Comparison) -> Vec<&'c str> {
    first.iter().copied().chain(comparison.variants.iter().map(|variant| variant.name.as_str())).collect()
}

fn inputs(comparison: &Comparison) -> String {
    let rows = differences(comparison.variants);
    let cells = |row: &crate::explore::compare::inputs::InputRow| {
        std::iter::once(row.path.clone()).chain(row.values.iter().cloned()).collect::<Vec<_>>()
    };
    let more = rows.len().saturating_sub(LISTED);
    let rest = if more > 0 { format!("… {more} more; --csv and --json list all\n") } else { String::new() };
    let shown: Vec<Vec<String>> = rows.iter().take(LISTED).map(cells).collect();
    if shown.is_empty() { "none\n".to_string() } else { table(&names(&["INPUT"], comparison), &shown) + &rest }
}

/// Values of all variants, and beside each that is not the baseline what it differs by.
fn results(comparison: &Comparison, rows: &[Row]) -> String {
    let mut head = vec!["GROUP", "QUANTITY"];
    for (place, variant) in comparison.variants.iter().enumerate() {
        head.push(&variant.name);
        if place != comparison.baseline {
            head.extend(["DIFFERENCE", ""]);
        }
    }
    let mut group = "";
    let mut body = Vec::new();
    for row in rows {
        let word = row.metric.group.word();
        let mut line = vec![if word == group { String::new() } else { word.to_string() }, row.metric.title.to_string()];
        group = word;
        for (place, cell) in row.cells.iter().enumerate() {
            line.push(told::value(cell, row.metric.unit));
            if place != comparison.baseline {
                let remark = cell.verdict.remark();
                line.extend([told::change(cell, row.metric.unit), remark.to_string()]);
            }
        }
        body.push(line);
    }
    table(&head, &body)
}

fn why(out: &mut String, comparison: &Comparison) {
    let Some(base) = comparison.base() else { return };
    for other in comparison.others() {
        for total in Total::ALL {
            let waterfall = Waterfall::of(*total, base, other);
            let title = format!("WHY: {}, {} less {}: {}", total.title(), other.name, base.name, change(waterfall.change(), total.unit()));
            section(out, &title, &steps(&waterfall));
        }
    }
}

fn steps(waterfall: &Waterfall) -> String {
    let unit = waterfall.total.unit();
    let row = |step: &&crate::explore::compare::why::Step| {
        let evidence: Vec<String> = step.evidence.iter().map(told::evidence).collect();
        vec![step.cause.to_string(), change(step.value(), unit), evidence.join("; ")]
    };
    let rows: Vec<Vec<String>> = waterfall.largest().iter().map(row).collect();
    if rows.is_empty() { "nothing differs\n".to_string() } else { table(&["CAUSE", "STEP", "BEHIND IT"], &rows) }
}

fn service(variant: &Variant) -> String {
    let head = told::SERVICE.map(str::to_uppercase);
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    let rows: Vec<Vec<String>> = serviceability(variant).iter().map(|service| told::service(service).to_vec()).collect();
    table(&head, &rows)
}
