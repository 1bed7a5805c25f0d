//! What each edit makes of a plan, the whole plan compared: racks. The other sections are in a file of their own.

use std::collections::BTreeSet;
use std::sync::Arc;

use rackwright::edit::{EconomyField, Edit, FloorField, RackTypeField, RoutingField, SiteField, TierField, apply};
use rackwright::model::describe::{Describe, Shape};
use rackwright::model::geometry::Facing;
use rackwright::model::plan::{Economy, Floor, Plan, Routing, Site};
use rackwright::model::rack_type::RackType;
use rackwright::model::tier::Tier;

use crate::fixture::{catalog, edit, id, moved, name, one, plan, rack, rack_id, racks};
use crate::made_settings;
use crate::shapes::read;

/// An edit as files write it, its label, and what it does to the plan.
pub type Case = (&'static str, &'static str, fn(&mut Plan));

fn rack_cases() -> Vec<Case> {
    vec![
        (
            r#"place_racks(racks: [(kind: "compute", at_mm: (5, -7)), (kind: "spare", at_mm: (0, 0), facing: west, facility: "X"), (kind: "spare", at_mm: (0, 0))])"#,
            "Place 3 racks",
            |plan| {
                racks(plan, |racks| {
                    let mut west = rack(8, "M01", "spare", (0, 0));
                    west.facing = Facing::West;
                    west.facility = Some(name("X"));
                    racks.extend([rack(7, "B02", "compute", (5, -7)), west, rack(9, "M02", "spare", (0, 0))]);
                });
            },
        ),
        (r#"place_racks(racks: [(kind: "compute", at_mm: (0, 0), name: "C7")])"#, "Place 1 rack", |plan| {
            racks(plan, |racks| racks.push(rack(7, "C7", "compute", (0, 0))));
        }),
        (
            r#"place_racks(racks: [(kind: "compute", at_mm: (0, 0), name: "A01"), (kind: "compute", at_mm: (0, 0), name: "ghost")], count_on: true)"#,
            "Place 2 racks",
            |plan| racks(plan, |racks| racks.extend([rack(7, "A04", "compute", (0, 0)), rack(8, "ghost-2", "compute", (0, 0))])),
        ),
        // A gap before names that are known to be taken is still found.
        (
            r#"place_racks(racks: [(kind: "compute", at_mm: (0, 0), name: "A10"), (kind: "compute", at_mm: (0, 0), name: "A10"), (kind: "compute", at_mm: (0, 0), name: "A01")], count_on: true)"#,
            "Place 3 racks",
            |plan| {
                let placed = [rack(7, "A10", "compute", (0, 0)), rack(8, "A11", "compute", (0, 0)), rack(9, "A04", "compute", (0, 0))];
                racks(plan, |racks| racks.extend(placed));
            },
        ),
        ("move_racks(racks: [2, 1], by_mm: (600, -1))", "Move 2 racks", |plan| moved(plan, &[(1, 600, -1), (2, 1200, -1)])),
        ("move_racks(racks: [6], by_mm: (0, 0))", "Move ghost", |_| {}),
        ("move_racks_to(racks: [2, 4], at_mm: (0, 100))", "Move 2 racks", |plan| moved(plan, &[(2, 0, 100), (4, -600, 2500)])),
        ("turn_racks(racks: [1, 5], turns: 1)", "Turn 2 racks", |plan| {
            one(plan, 1, |rack| rack.facing = Facing::West);
            one(plan, 5, |rack| rack.facing = Facing::South);
        }),
        ("turn_racks(racks: [1], turns: 3)", "Turn A01", |plan| one(plan, 1, |rack| rack.facing = Facing::East)),
        // The rectangle 0..2400 x 0..1200 becomes 1200 wide: the first rack ends on top, the last at the bottom.
        ("turn_racks(racks: [3, 1, 2], turns: 1, together: true)", "Turn 3 racks", |plan| {
            moved(plan, &[(1, 0, 0), (2, 0, 600), (3, 0, 1800)]);
            (1..4).for_each(|number| one(plan, number, |rack| rack.facing = Facing::West));
        }),
        // 800 x 1100 by an override, 1200 x 600 because it looks east: 0..2100 x 2400..3500.
        ("turn_racks(racks: [4, 5], turns: 2, together: true)", "Turn 2 racks", |plan| {
            moved(plan, &[(4, 1300, 2400), (5, 0, 2900)]);
            one(plan, 4, |rack| rack.facing = Facing::North);
            one(plan, 5, |rack| rack.facing = Facing::West);
        }),
        ("face_racks(racks: [1, 2], facing: north)", "Turn 2 racks north", |plan| {
            one(plan, 1, |rack| rack.facing = Facing::North);
            one(plan, 2, |rack| rack.facing = Facing::North);
        }),
        ("mirror_racks(racks: [1, 2, 3], along: x)", "Mirror 3 racks", |plan| moved(plan, &[(1, 1800, 0), (2, 1200, 0), (3, 0, 0)])),
        ("mirror_racks(racks: [4, 5, 6], along: x)", "Mirror 3 racks", |plan| {
            moved(plan, &[(4, 2200, 2400), (5, 900, 2400), (6, 0, 3000)]);
            one(plan, 5, |rack| rack.facing = Facing::West);
        }),
        ("mirror_racks(racks: [4, 5], along: y)", "Mirror 2 racks", |plan| {
            moved(plan, &[(5, 900, 2900)]);
            one(plan, 4, |rack| rack.facing = Facing::North);
        }),
        ("align_racks(racks: [4, 1, 5], to: left)", "Align 3 racks", |plan| moved(plan, &[(5, 0, 2400)])),
        ("align_racks(racks: [4, 1, 5], to: right)", "Align 3 racks", |plan| moved(plan, &[(1, 200, 0), (5, -400, 2400)])),
        ("align_racks(racks: [4, 1], to: centre_x)", "Align 2 racks", |plan| moved(plan, &[(1, 100, 0)])),
        ("align_racks(racks: [4, 1], to: top)", "Align 2 racks", |plan| moved(plan, &[(1, 0, 2400)])),
        ("align_racks(racks: [4, 1], to: bottom)", "Align 2 racks", |plan| moved(plan, &[(1, 0, 2300)])),
        ("align_racks(racks: [4, 1], to: centre_y)", "Align 2 racks", |plan| moved(plan, &[(1, 0, 2350)])),
        ("distribute_racks(racks: [3, 2, 1], along: x)", "Distribute 3 racks", |plan| moved(plan, &[(2, 900, 0)])),
        // Sizes 600, 1200 and 0, from 0 to 3000: two gaps of 600.
        ("distribute_racks(racks: [1, 5, 6], along: x)", "Distribute 3 racks", |plan| moved(plan, &[(5, 1200, 2400)])),
        ("duplicate_racks(racks: [2, 1], by_mm: (0, 1200))", "Duplicate 2 racks", |plan| {
            racks(plan, |racks| racks.extend([rack(7, "A04", "compute", (0, 1200)), rack(8, "A05", "compute", (600, 1200))]));
        }),
        ("duplicate_racks(racks: [6], by_mm: (1, 0))", "Duplicate ghost", |plan| {
            racks(plan, |racks| racks.push(rack(7, "ghost-2", "vanished", (3001, 3000))));
        }),
        (
            "array_racks(racks: [4], grid: (columns: 2, pitch_mm: (800, 0), rows: 3, row_pitch_mm: (0, 2000), aisle_every: 2, aisle_mm: (10, 900)))",
            "Array of 3 x 2 racks",
            |plan| {
                racks(plan, |racks| {
                    racks.extend([
                        rack(7, "S02", "switches", (800, 2400)),
                        rack(8, "T01", "switches", (0, 4400)),
                        rack(9, "T02", "switches", (800, 4400)),
                        rack(10, "U01", "switches", (10, 7300)),
                        rack(11, "U02", "switches", (810, 7300)),
                    ]);
                });
            },
        ),
        ("array_racks(racks: [3, 2], grid: (columns: 2, pitch_mm: (3000, 0)))", "Array of 1 x 2 x 2 racks", |plan| {
            racks(plan, |racks| racks.extend([rack(7, "A04", "compute", (3600, 0)), rack(8, "A05", "compute", (4800, 0))]));
        }),
        (r#"rename_racks(racks: [1], name: "A07")"#, "Rename A01 to A07", |plan| one(plan, 1, |rack| rack.name = name("A07"))),
        (r#"rename_racks(racks: [2, 1], name: "A01")"#, "Rename 2 racks from A01", |plan| {
            one(plan, 1, |rack| rack.name = name("A02"));
            one(plan, 2, |rack| rack.name = name("A01"));
        }),
        (r#"rename_racks(racks: [5, 6], name: "A02", count_on: true)"#, "Rename 2 racks from A02", |plan| {
            one(plan, 5, |rack| rack.name = name("A04"));
            one(plan, 6, |rack| rack.name = name("A05"));
        }),
        (r#"change_type(racks: [1, 6], kind: "spare")"#, "Change 2 racks to spare", |plan| {
            one(plan, 1, |rack| rack.kind = id("spare"));
            one(plan, 6, |rack| rack.kind = id("spare"));
        }),
        (r#"set_facility(rack: 2, facility: "F2")"#, "Change facility name of A02", |plan| {
            one(plan, 2, |rack| rack.facility = Some(name("F2")));
        }),
        ("set_facility(rack: 1)", "Change facility name of A01", |plan| one(plan, 1, |rack| rack.facility = None)),
        // Rack 2 leaves a waiver it shares; the waiver for rack 3 alone goes, or it would accept every overlap.
        ("delete_racks(racks: [3, 2])", "Delete 2 racks", |plan| {
            racks(plan, |racks| racks.retain(|rack| rack.id != rack_id(2) && rack.id != rack_id(3)));
            Arc::make_mut(&mut plan.lengths).retain(|length| length.b == rack_id(1));
            let waivers = Arc::make_mut(&mut plan.waivers);
            waivers[0].subjects.pop();
            waivers.remove(1);
        }),
        (
            r#"batch(label: "Add a row", edits: [
                set_title(title: "Two"),
                place_racks(racks: [(kind: "spare", at_mm: (0, 0))]),
                batch(label: "inner", edits: [move_racks(racks: [7], by_mm: (1, 1))]),
            ])"#,
            "Add a row",
            |plan| {
                plan.title = read("\"Two\"");
                racks(plan, |racks| racks.push(rack(7, "M01", "spare", (1, 1))));
            },
        ),
    ]
}

fn cases() -> Vec<Case> {
    rack_cases().into_iter().chain(made_settings::cases()).collect()
}

/// The edit has this label and leads to this plan, and leaves the old one alone.
fn check((written, label, change): &Case) {
    let (before, catalog, edit) = (plan(), catalog(), edit(written));
    let mut expected = before.clone();
    change(&mut expected);
    let made = apply(&before, &catalog, &edit).unwrap_or_else(|refusal| panic!("{written}: {refusal}"));
    assert_eq!(made, expected, "{written}");
    assert!(Arc::ptr_eq(&made.comments, &before.comments), "{written} touched the comments");
    assert_eq!(before, plan(), "{written} changed the plan it was given");
    assert_eq!(edit.label(&before), *label, "{written}");
}

#[test]
fn each_edit_makes_the_plan_it_promises() {
    cases().iter().for_each(check);
}

#[test]
fn every_kind_of_edit_has_a_case() {
    let tried: BTreeSet<String> = cases().iter().map(|(written, ..)| edit(written).word().to_string()).collect();
    assert_eq!(tried, words(&Edit::shape()));
}

#[test]
fn edits_read_back_as_they_were_written() {
    for (written, ..) in cases() {
        let edit = edit(written);
        let again: Edit = read(&ron::to_string(&edit).unwrap());
        assert_eq!(again, edit, "{written}");
    }
}

/// Whatever a plan holds some edit can change, what people wrote beside it apart.
#[test]
fn every_section_of_a_plan_can_be_changed() {
    let before = plan();
    let mut changed = BTreeSet::new();
    for (.., change) in cases() {
        let mut after = before.clone();
        change(&mut after);
        // Taking the plan apart makes a section without an edit an error here.
        let Plan {
            title,
            question,
            notes,
            catalog,
            overrides,
            floor,
            site,
            economy,
            rack_types,
            tiers,
            racks,
            lengths,
            waivers,
            comments: _,
        } = &after;
        let differs = [
            ("title", *title != before.title),
            ("question", *question != before.question),
            ("notes", *notes != before.notes),
            ("catalog", *catalog != before.catalog),
            ("overrides", *overrides != before.overrides),
            ("floor", *floor != before.floor),
            ("site", *site != before.site),
            ("economy", *economy != before.economy),
            ("rack_types", *rack_types != before.rack_types),
            ("tiers", *tiers != before.tiers),
            ("racks", *racks != before.racks),
            ("lengths", *lengths != before.lengths),
            ("waivers", *waivers != before.waivers),
        ];
        changed.extend(differs.iter().filter(|(_, differs)| *differs).map(|(section, _)| *section));
    }
    assert_eq!(changed.len(), 13, "{changed:?}");
}

#[test]
fn every_field_of_a_section_can_be_set() {
    fn check<F: Describe, R: Describe>() {
        let (Shape::OneOf(settable), Shape::Record(record)) = (F::shape(), R::shape()) else { panic!("{:?}", R::shape()) };
        let settable: Vec<(&str, Shape)> = settable.into_iter().map(|v| (v.name, v.fields.unwrap()[0].shape.clone())).collect();
        let fields: Vec<(&str, Shape)> = record.fields.into_iter().map(|field| (field.name, field.shape)).collect();
        assert_eq!(settable, fields, "{}", record.name);
    }
    check::<FloorField, Floor>();
    check::<RoutingField, Routing>();
    check::<SiteField, Site>();
    check::<EconomyField, Economy>();
    check::<RackTypeField, RackType>();
    check::<TierField, Tier>();
}

fn words(shape: &Shape) -> BTreeSet<String> {
    let Shape::OneOf(variants) = shape else { panic!("{shape:?}") };
    variants.iter().map(|variant| variant.name.to_string()).collect()
}
