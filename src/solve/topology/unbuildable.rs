//! Why a fabric cannot be built, with what is needed, what is there, and what would help.

use std::fmt;

/// A reason; `Display` gives it in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unbuildable {
    /// A number nobody sizes fabrics with.
    OutOfRange { what: &'static str, got: u64, least: u64, most: u64 },
    /// A count that does not fit into 64 bits.
    TooMany,
    /// A switch would need more ports than it has.
    Ports { what: &'static str, needs: u64, has: u64, help: &'static str },
    /// An endpoint would need more links than it has.
    Links { what: &'static str, needs: u64, has: u64 },
    /// More endpoints or parts than the shape holds.
    Full { what: &'static str, got: u64, holds: u64, help: &'static str },
    /// Numbers that make no such shape.
    Shape { what: &'static str, help: &'static str },
}

impl Unbuildable {
    /// What would make it buildable.
    pub fn help(&self) -> &'static str {
        match self {
            Self::OutOfRange { .. } => "stay within what is allowed",
            Self::TooMany => "ask for less",
            Self::Ports { help, .. } | Self::Full { help, .. } | Self::Shape { help, .. } => help,
            Self::Links { .. } => "take narrower links, or fewer planes",
        }
    }
}

impl fmt::Display for Unbuildable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let help = self.help();
        match self {
            Self::OutOfRange { what, got, least, most } => {
                write!(f, "{what}: got {}, allowed {}..{}", grouped(*got), grouped(*least), grouped(*most))
            }
            Self::TooMany => write!(f, "a count is too large to hold: {help}"),
            Self::Ports { what, needs, has, .. } => {
                write!(f, "{what} needs a switch of {} ports; {} are there: {help}", grouped(*needs), grouped(*has))
            }
            Self::Links { what, needs, has } => {
                write!(f, "{what} needs {} links of each endpoint in a plane; {} are there: {help}", grouped(*needs), grouped(*has))
            }
            Self::Full { what, got, holds, .. } => {
                write!(f, "{what}: got {}, at most {} fit: {help}", grouped(*got), grouped(*holds))
            }
            Self::Shape { what, .. } => write!(f, "{what}: {help}"),
        }
    }
}

/// `1024` -> `1,024`.
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
