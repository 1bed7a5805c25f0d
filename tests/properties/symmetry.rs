//! Where the hall's corner is and which way it is looked at changes no length, and so no number.

use std::sync::Arc;

use rackwright::model::geometry::{Coordinate, Facing, Point};
use rackwright::model::plan::{Floor, Obstacle, Plan};
use rackwright::model::racks::{Rack, Racks};
use rackwright::model::units::Length;
use rackwright::solve::Report;

use crate::check::{each_plan, solved};
use crate::plans::SMALL;

const PLANS: usize = 150;
/// Of a hall with room to shift racks in: whole tiles of 600 mm.
const SIDE_MM: i64 = 300_000;

/// The plan in a large hall.
fn in_large_hall(plan: Plan) -> Plan {
    let side = Length::from_mm(SIDE_MM).expect("in range");
    let floor = Floor { width: side, depth: side, ..(*plan.floor).clone() };
    Plan { floor: Arc::new(floor), ..plan }
}

/// Every rack, obstacle and cross tray put elsewhere.
fn moved(plan: &Plan, rack: impl Fn(usize, &Rack) -> Rack, obstacle: impl Fn(&Obstacle) -> Point, crossing: impl Fn(i64) -> i64) -> Plan {
    let racks = plan.racks.iter().enumerate().map(|(place, old)| rack(place, old)).collect();
    let mut floor = (*plan.floor).clone();
    floor.obstacles.iter_mut().for_each(|thing| thing.at_mm = obstacle(thing));
    floor.routing.cross_trays_mm.iter_mut().for_each(|x| *x = Coordinate::new(crossing(x.get())).expect("in range"));
    Plan { racks: Racks::new(racks).expect("the same ids"), floor: Arc::new(floor), ..plan.clone() }
}

fn same(before: &Report, after: &Report) {
    assert_eq!(before.bundles, after.bundles);
    assert_eq!(before.sums, after.sums);
    assert_eq!(before.totals(), after.totals());
}

#[test]
fn a_hall_that_is_shifted_by_tiles_comes_to_the_same() {
    each_plan("a_hall_that_is_shifted_by_tiles_comes_to_the_same", SMALL, PLANS, |random, plan| {
        let plan = in_large_hall(plan);
        let step = Point::new(600 * random.below(100) as i64, 600 * random.below(100) as i64).expect("in range");
        let shifted = |at: Point| at.plus(step).expect("in range");
        let after = moved(&plan, |_, rack| Rack { at: shifted(rack.at), ..rack.clone() }, |thing| shifted(thing.at_mm), |x| x + step.x());
        let (before, after) = (solved(plan), solved(after));
        same(&before, &after);
        assert_eq!(before.trays.overfull(), after.trays.overfull());
        assert_eq!(before.trays.fullest().map(|piece| piece.load_um2), after.trays.fullest().map(|piece| piece.load_um2));
    });
}

/// East is where west was.
#[test]
fn a_hall_in_a_mirror_comes_to_the_same() {
    each_plan("a_hall_in_a_mirror_comes_to_the_same", SMALL, PLANS, |_, plan| {
        let plan = in_large_hall(plan);
        let before = solved(plan.clone());
        let rack = |place: usize, rack: &Rack| {
            let at = Point::new(SIDE_MM - rack.at.x() - before.racks[place].width, rack.at.y()).expect("in range");
            let facing = match rack.facing {
                Facing::East => Facing::West,
                Facing::West => Facing::East,
                other => other,
            };
            Rack { at, facing, ..rack.clone() }
        };
        let obstacle = |thing: &Obstacle| Point::new(SIDE_MM - thing.at_mm.x() - thing.size_mm.x(), thing.at_mm.y()).expect("in range");
        same(&before, &solved(moved(&plan, rack, obstacle, |x| SIDE_MM - x)));
    });
}

/// Rows in the order of the compass: south is where north was.
#[test]
fn a_hall_upside_down_comes_to_the_same() {
    each_plan("a_hall_upside_down_comes_to_the_same", SMALL, PLANS, |_, plan| {
        let plan = in_large_hall(plan);
        let before = solved(plan.clone());
        let rack = |place: usize, rack: &Rack| {
            let at = Point::new(rack.at.x(), SIDE_MM - rack.at.y() - before.racks[place].depth).expect("in range");
            let facing = match rack.facing {
                Facing::North => Facing::South,
                Facing::South => Facing::North,
                other => other,
            };
            Rack { at, facing, ..rack.clone() }
        };
        let obstacle = |thing: &Obstacle| Point::new(thing.at_mm.x(), SIDE_MM - thing.at_mm.y() - thing.size_mm.y()).expect("in range");
        same(&before, &solved(moved(&plan, rack, obstacle, |x| x)));
    });
}
