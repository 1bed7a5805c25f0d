//! One writer per plan, on the real disk: the second is told who the first is, and a killed holder
//! holds nothing.

use crate::support::scratch::Scratch;
use rackwright::io::lock::{FileLock, LockCause, LockProblem, acquire};
use rackwright::io::read::read_text;
use rackwright::io::real_fs::RealFs;
use rackwright::io::replace::{Expected, replace_file, sweep_temps};
use rackwright::io::vfs::advice::ProblemKind;
use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

const CHILD_PATH: &str = "RACKWRIGHT_TEST_LOCK_PATH";

fn holder(result: Result<FileLock, LockProblem>) -> Option<String> {
    let problem = result.expect_err("somebody holds it");
    assert_eq!(problem.kind(), ProblemKind::Conflict);
    match problem.cause {
        LockCause::Held(who) => who,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_second_is_told_who_the_first_is() {
    let scratch = Scratch::new();
    let path = scratch.file("plan.ron", b"()");
    let lock = acquire(&RealFs, &path, "ada@desk since 09:30").expect("free");
    assert_eq!(lock.target(), path);
    assert_eq!(scratch.names(), [".plan.ron.lock", "plan.ron"]);
    let problem = acquire(&RealFs, &path, "bob@lab").expect_err("taken");
    let message = problem.to_string();
    assert!(message.contains("opened by ada@desk since 09:30. Open it read-only"), "{message}");
    assert_eq!(holder(acquire(&RealFs, &path, "bob")).as_deref(), Some("ada@desk since 09:30"));
    drop(lock);
    assert_eq!(scratch.names(), ["plan.ron"], "the lock file goes with the lock");
    let lock = acquire(&RealFs, &path, "bob@lab").expect("free again");
    assert_eq!(holder(acquire(&RealFs, &path, "cy")).as_deref(), Some("bob@lab"));
    drop(lock);
}

#[test]
fn a_plan_and_its_links_share_one_lock() {
    let scratch = Scratch::new();
    let path = scratch.file("plan.ron", b"()");
    let link = scratch.path("link.ron");
    std::os::unix::fs::symlink("plan.ron", &link).expect("linked");
    let _lock = acquire(&RealFs, &link, "ada").expect("free");
    assert_eq!(holder(acquire(&RealFs, &path, "bob")).as_deref(), Some("ada"));
    let other = scratch.path("not-yet.ron");
    let _other = acquire(&RealFs, &other, "ada").expect("a plan that is not there yet");
}

#[test]
fn the_name_of_the_holder_is_harmless() {
    let scratch = Scratch::new();
    let path = scratch.file("plan.ron", b"()");
    let long = format!("a\nb\u{1b}[31m\u{202e}{}", "x".repeat(5000));
    let _lock = acquire(&RealFs, &path, &long).expect("free");
    let problem = acquire(&RealFs, &path, "bob").expect_err("taken");
    let message = problem.to_string();
    assert!(message.chars().count() <= 200 && !message.contains(char::is_control), "{message}");
    assert!(message.contains("a\\"), "{message}");
}

#[test]
fn a_foreign_file_in_place_of_the_lock_is_left_alone() {
    let scratch = Scratch::new();
    let path = scratch.file("plan.ron", b"()");
    let precious = scratch.file("precious", b"do not cut me off");
    let lock_path = scratch.path(".plan.ron.lock");
    let place: [(&str, &dyn Fn()); 4] = [
        ("a file", &|| fs::write(&lock_path, b"my notes").expect("written")),
        ("a link", &|| std::os::unix::fs::symlink(&precious, &lock_path).expect("linked")),
        ("a pipe", &|| make_fifo(&lock_path)),
        ("a dangling link", &|| {
            std::os::unix::fs::symlink(scratch.path("nowhere"), &lock_path).expect("linked");
        }),
    ];
    for (what, put) in place {
        put();
        let problem = acquire(&RealFs, &path, "ada").expect_err("not a lock file");
        assert!(problem.to_string().contains("the name of the lock is taken"), "{what}: {problem}");
        if what == "a file" {
            assert_eq!(fs::read(&lock_path).expect("there"), b"my notes");
        }
        fs::remove_file(&lock_path).expect("still there");
    }
    assert_eq!(fs::read(&precious).expect("there"), b"do not cut me off");
    assert!(!scratch.path("nowhere").exists());
}

pub fn make_fifo(path: &Path) {
    let status = Command::new("mkfifo").arg("--").arg(path).status();
    let made = status.is_ok_and(|status| status.success());
    assert!(made, "this test needs the program mkfifo (coreutils), which could not make {path:?}");
}

#[test]
fn two_never_hold_it_at_once() {
    const THREADS: usize = 4;
    const TIMES_EACH: usize = 200;
    let scratch = Scratch::new();
    let path = scratch.file("plan.ron", b"()");
    let (inside, refused) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let take_once = || loop {
        match acquire(&RealFs, &path, "one of four") {
            Ok(lock) => {
                assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0, "two hold the lock");
                thread::yield_now();
                inside.fetch_sub(1, Ordering::SeqCst);
                return drop(lock);
            }
            Err(problem) => {
                assert!(matches!(problem.cause, LockCause::Held(_)), "{problem}");
                refused.fetch_add(1, Ordering::SeqCst);
                thread::yield_now();
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| (0..TIMES_EACH).for_each(|_| take_once()));
        }
    });
    println!("taken {} times, refused {} times", THREADS * TIMES_EACH, refused.load(Ordering::SeqCst));
    assert_eq!(scratch.names(), ["plan.ron"]);
}

#[test]
fn a_killed_holder_holds_nothing() {
    const ROUNDS: usize = 20;
    let scratch = Scratch::new();
    let path = scratch.file("plan.ron", b"(old: 1)\n");
    for round in 0..ROUNDS {
        let mut child = start_holder(&path);
        let who = holder(acquire(&RealFs, &path, "parent"));
        assert_eq!(who, Some(format!("child {}", child.id())), "round {round}");
        child.kill().expect("it was running");
        child.wait().expect("it ends");
        let start = Instant::now();
        let lock = acquire(&RealFs, &path, "parent").expect("the dead hold nothing");
        assert!(start.elapsed() < Duration::from_secs(10), "round {round}");
        let sweep = sweep_temps(&RealFs, &lock).expect("listed");
        assert_eq!((sweep.removed, sweep.failed.len()), (1, 0), "what the child left");
        assert_eq!(scratch.names(), [".plan.ron.lock", "plan.ron"]);
        drop(lock);
    }
    assert_eq!(scratch.names(), ["plan.ron"]);
}

fn start_holder(path: &Path) -> Child {
    let test = env::current_exe().expect("this test program");
    let mut child = Command::new(test)
        .args(["--ignored", "--exact", "locks::holds_the_lock_until_killed", "--nocapture"])
        .env(CHILD_PATH, path)
        .stdout(Stdio::piped())
        .spawn()
        .expect("this test program starts again");
    let out = BufReader::new(child.stdout.take().expect("piped"));
    let held = out.lines().map_while(Result::ok).any(|line| line.contains("LOCK HELD"));
    assert!(held, "the child ended without the lock");
    child
}

#[test]
#[ignore = "the part of a child process, started by a_killed_holder_holds_nothing"]
fn holds_the_lock_until_killed() {
    let path = PathBuf::from(env::var_os(CHILD_PATH).expect("started by the other test"));
    let who = format!("child {}", std::process::id());
    let _lock = acquire(&RealFs, &path, &who).expect("free");
    let mut name = std::ffi::OsString::from(".plan.ron.rackwright-");
    name.push(format!("{}-1.tmp", std::process::id()));
    fs::write(path.with_file_name(name), b"half a pl").expect("a save that never ends");
    println!("\nLOCK HELD");
    thread::sleep(Duration::from_secs(60));
}

#[test]
fn the_sweep_takes_only_temps_of_its_own_plan() {
    let scratch = Scratch::new();
    let path = scratch.file("plan.ron", b"()");
    let kept = [
        ".plan.ron.rackwright-1-1.tmp.bak",
        ".plan.ron.rackwright-a-1.tmp",
        ".plan.ron2.rackwright-1-1.tmp",
        ".xplan.ron.rackwright-1-1.tmp",
        "plan.ron.rackwright-1-1.tmp",
    ];
    for name in kept {
        scratch.file(name, b"keep me");
    }
    fs::create_dir(scratch.path(".plan.ron.rackwright-7-7.tmp")).expect("a folder of that name");
    for name in [".plan.ron.rackwright-1-1.tmp", ".plan.ron.rackwright-4294967295-99.tmp"] {
        scratch.file(name, b"half");
    }
    let lock = acquire(&RealFs, &path, "ada").expect("free");
    let sweep = sweep_temps(&RealFs, &lock).expect("listed");
    assert_eq!((sweep.removed, sweep.failed.len()), (2, 0));
    drop(lock);
    let names = scratch.names();
    assert!(kept.iter().all(|name| names.contains(&(*name).to_owned())), "{names:?}");
    assert_eq!(names.len(), kept.len() + 2, "{names:?}");
}

#[test]
fn saving_under_the_lock_keeps_the_lock() {
    let scratch = Scratch::new();
    let path = scratch.path("plan.ron");
    let _lock = acquire(&RealFs, &path, "ada").expect("free");
    replace_file(&RealFs, &path, b"(a: 1)", Expected::NewFile, &|_| Ok(())).expect("saved");
    replace_file(&RealFs, &path, b"(a: 2)", Expected::Anything, &|_| Ok(())).expect("saved");
    assert_eq!(holder(acquire(&RealFs, &path, "bob")).as_deref(), Some("ada"));
    assert_eq!(read_text(&RealFs, &path).expect("readable").text, "(a: 2)");
}
