//! Finding a place in a shape, and saying in words what is allowed there.

use super::describe::{Field, Shape, Variant};

/// Longest list of names in a message.
const LIST_LIMIT: usize = 90;

impl Shape {
    /// The shape of one value inside another: `name` stands before the bracket and says which variant it is, `key` before the value, which
    /// is the `place`th in its list.
    pub fn inside(&self, name: Option<&str>, key: Option<&str>, place: usize) -> Option<&Shape> {
        match self {
            Shape::Maybe(inner) if name == Some("Some") && key.is_none() => Some(inner),
            Shape::Maybe(inner) => inner.inside(name, key, place),
            Shape::List(inner) => Some(inner),
            Shape::Tuple(items) => items.get(place),
            Shape::Record(record) => field_named(&record.fields, key?),
            Shape::OneOf(_) => field_named(self.variant(name?)?.fields.as_ref()?, key?),
            _ => None,
        }
    }

    /// The variant of a choice.
    pub fn variant(&self, name: &str) -> Option<&Variant> {
        match self {
            Shape::Maybe(inner) => inner.variant(name),
            Shape::OneOf(variants) => variants.iter().find(|variant| variant.name == name),
            _ => None,
        }
    }

    /// What may stand here, for messages: `0 W..10 GW`, `one of n, n_plus_1, two_n`.
    pub fn allowed(&self) -> String {
        match self {
            Shape::Whole { min, max } => format!("a whole number {}..{}", digits(*min), digits(*max)),
            Shape::Quantity { kind: "factor", min, max, .. } => format!("a number {min}..{max}"),
            Shape::Quantity { kind, min, max, .. } => format!("a {kind} as a string, \"{min}\"..\"{max}\""),
            Shape::Text { rule, .. } => (*rule).to_string(),
            Shape::Flag => "true or false".to_string(),
            Shape::OneOf(variants) => format!("one of {}", listed(variants.iter().map(|variant| variant.name))),
            Shape::List(_) => "a list in [ ]".to_string(),
            Shape::Tuple(items) => format!("{} values in ( )", items.len()),
            Shape::Maybe(inner) => inner.allowed(),
            Shape::Record(record) => format!("a record in ( ) with {}", listed(record.fields.iter().map(|field| field.name))),
        }
    }

    /// A short literal that is allowed here, where one is known.
    pub fn example(&self) -> Option<String> {
        match self {
            Shape::Whole { min, max } => Some(0.clamp(*min, *max).to_string()),
            Shape::Quantity { kind: "factor", .. } => Some("1".to_string()),
            Shape::Quantity { min, .. } => Some(format!("\"{min}\"")),
            Shape::Text { .. } => Some("\"x\"".to_string()),
            Shape::Flag => Some("true".to_string()),
            Shape::OneOf(variants) => variants.iter().find(|variant| variant.fields.is_none()).map(|variant| variant.name.to_string()),
            Shape::List(_) => Some("[]".to_string()),
            Shape::Maybe(inner) => inner.example(),
            Shape::Tuple(_) | Shape::Record(_) => None,
        }
    }

    /// Names that may stand where a field or variant is named.
    pub fn names(&self) -> Vec<&'static str> {
        match self {
            Shape::Record(record) => record.fields.iter().map(|field| field.name).collect(),
            Shape::OneOf(variants) => variants.iter().map(|variant| variant.name).collect(),
            Shape::Maybe(inner) => inner.names(),
            _ => Vec::new(),
        }
    }
}

/// `a, b, c`, cut before it gets too long.
pub fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let mut text = String::new();
    for name in names {
        if text.len() + name.len() > LIST_LIMIT {
            return text + ", …";
        }
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(name);
    }
    text
}

fn field_named<'s>(fields: &'s [Field], name: &str) -> Option<&'s Shape> {
    fields.iter().find(|field| field.name == name).map(|field| &field.shape)
}

fn digits(value: i128) -> String {
    i64::try_from(value).map_or_else(|_| value.to_string(), super::counts::grouped)
}
