//! Values people type: how each is shown and read. Reading goes through the units of the model; small sums and products are understood everywhere.

use crate::model::counts::{Factor, Whole};
use crate::model::decimal::{Decimal, parse_prefix};
use crate::model::geometry::{Coordinate, Point};
use crate::model::text::{Id, Name, Text};
use crate::model::units::{
    CarbonIntensity, FloorLoad, Hours, Length, Power, Rate, Ratio, Usd, UsdPerKwh, UsdPerWatt, Written, YearlyChange, Years,
};

/// A value with a typed form.
pub trait Entry: Clone + PartialEq {
    /// The text that reads back as this value.
    fn shown(&self) -> String;
    /// The value of a text; the error says what was got and what is allowed.
    fn typed(text: &str) -> Result<Self, String>;
}

macro_rules! quantities {
    ($($type:ident),+ $(,)?) => {
        $(impl Entry for $type {
            fn shown(&self) -> String {
                self.written()
            }

            fn typed(text: &str) -> Result<Self, String> {
                Self::parse_typed(text)
            }
        })+
    };
}

quantities!(CarbonIntensity, FloorLoad, Hours, Length, Power, Rate, Ratio, Usd, UsdPerKwh, UsdPerWatt, YearlyChange, Years);

impl<const MIN: i64, const MAX: i64> Entry for Whole<MIN, MAX> {
    fn shown(&self) -> String {
        self.written()
    }

    fn typed(text: &str) -> Result<Self, String> {
        Self::parse(&calculated(text))
    }
}

impl Entry for Factor {
    fn shown(&self) -> String {
        self.written()
    }

    fn typed(text: &str) -> Result<Self, String> {
        Self::parse(&calculated(text))
    }
}

macro_rules! strings {
    ($($type:ident),+ $(,)?) => {
        $(impl Entry for $type {
            fn shown(&self) -> String {
                self.as_str().to_string()
            }

            fn typed(text: &str) -> Result<Self, String> {
                Self::new(text).map_err(|rule| format!("got {}, allowed {rule}", crate::model::text::quoted(text)))
            }
        })+
    };
}

strings!(Id, Name, Text);

/// A position on the floor: a length that may be negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position(pub Coordinate);

impl Entry for Position {
    fn shown(&self) -> String {
        let sign = if self.0.get() < 0 { "-" } else { "" };
        let metres = Length::from_mm(self.0.get().abs()).map_or_else(String::new, Written::written);
        format!("{sign}{metres}")
    }

    fn typed(text: &str) -> Result<Self, String> {
        let (sign, size) = text.trim().strip_prefix(['-', '\u{2212}']).map_or((1, text), |rest| (-1, rest));
        let length = Length::parse_typed(size)?;
        let coordinate = Coordinate::new(sign * length.base());
        coordinate.map(Self).ok_or_else(|| format!("got {}, allowed -10 km..10 km", crate::model::text::quoted(text)))
    }
}

/// Numbers one after the other: `4, 4, 8`.
#[derive(Clone, Debug, PartialEq)]
pub struct Series<T>(pub Vec<T>);

impl<T: Entry> Entry for Series<T> {
    fn shown(&self) -> String {
        self.0.iter().map(Entry::shown).collect::<Vec<_>>().join(", ")
    }

    fn typed(text: &str) -> Result<Self, String> {
        let parts = text.split([',', ';', '\u{d7}']).map(str::trim).filter(|part| !part.is_empty());
        parts.map(T::typed).collect::<Result<_, _>>().map(Self)
    }
}

/// A point as two positions: `1.2 m, 600 mm`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair(pub Point);

impl Entry for Pair {
    fn shown(&self) -> String {
        Series(vec![Position(self.0.0), Position(self.0.1)]).shown()
    }

    fn typed(text: &str) -> Result<Self, String> {
        let Series(positions) = Series::<Position>::typed(text)?;
        match positions.as_slice() {
            [x, y] => Ok(Self(Point(x.0, y.0))),
            _ => Err(format!("got {}, allowed two positions such as 1.2 m, 600 mm", crate::model::text::quoted(text))),
        }
    }
}

/// `72*4 + 8` as plain digits; text that is no such sum stays as it is, for the error to show.
fn calculated(text: &str) -> String {
    sum(text).map_or_else(|| text.to_string(), Decimal::text)
}

fn sum(text: &str) -> Option<Decimal> {
    let terms = text.split('+').map(product);
    terms.into_iter().try_fold(Decimal::ZERO, |sum, term| sum.plus(term?))
}

fn product(text: &str) -> Option<Decimal> {
    let factors = text.split(['*', '\u{d7}']).map(|factor| match parse_prefix(factor.trim()) {
        Ok((number, "")) => Some(number),
        _ => None,
    });
    factors.into_iter().try_fold(Decimal::new(1, 0), |product, factor| product.times(factor?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_sums_are_read() {
        let cases = [("72*4", Some(288)), ("72 * 4 + 8", Some(296)), ("1,200", Some(1200)), ("7", Some(7)), ("4*", None), ("x", None)];
        for (text, expected) in cases {
            let got = Whole::<0, 1_000_000>::typed(text).ok().map(Whole::get);
            assert_eq!(got, expected, "{text}");
        }
    }

    #[test]
    fn positions_may_be_negative() {
        let cases = [("600 mm", 600), ("-1.2 m", -1200), ("-600 mm", -600), ("2", 2000)];
        for (text, expected) in cases {
            assert_eq!(Position::typed(text).map(|position| position.0.get()), Ok(expected), "{text}");
        }
        let position = Position(Coordinate::new(-1200).expect("in range"));
        assert_eq!(Position::typed(&position.shown()), Ok(position));
    }
}
