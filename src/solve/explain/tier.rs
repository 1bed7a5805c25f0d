//! One tier: switches, links, cables, modules, power, bandwidth, latency.

use super::node::Node;
use crate::model::catalog::Kind;
use crate::solve::figure::{float, real};
use crate::solve::money::bill::{cable_counts, side_word};
use crate::solve::readout::Unit;
use crate::solve::report::Report;
use crate::solve::resolve::Slot;
use crate::solve::resolve::technology::Technology;
use crate::solve::tally::SlotSum;
use crate::solve::totals::Totals;

pub fn explain(report: &Report, totals: &Totals, place: usize, quantity: &str) -> Node {
    let tier = Tier { report, place, id: report.resolved.tiers.get(place).map(|tier| tier.id.to_string()).unwrap_or_default() };
    let Some(sums) = totals.tiers.get(place) else { return Node::given(tier.id, 0.0, Unit::Count) };
    match quantity {
        "links" => tier.links(real(sums.links)),
        "switches" => tier.switches(real(sums.switches_needed)),
        "cables" => tier.cables(real(sums.cables), Unit::Count, |_, _, cables, _| real(cables)),
        "cable-length" => tier.cables(sums.cable_m, Unit::Metre, |_, _, _, metres| metres),
        "modules" => tier.slots("Modules", real(sums.modules), |sum| sum.modules),
        "lasers" => tier.slots("Laser modules", real(sums.lasers), |sum| sum.lasers),
        "fibres" => tier.strands("Fibres", |technology| technology.fibres_per_link),
        "pairs" => tier.strands("Pairs", |technology| technology.pairs_per_link),
        "power" => tier.power(sums.power_w().likely),
        "injection" => tier.bandwidth("Injection each way", sums.injection_gbps, |fabric| Some(fabric.injection)),
        "bisection" => tier.bandwidth("Bisection each way", sums.bisection_gbps.unwrap_or(0.0), |fabric| fabric.bisection),
        _ => tier.latency(sums),
    }
}

struct Tier<'r> {
    report: &'r Report,
    place: usize,
    id: String,
}

impl Tier<'_> {
    fn title(&self, what: &str) -> String {
        format!("{what} of {}", self.id)
    }

    fn links(&self, value: f64) -> Node {
        let kinds = self.report.link_kinds.iter().filter(|kind| kind.tier == self.place);
        let children = kinds.map(|kind| Node::given(kind.name, real(kind.sized), Unit::Count)).collect();
        Node::sum(self.title("Links"), value, Unit::Count, children)
    }

    fn switches(&self, value: f64) -> Node {
        let levels = self.report.networks.get(self.place).map_or(&[][..], |network| &network.levels);
        let children =
            levels.iter().map(|level| Node::given(format!("{} switches", level.name), real(level.needed), Unit::Count)).collect();
        Node::sum(self.title("Switches"), value, Unit::Count, children)
    }

    fn cables(&self, value: f64, unit: Unit, of: fn(&Technology, Option<i64>, u64, f64) -> f64) -> Node {
        let mine = cable_counts(self.report).into_iter().filter(|(tier, ..)| *tier == self.place);
        let line = |(tier, technology, stock, count): (usize, usize, Option<i64>, crate::solve::money::bill::CableCount)| {
            let technology = self.report.resolved.tiers.get(tier)?.technologies.get(technology)?;
            let metres = float(i128::try_from(count.bought_mm).unwrap_or(i128::MAX)) / 1e3;
            let length = stock
                .map_or_else(|| "cut to length".to_string(), |mm| crate::solve::readout::text(float(i128::from(mm)) / 1e3, Unit::Metre));
            Some(Node::given(format!("{} {length}", technology.id), of(technology, stock, count.cables, metres), unit))
        };
        Node::sum(self.title("Cables"), value, unit, mine.filter_map(line).collect())
    }

    fn used(&self) -> impl Iterator<Item = (&Slot, &SlotSum, &Technology)> {
        let slots = self.report.resolved.slots.iter().zip(&self.report.sums.slots);
        let mine = slots.filter(|(slot, sum)| slot.tier == self.place && sum.ends > 0);
        mine.filter_map(|(slot, sum)| Some((slot, sum, self.report.resolved.technology(slot)?)))
    }

    fn slots(&self, what: &str, value: f64, of: fn(&SlotSum) -> u64) -> Node {
        let line = |(slot, sum, technology): (&Slot, &SlotSum, &Technology)| {
            let inputs = vec![
                Node::given("Link ends", real(sum.ends), Unit::Count),
                Node::given("Ends in one module", real(technology.ends_per_unit), Unit::Count),
            ];
            let title = format!("{} at {}", technology.id, side_word(slot.side));
            Node::formula(title, real(of(sum)), Unit::Count, "whole in every rack, summed over racks", inputs)
        };
        Node::sum(self.title(what), value, Unit::Count, self.used().map(line).collect())
    }

    /// Links by technology times what each link has of something.
    fn strands(&self, what: &str, of: fn(&Technology) -> u64) -> Node {
        let technologies = self.report.resolved.tiers.get(self.place).map_or(&[][..], |tier| &tier.technologies);
        let line = |(place, technology): (usize, &Technology)| {
            let cells = self.report.cells.list.iter().zip(&self.report.sums.cells);
            let mine = cells.filter(|(cell, _)| cell.tier == self.place && cell.pick.technology == place);
            let links = mine.map(|(_, sum)| sum.links).fold(0, u64::saturating_add);
            let factors =
                vec![Node::given("Links", real(links), Unit::Count), Node::given("Of each link", real(of(technology)), Unit::Count)];
            let value = real(links) * real(of(technology));
            (value > 0.0).then(|| Node::product(technology.id.to_string(), value, Unit::Count, factors))
        };
        let children: Vec<Node> = technologies.iter().enumerate().filter_map(line).collect();
        let value = children.iter().map(|child| child.value).fold(0.0, |sum, value| sum + value);
        Node::sum(self.title(what), value, Unit::Count, children)
    }

    fn power(&self, value: f64) -> Node {
        let tbps = self.report.resolved.tiers.get(self.place).map_or(0.0, |tier| float(i128::from(tier.link_mbps)) / 1e6);
        let line = |(slot, sum, technology): (&Slot, &SlotSum, &Technology)| {
            let energy = |field, uw: f64| {
                Node::catalogue(&self.report.input.catalog, (Kind::Interconnect, &technology.id, field), uw / 1e6 / tbps, Unit::PjPerBit)
            };
            let (host, module) = (technology.host_uw.likely, technology.module_uw.likely);
            let energies = vec![energy("host_energy", host), energy("module_energy", module)];
            let factors = vec![
                Node::given("Link ends", real(sum.ends), Unit::Count),
                Node::given("Terabits a second each way", tbps, Unit::Ratio),
                Node::sum("Energy of an end", (host + module) / 1e6 / tbps, Unit::PjPerBit, energies),
            ];
            let watts = (host + module) * real(sum.ends) / 1e6;
            Node::product(format!("{} at {}", technology.id, side_word(slot.side)), watts, Unit::Watt, factors)
        };
        Node::sum(self.title("Power of links"), value, Unit::Watt, self.used().map(line).collect())
    }

    fn bandwidth(&self, what: &str, value: f64, links: fn(&crate::solve::topology::Fabric) -> Option<u64>) -> Node {
        let gbps = self.report.resolved.tiers.get(self.place).map_or(0.0, |tier| float(i128::from(tier.link_mbps)) / 1e3);
        let fabrics = self.report.networks.get(self.place).into_iter().flat_map(crate::solve::network::Network::fabrics);
        let line = |(domains, fabric): (u64, &Result<crate::solve::topology::Fabric, _>)| {
            let count = links(fabric.as_ref().ok()?)?;
            let factors = vec![
                Node::given("Domains", real(domains), Unit::Count),
                Node::given("Links", real(count), Unit::Count),
                Node::given("Rate of a link each way", gbps, Unit::Gbps),
            ];
            Some(Node::product("Domains of one size", real(domains) * real(count) * gbps, Unit::Gbps, factors))
        };
        Node::sum(self.title(what), value, Unit::Gbps, fabrics.filter_map(line).collect())
    }

    fn latency(&self, sums: &crate::solve::tiers::TierTotals) -> Node {
        let value = sums.latency.last().map_or(0.0, |path| path.mean_ns);
        let path = |path: &crate::solve::tiers::PathLatency| {
            let title = format!("Within the {}, {} links", path.within, path.links);
            let longest = vec![Node::given("Over the longest cables", path.longest_ns, Unit::Nanosecond)];
            Node::formula(title, path.mean_ns, Unit::Nanosecond, "over cables of mean length", longest)
        };
        let formula = "both ends of every link, its cable, and a switch between each two links; one direction, farthest endpoints";
        Node::formula(self.title("Latency"), value, Unit::Nanosecond, formula, sums.latency.iter().map(path).collect())
    }
}
