//! Rule `rack-mass`: a rack may weigh what its frame carries.

use super::{Breach, Scope, rule, say};
use crate::model::plan::Subject;
use crate::solve::report::Report;
use crate::solve::resolve::rack_kind::RackKind;

rule! {
    /// Frame and blades of a rack type together weigh more than the frame is made for. Cables that leave the rack are not counted.
    ///
    /// Castors and rails give way, and nobody may roll such a rack through a hall.
    ///
    /// Choose a frame that carries more, or take blades out.
    "rack-mass", "Too heavy for its frame", Error, Scope::Plan(find)
}

fn find(report: &Report) -> Vec<Breach> {
    let types = report.input.plan.rack_types.iter().zip(&report.resolved.kinds);
    let heavy = types.filter(|(_, kind)| is_too_heavy(kind, 0));
    heavy
        .map(|(rack_type, kind)| {
            let (mass, limit) = say::apart(say::mass, kind.mass_g.likely, kind.max_mass_g);
            let message = format!("{} weighs {mass}, its frame carries {limit}", rack_type.name);
            Breach::new(vec![Subject::RackType { id: rack_type.id.clone() }], message).measured(mass, limit)
        })
        .collect()
}

/// With so many grams more.
pub fn is_too_heavy(kind: &RackKind, more_g: i64) -> bool {
    kind.mass_g.likely.saturating_add(more_g) > kind.max_mass_g
}
