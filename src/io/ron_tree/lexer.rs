//! RON text as tokens with byte spans, the way ron 0.12 cuts it. It reports what it does not know, it never fails.

use super::number;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bracket {
    Round,
    Square,
    Curly,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    Open(Bracket),
    Close(Bracket),
    Comma,
    Colon,
    /// A name, also a raw one (`r#type`).
    Ident,
    /// Also `-inf` and `+NaN`; without a sign those are names.
    Number,
    /// A string with its quotes; `escaped` when a backslash stands in it.
    Text {
        escaped: bool,
    },
    RawText,
    Bytes {
        escaped: bool,
    },
    RawBytes,
    Char,
    Byte,
    LineComment,
    BlockComment,
    /// `#![enable(...)]` up to its closing bracket.
    Attribute,
    Fault(Fault),
}

/// Why a piece of text is no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    Unknown,
    BadNumber,
    BadChar,
    OpenText,
    OpenComment,
}

impl Fault {
    pub fn allowed(self) -> &'static str {
        match self {
            Self::Unknown => "a value, a field name, a bracket, `,` or `:`",
            Self::BadNumber => "one number such as 12, -3.5 or 1e6",
            Self::BadChar => "one character between single quotes",
            Self::OpenText => "a string with a closing quote",
            Self::OpenComment => "a comment closed by */",
        }
    }

    /// Nothing after it can be read.
    pub fn swallows_rest(self) -> bool {
        matches!(self, Self::OpenText | Self::OpenComment)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub kind: TokenKind,
    pub start: usize,
    pub end: usize,
}

impl Token {
    pub fn is_comment(self) -> bool {
        matches!(self.kind, TokenKind::LineComment | TokenKind::BlockComment)
    }
}

/// Walks over the tokens of a text; cheap to copy for a look ahead.
#[derive(Clone, Copy, Debug)]
pub struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    pub fn new(text: &'a str) -> Self {
        Self::starting_at(text, 0)
    }

    pub fn starting_at(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }
}

impl Iterator for Lexer<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let start = skip_space(self.text, self.at);
        let first = byte(self.text, start)?;
        let (&kind, end) = token_at(self.text, start, first);
        self.at = end;
        Some(Token { kind, start, end })
    }
}

fn byte(text: &str, at: usize) -> Option<u8> {
    text.as_bytes().get(at).copied()
}

/// The end of the run of bytes that are `good`.
fn run_end(text: &str, from: usize, good: impl Fn(u8) -> bool) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while bytes.get(at).is_some_and(|&b| good(b)) {
        at += 1;
    }
    at
}

const SPACE: u8 = 1;
const DIGIT: u8 = 2;
/// Letters, digits and the underscore.
const NAME: u8 = 4;
/// What a number or a raw name can hold: a name, points and signs.
const NUMBER: u8 = 8;

/// The classes of every byte: one look-up instead of a chain of comparisons, since all bytes of a file pass here.
const CLASSES: [u8; 256] = classes();

#[expect(clippy::indexing_slicing, reason = "runs at compile time, and the index is below 256")]
const fn classes() -> [u8; 256] {
    let mut table = [0; 256];
    let (mut at, mut b) = (0, 0_u8);
    while b < 0x80 {
        let name = if b.is_ascii_alphanumeric() || b == b'_' { NAME | NUMBER } else { 0 };
        let sign = if matches!(b, b'.' | b'+' | b'-') { NUMBER } else { 0 };
        let space = if matches!(b, b' ' | b'\n' | b'\r' | b'\t' | 0x0B | 0x0C) { SPACE } else { 0 };
        let digit = if b.is_ascii_digit() { DIGIT } else { 0 };
        table[at] = name | sign | space | digit;
        (at, b) = (at + 1, b + 1);
    }
    table
}

fn is(b: u8, class: u8) -> bool {
    CLASSES.get(usize::from(b)).is_some_and(|classes| classes & class != 0)
}

fn skip_space(text: &str, from: usize) -> usize {
    let at = run_end(text, from, |b| is(b, SPACE));
    match byte(text, at) {
        Some(0xC2 | 0xE2) => skip_wide_space(text, at),
        _ => at,
    }
}

/// ron takes a few characters beyond ASCII for space.
#[cold]
fn skip_wide_space(text: &str, from: usize) -> usize {
    let wide = ['\u{85}', '\u{200E}', '\u{200F}', '\u{2028}', '\u{2029}'];
    let narrow = [' ', '\t', '\n', '\r', '\u{B}', '\u{C}'];
    let rest = text.get(from..).unwrap_or("");
    text.len() - rest.trim_start_matches(|c| wide.contains(&c) || narrow.contains(&c)).len()
}

/// Kind and end of a token. The kind is lent from the program's constants: it is wider than one byte, and
/// handing it on piece by piece through memory doubled the time of the whole scan.
type Cut = (&'static TokenKind, usize);

fn token_at(text: &str, start: usize, first: u8) -> Cut {
    let one = start + 1;
    match first {
        b'(' => (&TokenKind::Open(Bracket::Round), one),
        b')' => (&TokenKind::Close(Bracket::Round), one),
        b'[' => (&TokenKind::Open(Bracket::Square), one),
        b']' => (&TokenKind::Close(Bracket::Square), one),
        b'{' => (&TokenKind::Open(Bracket::Curly), one),
        b'}' => (&TokenKind::Close(Bracket::Curly), one),
        b',' => (&TokenKind::Comma, one),
        b':' => (&TokenKind::Colon, one),
        b'"' => quoted(text, one, [&TokenKind::Text { escaped: false }, &TokenKind::Text { escaped: true }]),
        b'0'..=b'9' | b'+' | b'-' | b'.' => number_at(text, start),
        b'\'' => char_at(text, one, &TokenKind::Char),
        b'r' | b'b' => prefixed(text, start, first),
        b'A'..=b'Z' | b'a'..=b'z' | b'_' => (&TokenKind::Ident, ident_end(text, start)),
        b'/' => comment_at(text, start),
        b'#' => attribute_at(text, start),
        0x80.. => (&TokenKind::Fault(Fault::Unknown), run_end(text, start, |b| b >= 0x80)),
        _ => (&TokenKind::Fault(Fault::Unknown), one),
    }
}

fn char_len(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
}

fn ident_end(text: &str, start: usize) -> usize {
    run_end(text, start, |b| is(b, NAME))
}

fn number_at(text: &str, start: usize) -> Cut {
    // Nearly all numbers are plain digits.
    let digits = run_end(text, start, |b| is(b, DIGIT));
    if digits > start && byte(text, digits).is_none_or(|b| !is(b, NUMBER)) {
        return (&TokenKind::Number, digits);
    }
    let end = run_end(text, digits, |b| is(b, NUMBER));
    let good = number::is_number(text.get(start..end).unwrap_or(""));
    (if good { &TokenKind::Number } else { &TokenKind::Fault(Fault::BadNumber) }, end)
}

/// From behind the opening quote.
fn quoted(text: &str, from: usize, kinds: [&'static TokenKind; 2]) -> Cut {
    let [plain, with_escapes] = kinds;
    let mut at = from;
    let mut escaped = false;
    loop {
        at = run_end(text, at, |b| b != b'"' && b != b'\\');
        match byte(text, at) {
            Some(b'"') => return (if escaped { with_escapes } else { plain }, at + 1),
            Some(_) => {
                escaped = true;
                at += 1;
                at += if at < text.len() { char_len(text, at) } else { 0 };
            }
            None => return (&TokenKind::Fault(Fault::OpenText), text.len()),
        }
    }
}

/// From behind the opening quote.
fn char_at(text: &str, from: usize, kind: &'static TokenKind) -> Cut {
    let body = if byte(text, from) == Some(b'\\') {
        let escaped = from + 1 + char_len(text, from + 1);
        run_end(text, escaped, |b| b.is_ascii_hexdigit() || b == b'{' || b == b'}')
    } else {
        from + char_len(text, from)
    };
    if byte(text, body) == Some(b'\'') {
        return (kind, body + 1);
    }
    (&TokenKind::Fault(Fault::BadChar), from)
}

/// Names that start with `r` or `b`, and the literals that do: `r"..."`, `r#"..."#`, `b"..."`, `br"..."`, `b'x'`, `r#name`.
fn prefixed(text: &str, start: usize, first: u8) -> Cut {
    let next = start + 1;
    match (first, byte(text, next)) {
        (b'r', Some(b'"' | b'#')) => raw(text, next, &TokenKind::RawText).or_else(|| raw_ident(text, next)),
        (b'b', Some(b'"')) => Some(quoted(text, next + 1, [&TokenKind::Bytes { escaped: false }, &TokenKind::Bytes { escaped: true }])),
        (b'b', Some(b'\'')) => Some(char_at(text, next + 1, &TokenKind::Byte)),
        (b'b', Some(b'r')) => raw(text, next + 1, &TokenKind::RawBytes),
        _ => None,
    }
    .unwrap_or_else(|| (&TokenKind::Ident, ident_end(text, start)))
}

/// From the hashes or the quote on; nothing when no quote follows.
fn raw(text: &str, from: usize, kind: &'static TokenKind) -> Option<Cut> {
    let quote = run_end(text, from, |b| b == b'#');
    if byte(text, quote) != Some(b'"') {
        return None;
    }
    Some(raw_end(text, quote + 1, quote - from).map_or((&TokenKind::Fault(Fault::OpenText), text.len()), |end| (kind, end)))
}

/// Behind the quote that is followed by that many hashes. Hashes counted once are never counted again.
fn raw_end(text: &str, from: usize, hashes: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let quote = run_end(text, at, |b| b != b'"');
        byte(text, quote)?;
        at = run_end(text, quote + 1, |b| b == b'#');
        if at - quote > hashes {
            return Some(quote + 1 + hashes);
        }
    }
}

fn raw_ident(text: &str, hash: usize) -> Option<Cut> {
    let from = hash + 1;
    let end = run_end(text, from, |b| is(b, NUMBER));
    (end > from).then_some((&TokenKind::Ident, end))
}

fn comment_at(text: &str, start: usize) -> Cut {
    match byte(text, start + 1) {
        Some(b'/') => (&TokenKind::LineComment, run_end(text, start, |b| b != b'\n')),
        Some(b'*') => block_comment(text, start + 2),
        _ => (&TokenKind::Fault(Fault::Unknown), start + 1),
    }
}

/// Block comments nest.
fn block_comment(text: &str, from: usize) -> Cut {
    let mut at = from;
    let mut level = 1_usize;
    while level > 0 {
        at = run_end(text, at, |b| b != b'/' && b != b'*');
        match (byte(text, at), byte(text, at + 1)) {
            (None, _) => return (&TokenKind::Fault(Fault::OpenComment), text.len()),
            (Some(b'/'), Some(b'*')) => (level, at) = (level + 1, at + 2),
            (Some(b'*'), Some(b'/')) => (level, at) = (level - 1, at + 2),
            _ => at += 1,
        }
    }
    (&TokenKind::BlockComment, at)
}

fn attribute_at(text: &str, start: usize) -> Cut {
    let bang = skip_space(text, start + 1);
    let open = skip_space(text, bang + 1);
    if byte(text, bang) != Some(b'!') || byte(text, open) != Some(b'[') {
        return (&TokenKind::Fault(Fault::Unknown), start + 1);
    }
    let close = run_end(text, open, |b| b != b']');
    (&TokenKind::Attribute, (close + 1).min(text.len()))
}
