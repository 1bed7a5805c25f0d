//! Walking the numbers of a part: every value with its range and source, by the path it has in its file. Changes nothing by itself; knows no units.

use std::sync::Arc;

use super::estimate::{Confidence, Sources};
use super::text::{Id, Name, Text};

/// One catalogue number, whatever its unit.
pub trait Number {
    /// Likely value as text with its unit.
    fn value_text(&self) -> String;
    fn low_text(&self) -> String;
    fn high_text(&self) -> String;
    fn confidence(&self) -> Confidence;
    fn sources(&self) -> &Sources;
    fn note(&self) -> &str;
    /// Replaces the likely value, and widens the range to hold it.
    fn set_text(&mut self, text: &str) -> Result<(), String>;
}

/// A value that may hold catalogue numbers.
pub trait Numbers {
    /// Calls `visit` with each number and its path, in file order.
    fn visit(&self, _path: &str, _visit: &mut dyn FnMut(&str, &dyn Number)) {}

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

    fn find(&mut self, path: &str) -> Option<&mut dyn Number> {
        let (index, tail) = path.strip_prefix('[')?.split_once(']')?;
        self.get_mut(index.parse::<usize>().ok()?)?.find(tail.strip_prefix('.').unwrap_or(tail))
    }
}

impl<A, B> Numbers for (A, B) {}
impl<T> Numbers for Arc<T> {}
impl Numbers for bool {}
impl Numbers for Id {}
impl Numbers for Name {}
impl Numbers for Text {}
