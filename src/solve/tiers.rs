//! What a tier comes to: bandwidth, links, cables, modules, fibres, lasers, power, latency, with everything each way and per end.

use super::figure::{Figure, float, real, sum as summed};
use super::network::LinkKind;
use super::report::Report;
use super::tally::SlotSum;
use super::topology::Fabric;
use crate::model::tier::Endpoints;

/// Sums of one tier.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TierTotals {
    pub endpoints: u64,
    pub domains: u64,
    pub switches_needed: u64,
    pub switches_placed: u64,
    pub ports: u64,
    pub ports_used: u64,
    pub links: u64,
    /// Links that have no rack at one end.
    pub unplaced: u64,
    pub too_long: u64,
    /// Ends in racks, cables, modules, lasers.
    pub ends: u64,
    pub cables: u64,
    pub cable_m: f64,
    pub modules: u64,
    pub lasers: u64,
    pub fibres: u128,
    /// Differential pairs of copper.
    pub pairs: u128,
    /// Gb/s each way that all endpoints can send, and across the middle.
    pub injection_gbps: f64,
    pub bisection_gbps: Option<f64>,
    /// Half of what endpoints can send over what crosses the middle of a domain.
    pub oversubscription: Option<f64>,
    /// Watts of host SerDes, and of plugs, engines and lasers.
    pub host_w: Figure<f64>,
    pub module_w: Figure<f64>,
    /// Gb/s each way that all ends carry together.
    pub ends_gbps: f64,
    pub latency: Vec<PathLatency>,
}

impl TierTotals {
    pub fn power_w(&self) -> Figure<f64> {
        self.host_w.plus(self.module_w)
    }

    /// Picojoules a bit of one end, host and module together: a watt at a gigabit a second is a thousand.
    pub fn energy_per_bit(&self) -> f64 {
        if self.ends_gbps > 0.0 { self.power_w().likely / self.ends_gbps * 1000.0 } else { 0.0 }
    }
}

/// Time from one endpoint to another that shares something with it.
#[derive(Clone, Debug, PartialEq)]
pub struct PathLatency {
    pub within: &'static str,
    pub links: u64,
    /// Nanoseconds over cables of mean length, and over the longest.
    pub mean_ns: f64,
    pub longest_ns: f64,
}

/// Totals of a tier by its place.
pub fn totals(report: &Report, tier: usize) -> TierTotals {
    let mut totals = TierTotals::default();
    let (Some(network), Some(spec)) = (report.networks.get(tier), report.resolved.tiers.get(tier)) else { return totals };
    totals.endpoints = network.endpoints;
    totals.domains = network.domains();
    for level in &network.levels {
        totals.switches_needed = totals.switches_needed.saturating_add(level.needed);
        totals.switches_placed = totals.switches_placed.saturating_add(level.placed);
        totals.ports = totals.ports.saturating_add(level.ports);
        totals.ports_used = totals.ports_used.saturating_add(level.ports_used);
    }
    for kind in report.link_kinds.iter().filter(|kind| kind.tier == tier) {
        totals.links = totals.links.saturating_add(kind.sized);
        totals.unplaced = totals.unplaced.saturating_add(kind.unplaced);
    }
    for (cell, sum) in report.cells.list.iter().zip(&report.sums.cells).filter(|(cell, _)| cell.tier == tier) {
        let Some(technology) = spec.technologies.get(cell.pick.technology) else { continue };
        totals.cables = totals.cables.saturating_add(sum.cables);
        totals.cable_m += bought_m(cell.pick.stock_mm, sum.cables, sum.cable_mm);
        totals.fibres += u128::from(sum.links) * u128::from(technology.fibres_per_link);
        totals.pairs += u128::from(sum.links) * u128::from(technology.pairs_per_link);
        totals.too_long = totals.too_long.saturating_add(if cell.pick.reaches { 0 } else { sum.links });
    }
    for (slot, sum) in report.resolved.slots.iter().zip(&report.sums.slots).filter(|(slot, _)| slot.tier == tier) {
        let Some(technology) = report.resolved.technology(slot) else { continue };
        add_ends(&mut totals, sum);
        totals.host_w = totals.host_w.plus(technology.host_uw.times(real(sum.ends) / 1e6));
        totals.module_w = totals.module_w.plus(technology.module_uw.times(real(sum.ends) / 1e6));
    }
    bandwidth(&mut totals, network, spec.link_mbps);
    totals.latency = latencies(report, tier);
    totals
}

fn add_ends(totals: &mut TierTotals, sum: &SlotSum) {
    totals.ends = totals.ends.saturating_add(sum.ends);
    totals.modules = totals.modules.saturating_add(sum.modules);
    totals.lasers = totals.lasers.saturating_add(sum.lasers);
}

fn bought_m(stock_mm: Option<i64>, cables: u64, route_mm: u128) -> f64 {
    let mm = stock_mm.map_or(route_mm, |mm| u128::from(cables) * u128::from(mm.unsigned_abs()));
    float(i128::try_from(mm).unwrap_or(i128::MAX)) / 1000.0
}

fn bandwidth(totals: &mut TierTotals, network: &super::network::Network, link_mbps: i64) {
    let gbps = float(i128::from(link_mbps)) / 1000.0;
    let mut bisection = Some(0.0);
    let mut worst: Option<f64> = None;
    for (domains, fabric) in network.fabrics() {
        let Ok(fabric) = fabric else { continue };
        totals.injection_gbps += real(fabric.injection) * real(domains) * gbps;
        bisection = bisection.zip(fabric.bisection).map(|(sum, links)| sum + real(links) * real(domains) * gbps);
        worst = ratio(fabric).map_or(worst, |ratio| Some(worst.map_or(ratio, |worst: f64| worst.max(ratio))));
    }
    totals.bisection_gbps = bisection.filter(|_| network.endpoints > 0);
    totals.oversubscription = worst;
    totals.ends_gbps = real(totals.ends) * gbps;
}

/// One where half of the endpoints can talk to the other half at full rate; a domain of one has no halves.
fn ratio(fabric: &Fabric) -> Option<f64> {
    let half = real(fabric.injection / 2);
    fabric.bisection.filter(|cut| *cut > 0).map(|cut| half / real(cut))
}

/// Latency of one kind of link: both ends and the way between.
struct KindLatency {
    mean_ns: f64,
    longest_ns: f64,
}

fn kind_latency(report: &Report, place: usize, fec_ns: f64) -> KindLatency {
    let mut sum = 0.0;
    let mut links = 0.0;
    let mut longest_ns: f64 = 0.0;
    for (cell, cell_sum) in report.cells.list.iter().zip(&report.sums.cells).filter(|(cell, sum)| cell.kind == place && sum.links > 0) {
        let technology = report.resolved.tiers.get(cell.tier).and_then(|tier| tier.technologies.get(cell.pick.technology));
        let Some(technology) = technology else { continue };
        let ends = 2.0 * (technology.latency_ns + fec_ns);
        let count = real(cell_sum.links);
        let mean_m = float(i128::try_from(cell_sum.link_mm).unwrap_or(i128::MAX)) / 1000.0 / count;
        let longest_m = cell.pick.stock_mm.map_or(mean_m, |mm| float(i128::from(mm)) / 1000.0);
        sum += count * (ends + mean_m * technology.ns_per_metre);
        links += count;
        longest_ns = longest_ns.max(ends + longest_m * technology.ns_per_metre);
    }
    KindLatency { mean_ns: if links > 0.0 { sum / links } else { 0.0 }, longest_ns }
}

/// Paths go up through the kinds of link and down again, with a switch between each two links.
fn latencies(report: &Report, tier: usize) -> Vec<PathLatency> {
    let (Some(network), Some(spec)) = (report.networks.get(tier), report.resolved.tiers.get(tier)) else { return Vec::new() };
    let kinds: Vec<KindLatency> = report
        .link_kinds
        .iter()
        .enumerate()
        .filter(|(_, kind): &(usize, &LinkKind)| kind.tier == tier)
        .map(|(place, _)| kind_latency(report, place, spec.fec_ns))
        .collect();
    let switch_ns = spec.switch.as_ref().filter(|switch| !switch.circuit).map_or(0.0, |switch| switch.latency_ns);
    // Another hall is one link away, whatever shape the ports of this one have.
    if spec.endpoints == Endpoints::Gateways {
        let far = kinds.iter().filter(|kind| kind.mean_ns > 0.0);
        return far
            .map(|kind| PathLatency { within: "other hall", links: 1, mean_ns: kind.mean_ns, longest_ns: kind.longest_ns })
            .collect();
    }
    let Some((_, Ok(fabric))) = network.fabrics().next() else { return Vec::new() };
    let path = |hop: &super::topology::Hop| {
        let depth = |link: u64| usize::try_from(link.min(hop.links - 1 - link)).unwrap_or(0).min(kinds.len().saturating_sub(1));
        // Nobody walks a torus of a million: the middle of a long path is all one kind.
        let links = hop.links.min(64);
        let sum = |of: fn(&KindLatency) -> f64| {
            summed((0..links).filter_map(|link| kinds.get(depth(link))).map(of)) * real(hop.links) / real(links.max(1))
        };
        let switches = real(hop.links.saturating_sub(1)) * switch_ns;
        PathLatency {
            within: hop.within,
            links: hop.links,
            mean_ns: sum(|kind| kind.mean_ns) + switches,
            longest_ns: sum(|kind| kind.longest_ns) + switches,
        }
    };
    fabric.hops.iter().filter(|hop| hop.links > 0).map(path).collect()
}
