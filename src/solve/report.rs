//! The report: everything that follows from a plan, as flat arrays and whole-number sums that an edit can correct in place.

use rayon::prelude::*;

use super::bundle::{Bundle, CellSum, Cells, Ends, Measure};
use super::input::{Cancel, Input};
use super::layout::{RackAt, layout};
use super::network::{LinkKind, Network, wired};
use super::places::{Hall, Places};
use super::resolve::Resolved;
use super::resolve::technology::Technology;
use super::route::Router;
use super::rules::{self, Marks};
use super::tally::{EndPowers, KindSum, RackTally, SlotSum, rack as tally_rack};
use super::trays::Trays;
use crate::model::racks::{Rack, RackId};

/// Racks that one piece of work takes.
const CHUNK: usize = 512;

/// What follows from a plan.
#[derive(Clone, Debug)]
pub struct Report {
    pub input: Input,
    pub resolved: Resolved,
    /// Racks in document order; all lists by rack have this order.
    pub racks: Vec<RackAt>,
    pub networks: Vec<Network>,
    pub link_kinds: Vec<LinkKind>,
    pub router: Router,
    pub cells: Cells,
    pub bundles: Vec<Bundle>,
    /// Bundles by rack.
    pub ends: Ends,
    /// Link ends by rack and slot, rack by rack.
    pub(super) rows: Vec<u64>,
    pub tallies: Vec<RackTally>,
    pub sums: Sums,
    pub(super) powers: EndPowers,
    pub(super) places: Places,
    pub hall: Hall,
    pub trays: Trays,
    pub(super) marks: Marks,
}

/// Sums over all racks and bundles, in whole base units: the same in any order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sums {
    /// By rack type.
    pub kinds: Vec<KindSum>,
    pub slots: Vec<SlotSum>,
    pub cells: Vec<CellSum>,
    /// Microwatts of the rack that draws most.
    pub most_uw: i64,
}

/// Everything that follows from the plan; `None` if the answer is no longer wanted.
pub fn solve(input: &Input, cancel: &Cancel) -> Option<Report> {
    let resolved = Resolved::of(input);
    let racks = layout(&input.plan, &resolved.kinds);
    let mut wired = wired(&resolved, &racks);
    if cancel.is_cancelled() {
        return None;
    }
    let index_of = |id: RackId| position(input, id);
    let router = Router::of(&input.plan, &resolved, &wired.kinds, &index_of);
    let cells = Cells::of(&resolved, &wired.kinds);
    let measure = Measure { resolved: &resolved, kinds: &wired.kinds, router: &router, cells: &cells, racks: &racks };
    let bundles = measure.all(&wired);
    let cell_sums = measure.sums(&bundles);
    if cancel.is_cancelled() {
        return None;
    }
    let ends = Ends::of(&bundles, racks.len());
    let powers = EndPowers::of(&resolved);
    let link_kinds = std::mem::take(&mut wired.kinds);
    let mut report = Report {
        input: input.clone(),
        places: Places::of(&racks),
        hall: Hall::of(&input.plan.floor),
        trays: Trays::of(&input.plan),
        rows: vec![0; racks.len() * resolved.slots.len()],
        tallies: vec![RackTally::default(); racks.len()],
        sums: Sums { cells: cell_sums, ..Sums::default() },
        marks: Marks::default(),
        networks: wired.networks,
        resolved,
        racks,
        link_kinds,
        router,
        cells,
        bundles,
        ends,
        powers,
    };
    report.tally_all();
    report.fill_trays();
    if cancel.is_cancelled() {
        return None;
    }
    report.marks = rules::mark_all(&report);
    Some(report)
}

fn position(input: &Input, id: RackId) -> Option<u32> {
    input.plan.racks.position(id).and_then(|place| u32::try_from(place).ok())
}

impl Report {
    /// Place of a rack in all lists.
    pub fn position(&self, id: RackId) -> Option<u32> {
        position(&self.input, id)
    }

    /// The rack at a place.
    pub fn rack(&self, index: u32) -> Option<&Rack> {
        self.input.plan.racks.at(index as usize)
    }

    /// Link ends of a rack by slot.
    pub fn row(&self, index: u32) -> &[u64] {
        let slots = self.resolved.slots.len();
        let start = index as usize * slots;
        self.rows.get(start..start + slots).unwrap_or_default()
    }

    pub(super) fn measure(&self) -> Measure<'_> {
        Measure { resolved: &self.resolved, kinds: &self.link_kinds, router: &self.router, cells: &self.cells, racks: &self.racks }
    }

    /// The technology a bundle is made of.
    pub fn technology(&self, bundle: &Bundle) -> Option<&Technology> {
        let cell = self.cells.get(bundle.cell)?;
        self.resolved.tiers.get(cell.tier)?.technologies.get(cell.pick.technology)
    }

    /// Ends of a rack from its bundles.
    pub(super) fn count_row(&self, index: u32, row: &mut [u64]) {
        row.fill(0);
        for bundle in self.ends.at(index).iter().filter_map(|place| self.bundles.get(*place as usize)) {
            let Some(cell) = self.cells.get(bundle.cell) else { continue };
            for (rack, slot) in [(bundle.a, cell.slots.0), (bundle.b, cell.slots.1)] {
                if let Some(count) = row.get_mut(slot).filter(|_| rack == index) {
                    *count = count.saturating_add(bundle.links);
                }
            }
        }
    }

    /// What one rack draws, with its ends as they are counted.
    pub(super) fn tally_of(&self, index: u32, row: &[u64]) -> RackTally {
        let kind = self.racks.get(index as usize).and_then(|rack| self.resolved.kinds.get(rack.kind as usize));
        kind.map_or_else(RackTally::default, |kind| tally_rack(kind, &self.resolved, &self.powers, row))
    }

    /// Counts ends and power of every rack. Racks like the one before them have its power.
    fn tally_all(&mut self) {
        let slots = self.resolved.slots.len();
        let mut rows = std::mem::take(&mut self.rows);
        let mut tallies = std::mem::take(&mut self.tallies);
        let chunks: Vec<Sums> = {
            let this = &*self;
            let row_chunks: Vec<&mut [u64]> = if slots == 0 {
                tallies.chunks(CHUNK).map(|_| Default::default()).collect()
            } else {
                rows.chunks_mut(CHUNK * slots).collect()
            };
            let work = tallies.chunks_mut(CHUNK).zip(row_chunks).enumerate();
            let one = |(chunk, (tallies, rows)): (usize, (&mut [RackTally], &mut [u64]))| this.tally_chunk(chunk * CHUNK, tallies, rows);
            if self.racks.len() < 4 * CHUNK { work.map(one).collect() } else { work.collect::<Vec<_>>().into_par_iter().map(one).collect() }
        };
        self.rows = rows;
        self.tallies = tallies;
        let mut sums = Sums { cells: std::mem::take(&mut self.sums.cells), ..self.no_sums() };
        for part in &chunks {
            sums.merge(part);
        }
        self.sums = sums;
    }

    fn no_sums(&self) -> Sums {
        Sums {
            kinds: vec![KindSum::default(); self.resolved.kinds.len()],
            slots: vec![SlotSum::default(); self.resolved.slots.len()],
            cells: Vec::new(),
            most_uw: 0,
        }
    }

    fn tally_chunk(&self, first: usize, tallies: &mut [RackTally], rows: &mut [u64]) -> Sums {
        let slots = self.resolved.slots.len();
        let mut sums = self.no_sums();
        let mut before: Option<(u32, Vec<u64>, RackTally)> = None;
        let mut none: [u64; 0] = [];
        let mut row_list = rows.chunks_mut(slots.max(1));
        for (offset, tally) in tallies.iter_mut().enumerate() {
            let index = u32::try_from(first + offset).unwrap_or(u32::MAX);
            let row = row_list.next().unwrap_or(&mut none);
            self.count_row(index, row);
            let kind = self.racks.get(index as usize).map_or(u32::MAX, |rack| rack.kind);
            *tally = match &before {
                Some((same, ends, tally)) if *same == kind && *ends == *row => *tally,
                _ => {
                    let tally = self.tally_of(index, row);
                    before = Some((kind, row.to_vec(), tally));
                    tally
                }
            };
            sums.add(&self.resolved, kind, tally, row);
        }
        sums
    }

    /// The section a bundle takes of the trays it runs through, with the racks at its ends; nothing inside a rack or to another hall.
    pub(super) fn tray_load(&self, bundle: &Bundle) -> Option<(RackAt, RackAt, i64)> {
        let (a, b) = (self.racks.get(bundle.a as usize)?, self.racks.get(bundle.b as usize)?);
        let technology = self.technology(bundle).filter(|_| bundle.a != bundle.b)?;
        let section = technology.section_um2.saturating_mul(technology.cables(bundle.links));
        Some((*a, *b, i64::try_from(section).unwrap_or(i64::MAX / 1024)))
    }

    fn fill_trays(&mut self) {
        let mut trays = std::mem::take(&mut self.trays);
        trays.fill(self.bundles.iter().filter_map(|bundle| self.tray_load(bundle)), &self.router);
        self.trays = trays;
    }

    /// Whether both reports say the same, to the bit.
    pub fn agrees_with(&self, other: &Self) -> bool {
        self.resolved == other.resolved
            && self.racks == other.racks
            && self.networks == other.networks
            && self.link_kinds == other.link_kinds
            && self.bundles == other.bundles
            && self.rows == other.rows
            && self.tallies == other.tallies
            && self.sums == other.sums
            && self.trays == other.trays
            && self.marks == other.marks
    }
}

impl Sums {
    pub(super) fn add(&mut self, resolved: &Resolved, kind: u32, tally: &RackTally, row: &[u64]) {
        if let Some(sum) = self.kinds.get_mut(kind as usize) {
            sum.add(tally);
        }
        for ((sum, slot), ends) in self.slots.iter_mut().zip(&resolved.slots).zip(row) {
            sum.add(&SlotSum::of(resolved, slot, *ends));
        }
        self.most_uw = self.most_uw.max(tally.draw.likely);
    }

    pub(super) fn take(&mut self, resolved: &Resolved, kind: u32, tally: &RackTally, row: &[u64]) {
        if let Some(sum) = self.kinds.get_mut(kind as usize) {
            sum.take(tally);
        }
        for ((sum, slot), ends) in self.slots.iter_mut().zip(&resolved.slots).zip(row) {
            sum.take(&SlotSum::of(resolved, slot, *ends));
        }
    }

    fn merge(&mut self, other: &Self) {
        self.kinds.iter_mut().zip(&other.kinds).for_each(|(sum, part)| sum.merge(part));
        self.slots.iter_mut().zip(&other.slots).for_each(|(sum, part)| sum.add(part));
        self.most_uw = self.most_uw.max(other.most_uw);
    }
}

impl Report {
    /// The type of a rack, if the plan has it.
    pub fn kind_of(&self, index: u32) -> Option<&super::resolve::rack_kind::RackKind> {
        self.racks.get(index as usize).and_then(|rack| self.resolved.kinds.get(rack.kind as usize))
    }
}
