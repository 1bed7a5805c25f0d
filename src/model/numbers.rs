//! Walking what a part holds: every number with its range and source, every word, by the path it has in its file. Knows no units.

use std::sync::Arc;

use super::estimate::{Confidence, Sources};
use super::text::{Id, Name, Text};

/// One catalogue number, whatever its unit.
pub trait Number {
    /// Likely value as text with its unit.
    fn value_text(&self) -> String;
    fn low_text(&self) -> String;
    fn high_text(&self) -> String;
    /// Value, low and high as digits in one unit: for tables other programs read.
    fn amounts(&self) -> [String; 3];
    /// That unit; empty for bare numbers.
    fn unit(&self) -> &'static str;
    fn confidence(&self) -> Confidence;
    fn sources(&self) -> &Sources;
    fn note(&self) -> &str;
    /// Whether a text is one of its values.
    fn takes(&self, text: &str) -> bool;
    /// Replaces the value and its range: the plan's own number is no longer the source's. The note says what it was.
    fn set_text(&mut self, text: &str) -> Result<(), String>;
}

/// A value that may hold catalogue numbers.
pub trait Numbers {
    /// Calls `visit` with each number and its path, in file order.
    fn visit(&self, _path: &str, _visit: &mut dyn FnMut(&str, &dyn Number)) {}

    /// Calls `visit` with each word, id and plain value and its path, in file order.
    fn words(&self, _path: &str, _visit: &mut dyn FnMut(&str, &str)) {}

    /// The number at a path such as `laser.power` or `stages[2].efficiency`.
    fn find(&mut self, _path: &str) -> Option<&mut dyn Number> {
        None
    }
}

/// `a` + `b` -> `a.b`.
pub fn join(path: &str, field: &str) -> String {
    if path.is_empty() { field.to_string() } else { format!("{path}.{field}") }
}

/// `laser.power` -> (`laser`, `power`); `stages[2].x` -> (`stages`, `[2].x`).
pub fn split(path: &str) -> (&str, &str) {
    let end = path.find(['.', '[']).unwrap_or(path.len());
    let (head, tail) = path.split_at(end);
    (head, tail.strip_prefix('.').unwrap_or(tail))
}

impl<T: Numbers> Numbers for Option<T> {
    fn visit(&self, path: &str, visit: &mut dyn FnMut(&str, &dyn Number)) {
        if let Some(value) = self {
            value.visit(path, visit);
        }
    }

    fn words(&self, path: &str, visit: &mut dyn FnMut(&str, &str)) {
        if let Some(value) = self {
            value.words(path, visit);
        }
    }

    fn find(&mut self, path: &str) -> Option<&mut dyn Number> {
        self.as_mut()?.find(path)
    }
}

impl<T: Numbers> Numbers for Vec<T> {
    fn visit(&self, path: &str, visit: &mut dyn FnMut(&str, &dyn Number)) {
        for (index, value) in self.iter().enumerate() {
            value.visit(&format!("{path}[{index}]"), visit);
        }
    }

    /// Plain values are joined into one line, records keep their paths.
    fn words(&self, path: &str, visit: &mut dyn FnMut(&str, &str)) {
        let mut line: Vec<String> = Vec::new();
        for (index, value) in self.iter().enumerate() {
            value.words("", &mut |inner, word| {
                if inner.is_empty() { line.push(word.to_string()) } else { visit(&join(&format!("{path}[{index}]"), inner), word) }
            });
        }
        if !line.is_empty() {
            visit(path, &line.join(", "));
        }
    }

    fn find(&mut self, path: &str) -> Option<&mut dyn Number> {
        let (index, tail) = path.strip_prefix('[')?.split_once(']')?;
        self.get_mut(index.parse::<usize>().ok()?)?.find(tail.strip_prefix('.').unwrap_or(tail))
    }
}

impl<A, B> Numbers for (A, B) {}
impl<T> Numbers for Arc<T> {}
impl Numbers for bool {
    fn words(&self, path: &str, visit: &mut dyn FnMut(&str, &str)) {
        if *self {
            visit(path, "yes");
        }
    }
}

impl Numbers for Id {
    fn words(&self, path: &str, visit: &mut dyn FnMut(&str, &str)) {
        visit(path, self.as_str());
    }
}

impl Numbers for Name {}
impl Numbers for Text {}
