//! What holds for every fabric, whatever its shape: ports, ends, bundles, planes, and that no number makes the solver fail.

use rackwright::model::units::Rate;
use rackwright::solve::topology::{Clos as ClosWiring, Demand, Fabric, LinkClass, Packing, Wiring, size};

use crate::ask::{Ask, Clos, clos, cubes, dragonfly, dragonfly_plus, full_mesh, hamming, hyperx, one_tier, rail_only, slim_fly, torus};
use crate::random::Random;

/// From `least` to `most`.
fn between(random: &mut Random, least: u64, most: u64) -> u64 {
    least + random.next() % (most - least + 1)
}

fn maybe(random: &mut Random, least: u64, most: u64) -> Option<u64> {
    random.next().is_multiple_of(3).then(|| between(random, least, most))
}

fn flip(random: &mut Random) -> bool {
    random.next().is_multiple_of(2)
}

pub fn any_clos(random: &mut Random, radix: u64) -> Ask {
    let tapers = [1.0, 1.0, 2.0, 3.0, 0.5, 1.5, 7.0];
    let rails = maybe(random, 1, 8);
    let shape = Clos {
        levels: maybe(random, 1, 3),
        taper: (0..random.below(3)).map(|_| tapers[random.below(tapers.len())]).collect(),
        rails,
        rails_apart: rails.is_some() && flip(random),
        unit: maybe(random, 1, radix),
        leaf_down: maybe(random, 1, radix),
        leaf_up: maybe(random, 1, radix),
        pod_leafs: maybe(random, 1, radix),
        uneven: flip(random),
        trimmed: flip(random),
    };
    let endpoints = between(random, 1, radix * radix);
    Ask {
        radix,
        reserved: maybe(random, 1, 9).unwrap_or(0),
        per_node: between(random, 1, 9),
        links: between(random, 1, 3),
        ..clos(shape, endpoints)
    }
}

fn any(random: &mut Random) -> Ask {
    let small = |random: &mut Random| between(random, 1, 9);
    let radix = between(random, 1, 70);
    let ask = match random.below(12) {
        0 => one_tier(between(random, 1, 80), between(random, 1, 20), radix),
        1 => full_mesh(between(random, 1, 40)),
        2 => torus(&(0..=random.below(4)).map(|_| small(random)).collect::<Vec<_>>()),
        3 => {
            let side = between(random, 1, 3);
            let ports = maybe(random, 1, 200);
            cubes(&(0..=random.below(3)).map(|_| side * between(random, 1, 4)).collect::<Vec<_>>(), side, ports)
        }
        4 => {
            let (terminals, routers, global) = (small(random), small(random), small(random));
            let groups = maybe(random, 1, 20);
            dragonfly(terminals, routers, global, groups, between(random, 1, 500))
        }
        5 => dragonfly_plus(radix, small(random), small(random), between(random, 1, 500)),
        6 => {
            let sizes: Vec<u64> = (0..=random.below(3)).map(|_| small(random)).collect();
            let parallel: Vec<u64> = (0..random.below(sizes.len() + 1)).map(|_| between(random, 1, 3)).collect();
            hyperx(&sizes, &parallel, small(random))
        }
        7 => {
            let pair = |random: &mut Random| (between(random, 1, 5), between(random, 1, 40));
            let ((a, x), (b, y)) = (pair(random), pair(random));
            Ask { radix, ..hamming((a, b), (x, y)) }
        }
        8 => slim_fly(between(random, 1, 30), maybe(random, 1, 9), radix, between(random, 1, 500)),
        9 => rail_only(between(random, 1, 80), between(random, 1, 9000), radix),
        _ => any_clos(random, radix),
    };
    Ask { planes: between(random, 1, 4), ..ask }
}

/// Everything that must hold inside one fabric.
fn check(ask: &Ask, f: &Fabric) {
    for level in &f.levels {
        assert!(level.ports_used <= level.ports, "{ask:?} {level:?}");
        let radix = level.ports / level.switches;
        assert!(level.fullest <= radix, "{ask:?} {level:?}: more on one switch than it has");
        assert!(level.fullest * level.switches >= level.ports_used, "{ask:?} {level:?}: the fullest is no average");
    }
    let at_switches: u128 = f.levels.iter().map(|level| u128::from(level.ports_used)).sum();
    assert_eq!(at_switches + u128::from(f.endpoint_ends), 2 * f.all_links(), "{ask:?}: two ends a link");
    assert!(ask.endpoints <= f.max_endpoints, "{ask:?} {}", f.max_endpoints);
    assert!(f.hops.windows(2).all(|pair| pair[0].links <= pair[1].links), "{ask:?} {:?}", f.hops);
    if f.levels.iter().any(|level| level.name != "circuit") && !matches!(f.wiring, Wiring::HammingMesh(_)) {
        let access: u64 = f.links.iter().filter(|link| link.class == LinkClass::Access).map(|link| link.count).sum();
        let reserved = if ask.reserved > 0 { access - f.injection } else { 0 };
        assert_eq!(access, f.injection + reserved, "{ask:?}: every endpoint has its links");
        assert!(ask.reserved == 0 || reserved >= ask.reserved * ask.planes, "{ask:?}: and every reserved port its own");
    }
    let modules = f.modules(&Packing::default()).total();
    let optical: u64 =
        f.links.iter().filter(|link| link.class != LinkClass::InRack).map(|link| link.count * if link.circuit { 1 } else { 2 }).sum();
    assert_eq!(modules, optical, "{ask:?}");
    assert_eq!(u128::from(f.cables(&Packing::default())), f.all_links());
}

#[test]
fn ports_ends_and_links_add_up() {
    let mut random = Random::seeded("ports_ends_and_links_add_up");
    let mut built = 0;
    for _ in 0..60_000 {
        let ask = any(&mut random);
        if let Ok(fabric) = ask.try_size() {
            check(&ask, &fabric);
            built += 1;
        }
    }
    println!("{built} of 60,000 demands can be built");
    assert!(built > 15_000, "{built}");
}

#[test]
fn planes_are_copies() {
    let mut random = Random::seeded("planes_are_copies");
    for _ in 0..5_000 {
        let ask = Ask { planes: 1, ..any(&mut random) };
        let planes = between(&mut random, 2, 300);
        let (Ok(one), Ok(all)) = (ask.try_size(), Ask { planes, ..ask.clone() }.try_size()) else { continue };
        for (a, b) in one.levels.iter().zip(&all.levels) {
            assert_eq!((a.switches * planes, a.ports_used * planes, a.fullest), (b.switches, b.ports_used, b.fullest), "{ask:?}");
        }
        for (a, b) in one.links.iter().zip(&all.links) {
            assert_eq!(a.count * planes, b.count, "{ask:?}");
        }
        assert_eq!(one.bisection.map(|cut| cut * planes), all.bisection);
        assert_eq!((one.max_endpoints, &one.wiring), (all.max_endpoints, &all.wiring));
    }
}

/// Sums of a Clos bundle by bundle: each leaf's links, each spine's and each core's ports, all links of both levels.
fn sum_bundles(ask: &Ask, f: &Fabric, w: &ClosWiring) {
    let (mut leaf_spine, mut spine_core) = (0, 0);
    let mut at_core = vec![0; w.cores as usize];
    for pod in 0..w.pods {
        let spines = w.spines_of(pod);
        let mut at_spine = vec![0; spines as usize];
        for leaf in 0..w.leafs_of(pod) {
            let up: Vec<u64> = (0..spines).map(|spine| w.leaf_spine(pod, leaf, spine)).collect();
            assert_eq!(up.iter().sum::<u64>(), w.leaf_up, "{ask:?}: links of a leaf");
            let even = up.iter().all(|links| *links == up[0]);
            assert!(even || w.dealt, "{ask:?}: the same links to each spine");
            assert!(up.iter().max() <= up.iter().min().map(|least| least + 1).as_ref(), "{ask:?}: {up:?}");
            up.iter().zip(&mut at_spine).for_each(|(links, sum)| *sum += links);
        }
        leaf_spine += at_spine.iter().sum::<u64>();
        for (spine, down) in at_spine.iter().enumerate() {
            let up: Vec<u64> = (0..w.cores).map(|core| w.spine_core(pod, spine as u64, core)).collect();
            assert_eq!(up.iter().sum::<u64>(), w.spine_up, "{ask:?}: links of a spine");
            assert!(down + w.spine_up <= f.level("spine").expect("spines").fullest, "{ask:?}: {down} + {}", w.spine_up);
            spine_core += w.spine_up;
            up.iter().zip(&mut at_core).for_each(|(links, sum)| *sum += links);
        }
    }
    assert_eq!(leaf_spine * w.networks, f.links_named("leaf_spine"), "{ask:?}");
    assert_eq!(spine_core * w.networks, f.links_named("spine_core"), "{ask:?}");
    assert_eq!(at_core.iter().max().copied().unwrap_or(0), f.level("core").map_or(0, |level| level.fullest), "{ask:?}");
}

#[test]
fn bundles_sum_to_the_links() {
    let mut random = Random::seeded("bundles_sum_to_the_links");
    let mut summed = 0;
    for _ in 0..8_000 {
        let radix = between(&mut random, 2, 24);
        let ask = any_clos(&mut random, radix);
        let Ok(f) = ask.try_size() else { continue };
        let Wiring::Clos(w) = &f.wiring else { panic!("a Clos") };
        if f.depth > 1 && w.leafs < 300 && w.cores < 300 {
            sum_bundles(&ask, &f, w);
            summed += 1;
        }
    }
    assert!(summed > 500, "{summed}");
}

/// More endpoints never take fewer leafs; fewer spines or cores only where the divisor rule had asked for more than the ports.
#[test]
fn growth_is_monotone_but_for_the_divisor_rule() {
    for (radix, uneven) in [(8, false), (12, false), (16, true), (64, false)] {
        let ask = |endpoints| Ask { radix, ..clos(Clos { uneven, ..Clos::default() }, endpoints) };
        let mut last = ask(1).size();
        for endpoints in 2..=(radix * radix * radix / 4).min(5000) {
            let next = ask(endpoints).size();
            let count = |f: &Fabric, level: &str| f.level(level).map_or(0, |level| level.switches);
            assert!(count(&next, "leaf") >= count(&last, "leaf"), "{endpoints} on {radix}");
            let fewer = ["spine", "core"].into_iter().find(|level| count(&next, level) < count(&last, level));
            let divided = last.notes.iter().any(|note| matches!(note, rackwright::solve::topology::Note::Divisor { .. }));
            assert!(fewer.is_none() || divided, "{endpoints} on {radix}: fewer {fewer:?} and no word about it");
            last = next;
        }
    }
}

/// Any numbers at all: an answer or a reason, at once.
#[test]
fn no_number_is_too_much() {
    let mut random = Random::seeded("no_number_is_too_much");
    let extremes = [0, 1, 2, 3, 63, 64, 65_536, 999_999, 1_000_000, 1_000_001, 999_999_999, 1_000_000_000, 1_000_000_001, u64::MAX];
    let limit = 1_000_000_000;
    for _ in 0..3_000 {
        let base = any(&mut random);
        let mut pick = || extremes[random.below(extremes.len())];
        let big = [pick(), pick(), pick()].map(|count| count.clamp(1, limit));
        let topology = match pick() % 8 {
            0 => dragonfly(big[0].min(1000), big[1].min(1000), big[2].min(1000), None, 1).topology,
            1 => dragonfly_plus(64, big[0], big[1], 1).topology,
            2 => hamming((big[0].min(1000), 1), (big[1].min(1000), big[2].min(900))).topology,
            3 => clos(Clos { taper: vec![1e-300, 1e6], ..Clos::default() }, 1).topology,
            4 => clos(Clos { taper: vec![1e6, 0.0], levels: Some(3), ..Clos::default() }, 1).topology,
            5 => {
                clos(Clos { rails: Some(big[0]), rails_apart: true, unit: Some(big[1]), leaf_down: Some(big[2]), ..Clos::default() }, 1)
                    .topology
            }
            _ => base.topology,
        };
        let demand = Demand {
            topology: &topology,
            endpoints: pick(),
            per_node: pick(),
            links_per_endpoint: pick(),
            planes: pick(),
            radix: pick(),
            link: Rate::MAX,
            reserved: pick(),
        };
        match size(&demand) {
            Ok(fabric) => drop(fabric.mbps(fabric.injection)),
            Err(why) => assert!((10..=200).contains(&why.to_string().chars().count()), "{why}"),
        }
    }
}

#[test]
fn a_thousand_million_endpoints_are_answered() {
    let f = Ask { radix: 4096, ..clos(Clos::default(), 1_000_000_000) }.size();
    assert_eq!((f.endpoints, f.depth), (1_000_000_000, 3));
    let ask = Ask { radix: 4096, ..clos(Clos::default(), 1_000_000_001) };
    assert_eq!(ask.try_size().expect_err("too many").to_string(), "endpoints: got 1,000,000,001, allowed 1..1,000,000,000");
}
