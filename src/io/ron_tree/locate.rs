//! Places and paths: from an offset to line and column or to a path, from a path to a node. No file names here.

use super::tree::{Kind, NodeId, Tree, unquoted};

/// Line and column of an offset, both from 1; columns count characters. An offset beyond the end is the end.
pub fn line_col(text: &str, offset: usize) -> (usize, usize) {
    let bytes = text.as_bytes();
    let offset = char_floor(text, offset);
    let before = bytes.get(..offset).unwrap_or(bytes);
    let line = before.iter().filter(|&&b| b == b'\n').count() + 1;
    let start = before.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
    let mut rest = text.get(start..offset).unwrap_or("");
    if bytes.get(offset) == Some(&b'\n') {
        // Between the two halves of CRLF is no column of its own.
        rest = rest.strip_suffix('\r').unwrap_or(rest);
    }
    (line, rest.chars().count() + 1)
}

/// The offset of a line and column as `line_col` and ron count them; the end of the line or text when they lie beyond.
pub fn offset_of(text: &str, line: usize, col: usize) -> usize {
    let start = match line {
        0 | 1 => 0,
        _ => text.match_indices('\n').nth(line - 2).map_or(text.len(), |(at, _)| at + 1),
    };
    let rest = text.get(start..).unwrap_or("");
    let line = rest.split('\n').next().unwrap_or("");
    start + line.char_indices().nth(col.saturating_sub(1)).map_or(line.len(), |(at, _)| at)
}

fn char_floor(text: &str, offset: usize) -> usize {
    text.floor_char_boundary(offset)
}

impl Tree<'_> {
    /// The node of a path such as `racks[1].at_mm[0]`, as `serde_path_to_error` prints it. Names of variants and `?` may stand in it.
    pub fn find(&self, path: &str) -> Option<NodeId> {
        let (node, rest) = self.walk(path);
        rest.is_empty().then_some(node)
    }

    /// The deepest node on the path that is there: its closing bracket is the place of a missing field.
    pub fn nearest(&self, path: &str) -> NodeId {
        self.walk(path).0
    }

    fn walk<'p>(&self, path: &'p str) -> (NodeId, &'p str) {
        let mut rest = path.trim_start_matches('.');
        let mut node = self.root();
        let mut named = false;
        while !rest.is_empty() {
            let Some(step) = self.step(node, rest, named) else { break };
            named = step.node == node;
            node = step.node;
            rest = step.rest.strip_prefix('.').unwrap_or(step.rest);
        }
        (node, rest)
    }

    /// `named`: the segment before was the name of this very node, so this one is not.
    fn step<'p>(&self, node: NodeId, path: &'p str, named: bool) -> Option<Step<'p>> {
        let mut at = node;
        loop {
            let found = match path.strip_prefix('[') {
                Some(index) => self.element(at, index),
                None => self.named_place(at, path, named && at == node),
            };
            if found.is_some() {
                return found;
            }
            at = self.sole_element(at)?;
        }
    }

    fn element<'p>(&self, node: NodeId, path: &'p str) -> Option<Step<'p>> {
        let (index, rest) = path.split_once(']')?;
        let index: usize = index.parse().ok()?;
        let inner = self.sole_element(node).filter(|&inner| matches!(self.kind(inner), Kind::List | Kind::Tuple));
        if inner.is_some() || !matches!(self.kind(node), Kind::List | Kind::Tuple) {
            return None;
        }
        let node = self.children(node).nth(index)?;
        Some(Step { node, rest })
    }

    fn named_place<'p>(&self, node: NodeId, path: &'p str, named: bool) -> Option<Step<'p>> {
        let here = |rest| Step { node, rest };
        let whole = match self.kind(node) {
            Kind::Scalar => Some(self.text_of(node)),
            _ => self.name(node),
        };
        let variant = whole.filter(|_| !named).and_then(|name| segment(path, name)).map(here);
        variant.or_else(|| self.keyed_child(node, path)).or_else(|| segment(path, "?").map(here))
    }

    /// Map keys may hold dots: the longest key that fits is meant.
    fn keyed_child<'p>(&self, node: NodeId, path: &'p str) -> Option<Step<'p>> {
        let fits = |child| Some(Step { node: child, rest: segment(path, unquoted(&self.key(child)?))? });
        self.children(node).filter_map(fits).min_by_key(|step| step.rest.len())
    }

    /// The path of the innermost value at an offset; its key counts as part of it.
    pub fn path_at(&self, offset: usize) -> String {
        let mut path = String::new();
        let mut node = self.root();
        while let Some((index, child)) = self.child_at(node, offset) {
            self.push_segment(node, index, child, &mut path);
            node = child;
        }
        path
    }

    /// The innermost value at an offset.
    pub fn node_at(&self, offset: usize) -> NodeId {
        let mut node = self.root();
        while let Some((_, child)) = self.child_at(node, offset) {
            node = child;
        }
        node
    }

    fn child_at(&self, node: NodeId, offset: usize) -> Option<(usize, NodeId)> {
        self.children(node).enumerate().find(|&(_, child)| {
            let value = self.span(child);
            let start = self.key_span(child).map_or(value.start, |key| key.start);
            (start..value.end).contains(&offset)
        })
    }

    fn push_segment(&self, parent: NodeId, index: usize, child: NodeId, path: &mut String) {
        if let Some(key) = self.key(child) {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(unquoted(&key));
        } else if self.sole_element(parent).is_none() {
            path.push_str(&format!("[{index}]"));
        }
    }
}

struct Step<'p> {
    node: NodeId,
    rest: &'p str,
}

/// What follows that name in the path, if the path starts with it as a whole segment.
fn segment<'p>(path: &'p str, name: &str) -> Option<&'p str> {
    let rest = path.strip_prefix(name).filter(|_| !name.is_empty())?;
    (rest.is_empty() || rest.starts_with(['.', '['])).then_some(rest)
}
