//! Dragonfly: `p` endpoints, `a - 1` links to the other routers of the group and `h` to other groups on each router, radix `p + a - 1 + h`.
//! At most `a h + 1` groups; `m = floor(a h / (g - 1))` links between each two. Balanced: a = 2p = 2h.
//!
//! Source: Kim, Dally, Scott, Abts: Technology-driven, highly-scalable dragonfly topology, ISCA 2008; Cray EX (Slingshot): a = 32, p = h = 16.

use super::arithmetic::{ceil_div, floor_div, held, less, pairs, pairs_across};
use super::fabric::{End, LinkClass, Note, Sketch, hop, level, link};
use super::wiring::{self, Wiring};
use super::{Demand, Unbuildable};
use crate::model::counts::Some1;

#[derive(Clone, Copy)]
pub struct Shape {
    terminals: u128,
    routers: u128,
    global: u128,
    groups: Option<u128>,
}

pub fn shape(terminals: Some1, routers: Some1, global: Some1, groups: Option<Some1>) -> Shape {
    let [terminals, routers, global] = [terminals, routers, global].map(|count| u128::from(count.count()));
    Shape { terminals, routers, global, groups: groups.map(|groups| u128::from(groups.count())) }
}

pub fn least_radix(terminals: Some1, routers: Some1, global: Some1) -> Option<u64> {
    held(radix(&shape(terminals, routers, global, None))).ok()
}

fn radix(shape: &Shape) -> u128 {
    shape.terminals + shape.routers - 1 + shape.global
}

/// Groups that hold the demand, and links between each two of them.
struct Groups {
    groups: u128,
    most: u128,
    per_pair: u128,
}

/// What endpoints and reserved ports take: ports towards endpoints.
pub fn ports_down(demand: &Demand) -> u128 {
    u128::from(demand.endpoints) * u128::from(demand.links_per_endpoint) + u128::from(demand.reserved)
}

/// Endpoints that so many ports serve.
pub fn endpoints_on(demand: &Demand, ports: u128) -> u128 {
    floor_div(less(ports, u128::from(demand.reserved)), u128::from(demand.links_per_endpoint))
}

fn groups(demand: &Demand, shape: &Shape) -> Result<Groups, Unbuildable> {
    let (needs, has) = (held(radix(shape))?, demand.radix);
    if needs > has {
        return Err(Unbuildable::Ports { what: "a router", needs, has, help: "take fewer terminals, routers or global links" });
    }
    let most = shape.routers * shape.global + 1;
    let needed = ceil_div(ports_down(demand), shape.routers * shape.terminals);
    let groups = shape.groups.unwrap_or(needed);
    if groups > most || needed > groups {
        let what = if needed > groups { "groups for these endpoints" } else { "groups" };
        return Err(Unbuildable::Full {
            what,
            got: held(needed.max(groups))?,
            holds: held(groups.min(most))?,
            help: "take more routers or global links a group",
        });
    }
    Ok(Groups { groups, most, per_pair: if groups > 1 { floor_div(shape.routers * shape.global, groups - 1) } else { 0 } })
}

pub fn sketch(demand: &Demand, shape: Shape) -> Result<Sketch, Unbuildable> {
    let Groups { groups, most, per_pair } = groups(demand, &shape)?;
    let (routers, ports) = (shape.routers, ports_down(demand));
    let per_router = ceil_div(per_pair * less(groups, 1), routers);
    let load = ceil_div(ports, routers * groups);
    let (router, both) = (End::Level(0), (End::Level(0), End::Level(0)));
    let capacity = routers * shape.terminals * shape.groups.unwrap_or(most);
    let between = u64::from(groups > 1);
    let inside = u64::from(routers > 1);
    Ok(Sketch {
        levels: vec![level("router", routers * groups, u128::from(demand.radix), load + routers - 1 + per_router)],
        links: vec![
            link("node_router", LinkClass::Access, ports, (End::Endpoint, router)),
            link("local", LinkClass::Trunk, groups * pairs(routers), both),
            link("global", LinkClass::Core, per_pair * pairs(groups), both),
        ],
        depth: 1,
        bisection: Some(if groups > 1 { per_pair * pairs_across(groups) } else { pairs_across(routers) }),
        hops: vec![hop("router", 2), hop("group", 2 + inside), hop("fabric", 2 + inside + between * (1 + inside))],
        diameter: inside + between * (1 + inside),
        max_endpoints: endpoints_on(demand, capacity),
        notes: if groups > 1 { vec![Note::CutBetweenGroups] } else { Vec::new() },
        wiring: Wiring::Dragonfly(wiring::Dragonfly {
            groups: held(groups)?,
            routers: held(routers)?,
            terminals: held(shape.terminals)?,
            per_pair: held(per_pair)?,
            per_router: held(per_router)?,
        }),
    })
}

/// The next group.
pub fn cliff(demand: &Demand, shape: Shape) -> Option<u128> {
    let groups = groups(demand, &shape).ok()?.groups;
    Some(endpoints_on(demand, groups * shape.routers * shape.terminals) + 1)
}
