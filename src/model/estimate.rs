//! A catalogue number: likely value, range, source and confidence. The one type every price, watt and metre of the catalogue has.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::describe::{Describe, Field, Record, Shape, is_default, words};
use super::literal::Literal;
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
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate<T> {
    value: T,
    low: T,
    high: T,
    confidence: Confidence,
    range_confidence: Option<Confidence>,
    sources: Sources,
    note: Text,
}

/// The same as it stands in a file: a bound that equals the value is left out. Not generic, so that it is compiled once and not for each unit.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stated {
    value: Literal,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    low: Option<Literal>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    high: Option<Literal>,
    confidence: Confidence,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    range_confidence: Option<Confidence>,
    sources: Sources,
    #[serde(default, skip_serializing_if = "is_default")]
    note: Text,
}

impl<T: Written> Serialize for Estimate<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.stated().serialize(serializer)
    }
}

impl<'de, T: Written> Deserialize<'de> for Estimate<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_stated(Stated::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

impl<T: Written> Estimate<T> {
    /// A number without a range. `sources` must not be empty.
    pub fn exact(value: T, confidence: Confidence, sources: Sources) -> Result<Self, String> {
        Self::checked(Self { value, low: value, high: value, confidence, range_confidence: None, sources, note: Text::default() })
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

impl<T: Written> Estimate<T> {
    /// Errors begin with the field they are about, so that a reader of the file can be shown its place.
    fn from_stated(stated: Stated) -> Result<Self, String> {
        let number = |field: &str, literal: &Literal| literal.text::<T>().and_then(T::parse).map_err(|why| format!("{field}: {why}"));
        let value = number("value", &stated.value)?;
        let bound = |field, literal: &Option<Literal>| literal.as_ref().map_or(Ok(value), |literal| number(field, literal));
        Self::checked(Self {
            value,
            low: bound("low", &stated.low)?,
            high: bound("high", &stated.high)?,
            confidence: stated.confidence,
            range_confidence: stated.range_confidence,
            sources: stated.sources,
            note: stated.note,
        })
    }

    fn checked(self) -> Result<Self, String> {
        if !(self.low <= self.value && self.value <= self.high) {
            let (low, high) = (self.low.written(), self.high.written());
            return Err(format!("value: got {} outside its own range {low}..{high}, allowed low <= value <= high", self.value.written()));
        }
        if self.sources.is_empty() {
            return Err("sources: got no source, allowed at least one id from the sources list".to_string());
        }
        Ok(self)
    }

    fn stated(&self) -> Stated {
        let bound = |bound: T| (bound != self.value).then(|| Literal::of(bound));
        Stated {
            value: Literal::of(self.value),
            low: bound(self.low),
            high: bound(self.high),
            confidence: self.confidence,
            range_confidence: self.range_confidence,
            sources: self.sources.clone(),
            note: self.note.clone(),
        }
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

    fn amounts(&self) -> [String; 3] {
        [self.value, self.low, self.high].map(T::amount)
    }

    fn unit(&self) -> &'static str {
        T::unit()
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

    fn takes(&self, text: &str) -> bool {
        T::parse(text).is_ok()
    }

    fn set_text(&mut self, text: &str) -> Result<(), String> {
        let value = T::parse(text)?;
        let note = format!("set by the plan; the catalogue has {} ({}..{})", self.value.written(), self.low.written(), self.high.written());
        (self.value, self.low, self.high) = (value, value, value);
        (self.confidence, self.range_confidence) = (Confidence::Estimate, None);
        self.note = Text::new(&note).unwrap_or_default();
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
