//! A comparison as one HTML file: what it shows in words, what the plans assume differently, results side by side, waterfalls, service, floors.

use super::floor::floor;
use super::html::{Cell, Hall, Page};
use super::report::{assumptions, findings, service, stamp};
use super::waterfall::waterfall;
use crate::explore::Variant;
use crate::explore::compare::inputs::{differences, warnings};
use crate::explore::compare::why::{Total, Waterfall};
use crate::explore::compare::{Cell as Value, Comparison, Row, Verdict, paragraph, told};
use crate::solve::Watch;
use crate::solve::figure::whole;
use crate::solve::readout::{Unit, change, range};

/// The whole file. `rows` are those to be shown; a rack of a floor, a waterfall and a part of a plan is a step.
pub fn comparison(title: &str, comparison: &Comparison, rows: &[Row], watch: &Watch) -> Option<String> {
    watch.expect(comparison.variants.len() * 3 + comparison.others().count() * Total::ALL.len());
    let names: Vec<&str> = comparison.variants.iter().map(|variant| variant.name.as_str()).collect();
    let title = if title.is_empty() { names.join(" against ") } else { title.to_string() };
    let mut page = Page::new(&title);
    paragraph(comparison).iter().for_each(|words| page.paragraph(words));
    warnings(comparison.variants).iter().for_each(|warning| page.warning(&warning.text()));
    for variant in comparison.variants {
        page.dim(&format!("{}: {}. {}", variant.name, variant.plan().title, stamp(variant.plan())));
    }
    page.heading("Floors, at one scale");
    page.halls(&comparison.variants.iter().map(|variant| hall(variant, watch)).collect::<Option<Vec<_>>>()?);
    page.heading("Inputs that differ");
    inputs(&mut page, comparison, &names);
    page.heading(&format!("Results{}", comparison.per.suffix()));
    results(&mut page, comparison, rows);
    page.heading("Why they differ");
    why(&mut page, comparison, watch)?;
    for variant in comparison.variants {
        page.heading(&format!("Service, {}", variant.name));
        service(&mut page, variant);
        watch.step(1)?;
    }
    for variant in comparison.variants {
        page.heading(&format!("Findings and waivers, {}", variant.name));
        findings(&mut page, variant);
        watch.step(1)?;
    }
    for variant in comparison.variants {
        page.heading(&format!("Assumptions and their sources, {}", variant.name));
        assumptions(&mut page, variant);
        watch.step(1)?;
    }
    Some(page.finish())
}

fn hall(variant: &Variant, watch: &Watch) -> Option<Hall> {
    let width = whole(variant.plan().floor.width.base());
    Some(Hall { name: variant.name.clone(), drawing: floor(&variant.report, watch)?, width })
}

fn inputs(page: &mut Page, comparison: &Comparison, names: &[&str]) {
    let row =
        |row: &crate::explore::compare::inputs::InputRow| std::iter::once(&row.path).chain(&row.values).map(Cell::text).collect::<Vec<_>>();
    let head: Vec<&str> = std::iter::once("Input").chain(names.iter().copied()).collect();
    page.table(&head, &differences(comparison.variants).iter().map(row).collect::<Vec<_>>());
}

fn results(page: &mut Page, comparison: &Comparison, rows: &[Row]) {
    let mut head = vec!["Quantity".to_string()];
    for (place, variant) in comparison.variants.iter().enumerate() {
        head.push(format!(">{}", variant.name));
        if place != comparison.baseline {
            head.push(">Difference".to_string());
        }
    }
    let mut lines = Vec::new();
    let mut group = None;
    for row in rows {
        if group.replace(row.metric.group) != Some(row.metric.group) {
            lines.push(vec![Cell::group(capital(row.metric.group.word()), head.len())]);
        }
        lines.push(result(row, comparison.baseline));
    }
    page.table(&head.iter().map(String::as_str).collect::<Vec<_>>(), &lines);
    page.dim(
        "The smaller line is the range, and the difference as a share of the baseline. Unclear: the sign is not the same with all that both plans \
         assume at its low end, at its likely value and at its high end, or the difference is below a thousandth.",
    );
}

fn result(row: &Row, baseline: usize) -> Vec<Cell> {
    let unit = row.metric.unit;
    let mut cells = vec![Cell::text(row.metric.title)];
    for (place, value) in row.cells.iter().enumerate() {
        let ends = value.figure.filter(|figure| figure.low < figure.high);
        cells.push(Cell::number(told::value(value, unit)).under(ends.map(|figure| range(figure, unit)).unwrap_or_default()));
        if place != baseline {
            cells.push(difference(value, unit));
        }
    }
    cells
}

/// The word as it begins a line.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Colour says which is better, and the word says it too.
fn difference(value: &Value, unit: Unit) -> Cell {
    let told = told::difference(value, unit);
    if told.is_empty() {
        return Cell::default();
    }
    let share = told::share(value, unit);
    let cell = match value.verdict {
        Verdict::Better => Cell::better(told),
        Verdict::Worse => Cell::worse(told),
        _ => Cell::number(told),
    };
    cell.under(format!("{share} {}", value.verdict.remark()).trim())
}

fn why(page: &mut Page, comparison: &Comparison, watch: &Watch) -> Option<()> {
    let Some(base) = comparison.base() else { return Some(()) };
    for other in comparison.others() {
        for total in Total::ALL {
            watch.step(1)?;
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
    Some(())
}
