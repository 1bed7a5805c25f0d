//! The table of tiers: what each joins, what it takes and what it carries. Rates are each way, energy is per end.

use super::column::{COUNT, KW, METRES, NS, PJ, RATIO, TBPS};
use super::{Cell, Column, Row, wide};
use crate::solve::report::Report;
use crate::solve::resolve::tier::TierSpec;
use crate::solve::tiers::TierTotals;
use crate::solve::totals::Totals;

pub(super) const COLUMNS: &[Column] = &[
    Column::text("Tier", "Network by its id", 12),
    Column::text("Topology", "Its shape", 10),
    Column::number("Endpoints", "Accelerators, adapters, memory or gateways that it joins", 9, COUNT),
    Column::number("Domains", "Networks of this kind that stand side by side", 8, COUNT),
    Column::number("Needed", "Switches that the topology asks for", 8, COUNT).sum(),
    Column::number("Placed", "Switches that have a slot in a rack", 8, COUNT).sum(),
    Column::number("Ports used", "Ports of all switches that carry a link", 10, COUNT).sum(),
    Column::number("Links", "Links between two ends, each way", 8, COUNT).sum(),
    Column::number("Too long", "Links that are longer than their technology reaches", 8, COUNT).sum(),
    Column::number("Cables", "Cables that are laid, inside racks and between them", 8, COUNT).sum(),
    Column::number("Cable", "Length of all cables as they are bought", 11, METRES).sum(),
    Column::number("Modules", "Pluggable modules and optical engines", 8, COUNT).sum(),
    Column::number("Lasers", "Laser modules that stand apart", 7, COUNT).sum(),
    Column::number("Fibres", "Single fibres of all links, each way counted on its own", 9, COUNT).sum(),
    Column::number("Pairs", "Differential pairs of copper", 8, COUNT).sum(),
    Column::number("Injection", "What all endpoints can send at once, each way", 14, TBPS).sum(),
    Column::number("Bisection", "What crosses the middle of all domains in the worst halving, each way", 14, TBPS),
    Column::number("Oversubscribed", "Half of what endpoints can send over what crosses the middle; 1 is full rate", 13, RATIO),
    Column::number("Power", "Host SerDes, modules, engines and lasers at all ends, without switches", 9, KW).sum(),
    Column::number("Energy", "Of one end: host SerDes with plug or engine and laser", 12, PJ),
    Column::number("Latency", "Over the longest path, with cables of mean length", 10, NS),
    Column::number("Longest", "Over the longest path, with the longest cables", 10, NS),
];

pub(super) fn rows(report: &Report, totals: &Totals) -> Vec<Row> {
    let tiers = report.resolved.tiers.iter().zip(&totals.tiers);
    tiers.map(|(spec, tier)| Row::line(row(spec, tier))).collect()
}

fn row(spec: &TierSpec, tier: &TierTotals) -> Vec<Cell> {
    let maybe = |value: Option<f64>| value.map_or(Cell::Empty, Cell::Number);
    let path = tier.latency.last();
    vec![
        Cell::text(&spec.id),
        Cell::text(super::capital(&spec.topology.word().replace('_', " "))),
        Cell::count(tier.endpoints),
        Cell::count(tier.domains),
        Cell::count(tier.switches_needed),
        Cell::count(tier.switches_placed),
        Cell::count(tier.ports_used),
        Cell::count(tier.links),
        Cell::count(tier.too_long),
        Cell::count(tier.cables),
        Cell::Number(tier.cable_m),
        Cell::count(tier.modules),
        Cell::count(tier.lasers),
        Cell::Number(wide(tier.fibres)),
        Cell::Number(wide(tier.pairs)),
        Cell::Number(tier.injection_gbps),
        maybe(tier.bisection_gbps),
        maybe(tier.oversubscription),
        Cell::Figure(tier.power_w()),
        Cell::Number(tier.energy_per_bit()),
        maybe(path.map(|path| path.mean_ns)),
        maybe(path.map(|path| path.longest_ns)),
    ]
}
