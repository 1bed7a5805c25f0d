//! Exact decimal numbers and the small arithmetic people type into fields: `72*400`, `1,200`, `1.2e3`. Knows no units.

/// `mantissa * 10^exponent`, exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    pub mantissa: i128,
    pub exponent: i32,
}

/// Beyond this no quantity of ours lives, and powers of ten stay cheap.
const EXPONENT_LIMIT: i32 = 400;

impl Decimal {
    pub const ZERO: Decimal = Decimal { mantissa: 0, exponent: 0 };

    pub fn new(mantissa: i128, exponent: i32) -> Self {
        Self { mantissa, exponent }
    }

    pub fn times(self, other: Self) -> Option<Self> {
        let (a, b) = (self.reduced(), other.reduced());
        let exponent = a.exponent.checked_add(b.exponent)?;
        Some(Self::new(a.mantissa.checked_mul(b.mantissa)?, exponent))
    }

    pub fn plus(self, other: Self) -> Option<Self> {
        let (a, b) = (self.reduced(), other.reduced());
        // Nothing to bring to a common exponent: it could be too far away.
        if a == Self::ZERO || b == Self::ZERO {
            return Some(if a == Self::ZERO { b } else { a });
        }
        let exponent = a.exponent.min(b.exponent);
        let sum = a.mantissa_at(exponent)?.checked_add(b.mantissa_at(exponent)?)?;
        Some(Self::new(sum, exponent))
    }

    /// The whole number this is, or `None` if it has a fraction or does not fit.
    pub fn whole(self) -> Option<i128> {
        let reduced = self.reduced();
        if reduced.exponent < 0 { None } else { reduced.mantissa_at(0) }
    }

    /// The nearest whole number, halves away from zero.
    pub fn nearest_whole(self) -> Option<i128> {
        let reduced = self.reduced();
        if reduced.exponent >= 0 {
            return reduced.whole();
        }
        let Some(unit) = power_of_ten(reduced.exponent.unsigned_abs()) else { return Some(0) };
        let half = if reduced.mantissa < 0 { -(unit / 2) } else { unit / 2 };
        Some(reduced.mantissa.checked_add(half)? / unit)
    }

    /// The nearest float; `None` where it would overflow, or become zero without being zero.
    pub fn float(self) -> Option<f64> {
        let value: f64 = format!("{}e{}", self.mantissa, self.exponent).parse().ok()?;
        let vanished = value == 0.0 && self.mantissa != 0;
        (value.is_finite() && !vanished).then_some(value)
    }

    /// The shortest decimal that reads back as this float. The float must be finite.
    pub fn from_float(value: f64) -> Option<Self> {
        parse_literal(&format!("{value:e}"))
    }

    /// Moves the decimal point: `shifted(2)` multiplies by a hundred.
    pub fn shifted(self, places: i32) -> Self {
        Self::new(self.mantissa, self.exponent.saturating_add(places))
    }

    /// Digits as people write them; an exponent only where plain digits would be absurd.
    pub fn text(self) -> String {
        let Self { mantissa, exponent } = self.reduced();
        let digits = mantissa.unsigned_abs().to_string();
        let sign = if mantissa < 0 { "-" } else { "" };
        match exponent {
            0.. if exponent <= 24 => format!("{sign}{digits}{}", "0".repeat(exponent.unsigned_abs() as usize)),
            -24..0 => format!("{sign}{}", with_point(&digits, exponent.unsigned_abs() as usize)),
            _ => format!("{sign}{digits}e{exponent}"),
        }
    }

    fn reduced(mut self) -> Self {
        if self.mantissa == 0 {
            return Self::ZERO;
        }
        while self.mantissa % 10 == 0 {
            self.mantissa /= 10;
            self.exponent = self.exponent.saturating_add(1);
        }
        self
    }

    fn mantissa_at(self, exponent: i32) -> Option<i128> {
        let steps = self.exponent.checked_sub(exponent)?;
        self.mantissa.checked_mul(power_of_ten(u32::try_from(steps).ok()?)?)
    }
}

fn power_of_ten(exponent: u32) -> Option<i128> {
    10_i128.checked_pow(exponent)
}

fn with_point(digits: &str, places: usize) -> String {
    let padded = format!("{digits:0>width$}", width = places + 1);
    let (whole, fraction) = padded.split_at(padded.len() - places);
    format!("{whole}.{fraction}")
}

/// Reads a number at the start of `text`; returns it and the rest. Thousands separators must part groups of three.
pub fn parse_prefix(text: &str) -> Result<(Decimal, &str), String> {
    let literal = literal_end(text);
    let (number, rest) = text.split_at(literal);
    if number.is_empty() {
        return Err("allowed a number first".to_string());
    }
    let plain = without_separators(number)?;
    let decimal = parse_literal(&plain).ok_or_else(|| format!("{} is not a number this program can hold", super::text::excerpt(number)))?;
    Ok((decimal, rest))
}

/// Where the literal ends. A sign only in front, `e` only before digits, so that `3 e` and `2 eV` stay units.
fn literal_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let at = |i: usize| bytes.get(i).copied().unwrap_or(b' ');
    let mut end = usize::from(matches!(at(0), b'+' | b'-'));
    loop {
        let separator = text.get(end..).and_then(separator_length).filter(|n| at(end + n).is_ascii_digit() && end > 0);
        match at(end) {
            b'0'..=b'9' | b'.' => end += 1,
            b'e' | b'E' if at(end + 1).is_ascii_digit() => end += 2,
            b'e' | b'E' if matches!(at(end + 1), b'+' | b'-') && at(end + 2).is_ascii_digit() => end += 3,
            _ if separator.is_some() => end += separator.unwrap_or(0),
            _ => return end,
        }
    }
}

/// Bytes of the thousands separator at the start of `text`: comma, underscore, no-break and thin spaces.
fn separator_length(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    matches!(first, ',' | '_' | '\u{A0}' | '\u{2009}' | '\u{202F}').then(|| first.len_utf8())
}

/// `1,200` -> `1200`. `1,2` and `1200,000` could be meant in two ways and are refused.
fn without_separators(number: &str) -> Result<String, String> {
    let is_separator = |c: char| separator_length(c.encode_utf8(&mut [0; 4])).is_some();
    let (whole, fraction) = number.split_at(number.find(['.', 'e', 'E']).unwrap_or(number.len()));
    let groups: Vec<&str> = whole.trim_start_matches(['+', '-']).split(is_separator).collect();
    let even = groups.iter().skip(1).all(|group| group.len() == 3) && groups.first().is_some_and(|group| group.len() <= 3);
    if (groups.len() > 1 && !even) || fraction.contains(is_separator) {
        return Err(format!("{} can be read in two ways; write 1200.5, 1,200.5 or 1_200.5", super::text::excerpt(number)));
    }
    Ok(number.chars().filter(|c| !is_separator(*c)).collect())
}

/// Plain digits with an optional point and exponent.
fn parse_literal(text: &str) -> Option<Decimal> {
    let (number, exponent) = match text.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let unsigned = whole.trim_start_matches(['+', '-']);
    if (unsigned.is_empty() && fraction.is_empty()) || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let mantissa: i128 = format!("{whole}{fraction}").parse().ok()?;
    let exponent = exponent.checked_sub(i32::try_from(fraction.len()).ok()?)?;
    (mantissa == 0 || exponent.abs() <= EXPONENT_LIMIT).then_some(Decimal::new(mantissa, exponent))
}
