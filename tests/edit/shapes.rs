//! Writes a value of any shape as text: the plainest one, or one by chance. Not a test.

use rackwright::model::describe::{Describe, Field, Shape, Variant};
use ron::extensions::Extensions;
use serde::de::DeserializeOwned;

/// Decides what stands at each open place; `field` is the name of the field around it.
pub trait Choices {
    fn present(&mut self, field: &str) -> bool;
    fn variant(&mut self, field: &str, count: usize) -> usize;
    fn length(&mut self, field: &str) -> usize;
    fn whole(&mut self, field: &str, min: i128, max: i128) -> i128;
    fn quantity(&mut self, min: &str, max: &str, example: &str) -> String;
    /// `rule` names what the text may be made of: id, name or text.
    fn text(&mut self, field: &str, rule: &str) -> String;
}

/// Nothing that may be left out, the first of each choice, lists of one.
pub struct Plainest;

impl Choices for Plainest {
    fn present(&mut self, _: &str) -> bool {
        false
    }

    fn variant(&mut self, _: &str, _: usize) -> usize {
        0
    }

    fn length(&mut self, _: &str) -> usize {
        1
    }

    fn whole(&mut self, _: &str, min: i128, max: i128) -> i128 {
        1.clamp(min, max)
    }

    fn quantity(&mut self, _: &str, _: &str, example: &str) -> String {
        example.to_string()
    }

    fn text(&mut self, field: &str, _: &str) -> String {
        if field == "sources" { "s1".to_string() } else { field.to_string() }
    }
}

/// A value of this shape, as text.
pub fn written(shape: &Shape, field: &str, by: &mut dyn Choices) -> String {
    match shape {
        Shape::Whole { min, max } => by.whole(field, *min, *max).to_string(),
        Shape::Quantity { kind: "factor", .. } => "1.5".to_string(),
        Shape::Quantity { min, max, example, .. } => format!("{:?}", by.quantity(min, max, example)),
        Shape::Text { name, .. } => format!("{:?}", by.text(field, name)),
        Shape::Flag => by.present(field).to_string(),
        Shape::OneOf(variants) => variant(&variants[by.variant(field, variants.len())], by),
        Shape::List(item) => {
            let items: Vec<String> = (0..by.length(field)).map(|_| written(item, field, by)).collect();
            format!("[{}]", items.join(", "))
        }
        Shape::Tuple(items) => {
            let items: Vec<String> = items.iter().map(|item| written(item, field, by)).collect();
            format!("({})", items.join(", "))
        }
        Shape::Maybe(inner) => written(inner, field, by),
        Shape::Record(record) => fields(&record.fields, by),
    }
}

fn variant(variant: &Variant, by: &mut dyn Choices) -> String {
    let fields = variant.fields.as_ref().map(|inner| fields(inner, by));
    format!("{}{}", variant.name, fields.unwrap_or_default())
}

fn fields(all: &[Field], by: &mut dyn Choices) -> String {
    let mut lines = Vec::new();
    for field in all {
        if !field.optional || by.present(field.name) {
            lines.push(format!("{}: {}", field.name, written(&field.shape, field.name, by)));
        }
    }
    format!("({})", lines.join(", "))
}

/// The plainest value of a type.
pub fn plainest<T: Describe + DeserializeOwned>() -> T {
    read(&written(&T::shape(), "x", &mut Plainest))
}

/// Reads as plan files are read: what may be left out is written bare.
pub fn read<T: DeserializeOwned>(text: &str) -> T {
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    options.from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}
