//! Wiring: which racks a fabric joins and with how many links. Bundles come from runs of neighbours in a rack, never from single links.

mod blocks;
mod clos;
mod direct;
mod dragonfly;
mod hamming_mesh;
mod hyperx;
mod one_tier;
mod runs;
mod slim_fly;
mod torus;

pub use runs::{NOWHERE, Run, Runs};

use super::topology::Wiring;

/// One plane of a fabric with everything in its place.
pub struct Plane<'p> {
    /// Endpoints of the domain in order.
    pub ends: &'p Runs,
    /// Switches of each level of the fabric, in the order of its levels.
    pub levels: &'p [Runs],
    /// Endpoints of a node.
    pub per_node: u64,
    /// Links of an endpoint into this plane.
    pub links_per_endpoint: u64,
    /// Ports towards endpoints that management takes: their other end is beside the switch.
    pub reserved: u64,
}

impl Plane<'_> {
    /// Switches of a level; none where the fabric has no such level.
    pub fn level(&self, place: usize) -> &Runs {
        static NONE: Runs = Runs::EMPTY;
        self.levels.get(place).unwrap_or(&NONE)
    }
}

/// Takes links: the place of their kind in the fabric's list, the racks of both ends in the order of the kind's ends, and how many.
/// The same racks may come several times.
pub type Sink<'s> = dyn FnMut(usize, u32, u32, u64) + 's;

/// Hands all links of one plane to the sink. The sum of each kind is what sizing says.
pub fn wire(wiring: &Wiring, plane: &Plane, sink: &mut Sink) {
    match wiring {
        Wiring::OneTier(shape) => one_tier::wire(shape, plane, sink),
        Wiring::Clos(shape) => clos::wire(shape, plane, sink),
        Wiring::FullMesh { per_pair } => direct::full_mesh(*per_pair, plane, sink),
        Wiring::Torus(shape) => torus::wire(shape, plane, sink),
        Wiring::Dragonfly(shape) => dragonfly::wire(shape, plane, sink),
        Wiring::DragonflyPlus(shape) => dragonfly::wire_plus(shape, plane, sink),
        Wiring::HyperX(shape) => hyperx::wire(shape, plane, sink),
        Wiring::HammingMesh(shape) => hamming_mesh::wire(shape, plane, sink),
        Wiring::SlimFly(shape) => slim_fly::wire(shape, plane, sink),
    }
}
