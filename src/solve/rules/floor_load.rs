//! Rule `floor-load`: a rack may press on the floor as much as the floor carries.

use super::{Breach, Scope, rule, say};
use crate::model::plan::Subject;
use crate::solve::figure::{float, nearest};
use crate::solve::report::Report;
use crate::solve::resolve::rack_kind::RackKind;

/// Newtons of a kilogram.
const GRAVITY: f64 = 9.806_65;

rule! {
    /// The mass of a rack over its footprint is more than the floor carries, which the plan states or else the catalogue assumes.
    ///
    /// Raised floors and upper storeys are often made for 12 kN/m2 and less. The aisle in front of a rack carries a part of it too, so a
    /// structural engineer may allow more than this rule does.
    ///
    /// Stand the racks on a slab or on spreaders and state what the floor carries, choose a larger frame, or take blades out.
    "floor-load", "Too heavy for the floor", Warning, Scope::Plan(find)
}

fn find(report: &Report) -> Vec<Breach> {
    let limit = report.resolved.rates.floor_load_kn.likely;
    let types = report.input.plan.rack_types.iter().zip(&report.resolved.kinds);
    let heavy = types.filter_map(|(rack_type, kind)| Some((rack_type, load_kn(kind, 0)?))).filter(|(_, load)| limit > 0.0 && *load > limit);
    heavy
        .map(|(rack_type, load)| {
            let (load, limit) = say::apart(say::number, nearest(load * 1e3), nearest(limit * 1e3));
            let message = format!("{} presses {load} kN/m2 on the floor, which carries {limit} kN/m2", rack_type.name);
            let subjects = vec![Subject::RackType { id: rack_type.id.clone() }];
            Breach::new(subjects, message).measured(format!("{load} kN/m2"), format!("{limit} kN/m2"))
        })
        .collect()
}

/// Kilonewtons per square metre with so many grams more; a frame that is not known has no footprint.
pub fn load_kn(kind: &RackKind, more_g: i64) -> Option<f64> {
    let square_metres = float(i128::from(kind.width_mm) * i128::from(kind.depth_mm)) / 1e6;
    let kilograms = float(i128::from(kind.mass_g.likely) + i128::from(more_g)) / 1e3;
    (square_metres > 0.0).then(|| kilograms * GRAVITY / 1e3 / square_metres)
}
