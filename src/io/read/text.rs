//! From bytes to text: the byte order mark goes, UTF-16 and UTF-32 are named as such, the first byte
//! that is not UTF-8 or is NUL is reported with its place. Never guesses another encoding.

use std::fmt;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    pub had_bom: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadText {
    /// UTF-16 or UTF-32, by its byte order mark or by its pattern of NUL bytes.
    WideEncoding(&'static str),
    NotUtf8 {
        at: Place,
        byte: u8,
    },
    Nul {
        at: Place,
    },
}

/// Counted from 1; the column counts characters, the byte order mark is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

pub fn decode(mut bytes: Vec<u8>) -> Result<Decoded, BadText> {
    if let Some(name) = wide_encoding(&bytes) {
        return Err(BadText::WideEncoding(name));
    }
    let had_bom = bytes.starts_with(UTF8_MARK);
    if had_bom {
        bytes.drain(..UTF8_MARK.len());
    }
    let text = String::from_utf8(bytes).map_err(|error| first_bad(error.as_bytes()))?;
    match text.find('\0') {
        Some(_) => Err(first_bad(text.as_bytes())),
        None => Ok(Decoded { text, had_bom }),
    }
}

/// Goes on after a path: `:3:19: what, advice` or `: what, advice`.
impl fmt::Display for BadText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BadText::WideEncoding(name) => {
                write!(f, ": the text is {name}, allowed is UTF-8. Save it as UTF-8 and try again.")
            }
            BadText::NotUtf8 { at: Place { line, column }, byte } => write!(
                f,
                ":{line}:{column}: got byte 0x{byte:02x}, allowed is UTF-8 text. \
                 Save it as UTF-8 and try again."
            ),
            BadText::Nul { at: Place { line, column } } => write!(
                f,
                ":{line}:{column}: got a NUL byte, allowed is UTF-8 text without NUL. \
                 Restore the file from a copy."
            ),
        }
    }
}

const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";

fn wide_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        // The longer mark first: it starts like the shorter one.
        [0xff, 0xfe, 0, 0, ..] => Some("UTF-32 (little endian)"),
        [0, 0, 0xfe, 0xff, ..] => Some("UTF-32 (big endian)"),
        [0xff, 0xfe, ..] => Some("UTF-16 (little endian)"),
        [0xfe, 0xff, ..] => Some("UTF-16 (big endian)"),
        // Without a mark, plain letters show: each has NUL bytes on one side.
        [1..=0x7f, 0, 0, 0, ..] => Some("UTF-32 (little endian)"),
        [0, 0, 0, 1..=0x7f, ..] => Some("UTF-32 (big endian)"),
        [1..=0x7f, 0, 1..=0x7f, 0, ..] => Some("UTF-16 (little endian)"),
        [0, 1..=0x7f, 0, 1..=0x7f, ..] => Some("UTF-16 (big endian)"),
        _ => None,
    }
}

/// The first NUL or the first byte that is not UTF-8, whichever comes first.
fn first_bad(bytes: &[u8]) -> BadText {
    let mut at = Place { line: 1, column: 1 };
    for chunk in bytes.utf8_chunks() {
        let (before_nul, nul) = match chunk.valid().split_once('\0') {
            Some((before, _)) => (before, true),
            None => (chunk.valid(), false),
        };
        at = place_after(at, before_nul);
        if nul {
            break;
        }
        if let [byte, ..] = chunk.invalid() {
            return BadText::NotUtf8 { at, byte: *byte };
        }
    }
    BadText::Nul { at }
}

fn place_after(start: Place, text: &str) -> Place {
    text.chars().fold(start, |at, c| match c {
        '\n' => Place { line: at.line.saturating_add(1), column: 1 },
        _ => Place { column: at.column.saturating_add(1), ..at },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bad(bytes: &[u8]) -> BadText {
        decode(bytes.to_vec()).expect_err("must be refused")
    }

    #[test]
    fn the_byte_order_mark_goes() {
        let decoded = decode(b"\xef\xbb\xbfab\r\nc".to_vec()).expect("fine");
        assert_eq!(decoded, Decoded { text: "ab\r\nc".to_owned(), had_bom: true });
        let decoded = decode(Vec::new()).expect("an empty file is text");
        assert_eq!(decoded, Decoded { text: String::new(), had_bom: false });
    }

    #[test]
    fn wide_encodings_are_named() {
        let encode16 = |mark: &[u8], little: bool| -> Vec<u8> {
            let units = "(a: 1)".encode_utf16();
            let bytes = units.flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() });
            mark.iter().copied().chain(bytes).collect()
        };
        let encode32 = |mark: &[u8], little: bool| -> Vec<u8> {
            let units = "(a: 1)".chars().map(u32::from);
            let bytes = units.flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() });
            mark.iter().copied().chain(bytes).collect()
        };
        let cases = [
            (encode16(b"\xff\xfe", true), "UTF-16 (little endian)"),
            (encode16(b"\xfe\xff", false), "UTF-16 (big endian)"),
            (encode16(b"", true), "UTF-16 (little endian)"),
            (encode16(b"", false), "UTF-16 (big endian)"),
            (encode32(b"\xff\xfe\0\0", true), "UTF-32 (little endian)"),
            (encode32(b"\0\0\xfe\xff", false), "UTF-32 (big endian)"),
            (encode32(b"", true), "UTF-32 (little endian)"),
            (encode32(b"", false), "UTF-32 (big endian)"),
        ];
        for (bytes, name) in cases {
            assert_eq!(bad(&bytes), BadText::WideEncoding(name), "{bytes:02x?}");
        }
    }

    #[test]
    fn the_first_bad_byte_has_a_place() {
        let not_utf8 = |line, column, byte| BadText::NotUtf8 { at: Place { line, column }, byte };
        let nul = |line, column| BadText::Nul { at: Place { line, column } };
        let cases: [(&[u8], BadText); 9] = [
            (b"\xff", not_utf8(1, 1, 0xff)),
            (b"ab\ncd\xc3(", not_utf8(2, 3, 0xc3)),
            ("größe\r\nü".as_bytes(), nul(0, 0)),
            (b"\xef\xbb\xbfa\x80", not_utf8(1, 2, 0x80)),
            ("規模\u{1f600}\n規\0".as_bytes(), nul(2, 2)),
            (b"a\0b\xff", nul(1, 2)),
            (b"a\xffb\0", not_utf8(1, 2, 0xff)),
            (b"a\r\n\r\n\xe8\xa6", not_utf8(3, 1, 0xe8)),
            (b"ab\xed\xa0\x80", not_utf8(1, 3, 0xed)),
        ];
        for (bytes, want) in cases {
            match want {
                BadText::Nul { at: Place { line: 0, .. } } => assert!(decode(bytes.to_vec()).is_ok()),
                _ => assert_eq!(bad(bytes), want, "{bytes:02x?}"),
            }
        }
    }
}
