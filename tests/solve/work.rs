//! Work of the whole solver grows with racks and bundles, that of an edit with what it touches: steps are counted, not time.

use std::sync::Arc;

use rackwright::edit::{Edit, apply};
use rackwright::io::presets::PLANS;
use rackwright::model::geometry::Point;
use rackwright::model::plan::Plan;
use rackwright::model::racks::{Rack, RackId, Racks};
use rackwright::model::text::Name;
use rackwright::solve::{Cancel, Report};

use crate::support::{catalog, plan, preset, solved};

/// Steps a rack and a bundle may take at most: told, measured, counted at both ends, looked at from all neighbours.
const EACH: u64 = 16;

fn size(report: &Report) -> u64 {
    (report.racks.len() + report.bundles.len()) as u64
}

/// What depends on the floor's area and not on what stands there.
fn pieces(report: &Report) -> u64 {
    report.trays.count()
}

fn bounded(what: &str, report: &Report) {
    let most = EACH * size(report) + pieces(report) + 64;
    assert!(report.work.all() <= most, "{what}: {:?}, {} in all, at most {most}", report.work, report.work.all());
    // The steps are those that were taken: each bundle is measured, each end counted, each rack looked at.
    assert_eq!(report.work.measured, report.bundles.len() as u64, "{what}");
    assert!(report.work.wired >= report.work.measured && report.work.counted >= report.work.measured.min(1), "{what}");
    assert_eq!(report.work.marked, report.racks.len() as u64, "{what}");
}

#[test]
fn presets_are_solved_in_some_steps_a_rack_and_bundle() {
    PLANS.iter().for_each(|plan| bounded(plan.name, &solved(preset(plan.name))));
}

#[test]
fn twice_the_floor_takes_twice_the_steps() {
    let [one, two, four] = [1_000, 2_000, 4_000].map(|racks| solved(plan(&crate::floor::floor(racks))));
    for report in [&one, &two, &four] {
        bounded("a floor", report);
    }
    let each = |report: &Report| (report.work.all() - report.work.pieces) as f64 / size(report) as f64;
    assert!((each(&one) - each(&two)).abs() < 0.2 * each(&one), "{} and {}", each(&one), each(&two));
    assert!((each(&one) - each(&four)).abs() < 0.2 * each(&one), "{} and {}", each(&one), each(&four));
}

/// Racks that all stand in one place: each sees at once that it is in trouble.
#[test]
fn a_heap_of_racks_takes_no_steps_for_every_pair() {
    let before = preset("tiny-demo");
    let first = before.racks.at(0).expect("a rack");
    let rack = |number: i64| Rack {
        id: RackId::new(number).expect("small"),
        name: Name::new(&format!("R{number}")).expect("a name"),
        ..first.clone()
    };
    let racks = Racks::new((1..=5_000).map(rack).collect()).expect("ids are unique");
    let report = solved(Plan { racks, ..before });
    assert!(report.work.looked <= 80 * 5_000, "{:?}", report.work);
}

/// What the move of one rack took, in steps, and what it touches: bundles, their racks, lines of tray.
fn moved(report: &Report, racks: &[u32]) -> Report {
    let ids = racks.iter().map(|rack| report.rack(*rack).expect("inside").id).collect();
    let edit = Edit::MoveRacks { racks: ids, by_mm: Point::new(100, 0).expect("small") };
    let plan = apply(&report.input.plan, &catalog(), &edit).expect("it is made");
    let mut after = report.clone();
    assert!(after.update(&report.input.next(Arc::new(plan)), &Cancel::default()));
    after
}

#[test]
fn a_move_takes_the_steps_of_what_it_touches() {
    for racks in [1_000, 4_000] {
        let report = solved(plan(&crate::floor::floor(racks)));
        for place in [0, 17, 500] {
            let after = moved(&report, &[place]);
            let bundles = report.ends.at(place).len() as u64;
            let touched: u64 = report.ends.at(place).iter().map(|bundle| far_end(&report, *bundle, place)).sum();
            assert_eq!(after.work.measured, 2 * bundles, "taken out and put in again");
            assert_eq!(after.work.wired, 0);
            assert!(after.work.counted <= bundles + touched, "{:?}", after.work);
            assert!(after.work.looked + after.work.marked <= 400 + bundles, "{:?}", after.work);
            assert!(after.work.all() - after.work.pieces < report.work.all() / 20, "{:?} of {:?}", after.work, report.work);
        }
    }
}

/// Bundles at the other end, which may have to be counted again.
fn far_end(report: &Report, bundle: u32, place: u32) -> u64 {
    let bundle = &report.bundles[bundle as usize];
    let other = if bundle.a == place { bundle.b } else { bundle.a };
    report.ends.at(other).len() as u64
}

/// Names are no work for links: nothing is routed, counted or looked at.
#[test]
fn a_name_takes_no_steps_of_links() {
    let report = solved(plan(&crate::floor::floor(1_000)));
    let id = report.rack(3).expect("inside").id;
    let edit = Edit::RenameRacks { racks: vec![id], name: Name::new("X1").expect("a name"), count_on: false };
    let plan = apply(&report.input.plan, &catalog(), &edit).expect("it is made");
    let mut after = report.clone();
    assert!(after.update(&report.input.next(Arc::new(plan)), &Cancel::default()));
    let links = report.ends.at(3).len() as u64;
    assert!(after.work.measured <= 2 * links && after.work.looked == 0, "{:?}", after.work);
}
