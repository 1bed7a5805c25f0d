//! Places and paths: where a value, a missing field or an unknown one stands.

use rackwright::io::ron_tree::{Kind, Tree, line_col, offset_of};

use crate::SAMPLE;

fn tree(text: &str) -> Tree<'_> {
    Tree::parse(text).unwrap_or_else(|problem| panic!("{problem} in {text}"))
}

#[test]
fn lines_and_columns_count_characters() {
    let text = "ab\r\ncé日d\n\nx";
    let table = [
        (0, (1, 1)),
        (2, (1, 3)),
        (3, (1, 3)),
        (4, (2, 1)),
        (5, (2, 2)),
        (6, (2, 2)),
        (7, (2, 3)),
        (10, (2, 4)),
        (12, (3, 1)),
        (13, (4, 1)),
        (14, (4, 2)),
        (99, (4, 2)),
    ];
    for (offset, place) in table {
        assert_eq!(line_col(text, offset), place, "{offset}");
    }
    assert_eq!(line_col("", 0), (1, 1));
    for offset in (0..text.len()).filter(|&offset| text.is_char_boundary(offset) && offset != 3) {
        let (line, col) = line_col(text, offset);
        assert_eq!(offset_of(text, line, col), offset);
    }
    assert_eq!((offset_of(text, 9, 1), offset_of(text, 2, 99), offset_of(text, 0, 0)), (text.len(), 11, 0));
}

#[test]
fn offsets_agree_with_ron() {
    let text = "(\r\n  name: \"é日\",\r\n  é: 1)";
    let error = ron::from_str::<ron::Value>("(\r\n  name: \"é日\" 5)").expect_err("no comma");
    let at = offset_of("(\r\n  name: \"é日\" 5)", error.span.end.line, error.span.end.col);
    assert_eq!(&"(\r\n  name: \"é日\" 5)"[at..], "5)");
    assert_eq!(line_col(text, text.find("é:").expect("there")), (3, 3));
}

#[test]
fn paths_lead_to_values() {
    let tree = tree(SAMPLE);
    let table = [
        ("title", "\"Row \\\"A\\\" – 72 accélérateurs\""),
        ("racks[0].at_mm[1]", "600"),
        ("racks[0].power", "fixed(132_000)"),
        ("racks[0].power.fixed", "fixed(132_000)"),
        ("racks[0].power.?", "fixed(132_000)"),
        ("racks[0].facing.north", "north"),
        ("racks[1].power.low", "1.5e3"),
        ("racks[1].power.Some.high", "2.5E+3"),
        ("rack_types[0].blades[1].count", "8u8"),
        ("overrides.gpu.tdp_w", "-1.0"),
        ("site.pue", "1.25"),
    ];
    for (path, text) in table {
        assert_eq!(tree.find(path).map(|node| tree.text_of(node)), Some(text), "{path}");
    }
    assert_eq!(tree.find("."), Some(tree.root()));
    for path in ["racks[3]", "racks[0].at_mm[2]", "racks[x]", "title.x", "site.pue[0]", "tit", "racks[0", "racks[99999999999999999999]"] {
        assert_eq!(tree.find(path), None, "{path}");
    }
}

#[test]
fn variants_and_their_fields_may_share_a_name() {
    let tree = tree("(a: cable(cable: 5), b: {\"x.y\": (z: 1), \"x\": (y: 2)}, c: Some([7, 8]), d: pair(1, 2))");
    let text = |path| tree.find(path).map(|node| tree.text_of(node));
    assert_eq!(text("a.cable.cable"), Some("5"));
    assert_eq!(text("b.x.y.z"), Some("1"));
    assert_eq!(text("c[1]"), Some("8"));
    assert_eq!(text("c.Some[1]"), Some("8"));
    assert_eq!(text("d.pair[1]"), Some("2"));
}

#[test]
fn every_value_knows_its_path() {
    let tree = tree(SAMPLE);
    for node in tree.nodes() {
        let path = tree.path_at(tree.span(node).start);
        let found = tree.find(&path).unwrap_or_else(|| panic!("{path} leads nowhere"));
        let inner = tree.span(node);
        assert!(tree.span(found).start <= inner.start && inner.end <= tree.span(found).end, "{path}");
    }
    let at = |needle| tree.path_at(SAMPLE.find(needle).expect(needle));
    assert_eq!(at("power: Some"), "racks[1].power");
    assert_eq!(at("low:"), "racks[1].power.low");
    assert_eq!(at("1_200"), "racks[2].at_mm[0]");
    assert_eq!(at("tdp_w"), "overrides.gpu.tdp_w");
    assert_eq!(at("// Hall"), "");
}

#[test]
fn missing_and_unknown_fields_have_places() {
    let text = "(racks: [\n    (id: 1, nmae: \"A\"),\n])";
    let tree = tree(text);
    let rack = tree.nearest("racks[0].name");
    assert_eq!(tree.closing_span(rack).map(|span| line_col(text, span.start)), Some((2, 22)));
    let unknown = tree.find("racks[0].nmae").expect("there");
    assert_eq!(tree.key_span(unknown).map(|span| &text[span]), Some("nmae"));
    assert_eq!(tree.nearest("racks[7].name"), tree.find("racks").expect("there"));
    assert_eq!(tree.closing_span(unknown), None);
}

#[test]
fn nodes_tell_what_they_are() {
    let tree = tree("(a: [1], b: {1: 2}, c: P(x: 1), d: Q(1), e: (), f: r#g, r#type: 3)");
    let kind = |path| tree.find(path).map(|node| tree.kind(node));
    let table = [("a", Kind::List), ("b", Kind::Map), ("c", Kind::Struct), ("d", Kind::Tuple), ("e", Kind::Tuple), ("f", Kind::Scalar)];
    for (path, expected) in table {
        assert_eq!(kind(path), Some(expected), "{path}");
    }
    let named = tree.find("c").expect("there");
    assert_eq!(tree.name(named), Some("P"));
    assert_eq!(tree.name(tree.root()), None);
    assert_eq!(tree.field(named, "x").and_then(|node| tree.parent(node)), Some(named));
    assert_eq!(tree.field(tree.root(), "r#type").map(|node| tree.text_of(node)), Some("3"));
    assert_eq!(tree.children(tree.root()).count(), 7);
}

#[test]
fn what_is_no_ron_has_a_place_too() {
    let table = [
        ("", 0, "the end of the file", "a value"),
        ("// nothing", 10, "the end of the file", "a value"),
        ("(a: 1", 5, "the end of the file", "`,` or `)`"),
        ("[1 2]", 3, "2", "`,` or `]`"),
        ("(a: 1, 2)", 7, "2", "a field name or `)`"),
        ("(1, a: 2)", 5, ":", "`,` or `)`"),
        ("(a: )", 4, ")", "a value"),
        ("{1, 2}", 2, ",", "`:`"),
        ("[1]]", 3, "]", "nothing after the value"),
        ("(a: Some[1])", 8, "[", "`,` or `)`"),
        ("[,]", 1, ",", "a value or `]`"),
        ("[1)", 2, ")", "`,` or `]`"),
        ("#![enable(implicit_some)]()", 0, "#![enable(implicit_some)]", "a value"),
        ("(a: %)", 4, "%", "a value, a field name, a bracket, `,` or `:`"),
    ];
    for (text, offset, got, allowed) in table {
        let problem = Tree::parse(text).map(|_| ()).expect_err(text);
        assert_eq!((problem.offset, problem.got.as_str(), problem.allowed.as_str()), (offset, got, allowed), "{text}");
    }
}

#[test]
fn a_blanked_value_leaves_all_other_places() {
    let table = [
        ("(a: 1, bé: 2, c: 3)".replace("bé", "b"), "b", "(a: 1,       c: 3)"),
        ("[1, 2 /* x */ , 3]".to_owned(), "[1]", "[1,   /* x */   3]"),
        ("[1, 2]".to_owned(), "[1]", "[1,  ]"),
        ("(a: [\n (x: \"é\"),\r\n 2],)".to_owned(), "a", "(    \n           \r\n    )"),
        ("5".to_owned(), "", " "),
        ("(a: Some(f(5)), b: 1)".to_owned(), "a.Some.f", "(               b: 1)"),
        ("[(1, 2), (3, 4)]".to_owned(), "[0][1]", "[        (3, 4)]"),
    ];
    for (text, path, expected) in table {
        let tree = tree(&text);
        let node = tree.find(path).unwrap_or_else(|| panic!("{path}"));
        assert_eq!(tree.without(node), expected, "{text}");
    }
}

#[test]
fn any_element_can_be_blanked() {
    let whole = tree(SAMPLE);
    for node in whole.nodes().skip(1) {
        let blanked = whole.without(node);
        assert_eq!(blanked.len(), SAMPLE.len());
        assert_eq!(blanked.matches('\n').count(), SAMPLE.matches('\n').count());
        let rest = tree(&blanked);
        let gone = whole.span(node);
        assert!(rest.nodes().all(|other| !rest.span(other).contains(&gone.start) || rest.span(other).end >= gone.end));
        assert!(ron::from_str::<ron::Value>(&blanked).is_ok(), "{blanked}");
        let comments: usize = rest.comments().values().map(|c| c.before.len() + usize::from(c.after.is_some())).sum();
        assert!(comments == 9 || whole.kind(node) != Kind::Scalar, "{blanked}");
    }
}
