//! How far media reach: the outline drawn around a rack is where the solver's own lengths end.

use rackwright::edit::{Edit, apply};
use rackwright::model::geometry::Point;
use rackwright::model::plan::Plan;
use rackwright::solve::Report;

use crate::random::Random;
use crate::support::{catalog, preset, solved};

/// The tiny demo with trays that cross the rows at these columns; everywhere without any.
fn crossed(columns: &str) -> Plan {
    let text = rackwright::io::presets::find("tiny-demo").expect("a preset").text;
    let text = text.split("// check:").next().expect("the plan");
    let with = format!("dressing: \"500 mm\", cross_trays_mm: [{columns}],");
    crate::support::plan(&text.replace("dressing: \"500 mm\",", &with))
}

/// Whether a point lies inside an outline or on it, as seen from the row it is around.
fn holds(outline: &[(i64, i64)], (x, y): (i64, i64)) -> bool {
    let pairs = outline.iter().zip(outline.iter().cycle().skip(1));
    let crossings: Vec<f64> = pairs
        .filter(|((ax, _), (bx, _))| (*ax.min(bx)..=*ax.max(bx)).contains(&x) && ax != bx)
        .map(|((ax, ay), (bx, by))| *ay as f64 + (by - ay) as f64 * (x - ax) as f64 / (bx - ax) as f64)
        .collect();
    let most = crossings.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let least = crossings.iter().copied().fold(f64::INFINITY, f64::min);
    (least..=most).contains(&(y as f64))
}

/// The bundle between two racks of the demo, whose length is known by the solver.
fn length(report: &Report, a: u32, b: u32) -> Option<(u32, i64)> {
    let bundle = report.bundles.iter().find(|bundle| (bundle.a, bundle.b) == (a, b) || (bundle.a, bundle.b) == (b, a))?;
    Some((bundle.kind, bundle.length_mm))
}

#[test]
fn outlines_end_where_lengths_do() {
    let mut random = Random::seeded("outlines_end_where_lengths_do");
    for columns in ["", "3300", "600, 6600", "0, 3000, 3300, 7200"] {
        let plan = crossed(columns);
        let (a05, a03) = (plan.racks.at(4).expect("A05").id, plan.racks.at(2).expect("A03").id);
        let mut counted = [0, 0];
        for _ in 0..400 {
            let at = Point::new(random.below(7_000) as i64 - 200, 400 * (random.below(16) as i64)).expect("near");
            let moved = apply(&plan, &catalog(), &Edit::MoveRacksTo { racks: vec![a05], at_mm: at }).expect("a move");
            let report = solved(moved);
            let (here, there) = (report.position(a05).expect("there"), report.position(a03).expect("there"));
            let Some((kind, length_mm)) = length(&report, here, there) else { continue };
            let (from, to) = (report.racks[here as usize], report.racks[there as usize]);
            let (drops, loops) = report.router.fixed_mm(kind as usize, &report.racks, here, there);
            // A span for which the length is about as likely too long as not.
            let span = 500 + random.below(6_000) as i64;
            let reach = ((span + drops) as f64 * (1.0 + report.router.slack())) as i64 + loops;
            if (reach - length_mm).abs() <= 2 {
                continue;
            }
            let inside = holds(&report.reach_around(from.centre(), span), to.centre());
            assert_eq!(
                inside,
                length_mm <= reach,
                "{columns:?}: from {:?} to {:?}, {span} mm, {length_mm} of {reach} mm",
                from.centre(),
                to.centre()
            );
            counted[usize::from(inside)] += 1;
        }
        assert!(counted.iter().all(|count| *count > 20), "{columns:?}: {counted:?}");
    }
}

#[test]
fn reaches_are_those_of_what_the_links_may_be_made_of() {
    let plan = preset("tiny-demo");
    let report = solved(plan);
    let reaches = report.reaches_of(4);
    let names: Vec<(&str, &str)> =
        reaches.iter().map(|reach| (report.resolved.tiers[reach.tier].id.as_str(), reach.technology.as_str())).collect();
    assert!(names.contains(&("scale-out", "dr8_dsp_106")) && names.contains(&("memory", "aec_106")), "{names:?}");
    assert!(names.iter().all(|(tier, _)| *tier != "scale-up"), "links inside a rack reach nowhere: {names:?}");
    assert!(reaches.windows(2).all(|pair| pair[0].span_mm >= pair[1].span_mm), "longest first");
    for reach in &reaches {
        let technology = &report.resolved.tiers[reach.tier].technologies[reach.place];
        assert_eq!(report.reach_family(reach), Some(technology.family));
        assert!(reach.span_mm < technology.reach_mm, "the way up and down counts");
    }
    assert!(report.reach_around((0, 0), 0).is_empty());
}

#[test]
fn a_link_that_is_too_long_has_its_way_told() {
    let plan = preset("copper-1024");
    let report = solved(plan);
    let told: usize = (0..report.racks.len()).map(|rack| report.ways_too_long(u32::try_from(rack).expect("few")).count()).sum();
    let broken = report.bundles.iter().filter(|bundle| report.cells.get(bundle.cell).is_none_or(|cell| !cell.pick.reaches));
    let ends: usize = broken.map(|bundle| if bundle.a == bundle.b { 1 } else { 2 }).sum();
    assert!(ends > 0);
    assert_eq!(told, ends);
}
