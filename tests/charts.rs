//! Charts: what they show adds up to the totals, and as SVG it is well-formed whatever things are called.

use std::sync::Arc;

use rackwright::io::export::svg::{self, Look};
use rackwright::io::{plan_file, presets};
use rackwright::model::plan::Plan;
use rackwright::model::racks::Rack;
use rackwright::model::text::Name;
use rackwright::solve::charts::{Chart, ChartKind, Paint, chart};
use rackwright::solve::{Cancel, Input, Report, solve};

fn preset(name: &str) -> Plan {
    plan_file::parse(presets::find(name).expect("a preset").text).expect("it is read").plan
}

fn solved(plan: Plan) -> Report {
    let base = Arc::new(presets::catalog().expect("catalogue").clone());
    solve(&Input::new(Arc::new(plan), base), &Cancel::default()).expect("nobody cancels")
}

fn all() -> impl Iterator<Item = (&'static str, Report)> {
    presets::PLANS.iter().map(|plan| (plan.name, solved(preset(plan.name))))
}

fn near(what: &str, got: f64, expected: f64) {
    let scale = expected.abs().max(1.0);
    assert!((got - expected).abs() / scale < 1e-6, "{what}: {got}, expected {expected}");
}

#[test]
fn the_parts_of_the_site_add_up_to_its_power() {
    for (name, report) in all() {
        let totals = report.totals();
        let chart = chart(ChartKind::Watts, &report, &totals);
        near(name, chart.sum(0), totals.site_w.likely);
        near(name, (1..chart.columns.len()).map(|column| chart.sum(column)).sum(), totals.site_w.likely);
    }
}

#[test]
fn racks_dollars_cables_and_years_add_up() {
    for (name, report) in all() {
        let totals = report.totals();
        let of = |kind| chart(kind, &report, &totals);
        let sum = |chart: &Chart| (0..chart.columns.len()).map(|column| chart.sum(column)).sum::<f64>();
        if report.racks.len() <= 200 {
            near(name, sum(&of(ChartKind::RackPower)), totals.it_w.likely);
        }
        near(name, sum(&of(ChartKind::Dollars)), totals.money.capex.likely);
        near(name, sum(&of(ChartKind::Lengths)), totals.cables as f64);
        near(name, sum(&of(ChartKind::Years)), totals.money.by_year.iter().sum());
        let years = of(ChartKind::Years);
        near(name, *years.lines[0].values.last().expect("a year"), totals.money.by_year.iter().sum());
    }
}

#[test]
fn no_cable_that_reaches_stands_beyond_its_mark() {
    for (name, report) in all() {
        let chart = chart(ChartKind::Lengths, &report, &report.totals());
        for series in &chart.series {
            let mark = chart.marks.iter().find(|mark| mark.name.starts_with(&format!("{} reaches", series.name))).expect("a mark");
            let beyond: f64 = series.values.iter().skip(mark.after).sum();
            let too_long = report.cells.list.iter().zip(&report.sums.cells).filter(|(cell, _)| !cell.pick.reaches);
            let allowed: u64 = too_long.map(|(_, sum)| sum.cables).sum();
            assert!(beyond <= allowed as f64, "{name}: {} of {beyond} cables, {allowed} are too long", series.name);
        }
    }
}

#[test]
fn many_racks_are_drawn_by_type() {
    let mut plan = preset("tiny-demo");
    let first = plan.racks.at(0).expect("a rack").clone();
    for _ in 0..300 {
        let id = plan.racks.next_id().expect("an id");
        assert!(plan.racks.push(Rack { id, ..first.clone() }));
    }
    let report = solved(plan);
    let chart = chart(ChartKind::RackPower, &report, &report.totals());
    assert!(chart.columns.len() < 10, "{:?}", chart.columns);
    assert!(chart.columns[0].contains('('), "{:?}", chart.columns);
}

const LOOK_LINE: &str = "#cccccc";

fn drawn(chart: &Chart) -> String {
    let paint = |_: Paint| "#112233".to_string();
    let look = Look {
        ground: "#ffffff".to_string(),
        text: "#000000".to_string(),
        dim: "#555555".to_string(),
        line: LOOK_LINE.to_string(),
        paint: &paint,
    };
    svg::of(chart, &look)
}

/// Every tag closes, every attribute is quoted, nothing is left open.
fn well_formed(text: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        if rest[..start].contains('>') {
            return Err(format!("a lone > in {:?}", &rest[..start]));
        }
        let end = rest[start..].find('>').ok_or("a tag without an end")? + start;
        let tag = &rest[start + 1..end];
        if tag.matches('"').count() % 2 == 1 {
            return Err(format!("an open quote in {tag}"));
        }
        match (tag.strip_prefix('/'), tag.ends_with('/')) {
            (Some(name), _) => {
                let last = open.pop();
                if last != Some(name) {
                    return Err(format!("</{name}> closes {last:?}"));
                }
            }
            (None, false) => open.push(tag.split_whitespace().next().unwrap_or("")),
            (None, true) => {}
        }
        rest = &rest[end + 1..];
    }
    if open.is_empty() { Ok(()) } else { Err(format!("left open: {open:?}")) }
}

#[test]
fn every_chart_of_every_preset_is_well_formed_svg() {
    for (name, report) in all() {
        let totals = report.totals();
        for kind in ChartKind::ALL {
            let chart = chart(*kind, &report, &totals);
            let text = drawn(&chart);
            well_formed(&text).unwrap_or_else(|problem| panic!("{name} {kind}: {problem}"));
            assert!(!text.contains("NaN") && !text.contains("inf"), "{name} {kind}");
            assert_eq!(text, drawn(&chart), "the same chart gives the same bytes");
        }
    }
}

#[test]
fn names_do_not_break_out_of_the_drawing() {
    let mut plan = preset("tiny-demo");
    let first = plan.racks.at(0).expect("a rack").id;
    plan.racks.get_mut(first).expect("a rack").name = Name::new("</text><script>alert(\"1\")</script>&amp;'").expect("a name");
    let report = solved(plan);
    let text = drawn(&chart(ChartKind::RackPower, &report, &report.totals()));
    well_formed(&text).expect("well-formed");
    assert!(!text.contains("<script"));
}
