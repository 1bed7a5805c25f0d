//! `schema`: what files may contain, complete, from the types that read them.

use std::collections::{BTreeMap, BTreeSet};

use rackwright::edit::Edit;
use rackwright::io::catalog_file::CatalogFile;
use rackwright::io::plan_file::PlanFile;
use rackwright::model::describe::{Describe, Field, Shape};

use crate::run::{Desk, OK, USAGE};

/// Fields by the heading they stand under.
type Blocks = BTreeMap<String, BTreeSet<String>>;

fn shapes() -> [(&'static str, Shape); 3] {
    [("plan", PlanFile::shape()), ("catalog", CatalogFile::shape()), ("edits", Vec::<Edit>::shape())]
}

/// What the types say.
fn wanted(shape: &Shape, blocks: &mut Blocks) {
    match shape {
        Shape::List(inner) | Shape::Maybe(inner) => wanted(inner, blocks),
        Shape::Tuple(items) => items.iter().for_each(|item| wanted(item, blocks)),
        Shape::Record(record) => wanted_fields(&record.name, &record.fields, blocks),
        Shape::OneOf(variants) => {
            for variant in variants {
                if let Some(fields) = &variant.fields {
                    wanted_fields(&format!("{}(…)", variant.name), fields, blocks);
                }
            }
        }
        _ => {}
    }
}

fn wanted_fields(heading: &str, fields: &[Field], blocks: &mut Blocks) {
    let known = blocks.entry(heading.to_string()).or_default();
    known.extend(fields.iter().map(|field| field.name.to_string()));
    fields.iter().for_each(|field| wanted(&field.shape, blocks));
}

/// What the page says: a heading stands at the margin, its fields two blanks in.
fn printed(page: &str) -> Blocks {
    let mut blocks = Blocks::new();
    let mut heading = String::new();
    for line in page.lines().filter(|line| !line.is_empty()) {
        match line.strip_prefix("  ") {
            None => heading = line.to_string(),
            Some(field) => {
                let name = field.split("  ").next().unwrap_or("").trim();
                let name = name.split(' ').next().unwrap_or("");
                blocks.entry(heading.clone()).or_default().insert(name.to_string());
            }
        }
    }
    blocks
}

#[test]
fn every_field_of_the_types_stands_under_its_heading() {
    for (of, shape) in shapes() {
        let page = Desk::new().run(["schema", of]).exits(OK).calm().out;
        let (mut blocks, found) = (Blocks::new(), printed(&page));
        wanted(&shape, &mut blocks);
        assert!(blocks.len() > 15, "{of}: {blocks:?}");
        for (heading, fields) in &blocks {
            let there = found.get(heading).unwrap_or_else(|| panic!("{of}: no {heading}"));
            let missing: Vec<&String> = fields.difference(there).collect();
            assert!(missing.is_empty(), "{of} {heading}: {missing:?}");
        }
    }
}

#[test]
fn every_edit_is_explained() {
    let Shape::List(edit) = Vec::<Edit>::shape() else { panic!("edits are a list") };
    let Shape::OneOf(variants) = *edit else { panic!("an edit is one of several") };
    let page = Desk::new().run(["schema", "edits"]).exits(OK).out;
    assert!(variants.len() > 40);
    for variant in variants {
        assert!(page.contains(&format!("{}: {}", variant.name, variant.doc)), "{}", variant.name);
        assert!(variant.doc.len() > 10 && variant.doc.ends_with('.'));
    }
}

#[test]
fn a_path_shows_its_part() {
    let desk = Desk::new();
    // What the part says, and what it does not.
    let cases: [(&str, &str, &[&str], &str); 18] = [
        ("plan", "tiers", &["Tier\n", "topology", "clos(…)"], "Floor\n"),
        ("plan", "tiers.topology", &["one_tier: ", "clos: ", "torus: ", "levels", "slim_fly(…)"], "Tier\n"),
        ("plan", "tiers[0].topology", &["clos(…)"], "Tier\n"),
        ("plan", "tiers.topology.clos", &["clos(…)", "levels", "taper"], "torus"),
        ("plan", "tiers.topology.clos.levels", &["a whole number 1..3"], "\n\n"),
        ("plan", "tiers.topology.sizes", &["a whole number 1.."], "\n\n"),
        ("plan", "tiers.kind", &["scale_up: ", "memory: "], "Tier"),
        ("plan", "floor.tile", &["a length as a string"], "Floor"),
        ("plan", "racks.at_mm", &["2 values in ( )"], "RackRun"),
        ("plan", "racks[3].at_mm[0]", &["a whole number -10,000,000..10,000,000 mm"], "RackRun"),
        ("plan", "title", &["a string of at most 65,536 characters"], "PlanFile"),
        ("plan", "economy.laser_spares", &["n_plus_1: "], "Economy"),
        ("plan", "catalog.regions.carbon", &["Number\n", "confidence", "published: "], "Region\n"),
        ("plan", "", &["PlanFile\n"], "move_racks"),
        ("catalog", "parts.interconnects.laser", &["Laser\n", "capacity"], "Interconnect\n"),
        ("catalog", "parts.regions.carbon.value", &["a carbon intensity as a string"], "Number"),
        ("edits", "move_racks", &["move_racks(…)", "by_mm"], "set_title"),
        ("edits", "place_racks.racks.kind", &["a string of 1..256 letters"], "place_racks"),
    ];
    for (of, path, says, silent) in cases {
        let says: Vec<&str> = says.iter().map(|words| words.trim_end_matches(" mm")).collect();
        let ended = desk.run(["schema", of, path]).exits(OK).calm().says(says);
        assert!(!ended.out.contains(silent), "{of} {path}: {silent:?} in\n{}", ended.out);
        assert!(ended.out.ends_with('\n') && !ended.out.ends_with("\n\n"), "{path}: one line end");
    }
}

#[test]
fn a_path_that_is_none_is_refused() {
    let desk = Desk::new();
    let paths = [
        "nonsense",
        "tiers.nonsense",
        "tiers..kind",
        ".",
        "..",
        "[",
        "tiers[",
        "tiers]",
        "[0]",
        "title.x",
        "tiers.kind.scale_up",
        "規",
        "a\nb",
    ];
    for path in paths {
        let ended = desk.run(["schema", "plan", path]).exits(USAGE).complains(["rackwright schema"]);
        assert_eq!(ended.err.lines().count(), 1);
    }
}

/// Each number of a catalogue says its own unit, not that of its neighbour.
#[test]
fn numbers_say_their_unit() {
    let page = Desk::new().run(["schema", "catalog"]).exits(OK).out;
    for (field, unit) in [
        ("price_per_metre", "price per metre"),
        ("module_power", "a power as"),
        ("reach", "a length as"),
        ("wavelengths", "a whole number"),
    ] {
        let line = page.lines().find(|line| line.trim_start().starts_with(&format!("{field} "))).expect("a line");
        assert!(line.contains(unit), "{line}");
    }
}
