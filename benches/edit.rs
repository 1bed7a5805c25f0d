//! How long edits take in plans of 1,000 to 100,000 racks. Prints times; asserts none.

#![forbid(unsafe_code)]

use divan::{Bencher, black_box};
use rackwright::edit::{Document, Edit, Grid, NewRack, apply};
use rackwright::model::catalog::Catalog;
use rackwright::model::counts::Some1;
use rackwright::model::geometry::{Facing, Point};
use rackwright::model::plan::Plan;
use rackwright::model::racks::{Rack, RackId, Racks};
use rackwright::model::text::{Id, Name, Text};
use serde::de::DeserializeOwned;

const SIZES: [i64; 3] = [1_000, 10_000, 100_000];

fn main() {
    divan::main();
}

#[divan::bench(args = SIZES)]
fn move_one_rack(bencher: Bencher, racks: i64) {
    edit(bencher, racks, &nudge(racks / 2));
}

#[divan::bench(args = SIZES)]
fn place_one_rack(bencher: Bencher, racks: i64) {
    let new = NewRack { kind: id("rack"), at_mm: point(0, 0), facing: Facing::South, name: None, facility: None };
    edit(bencher, racks, &Edit::PlaceRacks { racks: vec![new], count_on: false });
}

#[divan::bench(args = SIZES)]
fn array_of_1000_racks(bencher: Bencher, racks: i64) {
    let count = |count| Some1::new(count).expect("in range");
    let grid = Grid {
        columns: count(40),
        pitch_mm: point(600, 0),
        rows: Some(count(25)),
        row_pitch_mm: point(0, 2_400),
        aisle_every: None,
        aisle_mm: point(0, 0),
    };
    edit(bencher, racks, &Edit::ArrayRacks { racks: vec![rack_id(1)], grid });
}

#[divan::bench(args = SIZES)]
fn delete_one_rack(bencher: Bencher, racks: i64) {
    edit(bencher, racks, &Edit::DeleteRacks { racks: vec![rack_id(racks / 2)] });
}

/// A gesture as the window makes it: the edit, its label, its place in the history.
#[divan::bench(args = SIZES)]
fn move_one_rack_in_a_document(bencher: Bencher, racks: i64) {
    let (mut document, catalog) = (Document::new(plan(racks)), Catalog::default());
    let mut next = (1..=racks).cycle();
    bencher.bench_local(|| document.apply(&catalog, &nudge(next.next().expect("cycles"))).is_ok());
}

#[divan::bench(args = SIZES)]
fn undo_and_redo_one_move(bencher: Bencher, racks: i64) {
    let mut document = Document::new(plan(racks));
    document.apply(&Catalog::default(), &nudge(racks / 2)).expect("the rack is there");
    bencher.bench_local(|| (document.undo().is_some(), document.redo().is_some()));
}

fn edit(bencher: Bencher, racks: i64, edit: &Edit) {
    let (plan, catalog) = (plan(racks), Catalog::default());
    bencher.bench_local(|| apply(black_box(&plan), &catalog, black_box(edit)).expect("the edit fits"));
}

fn nudge(rack: i64) -> Edit {
    Edit::MoveRacks { racks: vec![rack_id(rack)], by_mm: point(600, 0) }
}

/// Racks in rows of a hundred, names counting on.
fn plan(racks: i64) -> Plan {
    let racks = (1..=racks).map(|number| Rack {
        id: rack_id(number),
        name: Name::new(&format!("R{number:06}")).expect("a good name"),
        kind: id("rack"),
        at: point(number % 100 * 600, number / 100 * 2_400),
        facing: Facing::South,
        facility: None,
    });
    Plan {
        title: Text::default(),
        question: Text::default(),
        notes: Default::default(),
        catalog: Default::default(),
        overrides: Default::default(),
        floor: read(
            r#"(width: "60 m", depth: "3 km", tile: "600 mm", aisle: "1.2 m", routing: (tray_height: "300 mm", tray_width: "600 mm",
                tray_depth: "100 mm", tray_fill: "40 %", slack: "5 %", service_loop: "500 mm", dressing: "500 mm"))"#,
        ),
        site: read(r#"(power_chain: "chain", cooling: "liquid", pue: parts(), build_year: 2027)"#),
        economy: read(r#"(defaults: "default", years: 5)"#),
        rack_types: read(r#"[(id: "rack", name: "Rack", role: compute, frame: "frame", feed: "140 kW")]"#),
        tiers: Default::default(),
        racks: Racks::new(racks.collect()).expect("ids differ"),
        lengths: Default::default(),
        waivers: Default::default(),
        comments: Default::default(),
    }
}

fn read<T: DeserializeOwned>(text: &str) -> T {
    ron::from_str(text).expect("reads")
}

fn id(text: &str) -> Id {
    Id::new(text).expect("a good id")
}

fn point(x: i64, y: i64) -> Point {
    Point::new(x, y).expect("in range")
}

fn rack_id(number: i64) -> RackId {
    RackId::new(number).expect("in range")
}
