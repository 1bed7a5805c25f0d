//! What several rules ask of a report: rack types in use, cages and laser modules of one rack, technologies in use. Judges nothing.

use crate::model::parts::{Family, Interconnect};
use crate::model::plan::Subject;
use crate::solve::report::Report;
use crate::solve::resolve::Slot;
use crate::solve::resolve::rack_kind::RackKind;
use crate::solve::resolve::technology::Technology;
use crate::solve::resolve::tier::{Side, TierSpec};
use crate::solve::tally::{KindSum, RackTally};

/// A technology that links are made of, with the tiers that use it.
pub struct Used<'r> {
    pub part: &'r Interconnect,
    /// Places of tiers.
    pub tiers: Vec<usize>,
}

impl Report {
    pub(super) fn tier(&self, place: usize) -> Option<&TierSpec> {
        self.resolved.tiers.get(place)
    }

    pub(super) fn tally(&self, index: u32) -> RackTally {
        self.tallies.get(index as usize).copied().unwrap_or_default()
    }

    /// Rack types that stand somewhere, with their sums.
    pub(super) fn kinds_in_use(&self) -> impl Iterator<Item = (&RackKind, &KindSum)> {
        self.resolved.kinds.iter().zip(&self.sums.kinds).filter(|(_, sum)| sum.racks > 0)
    }

    /// A rack and its type.
    pub(super) fn rack_subjects(&self, index: u32) -> Vec<Subject> {
        let rack = self.rack(index).map(|rack| Subject::Rack { id: rack.id });
        let kind = self.kind_of(index).map(|kind| Subject::RackType { id: kind.id.clone() });
        rack.into_iter().chain(kind).collect()
    }

    pub(super) fn tier_subject(&self, place: usize) -> Vec<Subject> {
        self.tier(place).map(|tier| Subject::Tier { id: tier.id.clone() }).into_iter().collect()
    }

    /// Cages that plugs and modules take on one side of a rack.
    pub(super) fn cages_needed(&self, index: u32, side: Side) -> u64 {
        total(
            self.ends_at(index, side)
                .filter(|(slot, ..)| !slot.built_in)
                .map(|(slot, technology, ends)| technology.cages(ends, self.boards_at(index, slot))),
        )
    }

    /// Laser modules that have to be put into the front on one side of a rack. A box with co-packaged optics brings places of its own.
    pub(super) fn lasers_needed(&self, index: u32, side: Side) -> u64 {
        let own = |slot: &Slot, technology: &Technology| slot.built_in && technology.family == Family::CoPackaged;
        let apart = self.ends_at(index, side).filter(|(slot, technology, _)| !own(slot, technology));
        total(apart.map(|(_, technology, ends)| technology.lasers(ends)))
    }

    /// Slots of one side with the ends a rack has there.
    fn ends_at(&self, index: u32, side: Side) -> impl Iterator<Item = (&Slot, &Technology, u64)> {
        let rows = self.resolved.slots.iter().zip(self.row(index)).filter(move |(slot, ends)| slot.side == side && **ends > 0);
        rows.filter_map(|(slot, ends)| Some((slot, self.resolved.technology(slot)?, *ends)))
    }

    /// Technologies that some bundle is made of, each once, in the order tiers name them.
    pub(super) fn used(&self) -> Vec<Used<'_>> {
        let mut used: Vec<Used> = Vec::new();
        for (cell, _) in self.cells.list.iter().zip(&self.sums.cells).filter(|(_, sum)| sum.bundles > 0) {
            let Some(technology) = self.tier(cell.tier).and_then(|tier| tier.technologies.get(cell.pick.technology)) else { continue };
            let Some(part) = self.input.catalog.interconnect(&technology.id) else { continue };
            match used.iter_mut().find(|known| known.part.id == part.id) {
                Some(known) if !known.tiers.contains(&cell.tier) => known.tiers.push(cell.tier),
                Some(_) => {}
                None => used.push(Used { part, tiers: vec![cell.tier] }),
            }
        }
        used
    }
}

impl Used<'_> {
    /// The technology and the tiers that use it.
    pub fn subjects(&self, report: &Report) -> Vec<Subject> {
        let part = Subject::Part { id: self.part.id.clone() };
        std::iter::once(part).chain(self.tiers.iter().flat_map(|tier| report.tier_subject(*tier))).collect()
    }
}

/// A sum that stays at the largest number instead of running over it.
pub fn total(counts: impl Iterator<Item = u64>) -> u64 {
    counts.fold(0, u64::saturating_add)
}

/// `leaf`, `row spine`: a level's name as people read it.
pub fn words(name: &str) -> String {
    name.replace('_', " ")
}
