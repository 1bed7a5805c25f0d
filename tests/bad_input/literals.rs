//! Extreme literals in every field of plans and catalogues: taken as exactly what they say, or refused at their place.

use rackwright::io::catalog_file::{self, CatalogFile};
use rackwright::io::plan_file::{self, PlanFile};
use rackwright::io::problem::{Place, Problem};
use rackwright::io::ron_tree::{Tree, line_col};
use rackwright::io::seal::unsealed;
use rackwright::model::describe::{Describe, Shape, Variant};

use super::every_field::{Leaf, document, leaves};
use super::{assert_form, lines};

/// What is written, what it means as a bare number, and what it means inside a string before a unit.
const LITERALS: [(&str, Option<f64>, Option<f64>); 24] = [
    ("NaN", None, None),
    ("-NaN", None, None),
    ("inf", None, None),
    ("-inf", None, None),
    ("1e308", Some(1e308), Some(1e308)),
    ("1e309", None, None),
    ("-1e400", None, None),
    ("1e-400", None, None),
    ("-0.0", Some(0.0), Some(0.0)),
    ("-1", Some(-1.0), Some(-1.0)),
    ("0", Some(0.0), Some(0.0)),
    ("4294967296", Some(4_294_967_296.0), Some(4_294_967_296.0)),
    ("18446744073709551616", Some(18_446_744_073_709_551_616.0), Some(18_446_744_073_709_551_616.0)),
    ("1.5", Some(1.5), Some(1.5)),
    ("1e3", Some(1_000.0), Some(1_000.0)),
    ("1_000", Some(1_000.0), Some(1_000.0)),
    ("0x10", Some(16.0), None),
    ("300u8", None, None),
    ("\"12\"", None, None),
    ("()", None, None),
    ("None", None, None),
    ("", None, None),
    ("1__0", Some(10.0), None),
    (".5", Some(0.5), Some(0.5)),
];

/// A kind of file: how it is read and written again.
struct Format {
    shape: Shape,
    /// The text written for what was read.
    rewrite: fn(&str) -> Result<String, Vec<Problem>>,
    least: usize,
}

fn plans() -> Format {
    let rewrite = |text: &str| plan_file::parse(text).map(|opened| plan_file::print(&opened.plan));
    Format { shape: PlanFile::shape(), rewrite, least: 1_100 }
}

fn catalogues() -> Format {
    let rewrite = |text: &str| catalog_file::parse(text).map(|sections| catalog_file::print(&sections, text));
    Format { shape: CatalogFile::shape(), rewrite, least: 900 }
}

fn try_everywhere(format: &Format) {
    let all = leaves(&format.shape);
    assert!(all.len() >= format.least, "only {} fields found", all.len());
    let half = all.len() / 2;
    let counts = std::thread::scope(|scope| {
        let halves = [&all[..half], &all[half..]].map(|part| scope.spawn(|| part.iter().map(|leaf| try_leaf(format, leaf)).sum::<usize>()));
        halves.map(|half| half.join().expect("no panic"))
    });
    let accepted = counts[0] + counts[1];
    assert!(accepted > all.len() / 2, "only {accepted} literals of {} fields were taken: are the documents valid?", all.len());
}

fn try_leaf(format: &Format, leaf: &Leaf) -> usize {
    assert_valid(format, leaf);
    LITERALS.iter().map(|literal| try_literal(format, leaf, *literal)).sum()
}

/// The text around the literal is good: with a good value in the field it opens.
fn assert_valid(format: &Format, leaf: &Leaf) {
    let good = match (&leaf.shape, leaf.path.as_str()) {
        (_, "format") => return,
        (Shape::OneOf(variants), _) => variants.iter().find_map(shortest),
        (Shape::Quantity { example, kind, .. }, _) if *kind != "factor" => Some(format!("\"{example}\"")),
        (Shape::Whole { min, max }, _) => Some(1.clamp(*min, *max).to_string()),
        (shape, _) => shape.example(),
    };
    let (text, _) = document(&format.shape, leaf, &good.expect("an example"));
    if let Err(problems) = (format.rewrite)(&text) {
        panic!("{}: {}\n{text}", leaf.path, lines(&problems));
    }
}

/// A variant that can stand without fields.
fn shortest(variant: &Variant) -> Option<String> {
    match &variant.fields {
        None => Some(variant.name.to_string()),
        Some(fields) => fields.iter().all(|field| field.optional).then(|| format!("{}()", variant.name)),
    }
}

fn try_literal(format: &Format, leaf: &Leaf, (literal, bare, quoted): (&str, Option<f64>, Option<f64>)) -> usize {
    let taken = match &leaf.shape {
        Shape::Whole { .. } | Shape::Quantity { kind: "factor", .. } => try_one(format, leaf, literal, &|got| means(got, bare, "")),
        Shape::Text { .. } => try_one(format, leaf, literal, &|got| literal == "\"12\"" && got == literal),
        _ => try_one(format, leaf, literal, &|_| false),
    };
    let Shape::Quantity { kind, example, .. } = &leaf.shape else { return taken };
    if *kind == "factor" {
        return taken;
    }
    let unit = example.trim_start_matches("1 ");
    let inside = literal.trim_matches('"');
    let quoted = if inside == "12" { Some(12.0) } else { quoted };
    let right = try_one(format, leaf, &format!("\"{inside} {unit}\""), &|got| means(got, quoted, unit));
    let wrong = try_one(format, leaf, &format!("\"{inside} parsec\""), &|_| false);
    assert_eq!(wrong, 0, "{}: a parsec was taken", leaf.path);
    taken + right
}

/// Whether the written text says that number of that unit.
fn means(got: &str, number: Option<f64>, unit: &str) -> bool {
    let (digits, symbol) = got.trim_matches('"').split_once(' ').unwrap_or((got, ""));
    let size = |symbol: &str| match symbol {
        "mm" if unit == "m" => 1e-3,
        "mW" => 1e-3,
        "g" if unit == "kg" => 1e-3,
        "Mb/s" => 1e-3,
        "kW" | "Tb/s" | "km" => 1e3,
        "MW" | "Pb/s" => 1e6,
        "GW" => 1e9,
        _ => 1.0,
    };
    let (Ok(digits), Some(number)) = (digits.parse::<f64>(), number) else { return false };
    digits.is_finite() && (digits * size(symbol) - number).abs() <= number.abs() * 1e-12
}

/// 1 if the text was taken and means what `fits` says, 0 if it was refused as it should.
fn try_one(format: &Format, leaf: &Leaf, literal: &str, fits: &dyn Fn(&str) -> bool) -> usize {
    let (text, at) = document(&format.shape, leaf, literal);
    match (format.rewrite)(&text) {
        Ok(written) => {
            assert_taken(leaf, literal, &text, &written, fits);
            1
        }
        Err(problems) => {
            assert_refused(leaf, literal, &text, at, &problems);
            0
        }
    }
}

fn assert_taken(leaf: &Leaf, literal: &str, text: &str, written: &str, fits: &dyn Fn(&str) -> bool) {
    let context = || format!("{} took {literal}\n{text}\n{written}", leaf.path);
    if literal.is_empty() || literal == "None" {
        assert!(if literal.is_empty() { leaf.element } else { leaf.maybe }, "{}", context());
        return;
    }
    // Written anew from what was read: the version always, runs of racks one by one.
    let run = ["count", "rows", "pitch_mm", "row_pitch_mm"].iter().any(|field| leaf.path.starts_with(&format!("racks[0].{field}")));
    if run || matches!(leaf.path.as_str(), "version" | "min_reader") {
        let number = literal.replace('_', "").parse::<f64>();
        assert!(number.is_ok_and(f64::is_finite) || literal == "0x10", "{}", context());
        return;
    }
    let tree = Tree::parse(unsealed(written).0).expect("what is written can be read");
    match tree.find(&leaf.path) {
        Some(node) => assert!(fits(tree.text_of(node)), "{} is written {}", context(), tree.text_of(node)),
        // Left out because it is the default, or the bound is the value itself.
        None => assert!(leaf.optional && (fits("0") || fits("\"0 \"") || is_default(leaf, literal)), "{}", context()),
    }
}

/// Bounds that equal the value, and quantities of zero in any unit.
fn is_default(leaf: &Leaf, literal: &str) -> bool {
    leaf.path.ends_with(".low") || leaf.path.ends_with(".high") || literal.trim_matches('"').starts_with("0 ")
}

fn assert_refused(leaf: &Leaf, literal: &str, text: &str, at: usize, problems: &[Problem]) {
    let context = format!("{} refused {literal}: {}\n{text}", leaf.path, lines(problems));
    problems.iter().for_each(|problem| assert_form(problem, &context));
    let (line, column) = line_col(text, at);
    let here = Place { line, column };
    if literal.is_empty() {
        // What comes next stands where the value should be.
        let near =
            |problem: &Problem| problem.place.is_some_and(|place| place.line == line && (column..=column + 2).contains(&place.column));
        let of_list = |problem: &Problem| leaf.element && leaf.path.strip_suffix("[0]").is_some_and(|list| list.starts_with(&problem.path));
        return assert!(problems.iter().any(|problem| near(problem) || of_list(problem)), "{context}");
    }
    let exact = |problem: &Problem| problem.path == leaf.path && problem.place == Some(here);
    // A rule about the whole record is told at the record.
    let of_record = |problem: &Problem| matches!(problem.code, "plan" | "catalogue") && leaf.path.starts_with(&problem.path);
    assert!(problems.iter().any(|problem| exact(problem) || of_record(problem)), "expected {} at {line}:{column}\n{context}", leaf.path);
}

#[test]
fn extreme_literals_in_every_field_of_a_plan() {
    try_everywhere(&plans());
}

#[test]
fn extreme_literals_in_every_field_of_a_catalogue() {
    try_everywhere(&catalogues());
}

#[test]
fn the_walk_finds_what_is_known_to_be_there() {
    let plan: Vec<String> = leaves(&PlanFile::shape()).into_iter().map(|leaf| leaf.path).collect();
    for path in [
        "version",
        "floor.routing.cross_trays_mm[0]",
        "site.pue.value",
        "site.pue",
        "tiers[0].topology.taper[0]",
        "tiers[0].topology.boards[1]",
        "racks[0].at_mm[0]",
        "waivers[0].subjects[0].id",
        "catalog.power_chains[0].stages[0].curve[0].load",
        "catalog.interconnects[0].laser.afr.low",
    ] {
        assert!(plan.iter().any(|found| found == path), "{path} is not among {} fields", plan.len());
    }
}
