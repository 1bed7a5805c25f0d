//! HyperX: `S_i` switches along each dimension, every two on a line linked `K_i` times, `T` endpoints on each.
//! Switches `P = prod S_i`, radix `T + sum K_i (S_i - 1)`, links `sum P (S_i - 1) / 2 K_i`, as many switch hops as dimensions,
//! cut `min K_i floor(S_i/2) ceil(S_i/2) P / S_i`. A full mesh of switches is one dimension.
//!
//! Source: Ahn, Binkert, Davis, McLaren, Schreiber: HyperX, SC 2009.

use super::arithmetic::{ceil_div, held, pairs, pairs_across, product};
use super::dragonfly::{endpoints_on, ports_down};
use super::fabric::{End, LinkClass, Sketch, hop, level, link};
use super::wiring::{self, Wiring};
use super::{Demand, Unbuildable};
use crate::model::counts::Some1;
use crate::model::tier::Extent;

/// Size along a dimension and parallel links along it.
type Dimension = (u128, u128);

fn dimensions(sizes: &[Extent], parallel: &[Some1]) -> Result<Vec<Dimension>, Unbuildable> {
    if sizes.is_empty() || parallel.len() > sizes.len() {
        return Err(Unbuildable::Shape {
            what: "a HyperX has at least one size, and at most one number of links for each",
            help: "give sizes such as 4,4",
        });
    }
    let links = parallel.iter().map(|links| u128::from(links.count())).chain(std::iter::repeat(1));
    Ok(sizes.iter().map(|size| u128::from(size.count())).zip(links).collect())
}

fn ports_across(dimensions: &[Dimension]) -> u128 {
    dimensions.iter().fold(0, |sum, (size, links)| sum + (size - 1) * links)
}

pub fn least_radix(sizes: &[Extent], parallel: &[Some1], terminals: Some1) -> Option<u64> {
    let across = ports_across(&dimensions(sizes, parallel).ok()?);
    held(across + u128::from(terminals.count())).ok()
}

pub fn sketch(demand: &Demand, sizes: &[Extent], parallel: &[Some1], terminals: Some1) -> Result<Sketch, Unbuildable> {
    let dimensions = dimensions(sizes, parallel)?;
    let (across, ports, radix) = (ports_across(&dimensions), ports_down(demand), u128::from(demand.radix));
    let needs = across + u128::from(terminals.count());
    if needs > radix {
        return Err(Unbuildable::Ports {
            what: "a switch of this HyperX",
            needs: held(needs)?,
            has: demand.radix,
            help: "take more dimensions, or fewer terminals",
        });
    }
    let switches = product(dimensions.iter().map(|(size, _)| *size))?;
    let capacity = product([switches, u128::from(terminals.count())])?;
    if ports > capacity {
        let help = "take longer sizes, or more terminals";
        return Err(Unbuildable::Full { what: "links of endpoints", got: held(ports)?, holds: held(capacity)?, help });
    }
    let line = |(size, links): &Dimension| (switches / size).saturating_mul(pairs(*size)).saturating_mul(*links);
    let cut = |(size, links): &Dimension| (switches / size).saturating_mul(pairs_across(*size)).saturating_mul(*links);
    let long: Vec<&Dimension> = dimensions.iter().filter(|(size, _)| *size > 1).collect();
    let depth = u64::try_from(long.len()).unwrap_or(u64::MAX);
    Ok(Sketch {
        levels: vec![level("switch", switches, radix, across + ceil_div(ports, switches))],
        links: vec![
            link("node_switch", LinkClass::Access, ports, (End::Endpoint, End::Level(0))),
            link(
                "switch_switch",
                LinkClass::Trunk,
                dimensions.iter().map(line).fold(0, u128::saturating_add),
                (End::Level(0), End::Level(0)),
            ),
        ],
        depth: 1,
        bisection: Some(long.iter().map(|dimension| cut(dimension)).min().unwrap_or(u128::from(demand.endpoints) / 2)),
        hops: vec![hop("switch", 2), hop("line", 2 + u64::from(depth > 0)), hop("fabric", depth.saturating_add(2))],
        diameter: depth,
        max_endpoints: endpoints_on(demand, capacity),
        notes: Vec::new(),
        wiring: Wiring::HyperX(wiring::HyperX {
            sizes: sizes.iter().map(|size| size.count()).collect(),
            parallel: dimensions.iter().map(|(_, links)| held(*links)).collect::<Result<_, _>>()?,
            terminals: terminals.count(),
        }),
    })
}
