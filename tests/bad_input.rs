//! Tests of plans and catalogues that are wrong: each is refused with its place, or seen to be changed; nothing panics, hangs or gets in.

#[path = "bad_input/bombs.rs"]
mod bombs;
#[path = "bad_input/encoding.rs"]
mod encoding;
#[path = "bad_input/every_field.rs"]
mod every_field;
#[path = "bad_input/flips.rs"]
mod flips;
#[path = "bad_input/literals.rs"]
mod literals;
#[path = "bad_input/mutations.rs"]
mod mutations;
#[path = "plan_file/random.rs"]
mod random;
#[path = "bad_input/several.rs"]
mod several;

use rackwright::io::plan_file;
use rackwright::io::problem::Problem;

/// A plan with nothing in it, for tests to change.
pub const EMPTY: &str = include_str!("bad_input/base.ron");
pub const V1: &str = include_str!("fixtures/plans/v1.ron");

pub fn lines(problems: &[Problem]) -> String {
    problems.iter().map(|problem| problem.line("plan.ron")).collect::<Vec<_>>().join("\n")
}

/// The form of all refusals: a place, what was got and what is allowed, on one line.
pub fn assert_form(problem: &Problem, context: &str) {
    let line = problem.line("plan.ron");
    let allowed = problem.message.find(", allowed ");
    assert!(problem.message.starts_with("got ") && allowed.is_some_and(|at| at > 4), "{line}\nin {context}");
    assert!(line.contains(", allowed "), "cut off: {line}\nin {context}");
    assert!(line.chars().count() <= 200, "{} characters: {line}\nin {context}", line.chars().count());
    assert!(!line.chars().any(rackwright::model::text::is_deceptive), "hidden characters: {line:?}");
    assert!(problem.place.is_some(), "no place: {line}\nin {context}");
}

/// The problems of a plan that must be refused.
pub fn refused(text: &str) -> Vec<Problem> {
    let shown: String = text.chars().take(3_000).collect();
    let Err(problems) = plan_file::parse(text) else { panic!("opened: {shown}") };
    assert!(!problems.is_empty(), "refused without a word: {shown}");
    for problem in &problems {
        assert_form(problem, &shown);
    }
    problems
}

/// The plan with nothing in it, with something in place of its racks.
pub fn with_racks(racks: &str) -> String {
    EMPTY.replace("    racks: [],", &format!("    racks: [{racks}],"))
}
