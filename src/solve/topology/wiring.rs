//! The structure behind the counts: what a wiring stage needs to list bundles without looking at single links. All numbers are of one plane.
//!
//! Where links do not divide evenly they are dealt out like cards: the links of all members of a level, in order, go round the places of the
//! next one. So no place gets more than one link more than another, and how many a pair has is a division.

/// One variant per family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wiring {
    OneTier(OneTier),
    Clos(Clos),
    /// Links between each two endpoints.
    FullMesh {
        per_pair: u64,
    },
    Torus(Torus),
    Dragonfly(Dragonfly),
    DragonflyPlus(DragonflyPlus),
    HyperX(HyperX),
    HammingMesh(HammingMesh),
    SlimFly(SlimFly),
}

/// Every endpoint has the same links to every switch, fewer to the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneTier {
    pub switches: u64,
    pub to_each: u64,
    pub to_last: u64,
}

/// Networks of leafs, spines and cores. Leaf `unit * rails + rail` of a network serves that rail of that unit; pods take leafs in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clos {
    pub levels: u64,
    /// Rails that never meet; 1 if they do or if there are none.
    pub networks: u64,
    /// Small networks on one switch, where one level does.
    pub networks_per_switch: u64,
    /// Rails that meet above the leafs.
    pub rails: u64,
    /// Nodes, and those of a full unit.
    pub nodes: u64,
    pub unit_nodes: u64,
    pub units: u64,
    /// Leafs of a network, ports of the fullest one towards endpoints, links of each to its spines.
    pub leafs: u64,
    pub leaf_load: u64,
    pub leaf_up: u64,
    /// Pods, all full but the last; one pod holds all leafs in two levels.
    pub pods: u64,
    pub pod_leafs: u64,
    pub pod_spines: u64,
    pub last_leafs: u64,
    pub last_spines: u64,
    /// Links of a spine to the cores.
    pub spine_up: u64,
    pub cores: u64,
    /// Cores take links in turn instead of in blocks.
    pub dealt: bool,
}

impl Clos {
    pub fn spines_of(&self, pod: u64) -> u64 {
        if pod.saturating_add(1) == self.pods { self.last_spines } else { self.pod_spines }
    }

    pub fn leafs_of(&self, pod: u64) -> u64 {
        if pod.saturating_add(1) == self.pods { self.last_leafs } else { self.pod_leafs }
    }

    /// Links from a leaf to a spine of its pod, both counted inside the pod.
    pub fn leaf_spine(&self, pod: u64, leaf: u64, spine: u64) -> u64 {
        dealt(leaf, self.leaf_up, self.spines_of(pod), spine)
    }

    /// Links from a spine of a pod to a core.
    pub fn spine_core(&self, pod: u64, spine: u64, core: u64) -> u64 {
        if self.cores == 0 {
            return 0;
        }
        if self.dealt {
            let before = u128::from(pod) * u128::from(self.pod_spines) + u128::from(spine);
            return dealt_from(before * u128::from(self.spine_up), self.spine_up, self.cores, core);
        }
        let block = u128::from(self.spines_of(pod)) * u128::from(self.spine_up) / u128::from(self.cores);
        overlap(u128::from(spine), u128::from(self.spine_up), u128::from(core), block)
    }
}

/// Links that member number `member` of a level, with `each` links, has to one of so many places.
pub fn dealt(member: u64, each: u64, places: u64, place: u64) -> u64 {
    dealt_from(u128::from(member) * u128::from(each), each, places, place)
}

fn dealt_from(before: u128, each: u64, places: u64, place: u64) -> u64 {
    if places == 0 || place >= places {
        return 0;
    }
    let (start, round) = (before % u128::from(places), u128::from(places));
    let turn = (u128::from(place) + round - start) % round;
    each / places + u64::from(turn < u128::from(each % places))
}

/// Links that block `a` of `size_a` and block `b` of `size_b` of one row have in common.
fn overlap(a: u128, size_a: u128, b: u128, size_b: u128) -> u64 {
    let (start, end) = ((a * size_a).max(b * size_b), ((a + 1) * size_a).min((b + 1) * size_b));
    u64::try_from(end.saturating_sub(start)).unwrap_or(u64::MAX)
}

/// A grid that closes on itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Torus {
    pub sizes: Vec<u64>,
    /// Parallel links between neighbours.
    pub parallel: u64,
    pub cube: Option<Cube>,
}

/// Part of a torus that is wired inside a rack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cube {
    pub side: u64,
    pub cubes: u64,
    pub endpoints: u64,
    /// Links inside a cube, links that leave it.
    pub inside: u64,
    pub leaving: u64,
    pub circuits: Option<Circuits>,
}

/// Circuit switches between cubes: each serves the same places of both faces of all cubes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circuits {
    pub switches: u64,
    /// Places on a face, over all dimensions and parallel links.
    pub places: u64,
    pub places_per_switch: u64,
}

/// Groups of routers, all joined inside a group. Link `t` to the `k`th other group leaves by router `(k * per_pair + t) / per_router`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dragonfly {
    pub groups: u64,
    pub routers: u64,
    pub terminals: u64,
    /// Links between each two groups.
    pub per_pair: u64,
    /// Links to other groups of a router that is full.
    pub per_router: u64,
}

/// Groups of leafs and spines; links to other groups leave by the spines, as they do by the routers of a dragonfly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DragonflyPlus {
    pub groups: u64,
    pub leafs: u64,
    pub spines: u64,
    pub terminals: u64,
    pub per_pair: u64,
    pub per_spine: u64,
}

/// Switches in a grid, joined along each line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HyperX {
    pub sizes: Vec<u64>,
    pub parallel: Vec<u64>,
    pub terminals: u64,
}

/// Boards whose edges go to switched rows and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HammingMesh {
    pub board: (u64, u64),
    pub boards: (u64, u64),
    pub parallel: u64,
    pub rows: Lines,
    pub columns: Lines,
}

/// Equal networks, one per row or column of accelerators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    pub lines: u64,
    /// Ends on each.
    pub ends: u64,
    pub lines_per_switch: u64,
    /// Switches of the first level in all; those of the second, 0 where one level does.
    pub switches: u64,
    pub spines: u64,
    /// Links of a leaf to its spines.
    pub leaf_up: u64,
}

/// Two halves of `q * q` routers each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlimFly {
    pub q: u64,
    pub degree: u64,
    pub terminals: u64,
}
