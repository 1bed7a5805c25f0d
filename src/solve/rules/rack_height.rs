//! Rule `rack-height`: blades fit into their frame, each in units of its own.

use super::{Breach, Scope, rule, say};
use crate::model::plan::Subject;
use crate::model::rack_type::RackType;
use crate::solve::report::Report;
use crate::solve::resolve::rack_kind::RackKind;

rule! {
    /// The blades of a rack type reach above the top of its frame, or two of them take the same rack unit.
    ///
    /// A blade without a unit of its own cannot be mounted; what is drawn and priced cannot be built.
    ///
    /// Take blades out, move them to free units, or choose a higher frame.
    "rack-height", "Blades do not fit", Error, Scope::Plan(find)
}

fn find(report: &Report) -> Vec<Breach> {
    let types = report.input.plan.rack_types.iter().zip(&report.resolved.kinds);
    types.filter_map(|(rack_type, kind)| too_high(rack_type, kind).or_else(|| shared(report, rack_type))).collect()
}

/// A frame that is not known has no units; that is told apart.
fn too_high(rack_type: &RackType, kind: &RackKind) -> Option<Breach> {
    (kind.units > 0 && kind.used_units > kind.units).then(|| {
        let message = format!("{} needs {} U, its frame has {} U", rack_type.name, kind.used_units, kind.units);
        Breach::new(subjects(rack_type), message).measured(format!("{} U", kind.used_units), format!("{} U", kind.units))
    })
}

fn shared(report: &Report, rack_type: &RackType) -> Option<Breach> {
    let mut taken: Vec<(u64, u64)> = Vec::new();
    let mut next = 1;
    for mounted in &rack_type.blades {
        let Some(blade) = report.input.catalog.blade(&mounted.part) else { continue };
        let first = mounted.at.map_or(next, |at| at.count());
        next = first.saturating_add(blade.height.value().count().saturating_mul(mounted.count.count()));
        if let Some(unit) = taken.iter().filter(|(from, to)| first < *to && *from < next).map(|(from, _)| first.max(*from)).min() {
            let message = format!("{}: {} stands in unit {unit}, which another blade takes", rack_type.name, mounted.part);
            return Some(Breach::new(subjects(rack_type), message).measured(say::counted(2, "blade"), say::counted(1, "blade")));
        }
        taken.push((first, next));
    }
    None
}

fn subjects(rack_type: &RackType) -> Vec<Subject> {
    vec![Subject::RackType { id: rack_type.id.clone() }]
}
