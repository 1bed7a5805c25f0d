//! Typed reading of RON text: serde does the work, the syntax tree says where, the shape says what is allowed. Finds all problems it can, not only the first.

use std::borrow::Cow;

use ron::error::{Error, SpannedError};
use serde::de::DeserializeOwned;

use super::problem::{Place, Problem, Severity};
use super::ron_tree::{LexProblem, Limits, NodeId, Tree, check_lexical, line_col, offset_of};
use crate::model::describe::{Describe, Field, Shape};
use crate::model::numbers::join;
use crate::model::shape_walk::listed;
use crate::model::text::{Id, quoted};

/// Bytes read in all to find more problems: each further one reads the file again.
const PATIENCE: usize = 32 << 20;
/// Largest text that gets a tree although it is refused anyway.
const TREE_LIMIT: usize = 4 << 20;
const UNKNOWN_FIELD: &str = "unknown-field";

/// What to do with fields nobody knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    Refused,
    /// A newer program wrote them: pass over them and say so.
    Dropped,
}

/// The value of a text and what was passed over, or everything that is wrong with it.
pub fn decode<T: DeserializeOwned + Describe>(text: &str, unknown: Unknown) -> Result<(T, Vec<Problem>), Vec<Problem>> {
    decode_as(text, || Cow::Owned(T::shape()), unknown)
}

/// The same for a large shape that is made once. It is asked for only when something is wrong.
pub fn decode_as<T: DeserializeOwned>(
    text: &str,
    shape: fn() -> Cow<'static, Shape>,
    unknown: Unknown,
) -> Result<(T, Vec<Problem>), Vec<Problem>> {
    let limits = Limits::default();
    if let Err(problems) = check_lexical(text, &limits) {
        return Err(lexical_problems(text, &problems, &shape()));
    }
    // The plain reading is the fast one; only a file with a problem is read again for the place.
    match read::<T>(text) {
        Ok(value) => Ok((value, Vec::new())),
        Err(error) => collect::<T>(text, error, &shape(), limits.problems, unknown),
    }
}

/// Options may be written bare: `region: "us-texas"`, not `region: Some("us-texas")`.
pub fn dialect() -> ron::Options {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
}

/// The text ron writes on one line, in the same dialect.
pub fn compact<T: serde::Serialize>(value: &T) -> String {
    // Our types hold nothing that ron cannot write; whoever saves reads the text back first.
    dialect().to_string(value).unwrap_or_default()
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, SpannedError> {
    dialect().from_str::<T>(text)
}

/// The place of an offset.
pub fn place(text: &str, offset: usize) -> Place {
    let (line, column) = line_col(text, offset);
    Place { line, column }
}

fn lexical_problems(text: &str, problems: &[LexProblem], shape: &Shape) -> Vec<Problem> {
    // Paths in a huge file are not worth the memory of its tree; the place is told all the same.
    let tree = if text.len() <= TREE_LIMIT { Tree::parse(text).ok() } else { None };
    problems.iter().map(|problem| lexical_problem(text, problem, tree.as_ref(), shape)).collect()
}

fn lexical_problem(text: &str, problem: &LexProblem, tree: Option<&Tree>, shape: &Shape) -> Problem {
    let path = tree.map(|tree| tree.path_at(problem.offset)).unwrap_or_default();
    let is_value = |shape: &&Shape| !matches!(shape, Shape::Record(_) | Shape::List(_));
    let here = || tree.and_then(|tree| shape_of(tree, tree.node_at(problem.offset), shape));
    let number = problem.allowed.contains("number").then(here).flatten().filter(is_value).map(Shape::allowed);
    let message = format!("got {}, allowed {}", problem.got, number.as_ref().unwrap_or(&problem.allowed));
    Problem::error("syntax", message).at(Some(place(text, problem.offset)), path)
}

/// Reads again and again, each time with the last problem patched over, until nothing is left to patch.
fn collect<T: DeserializeOwned>(
    text: &str,
    first: SpannedError,
    shape: &Shape,
    most: usize,
    unknown: Unknown,
) -> Result<(T, Vec<Problem>), Vec<Problem>> {
    let most = most.min(PATIENCE / text.len().max(1)).max(1);
    let origin = Tree::parse(text).ok();
    let (mut problems, mut patches): (Vec<Problem>, Patches) = Default::default();
    let (mut error, mut patched) = (first, text.to_string());
    loop {
        let found = find(&patched, &error, shape);
        let ours = patches.made(found.offset);
        if !ours {
            let offset = patches.original(found.offset);
            let problem = found.problem.at(Some(place(text, offset)), path_in(origin.as_ref(), offset, found.missing));
            if problems.iter().any(|known| known.place == problem.place && known.path == problem.path) {
                break;
            }
            problems.push(problem);
        }
        if problems.len() >= most {
            problems.extend(problems.last().and_then(|last| last.place).map(there_may_be_more));
            break;
        }
        let Some(patch) = (if ours { found.without_element } else { found.next }) else { break };
        patches.note(&patch);
        patched = patch.text;
        match read::<T>(&patched) {
            Ok(value) if may_pass(&problems, unknown) => return Ok((value, problems)),
            Ok(_) => break,
            Err(next) => error = next,
        }
    }
    Err(problems)
}

fn may_pass(problems: &[Problem], unknown: Unknown) -> bool {
    unknown == Unknown::Dropped && problems.iter().all(|problem| problem.code == UNKNOWN_FIELD)
}

/// The path in the text as it was: elements that were blanked out no longer count in the one that is read.
fn path_in(origin: Option<&Tree>, offset: usize, missing: Option<String>) -> String {
    let path = origin.map(|tree| tree.path_at(offset)).unwrap_or_default();
    missing.map_or(path.clone(), |field| join(&path, &field))
}

fn there_may_be_more(place: Place) -> Problem {
    let message = "got as many problems as are looked for, allowed none: mend these first, there may be more";
    Problem::error("more", message).with_severity(Severity::Note).at(Some(place), "")
}

/// A problem before its place is known.
struct Found {
    problem: Problem,
    offset: usize,
    /// The field that is not there.
    missing: Option<String>,
    /// What to read next, if the fault can be passed over.
    next: Option<Patch>,
    /// The same without the list element around the fault.
    without_element: Option<Patch>,
}

/// A text with one fault patched over: from `at` on, `len` bytes are ours, and it is longer by `grown`.
struct Patch {
    text: String,
    at: usize,
    len: usize,
    grown: usize,
}

/// Where patches changed the text, so that places can be told in the text as it was.
#[derive(Default)]
struct Patches(Vec<(usize, usize, usize)>);

impl Patches {
    fn note(&mut self, patch: &Patch) {
        self.0.iter_mut().filter(|(at, ..)| *at > patch.at).for_each(|(at, ..)| *at += patch.grown);
        self.0.push((patch.at, patch.len, patch.grown));
    }

    /// Whether the text at this offset is a patch: what is wrong with it is no fault of the user's.
    fn made(&self, offset: usize) -> bool {
        self.0.iter().any(|(at, len, _)| (*at..at + len).contains(&offset))
    }

    fn original(&self, offset: usize) -> usize {
        let before: usize = self.0.iter().filter(|(at, ..)| *at < offset).map(|(.., grown)| grown).sum();
        offset.saturating_sub(before)
    }
}

/// What an error of the typed reading is about, and how to read on.
fn find(text: &str, error: &SpannedError, shape: &Shape) -> Found {
    let tree = match Tree::parse(text) {
        Ok(tree) => tree,
        Err(problem) => {
            let offset = problem.offset;
            let problem = lexical_problem(text, &problem, None, shape);
            return Found { problem, offset, missing: None, next: None, without_element: None };
        }
    };
    let fault = Fault::find(&tree, error);
    let message = fault.message(&tree, shape, &error.code);
    let code = if matches!(error.code, Error::NoSuchStructField { .. }) { UNKNOWN_FIELD } else { "value" };
    let next = fault.patched(&tree, shape);
    let without_element = enclosing_element(&tree, fault.node).map(|node| blanked(&tree, node));
    let missing = fault.name.filter(|_| matches!(error.code, Error::MissingStructField { .. }));
    Found { problem: Problem::error(code, message), offset: fault.offset, missing, next, without_element }
}

/// Where a typed reading stopped.
struct Fault {
    offset: usize,
    /// What to patch over.
    node: NodeId,
    /// The field that was not there, not known or there twice.
    name: Option<String>,
}

impl Fault {
    fn find(tree: &Tree, error: &SpannedError) -> Self {
        let text = tree.text();
        let start = offset_of(text, error.span.start.line, error.span.start.col);
        let stopped = start + text.get(start..).map_or(0, |rest| rest.len() - rest.trim_start().len());
        match &error.code {
            Error::MissingStructField { field, .. } => Self::missing(tree, tree.node_at(stopped), field),
            Error::NoSuchStructField { found, .. } => Self::field(tree, stopped, found),
            Error::DuplicateStructField { field, .. } => Self::field(tree, stopped, field),
            _ => {
                let node = named_child(tree, tree.node_at(value_before(text, stopped)), &error.code);
                Self { offset: tree.span(node).start, node, name: None }
            }
        }
    }

    fn missing(tree: &Tree, record: NodeId, field: &str) -> Self {
        let offset = tree.closing_span(record).map_or(tree.span(record).end, |span| span.start);
        Self { offset, node: record, name: Some(field.to_string()) }
    }

    /// The field whose key ron stopped at.
    fn field(tree: &Tree, stopped: usize, name: &str) -> Self {
        let node = tree.node_at(stopped);
        let offset = tree.key_span(node).unwrap_or(tree.span(node)).start;
        Self { offset, node, name: Some(name.to_string()) }
    }

    fn message(&self, tree: &Tree, shape: &Shape, error: &Error) -> String {
        let here = self.shape(tree, shape);
        match error {
            Error::Message(own) if own.contains("got ") => own.get(own.find("got ").unwrap_or(0)..).unwrap_or(own).to_string(),
            Error::MissingStructField { .. } => format!("got no such field, allowed {}", allowed(here)),
            Error::NoSuchStructField { expected, found, .. } => {
                let record = tree.parent(self.node).and_then(|record| shape_of(tree, record, shape));
                unknown(found, expected, record)
            }
            Error::NoSuchEnumVariant { expected, found, .. } => unknown(found, expected, here),
            Error::DuplicateStructField { .. } => "got the field a second time, allowed once".to_string(),
            _ => format!("got {}, allowed {}", got(tree, self.node), self.by_name(tree, shape).unwrap_or_else(|| allowed(here))),
        }
    }

    /// The shape of what is wrong, or of the field that is not there.
    fn shape<'s>(&self, tree: &Tree, shape: &'s Shape) -> Option<&'s Shape> {
        let here = shape_of(tree, self.node, shape)?;
        match &self.name {
            Some(name) if self.is_missing(tree) => here.inside(tree.name(self.node), Some(name), 0),
            _ => Some(here),
        }
    }

    /// How a variant is written whose fields stand there without their names: `tray_height("0 mm")`.
    fn by_name(&self, tree: &Tree, shape: &Shape) -> Option<String> {
        let outer = tree.parent(self.node).filter(|_| tree.key(self.node).is_none())?;
        let variant = shape_of(tree, outer, shape)?.variant(tree.name(outer)?)?;
        let field = |field: &Field| format!("{}: {}", field.name, field.shape.example().unwrap_or_else(|| "…".to_string()));
        let fields: Vec<String> = variant.fields.as_ref()?.iter().map(field).collect();
        Some(format!("fields by name, {}({})", variant.name, listed(fields.iter().map(String::as_str))))
    }

    /// The text with something allowed in place of the fault, or without it.
    fn patched(&self, tree: &Tree, shape: &Shape) -> Option<Patch> {
        let (text, span) = (tree.text(), tree.span(self.node));
        let example = self.shape(tree, shape).and_then(Shape::example);
        match (&self.name, example) {
            (None, Some(example)) => replaced(text, span.start, span.end, &example),
            // Behind the opening bracket, where a comma can follow whatever comes next.
            (Some(name), Some(example)) if self.is_missing(tree) => {
                let inside = span.start + text.get(span.clone())?.find('(')? + 1;
                replaced(text, inside, inside, &format!("{name}: {example}, "))
            }
            (Some(_), _) if !self.is_missing(tree) => Some(blanked(tree, self.node)),
            _ => enclosing_element(tree, self.node).map(|node| blanked(tree, node)),
        }
    }

    /// The place of a missing field is the closing bracket of its record; of one too many, its key.
    fn is_missing(&self, tree: &Tree) -> bool {
        self.offset >= tree.span(self.node).start
    }
}

/// The shape of a value. From the root on, the name before each bracket says which of several it is.
fn shape_of<'s>(tree: &Tree, node: NodeId, root: &'s Shape) -> Option<&'s Shape> {
    let Some(parent) = tree.parent(node) else { return Some(root) };
    let place = tree.children(parent).position(|child| child == node)?;
    shape_of(tree, parent, root)?.inside(tree.name(parent), tree.key(node).as_deref(), place)
}

/// At least as long as before, so that only what comes behind on the same line moves.
fn replaced(text: &str, start: usize, end: usize, by: &str) -> Option<Patch> {
    let room = end.saturating_sub(start);
    let padding = " ".repeat(room.saturating_sub(by.len()));
    let grown = by.len().saturating_sub(room);
    Some(Patch { text: [text.get(..start)?, by, &padding, text.get(end..)?].concat(), at: start, len: by.len(), grown })
}

fn blanked(tree: &Tree, node: NodeId) -> Patch {
    Patch { text: tree.without(node), at: 0, len: 0, grown: 0 }
}

/// A record that checks itself says which field it is about: `low: got ...`.
fn named_child(tree: &Tree, node: NodeId, error: &Error) -> NodeId {
    let Error::Message(message) = error else { return node };
    let Some((field, _)) = message.split_once(": ") else { return node };
    let mut record = Some(node);
    while let Some(at) = record {
        if let Some(child) = tree.children(at).find(|child| tree.key(*child).is_some_and(|key| key == field)) {
            return child;
        }
        record = tree.parent(at);
    }
    node
}

/// ron stops at a value or just after it: from a closing bracket or comma, the last character of the value before it.
fn value_before(text: &str, stopped: usize) -> usize {
    if !text.get(stopped..).is_some_and(|rest| rest.starts_with([')', ']', '}', ','])) {
        return stopped;
    }
    text.get(..stopped).map_or(stopped, |before| before.trim_end().len().saturating_sub(1))
}

/// The innermost list element around a node: it can be left out without harm to the rest.
fn enclosing_element(tree: &Tree, node: NodeId) -> Option<NodeId> {
    let mut at = node;
    while let Some(parent) = tree.parent(at) {
        if tree.kind(parent) == super::ron_tree::Kind::List {
            return Some(at);
        }
        at = parent;
    }
    None
}

fn allowed(shape: Option<&Shape>) -> String {
    shape.map_or_else(|| "what `rackwright schema` says".to_string(), Shape::allowed)
}

fn got(tree: &Tree, node: NodeId) -> String {
    let text = tree.text_of(node);
    if text.starts_with('"') { quoted(text.trim_matches('"')) } else { quoted(text).trim_matches('"').to_string() }
}

/// A name nobody knows, with the one that was probably meant.
fn unknown(found: &str, expected: &[&'static str], shape: Option<&Shape>) -> String {
    let names = if expected.is_empty() { shape.map(Shape::names).unwrap_or_default() } else { expected.to_vec() };
    let ids: Vec<Id> = names.iter().filter_map(|name| Id::new(name).ok()).collect();
    let nearest = Id::new(found).ok().and_then(|id| crate::model::catalog::nearest(ids.iter(), &id));
    let hint = nearest.map(|id| format!(" (did you mean {id}?)")).unwrap_or_default();
    format!("got {}{hint}, allowed {}", quoted(found).trim_matches('"'), listed(names.into_iter()))
}
