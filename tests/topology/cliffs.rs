//! The next cliff is where it is said to be, and the largest size is the largest: both found again by trying every number.

use rackwright::solve::topology::Fabric;

use crate::ask::{Ask, Clos, clos, dragonfly, dragonfly_plus, full_mesh, one_tier, plain, rail_only};
use crate::invariants::any_clos;
use crate::random::Random;

/// Everything above the first level of a Clos, all levels of other shapes.
fn above(f: &Fabric) -> Vec<u64> {
    let first = f.levels.first().map_or("", |level| level.name);
    let skip = usize::from(first == "leaf" && f.depth > 1 && f.level("spine").is_some());
    f.levels.iter().skip(skip).map(|level| level.switches).collect()
}

/// Whether this takes more than that: a level more, or more switches in one of them.
fn exceeds(next: &Fabric, now: &Fabric) -> bool {
    next.depth > now.depth || above(next).iter().zip(above(now)).any(|(next, now)| *next > now)
}

fn check(ask: &Ask, reach: u64) {
    let Ok(now) = ask.try_size() else { return };
    let found = (ask.endpoints + 1..=ask.endpoints + reach).find(|endpoints| ask.at(*endpoints).map_or(true, |next| exceeds(&next, &now)));
    let said = now.next_cliff.as_ref().map(|cliff| cliff.endpoints).filter(|endpoints| *endpoints <= ask.endpoints + reach);
    assert_eq!(said, found, "{ask:?}");
    if let Some(cliff) = &now.next_cliff {
        match (ask.at(cliff.endpoints), &cliff.levels) {
            (Ok(next), Ok(levels)) => assert_eq!(&next.levels, levels, "{ask:?}"),
            (Err(why), Err(said)) => assert_eq!(&why, said, "{ask:?}"),
            (next, said) => panic!("{ask:?}: {next:?} but {said:?}"),
        }
    }
}

#[test]
fn clos_cliffs_are_found_again() {
    for radix in [4, 8, 16] {
        for endpoints in 1..=radix * radix * radix / 4 {
            check(&plain(endpoints, radix), 400);
        }
    }
    for endpoints in [1, 64, 65, 100, 500, 928, 1000, 1024, 1025, 2048, 2049, 3000] {
        check(&plain(endpoints, 64), 2000);
    }
}

#[test]
fn cliffs_of_any_clos_are_found_again() {
    let mut random = Random::seeded("cliffs_of_any_clos_are_found_again");
    for _ in 0..3_000 {
        let radix = 2 + random.next() % 20;
        let ask = any_clos(&mut random, radix);
        check(&ask, 150);
    }
}

#[test]
fn cliffs_of_other_shapes_are_found_again() {
    for endpoints in 1..=80 {
        check(&one_tier(endpoints, 18, 72), 90);
        check(&Ask { reserved: 3, ..one_tier(endpoints, 7, 64) }, 90);
        check(&dragonfly(2, 4, 2, None, endpoints), 90);
        check(&dragonfly(2, 4, 2, Some(7), endpoints), 90);
        check(&Ask { reserved: 2, links: 3, ..dragonfly_plus(8, 4, 4, endpoints) }, 90);
        check(&rail_only(5, endpoints, 8), 200);
    }
}

#[test]
fn a_full_mesh_loses_parallel_links() {
    let ask = |endpoints| Ask { links: 7, ..full_mesh(endpoints) };
    let pair = |endpoints| ask(endpoints).size().links_named("pair") / (endpoints * (endpoints - 1) / 2);
    assert_eq!([2, 3, 4, 5, 8].map(pair), [7, 3, 2, 1, 1]);
    for (endpoints, next) in [(2, 3), (3, 4), (4, 5), (5, 9), (8, 9)] {
        assert_eq!(ask(endpoints).size().next_cliff.map(|cliff| cliff.endpoints), Some(next), "{endpoints}");
    }
    assert!(ask(9).try_size().is_err());
}

/// With the number of levels fixed, the largest size can be built and one more cannot.
#[test]
fn the_largest_size_is_the_largest() {
    let mut random = Random::seeded("the_largest_size_is_the_largest");
    let mut tried = 0;
    while tried < 2_000 {
        let (radix, levels) = (2 + random.next() % 40, 1 + random.next() % 3);
        let Ask { topology, links, per_node, reserved, .. } = any_clos(&mut random, radix);
        let mut ask = Ask { links, per_node, reserved, radix, ..crate::ask::ask(topology, 1) };
        if let rackwright::model::tier::Topology::Clos { levels: wanted, .. } = &mut ask.topology {
            *wanted = rackwright::model::tier::Levels::new(levels as i64);
        }
        let Ok(one) = ask.try_size() else { continue };
        tried += 1;
        assert!(ask.at(one.max_endpoints).is_ok(), "{ask:?}: {} cannot be built", one.max_endpoints);
        assert!(ask.at(one.max_endpoints + 1).is_err(), "{ask:?}: {} is not the largest", one.max_endpoints);
    }
}

#[test]
fn reach_is_that_of_the_textbook() {
    for radix in [4, 8, 32, 64, 128, 512] {
        let reach = |levels| Ask { radix, ..clos(Clos { levels: Some(levels), ..Clos::default() }, 1) }.size().max_endpoints;
        assert_eq!([1, 2, 3].map(reach), [radix, radix * radix / 2, radix * radix * radix / 4]);
    }
}

#[test]
fn the_example_of_the_manual() {
    let cliff = plain(1024, 64).size().next_cliff.expect("a cliff");
    let spines = cliff.levels.expect("can be built").into_iter().find(|level| level.name == "spine").expect("spines");
    assert_eq!((cliff.endpoints, spines.switches), (1025, 32));
    let cliff = plain(2048, 64).size().next_cliff.expect("a cliff");
    let levels: Vec<u64> = cliff.levels.expect("can be built").iter().map(|level| level.switches).collect();
    assert_eq!((cliff.endpoints, levels), (2049, vec![65, 96, 64]));
    let unbuildable = plain(65_536, 64).size().next_cliff.expect("a cliff");
    assert_eq!(unbuildable.endpoints, 65_537);
    assert!(unbuildable.levels.is_err());
}
