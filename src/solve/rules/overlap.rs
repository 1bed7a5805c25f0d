//! Rule `overlap`: no rack may stand where another one or an obstacle stands.

use super::{Breach, Scope, rule};
use crate::model::plan::Subject;
use crate::solve::places::{Area, Trouble};
use crate::solve::report::Report;

rule! {
    /// The footprint of the rack overlaps another rack, a column or an area that stays free. Sharing an edge is not overlapping.
    ///
    /// Two things cannot stand in one place.
    ///
    /// Move one of them.
    "overlap", "Overlapping racks", Error, Scope::Place { broken, tell }
}

fn broken(trouble: &Trouble) -> bool {
    trouble.overlaps
}

fn tell(report: &Report, index: u32) -> Breach {
    let (Some(rack), Some(at)) = (report.rack(index), report.racks.get(index as usize)) else { return Breach::default() };
    let others = report.places.overlapping(&report.racks, &Area::of(at), index);
    let other = others.first().and_then(|other| report.rack(*other));
    let mut subjects = vec![Subject::Rack { id: rack.id }];
    subjects.extend(other.map(|other| Subject::Rack { id: other.id }));
    let obstacles = report.input.plan.floor.obstacles.iter().zip(&report.hall.obstacles);
    let obstacle = obstacles.filter(|(_, (area, _))| area.overlaps(&Area::of(at))).map(|(obstacle, _)| obstacle.name.as_str()).next();
    let what = other.map_or_else(|| obstacle.unwrap_or("an obstacle").to_string(), |other| other.name.to_string());
    let more = others.len().saturating_sub(1);
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    let overlaps = (others.len() + usize::from(obstacle.is_some())).to_string();
    Breach::new(subjects, format!("{} overlaps {what}{rest}", rack.name)).measured(overlaps, "0")
}
