//! Rule `bend-radius`: cables have room for the bends they have to make.

use super::{Breach, Scope, rule, say};
use crate::edit::{Edit, RoutingField};
use crate::model::plan::Subject;
use crate::model::units::Length;
use crate::solve::figure::{float, nearest};
use crate::solve::report::Report;
use crate::solve::resolve::technology::Technology;

rule! {
    /// A cable needs more room for a bend than it has. Between racks it turns by a right angle from the rack up into the tray, for which the
    /// height of the tray above the rack is there, and from a tray into one that crosses it, for which the width of the tray is there: the
    /// smallest bend of the cable may be neither higher nor wider. Inside a rack it leaves one blade straight to the front and enters
    /// another, which takes 1.14 times its smallest bend more than the distance of the two: dressing has to provide that.
    ///
    /// Copper bent too tightly loses signal at its pairs, fibre loses light and later breaks.
    ///
    /// Hang the trays higher or take wider ones, add dressing, or choose a technology with thinner cables.
    "bend-radius", "No room to bend", Warning, Scope::Sums(find)
}

/// Two right angles with this radius take pi times it, and get on by twice the radius.
const LOOP: f64 = std::f64::consts::PI - 2.0;

fn find(report: &Report) -> Vec<Breach> {
    let mut found: Vec<(bool, &Technology, Vec<usize>)> = Vec::new();
    for (cell, _) in report.cells.list.iter().zip(&report.sums.cells).filter(|(_, sum)| sum.bundles > 0) {
        let Some(technology) = report.tier(cell.tier).and_then(|tier| tier.technologies.get(cell.pick.technology)) else { continue };
        if !is_tight(report, cell.in_rack, technology) {
            continue;
        }
        match found.iter_mut().find(|(in_rack, known, _)| *in_rack == cell.in_rack && known.id == technology.id) {
            Some((.., tiers)) if !tiers.contains(&cell.tier) => tiers.push(cell.tier),
            Some(_) => {}
            None => found.push((cell.in_rack, technology, vec![cell.tier])),
        }
    }
    found.into_iter().map(|(in_rack, technology, tiers)| told(report, in_rack, technology, &tiers)).collect()
}

/// Room for the bend, in millimetres; none is asked for where somebody typed the length.
fn room_mm(report: &Report, in_rack: bool) -> Option<f64> {
    let routing = &report.input.plan.floor.routing;
    if in_rack {
        return routing.in_rack.is_none().then(|| float(i128::from(routing.dressing.base())) / LOOP);
    }
    Some(float(i128::from(routing.tray_width.base().min(routing.tray_height.base()))))
}

fn is_tight(report: &Report, in_rack: bool, technology: &Technology) -> bool {
    room_mm(report, in_rack).is_some_and(|room| technology.bend_mm > room)
}

fn told(report: &Report, in_rack: bool, technology: &Technology, tiers: &[usize]) -> Breach {
    let room = room_mm(report, in_rack).unwrap_or(0.0);
    let (bend, room) = say::apart(say::number, nearest(technology.bend_mm * 1e3), nearest(room * 1e3));
    let place = if in_rack { "dressing inside racks" } else { "the tray" };
    let mut subjects = vec![Subject::Part { id: technology.id.clone() }];
    subjects.extend(tiers.iter().flat_map(|tier| report.tier_subject(*tier)));
    let message = format!("{} bends by {bend} mm at least, {place} has room for {room} mm", technology.id);
    let breach = Breach::new(subjects, message).measured(format!("{bend} mm"), format!("{room} mm"));
    match wide_enough(report, technology.bend_mm).filter(|_| !in_rack) {
        Some(width) => {
            breach.fix(format!("Widen the trays to {width}"), Edit::ChangeRouting { set: vec![RoutingField::TrayWidth { value: width }] })
        }
        None => breach,
    }
}

/// A width that mends it, if the height does not stand in the way: no length depends on the width.
fn wide_enough(report: &Report, bend_mm: f64) -> Option<Length> {
    let high_enough = float(i128::from(report.input.plan.floor.routing.tray_height.base())) >= bend_mm;
    Length::from_mm(nearest((bend_mm / 50.0).ceil() * 50.0)).filter(|_| high_enough)
}
