//! Surroundings: the same bytes on every run whatever the environment, a closed pipe is no error, a full disk is one.

use std::fs::OpenOptions;
use std::io::{Read, pipe};

use crate::run::{BAD_INPUT, Desk, Ended, FINDINGS, IO, OK, USAGE, ended};

/// Every way to ask something without changing anything, with its exit code.
const QUESTIONS: [(&[&str], i32); 25] = [
    (&[], OK),
    (&["--help"], OK),
    (&["--version"], OK),
    (&["check", "--help"], OK),
    (&["presets"], OK),
    (&["schema"], OK),
    (&["schema", "catalog"], OK),
    (&["schema", "edits"], OK),
    (&["schema", "plan", "tiers.topology"], OK),
    (&["catalog"], OK),
    (&["catalog", "list", "interconnect"], OK),
    (&["catalog", "list", "source", "--json"], OK),
    (&["catalog", "list", "blade", "--csv"], OK),
    (&["catalog", "show", "gb200"], OK),
    (&["catalog", "show", "dac_106", "--json"], OK),
    (&["catalog", "show", "ac-54v", "--csv"], OK),
    (&["check", "tiny-demo.ron"], OK),
    (&["check", "--json", "tiny-demo.ron", "found.ron", "bad.ron"], BAD_INPUT),
    (&["check", "found.ron"], FINDINGS),
    (&["fmt", "--check", "tiny-demo.ron"], OK),
    (&["fmt", "--check", "found.ron", "bad.ron"], BAD_INPUT),
    (&["edit", "tiny-demo.ron", "--apply", "edits.ron", "--dry-run"], OK),
    (&["catalog", "show", "gb20"], USAGE),
    (&["frobnicate"], USAGE),
    (&["check", "missing.ron"], IO),
];

/// A folder in which all questions can be asked.
fn desk() -> Desk {
    let desk = Desk::with_preset("tiny-demo");
    let text = desk.read("tiny-demo.ron").replace("mgx-48u", "mgx-48v").replace("eia-42u", "eia-43u").replace("66 kW", "66.5 kW");
    desk.file("found.ron", text);
    desk.file("bad.ron", "(format: \"rackwright-plan\", version: 1, title: 7)");
    desk.file("edits.ron", "[move_racks(racks: [1, 2], by_mm: (600, 0)), set_title(title: \"T\")]");
    desk
}

fn same(one: &Ended, other: &Ended, what: &str) {
    assert_eq!((one.code, &one.out, &one.err), (other.code, &other.out, &other.err), "{what}");
}

#[test]
fn every_run_says_the_same() {
    let desk = desk();
    for (args, code) in QUESTIONS {
        let first = desk.run(args).exits(code);
        same(&first, &desk.run(args), "run again");
    }
}

#[test]
fn the_environment_changes_no_byte() {
    let desk = desk();
    let environments: [&[(&str, &str)]; 7] = [
        &[("LANG", "C")],
        &[("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8"), ("LANGUAGE", "tr")],
        &[("LANG", "de_DE.UTF-8"), ("LC_ALL", "de_DE.UTF-8"), ("LC_NUMERIC", "de_DE.UTF-8")],
        &[("HOME", "/nonexistent"), ("XDG_CONFIG_HOME", "/nonexistent"), ("USER", "ada"), ("PATH", "")],
        &[("DISPLAY", ":99"), ("WAYLAND_DISPLAY", "nothing"), ("TERM", "dumb"), ("NO_COLOR", "1")],
        &[("TERM", "xterm-256color"), ("COLUMNS", "40"), ("CLICOLOR_FORCE", "1"), ("TZ", "Asia/Kathmandu")],
        &[("RAYON_NUM_THREADS", "1"), ("RUST_LOG", "trace"), ("RUST_BACKTRACE", "full")],
    ];
    for (args, code) in QUESTIONS {
        let bare = desk.run(args).exits(code);
        // Where there is a display, no verb means the window.
        let window = |environment: &[(&str, &str)]| args.is_empty() && environment.iter().any(|(name, _)| *name == "DISPLAY");
        for environment in environments.into_iter().filter(|environment| !window(environment)) {
            let call = environment.iter().fold(desk.call(args), |call, (name, value)| call.env(name, value));
            same(&bare, &call.run(), &format!("{environment:?}"));
        }
    }
}

#[test]
fn plans_are_written_the_same_in_every_language() {
    let mut written: Vec<String> = Vec::new();
    for language in ["C", "tr_TR.UTF-8", "de_DE.UTF-8"] {
        let desk = desk();
        desk.call(["edit", "tiny-demo.ron", "--apply", "edits.ron"]).env("LANG", language).env("LC_ALL", language).run().exits(OK);
        desk.call(["fmt", "found.ron"]).env("LANG", language).env("LC_ALL", language).run().exits(OK);
        written.push(desk.read("tiny-demo.ron") + &desk.read("found.ron"));
    }
    assert!(written.windows(2).all(|pair| pair[0] == pair[1]));
}

/// As `| head -c1`: the reader goes away after one byte.
#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let desk = desk();
    let many = vec!["tiny-demo.ron"; 2000];
    let large: [Vec<&str>; 4] = [
        vec!["schema", "edits"],
        vec!["catalog", "list", "source", "--json"],
        ["check", "--json"].iter().chain(&many).copied().collect(),
        ["check"].iter().chain(&many).copied().collect(),
    ];
    for args in large {
        let mut child = desk.call(&args).start();
        let mut stdout = child.stdout.take().expect("piped");
        let mut byte = [0];
        stdout.read_exact(&mut byte).expect("one byte");
        drop(stdout);
        ended(format!("{args:.2?}"), child).exits(OK).calm();
    }
}

#[test]
fn a_pipe_nobody_reads_keeps_the_exit_code_and_stays_silent() {
    let desk = desk();
    for (args, code) in QUESTIONS {
        let (reader, writer) = pipe().expect("a pipe");
        drop(reader);
        let whole = desk.run(args);
        let cut = desk.call(args).stdout(writer);
        assert_eq!((cut.code, &cut.err), (code, &whole.err), "{args:?}");

        let (reader, writer) = pipe().expect("a pipe");
        drop(reader);
        let cut = desk.call(args).stderr(writer);
        assert_eq!((cut.code, &cut.out), (code, &whole.out), "{args:?}");
    }
}

#[test]
fn a_full_disk_is_an_error() {
    let desk = desk();
    let full = || OpenOptions::new().write(true).open("/dev/full").expect("a full device");
    for (args, code) in QUESTIONS {
        let whole = desk.run(args);
        let cut = desk.call(args).stdout(full());
        if whole.out.is_empty() {
            assert_eq!((cut.code, &cut.err), (code, &whole.err), "{args:?}: nothing to write");
        } else {
            cut.exits(IO).complains(["output: "]);
        }
        let silenced = desk.call(args).stderr(full());
        assert_eq!(silenced.code, if whole.err.is_empty() { code } else { IO }, "{args:?}");
    }
}
