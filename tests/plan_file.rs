//! Tests of plan files: what is written reads back as the same plan, in the same text, with its comments; versions and the checksum line.

#[path = "plan_file/comments.rs"]
mod comments;
#[path = "plan_file/golden.rs"]
mod golden;
#[path = "plan_file/random.rs"]
mod random;
#[path = "plan_file/random_plan.rs"]
mod random_plan;
#[path = "plan_file/round_trip.rs"]
mod round_trip;
#[path = "plan_file/runs.rs"]
mod runs;
#[path = "plan_file/seal.rs"]
mod seal;
#[path = "plan_file/versions.rs"]
mod versions;

use rackwright::io::plan_file::{self, Opened};
use rackwright::io::problem::Problem;

/// The plan that every reader of format 1 must open.
pub const V1: &str = include_str!("fixtures/plans/v1.ron");

pub fn opened(text: &str) -> Opened {
    plan_file::parse(text).unwrap_or_else(|problems| panic!("{}\n{text}", lines(&problems)))
}

pub fn lines(problems: &[Problem]) -> String {
    problems.iter().map(|problem| problem.line("plan.ron")).collect::<Vec<_>>().join("\n")
}

/// A short plan that opens, with `sections` in place of its empty lists.
pub fn plan_with(sections: &str) -> String {
    let rest: String = ["rack_types", "tiers", "racks"]
        .iter()
        .filter(|name| !sections.contains(&format!("{name}: [")))
        .map(|name| format!("    {name}: [],\n"))
        .collect();
    format!(
        r#"(
    format: "rackwright-plan",
    version: 1,
    min_reader: 1,
    title: "Test",
    question: "",
    floor: (
        width: "24 m",
        depth: "18 m",
        tile: "600 mm",
        aisle: "1.2 m",
        routing: (tray_height: "300 mm", tray_width: "600 mm", tray_depth: "100 mm", tray_fill: "40 %", slack: "5 %", service_loop: "500 mm", dressing: "500 mm"),
    ),
    site: (power_chain: "ac-54v", cooling: "hybrid-85", pue: parts(), build_year: 2027),
    economy: (defaults: "default", years: 5),
{rest}{sections}
)
"#
    )
}
