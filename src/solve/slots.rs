//! Placing switches: needed ones into the slots that serve their tier and level, next to their endpoints first, then in document order.

use super::resolve::rack_kind::LEVELS;
use super::wire::{NOWHERE, Runs};
use crate::model::rack_type::Level;

/// Free slots of one level, in document order.
#[derive(Clone, Debug, Default)]
struct Pool {
    /// Rack and what is free in it.
    free: Vec<(u32, u64)>,
    /// Everything before is taken.
    cursor: usize,
}

/// Where switches should stand.
pub enum Near<'r> {
    /// In the racks of these endpoints, each switch with its share of them, where those have slots.
    Endpoints(&'r Runs),
    Document,
}

/// Free slots of a tier by level.
#[derive(Clone, Debug, Default)]
pub struct Pools([Pool; 4]);

impl Pools {
    pub fn add(&mut self, rack: u32, slots: &[u64; 4]) {
        for (pool, count) in self.0.iter_mut().zip(slots).filter(|(_, count)| **count > 0) {
            pool.free.push((rack, *count));
        }
    }

    pub fn totals(&self) -> [u64; 4] {
        self.0.each_ref().map(|pool| pool.free.iter().map(|(_, count)| *count).fold(0, u64::saturating_add))
    }

    /// How many times so many switches would stand in the same rack; near endpoints if their rack is given.
    pub fn alike(&self, level: Level, count: u64, near: Option<u32>) -> u64 {
        let place = LEVELS.iter().position(|known| *known == level).unwrap_or(0);
        let Some(pool) = self.0.get(place).filter(|_| count > 0) else { return u64::MAX };
        let beside = near.and_then(|rack| pool.place_of(rack)).and_then(|place| pool.free.get(place)).map(|(_, free)| *free);
        match beside.filter(|free| *free > 0).or_else(|| pool.next_free()) {
            Some(free) => (free / count).max(1),
            None => u64::MAX,
        }
    }

    /// The next switches; those without a slot are nowhere.
    pub fn take(&mut self, level: Level, count: u64, near: Near) -> Runs {
        let place = LEVELS.iter().position(|known| *known == level).unwrap_or(0);
        let mut runs = Runs::default();
        if let Some(pool) = self.0.get_mut(place) {
            match near {
                Near::Endpoints(ends) => pool.take_near(count, ends, &mut runs),
                Near::Document => pool.take_next(count, &mut runs),
            }
        }
        runs
    }
}

impl Pool {
    /// Free slots of the rack that is next in the document; `None` if all are taken.
    fn next_free(&self) -> Option<u64> {
        let rest = self.free.get(self.cursor..).unwrap_or_default();
        rest.iter().map(|(_, free)| *free).find(|free| *free > 0)
    }

    fn place_of(&self, rack: u32) -> Option<usize> {
        self.free.binary_search_by_key(&rack, |(rack, _)| *rack).ok()
    }

    /// Each rack gets the switches whose share of the endpoints begins in it.
    fn take_near(&mut self, count: u64, ends: &Runs, runs: &mut Runs) {
        let all = u128::from(ends.len().max(1));
        let before = |end: u64| u64::try_from((u128::from(end) * u128::from(count)).div_ceil(all)).unwrap_or(count);
        for run in ends.iter() {
            let wanted = before(run.end()) - before(run.first);
            let here = self.place_of(run.rack).map_or(0, |place| self.take_at(place, wanted));
            runs.push(run.rack, here);
            self.take_next(wanted - here, runs);
        }
    }

    fn take_at(&mut self, place: usize, wanted: u64) -> u64 {
        let Some((_, free)) = self.free.get_mut(place) else { return 0 };
        let taken = wanted.min(*free);
        *free -= taken;
        taken
    }

    fn take_next(&mut self, mut count: u64, runs: &mut Runs) {
        while count > 0 {
            let Some((rack, _)) = self.free.get(self.cursor).copied() else {
                runs.push(NOWHERE, count);
                return;
            };
            let taken = self.take_at(self.cursor, count);
            runs.push(rack, taken);
            count -= taken;
            self.cursor += usize::from(count > 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(runs: &Runs) -> Vec<(u32, u64)> {
        runs.iter().map(|run| (run.rack, run.count)).collect()
    }

    #[test]
    fn slots_go_in_document_order_and_end() {
        let mut pools = Pools::default();
        pools.add(3, &[2, 0, 0, 0]);
        pools.add(5, &[2, 1, 0, 0]);
        assert_eq!(taken(&pools.take(Level::Leaf, 3, Near::Document)), [(3, 2), (5, 1)]);
        assert_eq!(taken(&pools.take(Level::Leaf, 3, Near::Document)), [(5, 1), (NOWHERE, 2)]);
        assert_eq!(taken(&pools.take(Level::Spine, 1, Near::Document)), [(5, 1)]);
    }

    /// Two planes of four leafs over two racks of four nodes: each plane has two leafs in each rack, not four in the first.
    #[test]
    fn leafs_stand_with_their_endpoints() {
        let mut pools = Pools::default();
        pools.add(0, &[4, 0, 0, 0]);
        pools.add(1, &[4, 0, 0, 0]);
        let mut ends = Runs::default();
        ends.push(0, 32);
        ends.push(1, 32);
        for _ in 0..2 {
            assert_eq!(taken(&pools.take(Level::Leaf, 4, Near::Endpoints(&ends))), [(0, 2), (1, 2)]);
        }
        assert_eq!(taken(&pools.take(Level::Leaf, 1, Near::Endpoints(&ends))), [(NOWHERE, 1)]);
    }
}
