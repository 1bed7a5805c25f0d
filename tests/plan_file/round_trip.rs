//! Random plans through print and parse: the same plan, the same text, every comment kept.

use std::sync::Arc;

use rackwright::io::plan_file;
use rackwright::io::seal::Integrity;
use rackwright::model::plan::Plan;

use super::opened;
use super::random::Random;
use super::random_plan::random_plan;

const PLANS: usize = 2_000;

fn without_comments(plan: &Plan) -> Plan {
    Plan { comments: Arc::default(), ..plan.clone() }
}

fn assert_stable(text: &str) -> Plan {
    let first = opened(text).plan;
    let printed = plan_file::print(&first);
    let again = opened(&printed);
    assert_eq!(again.integrity, Integrity::Intact);
    assert_eq!(without_comments(&again.plan), without_comments(&first), "{text}\n{printed}");
    assert_eq!(plan_file::print(&again.plan), printed, "printing what was printed changes nothing");
    first
}

/// The work of one seed on two threads.
fn on_two_threads(test: &str, work: impl Fn(&mut Random) + Sync) {
    let mut random = Random::seeded(test);
    let mut parts = [random.fork(), random.fork()];
    std::thread::scope(|scope| {
        for part in &mut parts {
            scope.spawn(|| (0..PLANS / 2).for_each(|_| work(part)));
        }
    });
}

#[test]
fn random_plans_survive_print_and_parse() {
    on_two_threads("round_trip", |random| {
        let made = random_plan(random, false);
        let plan = assert_stable(&made.text);
        assert!(plan.comments.is_empty());
    });
}

#[test]
fn comments_of_random_plans_survive_print_and_parse() {
    on_two_threads("comments", |random| {
        let made = random_plan(random, true);
        let plan = assert_stable(&made.text);
        let printed = plan_file::print(&plan);
        for number in 0..made.notes {
            assert_eq!(printed.matches(&format!("note-{number};")).count(), 1, "note-{number} in\n{}\nwritten as\n{printed}", made.text);
        }
        // Once a comment has found its place it keeps it.
        let settled = opened(&printed).plan;
        assert_eq!(opened(&plan_file::print(&settled)).plan, settled);
    });
}

#[test]
fn random_plans_hold_all_there_is() {
    let mut random = Random::seeded("variety");
    let plans: Vec<Plan> = (0..400).map(|_| opened(&random_plan(&mut random, false).text).plan).collect();
    let some = |holds: &dyn Fn(&Plan) -> bool| plans.iter().filter(|plan| holds(plan)).count();
    assert!(some(&|plan| !plan.racks.is_empty()) > 100);
    assert!(some(&|plan| plan.catalog.parts().len() > 2) > 10);
    assert!(some(&|plan| plan.tiers.len() > 1) > 20 && some(&|plan| plan.rack_types.len() > 1) > 20);
    assert!(some(&|plan| !plan.overrides.is_empty()) > 20 && some(&|plan| !plan.lengths.is_empty()) > 20);
    assert!(some(&|plan| plan.waivers.iter().any(|waiver| !waiver.subjects.is_empty())) > 0);
    for kind in rackwright::model::catalog::Kind::ALL {
        assert!(some(&|plan| plan.catalog.parts().iter().any(|(found, ..)| found == kind)) > 0, "{kind:?}");
    }
}
