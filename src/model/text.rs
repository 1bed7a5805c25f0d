//! Strings that stand in files: ids, names and free text, each with what it may be made of.

use std::fmt;
use std::sync::Arc;

use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use super::describe::{Describe, Shape};

/// Longest id or name, in characters.
pub const NAME_LIMIT: usize = 256;
/// Longest free text, in characters.
pub const TEXT_LIMIT: usize = 65_536;

/// Bidirectional controls, zero-width characters and controls: they make a name look like another one.
pub fn is_deceptive(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}')
        || matches!(c, '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
}

/// The text with deceptive characters written out, for messages.
pub fn shown(text: &str) -> String {
    text.chars().map(|c| if is_deceptive(c) { c.escape_unicode().to_string() } else { c.to_string() }).collect()
}

/// The start of the text, at most 40 characters with deceptive ones written out, for messages.
pub fn excerpt(text: &str) -> String {
    let start = shown(&text.chars().take(41).collect::<String>());
    if start.chars().count() <= 40 { start } else { start.chars().take(39).chain(['…']).collect() }
}

/// The same for values without quotes, which may be missing altogether.
pub fn bare(text: &str) -> String {
    if text.trim().is_empty() { "nothing".to_string() } else { excerpt(text) }
}

/// The start of the text in quotes, for messages.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", excerpt(text))
}

fn check_id(text: &str) -> Result<(), &'static str> {
    let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if text.is_empty() || text.chars().count() > NAME_LIMIT || !text.chars().all(good) {
        return Err(Id::RULE);
    }
    Ok(())
}

fn check_name(text: &str) -> Result<(), &'static str> {
    let trimmed = text.trim() == text;
    if text.is_empty() || !trimmed || text.chars().count() > NAME_LIMIT || text.chars().any(is_deceptive) {
        return Err(Name::RULE);
    }
    Ok(())
}

fn check_text(text: &str) -> Result<(), &'static str> {
    let bad = |c: char| is_deceptive(c) && c != '\n' && c != '\t';
    if text.chars().count() > TEXT_LIMIT || text.chars().any(bad) {
        return Err(Text::RULE);
    }
    Ok(())
}

macro_rules! string_type {
    ($(#[doc = $doc:literal])+ $name:ident, $check:ident, $word:literal, $rule:literal) => {
        $(#[doc = $doc])+
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// What it may be made of, for messages.
            pub const RULE: &'static str = $rule;

            /// Checked construction; the error says what is allowed.
            pub fn new(text: &str) -> Result<Self, &'static str> {
                $check(text)?;
                Ok(Self(Arc::from(text)))
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Shares the other's storage when the text is the same: a hundred thousand racks, one copy.
            pub fn share_with(&mut self, other: &Self) {
                if self.0 == other.0 {
                    self.0 = Arc::clone(&other.0);
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Checked;
                impl Visitor<'_> for Checked {
                    type Value = $name;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($rule)
                    }
                    fn visit_str<E: de::Error>(self, text: &str) -> Result<$name, E> {
                        $name::new(text).map_err(|rule| E::custom(format!("got {}, allowed {rule}", quoted(text))))
                    }
                }
                deserializer.deserialize_str(Checked)
            }
        }

        impl Describe for $name {
            fn shape() -> Shape {
                Shape::Text { name: $word, rule: $rule }
            }
        }
    };
}

string_type!(
    /// Names a part, type or tier for other parts of a file to point at.
    Id, check_id, "id", "a string of 1..256 letters, digits, '-', '_' or '.'"
);
string_type!(
    /// What people call a thing.
    Name, check_name, "name", "a string of 1..256 characters without control, bidirectional or zero-width ones or blanks at its ends"
);
string_type!(
    /// Free text; may be empty and may have several lines.
    Text, check_text, "text", "a string of at most 65,536 characters without control, bidirectional or zero-width ones"
);

impl Default for Text {
    fn default() -> Self {
        Self(Arc::from(""))
    }
}

impl Text {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
