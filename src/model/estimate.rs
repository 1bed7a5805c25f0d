//! A catalogue number: likely value, range, source and confidence. The one type every price, watt and metre of the catalogue has.

use serde::{Deserialize, Serialize};

use super::describe::{Describe, Field, Record, Shape, is_default, words};
use super::numbers::{Number, Numbers};
use super::text::{Id, Text};
use super::units::Written;

/// The ids of the sources a number was read in.
pub type Sources = Vec<Id>;

words! {
    /// How far a number can be trusted.
    pub enum Confidence {
        /// Read in the named source.
        Published = "published",
        /// Well known, publication named, not read again.
        Recalled = "recalled",
        /// An engineering estimate; the note says how it was made.
        Estimate = "estimate",
    }
}

/// A number with its range, source and confidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Stated<T>", into = "Stated<T>", bound(serialize = "T: Written", deserialize = "T: Written"))]
pub struct Estimate<T> {
    value: T,
    low: T,
    high: T,
    confidence: Confidence,
    range_confidence: Option<Confidence>,
    sources: Sources,
    note: Text,
}

/// The same as it stands in a file: a bound that equals the value is left out.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(serialize = "T: Written", deserialize = "T: Written"))]
struct Stated<T> {
    value: T,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    low: Option<T>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    high: Option<T>,
    confidence: Confidence,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    range_confidence: Option<Confidence>,
    sources: Sources,
    #[serde(default, skip_serializing_if = "is_default")]
    note: Text,
}

impl<T: Written> Estimate<T> {
    /// A number without a range. `sources` must not be empty.
    pub fn exact(value: T, confidence: Confidence, sources: Sources) -> Result<Self, String> {
        Self::try_from(Stated { value, low: None, high: None, confidence, range_confidence: None, sources, note: Text::default() })
    }

    pub fn value(&self) -> T {
        self.value
    }

    pub fn low(&self) -> T {
        self.low
    }

    pub fn high(&self) -> T {
        self.high
    }

    pub fn confidence(&self) -> Confidence {
        self.confidence
    }

    /// How far the range can be trusted, where that differs from the value.
    pub fn range_confidence(&self) -> Confidence {
        self.range_confidence.unwrap_or(self.confidence)
    }

    pub fn sources(&self) -> &Sources {
        &self.sources
    }
}

impl<T: Written> TryFrom<Stated<T>> for Estimate<T> {
    type Error = String;

    fn try_from(stated: Stated<T>) -> Result<Self, String> {
        let Stated { value, low, high, confidence, range_confidence, sources, note } = stated;
        let (low, high) = (low.unwrap_or(value), high.unwrap_or(value));
        if !(low <= value && value <= high) {
            let (low, high) = (low.written(), high.written());
            return Err(format!("got {} outside its own range {low}..{high}, allowed low <= value <= high", value.written()));
        }
        if sources.is_empty() {
            return Err("got no source, allowed at least one id from the sources list".to_string());
        }
        Ok(Self { value, low, high, confidence, range_confidence, sources, note })
    }
}

impl<T: Written> From<Estimate<T>> for Stated<T> {
    fn from(estimate: Estimate<T>) -> Self {
        let Estimate { value, low, high, confidence, range_confidence, sources, note } = estimate;
        let bound = |bound: T| (bound != value).then_some(bound);
        Self { value, low: bound(low), high: bound(high), confidence, range_confidence, sources, note }
    }
}

impl<T: Written> Number for Estimate<T> {
    fn value_text(&self) -> String {
        self.value.written()
    }

    fn low_text(&self) -> String {
        self.low.written()
    }

    fn high_text(&self) -> String {
        self.high.written()
    }

    fn confidence(&self) -> Confidence {
        self.confidence
    }

    fn sources(&self) -> &Sources {
        &self.sources
    }

    fn note(&self) -> &str {
        self.note.as_str()
    }

    fn set_text(&mut self, text: &str) -> Result<(), String> {
        let value = T::parse(text)?;
        self.value = value;
        if value < self.low {
            self.low = value;
        }
        if value > self.high {
            self.high = value;
        }
        Ok(())
    }
}

impl<T: Written> Numbers for Estimate<T> {
    fn visit(&self, path: &str, visit: &mut dyn FnMut(&str, &dyn Number)) {
        visit(path, self);
    }

    fn find(&mut self, path: &str) -> Option<&mut dyn Number> {
        path.is_empty().then_some(self as &mut dyn Number)
    }
}

impl<T: Written> Describe for Estimate<T> {
    fn shape() -> Shape {
        let field = |name, optional, doc: &str, shape| Field { name, doc: doc.to_string(), optional, shape };
        Shape::Record(Record {
            name: "Number".to_string(),
            doc: "A number with its range, source and confidence.".to_string(),
            fields: vec![
                field("value", false, "Likely value.", T::shape()),
                field("low", true, "Lower bound; the value when left out.", T::shape()),
                field("high", true, "Upper bound; the value when left out.", T::shape()),
                field("confidence", false, "How far the value can be trusted.", Confidence::shape()),
                field("range_confidence", true, "How far the range can be trusted, where that differs.", Confidence::shape()),
                field("sources", false, "Ids from the sources list; at least one.", Sources::shape()),
                field("note", true, "How it was derived, or what to beware of.", Text::shape()),
            ],
        })
    }
}
