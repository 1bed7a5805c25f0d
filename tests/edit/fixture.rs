//! A small plan in which everything occurs that an edit may meet, and the catalogue beneath it. Not a test.

use std::collections::BTreeMap;
use std::sync::Arc;

use rackwright::edit::Edit;
use rackwright::model::catalog::{Catalog, Sections};
use rackwright::model::geometry::{Facing, Point};
use rackwright::model::parts::{Blade, Cooling, Economics, Frame, Interconnect, PowerChain, Region, Source, Switch};
use rackwright::model::plan::{Comment, Floor, Plan};
use rackwright::model::racks::{Rack, RackId, Racks};
use rackwright::model::text::{Id, Name, Text};

use crate::shapes::{plainest, read};

pub fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

pub fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

pub fn text(words: &str) -> Text {
    Text::new(words).unwrap()
}

pub fn rack_id(number: i64) -> RackId {
    RackId::new(number).unwrap()
}

pub fn point(x: i64, y: i64) -> Point {
    Point::new(x, y).unwrap()
}

pub fn edit(text: &str) -> Edit {
    read(text)
}

pub fn rack(number: i64, called: &str, kind: &str, at: (i64, i64)) -> Rack {
    let at = point(at.0, at.1);
    Rack { id: rack_id(number), name: name(called), kind: id(kind), at, facing: Facing::South, facility: None }
}

/// Changes the racks of an expected plan without the code under test.
pub fn racks(plan: &mut Plan, change: impl FnOnce(&mut Vec<Rack>)) {
    let mut racks: Vec<Rack> = plan.racks.iter().cloned().collect();
    change(&mut racks);
    plan.racks = Racks::new(racks).unwrap();
}

/// Changes one rack of an expected plan.
pub fn one(plan: &mut Plan, number: i64, change: impl Fn(&mut Rack)) {
    racks(plan, |racks| racks.iter_mut().filter(|rack| rack.id == rack_id(number)).for_each(change));
}

/// Moves racks of an expected plan: (id, x, y).
pub fn moved(plan: &mut Plan, to: &[(i64, i64, i64)]) {
    for (number, x, y) in to {
        one(plan, *number, |rack| rack.at = point(*x, *y));
    }
}

macro_rules! parts {
    ($type:ty, $($id:literal),+) => {
        vec![$({
            let mut part: $type = plainest();
            part.id = id($id);
            part
        }),+]
    };
}

pub fn catalog() -> Catalog {
    let mut frames = parts!(Frame, "frame", "frame-wide");
    frames[0].width = read(r#"(value: "600 mm", confidence: published, sources: ["s1"])"#);
    frames[0].depth = read(r#"(value: "1200 mm", confidence: published, sources: ["s1"])"#);
    frames[1].width = read(r#"(value: "800 mm", confidence: published, sources: ["s1"])"#);
    frames[1].depth = read(r#"(value: "1000 mm", confidence: published, sources: ["s1"])"#);
    let mut catalog = Catalog::default();
    catalog.add(&Sections {
        sources: parts!(Source, "s1"),
        interconnects: parts!(Interconnect, "copper", "optics"),
        switches: parts!(Switch, "switch-a"),
        blades: parts!(Blade, "blade-a", "blade-b"),
        power_chains: parts!(PowerChain, "chain", "chain-b"),
        coolings: parts!(Cooling, "air", "liquid"),
        regions: parts!(Region, "north", "south"),
        economics: parts!(Economics, "base", "lean"),
        frames,
        ..Sections::default()
    });
    catalog
}

/// Racks 1..3 and 5 stand on a 600 x 1200 frame, rack 4 on 800 x 1100 by an override, the type of rack 6 is unknown.
fn some_racks() -> Racks {
    let mut racks = vec![
        rack(1, "A01", "compute", (0, 0)),
        rack(2, "A02", "compute", (600, 0)),
        rack(3, "A03", "compute", (1800, 0)),
        rack(4, "S01", "switches", (0, 2400)),
        rack(5, "B01", "compute", (900, 2400)),
        rack(6, "ghost", "vanished", (3000, 3000)),
    ];
    racks[0].facility = Some(name("F1"));
    racks[4].facing = Facing::East;
    Racks::new(racks).unwrap()
}

pub fn plan() -> Plan {
    let mut floor: Floor = plainest();
    floor.obstacles = read(r#"[(name: "column", kind: column, at_mm: (0, 0), size_mm: (300, 300))]"#);
    Plan {
        title: text("Hall"),
        question: text("How many?"),
        notes: Default::default(),
        catalog: Arc::new(Sections { blades: parts!(Blade, "own-blade", "own-used"), ..Sections::default() }),
        overrides: read(
            r#"[(part: "frame-wide", field: "depth", value: "1100 mm"), (part: "own-blade", field: "price", value: "5 USD"), (part: "lost", field: "price", value: "1 USD")]"#,
        ),
        floor: Arc::new(floor),
        site: read(
            r#"(power_chain: "chain", cooling: "lost-cooling", pue: parts(), build_year: 2027, halls: [(id: "far", name: "Far", distance: "40 km")])"#,
        ),
        economy: read(r#"(defaults: "base", years: 5)"#),
        rack_types: read(
            r#"[
            (id: "compute", name: "Compute", role: compute, frame: "frame", feed: "140 kW",
             blades: [(part: "blade-a", count: 2), (part: "lost-blade", count: 1), (part: "own-used", count: 1)]),
            (id: "switches", name: "Switches", role: switch, frame: "frame-wide", feed: "20 kW",
             blades: [(part: "blade-b", count: 4, serves: (tier: "up", level: leaf))]),
            (id: "spare", name: "Spare", role: memory, frame: "frame", feed: "10 kW"),
        ]"#,
        ),
        tiers: read(
            r#"[
            (id: "up", name: "Up", kind: scale_up, endpoints: accelerators, rate: "7.2 Tb/s", link: "800 Gb/s", topology: one_tier(),
             switch: "switch-a", media: (in_rack: ["copper"], trunk: ["lost-medium"])),
            (id: "out", name: "Out", kind: scale_out, endpoints: nics, rate: "800 Gb/s", link: "800 Gb/s", topology: clos(), media: (),
             gateways: [(hall: "far", rate: "1 Tb/s"), (hall: "lost-hall", rate: "1 Tb/s")]),
        ]"#,
        ),
        racks: some_racks(),
        lengths: read(
            r#"[(a: 1, b: 2, length: "5 m"), (a: 4, b: 1, tier: "up", length: "7 m"), (a: 2, b: 3, tier: "out", length: "3 m")]"#,
        ),
        waivers: read(
            r#"[
            (rule: "overlap", subjects: [rack(id: 1), rack(id: 2)], comment: "both"),
            (rule: "overlap", subjects: [rack(id: 3)], comment: "one"),
            (rule: "reach", comment: "all"),
            (rule: "feed", subjects: [rack_type(id: "spare")], comment: "type"),
            (rule: "taper", subjects: [tier(id: "out")], comment: "tier"),
            (rule: "price", subjects: [part(id: "own-blade"), plan()], comment: "part"),
        ]"#,
        ),
        comments: Arc::new(BTreeMap::from([("title".to_string(), Comment { before: vec!["kept".to_string()], after: None })])),
    }
}
