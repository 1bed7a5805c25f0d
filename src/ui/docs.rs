//! The help people read on hover: the comments of the records, so that the window, `schema` and the documentation say the same.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::model::catalog::Sections;
use crate::model::describe::{Describe, Shape};
use crate::model::plan::{Economy, Floor, Routing, Site};
use crate::model::rack_type::{Mounted, RackType};
use crate::model::runs::RackRun;
use crate::model::tier::{Media, Tier, Topology};

type Docs = BTreeMap<&'static str, BTreeMap<String, String>>;

/// The help of one field of a record; fields of records inside it by their path.
pub fn doc(record: &str, field: &str) -> &'static str {
    static DOCS: OnceLock<Docs> = OnceLock::new();
    DOCS.get_or_init(all).get(record).and_then(|fields| fields.get(field)).map_or("", String::as_str)
}

fn all() -> Docs {
    let mut docs = Docs::new();
    let shapes = [
        ("floor", Floor::shape()),
        ("routing", Routing::shape()),
        ("site", Site::shape()),
        ("economy", Economy::shape()),
        ("rack_type", RackType::shape()),
        ("blade", Mounted::shape()),
        ("rack", RackRun::shape()),
        ("tier", Tier::shape()),
        ("media", Media::shape()),
        ("topology", Topology::shape()),
    ];
    for (record, shape) in shapes {
        add(&mut docs, record, &shape);
    }
    if let Shape::Record(sections) = Sections::shape() {
        sections.fields.iter().for_each(|section| inside(docs.entry(section.name).or_default(), "", &section.shape));
    }
    docs
}

/// Fields of parts, with those of the records they hold.
fn inside(docs: &mut BTreeMap<String, String>, path: &str, shape: &Shape) {
    match shape {
        Shape::List(shape) | Shape::Maybe(shape) => inside(docs, path, shape),
        Shape::Record(described) => {
            for field in &described.fields {
                let path = crate::model::numbers::join(path, field.name);
                inside(docs, &path, &field.shape);
                docs.insert(path, field.doc.clone());
            }
        }
        _ => {}
    }
}

fn add(docs: &mut Docs, record: &'static str, shape: &Shape) {
    match shape {
        Shape::Record(described) => {
            docs.entry(record).or_default().extend(described.fields.iter().map(|field| (field.name.to_string(), field.doc.clone())));
        }
        Shape::OneOf(variants) => {
            for variant in variants {
                docs.entry(record).or_default().insert(variant.name.to_string(), variant.doc.clone());
                let fields = variant.fields.iter().flatten();
                docs.entry(variant.name).or_default().extend(fields.map(|field| (field.name.to_string(), field.doc.clone())));
            }
        }
        _ => {}
    }
}
