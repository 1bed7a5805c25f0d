//! The tree itself: nodes in document order in one vector, each with its span, key and size. How it is built stands in `parse`.

use std::borrow::Cow;
use std::ops::Range;

use super::lexer::{Lexer, TokenKind};
use super::{LexProblem, narrow, parse, slice, wide};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(super) u32);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A number, string, character, `true`, or a name alone.
    Scalar,
    List,
    /// Named fields in round brackets, with or without a name before them.
    Struct,
    /// Values in round brackets, with or without a name before them: `fixed("dac")`, `Some(3)`, `()`.
    Tuple,
    Map,
}

/// A value. The children of a node follow it directly, `after` is the first node that is no descendant.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub kind: Kind,
    pub start: u32,
    /// Where the opening bracket stands: behind `start` when a name comes first.
    pub body: u32,
    pub end: u32,
    pub key_start: u32,
    pub key_end: u32,
    pub parent: u32,
    pub after: u32,
}

/// Where a comment stands seen from its node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    After,
    /// Before the closing bracket of the node.
    End,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Note {
    pub start: u32,
    pub end: u32,
    pub node: u32,
    pub side: Side,
}

/// A parsed text. It borrows the text: all places are offsets into it.
#[derive(Clone, Debug)]
pub struct Tree<'a> {
    pub(super) text: &'a str,
    pub(super) nodes: Vec<Node>,
    pub(super) notes: Vec<Note>,
}

impl<'a> Tree<'a> {
    /// The tree of a text that holds exactly one value. The first thing out of place ends it.
    pub fn parse(text: &'a str) -> Result<Self, LexProblem> {
        parse::parse(text)
    }

    pub fn text(&self) -> &'a str {
        self.text
    }

    pub fn root(&self) -> NodeId {
        NodeId(0)
    }

    pub fn kind(&self, node: NodeId) -> Kind {
        self.node(node).kind
    }

    /// All nodes in document order, a parent before its children.
    pub fn nodes(&self) -> impl DoubleEndedIterator<Item = NodeId> + use<> {
        (0..narrow(self.nodes.len())).map(NodeId)
    }

    pub fn children(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let last = self.node(node).after;
        let mut next = node.0.saturating_add(1);
        std::iter::from_fn(move || {
            let child = NodeId(next);
            (next < last).then(|| {
                // At least one further, so that a walk always ends.
                next = self.node(child).after.max(next.saturating_add(1));
                child
            })
        })
    }

    /// Whether it has no elements, as every scalar.
    pub fn is_empty(&self, node: NodeId) -> bool {
        self.node(node).after <= node.0.saturating_add(1)
    }

    pub fn parent(&self, node: NodeId) -> Option<NodeId> {
        (node.0 > 0).then(|| NodeId(self.node(node).parent))
    }

    /// The value, its name included, its key not.
    pub fn span(&self, node: NodeId) -> Range<usize> {
        let node = self.node(node);
        wide(node.start)..wide(node.end)
    }

    pub fn text_of(&self, node: NodeId) -> &'a str {
        let span = self.span(node);
        slice(self.text, span.start, span.end)
    }

    /// The key of a struct field or map entry.
    pub fn key_span(&self, node: NodeId) -> Option<Range<usize>> {
        let node = self.node(node);
        (node.key_end > node.key_start).then(|| wide(node.key_start)..wide(node.key_end))
    }

    /// The key on one line and without comments: a map may have a whole tuple for a key.
    pub fn key(&self, node: NodeId) -> Option<Cow<'a, str>> {
        let span = self.key_span(node)?;
        let key = slice(self.text, span.start, span.end);
        Some(if key.ends_with([')', ']', '}']) { Cow::Owned(compact(key)) } else { Cow::Borrowed(key) })
    }

    /// The name before the round bracket.
    pub fn name(&self, node: NodeId) -> Option<&'a str> {
        let node = self.node(node);
        if node.body <= node.start {
            return None;
        }
        let token = Lexer::starting_at(self.text, wide(node.start)).next()?;
        Some(slice(self.text, token.start, token.end))
    }

    /// The closing bracket: the place of whatever is missing inside.
    pub fn closing_span(&self, node: NodeId) -> Option<Range<usize>> {
        let node = self.node(node);
        let end = wide(node.end);
        (node.kind != Kind::Scalar).then(|| end.saturating_sub(1)..end)
    }

    /// The field of a struct, or the entry of a map whose key is that string.
    pub fn field(&self, node: NodeId, name: &str) -> Option<NodeId> {
        self.children(node).find(|&child| self.key(child).is_some_and(|key| unquoted(&key) == name))
    }

    /// The only value inside `fixed("dac")`, `Some(3)` or `(3)`.
    pub fn sole_element(&self, node: NodeId) -> Option<NodeId> {
        let mut children = self.children(node);
        let first = children.next().filter(|_| self.kind(node) == Kind::Tuple)?;
        children.next().is_none().then_some(first)
    }

    /// The text with that element or field blanked out: every other offset and every line stays.
    /// A tuple has no room for a gap: from inside one the whole tuple goes.
    pub fn without(&self, mut node: NodeId) -> String {
        while let Some(tuple) = self.parent(node).filter(|&parent| self.kind(parent) == Kind::Tuple) {
            node = tuple;
        }
        let value = self.span(node);
        let start = self.key_span(node).map_or(value.start, |key| key.start);
        let comma = Lexer::starting_at(self.text, value.end).find(|token| !token.is_comment());
        let comma = comma.filter(|token| token.kind == TokenKind::Comma).map_or(0..0, |token| token.start..token.end);
        let mut blanked = String::with_capacity(self.text.len());
        for (from, to, keep) in [
            (0, start, true),
            (start, value.end, false),
            (value.end, comma.start.max(value.end), true),
            (comma.start, comma.end, false),
            (comma.end.max(value.end), self.text.len(), true),
        ] {
            copy_or_blank(slice(self.text, from, to), keep, &mut blanked);
        }
        blanked
    }

    /// A node that is not there reads as an empty scalar: an id of another tree must not bring the program down.
    pub(super) fn node(&self, id: NodeId) -> Node {
        const NOTHING: Node = Node { kind: Kind::Scalar, start: 0, body: 0, end: 0, key_start: 0, key_end: 0, parent: 0, after: 0 };
        self.nodes.get(wide(id.0)).copied().unwrap_or(NOTHING)
    }
}

/// The text between the quotes of a plain string literal, any other text as it is.
pub(super) fn unquoted(literal: &str) -> &str {
    literal.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(literal)
}

fn copy_or_blank(piece: &str, keep: bool, out: &mut String) {
    if keep {
        return out.push_str(piece);
    }
    out.extend(piece.bytes().map(|b| if matches!(b, b'\n' | b'\r') { char::from(b) } else { ' ' }));
}

fn compact(text: &str) -> String {
    let mut out = String::new();
    for token in Lexer::new(text).filter(|token| !token.is_comment()) {
        out.push_str(slice(text, token.start, token.end));
        if matches!(token.kind, TokenKind::Comma | TokenKind::Colon) {
            out.push(' ');
        }
    }
    out
}
