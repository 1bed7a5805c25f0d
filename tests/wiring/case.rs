//! One fabric in racks, wired twice: by the solver, and from a list of all links one by one.

use std::collections::BTreeMap;

use rackwright::solve::topology::{End, Fabric};
use rackwright::solve::wire::{NOWHERE, Plane, Runs, wire};

use crate::ask::Ask;
use crate::racks::{runs, spread};
use crate::random::Random;

/// Where a link ends: a member of the kind's level, or beside the switch at the other end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    Member(u64),
    Beside,
}

/// One link: the place of its kind, and both ends in order.
pub type Link = (usize, At, At);

/// Links by kind and racks.
type Bundles = BTreeMap<(usize, u32, u32), u64>;

pub fn joined(kind: usize, a: u64, b: u64, links: u64) -> impl Iterator<Item = Link> {
    (0..links).map(move |_| (kind, At::Member(a), At::Member(b)))
}

/// A link between equals, the lower member first.
pub fn equals(kind: usize, a: u64, b: u64, links: u64) -> impl Iterator<Item = Link> {
    assert_ne!(a, b, "no link to itself");
    joined(kind, a.min(b), a.max(b), links)
}

/// Links of endpoints, then reserved ports, one after the other on switches that are filled in order.
pub fn access(ask: &Ask, switches: u64) -> Vec<Link> {
    let links = ask.endpoints * ask.links;
    let load = (links + ask.reserved).div_ceil(switches);
    let end = |port: u64| if port < links { At::Member(port / ask.links) } else { At::Beside };
    (0..links + ask.reserved).map(|port| (0, end(port), At::Member(port / load))).collect()
}

/// Wires the fabric in several spreads over racks and compares.
pub fn check(random: &mut Random, ask: &Ask, list: impl Fn(&Fabric) -> Vec<Link>) {
    let fabric = ask.size();
    let links = list(&fabric);
    count(ask, &fabric, &links);
    for _ in 0..12 {
        let ends = spread(random, ask.endpoints);
        let levels: Vec<Vec<u32>> = fabric.levels.iter().map(|level| spread(random, level.switches / ask.planes)).collect();
        let wanted = bundles(&fabric, &links, &ends, &levels);
        let got = solved(ask, &fabric, &runs(&ends), &levels.iter().map(|racks| runs(racks)).collect::<Vec<_>>());
        assert_eq!(got, wanted, "{ask:?}\n{:?}\nendpoints {ends:?}\nlevels {levels:?}", fabric.wiring);
    }
}

/// Sums of each kind are those of sizing, and no switch or endpoint has more links than sizing says.
fn count(ask: &Ask, fabric: &Fabric, links: &[Link]) {
    let mut degrees: BTreeMap<(usize, u64), u64> = BTreeMap::new();
    for (kind, size) in fabric.links.iter().enumerate() {
        let listed = links.iter().filter(|link| link.0 == kind).count() as u64;
        assert_eq!(listed * fabric.planes, size.count, "{} of {ask:?}", size.name);
        for (_, a, b) in links.iter().filter(|link| link.0 == kind) {
            for (at, end) in [(a, size.ends.0), (b, size.ends.1)] {
                if let At::Member(member) = at {
                    *degrees.entry((level(end), *member)).or_default() += 1;
                }
            }
        }
    }
    for ((level, member), degree) in degrees {
        let most = if level == 0 { ask.links } else { fabric.levels[level - 1].fullest };
        assert!(degree <= most, "member {member} of level {level} has {degree} links of {most}: {ask:?}");
    }
}

/// 0 for endpoints, 1 and up for levels of switches.
fn level(end: End) -> usize {
    match end {
        End::Endpoint => 0,
        End::Level(level) => level + 1,
    }
}

fn bundles(fabric: &Fabric, links: &[Link], ends: &[u32], levels: &[Vec<u32>]) -> Bundles {
    let rack = |end: End, member: u64| match end {
        End::Endpoint => ends.get(member as usize).copied().unwrap_or(NOWHERE),
        End::Level(level) => levels[level][member as usize],
    };
    let mut bundles = Bundles::new();
    for (kind, a, b) in links {
        let At::Member(b) = b else { panic!("only endpoints are beside") };
        let far = rack(fabric.links[*kind].ends.1, *b);
        let near = match a {
            At::Member(a) => rack(fabric.links[*kind].ends.0, *a),
            At::Beside => far,
        };
        *bundles.entry((*kind, near, far)).or_default() += 1;
    }
    bundles
}

fn solved(ask: &Ask, fabric: &Fabric, ends: &Runs, levels: &[Runs]) -> Bundles {
    let mut bundles = Bundles::new();
    each(ask, fabric, ends, levels, &mut |kind, near, far, links| {
        assert!(links > 0, "nothing is told of no links");
        *bundles.entry((kind, near, far)).or_default() += links;
    });
    bundles
}

pub fn each(ask: &Ask, fabric: &Fabric, ends: &Runs, levels: &[Runs], sink: &mut dyn FnMut(usize, u32, u32, u64)) {
    let plane = Plane { ends, levels, per_node: ask.per_node, links_per_endpoint: ask.links, reserved: ask.reserved };
    wire(&fabric.wiring, &plane, sink);
}

/// How often the sink was called; the sums are compared with sizing.
pub fn calls(ask: &Ask, ends: &Runs, levels: &[Runs]) -> u64 {
    let (fabric, mut calls) = (ask.size(), 0);
    let mut sums = vec![0; fabric.links.len()];
    each(ask, &fabric, ends, levels, &mut |kind, _, _, links| {
        calls += 1;
        sums[kind] += links;
    });
    assert_eq!(sums, fabric.links.iter().map(|link| link.count / fabric.planes).collect::<Vec<_>>(), "{ask:?}");
    calls
}
