//! One pass over the tokens, before anything is built: bombs, hidden characters and numbers that ron would change in silence.

use super::escapes::{Escape, Meaning, escapes};
use super::lexer::{Bracket, Lexer, Token, TokenKind};
use super::number::{self, Loss};
use super::{DEEPEST, LexProblem, slice};
use crate::model::text::is_deceptive;

/// What a text may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Levels of brackets; never more than [`DEEPEST`].
    pub depth: usize,
    /// List elements that are more than one scalar: racks, parts, blades. Above the most racks there may be, so that what is edited can be saved.
    pub objects: usize,
    /// All values together, so that a list of numbers cannot fill the memory.
    pub values: usize,
    /// Comments: they are kept with the plan.
    pub comments: usize,
    /// Problems to report before giving up.
    pub problems: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { depth: 20, objects: 250_000, values: 2_000_000, comments: 200_000, problems: 20 }
    }
}

/// What a text holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub depth: usize,
    pub objects: usize,
    pub values: usize,
    pub comments: usize,
}

/// Refuses what must not reach the typed reading. Whether the text follows the grammar is for [`super::Tree::parse`] to say.
pub fn check_lexical(text: &str, limits: &Limits) -> Result<Counts, Vec<LexProblem>> {
    let mut scan = Scan { text, limits, counts: Counts::default(), open: Vec::new(), named: false, problems: Vec::new() };
    scan.hidden_characters();
    let mut problems = std::mem::take(&mut scan.problems);
    scan.tokens();
    problems.append(&mut scan.problems);
    if problems.is_empty() {
        return Ok(scan.counts);
    }
    problems.sort_by_key(|problem| problem.offset);
    problems.truncate(limits.problems.max(1));
    Err(problems)
}

/// Characters that must not stand in a file, neither as they are nor as an escape: controls, direction controls, zero-width.
pub fn is_forbidden(c: char) -> bool {
    is_deceptive(c) && !matches!(c, '\t' | '\n' | '\r')
}

const VISIBLE: &str = "visible characters, spaces, tabs and line ends";

/// Whether the rest is worth reading.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Go,
    Stop,
}

struct Scan<'a> {
    text: &'a str,
    limits: &'a Limits,
    counts: Counts,
    open: Vec<Token>,
    /// The token before was a name: an opening bracket belongs to it.
    named: bool,
    problems: Vec<LexProblem>,
}

impl Scan<'_> {
    fn tokens(&mut self) {
        for token in Lexer::new(self.text) {
            let next = self.token(token);
            if next == Next::Stop || self.full() {
                return;
            }
            if !token.is_comment() {
                self.named = token.kind == TokenKind::Ident;
            }
        }
        if let Some(&token) = self.open.last() {
            self.problem(token.start, token.end, "a bracket that is closed again");
        }
    }

    fn token(&mut self, token: Token) -> Next {
        match token.kind {
            TokenKind::Open(bracket) => return self.open(token, bracket),
            TokenKind::Close(bracket) => return self.close(token, bracket),
            TokenKind::Colon => self.counts.values = self.counts.values.saturating_sub(1),
            TokenKind::Comma => {}
            TokenKind::LineComment | TokenKind::BlockComment => return self.count_comment(token),
            TokenKind::Attribute => return self.stop(token, "no attributes, plain values only"),
            TokenKind::Fault(fault) if fault.swallows_rest() => return self.stop(token, fault.allowed()),
            TokenKind::Fault(fault) => self.problem(token.start, token.end, fault.allowed()),
            _ => return self.value(token),
        }
        Next::Go
    }

    fn value(&mut self, token: Token) -> Next {
        match token.kind {
            TokenKind::Ident | TokenKind::Number => self.number(token),
            TokenKind::Text { escaped: true } | TokenKind::Char => self.escapes(token, false),
            TokenKind::Bytes { escaped: true } | TokenKind::Byte => self.escapes(token, true),
            _ => {}
        }
        self.count_value(token)
    }

    fn count_comment(&mut self, token: Token) -> Next {
        self.counts.comments += 1;
        if self.counts.comments > self.limits.comments {
            return self.too_many(token, self.limits.comments, "comments in a file");
        }
        Next::Go
    }

    fn count_value(&mut self, token: Token) -> Next {
        self.counts.values += 1;
        if self.counts.values > self.limits.values {
            return self.too_many(token, self.limits.values, "values in a file");
        }
        Next::Go
    }

    fn open(&mut self, token: Token, bracket: Bracket) -> Next {
        let limit = self.limits.depth.min(DEEPEST);
        if self.open.len() >= limit {
            return self.too_many(token, limit, "levels of brackets");
        }
        if self.open.last().is_some_and(|outer| outer.kind == TokenKind::Open(Bracket::Square)) {
            self.counts.objects += 1;
            if self.counts.objects > self.limits.objects {
                return self.too_many(token, self.limits.objects, "objects in lists");
            }
        }
        self.open.push(token);
        self.counts.depth = self.counts.depth.max(self.open.len());
        let counted_with_name = self.named && bracket == Bracket::Round;
        if counted_with_name { Next::Go } else { self.count_value(token) }
    }

    /// Behind a wrong bracket every further place would be guesswork.
    fn close(&mut self, token: Token, bracket: Bracket) -> Next {
        match self.open.pop().map(|outer| outer.kind) {
            Some(TokenKind::Open(outer)) if outer == bracket => Next::Go,
            Some(TokenKind::Open(outer)) => self.stop(token, &format!("`{}`", closing(outer))),
            _ => self.stop(token, "no closing bracket without an opening one"),
        }
    }

    fn number(&mut self, token: Token) {
        let literal = slice(self.text, token.start, token.end);
        if number::is_not_finite(literal) {
            return self.problem(token.start, token.end, "a finite number");
        }
        if token.kind == TokenKind::Ident {
            return;
        }
        match number::silent_loss(literal) {
            Some(Loss::Overflow) => self.problem(token.start, token.end, "a number below 1.8e308"),
            Some(Loss::Underflow) => self.problem(token.start, token.end, "zero or a number above 4.9e-324"),
            None => {}
        }
    }

    fn escapes(&mut self, token: Token, bytes: bool) {
        let literal = slice(self.text, token.start, token.end);
        for Escape { start, end, meaning } in escapes(literal, bytes) {
            let (start, end) = (token.start + start, token.start + end);
            match meaning {
                Meaning::Unknown => self.problem(start, end, r#"one of \n \r \t \" \' \\ \xNN \u{NNNN}"#),
                Meaning::Char(c) if !bytes && is_forbidden(c) => self.problem(start, end, VISIBLE),
                Meaning::Char(_) | Meaning::Continuation => {}
            }
            if self.full() {
                return;
            }
        }
    }

    /// Looks at the bytes first: nearly all files are plain, and plain blocks need no decoding.
    fn hidden_characters(&mut self) {
        const BLOCK: usize = 64;
        for (index, block) in self.text.as_bytes().chunks(BLOCK).enumerate() {
            if block.iter().fold(false, |found, &b| found | may_start_forbidden(b)) {
                self.hidden_in_block(index * BLOCK, block);
            }
            if self.full() {
                return;
            }
        }
    }

    fn hidden_in_block(&mut self, start: usize, block: &[u8]) {
        for (index, &b) in block.iter().enumerate() {
            let at = start + index;
            let found = self.text.get(at..).filter(|_| may_start_forbidden(b)).and_then(|rest| rest.chars().next());
            if let Some(c) = found.filter(|&c| is_forbidden(c)) {
                self.problem(at, at + c.len_utf8(), VISIBLE);
            }
        }
    }

    fn full(&self) -> bool {
        self.problems.len() >= self.limits.problems.max(1)
    }

    #[cold]
    fn problem(&mut self, start: usize, end: usize, allowed: &str) {
        self.problems.push(LexProblem::at(self.text, start, end, allowed));
    }

    /// Apart and cold: building the message in place slows the counting down.
    #[cold]
    fn too_many(&mut self, token: Token, limit: usize, what: &str) -> Next {
        self.stop(token, &format!("at most {limit} {what}"))
    }

    #[cold]
    fn stop(&mut self, token: Token, allowed: &str) -> Next {
        self.problem(token.start, token.end, allowed);
        Next::Stop
    }
}

fn closing(bracket: Bracket) -> char {
    match bracket {
        Bracket::Round => ')',
        Bracket::Square => ']',
        Bracket::Curly => '}',
    }
}

/// First bytes of the characters that `is_forbidden` knows; others never need decoding.
fn may_start_forbidden(b: u8) -> bool {
    (b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r')) | matches!(b, 0x7F | 0xC2 | 0xD8 | 0xE1 | 0xE2 | 0xEF | 0xF3)
}
