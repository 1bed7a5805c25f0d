//! Random documents and random damage: nothing may panic, change a value or lose a comment.

use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use rackwright::io::ron_tree::lexer::Lexer;
use rackwright::io::ron_tree::{Limits, Tree, check_lexical, layout};

use crate::{Dice, SAMPLE, meaning, print_bare, print_own, seed};

fn scalar() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<i64>().prop_map(|n| n.to_string()),
        (-1e12..1e12_f64).prop_map(|x| format!("{x:?}")),
        (-300..300_i32).prop_map(|e| format!("1.5e{e}")),
        "[ -~é日🙂]{0,30}".prop_map(|text| format!("{text:?}")),
        "[a-z \n]{0,12}".prop_map(|text| format!("r#\"{text}\"#")),
        prop::sample::select(vec!["true", "None", "()", "'x'", "'\\''", "b\"ab\"", "north", "0x1F", "1_000", "7u8", ".5", "[]", "{}"])
            .prop_map(str::to_owned),
    ]
}

fn joined(items: Vec<String>, open: &str, close: &str) -> String {
    format!("{open}{}{close}", items.join(","))
}

fn fields(items: Vec<(String, String)>, open: &str) -> String {
    let items = items.into_iter().enumerate().map(|(index, (key, value))| format!("{key}{index}:{value}")).collect();
    joined(items, open, ")")
}

fn value() -> impl Strategy<Value = String> {
    scalar().prop_recursive(4, 60, 6, |inner| {
        let field = ("[a-z_]{1,9}", inner.clone());
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(|items| joined(items, "[", "]")),
            prop::collection::vec(inner.clone(), 0..4).prop_map(|items| joined(items, "(", ")")),
            prop::collection::vec(field.clone(), 1..6).prop_map(|items| fields(items, "(")),
            prop::collection::vec(field, 1..4).prop_map(|items| fields(items, "Cable(")),
            prop::collection::vec(inner.clone(), 0..4).prop_map(|items| racks(&items)),
            prop::collection::btree_map(0..50_u8, inner.clone(), 0..4).prop_map(|map| joined(
                map.iter().map(|(key, value)| format!("\"k{key}\":{value}")).collect(),
                "{",
                "}"
            )),
            (inner.clone(), inner.clone()).prop_map(|(key, value)| format!("{{({key},):{value}}}")),
            inner.prop_map(|value| format!("Some({value})")),
        ]
    })
}

/// A whole file: a struct, as plans are, of several values.
fn document() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::collection::vec(("[a-z_]{1,9}", value()), 1..8).prop_map(|items| fields(items, "(")),
        1 => value(),
    ]
}

fn racks(items: &[String]) -> String {
    joined(items.iter().enumerate().map(|(id, value)| format!("(id:{},v:{value})", id % 3)).collect(), "[", "]")
}

/// The text with spaces, line ends and numbered comments between its tokens, and the number of comments.
fn decorated(text: &str, seed: u64) -> (String, usize) {
    let mut dice = Dice::seeded(seed);
    let mut out = String::new();
    let mut count = 0;
    let mut gap = |out: &mut String| {
        for _ in 0..dice.below(4) {
            match dice.below(8) {
                0 => writeln!(out, " //c{count}."),
                1 => write!(out, "/*c{count}.*/"),
                2 => write!(out, " /* c{count}. /* in */\n * more */ "),
                3 => write!(out, "\n\n"),
                _ => write!(out, " "),
            }
            .expect("a string");
            count += 1;
        }
    };
    for token in Lexer::new(text) {
        gap(&mut out);
        out.push_str(&text[token.start..token.end]);
    }
    gap(&mut out);
    let marks = marks(&out).len();
    (out, marks)
}

/// The numbers of the comments, sorted.
fn marks(text: &str) -> Vec<String> {
    let comments = Lexer::new(text).filter(|token| token.is_comment());
    let mut marks: Vec<String> = comments
        .filter_map(|token| text[token.start..token.end].split_once('c').and_then(|(_, rest)| rest.split_once('.')))
        .map(|(number, _)| number.to_owned())
        .filter(|number| number.parse::<usize>().is_ok())
        .collect();
    marks.sort();
    marks
}

fn run<S: Strategy>(name: &str, strategy: &S, test: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let seed = seed();
    println!("{name}: replay with RACKWRIGHT_SEED={seed}");
    let bytes: Vec<u8> = (0..4).flat_map(|part| (seed ^ part).to_le_bytes()).collect();
    let config = Config { cases: 1_500, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    runner.run(strategy, test).unwrap_or_else(|failure| panic!("RACKWRIGHT_SEED={seed}: {failure}"));
}

#[test]
fn printing_changes_no_value() {
    run("printing_changes_no_value", &document(), |text| {
        let printed = print_bare(&text);
        prop_assert_eq!(meaning(&printed), meaning(&text));
        let (now, was) = (ron::from_str::<ron::Value>(&printed), ron::from_str::<ron::Value>(&text));
        prop_assert!(was.is_ok(), "{:?}", was);
        prop_assert_eq!(now, was);
        prop_assert_eq!(print_own(&printed), printed);
        Ok(())
    });
}

#[test]
fn every_comment_survives_once() {
    run("every_comment_survives_once", &(document(), any::<u64>()), |(text, seed)| {
        let (commented, count) = decorated(&text, seed);
        let printed = print_own(&commented);
        prop_assert_eq!(meaning(&printed), meaning(&text));
        prop_assert_eq!(marks(&printed).len(), count);
        prop_assert_eq!(marks(&printed), marks(&commented));
        prop_assert_eq!(print_own(&printed), printed);
        Ok(())
    });
}

#[test]
fn comments_survive_any_other_document() {
    run("comments_survive_any_other_document", &(document(), document(), any::<u64>()), |(text, other, seed)| {
        let (commented, _) = decorated(&text, seed);
        let comments = Tree::parse(&commented).expect("good").comments();
        let printed = layout::print(&Tree::parse(&other).expect("good"), &comments);
        prop_assert_eq!(meaning(&printed), meaning(&other));
        prop_assert_eq!(marks(&printed), marks(&commented));
        Ok(())
    });
}

#[test]
fn what_ron_and_the_check_accept_has_a_tree() {
    run("what_ron_and_the_check_accept_has_a_tree", &(document(), any::<u64>()), |(text, seed)| {
        let (commented, _) = decorated(&text, seed);
        prop_assert!(check_lexical(&commented, &Limits::default()).is_ok());
        agree(&commented);
        Ok(())
    });
}

fn agree(text: &str) -> bool {
    let accepted = check_lexical(text, &Limits::default()).is_ok() && ron::from_str::<ron::Value>(text).is_ok();
    let tree = Tree::parse(text);
    assert!(!accepted || tree.is_ok(), "{:?} in {text}", tree.err());
    accepted
}

const DICTIONARY: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    "Some(",
    "None",
    "true",
    "NaN",
    "-inf",
    "1e400",
    "1e-400",
    "0x",
    "1_0",
    "\"",
    "\\",
    "\\u{202e}",
    "\\x",
    "r#\"",
    "\"#",
    "r#",
    "b\"",
    "b'",
    "br\"",
    "'",
    "//",
    "\n",
    "\r\n",
    "/*",
    "*/",
    "#![enable(implicit_some)]",
    "..",
    "..=",
    "\u{202E}",
    "\u{FEFF}",
    "\0",
    "é",
    "🙂",
    "id: 1",
    "id: \"a\"",
    "()",
    "((",
    "))",
    "// check: crc32c=00000000",
    "inf",
    "b",
    "r",
    "x: ",
    " ",
    "\u{2028}",
];

fn damaged(source: &str, dice: &mut Dice) -> String {
    let mut bytes = source.as_bytes().to_vec();
    for _ in 0..=dice.below(3) {
        let at = dice.below(bytes.len() + 1);
        match dice.below(5) {
            0 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
            1 => bytes.truncate(at),
            2 => drop(bytes.splice(at..at, dice.pick(DICTIONARY).bytes())),
            3 => drop(bytes.drain(at..(at + dice.below(40)).min(bytes.len()))),
            _ => {
                let from = dice.below(bytes.len() + 1);
                let piece = bytes[from..(from + dice.below(60)).min(bytes.len())].to_vec();
                drop(bytes.splice(at..at, piece));
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

fn exercise(text: &str) -> bool {
    let checked = check_lexical(text, &Limits::default());
    for problem in checked.as_ref().err().into_iter().flatten() {
        assert!(text.is_char_boundary(problem.offset) && problem.got.chars().count() <= 40, "{problem:?}");
    }
    let Ok(tree) = Tree::parse(text) else { return false };
    let printed = layout::print(&tree, &tree.comments());
    assert_eq!(meaning(&printed), meaning(text));
    let middle = text.len() / 2;
    let path = tree.path_at(middle);
    // A field that is there twice leads to the first one.
    let found = tree.find(&path).unwrap_or_else(|| tree.nearest(&path));
    assert!(found <= tree.node_at(middle), "{path}");
    assert_eq!(tree.without(tree.node_at(middle)).len(), text.len());
    true
}

#[test]
fn damage_never_panics() {
    let mut dice = Dice::new("damage_never_panics");
    let sources = [SAMPLE.to_owned(), print_own(SAMPLE), print_bare(SAMPLE), "(a: [(id: 1, b: Some(2))], c: {1: 'x'})".to_owned()];
    let start = std::time::Instant::now();
    let (mut trees, mut agreed) = (0, 0);
    for round in 0..210_000 {
        let source = dice.pick(&sources).clone();
        let text = damaged(&source, &mut dice);
        let outcome = catch_unwind(AssertUnwindSafe(|| (exercise(&text), round % 4 == 0 && agree(&text))));
        let (tree, both) = outcome.unwrap_or_else(|_| panic!("round {round}, RACKWRIGHT_SEED={}: {text:?}", seed()));
        trees += usize::from(tree);
        agreed += usize::from(both);
    }
    assert!(trees > 10_000 && agreed > 2_000, "too few texts survived: {trees} trees, {agreed} agreements");
    println!("{trees} trees, {agreed} agreements in {:?}", start.elapsed());
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

/// No text is too odd to be cut: short ones of every kind of piece.
#[test]
fn odd_texts_agree_with_ron() {
    let mut dice = Dice::new("odd_texts_agree_with_ron");
    let mut agreed = 0;
    for _ in 0..150_000 {
        let text: String = (0..dice.below(9)).map(|_| *dice.pick(DICTIONARY)).collect();
        exercise(&text);
        agreed += usize::from(agree(&text));
    }
    assert!(agreed > 500, "only {agreed} texts were good");
}
