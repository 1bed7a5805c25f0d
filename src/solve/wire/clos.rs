//! Folded Clos: endpoints to leafs, leafs to the spines of their pod, spines to cores, each counted between runs of neighbours in a rack.
//!
//! Links of a level stand in one row: those of its first member, of its second, and so on. Which of them go to some members of the next level
//! is either an interval of that row or a set of remainders, so that the links between two runs are a difference of a few divisions.

use super::{Plane, Run, Sink};
use crate::solve::topology::Clos;

/// Places in the fabric's links and levels.
const NODE_LEAF: usize = 0;
const LEAF_SPINE: usize = 1;
const SPINE_CORE: usize = 2;
const LEAF: usize = 0;
const SPINE: usize = 1;
const CORE: usize = 2;

pub fn wire(shape: &Clos, plane: &Plane, sink: &mut Sink) {
    access(shape, plane, sink);
    if shape.levels > 1 {
        each_pod(shape, |network, pod| leaf_spine(shape, plane, network, pod, sink));
    }
    if shape.levels > 2 {
        each_pod(shape, |network, pod| spine_core(shape, plane, network, pod, sink));
    }
}

fn each_pod(shape: &Clos, mut visit: impl FnMut(u64, u64)) {
    (0..shape.networks).for_each(|network| (0..shape.pods).for_each(|pod| visit(network, pod)));
}

/// How the links of nodes are dealt to rails or networks.
struct Nodes {
    /// Links of a node, and how many of them in a row go to one rail.
    links: u64,
    width: u64,
    /// Nodes of a unit.
    per_unit: u64,
    /// Links of all endpoints.
    all: u64,
}

impl Nodes {
    fn of(shape: &Clos, plane: &Plane) -> Self {
        let links = plane.per_node.max(1).saturating_mul(plane.links_per_endpoint);
        let width = links.div_ceil(shape.networks.max(shape.rails).max(1));
        let even = shape.nodes.div_ceil(shape.units.max(1));
        let per_unit = even.max(shape.unit_nodes.min(shape.leaf_load / width.max(1))).max(1);
        Self { links, width, per_unit, all: plane.ends.len().saturating_mul(plane.links_per_endpoint) }
    }
}

fn access(shape: &Clos, plane: &Plane, sink: &mut Sink) {
    let nodes = Nodes::of(shape, plane);
    if shape.levels == 1 {
        single_level(shape, plane, &nodes, sink);
    } else if shape.networks == 1 && shape.rails == 1 && shape.unit_nodes == 1 {
        by_ports(shape, plane, sink);
    } else {
        by_units(shape, plane, &nodes, sink);
    }
    reserve(plane, sink);
}

/// Leafs are filled one after the other.
fn by_ports(shape: &Clos, plane: &Plane, sink: &mut Sink) {
    let (load, each) = (shape.leaf_load.max(1), plane.links_per_endpoint.max(1));
    let links = plane.ends.len().saturating_mul(each);
    for leafs in plane.level(LEAF).pieces(0, links.div_ceil(load)) {
        let (from, to) = (leafs.first.saturating_mul(load), leafs.end().saturating_mul(load).min(links));
        for ends in plane.ends.pieces(from / each, to.div_ceil(each)) {
            let (low, high) = (ends.first.saturating_mul(each).max(from), ends.end().saturating_mul(each).min(to));
            sink(NODE_LEAF, ends.rack, leafs.rack, high.saturating_sub(low));
        }
    }
}

/// Every unit has one leaf a rail, in one network or in one network for each rail.
fn by_units(shape: &Clos, plane: &Plane, nodes: &Nodes, sink: &mut Sink) {
    let unit_links = nodes.per_unit.saturating_mul(nodes.links);
    for unit in 0..nodes.all.div_ceil(unit_links.max(1)) {
        let from = unit.saturating_mul(unit_links);
        let to = from.saturating_add(unit_links).min(nodes.all);
        for ends in link_pieces(plane, from, to) {
            if shape.networks > 1 {
                for network in 0..shape.networks {
                    let leaf = network.saturating_mul(shape.leafs).saturating_add(unit);
                    let links = dealt_to(nodes, &ends, network, network + 1);
                    sink(NODE_LEAF, ends.rack, plane.level(LEAF).rack(leaf), links);
                }
            } else {
                let first = unit.saturating_mul(shape.rails);
                for leafs in plane.level(LEAF).pieces(first, first.saturating_add(shape.rails)) {
                    let rails = (leafs.first.saturating_sub(first), leafs.end().saturating_sub(first));
                    sink(NODE_LEAF, ends.rack, leafs.rack, dealt_to(nodes, &ends, rails.0, rails.1));
                }
            }
        }
    }
}

/// One level: small networks share switches.
fn single_level(shape: &Clos, plane: &Plane, nodes: &Nodes, sink: &mut Sink) {
    let shared = shape.networks_per_switch.max(1);
    for ends in link_pieces(plane, 0, nodes.all) {
        for switches in plane.level(LEAF).pieces(0, shape.networks.div_ceil(shared)) {
            let networks = (switches.first.saturating_mul(shared), switches.end().saturating_mul(shared).min(shape.networks));
            let links = if shape.networks == 1 { ends.count } else { dealt_to(nodes, &ends, networks.0, networks.1) };
            sink(NODE_LEAF, ends.rack, switches.rack, links);
        }
    }
}

/// Runs of the links of endpoints instead of endpoints.
fn link_pieces<'p>(plane: &'p Plane, from: u64, to: u64) -> impl Iterator<Item = Run> + 'p {
    let each = plane.links_per_endpoint.max(1);
    plane.ends.pieces(from / each, to.div_ceil(each)).filter_map(move |run| {
        let first = run.first.saturating_mul(each).max(from);
        let count = run.end().saturating_mul(each).min(to).saturating_sub(first);
        (count > 0).then_some(Run { rack: run.rack, first, count })
    })
}

/// Of a run of links, those that go to rails `from..to`.
fn dealt_to(nodes: &Nodes, links: &Run, from: u64, to: u64) -> u64 {
    let residue = |rail: u64| rail.saturating_mul(nodes.width).min(nodes.links);
    with_remainder((links.first, links.end()), nodes.links, (residue(from), residue(to)))
}

/// Whatever takes the reserved ports stands beside the last leaf.
fn reserve(plane: &Plane, sink: &mut Sink) {
    if plane.reserved > 0 {
        let last = plane.level(LEAF).rack(plane.level(LEAF).len().saturating_sub(1));
        sink(NODE_LEAF, last, last, plane.reserved);
    }
}

fn spines_of_network(shape: &Clos) -> u64 {
    shape.pods.saturating_sub(1).saturating_mul(shape.pod_spines).saturating_add(shape.last_spines)
}

/// First spine of a pod, counted over all networks.
fn first_spine(shape: &Clos, network: u64, pod: u64) -> u64 {
    network.saturating_mul(spines_of_network(shape)).saturating_add(pod.saturating_mul(shape.pod_spines))
}

/// Each leaf deals its links to the spines of its pod in turn.
fn leaf_spine(shape: &Clos, plane: &Plane, network: u64, pod: u64, sink: &mut Sink) {
    let first_leaf = network.saturating_mul(shape.leafs).saturating_add(pod.saturating_mul(shape.pod_leafs));
    let (first_spine, spines) = (first_spine(shape, network, pod), shape.spines_of(pod));
    let up = |leaf: u64| (leaf - first_leaf).saturating_mul(shape.leaf_up);
    for leafs in plane.level(LEAF).pieces(first_leaf, first_leaf.saturating_add(shape.leafs_of(pod))) {
        for above in plane.level(SPINE).pieces(first_spine, first_spine.saturating_add(spines)) {
            let places = (above.first - first_spine, above.end() - first_spine);
            let links = with_remainder((up(leafs.first), up(leafs.end())), spines, places);
            sink(LEAF_SPINE, leafs.rack, above.rack, links);
        }
    }
}

/// The links of a pod stand in one row; cores take them in equal blocks, or in turn where they do not divide.
fn spine_core(shape: &Clos, plane: &Plane, network: u64, pod: u64, sink: &mut Sink) {
    let (first_spine, spines) = (first_spine(shape, network, pod), shape.spines_of(pod));
    let first_core = network.saturating_mul(shape.cores);
    let block = spines.saturating_mul(shape.spine_up) / shape.cores.max(1);
    let before = if shape.dealt { pod.saturating_mul(shape.pod_spines) } else { 0 };
    for below in plane.level(SPINE).pieces(first_spine, first_spine.saturating_add(spines)) {
        let up = |spine: u64| (spine - first_spine).saturating_add(before).saturating_mul(shape.spine_up);
        let row = (up(below.first), up(below.end()));
        let (from, to) = if shape.dealt { (0, shape.cores) } else { (row.0 / block.max(1), row.1.div_ceil(block.max(1))) };
        for above in plane.level(CORE).pieces(first_core.saturating_add(from), first_core.saturating_add(to.min(shape.cores))) {
            let cores = (above.first - first_core, above.end() - first_core);
            let links = if shape.dealt { with_remainder(row, shape.cores, cores) } else { common(row, cores, block) };
            sink(SPINE_CORE, below.rack, above.rack, links);
        }
    }
}

/// Links of a row that lie in the blocks of some members.
fn common(row: (u64, u64), members: (u64, u64), block: u64) -> u64 {
    let (from, to) = (members.0.saturating_mul(block).max(row.0), members.1.saturating_mul(block).min(row.1));
    to.saturating_sub(from)
}

/// How many of the numbers `row.0..row.1` leave a remainder in `places.0..places.1` when divided by `turns`.
pub fn with_remainder(row: (u64, u64), turns: u64, places: (u64, u64)) -> u64 {
    if turns == 0 {
        return 0;
    }
    let below = |end: u64, place: u64| u128::from(end / turns) * u128::from(place) + u128::from((end % turns).min(place));
    let inside = |end: u64| below(end, places.1.min(turns)) - below(end, places.0.min(turns));
    u64::try_from(inside(row.1).saturating_sub(inside(row.0))).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::with_remainder;

    #[test]
    fn remainders_are_counted_as_one_by_one() {
        for turns in 1..8 {
            for (from, to) in [(0, 0), (0, 13), (3, 29), (7, 7), (5, 6)] {
                for places in [(0, turns), (1, 3), (2, 2), (0, 1)] {
                    let slow = (from..to).filter(|n| (places.0..places.1).contains(&(n % turns))).count() as u64;
                    assert_eq!(with_remainder((from, to), turns, places), slow, "{from}..{to} by {turns} in {places:?}");
                }
            }
        }
    }
}
