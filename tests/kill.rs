//! A program that is killed at any moment: the plan is the old one or the new one, the lock is free, the next opening clears up.

#[expect(dead_code, reason = "texts are for the tests of the file layer")]
#[path = "support/random.rs"]
mod random;
#[path = "support/scratch.rs"]
mod scratch;

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rackwright::io::plan_file;
use rackwright::io::presets;
use rackwright::io::replace::temp_name::{is_temp_of, lock_path};
use rackwright::io::seal::Integrity;
use rackwright::model::text::Text;

use random::Random;
use scratch::Scratch;

const KILLS: usize = 1000;
const THREADS: usize = 2;
const ROUNDS: usize = 20;
const SIGKILL: i32 = 9;

/// A plan in a folder of its own.
struct Victim {
    scratch: Scratch,
    plan: PathBuf,
    /// The texts the plan may have: as it was copied, and the two the loop saves in turn.
    states: Vec<String>,
}

impl Victim {
    fn new() -> Self {
        let text = presets::find("tiny-demo").expect("a preset").text;
        let mut plan = plan_file::parse(text).expect("reads").plan;
        let mut states = vec![text.to_string()];
        for step in 0..2 {
            plan.title = Text::new(&format!("save {step}")).expect("a title");
            states.push(plan_file::print(&plan));
        }
        let scratch = Scratch::new();
        let plan = scratch.file("plan.ron", text.as_bytes());
        scratch.file("edits.ron", b"[set_title(title: \"Edited\")]");
        Self { scratch, plan, states }
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rackwright"));
        command.args(args).env_clear().env("USER", "ada").env("HOSTNAME", "lab").current_dir(self.scratch.dir()).stdin(Stdio::null());
        command
    }

    fn edit(&self) -> Output {
        self.command(&["edit", "plan.ron", "--apply", "edits.ron"]).output().expect("the binary starts")
    }

    /// Starts a loop of saves.
    fn saving(&self) -> Child {
        let mut command = self.command(&["debug", "save-loop", "plan.ron"]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary starts")
    }

    /// Which of its states the plan is in; fails if it is in none.
    fn state(&self, what: &str) -> usize {
        let text = fs::read_to_string(&self.plan).unwrap_or_else(|error| panic!("{what}: {error}"));
        let opened = plan_file::parse(&text).unwrap_or_else(|problems| panic!("{what}: {problems:?}"));
        assert_eq!(opened.integrity, Integrity::Intact, "{what}");
        self.states.iter().position(|state| *state == text).unwrap_or_else(|| panic!("{what}: neither old nor new:\n{text}"))
    }

    /// Temporary files of the plan; fails if there is anything in the folder that has no business there.
    fn temps(&self) -> Vec<PathBuf> {
        let temp = |name: &String| is_temp_of(&self.plan, name.as_ref());
        let (temps, others): (Vec<String>, Vec<String>) = self.scratch.names().into_iter().partition(temp);
        let lock = lock_path(&self.plan);
        let known = |name: &String| ["plan.ron", "edits.ron"].contains(&name.as_str()) || Some(name.as_ref()) == lock.file_name();
        assert!(others.iter().all(known), "{others:?}");
        temps.iter().map(|name| self.scratch.path(name)).collect()
    }
}

fn wait_until_ready(child: &mut Child) {
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().expect("piped")).read_line(&mut line).expect("readable");
    if line != "ready\n" {
        let _ = child.kill();
        let mut told = String::new();
        let _ = BufReader::new(child.stderr.as_mut().expect("piped")).read_line(&mut told);
        panic!("not ready: {told}");
    }
}

/// Kills it; fails if it had ended by itself.
fn kill(mut child: Child) {
    child.kill().expect("alive or just ended");
    let output = child.wait_with_output().expect("waited for");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.signal(), Some(SIGKILL), "ended by itself: {told}");
}

/// When a kill comes.
#[derive(Clone, Copy, Debug)]
struct Moment {
    /// Counted from the start of the program, not from the moment it is ready.
    at_start: bool,
    after: Duration,
}

impl Moment {
    fn random(seed: &mut Random) -> Self {
        let at_start = seed.below(5) == 0;
        let (from, to) = if at_start { (0, 8_000) } else { (2_000, 30_000) };
        let after = Duration::from_micros((from + seed.below(to - from)).try_into().expect("fits"));
        Self { at_start, after }
    }
}

/// What a series of kills met.
#[derive(Debug, Default)]
struct Met {
    /// Kills that left a temporary file: they hit inside a save.
    inside: usize,
    /// Kills before the loop was ready.
    at_start: usize,
    /// Kills after which the plan was another one than before.
    changed: usize,
}

fn kill_again_and_again(moments: &[Moment]) -> Met {
    let victim = Victim::new();
    let mut met = Met::default();
    let mut left: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    let mut old = victim.state("before");
    for (round, moment) in moments.iter().enumerate() {
        let mut child = victim.saving();
        if !moment.at_start {
            wait_until_ready(&mut child);
        }
        thread::sleep(moment.after);
        kill(child);
        let new = victim.state(&format!("kill {round}, {moment:?}"));
        met.at_start += usize::from(moment.at_start);
        met.changed += usize::from(new != old);
        old = new;
        let temps = victim.temps();
        assert!(temps.len() <= 1 + left.len(), "each opening clears what the last kill left: {temps:?}");
        met.inside += usize::from(!temps.is_empty());
        left = temps.into_iter().map(|temp| (temp.clone(), fs::read(&temp).expect("readable"))).collect();
    }
    clears_up(&victim, &left);
    met
}

/// Whatever has been left, one edit clears it, gets the lock at once and leaves the plan alone in its folder.
fn clears_up(victim: &Victim, left: &[(PathBuf, Vec<u8>)]) {
    for (number, state) in victim.states.iter().cycle().take(50).enumerate() {
        let cut = state.get(..state.len() / (number + 1)).unwrap_or(state);
        victim.scratch.file(format!(".plan.ron.rackwright-{}-{number}.tmp", 70_000 + number), cut.as_bytes());
    }
    assert!(victim.temps().len() >= 50 + left.len());
    let start = Instant::now();
    let edited = victim.edit();
    assert!(edited.status.success(), "{}", String::from_utf8_lossy(&edited.stderr));
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    assert_eq!(victim.scratch.names(), ["edits.ron", "plan.ron"], "no temporary file, no lock");
    assert_eq!(title(&victim.plan), "Edited");
}

fn title(plan: &Path) -> String {
    let text = fs::read_to_string(plan).expect("readable");
    plan_file::parse(&text).expect("reads").plan.title.to_string()
}

#[test]
fn a_thousand_kills_lose_no_plan() {
    let mut seed = Random::seeded("kill");
    let start = Instant::now();
    let moments: Vec<Moment> = (0..KILLS).map(|_| Moment::random(&mut seed)).collect();
    let met: Vec<Met> = thread::scope(|scope| {
        let series: Vec<_> = moments.chunks(KILLS / THREADS).map(|moments| scope.spawn(|| kill_again_and_again(moments))).collect();
        series.into_iter().map(|thread| thread.join().expect("no plan lost")).collect()
    });
    let sum = |of: fn(&Met) -> usize| met.iter().map(of).sum::<usize>();
    let (inside, at_start, changed) = (sum(|met| met.inside), sum(|met| met.at_start), sum(|met| met.changed));
    println!("{KILLS} kills in {:?}: {inside} inside a save, {at_start} at the start, {changed} times another state", start.elapsed());
    assert!(inside > 0 && at_start > 0 && changed > 0, "the kills have to hit something");
}

#[test]
fn a_second_program_is_told_who_holds_the_plan_and_gets_it_once_they_are_gone() {
    let victim = Victim::new();
    for round in 0..ROUNDS {
        victim.scratch.file("plan.ron", victim.states[0].as_bytes());
        let mut holder = victim.saving();
        wait_until_ready(&mut holder);
        let refused = victim.edit();
        let told = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert_eq!(refused.status.code(), Some(5), "round {round}: {told}");
        assert!(told.starts_with("plan.ron: opened by ada@lab, 20") && told.contains(" UTC. "), "round {round}: {told}");
        assert_ne!(title(&victim.plan), "Edited");
        kill(holder);

        let start = Instant::now();
        let edited = victim.edit();
        assert!(edited.status.success(), "round {round}: {}", String::from_utf8_lossy(&edited.stderr));
        assert!(start.elapsed() < Duration::from_secs(10), "round {round}: {:?}", start.elapsed());
        assert_eq!(title(&victim.plan), "Edited");
        assert_eq!(victim.scratch.names(), ["edits.ron", "plan.ron"]);
    }
}

/// The loop looks at the disk before every save: what somebody else has put there stays.
#[test]
fn a_plan_that_somebody_else_replaces_is_not_overwritten() {
    let victim = Victim::new();
    let theirs = presets::find("cpo-1024").expect("a preset").text;
    for _ in 0..10 {
        let mut child = victim.saving();
        wait_until_ready(&mut child);
        let other = victim.scratch.file("edits.ron", theirs.as_bytes());
        fs::rename(&other, &victim.plan).expect("replaced");
        thread::sleep(Duration::from_millis(500));
        if let Some(status) = child.try_wait().expect("a child") {
            let told = child.wait_with_output().expect("waited for").stderr;
            let told = String::from_utf8_lossy(&told).into_owned();
            assert_eq!(status.code(), Some(5), "{told}");
            assert!(told.contains("plan.ron: another program changed it"), "{told}");
            assert_eq!(fs::read_to_string(&victim.plan).expect("readable"), theirs);
            return;
        }
        // It came in the gap of a few microseconds between the last look and the rename.
        kill(child);
    }
    panic!("never noticed");
}
