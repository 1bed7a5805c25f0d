//! Plans changed at random, token by token and byte by byte: no panic, and what still opens is written and read as the same plan.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rackwright::io::plan_file;
use rackwright::io::read::text::decode;
use rackwright::model::plan::Plan;

use super::random::Random;
use super::{EMPTY, V1, with_racks};

/// Whichever comes first.
const MUTANTS: usize = 300_000;
const TIME: Duration = Duration::from_secs(25);
const SLOWEST: Duration = Duration::from_secs(10);

const TOKENS: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "\"",
    "'",
    "\\",
    "//",
    "/*",
    "*/",
    "\n",
    "\r\n",
    " ",
    "#",
    "#![enable(",
    "r#\"",
    "\"#",
    "r#type",
    "b\"",
    "_",
    "-",
    "+",
    ".",
    "0",
    "1",
    "-1",
    "2027",
    "1.5",
    "1e400",
    "1e-400",
    "NaN",
    "inf",
    "-inf",
    "0x10",
    "1_000",
    "300u8",
    "4294967296",
    "18446744073709551616",
    "true",
    "false",
    "None",
    "Some(",
    "()",
    "parts()",
    "fixed(value:",
    "clos(",
    "torus(sizes:[4])",
    "compute",
    "north",
    "n",
    "format:",
    "version:",
    "min_reader:",
    "racks:",
    "id:",
    "count:",
    "rows:",
    "pitch_mm:",
    "at_mm:",
    "topology:",
    "value:",
    "low:",
    "sources:",
    "\"24 m\"",
    "\"1 kW\"",
    "\"5 %\"",
    "\"x\"",
    "\"\"",
    "\\u{202e}",
    "\\u{",
    "\\x00",
    "規",
    "\u{202E}",
    "\u{FEFF}",
    "\u{85}",
    "\0",
    "// check: crc32c=00000000\n",
];

/// Small plans are quick, the golden one has everything.
fn seeds() -> Vec<String> {
    let racks = "(id: 1, name: \"A01\", kind: \"x\", at_mm: (0, 0), count: 8, pitch_mm: (600, 0), rows: 2, row_pitch_mm: (0, 3600)), // here\n(id: 90, name: \"B\", kind: \"x\", at_mm: (1, 2), facing: north, facility: \"H\")";
    let bare: String = EMPTY.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let part = |from: &str, to: &str| {
        let start = V1.find(from).expect("there");
        V1[start..start + V1[start..].find(to).expect("there")].to_string()
    };
    let tiers = bare.replace("    tiers: [],", &part("    tiers: [", "    racks: ["));
    let types = bare.replace("    rack_types: [],", &part("    rack_types: [", "    tiers: ["));
    let last = bare.trim_end().trim_end_matches(')').to_string() + &part("    lengths: [", "    // Parts of our own") + ")";
    vec![EMPTY.to_string(), bare, with_racks(racks), with_racks(racks), types, last, tiers]
}

fn boundary(text: &str, random: &mut Random) -> usize {
    text.floor_char_boundary(random.below(text.len() + 1))
}

fn mutate(text: &mut String, other: &str, random: &mut Random) {
    let (a, b) = (boundary(text, random), boundary(text, random));
    let near = text.floor_char_boundary((a + random.below(12)).min(text.len()));
    let token = TOKENS[random.below(TOKENS.len())];
    match random.below(8) {
        0 => text.insert_str(a, token),
        1 => text.replace_range(a..near, token),
        2 => text.replace_range(a..near, ""),
        3 => {
            let end = a.max(b).min(text.floor_char_boundary(a.min(b) + 200));
            let copy = text[a.min(b)..end].to_string();
            text.insert_str(a, &copy);
        }
        4 => swap_lines(text, random),
        5 => {
            let from = boundary(other, random);
            let to = other.floor_char_boundary((from + random.below(80)).min(other.len()));
            text.insert_str(a, &other[from..to]);
        }
        _ => replace_literal(text, a, token),
    }
}

fn swap_lines(text: &mut String, random: &mut Random) {
    let mut lines: Vec<&str> = text.lines().collect();
    if lines.len() > 1 {
        let (a, b) = (random.below(lines.len()), random.below(lines.len()));
        lines.swap(a, b);
        *text = lines.join("\n");
    }
}

/// The next value behind a colon becomes another one: most mutants of this kind are read to the end.
fn replace_literal(text: &mut String, from: usize, token: &str) {
    let Some(colon) = text[from..].find(": ").map(|at| from + at + 2) else { return };
    let end = text[colon..].find([',', ')', '\n']).map_or(text.len(), |at| colon + at);
    text.replace_range(colon..end, token);
}

/// Bytes as they may lie on a disk: now and then not even UTF-8.
fn bytes_of(text: String, random: &mut Random) -> Vec<u8> {
    let mut bytes = text.into_bytes();
    if !bytes.is_empty() && random.below(10) == 0 {
        let at = random.below(bytes.len());
        bytes[at] = u8::try_from(random.below(256)).expect("a byte");
    }
    bytes
}

fn without_comments(plan: Plan) -> Plan {
    Plan { comments: Arc::default(), ..plan }
}

/// Whether it opened. What opens must survive being saved.
fn open(bytes: &[u8]) -> bool {
    let Ok(decoded) = decode(bytes.to_vec()) else { return false };
    let opened = match plan_file::parse(&decoded.text) {
        Ok(opened) => opened,
        Err(problems) => {
            assert!(!problems.is_empty());
            assert!(problems.iter().all(|problem| problem.line("plan.ron").chars().count() <= 200 && problem.place.is_some()));
            return false;
        }
    };
    let again = plan_file::parse(&plan_file::print(&opened.plan)).expect("what is printed can be read");
    assert_eq!(without_comments(again.plan), without_comments(opened.plan));
    true
}

/// How many were tried and how many opened.
fn hunt(random: &mut Random, seeds: &[String], until: Instant) -> (usize, usize) {
    let (mut tried, mut opened) = (0, 0);
    while tried < MUTANTS / 2 && (tried % 64 != 0 || Instant::now() < until) {
        let mut text = seeds[random.below(seeds.len())].clone();
        for _ in 0..1 + random.below(3) {
            mutate(&mut text, V1, random);
        }
        let bytes = bytes_of(text, random);
        let start = Instant::now();
        let found = catch_unwind(AssertUnwindSafe(|| open(&bytes)));
        let text = || String::from_utf8_lossy(&bytes).into_owned();
        opened += usize::from(found.unwrap_or_else(|_| panic!("panicked on\n{}", text())));
        assert!(start.elapsed() < SLOWEST, "{:?} for\n{}", start.elapsed(), text());
        tried += 1;
    }
    (tried, opened)
}

#[test]
fn mutated_plans_never_panic_and_what_opens_can_be_saved() {
    let mut random = Random::seeded("mutations");
    let mut parts = [random.fork(), random.fork()];
    let seeds = seeds();
    for seed in &seeds {
        assert!(open(seed.as_bytes()), "{seed}");
    }
    let until = Instant::now() + TIME;
    let counts: Vec<(usize, usize)> = std::thread::scope(|scope| {
        let threads: Vec<_> = parts.iter_mut().map(|part| scope.spawn(|| hunt(part, &seeds, until))).collect();
        threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
    });
    let tried: usize = counts.iter().map(|count| count.0).sum();
    let opened: usize = counts.iter().map(|count| count.1).sum();
    assert!(opened > tried / 50 && opened < tried, "{opened} of {tried} opened");
}
