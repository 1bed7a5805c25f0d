//! Rule `blocked-aisle`: the space in front of a rack and behind it is free.

use super::{Breach, Scope, rule, say};
use crate::model::plan::{ObstacleKind, Subject};
use crate::solve::places::{Area, Trouble, aisles};
use crate::solve::report::Report;

rule! {
    /// Something stands in the free depth that the plan wants in front of racks and behind them: another rack, a column or a wall. Areas
    /// that stay free may be a part of an aisle.
    ///
    /// Blades are pulled out to the front, cables and hoses are reached from the back, doors swing, and people have to get out.
    ///
    /// Move one of the two, or lower the aisle depth of the floor if the hall works with less.
    "blocked-aisle", "Blocked aisle", Warning, Scope::Place { broken, tell }
}

fn broken(trouble: &Trouble) -> bool {
    trouble.blocked
}

/// What stands in an aisle, and how much of it is left free.
struct Block {
    name: String,
    rack: Option<Subject>,
    free_mm: i64,
}

fn tell(report: &Report, index: u32) -> Breach {
    let (Some(rack), Some(at)) = (report.rack(index), report.racks.get(index as usize)) else { return Breach::default() };
    let own = Area::of(at);
    let all = aisles(at, report.hall.aisle_mm).into_iter().flat_map(|aisle| blocks(report, index, &own, &aisle));
    let Some(block) = all.min_by_key(|block| block.free_mm) else { return Breach::default() };
    let mut subjects = vec![Subject::Rack { id: rack.id }];
    subjects.extend(block.rack);
    let (free, wanted) = say::apart(say::length, block.free_mm, report.hall.aisle_mm);
    let message = format!("{} stands in the aisle of {}: {free} are free, {wanted} are wanted", block.name, rack.name);
    Breach::new(subjects, message).measured(free, wanted)
}

fn blocks(report: &Report, index: u32, own: &Area, aisle: &Area) -> Vec<Block> {
    let free_mm = |other: &Area| apart(own, other);
    let obstacles = report.input.plan.floor.obstacles.iter().zip(&report.hall.obstacles);
    let columns = obstacles.filter(|(_, (area, kind))| *kind == ObstacleKind::Column && area.overlaps(aisle));
    let mut found: Vec<Block> =
        columns.map(|(obstacle, (area, _))| Block { name: obstacle.name.to_string(), rack: None, free_mm: free_mm(area) }).collect();
    found.extend(report.places.overlapping(&report.racks, aisle, index).into_iter().filter_map(|other| {
        let (rack, at) = (report.rack(other)?, report.racks.get(other as usize)?);
        Some(Block { name: rack.name.to_string(), rack: Some(Subject::Rack { id: rack.id }), free_mm: free_mm(&Area::of(at)) })
    }));
    if !report.hall.area.holds(aisle) {
        found.push(Block { name: "A wall".to_string(), rack: None, free_mm: to_wall(&report.hall.area, own, aisle) });
    }
    found
}

/// The gap between two areas, along whichever axis has one.
fn apart(a: &Area, b: &Area) -> i64 {
    let along_x = (b.x - a.right).max(a.x - b.right);
    let along_y = (b.y - a.bottom).max(a.y - b.bottom);
    along_x.max(along_y).max(0)
}

/// From the rack to the wall its aisle runs into.
fn to_wall(hall: &Area, own: &Area, aisle: &Area) -> i64 {
    let sides = [
        (aisle.x < hall.x, own.x - hall.x),
        (aisle.y < hall.y, own.y - hall.y),
        (aisle.right > hall.right, hall.right - own.right),
        (aisle.bottom > hall.bottom, hall.bottom - own.bottom),
    ];
    sides.into_iter().filter(|(beyond, _)| *beyond).map(|(_, gap)| gap.max(0)).min().unwrap_or(0)
}
