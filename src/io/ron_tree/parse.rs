//! Builds the tree in one pass without recursion, and hands every comment to the value it speaks of.

use super::lexer::{Bracket, Lexer, Token, TokenKind};
use super::tree::{Kind, Node, Note, Side, Tree};
use super::{DEEPEST, LexProblem, narrow, slice, wide};

pub(super) fn parse(text: &str) -> Result<Tree<'_>, LexProblem> {
    if u32::try_from(text.len()).is_err() {
        let got = format!("{} bytes", text.len());
        return Err(LexProblem { offset: 0, got, allowed: "a file below 4 GiB".to_owned() });
    }
    let tree = Tree { text, nodes: Vec::new(), notes: Vec::new() };
    let mut builder = Builder { tree, lexer: Lexer::new(text), open: Vec::new(), want: Want::Value, key: (0, 0), name: None, quiet_to: 0 };
    while let Some(token) = builder.lexer.next() {
        builder.take(token)?;
    }
    match builder.want {
        Want::Nothing => Ok(builder.tree),
        want => Err(LexProblem::at(text, text.len(), text.len(), want.allowed(builder.shape()))),
    }
}

/// What the grammar allows next; comments go everywhere.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Want {
    Value,
    /// An element, a field or the closing bracket.
    Entry,
    /// The colon behind a field name or map key.
    Colon,
    /// The round bracket behind a name.
    Body,
    Separator,
    /// The value is complete.
    Nothing,
}

impl Want {
    fn allowed(self, shape: Option<Shape>) -> String {
        let close = shape.map_or("", Shape::closing);
        match (self, shape) {
            (Self::Value, _) => "a value".to_owned(),
            (Self::Entry, Some(Shape::Struct)) => format!("a field name or {close}"),
            (Self::Entry, _) => format!("a value or {close}"),
            (Self::Colon, _) => "`:`".to_owned(),
            (Self::Body, _) => "`(`".to_owned(),
            (Self::Separator, _) => format!("`,` or {close}"),
            (Self::Nothing, _) => "nothing after the value".to_owned(),
        }
    }
}

/// What an open bracket has turned out to hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Round, and nothing inside yet.
    Round,
    Struct,
    Tuple,
    List,
    Map,
}

impl Shape {
    fn closing(self) -> &'static str {
        match self {
            Self::Round | Self::Struct | Self::Tuple => "`)`",
            Self::List => "`]`",
            Self::Map => "`}`",
        }
    }

    fn bracket(self) -> Bracket {
        match self {
            Self::Round | Self::Struct | Self::Tuple => Bracket::Round,
            Self::List => Bracket::Square,
            Self::Map => Bracket::Curly,
        }
    }

    fn kind(self) -> Kind {
        match self {
            Self::Round | Self::Tuple => Kind::Tuple,
            Self::Struct => Kind::Struct,
            Self::List => Kind::List,
            Self::Map => Kind::Map,
        }
    }
}

struct Frame {
    node: u32,
    shape: Shape,
    /// The element before, as long as the line it ends on goes on.
    last: Option<u32>,
    /// A map key that waits for its colon.
    map_key: Option<u32>,
}

struct Builder<'a> {
    tree: Tree<'a>,
    lexer: Lexer<'a>,
    open: Vec<Frame>,
    want: Want,
    /// The key of the value to come; equal ends for none.
    key: (u32, u32),
    /// Where the name before the bracket to come starts.
    name: Option<u32>,
    /// Up to here no line end stands behind the last element: keeps the search linear.
    quiet_to: usize,
}

impl Builder<'_> {
    fn take(&mut self, token: Token) -> Result<(), LexProblem> {
        match (self.want, token.kind) {
            (_, TokenKind::LineComment | TokenKind::BlockComment) => self.note(token),
            (_, TokenKind::Fault(fault)) => return Err(self.out_of_place(token, fault.allowed())),
            (Want::Value | Want::Entry, TokenKind::Ident) => return self.ident(token),
            (Want::Value | Want::Entry | Want::Body, TokenKind::Open(bracket)) => return self.open(token, bracket),
            (Want::Entry | Want::Separator, TokenKind::Close(bracket)) => return self.close(token, bracket),
            (Want::Value | Want::Entry, kind) if is_literal(kind) => return self.scalar(token),
            (Want::Separator, TokenKind::Comma) => self.want = Want::Entry,
            (Want::Colon, TokenKind::Colon) => self.colon(),
            _ => return Err(self.unexpected(token)),
        }
        Ok(())
    }

    fn shape(&self) -> Option<Shape> {
        self.open.last().map(|frame| frame.shape)
    }

    fn out_of_place(&self, token: Token, allowed: &str) -> LexProblem {
        LexProblem::at(self.tree.text, token.start, token.end, allowed)
    }

    fn unexpected(&self, token: Token) -> LexProblem {
        self.out_of_place(token, &self.want.allowed(self.shape()))
    }

    /// A field name, the name of a struct or a value of its own: what follows decides.
    fn ident(&mut self, token: Token) -> Result<(), LexProblem> {
        let mut ahead = Lexer::starting_at(self.tree.text, token.end);
        let follows = ahead.find(|token| !token.is_comment()).map(|token| token.kind);
        let round = matches!(self.shape(), Some(Shape::Round | Shape::Struct));
        match follows {
            Some(TokenKind::Colon) if round && self.want == Want::Entry => {
                self.set_shape(Shape::Struct);
                self.key = (narrow(token.start), narrow(token.end));
                self.want = Want::Colon;
                Ok(())
            }
            Some(TokenKind::Open(Bracket::Round)) => {
                self.name = Some(narrow(token.start));
                self.want_plain_entry(token)?;
                self.want = Want::Body;
                Ok(())
            }
            _ => self.scalar(token),
        }
    }

    fn set_shape(&mut self, shape: Shape) {
        if let Some(frame) = self.open.last_mut() {
            frame.shape = shape;
        }
    }

    /// A value without a key: fixes an undecided round bracket to a tuple, has no place among fields.
    fn want_plain_entry(&mut self, token: Token) -> Result<(), LexProblem> {
        match self.shape() {
            Some(Shape::Struct) if self.want == Want::Entry => Err(self.unexpected(token)),
            Some(Shape::Round) => {
                self.set_shape(Shape::Tuple);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn scalar(&mut self, token: Token) -> Result<(), LexProblem> {
        self.want_plain_entry(token)?;
        let id = self.push(Kind::Scalar, narrow(token.start), token);
        self.finish(id, token);
        Ok(())
    }

    fn push(&mut self, kind: Kind, start: u32, token: Token) -> u32 {
        let id = narrow(self.tree.nodes.len());
        let (key_start, key_end) = std::mem::take(&mut self.key);
        let parent = self.open.last().map_or(0, |frame| frame.node);
        let (body, end, after) = (narrow(token.start), narrow(token.end), id.saturating_add(1));
        self.tree.nodes.push(Node { kind, start, body, end, key_start, key_end, parent, after });
        id
    }

    fn open(&mut self, token: Token, bracket: Bracket) -> Result<(), LexProblem> {
        if self.open.len() >= DEEPEST {
            return Err(self.out_of_place(token, &format!("at most {DEEPEST} levels of brackets")));
        }
        if self.want != Want::Body {
            self.want_plain_entry(token)?;
        }
        let shape = match bracket {
            Bracket::Round => Shape::Round,
            Bracket::Square => Shape::List,
            Bracket::Curly => Shape::Map,
        };
        let start = self.name.take().unwrap_or(narrow(token.start));
        let node = self.push(shape.kind(), start, token);
        self.open.push(Frame { node, shape, last: None, map_key: None });
        self.want = Want::Entry;
        Ok(())
    }

    fn close(&mut self, token: Token, bracket: Bracket) -> Result<(), LexProblem> {
        let Some(frame) = self.open.pop_if(|frame| frame.shape.bracket() == bracket) else {
            return Err(self.unexpected(token));
        };
        self.hand_waiting_notes_to(frame.node);
        let after = narrow(self.tree.nodes.len());
        if let Some(node) = self.tree.nodes.get_mut(wide(frame.node)) {
            node.kind = frame.shape.kind();
            node.end = narrow(token.end);
            node.after = after;
        }
        self.finish(frame.node, token);
        Ok(())
    }

    /// Comments that waited for an element belong to the end of the container when none comes.
    fn hand_waiting_notes_to(&mut self, node: u32) {
        let coming = narrow(self.tree.nodes.len());
        for note in self.tree.notes.iter_mut().rev().take_while(|note| note.node == coming && note.side == Side::Before) {
            (note.node, note.side) = (node, Side::End);
        }
    }

    fn finish(&mut self, id: u32, token: Token) {
        self.quiet_to = token.end;
        let keyed = self.tree.nodes.get(wide(id)).is_some_and(|node| node.key_end > node.key_start);
        let Some(frame) = self.open.last_mut() else {
            self.want = Want::Nothing;
            return;
        };
        if frame.shape == Shape::Map && !keyed {
            frame.map_key = Some(id);
            frame.last = None;
            self.want = Want::Colon;
        } else {
            frame.last = Some(id);
            self.want = Want::Separator;
        }
    }

    /// A map key was read as a value, since it may be one of any shape: take it back and keep its place.
    fn colon(&mut self) {
        self.want = Want::Value;
        let Some(id) = self.open.last_mut().and_then(|frame| frame.map_key.take()) else { return };
        if let Some(node) = self.tree.nodes.get(wide(id)) {
            self.key = (node.start, node.end);
        }
        self.tree.nodes.truncate(wide(id));
        for note in self.tree.notes.iter_mut().rev().take_while(|note| note.node >= id) {
            (note.node, note.side) = (id, Side::Before);
        }
    }

    fn note(&mut self, token: Token) {
        let coming = narrow(self.tree.nodes.len());
        let (node, side) = match self.want {
            Want::Nothing => (0, Side::After),
            Want::Separator | Want::Entry => self.trailing(token).map_or((coming, Side::Before), |last| (last, Side::After)),
            Want::Value | Want::Colon | Want::Body => (coming, Side::Before),
        };
        self.tree.notes.push(Note { start: narrow(token.start), end: narrow(token.end), node, side });
    }

    /// The element that a comment on the same line speaks of.
    fn trailing(&mut self, token: Token) -> Option<u32> {
        let gap = slice(self.tree.text, self.quiet_to, token.start);
        self.quiet_to = token.end;
        let frame = self.open.last_mut()?;
        if gap.contains('\n') {
            frame.last = None;
        }
        let last = frame.last?;
        let several_lines = slice(self.tree.text, token.start, token.end).contains('\n');
        if several_lines {
            frame.last = None;
        }
        let own = token.kind == TokenKind::LineComment || self.want == Want::Separator || ends_line(self.tree.text, token.end);
        own.then_some(last)
    }
}

fn is_literal(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Number
            | TokenKind::Text { .. }
            | TokenKind::RawText
            | TokenKind::Bytes { .. }
            | TokenKind::RawBytes
            | TokenKind::Char
            | TokenKind::Byte
    )
}

fn ends_line(text: &str, from: usize) -> bool {
    let rest = slice(text, from, text.len());
    rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n')
}
