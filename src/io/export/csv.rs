//! Comma-separated values that no spreadsheet takes for a formula: text that starts like one gets an apostrophe in front, numbers stay numbers.

/// One line with its CR LF.
pub fn row<'c>(cells: impl Iterator<Item = &'c str>) -> String {
    let mut line = String::new();
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            line.push(',');
        }
        line.push_str(&field(cell));
    }
    line + "\r\n"
}

/// One line for a clipboard: tabs between the cells, none inside them.
pub fn tabbed<'c>(cells: impl Iterator<Item = &'c str>) -> String {
    let safe = |cell: &str| {
        let plain = cell.replace(['\t', '\r', '\n'], " ");
        if is_live(&plain) { format!("'{plain}") } else { plain }
    };
    cells.map(safe).collect::<Vec<_>>().join("\t") + "\n"
}

fn field(cell: &str) -> String {
    let safe = if is_live(cell) { format!("'{cell}") } else { cell.to_string() };
    if safe != cell || safe.contains(['"', ',', '\n', '\r']) || safe.trim() != safe {
        return format!("\"{}\"", safe.replace('"', "\"\""));
    }
    safe
}

/// Whether a spreadsheet might run the cell: it looks at the first character that is not a blank, a quote or an apostrophe.
fn is_live(cell: &str) -> bool {
    if cell.parse::<f64>().is_ok_and(f64::is_finite) {
        return false;
    }
    let first = |text: &str| text.chars().next();
    let behind = cell.trim_start_matches([' ', '"', '\'', '\u{A0}']);
    [first(cell), first(behind)]
        .into_iter()
        .flatten()
        .any(|c| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '|' | '＝' | '＋' | '－' | '＠'))
        || cell.starts_with('\'')
}

/// The cell as it was before it was made safe.
pub fn original(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(inner) if is_live(inner) => inner,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text_and_numbers_stay() {
        let cases = [
            ("=1+1", "\"'=1+1\""),
            ("  @SUM(A1)", "\"'  @SUM(A1)\""),
            ("-5", "-5"),
            ("-5 kW", "\"'-5 kW\""),
            ("\t=1", "\"'\t=1\""),
            ("＝1", "\"'＝1\""),
            ("\"=1", "\"'\"\"=1\""),
            ("plain", "plain"),
            ("a,b", "\"a,b\""),
            ("say \"x\"", "\"say \"\"x\"\"\""),
            ("1e3", "1e3"),
            ("-inf", "\"'-inf\""),
        ];
        for (cell, expected) in cases {
            assert_eq!(field(cell), expected, "{cell:?}");
        }
    }

    #[test]
    fn clipboard_lines_keep_their_cells_apart() {
        assert_eq!(tabbed(["a\tb", "=1", "-5"].into_iter()), "a b\t'=1\t-5\n");
    }

    #[test]
    fn what_was_made_safe_reads_back() {
        for cell in ["=1", "'=1", "'", "''", "plain", "-5", "'plain", "@", "+x", "' =1"] {
            let safe = if is_live(cell) { format!("'{cell}") } else { cell.to_string() };
            assert_eq!(original(&safe), cell);
        }
    }
}
