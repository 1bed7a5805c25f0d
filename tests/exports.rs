//! What leaves for other programs: no live formula, no foreign element whatever people call things; the same plan gives the same bytes; a plan
//! that is exported reads back as itself; cables of the schedule are those of the totals.

#[path = "solve/support.rs"]
mod support;

use std::collections::BTreeSet;
use std::sync::Arc;

use rackwright::edit::{Edit, apply};
use rackwright::explore::Variant;
use rackwright::explore::compare::{Comparison, Per};
use rackwright::io::export::{comparison, csv, floor, report, schedule, table_page};
use rackwright::io::plan_file;
use rackwright::io::presets::PLANS;
use rackwright::model::geometry::Point;
use rackwright::model::plan::{Obstacle, ObstacleKind, Override, Plan, Waiver};
use rackwright::model::text::{Id, Name, Text};
use rackwright::solve::schedule::{Cable, each_cable};
use rackwright::solve::tables::{TableKind, View, table};
use rackwright::solve::{Cancel, Report};
use support::{catalog, input, preset, solved};

fn variant(plan: Plan) -> Variant {
    Variant::solved(plan.title.to_string(), &input(plan), &Cancel::default()).expect("nobody cancels")
}

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

/// The plan with a payload wherever people may write what they like.
fn poisoned(payload: &str) -> Plan {
    let mut plan = preset("tiny-demo");
    let text = Text::new(payload).expect("a text");
    let name = Name::new(payload).expect("a name");
    plan.title = text.clone();
    plan.question = text.clone();
    plan.notes = Arc::new(vec![text.clone()]);
    let mut floor = (*plan.floor).clone();
    let corner = Point::new(0, 0).expect("a point");
    floor.obstacles.push(Obstacle {
        name: name.clone(),
        kind: ObstacleKind::Column,
        at_mm: corner,
        size_mm: Point::new(300, 300).expect("a point"),
    });
    plan.floor = Arc::new(floor);
    let racks: Vec<_> = plan.racks.iter().map(|rack| rack.id).collect();
    for id in racks {
        let rack = plan.racks.get_mut(id).expect("a rack");
        rack.name = name.clone();
        rack.facility = Some(name.clone());
    }
    Arc::make_mut(&mut plan.rack_types).iter_mut().for_each(|kind| kind.name = name.clone());
    Arc::make_mut(&mut plan.tiers).iter_mut().for_each(|tier| {
        tier.name = name.clone();
        tier.notes.push(text.clone());
    });
    plan.waivers = Arc::new(vec![Waiver { rule: Id::new("stale-estimate").expect("an id"), subjects: Vec::new(), comment: text.clone() }]);
    let electricity = Override {
        part: plan.economy.defaults.clone(),
        field: Text::new("electricity").expect("a text"),
        value: Text::new("0.05 USD/kWh").expect("a text"),
        comment: text,
    };
    plan.overrides = Arc::new(vec![electricity]);
    plan
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

fn sheet(variant: &Variant, kind: TableKind) -> String {
    let table = table(kind, &variant.report, &variant.totals);
    table.sheet(&table.order(&View::default()).rows).rows.iter().map(|row| csv::row(row.iter().map(String::as_str))).collect()
}

#[test]
fn nothing_that_people_write_comes_to_life() {
    for payload in payloads() {
        let bad = variant(poisoned(&payload));
        for kind in [TableKind::Bill, TableKind::Racks, TableKind::Cables, TableKind::Failures, TableKind::Tiers] {
            checked_csv(kind.title(), &payload, &sheet(&bad, kind));
        }
        checked_csv("schedule", &payload, &schedule(&bad.report));
        checked_markup("floor", &payload, &floor(&bad.report));
        checked_markup("report", &payload, &report(&bad));
        checked_markup("bill", &payload, &table_page(&bad, TableKind::Bill));
        let both = [bad, Variant { name: payload.clone(), ..variant(preset("tiny-demo")) }];
        let compared = Comparison::of(&both, 0, Per::Whole).expect("a baseline");
        checked_markup("comparison", &payload, &comparison(&payload, &compared, &compared.rows()));
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

#[test]
fn the_same_plan_gives_the_same_bytes_and_says_what_it_rests_on() {
    let one = || report(&variant(preset("optical-1024")));
    let page = one();
    assert_eq!(page, one());
    for told in
        ["Assumptions and their sources", "Findings and waivers", "checksum of the plan", "oio_teraphy_32", "@page{size:A4", "Floor:"]
    {
        assert!(page.contains(told), "{told}");
    }
    assert!(!page.contains("http-equiv=\"refresh") && !page.contains("href="), "nothing from elsewhere");
    println!("report of optical-1024: {} kB", page.len() / 1024);
}

#[test]
fn a_plan_that_is_exported_reads_back_as_itself() {
    for name in PLANS.iter().map(|plan| plan.name) {
        let plan = preset(name);
        assert_eq!(support::plan(&plan_file::print(&plan)), plan, "{name}");
    }
    let plan = poisoned("=1+1 <b>");
    let renamed = apply(&plan, &catalog(), &Edit::SetTitle { title: Text::new("@x</title>").expect("a text") }).expect("made");
    assert_eq!(support::plan(&plan_file::print(&renamed)).title, renamed.title);
}

fn cables(report: &Report) -> Vec<Cable> {
    let mut all = Vec::new();
    each_cable(report, &mut |cable| all.push(cable));
    all
}

#[test]
fn the_schedule_has_the_cables_of_the_totals() {
    for plan in PLANS {
        let report = solved(preset(plan.name));
        let (totals, cables) = (report.totals(), cables(&report));
        assert_eq!(u64::try_from(cables.len()), Ok(totals.cables), "{}", plan.name);
        let metres: f64 = cables.iter().map(|cable| cable.length_mm as f64 / 1000.0).sum();
        assert!((metres - totals.cable_m).abs() <= 1e-6 * totals.cable_m.max(1.0), "{}: {metres}, {}", plan.name, totals.cable_m);
        let units = report.resolved.kinds.iter().map(|kind| kind.units).max().unwrap_or(0);
        let inside = |end: &rackwright::solve::schedule::CableEnd| end.unit.is_none_or(|unit| (1..=units.max(1)).contains(&unit));
        assert!(cables.iter().all(|cable| inside(&cable.a) && inside(&cable.b)), "{}", plan.name);
    }
}

/// No port is used twice, and those of a rack are as many as its link ends.
#[test]
fn every_port_has_one_link() {
    for name in ["tiny-demo", "nvl72-copper-1152", "optical-1024"] {
        let report = solved(preset(name));
        let mut ports: BTreeSet<(String, String, bool, u64)> = BTreeSet::new();
        let mut ends: u64 = 0;
        for cable in cables(&report) {
            // Endpoints and levels count their ports apart; the kind of link tells which is which at this end.
            for (end, level) in [(&cable.a, cable.joins.split('_').next()), (&cable.b, cable.joins.rsplit('_').next())] {
                for port in end.ports.0..=end.ports.1 {
                    ends += u64::from(ports.insert((
                        format!("{} {}", end.rack, level.unwrap_or("")),
                        cable.tier.clone(),
                        end.unit.is_some(),
                        port,
                    )));
                }
            }
        }
        let links: u64 = cables(&report).iter().map(|cable| cable.links).sum();
        assert_eq!(ends, 2 * links, "{name}");
    }
}
