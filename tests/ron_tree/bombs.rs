//! Bombs and size: refused at once, on a small stack, and large files are quick.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use rackwright::io::ron_tree::{Limits, Tree, check_lexical, layout};

use crate::print_bare;

const MANY: usize = 5_000_000;

fn patience() -> Duration {
    if cfg!(debug_assertions) { Duration::from_secs(10) } else { Duration::from_secs(1) }
}

/// The shortest of three runs: other work on the machine is not what is measured.
fn quickest(mut run: impl FnMut()) -> Duration {
    let timed = |_| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..3).map(timed).min().expect("three runs")
}

fn on_a_small_stack(test: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().name("small stack".to_owned()).stack_size(512 * 1024);
    thread.spawn(test).expect("a thread").join().expect("no overflow and no panic");
}

#[test]
fn nesting_bombs_are_refused_at_once() {
    let bombs = [
        ("[", "]"),
        ("(", ")"),
        ("{", "}"),
        ("{{", ":1}}"),
        ("Some(", ")"),
        ("(a:", ")"),
        ("/*", "*/"),
        ("r#\"", "\"#"),
        ("r#", "\""),
        ("#![", "]"),
        ("\"", "\""),
        ("'", "'"),
        ("-", "1"),
        ("\\", "\\"),
    ];
    on_a_small_stack(move || {
        for (open, close) in bombs {
            for text in [open.repeat(MANY), open.repeat(MANY) + &close.repeat(MANY)] {
                let name = format!("{open} x {MANY}, {} bytes", text.len());
                let took = quickest(|| {
                    let refused = check_lexical(&text, &Limits::default()).is_err();
                    assert!(Tree::parse(&text).is_err(), "{name}");
                    assert!(refused || open == "/*" || open == "\"", "{name}");
                });
                assert!(took < 2 * patience(), "{name}: {took:?} for check and tree");
            }
        }
    });
}

#[test]
fn flat_bombs_are_refused_at_once() {
    let texts = [
        "[".to_owned() + &"1,".repeat(MANY),
        "[".to_owned() + &"(),".repeat(MANY),
        "(".to_owned() + &"a/**/".repeat(MANY),
        "r".to_owned() + &"#".repeat(MANY) + "\"" + &"\"#".repeat(MANY),
        "[1".to_owned() + &" /**/".repeat(MANY),
        "\"".to_owned() + &"\\x".repeat(MANY) + "\"",
        "1".repeat(MANY),
        "0.".to_owned() + &"0".repeat(MANY) + "1",
        "\u{202E}".repeat(MANY),
        "é".repeat(MANY),
        "'a".repeat(MANY),
    ];
    on_a_small_stack(move || {
        for text in texts {
            let took = quickest(|| assert!(check_lexical(&text, &Limits::default()).is_err(), "{}", &text[..2]));
            assert!(took < patience(), "{}: {took:?}", text.chars().take(5).collect::<String>());
        }
    });
}

#[test]
fn the_deepest_tree_fits_on_a_small_stack() {
    on_a_small_stack(|| {
        for (open, inner, close) in [("[", "1", "]"), ("Some(", "1", ")"), ("(a:", "1", ")"), ("{1:", "1", "}"), ("[/*c*/", "/*d*/", "]")] {
            let text = open.repeat(32) + inner + &close.repeat(32);
            let tree = Tree::parse(&text).expect("32 levels");
            let printed = layout::print(&tree, &tree.comments());
            assert!(!printed.is_empty());
            assert!(tree.find(&tree.path_at(text.len() / 2)).is_some());
        }
    });
}

/// As `ron::to_string` would give it.
fn large_plan(racks: usize) -> String {
    let mut text = String::from("(format:\"rackwright-plan\",version:1,racks:[");
    for id in 0..racks {
        let (x, y) = (id % 300 * 600, id / 300 * 1200);
        write!(text, "(id:{id},name:\"R{id:05}\",type:\"compute\",at_mm:[{x},{y}],facing:north),").expect("a string");
    }
    text + "],notes:\"\")"
}

#[test]
fn a_hundred_thousand_racks_are_quick() {
    let compact = large_plan(100_000);
    let pretty = print_bare(&compact);
    for text in [&compact, &pretty] {
        assert!((6_000_000..11_000_000).contains(&text.len()), "{}", text.len());
        let scan = quickest(|| assert!(check_lexical(text, &Limits::default()).is_ok()));
        let tree = quickest(|| assert!(Tree::parse(text).is_ok()));
        let both = quickest(|| assert_eq!(print_bare(text).len(), pretty.len()));
        println!("{} bytes: scan {scan:?}, tree {tree:?}, tree and print {both:?}", text.len());
        // The goal is 20 and 100 ms for 6 MB; these limits only catch work that grows faster than the text.
        let (scan_limit, both_limit) = if cfg!(debug_assertions) { (4_000, 20_000) } else { (800, 3_000) };
        assert!(scan < Duration::from_millis(scan_limit), "scan {scan:?}");
        assert!(both < Duration::from_millis(both_limit), "tree and print {both:?}");
    }
}
