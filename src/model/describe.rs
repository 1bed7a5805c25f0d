//! How a type tells what a file may hold there: names, help, bounds. Feeds `schema`, error messages, `catalog` tables and the tests; does no reading or writing itself.

use std::sync::Arc;

/// What may stand at one place of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A whole number, both bounds allowed.
    Whole { min: i128, max: i128 },
    /// A quantity: a string with a unit, between two such strings.
    Quantity { kind: &'static str, min: String, max: String, example: String },
    /// A string; `rule` says what it may be made of, `name` names the rule.
    Text { name: &'static str, rule: &'static str },
    /// `true` or `false`.
    Flag,
    /// One of several words, or of several records with a name each.
    OneOf(Vec<Variant>),
    /// Any number of the same, in brackets.
    List(Box<Shape>),
    /// A fixed number of values in parentheses.
    Tuple(Vec<Shape>),
    /// May be left out.
    Maybe(Box<Shape>),
    /// Named fields in parentheses.
    Record(Record),
}

/// One word or record of a choice.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    pub name: &'static str,
    pub doc: String,
    /// `None` for a bare word.
    pub fields: Option<Vec<Field>>,
}

/// Named fields in parentheses.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    pub name: String,
    pub doc: String,
    pub fields: Vec<Field>,
}

/// One named field.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    pub name: &'static str,
    pub doc: String,
    pub optional: bool,
    pub shape: Shape,
}

/// A type that stands in a file.
pub trait Describe {
    fn shape() -> Shape;
}

impl Describe for bool {
    fn shape() -> Shape {
        Shape::Flag
    }
}

impl<T: Describe> Describe for Vec<T> {
    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()))
    }
}

impl<T: Describe> Describe for Option<T> {
    fn shape() -> Shape {
        Shape::Maybe(Box::new(T::shape()))
    }
}

impl<T: Describe> Describe for Arc<T> {
    fn shape() -> Shape {
        T::shape()
    }
}

impl<A: Describe, B: Describe> Describe for (A, B) {
    fn shape() -> Shape {
        Shape::Tuple(vec![A::shape(), B::shape()])
    }
}

/// Help text as one paragraph: the lines of a doc comment joined.
pub fn paragraph(lines: &[&str]) -> String {
    lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ").trim().to_string()
}

/// Whether a value may be left out when written.
pub fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A struct that stands in a file: serde, help text and the numbers it holds from one definition.
/// `#[optional()]` before a field: may be left out, and is when it has its default.
macro_rules! record {
    (
        $(#[doc = $doc:literal])+
        $(#[derive($($derive:ident),+)])?
        pub struct $name:ident {
            $(
                $(#[doc = $field_doc:literal])+
                $(#[optional($($optional:tt)*)])?
                pub $field:ident : $type:ty
            ),+ $(,)?
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize $($(, $derive)+)?)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $(
                $(#[doc = $field_doc])+
                $(#[serde(default, skip_serializing_if = "crate::model::describe::is_default" $($optional)*)])?
                pub $field: $type,
            )+
        }

        impl $crate::model::describe::Describe for $name {
            fn shape() -> $crate::model::describe::Shape {
                $crate::model::describe::Shape::Record($crate::model::describe::Record {
                    name: stringify!($name).to_string(),
                    doc: $crate::model::describe::paragraph(&[$($doc),+]),
                    fields: vec![
                        $($crate::model::describe::Field {
                            name: stringify!($field),
                            doc: $crate::model::describe::paragraph(&[$($field_doc),+]),
                            optional: false $(|| stringify!($($optional)*).is_empty())?,
                            shape: <$type as $crate::model::describe::Describe>::shape(),
                        }),+
                    ],
                })
            }
        }

        impl $crate::model::numbers::Numbers for $name {
            fn visit(&self, path: &str, visit: &mut dyn FnMut(&str, &dyn $crate::model::numbers::Number)) {
                $(self.$field.visit(&$crate::model::numbers::join(path, stringify!($field)), visit);)+
            }

            fn words(&self, path: &str, visit: &mut dyn FnMut(&str, &str)) {
                $(self.$field.words(&$crate::model::numbers::join(path, stringify!($field)), visit);)+
            }

            fn find(&mut self, path: &str) -> Option<&mut dyn $crate::model::numbers::Number> {
                let (head, tail) = $crate::model::numbers::split(path);
                match head {
                    $(stringify!($field) => self.$field.find(tail),)+
                    _ => None,
                }
            }
        }
    };
}

/// An enum of bare words that stands in a file; `default Word` after its name says which one is left out.
macro_rules! words {
    (
        $(#[doc = $doc:literal])+
        pub enum $name:ident $(default $default:ident)? {
            $(
                $(#[doc = $word_doc:literal])+
                $variant:ident = $word:literal
            ),+ $(,)?
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $(
                $(#[doc = $word_doc])+
                #[serde(rename = $word)]
                $variant,
            )+
        }

        impl $name {
            /// All of them, in the order they are explained.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word as it stands in files.
            pub fn word(self) -> &'static str {
                match self {
                    $($name::$variant => $word,)+
                }
            }
        }

        $(impl Default for $name {
            fn default() -> Self {
                Self::$default
            }
        })?

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }

        impl $crate::model::describe::Describe for $name {
            fn shape() -> $crate::model::describe::Shape {
                $crate::model::describe::Shape::OneOf(vec![
                    $($crate::model::describe::Variant {
                        name: $word,
                        doc: $crate::model::describe::paragraph(&[$($word_doc),+]),
                        fields: None,
                    }),+
                ])
            }
        }

        impl $crate::model::numbers::Numbers for $name {
            fn words(&self, path: &str, visit: &mut dyn FnMut(&str, &str)) {
                visit(path, self.word());
            }
        }
    };
}

/// An enum of named records that stands in a file: `name(field: value)`.
macro_rules! choice {
    (
        $(#[doc = $doc:literal])+
        pub enum $name:ident {
            $(
                $(#[doc = $variant_doc:literal])+
                $variant:ident = $word:literal {
                    $(
                        $(#[doc = $field_doc:literal])+
                        $(#[optional($($optional:tt)*)])?
                        $field:ident : $type:ty
                    ),* $(,)?
                }
            ),+ $(,)?
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub enum $name {
            $(
                $(#[doc = $variant_doc])+
                #[serde(rename = $word)]
                $variant {
                    $(
                        $(#[doc = $field_doc])+
                        $(#[serde(default, skip_serializing_if = "crate::model::describe::is_default" $($optional)*)])?
                        $field: $type,
                    )*
                },
            )+
        }

        impl $name {
            /// The word that names this record in files.
            pub fn word(&self) -> &'static str {
                match self {
                    $($name::$variant { .. } => $word,)+
                }
            }
        }

        impl $crate::model::describe::Describe for $name {
            fn shape() -> $crate::model::describe::Shape {
                $crate::model::describe::Shape::OneOf(vec![
                    $($crate::model::describe::Variant {
                        name: $word,
                        doc: $crate::model::describe::paragraph(&[$($variant_doc),+]),
                        fields: Some(vec![
                            $($crate::model::describe::Field {
                                name: stringify!($field),
                                doc: $crate::model::describe::paragraph(&[$($field_doc),+]),
                                optional: false $(|| stringify!($($optional)*).is_empty())?,
                                shape: <$type as $crate::model::describe::Describe>::shape(),
                            }),*
                        ]),
                    }),+
                ])
            }
        }

        impl $crate::model::numbers::Numbers for $name {
            fn words(&self, path: &str, visit: &mut dyn FnMut(&str, &str)) {
                visit(path, self.word());
            }
        }
    };
}

pub(crate) use {choice, record, words};
