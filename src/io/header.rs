//! The first fields of a file: its format, version and the oldest reader that may open it. Read before anything else, whatever the rest holds.

use super::decode::place;
use super::problem::Problem;
use super::ron_tree::lexer::{Lexer, Token, TokenKind};

/// What a file of ours says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    format: Option<(String, usize)>,
    version: Option<(String, usize)>,
    min_reader: Option<(String, usize)>,
}

/// The format a caller reads.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    pub name: &'static str,
    /// As in "this is a plan".
    pub title: &'static str,
    /// The newest version this program reads and writes.
    pub version: i64,
}

/// Whether a file may be written back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Full,
    /// A newer program wrote it and allows this one to read it; what is not known here would be lost by saving.
    ReadOnly,
}

/// The format a text says it has.
pub fn format_of(text: &str) -> Option<String> {
    read(text).format.map(|(format, _)| format)
}

/// Checks the header of a text against the format that is wanted.
pub fn check(text: &str, wanted: Format, others: &[Format]) -> Result<Access, Problem> {
    let header = read(text);
    let problem = |at: usize, path: &str, message: String| Problem::error("format", message).at(Some(place(text, at)), path);
    let Some((format, at)) = &header.format else {
        return Err(problem(0, "format", format!("got no format, allowed \"{}\": this is no {} of Rackwright", wanted.name, wanted.title)));
    };
    if format != wanted.name {
        let other = others.iter().find(|other| other.name == format).map(|other| format!(" (this is a {})", other.title));
        let shown = crate::model::text::quoted(format);
        return Err(problem(*at, "format", format!("got {shown}{}, allowed \"{}\"", other.unwrap_or_default(), wanted.name)));
    }
    let number = |field: &Option<(String, usize)>| field.as_ref().map(|(text, at)| (text.parse::<i64>().ok().filter(|n| *n >= 1), *at));
    let (version, at) = number(&header.version).unwrap_or((None, 0));
    let Some(version) = version else {
        let got = header.version.as_ref().map_or("no version".to_string(), |(text, _)| crate::model::text::quoted(text));
        return Err(problem(at, "version", format!("got {got}, allowed a whole number 1..{}", wanted.version)));
    };
    let min_reader = number(&header.min_reader).and_then(|(n, _)| n).unwrap_or(version);
    match () {
        () if min_reader > version => {
            let at = header.min_reader.as_ref().map_or(at, |(_, at)| *at);
            Err(problem(at, "min_reader", format!("got {min_reader}, allowed 1..{version}, the version of the file")))
        }
        () if version <= wanted.version => Ok(Access::Full),
        () if min_reader <= wanted.version => Ok(Access::ReadOnly),
        () => Err(problem(at, "version", newer(version, min_reader, wanted))),
    }
}

fn newer(version: i64, min_reader: i64, wanted: Format) -> String {
    format!(
        "got {} format {version}, allowed 1..{}: needs a Rackwright that reads format {min_reader} or newer; nothing was changed",
        wanted.title, wanted.version
    )
}

/// The header fields at the top level, wherever they stand.
fn read(text: &str) -> Header {
    let mut header = Header::default();
    let mut depth = 0_usize;
    let mut before: [Option<Token>; 2] = [None, None];
    for token in Lexer::new(text).filter(|token| !token.is_comment()) {
        let outer = depth;
        match token.kind {
            TokenKind::Open(_) => depth += 1,
            TokenKind::Close(_) => depth = depth.saturating_sub(1),
            TokenKind::Fault(fault) if fault.swallows_rest() => break,
            _ => {}
        }
        if let ([Some(name), Some(colon)], 1) = (before, outer)
            && name.kind == TokenKind::Ident
            && colon.kind == TokenKind::Colon
        {
            note(&mut header, text, name, token);
        }
        if header.format.is_some() && header.version.is_some() && header.min_reader.is_some() {
            break;
        }
        before = [before[1], Some(token)];
    }
    header
}

fn note(header: &mut Header, text: &str, name: Token, value: Token) {
    let slice = |token: Token| text.get(token.start..token.end).unwrap_or("");
    let field = match slice(name) {
        "format" => &mut header.format,
        "version" => &mut header.version,
        "min_reader" => &mut header.min_reader,
        _ => return,
    };
    if field.is_none() {
        *field = Some((slice(value).trim_matches('"').to_string(), value.start));
    }
}
