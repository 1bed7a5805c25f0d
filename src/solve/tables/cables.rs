//! The table of cables: a line for each technology at each length, by kind of link and by whether it leaves the rack.

use super::column::{COUNT, METRE, METRES, PRICE, USD};
use super::{Cell, Column, Row, tier_id, titled, wide};
use crate::solve::bundle::{Cell as CableCell, CellSum};
use crate::solve::figure::{float, real};
use crate::solve::money::bill::cable_price;
use crate::solve::report::Report;

pub(super) const COLUMNS: &[Column] = &[
    Column::text("Technology", "What the cable is made of", 26),
    Column::text("Tier", "The network it belongs to", 12),
    Column::text("Joins", "Kind of link", 16),
    Column::text("Where", "Inside a rack or between racks", 8),
    Column::text("Made", "A length on sale, or cut to the route", 9),
    Column::number("Length", "Of one cable; the mean where cables are cut to the route", 8, METRE),
    Column::number("Cables", "How many", 9, COUNT).sum(),
    Column::number("Metres", "Length of all of them as they are bought", 11, METRES).sum(),
    Column::number("Each", "Price of one cable with its ends, modules apart", 12, PRICE).dot(),
    Column::number("Sum", "Price of all of them", 13, USD).sum().dot(),
    Column::number("Links", "Links they carry", 9, COUNT).sum(),
    Column::number("Too long", "Links among them that the technology does not reach", 9, COUNT).sum(),
    Column::text("Part", "Id in the catalogue", 14),
];

pub(super) fn rows(report: &Report) -> Vec<Row> {
    let mut used: Vec<(&CableCell, &CellSum)> = report.cells.list.iter().zip(&report.sums.cells).filter(|(_, sum)| sum.links > 0).collect();
    used.sort_by_key(|(cell, _)| {
        (cell.tier, cell.pick.technology, cell.pick.stock_mm.unwrap_or(i64::MAX), !cell.in_rack, cell.kind, cell.pick.reaches)
    });
    used.into_iter().filter_map(|(cell, sum)| row(report, cell, sum)).map(Row::line).collect()
}

fn row(report: &Report, cell: &CableCell, sum: &CellSum) -> Option<Vec<Cell>> {
    let technology = report.resolved.tiers.get(cell.tier)?.technologies.get(cell.pick.technology)?;
    let kind = report.link_kinds.get(cell.kind)?;
    let stock = cell.pick.stock_mm;
    let metres = stock.map_or_else(|| wide(sum.cable_mm) / 1000.0, |mm| real(sum.cables) * float(i128::from(mm)) / 1000.0);
    let each_m = metres / real(sum.cables.max(1));
    let (priced, price) = match technology.is_traces() {
        true => (sum.units, technology.traces_price()),
        false => (sum.cables, cable_price(technology, stock, each_m)),
    };
    Some(vec![
        Cell::text(titled(&report.input.catalog, technology.id.as_str())),
        tier_id(report, Some(cell.tier)),
        Cell::text(joins(kind.name)),
        Cell::text(if cell.in_rack { "In rack" } else { "Between" }),
        Cell::text(if stock.is_some() { "On sale" } else { "To length" }),
        Cell::Number(each_m),
        Cell::count(sum.cables),
        Cell::Number(metres),
        Cell::Figure(price),
        Cell::Figure(price.times(real(priced))),
        Cell::count(sum.links),
        Cell::count(if cell.pick.reaches { 0 } else { sum.links }),
        Cell::text(&technology.id),
    ])
}

/// `leaf_spine` -> `Leaf to spine`.
fn joins(name: &str) -> String {
    super::capital(&name.replace('_', " to "))
}
