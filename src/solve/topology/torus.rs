//! Torus: `N = prod k` endpoints, each linked with both neighbours along each dimension; with `k = 2` both are the same one and there is one
//! link, with `k = 1` none. Links: sum of 0, N/2 or N. Diameter: sum of `floor(k/2)`. Cut: `2 N / k` across an even dimension (N/2 for k = 2);
//! across an odd one a slab is left over, which is halved along the other dimensions.
//!
//! Cubes: the links inside a cube stay in its rack. The others go to the next cube, or through circuit switches, where every link that leaves
//! a cube is a cable of its own with a module at the cube only, and each circuit switch serves opposite places of all cubes, two ports a cube.
//! TPU v4: 64 cubes of 4x4x4, 144 + 96 links each, 6,144 cables, 48 switches of 128 ports.
//!
//! Source: Jouppi et al.: TPU v4, ISCA 2023; torus numbers by counting, checked against graphs.

use super::arithmetic::{ceil_div, floor_div, held, less, product};
use super::fabric::{End, LinkClass, Note, Sketch, SketchLevel, SketchLink, hop, level, link};
use super::full_mesh::no_reserve;
use super::wiring::{self, Circuits, Cube, Wiring};
use super::{Demand, Unbuildable};
use crate::model::counts::Some1;
use crate::model::tier::Extent;

/// The dimensions that have links.
struct Grid {
    long: Vec<u128>,
    endpoints: u128,
    /// Wrapped links go through a circuit switch, so that two neighbours along a dimension of 2 have two links.
    circuits: bool,
    parallel: u128,
}

pub fn least_links(sizes: &[Extent], circuits: bool) -> u64 {
    sizes.iter().fold(0_u64, |sum, size| sum.saturating_add(u64::try_from(degree(u128::from(size.count()), circuits)).unwrap_or(0))).max(1)
}

/// Links of an endpoint along a dimension of this size, which is also the links that cut a ring in two.
fn degree(size: u128, circuits: bool) -> u128 {
    match size {
        0 | 1 => 0,
        2 if !circuits => 1,
        _ => 2,
    }
}

pub fn sketch(demand: &Demand, sizes: &[Extent], cube: Option<Some1>, circuit_ports: Option<u64>) -> Result<Sketch, Unbuildable> {
    no_reserve(demand)?;
    let grid = grid(demand, sizes, circuit_ports.is_some())?;
    // One endpoint has no neighbour to be joined with.
    let circuit_ports = circuit_ports.filter(|_| !grid.long.is_empty());
    let cube = match (cube, circuit_ports) {
        (None, Some(_)) => Some(1),
        (cube, _) => cube.map(|side| u128::from(side.count())),
    };
    let cube = cube.map(|side| cut_into_cubes(&grid, side, circuit_ports)).transpose()?;
    let diameter = held(grid.long.iter().map(|size| size / 2).sum())?;
    let places = held(less(grid.endpoints, u128::from(demand.endpoints)))?;
    Ok(Sketch {
        levels: circuit_level(cube.as_ref(), circuit_ports).into_iter().collect(),
        links: links(&grid, cube.as_ref()),
        depth: 0,
        bisection: Some(cut(&grid) * grid.parallel),
        hops: vec![hop("torus", diameter)],
        diameter,
        max_endpoints: grid.endpoints,
        notes: if places > 0 { vec![Note::Empty { places }] } else { Vec::new() },
        wiring: Wiring::Torus(wiring::Torus {
            sizes: sizes.iter().map(|size| size.count()).collect(),
            parallel: held(grid.parallel)?,
            cube,
        }),
    })
}

fn grid(demand: &Demand, sizes: &[Extent], circuits: bool) -> Result<Grid, Unbuildable> {
    if sizes.is_empty() {
        return Err(Unbuildable::Shape { what: "a torus has at least one size", help: "give sizes such as 16,16,16" });
    }
    let endpoints = product(sizes.iter().map(|size| u128::from(size.count())))?;
    if u128::from(demand.endpoints) > endpoints {
        let help = "take longer sizes";
        return Err(Unbuildable::Full { what: "endpoints", got: demand.endpoints, holds: held(endpoints)?, help });
    }
    let (needs, has) = (least_links(sizes, circuits), demand.links_per_endpoint);
    if needs > has {
        return Err(Unbuildable::Links { what: "this torus", needs, has });
    }
    let long = sizes.iter().map(|size| u128::from(size.count())).filter(|size| *size > 1).collect();
    Ok(Grid { long, endpoints, circuits, parallel: u128::from(has / needs) })
}

/// Links of one dimension that leave cubes, and those that do not.
fn inside(grid: &Grid, size: u128, side: u128) -> u128 {
    if size == side && !grid.circuits { along(grid, size) } else { grid.endpoints / side * (side - 1) }
}

fn along(grid: &Grid, size: u128) -> u128 {
    grid.endpoints * degree(size, grid.circuits) / 2
}

fn cut_into_cubes(grid: &Grid, side: u128, circuit_ports: Option<u64>) -> Result<Cube, Unbuildable> {
    if grid.long.iter().any(|size| !size.is_multiple_of(side)) {
        return Err(Unbuildable::Shape {
            what: "the cube does not divide each size of the torus",
            help: "take a side that divides them all",
        });
    }
    let faces = grid.long.iter().skip(1).fold(1_u128, |face, _| face.saturating_mul(side));
    let volume = if grid.long.is_empty() { 1 } else { faces.saturating_mul(side) };
    let cubes = grid.endpoints / volume.max(1);
    let inside: u128 = grid.long.iter().map(|size| inside(grid, *size, side)).sum();
    let all: u128 = grid.long.iter().map(|size| along(grid, *size)).sum();
    // Through circuit switches a link is two cables, one from each cube.
    let leaving = (all - inside) * if grid.circuits { 2 } else { 1 } * grid.parallel;
    let places = faces * u128::try_from(grid.long.len()).unwrap_or(0) * grid.parallel;
    Ok(Cube {
        side: held(side)?,
        cubes: held(cubes)?,
        endpoints: held(volume)?,
        inside: held(inside * grid.parallel)?,
        leaving: held(leaving)?,
        circuits: circuit_ports.map(|ports| circuits(u128::from(ports), cubes, places)).transpose()?,
    })
}

fn circuits(ports: u128, cubes: u128, places: u128) -> Result<Circuits, Unbuildable> {
    let per_switch = floor_div(ports, 2 * cubes);
    if per_switch == 0 {
        let help = "take larger cubes, fewer of them or a larger circuit switch";
        return Err(Unbuildable::Ports { what: "joining the cubes", needs: held(2 * cubes)?, has: held(ports)?, help });
    }
    Ok(Circuits { switches: held(ceil_div(places, per_switch))?, places: held(places)?, places_per_switch: held(per_switch.min(places))? })
}

fn circuit_level(cube: Option<&Cube>, ports: Option<u64>) -> Option<SketchLevel> {
    let (cube, ports) = (cube?, u128::from(ports?));
    let circuits = cube.circuits.as_ref()?;
    let fullest = u128::from(circuits.places_per_switch) * 2 * u128::from(cube.cubes);
    Some(level("circuit", u128::from(circuits.switches), ports, fullest))
}

fn links(grid: &Grid, cube: Option<&Cube>) -> Vec<SketchLink> {
    let both = (End::Endpoint, End::Endpoint);
    let Some(cube) = cube else {
        let all: u128 = grid.long.iter().map(|size| along(grid, *size)).sum();
        return vec![link("neighbour", LinkClass::Access, all * grid.parallel, both)];
    };
    let (inside, leaving) = (u128::from(cube.inside), u128::from(cube.leaving));
    let outside = if cube.circuits.is_some() {
        SketchLink { circuit: true, ..link("circuit", LinkClass::Core, leaving, (End::Endpoint, End::Level(0))) }
    } else {
        link("neighbour", LinkClass::Access, leaving, both)
    };
    vec![link("in_cube", LinkClass::InRack, inside, both), outside]
}

/// The smallest cut into halves, which differ by one endpoint if there is an odd number.
fn cut(grid: &Grid) -> u128 {
    let across = |n: u128, size: u128| n / size * degree(size, grid.circuits);
    let even = grid.long.iter().filter(|size| size.is_multiple_of(2)).map(|size| across(grid.endpoints, *size)).min();
    let mut cheapest_first = grid.long.clone();
    cheapest_first.sort_by(|a, b| (degree(*a, grid.circuits) * b).cmp(&(degree(*b, grid.circuits) * a)));
    let (mut slab, mut chain) = (grid.endpoints, 0);
    for size in cheapest_first {
        chain += across(slab, size);
        if size.is_multiple_of(2) {
            break;
        }
        slab /= size;
    }
    even.map_or(chain, |even| even.min(chain))
}
