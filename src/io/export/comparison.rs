//! A comparison as one HTML file: what it shows in words, what the plans assume differently, results side by side, waterfalls, service, floors.

use super::floor::floor;
use super::html::{Cell, Page};
use super::report::{assumptions, findings, service, stamp};
use super::waterfall::waterfall;
use crate::explore::compare::inputs::{differences, warnings};
use crate::explore::compare::why::{Total, Waterfall};
use crate::explore::compare::{Cell as Value, Comparison, Row, Verdict, paragraph, told};
use crate::solve::readout::{Unit, change, range};

/// The whole file. `rows` are those to be shown.
pub fn comparison(title: &str, comparison: &Comparison, rows: &[Row]) -> String {
    let names: Vec<&str> = comparison.variants.iter().map(|variant| variant.name.as_str()).collect();
    let title = if title.is_empty() { names.join(" against ") } else { title.to_string() };
    let mut page = Page::new(&title);
    paragraph(comparison).iter().for_each(|words| page.paragraph(words));
    warnings(comparison.variants).iter().for_each(|warning| page.warning(&warning.text()));
    for variant in comparison.variants {
        page.dim(&format!("{}: {} {}", variant.name, variant.plan().title, stamp(variant.plan())));
    }
    page.heading("Inputs that differ");
    inputs(&mut page, comparison, &names);
    page.heading(&format!("Results{}", comparison.per.suffix()));
    results(&mut page, comparison, rows);
    page.heading("Why they differ");
    why(&mut page, comparison);
    for variant in comparison.variants {
        page.heading(&format!("Service, {}", variant.name));
        service(&mut page, variant);
    }
    for variant in comparison.variants {
        page.heading(&format!("Floor, {}", variant.name));
        page.drawing(&floor(&variant.report));
        page.subheading("Findings and waivers");
        findings(&mut page, variant);
    }
    for variant in comparison.variants {
        page.heading(&format!("Assumptions and their sources, {}", variant.name));
        assumptions(&mut page, variant);
    }
    page.finish()
}

fn inputs(page: &mut Page, comparison: &Comparison, names: &[&str]) {
    let row =
        |row: &crate::explore::compare::inputs::InputRow| std::iter::once(&row.path).chain(&row.values).map(Cell::text).collect::<Vec<_>>();
    let head: Vec<&str> = std::iter::once("Input").chain(names.iter().copied()).collect();
    page.table(&head, &differences(comparison.variants).iter().map(row).collect::<Vec<_>>());
}

fn results(page: &mut Page, comparison: &Comparison, rows: &[Row]) {
    let mut head = vec!["Group".to_string(), "Quantity".to_string()];
    for (place, variant) in comparison.variants.iter().enumerate() {
        head.push(format!(">{}", variant.name));
        if place != comparison.baseline {
            head.extend([">Low to high".to_string(), ">Difference".to_string()]);
        }
    }
    let row = |row: &Row| {
        let mut cells = vec![Cell::text(row.metric.group.word()), Cell::text(row.metric.title)];
        for (place, value) in row.cells.iter().enumerate() {
            cells.push(Cell::number(told::value(value, row.metric.unit)));
            if place != comparison.baseline {
                let ends = value.figure.filter(|figure| figure.low < figure.high);
                cells.push(Cell::number(ends.map(|figure| range(figure, row.metric.unit)).unwrap_or_default()));
                cells.push(difference(value, row.metric.unit));
            }
        }
        cells
    };
    page.table(&head.iter().map(String::as_str).collect::<Vec<_>>(), &rows.iter().map(row).collect::<Vec<_>>());
    page.dim(
        "Unclear: the sign is not the same with all that both plans assume at its low end, at its likely value and at its high end, or the difference \
         is below a thousandth.",
    );
}

/// Colour says which is better, and the word says it too.
fn difference(value: &Value, unit: Unit) -> Cell {
    let told = told::change(value, unit);
    match value.verdict {
        Verdict::Better => Cell::better(format!("{told} better")),
        Verdict::Worse => Cell::worse(format!("{told} worse")),
        Verdict::Unclear => Cell::number(format!("{told} unclear")),
        _ => Cell::number(told),
    }
}

fn why(page: &mut Page, comparison: &Comparison) {
    let Some(base) = comparison.base() else { return };
    for other in comparison.others() {
        for total in Total::ALL {
            let chart = Waterfall::of(*total, base, other);
            if chart.steps.is_empty() {
                continue;
            }
            page.drawing(&waterfall(&chart, (&base.name, &other.name)));
            let evidence =
                |step: &crate::explore::compare::why::Step| step.evidence.iter().map(told::evidence).collect::<Vec<_>>().join("; ");
            let row = |step: &&crate::explore::compare::why::Step| {
                vec![Cell::text(step.cause), Cell::number(change(step.value(), total.unit())), Cell::text(evidence(step))]
            };
            page.table(&["Cause", ">Step", "Behind it"], &chart.largest().iter().map(row).collect::<Vec<_>>());
        }
    }
}
