//! A small random generator whose seed is printed and can be given back in `RACKWRIGHT_SEED`. Good enough to choose test cases, nothing else.

pub struct Random(u64);

impl Random {
    /// Prints the seed; a failing test shows it.
    pub fn seeded(test: &str) -> Self {
        let seed = match std::env::var("RACKWRIGHT_SEED") {
            Ok(text) => text.parse().expect("RACKWRIGHT_SEED must be a whole number"),
            Err(_) => u64::from(std::process::id()).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 16,
        };
        println!("{test}: RACKWRIGHT_SEED={seed} repeats this run");
        Self(seed)
    }

    /// Another one for another thread, fixed by the same seed.
    pub fn fork(&mut self) -> Self {
        Self(self.next())
    }

    /// SplitMix64.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to `end - 1`.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end).expect("fits")).expect("fits")
    }
}
