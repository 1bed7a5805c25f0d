//! Encodings and characters: what is no UTF-8 is refused with its place, what hides is refused, what people write is kept.

use rackwright::io::plan_file;
use rackwright::io::read::text::{BadText, Place, decode};

use super::{EMPTY, assert_form, lines, refused, with_racks};

fn wide(mark: &[u8], unit: &dyn Fn(u32) -> Vec<u8>) -> Vec<u8> {
    mark.iter().copied().chain(EMPTY.chars().flat_map(|c| unit(u32::from(c)))).collect()
}

fn low16(c: u32) -> u16 {
    u16::try_from(c).expect("the empty plan has no larger characters")
}

#[test]
fn wide_encodings_are_named() {
    let cases: [(&str, Vec<u8>); 8] = [
        ("UTF-16 (little endian)", wide(b"\xff\xfe", &|c| low16(c).to_le_bytes().to_vec())),
        ("UTF-16 (big endian)", wide(b"\xfe\xff", &|c| low16(c).to_be_bytes().to_vec())),
        ("UTF-16 (little endian)", wide(b"", &|c| low16(c).to_le_bytes().to_vec())),
        ("UTF-16 (big endian)", wide(b"", &|c| low16(c).to_be_bytes().to_vec())),
        ("UTF-32 (little endian)", wide(b"\xff\xfe\0\0", &|c| c.to_le_bytes().to_vec())),
        ("UTF-32 (big endian)", wide(b"\0\0\xfe\xff", &|c| c.to_be_bytes().to_vec())),
        ("UTF-32 (little endian)", wide(b"", &|c| c.to_le_bytes().to_vec())),
        ("UTF-32 (big endian)", wide(b"", &|c| c.to_be_bytes().to_vec())),
    ];
    for (name, bytes) in cases {
        let bad = decode(bytes).expect_err(name);
        assert_eq!(bad, BadText::WideEncoding(name));
        assert!(bad.to_string().contains(name), "{bad}");
    }
}

/// The empty plan with these bytes in place of its title.
fn titled(bytes: &[u8]) -> Vec<u8> {
    let (before, after) = EMPTY.split_once("New plan").expect("a title");
    [before.as_bytes(), bytes, after.as_bytes()].concat()
}

#[test]
fn bytes_that_are_no_utf8_have_a_place() {
    let (line, column) = (8, 13);
    let cases: [(&str, &[u8], usize, u8); 15] = [
        ("Latin-1", b"caf\xe9", 3, 0xe9),
        ("Windows-1252 quotes", b"\x93New\x94", 0, 0x93),
        ("a lone continuation", b"ab\x80", 2, 0x80),
        ("a first half", b"\xc3", 0, 0xc3),
        ("two of three", "規".as_bytes().split_at(2).0, 0, 0xe8),
        ("three of four", "😀".as_bytes().split_at(3).0, 0, 0xf0),
        ("a lone high surrogate", b"\xed\xa0\x80", 0, 0xed),
        ("a lone low surrogate", b"x\xed\xbf\xbf", 1, 0xed),
        ("surrogates as a pair", b"\xed\xa0\xbd\xed\xb8\x80", 0, 0xed),
        ("an overlong NUL", b"\xc0\x80", 0, 0xc0),
        ("an overlong slash", b"\xe0\x80\xaf", 0, 0xe0),
        ("an overlong of four", b"\xf0\x80\x80\xaf", 0, 0xf0),
        ("beyond Unicode", b"\xf4\x90\x80\x80", 0, 0xf4),
        ("0xFE", "規\u{e9}".as_bytes(), 0, 0),
        ("0xFF", b"ok\xff", 2, 0xff),
    ];
    for (name, bytes, before, byte) in cases {
        let found = decode(titled(bytes));
        if byte == 0 {
            assert!(found.is_ok(), "{name}");
            continue;
        }
        assert_eq!(found, Err(BadText::NotUtf8 { at: Place { line, column: column + before }, byte }), "{name}");
    }
    assert_eq!(decode(titled("規\0".as_bytes())), Err(BadText::Nul { at: Place { line, column: column + 1 } }));
    assert_eq!(decode(b"(\r\na: \xff)".to_vec()), Err(BadText::NotUtf8 { at: Place { line: 2, column: 4 }, byte: 0xff }));
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_plan() {
    let decoded = decode([b"\xef\xbb\xbf", EMPTY.as_bytes()].concat()).expect("UTF-8");
    assert!(decoded.had_bom);
    assert_eq!(decoded.text, EMPTY);
    let twice = decode([b"\xef\xbb\xbf\xef\xbb\xbf", EMPTY.as_bytes()].concat()).expect("UTF-8");
    assert_eq!(refused(&twice.text)[0].message, "got \\u{feff}, allowed visible characters, spaces, tabs and line ends");
}

#[test]
fn columns_are_right_after_wide_characters_and_carriage_returns() {
    let wrong = with_racks("\n(id: 1, name: \"規模😀\", kind: \"x\", at_mm: (0, 0), facing: up)");
    for text in [wrong.clone(), wrong.replace('\n', "\r\n")] {
        let problem = refused(&text).remove(0);
        let before = &text[..text.find("up)").expect("there")];
        let (line, column) = (before.matches('\n').count() + 1, before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1);
        assert_eq!(problem.place.map(|place| (place.line, place.column)), Some((line, column)), "{}", lines(&[problem]));
    }
    let plan = |text: &str| plan_file::parse(text).expect("opens").plan;
    assert_eq!(plan(&EMPTY.replace('\n', "\r\n")), plan(EMPTY));
}

#[test]
fn hidden_characters_are_refused_where_they_stand() {
    let hidden = [
        ("right-to-left override", '\u{202E}'),
        ("left-to-right embedding", '\u{202A}'),
        ("first strong isolate", '\u{2068}'),
        ("left-to-right mark", '\u{200E}'),
        ("Arabic letter mark", '\u{061C}'),
        ("zero width space", '\u{200B}'),
        ("zero width joiner", '\u{200D}'),
        ("word joiner", '\u{2060}'),
        ("no-break mark", '\u{FEFF}'),
        ("line separator", '\u{2028}'),
        ("escape", '\u{1B}'),
        ("backspace", '\u{8}'),
        ("delete", '\u{7F}'),
        ("next line", '\u{85}'),
    ];
    for (name, c) in hidden {
        let code = format!("\\u{{{:x}}}", u32::from(c));
        for written in [c.to_string(), code.clone()] {
            for (before, after) in [("(id: 1, name: \"A", "1\", kind: \"x\""), ("(id: 1, name: \"A\", kind: \"x", "y\"")] {
                let text = with_racks(&format!("\n{before}{written}{after}, at_mm: (0, 0))"));
                let problem = refused(&text).remove(0);
                assert_eq!(problem.place.map(|place| place.column), Some(before.len() + 1), "{name} as {written:?}");
                assert!(problem.message.contains(&code[1..]), "{name}: {}", problem.message);
            }
        }
    }
    for comment in ["// \u{202E}", "/* \u{200B} */"] {
        refused(&EMPTY.replacen("// Racks snap", &format!("{comment}\n// Racks snap"), 1));
    }
}

#[test]
fn ids_are_plain_letters_and_names_are_not() {
    for id in ["größe", "規模", "a b", "", " x", "a/b", "x\\ny", "😀", "ａ"] {
        let text = with_racks(&format!("(id: 1, name: \"A\", kind: \"{id}\", at_mm: (0, 0))"));
        let problems = refused(&text);
        assert_eq!((problems.len(), problems[0].path.as_str()), (1, "racks[0].kind"), "{id}");
        assert_form(&problems[0], id);
    }
    for name in ["", " A", "A ", "\\t", "A\\n", "\u{3000}A"] {
        let problems = refused(&with_racks(&format!("(id: 1, name: \"{name}\", kind: \"x\", at_mm: (0, 0))")));
        assert_eq!(problems[0].path, "racks[0].name", "{name:?}");
    }
}

#[test]
fn what_people_write_is_kept() {
    let names = [
        "規模",
        "データセンター 1",
        "서버실",
        "😀🇨🇭",
        "قاعة الخوادم",
        "אולם שרתים",
        "Größe №5 – π²",
        "Zürich\u{301}",
        "ไทย",
        "हॉल",
        "\u{1D11E} clef",
        "a\u{A0}b",
    ];
    for name in names {
        let text = with_racks(&format!("(id: 1, name: \"{name}\", kind: \"x\", at_mm: (0, 0))")).replace("New plan", name);
        let plan = plan_file::parse(&text).unwrap_or_else(|problems| panic!("{name}: {}", lines(&problems))).plan;
        let again = plan_file::parse(&plan_file::print(&plan)).expect("what was printed").plan;
        for plan in [&plan, &again] {
            assert_eq!(plan.racks.iter().map(|rack| rack.name.as_str()).collect::<Vec<_>>(), [name]);
            assert_eq!(plan.title.as_str(), name);
        }
    }
}
