//! Cells, evidence and rows of service as people read them: window, command line and reports print these strings.

use super::service::Service;
use super::why::Evidence;
use super::{Cell, Verdict};
use crate::explore::uncertainty::monte_carlo::Draws;
use crate::solve::figure::real;
use crate::solve::readout::{self, Unit, text};

/// The value of a cell.
pub fn value(cell: &Cell, unit: Unit) -> String {
    cell.figure.map_or_else(|| "-".to_string(), |figure| text(figure.likely, unit))
}

/// What a variant has more or less than the baseline; nothing where it has the same.
pub fn difference(cell: &Cell, unit: Unit) -> String {
    let Some(difference) = told(cell) else { return String::new() };
    match unit {
        // Percent of percent misleads.
        Unit::Percent => format!("{} points", readout::change(difference, Unit::Ratio)),
        _ => readout::change(difference, unit),
    }
}

/// The same as a share of the baseline; nothing where that is nothing, or the quantity is a share itself.
pub fn share(cell: &Cell, unit: Unit) -> String {
    let percent = told(cell).and(cell.percent).filter(|_| unit != Unit::Percent);
    percent.map(|percent| readout::change(percent, Unit::Percent)).unwrap_or_default()
}

/// The share, or the difference where there is none.
pub fn percent(cell: &Cell, unit: Unit) -> String {
    let share = share(cell, unit);
    if share.is_empty() { difference(cell, unit) } else { share }
}

/// Difference and percent together.
pub fn change(cell: &Cell, unit: Unit) -> String {
    let (difference, share) = (difference(cell, unit), share(cell, unit));
    if share.is_empty() { difference } else { format!("{difference} ({share})") }
}

fn told(cell: &Cell) -> Option<f64> {
    cell.difference.filter(|_| cell.verdict != Verdict::Same)
}

/// A quantity behind a step, as both plans have it.
pub fn evidence(evidence: &Evidence) -> String {
    let (from, to) = (text(evidence.from, evidence.unit), text(evidence.to, evidence.unit));
    if from == to { format!("{} {to}", evidence.what) } else { format!("{} {from} -> {to}", evidence.what) }
}

/// How often the second plan of some draws is the better one: more digits than one would be chance.
pub fn wins(draws: &Draws) -> String {
    let percent = 100.0 * draws.second_wins;
    if percent > 0.0 && percent < 0.1 { "under 0.1 %".to_string() } else { format!("{percent:.1} %") }
}

/// Headings of a table of service.
pub const SERVICE: [&str; 10] = [
    "Replaced",
    "For parts",
    "Failures",
    "Out for",
    "Acc. lost",
    "At most",
    "Acc.-hours a year",
    "Spares",
    "Value of spares",
    "What fails",
];

/// A row of it.
pub fn service(service: &Service) -> [String; 10] {
    [
        service.replaced.to_string(),
        text(real(service.count), Unit::Count),
        text(service.failures.likely, Unit::PerYear),
        text(service.hours, Unit::Hour),
        text(service.lost, Unit::Ratio),
        text(service.most_lost, Unit::Ratio),
        text(service.lost_hours.likely, Unit::Hour),
        text(real(service.spares), Unit::Count),
        text(service.spares_usd.likely, Unit::Usd),
        service.items.join(", "),
    ]
}
