//! Names that count: R01, R02, ...; A09, B09 from row to row. Pure text.

/// The trailing number of a name: (text before it, its value, its width). `None` if the name ends otherwise.
fn trailing_number(name: &str) -> Option<(&str, u64, usize)> {
    let digits = name.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (text, number) = name.split_at(name.len() - digits);
    Some((text, number.parse().ok()?, digits))
}

/// The name `steps` after `first`: `R01` + 2 is `R03`; a name without a number gets one.
pub fn numbered(first: &str, steps: u64) -> String {
    if steps == 0 {
        return first.to_string();
    }
    match trailing_number(first) {
        Some((text, number, width)) => format!("{text}{:0width$}", number.saturating_add(steps)),
        None => format!("{first}-{}", steps.saturating_add(1)),
    }
}

/// The first name of a row: `A01` becomes `B01`, `Z01` becomes `AA01`. A name whose text is not one or two capitals keeps counting across rows of `columns`.
pub fn row_start(first: &str, row: u64, columns: u64) -> String {
    let letters = trailing_number(first).filter(|(text, ..)| is_row_letters(text));
    match letters {
        Some((text, number, width)) => format!("{}{number:0width$}", letters_after(text, row)),
        None => numbered(first, row.saturating_mul(columns)),
    }
}

fn is_row_letters(text: &str) -> bool {
    (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase())
}

/// Spreadsheet counting: A..Z, AA..ZZ, AAA..
fn letters_after(text: &str, steps: u64) -> String {
    let value = text.bytes().fold(0_u64, |value, b| value * 26 + u64::from(b - b'A') + 1);
    let mut rest = value.saturating_add(steps);
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_count_on() {
        let cases = [("R01", 1, "R02"), ("R09", 1, "R10"), ("R99", 1, "R100"), ("spine", 1, "spine-2"), ("7", 5, "12"), ("R01", 0, "R01")];
        for (first, steps, expected) in cases {
            assert_eq!(numbered(first, steps), expected, "{first} + {steps}");
        }
    }

    #[test]
    fn rows_step_letters_or_keep_counting() {
        let cases = [
            ("A01", 1, "B01"),
            ("A01", 26, "AA01"),
            ("Z9", 1, "AA9"),
            ("ZZ01", 1, "AAA01"),
            ("SPINE01", 1, "SPINE09"),
            ("R-01", 2, "R-17"),
        ];
        for (first, row, expected) in cases {
            assert_eq!(row_start(first, row, 8), expected, "{first} row {row}");
        }
    }
}
