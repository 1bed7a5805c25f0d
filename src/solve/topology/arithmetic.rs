//! Whole numbers: division that never fails, divisors, and bandwidth ratios as exact fractions.

use super::unbuildable::Unbuildable;
use crate::model::counts::Factor;
use crate::model::decimal::Decimal;

/// Rounded up; by zero as by one.
pub fn ceil_div(a: u128, b: u128) -> u128 {
    a.div_ceil(b.max(1))
}

/// Rounded down; by zero as by one.
pub fn floor_div(a: u128, b: u128) -> u128 {
    a / b.max(1)
}

/// Fewer, but never below nothing.
pub fn less(a: u128, b: u128) -> u128 {
    a.saturating_sub(b)
}

/// The count, if 64 bits hold it.
pub fn held(count: u128) -> Result<u64, Unbuildable> {
    u64::try_from(count).map_err(|_| Unbuildable::TooMany)
}

/// The product, if 64 bits hold it.
pub fn product(factors: impl IntoIterator<Item = u128>) -> Result<u128, Unbuildable> {
    let whole = factors.into_iter().try_fold(1_u128, u128::checked_mul).ok_or(Unbuildable::TooMany)?;
    held(whole).map(u128::from)
}

/// Pairs in a set, and the links that two nearly equal halves of it have between them.
pub fn pairs(n: u128) -> u128 {
    n.saturating_mul(n.saturating_sub(1)) / 2
}

/// Pairs with one member in each half.
pub fn pairs_across(n: u128) -> u128 {
    (n / 2).saturating_mul(n.div_ceil(2))
}

/// All divisors, ascending. For numbers the size of a port count, so 64 bits do; they divide faster.
pub fn divisors(n: u128) -> Vec<u128> {
    let n = u64::try_from(n).unwrap_or(0);
    let small: Vec<u64> =
        (1..).take_while(|d: &u64| d.checked_mul(*d).is_some_and(|square| square <= n)).filter(|d| n.is_multiple_of(*d)).collect();
    let large = small.iter().rev().map(|d| n / d).filter(|d| small.last().is_some_and(|root| d > root));
    small.iter().copied().chain(large).map(u128::from).collect()
}

/// The smallest divisor of `n` that is no less than `least`.
pub fn least_divisor(n: u128, least: u128) -> Option<u128> {
    divisors(n).into_iter().find(|d| *d >= least)
}

/// The smallest divisor of `a * b` that is no less than `least`; every divisor of a product is one of each factor multiplied.
pub fn least_divisor_of_product(a: u128, b: u128, least: u128) -> Option<u128> {
    let of_b = divisors(b);
    divisors(a).into_iter().flat_map(|x| of_b.iter().map(move |y| x * y)).filter(|d| *d >= least).min()
}

pub fn common_divisor(a: u128, b: u128) -> u128 {
    if b == 0 { a } else { common_divisor(b, a % b) }
}

/// Bandwidth down over bandwidth up, exact to twelve decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taper {
    down: u128,
    up: u128,
}

impl Taper {
    pub const NONE: Self = Self { down: 1, up: 1 };
    const PLACES: i32 = 12;

    pub fn of(factor: Factor) -> Self {
        let scaled = |value: f64| Decimal::from_float(value)?.shifted(Self::PLACES).nearest_whole();
        let down = scaled(factor.get()).and_then(|down| u128::try_from(down).ok()).unwrap_or(0);
        Self { down, up: 10_u128.pow(Self::PLACES.unsigned_abs()) }
    }

    /// Ports of a switch that face up: the fewest that keep the ratio.
    pub fn up_ports(self, radix: u128) -> u128 {
        ceil_div(radix.saturating_mul(self.up), self.down.saturating_add(self.up))
    }

    /// Links up that so many links down need.
    pub fn links_up(self, down: u128) -> u128 {
        if self.down == 0 { u128::MAX } else { ceil_div(down.saturating_mul(self.up), self.down) }
    }
}
