//! Ways to spread members of a level over racks: aligned, off by some, torn apart, mixed up, nowhere.

use rackwright::solve::wire::{NOWHERE, Runs};

use crate::random::Random;

pub fn runs(racks: &[u32]) -> Runs {
    let mut runs = Runs::default();
    racks.iter().for_each(|rack| runs.push(*rack, 1));
    runs
}

/// The rack of each of so many members.
pub fn spread(random: &mut Random, members: u64) -> Vec<u32> {
    let most = 1 + random.below(1 + 2 * members.min(40) as usize);
    let (even, again, lost) = (random.below(2) == 0, random.below(3) == 0, random.below(4) == 0);
    let mut racks = Vec::new();
    let mut next = random.below(4) as u32;
    // The first run may be shorter, so that nothing is aligned.
    let mut left = if random.below(2) == 0 { most } else { 1 + random.below(most) };
    while (racks.len() as u64) < members {
        let rack = if lost && random.below(4) == 0 { NOWHERE } else { next };
        racks.extend(std::iter::repeat_n(rack, left.min(members as usize - racks.len())));
        next = if again { random.below(6) as u32 } else { next + 1 };
        left = if even { most } else { 1 + random.below(most) };
    }
    racks
}
