//! What edits refuse, in which words, and that a refusal leaves nothing behind.

use std::sync::Arc;

use rackwright::edit::{ADDED_LIMIT, Document, Edit, Edits, apply};
use rackwright::model::plan::Plan;
use rackwright::model::racks::MOST_RACKS;
use rackwright::model::racks::Racks;

use crate::fixture::{catalog, edit, name, plan, rack};

const UNCHANGED: &str = " The plan was not changed.";

/// Edits as files write them, and what is said about each.
const CASES: &[(&str, &str)] = &[
    // Selections.
    ("move_racks(racks: [], by_mm: (1, 1))", "move_racks.racks: got 0 racks, allowed 1 or more racks. Select more racks."),
    ("move_racks(racks: [1, 9], by_mm: (1, 1))", "move_racks.racks[1]: got rack 9, allowed the id of one of the plan's 6 racks."),
    ("delete_racks(racks: [2, 1, 2])", "delete_racks.racks[2]: got a rack that was named before, allowed each rack once."),
    ("turn_racks(racks: [9], turns: 1)", "turn_racks.racks[0]: got rack 9, allowed the id of one of the plan's 6 racks."),
    ("turn_racks(racks: [9], turns: 1, together: true)", "turn_racks.racks[0]: got rack 9, allowed the id of one of the plan's 6 racks."),
    ("face_racks(racks: [], facing: north)", "face_racks.racks: got 0 racks, allowed 1 or more racks. Select more racks."),
    ("mirror_racks(racks: [], along: x)", "mirror_racks.racks: got 0 racks, allowed 1 or more racks. Select more racks."),
    ("align_racks(racks: [1], to: left)", "align_racks.racks: got 1 rack, allowed 2 or more racks. Select more racks."),
    ("distribute_racks(racks: [1, 2], along: x)", "distribute_racks.racks: got 2 racks, allowed 3 or more racks. Select more racks."),
    ("duplicate_racks(racks: [], by_mm: (1, 1))", "duplicate_racks.racks: got 0 racks, allowed 1 or more racks. Select more racks."),
    (
        "array_racks(racks: [7], grid: (columns: 1, pitch_mm: (1, 1)))",
        "array_racks.racks[0]: got rack 7, allowed the id of one of the plan's 6 racks.",
    ),
    ("set_facility(rack: 7)", "set_facility.rack: got rack 7, allowed the id of one of the plan's 6 racks."),
    ("place_racks(racks: [])", "place_racks.racks: got no racks, allowed 1 or more racks."),
    // Bounds.
    ("move_racks(racks: [3], by_mm: (10000000, 0))", "move_racks.by_mm: got A03 at x 10,001,800, y 0, allowed -10,000,000..10,000,000 mm."),
    (
        "move_racks_to(racks: [1, 2], at_mm: (10000000, 0))",
        "move_racks_to.at_mm: got A02 at x 10,000,600, y 0, allowed -10,000,000..10,000,000 mm.",
    ),
    (
        "duplicate_racks(racks: [2], by_mm: (10000000, 0))",
        "duplicate_racks.by_mm: got A02 at x 10,000,600, y 0, allowed -10,000,000..10,000,000 mm.",
    ),
    (
        "array_racks(racks: [2], grid: (columns: 2, pitch_mm: (10000000, 0)))",
        "array_racks.grid: got A02 at x 10,000,600, y 0, allowed -10,000,000..10,000,000 mm.",
    ),
    (
        "array_racks(racks: [1], grid: (columns: 3, pitch_mm: (10000000, 0)))",
        "array_racks.grid: got row 0, column 2 too far out, allowed steps of at most 10,000,000 mm in all.",
    ),
    (
        "array_racks(racks: [1], grid: (columns: 1000000000, pitch_mm: (1, 0), rows: 1000000000))",
        "array_racks.grid: got 999,999,999,999,999,999 new racks, allowed 10,000 in one edit. Add them in several steps.",
    ),
    (
        "array_racks(racks: [1, 2], grid: (columns: 5002, pitch_mm: (1, 0)))",
        "array_racks.grid: got 10,002 new racks, allowed 10,000 in one edit. Add them in several steps.",
    ),
    // Names.
    (
        r#"rename_racks(racks: [1], name: "A02")"#,
        "rename_racks.name: got \"A02\", allowed a name no other rack has. Choose another one, or set count_on to take the next free one.",
    ),
    (
        r#"rename_racks(racks: [4, 5], name: "A00")"#,
        "rename_racks.name: got \"A01\", allowed a name no other rack has. Choose another one, or set count_on to take the next free one.",
    ),
    (
        r#"place_racks(racks: [(kind: "spare", at_mm: (0, 0), name: "X"), (kind: "spare", at_mm: (0, 0), name: "X")])"#,
        "place_racks.racks[1].name: got \"X\", allowed a name no other rack has. Choose another one, or set count_on to take the next free one.",
    ),
    (
        r#"rename_racks(racks: [1, 2], name: "X18446744073709551615", count_on: true)"#,
        "rename_racks.name: got names counting on from \"X18446744073709551615\", allowed a shorter name or a smaller number.",
    ),
    // Rack types.
    (
        r#"place_racks(racks: [(kind: "compote", at_mm: (0, 0))])"#,
        "place_racks.racks[0].kind: got \"compote\", allowed the id of a rack type of the plan. Did you mean \"compute\"?",
    ),
    (r#"change_type(racks: [1], kind: "vanished")"#, "change_type.kind: got \"vanished\", allowed the id of a rack type of the plan."),
    (r#"remove_rack_type(id: "x")"#, "remove_rack_type.id: got \"x\", allowed the id of a rack type of the plan."),
    (
        r#"remove_rack_type(id: "compute")"#,
        "remove_rack_type.id: got \"compute\" with 4 racks, allowed a rack type no rack has. Delete those racks or change their type first.",
    ),
    (r#"move_rack_type(id: "compute", to: 3)"#, "move_rack_type.to: got 3, allowed 0..2."),
    (
        r#"add_rack_type(rack_type: (id: "spare", name: "S", role: power, frame: "frame", feed: "1 kW"))"#,
        "add_rack_type.rack_type.id: got \"spare\", allowed an id no other rack type has.",
    ),
    (
        r#"add_rack_type(rack_type: (id: "new", name: "S", role: power, frame: "frames", feed: "1 kW"))"#,
        "add_rack_type.rack_type.frame: got \"frames\", allowed the id of a catalogue part of kind frame. Did you mean \"frame\"?",
    ),
    (
        r#"add_rack_type(rack_type: (id: "new", name: "S", role: power, frame: "frame", feed: "1 kW"), index: 4)"#,
        "add_rack_type.index: got 4, allowed 0..3.",
    ),
    (
        r#"replace_rack_type(id: "spare", rack_type: (id: "compute", name: "S", role: power, frame: "frame", feed: "1 kW"))"#,
        "replace_rack_type.rack_type.id: got \"compute\", allowed an id no other rack type has.",
    ),
    (r#"change_rack_type(id: "spare", set: [])"#, "change_rack_type.set: got no fields, allowed 1 or more fields with their new values."),
    (
        r#"change_rack_type(id: "spare", set: [power_chain(value: "chain-x")])"#,
        "change_rack_type.set.power_chain: got \"chain-x\", allowed the id of a catalogue part of kind power-chain. Did you mean \"chain-b\"?",
    ),
    (
        r#"add_blade(rack_type: "spare", blade: (part: "lost-blade", count: 1))"#,
        "add_blade.blades[0].part: got \"lost-blade\", allowed the id of a catalogue part of kind blade. Did you mean \"own-blade\"?",
    ),
    (
        r#"add_blade(rack_type: "spare", blade: (part: "blade-a", count: 1, serves: (tier: "Up", level: leaf)))"#,
        "add_blade.blades[0].serves.tier: got \"Up\", allowed the id of a tier of the plan. Did you mean \"up\"?",
    ),
    (
        r#"replace_blade(rack_type: "spare", index: 0, blade: (part: "blade-a", count: 1))"#,
        "replace_blade.index: got 0, allowed no place, the list is empty.",
    ),
    (r#"move_blade(rack_type: "compute", index: 3, to: 0)"#, "move_blade.index: got 3, allowed 0..2."),
    (r#"remove_blade(rack_type: "compute", index: 3)"#, "remove_blade.index: got 3, allowed 0..2."),
    (
        r#"remove_blade(rack_type: "computer", index: 0)"#,
        "remove_blade.rack_type: got \"computer\", allowed the id of a rack type of the plan. Did you mean \"compute\"?",
    ),
    // Tiers.
    (
        r#"add_tier(tier: (id: "up", name: "U", kind: memory, endpoints: memory, rate: "1 Tb/s", link: "1 Tb/s", topology: full_mesh(), media: ()))"#,
        "add_tier.tier.id: got \"up\", allowed an id no other tier has.",
    ),
    (
        r#"add_tier(tier: (id: "new", name: "U", kind: memory, endpoints: memory, rate: "1 Tb/s", link: "1 Tb/s", topology: torus(sizes: []), media: ()))"#,
        "add_tier.tier.topology: got no sizes, allowed one for each dimension.",
    ),
    (
        r#"replace_tier(id: "up", tier: (id: "out", name: "U", kind: memory, endpoints: memory, rate: "1 Tb/s", link: "1 Tb/s", topology: full_mesh(), media: ()))"#,
        "replace_tier.tier.id: got \"out\", allowed an id no other tier has.",
    ),
    (
        r#"change_tier(id: "out", set: [gateways(value: [(hall: "fare", rate: "1 Tb/s")])])"#,
        "change_tier.set.gateways[0].hall: got \"fare\", allowed the id of a hall of the site. Did you mean \"far\"?",
    ),
    (
        r#"change_tier(id: "out", set: [topology(value: torus(sizes: [4], circuit_switch: "switch-b"))])"#,
        "change_tier.set.topology.circuit_switch: got \"switch-b\", allowed the id of a catalogue part of kind switch. Did you mean \"switch-a\"?",
    ),
    (
        r#"change_tier(id: "out", set: [topology(value: clos(taper: [0]))])"#,
        "change_tier.set.topology: got a taper of 0, allowed more than 0.",
    ),
    (
        r#"set_media(tier: "out", class: trunk, media: ["optics", "coper"])"#,
        "set_media.media[1]: got \"coper\", allowed the id of a catalogue part of kind interconnect. Did you mean \"copper\"?",
    ),
    (r#"set_media(tier: "sideways", class: trunk, media: [])"#, "set_media.tier: got \"sideways\", allowed the id of a tier of the plan."),
    (
        r#"remove_tier(id: "up")"#,
        "remove_tier.id: got \"up\" with 1 rack type, allowed a tier no blade serves. Remove those blades or let them serve another tier first.",
    ),
    (r#"move_tier(id: "in", to: 0)"#, "move_tier.id: got \"in\", allowed the id of a tier of the plan."),
    // Floor, site, economy.
    ("change_floor(set: [])", "change_floor.set: got no fields, allowed 1 or more fields with their new values."),
    ("change_routing(set: [])", "change_routing.set: got no fields, allowed 1 or more fields with their new values."),
    (
        r#"add_obstacle(obstacle: (name: "door", kind: keep_free, at_mm: (1, 2), size_mm: (3, 4)), index: 2)"#,
        "add_obstacle.index: got 2, allowed 0..1.",
    ),
    (
        r#"replace_obstacle(index: 1, obstacle: (name: "door", kind: keep_free, at_mm: (1, 2), size_mm: (3, 4)))"#,
        "replace_obstacle.index: got 1, allowed 0..0.",
    ),
    ("remove_obstacle(index: 1)", "remove_obstacle.index: got 1, allowed 0..0."),
    ("change_site(set: [])", "change_site.set: got no fields, allowed 1 or more fields with their new values."),
    (
        r#"change_site(set: [cooling(value: "liqid")])"#,
        "change_site.set.cooling: got \"liqid\", allowed the id of a catalogue part of kind cooling. Did you mean \"liquid\"?",
    ),
    (
        "change_site(set: [halls(value: [])])",
        "change_site.set.halls: got no hall a gateway needs, allowed halls with \"far\". Remove the gateway of tier \"out\" first.",
    ),
    (
        r#"change_site(set: [halls(value: [(id: "far", name: "F", distance: "1 m"), (id: "far", name: "F", distance: "1 m")])])"#,
        "change_site.set.halls[1].id: got far again, allowed once: it is site.halls[0] already.",
    ),
    (
        r#"replace_site(site: (power_chain: "chain", cooling: "ice", pue: parts(), build_year: 2027))"#,
        "replace_site.site.cooling: got \"ice\", allowed the id of a catalogue part of kind cooling.",
    ),
    (
        r#"replace_economy(economy: (defaults: "bass", years: 5))"#,
        "replace_economy.economy.defaults: got \"bass\", allowed the id of a catalogue part of kind economics. Did you mean \"base\"?",
    ),
    ("change_economy(set: [])", "change_economy.set: got no fields, allowed 1 or more fields with their new values."),
    // Lengths, waivers.
    (r#"set_length(length: (a: 1, b: 9, length: "1 m"))"#, "set_length.length.b: got rack 9, allowed the id of one of the plan's 6 racks."),
    (r#"set_length(length: (a: 1, b: 1, length: "1 m"))"#, "set_length.length.b: got rack 1 at both ends, allowed two different racks."),
    (
        r#"set_length(length: (a: 1, b: 2, tier: "upp", length: "1 m"))"#,
        "set_length.length.tier: got \"upp\", allowed the id of a tier of the plan. Did you mean \"up\"?",
    ),
    ("clear_length(a: 1, b: 3)", "clear_length.a: got racks 1 and 3, allowed two racks with a typed length for this tier."),
    (
        r#"add_waiver(waiver: (rule: "r", subjects: [plan(), rack(id: 9)], comment: ""))"#,
        "add_waiver.waiver.subjects[1].id: got rack 9, allowed the id of one of the plan's 6 racks.",
    ),
    (
        r#"add_waiver(waiver: (rule: "r", subjects: [rack_type(id: "spares")], comment: ""))"#,
        "add_waiver.waiver.subjects[0].id: got \"spares\", allowed the id of a rack type of the plan. Did you mean \"spare\"?",
    ),
    (
        r#"add_waiver(waiver: (rule: "r", subjects: [tier(id: "outer")], comment: ""))"#,
        "add_waiver.waiver.subjects[0].id: got \"outer\", allowed the id of a tier of the plan. Did you mean \"out\"?",
    ),
    (
        r#"add_waiver(waiver: (rule: "r", subjects: [part(id: "optic")], comment: ""))"#,
        "add_waiver.waiver.subjects[0].id: got \"optic\", allowed the id of a part of the catalogue. Did you mean \"optics\"?",
    ),
    (
        r#"remove_waiver(rule: "reech")"#,
        "remove_waiver.rule: got \"reech\", allowed the rule of a waiver of the plan with these subjects. Did you mean \"reach\"?",
    ),
    (
        r#"remove_waiver(rule: "overlap", subjects: [rack(id: 1)])"#,
        "remove_waiver.rule: got \"overlap\", allowed the rule of a waiver of the plan with these subjects.",
    ),
    // Parts.
    ("add_parts(parts: ())", "add_parts.parts: got no parts, allowed 1 or more parts."),
    (
        r#"add_parts(parts: (sources: [(id: "s", title: "T", year: "1"), (id: "s", title: "T", year: "1")]))"#,
        "add_parts.parts.sources[1].id: got \"s\" again, allowed each id once.",
    ),
    (
        r#"add_parts(parts: (regions: [(id: "r", name: "R", facts: [(name: "n", value: "1", confidence: recalled, sources: ["s3"])])]))"#,
        "add_parts.parts.regions[0].facts[0].sources[0]: got \"s3\", allowed the id of a catalogue part of kind source. Did you mean \"s1\"?",
    ),
    (
        r#"remove_part(kind: "blades", id: "own-blade")"#,
        "remove_part.kind: got \"blades\", allowed a kind of part, such as blade or power-chain. Did you mean \"blade\"?",
    ),
    (
        r#"remove_part(kind: "blade", id: "blade-a")"#,
        "remove_part.id: got \"blade-a\", allowed the id of a part of kind blade that the plan brings.",
    ),
    (
        r#"remove_part(kind: "blade", id: "own-blad")"#,
        "remove_part.id: got \"own-blad\", allowed the id of a part of kind blade that the plan brings. Did you mean \"own-blade\"?",
    ),
    (
        r#"remove_part(kind: "blade", id: "own-used")"#,
        "remove_part.id: got \"own-used\" with 1 use, allowed a part that nothing in the plan uses. Let the plan use another part first.",
    ),
    (
        r#"set_override(part: "blade-c", field: "price", value: "1 USD")"#,
        "set_override.value: got part blade-c, allowed a part of the catalogue; nearest is blade-a.",
    ),
    (
        r#"set_override(part: "blade-a", field: "prize", value: "1 USD")"#,
        "set_override.value: got field prize, allowed a number of blade-a, see: catalog show blade-a.",
    ),
    (
        r#"clear_override(part: "losst", field: "price")"#,
        "clear_override.field: got \"price\" of \"losst\", allowed a number the plan replaces. Did you mean \"lost\"?",
    ),
    // Batches.
    (r#"batch(label: "B", edits: [])"#, "batch.edits: got no edits, allowed 1 or more edits."),
    (
        r#"batch(label: "B", edits: [set_title(title: "T"), batch(label: "C", edits: [delete_racks(racks: [1]), move_racks(racks: [1], by_mm: (0, 0))])])"#,
        "…tch.edits[1].batch.edits[1].move_racks.racks[0]: got rack 1, allowed the id of one of the plan's 5 racks.",
    ),
];

#[test]
fn each_refusal_says_what_was_got_and_what_is_allowed() {
    let (plan, catalog) = (plan(), catalog());
    let mut wrong = Vec::new();
    for (written, said) in CASES {
        let refusal = apply(&plan, &catalog, &edit(written)).err().unwrap_or_else(|| panic!("{written} was made"));
        if refusal.to_string() != format!("{said}{UNCHANGED}") {
            wrong.push(format!("{written}\n  got {refusal}\n  not {said}"));
        }
        assert_eq!(refusal.asked, edit(written).label(&plan), "{written}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Wrong values are refused with their bounds.
#[test]
fn an_override_must_fit_its_number() {
    let refusal = apply(&plan(), &catalog(), &edit(r#"set_override(part: "blade-a", field: "price", value: "1 kW")"#)).unwrap_err();
    assert!(refusal.to_string().starts_with("set_override.value: got \"1 kW\", allowed 0 USD..1000000000000000 USD: "), "{refusal}");
}

#[test]
fn refusals_fit_on_a_line_whatever_the_names() {
    let long = "n".repeat(256);
    let edits = [
        format!(r#"change_type(racks: [1], kind: "{long}")"#),
        format!(r#"rename_racks(racks: [1, 2], name: "{long}")"#),
        format!(r#"set_override(part: "{long}", field: "{long}", value: "1")"#),
        format!(r#"set_override(part: "blade-a", field: "{long}", value: "1")"#),
        format!(r#"add_parts(parts: (sources: [(id: "{long}", title: "T", year: "1"), (id: "{long}", title: "T", year: "1")]))"#),
        format!(r#"clear_override(part: "{long}", field: "{long}")"#),
        format!(
            r#"batch(label: "b", edits: [batch(label: "b", edits: [batch(label: "b", edits: [change_type(racks: [1], kind: "{long}")])])])"#
        ),
        "move_racks(racks: [1], by_mm: (10000000, 10000000))".to_string(),
    ];
    let mut plan = plan();
    crate::fixture::one(&mut plan, 1, |rack| {
        rack.name = name(&"n".repeat(256));
        rack.at = crate::fixture::point(1, 1);
    });
    for written in edits {
        let said = apply(&plan, &catalog(), &edit(&written)).unwrap_err().to_string();
        assert!(said.chars().count() <= 200, "{} characters: {said}", said.chars().count());
        assert!(said.contains("got ") && said.contains(", allowed ") && said.ends_with(UNCHANGED), "{said}");
    }
}

#[test]
fn batches_nest_only_so_deep() {
    let mut nested = edit(r#"set_title(title: "T")"#);
    for depth in 1..=9 {
        nested = Edit::Batch { label: name("B"), edits: Edits(vec![nested]) };
        assert_eq!(apply(&plan(), &catalog(), &nested).is_ok(), depth <= 6, "{depth}");
    }
}

#[test]
fn a_failed_batch_leaves_the_very_same_plan() {
    let mut document = Document::new(plan());
    let (before, revision) = (Arc::clone(document.plan()), document.revision());
    let batch = edit(r#"batch(label: "B", edits: [delete_racks(racks: [1]), set_title(title: "T"), delete_racks(racks: [1])])"#);
    assert!(document.apply(&catalog(), &batch).is_err());
    assert!(Arc::ptr_eq(&before, document.plan()));
    assert_eq!((document.revision(), document.can_undo(), document.is_dirty()), (revision, false, false));
}

fn filled(racks: usize, last_id: i64) -> Plan {
    let count = i64::try_from(racks).unwrap();
    let all = (1..=count).map(|number| rack(if number == count { last_id } else { number }, &format!("R{number}"), "spare", (0, 0)));
    Plan { racks: Racks::new(all.collect()).unwrap(), ..plan() }
}

#[test]
fn a_plan_holds_so_many_racks() {
    let plan = filled(MOST_RACKS - 1, i64::try_from(MOST_RACKS).unwrap());
    let one = apply(&plan, &catalog(), &edit("duplicate_racks(racks: [1], by_mm: (0, 1))")).unwrap();
    assert_eq!(one.racks.len(), MOST_RACKS);
    let refusal = apply(&plan, &catalog(), &edit("duplicate_racks(racks: [1, 2], by_mm: (0, 1))")).unwrap_err();
    assert_eq!(refusal.to_string(), format!("duplicate_racks.racks: got 200,001 racks in all, allowed 200,000 in a plan.{UNCHANGED}"));
}

#[test]
fn an_edit_adds_so_many_racks() {
    let place = |count: usize| edit(&format!("place_racks(racks: [{}])", r#"(kind: "spare", at_mm: (0, 0)),"#.repeat(count)));
    let made = apply(&plan(), &catalog(), &place(ADDED_LIMIT)).unwrap();
    assert_eq!(made.racks.iter().last().map(|rack| rack.name.to_string()), Some("M10000".to_string()));
    let refusal = apply(&plan(), &catalog(), &place(ADDED_LIMIT + 1)).unwrap_err();
    assert_eq!((refusal.got.as_str(), refusal.allowed.as_str()), ("10,001 new racks", "10,000 in one edit"));
}

/// Ten thousand copies of ten thousand racks find free names without looking at each taken one anew.
#[test]
fn many_copies_of_counted_names_stay_quick() {
    let plan = filled(ADDED_LIMIT, i64::try_from(ADDED_LIMIT).unwrap());
    let racks: Vec<_> = plan.racks.iter().map(|rack| rack.id).collect();
    let made = apply(&plan, &catalog(), &Edit::DuplicateRacks { racks, by_mm: crate::fixture::point(0, 1) }).unwrap();
    let names: std::collections::BTreeSet<_> = made.racks.iter().map(|rack| rack.name.clone()).collect();
    assert_eq!(names.len(), 2 * ADDED_LIMIT);
    assert!(names.contains(&name("R20000")));
}

#[test]
fn ids_end_somewhere() {
    let plan = filled(1, 4_000_000_000);
    let refusal = apply(&plan, &catalog(), &edit("duplicate_racks(racks: [4000000000], by_mm: (0, 1))")).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        format!(
            "duplicate_racks.racks: got a rack id beyond 4,000,000,000, allowed 1..4,000,000,000. Delete the rack with the highest id.{UNCHANGED}"
        )
    );
}
