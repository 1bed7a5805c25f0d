//! Plain numbers that stand in files without a unit: whole numbers with bounds, and factors such as PUE or taper.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::decimal;
use super::describe::{Describe, Shape};
use super::literal::Literal;
use super::numbers::Numbers;
use super::units::{Real, Written};

/// A whole number between two bounds, both allowed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Whole<const MIN: i64, const MAX: i64>(i64);

/// How many of a thing.
pub type Count = Whole<0, 1_000_000_000>;
/// How many of a thing that is there at least once.
pub type Some1 = Whole<1, 1_000_000_000>;
/// A calendar year.
pub type Year = Whole<1990, 2100>;
/// Years a plan looks ahead.
pub type Horizon = Whole<1, 50>;
/// Rack units.
pub type Units = Whole<0, 200>;

impl<const MIN: i64, const MAX: i64> Whole<MIN, MAX> {
    /// `None` outside the bounds.
    pub fn new(value: i64) -> Option<Self> {
        (MIN..=MAX).contains(&value).then_some(Self(value))
    }

    pub const fn get(self) -> i64 {
        self.0
    }

    /// The number as an unsigned one; bounds below zero read as zero.
    pub fn count(self) -> u64 {
        u64::try_from(self.0).unwrap_or(0)
    }

    fn refusal(got: &dyn fmt::Display) -> String {
        format!("got {got}, allowed {}..{}", grouped(MIN), grouped(MAX))
    }
}

/// `12000` -> `12,000`; four digits stay together, as years do.
pub fn grouped(value: i64) -> String {
    if value.unsigned_abs() < 10_000 {
        return value.to_string();
    }
    let digits = value.unsigned_abs().to_string();
    let mut text = String::from(if value < 0 { "-" } else { "" });
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

impl<const MIN: i64, const MAX: i64> Default for Whole<MIN, MAX> {
    /// The number nearest to zero that is allowed.
    fn default() -> Self {
        Self(0_i64.clamp(MIN, MAX))
    }
}

impl<const MIN: i64, const MAX: i64> fmt::Display for Whole<MIN, MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl<const MIN: i64, const MAX: i64> fmt::Debug for Whole<MIN, MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl<const MIN: i64, const MAX: i64> Written for Whole<MIN, MAX> {
    const BARE: bool = true;

    fn written(self) -> String {
        self.0.to_string()
    }

    fn amount(self) -> String {
        self.written()
    }

    fn unit() -> &'static str {
        ""
    }

    fn parse(text: &str) -> Result<Self, String> {
        let (value, rest) =
            decimal::parse_prefix(text.trim()).map_err(|why| format!("{}: {why}", Self::refusal(&super::text::bare(text))))?;
        let whole = if rest.is_empty() { value.whole() } else { None };
        whole.and_then(|whole| Self::new(i64::try_from(whole).ok()?)).ok_or_else(|| Self::refusal(&super::text::bare(text)))
    }
}

impl<const MIN: i64, const MAX: i64> Real for Whole<MIN, MAX> {
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    fn real(self) -> f64 {
        self.0 as f64
    }
}

impl<const MIN: i64, const MAX: i64> Describe for Whole<MIN, MAX> {
    fn shape() -> Shape {
        Shape::Whole { min: i128::from(MIN), max: i128::from(MAX) }
    }
}

impl<const MIN: i64, const MAX: i64> Numbers for Whole<MIN, MAX> {
    fn words(&self, path: &str, visit: &mut dyn FnMut(&str, &str)) {
        visit(path, &self.written());
    }
}

impl<const MIN: i64, const MAX: i64> Serialize for Whole<MIN, MAX> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0)
    }
}

impl<'de, const MIN: i64, const MAX: i64> Deserialize<'de> for Whole<MIN, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = i64::deserialize(deserializer)?;
        Self::new(value).ok_or_else(|| serde::de::Error::custom(Self::refusal(&value)))
    }
}

/// A factor without a unit, such as PUE, taper or a price multiple.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Factor(f64);

impl Factor {
    pub const ONE: Self = Self(1.0);
    const MAX: f64 = 1e6;

    /// `None` if not finite, negative or above a million.
    pub fn new(value: f64) -> Option<Self> {
        let positive_zero = value + 0.0;
        (0.0..=Self::MAX).contains(&positive_zero).then_some(Self(positive_zero))
    }

    pub const fn get(self) -> f64 {
        self.0
    }

    fn refusal(got: &dyn fmt::Display) -> String {
        format!("got {got}, allowed 0..1,000,000")
    }
}

impl Default for Factor {
    fn default() -> Self {
        Self::ONE
    }
}

impl fmt::Display for Factor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written())
    }
}

impl Written for Factor {
    const BARE: bool = true;

    fn amount(self) -> String {
        self.written()
    }

    fn unit() -> &'static str {
        ""
    }

    fn written(self) -> String {
        decimal::Decimal::from_float(self.0).unwrap_or(decimal::Decimal::ZERO).text()
    }

    fn parse(text: &str) -> Result<Self, String> {
        let (value, rest) =
            decimal::parse_prefix(text.trim()).map_err(|why| format!("{}: {why}", Self::refusal(&super::text::bare(text))))?;
        let float = if rest.is_empty() { value.float() } else { None };
        float.and_then(Self::new).ok_or_else(|| Self::refusal(&super::text::bare(text)))
    }
}

impl Real for Factor {
    fn real(self) -> f64 {
        self.0
    }
}

impl Describe for Factor {
    fn shape() -> Shape {
        Shape::Quantity { kind: "factor", min: "0".to_string(), max: "1,000,000".to_string(), example: "1.2".to_string() }
    }
}

impl Numbers for Factor {
    fn words(&self, path: &str, visit: &mut dyn FnMut(&str, &str)) {
        visit(path, &self.written());
    }
}

impl Serialize for Factor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.0)
    }
}

impl<'de> Deserialize<'de> for Factor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let literal = Literal::deserialize(deserializer)?;
        literal.text::<Self>().and_then(Self::parse).map_err(serde::de::Error::custom)
    }
}
