//! Rule `reach`: no link may be longer than its technology carries at its lane rate.

use super::{Breach, Scope, rule};
use crate::model::plan::Subject;
use crate::model::units::Length;
use crate::solve::bundle::{Bundle, NO_CELL};
use crate::solve::report::Report;
use crate::solve::topology::grouped;

rule! {
    /// The cables of a bundle are longer than the technology carries at this lane rate, or the tier allows no technology there.
    ///
    /// Copper reaches about a metre at 200 Gb/s lanes: a link that is too long does not come up, or comes up and drops.
    ///
    /// Move the racks closer, allow a technology that reaches for this class of link, or type in a measured length if the computed one is
    /// too cautious.
    "reach", "Link too long", Error, Scope::Bundle { broken, tell }
}

fn broken(report: &Report, cell: u32) -> bool {
    report.cells.get(cell).is_none_or(|cell| !cell.pick.reaches)
}

fn tell(report: &Report, index: u32) -> Breach {
    let Some(bundle) = report.bundles.get(index as usize) else { return Breach::default() };
    let length = Length::from_mm(bundle.length_mm).unwrap_or_default();
    let links = grouped(bundle.links);
    let (subjects, place) = (report.subjects_of(bundle), report.names_of(bundle));
    match report.technology(bundle).filter(|_| bundle.cell != NO_CELL) {
        Some(technology) => {
            let reach = Length::from_mm(technology.reach_mm).unwrap_or_default();
            let message = format!("{place}: {length}, {} reaches {reach}, {links} links", technology.id);
            Breach::new(subjects, message).measured(length, reach)
        }
        None => Breach::new(subjects, format!("{place}: {length}, no technology is allowed here, {links} links")).measured(length, "none"),
    }
}

impl Report {
    /// Racks and tier of a bundle.
    pub fn subjects_of(&self, bundle: &Bundle) -> Vec<Subject> {
        let rack = |index: u32| self.rack(index).map(|rack| Subject::Rack { id: rack.id });
        let tier = self.link_kinds.get(bundle.kind as usize).and_then(|kind| self.resolved.tiers.get(kind.tier));
        let mut subjects: Vec<Subject> = rack(bundle.a).into_iter().collect();
        subjects.extend(rack(bundle.b).filter(|_| bundle.a != bundle.b));
        subjects.extend(tier.map(|tier| Subject::Tier { id: tier.id.clone() }));
        subjects
    }

    /// `A01-S02`, or the one rack of a bundle inside it.
    pub fn names_of(&self, bundle: &Bundle) -> String {
        let name = |index: u32| self.end_name(index);
        if bundle.a == bundle.b { name(bundle.a) } else { format!("{}\u{2013}{}", name(bundle.a), name(bundle.b)) }
    }

    /// Name of a rack, or of the hall a gateway leads to.
    pub fn end_name(&self, index: u32) -> String {
        let hall = (index as usize).checked_sub(self.racks.len()).and_then(|hall| self.input.plan.site.halls.get(hall));
        match (self.rack(index), hall) {
            (Some(rack), _) => rack.name.to_string(),
            (_, Some(hall)) => hall.name.to_string(),
            _ => "nowhere".to_string(),
        }
    }
}
