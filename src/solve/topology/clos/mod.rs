//! Folded Clos of one, two or three levels. Of `r` ports a leaf turns `u = ceil(r / (1 + taper))` up and the rest down.
//!
//! - Leafs `L = ceil(n / d)`; with rails one a rail and unit of nodes, bought as a set, so that ports of a part unit stay free.
//! - A leaf that is not full needs fewer links up: `u' = min(u, ceil(load / taper))`.
//! - Spines: the smallest `s >= L u' / r` that divides `u'`. So each leaf has the same whole number of links to each spine; a plain ceiling is
//!   wrong (three units of a DGX H100 SuperPOD have 16 spines, not 12). Uneven: the plain ceiling, some pairs with one link more.
//! - Three levels: pods of as many leafs as a spine has ports down; cores by the same rule over the links up of a pod. A part pod has the
//!   full set of spines, or is trimmed to need. Reach at 1:1: r, r^2/2, r^3/4.
//! - Rails kept apart are networks of their own; small ones share a switch. Reserved ports add to the node level only.
//!
//! Source: NVIDIA DGX SuperPOD reference architectures H100, B200, B300 (component counts); Al-Fares et al., SIGCOMM 2008.

mod above;
mod leafs;
mod rules;

pub use rules::Wish;

use super::arithmetic::{ceil_div, floor_div, held, less};
use super::fabric::{End, LinkClass, Sketch, SketchLevel, SketchLink, hop, level, link};
use super::wiring::{self, Wiring};
use super::{Demand, Hop, Unbuildable};
use above::{Above, above, more_links};
use leafs::{Load, load, most_on, same_until};
use rules::{Rules, rules};

pub fn sketch(demand: &Demand) -> Result<Sketch, Unbuildable> {
    Wish::of(demand.topology).map_or_else(|| Err(not_a_clos()), |wish| sketch_of(demand, &wish))
}

pub fn cliff(demand: &Demand) -> Option<u128> {
    cliff_of(demand, &Wish::of(demand.topology)?)
}

fn not_a_clos() -> Unbuildable {
    Unbuildable::Shape { what: "not a Clos", help: "take a Clos" }
}

pub fn sketch_of(demand: &Demand, wish: &Wish) -> Result<Sketch, Unbuildable> {
    let rules = rules(demand, wish)?;
    let load = load(&rules, u128::from(demand.endpoints));
    let mut above = above(&rules, &load)?;
    above.notes.extend(more_links(&rules, &load, &above)?);
    let networks = Networks { count: used_networks(&rules, u128::from(demand.endpoints)), shared: shared(&rules, &load, &above) };
    Ok(Sketch {
        levels: levels(&rules, &load, &above, &networks),
        links: links(demand, &load, &above, &networks),
        depth: above.levels,
        bisection: Some(bisection(demand, &load, &above, &networks)),
        hops: hops(&above),
        diameter: 2 * above.levels.saturating_sub(1),
        max_endpoints: max_endpoints(&rules, above.levels),
        wiring: Wiring::Clos(wiring(&rules, &load, &above, &networks)?),
        notes: above.notes,
    })
}

/// Networks that have endpoints, and how many of them one switch serves.
struct Networks {
    count: u128,
    shared: u128,
}

/// Networks with an endpoint or a reserved port.
fn used_networks(rules: &Rules, endpoints: u128) -> u128 {
    rules.networks.min((endpoints * rules.links_per_endpoint).max(rules.all_reserved))
}

fn shared(rules: &Rules, load: &Load, above: &Above) -> u128 {
    if above.levels == 1 { floor_div(rules.radix, load.ports).clamp(1, rules.networks) } else { 1 }
}

fn levels(rules: &Rules, load: &Load, above: &Above, networks: &Networks) -> Vec<SketchLevel> {
    let of = |name, switches: u128, fullest| level(name, switches * networks.count, rules.radix, fullest);
    if above.levels == 1 {
        let fullest = load.ports * networks.shared.min(networks.count);
        return vec![level("leaf", ceil_div(networks.count, networks.shared), rules.radix, fullest)];
    }
    let spine = of("spine", above.spines(), most_down(load, above) + above.spine_up);
    let mut levels = vec![of("leaf", load.leafs, load.fullest + above.leaf_up), spine];
    if above.levels == 3 {
        levels.push(of("core", above.cores, ceil_div(above.spines() * above.spine_up, above.cores)));
    }
    levels
}

/// Ports down of the fullest spine.
fn most_down(load: &Load, above: &Above) -> u128 {
    let in_pod = |leafs: u128, spines: u128| ceil_div(leafs * above.leaf_up, spines);
    let last = in_pod(above.last_leafs, above.last_spines);
    if above.pods > 1 { last.max(in_pod(above.pod_leafs.min(load.leafs), above.pod_spines)) } else { last }
}

fn links(demand: &Demand, load: &Load, above: &Above, networks: &Networks) -> Vec<SketchLink> {
    let down = u128::from(demand.endpoints) * u128::from(demand.links_per_endpoint) + u128::from(demand.reserved);
    let mut links = vec![link("node_leaf", LinkClass::Access, down, (End::Endpoint, End::Level(0)))];
    if above.levels > 1 {
        let up = networks.count * load.leafs * above.leaf_up;
        links.push(link("leaf_spine", LinkClass::Trunk, up, (End::Level(0), End::Level(1))));
    }
    if above.levels == 3 {
        let up = networks.count * above.spines() * above.spine_up;
        links.push(link("spine_core", LinkClass::Core, up, (End::Level(1), End::Level(2))));
    }
    links
}

/// Half of the endpoints' links, or half of what leaves leafs or pods where that is less.
fn bisection(demand: &Demand, load: &Load, above: &Above, networks: &Networks) -> u128 {
    let endpoints = u128::from(demand.endpoints) * u128::from(demand.links_per_endpoint) / 2;
    let leafs = if above.levels > 1 && load.leafs > 1 { networks.count * (load.leafs * above.leaf_up / 2) } else { endpoints };
    let pods = if above.pods > 1 { networks.count * (above.spines() * above.spine_up / 2) } else { endpoints };
    endpoints.min(leafs).min(pods)
}

fn hops(above: &Above) -> Vec<Hop> {
    let within = ["leaf", if above.levels == 3 { "pod" } else { "fabric" }, "fabric"];
    within.into_iter().zip([2, 4, 6]).zip(1..=above.levels).map(|((within, links), _)| hop(within, links)).collect()
}

/// A spine has a port for every leaf, a core one for every pod.
fn max_endpoints(rules: &Rules, levels: u64) -> u128 {
    match levels {
        1 if rules.networks > 1 => less(rules.radix, rules.reserved) / rules.width * rules.node_links / rules.links_per_endpoint,
        1 => less(rules.radix, rules.reserved) / rules.links_per_endpoint,
        2 => most_on(rules, rules.radix),
        _ => most_on(rules, rules.radix * rules.pod_leafs),
    }
}

fn wiring(rules: &Rules, load: &Load, above: &Above, networks: &Networks) -> Result<wiring::Clos, Unbuildable> {
    Ok(wiring::Clos {
        levels: above.levels,
        networks: held(networks.count)?,
        networks_per_switch: held(networks.shared)?,
        rails: held(rules.rails)?,
        nodes: held(load.nodes)?,
        unit_nodes: held(rules.unit_nodes)?,
        units: held(load.units)?,
        leafs: held(if above.levels == 1 { 1 } else { load.leafs })?,
        leaf_load: held(if above.levels == 1 { load.ports } else { load.fullest })?,
        leaf_up: held(above.leaf_up)?,
        pods: held(above.pods)?,
        pod_leafs: held(above.pod_leafs)?,
        pod_spines: held(above.pod_spines)?,
        last_leafs: held(above.last_leafs)?,
        last_spines: held(above.last_spines)?,
        spine_up: held(above.spine_up)?,
        cores: held(above.cores)?,
        dealt: !rules.even,
    })
}

/// More steps than any switch of a thousand ports needs; beyond, no cliff is named.
const STEPS: usize = 10_000;

/// The next number of endpoints that takes more levels, spines or cores, or cannot be built. Leafs alone are no cliff: they grow with the
/// endpoints. Steps from one load of the leafs to the next.
pub fn cliff_of(demand: &Demand, wish: &Wish) -> Option<u128> {
    let rules = rules(demand, wish).ok()?;
    let mut endpoints = u128::from(demand.endpoints);
    let start = Step::at(&rules, endpoints).ok()?;
    for _ in 0..STEPS {
        endpoints = next_step(&rules, endpoints);
        if Step::at(&rules, endpoints).map_or(true, |next| next.exceeds(&start)) {
            return Some(endpoints);
        }
    }
    None
}

/// What counts for a cliff at some number of endpoints.
struct Step {
    levels: u64,
    spines: u128,
    cores: u128,
    /// Switches of a single level.
    alone: u128,
}

impl Step {
    fn at(rules: &Rules, endpoints: u128) -> Result<Self, Unbuildable> {
        let load = load(rules, endpoints);
        let above = above(rules, &load)?;
        let networks = used_networks(rules, endpoints);
        let alone = if above.levels == 1 { ceil_div(networks, shared(rules, &load, &above)) } else { 0 };
        Ok(Self { levels: above.levels, spines: networks * above.spines(), cores: networks * above.cores, alone })
    }

    fn exceeds(&self, other: &Self) -> bool {
        let more = self.spines > other.spines || self.cores > other.cores || self.alone > other.alone;
        self.levels > other.levels || more
    }
}

/// The next number of endpoints at which anything may change.
fn next_step(rules: &Rules, endpoints: u128) -> u128 {
    let now = load(rules, endpoints);
    let filling = used_networks(rules, endpoints) < rules.networks;
    let until = match above(rules, &now) {
        _ if filling => endpoints,
        Ok(above) if above.levels == 1 => one_level_until(rules, shared(rules, &now, &above)),
        _ => same_until(rules, &now),
    };
    until.max(endpoints) + 1
}

/// As many endpoints as leave room for so many networks on a switch.
fn one_level_until(rules: &Rules, shared: u128) -> u128 {
    let ports = less(rules.radix / shared, rules.reserved);
    let links = if rules.networks > 1 { ports / rules.width * rules.node_links } else { ports };
    links / rules.links_per_endpoint
}
