//! Neither the number of threads nor the way a plan came about changes a bit.

use std::sync::Arc;

use rackwright::edit::apply;
use rackwright::solve::{Cancel, Input, Report, solve};

use crate::check::{catalog, each_plan, solved};
use crate::gestures::edit;
use crate::plans::{SMALL, Wish};
use crate::random::Random;

/// Enough racks and bundles that the work is handed out.
const LARGE: Wish = Wish { racks: 5_000, joined: true };

#[test]
fn threads_change_no_bit_of_random_plans() {
    let pools = [1, 2, 4, 8, 16].map(|threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool"));
    let mut most = (0, 0);
    each_plan("threads_change_no_bit_of_random_plans", LARGE, 8, |_, plan| {
        let input = Input::new(Arc::new(plan), catalog());
        let reports = pools.each_ref().map(|pool| pool.install(|| solve(&input, &Cancel::default()).expect("nobody cancels")));
        let [first, others @ ..] = &reports;
        most = (most.0.max(first.racks.len()), most.1.max(first.bundles.len()));
        for other in others {
            assert!(other.agrees_with(first));
            assert_eq!(other.totals(), first.totals());
            assert_eq!(other.findings(20), first.findings(20));
        }
    });
    assert!(most.0 > 1_000 && most.1 > 1_000, "{most:?} racks and bundles");
}

/// So many edits in all, and how many on one plan.
const EDITS: usize = 6_000;
const ON_ONE: usize = 60;

#[test]
fn edits_of_random_plans_end_where_solving_anew_does() {
    let mut made = 0;
    each_plan("edits_of_random_plans_end_where_solving_anew_does", SMALL, EDITS / ON_ONE, |random, plan| {
        let mut report = solved(plan);
        for number in 0..ON_ONE {
            let told = change(&mut report, random);
            made += usize::from(told.is_some());
            if number % 12 == 11 {
                same_as_fresh(&report, &told.unwrap_or_default());
            }
        }
        same_as_fresh(&report, "at the end");
    });
    assert!(made > EDITS / 2, "{made} of {EDITS} edits could be made");
}

/// Makes one edit, if it can be made; what it was.
fn change(report: &mut Report, random: &mut Random) -> Option<String> {
    if report.racks.is_empty() {
        return None;
    }
    let edit = edit(&report.input.plan, random);
    let plan = apply(&report.input.plan, &catalog(), &edit).ok()?;
    assert!(report.update(&report.input.next(Arc::new(plan)), &Cancel::default()));
    Some(format!("{edit:?}"))
}

fn same_as_fresh(report: &Report, what: &str) {
    let fresh = solve(&report.input, &Cancel::default()).expect("nobody cancels");
    assert!(report.agrees_with(&fresh), "{what}");
    assert_eq!(report.totals(), fresh.totals(), "{what}");
    assert_eq!(report.findings(50), fresh.findings(50), "{what}");
}
