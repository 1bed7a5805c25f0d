//! The help people read on hover: the comments of the records, so that the window, `schema` and the documentation say the same.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::model::describe::{Describe, Shape};
use crate::model::plan::{Economy, Floor, Routing, Site};
use crate::model::rack_type::{Mounted, RackType};
use crate::model::runs::RackRun;
use crate::model::tier::{Media, Tier, Topology};

type Docs = BTreeMap<(&'static str, &'static str), String>;

/// The help of one field of a record.
pub fn doc(record: &'static str, field: &'static str) -> &'static str {
    static DOCS: OnceLock<Docs> = OnceLock::new();
    DOCS.get_or_init(all).get(&(record, field)).map_or("", String::as_str)
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
    docs
}

fn add(docs: &mut Docs, record: &'static str, shape: &Shape) {
    match shape {
        Shape::Record(described) => {
            docs.extend(described.fields.iter().map(|field| ((record, field.name), field.doc.clone())));
        }
        Shape::OneOf(variants) => {
            for variant in variants {
                docs.insert((record, variant.name), variant.doc.clone());
                let fields = variant.fields.iter().flatten();
                docs.extend(fields.map(|field| ((variant.name, field.name), field.doc.clone())));
            }
        }
        _ => {}
    }
}
