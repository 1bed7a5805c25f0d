//! Dragonfly and dragonfly+: groups of routers, or of leafs and spines, and links between each two groups.
//!
//! Switches are in the order of their groups. Seen from group `a`, group `b` is other group number `b`, or `b - 1` if it comes after `a`; link
//! `t` to the `k`th other group leaves by router `(k m + t) / per_router`, with `m` links between each two. So the links between a group and a
//! run of whole groups are one stretch of its ports, and two groups are joined by laying two stretches side by side.
//! Sources: Kim, Dally, Scott, Abts, ISCA 2008; Shpiner et al., HiPINEB 2017; the rule for ports is that of [`Dragonfly`].

use super::blocks::{Block, Put, access, between, blocks, lines, of_kind, pairs, places, product, side_by_side};
use super::{Plane, Runs, Sink};
use crate::solve::topology::{Dragonfly, DragonflyPlus};

pub fn wire(shape: &Dragonfly, plane: &Plane, sink: &mut Sink) {
    let routers = plane.level(0);
    access(plane, routers, shape.groups.saturating_mul(shape.routers), sink);
    lines(routers, shape.groups, shape.routers, 1, 1, &mut of_kind(1, sink));
    let gates = Gates { level: routers, members: shape.routers, each: shape.per_router, per_pair: shape.per_pair };
    gates.join(shape.groups, &mut of_kind(2, sink));
}

pub fn wire_plus(shape: &DragonflyPlus, plane: &Plane, sink: &mut Sink) {
    let (leafs, spines) = (plane.level(0), plane.level(1));
    access(plane, leafs, shape.groups.saturating_mul(shape.leafs), sink);
    between((leafs, shape.leafs), (spines, shape.spines), shape.groups, 1, &mut of_kind(1, sink));
    let gates = Gates { level: spines, members: shape.spines, each: shape.per_spine, per_pair: shape.per_pair };
    gates.join(shape.groups, &mut of_kind(2, sink));
}

/// The switches by which links leave their groups.
struct Gates<'p> {
    level: &'p Runs,
    /// Of a group.
    members: u64,
    /// Ports of each to other groups.
    each: u64,
    per_pair: u64,
}

impl Gates<'_> {
    fn join(&self, groups: u64, put: &mut Put) {
        let all = blocks(self.level, 0, self.members, groups);
        for (place, a) in all.iter().enumerate() {
            if let Some(rack) = a.rack {
                put(rack, rack, pairs(a.count).saturating_mul(self.per_pair));
            }
            for b in all.iter().skip(place + 1) {
                let links = product(&[a.count, b.count, self.per_pair]);
                // The groups of b come after a, which does not count itself.
                let (near, far) = (self.ports(*a, b.first.saturating_sub(1), links), self.ports(*b, a.first, links));
                side_by_side(near, far).for_each(|(near, far, links)| put(near, far, links));
            }
        }
    }

    /// The racks of so many ports to other groups from the `others`th on. Of whole groups in one rack it does not matter which ports they are.
    fn ports(&self, group: Block, others: u64, links: u64) -> impl Iterator<Item = (u32, u64)> + '_ {
        let from = others.saturating_mul(self.per_pair);
        let to = if group.rack.is_some() { from } else { from.saturating_add(links) };
        let split = places(self.level, group.first.saturating_mul(self.members), self.each, from, to);
        group.rack.map(|rack| (rack, links)).into_iter().chain(split)
    }
}
