//! The bill of materials: its lines group by group, each group with its sum. All lines together are the capital.

use super::column::{COUNT, METRE, PRICE, SHARE, USD};
use super::{Cell, Column, Row, capital, tier_id, titled};
use crate::solve::figure::{Figure, float};
use crate::solve::money::bill::{Group, Line};
use crate::solve::readout::guessed_share;
use crate::solve::report::Report;
use crate::solve::totals::Totals;

pub(super) const COLUMNS: &[Column] = &[
    Column::text("Group", "What the money is for", 16),
    Column::text("Item", "Part of the catalogue, or what it is", 30),
    Column::text("Tier", "The network it belongs to", 12),
    Column::number("Length", "Length on sale of cables", 8, METRE),
    Column::number("Quantity", "How many, or how many watts", 11, COUNT),
    Column::text("Unit", "Pieces, or watts at the racks' inlets", 5),
    Column::number("Unit price", "Price of one unit", 14, PRICE).dot(),
    Column::number("Low", "All prices at their low ends", 14, USD).sum(),
    Column::number("Amount", "Quantity times unit price", 14, USD).sum().dot(),
    Column::number("High", "All prices at their high ends", 14, USD).sum(),
    Column::number("Estimated", "Share of the amount that rests on estimates", 9, SHARE),
    Column::text("Part", "Id in the catalogue", 14),
];

pub(super) fn rows(report: &Report, totals: &Totals) -> Vec<Row> {
    Group::ALL.into_iter().flat_map(|group| of_group(report, totals, group)).collect()
}

fn of_group(report: &Report, totals: &Totals, group: Group) -> Vec<Row> {
    let lines: Vec<&Line> = totals.money.bill.iter().filter(|line| line.group == group).collect();
    let mut rows: Vec<Row> = lines.iter().map(|line| Row::line(row(report, line))).collect();
    if !lines.is_empty() {
        rows.push(Row { cells: subtotal(group, totals.money.group(group)), is_sum: true });
    }
    rows
}

fn row(report: &Report, line: &Line) -> Vec<Cell> {
    let title = titled(&report.input.catalog, &line.item);
    let part = if title == line.item { Cell::Empty } else { Cell::text(&line.item) };
    let metres = |mm: i64| Cell::Number(float(i128::from(mm)) / 1000.0);
    let [low, amount, high, guessed] = amounts(line.amount);
    vec![
        Cell::text(capital(line.group.word())),
        Cell::text(capital(&title)),
        tier_id(report, line.tier),
        line.stock_mm.map_or(Cell::Empty, metres),
        Cell::Number(line.quantity),
        Cell::text(line.unit),
        Cell::Figure(line.unit_price),
        low,
        amount,
        high,
        guessed,
        part,
    ]
}

fn amounts(amount: Figure<f64>) -> [Cell; 4] {
    [Cell::Number(amount.low), Cell::Figure(amount), Cell::Number(amount.high), Cell::Number(100.0 * guessed_share(amount))]
}

fn subtotal(group: Group, amount: Figure<f64>) -> Vec<Cell> {
    let [low, amount, high, guessed] = amounts(amount);
    let mut cells = vec![Cell::text(format!("{}, sum", capital(group.word())))];
    cells.resize(7, Cell::Empty);
    cells.extend([low, amount, high, guessed, Cell::Empty]);
    cells
}
