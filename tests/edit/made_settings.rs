//! What each edit makes of a plan: everything but racks. Checked with the cases for racks.

use std::sync::Arc;

use rackwright::model::parts::Blade;
use rackwright::model::plan::{Floor, Plan};
use rackwright::model::rack_type::RackType;
use rackwright::model::tier::Tier;

use crate::fixture::{id, one, text};
use crate::made::Case;
use crate::shapes::{plainest, read};

pub fn cases() -> Vec<Case> {
    [text_cases(), rack_type_cases(), tier_cases(), section_cases(), list_cases(), part_cases()].concat()
}

fn text_cases() -> Vec<Case> {
    vec![
        (r#"set_title(title: "New")"#, "Change title", |plan| plan.title = text("New")),
        (r#"set_question(question: "Why?")"#, "Change question", |plan| plan.question = text("Why?")),
        (r#"set_notes(notes: ["a", "b"])"#, "Change notes", |plan| plan.notes = Arc::new(vec![text("a"), text("b")])),
    ]
}

fn types(plan: &mut Plan) -> &mut Vec<RackType> {
    Arc::make_mut(&mut plan.rack_types)
}

fn tiers(plan: &mut Plan) -> &mut Vec<Tier> {
    Arc::make_mut(&mut plan.tiers)
}

fn rack_type_cases() -> Vec<Case> {
    vec![
        (r#"add_rack_type(rack_type: (id: "new", name: "New", role: power, frame: "frame", feed: "1 kW"))"#, "Add rack type new", |plan| {
            types(plan).push(read(r#"(id: "new", name: "New", role: power, frame: "frame", feed: "1 kW")"#))
        }),
        (
            r#"add_rack_type(rack_type: (id: "new", name: "New", role: power, frame: "frame", feed: "1 kW"), index: 0)"#,
            "Add rack type new",
            |plan| types(plan).insert(0, read(r#"(id: "new", name: "New", role: power, frame: "frame", feed: "1 kW")"#)),
        ),
        (
            r#"replace_rack_type(id: "spare", rack_type: (id: "depot", name: "Depot", role: memory, frame: "frame", feed: "1 kW"))"#,
            "Replace rack type spare",
            |plan| {
                types(plan)[2] = read(r#"(id: "depot", name: "Depot", role: memory, frame: "frame", feed: "1 kW")"#);
                Arc::make_mut(&mut plan.waivers)[3].subjects = read(r#"[rack_type(id: "depot")]"#);
            },
        ),
        // The type keeps a blade the catalogue does not know: that must not stand in the way.
        (
            r#"change_rack_type(id: "compute", set: [feed(value: "200 kW"), cooling(value: "air")])"#,
            "Change 2 fields of rack type compute",
            |plan| {
                types(plan)[0].feed = read(r#""200 kW""#);
                types(plan)[0].cooling = Some(id("air"));
            },
        ),
        (r#"change_rack_type(id: "switches", set: [id(value: "sw")])"#, "Change id of rack type switches", |plan| {
            types(plan)[1].id = id("sw");
            one(plan, 4, |rack| rack.kind = id("sw"));
        }),
        (r#"move_rack_type(id: "compute", to: 2)"#, "Move rack type compute", |plan| types(plan).rotate_left(1)),
        (r#"remove_rack_type(id: "spare")"#, "Remove rack type spare", |plan| {
            types(plan).pop();
            Arc::make_mut(&mut plan.waivers).remove(3);
        }),
        (r#"add_blade(rack_type: "spare", blade: (part: "own-blade", count: 3))"#, "Add own-blade to spare", |plan| {
            types(plan)[2].blades = read(r#"[(part: "own-blade", count: 3)]"#);
        }),
        (
            r#"add_blade(rack_type: "compute", blade: (part: "blade-b", count: 3, at: 9, serves: (tier: "out", level: spine)), index: 1)"#,
            "Add blade-b to compute",
            |plan| types(plan)[0].blades.insert(1, read(r#"(part: "blade-b", count: 3, at: 9, serves: (tier: "out", level: spine))"#)),
        ),
        (
            r#"replace_blade(rack_type: "compute", index: 1, blade: (part: "blade-b", count: 5))"#,
            "Change blade of compute to blade-b",
            |plan| types(plan)[0].blades[1] = read(r#"(part: "blade-b", count: 5)"#),
        ),
        (r#"move_blade(rack_type: "compute", index: 2, to: 0)"#, "Move blade of compute", |plan| types(plan)[0].blades.rotate_right(1)),
        (r#"remove_blade(rack_type: "compute", index: 1)"#, "Remove blade of compute", |plan| {
            types(plan)[0].blades.remove(1);
        }),
    ]
}

const NEW_TIER: &str = r#"(id: "mem", name: "Memory", kind: memory, endpoints: memory, rate: "1 Tb/s", link: "1 Tb/s", topology: full_mesh(), media: (access: ["optics"]))"#;

fn tier_cases() -> Vec<Case> {
    vec![
        (
            r#"add_tier(tier: (id: "mem", name: "Memory", kind: memory, endpoints: memory, rate: "1 Tb/s", link: "1 Tb/s", topology: full_mesh(), media: (access: ["optics"])), index: 1)"#,
            "Add tier mem",
            |plan| tiers(plan).insert(1, read(NEW_TIER)),
        ),
        (
            r#"replace_tier(id: "out", tier: (id: "mem", name: "Memory", kind: memory, endpoints: memory, rate: "1 Tb/s", link: "1 Tb/s", topology: full_mesh(), media: (access: ["optics"])))"#,
            "Replace tier out",
            |plan| {
                tiers(plan)[1] = read(NEW_TIER);
                Arc::make_mut(&mut plan.lengths)[2].tier = Some(id("mem"));
                Arc::make_mut(&mut plan.waivers)[4].subjects = read(r#"[tier(id: "mem")]"#);
            },
        ),
        (
            r#"change_tier(id: "up", set: [id(value: "top"), planes(value: 18), topology(value: full_mesh()), switch()])"#,
            "Change 4 fields of tier up",
            |plan| {
                tiers(plan)[0] =
                    Tier { id: id("top"), planes: read("Some(18)"), topology: read("full_mesh()"), switch: None, ..tiers(plan)[0].clone() };
                types(plan)[1].blades[0].serves.as_mut().unwrap().tier = id("top");
                Arc::make_mut(&mut plan.lengths)[1].tier = Some(id("top"));
            },
        ),
        (r#"set_media(tier: "up", class: in_rack, media: ["optics", "copper"])"#, "Change in rack media of tier up", |plan| {
            tiers(plan)[0].media.in_rack = vec![id("optics"), id("copper")];
        }),
        (r#"set_media(tier: "up", class: access, media: ["lost-medium"])"#, "Change access media of tier up", |plan| {
            tiers(plan)[0].media.access = vec![id("lost-medium")];
        }),
        (r#"set_media(tier: "up", class: trunk, media: [])"#, "Change trunk media of tier up", |plan| tiers(plan)[0].media.trunk.clear()),
        (r#"set_media(tier: "up", class: core, media: ["optics"])"#, "Change core media of tier up", |plan| {
            tiers(plan)[0].media.core = vec![id("optics")];
        }),
        (r#"move_tier(id: "out", to: 0)"#, "Move tier out", |plan| tiers(plan).swap(0, 1)),
        (r#"remove_tier(id: "out")"#, "Remove tier out", |plan| {
            tiers(plan).pop();
            Arc::make_mut(&mut plan.lengths).pop();
            Arc::make_mut(&mut plan.waivers).remove(4);
        }),
    ]
}

fn section_cases() -> Vec<Case> {
    vec![
        (
            r#"replace_floor(floor: (width: "1 m", depth: "1 m", tile: "1 m", aisle: "1 m", routing: (tray_height: "1 m", tray_width: "1 m", tray_depth: "1 m", tray_fill: "1 %", slack: "1 %", service_loop: "1 m", dressing: "1 m")))"#,
            "Replace floor",
            |plan| plan.floor = Arc::new(plainest::<Floor>()),
        ),
        (r#"change_floor(set: [width(value: "90 m"), max_load(value: "12 kN/m2")])"#, "Change 2 fields of floor", |plan| {
            let floor = Arc::make_mut(&mut plan.floor);
            floor.width = read(r#""90 m""#);
            floor.max_load = read(r#"Some("12 kN/m2")"#);
        }),
        (r#"change_routing(set: [cross_trays_mm(value: [600, 1200])])"#, "Change cross trays of routing", |plan| {
            Arc::make_mut(&mut plan.floor).routing.cross_trays_mm = read("[600, 1200]");
        }),
        (r#"add_obstacle(obstacle: (name: "door", kind: keep_free, at_mm: (1, 2), size_mm: (3, 4)))"#, "Add obstacle door", |plan| {
            Arc::make_mut(&mut plan.floor).obstacles.push(read(r#"(name: "door", kind: keep_free, at_mm: (1, 2), size_mm: (3, 4))"#))
        }),
        (
            r#"replace_obstacle(index: 0, obstacle: (name: "door", kind: keep_free, at_mm: (1, 2), size_mm: (3, 4)))"#,
            "Change obstacle door",
            |plan| Arc::make_mut(&mut plan.floor).obstacles[0] = read(r#"(name: "door", kind: keep_free, at_mm: (1, 2), size_mm: (3, 4))"#),
        ),
        ("remove_obstacle(index: 0)", "Remove obstacle", |plan| Arc::make_mut(&mut plan.floor).obstacles.clear()),
        // The lost cooling was there before, so it may stay.
        (
            r#"replace_site(site: (region: "south", power_chain: "chain-b", cooling: "lost-cooling", pue: fixed(value: 1.3), build_year: 2028, halls: [(id: "far", name: "Farther", distance: "80 km")]))"#,
            "Replace site",
            |plan| {
                plan.site = read(
                    r#"(region: "south", power_chain: "chain-b", cooling: "lost-cooling", pue: fixed(value: 1.3), build_year: 2028, halls: [(id: "far", name: "Farther", distance: "80 km")])"#,
                );
            },
        ),
        (r#"change_site(set: [electricity_price(value: "0.05 USD/kWh")])"#, "Change electricity price of site", |plan| {
            Arc::make_mut(&mut plan.site).electricity_price = read(r#"Some("0.05 USD/kWh")"#);
        }),
        (r#"replace_economy(economy: (defaults: "lean", years: 7, view: annuity))"#, "Replace economy", |plan| {
            plan.economy = read(r#"(defaults: "lean", years: 7, view: annuity)"#);
        }),
        (r#"change_economy(set: [years(value: 8), view(), laser_spares(value: n_plus_1)])"#, "Change 3 fields of economy", |plan| {
            plan.economy = read(r#"(defaults: "base", years: 8, laser_spares: n_plus_1)"#);
        }),
    ]
}

fn list_cases() -> Vec<Case> {
    vec![
        (r#"set_length(length: (a: 5, b: 6, tier: "up", length: "9 m"))"#, "Set length B01 to ghost", |plan| {
            Arc::make_mut(&mut plan.lengths).push(read(r#"(a: 5, b: 6, tier: "up", length: "9 m")"#));
        }),
        // A cable has no direction: 2 to 1 is 1 to 2.
        (r#"set_length(length: (a: 2, b: 1, length: "6 m"))"#, "Set length A02 to A01", |plan| {
            Arc::make_mut(&mut plan.lengths)[0].length = read(r#""6 m""#);
        }),
        (r#"clear_length(a: 1, b: 4, tier: "up")"#, "Clear length A01 to S01", |plan| {
            Arc::make_mut(&mut plan.lengths).remove(1);
        }),
        (r#"add_waiver(waiver: (rule: "new", subjects: [part(id: "copper"), tier(id: "up")], comment: "fine"))"#, "Waive new", |plan| {
            Arc::make_mut(&mut plan.waivers)
                .push(read(r#"(rule: "new", subjects: [part(id: "copper"), tier(id: "up")], comment: "fine")"#));
        }),
        (r#"add_waiver(waiver: (rule: "overlap", subjects: [rack(id: 2), rack(id: 1)], comment: "again"))"#, "Waive overlap", |plan| {
            Arc::make_mut(&mut plan.waivers)[0] = read(r#"(rule: "overlap", subjects: [rack(id: 2), rack(id: 1)], comment: "again")"#);
        }),
        (r#"remove_waiver(rule: "price", subjects: [plan(), part(id: "own-blade")])"#, "Remove waiver of price", |plan| {
            Arc::make_mut(&mut plan.waivers).pop();
        }),
        (r#"remove_waiver(rule: "reach")"#, "Remove waiver of reach", |plan| {
            Arc::make_mut(&mut plan.waivers).remove(2);
        }),
    ]
}

fn part_cases() -> Vec<Case> {
    vec![
        (r#"add_parts(parts: (sources: [(id: "s2", title: "T", year: "2026")]))"#, "Add 1 part", |plan| {
            Arc::make_mut(&mut plan.catalog).sources = read(r#"[(id: "s2", title: "T", year: "2026")]"#)
        }),
        // Nothing beneath has this part, so what the plan says about it goes with it.
        (r#"remove_part(kind: "blade", id: "own-blade")"#, "Remove part own-blade", |plan| {
            Arc::make_mut(&mut plan.catalog).blades.remove(0);
            Arc::make_mut(&mut plan.overrides).remove(1);
            Arc::make_mut(&mut plan.waivers)[5].subjects = read("[plan()]");
        }),
        (r#"set_override(part: "blade-a", field: "price", value: "7 USD", comment: "quote")"#, "Change price of blade-a", |plan| {
            Arc::make_mut(&mut plan.overrides).push(read(r#"(part: "blade-a", field: "price", value: "7 USD", comment: "quote")"#))
        }),
        (r#"set_override(part: "own-blade", field: "price", value: "7 USD")"#, "Change price of own-blade", |plan| {
            Arc::make_mut(&mut plan.overrides)[1] = read(r#"(part: "own-blade", field: "price", value: "7 USD")"#);
        }),
        (r#"clear_override(part: "lost", field: "price")"#, "Reset price of lost", |plan| {
            Arc::make_mut(&mut plan.overrides).pop();
        }),
    ]
}

/// A part of the plan replaces one of the same id where it stands, and may be used in the same batch.
#[test]
fn parts_replace_their_namesakes_and_can_be_used_at_once() {
    use rackwright::edit::{Edit, Edits, apply};
    use rackwright::model::catalog::Sections;

    use crate::fixture::{catalog, edit, name, plan};

    let blade = |called: &str, title: &str| Blade { id: id(called), name: name(title), ..plainest() };
    let parts = Sections { blades: vec![blade("own-blade", "Second"), blade("fresh", "Fresh")], ..Sections::default() };
    let add = Edit::AddParts { parts: Arc::new(parts) };
    let used = edit(r#"add_blade(rack_type: "spare", blade: (part: "fresh", count: 1))"#);
    let batch = Edit::Batch { label: name("Both"), edits: Edits(vec![add, used]) };
    let made = apply(&plan(), &catalog(), &batch).unwrap();

    let mut expected = plan();
    Arc::make_mut(&mut expected.catalog).blades = vec![blade("own-blade", "Second"), blade("own-used", "name"), blade("fresh", "Fresh")];
    types(&mut expected)[2].blades = read(r#"[(part: "fresh", count: 1)]"#);
    assert_eq!(made, expected);
}
