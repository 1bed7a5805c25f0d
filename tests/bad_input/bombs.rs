//! Files made to exhaust time or memory: refused or opened quickly, with a proper message.

use std::time::{Duration, Instant};

use rackwright::io::plan_file::{self, Opened};
use rackwright::io::problem::Problem;
use rackwright::model::racks::MOST_RACKS;

use super::{EMPTY, assert_form, lines, with_racks};

/// A second is wanted of the released program. This bound only catches what grows without end: the build is slower and the machine shared.
const LONGEST: Duration = Duration::from_secs(30);

fn timed(what: &str, text: &str) -> Result<Opened, Vec<Problem>> {
    let start = Instant::now();
    let found = plan_file::parse(text);
    let took = start.elapsed();
    assert!(took < LONGEST, "{what} took {took:?}");
    found
}

/// Refused, with this in the first message.
fn refused(what: &str, text: &str, message: &str) {
    let Err(problems) = timed(what, text) else { panic!("{what} opened") };
    problems.iter().for_each(|problem| assert_form(problem, what));
    assert!(problems[0].message.contains(message), "{what}: {}", lines(&problems));
}

fn opened(what: &str, text: &str) -> Opened {
    timed(what, text).unwrap_or_else(|problems| panic!("{what}: {}", lines(&problems)))
}

fn run(fields: &str) -> String {
    with_racks(&format!("(id: 1, name: \"A01\", kind: \"x\", at_mm: (0, 0), {fields})"))
}

#[test]
fn runs_of_billions_are_refused_before_they_are_made() {
    refused("4e9 racks", &run("count: 4000000000"), "got 4000000000, allowed");
    refused("1e9 racks", &run("count: 1000000000, pitch_mm: (1, 0)"), "got 1,000,000,000 racks up to here, allowed 200,000 in all");
    refused("1e18 racks", &run("count: 1000000000, rows: 1000000000"), "got 1,000,000,000,000,000,000 racks up to here");
    let many: String = (0..1_000)
        .map(|index| format!("(id: {index}, name: \"A\", kind: \"x\", at_mm: (0, 0), count: 999999999, rows: 1000000000),"))
        .collect();
    refused("an overflowing sum", &with_racks(&many.replace("id: 0,", "id: 1000,")), "racks up to here");
    refused("one too many", &run("count: 200001"), "got 200,001 racks up to here");
    let split =
        "(id: 1, name: \"A\", kind: \"x\", at_mm: (0, 0), count: 100000, rows: 2), (id: 300000, name: \"B\", kind: \"x\", at_mm: (0, 0))";
    refused("one too many in two runs", &with_racks(split), "got 200,001 racks up to here");
}

#[test]
fn as_many_racks_as_allowed_are_opened() {
    let plan = opened("200,000 racks", &run("count: 500, pitch_mm: (600, 0), rows: 400, row_pitch_mm: (0, 3000)")).plan;
    assert_eq!(plan.racks.len(), MOST_RACKS);
    let printed = plan_file::print(&plan);
    assert!(printed.len() < 2 * EMPTY.len(), "{} bytes for one run", printed.len());
    assert_eq!(opened("the same", &printed).plan, plan);
}

#[test]
fn a_million_runs_are_refused() {
    let singles = |count: usize| (1..=count).map(|id| format!("(id:{id},name:\"A\",kind:\"x\",at_mm:({id},0)),")).collect::<String>();
    refused("1e6 runs", &with_racks(&singles(1_000_000)), "allowed at most 250000 objects in lists");
    let plan = opened("90,000 single racks", &with_racks(&singles(90_000))).plan;
    assert_eq!(plan.racks.len(), 90_000);
}

#[test]
fn ids_at_the_limit_do_not_wrap() {
    let last = "(id: 4000000000, name: \"A\", kind: \"x\", at_mm: (0, 0))";
    assert_eq!(opened("the last id", &with_racks(last)).plan.racks.next_id(), None);
    refused("beyond the last id", &with_racks(&last.replace("(0, 0)", "(0, 0), count: 2")), "got ids beyond 4,000,000,000");
    let numbers = "(id: 1, name: \"A18446744073709551615\", kind: \"x\", at_mm: (0, 0), count: 3, pitch_mm: (600, 0))";
    let plan = opened("a name at the end of numbers", &with_racks(numbers)).plan;
    assert_eq!(opened("the same", &plan_file::print(&plan)).plan, plan);
}

#[test]
fn long_strings_are_refused_without_repeating_them() {
    let long = "x".repeat(32 << 20);
    let named = |name: &str| with_racks(&format!("(id: 1, name: \"{name}\", kind: \"x\", at_mm: (0, 0))"));
    refused("a name of 32 MiB", &named(&long), "allowed a string of 1..256 characters");
    refused("a name of 257", &named(&long[..257]), "allowed a string of 1..256 characters");
    opened("a name of 256", &named(&"規".repeat(256)));
    refused("a title of 32 MiB", &EMPTY.replace("New plan", &long), "allowed a string of at most 65,536 characters");
    refused("a field name of 32 MiB", &EMPTY.replace("economy:", &format!("{long}: 1, economy:")), "got xxx");
    refused("a number of 32 MiB", &EMPTY.replace("build_year: 2027", &format!("build_year: {}", "9".repeat(32 << 20))), "allowed");
    refused("a quantity of 32 MiB", &EMPTY.replace("24 m", &"9 m + ".repeat(4 << 20)), "allowed");
}

#[test]
fn many_comments_and_blanks_are_opened() {
    let comments = |count: usize| EMPTY.replace("    rack_types:", &format!("{}    rack_types:", "    // again\n".repeat(count)));
    let plan = opened("1e5 comments", &comments(100_000)).plan;
    assert_eq!(plan.comments["rack_types"].before.len(), 100_001, "with the one that was there");
    refused("1e6 comments", &comments(1_000_000), "allowed at most 200000 comments in a file");
    opened("1e6 blank lines", &EMPTY.replace("    rack_types:", &format!("{}    rack_types:", "\n".repeat(1_000_000))));
    opened("1e5 block comments on a line", &EMPTY.replace("    rack_types:", &format!("{}    rack_types:", "/**/".repeat(100_000))));
}

#[test]
fn long_lists_of_numbers_are_opened_or_refused() {
    let listed =
        |count: usize| EMPTY.replace("dressing: \"500 mm\",", &format!("dressing: \"500 mm\", cross_trays_mm: [{}],", "7,".repeat(count)));
    assert_eq!(opened("1e6 numbers", &listed(1_000_000)).plan.floor.routing.cross_trays_mm.len(), 1_000_000);
    refused("3e6 numbers", &listed(3_000_000), "allowed at most 2000000 values in a file");
}

#[test]
fn many_faults_are_found_quickly() {
    let rack_type = "(id: \"x\", name: \"X\", role: compute, frame: \"f\", feed: \"1 kW\"),\n";
    let text = EMPTY.replace("rack_types: [],", &format!("rack_types: [\n{}],", rack_type.repeat(20_000)));
    refused("20,000 equal ids", &text, "got x again, allowed once");
    let wrong = EMPTY.replace("rack_types: [],", &format!("rack_types: [\n{}],", rack_type.replace("1 kW", "1 m").repeat(10_000)));
    refused("10,000 wrong units", &wrong, "m is the unit of a length");
}

#[test]
fn nesting_is_refused_on_a_small_stack() {
    let brackets =
        [("[", "]"), ("(", ")"), ("{", "}"), ("Some(", ")"), ("/*", "*/"), ("r#\"", "\"#"), ("#![", "]"), ("x(a:", ")"), ("((", "),)")];
    let thread = std::thread::Builder::new().name("small stack".to_string()).stack_size(512 << 10);
    let work = move || {
        for (open, close) in brackets {
            let many = open.repeat(1_000_000);
            for closed in [many.clone(), many + &close.repeat(1_000_000)] {
                for text in [closed.clone(), EMPTY.replace("rack_types: [],", &format!("rack_types: [{closed}],"))] {
                    let found = timed(&format!("1e6 of {open}"), &text);
                    // Comments that close are comments, however deep.
                    assert!(found.is_err() || open == "/*", "1e6 of {open} opened");
                }
            }
        }
    };
    thread.spawn(work).expect("a thread").join().expect("no panic");
}
