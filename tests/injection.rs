//! Whatever people write into any text of a plan, its parts or a comparison: no export has a live formula or a foreign element, and the plan reads
//! back as itself. The texts are found in the files, so that a new field is poisoned without anybody thinking of it.

#[expect(dead_code, reason = "shared with other tests, not all of it is of use here")]
#[path = "solve/support.rs"]
mod support;

use std::collections::BTreeSet;
use std::sync::Arc;

use rackwright::explore::Variant;
use rackwright::explore::candidates::candidates;
use rackwright::explore::compare::metrics::{Metric, find};
use rackwright::explore::compare::why::{Total, Waterfall};
use rackwright::explore::compare::{Comparison, Per};
use rackwright::explore::flip::Flipped;
use rackwright::explore::sweep::{Subject, Task, sweep};
use rackwright::explore::uncertainty::study;
use rackwright::explore::vary::Axis;
use rackwright::io::comparison_file::{self, ComparisonFile};
use rackwright::io::export::look::{colour, paper};
use rackwright::io::export::{comparison, comparison_table, csv, flip, floor, report, schedule, svg, table_page, tornado, waterfall};
use rackwright::io::plan_file::{self, PlanFile};
use rackwright::io::presets::CATALOG;
use rackwright::io::ron_tree::{NodeId, Tree};
use rackwright::model::describe::{Describe, Shape};
use rackwright::model::plan::Plan;
use rackwright::solve::charts::{ChartKind, Sheet, chart};
use rackwright::solve::tables::{TableKind, View, table};
use rackwright::solve::{Cancel, Watch};
use support::{catalog, input, preset};

/// Nobody gives the work up.
const WANTED: &str = "it is wanted";

/// A hundred texts that mean something to spreadsheets, browsers or terminals, as far as the types of names let them.
fn payloads() -> Vec<String> {
    let kernels = [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "=HYPERLINK(\"http://x\",\"y\")",
        "=IMPORTXML(\"//x\")",
        "=DDE(\"cmd\",\"/C calc\",\"!A0\")",
        "|calc",
        "\u{FF1D}1+1",
        "\u{FF0B}1",
        "\u{FF0D}1",
        "\u{FF20}x",
        "'=1",
        "\"=1\"",
        "\" =1",
        "%=1",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)>",
        "\"><script>x</script>",
        "'><b>",
        "</title><script>x</script>",
        "</text><foreignObject>",
        "</td></table><iframe>",
        "]]><x/>",
        "<!-- x",
        "--><script>",
        "<style>*{display:none}</style>",
        "</style><script>",
        "&lt;script&gt;",
        "&#60;script&#62;",
        "javascript:alert(1)",
        "<a href=javascript:x>",
        "<body onload=x>",
        "<math><mi//xlink:href=\"data:x\">",
        "<use href=#x>",
        "<?xml version=\"1.0\"?>",
        "<!DOCTYPE x>",
        "<!ENTITY x \"y\">",
        "{{7*7}}",
        "${7*7}",
        "#{7*7}",
        "`id`",
        "$(id)",
        "a,b",
        "a;b",
        "a\"b",
        "x' OR '1'='1",
        "../../etc/passwd",
        "=cmd",
    ];
    let all: Vec<String> = kernels.iter().flat_map(|kernel| [kernel.to_string(), format!("A1 {kernel}")]).collect();
    assert_eq!(all.len(), 100);
    all
}

/// Every text a plan may have, and every part of the catalogue as a part of its own.
fn full_text() -> String {
    let own: String = CATALOG.iter().map(|(_, text)| inside(text, "    parts: (\n", "    ),\n)")).collect();
    let plan = rackwright::io::presets::find("tiny-demo").expect("a preset").text;
    let plan = inside(plan, "(\n", "\n)");
    let plan = plan
        .replacen("name: \"B06\",", "name: \"B06\", facility: \"x\",", 1)
        .replacen("role: compute,", "role: compute, notes: [\"x\"],", 1)
        .replacen("id: \"scale-up\",", "id: \"scale-up\", notes: [\"x\"],", 1);
    let more = "overrides: [(part: \"default\", field: \"electricity\", value: \"0.05 USD/kWh\", comment: \"x\")],
        waivers: [(rule: \"stale-estimate\", comment: \"x\")],";
    format!("(\n{plan}\n{more}\ncatalog: (\n{own}\n),\n)")
}

/// What stands between the first `open` and the last `close`.
fn inside<'t>(text: &'t str, open: &str, close: &str) -> &'t str {
    let from = text.find(open).unwrap_or_else(|| panic!("no {open:?}")) + open.len();
    let to = text.rfind(close).unwrap_or_else(|| panic!("no {close:?}"));
    &text[from..to]
}

/// Keys from the root down to a value; elements of lists have none of their own.
fn path(tree: &Tree, node: NodeId) -> Vec<String> {
    let mut path: Vec<String> =
        std::iter::successors(Some(node), |node| tree.parent(*node)).filter_map(|node| tree.key(node).map(|key| key.to_string())).collect();
    path.reverse();
    path
}

/// Texts of a shape by their path; `rule` tells which.
fn texts(shape: &Shape, path: &[String], found: &mut BTreeSet<Vec<String>>) {
    match shape {
        Shape::Text { name, .. } if FREE.contains(name) => drop(found.insert(path.to_vec())),
        Shape::List(inner) | Shape::Maybe(inner) => texts(inner, path, found),
        Shape::Tuple(all) => all.iter().for_each(|inner| texts(inner, path, found)),
        Shape::Record(record) => fields(&record.fields, path, found),
        Shape::OneOf(variants) => variants.iter().filter_map(|variant| variant.fields.as_ref()).for_each(|all| fields(all, path, found)),
        _ => {}
    }
}

fn fields(all: &[rackwright::model::describe::Field], path: &[String], found: &mut BTreeSet<Vec<String>>) {
    for field in all {
        texts(&field.shape, &[path, &[field.name.to_string()]].concat(), found);
    }
}

/// Kinds of text in which people may write what they like.
const FREE: [&str; 2] = ["text", "name"];
/// Texts that have to say something to the program.
const BOUND: [&[&str]; 3] = [&["format"], &["overrides", "field"], &["overrides", "value"]];

/// The texts of a plan in which anything may stand.
fn free() -> BTreeSet<Vec<String>> {
    let mut found = BTreeSet::new();
    texts(&PlanFile::shape(), &[], &mut found);
    found.retain(|path| !BOUND.iter().any(|bound| path.iter().eq(bound.iter())));
    found
}

/// A plan with a payload in each of its texts.
fn poisoned(full: &str, free: &BTreeSet<Vec<String>>, payload: &str) -> Plan {
    let tree = Tree::parse(full).expect("it reads");
    let literal = format!("\"{}\"", payload.replace('\\', "\\\\").replace('"', "\\\""));
    let mut text = full.to_string();
    for node in tree.nodes().rev() {
        if tree.text_of(node).starts_with('"') && free.contains(&path(&tree, node)) {
            text.replace_range(tree.span(node), &literal);
        }
    }
    support::plan(&text)
}

#[test]
fn every_text_of_a_plan_is_poisoned() {
    let (full, free) = (full_text(), free());
    let tree = Tree::parse(&full).expect("it reads");
    let there: BTreeSet<Vec<String>> =
        tree.nodes().filter(|node| tree.text_of(*node).starts_with('"')).map(|node| path(&tree, node)).collect();
    // Numbers of parts have a note each, too many to have them all; what is no part is there without exception.
    let missing: Vec<String> = free.difference(&there).filter(|path| path[0] != "catalog").map(|path| path.join(".")).collect();
    assert_eq!(missing, Vec::<String>::new());
    let in_parts = free.intersection(&there).filter(|path| path[0] == "catalog").count();
    println!("{} texts of a plan, {in_parts} of parts among them", free.intersection(&there).count());
    assert!(in_parts > 100, "{in_parts}");
    let plan = poisoned(&full, &free, "=1");
    assert_eq!(support::plan(&plan_file::print(&plan)), plan);
}

/// Names of the elements of a page or drawing, and whether any attribute is an event or leads away.
fn elements(markup: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for piece in markup.split('<').skip(1) {
        let (tag, _) = piece.split_once('>').unwrap_or_else(|| panic!("an open tag: {piece}"));
        let name: String = tag.trim_start_matches('/').chars().take_while(|c| !c.is_whitespace()).collect();
        let outside_quotes: String = tag.split('"').step_by(2).collect();
        for word in outside_quotes.split_whitespace().skip(1) {
            let attribute = word.trim_end_matches('=').trim_end_matches('/');
            assert!(!attribute.starts_with("on") && attribute != "href" && attribute != "src", "<{tag}>");
        }
        found.insert(name.to_lowercase());
    }
    found
}

const OURS: &[&str] = &[
    "!doctype",
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "h1",
    "h2",
    "h3",
    "p",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "div",
    "figure",
    "figcaption",
    "small",
    "svg",
    "rect",
    "text",
    "line",
    "polyline",
];

fn checked_markup(what: &str, payload: &str, markup: &str) {
    let foreign: Vec<String> = elements(markup).into_iter().filter(|name| !OURS.contains(&name.as_str())).collect();
    assert!(foreign.is_empty(), "{what} of {payload:?}: {foreign:?}");
}

/// Cells of CSV, as a spreadsheet reads them.
fn cells(text: &str) -> Vec<String> {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' => quoted = !quoted,
            ',' | '\n' if !quoted => cells.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            _ => cell.push(letter),
        }
    }
    assert!(!quoted && cell.is_empty(), "ends in the middle");
    cells
}

fn checked_csv(what: &str, payload: &str, text: &str) {
    for cell in cells(text) {
        let first = cell.trim_start_matches([' ', '"', '\u{A0}']).chars().next();
        let live = first.is_some_and(|c| "=+-@|\t\r\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".contains(c));
        assert!(!live || cell.parse::<f64>().is_ok(), "{what} of {payload:?}: {cell:?}");
    }
}

/// Lines for a clipboard: cells lie between tabs, and a spreadsheet reads no quotes there.
fn checked_tabbed(what: &str, payload: &str, rows: &[Vec<String>]) {
    for row in rows {
        let line = csv::tabbed(row.iter().map(String::as_str));
        for cell in line.trim_end_matches('\n').split('\t') {
            let live = cell.trim_start().starts_with(['=', '+', '-', '@', '|', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}']);
            assert!(!live || cell.parse::<f64>().is_ok(), "{what} of {payload:?}: {cell:?}");
        }
    }
}

fn checked_sheet(what: &str, payload: &str, rows: &[Vec<String>]) {
    let text: String = rows.iter().map(|row| csv::row(row.iter().map(String::as_str))).collect();
    checked_csv(what, payload, &text);
    checked_tabbed(what, payload, rows);
}

fn sheet(variant: &Variant, kind: TableKind) -> Sheet {
    let table = table(kind, &variant.report, &variant.totals);
    table.sheet(&table.order(&View::default()).rows)
}

/// Everything that is written of one plan.
fn checked_plan(payload: &str, bad: &Variant) {
    let watch = Watch::default();
    for kind in TableKind::ALL {
        checked_sheet(kind.title(), payload, &sheet(bad, *kind).rows);
        checked_markup(kind.title(), payload, &table_page(bad, *kind));
    }
    for kind in ChartKind::ALL {
        let chart = chart(*kind, &bad.report, &bad.totals);
        checked_sheet(kind.title(), payload, &chart.sheet().rows);
        checked_markup(kind.title(), payload, &svg::of(&chart, &paper(&colour)));
    }
    checked_csv("schedule", payload, &schedule(&bad.report, &watch).expect(WANTED));
    checked_markup("floor", payload, &floor(&bad.report, &watch).expect(WANTED));
    checked_markup("report", payload, &report(bad, &watch).expect(WANTED));
    let again = support::plan(&plan_file::print(bad.plan()));
    assert_eq!(again, **bad.plan(), "{payload:?} reads back");
}

/// Everything that is written of two plans.
fn checked_comparison(payload: &str, bad: Variant) {
    let watch = Watch::default();
    let pair = [bad, Variant { name: payload.to_string(), ..variant(preset("tiny-demo")) }];
    let [a, b] = &pair;
    let compared = Comparison::of(&pair, 0, Per::Whole).expect("a baseline");
    checked_markup("comparison", payload, &comparison(payload, &compared, &compared.rows(), &watch).expect(WANTED));
    checked_csv("comparison", payload, &comparison_table(&compared, &compared.rows()));
    for total in Total::ALL {
        checked_markup("waterfall", payload, &waterfall(&Waterfall::of(*total, a, b), (payload, payload)));
    }
    let subjects = [a, b].map(|variant| Subject { plan: Arc::clone(variant.plan()), base: catalog() });
    let [base, other] = &subjects;
    let metrics: Vec<&'static Metric> = find("tco").into_iter().collect();
    let known = candidates([a, b]);
    for specs in [&["economy.years=3,5"][..], &["economy.years=3,5", "site.pue=1.1,1.2"]] {
        let axes: Vec<Axis> = specs.iter().map(|spec| Axis::parse(spec).expect("an axis")).collect();
        let task = Task { plan: other, against: Some(base), axes: &axes, metrics: &metrics, shard: (0, 1) };
        let points = sweep(&task, &watch).expect(WANTED);
        let flipped = Flipped { axes: &axes, points: &points, metric: metrics[0], place: 0 };
        checked_markup("map or lines", payload, &flip(&flipped, (Some(payload), payload), &known));
        checked_markup("lines alone", payload, &flip(&flipped, (None, payload), &known));
    }
}

fn variant(plan: Plan) -> Variant {
    Variant::solved(plan.title.to_string(), &input(plan), &Cancel::default()).expect("nobody cancels")
}

#[test]
fn nothing_that_people_write_comes_to_life() {
    let (full, free) = (full_text(), free());
    let payloads = payloads();
    let next = std::sync::atomic::AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from).min(8) {
            scope.spawn(|| {
                while let Some(payload) = payloads.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) {
                    let bad = variant(poisoned(&full, &free, payload));
                    checked_plan(payload, &bad);
                    checked_comparison(payload, bad);
                }
            });
        }
    });
}

/// A tornado takes hundreds of solves, and its texts are names of numbers and of plans.
#[test]
fn a_tornado_keeps_its_texts_apart() {
    let payload = "</text><script>x</script>";
    let subjects = ["tiny-demo", "cpo-1024"].map(|name| Subject { plan: Arc::new(preset(name)), base: catalog() });
    let [a, b] = &subjects;
    let metrics: Vec<&'static Metric> = find("tco").into_iter().collect();
    let study = study([a, b], &metrics, &Watch::default()).expect(WANTED);
    let drawn = tornado(&study, 0, (payload, payload));
    checked_markup("tornado", payload, &drawn);
    assert!(drawn.contains("&lt;/text&gt;") && drawn.matches("<rect").count() > 20);
}

/// Comparison files hold names and a title of their own.
#[test]
fn comparisons_read_back_whatever_they_are_called() {
    let mut found = BTreeSet::new();
    texts(&ComparisonFile::shape(), &[], &mut found);
    let own: Vec<String> = found.iter().filter(|path| !path.contains(&"edits".to_string())).map(|path| path.join(".")).collect();
    assert_eq!(own, ["base", "baseline", "title", "variants.name", "variants.plan"]);
    for payload in payloads() {
        let plan = |name: &str| (name.to_string(), payload.clone(), Vec::new());
        let text = comparison_file::print(&payload, &payload, &[plan(&payload), plan("b")]).expect("it prints");
        let read = comparison_file::parse(&text).expect("it reads");
        assert_eq!((read.title.as_str(), read.variants[0].name.as_str()), (payload.as_str(), payload.as_str()));
        assert_eq!(read.variants[1].plan.as_ref().map(|plan| plan.as_str()), Some(payload.as_str()));
    }
}

/// Positive controls: what is looked for would be found.
#[test]
fn the_checks_find_what_is_planted() {
    let caught = |test: fn()| std::panic::catch_unwind(test).is_err();
    assert!(caught(|| checked_markup("x", "", "<p>a</p><script>x</script>")));
    assert!(caught(|| checked_markup("x", "", "<p onclick=\"x\">a</p>")));
    assert!(caught(|| checked_csv("x", "", "a,=1+1\r\n")));
    assert!(caught(|| checked_csv("x", "", "\"  @x\"\r\n")));
    checked_csv("x", "", "-5,'=1,plain\r\n");
}
