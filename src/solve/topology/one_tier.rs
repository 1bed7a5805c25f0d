//! One tier, every endpoint on every switch: `q = floor(r / n)` links of each endpoint fit on a switch of `r` ports, so its `P` links take
//! `ceil(P / q)` switches. The last one is part used where `q` does not divide `P`. NVL72: n = 72, P = 18, r = 72 make 18 chips, 1,296 links.
//!
//! Source: NVIDIA DGX GB200 reference architecture (18 NVLink switch chips, one link of each GPU to each).

use super::arithmetic::{ceil_div, floor_div, held, less};
use super::fabric::{End, LinkClass, Sketch, hop, level, link};
use super::wiring::{OneTier, Wiring};
use super::{Demand, Unbuildable};

struct Numbers {
    endpoints: u128,
    links: u128,
    radix: u128,
    reserved: u128,
}

fn numbers(demand: &Demand) -> Numbers {
    let [endpoints, links, radix, reserved] = [demand.endpoints, demand.links_per_endpoint, demand.radix, demand.reserved].map(u128::from);
    Numbers { endpoints, links, radix, reserved }
}

pub fn sketch(demand: &Demand) -> Result<Sketch, Unbuildable> {
    let n = numbers(demand);
    let fit = floor_div(less(n.radix, n.reserved), n.endpoints).min(n.links);
    if fit == 0 {
        return Err(too_small(&n));
    }
    let switches = ceil_div(n.links, fit);
    let to_last = n.links - fit * less(switches, 1);
    let to_switch = (End::Endpoint, End::Level(0));
    Ok(Sketch {
        levels: vec![level("switch", switches, n.radix, n.endpoints * fit + n.reserved)],
        links: vec![link("node_switch", LinkClass::Access, n.endpoints * n.links + n.reserved * switches, to_switch)],
        depth: 1,
        bisection: Some(n.endpoints / 2 * n.links),
        hops: vec![hop("switch", 2)],
        diameter: 0,
        max_endpoints: less(n.radix, n.reserved),
        notes: Vec::new(),
        wiring: Wiring::OneTier(OneTier { switches: held(switches)?, to_each: held(fit)?, to_last: held(to_last)? }),
    })
}

fn too_small(n: &Numbers) -> Unbuildable {
    match (held(n.endpoints + n.reserved), held(n.radix)) {
        (Ok(needs), Ok(has)) => Unbuildable::Ports { what: "one tier", needs, has, help: "take planes of two levels (clos)" },
        _ => Unbuildable::TooMany,
    }
}

/// Fewer links fit on a switch as soon as `n` passes `r / q` of the smallest `q` that still does with as many switches.
pub fn cliff(demand: &Demand) -> Option<u128> {
    let n = numbers(demand);
    let fit = floor_div(less(n.radix, n.reserved), n.endpoints).min(n.links);
    let enough = ceil_div(n.links, ceil_div(n.links, fit));
    Some(floor_div(less(n.radix, n.reserved), enough) + 1)
}
