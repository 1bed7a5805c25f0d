//! Edits correct a report in place: after any row of edits it is what solving the plan anew gives, to the bit.

use std::sync::Arc;

use rackwright::edit::{Edit, apply};
use rackwright::model::geometry::Point;
use rackwright::solve::{Cancel, Report, solve};

use crate::gestures::edit;
use crate::random::Random;
use crate::support::{catalog, input, preset};

/// Edits in all; every so many of them the report is compared with one made anew.
const EDITS: usize = 40_000;
const COMPARED_EVERY: usize = 97;

const PLANS: [&str; 5] = ["tiny-demo", "copper-1024", "optical-1024", "tpu-v4-4096", "nvl72-copper-1152"];

fn check(report: &Report, what: &str) {
    let fresh = solve(&report.input, &Cancel::default()).expect("nobody cancels");
    assert!(report.agrees_with(&fresh), "{what}");
    assert_eq!(report.totals(), fresh.totals(), "{what}");
    assert_eq!(report.findings(50), fresh.findings(50), "{what}");
}

#[test]
fn any_row_of_edits_ends_where_solving_anew_does() {
    let mut random = Random::seeded("any_row_of_edits_ends_where_solving_anew_does");
    for name in PLANS {
        let mut report = solve(&input(preset(name)), &Cancel::default()).expect("nobody cancels");
        for made in 0..EDITS / PLANS.len() {
            let edit = edit(&report.input.plan, &mut random);
            let Ok(plan) = apply(&report.input.plan, &catalog(), &edit) else { continue };
            // Copies would grow without end, and an empty floor is no test.
            let size = plan.racks.len();
            if size > 2 * preset(name).racks.len() || size < 4 {
                continue;
            }
            let next = report.input.next(Arc::new(plan));
            assert!(report.update(&next, &Cancel::default()));
            if made % COMPARED_EVERY == 0 {
                check(&report, &format!("{name}: after {made} edits, the last {edit:?}"));
            }
        }
        check(&report, name);
    }
}

/// There and back again is as before.
#[test]
fn a_move_that_is_undone_leaves_no_trace() {
    for name in PLANS {
        let before = solve(&input(preset(name)), &Cancel::default()).expect("nobody cancels");
        let mut report = before.clone();
        for rack in before.input.plan.racks.iter() {
            let moved = Edit::MoveRacks { racks: vec![rack.id], by_mm: Point::new(17_000, -3_000).expect("small") };
            let plan = apply(&before.input.plan, &catalog(), &moved).expect("it is made");
            assert!(report.update(&before.input.next(Arc::new(plan)), &Cancel::default()));
            assert!(report.update(&before.input, &Cancel::default()));
            assert!(report.agrees_with(&before), "{name}: {}", rack.name);
        }
    }
}

#[test]
fn what_is_cancelled_changes_nothing() {
    let input = input(preset("optical-1024"));
    let cancelled = Cancel::default();
    cancelled.cancel();
    assert!(solve(&input, &cancelled).is_none());
    let report = solve(&input, &Cancel::default()).expect("nobody cancels");
    let mut other = report.clone();
    let deleted = Edit::DeleteRacks { racks: vec![report.input.plan.racks.at(0).expect("a rack").id] };
    let plan = apply(&report.input.plan, &catalog(), &deleted).expect("it is made");
    assert!(!other.update(&report.input.next(Arc::new(plan)), &cancelled));
    assert!(other.agrees_with(&report));
}
