//! Every truncation and every single-bit flip of a plan: refused, or seen to be changed; never taken for what was saved.

use std::time::{Duration, Instant};

use rackwright::io::plan_file;
use rackwright::io::read::text::decode;
use rackwright::io::seal::Integrity;
use rackwright::model::catalog::Sections;

use super::V1;

/// Far above the 50 ms of a quiet machine: the tests share it.
const SLOWEST: Duration = Duration::from_secs(5);

#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    refused: usize,
    seen: usize,
    slowest: Duration,
}

impl Tally {
    fn and(self, other: Self) -> Self {
        Self { refused: self.refused + other.refused, seen: self.seen + other.seen, slowest: self.slowest.max(other.slowest) }
    }
}

/// The golden plan without most of its own parts: 16 KB, and still one of each way to write a value.
fn plan() -> String {
    let mut plan = plan_file::parse(V1).expect("the golden plan").plan;
    let all = (*plan.catalog).clone();
    let kept = Sections {
        sources: all.sources,
        interconnects: all.interconnects,
        frames: all.frames,
        memories: all.memories,
        power_chains: all.power_chains,
        ..Sections::default()
    };
    plan.catalog = kept.into();
    let text = plan_file::print(&plan);
    assert!((16_384..18_000).contains(&text.len()), "{} bytes", text.len());
    text
}

/// Opens the damaged bytes the way a file is opened.
fn open(bytes: Vec<u8>, what: &dyn Fn() -> String) -> Tally {
    let start = Instant::now();
    let read = decode(bytes).ok().map(|decoded| plan_file::parse(&decoded.text));
    let slowest = start.elapsed();
    match read {
        Some(Ok(opened)) => {
            assert_ne!(opened.integrity, Integrity::Intact, "{} was taken for what was saved", what());
            Tally { seen: 1, slowest, ..Tally::default() }
        }
        Some(Err(problems)) => {
            assert!(!problems.is_empty(), "{} was refused without a word", what());
            Tally { refused: 1, slowest, ..Tally::default() }
        }
        None => Tally { refused: 1, slowest, ..Tally::default() },
    }
}

/// The cases shared out between two threads, so that both get cheap and dear ones.
fn on_two_threads(cases: usize, work: impl Fn(usize) -> Tally + Sync) -> Tally {
    let work = &work;
    std::thread::scope(|scope| {
        let halves = [0, 1].map(|first| scope.spawn(move || (first..cases).step_by(2).map(work).fold(Tally::default(), Tally::and)));
        halves.into_iter().map(|half| half.join().expect("no panic")).fold(Tally::default(), Tally::and)
    })
}

#[test]
fn no_truncation_is_taken_for_the_plan() {
    let text = plan();
    let whole = text.as_bytes();
    let tally = on_two_threads(whole.len(), |length| open(whole[..length].to_vec(), &|| format!("the first {length} bytes")));
    assert_eq!(tally.refused + tally.seen, whole.len());
    // Cut inside the checksum line or before the closing remarks the plan is whole, and unsealed.
    assert!((20..100).contains(&tally.seen), "{tally:?}");
    assert!(tally.slowest < SLOWEST, "{tally:?}");
}

#[test]
fn no_flipped_bit_is_taken_for_the_plan() {
    let text = plan();
    let whole = text.as_bytes();
    let tally = on_two_threads(whole.len() * 8, |case| {
        let mut bytes = whole.to_vec();
        bytes[case / 8] ^= 1 << (case % 8);
        open(bytes, &|| format!("byte {} with bit {} flipped", case / 8, case % 8))
    });
    assert_eq!(tally.refused + tally.seen, whole.len() * 8);
    assert!(tally.seen > whole.len() / 2 && tally.refused > whole.len(), "{tally:?}");
    assert!(tally.slowest < SLOWEST, "{tally:?}");
}
