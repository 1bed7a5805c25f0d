//! Ten thousand random sequences of all edits: undone they give the first plan back, redone the last, byte for byte.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rackwright::edit::{Document, Edit, apply};
use rackwright::model::catalog::Catalog;
use rackwright::model::describe::{Describe, Shape};
use rackwright::model::faults;
use rackwright::model::plan::{Plan, Subject};
use rackwright::model::runs::runs_of;

use crate::fixture::{catalog, plan};
use crate::random::Random;
use crate::shapes::{Choices, read, written};

const SEQUENCES: usize = 10_000;

/// Chooses by chance among values that often fit, so that about half of the edits are made.
struct Chance<'r> {
    random: &'r mut Random,
}

impl Chance<'_> {
    fn one_of<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.random.below(all.len())].clone()
    }
}

impl Choices for Chance<'_> {
    fn present(&mut self, field: &str) -> bool {
        match field {
            "count_on" | "together" => self.random.below(2) == 0,
            "facts" | "notes" | "low" | "high" => false,
            "parts" | "subjects" | "value" => self.random.below(3) > 0,
            _ => self.random.below(6) == 0,
        }
    }

    fn variant(&mut self, _: &str, count: usize) -> usize {
        self.random.below(count)
    }

    fn length(&mut self, field: &str) -> usize {
        match field {
            "racks" => 1 + self.random.below(4),
            "sources" => 1,
            _ => self.random.below(3),
        }
    }

    fn whole(&mut self, _: &str, min: i128, max: i128) -> i128 {
        let chosen = match max {
            4_000_000_000 => 1 + self.random.below(8),
            10_000_000 if self.random.below(50) == 0 => 10_000_000,
            10_000_000 => 300 * self.random.below(20),
            _ => self.random.below(4),
        };
        i128::try_from(chosen).unwrap().clamp(min, max)
    }

    fn quantity(&mut self, min: &str, max: &str, example: &str) -> String {
        self.one_of(&[min, max, example, example]).to_string()
    }

    fn text(&mut self, field: &str, rule: &str) -> String {
        let fitting: &[&str] = match field {
            "kind" => &["compute", "switches", "spare", "blade"],
            "rack_type" => &["compute", "switches", "spare"],
            "tier" => &["up", "out", "fresh"],
            "part" => &["blade-a", "blade-b", "own-blade", "frame", "fresh"],
            "frame" => &["frame", "frame-wide"],
            "power_chain" => &["chain", "chain-b"],
            "cooling" => &["air", "liquid"],
            "region" => &["north", "south"],
            "defaults" => &["base", "lean"],
            "switch" | "circuit_switch" | "built_in" => &["switch-a"],
            "media" | "in_rack" | "access" | "trunk" | "core" => &["copper", "optics"],
            "hall" => &["far"],
            "rule" => &["overlap", "reach", "price"],
            "sources" => &["s1"],
            "field" => &["price", "width", "afr"],
            "name" => &["A01", "A04", "B01", "R09", "spine"],
            _ if rule == "id" => {
                &["compute", "switches", "spare", "up", "out", "own-blade", "own-used", "far", "fresh", "fresher", "air", "chain"]
            }
            _ => &["1 USD", "600 mm", "words"],
        };
        if self.random.below(40) == 0 {
            return String::from_utf8(self.random.text(3)).unwrap().replace(|c: char| !c.is_ascii_alphanumeric(), "x");
        }
        self.one_of(fitting).to_string()
    }
}

/// An edit of any kind; batches hold some that are none.
fn random_edit(random: &mut Random, shapes: &[Shape]) -> Edit {
    let shape = &shapes[random.below(shapes.len())];
    let Shape::OneOf(variants) = shape else { panic!("{shape:?}") };
    if variants[0].name != "batch" {
        return read(&written(shape, "edit", &mut Chance { random }));
    }
    let (_, plain) = shapes.split_last().unwrap();
    let count = 1 + random.below(3);
    let edits = (0..count).map(|_| random_edit(random, plain)).collect();
    Edit::Batch { label: crate::fixture::name("Batch"), edits: rackwright::edit::Edits(edits) }
}

/// The shape of each kind of edit alone; the batch comes last.
fn shapes() -> Vec<Shape> {
    let Shape::OneOf(variants) = Edit::shape() else { panic!("an edit is one of several") };
    let shapes: Vec<Shape> = variants.into_iter().map(|variant| Shape::OneOf(vec![variant])).collect();
    assert!(matches!(shapes.last(), Some(Shape::OneOf(last)) if last[0].name == "batch"));
    shapes
}

/// Everything a plan holds, as bytes. Records print as they are written, racks as runs.
fn bytes_of(plan: &Plan) -> Vec<u8> {
    let Plan { title, question, notes, catalog, overrides, floor, site, economy, rack_types, tiers, racks, lengths, waivers, comments } =
        plan;
    let runs = runs_of(racks.iter(), &|_| false);
    let one = ron::to_string(&(title, question, notes, catalog, overrides, floor, site)).unwrap();
    let two = ron::to_string(&(economy, rack_types, tiers, runs, lengths, waivers)).unwrap();
    format!("{one}{two}{comments:?}").into_bytes()
}

/// What holds in the plan of the fixture and must hold after any edits.
fn check_sound(plan: &Plan, catalog: &Catalog) {
    let names: BTreeSet<_> = plan.racks.iter().map(|rack| &rack.name).collect();
    assert_eq!(names.len(), plan.racks.len(), "names are taken once");
    assert!(plan.racks.iter().map(|rack| rack.id).is_sorted_by(|a, b| a < b), "ids are in order");
    assert_eq!(plan.racks.iter().count(), plan.racks.len());
    assert_eq!(faults::of_plan(plan), vec![], "the plan can be opened");
    for length in plan.lengths.iter() {
        assert!(plan.racks.contains(length.a) && plan.racks.contains(length.b) && length.a != length.b);
        assert!(length.tier.as_ref().is_none_or(|tier| plan.tier(tier).is_some()));
    }
    for subject in plan.waivers.iter().flat_map(|waiver| &waiver.subjects) {
        match subject {
            Subject::Rack { id } => assert!(plan.racks.contains(*id)),
            Subject::RackType { id } => assert!(plan.rack_type(id).is_some()),
            Subject::Tier { id } => assert!(plan.tier(id).is_some()),
            Subject::Part { .. } | Subject::Plan {} => {}
        }
    }
    let mut narrow = plan.waivers.iter().filter(|waiver| NARROW.contains(&waiver.comment.as_str()));
    assert!(narrow.all(|waiver| !waiver.subjects.is_empty()), "no waiver grew wider: {:?}", plan.waivers);
    let mut merged = catalog.clone();
    merged.add(&plan.catalog);
    let lost = faults::unresolved(plan, &merged).into_iter().map(|lost| lost.id);
    let known = ["lost-cooling", "lost-blade", "lost-medium", "lost-hall", "lost", "vanished"];
    assert_eq!(lost.filter(|id| !known.contains(&id.as_str())).collect::<Vec<_>>(), Vec::<String>::new(), "nothing new leads nowhere");
}

/// Comments of the fixture's waivers that have subjects.
const NARROW: [&str; 5] = ["both", "one", "type", "tier", "part"];

/// How many edits of each kind were made and refused.
type Counts = BTreeMap<String, [usize; 2]>;

/// Makes random edits, counting what is made and refused of each kind.
fn work(original: &Plan, random: &mut Random, shapes: &[Shape], catalog: &Catalog, counts: &mut Counts) -> (Document, Vec<Edit>) {
    let mut document = Document::new(original.clone());
    let mut made = Vec::new();
    for _ in 0..1 + random.below(32) {
        let edit = random_edit(random, shapes);
        let (before, revision) = (Arc::clone(document.plan()), document.revision());
        let label = edit.label(&before);
        let count = counts.entry(edit.word().to_string()).or_default();
        match document.apply(catalog, &edit) {
            Ok(()) => {
                count[0] += 1;
                assert!(document.revision() > revision && !document.can_redo() && document.is_dirty());
                assert_eq!(document.undo_label(), Some(label.as_str()));
                made.push(edit);
            }
            Err(refusal) => {
                count[1] += 1;
                assert!(Arc::ptr_eq(&before, document.plan()), "{refusal}");
                assert_eq!((document.revision(), refusal.asked.as_str()), (revision, label.as_str()));
                let said = refusal.to_string();
                assert!(said.chars().count() <= 200 && said.contains(": got ") && said.contains(", allowed "), "{said}");
            }
        }
    }
    (document, made)
}

#[test]
fn undo_all_is_the_original_and_redo_all_the_final_plan() {
    let mut random = Random::seeded("undo_all_is_the_original_and_redo_all_the_final_plan");
    let (shapes, catalog, mut counts) = (shapes(), catalog(), Counts::new());
    let original = plan();
    let original_bytes = bytes_of(&original);
    check_sound(&original, &catalog);
    for _ in 0..SEQUENCES {
        let (mut document, made) = work(&original, &mut random, &shapes, &catalog, &mut counts);
        let last = Arc::clone(document.plan());
        let last_bytes = bytes_of(&last);
        check_sound(&last, &catalog);

        let mut revision = document.revision();
        for _ in &made {
            assert!(document.undo().is_some());
            assert!(std::mem::replace(&mut revision, document.revision()) < document.revision());
        }
        assert!(!document.can_undo() && !document.is_dirty());
        assert_eq!(**document.plan(), original);
        assert_eq!(bytes_of(document.plan()), original_bytes);

        while document.redo().is_some() {}
        assert_eq!(document.history().1, made.len());
        assert_eq!(**document.plan(), *last);
        assert_eq!(bytes_of(document.plan()), last_bytes);

        // The same edits, written and read again, lead to the same plan from scratch.
        let again = made.iter().fold(original.clone(), |plan, edit| {
            let edit: Edit = read(&ron::to_string(edit).unwrap());
            apply(&plan, &catalog, &edit).unwrap_or_else(|refusal| panic!("{refusal}"))
        });
        assert_eq!(bytes_of(&again), last_bytes);
    }
    println!("made and refused: {counts:?}");
    let never: Vec<_> = shapes.iter().filter_map(word).filter(|word| counts.get(*word).is_none_or(|[made, _]| *made == 0)).collect();
    assert_eq!(never, Vec::<&str>::new(), "kinds of edit that were never made");
}

fn word(shape: &Shape) -> Option<&str> {
    match shape {
        Shape::OneOf(variants) => variants.first().map(|variant| variant.name),
        _ => None,
    }
}
