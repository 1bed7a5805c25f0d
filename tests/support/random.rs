//! A small random generator whose seed is printed and can be given back in `RACKWRIGHT_SEED`.
//! Good enough to choose test cases, nothing else.

use std::env;
use std::process;

pub struct Random(u64);

impl Random {
    /// Prints the seed; a failing test shows it.
    pub fn seeded(test: &str) -> Random {
        let seed = match env::var("RACKWRIGHT_SEED") {
            Ok(text) => text.parse().expect("RACKWRIGHT_SEED must be a whole number"),
            Err(_) => u64::from(process::id()).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 16,
        };
        println!("{test}: RACKWRIGHT_SEED={seed} repeats this run");
        Random(seed)
    }

    /// The generator of one seed, where the test prints it itself.
    #[allow(dead_code, reason = "most tests take their seed from the environment")]
    pub fn of(seed: u64) -> Random {
        Random(seed)
    }

    /// SplitMix64.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to `end - 1`.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end).expect("fits")).expect("fits")
    }

    /// Printable text with line ends, `len` bytes of it.
    pub fn text(&mut self, len: usize) -> Vec<u8> {
        let letters = b"abcdefghijklmnopqrstuvwxyz(),:0123456789\n";
        (0..len).map(|_| letters[self.below(letters.len())]).collect()
    }
}
