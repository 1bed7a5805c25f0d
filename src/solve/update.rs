//! Incremental solving: after an edit that only moves, turns or renames racks, or only waives, what depends on it is corrected in place.
//! Anything else is solved again. The result is always that of a full solve, to the bit.

use std::sync::Arc;

use super::bundle::Bundle;
use super::input::{Cancel, Input};
use super::layout::{KindFinder, RackAt};
use super::places::affected;
use super::report::{Report, solve};
use super::route::Router;
use super::rules;
use super::trays::Trays;
use super::work::{Work, steps};
use crate::model::plan::Plan;

impl Report {
    /// Racks that moved, turned or got another name since; `None` if more than that has changed, so that all is solved again.
    pub fn racks_to_move(&self, input: &Input) -> Option<usize> {
        let moved = self.only_places_changed(input).then(|| input.plan.racks.changes_from(&self.input.plan.racks)).flatten()?;
        moved.iter().all(|(_, before, after)| before.kind == after.kind).then_some(moved.len())
    }

    /// The report of the next state of the plan; `false`, and nothing changes, if the answer is no longer wanted.
    pub fn update(&mut self, input: &Input, cancel: &Cancel) -> bool {
        let moved = self.only_places_changed(input).then(|| input.plan.racks.changes_from(&self.input.plan.racks)).flatten();
        match moved {
            Some(changed) if changed.iter().all(|(_, before, after)| before.kind == after.kind) => {
                let renamed = changed.iter().any(|(_, before, after)| before.name != after.name);
                let places: Vec<u32> = changed.iter().filter_map(|(index, ..)| u32::try_from(*index).ok()).collect();
                self.input = input.clone();
                self.work = Work::default();
                self.move_racks(&places);
                rules::remark_plan(self, renamed);
                true
            }
            _ => match solve(input, cancel) {
                Some(report) => {
                    *self = report;
                    true
                }
                None => false,
            },
        }
    }

    fn only_places_changed(&self, input: &Input) -> bool {
        let (old, new): (&Plan, &Plan) = (&self.input.plan, &input.plan);
        Arc::ptr_eq(&self.input.catalog, &input.catalog)
            && Arc::ptr_eq(&old.floor, &new.floor)
            && Arc::ptr_eq(&old.site, &new.site)
            && Arc::ptr_eq(&old.economy, &new.economy)
            && Arc::ptr_eq(&old.rack_types, &new.rack_types)
            && Arc::ptr_eq(&old.tiers, &new.tiers)
            && Arc::ptr_eq(&old.lengths, &new.lengths)
    }

    /// Racks that now stand elsewhere: their bundles, the racks at both ends, what is near.
    fn move_racks(&mut self, changed: &[u32]) {
        let mut bundles: Vec<u32> = changed.iter().flat_map(|rack| self.ends.at(*rack)).copied().collect();
        bundles.sort_unstable();
        bundles.dedup();
        bundles.iter().for_each(|bundle| self.take_bundle(*bundle));
        self.work.measured += 2 * steps(bundles.len());
        let troubled = self.put_racks(changed);
        let mut touched = Vec::new();
        for index in bundles {
            if self.put_bundle(index) {
                touched.extend(self.bundles.get(index as usize).iter().flat_map(|bundle| [bundle.a, bundle.b]));
            }
        }
        self.work.pieces += self.trays.settle();
        touched.sort_unstable();
        touched.dedup();
        self.retally(&touched);
        rules::remark(self, &touched, &troubled);
    }

    /// Takes a bundle out of trays and sums.
    fn take_bundle(&mut self, index: u32) {
        let Some(bundle) = self.bundles.get(index as usize).copied() else { return };
        self.load_trays(&bundle, Trays::take);
        if let (Some(sum), Some(place)) = (self.measure().sum(&bundle), self.sums.cells.get_mut(bundle.cell as usize)) {
            place.take(&sum);
        }
    }

    /// Measures a bundle again and puts it back; whether its ends are now counted elsewhere.
    fn put_bundle(&mut self, index: u32) -> bool {
        let Some(before) = self.bundles.get(index as usize).copied() else { return false };
        let bundle = self.measure().again(&before);
        if let (Some(sum), Some(place)) = (self.measure().sum(&bundle), self.sums.cells.get_mut(bundle.cell as usize)) {
            place.add(&sum);
        }
        if let Some(place) = self.bundles.get_mut(index as usize) {
            *place = bundle;
        }
        self.load_trays(&bundle, Trays::add);
        let slots = |cell: u32| self.cells.get(cell).map(|cell| cell.slots);
        slots(before.cell) != slots(bundle.cell)
    }

    fn load_trays(&mut self, bundle: &Bundle, change: fn(&mut Trays, &RackAt, &RackAt, u64, &Router)) {
        let Some((a, b, section)) = self.tray_load(bundle) else { return };
        if let (Some(a), Some(b)) = (self.racks.get(a as usize), self.racks.get(b as usize)) {
            change(&mut self.trays, a, b, section, &self.router);
        }
    }

    /// Puts racks where the plan now has them; the racks whose place may now be in or out of trouble.
    fn put_racks(&mut self, changed: &[u32]) -> Vec<u32> {
        let mut troubled = Vec::new();
        let mut moves = Vec::new();
        for index in changed {
            let (Some(old), Some(rack)) = (self.racks.get(*index as usize).copied(), self.rack(*index)) else { continue };
            let mut finder = KindFinder::new(&self.resolved.kinds);
            let spec = self.resolved.kinds.get(finder.place(&rack.kind));
            moves.push((*index, old, RackAt::of(rack, old.kind, spec)));
        }
        for (index, old, new) in &moves {
            if old == new {
                continue;
            }
            troubled.extend(affected(old, new, &self.racks, &self.places, &self.hall, &mut self.work.looked));
            self.places.moved(*index, old, new);
            if let Some(place) = self.racks.get_mut(*index as usize) {
                *place = *new;
            }
            troubled.extend(affected(old, new, &self.racks, &self.places, &self.hall, &mut self.work.looked));
            troubled.push(*index);
        }
        troubled.sort_unstable();
        troubled.dedup();
        troubled
    }

    /// Racks whose links are now counted in other slots.
    fn retally(&mut self, touched: &[u32]) {
        let mut row = vec![0; self.resolved.slots.len()];
        let mut fewer = false;
        for index in touched {
            let Some(kind) = self.racks.get(*index as usize).map(|rack| rack.kind) else { continue };
            let Some(before) = self.tallies.get(*index as usize).copied() else { continue };
            self.count_row(*index, &mut row);
            self.work.counted += steps(self.ends.at(*index).len());
            let after = self.tally_of(kind, &row);
            self.sums.take(&self.resolved, kind, &before, self.tallies.row(*index));
            self.sums.add(&self.resolved, kind, &after, &row, 1);
            self.tallies.change(*index, kind, &row, || after);
            self.sums.most_uw = self.sums.most_uw.max(after.draw.likely);
            fewer |= after.draw.likely < before.draw.likely && before.draw.likely >= self.sums.most_uw;
        }
        if fewer {
            self.sums.most_uw = self.tallies.most_uw();
        }
    }
}
