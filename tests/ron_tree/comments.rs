//! Comments: the keys they have, and that none is lost when values change or go.

use std::fmt::Write as _;

use rackwright::io::ron_tree::{Comments, Tree, layout};

use crate::{SAMPLE, comments_of, print_bare, print_own};

fn listed(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for (key, comment) in comments_of(text) {
        lines.extend(comment.before.iter().map(|line| format!("{key} before {line}")));
        lines.extend(comment.after.iter().map(|line| format!("{key} after {line}")));
    }
    lines
}

#[test]
fn keys_are_stable() {
    let expected = [
        "/head before // Hall 3, second phase",
        "/tail before // the end",
        "racks before // what stands",
        "racks before // on the floor",
        "racks/end before // more to come",
        "racks[#18] before // moved in May",
        "racks[#18] after // keep free",
        "racks[#19] after // last",
        "version after // written by hand",
    ];
    assert_eq!(listed(SAMPLE), expected);
}

#[test]
fn comments_belong_to_the_value_they_speak_of() {
    let table = [
        ("( // x\n a: 1)", "a before // x"),
        ("(a /* x */ : 1)", "a before // x"),
        ("(a: /* x */ 1)", "a before // x"),
        ("(a: Some /* x */ (1))", "a before // x"),
        ("(a: Some(/* x */ 1))", "a[0] before // x"),
        ("(a: 1 /* x */, b: 2)", "a after // x"),
        ("(a: 1, /* x */ b: 2)", "b before // x"),
        ("(a: 1, /* x */\n b: 2)", "a after // x"),
        ("(a: 1 // x\n , b: 2)", "a after // x"),
        ("(a: 1,\n // x\n b: 2)", "b before // x"),
        ("(a: [ // x\n])", "a/end before // x"),
        ("(a: ( // x\n))", "a/end before // x"),
        ("(a: [1, /* x */])", "a/end before // x"),
        ("(a: 1, /* x\n y */\n b: 2)", "a before // x|a before // y"),
        ("(a: 1 /* x */ /* y */)", "a before // y|a after // x"),
        ("(a: 1, // x\n // y\n)", "/end before // y|a after // x"),
        ("({(1, /* x */ 2) /* y */: 3})", "[0][(1, 2)] before // x|[0][(1, 2)] before // y"),
        ("{\"k\": 1, // x\n}", "[\"k\"] after // x"),
        ("(a: [(id: \"c\", b: 1 /* x */)])", "a[#c].b after // x"),
        ("(a: [(id: (7), b: 1 /* x */)])", "a[#7].b after // x"),
        ("(a: [(b: 1 /* x */)])", "a[0].b after // x"),
        ("1 /* x */ // y", "/tail before // x|/tail before // y"),
        ("/**/ 1", "/head before //"),
        ("//x  \n1", "/head before //x"),
    ];
    for (text, expected) in table {
        assert_eq!(listed(text).join("|"), expected, "{text}");
    }
}

#[test]
fn comments_follow_their_values() {
    let comments = comments_of(SAMPLE);
    let moved = "(version:2,racks:[(id:19,name:\"S\"),(id:20),(id:18,name:\"B\")])";
    let tree = Tree::parse(moved).expect("good");
    let expected = "\
// Hall 3, second phase
(
    version: 2, // written by hand

    // what stands
    // on the floor
    racks: [
        (id: 19, name: \"S\"), // last
        (id: 20),
        // moved in May
        (id: 18, name: \"B\"), // keep free
        // more to come
    ],
)
// the end
";
    assert_eq!(layout::print(&tree, &comments), expected);
}

#[test]
fn comments_of_what_is_gone_go_to_the_parent() {
    let text = "(racks: [(id: 1, a: (b: 2 /* deep */)), // one\n (id: 2), // two\n /* end */], x: 5, // five\n)";
    let comments = comments_of(text);
    let table = [
        ("(racks:[(id:1),(id:2)],x:5)", "racks[#1] before // deep"),
        ("(racks:[(id:2)],x:5)", "racks before // deep"),
        ("(racks:[(id:2)],x:5)", "racks before // one"),
        ("(racks:5)", "/head before // five"),
        ("(racks:5)", "racks before // end"),
        ("7", "/head before // deep"),
    ];
    for (now, line) in table {
        let printed = layout::print(&Tree::parse(now).expect("good"), &comments);
        assert!(listed(&printed).contains(&line.to_owned()), "{line} not in\n{printed}");
        for mark in ["deep", "one", "two", "end", "five"] {
            assert_eq!(printed.matches(mark).count(), 1, "{mark} in\n{printed}");
        }
    }
}

#[test]
fn two_racks_with_one_id_lose_no_comment() {
    let text = "(racks: [(id: 1), // a\n (id: 1), // b\n // c\n (id: 1)])";
    let printed = print_own(text);
    for mark in ["// a", "// b", "// c"] {
        assert_eq!(printed.matches(mark).count(), 1, "{printed}");
    }
    assert_eq!(print_own(&printed), printed);
}

#[test]
fn whatever_a_comment_holds_it_stays_one() {
    let mut comments = Comments::new();
    for (key, text) in [("a", "no slashes\n) ( \"\n\n"), ("/head", "x\r\ny"), ("b", ""), ("/tail", "// z"), ("", "// w")] {
        let comment = comments.entry(key.to_owned()).or_default();
        comment.before.push(text.to_owned());
        comment.after = Some(text.to_owned());
    }
    let printed = layout::print(&Tree::parse("(a: 1, b: 2)").expect("good"), &comments);
    assert_eq!(crate::meaning(&printed), crate::meaning("(a: 1, b: 2)"), "{printed}");
    assert_eq!(printed.matches("no slashes").count(), 2, "{printed}");
}

#[test]
fn a_comment_on_every_rack_costs_little() {
    let mut text = String::from("(racks: [\n");
    for id in 0..50_000 {
        writeln!(text, "(id: {id}, name: \"r{id}\"), // note {id}").expect("a string");
    }
    text.push_str("])");
    let start = std::time::Instant::now();
    let comments = comments_of(&text);
    assert_eq!(comments.len(), 50_000);
    let printed = layout::print(&Tree::parse(&print_bare(&text)).expect("good"), &comments);
    assert_eq!(printed.matches("// note").count(), 50_000);
    let lost = layout::print(&Tree::parse("(racks: [])").expect("good"), &comments);
    assert_eq!(lost.matches("// note").count(), 50_000);
    assert!(start.elapsed().as_secs_f64() < 5.0, "{:?}", start.elapsed());
}
