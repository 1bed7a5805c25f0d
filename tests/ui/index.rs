//! Racks found by place: the same as a look at all of them finds, in document order.

use rackwright::edit::{Edit, apply};
use rackwright::io::presets;
use rackwright::model::catalog::Catalog;
use rackwright::model::geometry::Point;
use rackwright::model::plan::Plan;
use rackwright::model::racks::RackId;
use rackwright::ui::floor::index::Index;
use rackwright::ui::floor::view::footprint;

fn preset(name: &str) -> (Plan, Catalog) {
    let plan = rackwright::io::plan_file::parse(presets::find(name).expect("a preset").text).expect("a plan").plan;
    let catalog = presets::catalog().expect("the catalogue").with_plan(&plan).0;
    (plan, catalog)
}

fn touching(plan: &Plan, catalog: &Catalog, [left, top, right, bottom]: [i64; 4]) -> Vec<u32> {
    let of = |[l, t, r, b]: [i64; 4]| l <= right && left <= r && t <= bottom && top <= b;
    (0..).zip(plan.racks.iter()).filter(|(_, rack)| of(footprint(plan, catalog, rack))).map(|(place, _)| place).collect()
}

#[test]
fn an_area_finds_what_a_look_at_all_racks_finds() {
    for name in ["tiny-demo", "optical-1024", "nvl72-copper-1152"] {
        let (plan, catalog) = preset(name);
        let index = Index::of(&plan, &catalog);
        let [left, top, right, bottom] = index.bounds().expect("racks");
        for step in 0..400 {
            let (x, y) = (left - 900 + step * 137 % (right - left + 1_800), top - 900 + step * 311 % (bottom - top + 1_800));
            let area = [x, y, x + step * 29 % 4_000, y + step * 17 % 5_000];
            assert_eq!(index.within(area), touching(&plan, &catalog, area), "{name}: {area:?}");
        }
        let all: Vec<u32> = (0..).take(plan.racks.len()).collect();
        assert_eq!(index.within([left, top, right, bottom]), all);
        assert!(index.within([right + 1, bottom + 1, right + 2, bottom + 2]).is_empty());
    }
}

#[test]
fn a_point_finds_the_topmost_rack_first() {
    let (plan, catalog) = preset("tiny-demo");
    let [first, second] = [0, 1].map(|place| plan.racks.at(place).expect("a rack").clone());
    let by_mm = first.at.minus(second.at).expect("a step");
    let plan = apply(&plan, &catalog, &Edit::MoveRacks { racks: vec![second.id], by_mm }).expect("moved");
    let index = Index::of(&plan, &catalog);
    assert_eq!(index.at([first.at.x() + 1, first.at.y() + 1]), [1, 0]);
    assert!(index.at([second.at.x() + 1, second.at.y() + 1]).is_empty());
    let [.., right, bottom] = index.footprint(0).expect("a rack");
    assert!(!index.at([right, bottom]).contains(&0), "the far edges belong to the neighbour");
}

#[test]
fn racks_at_the_ends_of_the_world_are_found() {
    let (plan, catalog) = preset("tiny-demo");
    let id: RackId = plan.racks.at(0).expect("a rack").id;
    let far = Point::new(9_000_000, -9_000_000).expect("on the map");
    let plan = apply(&plan, &catalog, &Edit::MoveRacks { racks: vec![id], by_mm: far }).expect("moved");
    let index = Index::of(&plan, &catalog);
    let at = plan.racks.at(0).expect("a rack").at;
    assert_eq!(index.at([at.x() + 1, at.y() + 1]), [0]);
    assert_eq!(index.within([i64::from(i32::MIN), i64::from(i32::MIN), i64::from(i32::MAX), i64::from(i32::MAX)]).len(), plan.racks.len());
    assert!(Index::default().within([0, 0, 1, 1]).is_empty());
}
