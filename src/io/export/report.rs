//! The report of one plan as one HTML file: what it comes to with ranges, the floor, tables, what it assumes with sources, findings and waivers.

use super::floor::floor;
use super::html::{Cell, Page};
use super::look::{colour, paper};
use super::svg;
use crate::explore::Variant;
use crate::explore::compare::inputs::all_parts;
use crate::explore::compare::service::serviceability;
use crate::io::crc32c::crc32c;
use crate::io::plan_file;
use crate::model::catalog::Kind;
use crate::model::plan::Plan;
use crate::model::text::Id;
use crate::solve::Watch;
use crate::solve::charts::{ChartKind, chart};
use crate::solve::figure::real;
use crate::solve::readings::{Reading, of_running, of_tiers, of_totals};
use crate::solve::readout::{Unit, guessed_share, range, text};
use crate::solve::tables::{Table, TableKind, View, table};

/// Lines of a table of racks that are printed; the CSV has all.
const LINES: usize = 400;
/// Findings of one rule that are printed.
const FINDINGS: usize = 50;

/// Parts of the page that are a step each.
const PARTS: usize = 9;

/// The whole file; a rack of the floor and each further part is a step.
pub fn report(variant: &Variant, watch: &Watch) -> Option<String> {
    let plan = variant.plan();
    watch.expect(PARTS);
    let mut page = Page::new(plan.title.as_str());
    page.paragraph(plan.question.as_str());
    page.dim(&stamp(plan));
    page.heading("What it comes to");
    readings(&mut page, &of_totals(&variant.totals));
    page.heading("Floor");
    page.drawing(&floor(&variant.report, watch)?);
    page.heading("Where the watts and the dollars go");
    for kind in [ChartKind::Watts, ChartKind::Dollars] {
        page.drawing(&svg::of(&chart(kind, &variant.report, &variant.totals), &paper(&colour)));
        watch.step(1)?;
    }
    page.heading("Networks");
    let tiers = of_tiers(&variant.report, &variant.totals);
    for tier in variant.report.resolved.tiers.iter() {
        page.subheading(tier.id.as_str());
        readings(&mut page, &tiers.iter().filter(|reading| reading.subject == tier.id.as_str()).cloned().collect::<Vec<_>>());
    }
    for kind in [TableKind::Racks, TableKind::Cables, TableKind::Bill] {
        page.heading(kind.title());
        sheet(&mut page, &table(kind, &variant.report, &variant.totals));
        watch.step(1)?;
    }
    page.heading("Running cost");
    subjects(&mut page, &of_running(&variant.totals));
    page.heading("Service");
    service(&mut page, variant);
    watch.step(1)?;
    page.heading("Findings and waivers");
    findings(&mut page, variant);
    watch.step(1)?;
    page.heading("Assumptions and their sources");
    assumptions(&mut page, variant);
    watch.step(1)?;
    if !plan.notes.is_empty() {
        page.heading("Notes");
        plan.notes.iter().for_each(|note| page.paragraph(note.as_str()));
    }
    watch.step(1).map(|()| page.finish())
}

/// A table alone as one HTML file.
pub fn table_page(variant: &Variant, kind: TableKind) -> String {
    let plan = variant.plan();
    let mut page = Page::new(&format!("{}: {}", kind.title(), plan.title));
    page.dim(&stamp(plan));
    sheet(&mut page, &table(kind, &variant.report, &variant.totals));
    page.finish()
}

/// Which plan and which program: no clock, so that the same plan gives the same file.
pub(super) fn stamp(plan: &Plan) -> String {
    let sum = crc32c(plan_file::print(plan).as_bytes());
    format!(
        "Rackwright {}, plan format {}, checksum of the plan {sum:08x}. Rates are each way, energy is per end.",
        env!("CARGO_PKG_VERSION"),
        plan_file::FORMAT.version
    )
}

fn readings(page: &mut Page, readings: &[Reading]) {
    page.table(
        &["Quantity", ">Value", ">Low to high", ">Estimated"],
        &readings.iter().map(|reading| row(reading.quantity, reading)).collect::<Vec<_>>(),
    );
}

fn subjects(page: &mut Page, readings: &[Reading]) {
    let rows: Vec<Vec<Cell>> = readings.iter().map(|reading| row(&reading.subject, reading)).collect();
    page.table(&["Cause", ">Amount", ">Low to high", ">Estimated"], &rows);
}

fn row(name: &str, reading: &Reading) -> Vec<Cell> {
    let figure = reading.figure;
    let ends = if figure.low < figure.high { range(figure, reading.unit) } else { String::new() };
    let share = guessed_share(figure);
    let guessed = if share >= 0.005 { format!("{:.0} %", 100.0 * share) } else { String::new() };
    vec![Cell::text(name), Cell::number(text(figure.likely, reading.unit)), Cell::number(ends), Cell::number(guessed)]
}

/// Texts left, numbers right, in the units of the headings.
fn sheet(page: &mut Page, table: &Table) {
    let order = table.order(&View::default()).rows;
    let shown = table.sheet(order.get(..LINES.min(order.len())).unwrap_or_default());
    let mut rows = shown.rows.into_iter();
    let columns: Vec<bool> = table.columns.iter().map(|column| column.is_text()).collect();
    let head: Vec<String> = rows
        .next()
        .unwrap_or_default()
        .iter()
        .zip(&columns)
        .map(|(head, text)| if *text { head.clone() } else { format!(">{head}") })
        .collect();
    let cell = |(cell, text): (&String, &bool)| if *text { Cell::text(cell) } else { Cell::number(shortened(cell)) };
    let rows: Vec<Vec<Cell>> = rows.map(|row| row.iter().zip(&columns).map(cell).collect()).collect();
    page.table(&head.iter().map(String::as_str).collect::<Vec<_>>(), &rows);
    if order.len() > LINES {
        page.dim(&format!("{} more lines; the CSV export has all.", order.len() - LINES));
    }
}

/// Four digits are enough on paper.
fn shortened(cell: &str) -> String {
    cell.parse::<f64>().map_or_else(|_| cell.to_string(), crate::solve::readout::significant)
}

pub(super) fn service(page: &mut Page, variant: &Variant) {
    let row = |service: &crate::explore::compare::service::Service| {
        vec![
            Cell::text(service.replaced),
            Cell::number(text(real(service.count), Unit::Count)),
            Cell::number(text(service.failures.likely, Unit::PerYear)),
            Cell::number(text(service.hours, Unit::Hour)),
            Cell::number(text(service.lost, Unit::Ratio)),
            Cell::number(text(service.most_lost, Unit::Ratio)),
            Cell::number(text(service.lost_hours.likely, Unit::Hour)),
            Cell::number(text(real(service.spares), Unit::Count)),
            Cell::text(service.items.join(", ")),
        ]
    };
    let head = [
        "Replaced",
        ">Count",
        ">Failures",
        ">Out for",
        ">Accelerators lost",
        ">At most",
        ">Accelerator-hours a year",
        ">Spares",
        "What fails",
    ];
    page.table(&head, &serviceability(variant).iter().map(row).collect::<Vec<_>>());
}

pub(super) fn findings(page: &mut Page, variant: &Variant) {
    let row = |finding: &crate::solve::rules::Finding| {
        let state = finding
            .waived
            .as_ref()
            .map_or_else(|| finding.severity.word().to_string(), |comment| format!("accepted: {}", comment.as_str()));
        vec![
            Cell::text(state),
            Cell::text(finding.rule),
            Cell::text(&finding.message),
            Cell::number(&finding.actual),
            Cell::number(&finding.limit),
        ]
    };
    let rows: Vec<Vec<Cell>> = variant.report.findings(FINDINGS).iter().map(row).collect();
    page.table(&["State", "Rule", "Finding", ">Actual", ">Limit"], &rows);
    let counts = variant.report.counts();
    let told = format!(
        "{} errors, {} warnings, {} notes, {} accepted; at most {FINDINGS} of a rule are listed.",
        counts.errors, counts.warnings, counts.notes, counts.waived
    );
    page.dim(&told);
}

/// Every catalogue number of the parts that are used, then the sources they name.
pub(super) fn assumptions(page: &mut Page, variant: &Variant) {
    let catalog = &variant.report.input.catalog;
    let mut rows = Vec::new();
    let mut sources: Vec<Id> = Vec::new();
    for (kind, id) in all_parts(variant.plan(), catalog) {
        let Some(part) = catalog.part(kind, &id) else { continue };
        part.visit("", &mut |path, number| {
            let (low, high) = (number.low_text(), number.high_text());
            let ids: Vec<&str> = number.sources().iter().map(Id::as_str).collect();
            rows.push(vec![
                Cell::text(id.as_str()),
                Cell::text(path),
                Cell::number(number.value_text()),
                Cell::number(if low == high { String::new() } else { format!("{low} to {high}") }),
                Cell::text(number.confidence().word()),
                Cell::text(ids.join(" ")),
                Cell::text(number.note()),
            ]);
            for source in number.sources() {
                if !sources.contains(source) {
                    sources.push(source.clone());
                }
            }
        });
    }
    page.table(&["Part", "Number", ">Value", ">Low to high", "Confidence", "Sources", "Note"], &rows);
    page.subheading("Sources");
    let title = |id: &Id| catalog.part(Kind::Source, id).map(|part| part.title().to_string()).unwrap_or_default();
    page.table(&["Id", "Title"], &sources.iter().map(|id| vec![Cell::text(id.as_str()), Cell::text(title(id))]).collect::<Vec<_>>());
}
