//! Finding a place in a shape, and saying in words what is allowed there.

use super::describe::{Field, Shape, Variant};

/// Longest list of names in a message.
const LIST_LIMIT: usize = 90;

impl Shape {
    /// The shape at a path such as `racks[3].at_mm[0]`. Variant names may stand in the path, as `serde_path_to_error` prints them.
    pub fn at(&self, path: &str) -> Option<&Shape> {
        match self {
            Shape::Maybe(inner) => inner.at(path.strip_prefix('?').map_or(path, |rest| rest.trim_start_matches('.'))),
            _ if path.is_empty() => Some(self),
            Shape::List(inner) => inner.at(index(path)?.1),
            Shape::Tuple(items) => index(path).and_then(|(at, rest)| items.get(at)?.at(rest)),
            Shape::Record(record) => field_at(&record.fields, path),
            Shape::OneOf(variants) => variant_at(variants, path),
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

fn digits(value: i128) -> String {
    i64::try_from(value).map_or_else(|_| value.to_string(), super::counts::grouped)
}

fn index(path: &str) -> Option<(usize, &str)> {
    let (number, rest) = path.strip_prefix('[')?.split_once(']')?;
    Some((number.parse().ok()?, rest.strip_prefix('.').unwrap_or(rest)))
}

fn field_at<'s>(fields: &'s [Field], path: &str) -> Option<&'s Shape> {
    let (head, tail) = super::numbers::split(path);
    fields.iter().find(|field| field.name == head)?.shape.at(tail)
}

fn variant_at<'s>(variants: &'s [Variant], path: &str) -> Option<&'s Shape> {
    let (head, tail) = super::numbers::split(path);
    let named = variants.iter().find(|variant| variant.name == head).and_then(|variant| variant.fields.as_ref());
    match named {
        Some(fields) => field_at(fields, tail),
        None => variants.iter().filter_map(|variant| field_at(variant.fields.as_ref()?, path)).next(),
    }
}
