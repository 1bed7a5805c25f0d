//! What a Clos is asked to be, with everything that does not depend on the number of endpoints worked out and checked.

use super::super::arithmetic::{Taper, ceil_div, held, less};
use super::super::{Demand, Unbuildable};
use crate::model::counts::{Factor, Some1};
use crate::model::tier::{Levels, PodFill, Spread, Topology};

/// The fields of the topology, or what stands for them in shapes made of Clos networks.
#[derive(Clone, Copy)]
pub struct Wish<'t> {
    pub levels: Option<Levels>,
    pub taper: &'t [Factor],
    pub rails: Option<Some1>,
    pub rails_apart: bool,
    pub unit: Option<Some1>,
    pub leaf_down: Option<Some1>,
    pub leaf_up: Option<Some1>,
    pub pod_leafs: Option<Some1>,
    pub spread: Spread,
    pub pods: PodFill,
}

impl<'t> Wish<'t> {
    pub fn of(topology: &'t Topology) -> Option<Self> {
        match topology {
            Topology::Clos { levels, taper, rails, rails_apart, unit, leaf_down, leaf_up, pod_leafs, spread, pods } => Some(Self {
                levels: *levels,
                taper,
                rails: *rails,
                rails_apart: *rails_apart,
                unit: *unit,
                leaf_down: *leaf_down,
                leaf_up: *leaf_up,
                pod_leafs: *pod_leafs,
                spread: *spread,
                pods: *pods,
            }),
            _ => None,
        }
    }
}

/// One of the equal networks of a plane.
pub struct Rules {
    pub levels: Option<u64>,
    pub radix: u128,
    /// Rails that never meet: networks; rails that do: leafs of a unit.
    pub networks: u128,
    pub rails: u128,
    /// Nodes come in units: rails or a unit are asked for.
    pub by_units: bool,
    /// Links of a node in a plane, at least one for each rail, and on the rail that has most.
    pub node_links: u128,
    pub width: u128,
    pub unit_nodes: u128,
    /// The unit is asked for, not just what fits.
    pub unit_asked: bool,
    pub links_per_endpoint: u128,
    /// For each network, and for all of them.
    pub reserved: u128,
    pub all_reserved: u128,
    /// Ports of a leaf towards endpoints, most links to spines, and those that are asked for whatever the load.
    pub down: u128,
    pub up: u128,
    pub up_asked: bool,
    pub leaf_taper: Taper,
    /// Ports of a spine towards leafs and cores.
    pub spine_down: u128,
    pub spine_up: u128,
    pub spine_taper: Taper,
    pub pod_leafs: u128,
    pub even: bool,
    pub trimmed: bool,
}

const ROOM: &str = "give the leaf fewer ports down or up, or take a larger switch";

pub fn rules(demand: &Demand, wish: &Wish) -> Result<Rules, Unbuildable> {
    let some = |count: Option<Some1>| count.map(|count| u128::from(count.count()));
    let taper = |level: usize| wish.taper.get(level).copied().map_or(Taper::NONE, Taper::of);
    let (leaf_taper, spine_taper) = (taper(0), taper(1));
    let radix = u128::from(demand.radix);
    let (down, up) = leaf_ports(radix, leaf_taper, some(wish.leaf_down), some(wish.leaf_up))?;
    let all_rails = some(wish.rails).unwrap_or(1);
    let links_per_endpoint = u128::from(demand.links_per_endpoint);
    let node_links = (u128::from(demand.per_node) * links_per_endpoint).max(all_rails);
    let width = ceil_div(node_links, all_rails);
    let (networks, rails) = if wish.rails_apart { (all_rails, 1) } else { (1, all_rails) };
    let by_units = wish.rails.is_some() || wish.unit.is_some();
    let spine_up = spine_taper.up_ports(radix);
    let spine_down = less(radix, spine_up);
    Ok(Rules {
        levels: wish.levels.map(|levels| levels.count()),
        radix,
        networks,
        rails,
        by_units,
        node_links,
        width,
        unit_nodes: if by_units { unit_nodes(some(wish.unit), width, down)? } else { 1 },
        unit_asked: wish.unit.is_some(),
        links_per_endpoint,
        reserved: ceil_div(u128::from(demand.reserved), networks),
        all_reserved: u128::from(demand.reserved),
        down,
        up,
        up_asked: wish.leaf_up.is_some(),
        leaf_taper,
        spine_down,
        spine_up,
        spine_taper,
        pod_leafs: some(wish.pod_leafs).unwrap_or_else(|| whole_units(spine_down, rails)),
        even: wish.spread == Spread::Even,
        trimmed: wish.pods == PodFill::Trimmed,
    })
}

/// Ports of a leaf down and up: what is asked for, the rest by the taper.
fn leaf_ports(radix: u128, taper: Taper, down: Option<u128>, up: Option<u128>) -> Result<(u128, u128), Unbuildable> {
    let by_taper = taper.up_ports(radix);
    let (down, up) = match (down, up) {
        (Some(down), Some(up)) => (down, up),
        (Some(down), None) => (down, taper.links_up(down).min(less(radix, down))),
        (None, Some(up)) => (less(radix, up), up),
        (None, None) => (less(radix, by_taper), by_taper),
    };
    if down + up > radix {
        return Err(Unbuildable::Ports { what: "a leaf", needs: held(down + up)?, has: held(radix)?, help: ROOM });
    }
    Ok((down, up))
}

/// Nodes of a full unit: what is asked for if a leaf has the ports, else as many as fit.
fn unit_nodes(asked: Option<u128>, width: u128, down: u128) -> Result<u128, Unbuildable> {
    let nodes = asked.unwrap_or(down / width.max(1)).max(1);
    if nodes * width > down {
        let help = "take smaller units, more rails or more ports down";
        return Err(Unbuildable::Ports { what: "one leaf a rail for a unit", needs: held(nodes * width)?, has: held(down)?, help });
    }
    Ok(nodes)
}

/// Leafs of a pod: as many whole units as fit under a spine, part of one where none does.
fn whole_units(spine_down: u128, rails: u128) -> u128 {
    if rails <= spine_down { spine_down / rails.max(1) * rails } else { spine_down }
}
