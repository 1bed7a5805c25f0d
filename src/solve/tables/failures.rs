//! The table of failures: what is replaced, how often, and who waits for it.

use super::column::{COUNT, HOUR, RATIO, YEARLY};
use super::{Cell, Column, Row, capital, tier_id, titled};
use crate::solve::money::spares_held;
use crate::solve::reliability::Fru;
use crate::solve::report::Report;
use crate::solve::totals::Totals;

pub(super) const COLUMNS: &[Column] = &[
    Column::text("Part", "What fails", 34),
    Column::text("Tier", "The network it belongs to", 12),
    Column::text("Replaced", "What is exchanged when it fails", 12),
    Column::number("Count", "How many there are", 10, COUNT),
    Column::number("Failures", "Failures a year of all of them", 12, YEARLY).sum(),
    Column::number("Out for", "From the failure until it works again", 10, HOUR),
    Column::number("Affected", "Accelerators or link ends that lose something when one fails", 10, RATIO),
    Column::number("Acc. lost", "The same as whole accelerators: one that loses a ninth of its links counts as a ninth", 10, RATIO),
    Column::number("Hours lost", "Accelerator-hours lost a year", 13, HOUR).sum(),
    Column::number("Spares", "Units held, so that one is there while another is on its way", 8, COUNT).sum(),
    Column::text("Id", "Id in the catalogue, with the side of a link where it matters", 22),
];

pub(super) fn rows(report: &Report, totals: &Totals) -> Vec<Row> {
    totals.frus.iter().map(|fru| Row::line(row(report, fru))).collect()
}

fn row(report: &Report, fru: &Fru) -> Vec<Cell> {
    vec![
        Cell::text(titled(&report.input.catalog, &fru.item)),
        tier_id(report, fru.tier),
        Cell::text(capital(fru.replaced)),
        Cell::count(fru.count),
        Cell::Figure(fru.failures),
        Cell::Number(fru.hours),
        Cell::Number(fru.affected),
        Cell::Number(fru.equivalent),
        Cell::Figure(fru.lost_hours()),
        Cell::count(spares_held(fru, &report.resolved.rates)),
        Cell::text(&fru.item),
    ]
}
