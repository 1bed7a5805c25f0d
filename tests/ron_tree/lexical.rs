//! Tokens and the early refusals, as tables.

use rackwright::io::ron_tree::lexer::{Bracket, Fault, Lexer, TokenKind};
use rackwright::io::ron_tree::{Counts, LexProblem, Limits, Tree, check_lexical, is_forbidden};

use crate::{Dice, SAMPLE};

fn kinds(text: &str) -> Vec<TokenKind> {
    Lexer::new(text).map(|token| token.kind).collect()
}

fn check(text: &str) -> Result<Counts, Vec<LexProblem>> {
    check_lexical(text, &Limits::default())
}

/// The only problem of a text: offset, got, allowed.
fn problem(text: &str) -> (usize, String, String) {
    let mut problems = check(text).expect_err(text);
    assert_eq!(problems.len(), 1, "{text}: {problems:?}");
    let LexProblem { offset, got, allowed } = problems.remove(0);
    (offset, got, allowed)
}

#[test]
fn tokens_of_every_kind() {
    let table = [
        ("(", TokenKind::Open(Bracket::Round)),
        ("]", TokenKind::Close(Bracket::Square)),
        ("{", TokenKind::Open(Bracket::Curly)),
        (",", TokenKind::Comma),
        (":", TokenKind::Colon),
        ("rack_1", TokenKind::Ident),
        ("r#type", TokenKind::Ident),
        ("r#a.b-c+d", TokenKind::Ident),
        ("r", TokenKind::Ident),
        ("b", TokenKind::Ident),
        ("br", TokenKind::Ident),
        ("break_glass", TokenKind::Ident),
        ("\"a\"", TokenKind::Text { escaped: false }),
        (r#""a\"b""#, TokenKind::Text { escaped: true }),
        (r#""\\""#, TokenKind::Text { escaped: true }),
        ("\"two\nlines\"", TokenKind::Text { escaped: false }),
        (r###"r"a""###, TokenKind::RawText),
        (r###"r#"a"b"#"###, TokenKind::RawText),
        (r####"r##"a"#"##"####, TokenKind::RawText),
        (r#"b"a\x00""#, TokenKind::Bytes { escaped: true }),
        (r###"br#"a"#"###, TokenKind::RawBytes),
        ("'a'", TokenKind::Char),
        ("'''", TokenKind::Char),
        ("'é'", TokenKind::Char),
        (r"'\''", TokenKind::Char),
        (r"'\\'", TokenKind::Char),
        (r"'\u{1F600}'", TokenKind::Char),
        ("b'a'", TokenKind::Byte),
        (r"b'\x7f'", TokenKind::Byte),
        ("// a", TokenKind::LineComment),
        ("//", TokenKind::LineComment),
        ("/* a /* b */ c */", TokenKind::BlockComment),
        ("/**/", TokenKind::BlockComment),
        ("#![enable(implicit_some)]", TokenKind::Attribute),
        ("# ! [type = \"a\"]", TokenKind::Attribute),
        ("#", TokenKind::Fault(Fault::Unknown)),
        ("/", TokenKind::Fault(Fault::Unknown)),
        ("%", TokenKind::Fault(Fault::Unknown)),
        ("éé", TokenKind::Fault(Fault::Unknown)),
        ("'ab'", TokenKind::Fault(Fault::BadChar)),
        ("'", TokenKind::Fault(Fault::BadChar)),
        (r"'\", TokenKind::Fault(Fault::BadChar)),
        ("\"a", TokenKind::Fault(Fault::OpenText)),
        ("\"a\\", TokenKind::Fault(Fault::OpenText)),
        (r###"r##"a"#"###, TokenKind::Fault(Fault::OpenText)),
        ("/* /* */", TokenKind::Fault(Fault::OpenComment)),
    ];
    for (text, kind) in table {
        let first = Lexer::new(text).next().expect(text);
        assert_eq!(first.kind, kind, "{text}");
        if !matches!(kind, TokenKind::Fault(Fault::BadChar)) {
            assert_eq!((first.start, first.end), (0, text.len()), "{text}");
        }
    }
}

#[test]
fn tokens_carry_their_places() {
    let text = "( a:1,\t// é\n 'b')";
    let spans: Vec<&str> = Lexer::new(text).map(|token| &text[token.start..token.end]).collect();
    assert_eq!(spans, ["(", "a", ":", "1", ",", "// é", "'b'", ")"]);
    assert_eq!(kinds(" \n\r\t\u{B}\u{C}\u{85}\u{2028}1\u{2029} "), [TokenKind::Number]);
}

#[test]
fn numbers_are_cut_as_ron_cuts_them() {
    let good = "0 -1 +1 1_000 1__0 1_ 0x1F 0o17 0b101 -0x_1 0xFFu8 300u8 -5i64 1.5 1. .5 -.5 1e3 1E-3 1e+3 1_0.0_1 1e_3 1.5f32 2f64 inff32";
    for literal in good.split(' ').filter(|literal| !literal.contains('x') || !literal.contains('_')) {
        assert_eq!(kinds(literal).len(), 1, "{literal}");
        assert!(!matches!(kinds(literal)[0], TokenKind::Fault(_)), "{literal}");
    }
    for literal in ["-inf", "+NaN", "-inff64", "+NaNf32"] {
        assert_eq!(kinds(literal), [TokenKind::Number], "{literal}");
    }
    for literal in
        "0x 0b2 0x_1 _ 1._5 1e 1e+ + - . 1-2 1.2.3 1..2 ..5 12ab 1f16 0x1.5 --1 1.5u8 -infinite 1i128".split(' ').filter(|l| *l != "_")
    {
        assert_eq!(kinds(literal), [TokenKind::Fault(Fault::BadNumber)], "{literal}");
    }
}

/// Whatever ron reads as one number, the lexer takes as well; ranges and names of infinity are refused on purpose.
#[test]
fn no_number_of_ron_is_missed() {
    let mut dice = Dice::new("no_number_of_ron_is_missed");
    let pieces = ["0", "1", "9", "_", ".", "e", "E", "+", "-", "0x", "0b", "0o", "a", "F", "f32", "f64", "u8", "i64", "inf", "NaN"];
    let mut taken = 0;
    for _ in 0..200_000 {
        let literal: String = (0..=dice.below(5)).map(|_| *dice.pick(&pieces)).collect();
        let starts_like_one = literal.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
        if starts_like_one && !literal.contains("..") && ron::from_str::<ron::Value>(&literal).is_ok() {
            taken += 1;
            assert_eq!(kinds(&literal), [TokenKind::Number], "{literal}");
        }
    }
    assert!(taken > 10_000, "only {taken} numbers were tried");
}

#[test]
fn a_good_text_is_counted() {
    let counts = check("// c\n(a: [(x: 1), (x: 2), 3, Some((4))], b: {1: 2}, c: ()) /* d */").expect("good");
    assert_eq!(counts, Counts { depth: 4, objects: 3, values: 13, comments: 2 });
    let nodes = Tree::parse("(a: [(x: 1), (x: 2), 3, Some((4))], b: {1: 2}, c: ())").expect("good").nodes().count();
    assert_eq!(nodes, counts.values);
    assert_eq!(check(SAMPLE).map_err(|problems| problems[0].to_string()).map(|counts| counts.comments), Ok(8));
}

#[test]
fn numbers_that_ron_would_change_are_refused() {
    for literal in ["NaN", "-NaN", "+NaN", "inf", "+inf", "-inf", "inff32", "NaNf64", "-inff64", "nan", "Inf", "INFINITY", "-infinity"] {
        let text = format!("(a: {literal})");
        let problems = check(&text).expect_err(&text);
        assert_eq!((problems[0].offset, problems[0].got.as_str()), (4, literal), "{text}");
    }
    let long = "9".repeat(400);
    for literal in ["1e309", "-1e400", "1e999999999999", "1_0e3_08", "1e39f32", "1e400f64", &long] {
        assert_eq!(problem(&format!("(a: {literal})")).2, "a number below 1.8e308", "{literal}");
    }
    let tiny = format!("0.{}1", "0".repeat(400));
    for literal in ["1e-400", "-0.001e-330", "1e-50f32", "1E-99999999", &tiny] {
        assert_eq!(problem(&format!("(a: {literal})")).2, "zero or a number above 4.9e-324", "{literal}");
    }
    let zero = format!("0.{}", "0".repeat(400));
    for literal in ["0e-400", "0.0e999", "-0.0", "1e308", "5e-324", "1e-300", "0x1e400", "infinite", "nano", "Some(1)", &zero] {
        assert!(check(&format!("(a: {literal})")).is_ok(), "{literal}");
    }
    assert!(check("(a: \"NaN inf 1e400\") // inf 1e400").is_ok());
}

#[test]
fn brackets_must_match() {
    let table = [
        ("(a: 1", 0, "(", "a bracket that is closed again"),
        ("[1, [2]", 0, "[", "a bracket that is closed again"),
        ("(a: 1]", 5, "]", "`)`"),
        ("{1: [2}]", 6, "}", "`]`"),
        ("(a: 1))", 6, ")", "no closing bracket without an opening one"),
    ];
    for (text, offset, got, allowed) in table {
        assert_eq!(problem(text), (offset, got.to_owned(), allowed.to_owned()), "{text}");
    }
    assert!(check("(a: \"(\", b: '(') // (").is_ok());
}

#[test]
fn unfinished_pieces_are_placed() {
    let table = [
        ("(a: \"b", 4, "\"b", "a string with a closing quote"),
        ("(a: r#\"b\")", 4, "r#\"b\")", "a string with a closing quote"),
        ("(a: 1 /* c )", 6, "/* c )", "a comment closed by */"),
        ("#![enable(implicit_some)] (a: 1)", 0, "#![enable(implicit_some)]", "no attributes, plain values only"),
        ("(a: 1..2)", 4, "1..2", "one number such as 12, -3.5 or 1e6"),
        (r#"(a: "\q")"#, 5, r"\q", r#"one of \n \r \t \" \' \\ \xNN \u{NNNN}"#),
        (r#"(a: "\u{110000}")"#, 5, r"\u{110000", r#"one of \n \r \t \" \' \\ \xNN \u{NNNN}"#),
        ("(é: 1)", 1, "é", "a value, a field name, a bracket, `,` or `:`"),
    ];
    for (text, offset, got, allowed) in table {
        assert_eq!(problem(text), (offset, got.to_owned(), allowed.to_owned()), "{text}");
    }
}

#[test]
fn hidden_characters_are_refused_everywhere() {
    let bidi = ('\u{202A}'..='\u{202E}').chain('\u{2066}'..='\u{2069}').chain(['\u{200E}', '\u{200F}', '\u{061C}']);
    let zero_width = ['\u{200B}', '\u{200C}', '\u{200D}', '\u{2060}', '\u{FEFF}'];
    let controls = ('\0'..' ').filter(|c| !"\t\n\r".contains(*c));
    for c in bidi.chain(zero_width).chain(controls) {
        assert!(is_forbidden(c), "{c:?}");
        let code = u32::from(c);
        let shown = format!("\\u{{{code:x}}}");
        for (text, offset) in
            [(format!("(a: \"b{c}\")"), 6), (format!("(a: 1) // {c}"), 10), (format!("(a: '{c}')"), 5), (format!("(a: r\"{c}\")"), 6)]
        {
            assert_eq!(problem(&text), (offset, shown.clone(), VISIBLE.to_owned()), "{text:?}");
        }
        for text in [format!("(a: \"\\u{{{code:x}}}\")"), format!("(a: '\\u{{{code:X}}}')")] {
            assert_eq!(problem(&text).0, 5, "{text:?}");
        }
        let units: String = c.to_string().bytes().map(|b| format!("\\x{b:02x}")).collect();
        assert_eq!(problem(&format!("(a: \"{units}\")")).1, units);
    }
    assert_eq!(problem(r#"(a: "\0")"#).1, r"\0");
    assert!(check("(a: \"tab\t line\r\n 日本語 🙂 عربي ÄÖ\", b: '\\n', c: \"\\u{e9}\\xc3\\xa9\", d: b\"\\x00\\xff\")").is_ok());
}

const VISIBLE: &str = "visible characters, spaces, tabs and line ends";

#[test]
fn limits_hold() {
    let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
    assert!(check(&nested(20)).is_ok());
    assert_eq!(problem(&nested(21)), (20, "[".to_owned(), "at most 20 levels of brackets".to_owned()));
    let loose = Limits { depth: 1_000, ..Limits::default() };
    assert!(check_lexical(&nested(32), &loose).is_ok());
    assert!(Tree::parse(&nested(32)).is_ok());
    assert!(check_lexical(&nested(33), &loose).is_err(), "never deeper than a tree can be");
    assert_eq!(Tree::parse(&nested(33)).map(|_| ()).map_err(|problem| problem.offset), Err(32));

    let few = Limits { objects: 2, values: 9, problems: 3, ..Limits::default() };
    assert!(check_lexical("[(), ()]", &few).is_ok());
    assert_eq!(check_lexical("[(), (), ()]", &few).expect_err("three")[0].offset, 9);
    assert_eq!(check_lexical("[1,2,3,4,5,6,7,8,9]", &few).expect_err("ten")[0].allowed, "at most 9 values in a file");
    assert_eq!(check_lexical("[inf, inf, inf, inf, inf]", &few).expect_err("five").len(), 3);
    assert_eq!(check_lexical("\u{202E}\u{202E}\u{202E}\u{202E} %", &few).expect_err("five").len(), 3);
}

#[test]
fn problems_come_in_order_and_short() {
    let long = "x".repeat(100);
    let text = format!("(a: inf, b: \"\u{202E}\", c: 1e999, d: 12{long}, e: NaN)");
    let problems = check(&text).expect_err("five");
    assert!(problems.is_sorted_by_key(|problem| problem.offset));
    assert_eq!(problems.len(), 5);
    for problem in &problems {
        assert!(problem.got.chars().count() <= 40, "{}", problem.got);
        assert!(!problem.got.contains(is_forbidden));
        assert!(problem.to_string().chars().count() <= 120, "{problem}");
    }
    assert_eq!(problems[3].got, format!("12{}…", "x".repeat(37)));
}
