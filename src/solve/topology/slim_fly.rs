//! Slim Fly: two router hops with nearly as few links as that can take. For a prime power `q = 4w + d`, d in -1, 0, 1: `2 q^2` routers of
//! `k' = (3q - d) / 2` links to others, `p = ceil(k'/2)` endpoints each where nothing else is asked for, `q^2 k'` links.
//!
//! Source: Besta and Hoefler: Slim Fly, SC 2014; q = 5 with p = 4 is the cluster of Blach et al., NSDI 2024, arXiv 2310.03742.

use super::arithmetic::{ceil_div, held};
use super::dragonfly::{endpoints_on, ports_down};
use super::fabric::{End, LinkClass, Note, Sketch, hop, level, link};
use super::wiring::{self, Wiring};
use super::{Demand, Unbuildable};
use crate::model::counts::Some1;

struct Numbers {
    routers: u128,
    degree: u128,
    terminals: u128,
}

fn numbers(q: Some1, terminals: Option<Some1>) -> Result<Numbers, Unbuildable> {
    let q = u128::from(q.count());
    let twice = match q % 4 {
        0 => Some(3 * q),
        1 => Some(3 * q - 1),
        3 => Some(3 * q + 1),
        _ => None,
    };
    let Some(twice) = twice.filter(|_| q > 2 && is_prime_power(q)) else {
        return Err(Unbuildable::Shape {
            what: "a Slim Fly needs a prime power from 3 that leaves 0, 1 or 3 when divided by 4",
            help: "take q 5, 7, 8, 9, 11, 13, 16 or 17",
        });
    };
    let degree = twice / 2;
    let terminals = terminals.map_or(ceil_div(degree, 2), |terminals| u128::from(terminals.count()));
    Ok(Numbers { routers: 2 * q * q, degree, terminals })
}

/// Whether only one prime divides it.
fn is_prime_power(q: u128) -> bool {
    let Some(prime) = (2..).take_while(|d| d * d <= q).find(|d| q.is_multiple_of(*d)) else { return q > 1 };
    let mut rest = q;
    while rest.is_multiple_of(prime) {
        rest /= prime;
    }
    rest == 1
}

pub fn least_radix(q: Some1, terminals: Option<Some1>) -> Result<u64, Unbuildable> {
    let n = numbers(q, terminals)?;
    held(n.degree + n.terminals)
}

pub fn sketch(demand: &Demand, q: Some1, terminals: Option<Some1>) -> Result<Sketch, Unbuildable> {
    let n = numbers(q, terminals)?;
    let (ports, capacity, needs) = (ports_down(demand), n.routers * n.terminals, held(n.degree + n.terminals)?);
    if needs > demand.radix {
        return Err(Unbuildable::Ports { what: "a router", needs, has: demand.radix, help: "take a smaller q or fewer terminals" });
    }
    if ports > capacity {
        let help = "take a larger q, or more terminals";
        return Err(Unbuildable::Full { what: "links of endpoints", got: held(ports)?, holds: held(capacity)?, help });
    }
    let router = End::Level(0);
    Ok(Sketch {
        levels: vec![level("router", n.routers, u128::from(demand.radix), n.degree + ceil_div(ports, n.routers))],
        links: vec![
            link("node_router", LinkClass::Access, ports, (End::Endpoint, router)),
            link("router_router", LinkClass::Trunk, n.routers / 2 * n.degree, (router, router)),
        ],
        depth: 1,
        bisection: None,
        hops: vec![hop("router", 2), hop("fabric", 4)],
        diameter: 2,
        max_endpoints: endpoints_on(demand, capacity),
        notes: vec![Note::NoCut],
        wiring: Wiring::SlimFly(wiring::SlimFly { q: q.count(), degree: held(n.degree)?, terminals: held(n.terminals)? }),
    })
}
