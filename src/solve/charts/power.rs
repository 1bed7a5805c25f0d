//! Charts of power: every rack against its feed, and what the watts of the site are spent on.

use super::{Chart, ChartKind, Line, Paint, Series, titled};
use crate::model::rack_type::Role;
use crate::solve::figure::{float, real};
use crate::solve::readout::Unit;
use crate::solve::report::Report;
use crate::solve::resolve::rack_kind::RackKind;
use crate::solve::totals::Totals;

/// More racks than this are drawn by type.
const MOST_BARS: usize = 200;

/// Power of every rack in document order with the limit of its feed; by type where there are too many.
pub(super) fn by_rack(report: &Report) -> Chart {
    if report.racks.len() > MOST_BARS {
        return by_kind(report);
    }
    let mut chart = Chart::new(ChartKind::RackPower, "Rack", "Power at the inlet, all parts at full load", Unit::Watt);
    let kind = |rack: &crate::solve::layout::RackAt| report.resolved.kinds.get(rack.kind as usize);
    chart.columns = report.input.plan.racks.iter().map(|rack| rack.name.to_string()).collect();
    let draws = report.tallies.iter().map(|tally| watts(tally.draw.likely)).collect();
    let ranges = report.tallies.iter().map(|tally| (watts(tally.draw.low), watts(tally.draw.high))).collect();
    let paints = report.racks.iter().map(|rack| kind(rack).map_or(Paint::Plain, |kind| Paint::Role(kind.role))).collect();
    chart.series = vec![Series { paints, ranges, ..Series::new("Power", Paint::Role(Role::Compute), draws) }];
    chart.lines = vec![feed(report.racks.iter().map(|rack| kind(rack).map_or(0, |kind| kind.feed_uw)))];
    chart
}

/// The mean of each type, from the rack that draws least to the one that draws most.
fn by_kind(report: &Report) -> Chart {
    let mut chart = Chart::new(ChartKind::RackPower, "Rack type", "Power at the inlet, all parts at full load", Unit::Watt);
    let placed: Vec<(usize, &RackKind, u64)> = placed(report);
    let mut extremes = vec![(f64::MAX, 0.0_f64); report.resolved.kinds.len()];
    for (rack, tally) in report.racks.iter().zip(&report.tallies) {
        if let Some((low, high)) = extremes.get_mut(rack.kind as usize) {
            let draw = watts(tally.draw.likely);
            (*low, *high) = (low.min(draw), high.max(draw));
        }
    }
    let mean = |(place, _, racks): &(usize, &RackKind, u64)| {
        report.sums.kinds.get(*place).map_or(0.0, |sum| float(sum.draw.likely) / 1e6 / real((*racks).max(1)))
    };
    chart.columns = placed.iter().map(|(_, kind, racks)| format!("{} ({racks})", kind.id)).collect();
    let series = Series::new("Mean power", Paint::Role(Role::Compute), placed.iter().map(mean).collect());
    let paints = placed.iter().map(|(_, kind, _)| Paint::Role(kind.role)).collect();
    let ranges = placed.iter().filter_map(|(place, ..)| extremes.get(*place).copied()).collect();
    chart.series = vec![Series { paints, ranges, ..series }];
    chart.lines = vec![feed(placed.iter().map(|(_, kind, _)| kind.feed_uw))];
    chart
}

fn feed(limits: impl Iterator<Item = i64>) -> Line {
    Line { name: "Feed limit".to_string(), paint: Paint::Limit, values: limits.map(watts).collect(), steps: true }
}

/// Rack types that stand somewhere: place, type, racks.
fn placed(report: &Report) -> Vec<(usize, &RackKind, u64)> {
    let kinds = report.resolved.kinds.iter().zip(&report.sums.kinds).enumerate();
    kinds.filter(|(_, (_, sum))| sum.racks > 0).map(|(place, (kind, sum))| (place, kind, sum.racks)).collect()
}

fn watts(uw: i64) -> f64 {
    float(i128::from(uw)) / 1e6
}

/// What the site's watts are spent on, in all and by rack type. The parts of a column add up to its power at the meter.
pub(super) fn by_part(report: &Report, totals: &Totals) -> Chart {
    let mut chart = Chart::new(ChartKind::Watts, "Rack type", "Power at the meter, all parts at full load", Unit::Watt);
    let placed = placed(report);
    let links = links(report);
    let plant = (totals.pue.likely - 1.0).max(0.0);
    let mut parts: Vec<Series> = Vec::new();
    let mut part = |name: String, paint: Paint, of: &dyn Fn(usize, &RackKind, f64) -> f64| {
        let by_kind: Vec<f64> = placed.iter().map(|(place, kind, racks)| of(*place, kind, real(*racks))).collect();
        let whole = by_kind.iter().fold(0.0, |sum, value| sum + value);
        if whole > 0.0 {
            parts.push(Series::new(name, paint, std::iter::once(whole).chain(by_kind).collect()));
        }
    };
    let sum = |place: usize| report.sums.kinds.get(place).copied().unwrap_or_default();
    part("Accelerators".to_string(), Paint::Role(Role::Compute), &|_, kind, racks| kind.load.accelerators.likely / 1e6 * racks);
    part("Hosts".to_string(), Paint::Hosts, &|_, kind, racks| kind.load.hosts.likely / 1e6 * racks);
    part("Switches".to_string(), Paint::Role(Role::Switch), &|_, kind, racks| kind.load.switches.likely / 1e6 * racks);
    part("Memory".to_string(), Paint::Role(Role::Memory), &|_, kind, racks| kind.load.memory.likely / 1e6 * racks);
    for (tier, spec) in report.resolved.tiers.iter().enumerate() {
        let name = format!("{} links", titled(spec.id.as_str()));
        part(name, Paint::Links(tier), &|place, _, _| links.get(tier).and_then(|kinds| kinds.get(place)).copied().unwrap_or(0.0));
    }
    part("Fans".to_string(), Paint::Fans, &|place, _, _| float(sum(place).fans_uw) / 1e6);
    part("Conversion in the racks".to_string(), Paint::Role(Role::Power), &|place, _, _| {
        float(sum(place).draw.likely - sum(place).it.likely) / 1e6
    });
    part("Upstream loss and cooling".to_string(), Paint::Plant, &|place, _, _| float(sum(place).draw.likely) / 1e6 * plant);
    chart.columns = std::iter::once("Site".to_string()).chain(placed.iter().map(|(_, kind, _)| kind.id.to_string())).collect();
    chart.series = parts;
    chart
}

/// Watts of links by tier and rack type.
fn links(report: &Report) -> Vec<Vec<f64>> {
    let mut watts = vec![vec![0.0; report.resolved.kinds.len()]; report.resolved.tiers.len()];
    for (index, rack) in (0_u32..).zip(&report.racks) {
        for (slot, ends) in report.resolved.slots.iter().zip(report.row(index)).filter(|(_, ends)| **ends > 0) {
            let Some(technology) = report.resolved.technology(slot) else { continue };
            let place = watts.get_mut(slot.tier).and_then(|kinds| kinds.get_mut(rack.kind as usize));
            if let Some(sum) = place {
                *sum += (technology.host_uw.likely + technology.module_uw.likely) / 1e6 * real(*ends);
            }
        }
    }
    watts
}
