//! `presets`, `presets copy`, `new` and the start without a verb.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use rackwright::io::plan_file;
use rackwright::io::presets::{EMPTY, PLANS};
use rackwright::io::seal::Integrity;

use crate::run::{BAD_INPUT, CONFLICT, Desk, FINDINGS, IO, OK, USAGE};

/// The order is part of the product: simplest first, then copper, then optics.
const NAMES: [&str; 13] = [
    "tiny-demo",
    "nvl72-copper-1152",
    "kyber-copper-1008",
    "copper-1024",
    "pluggable-1024",
    "lpo-1024",
    "npo-1024",
    "cpo-1024",
    "optical-1024",
    "cloudmatrix-384",
    "superpod-b200-1024",
    "superpod-h100-4su",
    "tpu-v4-4096",
];

#[test]
fn presets_are_listed_in_order_each_with_its_question() {
    let ended = Desk::new().run(["presets"]).exits(OK).calm();
    let lines = ended.lines();
    let (head, rows) = lines.split_first().expect("a heading");
    assert!(head.starts_with("PRESET"));
    let (plans, comparisons) = rows.split_at(rows.iter().position(|row| row.is_empty()).expect("two tables"));
    assert_eq!(plans.len(), NAMES.len());
    assert!(comparisons.iter().any(|row| row.starts_with("copper-against-cpo")));
    for (row, name) in plans.iter().zip(NAMES) {
        let (first, question) = row.split_once("  ").expect("two columns");
        assert_eq!(first, name);
        assert!(question.trim().len() > 20 && question.ends_with('?'), "{row}");
    }
}

#[test]
fn without_a_verb_the_presets_are_shown_and_what_to_do_next() {
    let desk = Desk::new();
    let list = desk.run(["presets"]).out;
    // Why there is no window goes to the other stream.
    let welcome = desk.run([] as [&str; 0]).exits(OK).says([list.as_str(), "rackwright new ", "rackwright --help"]);
    let commands: Vec<&str> = welcome.out.lines().filter_map(|line| line.strip_prefix("  rackwright ")).collect();
    assert!(commands.len() >= 2);
    for command in commands {
        desk.run(command.split(' ')).exits(OK).calm();
    }
}

#[test]
fn every_preset_copies_under_its_name_and_opens_clean() {
    let desk = Desk::new();
    for (name, preset) in NAMES.iter().zip(PLANS) {
        let file = format!("{name}.ron");
        desk.run(["presets", "copy", name]).exits(OK).calm().says([file.as_str(), "racks"]);
        assert_eq!(desk.read(&file), preset.text, "the copy is the embedded text");
        let broken = ["copper-1024", "pluggable-1024", "lpo-1024", "npo-1024", "cpo-1024"].contains(name);
        let ended = desk.run(["check", &file]).exits(if broken { FINDINGS } else { OK }).calm();
        // Plans may break design rules, to show what does not work; their text is without fault.
        let of_the_file: Vec<&str> = ended.out.lines().filter(|line| line.starts_with(&file)).collect();
        assert_eq!(of_the_file.len(), 1, "{}", ended.out);
        assert!(broken || of_the_file[0].contains(", 0 errors, "), "{}", ended.out);
        desk.run(["fmt", "--check", &file]).exits(OK).calm();
    }
    assert_eq!(desk.scratch.names().len(), NAMES.len(), "nothing but the copies is left");
}

#[test]
fn a_copy_takes_the_name_it_is_given() {
    let desk = Desk::new();
    fs::create_dir(desk.path("plans")).expect("a folder");
    desk.run(["presets", "copy", "tiny-demo", "plans/mine.ron"]).exits(OK).says(["plans/mine.ron"]);
    let mode = fs::metadata(desk.path("plans/mine.ron")).expect("there").permissions().mode();
    assert_eq!(mode & 0o700, 0o600);
}

#[test]
fn a_dash_prints_instead_of_writing() {
    let desk = Desk::new();
    let copied = desk.run(["presets", "copy", "tiny-demo", "-"]).exits(OK).calm();
    assert_eq!(plan_file::parse(&copied.out).expect("a plan").plan.racks.len(), 11);
    let made = desk.run(["new", "-"]).exits(OK).calm();
    assert_eq!(plan_file::parse(&made.out).expect("a plan").integrity, Integrity::Intact);
    assert!(!desk.path("-").exists(), "no file of that name");
}

#[test]
fn what_exists_is_never_overwritten() {
    let desk = Desk::new();
    for args in [["presets", "copy", "tiny-demo", "here"].as_slice(), &["new", "here"]] {
        for bytes in [b"mine".as_slice(), b""] {
            desk.file("here", bytes);
            desk.run(args).exits(CONFLICT).complains(["here", "exists"]);
            assert_eq!(desk.read("here").as_bytes(), bytes);
        }
    }
    desk.run(["new", "/dev/null"]).exits(CONFLICT);
    desk.run(["presets", "copy", "tiny-demo"]).exits(OK);
    desk.run(["presets", "copy", "tiny-demo"]).exits(CONFLICT).complains(["tiny-demo.ron"]);
    assert_eq!(desk.scratch.names(), ["here", "tiny-demo.ron"]);
}

#[test]
fn an_unknown_preset_names_the_nearest() {
    let desk = Desk::new();
    let cases = [("tiny-dem", "tiny-demo?"), ("tinydemo", "tiny-demo?"), ("copper-1025", "copper-1024?"), ("tpu-v4-409", "tpu-v4-4096?")];
    for (wrong, meant) in cases {
        desk.run(["presets", "copy", wrong]).exits(USAGE).complains([wrong, meant]);
    }
    for wrong in ["zzz", "", "../etc/passwd", "規模", "a\u{202e}b\nc"] {
        let ended = desk.run(["presets", "copy", wrong]).exits(USAGE).complains(["rackwright presets"]);
        assert!(!ended.err.contains("Did you mean"), "{}", ended.err);
        assert_eq!(ended.err.lines().count(), 1);
    }
    assert!(desk.scratch.names().is_empty());
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let desk = Desk::new();
    for args in [["presets", "copy", "tiny-demo", "no/such/a.ron"].as_slice(), &["new", "no/such/a.ron"]] {
        desk.run(args).exits(IO).complains(["no/such/a.ron", "folder"]);
    }
    assert!(desk.scratch.names().is_empty());
}

#[test]
fn a_new_plan_is_valid_commented_and_canonical() {
    let desk = Desk::new();
    desk.run(["new", "plan.ron"]).exits(OK).calm().says(["plan.ron", "0 racks"]);
    let text = desk.read("plan.ron");
    assert!(text.lines().filter(|line| line.trim_start().starts_with("//")).count() >= 8, "{text}");
    let opened = plan_file::parse(&text).expect("valid");
    assert_eq!(opened.integrity, Integrity::Intact);
    let comments = EMPTY.lines().map(str::trim).filter(|line| line.starts_with("//"));
    comments.for_each(|comment| assert!(text.contains(comment), "{comment}"));
    desk.run(["check", "plan.ron"]).exits(OK).calm().says(["plan.ron: plan, 0 racks, 0 tiers, 0 errors, 0 warnings"]);
    desk.run(["fmt", "--check", "plan.ron"]).exits(OK).calm();
}

#[test]
fn commands_named_in_a_new_plan_work() {
    let desk = Desk::new();
    desk.run(["new", "plan.ron"]).exits(OK);
    let text = desk.read("plan.ron");
    let named: Vec<&str> = text.split('`').filter_map(|part| part.strip_prefix("rackwright ")).collect();
    assert!(named.len() >= 3, "{named:?}");
    for command in named {
        let code = desk.run(command.split(' ')).code;
        // `check` and `fmt` stand there without their file.
        assert!(code == OK || code == USAGE, "{command}: exit {code}");
    }
    desk.file("bad.ron", text.replace("racks: []", "racks: 1"));
    desk.run(["check", "bad.ron"]).exits(BAD_INPUT).says(["bad.ron:", "racks", "got 1"]);
}

#[test]
fn a_preset_is_solved_and_explained_by_its_name() {
    let desk = Desk::with_preset("tiny-demo");
    for (verb, more) in [("solve", vec!["--json"]), ("explain", vec!["rack:A01.power"])] {
        let of = |file: &str| desk.run([&[verb, file], more.as_slice()].concat()).exits(OK).calm().out;
        assert_eq!(of("tiny-demo").replace("tiny-demo.ron", "tiny-demo"), of("tiny-demo.ron").replace("tiny-demo.ron", "tiny-demo"));
    }
    desk.run(["solve", "tiny-dem"]).complains(["tiny-dem"]);
}
