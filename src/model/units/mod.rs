//! Quantities: a private number of base units each, one place that parses and prints them all. Rates are each way; energy is per end.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::decimal::{self, Decimal};
use super::describe::Describe;

/// A value with one written form, which reads back as the same value.
pub trait Written: Copy + PartialOrd + Describe + Serialize + DeserializeOwned + 'static {
    /// Written as a bare number, not as a string with a unit.
    const BARE: bool = false;

    fn written(self) -> String;
    /// The digits in the main unit, whatever the size: for tables other programs read.
    fn amount(self) -> String;
    /// The main unit; empty for bare numbers.
    fn unit() -> &'static str;
    /// Reads what people type; the error says what was got and what is allowed.
    fn parse(text: &str) -> Result<Self, String>;
}

/// A value as a plain number in its base unit, for arithmetic with floats.
pub trait Real: Copy {
    fn real(self) -> f64;
}

/// A unit symbol, worth `mantissa * 10^exponent` base units.
#[derive(Debug)]
pub struct Symbol {
    pub text: &'static str,
    mantissa: i128,
    exponent: i32,
    /// Written by the program; the others are only understood.
    printed: bool,
    /// Not decimal to the base unit (feet, pounds): rounded to it when read.
    rounded: bool,
}

const fn printed(text: &'static str, exponent: i32) -> Symbol {
    Symbol { text, mantissa: 1, exponent, printed: true, rounded: false }
}

const fn read(text: &'static str, exponent: i32) -> Symbol {
    Symbol { text, mantissa: 1, exponent, printed: false, rounded: false }
}

const fn imperial(text: &'static str, mantissa: i128, exponent: i32) -> Symbol {
    Symbol { text, mantissa, exponent, printed: false, rounded: true }
}

/// A physical dimension as files and fields write it.
#[derive(Debug)]
pub struct Kind {
    /// As in "got 3 kW, a power".
    pub name: &'static str,
    symbols: &'static [Symbol],
    /// The symbol SI letters attach to: `1.2k` in a power field is `1.2 kW`.
    pub main: &'static str,
}

/// Stands in for a kind without printed symbols; there is none.
static PLAIN: Symbol = printed("", 0);

/// How a value was typed: the sum in base units, and whether feet or pounds took part.
struct Typed {
    sum: Decimal,
    rounded: bool,
}

/// Reads `72*400 Gb/s`, `3 m + 20 cm`, `1,200 W`. `bare` is the symbol a number without one has, if that is allowed.
fn evaluate(text: &str, kind: &Kind, bare: Option<&str>) -> Result<Typed, String> {
    let mut total = Typed { sum: Decimal::ZERO, rounded: false };
    let mut rest = text.trim();
    // In a sum every part has its unit: "3 + 4 Tb/s" can be read in two ways.
    let bare = bare.filter(|_| !rest.contains('+'));
    loop {
        let (term, rounded, after) = product(rest, kind, bare)?;
        total.sum = total.sum.plus(term).ok_or("the sum is too large")?;
        total.rounded |= rounded;
        match after.strip_prefix('+') {
            Some(next) => rest = next.trim_start(),
            None if after.is_empty() => return Ok(total),
            None => return Err(format!("{} is not understood; numbers may be joined by * and +", crate::model::text::quoted(after))),
        }
    }
}

/// `72 * 400 Gb/s`: factors without a unit, and one unit at the end.
fn product<'t>(text: &'t str, kind: &Kind, bare: Option<&str>) -> Result<(Decimal, bool, &'t str), String> {
    let (mut value, mut rest) = decimal::parse_prefix(text)?;
    while let Some(next) = strip_times(rest.trim_start()) {
        let (factor, after) = decimal::parse_prefix(next)?;
        value = value.times(factor).ok_or("the product is too large")?;
        rest = after;
    }
    let rest = rest.trim_start_matches([' ', '\u{A0}', '\u{2009}', '\u{202F}']);
    let (word, after) = rest.split_at(rest.find(['+', '*']).unwrap_or(rest.len()));
    let symbol = find_symbol(word.trim_end(), kind, bare)?;
    let value = value.times(Decimal::new(symbol.mantissa, symbol.exponent)).ok_or("the value is too large")?;
    Ok((value, symbol.rounded, after.trim()))
}

fn strip_times(text: &str) -> Option<&str> {
    text.strip_prefix(['*', '×']).map(str::trim_start)
}

fn find_symbol<'k>(word: &str, kind: &'k Kind, bare: Option<&str>) -> Result<&'k Symbol, String> {
    let named = |text: &str| kind.symbols.iter().find(|symbol| symbol.text == text);
    if word.is_empty() {
        return bare.and_then(named).ok_or_else(|| format!("a unit is missing; write for example \"1 {}\"", kind.main));
    }
    if let Some(symbol) = named(word) {
        return Ok(symbol);
    }
    // Large prefixes only: a metre typed into a power field is a slip, not a milliwatt.
    let prefix = bare.is_some() && matches!(word, "k" | "M" | "G" | "T" | "P");
    if let Some(symbol) = prefix.then(|| named(&format!("{word}{}", kind.main))).flatten() {
        return Ok(symbol);
    }
    let alike: Vec<&Symbol> = kind.symbols.iter().filter(|symbol| is_sloppy(word, symbol.text)).collect();
    match alike.as_slice() {
        [symbol] => Ok(symbol),
        [] => Err(wrong_unit(word, kind)),
        _ => Err(format!("{word} may be {}", alike.iter().map(|s| s.text).collect::<Vec<_>>().join(" or "))),
    }
}

/// Whether the word is this symbol but for its capitals. Bits and bytes stay apart: GB/s is never Gb/s.
fn is_sloppy(word: &str, symbol: &str) -> bool {
    let counts_data = |index: usize| index > 0 && symbol.as_bytes().get(index - 1).is_some_and(|b| b"kKMGTP".contains(b));
    let same_size = |(index, (a, b)): (usize, (u8, u8))| a == b || b != b'b' && b != b'B' || !counts_data(index);
    word.eq_ignore_ascii_case(symbol) && word.bytes().zip(symbol.bytes()).enumerate().all(same_size)
}

fn wrong_unit(word: &str, kind: &Kind) -> String {
    if matches!(word, "GB/s" | "TB/s" | "MB/s") && kind.name == "rate" {
        return format!("{word} counts bytes; rates are bits each way, 1 TB/s is 8 Tb/s");
    }
    let other = KINDS.iter().find(|other| other.symbols.iter().any(|symbol| symbol.text == word));
    match other {
        Some(other) => format!("{word} is the unit of a {}, not of a {}", other.name, kind.name),
        None => format!("{} is no unit of a {}", crate::model::text::quoted(word), kind.name),
    }
}

/// The printed symbol that leaves the fewest digits before the point, at least one.
fn best_symbol(base: Decimal, kind: &Kind) -> &Symbol {
    let digits = base.mantissa.unsigned_abs().checked_ilog10().unwrap_or(0).cast_signed();
    let size = digits + base.exponent;
    let printed = || kind.symbols.iter().filter(|symbol| symbol.printed);
    let fitting = printed().filter(|symbol| base.mantissa != 0 && symbol.exponent <= size).max_by_key(|symbol| symbol.exponent);
    let named_main = || printed().find(|symbol| symbol.text == kind.main);
    let smallest = || printed().min_by_key(|symbol| symbol.exponent);
    fitting.or_else(|| if base.mantissa == 0 { named_main() } else { smallest() }).unwrap_or(&PLAIN)
}

fn written_as(base: Decimal, kind: &Kind) -> String {
    let symbol = best_symbol(base, kind);
    format!("{} {}", base.shifted(-symbol.exponent).text(), symbol.text)
}

fn in_main_unit(base: Decimal, kind: &Kind) -> String {
    let main = kind.symbols.iter().find(|symbol| symbol.text == kind.main).unwrap_or(&PLAIN);
    base.shifted(-main.exponent).text()
}

fn got(text: &str) -> String {
    format!("got {}", crate::model::text::quoted(text))
}

macro_rules! serde_as_text {
    ($name:ident) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.written())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let literal = Literal::deserialize(deserializer)?;
                literal.text::<Self>().and_then(Self::parse).map_err(serde::de::Error::custom)
            }
        }

        impl Describe for $name {
            fn shape() -> Shape {
                let (min, max) = (Self::MIN.written(), Self::MAX.written());
                Shape::Quantity { kind: Self::KIND.name, min, max, example: format!("1 {}", Self::KIND.main) }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.written())
            }
        }

        impl Numbers for $name {
            fn words(&self, path: &str, visit: &mut dyn FnMut(&str, &str)) {
                visit(path, &self.written());
            }
        }

        impl $name {
            fn out_of_range(text: &str) -> String {
                format!("{}, allowed {}..{}", got(text), Self::MIN, Self::MAX)
            }

            /// What a planner types into a field of this kind: a bare number has the main unit, `1.2k` the SI letter before it.
            pub fn parse_typed(text: &str) -> Result<Self, String> {
                Self::parse_with(text, Some(Self::KIND.main))
            }

            fn parse_with(text: &str, bare: Option<&str>) -> Result<Self, String> {
                let typed = evaluate(text, &Self::KIND, bare)
                    .map_err(|why| format!("{}, allowed {}..{}: {why}", got(text), Self::MIN, Self::MAX))?;
                Self::from_typed(&typed, text)
            }
        }
    };
}

/// A quantity in whole base units: sums are exact in any order.
macro_rules! whole_quantity {
    ($(#[doc = $doc:literal])+ $name:ident, $kind:ident, $base:ident, $kind_name:literal, $main:literal, $min:expr, $max:expr, [$($symbol:expr),+]) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(i64);

        static $kind: Kind = Kind { name: $kind_name, symbols: &[$($symbol),+], main: $main };

        impl $name {
            pub const ZERO: Self = Self(0);
            pub const MIN: Self = Self($min);
            pub const MAX: Self = Self($max);
            const KIND: &'static Kind = &$kind;

            /// In base units; `None` outside the allowed range.
            pub fn $base(units: i64) -> Option<Self> {
                (Self::MIN.0..=Self::MAX.0).contains(&units).then_some(Self(units))
            }

            /// The number of base units.
            pub const fn base(self) -> i64 {
                self.0
            }

            /// `None` where the sum leaves the allowed range.
            pub fn plus(self, other: Self) -> Option<Self> {
                Self::$base(self.0.checked_add(other.0)?)
            }

            /// `None` where the product leaves the allowed range.
            pub fn times(self, count: u64) -> Option<Self> {
                Self::$base(self.0.checked_mul(i64::try_from(count).ok()?)?)
            }

            fn from_typed(typed: &Typed, text: &str) -> Result<Self, String> {
                let whole = if typed.rounded { typed.sum.nearest_whole() } else { typed.sum.whole() };
                if whole.is_none() && typed.sum.nearest_whole().is_some() {
                    return Err(format!("{}, allowed steps of {}", got(text), Self(1)));
                }
                whole.and_then(|units| Self::$base(i64::try_from(units).ok()?)).ok_or_else(|| Self::out_of_range(text))
            }
        }

        impl Written for $name {
            fn written(self) -> String {
                written_as(Decimal::new(i128::from(self.0), 0), Self::KIND)
            }

            fn amount(self) -> String {
                in_main_unit(Decimal::new(i128::from(self.0), 0), Self::KIND)
            }

            fn unit() -> &'static str {
                Self::KIND.main
            }

            fn parse(text: &str) -> Result<Self, String> {
                Self::parse_with(text, None)
            }
        }

        impl Real for $name {
            #[expect(clippy::cast_precision_loss, reason = "base units beyond 2^53 are beyond any plan; sums stay whole")]
            fn real(self) -> f64 {
                self.0 as f64
            }
        }

        serde_as_text!($name);
    };
}

/// A quantity held as a float: prices, energies, shares. Always finite and in range.
macro_rules! real_quantity {
    ($(#[doc = $doc:literal])+ $name:ident, $kind:ident, $kind_name:literal, $main:literal, $min:expr, $max:expr, [$($symbol:expr),+]) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
        pub struct $name(f64);

        static $kind: Kind = Kind { name: $kind_name, symbols: &[$($symbol),+], main: $main };

        impl $name {
            pub const MIN: Self = Self($min);
            pub const MAX: Self = Self($max);
            const KIND: &'static Kind = &$kind;

            /// In the base unit; `None` if not finite or outside the allowed range.
            pub fn new(value: f64) -> Option<Self> {
                let positive_zero = value + 0.0;
                (Self::MIN.0..=Self::MAX.0).contains(&positive_zero).then_some(Self(positive_zero))
            }

            /// The value in the base unit.
            pub const fn get(self) -> f64 {
                self.0
            }

            fn from_typed(typed: &Typed, text: &str) -> Result<Self, String> {
                let value = typed.sum.float().ok_or_else(|| Self::out_of_range(text))?;
                Self::new(value).ok_or_else(|| Self::out_of_range(text))
            }
        }

        impl Written for $name {
            fn written(self) -> String {
                written_real(self.0, Self::KIND)
            }

            fn amount(self) -> String {
                in_main_unit(Decimal::from_float(self.0).unwrap_or(Decimal::ZERO), Self::KIND)
            }

            fn unit() -> &'static str {
                Self::KIND.main
            }

            fn parse(text: &str) -> Result<Self, String> {
                Self::parse_with(text, None)
            }
        }

        impl Real for $name {
            fn real(self) -> f64 {
                self.0
            }
        }

        serde_as_text!($name);
    };
}

/// Floats keep the symbol of their base unit: shifting the point by a power of ten in text is exact, dividing is not.
fn written_real(value: f64, kind: &Kind) -> String {
    let decimal = Decimal::from_float(value).unwrap_or(Decimal::ZERO);
    let symbol = kind.symbols.iter().find(|symbol| symbol.printed).unwrap_or(&PLAIN);
    format!("{} {}", decimal.shifted(-symbol.exponent).text(), symbol.text)
}

// After the macros, which it uses.
mod list;

use list::KINDS;
pub use list::*;
