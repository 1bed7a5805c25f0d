//! A small concrete syntax tree of RON text: places, comments, early refusals and the canonical layout.
//! It never builds a plan: the typed reading is serde's, this stands beside it and knows where everything is.

mod check;
pub mod comments;
mod escapes;
pub mod layout;
pub mod lexer;
mod locate;
mod number;
mod parse;
mod tree;

use std::fmt;

pub use check::{Counts, Limits, check_lexical, is_forbidden};
pub use comments::Comments;
pub use locate::{line_col, offset_of};
pub use tree::{Kind, NodeId, Tree};

/// Deepest nesting a tree can hold, so that walking it never needs much stack.
pub const DEEPEST: usize = 32;

/// Longest `got` text of a problem, in characters.
const LONGEST_GOT: usize = 40;

/// One thing wrong with a text: where, what stands there and what may stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LexProblem {
    /// In bytes from the start of the text.
    pub offset: usize,
    /// What stands there, escaped and cut to 40 characters.
    pub got: String,
    pub allowed: String,
}

impl fmt::Display for LexProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "got {}, allowed {}", self.got, self.allowed)
    }
}

impl std::error::Error for LexProblem {}

impl LexProblem {
    fn at(text: &str, start: usize, end: usize, allowed: impl Into<String>) -> Self {
        let got = if start >= text.len() { "the end of the file".to_owned() } else { excerpt(slice(text, start, end)) };
        Self { offset: start, got, allowed: allowed.into() }
    }
}

/// The text as it can stand in a message: on one line, nothing hidden, at most 40 characters.
fn excerpt(text: &str) -> String {
    let mut shown = String::new();
    let mut width = 0;
    for c in text.chars() {
        let piece = if c.is_control() || is_forbidden(c) { c.escape_default().to_string() } else { c.to_string() };
        width += piece.chars().count();
        if width > LONGEST_GOT {
            return with_ellipsis(&shown);
        }
        shown.push_str(&piece);
    }
    shown
}

fn with_ellipsis(shown: &str) -> String {
    let kept: String = shown.chars().take(LONGEST_GOT - 1).collect();
    kept + "…"
}

/// Part of the text; nothing when the ends do not fit, so that a wrong offset can never panic.
fn slice(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or("")
}

/// Offsets are kept in 32 bits: a hundred thousand racks make a million nodes.
fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

fn wide(offset: u32) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}
