//! Chart of cable lengths: cables by the length that is bought, with what each technology reaches drawn between the columns.

use std::collections::{BTreeMap, BTreeSet};

use super::{Chart, ChartKind, Mark, Paint, Series};
use crate::model::units::Length;
use crate::solve::figure::real;
use crate::solve::readout::Unit;
use crate::solve::report::Report;
use crate::solve::resolve::technology::Technology;

/// Lengths that stand for what is cut to the route, in millimetres.
const ROUND: [i64; 14] = [500, 1_000, 2_000, 3_000, 5_000, 7_000, 10_000, 15_000, 20_000, 30_000, 50_000, 100_000, 200_000, 500_000];

/// Cables of each technology by length.
pub(super) fn lengths(report: &Report) -> Chart {
    let mut chart = Chart::new(ChartKind::Lengths, "Length up to", "Cables by the length that is bought", Unit::Count);
    chart.empty = "No cables yet: place racks and give a tier a technology";
    let bought = bought(report);
    let used: Vec<&Technology> = used(report, &bought);
    let columns = columns(&bought, &used);
    let place = |mm: i64| columns.iter().position(|column| mm <= *column).unwrap_or(columns.len().saturating_sub(1));
    for technology in &used {
        let mut values = vec![0.0; columns.len()];
        for ((_, mm), cables) in bought.iter().filter(|((id, _), _)| *id == technology.id.as_str()) {
            if let Some(value) = values.get_mut(place(*mm)) {
                *value += real(*cables);
            }
        }
        chart.series.push(Series::new(&technology.id, Paint::Family(technology.family), values));
    }
    chart.marks = used.iter().map(|technology| mark(technology, &columns)).collect();
    chart.columns = columns.iter().map(|mm| shown(*mm)).collect();
    chart
}

fn shown(mm: i64) -> String {
    Length::from_mm(mm).unwrap_or_default().to_string()
}

fn mark(technology: &Technology, columns: &[i64]) -> Mark {
    let after = columns.iter().filter(|column| **column <= technology.reach_mm).count();
    Mark { name: format!("{} reaches {}", technology.id, shown(technology.reach_mm)), paint: Paint::Family(technology.family), after }
}

/// Cables by technology and the length that is bought, or that of the route where it is cut to length.
fn bought<'r>(report: &'r Report) -> BTreeMap<(&'r str, i64), u64> {
    let mut bought = BTreeMap::new();
    let mut add = |technology: &'r Technology, mm: i64, cables: u64| {
        let sum: &mut u64 = bought.entry((technology.id.as_str(), mm)).or_default();
        *sum = sum.saturating_add(cables);
    };
    let sold = report.cells.list.iter().zip(&report.sums.cells).filter(|(_, sum)| sum.cables > 0);
    let mut cut = false;
    for (cell, sum) in sold {
        let technology = report.resolved.tiers.get(cell.tier).and_then(|tier| tier.technologies.get(cell.pick.technology));
        match (technology, cell.pick.stock_mm) {
            (Some(technology), Some(mm)) => add(technology, mm, sum.cables),
            _ => cut = true,
        }
    }
    // Only what is cut to length has to be looked at bundle by bundle.
    for bundle in report.bundles.iter().filter(|_| cut) {
        let is_cut = report.cells.get(bundle.cell).is_some_and(|cell| cell.pick.stock_mm.is_none());
        if let Some(technology) = report.technology(bundle).filter(|_| is_cut) {
            add(technology, bundle.length_mm, technology.cables(bundle.links));
        }
    }
    bought
}

/// Technologies that are bought, once each, from the shortest reach to the longest.
fn used<'r>(report: &'r Report, bought: &BTreeMap<(&str, i64), u64>) -> Vec<&'r Technology> {
    let mut used: Vec<&Technology> = Vec::new();
    for technology in report.resolved.tiers.iter().flat_map(|tier| &tier.technologies) {
        let known = used.iter().any(|known| known.id == technology.id);
        if !known && bought.keys().any(|(id, _)| *id == technology.id.as_str()) {
            used.push(technology);
        }
    }
    used.sort_by_key(|technology| technology.reach_mm);
    used
}

/// Ends of the columns: lengths on sale and round lengths, as far as anything is that long, and every reach among them.
fn columns(bought: &BTreeMap<(&str, i64), u64>, used: &[&Technology]) -> Vec<i64> {
    let lengths: BTreeSet<i64> = bought.keys().map(|(_, mm)| *mm).collect();
    let Some(longest) = lengths.last().copied() else { return Vec::new() };
    let stock = used.iter().flat_map(|technology| technology.stock.iter().map(|stock| stock.mm));
    let reaches = used.iter().map(|technology| technology.reach_mm);
    let ends: BTreeSet<i64> = stock.chain(reaches).chain(ROUND).filter(|mm| *mm < longest).collect();
    let last = ROUND.into_iter().find(|mm| *mm >= longest).unwrap_or(longest);
    ends.into_iter().chain([last]).collect()
}
