//! Demands in short: a shape, numbers, and the one entry point the command line uses too.

use rackwright::model::counts::{Count, Factor, Some1};
use rackwright::model::tier::{Extent, Levels, PodFill, Spread, Topology};
use rackwright::model::units::Rate;
use rackwright::solve::topology::{Demand, Fabric, Unbuildable, size};

#[derive(Clone, Debug)]
pub struct Ask {
    pub topology: Topology,
    pub endpoints: u64,
    pub per_node: u64,
    pub links: u64,
    pub planes: u64,
    pub radix: u64,
    pub gbps: i64,
    pub reserved: u64,
}

/// One endpoint a node, one link, one plane, 64 ports, 400 Gb/s each way.
pub fn ask(topology: Topology, endpoints: u64) -> Ask {
    Ask { topology, endpoints, per_node: 1, links: 1, planes: 1, radix: 64, gbps: 400, reserved: 0 }
}

impl Ask {
    pub fn try_size(&self) -> Result<Fabric, Unbuildable> {
        size(&Demand {
            topology: &self.topology,
            endpoints: self.endpoints,
            per_node: self.per_node,
            links_per_endpoint: self.links,
            planes: self.planes,
            radix: self.radix,
            link: Rate::from_mbps(self.gbps * 1000).expect("a rate"),
            reserved: self.reserved,
        })
    }

    pub fn size(&self) -> Fabric {
        self.try_size().unwrap_or_else(|why| panic!("{why}\n{self:?}"))
    }

    pub fn at(&self, endpoints: u64) -> Result<Fabric, Unbuildable> {
        Ask { endpoints, ..self.clone() }.try_size()
    }
}

pub fn some(count: u64) -> Some1 {
    Some1::new(count.try_into().expect("small")).expect("at least one")
}

/// The fields of a Clos, all left out.
#[derive(Clone, Debug, Default)]
pub struct Clos {
    pub levels: Option<u64>,
    pub taper: Vec<f64>,
    pub rails: Option<u64>,
    pub rails_apart: bool,
    pub unit: Option<u64>,
    pub leaf_down: Option<u64>,
    pub leaf_up: Option<u64>,
    pub pod_leafs: Option<u64>,
    pub uneven: bool,
    pub trimmed: bool,
}

impl From<Clos> for Topology {
    fn from(clos: Clos) -> Self {
        Topology::Clos {
            levels: clos.levels.map(|levels| Levels::new(levels.try_into().expect("small")).expect("1, 2 or 3")),
            taper: clos.taper.iter().map(|taper| Factor::new(*taper).expect("a factor")).collect(),
            rails: clos.rails.map(some),
            rails_apart: clos.rails_apart,
            unit: clos.unit.map(some),
            leaf_down: clos.leaf_down.map(some),
            leaf_up: clos.leaf_up.map(some),
            pod_leafs: clos.pod_leafs.map(some),
            spread: if clos.uneven { Spread::Uneven } else { Spread::Even },
            pods: if clos.trimmed { PodFill::Trimmed } else { PodFill::Full },
        }
    }
}

pub fn clos(clos: Clos, endpoints: u64) -> Ask {
    ask(clos.into(), endpoints)
}

pub fn plain(endpoints: u64, radix: u64) -> Ask {
    Ask { radix, ..clos(Clos::default(), endpoints) }
}

pub fn extents(sizes: &[u64]) -> Vec<Extent> {
    sizes.iter().map(|size| Extent::new((*size).try_into().expect("small")).expect("a size")).collect()
}

pub fn one_tier(endpoints: u64, links: u64, radix: u64) -> Ask {
    Ask { links, radix, ..ask(Topology::OneTier {}, endpoints) }
}

pub fn full_mesh(endpoints: u64) -> Ask {
    Ask { links: (endpoints - 1).max(1), radix: 0, ..ask(Topology::FullMesh {}, endpoints) }
}

/// Without cubes; as many links as it takes.
pub fn torus(sizes: &[u64]) -> Ask {
    let topology = Topology::Torus { sizes: extents(sizes), cube: None, circuit_switch: None, circuit_ports: None };
    let links = rackwright::solve::topology::least_links(&topology, 1);
    Ask { links, radix: 0, ..ask(topology, sizes.iter().product()) }
}

pub fn cubes(sizes: &[u64], side: u64, circuit_ports: Option<u64>) -> Ask {
    let circuit_ports = circuit_ports.map(some);
    let topology = Topology::Torus { sizes: extents(sizes), cube: Some(some(side)), circuit_switch: None, circuit_ports };
    let links = rackwright::solve::topology::least_links(&topology, 1);
    Ask { links, radix: 0, ..ask(topology, sizes.iter().product()) }
}

pub fn dragonfly(terminals: u64, routers: u64, global: u64, groups: Option<u64>, endpoints: u64) -> Ask {
    let topology =
        Topology::Dragonfly { terminals: some(terminals), routers: some(routers), global: some(global), groups: groups.map(some) };
    Ask { radix: terminals + routers - 1 + global, ..ask(topology, endpoints) }
}

pub fn dragonfly_plus(radix: u64, leafs: u64, spines: u64, endpoints: u64) -> Ask {
    Ask { radix, ..ask(Topology::DragonflyPlus { leafs: some(leafs), spines: some(spines), groups: None }, endpoints) }
}

pub fn hyperx(sizes: &[u64], parallel: &[u64], terminals: u64) -> Ask {
    let parallel = parallel.iter().copied().map(some).collect();
    let topology = Topology::HyperX { sizes: extents(sizes), parallel, terminals: some(terminals) };
    let radix = rackwright::solve::topology::least_radix(&topology).expect("a radix");
    Ask { radix, ..ask(topology, sizes.iter().product::<u64>() * terminals) }
}

pub fn hamming(board: (u64, u64), boards: (u64, u64)) -> Ask {
    let pair = |(rows, columns)| (some(rows), some(columns));
    let topology = Topology::HammingMesh { board: pair(board), boards: pair(boards) };
    Ask { links: 4, ..ask(topology, board.0 * board.1 * boards.0 * boards.1) }
}

pub fn slim_fly(q: u64, terminals: Option<u64>, radix: u64, endpoints: u64) -> Ask {
    Ask { radix, ..ask(Topology::SlimFly { q: some(q), terminals: terminals.map(some) }, endpoints) }
}

pub fn rail_only(rails: u64, endpoints: u64, radix: u64) -> Ask {
    Ask { radix, ..ask(Topology::RailOnly { rails: some(rails), spread: Spread::Even }, endpoints) }
}

/// A count that is there, as the level names it; nothing where the level is missing.
pub fn switches(fabric: &Fabric, level: &str) -> u64 {
    fabric.level(level).map_or(0, |level| level.switches)
}

/// Bounds are those of the model.
#[test]
fn counts_of_the_model_hold_what_is_sized() {
    assert_eq!(Count::new(1_000_000_000).map(Count::count), Some(1_000_000_000));
}
