//! Rule `unused-ports`: switches and ports that are paid for are used.

use super::facts::{total, words};
use super::{Breach, Scope, rule, say};
use crate::model::rack_type::Level;
use crate::model::text::Name;
use crate::model::tier::Topology;
use crate::solve::figure::{nearest, real};
use crate::solve::network::{LevelPlace, Network};
use crate::solve::report::Report;
use crate::solve::resolve::rack_kind::LEVELS;
use crate::solve::topology::{Note, grouped};

/// Free ports that are worth a word.
const SHARE: f64 = 0.1;

rule! {
    /// More switches stand in racks than a level of a tier needs, or more than a tenth of the ports of a level stay free because the uplinks
    /// of each switch below have to be divided evenly among the switches above, or a fabric has more rails than a node has links.
    ///
    /// Switches that nobody needs draw power and cost money all the same. Ports that stay free for even division are the price of symmetry:
    /// each switch below has the same whole number of links to each above. A rail without links has a leaf in every unit all the same.
    ///
    /// Take the spare switch blades out, or keep them to grow into. For free ports, another number of leafs or links up may divide better.
    /// Take as many rails as a node has links.
    "unused-ports", "Ports that stay free", Note, Scope::Plan(find)
}

fn find(report: &Report) -> Vec<Breach> {
    let tiers = report.input.plan.tiers.iter().zip(&report.networks).enumerate();
    tiers
        .flat_map(|(place, (tier, network))| {
            let idle = LEVELS.iter().zip(network.slots).filter_map(|(level, slots)| idle(&tier.name, network, *level, slots));
            let free = network.levels.iter().filter_map(|level| free(&tier.name, network, level));
            let rails = rails(report, place, network);
            let told = idle.chain(free).chain(rails).map(|breach| Breach { subjects: report.tier_subject(place), ..breach });
            told.collect::<Vec<_>>()
        })
        .collect()
}

/// Slots of a level that no switch needs.
fn idle(tier: &Name, network: &Network, level: Level, slots: u64) -> Option<Breach> {
    // Where a fabric cannot be built nobody knows how many it takes.
    if network.fabrics().any(|(_, fabric)| fabric.is_err()) {
        return None;
    }
    let needed = total(network.levels.iter().filter(|known| known.level == level).map(|known| known.needed));
    (slots > needed).then(|| {
        let (placed, needs) = (grouped(slots), grouped(needed));
        let name = level_name(level);
        let message = format!("{tier}: {placed} {name} switches stand in racks, {needs} are needed: {} stay idle", grouped(slots - needed));
        Breach::new(Vec::new(), message).measured(placed, needs)
    })
}

/// Ports that stay free so that links divide evenly.
fn free(tier: &Name, network: &Network, level: &LevelPlace) -> Option<Breach> {
    let notes = network.fabrics().filter_map(|(_, fabric)| fabric.as_ref().ok()).flat_map(|fabric| &fabric.notes);
    let divided = notes.filter_map(|note| match note {
        Note::Divisor { level: name, by_ports, taken } if *name == level.name => Some((*by_ports, *taken)),
        _ => None,
    });
    let (by_ports, taken) = divided.max()?;
    let share = 1.0 - real(level.ports_used) / real(level.ports.max(1));
    (share > SHARE).then(|| {
        let (free, limit) = (percent(share), percent(SHARE));
        let (name, by_ports, taken) = (words(level.name), grouped(by_ports), grouped(taken));
        let message =
            format!("{tier}: {free} of the {name} ports stay free: {by_ports} switches have the ports, {taken} divide the links evenly");
        Breach::new(Vec::new(), message).measured(free, limit)
    })
}

/// More rails than links of a node: the leafs of the rest have nothing to join.
fn rails(report: &Report, place: usize, network: &Network) -> Option<Breach> {
    let tier = report.resolved.tiers.get(place)?;
    let Topology::Clos { rails: Some(rails), .. } = &tier.topology else { return None };
    let (rails, links) = (rails.count(), network.per_node.saturating_mul(tier.links_per_plane));
    (network.endpoints > 0 && rails > links).then(|| {
        let name = report.input.plan.tiers.get(place).map_or("", |tier| tier.name.as_str());
        let (rails, links) = (grouped(rails), grouped(links));
        Breach::new(Vec::new(), format!("{name}: {rails} rails, but a node has {links} links in a plane")).measured(rails, links)
    })
}

fn percent(share: f64) -> String {
    format!("{} %", say::number(nearest(share * 1e5), 3))
}

/// A level as people call it.
pub fn level_name(level: Level) -> &'static str {
    match level {
        Level::Leaf => "leaf",
        Level::Spine => "spine",
        Level::Core => "core",
        Level::Circuit => "circuit",
    }
}
