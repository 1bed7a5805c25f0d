//! A result with its range: what it is if every catalogue number behind it sits at its low end, its likely value, its high end, and how
//! much of the likely value rests on estimates.

use crate::model::estimate::{Confidence, Estimate};
use crate::model::units::{Real, Written};

/// The whole number nearest to a float, halves away from zero; saturates, and nothing becomes zero. Twice as fast as `round`, which is a call.
#[expect(clippy::cast_possible_truncation, reason = "saturates at the ends, which no plan that is not absurd reaches")]
pub fn nearest(value: f64) -> i64 {
    let toward_zero = value as i64;
    let rest = value - whole(toward_zero);
    toward_zero.saturating_add(i64::from(rest >= 0.5) - i64::from(rest <= -0.5))
}

/// A whole number as a float.
#[expect(clippy::cast_precision_loss, reason = "only for shares, prices and display; sums stay whole")]
pub fn float(value: i128) -> f64 {
    value as f64
}

/// The same for numbers that need no wide sum.
#[expect(clippy::cast_precision_loss, reason = "lengths and powers stay far below 2^53")]
pub fn whole(value: i64) -> f64 {
    value as f64
}

/// A count as a float.
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
pub fn real(count: u64) -> f64 {
    count as f64
}

/// A sum of floats in their order; nothing is zero, not minus zero.
pub fn sum(values: impl Iterator<Item = f64>) -> f64 {
    values.fold(0.0, |sum, value| sum + value)
}

/// A number with its envelope. Numbers are never negative unless they are differences.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Figure<N> {
    pub low: N,
    pub likely: N,
    pub high: N,
    /// The part of `likely` that rests on estimates.
    pub guessed: N,
}

impl<N: Copy> Figure<N> {
    fn join(self, other: Self, with: impl Fn(N, N) -> N) -> Self {
        Self {
            low: with(self.low, other.low),
            likely: with(self.likely, other.likely),
            high: with(self.high, other.high),
            guessed: with(self.guessed, other.guessed),
        }
    }

    fn each<M>(self, with: impl Fn(N) -> M) -> Figure<M> {
        Figure { low: with(self.low), likely: with(self.likely), high: with(self.high), guessed: with(self.guessed) }
    }
}

impl Figure<f64> {
    pub const ONE: Self = Self { low: 1.0, likely: 1.0, high: 1.0, guessed: 0.0 };

    /// A number without a range that somebody stated.
    pub const fn exact(value: f64) -> Self {
        Self { low: value, likely: value, high: value, guessed: 0.0 }
    }

    /// A number of the catalogue.
    pub fn of<T: Written + Real>(number: &Estimate<T>) -> Self {
        let likely = number.value().real();
        let guessed = if number.confidence() == Confidence::Estimate { likely } else { 0.0 };
        Self { low: number.low().real(), likely, high: number.high().real(), guessed }
    }

    pub fn plus(self, other: Self) -> Self {
        self.join(other, |a, b| a + b)
    }

    /// Less another, in each case; never below nothing.
    pub fn less(self, other: Self) -> Self {
        let rest = self.join(other, |a, b| (a - b).max(0.0));
        let guessed = if self.likely > 0.0 { rest.likely * (self.guessed / self.likely) } else { 0.0 };
        Self { low: rest.low.min(rest.likely), high: rest.high.max(rest.likely), likely: rest.likely, guessed }
    }

    pub fn times(self, factor: f64) -> Self {
        self.each(|value| value * factor)
    }

    /// Both uncertain: ends multiply, and what rests on an estimate of either is an estimate.
    pub fn product(self, other: Self) -> Self {
        let sure = |figure: Self| if figure.likely > 0.0 { 1.0 - figure.guessed / figure.likely } else { 1.0 };
        let likely = self.likely * other.likely;
        Self { low: self.low * other.low, likely, high: self.high * other.high, guessed: likely * (1.0 - sure(self) * sure(other)) }
    }

    /// As whole base units.
    pub fn rounded(self) -> Figure<i64> {
        self.each(nearest)
    }
}

impl Figure<i64> {
    pub fn wide(self) -> Figure<i128> {
        self.each(i128::from)
    }
}

impl Figure<i128> {
    pub fn plus(self, other: Self) -> Self {
        self.join(other, i128::saturating_add)
    }

    pub fn times(self, factor: i128) -> Self {
        self.each(|value| value.saturating_mul(factor))
    }

    /// As floats, in another unit: so many base units each.
    pub fn per(self, units: f64) -> Figure<f64> {
        self.each(|value| float(value) / units)
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    #[expect(clippy::cast_possible_truncation, reason = "what is compared with")]
    fn the_nearest_whole_number_is_that_of_round() {
        let halves =
            (-9_i32..9).flat_map(|half| [f64::from(half) / 2.0, (f64::from(half) / 2.0).next_up(), (f64::from(half) / 2.0).next_down()]);
        let large = [4_503_599_627_370_495.5, 4_503_599_627_370_497.0, 9.0e15, 9.2e18, 1.0e19, f64::MAX, f64::INFINITY, f64::NAN, 1e-300];
        for value in halves.chain(large).flat_map(|value| [value, -value]) {
            assert_eq!(nearest(value), value.round() as i64, "{value}");
        }
    }
}
