//! The verb `size` as a user meets it: tables, JSON with stable keys, refusals with what is allowed or what would help.

use serde_json::{Value, json};

use crate::ask::plain;
use crate::run::{Desk, FINDINGS, OK, USAGE};

/// One call of every shape that can be built.
const SHAPES: [&[&str]; 10] = [
    &["one-tier", "--endpoints", "72", "--ports", "72", "--links-per-endpoint", "18"],
    &["clos", "--endpoints", "1024", "--ports", "64"],
    &["rail-only", "--endpoints", "36864", "--ports", "64", "--rails", "72"],
    &["full-mesh", "--endpoints", "8"],
    &["torus", "--sizes", "16,16,16", "--cube", "4", "--circuit-ports", "128"],
    &["dragonfly", "--terminals", "2", "--routers", "4", "--global", "2"],
    &["dragonfly-plus", "--leafs", "4", "--spines", "4", "--ports", "8"],
    &["hyperx", "--sizes", "4x4", "--terminals", "2"],
    &["hamming-mesh", "--board", "2x2", "--boards", "16x16", "--ports", "64"],
    &["slim-fly", "--q", "5", "--terminals", "4"],
];

fn json_of(args: &[&str]) -> Value {
    Desk::new().run([&["size"], args, &["--json"]].concat()).exits(OK).calm().json()
}

#[test]
fn every_shape_prints_a_table_and_json() {
    let desk = Desk::new();
    for args in SHAPES {
        desk.run([&["size"], args].concat()).exits(OK).calm().says([args[0], "each way", "LINKS", "bisection", "hops", "grows to"]);
        let json = json_of(args);
        for key in [
            "switches",
            "links",
            "levels",
            "bisection_gbps_each_way",
            "max_endpoints",
            "next_cliff",
            "cables",
            "modules_if_optical",
            "ports",
            "hops",
        ] {
            assert!(json.get(key).is_some(), "{args:?}: no {key}");
        }
        assert_eq!(json["topology"], args[0]);
        let total = json["links"].as_object().expect("links").values().map(|count| count.as_u64().expect("a count")).sum::<u64>();
        assert_eq!(json["links_total"], total, "{args:?}");
    }
}

#[test]
fn the_first_example() {
    let json = json_of(SHAPES[1]);
    assert_eq!(json["switches"], json!({"leaf": 32, "spine": 16, "core": 0, "total": 48}));
    assert_eq!(json["links"], json!({"node_leaf": 1024, "leaf_spine": 1024, "spine_core": 0}));
    assert_eq!((&json["levels"], &json["max_endpoints"]), (&json!(2), &json!(2048)));
    assert_eq!(json["bisection_gbps_each_way"], json!(204_800));
    assert_eq!(json["next_cliff"], json!({"endpoints": 1025, "switches": {"leaf": 33, "spine": 32}}));
    let table = Desk::new().run([&["size"], SHAPES[1]].concat()).exits(OK).calm();
    table.says(["1,025 endpoints would need 32 spines", "204.8 Tb/s each way", "2,048 endpoints in 2 levels"]);
}

#[test]
fn json_is_what_the_solver_says() {
    for endpoints in [1, 64, 65, 100, 2049, 65_536] {
        let (json, fabric) = (json_of(&["clos", "--endpoints", &endpoints.to_string(), "--ports", "64"]), plain(endpoints, 64).size());
        for level in &fabric.levels {
            assert_eq!(json["switches"][level.name], level.switches);
            assert_eq!(json["ports"][level.name]["free"], level.ports - level.ports_used);
        }
        for link in &fabric.links {
            assert_eq!(json["links"][link.name], link.count);
        }
        assert_eq!(json["max_endpoints"], fabric.max_endpoints);
        assert_eq!(json["next_cliff"]["endpoints"].as_u64(), fabric.next_cliff.map(|cliff| cliff.endpoints));
    }
}

#[test]
fn every_option_of_a_clos_counts() {
    let base = ["clos", "--endpoints", "1000", "--ports", "64", "--per-node", "8"];
    let changes: [&[&str]; 13] = [
        &["--levels", "3"],
        &["--taper", "3"],
        &["--rails", "8", "--rails-apart"],
        &["--planes", "2"],
        &["--reserve", "40"],
        &["--unit", "3"],
        &["--leaf-down", "20"],
        &["--leaf-up", "40"],
        &["--levels", "3", "--pod-leafs", "8"],
        &["--links-per-endpoint", "2"],
        &["--link", "800 Gb/s"],
        &["--ends-per-cage", "2"],
        &["--links-per-cable", "2"],
    ];
    let mut seen = vec![json_of(&base)];
    for change in changes {
        let json = json_of(&[&base, change].concat());
        assert!(!seen.contains(&json), "{change:?} changes nothing");
        seen.push(json);
    }
    let uneven = json_of(&["clos", "--endpoints", "1025", "--ports", "64", "--uneven"]);
    assert_eq!(uneven["switches"]["spine"], 17);
    assert!(uneven["notes"][0].as_str().is_some_and(|note| note.contains("symmetry is lost")), "{uneven}");
    let trimmed = json_of(&["clos", "--endpoints", "2049", "--ports", "64", "--trimmed"]);
    assert_eq!(trimmed["switches"]["spine"], 66);
}

#[test]
fn what_cannot_be_built_says_what_would_help() {
    let desk = Desk::new();
    let cases: [(&[&str], &[&str]); 9] = [
        (
            &["one-tier", "--endpoints", "1024", "--ports", "64"],
            &["one tier needs a switch of 1,024 ports; 64 are there: take planes of two levels"],
        ),
        (&["clos", "--endpoints", "65537", "--ports", "64"], &["a core", "65 ports", "64 are there", "more planes"]),
        (&["clos", "--endpoints", "2049", "--ports", "64", "--levels", "2"], &["a spine", "65 ports", "three levels"]),
        (&["clos", "--endpoints", "100", "--ports", "64", "--leaf-down", "60", "--leaf-up", "5"], &["a leaf", "65", "64"]),
        (&["torus", "--sizes", "16,16,15", "--cube", "4"], &["does not divide"]),
        (&["torus", "--sizes", "4,4", "--endpoints", "17"], &["got 17", "at most 16"]),
        (&["slim-fly", "--q", "6"], &["prime power", "take q 5"]),
        (&["dragonfly", "--terminals", "2", "--routers", "4", "--global", "2", "--ports", "6"], &["a router", "7 ports", "6 are there"]),
        (&["full-mesh", "--endpoints", "9", "--links-per-endpoint", "7"], &["8 links", "7 are there"]),
    ];
    for (args, words) in cases {
        let ended = desk.run([&["size"], args].concat()).exits(FINDINGS).complains(words.iter().copied());
        assert_eq!(ended.out, "", "{args:?}");
    }
}

#[test]
fn wrong_arguments_are_told_what_is_allowed() {
    let desk = Desk::new();
    let cases: [(&[&str], &str); 12] = [
        (&[], "Usage"),
        (&["cube"], "cube"),
        (&["clos", "--ports", "64"], "--endpoints is missing, allowed 1..1,000,000,000"),
        (&["clos", "--endpoints", "64"], "--ports is missing, allowed 1..1,000,000"),
        (&["clos", "--endpoints", "0", "--ports", "64"], "allowed 1..1,000,000,000"),
        (&["clos", "--endpoints", "1.5", "--ports", "64"], "allowed 1..1,000,000,000"),
        (&["clos", "--endpoints", "64", "--ports", "2000000"], "allowed 1..1,000,000"),
        (&["clos", "--endpoints", "64", "--ports", "64", "--levels", "4"], "allowed 1..3 or auto"),
        (&["clos", "--endpoints", "64", "--ports", "64", "--taper=-1"], "allowed 0..1,000,000"),
        (&["clos", "--endpoints", "64", "--ports", "64", "--rails-apart"], "--rails"),
        (&["hamming-mesh", "--board", "2", "--boards", "2x2", "--ports", "64"], "rows x columns"),
        (&["clos", "--endpoints", "64", "--ports", "64", "--link", "3 kW"], "--link"),
    ];
    for (args, words) in cases {
        let ended = desk.run([&["size"], args].concat()).exits(USAGE).complains([words]);
        assert_eq!(ended.out, "", "{args:?}");
    }
}
