//! Rule `rack-feed`: a rack may draw what its feed provides.

use super::{Breach, Scope, rule};
use crate::edit::{Edit, RackTypeField};
use crate::model::plan::Subject;
use crate::model::units::Power;
use crate::solve::report::Report;
use crate::solve::resolve::supply::UW_PER_MW;

rule! {
    /// With all parts at full load the rack draws more at its inlet than its feed provides.
    ///
    /// Feeds and breakers are sized for the provisioned draw: a job that loads every accelerator at once trips them.
    ///
    /// Raise the feed of the rack type, take blades out, or choose technologies with less energy per bit.
    "rack-feed", "Feed too small", Error, Scope::Rack { broken, tell }
}

fn broken(report: &Report, index: u32) -> bool {
    let draw = report.tallies.get(index as usize).map_or(0, |tally| tally.draw.likely);
    report.kind_of(index).is_some_and(|kind| draw > kind.feed_uw)
}

fn tell(report: &Report, index: u32) -> Breach {
    let (Some(rack), Some(kind), Some(tally)) = (report.rack(index), report.kind_of(index), report.tallies.get(index as usize)) else {
        return Breach::default();
    };
    let (draw, feed) = (watts(tally.draw.likely), watts(kind.feed_uw));
    let subjects = vec![Subject::Rack { id: rack.id }, Subject::RackType { id: kind.id.clone() }];
    let enough = RackTypeField::Feed { value: rounded_up(tally.draw.likely) };
    let label = format!("Raise the feed of {} to {}", kind.id, rounded_up(tally.draw.likely));
    Breach::new(subjects, format!("{} draws {draw}, its feed provides {feed}", rack.name))
        .measured(draw, feed)
        .fix(label, Edit::ChangeRackType { id: kind.id.clone(), set: vec![enough] })
}

/// Watts without the digits nobody reads.
pub fn watts(uw: i64) -> Power {
    let watts = (uw + 500_000) / (UW_PER_MW * 1_000);
    Power::from_mw(watts.saturating_mul(1_000)).unwrap_or(Power::MAX)
}

/// The next feed in steps of five kilowatts.
fn rounded_up(uw: i64) -> Power {
    let step = 5_000 * 1_000 * UW_PER_MW;
    Power::from_mw(((uw - 1) / step + 1).saturating_mul(5_000_000)).unwrap_or(Power::MAX)
}
