//! Power cuts: every disk that a cut during a save can leave must hold the old or the new file. The
//! same checker must expose saves that are broken on purpose.

use crate::support::crash::states_after_each_op;
use crate::support::random::Random;
use crate::support::sim_fs::{Habits, Image, Kind2, Op, SimFs};
use rackwright::io::lock::acquire;
use rackwright::io::read::{ReadCause, read_text};
use rackwright::io::replace::{Expected, Saved, replace_file, sweep_temps};
use rackwright::io::vfs::Vfs;
use std::path::Path;

const TARGET: &str = "/d/plan.ron";
const STATES_PER_PREFIX: usize = 64;

struct Case {
    sim: SimFs,
    path: &'static str,
    old: Option<Vec<u8>>,
    new: Vec<u8>,
    mode: u32,
}

#[test]
fn a_power_cut_leaves_the_old_or_the_new_file() {
    const SAVES: usize = 200;
    let mut random = Random::seeded("a_power_cut_leaves_the_old_or_the_new_file");
    let (mut all, mut fewest, mut rich) = (0, usize::MAX, 0);
    for _ in 0..SAVES {
        let case = random_case(&mut random);
        let saved = save(&case);
        assert!(saved.durable);
        check_order(&case.sim.disk().log);
        let (count, verdict) = crash_everywhere(&case, Promise::of(saved.durable), &mut random);
        assert_eq!(verdict, Ok(()), "log: {:#?}", short_log(&case.sim));
        all += count;
        fewest = fewest.min(count);
        rich += usize::from(count >= 64);
    }
    println!("{all} crash states of {SAVES} saves, the fewest {fewest}, at least 64 in {rich}");
    assert!(fewest >= 10, "the smallest save has only {fewest} crash states");
    assert!(rich >= SAVES * 8 / 10, "only {rich} saves have 64 crash states");
}

#[test]
fn without_hard_links_a_new_file_may_also_be_empty() {
    let mut random = Random::seeded("without_hard_links_a_new_file_may_also_be_empty");
    for _ in 0..40 {
        let mut case = random_case(&mut random);
        case.sim = SimFs::new();
        case.sim.disk().habits.hard_links = false;
        (case.path, case.old, case.mode) = (TARGET, None, 0o644);
        let saved = replace_file(&case.sim, Path::new(TARGET), &case.new, Expected::NewFile, &|_| Ok(())).expect("saved");
        check_order(&case.sim.disk().log);
        let (_, strict) = crash_everywhere(&case, Promise::Durable, &mut random);
        if !case.new.is_empty() {
            assert!(strict.is_err(), "the name is taken before the text is there");
        }
        let promise = Promise { durable: saved.durable, may_be_empty: true };
        let (_, verdict) = crash_everywhere(&case, promise, &mut random);
        assert_eq!(verdict, Ok(()), "log: {:#?}", short_log(&case.sim));
    }
}

/// Proof that the checker can fail: each of these saves is a mistake that programs really make.
#[test]
fn broken_saves_are_caught() {
    type Break = fn(&Case);
    let breaks: [(&str, Break); 7] = [
        ("a disk that ignores fsync", |case| {
            change(case, |habits| habits.ignores_fsync = true);
            save(case);
        }),
        ("a disk that ignores fsync of the folder", |case| {
            change(case, |habits| habits.ignores_fsync_dir = true);
            save(case);
        }),
        ("no fsync at all", |case| by_hand(case, "create write rename")),
        ("no fsync of the file", |case| by_hand(case, "create write rename fsync_dir")),
        ("fsync after rename", |case| by_hand(case, "create write rename fsync fsync_dir")),
        ("the old file away first", |case| {
            by_hand(case, "create write fsync remove rename fsync_dir");
        }),
        ("written half before fsync, half after", |case| {
            by_hand(case, "create write fsync write rename fsync_dir");
        }),
    ];
    let mut random = Random::seeded("broken_saves_are_caught");
    for (name, broken) in breaks {
        for _ in 0..20 {
            let mut case = random_case(&mut random);
            case.sim = SimFs::new();
            case.path = TARGET;
            case.mode = 0o644;
            case.old = Some(random.text(500));
            case.new = random.text(700);
            case.sim.put_file(TARGET, b"");
            case.sim.take_away(TARGET);
            case.sim.put_file(TARGET, case.old.as_ref().expect("set above"));
            broken(&case);
            assert_eq!(case.sim.bytes(TARGET).map(|b| b.len() % 700), Some(0), "{name}: it saved");
            let (_, verdict) = crash_everywhere(&case, Promise::Durable, &mut random);
            assert!(verdict.is_err(), "{name} was not caught");
        }
    }
}

/// The same steps by hand, in the right order, pass: what is caught above is the order, not the hand.
#[test]
fn the_right_order_by_hand_passes() {
    let mut random = Random::seeded("the_right_order_by_hand_passes");
    for _ in 0..20 {
        let case = Case { sim: SimFs::new(), path: TARGET, old: Some(random.text(500)), new: random.text(700), mode: 0o644 };
        case.sim.put_file(TARGET, case.old.as_ref().expect("set above"));
        by_hand(&case, "create write fsync rename fsync_dir");
        let (_, verdict) = crash_everywhere(&case, Promise::Durable, &mut random);
        assert_eq!(verdict, Ok(()));
    }
}

// ---- The saves -----------------------------------------------------------------------------------

fn random_case(random: &mut Random) -> Case {
    let sim = SimFs::new();
    let mode = [0o644, 0o600, 0o640, 0o664][random.below(4)];
    let old_len = random.below(3000);
    // A few are empty: they have few crash states, but must be safe too.
    let new_len = if random.below(20) == 0 { 0 } else { 16 + random.below(3000) };
    let old = (random.below(4) > 0).then(|| random.text(old_len));
    if let Some(old) = &old {
        sim.put(TARGET, Kind2::File, old, mode);
    }
    let linked = random.below(4) == 0;
    if linked {
        sim.put("/d/link.ron", Kind2::Link("plan.ron".into()), b"", 0o777);
    }
    let new = random.text(new_len);
    sim.disk().habits.write_limit = new_len / (3 + random.below(5)) + 1;
    let path = if linked { "/d/link.ron" } else { TARGET };
    let mode = if old.is_some() { mode } else { 0o644 };
    Case { sim, path, old, new, mode }
}

fn save(case: &Case) -> Saved {
    let path = Path::new(case.path);
    let expected = match (&case.old, case.new.len() % 3) {
        (None, 0) => Expected::Anything,
        (None, _) => Expected::NewFile,
        (Some(_), 0) => Expected::Anything,
        (Some(_), _) => Expected::Unchanged(read_text(&case.sim, path).expect("readable").fingerprint),
    };
    replace_file(&case.sim, path, &case.new, expected, &|_| Ok(())).expect("nothing fails here")
}

fn change(case: &Case, habit: impl FnOnce(&mut Habits)) {
    habit(&mut case.sim.disk().habits);
}

/// A save spelled out in steps, good or bad. Each `write` writes its share.
fn by_hand(case: &Case, steps: &str) {
    let (vfs, target, temp): (&dyn Vfs, _, _) = (&case.sim, Path::new(TARGET), Path::new("/d/.t.tmp"));
    let writes = steps.matches("write").count();
    let mut shares = case.new.chunks(case.new.len().div_ceil(writes));
    let mut file = None;
    for step in steps.split(' ') {
        match (step, &mut file) {
            ("create", file) => *file = Some(vfs.create_new(temp, 0o644).expect("created")),
            ("write", Some(file)) => {
                let mut share = shares.next().expect("one share for each write");
                while !share.is_empty() {
                    share = &share[file.write(share).expect("written")..];
                }
            }
            ("fsync", Some(file)) => file.fsync().expect("synced"),
            ("rename", _) => vfs.rename(temp, target).expect("renamed"),
            ("remove", _) => vfs.remove(target).expect("removed"),
            ("fsync_dir", _) => vfs.fsync_dir(Path::new("/d")).expect("synced"),
            (other, _) => panic!("no step {other}"),
        }
    }
}

// ---- The checker ---------------------------------------------------------------------------------

#[derive(Clone, Copy)]
struct Promise {
    durable: bool,
    may_be_empty: bool,
}

impl Promise {
    #[expect(non_upper_case_globals, reason = "reads like a variant")]
    const Durable: Promise = Promise { durable: true, may_be_empty: false };

    fn of(durable: bool) -> Promise {
        Promise { durable, may_be_empty: false }
    }
}

/// Cuts the power after every op; gives the number of different disks and the first broken one.
fn crash_everywhere(case: &Case, promise: Promise, random: &mut Random) -> (usize, Result<(), String>) {
    let prefixes = states_after_each_op(&case.sim.disk(), STATES_PER_PREFIX, random);
    let last = prefixes.len() - 1;
    let mut count = 0;
    for (at, images) in prefixes.into_iter().enumerate() {
        for image in images {
            count += 1;
            let must_be_new = promise.durable && at == last;
            if let Err(why) = check_state(case, image, must_be_new, promise.may_be_empty) {
                return (count, Err(format!("after {at} ops: {why}")));
            }
        }
    }
    (count, Ok(()))
}

fn check_state(case: &Case, image: Image, must_be_new: bool, may_be_empty: bool) -> Result<(), String> {
    let sim = SimFs::from_image(image);
    let found = content(&sim, case.path)?;
    let is_new = found.as_ref() == Some(&case.new);
    let is_empty = may_be_empty && found.as_ref().is_some_and(|bytes| bytes.is_empty());
    if must_be_new && !is_new {
        return Err("the save was called durable, but the old file is back".to_owned());
    }
    if !is_new && !is_empty && found != case.old {
        return Err(format!("neither old nor new: {} bytes", found.map_or(0, |b| b.len())));
    }
    if let Some(mode) = sim.disk().now.file(TARGET).map(|node| node.mode)
        && mode != case.mode
    {
        return Err(format!("mode {mode:o} instead of {:o}", case.mode));
    }
    reopen(&sim, case.path)?;
    match content(&sim, case.path)? == found {
        true => Ok(()),
        false => Err("opening changed the file".to_owned()),
    }
}

/// What the product reads; none if there is no file.
fn content(sim: &SimFs, path: &str) -> Result<Option<Vec<u8>>, String> {
    match read_text(sim, Path::new(path)) {
        Ok(read) => Ok(Some(read.text.into_bytes())),
        Err(problem) => match problem.cause {
            ReadCause::Missing | ReadCause::Dangling(_) => Ok(None),
            _ => Err(problem.to_string()),
        },
    }
}

/// The next opening: takes the lock and leaves no temporary file.
fn reopen(sim: &SimFs, path: &str) -> Result<(), String> {
    let lock = acquire(sim, Path::new(path), "the next one").map_err(|p| p.to_string())?;
    let sweep = sweep_temps(sim, &lock).map_err(|error| error.to_string())?;
    match (sim.temps().iter().filter(|temp| !temp.ends_with(".t.tmp")).count(), sweep.failed.len()) {
        (0, 0) => Ok(()),
        (left, failed) => Err(format!("{left} temporary files left, {failed} failures")),
    }
}

/// write < fsync of that file < rename or link < fsync of the folder.
fn check_order(log: &[Op]) {
    let last = |wanted: fn(&Op) -> bool| log.iter().rposition(wanted);
    let write = last(|op| matches!(op, Op::Write { .. } | Op::SetMode { .. }));
    let fsync = last(|op| matches!(op, Op::Fsync { .. })).expect("one fsync");
    let swap = last(|op| matches!(op, Op::Rename { .. } | Op::HardLink { .. })).expect("one swap");
    let fsync_dir = last(|op| matches!(op, Op::FsyncDir { .. })).expect("one fsync of the folder");
    assert!(write.is_none_or(|write| write < fsync), "{log:#?}");
    assert!(fsync < swap && swap < fsync_dir, "{log:#?}");
    assert_eq!(fsync_dir, log.len() - 1, "nothing after it: {log:#?}");
    let synced = |node: usize| log[..swap].contains(&Op::Fsync { node });
    for op in log {
        if let Op::Write { node, .. } = op {
            assert!(synced(*node), "{log:#?}");
        }
    }
}

fn short_log(sim: &SimFs) -> Vec<String> {
    sim.disk().log.iter().map(|op| format!("{op:?}").chars().take(120).collect()).collect()
}
