//! The canonical layout: the same values and comments always give the same text, and small changes give small diffs.
//! Scalars are copied as they stand; nothing here reads a number.

use super::comments::{AtNode, Comments, Placed};
use super::tree::{Kind, NodeId, Tree};
use super::{slice, wide};

const INDENT: usize = 4;
const WIDTH: usize = 120;
/// Width of what cannot stand on one line whatever the room; far below where sums would saturate.
const NEVER_FITS: u32 = 1 << 24;

/// The tree on lines of at most 120 columns where possible, with the comments at their values.
pub fn print(tree: &Tree, comments: &Comments) -> String {
    let placed = Placed::new(tree, comments);
    let widths = widths(tree, &placed);
    let mut page = Page { tree, placed: &placed, widths, out: String::with_capacity(tree.text().len() * 2) };
    page.root();
    page.out
}

struct Page<'t> {
    tree: &'t Tree<'t>,
    placed: &'t Placed<'t>,
    /// Of each value on one line, without its key.
    widths: Vec<u32>,
    out: String,
}

impl Page<'_> {
    fn root(&mut self) {
        let root = self.tree.root();
        self.lines_before(root, 0);
        self.value(root, 0);
        self.out.push('\n');
        for line in &self.placed.tail {
            push_comment(&mut self.out, line, 0);
        }
    }

    fn lines_before(&mut self, node: NodeId, level: usize) {
        let placed = self.placed;
        for line in placed.nodes.get(&node).map_or(&[][..], |at: &AtNode| &at.before) {
            push_comment(&mut self.out, line, level);
        }
    }

    /// One field or element on lines of its own.
    fn entry(&mut self, node: NodeId, level: usize) {
        self.lines_before(node, level);
        push_indent(&mut self.out, level);
        self.key(node);
        self.value(node, level);
        self.out.push(',');
        if let Some(after) = self.placed.nodes.get(&node).and_then(|at| at.after) {
            self.out.push(' ');
            push_comment_text(&mut self.out, &after.replace(['\n', '\r'], " "));
        }
        self.out.push('\n');
    }

    fn key(&mut self, node: NodeId) {
        if let Some(key) = self.tree.key(node) {
            self.out.push_str(&key);
            self.out.push_str(": ");
        }
    }

    fn value(&mut self, node: NodeId, level: usize) {
        if self.breaks(node, level) { self.broken(node, level) } else { self.flat(node) }
    }

    fn breaks(&self, node: NodeId, level: usize) -> bool {
        // ron knows the unit value only as `()`: nothing may come between the brackets.
        if self.tree.is_empty(node) && !self.placed.inside(self.tree, node) {
            return false;
        }
        let key = self.tree.key(node).map_or(0, |key| columns(&key) + 2);
        let comma = 1;
        level * INDENT + wide(key) + self.width(node) + comma > WIDTH
    }

    fn width(&self, node: NodeId) -> usize {
        self.widths.get(wide(node.0)).copied().map_or(0, wide)
    }

    fn flat(&mut self, node: NodeId) {
        let Some((open, close)) = brackets(self.tree.kind(node)) else {
            return self.out.push_str(self.tree.text_of(node));
        };
        self.out.push_str(self.tree.name(node).unwrap_or(""));
        self.out.push(open);
        let tree = self.tree;
        for (index, child) in tree.children(node).enumerate() {
            if index > 0 {
                self.out.push_str(", ");
            }
            self.key(child);
            self.flat(child);
        }
        self.out.push(close);
    }

    fn broken(&mut self, node: NodeId, level: usize) {
        let Some((open, close)) = brackets(self.tree.kind(node)) else { return };
        self.out.push_str(self.tree.name(node).unwrap_or(""));
        self.out.push(open);
        self.out.push('\n');
        self.entries(node, level + 1);
        for line in self.placed.nodes.get(&node).map_or(&[][..], |at: &AtNode| &at.end) {
            push_comment(&mut self.out, line, level + 1);
        }
        push_indent(&mut self.out, level);
        self.out.push(close);
    }

    /// The large parts of the file stand apart from each other.
    fn entries(&mut self, node: NodeId, level: usize) {
        let sections = level == 1 && self.tree.kind(node) == Kind::Struct;
        let mut large_before = false;
        let tree = self.tree;
        for (index, child) in tree.children(node).enumerate() {
            let large = sections && self.breaks(child, level);
            if index > 0 && (large || large_before) {
                self.out.push('\n');
            }
            self.entry(child, level);
            large_before = large;
        }
    }
}

/// The width of every node on one line, children before parents.
fn widths(tree: &Tree, placed: &Placed) -> Vec<u32> {
    let mut widths = vec![0_u32; tree.nodes.len()];
    for node in tree.nodes().rev() {
        let own = own_width(tree, placed, node);
        let inner = widths.get(wide(node.0)).copied().unwrap_or(0);
        // Each child has counted a separator; the last one has none.
        let width = own.saturating_add(inner.saturating_sub(2)).min(NEVER_FITS);
        if let Some(slot) = widths.get_mut(wide(node.0)) {
            *slot = width;
        }
        let key = tree.key(node).map_or(0, |key| columns(&key) + 2);
        if let Some(slot) = tree.parent(node).and_then(|parent| widths.get_mut(wide(parent.0))) {
            *slot = slot.saturating_add(width).saturating_add(key + 2);
        }
    }
    widths
}

/// What a node adds to the widths of its children.
fn own_width(tree: &Tree, placed: &Placed, node: NodeId) -> u32 {
    match tree.kind(node) {
        Kind::Scalar => columns(tree.text_of(node)),
        _ if always_breaks(tree, node) || placed.inside(tree, node) => NEVER_FITS,
        _ => tree.name(node).map_or(0, columns) + 2,
    }
}

fn always_breaks(tree: &Tree, node: NodeId) -> bool {
    match tree.kind(node) {
        Kind::Struct => node == tree.root(),
        Kind::List => tree.children(node).any(|child| tree.kind(child) == Kind::Struct),
        Kind::Scalar | Kind::Tuple | Kind::Map => false,
    }
}

/// Columns of a piece of text; what has line ends of its own never fits.
fn columns(text: &str) -> u32 {
    if text.contains('\n') {
        return NEVER_FITS;
    }
    let count = if text.is_ascii() { text.len() } else { text.chars().count() };
    u32::try_from(count).unwrap_or(NEVER_FITS).min(NEVER_FITS)
}

fn brackets(kind: Kind) -> Option<(char, char)> {
    match kind {
        Kind::Scalar => None,
        Kind::List => Some(('[', ']')),
        Kind::Struct | Kind::Tuple => Some(('(', ')')),
        Kind::Map => Some(('{', '}')),
    }
}

fn push_indent(out: &mut String, level: usize) {
    const SPACES: &str = "                                                                                ";
    let wanted = level * INDENT;
    match slice(SPACES, 0, wanted) {
        "" => out.extend(std::iter::repeat_n(' ', wanted)),
        spaces => out.push_str(spaces),
    }
}

/// A comment on lines of its own.
fn push_comment(out: &mut String, text: &str, level: usize) {
    for line in text.lines() {
        push_indent(out, level);
        push_comment_text(out, line);
        out.push('\n');
    }
}

/// Whatever the text is, it must stay a comment.
fn push_comment_text(out: &mut String, text: &str) {
    if !text.starts_with("//") {
        out.push_str("// ");
    }
    out.push_str(text.trim_end());
}
