//! Rule `tray-fill`: cables fill no more of a tray than the plan allows.

use super::{Breach, Scope, rule, say};
use crate::edit::{Edit, RoutingField};
use crate::model::plan::Subject;
use crate::model::units::Length;
use crate::solve::figure::{float, nearest};
use crate::solve::report::Report;

/// Wider trays are not sold for hanging above racks.
const WIDEST_MM: i64 = 1_200;
const STEP_MM: i64 = 50;

rule! {
    /// In some pieces of tray the section of all cables is more than the share of the tray that the plan allows. One tray runs above each row
    /// of racks, and trays cross the rows where the plan says so.
    ///
    /// A full tray cannot be worked in, sags, and crushes the cables at its bottom. Round cables fill about half of a section at best.
    ///
    /// Widen the trays, let more trays cross the rows, move racks that have many links closer, or choose thinner cables: fibre takes a
    /// sixth of copper.
    "tray-fill", "Trays too full", Warning, Scope::Sums(find)
}

fn find(report: &Report) -> Vec<Breach> {
    let trays = &report.trays;
    let Some(piece) = (trays.overfull() > 0).then(|| trays.fullest()).flatten() else { return Vec::new() };
    let allowed = report.input.plan.floor.routing.tray_fill.get();
    let share = float(i128::from(piece.load_um2)) / float(i128::from(trays.limit_um2.max(1)));
    let (fill, limit) = say::apart(say::number, nearest(share * allowed * 1e5), nearest(allowed * 1e5));
    let (x, y) = (say::one(say::length, piece.x_mm), say::one(say::length, piece.y_mm));
    let along = if piece.along_x { "along x" } else { "along y" };
    let pieces = say::counted(trays.overfull(), "piece");
    let message = format!("The tray {along} at {x}, {y} is {fill} % full, {limit} % are allowed; {pieces} of tray are too full");
    let breach = Breach::new(vec![Subject::Plan {}], message).measured(format!("{fill} %"), format!("{limit} %"));
    vec![match wide_enough(report, share) {
        Some(width) => {
            breach.fix(format!("Widen the trays to {width}"), Edit::ChangeRouting { set: vec![RoutingField::TrayWidth { value: width }] })
        }
        None => breach,
    }]
}

/// The next width in steps of five centimetres that holds so many times what the trays may hold now. Lengths do not depend on it.
fn wide_enough(report: &Report, share: f64) -> Option<Length> {
    let width = float(i128::from(report.input.plan.floor.routing.tray_width.base())) * share;
    let steps = nearest((width / float(i128::from(STEP_MM))).ceil());
    Length::from_mm(steps.saturating_mul(STEP_MM)).filter(|width| width.base() <= WIDEST_MM)
}
