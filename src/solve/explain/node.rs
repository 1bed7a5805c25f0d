//! One step of an explanation, and the catalogue numbers at its ends.

use crate::model::catalog::{Catalog, Kind};
use crate::model::numbers::Number;
use crate::model::text::Id;
use crate::solve::readout::{Unit, text};

/// How a number follows from the steps beneath it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    Sum,
    Product,
    /// The first less the others.
    Difference,
    /// By the formula in words; the steps beneath are what goes in.
    Formula,
    /// Stated or counted; nothing beneath.
    Given,
}

/// A number of the catalogue.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    pub part: String,
    pub field: String,
    pub value: String,
    pub low: String,
    pub high: String,
    pub confidence: &'static str,
    /// Ids and titles.
    pub sources: Vec<(String, String)>,
    pub note: String,
}

/// One step.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub title: String,
    pub value: f64,
    pub unit: Unit,
    pub operation: Operation,
    /// In words, where the operation does not say it all.
    pub formula: String,
    pub children: Vec<Node>,
    pub origin: Option<Origin>,
}

impl Node {
    fn new(title: impl Into<String>, value: f64, unit: Unit, operation: Operation, children: Vec<Node>) -> Self {
        Self { title: title.into(), value, unit, operation, formula: String::new(), children, origin: None }
    }

    /// A number that is counted or stated.
    pub fn given(title: impl Into<String>, value: f64, unit: Unit) -> Self {
        Self::new(title, value, unit, Operation::Given, Vec::new())
    }

    pub fn sum(title: impl Into<String>, value: f64, unit: Unit, children: Vec<Node>) -> Self {
        Self::new(title, value, unit, Operation::Sum, children)
    }

    pub fn product(title: impl Into<String>, value: f64, unit: Unit, children: Vec<Node>) -> Self {
        Self::new(title, value, unit, Operation::Product, children)
    }

    pub fn difference(title: impl Into<String>, value: f64, unit: Unit, children: Vec<Node>) -> Self {
        Self::new(title, value, unit, Operation::Difference, children)
    }

    pub fn formula(title: impl Into<String>, value: f64, unit: Unit, formula: impl Into<String>, children: Vec<Node>) -> Self {
        Self { formula: formula.into(), ..Self::new(title, value, unit, Operation::Formula, children) }
    }

    /// A number of the catalogue, in a unit of ours; zero with a remark where the catalogue has no such part.
    pub fn catalogue(catalog: &Catalog, (kind, id, field): (Kind, &Id, &str), value: f64, unit: Unit) -> Self {
        let mut origin = None;
        if let Some(part) = catalog.part(kind, id) {
            part.visit("", &mut |path, number| {
                if path == field {
                    origin = Some(origin_of(catalog, id, field, number));
                }
            });
        }
        Self { origin, ..Self::given(format!("{id} {field}"), value, unit) }
    }

    pub fn text(&self) -> String {
        text(self.value, self.unit)
    }

    /// What the steps beneath come to, if the operation says so.
    pub fn recomputed(&self) -> Option<f64> {
        let values = || self.children.iter().map(|child| child.value);
        match self.operation {
            Operation::Sum => Some(values().fold(0.0, |sum, value| sum + value)),
            Operation::Product => Some(values().product()),
            Operation::Difference => {
                let mut values = values();
                let first = values.next()?;
                Some(values.fold(first, |rest, value| rest - value))
            }
            Operation::Formula | Operation::Given => None,
        }
    }
}

fn origin_of(catalog: &Catalog, id: &Id, field: &str, number: &dyn Number) -> Origin {
    let title = |source: &Id| catalog.source(source).map(|source| source.title.to_string()).unwrap_or_default();
    Origin {
        part: id.to_string(),
        field: field.to_string(),
        value: number.value_text(),
        low: number.low_text(),
        high: number.high_text(),
        confidence: number.confidence().word(),
        sources: number.sources().iter().map(|source| (source.to_string(), title(source))).collect(),
        note: number.note().to_string(),
    }
}
