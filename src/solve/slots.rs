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

    /// The next switches into `runs`; those without a slot are nowhere.
    pub fn take(&mut self, level: Level, count: u64, near: Near, runs: &mut Runs) {
        runs.clear();
        if let Some(pool) = self.0.get_mut(pool_of(level)) {
            match near {
                Near::Endpoints(ends) => pool.take_near(count, ends, runs),
                Near::Document => pool.take_next(count, runs),
            }
        }
    }

    /// Takes again what was just taken, as often as it would come out alike and at most so often; how often that was.
    ///
    /// It comes out alike as long as every rack that gave slots has as many left: racks that are empty are passed over as before.
    pub fn take_again<'r>(&mut self, taken: impl Iterator<Item = (Level, &'r Runs)>, most: u64) -> u64 {
        let mut given: Vec<(usize, u32, u64)> = Vec::new();
        for (level, runs) in taken {
            given.extend(runs.iter().filter(|run| run.rack != NOWHERE).map(|run| (pool_of(level), run.rack, run.count)));
        }
        given.sort_unstable();
        given.dedup_by(|next, kept| {
            let same = (next.0, next.1) == (kept.0, kept.1);
            kept.2 = kept.2.saturating_add(if same { next.2 } else { 0 });
            same
        });
        let again = given.iter().map(|(pool, rack, count)| self.free(*pool, *rack).map_or(0, |free| *free / count)).min();
        let again = again.unwrap_or(u64::MAX).min(most);
        for (pool, rack, count) in given {
            if let Some(free) = self.free(pool, rack) {
                *free -= count * again;
            }
        }
        again
    }

    fn free(&mut self, pool: usize, rack: u32) -> Option<&mut u64> {
        let pool = self.0.get_mut(pool)?;
        let place = pool.place_of(rack)?;
        pool.free.get_mut(place).map(|(_, free)| free)
    }
}

fn pool_of(level: Level) -> usize {
    LEVELS.iter().position(|known| *known == level).unwrap_or(0)
}

impl Pool {
    /// Racks often follow each other without a gap: the place is guessed first.
    fn place_of(&self, rack: u32) -> Option<usize> {
        let guess = self.free.first().and_then(|(first, _)| rack.checked_sub(*first)).map_or(0, |place| place as usize);
        if self.free.get(guess).is_some_and(|(found, _)| *found == rack) {
            return Some(guess);
        }
        self.free.binary_search_by_key(&rack, |(rack, _)| *rack).ok()
    }

    /// Each rack gets the switches whose share of the endpoints begins in it.
    fn take_near(&mut self, count: u64, ends: &Runs, runs: &mut Runs) {
        let all = ends.len();
        let share = |end: u64| u64::try_from((u128::from(end) * u128::from(count)).div_ceil(u128::from(all.max(1)))).unwrap_or(count);
        let before = |end: u64| if end == 0 || end == all { count * u64::from(end > 0) } else { share(end) };
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

    fn taken(pools: &mut Pools, level: Level, count: u64, near: Near) -> Vec<(u32, u64)> {
        let mut runs = Runs::default();
        pools.take(level, count, near, &mut runs);
        runs.iter().map(|run| (run.rack, run.count)).collect()
    }

    #[test]
    fn slots_go_in_document_order_and_end() {
        let mut pools = Pools::default();
        pools.add(3, &[2, 0, 0, 0]);
        pools.add(5, &[2, 1, 0, 0]);
        assert_eq!(taken(&mut pools, Level::Leaf, 3, Near::Document), [(3, 2), (5, 1)]);
        assert_eq!(taken(&mut pools, Level::Leaf, 3, Near::Document), [(5, 1), (NOWHERE, 2)]);
        assert_eq!(taken(&mut pools, Level::Spine, 1, Near::Document), [(5, 1)]);
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
            assert_eq!(taken(&mut pools, Level::Leaf, 4, Near::Endpoints(&ends)), [(0, 2), (1, 2)]);
        }
        assert_eq!(taken(&mut pools, Level::Leaf, 1, Near::Endpoints(&ends)), [(NOWHERE, 1)]);
    }
}
