//! What solving took, in steps that are counted, not timed: the same on every machine and for any number of threads. Tests hold it against
//! racks and bundles.

use std::ops::AddAssign;

/// Steps of the last solve, or of the last edit that was taken up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Links that wiring told of before those between the same racks were joined, and the planes it went through.
    pub wired: u64,
    /// Bundles that were routed and given a medium.
    pub measured: u64,
    /// Ends of bundles that were counted in their racks.
    pub counted: u64,
    /// Racks, and cells of the floor, that were looked at to see what stands near another rack.
    pub looked: u64,
    /// Racks whose rules were looked at.
    pub marked: u64,
    /// Pieces of tray that were summed up.
    pub pieces: u64,
}

impl Work {
    pub fn all(&self) -> u64 {
        let Self { wired, measured, counted, looked, marked, pieces } = *self;
        [wired, measured, counted, looked, marked, pieces].into_iter().fold(0, u64::saturating_add)
    }
}

impl AddAssign for Work {
    fn add_assign(&mut self, more: Self) {
        self.wired += more.wired;
        self.measured += more.measured;
        self.counted += more.counted;
        self.looked += more.looked;
        self.marked += more.marked;
        self.pieces += more.pieces;
    }
}

/// A count as these are kept.
pub fn steps(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
