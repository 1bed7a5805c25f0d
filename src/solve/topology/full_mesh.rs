//! Each endpoint linked with each other, no switches: `N (N - 1) / 2` links, as many in parallel as the endpoints have ports for.
//! Cut between halves: `floor(N/2) ceil(N/2)` links.
//!
//! Source: counting; the articles on optical scale-up give 1, 6 and 28 links for 2, 4 and 8 servers.

use super::arithmetic::{floor_div, held, less, pairs, pairs_across};
use super::fabric::{End, LinkClass, Sketch, hop, link};
use super::wiring::Wiring;
use super::{Demand, Unbuildable};

pub fn sketch(demand: &Demand) -> Result<Sketch, Unbuildable> {
    let (endpoints, links) = (u128::from(demand.endpoints), u128::from(demand.links_per_endpoint));
    no_reserve(demand)?;
    let per_pair = floor_div(links, less(endpoints, 1));
    if per_pair == 0 {
        return Err(Unbuildable::Links { what: "a full mesh", needs: held(less(endpoints, 1))?, has: demand.links_per_endpoint });
    }
    Ok(Sketch {
        levels: Vec::new(),
        links: vec![link("pair", LinkClass::Access, pairs(endpoints) * per_pair, (End::Endpoint, End::Endpoint))],
        depth: 0,
        bisection: Some(pairs_across(endpoints) * per_pair),
        hops: vec![hop("mesh", u64::from(endpoints > 1))],
        diameter: u64::from(endpoints > 1),
        max_endpoints: links + 1,
        notes: Vec::new(),
        wiring: Wiring::FullMesh { per_pair: held(per_pair)? },
    })
}

/// Shapes without packet switches have no ports to keep.
pub fn no_reserve(demand: &Demand) -> Result<(), Unbuildable> {
    let refused = Unbuildable::Shape { what: "no switch has ports to reserve", help: "reserve 0 ports, or take a shape with switches" };
    if demand.reserved == 0 { Ok(()) } else { Err(refused) }
}

/// The pair loses a parallel link, or its only one.
pub fn cliff(demand: &Demand) -> Option<u128> {
    let (endpoints, links) = (u128::from(demand.endpoints), u128::from(demand.links_per_endpoint));
    Some(floor_div(links, floor_div(links, less(endpoints, 1))) + 2)
}
