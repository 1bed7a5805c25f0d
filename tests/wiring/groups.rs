//! Shapes that are groups of routers: dragonfly, dragonfly+, Slim Fly.

use rackwright::solve::topology::{Dragonfly, DragonflyPlus, Fabric, SlimFly, Wiring};

use crate::ask::{Ask, dragonfly, dragonfly_plus, slim_fly};
use crate::case::{At, Link, access, check, equals, joined};
use crate::random::Random;

/// Links between groups by the ports that the rule of the wiring names.
fn global_links(groups: u64, members: u64, per_pair: u64, each: u64) -> Vec<Link> {
    let gate = |group: u64, other: u64, link: u64| group * members + (other * per_pair + link) / each;
    let pair = |a: u64, b: u64| (0..per_pair).flat_map(move |link| equals(2, gate(a, b - 1, link), gate(b, a, link), 1));
    (0..groups).flat_map(|b| (0..b).flat_map(move |a| pair(a, b))).collect()
}

fn dragonfly_links(ask: &Ask, fabric: &Fabric) -> Vec<Link> {
    let Wiring::Dragonfly(Dragonfly { groups, routers, per_pair, per_router, .. }) = fabric.wiring else { panic!("no dragonfly") };
    let mut links = access(ask, groups * routers);
    for first in (0..groups).map(|group| group * routers) {
        links.extend((0..routers).flat_map(|b| (0..b).flat_map(move |a| equals(1, first + a, first + b, 1))));
    }
    links.extend(global_links(groups, routers, per_pair, per_router));
    links
}

#[test]
fn dragonflies() {
    let mut random = Random::seeded("dragonflies");
    let shapes =
        [(2, 4, 2, 9), (2, 4, 2, 5), (1, 2, 1, 3), (1, 3, 2, 4), (3, 1, 4, 5), (2, 4, 2, 1), (1, 2, 1, 2), (4, 8, 4, 33), (3, 5, 3, 7)];
    for (terminals, routers, global, groups) in shapes {
        let full = dragonfly(terminals, routers, global, Some(groups), terminals * routers * groups);
        check(&mut random, &full, |fabric| dragonfly_links(&full, fabric));
        let ports = full.endpoints;
        let some = Ask { endpoints: ports - ports / 3, reserved: ports / 3, planes: 2, ..full.clone() };
        check(&mut random, &some, |fabric| dragonfly_links(&some, fabric));
        let part = Ask { endpoints: (ports / 5).max(1), links: 3, reserved: ports / 7, ..full };
        if part.try_size().is_ok() {
            check(&mut random, &part, |fabric| dragonfly_links(&part, fabric));
        }
    }
}

fn plus_links(ask: &Ask, fabric: &Fabric) -> Vec<Link> {
    let Wiring::DragonflyPlus(DragonflyPlus { groups, leafs, spines, per_pair, per_spine, .. }) = fabric.wiring else {
        panic!("no dragonfly+")
    };
    let mut links = access(ask, groups * leafs);
    for group in 0..groups {
        let spine = |leaf: u64| (0..spines).flat_map(move |spine| joined(1, group * leafs + leaf, group * spines + spine, 1));
        links.extend((0..leafs).flat_map(spine));
    }
    links.extend(global_links(groups, spines, per_pair, per_spine));
    links
}

#[test]
fn dragonflies_with_spines() {
    let mut random = Random::seeded("dragonfly+");
    let shapes =
        [(8, 4, 4, 16), (8, 4, 4, 17), (8, 4, 4, 200), (7, 3, 4, 40), (6, 5, 1, 30), (10, 2, 6, 77), (4, 4, 2, 8), (16, 8, 8, 640)];
    for (radix, leafs, spines, endpoints) in shapes {
        let full = dragonfly_plus(radix, leafs, spines, endpoints);
        check(&mut random, &full, |fabric| plus_links(&full, fabric));
        let part = Ask { endpoints: endpoints.div_ceil(3), links: 2, reserved: endpoints / 9, planes: 2, ..full };
        check(&mut random, &part, |fabric| plus_links(&part, fabric));
    }
}

/// Whether only 1 and itself divide it.
fn prime(q: u64) -> bool {
    (2..q).all(|d| !q.is_multiple_of(d))
}

/// Differences that are linked, both halves: even and odd powers of a primitive element, with their opposites.
fn differences(q: u64, degree: u64) -> [Vec<u64>; 2] {
    let count = (degree - q) / 2;
    let power = |g: u64, n: u64| (0..n).fold(1, |power, _| power * g % q);
    let root = (2..q).find(|g| (1..q - 1).all(|n| power(*g, n) != 1));
    let one_way: [Vec<u64>; 2] = if prime(q) {
        let root = root.expect("every prime has one");
        [0, 1].map(|start| (0..count).map(|i| power(root, 2 * i + start)).collect())
    } else {
        [(1..=count).collect(), (0..count).map(|i| (q - 1) / 2 - i).collect()]
    };
    one_way.map(|half| half.iter().flat_map(|d| [*d, q - d]).collect())
}

fn slim_fly_links(ask: &Ask, fabric: &Fabric) -> Vec<Link> {
    let Wiring::SlimFly(SlimFly { q, degree, .. }) = fabric.wiring else { panic!("no Slim Fly") };
    let mut links = access(ask, 2 * q * q);
    let sets = differences(q, degree);
    let router = |half: u64, column: u64, at: u64| (half * q + column) * q + at;
    for (column, b) in (0..q).flat_map(|column| (0..q).map(move |b| (column, b))) {
        for (half, set) in (0..).zip(&sets) {
            let linked = (0..b).filter(|a| set.contains(&(b - a)));
            links.extend(linked.map(|a| (1, At::Member(router(half, column, a)), At::Member(router(half, column, b)))));
        }
        // y = m x + c, with this column as x and b as c.
        links.extend((0..q).flat_map(|m| joined(1, router(0, column, (m * column + b) % q), router(1, m, b), 1)));
    }
    links
}

#[test]
fn slim_flies() {
    let mut random = Random::seeded("Slim Fly");
    for q in [3, 4, 5, 7, 8, 9, 11, 13] {
        let routers = 2 * q * q;
        let full = slim_fly(q, Some(2), 64, routers * 2);
        check(&mut random, &full, |fabric| slim_fly_links(&full, fabric));
        let part = Ask { endpoints: routers / 2, links: 2, reserved: 3, ..full };
        check(&mut random, &part, |fabric| slim_fly_links(&part, fabric));
    }
}

/// What the construction is for. Powers of primes are left out: whole numbers modulo them are no field.
#[test]
fn slim_flies_of_primes_have_diameter_two() {
    for q in [3, 5, 7, 11, 13, 17, 19] {
        let ask = slim_fly(q, Some(1), 64, 1);
        let fabric = ask.size();
        let routers = (2 * q * q) as usize;
        let mut near = vec![vec![false; routers]; routers];
        for (kind, a, b) in slim_fly_links(&ask, &fabric) {
            if let (1, At::Member(a), At::Member(b)) = (kind, a, b) {
                (near[a as usize][b as usize], near[b as usize][a as usize]) = (true, true);
            }
        }
        let Wiring::SlimFly(w) = &fabric.wiring else { panic!("no Slim Fly") };
        assert!(near.iter().all(|row| row.iter().filter(|linked| **linked).count() as u64 == w.degree), "q {q}");
        let reach = |a: usize, b: usize| a == b || near[a][b] || (0..routers).any(|via| near[a][via] && near[via][b]);
        assert!((0..routers).all(|a| (0..a).all(|b| reach(a, b))), "q {q}");
    }
}
