//! Room for more: places beside a rack where another one may stand, and what a rack type can take on. For fixes; tells nothing itself.

use super::floor_load::load_kn;
use super::rack_feed::shelves_uw;
use super::rack_mass::is_too_heavy;
use crate::model::geometry::Point;
use crate::model::plan::ObstacleKind;
use crate::solve::figure::{float, nearest, real};
use crate::solve::layout::RackAt;
use crate::solve::media::Choice;
use crate::solve::places::{Area, aisles};
use crate::solve::report::Report;
use crate::solve::resolve::rack_kind::RackKind;
use crate::solve::resolve::tier::TierSpec;
use crate::solve::tally::KindSum;

/// Places looked at to each side of a rack.
const LOOKED_AT: i64 = 200;

/// Places in the row of a rack where so many like it may stand without troubling anything; none if there are not enough.
pub fn places_beside(report: &Report, index: u32, count: u64) -> Option<Vec<Point>> {
    let rack = report.racks.get(index as usize)?;
    let wanted = usize::try_from(count).ok()?;
    let steps = (1..=LOOKED_AT).chain((1..=LOOKED_AT).map(|step| -step));
    let beside = steps.map(|step| moved(rack, step)).filter(|at| is_free(report, at)).take(wanted);
    let points: Vec<Point> = beside.filter_map(|at| Point::new(at.x, at.y)).collect();
    (points.len() == wanted).then_some(points)
}

/// So many rack widths along the row.
fn moved(rack: &RackAt, steps: i64) -> RackAt {
    let (x, y) = if rack.sideways { (0, rack.depth) } else { (rack.width, 0) };
    RackAt { x: rack.x + steps * x, y: rack.y + steps * y, ..*rack }
}

/// Stands in the hall, on nothing and in nobody's aisle, with free aisles of its own.
fn is_free(report: &Report, at: &RackAt) -> bool {
    let (hall, area) = (&report.hall, Area::of(at));
    let own = aisles(at, hall.aisle_mm);
    let stands_on = hall.obstacles.iter().any(|(obstacle, _)| obstacle.overlaps(&area));
    let columns = hall.obstacles.iter().filter(|(_, kind)| *kind == ObstacleKind::Column);
    let column_in_aisle = columns.into_iter().any(|(column, _)| own.iter().any(|aisle| aisle.overlaps(column)));
    hall.area.holds(&area)
        && own.iter().all(|aisle| hall.area.holds(aisle))
        && !stands_on
        && !column_in_aisle
        && !is_in_the_way(report, &area, &own)
}

/// Overlaps a rack or its aisles, or has a rack in its own.
fn is_in_the_way(report: &Report, area: &Area, own: &[Area; 2]) -> bool {
    let by = report.hall.aisle_mm;
    let around = Area { x: area.x - by, y: area.y - by, right: area.right + by, bottom: area.bottom + by };
    report.places.any_near(&around, &mut 0, |other| {
        let Some(other) = report.racks.get(other as usize) else { return false };
        let there = Area::of(other);
        there.overlaps(area) || own.iter().any(|aisle| aisle.overlaps(&there)) || aisles(other, by).iter().any(|aisle| aisle.overlaps(area))
    })
}

/// What is to be added to every rack of a type.
pub struct More {
    pub units: u64,
    pub mass_g: i64,
    /// How many times its blades it then has; everything it draws is taken to grow with that, which is more than it will.
    pub times: f64,
}

/// Whether racks of the type still keep all their limits.
pub fn takes(report: &Report, kind: &RackKind, sum: &KindSum, more: &More) -> bool {
    let grown = |all: i128| nearest(float(all) / real(sum.racks).max(1.0) * more.times);
    let floor = report.resolved.rates.floor_load_kn.likely;
    let draw = grown(sum.draw.likely);
    kind.used_units.saturating_add(more.units) <= kind.units
        && !is_too_heavy(kind, more.mass_g)
        && (floor <= 0.0 || load_kn(kind, more.mass_g).is_none_or(|load| load <= floor))
        && draw <= kind.feed_uw.min(kind.supply.rack_limit_uw)
        && grown(sum.it.likely) <= shelves_uw(kind)
        && grown(sum.air_uw) <= kind.air_limit_uw
        && grown(sum.liquid_uw) <= kind.cooler.liquid_limit_uw
}

/// Whether links of a tier reach from anywhere in the hall to anywhere else in it.
pub fn reaches_across(report: &Report, tier: &TierSpec) -> bool {
    let routing = &report.input.plan.floor.routing;
    let run = 2 * (report.hall.area.right + report.hall.area.bottom + highest(report) + routing.tray_height.base());
    let drops = routing.drop.map_or(0, |drop| 2 * drop.base());
    let length = nearest(float(i128::from(run + drops)) * (1.0 + routing.slack.get())) + 2 * routing.service_loop.base();
    tier.choices.iter().skip(1).all(|choice| reaches(choice, length))
}

/// Whether links inside a rack reach from any height to any other.
pub fn reaches_up_and_down(report: &Report, tier: &TierSpec) -> bool {
    let routing = &report.input.plan.floor.routing;
    let length = routing.in_rack.map_or(highest(report) + routing.dressing.base(), |typed| typed.base());
    tier.choices.first().is_some_and(|choice| reaches(choice, length))
}

/// Whether links of a tier reach inside a rack like this one.
pub fn reaches_inside(report: &Report, place: usize, index: u32) -> bool {
    let Some(tier) = report.tier(place) else { return false };
    let kinds = report.link_kinds.iter().enumerate().filter(|(_, kind)| kind.tier == place);
    let mut lengths = kinds.map(|kind| report.router.length(kind, &report.racks, index, index));
    tier.choices.first().is_some_and(|choice| lengths.all(|length| reaches(choice, length)))
}

fn highest(report: &Report) -> i64 {
    report.resolved.kinds.iter().map(|kind| kind.height_mm).max().unwrap_or(0)
}

fn reaches(choice: &Choice, length: i64) -> bool {
    choice.pick_place(length).and_then(|place| choice.picks().get(place)).is_some_and(|pick| pick.reaches)
}
