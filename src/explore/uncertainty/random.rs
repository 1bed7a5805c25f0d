//! Random numbers by counter: a draw is a function of seed, key and number, so that threads and order change nothing and both plans see the same
//! world. The mixing is that of SplitMix64.

use crate::solve::figure::real;

const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

fn mixed(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

/// The key of a number by its name, whatever else is drawn: FNV-1a.
pub fn key(name: &str) -> u64 {
    name.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

/// Where the draws of a key begin.
pub fn stream(seed: u64, key: u64) -> u64 {
    mixed(mixed(seed.wrapping_add(STEP)).wrapping_add(key))
}

/// From 0 up to 1, never 1.
pub fn uniform(stream: u64, draw: u64) -> f64 {
    real(mixed(stream.wrapping_add(draw.wrapping_mul(STEP))) >> 11) / 9_007_199_254_740_992.0
}

/// 0, 1 or 2.
pub fn third(seed: u64, key: u64, draw: u64) -> usize {
    let value = uniform(stream(seed, key), draw);
    usize::from(value >= 1.0 / 3.0) + usize::from(value >= 2.0 / 3.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first numbers of SplitMix64 for the seed 1234567, as its authors print them.
    #[test]
    fn the_mixing_is_the_published_one() {
        let expected: [u64; 3] = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        for (place, expected) in (1..).zip(expected) {
            assert_eq!(mixed(1_234_567_u64.wrapping_add(STEP.wrapping_mul(place))), expected);
        }
    }

    #[test]
    fn draws_are_even_and_keys_are_apart() {
        let (a, b) = (stream(1, key("a.price")), stream(1, key("b.price")));
        let n = 100_000;
        let mean = |of: &dyn Fn(u64) -> f64| (0..n).map(of).fold(0.0, |sum, value| sum + value) / real(n);
        // Three standard errors of a mean of uniform numbers, of their squares and of a product of two.
        assert!((mean(&|draw| uniform(a, draw)) - 0.5).abs() < 3.0 * 0.2887 / real(n).sqrt());
        assert!((mean(&|draw| uniform(a, draw).powi(2)) - 1.0 / 3.0).abs() < 3.0 * 0.2982 / real(n).sqrt());
        assert!((mean(&|draw| uniform(a, draw) * uniform(b, draw)) - 0.25).abs() < 3.0 * 0.2205 / real(n).sqrt());
    }
}
