//! `size`: the quick calculator. Turns arguments into a demand, hands it to the solver and prints what comes back; no plan, no catalogue.

mod arguments;
mod report;

use super::output::{Exit, Output, Refused, json as json_text};
use crate::model::tier::{PodFill, Spread, Topology};
use crate::solve::topology::{Demand, Fabric, Unbuildable, grouped, least_links, least_radix, size};
use arguments::{ClosArgs, Common};

pub use arguments::Shape;

pub fn run(shape: &Shape) -> anyhow::Result<Output> {
    let (name, common) = (shape.name(), shape.common());
    let topology = topology(shape);
    let fabric = fabric(name, &topology, common)?;
    let asked = report::Asked { name, packing: common.packing() };
    let text = if common.json { json_text(&report::value(&asked, &fabric)) } else { report::table_of(&asked, &fabric) };
    Ok(Output::ok(text))
}

fn topology(shape: &Shape) -> Topology {
    match shape {
        Shape::OneTier(_) => Topology::OneTier {},
        Shape::FullMesh(_) => Topology::FullMesh {},
        Shape::Clos(args) => clos(args),
        Shape::RailOnly { rails, uneven, .. } => Topology::RailOnly { rails: *rails, spread: spread(*uneven) },
        Shape::Dragonfly { terminals, routers, global, groups, .. } => {
            Topology::Dragonfly { terminals: *terminals, routers: *routers, global: *global, groups: *groups }
        }
        Shape::DragonflyPlus { leafs, spines, groups, .. } => Topology::DragonflyPlus { leafs: *leafs, spines: *spines, groups: *groups },
        Shape::Torus { sizes, cube, circuit_ports, .. } => {
            Topology::Torus { sizes: sizes.0.clone(), cube: *cube, circuit_switch: None, circuit_ports: *circuit_ports }
        }
        Shape::Hyperx { sizes, parallel, terminals, .. } => {
            Topology::HyperX { sizes: sizes.0.clone(), parallel: parallel.clone(), terminals: *terminals }
        }
        Shape::HammingMesh { board, boards, .. } => Topology::HammingMesh { board: *board, boards: *boards },
        Shape::SlimFly { q, terminals, .. } => Topology::SlimFly { q: *q, terminals: *terminals },
    }
}

fn clos(args: &ClosArgs) -> Topology {
    Topology::Clos {
        levels: args.levels.0,
        taper: args.taper.clone(),
        rails: args.rails,
        rails_apart: args.rails_apart,
        unit: args.unit,
        leaf_down: args.leaf_down,
        leaf_up: args.leaf_up,
        pod_leafs: args.pod_leafs,
        spread: spread(args.uneven),
        pods: if args.trimmed { PodFill::Trimmed } else { PodFill::Full },
    }
}

fn spread(uneven: bool) -> Spread {
    if uneven { Spread::Uneven } else { Spread::Even }
}

/// The demand as typed, with what was left out filled in: ports a shape needs by itself, endpoints that fill it, links that join it once.
fn fabric(name: &str, topology: &Topology, common: &Common) -> Result<Fabric, Refused> {
    let radix = match (common.ports.map(|ports| ports.count()), least_radix(topology)) {
        (Some(ports), _) => ports,
        (None, Some(least)) => least,
        // Not a shape at all: the solver says why.
        (None, None) if matches!(topology, Topology::HyperX { .. } | Topology::SlimFly { .. }) => 1,
        (None, None) if has_switches(topology) => return Err(missing(name, "--ports", "1..1,000,000, at the rate of a link")),
        (None, None) => 0,
    };
    let demand = |endpoints: u64| Demand {
        topology,
        endpoints,
        per_node: common.per_node.or(rails(topology)).map_or(1, |count| count.count()),
        links_per_endpoint: common.links_per_endpoint.map_or_else(|| least_links(topology, endpoints), |links| links.count()),
        planes: common.planes.map_or(1, |planes| planes.count()),
        radix,
        link: common.link,
        reserved: common.reserve.count(),
    };
    let endpoints = match common.endpoints {
        Some(endpoints) => endpoints.count(),
        None if grows(topology) => return Err(missing(name, "--endpoints", "1..1,000,000,000")),
        None => size(&demand(1)).map_err(|why| refused(name, &why))?.max_endpoints,
    };
    size(&demand(endpoints)).map_err(|why| refused(name, &why))
}

/// Shapes whose arguments do not say how many endpoints they hold.
fn grows(topology: &Topology) -> bool {
    matches!(topology, Topology::OneTier {} | Topology::Clos { .. } | Topology::RailOnly { .. } | Topology::FullMesh {})
}

fn has_switches(topology: &Topology) -> bool {
    !matches!(topology, Topology::FullMesh {} | Topology::Torus { .. })
}

/// A node has one endpoint for each rail unless it says otherwise.
fn rails(topology: &Topology) -> Option<crate::model::counts::Some1> {
    if let Topology::Clos { rails, .. } = topology { *rails } else { None }
}

fn missing(name: &str, argument: &str, allowed: &str) -> Refused {
    Refused(Exit::Usage, format!("size {name}: {argument} is missing, allowed {allowed}"))
}

fn refused(name: &str, why: &Unbuildable) -> Refused {
    match why {
        Unbuildable::OutOfRange { .. } => Refused(Exit::Usage, format!("size {name}: {why}")),
        _ => Refused(Exit::Findings, format!("{name} cannot be built: {why}")),
    }
}
