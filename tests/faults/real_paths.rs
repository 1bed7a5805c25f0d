//! Saving on the real disk to every kind of path and mode.

use crate::locks::make_fifo;
use crate::support::scratch::Scratch;
use rackwright::io::lock::acquire;
use rackwright::io::read::{ReadCause, read_text};
use rackwright::io::real_fs::RealFs;
use rackwright::io::replace::{Expected, ReplaceCause, ReplaceProblem, Saved, replace_file, sweep_temps};
use rackwright::io::vfs::{Kind, Vfs};
use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::Command;

const OLD: &[u8] = b"(old: 1)\n";
const NEW: &[u8] = b"(new: 2, longer: true)\n";
const CHILD_PATH: &str = "RACKWRIGHT_TEST_NEW_PATH";

fn save(path: &Path, expected: Expected) -> Result<Saved, ReplaceProblem> {
    replace_file(&RealFs, path, NEW, expected, &|_| Ok(()))
}

fn is_new(path: &Path) -> bool {
    fs::read(path).is_ok_and(|bytes| bytes == NEW)
}

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).expect("there").mode() & 0o7777
}

#[test]
fn a_link_stays_and_its_file_is_replaced() {
    let scratch = Scratch::new();
    fs::create_dir(scratch.path("store")).expect("a folder");
    let file = scratch.file("store/plan.ron", OLD);
    symlink("store/plan.ron", scratch.path("one.ron")).expect("linked");
    symlink(scratch.path("one.ron"), scratch.path("two.ron")).expect("linked");
    symlink("store", scratch.path("shelf")).expect("linked");
    for path in ["one.ron", "two.ron", "shelf/plan.ron", "store/../store/./plan.ron"] {
        fs::write(&file, OLD).expect("reset");
        let path = scratch.path(path);
        let since = read_text(&RealFs, &path).expect("readable").fingerprint;
        let saved = save(&path, Expected::Unchanged(since)).expect("saved");
        assert!(is_new(&file) && saved.path == file, "{path:?}");
    }
    for link in ["one.ron", "two.ron", "shelf"] {
        assert!(fs::symlink_metadata(scratch.path(link)).expect("there").is_symlink(), "{link}");
    }
    assert_eq!(fs::read_dir(scratch.path("store")).expect("there").count(), 1);
}

#[test]
fn a_dangling_link_creates_its_file() {
    for expected in [Expected::NewFile, Expected::Anything] {
        let scratch = Scratch::new();
        fs::create_dir(scratch.path("store")).expect("a folder");
        symlink("store/plan.ron", scratch.path("link.ron")).expect("linked");
        let path = scratch.path("link.ron");
        let problem = read_text(&RealFs, &path).expect_err("nothing there");
        assert!(matches!(problem.cause, ReadCause::Dangling(_)), "{problem}");
        assert!(problem.to_string().contains("a link to plan.ron, which is not there"), "{problem}");
        save(&path, expected).expect("saved");
        assert!(is_new(&scratch.path("store/plan.ron")));
        assert!(fs::symlink_metadata(&path).expect("there").is_symlink());
    }
    let scratch = Scratch::new();
    symlink("gone/plan.ron", scratch.path("link.ron")).expect("linked");
    let problem = save(&scratch.path("link.ron"), Expected::Anything).expect_err("no folder");
    assert!(matches!(problem.cause, ReplaceCause::NoFolder), "{problem}");
    let problem = read_text(&RealFs, &scratch.path("link.ron")).expect_err("no folder");
    assert!(matches!(problem.cause, ReadCause::Missing), "{problem}");
}

#[test]
fn links_in_a_circle_are_named() {
    let scratch = Scratch::new();
    symlink("b.ron", scratch.path("a.ron")).expect("linked");
    symlink("a.ron", scratch.path("b.ron")).expect("linked");
    symlink("self", scratch.path("self")).expect("linked");
    for name in ["a.ron", "b.ron", "self"] {
        let read = read_text(&RealFs, &scratch.path(name)).expect_err("a circle");
        assert!(read.to_string().contains("lead in a circle"), "{read}");
        let saved = save(&scratch.path(name), Expected::Anything).expect_err("a circle");
        assert!(matches!(saved.cause, ReplaceCause::Loop), "{saved}");
    }
    let through = read_text(&RealFs, &scratch.path("self/plan.ron")).expect_err("a circle");
    assert!(through.to_string().contains("lead in a circle"), "{through}");
}

#[test]
fn the_mode_is_kept() {
    for wanted in [0o640, 0o600, 0o664, 0o666, 0o755, 0o200, 0o4755] {
        let scratch = Scratch::new();
        let path = scratch.file("plan.ron", OLD);
        fs::set_permissions(&path, fs::Permissions::from_mode(wanted)).expect("set");
        save(&path, Expected::Anything).expect("saved");
        assert_eq!(mode(&path), wanted & 0o777, "of {wanted:o}");
    }
    let scratch = Scratch::new();
    let path = scratch.file("plan.ron", OLD);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("set");
    let problem = save(&path, Expected::Anything).expect_err("protected");
    assert!(problem.to_string().contains("marked read-only"), "{problem}");
    assert_eq!(fs::read(&path).expect("there"), OLD);
}

#[test]
fn a_new_file_obeys_the_umask() {
    let scratch = Scratch::new();
    let test = env::current_exe().expect("this test program");
    for (umask, wanted) in [("022", 0o644), ("027", 0o640), ("077", 0o600), ("000", 0o644)] {
        let path = scratch.path(format!("{umask}.ron"));
        let output = Command::new("sh")
            .args(["-c", &format!("umask {umask}; exec \"$0\" \"$@\"")])
            .arg(&test)
            .args(["--ignored", "--exact", "real_paths::saves_a_new_file"])
            .env(CHILD_PATH, &path)
            .output()
            .expect("a shell");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        assert!(is_new(&path));
        assert_eq!(mode(&path), wanted, "umask {umask}");
    }
}

#[test]
#[ignore = "the part of a child process, started by a_new_file_obeys_the_umask"]
fn saves_a_new_file() {
    let path = PathBuf::from(env::var_os(CHILD_PATH).expect("started by the other test"));
    save(&path, Expected::NewFile).expect("saved");
}

#[test]
fn another_hard_link_keeps_the_old_content() {
    let scratch = Scratch::new();
    let path = scratch.file("plan.ron", OLD);
    fs::hard_link(&path, scratch.path("copy.ron")).expect("linked");
    save(&path, Expected::Anything).expect("saved");
    assert!(is_new(&path));
    assert_eq!(fs::read(scratch.path("copy.ron")).expect("there"), OLD);
    assert_eq!(fs::metadata(&path).expect("there").nlink(), 1, "no temporary name is left");
}

#[test]
fn what_is_no_file_is_never_written() {
    let scratch = Scratch::new();
    make_fifo(&scratch.path("pipe"));
    fs::create_dir(scratch.path("dir")).expect("a folder");
    let _socket = UnixListener::bind(scratch.path("socket")).expect("a socket");
    let cases = [
        (scratch.path("pipe"), Kind::Fifo),
        (scratch.path("dir"), Kind::Directory),
        (scratch.path("dir/.."), Kind::Directory),
        (scratch.path("socket"), Kind::Socket),
        (PathBuf::from("/dev/null"), Kind::Device),
        (PathBuf::from("/dev/full"), Kind::Device),
    ];
    for (path, kind) in cases {
        let problem = save(&path, Expected::Anything).expect_err("refused");
        assert!(matches!(problem.cause, ReplaceCause::NotAFile(k) if k == kind), "{problem}");
        assert!(problem.to_string().contains(kind.name()), "{problem}");
        assert!(matches!(save(&path, Expected::NewFile), Err(p) if matches!(p.cause, ReplaceCause::Exists)));
        assert_eq!(RealFs.stat(&path).expect("still there").kind, kind);
        assert!(acquire(&RealFs, &path, "me").is_err(), "{path:?}");
    }
    assert_eq!(scratch.names(), ["dir", "pipe", "socket"]);
}

#[test]
fn strange_names_work_and_print_in_one_line() {
    let names: [OsString; 10] = [
        "n".repeat(255).into(),
        "規".repeat(85).into(),
        "two\nlines.ron".into(),
        "\u{1b}[31mred.ron".into(),
        "-rf".into(),
        " ".into(),
        "a\u{202e}nor.ron".into(),
        "back\\slash.ron".into(),
        OsStr::from_bytes(b"caf\xe9.ron").to_owned(),
        OsStr::from_bytes(&[b"x".repeat(200), vec![0xff; 55]].concat()).to_owned(),
    ];
    for name in names {
        let scratch = Scratch::new();
        let path = scratch.path(&name);
        let missing = read_text(&RealFs, &path).expect_err("not there yet").to_string();
        assert!(!missing.contains(char::is_control) && missing.chars().count() <= 200, "{missing}");
        let lock = acquire(&RealFs, &path, "me").expect("free");
        let saved = save(&path, Expected::NewFile).expect("saved");
        let again = save(&path, Expected::Unchanged(saved.fingerprint)).expect("saved again");
        assert!(again.durable && is_new(&path), "{name:?}");
        assert_eq!(sweep_temps(&RealFs, &lock).expect("listed").removed, 0);
        drop(lock);
        assert_eq!(scratch.names().len(), 1, "{:?}", scratch.names());
        let taken = save(&path, Expected::NewFile).expect_err("there is one now").to_string();
        assert!(!taken.contains(char::is_control) && taken.chars().count() <= 200, "{taken}");
    }
}

#[test]
fn impossible_paths_are_refused() {
    let scratch = Scratch::new();
    scratch.file("plan.ron", OLD);
    let cases = [
        PathBuf::new(),
        PathBuf::from("/"),
        PathBuf::from(".."),
        PathBuf::from("nul\0byte"),
        scratch.path("n".repeat(256)),
        scratch.path("d/".repeat(2100)).join("plan.ron"),
        scratch.path("plan.ron/inside.ron"),
        scratch.path("plan.ron/"),
        scratch.path("none/plan.ron"),
        scratch.path("none/.."),
    ];
    for path in cases {
        for expected in [Expected::NewFile, Expected::Anything] {
            let problem = save(&path, expected).expect_err("refused").to_string();
            assert!(problem.chars().count() <= 200 && problem.ends_with('.'), "{problem}");
        }
        let problem = read_text(&RealFs, &path).expect_err("refused").to_string();
        assert!(problem.chars().count() <= 200 && problem.ends_with('.'), "{problem}");
        assert!(acquire(&RealFs, &path, "me").is_err(), "{path:?}");
    }
    assert_eq!(scratch.names(), ["plan.ron"]);
    assert_eq!(fs::read(scratch.path("plan.ron")).expect("there"), OLD);
}

/// Permission bits do not bind the superuser: as root only the simulated disk can refuse, which
/// `failing_calls::a_folder_closed_to_writing_is_told` covers, and here the save must succeed.
#[test]
fn a_read_only_folder_is_told() {
    let scratch = Scratch::new();
    let path = scratch.file("plan.ron", OLD);
    let root = fs::metadata(&path).expect("there").uid() == 0;
    fs::set_permissions(scratch.dir(), fs::Permissions::from_mode(0o555)).expect("set");
    let result = save(&path, Expected::Anything);
    fs::set_permissions(scratch.dir(), fs::Permissions::from_mode(0o755)).expect("set");
    assert_eq!(scratch.names(), ["plan.ron"]);
    match result {
        Ok(_) => assert!(root && is_new(&path), "only the superuser may"),
        Err(problem) => {
            assert!(!root && problem.to_string().contains("no permission"), "{problem}");
            assert_eq!(fs::read(&path).expect("there"), OLD);
        }
    }
}
