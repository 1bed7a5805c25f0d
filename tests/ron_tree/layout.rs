//! The canonical layout, by example.

use crate::{SAMPLE, meaning, print_bare, print_own};

fn check(compact: &str, expected: &str) {
    let printed = print_bare(compact);
    assert_eq!(printed, expected, "{compact}");
    assert_eq!(print_own(&printed), printed, "{compact}");
}

#[test]
fn small_values_stay_on_one_line() {
    check("[1,2,3]", "[1, 2, 3]\n");
    check("()", "()\n");
    check("Some( 3 , )", "Some(3)\n");
    check("{\"a\":1,\"b\":[ ]}", "{\"a\": 1, \"b\": []}\n");
    check("[(0,0),(1,1)]", "[(0, 0), (1, 1)]\n");
    check("{( 1,/* x */2):'a'}", "{(1, 2): 'a'}\n");
}

#[test]
fn the_outermost_struct_is_broken() {
    check("(a:1)", "(\n    a: 1,\n)\n");
    check("Plan(a:1)", "Plan(\n    a: 1,\n)\n");
}

#[test]
fn structs_in_a_list_have_a_line_each() {
    check(
        "(version:1,racks:[(id:1,at_mm:[0,600]),(id:2)],notes:\"\")",
        "(\n    version: 1,\n\n    racks: [\n        (id: 1, at_mm: [0, 600]),\n        (id: 2),\n    ],\n\n    notes: \"\",\n)\n",
    );
    check("[Rack(id:1)]", "[\n    Rack(id: 1),\n]\n");
}

#[test]
fn lines_end_at_120_columns() {
    for (length, lines) in [(103, 3), (104, 6)] {
        let text = format!("(key: [\"{}\", 2])", "é".repeat(length));
        let printed = print_bare(&text);
        assert_eq!(printed.lines().count(), lines, "{printed}");
        let widest = printed.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(120), "{widest:?}");
    }
    let long = "x".repeat(200);
    check(&format!("(a: (\"{long}\"))"), &format!("(\n    a: (\n        \"{long}\",\n    ),\n)\n"));
}

#[test]
fn a_string_over_several_lines_is_kept() {
    check("(a:[\"one\n two\",3])", "(\n    a: [\n        \"one\n two\",\n        3,\n    ],\n)\n");
}

#[test]
fn the_unit_value_stays_whole() {
    let printed = print_own("(a: ( /* x */ ), b: {\"one\ntwo\": ()}, c: [ /* y */ ])");
    assert_eq!(printed, "(\n    // x\n    a: (),\n\n    b: {\n        \"one\ntwo\": (),\n    },\n\n    c: [\n        // y\n    ],\n)\n");
    assert_eq!(print_own(&printed), printed);
}

#[test]
fn the_sample_keeps_its_values() {
    let printed = print_own(SAMPLE);
    assert_eq!(meaning(&printed), meaning(SAMPLE));
    assert_eq!(ron::from_str::<ron::Value>(&printed), ron::from_str::<ron::Value>(SAMPLE));
    assert_eq!(print_own(&printed), printed);
    assert!(printed.lines().all(|line| line.chars().count() <= 140), "{printed}");
    let racks = "\n    // what stands\n    // on the floor\n    racks: [\n        (id: 17, ";
    assert!(printed.contains(racks), "{printed}");
}

#[test]
fn one_change_is_one_line() {
    let before = print_own(SAMPLE);
    let after = print_own(&SAMPLE.replace("[600, 600]", "[610, 600]"));
    let changed = before.lines().zip(after.lines()).filter(|(old, new)| old != new).count();
    assert_eq!((changed, before.lines().count()), (1, after.lines().count()));
}

#[test]
fn line_ends_do_not_matter() {
    let windows = SAMPLE.replace('\n', "\r\n");
    assert_eq!(print_own(&windows), print_own(SAMPLE));
}
