//! How many switches, ports and links a fabric takes: one family of shapes per file. Says nothing of racks, cables' lengths or money.
//!
//! Work is a few divisions per level, never per endpoint or per link. Counts are exact; one that cannot be held is a reason, not a panic.

mod arithmetic;
mod clos;
mod dragonfly;
mod dragonfly_plus;
mod fabric;
mod full_mesh;
mod hamming_mesh;
mod hyperx;
mod one_tier;
mod packing;
mod rail_only;
mod slim_fly;
mod torus;
mod unbuildable;
mod wiring;

pub use fabric::{Cliff, End, Fabric, Hop, LevelSize, LinkClass, LinkSize, Note};
pub use packing::{Modules, Packing, cables, modules};
pub use unbuildable::{Unbuildable, grouped};
pub use wiring::{Circuits, Clos, Cube, Dragonfly, DragonflyPlus, HammingMesh, HyperX, Lines, OneTier, SlimFly, Torus, Wiring};

use crate::model::tier::Topology;
use crate::model::units::Rate;
use fabric::Sketch;

/// A fabric that is asked for: one domain of one tier.
#[derive(Clone, Copy, Debug)]
pub struct Demand<'t> {
    pub topology: &'t Topology,
    pub endpoints: u64,
    /// Endpoints of a node; rails and units are made of nodes. 1 if it does not matter.
    pub per_node: u64,
    /// Links of an endpoint into each plane.
    pub links_per_endpoint: u64,
    /// Separate copies of the fabric.
    pub planes: u64,
    /// Ports of a switch at the rate of a link; of the circuit switch for a torus that leaves `circuit_ports` out.
    pub radix: u64,
    /// Rate of one link, each way.
    pub link: Rate,
    /// Ports towards endpoints that management or spare hosts take, in each plane.
    pub reserved: u64,
}

/// No number of a demand may be larger, so that no product of four can overflow.
const MOST: u64 = 1_000_000_000;
/// More ports than any switch has; keeps the search for divisors short.
const MOST_PORTS: u64 = 1_000_000;

/// What the fabric takes and where its next cliff is, or why it cannot be built.
pub fn size(demand: &Demand) -> Result<Fabric, Unbuildable> {
    check(demand)?;
    let sketch = sketch(demand)?;
    let cliff = cliff(demand, &sketch).map(|endpoints| look_down(demand, endpoints));
    fabric::finish(demand, sketch, cliff)
}

/// The same without a look at the next cliff, which can take longer than all the rest.
pub fn build(demand: &Demand) -> Result<Fabric, Unbuildable> {
    check(demand)?;
    fabric::finish(demand, sketch(demand)?, None)
}

/// Links an endpoint must have in a plane for this shape to join it once.
pub fn least_links(topology: &Topology, endpoints: u64) -> u64 {
    match topology {
        Topology::FullMesh {} => endpoints.saturating_sub(1).max(1),
        Topology::Torus { sizes, circuit_switch, circuit_ports, .. } => {
            torus::least_links(sizes, circuit_switch.is_some() || circuit_ports.is_some())
        }
        Topology::HammingMesh { .. } => hamming_mesh::LEAST_LINKS,
        _ => 1,
    }
}

/// Ports a switch must have where the shape itself says so.
pub fn least_radix(topology: &Topology) -> Option<u64> {
    match topology {
        Topology::Dragonfly { terminals, routers, global, .. } => dragonfly::least_radix(*terminals, *routers, *global),
        Topology::HyperX { sizes, parallel, terminals } => hyperx::least_radix(sizes, parallel, *terminals),
        Topology::SlimFly { q, terminals } => slim_fly::least_radix(*q, *terminals).ok(),
        _ => None,
    }
}

fn check(demand: &Demand) -> Result<(), Unbuildable> {
    let within = |what, got: u64, least: u64, most: u64| {
        if (least..=most).contains(&got) { Ok(()) } else { Err(Unbuildable::OutOfRange { what, got, least, most }) }
    };
    within("endpoints", demand.endpoints, 1, MOST)?;
    within("endpoints of a node", demand.per_node, 1, MOST)?;
    within("links of an endpoint", demand.links_per_endpoint, 1, MOST)?;
    within("planes", demand.planes, 1, MOST_PORTS)?;
    within("ports of a switch", demand.radix, 0, MOST_PORTS)?;
    within("reserved ports", demand.reserved, 0, MOST)
}

fn sketch(demand: &Demand) -> Result<Sketch, Unbuildable> {
    match demand.topology {
        Topology::OneTier {} => one_tier::sketch(demand),
        Topology::Clos { .. } => clos::sketch(demand),
        Topology::RailOnly { rails, spread } => rail_only::sketch(demand, *rails, *spread),
        Topology::FullMesh {} => full_mesh::sketch(demand),
        Topology::Dragonfly { terminals, routers, global, groups } => {
            dragonfly::sketch(demand, dragonfly::shape(*terminals, *routers, *global, *groups))
        }
        Topology::DragonflyPlus { leafs, spines, groups } => dragonfly_plus::sketch(demand, *leafs, *spines, *groups),
        Topology::Torus { sizes, cube, circuit_switch, circuit_ports } => {
            let circuits = circuit_switch.is_some() || circuit_ports.is_some();
            torus::sketch(demand, sizes, *cube, circuits.then(|| circuit_ports.map_or(demand.radix, |ports| ports.count())))
        }
        Topology::HyperX { sizes, parallel, terminals } => hyperx::sketch(demand, sizes, parallel, *terminals),
        Topology::HammingMesh { board, boards } => hamming_mesh::sketch(demand, *board, *boards),
        Topology::SlimFly { q, terminals } => slim_fly::sketch(demand, *q, *terminals),
    }
}

/// The next number of endpoints that takes more above the first level, or cannot be built.
fn cliff(demand: &Demand, sketch: &Sketch) -> Option<u64> {
    let next = match demand.topology {
        Topology::OneTier {} => one_tier::cliff(demand),
        Topology::Clos { .. } => clos::cliff(demand),
        Topology::RailOnly { rails, spread } => rail_only::cliff(demand, *rails, *spread),
        Topology::FullMesh {} => full_mesh::cliff(demand),
        Topology::Dragonfly { terminals, routers, global, groups } => {
            dragonfly::cliff(demand, dragonfly::shape(*terminals, *routers, *global, *groups))
        }
        Topology::DragonflyPlus { leafs, spines, groups } => dragonfly_plus::cliff(demand, *leafs, *spines, *groups),
        _ => sketch.max_endpoints.checked_add(1),
    };
    next.and_then(|endpoints| u64::try_from(endpoints).ok()).filter(|endpoints| (demand.endpoints + 1..=MOST).contains(endpoints))
}

fn look_down(demand: &Demand, endpoints: u64) -> Cliff {
    let beyond = Demand { endpoints, ..*demand };
    let levels = check(&beyond).and_then(|()| sketch(&beyond)).and_then(|sketch| fabric::finish(&beyond, sketch, None));
    Cliff { endpoints, levels: levels.map(|fabric| fabric.levels) }
}
