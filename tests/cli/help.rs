//! Help, version, usage and the table of exit codes.

use crate::run::{BAD_INPUT, CONFLICT, Desk, FINDINGS, IO, OK, USAGE};

const VERBS: &[&str] = &["presets", "new", "check", "fmt", "edit", "catalog", "schema", "compare", "sweep", "export"];

#[test]
fn help_goes_to_standard_output_and_names_every_verb() {
    let desk = Desk::new();
    for flag in ["--help", "-h", "help"] {
        let ended = desk.run([flag]).exits(OK).calm().says(VERBS.iter().copied());
        assert!(!ended.out.contains("debug"), "verbs for tests stay hidden");
    }
    for verb in VERBS {
        desk.run([verb, "--help"]).exits(OK).calm().says(["Usage:", verb]);
    }
    for args in [["presets", "copy"], ["catalog", "list"], ["catalog", "show"]] {
        desk.run([args.as_slice(), &["--help"]].concat()).exits(OK).calm().says(["Usage:"]);
    }
}

#[test]
fn help_explains_the_exit_codes() {
    let ended = Desk::new().run(["--help"]).exits(OK);
    let line = ended.out.lines().find(|line| line.starts_with("Exit codes")).expect("a line of exit codes");
    let codes: Vec<&str> = line.split([' ', ',', '.']).filter(|word| word.parse::<u8>().is_ok()).collect();
    assert_eq!(codes, ["0", "1", "2", "3", "4", "5"], "{line}");
}

#[test]
fn the_version_is_that_of_the_package() {
    for flag in ["--version", "-V"] {
        let ended = Desk::new().run([flag]).exits(OK).calm();
        assert_eq!(ended.out, format!("rackwright {}\n", env!("CARGO_PKG_VERSION")));
    }
}

#[test]
fn wrong_usage_is_refused_with_a_hint() {
    let desk = Desk::new();
    let cases: [(&[&str], &str); 15] = [
        (&["frobnicate"], "frobnicate"),
        (&["chek", "a.ron"], "check"),
        (&["check"], "<FILES>"),
        (&["check", "--jsn", "a.ron"], "--json"),
        (&["new"], "<FILE>"),
        (&["fmt"], "<FILES>"),
        (&["edit", "a.ron"], "--apply"),
        (&["edit", "a.ron", "--apply"], "--apply"),
        (&["presets", "copy"], "<NAME>"),
        (&["catalog", "--json", "--csv"], "--csv"),
        (&["catalog", "list", "blades", "more"], "more"),
        (&["catalog", "list", "blaeds"], "blade"),
        (&["catalog", "show"], "<ID>"),
        (&["schema", "plans"], "plan"),
        (&["--catalog"], "--catalog"),
    ];
    for (args, hint) in cases {
        let ended = desk.run(args).exits(USAGE).complains([hint]);
        assert_eq!(ended.out, "", "{args:?}: usage is no output");
    }
    assert!(desk.scratch.names().is_empty());
}

/// One run for each exit code, of each verb that has it.
#[test]
fn every_exit_code_is_met() {
    let desk = Desk::with_preset("tiny-demo");
    let plan = desk.read("tiny-demo.ron");
    desk.file("found.ron", plan.replacen("mgx-48u", "mgx-48v", 1));
    desk.file("messy.ron", plan.replacen("version: 1,", "version:1,", 1));
    desk.file("bad.ron", "(");
    desk.file("edits.ron", "[set_title(title: \"T\")]");
    desk.file("refused.ron", "[delete_racks(racks: [99])]");
    let cases: [(i32, &[&str]); 22] = [
        (OK, &["check", "tiny-demo.ron"]),
        (OK, &["edit", "messy.ron", "--apply", "edits.ron", "--dry-run"]),
        (OK, &["catalog"]),
        (OK, &["schema"]),
        (FINDINGS, &["check", "found.ron"]),
        (FINDINGS, &["fmt", "--check", "messy.ron"]),
        (USAGE, &["check"]),
        (USAGE, &["presets", "copy", "nothing-like-it"]),
        (USAGE, &["catalog", "show", "nothing-like-it"]),
        (USAGE, &["catalog", "list", "nothing-like-it"]),
        (USAGE, &["schema", "plan", "nothing.like.it"]),
        (BAD_INPUT, &["check", "bad.ron"]),
        (BAD_INPUT, &["fmt", "bad.ron"]),
        (BAD_INPUT, &["edit", "bad.ron", "--apply", "edits.ron"]),
        (BAD_INPUT, &["edit", "tiny-demo.ron", "--apply", "refused.ron"]),
        (BAD_INPUT, &["catalog", "--catalog", "bad.ron"]),
        (IO, &["check", "missing.ron"]),
        (IO, &["fmt", "missing.ron"]),
        (IO, &["edit", "missing.ron", "--apply", "edits.ron"]),
        (IO, &["catalog", "--catalog", "missing.ron"]),
        (CONFLICT, &["new", "bad.ron"]),
        (CONFLICT, &["presets", "copy", "tiny-demo"]),
    ];
    for (code, args) in cases {
        desk.run(args).exits(code);
    }
    assert_eq!(desk.read("tiny-demo.ron"), plan, "none of these changes a plan");
}

#[test]
fn the_window_without_a_display_is_refused_with_the_reason() {
    let desk = Desk::with_preset("tiny-demo");
    for args in [&["gui"][..], &["gui", "tiny-demo.ron"], &["tiny-demo.ron"]] {
        let ended = desk.run(args).exits(IO);
        assert!(ended.err.starts_with("rackwright gui: "), "{args:?}: {}", ended.err);
        assert!(ended.out.is_empty());
    }
}
