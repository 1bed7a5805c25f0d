//! Number literals: which spellings ron takes, and which of them would silently become another number.

use std::borrow::Cow;

/// Whether ron reads the whole literal as one number. The range check of integers is left to the typed reading.
pub fn is_number(literal: &str) -> bool {
    is_plain(literal) || is_integer(literal) || is_not_finite(literal) || float_of(literal).is_some()
}

/// Any spelling of infinity or of not-a-number, with or without sign and suffix.
pub fn is_not_finite(literal: &str) -> bool {
    let body = unsigned(literal);
    // Most names differ in the first letter: no need to fold the case of all of them.
    if !body.starts_with(['i', 'I', 'n', 'N']) {
        return false;
    }
    let body = body.strip_suffix("f32").or_else(|| body.strip_suffix("f64")).filter(|b| b.len() > 2).unwrap_or(body);
    ["inf", "infinity", "nan"].iter().any(|name| name.eq_ignore_ascii_case(body))
}

/// Why a literal would not be read as what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    Overflow,
    Underflow,
}

/// ron turns `1e400` into infinity and `1e-400` into zero without a word.
pub fn silent_loss(literal: &str) -> Option<Loss> {
    // Without an exponent a short literal can neither overflow nor underflow.
    let long = literal.len() > 300;
    if !long && !literal.bytes().any(|b| matches!(b, b'e' | b'E' | b'f')) {
        return None;
    }
    let value = float_of(literal)?;
    if value.is_infinite() {
        return Some(Loss::Overflow);
    }
    let mantissa = literal.split(['e', 'E', 'f']).next().unwrap_or("");
    (value == 0.0 && mantissa.bytes().any(|b| matches!(b, b'1'..=b'9'))).then_some(Loss::Underflow)
}

fn unsigned(literal: &str) -> &str {
    literal.strip_prefix(['+', '-']).unwrap_or(literal)
}

/// The common case: digits, at most one point.
fn is_plain(literal: &str) -> bool {
    let body = unsigned(literal);
    let mut points = 0_usize;
    let mut digits = 0_usize;
    for b in body.bytes() {
        match b {
            b'0'..=b'9' => digits += 1,
            b'.' => points += 1,
            _ => return false,
        }
    }
    digits > 0 && points < 2
}

fn is_integer(literal: &str) -> bool {
    let body = unsigned(literal);
    let (base, digits) = match body.get(..2) {
        Some("0b") => (2, body.get(2..).unwrap_or("")),
        Some("0o") => (8, body.get(2..).unwrap_or("")),
        Some("0x") => (16, body.get(2..).unwrap_or("")),
        _ => (10, body),
    };
    let suffixes = ["i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64"];
    let digits = suffixes.iter().find_map(|suffix| digits.strip_suffix(suffix)).unwrap_or(digits);
    !digits.is_empty() && !digits.starts_with('_') && digits.chars().all(|c| c == '_' || c.is_digit(base))
}

/// The value ron gives a decimal literal; nothing when it takes it for no float.
fn float_of(literal: &str) -> Option<f64> {
    if let Some(body) = literal.strip_suffix("f32") {
        return without_underscores(body)?.parse::<f32>().ok().map(f64::from);
    }
    let body = literal.strip_suffix("f64").unwrap_or(literal);
    without_underscores(body)?.parse().ok()
}

/// Underscores may stand behind a digit or an `e`, never behind a point or at the start.
fn without_underscores(body: &str) -> Option<Cow<'_, str>> {
    if !body.bytes().all(|b| matches!(b, b'0'..=b'9' | b'e' | b'E' | b'.' | b'+' | b'-' | b'_')) {
        return None;
    }
    if !body.contains('_') {
        return Some(Cow::Borrowed(body));
    }
    let mut kept = String::with_capacity(body.len());
    let mut allowed = false;
    for c in body.chars() {
        match c {
            '_' if allowed => continue,
            '_' => return None,
            '.' => allowed = false,
            '+' | '-' => {}
            _ => allowed = true,
        }
        kept.push(c);
    }
    Some(Cow::Owned(kept))
}
