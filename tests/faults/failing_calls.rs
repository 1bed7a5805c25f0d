//! Every call fails once, or from then on, with every error: the old file stays byte for byte, no
//! temporary file stays, and the message says path, cause and advice.

use crate::support::sim_fs::*;
use rackwright::io::lock::{LockCause, acquire};
use rackwright::io::read::{ReadCause, read_text};
use rackwright::io::replace::{Expected, ReplaceCause, ReplaceProblem, Saved, Step, replace_file, sweep_temps};
use rackwright::io::vfs::Kind;
use rackwright::io::vfs::advice::ProblemKind;
use std::path::Path;

const TARGET: &str = "/d/plan.ron";
const OLD: &[u8] = b"(old: 1)\n";
const NEW: &[u8] = b"(new: 2, longer: true)\n";

const ERRORS: [(i32, &str); 7] = [
    (ENOSPC, "the disk is full"),
    (EIO, "I/O error"),
    (EACCES, "no permission"),
    (EROFS, "read-only"),
    (EMFILE, "too many files"),
    (EDQUOT, "quota"),
    (EINTR, "interrupted"),
];

#[derive(Clone, Copy, Debug, PartialEq)]
enum How {
    New,
    Unchanged,
    Anything,
    /// New, on a disk without hard links.
    NewOnFat,
}

#[test]
fn any_failing_call_leaves_the_old_file_and_no_litter() {
    let mut cases = 0;
    for how in [How::New, How::Unchanged, How::Anything, How::NewOnFat] {
        for (errno, words) in ERRORS {
            for for_good in [false, true] {
                cases += fail_each_call(how, errno, words, for_good);
            }
        }
    }
    println!("{cases} failing calls");
    assert!(cases >= 600, "only {cases}");
}

fn fail_each_call(how: How, errno: i32, words: &str, for_good: bool) -> usize {
    for at in 0.. {
        let fault = Fault { at, errno, for_good, done_anyway: false };
        let sim = disk_for(how);
        let expected = expected(&sim, how);
        sim.disk().calls.clear();
        sim.disk().fault = Some(fault);
        let result = save(&sim, expected);
        let fired = sim.disk().fired;
        let name = sim.disk().calls.get(at).copied();
        sim.disk().fault = None;
        let Some(name) = name.filter(|_| fired) else {
            assert_eq!(at, sim.disk().calls.len(), "every call had its turn");
            return at;
        };
        let about = format!("{how:?}, {words}, call {at} {name}, for good: {for_good}");
        match result {
            Ok(saved) => check_success(&sim, &saved, &about, name),
            Err(problem) => check_failure(&sim, how, &problem, &about, words),
        }
        if errno == EINTR && !for_good {
            assert_eq!(sim.bytes(TARGET).as_deref(), Some(NEW), "{about}: a signal is no failure");
        }
        check_sweep(&sim, &about);
    }
    unreachable!("a save makes finitely many calls")
}

fn check_success(sim: &SimFs, saved: &Saved, about: &str, name: &str) {
    assert_eq!(sim.bytes(TARGET).as_deref(), Some(NEW), "{about}");
    let temps = sim.temps();
    assert!(temps.is_empty() || name == "remove" || about.contains("for good: true"), "{about}");
    let synced = matches!(sim.disk().log.last(), Some(Op::FsyncDir { .. }));
    assert_eq!(saved.durable, synced, "{about}");
}

fn check_failure(sim: &SimFs, how: How, problem: &ReplaceProblem, about: &str, words: &str) {
    let old = matches!(how, How::Unchanged | How::Anything).then_some(OLD);
    match (&problem.left_behind, sim.bytes(TARGET)) {
        // Only if the name was taken on a disk without links and could not be given back.
        (_, Some(bytes)) if how == How::NewOnFat && bytes.is_empty() => {
            assert!(about.contains("for good: true"), "{about}");
        }
        (_, bytes) => assert_eq!(bytes.as_deref(), old, "{about}"),
    }
    if let Some(node) = sim.disk().now.file(TARGET).filter(|_| old.is_some()) {
        assert_eq!(node.mode, 0o640, "{about}");
    }
    let temps = sim.temps();
    assert_eq!(temps, problem.left_behind.iter().cloned().collect::<Vec<_>>(), "{about}");
    assert!(temps.is_empty() || about.contains("for good: true"), "{about}: {temps:?}");
    check_message(&problem.to_string(), words, about);
    assert_eq!(problem.kind(), ProblemKind::Io, "{about}");
}

fn check_message(message: &str, words: &str, about: &str) {
    assert!(message.starts_with("/d/plan.ron: "), "{about}: {message}");
    assert!(message.contains(words), "{about}: {message}");
    let advice = ["Save ", "save elsewhere", "Close ", "Try again", "Check ", "Ask ", "Use "];
    assert!(advice.iter().any(|advice| message.contains(advice)), "{about}: {message}");
    assert!(message.ends_with('.') && !message.contains('\n'), "{about}: {message}");
    assert!(message.chars().count() <= 200, "{about}: {message}");
}

fn check_sweep(sim: &SimFs, about: &str) {
    let before = sim.bytes(TARGET);
    let lock = acquire(sim, Path::new(TARGET), "me").expect("free");
    let temps = sim.temps().len();
    let sweep = sweep_temps(sim, &lock).expect("listed");
    assert_eq!((sweep.removed, sweep.failed.len()), (temps, 0), "{about}");
    assert_eq!((sim.temps().len(), sim.bytes(TARGET)), (0, before), "{about}");
}

#[test]
fn a_call_that_was_done_but_reports_failure_is_no_loss() {
    for (how, name) in [(How::Unchanged, "rename"), (How::Anything, "rename"), (How::New, "hard_link")] {
        for (errno, words) in ERRORS {
            let sim = disk_for(how);
            let expected = expected(&sim, how);
            sim.disk().calls.clear();
            let at = call_number(how, name);
            sim.disk().fault = Some(Fault { at, errno, for_good: false, done_anyway: true });
            save(&sim, expected).unwrap_or_else(|problem| panic!("{how:?}, {words}: {problem}"));
            assert!(sim.disk().fired);
            assert_eq!(sim.disk().calls[at], name);
            assert_eq!(sim.bytes(TARGET).as_deref(), Some(NEW), "{how:?}, {words}");
            assert_eq!(sim.temps().len(), 0, "{how:?}, {words}");
        }
    }
}

#[test]
fn a_failing_fsync_of_the_folder_is_saved_but_not_durable() {
    for (errno, words) in ERRORS.into_iter().filter(|(errno, _)| *errno != EINTR) {
        let sim = disk_for(How::Unchanged);
        let expected = expected(&sim, How::Unchanged);
        sim.disk().calls.clear();
        let at = call_number(How::Unchanged, "fsync_dir");
        sim.disk().fault = Some(Fault { at, errno, for_good: false, done_anyway: false });
        let saved = save(&sim, expected).expect("the new file is in place");
        assert!(!saved.durable, "{words}");
        assert_eq!(sim.bytes(TARGET).as_deref(), Some(NEW));
    }
}

#[test]
fn short_writes_are_continued() {
    for write_limit in 1..=NEW.len() {
        let sim = disk_for(How::Unchanged);
        let expected = expected(&sim, How::Unchanged);
        sim.disk().habits.write_limit = write_limit;
        let saved = save(&sim, expected).expect("saved");
        let again = read_text(&sim, Path::new(TARGET)).expect("readable");
        assert_eq!(again.text.as_bytes(), NEW);
        assert_eq!(again.fingerprint, saved.fingerprint, "the fingerprint is of what is there");
    }
    let sim = disk_for(How::Unchanged);
    sim.disk().habits.write_limit = 0;
    let problem = save(&sim, Expected::Anything).expect_err("a write of nothing ends the save");
    assert!(problem.to_string().contains("cannot write"), "{problem}");
    assert_eq!((sim.bytes(TARGET).as_deref(), sim.temps().len()), (Some(OLD), 0));
}

/// Permission bits do not bind the superuser, so the real disk alone cannot prove this where tests
/// run as root.
#[test]
fn a_folder_closed_to_writing_is_told() {
    for how in [How::New, How::Unchanged, How::Anything] {
        let sim = disk_for(how);
        let expected = expected(&sim, how);
        sim.disk().habits.closed_dirs.insert("/d".into());
        let problem = save(&sim, expected).expect_err("closed");
        check_failure(&sim, how, &problem, "closed folder", "no permission");
        assert!(problem.to_string().contains("cannot create a file beside it"), "{problem}");
        let problem = acquire(&sim, Path::new(TARGET), "me").expect_err("closed");
        assert!(problem.to_string().contains("no permission"), "{problem}");
        assert_eq!(problem.kind(), ProblemKind::Io);
    }
}

#[test]
fn what_is_no_writable_file_is_refused_before_writing() {
    let sim = SimFs::new();
    sim.put("/d/plan.ron", Kind2::File, OLD, 0o444);
    // Others may write to it, we may not.
    sim.put("/d/hers.ron", Kind2::File, OLD, 0o464);
    sim.put("/d/pipe", Kind2::Fifo, b"", 0o644);
    sim.put("/d/dir", Kind2::Directory, b"", 0o755);
    sim.put("/d/a", Kind2::Link("b".into()), b"", 0o777);
    sim.put("/d/b", Kind2::Link("a".into()), b"", 0o777);
    type Is = fn(&ReplaceCause) -> bool;
    let cases: [(&str, Is); 8] = [
        ("/d/plan.ron", |cause| matches!(cause, ReplaceCause::ReadOnlyFile)),
        ("/d/hers.ron", |cause| matches!(cause, ReplaceCause::Io { step: Step::Look, .. })),
        ("/d/pipe", |cause| matches!(cause, ReplaceCause::NotAFile(Kind::Fifo))),
        ("/d/dir", |cause| matches!(cause, ReplaceCause::NotAFile(Kind::Directory))),
        ("/d/a", |cause| matches!(cause, ReplaceCause::Loop)),
        ("/d/none/plan.ron", |cause| matches!(cause, ReplaceCause::NoFolder)),
        ("/d/plan.ron/x", |cause| matches!(cause, ReplaceCause::Io { .. })),
        ("", |cause| matches!(cause, ReplaceCause::NotAFile(_) | ReplaceCause::Io { .. })),
    ];
    for (path, is) in cases {
        let result = replace_file(&sim, Path::new(path), NEW, Expected::Anything, &|_| Ok(()));
        let problem = result.expect_err("refused");
        assert!(is(&problem.cause), "{path}: {:?}", problem.cause);
        assert!(problem.to_string().chars().count() <= 200, "{problem}");
    }
    assert!(sim.disk().log.is_empty(), "nothing was written");
    assert_eq!(sim.bytes("/d/plan.ron").as_deref(), Some(OLD));
}

#[test]
fn bytes_that_fail_their_check_never_reach_the_disk() {
    let sim = disk_for(How::Unchanged);
    let (calls, refuse) = (sim.disk().calls.len(), |_: &[u8]| Err("racks[1] differs".to_owned()));
    let problem = replace_file(&sim, Path::new(TARGET), NEW, Expected::Anything, &refuse).expect_err("the check says no");
    assert!(problem.to_string().contains("racks[1] differs"), "{problem}");
    assert_eq!(sim.disk().calls.len(), calls, "the disk was not even looked at");
    let large = vec![b' '; (32 << 20) + 1];
    let problem = replace_file(&sim, Path::new(TARGET), &large, Expected::Anything, &|_| Ok(())).expect_err("could not be opened again");
    assert!(matches!(problem.cause, ReplaceCause::TooLarge { .. }));
    assert_eq!(sim.disk().calls.len(), calls);
}

#[test]
fn owner_and_group_are_kept_where_allowed() {
    for may_give_away in [false, true] {
        let sim = disk_for(How::Anything);
        sim.disk().habits.user = (0, 0);
        sim.disk().habits.may_give_away = may_give_away;
        save(&sim, Expected::Anything).expect("a refused change of owner is no failure");
        let owner = sim.disk().now.file(TARGET).map(|node| (node.owner, node.mode));
        let want = if may_give_away { (1000, 1000) } else { (0, 0) };
        assert_eq!(owner, Some((want, 0o640)));
    }
}

#[test]
fn failing_reads_and_locks_are_told() {
    for (errno, words) in ERRORS {
        for at in 0..3 {
            let sim = disk_for(How::Unchanged);
            sim.disk().fault = Some(Fault { at, errno, for_good: true, done_anyway: false });
            let about = format!("{words}, call {at}");
            let problem = read_text(&sim, Path::new(TARGET)).expect_err("it fails for good");
            check_message(&problem.to_string(), words, &about);
            assert!(matches!(problem.cause, ReadCause::Io(_)), "{about}: {problem:?}");
            let calls = sim.disk().calls.len();
            let fault = Fault { at: calls + at, errno, for_good: true, done_anyway: false };
            sim.disk().fault = Some(fault);
            let problem = acquire(&sim, Path::new(TARGET), "me").expect_err("it fails for good");
            check_message(&problem.to_string(), words, &about);
            assert!(matches!(problem.cause, LockCause::Io(_)), "{about}: {problem:?}");
        }
    }
}

#[test]
fn a_file_that_changes_under_the_reading_is_read_again() {
    let growing = |len: usize, more, times| {
        let sim = SimFs::new();
        sim.put_file(TARGET, &vec![b' '; len]);
        sim.disk().habits.grows = (more, times);
        read_text(&sim, Path::new(TARGET))
    };
    assert_eq!(growing(10, 5, 2).expect("calm at the third reading").text.len(), 20);
    let problem = growing(10, 5, 3).expect_err("never calm");
    assert!(matches!(problem.cause, ReadCause::Unsteady), "{problem}");
    let problem = growing((32 << 20) - 3, 4, 1).expect_err("grew over the cap");
    assert!(matches!(problem.cause, ReadCause::TooLarge { .. }), "{problem}");
    assert_eq!(growing(32 << 20, 0, 0).expect("just allowed").text.len(), 32 << 20);
}

// ---- The save under test -------------------------------------------------------------------------

fn disk_for(how: How) -> SimFs {
    let sim = SimFs::new();
    match how {
        How::New => {}
        How::NewOnFat => sim.disk().habits.hard_links = false,
        How::Unchanged | How::Anything => sim.put(TARGET, Kind2::File, OLD, 0o640),
    }
    // So that the mode must be set by an own call.
    sim.disk().habits.umask = 0o077;
    sim
}

fn expected(sim: &SimFs, how: How) -> Expected {
    match how {
        How::New | How::NewOnFat => Expected::NewFile,
        How::Anything => Expected::Anything,
        How::Unchanged => Expected::Unchanged(read_text(sim, Path::new(TARGET)).expect("readable").fingerprint),
    }
}

fn save(sim: &SimFs, expected: Expected) -> Result<Saved, ReplaceProblem> {
    replace_file(sim, Path::new(TARGET), NEW, expected, &|_| Ok(()))
}

/// The number of the last call of that name in a save without faults.
fn call_number(how: How, name: &str) -> usize {
    let sim = disk_for(how);
    let expected = expected(&sim, how);
    sim.disk().calls.clear();
    save(&sim, expected).expect("nothing fails here");
    let calls = &sim.disk().calls;
    calls.iter().rposition(|call| *call == name).expect("the save makes that call")
}
