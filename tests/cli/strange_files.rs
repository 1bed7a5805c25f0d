//! Names and kinds of file that break careless programs: each ends in time, with a message, and touches nothing else.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::run::{BAD_INPUT, CONFLICT, Desk, IO, OK};

fn names() -> Vec<OsString> {
    let long = |unit: &str| unit.repeat(255 / unit.len());
    let text = [
        "plan",
        "-plan.ron",
        "--help",
        "-",
        "a b.ron",
        " ",
        "plan\nnext.ron",
        "\u{1b}[31m.ron",
        "a\u{202e}b.ron",
        "größe 規模.ron",
        "$(id)",
        "*",
    ];
    let mut names: Vec<OsString> = text.iter().map(OsString::from).collect();
    names.extend([long("x"), long("規"), format!("{}.ron", "y".repeat(251))].map(OsString::from));
    names.extend([b"pl\xffan.ron".to_vec(), b"\xc3".to_vec(), [vec![0xff; 251], b".ron".to_vec()].concat()].map(OsString::from_vec));
    names
}

/// The name with its folder, so that it is no flag and not standard input.
fn here(name: &OsStr) -> OsString {
    Path::new(".").join(name).into_os_string()
}

#[test]
fn every_name_can_be_made_checked_formatted_and_edited() {
    for name in names() {
        let desk = Desk::new();
        desk.file("edits", "[set_title(title: \"T\")]");
        let file = here(&name);
        let verbs: [&[&OsStr]; 6] = [
            &[OsStr::new("new"), &file],
            &[OsStr::new("check"), &file],
            &[OsStr::new("check"), OsStr::new("--json"), &file],
            &[OsStr::new("edit"), &file, OsStr::new("--apply"), OsStr::new("edits")],
            &[OsStr::new("fmt"), &file],
            &[OsStr::new("fmt"), OsStr::new("--check"), &file],
        ];
        for args in verbs {
            let ended = desk.run(args).exits(OK).calm();
            let harmless = ended.out.chars().all(|c| c == '\n' || !(c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c)));
            assert!(harmless, "{name:?}: {:?}", ended.out);
        }
        let refused = desk.run([OsStr::new("new"), &file]).exits(CONFLICT);
        assert_eq!(refused.err.lines().count(), 1, "{name:?}: one line for one problem");
        let left: Vec<OsString> =
            fs::read_dir(desk.scratch.dir()).expect("there").map(|entry| entry.expect("readable").file_name()).collect();
        assert_eq!(left.len(), 2, "{left:?}");
        assert!(left.contains(&name));
    }
}

#[test]
fn a_name_that_begins_with_a_dash_follows_two_dashes() {
    let desk = Desk::new();
    for name in ["-plan.ron", "--help"] {
        desk.run(["new", "--", name]).exits(OK);
        desk.run(["check", "--", name]).exits(OK).says([format!("{name}: plan").as_str()]);
        desk.run(["fmt", "--check", "--", name]).exits(OK);
        desk.run(["presets", "copy", "tiny-demo", "--", name]).exits(CONFLICT);
    }
}

#[test]
fn a_name_that_is_too_long_is_refused() {
    let desk = Desk::with_preset("tiny-demo");
    desk.file("edits", "[]");
    for name in ["x".repeat(256), "x/".repeat(2100) + "plan.ron"] {
        desk.run(["check", &name]).exits(IO);
        for args in
            [["new", &name].as_slice(), &["fmt", &name], &["presets", "copy", "tiny-demo", &name], &["edit", &name, "--apply", "edits"]]
        {
            desk.run(args).exits(IO);
        }
    }
    assert_eq!(desk.scratch.names(), ["edits", "tiny-demo.ron"]);
}

/// A folder with one of each thing that is no file.
fn zoo() -> (Desk, Vec<&'static str>) {
    let desk = Desk::with_preset("tiny-demo");
    desk.file("edits", "[set_title(title: \"T\")]");
    fs::create_dir(desk.path("folder.ron")).expect("a folder");
    let made = Command::new("mkfifo").arg(desk.path("pipe.ron")).status().expect("mkfifo runs");
    assert!(made.success());
    symlink("two.ron", desk.path("one.ron")).expect("linked");
    symlink("one.ron", desk.path("two.ron")).expect("linked");
    symlink("itself.ron", desk.path("itself.ron")).expect("linked");
    symlink("nothing.ron", desk.path("dangling.ron")).expect("linked");
    symlink("pipe.ron", desk.path("to-pipe.ron")).expect("linked");
    drop(UnixListener::bind(desk.path("socket.ron")).expect("bound"));
    let kinds = vec![
        "folder.ron",
        "pipe.ron",
        "one.ron",
        "itself.ron",
        "dangling.ron",
        "to-pipe.ron",
        "socket.ron",
        "/dev/null",
        "/dev/zero",
        ".",
        "..",
        "/",
        "tiny-demo.ron/plan.ron",
        "no/such/plan.ron",
    ];
    (desk, kinds)
}

#[test]
fn what_is_no_file_is_refused_at_once_with_a_message() {
    let (desk, kinds) = zoo();
    let (plan, before) = (desk.read("tiny-demo.ron"), desk.scratch.names());
    for kind in kinds {
        let verbs: [&[&str]; 7] = [
            &["check", kind],
            &["check", "--json", kind],
            &["fmt", kind],
            &["fmt", "--check", kind],
            &["edit", kind, "--apply", "edits"],
            &["edit", "tiny-demo.ron", "--apply", kind],
            &["catalog", "--catalog", kind],
        ];
        for args in verbs {
            let ended = desk.run(args).exits(IO);
            let told = if args.contains(&"check") { &ended.out } else { &ended.err };
            assert!(told.contains(&format!("{kind}:")) || told.contains(&format!("\"file\": \"{kind}\"")), "{args:?}: {told}");
        }
    }
    assert_eq!((desk.read("tiny-demo.ron"), desk.scratch.names()), (plan, before));
}

#[test]
fn a_new_plan_replaces_none_of_them() {
    let (desk, kinds) = zoo();
    let before = desk.scratch.names();
    for kind in kinds.into_iter().filter(|kind| *kind != "dangling.ron") {
        for args in [["new", kind].as_slice(), &["presets", "copy", "tiny-demo", kind]] {
            let code = desk.run(args).code;
            assert!(code == CONFLICT || code == IO, "{args:?}: exit {code}");
        }
    }
    assert_eq!(desk.scratch.names(), before);
    // A link to nothing is a new plan where it points to.
    desk.run(["new", "dangling.ron"]).exits(OK);
    desk.run(["check", "nothing.ron"]).exits(OK);
    assert!(fs::symlink_metadata(desk.path("dangling.ron")).expect("there").is_symlink());
}

#[test]
fn a_huge_file_is_refused_without_being_read() {
    let desk = Desk::with_preset("tiny-demo");
    desk.file("edits", "[]");
    let huge = File::create(desk.path("huge.ron")).expect("made");
    huge.set_len(10 << 30).expect("sparse");
    let start = Instant::now();
    for args in [
        ["fmt", "huge.ron"].as_slice(),
        &["edit", "huge.ron", "--apply", "edits"],
        &["edit", "tiny-demo.ron", "--apply", "huge.ron"],
        &["catalog", "--catalog", "huge.ron"],
    ] {
        desk.run(args).exits(BAD_INPUT).complains(["huge.ron", "32 MiB"]);
    }
    desk.run(["check", "huge.ron"]).exits(BAD_INPUT).says(["huge.ron", "32 MiB"]);
    assert!(start.elapsed() < Duration::from_secs(15), "{:?}", start.elapsed());
}

/// Bytes that are no text in a name reach the disk as they are.
#[test]
fn a_copy_with_a_name_that_is_not_utf8_gets_that_name() {
    let desk = Desk::new();
    let name = OsStr::from_bytes(b"pl\xffan.ron");
    desk.run([OsStr::new("presets"), OsStr::new("copy"), OsStr::new("tiny-demo"), name]).exits(OK).says(["pl\\xffan.ron"]);
    assert!(desk.path(name).is_file());
}
