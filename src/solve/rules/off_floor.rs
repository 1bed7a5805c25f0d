//! Rule `off-floor`: every rack stands inside the hall.

use super::{Breach, Scope, rule, say};
use crate::solve::places::{Area, Trouble};
use crate::solve::report::Report;

rule! {
    /// A part of the rack's footprint lies outside the hall.
    ///
    /// Nothing stands in a wall.
    ///
    /// Move the rack into the hall, or make the hall larger if the drawing is wrong.
    "off-floor", "Rack outside the hall", Error, Scope::Place { broken, tell }
}

fn broken(trouble: &Trouble) -> bool {
    trouble.off_floor
}

fn tell(report: &Report, index: u32) -> Breach {
    let (Some(rack), Some(at)) = (report.rack(index), report.racks.get(index as usize)) else { return Breach::default() };
    let beyond = say::one(say::length, beyond(&Area::of(at), &report.hall.area));
    let message = format!("{} stands {beyond} outside the hall", rack.name);
    Breach::new(report.rack_subjects(index).into_iter().take(1).collect(), message).measured(beyond, "0 m")
}

/// How far the area sticks out where it sticks out most.
fn beyond(area: &Area, hall: &Area) -> i64 {
    [hall.x - area.x, hall.y - area.y, area.right - hall.right, area.bottom - hall.bottom].into_iter().max().unwrap_or(0)
}
