//! Rule `rack-feed`: a rack may draw what its feed provides, and its shelves must carry that without the spare ones.

use super::{Breach, Scope, rule, say};
use crate::edit::{Edit, RackTypeField};
use crate::model::rack_type::Feeds;
use crate::model::units::Power;
use crate::solve::report::Report;
use crate::solve::resolve::rack_kind::RackKind;
use crate::solve::resolve::supply::{UW_PER_MW, microwatts};
use crate::solve::tally::{RackTally, rack as tally_rack};

rule! {
    /// With all parts at full load the rack draws more at its inlet than its feed provides, or its blades take more than the power shelves
    /// that are mounted carry when the spare ones are out: one with N+1, half of them with 2N.
    ///
    /// Feeds and breakers are sized for the provisioned draw: a job that loads every accelerator at once trips them. Shelves that are too few
    /// hold until the first of them fails.
    ///
    /// Raise the feed of the rack type, mount more power shelves, take blades out, or choose technologies with less energy per bit.
    "rack-feed", "Feed too small", Error, Scope::Rack { broken, tell }
}

fn broken(report: &Report, index: u32) -> bool {
    report.kind_of(index).is_some_and(|kind| breaks(kind, &report.tally(index)))
}

fn breaks(kind: &RackKind, tally: &RackTally) -> bool {
    tally.draw.likely > kind.feed_uw || tally.it.likely > shelves_uw(kind)
}

/// What the shelves that are mounted carry without the spare ones; racks without any are fed from elsewhere.
pub fn shelves_uw(kind: &RackKind) -> i64 {
    if kind.shelves == 0 {
        return i64::MAX;
    }
    kind.supply.shelf_uw.saturating_mul(i64::try_from(kind.shelves - spares(kind)).unwrap_or(i64::MAX))
}

fn spares(kind: &RackKind) -> u64 {
    match kind.feeds {
        Feeds::Single => 0,
        Feeds::OneMore => 1,
        Feeds::Double => kind.shelves.div_ceil(2),
    }
}

fn tell(report: &Report, index: u32) -> Breach {
    let (Some(rack), Some(kind)) = (report.rack(index), report.kind_of(index)) else { return Breach::default() };
    let tally = report.tally(index);
    let subjects = report.rack_subjects(index);
    if tally.draw.likely <= kind.feed_uw {
        let (takes, carry) = say::apart(say::power, tally.it.likely, shelves_uw(kind));
        let (all, spare) = (kind.shelves, spares(kind));
        let message =
            format!("{}: blades take {takes}, {} of {all} power shelves carry {carry} while {spare} may fail", rack.name, all - spare);
        return Breach::new(subjects, message).measured(takes, carry);
    }
    let (draw, feed) = say::apart(say::power, tally.draw.likely, kind.feed_uw);
    let breach = Breach::new(subjects, format!("{} draws {draw}, its feed provides {feed}", rack.name)).measured(draw, feed);
    match enough(report, index, kind) {
        Some(feed) => {
            let set = vec![RackTypeField::Feed { value: feed }];
            breach.fix(format!("Raise the feed of {} to {feed}", kind.id), Edit::ChangeRackType { id: kind.id.clone(), set })
        }
        None => breach,
    }
}

/// The next feed in steps of five kilowatts that carries this rack. A feed changes the load of converters and so the draw itself.
fn enough(report: &Report, index: u32, kind: &RackKind) -> Option<Power> {
    let draw = |kind: &RackKind| tally_rack(kind, &report.resolved, &report.powers, report.row(index));
    let mut wider = kind.clone();
    let mut feed = rounded_up(report.tally(index).draw.likely);
    for _ in 0..4 {
        wider.feed_uw = microwatts(feed);
        let tally = draw(&wider);
        if !breaks(&wider, &tally) {
            return Some(feed);
        }
        feed = rounded_up(tally.draw.likely.max(wider.feed_uw + 1));
    }
    None
}

fn rounded_up(uw: i64) -> Power {
    let step = 5_000 * 1_000 * UW_PER_MW;
    Power::from_mw(((uw - 1) / step + 1).saturating_mul(5_000_000)).unwrap_or(Power::MAX)
}
