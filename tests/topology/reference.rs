//! Numbers of a second, independent program (a few lines of Python with integers) and of vendors' component counts; hand-checked cliffs.

use rackwright::solve::topology::{Fabric, Note, Unbuildable};

use crate::ask::{Ask, Clos, clos, cubes, dragonfly, dragonfly_plus, hyperx, one_tier, plain, rail_only, switches, torus};

/// Leafs, spines, cores.
fn levels(f: &Fabric) -> (u64, u64, u64) {
    (switches(f, "leaf"), switches(f, "spine"), switches(f, "core"))
}

/// Links to nodes, between leafs and spines, between spines and cores.
fn links(f: &Fabric) -> (u64, u64, u64) {
    (f.links_named("node_leaf"), f.links_named("leaf_spine"), f.links_named("spine_core"))
}

/// Units of 32 nodes with 8 rails on 64 ports.
#[test]
fn dgx_b200_superpods() {
    let rows = [(2, (16, 8, 0)), (4, (32, 16, 0)), (8, (64, 32, 0)), (16, (128, 128, 64)), (32, (256, 256, 128)), (64, (512, 512, 256))];
    for (units, expected) in rows {
        let shape = Clos { rails: Some(8), unit: Some(32), ..Clos::default() };
        let f = Ask { per_node: 8, ..clos(shape, units * 256) }.size();
        assert_eq!(levels(&f), expected, "{units} units");
        let n = units * 256;
        assert_eq!(links(&f), (n, n, if expected.2 > 0 { n } else { 0 }), "{units} units");
    }
}

/// 1, 2 and 4 units are one fabric; 8 and 16 balance their ports only if each spine serves one rail, which is rails kept apart.
#[test]
fn dgx_b300_superpods() {
    for (units, leafs, spines, apart) in
        [(1, 16, 8, false), (2, 32, 16, false), (4, 64, 32, false), (8, 128, 64, true), (16, 256, 128, true)]
    {
        let shape = Clos { levels: Some(2), rails: Some(8), rails_apart: apart, ..Clos::default() };
        let f = Ask { per_node: 8, ..clos(shape, units * 512) }.size();
        assert_eq!((levels(&f), links(&f)), ((leafs, spines, 0), (units * 512, units * 512, 0)), "{units} units");
    }
    let joined = Clos { levels: Some(2), rails: Some(8), ..Clos::default() };
    let refused = Ask { per_node: 8, ..clos(joined, 4096) }.try_size();
    assert!(matches!(refused, Err(Unbuildable::Ports { needs: 128, has: 64, .. })), "{refused:?}");
    let wider = Ask { per_node: 8, radix: 128, ..clos(Clos { rails: Some(8), ..Clos::default() }, 4096) };
    assert_eq!(levels(&wider.size()), (64, 32, 0));
}

#[test]
fn growth_at_64_ports_jumps_where_it_must() {
    let rows = [
        (1000, (32, 16, 0), (1000, 1024, 0)),
        (1023, (32, 16, 0), (1023, 1024, 0)),
        (1024, (32, 16, 0), (1024, 1024, 0)),
        (1025, (33, 32, 0), (1025, 1056, 0)),
        (2048, (64, 32, 0), (2048, 2048, 0)),
        (2049, (65, 96, 64), (2049, 2080, 3072)),
        (4000, (125, 128, 64), (4000, 4000, 4096)),
    ];
    for (endpoints, switches, cables) in rows {
        let f = plain(endpoints, 64).size();
        assert_eq!((levels(&f), links(&f)), (switches, cables), "{endpoints}");
    }
    let idle = plain(1025, 64).size();
    let spine = idle.level("spine").expect("spines");
    assert_eq!(spine.ports - spine.ports_used, 992);
    let three_to_one = clos(Clos { taper: vec![3.0], ..Clos::default() }, 1536).size();
    assert_eq!((levels(&three_to_one), three_to_one.bisection), ((32, 8, 0), Some(256)));
}

/// Endpoints, ports, taper; leafs, spines, links up of a leaf, cut.
const TWO_LEVELS: &[(u64, u64, f64, u64, u64, u64, u64)] = &[
    (10, 8, 1.0, 3, 2, 4, 5),
    (11, 8, 1.0, 3, 2, 4, 5),
    (13, 8, 1.0, 4, 2, 4, 6),
    (19, 8, 1.0, 5, 4, 4, 9),
    (21, 8, 1.0, 6, 4, 4, 10),
    (29, 8, 1.0, 8, 4, 4, 14),
    (10, 8, 2.0, 2, 1, 3, 3),
    (12, 8, 2.0, 3, 1, 2, 3),
    (20, 8, 2.0, 4, 3, 3, 6),
    (25, 8, 2.0, 5, 3, 3, 7),
    (26, 8, 2.0, 6, 3, 3, 9),
    (27, 8, 2.0, 6, 3, 3, 9),
    (10, 8, 3.0, 2, 1, 2, 2),
    (11, 8, 3.0, 2, 1, 2, 2),
    (11, 8, 3.0, 2, 1, 2, 2),
    (15, 8, 3.0, 3, 1, 2, 3),
    (22, 8, 3.0, 4, 1, 2, 4),
    (22, 8, 3.0, 4, 1, 2, 4),
    (24, 16, 1.0, 3, 2, 8, 12),
    (28, 16, 1.0, 4, 7, 7, 14),
    (47, 16, 1.0, 6, 4, 8, 23),
    (71, 16, 1.0, 9, 8, 8, 35),
    (87, 16, 1.0, 11, 8, 8, 43),
    (122, 16, 1.0, 16, 8, 8, 61),
    (32, 16, 2.0, 4, 1, 4, 8),
    (45, 16, 2.0, 5, 5, 5, 12),
    (89, 16, 2.0, 9, 5, 5, 22),
    (91, 16, 2.0, 10, 5, 5, 25),
    (97, 16, 2.0, 10, 5, 5, 25),
    (97, 16, 2.0, 10, 5, 5, 25),
    (23, 16, 3.0, 2, 1, 4, 4),
    (24, 16, 3.0, 2, 1, 4, 4),
    (45, 16, 3.0, 4, 1, 4, 8),
    (67, 16, 3.0, 6, 2, 4, 12),
    (90, 16, 3.0, 8, 2, 4, 16),
    (91, 16, 3.0, 8, 2, 4, 16),
    (160, 64, 1.0, 5, 4, 32, 80),
    (337, 64, 1.0, 11, 31, 31, 168),
    (658, 64, 1.0, 21, 16, 32, 329),
    (923, 64, 1.0, 29, 16, 32, 461),
    (1_205, 64, 1.0, 38, 32, 32, 602),
    (1_823, 64, 1.0, 57, 32, 32, 911),
    (306, 64, 2.0, 8, 4, 20, 80),
    (360, 64, 2.0, 9, 4, 20, 90),
    (696, 64, 2.0, 17, 7, 21, 178),
    (1_172, 64, 2.0, 28, 21, 21, 294),
    (1_212, 64, 2.0, 29, 21, 21, 304),
    (1_234, 64, 2.0, 30, 21, 21, 315),
    (276, 64, 3.0, 6, 2, 16, 48),
    (435, 64, 3.0, 10, 3, 15, 75),
    (1_234, 64, 3.0, 26, 8, 16, 208),
    (1_256, 64, 3.0, 27, 8, 16, 216),
    (1_461, 64, 3.0, 31, 8, 16, 248),
    (1_736, 64, 3.0, 37, 16, 16, 296),
    (1_173, 144, 1.0, 17, 23, 69, 586),
    (1_741, 144, 1.0, 25, 14, 70, 870),
    (3_223, 144, 1.0, 45, 24, 72, 1_611),
    (6_246, 144, 1.0, 87, 72, 72, 3_123),
    (9_119, 144, 1.0, 127, 72, 72, 4_559),
    (9_391, 144, 1.0, 131, 72, 72, 4_695),
    (1_121, 144, 2.0, 12, 47, 47, 282),
    (3_519, 144, 2.0, 37, 16, 48, 888),
    (7_150, 144, 2.0, 75, 48, 48, 1_800),
    (8_278, 144, 2.0, 87, 48, 48, 2_088),
    (8_856, 144, 2.0, 93, 48, 48, 2_232),
    (10_286, 144, 2.0, 108, 48, 48, 2_592),
    (5_056, 144, 3.0, 47, 12, 36, 846),
    (5_291, 144, 3.0, 49, 18, 36, 882),
    (6_069, 144, 3.0, 57, 18, 36, 1_026),
    (7_569, 144, 3.0, 71, 18, 36, 1_278),
    (7_773, 144, 3.0, 72, 18, 36, 1_296),
    (9_738, 144, 3.0, 91, 36, 36, 1_638),
];

/// Endpoints, ports; leafs, spines, cores, links to spines, links to cores.
const THREE_LEVELS: &[(u64, u64, u64, u64, u64, u64, u64)] = &[
    (43, 8, 11, 12, 8, 44, 48),
    (56, 8, 14, 16, 8, 56, 64),
    (64, 8, 16, 16, 8, 64, 64),
    (64, 8, 16, 16, 8, 64, 64),
    (106, 8, 27, 28, 16, 108, 112),
    (122, 8, 31, 32, 16, 124, 128),
    (436, 16, 55, 56, 32, 440, 448),
    (480, 16, 60, 64, 32, 480, 512),
    (588, 16, 74, 80, 64, 592, 640),
    (635, 16, 80, 80, 64, 640, 640),
    (666, 16, 84, 88, 64, 672, 704),
    (875, 16, 110, 112, 64, 880, 896),
    (6_846, 64, 214, 224, 128, 6_848, 7_168),
    (9_786, 64, 306, 320, 256, 9_792, 10_240),
    (20_919, 64, 654, 672, 512, 20_928, 21_504),
    (29_451, 64, 921, 928, 512, 29_472, 29_696),
    (35_599, 64, 1_113, 1_120, 1_024, 35_616, 35_840),
    (41_957, 64, 1_312, 1_312, 1_024, 41_984, 41_984),
];

#[test]
fn two_levels_agree_with_the_second_program() {
    for (endpoints, radix, taper, leafs, spines, up, cut) in TWO_LEVELS.iter().copied() {
        let f = Ask { radix, ..clos(Clos { levels: Some(2), taper: vec![taper], ..Clos::default() }, endpoints) }.size();
        assert_eq!(
            (levels(&f), links(&f), f.bisection),
            ((leafs, spines, 0), (endpoints, leafs * up, 0), Some(cut)),
            "{endpoints} {radix} {taper}"
        );
    }
}

#[test]
fn three_levels_agree_with_the_second_program() {
    for (endpoints, radix, leafs, spines, cores, up, top) in THREE_LEVELS.iter().copied() {
        let f = plain(endpoints, radix).size();
        assert_eq!((levels(&f), links(&f)), ((leafs, spines, cores), (endpoints, up, top)), "{endpoints} {radix}");
    }
}

/// The fat trees of the speed table: the smallest even k with k^3/4 no less than the endpoints.
#[test]
fn part_filled_fat_trees() {
    for (endpoints, k, all, cables) in
        [(1000, 16, 317, 3024), (10_000, 36, 1438, 30_052), (100_000, 74, 6810, 301_317), (1_000_000, 160, 31_460, 3_004_800)]
    {
        let f = Ask { radix: k, ..clos(Clos { levels: Some(3), ..Clos::default() }, endpoints) }.size();
        assert_eq!((f.switches(), f.all_links()), (all, cables), "{endpoints}");
    }
}

#[test]
fn one_tier_takes_planes_until_the_switch_is_too_small() {
    for (endpoints, ports, radix, chips, links) in
        [(72, 18, 72, 18, 1296), (512, 16, 512, 16, 8192), (72, 18, 144, 9, 1296), (144, 72, 288, 36, 10_368), (72, 17, 144, 9, 1224)]
    {
        let f = one_tier(endpoints, ports, radix).size();
        assert_eq!((switches(&f, "switch"), f.all_links(), f.bisection), (chips, links, Some(endpoints / 2 * ports)));
    }
    let refused = one_tier(1024, 16, 512).try_size().expect_err("too small").to_string();
    assert_eq!(refused, "one tier needs a switch of 1,024 ports; 512 are there: take planes of two levels (clos)");
}

#[test]
fn other_shapes_agree_with_the_second_program() {
    let f = dragonfly(2, 4, 2, None, 72).size();
    let counted = (f.switches(), f.links_named("local"), f.links_named("global"), f.all_links(), f.diameter, f.bisection);
    assert_eq!(counted, (36, 54, 36, 162, 3, Some(20)));
    let f = dragonfly_plus(8, 4, 4, 80).size();
    assert_eq!((f.switches(), f.links_named("leaf_spine"), f.links_named("global"), f.diameter), (40, 80, 40, 3));
    let f = hyperx(&[3, 5], &[], 2).size();
    assert_eq!((f.endpoints, f.switches(), f.links_named("switch_switch"), f.diameter, f.bisection), (30, 15, 45, 2, Some(10)));
    for (sizes, links, diameter, cut) in [(&[4_u64, 4, 4] as &[u64], 192, 6, 32), (&[2, 3, 4], 60, 4, 12)] {
        let f = torus(sizes).size();
        assert_eq!((f.all_links(), f.diameter, f.bisection), (links, diameter, Some(cut)));
    }
    let pod = cubes(&[16, 16, 16], 4, Some(128)).size();
    assert_eq!((switches(&pod, "circuit"), pod.links_named("circuit"), pod.links_named("in_cube")), (48, 6144, 9216));
    assert_eq!(rail_only(72, 36_864, 64).size().switches(), 1728);
}

/// Each of these numbers stands in the notes of an example plan.
#[test]
fn example_plans_get_the_switches_their_notes_say() {
    let shape = |rails, unit| Clos { levels: Some(2), rails: Some(rails), unit: Some(unit), ..Clos::default() };
    let nvl72 = Ask { per_node: 4, ..clos(shape(4, 32), 1152) };
    assert_eq!(levels(&nvl72.size()), (36, 32, 0), "18 spines do not divide 32");
    let uneven = Ask { per_node: 4, ..clos(Clos { uneven: true, ..shape(4, 32) }, 1152) };
    assert_eq!(levels(&uneven.size()), (36, 18, 0), "uneven spreading saves 14 of them");
    let kyber = Ask { per_node: 4, radix: 144, planes: 2, ..clos(shape(4, 63), 1008) };
    assert_eq!(levels(&kyber.size()), (32, 14, 0));
    let planes = Clos { levels: Some(2), leaf_down: Some(256), leaf_up: Some(256), ..Clos::default() };
    assert_eq!(levels(&Ask { radix: 512, planes: 256, ..clos(planes, 1024) }.size()), (1024, 512, 0));
    let memory = Clos { levels: Some(2), taper: vec![2.0], leaf_down: Some(264), leaf_up: Some(132), ..Clos::default() };
    assert_eq!(levels(&Ask { radix: 512, planes: 8, ..clos(memory, 1056) }.size()), (32, 16, 0));
    assert_eq!(levels(&clos(Clos { levels: Some(2), ..Clos::default() }, 384).size()), (12, 8, 0), "6 spines do not divide 32");
}

#[test]
fn the_divisor_rule_is_said_where_it_bites() {
    let notes = |ask: Ask| ask.size().notes;
    assert_eq!(notes(plain(1024, 64)), []);
    assert_eq!(notes(plain(760, 64)), [Note::Divisor { level: "spine", by_ports: 12, taken: 16 }]);
    let uneven = clos(Clos { uneven: true, ..Clos::default() }, 1025).size();
    assert_eq!((levels(&uneven), uneven.notes), ((33, 17, 0), vec![Note::Uneven { level: "spine" }]));
    let prime = [Note::Divisor { level: "spine", by_ports: 2, taken: 29 }, Note::MoreLinks { leaf_up: 30, spines: 2 }];
    assert_eq!(notes(plain(113, 64)), prime, "29 links up divide by nothing; one more on each leaf saves 27 spines");
}

/// A part pod keeps its spines to grow into, or has what it needs.
#[test]
fn part_pods_are_full_or_trimmed() {
    let sized = |trimmed, uneven| clos(Clos { trimmed, uneven, ..Clos::default() }, 2049).size();
    assert_eq!(levels(&sized(false, false)), (65, 96, 64));
    let trimmed = sized(true, false);
    assert_eq!((levels(&trimmed), links(&trimmed)), ((65, 66, 64), (2049, 2080, 66 * 32)));
    assert_eq!(levels(&sized(true, true)), (65, 65, 33));
}
