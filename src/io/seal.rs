//! The last line of a file: a checksum of all before it. It tells silent corruption and hand edits from what was saved; hand edits stay legal.

use std::borrow::Cow;

use super::crc32c::crc32c;

pub(super) const MARK: &str = "// check: crc32c=";

/// What the checksum line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Integrity {
    /// As it was saved.
    Intact,
    /// Changed since it was saved, by hand or by accident.
    Edited,
    /// There is no checksum line.
    Unsealed,
}

/// The text with its checksum line.
pub fn sealed(body: &str) -> String {
    format!("{body}{MARK}{:08x}\n", checksum(body))
}

/// The text before the checksum line, and what the line says. Line ends may be CR LF.
pub fn unsealed(text: &str) -> (&str, Integrity) {
    let trimmed = text.trim_end_matches(['\n', '\r']);
    let start = trimmed.rfind('\n').map_or(0, |newline| newline + 1);
    let (body, line) = trimmed.split_at_checked(start).unwrap_or((text, ""));
    let Some(sum) = line.strip_prefix(MARK) else { return (text, Integrity::Unsealed) };
    let ends_there = matches!(text.get(trimmed.len()..), Some("\n" | "\r\n"));
    let intact = ends_there && sum == format!("{:08x}", checksum(body));
    (body, if intact { Integrity::Intact } else { Integrity::Edited })
}

/// Over the text with plain line feeds, so that a change of line ends by a version control system is no corruption.
fn checksum(body: &str) -> u32 {
    let plain = if body.contains("\r\n") { Cow::Owned(body.replace("\r\n", "\n")) } else { Cow::Borrowed(body) };
    crc32c(plain.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_text_is_intact_and_any_change_shows() {
        let text = sealed("(a: 1)\n");
        assert_eq!(unsealed(&text), ("(a: 1)\n", Integrity::Intact));
        assert_eq!(unsealed(&text.replace("1)", "2)")).1, Integrity::Edited);
        assert_eq!(unsealed(&text.replace('\n', "\r\n")).1, Integrity::Intact);
        assert_eq!(unsealed("(a: 1)\n").1, Integrity::Unsealed);
        assert_eq!(unsealed(&format!("{text}\n\n")).1, Integrity::Edited, "blank lines after the seal are an edit");
        assert_eq!(unsealed("").1, Integrity::Unsealed);
    }
}
