//! A scalar as it stands in a file, before its unit is known: a string, or a bare number.

use std::fmt;

use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use super::text::quoted;
use super::units::Written;

/// A string or a bare number, as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Literal {
    Quoted(String),
    Bare(String),
}

impl Literal {
    pub fn of<T: Written>(value: T) -> Self {
        if T::BARE { Self::Bare(value.written()) } else { Self::Quoted(value.written()) }
    }

    /// The text, if this is the way a `T` is written.
    pub fn text<T: Written>(&self) -> Result<&str, String> {
        match self {
            Self::Quoted(text) if !T::BARE => Ok(text),
            Self::Bare(text) if T::BARE => Ok(text),
            Self::Quoted(text) => Err(format!("got {}, allowed {}", quoted(text), T::shape().allowed())),
            Self::Bare(text) => Err(format!("got {text}, allowed {}", T::shape().allowed())),
        }
    }
}

impl Serialize for Literal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Quoted(text) => serializer.serialize_str(text),
            Self::Bare(text) => match text.parse::<i64>() {
                Ok(whole) => serializer.serialize_i64(whole),
                Err(_) => serializer.serialize_f64(text.parse().map_err(serde::ser::Error::custom)?),
            },
        }
    }
}

impl<'de> Deserialize<'de> for Literal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Scalar)
    }
}

struct Scalar;

impl Visitor<'_> for Scalar {
    type Value = Literal;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string or a number")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Literal, E> {
        Ok(Literal::Quoted(text.to_string()))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Literal, E> {
        Ok(Literal::Bare(value.to_string()))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Literal, E> {
        Ok(Literal::Bare(value.to_string()))
    }

    /// Very large and very small numbers keep their exponent: three hundred digits say nothing in a message.
    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Literal, E> {
        let plain = value == 0.0 || (1e-6..1e16).contains(&value.abs());
        Ok(Literal::Bare(if plain { value.to_string() } else { format!("{value:e}") }))
    }
}
