//! The report: everything that follows from a plan, as flat arrays and whole-number sums that an edit can correct in place.

use rayon::prelude::*;

use super::alike::Tallies;
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
use super::work::{Work, steps};
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
    /// Link ends and power by rack.
    pub tallies: Tallies,
    pub sums: Sums,
    pub(super) powers: EndPowers,
    pub(super) places: Places,
    pub hall: Hall,
    pub trays: Trays,
    pub(super) marks: Marks,
    /// What it took to make this, or to take up the last edit.
    pub work: Work,
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
    let resolved = resolved.without_links(input, wired.networks.iter().map(Network::is_broken));
    if cancel.is_cancelled() {
        return None;
    }
    let index_of = |id: RackId| position(input, id);
    let router = Router::of(&input.plan, &resolved, &wired.kinds, &index_of);
    let cells = Cells::of(&resolved, &wired.kinds);
    let measure = Measure { resolved: &resolved, kinds: &wired.kinds, router: &router, cells: &cells, racks: &racks };
    let (bundles, places) = both(&racks, || measure.all(&wired), || Places::of(&racks));
    let (cell_sums, ends) = both(&racks, || measure.sums(&bundles), || Ends::of(&bundles, racks.len()));
    if cancel.is_cancelled() {
        return None;
    }
    let powers = EndPowers::of(&resolved);
    let link_kinds = std::mem::take(&mut wired.kinds);
    let mut report = Report {
        input: input.clone(),
        places,
        hall: Hall::of(&input.plan.floor),
        trays: Trays::default(),
        tallies: Tallies::default(),
        sums: Sums::default(),
        marks: Marks::default(),
        work: Work { wired: wired.work, measured: steps(bundles.len()), counted: steps(ends.count()), ..Work::default() },
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
    let (tallies, trays) = both(&report.racks, || report.tallied(), || report.filled_trays());
    report.trays = trays;
    report.sums = report.sums_of(&tallies, cell_sums);
    report.tallies = tallies;
    if cancel.is_cancelled() {
        return None;
    }
    let (marks, work) = rules::mark_all(&report);
    report.marks = marks;
    report.work += Work { pieces: report.trays.count(), ..work };
    Some(report)
}

/// Does both, at the same time where there are enough racks for that to be faster.
fn both<A: Send, B: Send>(racks: &[RackAt], a: impl FnOnce() -> A + Send, b: impl FnOnce() -> B + Send) -> (A, B) {
    if racks.len() < 4 * CHUNK { (a(), b()) } else { rayon::join(a, b) }
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
        self.tallies.row(index)
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

    /// What a rack of a type draws with such link ends.
    pub(super) fn tally_of(&self, kind: u32, row: &[u64]) -> RackTally {
        let kind = self.resolved.kinds.get(kind as usize);
        kind.map_or_else(RackTally::default, |kind| tally_rack(kind, &self.resolved, &self.powers, row))
    }

    /// Counts ends and power of every rack.
    fn tallied(&self) -> Tallies {
        let count = self.racks.len();
        let one = |start: usize| self.tallied_from(start, (start + CHUNK).min(count));
        if count < 4 * CHUNK || rayon::current_num_threads() == 1 {
            return self.tallied_from(0, count);
        }
        let starts: Vec<usize> = (0..count).step_by(CHUNK).collect();
        let chunks: Vec<Tallies> = starts.into_par_iter().map(one).collect();
        let mut all = Tallies::new(self.resolved.slots.len(), count);
        chunks.iter().for_each(|chunk| all.append(chunk));
        all
    }

    fn tallied_from(&self, first: usize, end: usize) -> Tallies {
        let slots = self.resolved.slots.len();
        let mut tallies = Tallies::new(slots, end - first);
        let mut row = vec![0; slots];
        let racks = self.racks.get(first..end).unwrap_or_default();
        for (index, rack) in (u32::try_from(first).unwrap_or(u32::MAX)..).zip(racks) {
            self.count_row(index, &mut row);
            tallies.push(rack.kind, &row, || self.tally_of(rack.kind, &row));
        }
        tallies
    }

    fn sums_of(&self, tallies: &Tallies, cells: Vec<CellSum>) -> Sums {
        let kinds = vec![KindSum::default(); self.resolved.kinds.len()];
        let slots = vec![SlotSum::default(); self.resolved.slots.len()];
        let mut sums = Sums { kinds, slots, cells, most_uw: 0 };
        tallies.add_to(&mut sums, &self.resolved);
        sums.most_uw = tallies.most_uw();
        sums
    }

    /// The section a bundle takes of the trays it runs through; nothing inside a rack.
    pub(super) fn tray_load(&self, bundle: &Bundle) -> Option<(u32, u32, u64)> {
        let cell = self.cells.get(bundle.cell).filter(|_| bundle.a != bundle.b)?;
        Some((bundle.a, bundle.b, cell.cabling.section_um2(bundle.links)))
    }

    fn filled_trays(&self) -> Trays {
        let mut trays = Trays::of(&self.input.plan);
        trays.fill(self.bundles.iter().filter_map(|bundle| self.tray_load(bundle)), &self.racks, &self.router);
        trays
    }

    /// Whether both reports say the same, to the bit.
    pub fn agrees_with(&self, other: &Self) -> bool {
        self.resolved == other.resolved
            && self.racks == other.racks
            && self.networks == other.networks
            && self.link_kinds == other.link_kinds
            && self.bundles == other.bundles
            && self.tallies == other.tallies
            && self.sums == other.sums
            && self.trays == other.trays
            && self.marks == other.marks
    }
}

impl Sums {
    /// Adds so many racks that are alike.
    pub(super) fn add(&mut self, resolved: &Resolved, kind: u32, tally: &RackTally, row: &[u64], racks: u64) {
        if let Some(sum) = self.kinds.get_mut(kind as usize) {
            sum.add(tally, racks);
        }
        for ((sum, slot), ends) in self.slots.iter_mut().zip(&resolved.slots).zip(row) {
            sum.add(&SlotSum::of(resolved, kind, slot, *ends).times(racks));
        }
    }

    pub(super) fn take(&mut self, resolved: &Resolved, kind: u32, tally: &RackTally, row: &[u64]) {
        if let Some(sum) = self.kinds.get_mut(kind as usize) {
            sum.take(tally);
        }
        for ((sum, slot), ends) in self.slots.iter_mut().zip(&resolved.slots).zip(row) {
            sum.take(&SlotSum::of(resolved, kind, slot, *ends));
        }
    }
}

impl Report {
    /// The type of a rack, if the plan has it.
    pub fn kind_of(&self, index: u32) -> Option<&super::resolve::rack_kind::RackKind> {
        self.racks.get(index as usize).and_then(|rack| self.resolved.kinds.get(rack.kind as usize))
    }

    /// Boards that ends of a slot are spread over in a rack.
    pub fn boards_at(&self, index: u32, slot: &super::resolve::Slot) -> u64 {
        self.racks.get(index as usize).map_or(1, |rack| self.resolved.boards(rack.kind, slot))
    }
}
