//! Comments by stable key, so that they find their place again after the plan was changed and written anew.
//! `racks[#17].power` speaks of that field of the rack with id 17, `racks/end` of the closing bracket, `/head` and `/tail` of the file.

use std::collections::BTreeMap;
use std::ops::Bound;

use super::tree::{Kind, NodeId, Note, Side, Tree, unquoted};
use super::{slice, wide};
pub use crate::model::plan::{Comment, Comments};

pub(super) const HEAD: &str = "/head";
pub(super) const TAIL: &str = "/tail";
const END: &str = "/end";

impl Tree<'_> {
    /// All comments of the text; block comments become lines.
    pub fn comments(&self) -> Comments {
        let mut notes: Vec<&Note> = self.notes.iter().collect();
        // Stable: comments of one node keep their order.
        notes.sort_by_key(|note| note.node);
        let mut walk = Walk::new(self);
        let mut comments = Comments::new();
        for note in notes {
            walk.go_to(NodeId(note.node));
            let comment = comments.entry(note_key(note, &walk.path)).or_default();
            add_note(comment, note, slice(self.text, wide(note.start), wide(note.end)));
        }
        comments
    }

    /// The last part of the key of a child.
    fn push_key_segment(&self, parent: NodeId, index: usize, child: NodeId, path: &mut String) {
        let key = self.key(child).unwrap_or_default();
        match self.kind(parent) {
            Kind::Struct if path.is_empty() => path.push_str(&key),
            Kind::Struct => path.extend([".", &key]),
            Kind::Map => path.extend(["[", &key, "]"]),
            Kind::List | Kind::Tuple | Kind::Scalar => match self.id_text(child) {
                Some(id) => path.extend(["[#", id, "]"]),
                None => path.push_str(&format!("[{index}]")),
            },
        }
    }

    /// The `id` field of a struct; ids may be wrapped in brackets of their own.
    fn id_text(&self, node: NodeId) -> Option<&str> {
        if self.kind(node) != Kind::Struct {
            return None;
        }
        let mut id = self.children(node).find(|&child| self.key(child).as_deref() == Some("id"))?;
        while let Some(inner) = self.sole_element(id) {
            id = inner;
        }
        (self.kind(id) == Kind::Scalar).then(|| unquoted(self.text_of(id)))
    }
}

fn note_key(note: &Note, path: &str) -> String {
    match note.side {
        Side::End => format!("{path}{END}"),
        Side::Before if note.node == 0 => HEAD.to_owned(),
        Side::After if note.node == 0 => TAIL.to_owned(),
        Side::Before | Side::After => path.to_owned(),
    }
}

fn add_note(comment: &mut Comment, note: &Note, text: &str) {
    let mut lines = comment_lines(text);
    if note.side == Side::After && note.node > 0 && lines.len() == 1 && comment.after.is_none() {
        comment.after = lines.pop();
    } else {
        comment.before.append(&mut lines);
    }
}

/// A comment as line comments. Line comments stay as they are.
fn comment_lines(text: &str) -> Vec<String> {
    let Some(body) = text.strip_prefix("/*").and_then(|rest| rest.strip_suffix("*/")) else {
        return vec![text.trim_end().to_owned()];
    };
    let lines: Vec<String> = body.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| format!("// {line}")).collect();
    if lines.is_empty() { vec!["//".to_owned()] } else { lines }
}

/// The key of one node after the other, in document order, without counting siblings again and again.
struct Walk<'t> {
    tree: &'t Tree<'t>,
    /// From the root down: node, its index, and the length of the path that ends with it.
    line: Vec<(NodeId, usize, usize)>,
    path: String,
}

impl<'t> Walk<'t> {
    fn new(tree: &'t Tree<'t>) -> Self {
        Self { tree, line: vec![(tree.root(), 0, 0)], path: String::new() }
    }

    fn holds(&self, node: NodeId, target: NodeId) -> bool {
        node <= target && target.0 < self.tree.node(node).after
    }

    fn go_to(&mut self, target: NodeId) {
        let mut left = None;
        while self.line.len() > 1 {
            let Some(top) = self.line.pop_if(|top| !(top.0 <= target && target.0 < self.tree.node(top.0).after)) else { break };
            left = Some((top.0, top.1));
        }
        self.path.truncate(self.line.last().map_or(0, |top| top.2));
        while let Some(&(node, ..)) = self.line.last().filter(|top| top.0 != target) {
            let Some((child, index)) = self.child_towards(node, left.take(), target) else { return };
            self.tree.push_key_segment(node, index, child, &mut self.path);
            self.line.push((child, index, self.path.len()));
        }
    }

    /// The child that holds the target, searched from the child visited last.
    fn child_towards(&self, node: NodeId, from: Option<(NodeId, usize)>, target: NodeId) -> Option<(NodeId, usize)> {
        let (mut child, mut index) = from.unwrap_or((NodeId(node.0 + 1), 0));
        while !self.holds(child, target) {
            let next = NodeId(self.tree.node(child).after);
            if next <= child || next > target {
                return None;
            }
            (child, index) = (next, index + 1);
        }
        Some((child, index))
    }
}

/// The comments at the nodes of a tree.
#[derive(Debug, Default)]
pub(super) struct Placed<'c> {
    pub nodes: BTreeMap<NodeId, AtNode<'c>>,
    pub tail: Vec<&'c str>,
}

#[derive(Debug, Default)]
pub(super) struct AtNode<'c> {
    pub before: Vec<&'c str>,
    pub after: Option<&'c str>,
    pub end: Vec<&'c str>,
}

impl<'c> Placed<'c> {
    /// Finds the node of every key. A comment whose value is gone goes before the nearest parent that is left.
    pub fn new(tree: &Tree, comments: &'c Comments) -> Self {
        let mut placed = Self::default();
        if comments.is_empty() {
            return placed;
        }
        let found = resolve(tree, comments);
        let mut lost = Vec::new();
        for (key, comment) in comments {
            match found.get(key.as_str()) {
                _ if key == TAIL => placed.tail.extend(comment_texts(comment)),
                Some(&(node, Part::Value)) => placed.put(node, comment),
                Some(&(node, Part::End)) => placed.at(node).end.extend(comment_texts(comment)),
                None => lost.push((key.as_str(), comment)),
            }
        }
        placed.put_lost(tree, &lost);
        placed
    }

    fn at(&mut self, node: NodeId) -> &mut AtNode<'c> {
        self.nodes.entry(node).or_default()
    }

    fn put(&mut self, node: NodeId, comment: &'c Comment) {
        if node.0 == 0 {
            // The file's own line has no room behind it: what follows the value is the tail.
            return self.at(node).before.extend(comment_texts(comment));
        }
        let at = self.at(node);
        at.before.extend(comment.before.iter().map(String::as_str));
        at.after = comment.after.as_deref();
    }

    fn put_lost(&mut self, tree: &Tree, lost: &[(&str, &'c Comment)]) {
        let parents: BTreeMap<String, ()> = lost.iter().flat_map(|(key, _)| prefixes(key)).map(|key| (key.to_owned(), ())).collect();
        let found = resolve(tree, &parents);
        for (key, comment) in lost {
            let parent = prefixes(key).find_map(|prefix| found.get(prefix));
            let node = parent.map_or(tree.root(), |&(node, _)| node);
            self.at(node).before.extend(comment_texts(comment));
        }
    }

    /// Whether a comment stands inside the node, not counting those of the node itself.
    pub fn inside(&self, tree: &Tree, node: NodeId) -> bool {
        let descendants = (Bound::Excluded(node), Bound::Excluded(NodeId(tree.node(node).after.max(node.0 + 1))));
        self.nodes.get(&node).is_some_and(|at| !at.end.is_empty()) || self.nodes.range(descendants).next().is_some()
    }
}

fn comment_texts(comment: &Comment) -> impl Iterator<Item = &str> {
    comment.before.iter().chain(&comment.after).map(String::as_str)
}

/// The keys of all parents, the nearest first.
fn prefixes(key: &str) -> impl Iterator<Item = &str> {
    key.rmatch_indices(['.', '[', '/']).map(|(at, _)| slice(key, 0, at)).filter(|prefix| !prefix.is_empty())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Value,
    End,
}

/// The nodes of those keys that there are. Only walks where a key leads.
fn resolve<'k, T>(tree: &Tree, keys: &'k BTreeMap<String, T>) -> BTreeMap<&'k str, (NodeId, Part)> {
    let mut search = Search { tree, keys, found: BTreeMap::new() };
    if let Some((head, _)) = keys.get_key_value(HEAD) {
        search.found.insert(head, (tree.root(), Part::Value));
    }
    search.visit(tree.root(), &mut String::new());
    search.found
}

/// A comment inside `()` would keep ron from reading the unit value.
fn has_room_at_end(tree: &Tree, node: NodeId) -> bool {
    !tree.is_empty(node) || matches!(tree.kind(node), Kind::List | Kind::Map)
}

struct Search<'t, 'k, T> {
    tree: &'t Tree<'t>,
    keys: &'k BTreeMap<String, T>,
    found: BTreeMap<&'k str, (NodeId, Part)>,
}

impl<T> Search<'_, '_, T> {
    fn visit(&mut self, node: NodeId, path: &mut String) {
        self.claim(path, node, Part::Value);
        if self.tree.kind(node) == Kind::Scalar || !self.leads_on(path) {
            return;
        }
        let length = path.len();
        if has_room_at_end(self.tree, node) {
            path.push_str(END);
            self.claim(path, node, Part::End);
            path.truncate(length);
        }
        let tree = self.tree;
        for (index, child) in tree.children(node).enumerate() {
            tree.push_key_segment(node, index, child, path);
            self.visit(child, path);
            path.truncate(length);
        }
    }

    /// Two racks with the same id: the first has the comment.
    fn claim(&mut self, path: &str, node: NodeId, part: Part) {
        if let Some((key, _)) = self.keys.get_key_value(path).filter(|(key, _)| !key.is_empty()) {
            self.found.entry(key).or_insert((node, part));
        }
    }

    fn leads_on(&self, path: &str) -> bool {
        let mut longer = self.keys.range::<str, _>((Bound::Excluded(path), Bound::Unbounded));
        longer.next().is_some_and(|(key, _)| key.starts_with(path))
    }
}
