//! Numbers in messages: four significant digits, and more only where two of them would read the same.

use crate::model::units::{Length, Mass, Power, Rate};
use crate::solve::resolve::supply::UW_PER_MW;

const FEWEST: u32 = 4;
const MOST: u32 = 18;

/// An amount as text, with so many significant digits.
pub type Say = fn(i64, u32) -> String;

/// From microwatts.
pub fn power(uw: i64, digits: u32) -> String {
    Power::from_mw(rounded(uw / UW_PER_MW, digits)).unwrap_or(Power::MAX).to_string()
}

/// From millimetres.
pub fn length(mm: i64, digits: u32) -> String {
    Length::from_mm(rounded(mm, digits)).unwrap_or(Length::MAX).to_string()
}

/// From Mb/s.
pub fn rate(mbps: i64, digits: u32) -> String {
    Rate::from_mbps(rounded(mbps, digits)).unwrap_or(Rate::MAX).to_string()
}

/// From grams.
pub fn mass(g: i64, digits: u32) -> String {
    Mass::from_g(rounded(g, digits)).unwrap_or(Mass::MAX).to_string()
}

/// From thousandths.
pub fn number(thousandths: i64, digits: u32) -> String {
    let value = rounded(thousandths, digits);
    let (whole, rest) = (value / 1_000, value % 1_000);
    let text = format!("{whole}.{rest:03}");
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}

/// One amount.
pub fn one(say: Say, amount: i64) -> String {
    say(amount, FEWEST)
}

/// What is and what may be, with as many digits as it takes to tell them apart.
pub fn apart(say: Say, actual: i64, limit: i64) -> (String, String) {
    let pair = |digits: u32| (say(actual, digits), say(limit, digits));
    (FEWEST..MOST).map(pair).find(|(actual, limit)| actual != limit).unwrap_or_else(|| pair(MOST))
}

/// `1 slot`, `1,200 slots`.
pub fn counted(count: u64, what: &str) -> String {
    let count_text = crate::solve::topology::grouped(count);
    if count == 1 { format!("{count_text} {what}") } else { format!("{count_text} {what}s") }
}

fn rounded(value: i64, digits: u32) -> i64 {
    let size = value.unsigned_abs().checked_ilog10().map_or(0, |log| log + 1);
    let step = 10_i64.checked_pow(size.saturating_sub(digits)).unwrap_or(1);
    (value.saturating_add(step / 2) / step).saturating_mul(step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_digits_unless_two_would_read_the_same() {
        assert_eq!(one(power, 212_345_678_901), "212.3 kW");
        assert_eq!(one(length, 3_456), "3.456 m");
        assert_eq!(one(mass, 1_364_512), "1365 kg");
        assert_eq!(apart(power, 200_004_000_000, 200_000_000_000), ("200.004 kW".to_string(), "200 kW".to_string()));
        assert_eq!(apart(length, 5, 5), ("5 mm".to_string(), "5 mm".to_string()));
        assert_eq!(one(number, 27_940), "27.94");
        assert_eq!(one(number, 40), "0.04");
        assert_eq!(one(number, 1_234_567), "1235");
        assert_eq!(counted(1, "slot"), "1 slot");
        assert_eq!(counted(1_200, "slot"), "1,200 slots");
    }
}
