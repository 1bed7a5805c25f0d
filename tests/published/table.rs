//! Published results: every row of the fixture that the product can express is said by sizing or by a solved plan, and compared; every other
//! row is named with its reason.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{clos, money, plans, priced, shapes};

#[derive(Debug, Deserialize)]
struct Row {
    case: String,
    inputs: String,
    output: String,
    expected: f64,
    unit: String,
    tolerance: Tolerance,
    rule: String,
    source: String,
    confidence: String,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Tolerance {
    Exact,
    Percent(f64),
    Within(f64),
    AtLeast,
    AtMost,
}

impl Tolerance {
    fn allows(self, got: f64, expected: f64) -> bool {
        match self {
            Self::Exact => (got - expected).abs() < 1e-9 * expected.abs().max(1.0),
            Self::Percent(percent) => (got - expected).abs() <= percent / 100.0 * expected.abs(),
            Self::Within(units) => (got - expected).abs() <= units,
            Self::AtLeast => got >= expected,
            Self::AtMost => got <= expected,
        }
    }
}

/// What the product gives for the rows of one case: name of the output, number.
pub struct Proved {
    pub case: String,
    pub rows: Vec<(&'static str, f64)>,
}

pub fn proved<const N: usize>(case: impl Into<String>, rows: [(&'static str, f64); N]) -> Proved {
    Proved { case: case.into(), rows: rows.into() }
}

/// Rows that are not reproduced: start of the case, its outputs or all of them, and why.
const LATER: &[(&str, &[&str], &str)] = &[
    ("Own vs rent, totals", &["cloud total", "saving"], "a plan has no price of rented accelerator-hours"),
    ("AllGather 512 MiB on 8 H100", &[], "time of collectives"),
    ("Tree collective bandwidth, node and leaf", &[], "time of collectives"),
    ("All-to-all penalty of leaving the node", &[], "time of collectives"),
    ("busbw and algbw, 8 GPUs", &[], "time of collectives"),
    ("NVLink efficiency, ring", &[], "time of collectives"),
    ("All-reduce 4 GiB, 4 nodes x 8 B200: models", &[], "time of collectives"),
    ("Small-message floor, one 8xB200 node", &[], "time of collectives"),
    ("All-reduce vs nodes, HF cluster (upper-bound check)", &[], "time of collectives"),
];

fn rows() -> Vec<Row> {
    ron::from_str(include_str!("../fixtures/published-cases.ron")).expect("the fixture reads")
}

fn reason(row: &Row) -> Option<&'static str> {
    let fits =
        |(case, outputs, _): &&(&str, &[&str], &str)| *case == row.case && (outputs.is_empty() || outputs.contains(&row.output.as_str()));
    LATER.iter().find(fits).map(|(_, _, reason)| *reason)
}

#[test]
fn every_row_is_reproduced_or_named_with_its_reason() {
    let rows = rows();
    assert_eq!(rows.len(), 247);
    let mut said = BTreeMap::new();
    for case in clos::cases().into_iter().chain(shapes::cases()).chain(plans::cases()).chain(priced::cases()).chain(money::cases()) {
        for (output, got) in case.rows {
            assert!(said.insert((case.case.clone(), output.to_string()), got).is_none(), "{} {output} twice", case.case);
        }
    }
    let (mut right, mut wrong, mut unknown) = (BTreeMap::<String, u32>::new(), Vec::new(), Vec::new());
    let mut later = BTreeMap::<&str, u32>::new();
    for row in &rows {
        match (said.remove(&(row.case.clone(), row.output.clone())), reason(row)) {
            (Some(got), None) if row.tolerance.allows(got, row.expected) => *right.entry(row.rule.clone()).or_default() += 1,
            (Some(got), None) => wrong.push(format!("{}: {}: got {got}, published {} {}", row.case, row.output, row.expected, row.unit)),
            (None, Some(reason)) => *later.entry(reason).or_default() += 1,
            (got, reason) => unknown.push(format!("{}: {}: {got:?} {reason:?}", row.case, row.output)),
        }
    }
    let reproduced: u32 = right.values().sum();
    println!("{reproduced} of {} rows reproduced, by rule: {right:?}", rows.len());
    println!("{} rows are not: {later:#?}", later.values().sum::<u32>());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(unknown.is_empty(), "neither reproduced nor named:\n{}", unknown.join("\n"));
    assert!(said.is_empty(), "no such row: {said:?}");
}

#[test]
fn every_row_says_where_it_comes_from() {
    for row in rows() {
        assert!(!row.source.is_empty() && !row.inputs.is_empty() && !row.unit.is_empty(), "{} {}", row.case, row.output);
        let words = ["published", "derived", "recalled"];
        assert!(words.iter().any(|word| row.confidence.starts_with(word)), "{}: {}", row.case, row.confidence);
        assert!(row.rule.strip_prefix('R').is_some_and(|rule| rule.parse::<u8>().is_ok_and(|rule| (1..=30).contains(&rule))));
    }
}

#[test]
fn no_reason_is_left_over() {
    let rows = rows();
    for (case, outputs, _) in LATER {
        assert!(rows.iter().any(|row| row.case == *case), "{case}");
        assert!(outputs.iter().all(|output| rows.iter().any(|row| row.case == *case && row.output == *output)), "{case} {outputs:?}");
    }
}
