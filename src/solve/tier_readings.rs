//! What the technologies of a tier do to a plan: links of each class, how many a choice would not reach, what the links cost.

use super::bundle::class;
use super::figure::Figure;
use super::money::Money;
use super::report::Report;
use super::resolve::tier::CLASSES;
use crate::model::parts::Interconnect;

/// Links of one class of a tier: in a rack, access, trunk, core.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClassLinks {
    pub links: u64,
    pub too_long: u64,
    pub fibres: u64,
    /// Links by place in the tier's technologies.
    pub taken: Vec<u64>,
}

/// How long the links of a class are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lengths {
    /// Millimetres with the links that are so long, shortest first.
    steps: Vec<(i64, u64)>,
}

impl Lengths {
    pub fn links(&self) -> u64 {
        self.longer_than(-1)
    }

    pub fn longest_mm(&self) -> Option<i64> {
        self.steps.last().map(|(mm, _)| *mm)
    }

    /// Links that a technology of this reach would not do.
    pub fn longer_than(&self, reach_mm: i64) -> u64 {
        let first = self.steps.partition_point(|(mm, _)| *mm <= reach_mm);
        self.steps.get(first..).unwrap_or_default().iter().map(|(_, links)| *links).fold(0, u64::saturating_add)
    }
}

/// Picojoules a bit of one end: host SerDes with plug or engine and laser.
pub fn end_energy(part: &Interconnect) -> Figure<f64> {
    Figure::of(&part.host_energy).plus(Figure::of(&part.module_energy))
}

impl Report {
    /// Links of a tier by class, as technologies are chosen for them.
    pub fn class_links(&self, tier: usize) -> [ClassLinks; CLASSES] {
        let mut all: [ClassLinks; CLASSES] = Default::default();
        let Some(spec) = self.resolved.tiers.get(tier) else { return all };
        all.iter_mut().for_each(|of| of.taken = vec![0; spec.technologies.len()]);
        for (cell, sum) in self.cells.list.iter().zip(&self.sums.cells).filter(|(cell, _)| cell.tier == tier) {
            let Some(kind) = self.link_kinds.get(cell.kind) else { continue };
            let Some(of) = all.get_mut(class(kind.class, cell.in_rack)) else { continue };
            let fibres = spec.technologies.get(cell.pick.technology).map_or(0, |technology| technology.fibres_per_link);
            of.links = of.links.saturating_add(sum.links);
            of.too_long = of.too_long.saturating_add(if cell.pick.reaches { 0 } else { sum.links });
            of.fibres = of.fibres.saturating_add(sum.links.saturating_mul(fibres));
            if let Some(taken) = of.taken.get_mut(cell.pick.technology) {
                *taken = taken.saturating_add(sum.links);
            }
        }
        all
    }

    /// Lengths of the links of a tier by class. Looks at every bundle.
    pub fn class_lengths(&self, tier: usize) -> [Lengths; CLASSES] {
        let mut all: [Lengths; CLASSES] = Default::default();
        for bundle in &self.bundles {
            let Some(kind) = self.link_kinds.get(bundle.kind as usize).filter(|kind| kind.tier == tier) else { continue };
            if let Some(lengths) = all.get_mut(class(kind.class, bundle.a == bundle.b)) {
                lengths.steps.push((bundle.length_mm, bundle.links));
            }
        }
        for lengths in &mut all {
            lengths.steps.sort_unstable();
            lengths.steps.dedup_by(|next, kept| {
                let same = next.0 == kept.0;
                kept.1 = kept.1.saturating_add(if same { next.1 } else { 0 });
                same
            });
        }
        all
    }
}

impl Money {
    /// Capital of the modules, cables and laser modules of a tier; its switches stand among the parts of racks.
    pub fn links_of_tier(&self, tier: usize) -> Figure<f64> {
        let mine = self.bill.iter().filter(|line| line.tier == Some(tier) && line.group.is_network());
        mine.fold(Figure::default(), |sum, line| sum.plus(line.amount))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reach_leaves_what_is_longer() {
        let lengths = Lengths { steps: vec![(500, 4), (1_000, 2), (3_000, 1)] };
        let cases = [(0, 7), (499, 7), (500, 3), (1_000, 1), (2_999, 1), (3_000, 0)];
        for (reach, left) in cases {
            assert_eq!(lengths.longer_than(reach), left, "{reach}");
        }
        assert_eq!((lengths.links(), lengths.longest_mm()), (7, Some(3_000)));
        assert_eq!((Lengths::default().links(), Lengths::default().longest_mm()), (0, None));
    }
}
