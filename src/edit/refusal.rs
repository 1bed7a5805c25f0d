//! Why an edit was not made: what was asked, what it got, what is allowed, what to do. Makes no edits.

use std::fmt::{self, Display};

use crate::model::catalog::nearest;
use crate::model::numbers::join;
use crate::model::text::{Id, quoted};

/// An edit that was not made. Printed, it is one line of at most 200 characters; its parts are whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What was asked, as the undo list would name it: `Move 4 racks`.
    pub asked: String,
    /// The place in the edit: `move_racks.racks[2]`.
    pub path: String,
    /// What stands there.
    pub got: String,
    /// What may stand there.
    pub allowed: String,
    /// What to do about it; may be empty.
    pub advice: String,
}

/// Longest printed refusal, in characters.
const LINE: usize = 200;
/// Longest printed parts of it.
const PATH: usize = 48;
const GOT: usize = 48;
const ALLOWED: usize = 60;
const CONSEQUENCE: &str = "The plan was not changed.";

impl Refusal {
    pub(super) fn new(path: impl Into<String>, got: impl Display, allowed: impl Display) -> Self {
        Self { asked: String::new(), path: path.into(), got: got.to_string(), allowed: allowed.to_string(), advice: String::new() }
    }

    /// An id that nothing in `known` has, with the one that was probably meant.
    pub(super) fn unknown<'a>(path: impl Into<String>, id: &Id, allowed: impl Display, known: impl Iterator<Item = &'a Id>) -> Self {
        Self::new(path, quoted(id.as_str()), allowed).mean(nearest(known, id))
    }

    /// From `got X, allowed Y`, the form in which the model refuses.
    pub(super) fn from_text(path: impl Into<String>, text: &str) -> Self {
        match text.strip_prefix("got ").unwrap_or(text).split_once(", allowed ") {
            Some((got, allowed)) => Self::new(path, got, allowed),
            None => Self::new(path, "a value that does not fit", text),
        }
    }

    pub(super) fn advise(self, advice: impl Display) -> Self {
        Self { advice: advice.to_string(), ..self }
    }

    /// Advises the id that was probably meant, if there is one.
    pub(super) fn mean(self, nearest: Option<Id>) -> Self {
        match nearest {
            Some(id) => self.advise(format_args!("Did you mean {}?", quoted(id.as_str()))),
            None => self,
        }
    }

    /// The same seen from outside: `racks[2]` becomes `move_racks.racks[2]`.
    pub(super) fn within(self, place: &str) -> Self {
        Self { path: join(place, &self.path), ..self }
    }

    pub(super) fn asked(self, asked: String) -> Self {
        Self { asked, ..self }
    }
}

impl Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (path, got, allowed) = (end_of(&self.path, PATH), start_of(&self.got, GOT), start_of(&self.allowed, ALLOWED));
        let reason = format!("{path}: got {got}, allowed {allowed}.");
        let advised = format!("{reason} {} {CONSEQUENCE}", self.advice);
        if self.advice.is_empty() || advised.chars().count() > LINE {
            return write!(f, "{reason} {CONSEQUENCE}");
        }
        f.write_str(&advised)
    }
}

impl std::error::Error for Refusal {}

fn start_of(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_string();
    }
    text.chars().take(limit - 1).chain(['…']).collect()
}

/// The innermost part of a path says most.
fn end_of(text: &str, limit: usize) -> String {
    let length = text.chars().count();
    if length <= limit {
        return text.to_string();
    }
    ['…'].into_iter().chain(text.chars().skip(length + 1 - limit)).collect()
}
