//! Another program changes the file between loading and saving, before every single call of the
//! save: nothing of its work is overwritten in silence.

use crate::support::meddling_fs::MeddlingFs;
use crate::support::scratch::Scratch;
use rackwright::io::read::{DiskState, Fingerprint, changed_on_disk, read_text};
use rackwright::io::real_fs::RealFs;
use rackwright::io::replace::{Expected, ReplaceCause, replace_file};
use rackwright::io::vfs::advice::ProblemKind;
use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

const OLD: &[u8] = b"(old: 1)\n";
const NEW: &[u8] = b"(new: 2, longer: true)\n";
/// As long as the old one, to be found by its bytes alone.
const THEIRS: &[u8] = b"(old: 9)\n";

type Change = fn(&Path);

/// What the other program does. The time of the file is put back after each change of bytes: no
/// check may rely on it.
const CHANGES: [(&str, Change); 8] = [
    ("writes into it", |path| fs::write(path, THEIRS).map(|()| put_back_time(path)).expect("written")),
    ("appends", |path| fs::write(path, [OLD, THEIRS].concat()).expect("written")),
    ("empties it", |path| fs::write(path, b"").expect("emptied")),
    ("renames another over it", |path| {
        let other = path.with_file_name("other");
        fs::write(&other, THEIRS).expect("written");
        put_back_time(&other);
        fs::rename(&other, path).expect("renamed");
    }),
    ("removes it", |path| fs::remove_file(path).expect("removed")),
    ("puts a folder there", |path| {
        fs::remove_file(path).and_then(|()| fs::create_dir(path)).expect("a folder");
    }),
    ("touches it", |path| put_back_time(path)),
    ("copies the same bytes over it", |path| {
        let other = path.with_file_name("other");
        fs::write(&other, OLD).and_then(|()| fs::rename(&other, path)).expect("renamed");
    }),
];

fn put_back_time(path: &Path) {
    let then = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    File::options().write(true).open(path).and_then(|f| f.set_modified(then)).expect("time set");
}

#[test]
fn no_change_of_another_program_is_overwritten_in_silence() {
    let mut cases = 0;
    for linked in [false, true] {
        for (what, change) in CHANGES {
            cases += meddle_before_each_call(linked, what, change);
        }
    }
    println!("{cases} interleavings");
    assert!(cases >= 200, "only {cases}");
}

/// Without meddling: which calls a save makes. The last call before the rename is the last look.
fn meddle_before_each_call(linked: bool, what: &str, change: fn(&Path)) -> usize {
    for at in 0.. {
        let scratch = Scratch::new();
        let target = scratch.file("plan.ron", OLD);
        put_back_time(&target);
        let path = scratch.path(if linked { "link.ron" } else { "plan.ron" });
        if linked {
            link("plan.ron", &path);
        }
        let since = read_text(&RealFs, &path).expect("readable").fingerprint;
        let theirs = target.clone();
        let disk = MeddlingFs::new(Arc::new(RealFs), at, Box::new(move || change(&theirs)));
        let result = replace_file(&disk, &path, NEW, Expected::Unchanged(since), &|_| Ok(()));
        let calls = disk.calls();
        if at >= calls.len() {
            assert!(result.is_ok(), "nobody meddled");
            return at;
        }
        let rename = calls.iter().position(|call| *call == "rename");
        let about = format!("{what} before call {at}, {}; linked: {linked}", calls[at]);
        let same_bytes = what.contains("touches") || what.contains("same bytes");
        match result {
            // Same bytes, or they came after us and their work stands, or it is the one gap that a
            // rename leaves.
            Ok(_) if same_bytes => assert_eq!(content(&target), after_us(at, rename, what)),
            Ok(_) if Some(at) == rename => assert_eq!(content(&target).as_deref(), Some(NEW)),
            Ok(_) => {
                assert!(rename.is_some_and(|rename| at > rename), "overwritten: {about}");
                assert_ne!(content(&target).as_deref(), Some(NEW), "{about}");
            }
            Err(problem) => {
                assert!(!same_bytes, "{about}: {problem}");
                let only_gap = Some(at) == rename && what == "puts a folder there";
                assert!(only_gap || problem.kind() == ProblemKind::Conflict, "{about}: {problem}");
                assert_ne!(content(&target).as_deref(), Some(NEW), "{about}");
                assert_ne!(content(&target).as_deref(), Some(OLD), "{about}");
            }
        }
        let temps = scratch.names().into_iter().filter(|name| name.contains(".tmp")).count();
        assert_eq!(temps, 0, "{about}");
        if linked {
            assert!(fs::symlink_metadata(&path).expect("there").is_symlink(), "{about}");
        }
    }
    unreachable!("a save makes finitely many calls")
}

/// Who copies the old bytes over the file after our rename has the last word.
fn after_us(at: usize, rename: Option<usize>, what: &str) -> Option<Vec<u8>> {
    let last_word = rename.is_some_and(|rename| at > rename) && what.contains("same bytes");
    Some(if last_word { OLD } else { NEW }.to_vec())
}

fn content(path: &Path) -> Option<Vec<u8>> {
    fs::read(path).ok()
}

#[cfg(unix)]
fn link(to: &str, at: &Path) {
    std::os::unix::fs::symlink(to, at).expect("linked");
}

#[cfg(not(unix))]
fn link(to: &str, at: &Path) {
    std::os::windows::fs::symlink_file(to, at).expect("linked");
}

#[test]
fn a_new_file_never_overwrites() {
    let mut refused = 0;
    for at in 0.. {
        let scratch = Scratch::new();
        let target = scratch.path("plan.ron");
        let theirs = target.clone();
        let change = Box::new(move || fs::write(&theirs, THEIRS).expect("written"));
        let disk = MeddlingFs::new(Arc::new(RealFs), at, change);
        let result = replace_file(&disk, &target, NEW, Expected::NewFile, &|_| Ok(()));
        if at >= disk.calls().len() {
            assert!(result.is_ok() && refused >= 7, "{refused} refusals");
            return;
        }
        let call = disk.calls()[at];
        match result {
            Ok(_) => assert!(matches!(call, "remove" | "fsync_dir"), "overwritten before {call}"),
            Err(problem) => {
                assert!(matches!(problem.cause, ReplaceCause::Exists), "{call}: {problem}");
                assert_eq!(problem.kind(), ProblemKind::Conflict);
                refused += 1;
            }
        }
        assert_eq!(content(&target).as_deref(), Some(THEIRS), "{call}");
        assert_eq!(scratch.names(), ["plan.ron"], "{call}");
    }
}

#[test]
fn the_bytes_decide_what_has_changed() {
    let changed = |change: &dyn Fn(&Path)| {
        let scratch = Scratch::new();
        let path = scratch.file("plan.ron", OLD);
        put_back_time(&path);
        let since = read_text(&RealFs, &path).expect("readable").fingerprint;
        change(&path);
        changed_on_disk(&RealFs, &path, &since)
    };
    for (what, change) in CHANGES {
        let state = changed(&change);
        let right = match what {
            "removes it" => matches!(state, DiskState::Deleted),
            "puts a folder there" => matches!(state, DiskState::NotAFile(_)),
            "touches it" | "copies the same bytes over it" => {
                matches!(state, DiskState::Unchanged(_))
            }
            _ => matches!(state, DiskState::Changed),
        };
        assert!(right, "{what}: {state:?}");
    }
    let folder_away = changed(&|path| fs::remove_dir_all(path.parent().expect("inside")).expect("away"));
    assert!(matches!(folder_away, DiskState::Deleted), "{folder_away:?}");
}

#[test]
fn what_was_saved_counts_as_unchanged() {
    let scratch = Scratch::new();
    let path = scratch.path("plan.ron");
    let mut expected = Expected::NewFile;
    let mut last: Option<Fingerprint> = None;
    for round in 0..20 {
        let text = format!("(round: {round})\n");
        let saved = replace_file(&RealFs, &path, text.as_bytes(), expected, &|_| Ok(())).expect("saved");
        let read = read_text(&RealFs, &path).expect("readable");
        assert_eq!((read.text, read.fingerprint), (text, saved.fingerprint));
        assert!(saved.durable && Some(saved.fingerprint) != last);
        assert_eq!(saved.path, path);
        (expected, last) = (Expected::Unchanged(saved.fingerprint), Some(saved.fingerprint));
    }
}
