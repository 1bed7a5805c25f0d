//! Dragonfly+: in each group every leaf is linked with every spine once; leafs have `r - spines` endpoints, spines `r - leafs` links to other
//! groups. `m = floor(spines (r - leafs) / (g - 1))` links between each two groups.
//!
//! Source: Shpiner et al.: Dragonfly+, low cost topology for scaling datacenters, HiPINEB 2017.

use super::arithmetic::{ceil_div, floor_div, held, less, pairs, pairs_across};
use super::dragonfly::{endpoints_on, ports_down};
use super::fabric::{End, LinkClass, Note, Sketch, hop, level, link};
use super::wiring::{DragonflyPlus, Wiring};
use super::{Demand, Unbuildable};
use crate::model::counts::Some1;

struct Groups {
    leafs: u128,
    spines: u128,
    terminals: u128,
    groups: u128,
    /// As many as the shape can have.
    most: u128,
    per_pair: u128,
}

fn groups(demand: &Demand, leafs: Some1, spines: Some1, wanted: Option<Some1>) -> Result<Groups, Unbuildable> {
    let [leafs, spines, radix] = [leafs.count(), spines.count(), demand.radix].map(u128::from);
    if radix <= spines || radix < leafs {
        let needs = held((spines + 1).max(leafs))?;
        return Err(Unbuildable::Ports { what: "a group", needs, has: demand.radix, help: "take fewer leafs or spines" });
    }
    let (terminals, global) = (radix - spines, spines * (radix - leafs));
    let needed = ceil_div(ports_down(demand), leafs * terminals);
    let groups = wanted.map_or(needed, |groups| u128::from(groups.count()));
    let most = wanted.map_or(global + 1, |groups| u128::from(groups.count()).min(global + 1));
    if needed > most || groups > most {
        let got = held(needed.max(groups))?;
        return Err(Unbuildable::Full { what: "groups", got, holds: held(most)?, help: "take more spines, or fewer leafs a group" });
    }
    let per_pair = if groups > 1 { floor_div(global, groups - 1) } else { 0 };
    Ok(Groups { leafs, spines, terminals, groups, most, per_pair })
}

pub fn sketch(demand: &Demand, leafs: Some1, spines: Some1, wanted: Option<Some1>) -> Result<Sketch, Unbuildable> {
    let g = groups(demand, leafs, spines, wanted)?;
    let (ports, radix) = (ports_down(demand), u128::from(demand.radix));
    let per_spine = ceil_div(g.per_pair * less(g.groups, 1), g.spines);
    let between = u64::from(g.groups > 1);
    let (leaf, spine) = (End::Level(0), End::Level(1));
    let load = ceil_div(ports, g.leafs * g.groups);
    Ok(Sketch {
        levels: vec![
            level("leaf", g.leafs * g.groups, radix, load + g.spines),
            level("spine", g.spines * g.groups, radix, g.leafs + per_spine),
        ],
        links: vec![
            link("node_leaf", LinkClass::Access, ports, (End::Endpoint, leaf)),
            link("leaf_spine", LinkClass::Trunk, g.groups * g.leafs * g.spines, (leaf, spine)),
            link("global", LinkClass::Core, g.per_pair * pairs(g.groups), (spine, spine)),
        ],
        depth: 2,
        bisection: Some(if g.groups > 1 { g.per_pair * pairs_across(g.groups) } else { inside_cut(&g, ports) }),
        hops: vec![hop("leaf", 2), hop("group", 4), hop("fabric", 4 + between)],
        diameter: 2 + between,
        max_endpoints: endpoints_on(demand, g.most * g.leafs * g.terminals),
        notes: if g.groups > 1 { vec![Note::CutBetweenGroups] } else { Vec::new() },
        wiring: Wiring::DragonflyPlus(DragonflyPlus {
            groups: held(g.groups)?,
            leafs: held(g.leafs)?,
            spines: held(g.spines)?,
            terminals: held(g.terminals)?,
            per_pair: held(g.per_pair)?,
            per_spine: held(per_spine)?,
        }),
    })
}

/// Of one group: each spine has half of the leafs on the other side.
fn inside_cut(g: &Groups, ports: u128) -> u128 {
    if g.leafs > 1 { (ports / 2).min(g.spines * (g.leafs / 2)) } else { ports / 2 }
}

/// The next group.
pub fn cliff(demand: &Demand, leafs: Some1, spines: Some1, wanted: Option<Some1>) -> Option<u128> {
    let g = groups(demand, leafs, spines, wanted).ok()?;
    Some(endpoints_on(demand, g.groups * g.leafs * g.terminals) + 1)
}
