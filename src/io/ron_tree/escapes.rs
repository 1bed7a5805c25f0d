//! Escapes in strings and characters: which character each stands for, or that it stands for none.

/// One escape of a literal. Offsets are relative to the literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Escape {
    pub start: usize,
    pub end: usize,
    pub meaning: Meaning,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    Char(char),
    /// A backslash at the end of a line: the string goes on in the next one.
    Continuation,
    /// ron knows no such escape.
    Unknown,
}

/// The escapes of a literal in order. `bytes` when each `\x` stands for a byte, not for a part of a character.
pub fn escapes(literal: &str, bytes: bool) -> impl Iterator<Item = Escape> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + literal.get(from..)?.find('\\')?;
        let (length, meaning) = meaning_of(literal.get(start + 1..)?, bytes);
        from = start + 1 + length;
        Some(Escape { start, end: from, meaning })
    })
}

/// How many bytes behind the backslash belong to the escape, and what it means.
fn meaning_of(rest: &str, bytes: bool) -> (usize, Meaning) {
    let simple = |c| (1, Meaning::Char(c));
    match rest.as_bytes() {
        [b'n', ..] => simple('\n'),
        [b'r', ..] => simple('\r'),
        [b't', ..] => simple('\t'),
        [b'0', ..] => simple('\0'),
        [b'\'', ..] => simple('\''),
        [b'"', ..] => simple('"'),
        [b'\\', ..] => simple('\\'),
        [b'\n', ..] => (1, Meaning::Continuation),
        [b'\r', b'\n', ..] => (2, Meaning::Continuation),
        [b'x', ..] => hexadecimal(rest, bytes),
        [b'u', b'{', ..] => unicode(rest),
        _ => (rest.chars().next().map_or(0, char::len_utf8), Meaning::Unknown),
    }
}

/// `\xNN`, in text up to four of them for one character.
fn hexadecimal(rest: &str, bytes: bool) -> (usize, Meaning) {
    let mut unit = Vec::with_capacity(4);
    let mut length = 0;
    while unit.len() < 4 {
        let piece = rest.get(length..).unwrap_or("");
        let piece = if unit.is_empty() { piece } else { piece.strip_prefix('\\').unwrap_or("") };
        let Some(value) = piece.strip_prefix('x').and_then(|p| p.get(..2)).and_then(hex_byte) else { break };
        length += if unit.is_empty() { 3 } else { 4 };
        unit.push(value);
        if bytes {
            return (length, Meaning::Char(char::from(value)));
        }
        if let Some(c) = std::str::from_utf8(&unit).ok().and_then(|s| s.chars().next()) {
            return (length, Meaning::Char(c));
        }
    }
    (length.max(1), Meaning::Unknown)
}

fn hex_byte(digits: &str) -> Option<u8> {
    // `from_str_radix` would take a sign as well.
    digits.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u8::from_str_radix(digits, 16).ok()).flatten()
}

/// `\u{1}` to `\u{10ffff}`.
fn unicode(rest: &str) -> (usize, Meaning) {
    let digits = rest.get(2..).unwrap_or("");
    let count = digits.bytes().take_while(u8::is_ascii_hexdigit).count();
    let code = digits.get(..count).filter(|d| (1..=6).contains(&d.len())).and_then(|d| u32::from_str_radix(d, 16).ok());
    let closed = digits.as_bytes().get(count) == Some(&b'}');
    match code.and_then(char::from_u32) {
        Some(c) if closed => (count + 3, Meaning::Char(c)),
        _ => (count + 2, Meaning::Unknown),
    }
}
