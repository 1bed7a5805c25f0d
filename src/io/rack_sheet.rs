//! Racks as a spreadsheet gives them back: the table of racks as it is exported, changed by hand, read as strictly as a plan.

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::str::Chars;

use super::export::csv::original;
use super::problem::{Place, Problem};
use crate::edit::NewRack;
use crate::model::decimal::parse_prefix;
use crate::model::geometry::{Facing, Point};
use crate::model::plan::Plan;
use crate::model::racks::{MOST_RACKS, Rack};
use crate::model::text::{Id, Name, quoted};

/// The racks of a sheet in its order, or everything that is wrong with it. Types are those of a plan, by their name or id.
pub fn parse(text: &str, plan: &Plan) -> Result<Vec<NewRack>, Vec<Problem>> {
    let lines = lines(text).map_err(|problem| vec![problem])?;
    let Some((head, rows)) = lines.split_first() else { return Err(vec![empty()]) };
    let columns = Columns::of(head).map_err(|problem| vec![problem])?;
    let rows: Vec<&Line> = rows.iter().filter(|row| row.cells.iter().any(|cell| !cell.text.trim().is_empty())).collect();
    if rows.len() > MOST_RACKS {
        return Err(vec![Problem::error("too-large", format!("got {} racks, allowed {MOST_RACKS}", rows.len()))]);
    }
    let mut known: BTreeMap<&str, &Rack> = BTreeMap::new();
    for rack in plan.racks.iter() {
        known.entry(rack.name.as_str()).or_insert(rack);
    }
    let mut problems = Vec::new();
    let mut racks = Vec::with_capacity(rows.len());
    for row in rows {
        match (Row { line: row, columns: &columns, plan, known: &known }).rack() {
            Ok(rack) => racks.push(rack),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(racks) } else { Err(problems) }
}

fn empty() -> Problem {
    Problem::error("no-header", "got nothing, allowed a line of titles and a line for each rack, as `export --what racks` writes them")
}

/// A cell as it is meant, with its column in the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Cell {
    text: String,
    column: usize,
}

/// One line of cells, with its number and what parts them.
#[derive(Debug)]
struct Line {
    number: usize,
    parted_by: char,
    cells: Vec<Cell>,
}

/// All lines: quotes may hold separators and line ends. Spreadsheets part cells by commas, semicolons or tabs, the same in all lines.
fn lines(text: &str) -> Result<Vec<Line>, Problem> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let first = text.lines().next().unwrap_or_default();
    let most = |parts: char| first.matches(parts).count();
    let parted_by = [';', '\t', ','].into_iter().max_by_key(|parts| most(*parts)).unwrap_or(',');
    let mut scan = Scan { rest: text.chars().peekable(), line: 1, column: 1, open: None, torn: None };
    let mut lines = Vec::new();
    while scan.rest.peek().is_some() {
        let number = scan.line;
        lines.push(Line { number, parted_by, cells: scan.cells(parted_by) });
    }
    match scan.torn.or(scan.open) {
        // What stands behind it is part of the cell: nobody would miss the racks in it.
        Some(place) => {
            Err(Problem::error("open-quote", "got a quote that does not end with its cell, allowed \" again before the next cell")
                .at(Some(place), ""))
        }
        None => Ok(lines),
    }
}

/// Where reading is.
struct Scan<'t> {
    rest: Peekable<Chars<'t>>,
    line: usize,
    column: usize,
    /// Where a quote begins that has not ended.
    open: Option<Place>,
    /// Where the first quote begins that does not end with its cell.
    torn: Option<Place>,
}

impl Scan<'_> {
    fn next(&mut self) -> Option<char> {
        let next = self.rest.next()?;
        (self.line, self.column) = if next == '\n' { (self.line + 1, 1) } else { (self.line, self.column + 1) };
        Some(next)
    }

    /// The cells up to the end of the line.
    fn cells(&mut self, parted_by: char) -> Vec<Cell> {
        let mut cells = Vec::new();
        loop {
            let (cell, last) = self.cell(parted_by);
            cells.push(cell);
            if last {
                return cells;
            }
        }
    }

    /// One cell, and whether the line ends with it.
    fn cell(&mut self, parted_by: char) -> (Cell, bool) {
        let column = self.column;
        let mut text = String::new();
        let mut in_quotes = false;
        let mut last = true;
        while let Some(next) = self.next() {
            match next {
                '"' if in_quotes && self.rest.peek() == Some(&'"') => text.extend(self.next()),
                '"' if in_quotes || text.is_empty() => {
                    in_quotes = !in_quotes;
                    self.mark_quote(in_quotes, parted_by, column);
                }
                _ if in_quotes => text.push(next),
                '\n' => break,
                '\r' if matches!(self.rest.peek(), None | Some('\n')) => {}
                _ if next == parted_by => {
                    last = false;
                    break;
                }
                _ => text.push(next),
            }
        }
        (Cell { text: original(&text).to_string(), column }, last)
    }

    /// A quote has begun, or ended where its cell should end.
    fn mark_quote(&mut self, begins: bool, parted_by: char, column: usize) {
        let ends_cell = self.rest.peek().is_none_or(|next| matches!(next, '\n' | '\r') || *next == parted_by);
        match (begins, ends_cell) {
            (true, _) => self.open = Some(Place { line: self.line, column }),
            (false, true) => self.open = None,
            // The quote of a later cell: this one has swallowed what stands between them.
            (false, false) => self.torn = self.torn.or(self.open),
        }
    }
}

/// Where the columns are that say something of a rack; others are results, and passed over.
struct Columns {
    name: usize,
    kind: usize,
    x: usize,
    y: usize,
    front: Option<usize>,
    facility: Option<usize>,
}

impl Columns {
    fn of(head: &Line) -> Result<Self, Problem> {
        let is = |cell: &Cell, title: &str| {
            let text = cell.text.trim();
            text.strip_suffix("(m)").unwrap_or(text).trim_end().eq_ignore_ascii_case(title)
        };
        let find = |title: &str| head.cells.iter().position(|cell| is(cell, title));
        let wanted = |title: &'static str| {
            let told =
                || format!("got titles without {title}, allowed Name, Type, x (m), y (m), Front and Facility, others are passed over");
            find(title).ok_or_else(|| Problem::error("no-column", told()).at(Some(Place { line: head.number, column: 1 }), ""))
        };
        Ok(Self {
            name: wanted("Name")?,
            kind: wanted("Type")?,
            x: wanted("x")?,
            y: wanted("y")?,
            front: find("Front"),
            facility: find("Facility"),
        })
    }
}

/// A line as a rack.
struct Row<'r> {
    line: &'r Line,
    columns: &'r Columns,
    plan: &'r Plan,
    /// Racks of the plan by name: what the table does not say stays as it is.
    known: &'r BTreeMap<&'r str, &'r Rack>,
}

impl Row<'_> {
    fn rack(&self) -> Result<NewRack, Problem> {
        let columns = self.columns;
        let name = Name::new(self.text(columns.name)).map_err(|rule| self.wrong(columns.name, "Name", &format!("allowed {rule}")))?;
        let (x, y) = (self.millimetres(columns.x, "x")?, self.millimetres(columns.y, "y")?);
        let at_mm = Point::new(x, y).ok_or_else(|| self.wrong(columns.x, "x", "allowed -10000..10000 m"))?;
        Ok(NewRack { kind: self.kind()?, at_mm, facing: self.facing()?, name: Some(name), facility: self.facility()? })
    }

    fn known(&self) -> Option<&Rack> {
        self.known.get(self.text(self.columns.name)).copied()
    }

    fn text(&self, column: usize) -> &str {
        self.line.cells.get(column).map_or("", |cell| cell.text.trim())
    }

    fn wrong(&self, column: usize, title: &str, why: &str) -> Problem {
        let place = Place { line: self.line.number, column: self.line.cells.get(column).map_or(1, |cell| cell.column) };
        Problem::error("sheet-cell", format!("got {}, {why}", quoted(self.text(column)))).at(Some(place), title)
    }

    /// Metres with a point; with a comma where commas part no cells.
    fn millimetres(&self, column: usize, title: &str) -> Result<i64, Problem> {
        let wrong = |why: &str| self.wrong(column, title, why);
        let text = self.text(column);
        let plain = if self.line.parted_by == ',' { text.to_string() } else { text.replace(',', ".") };
        let metres = parse_prefix(&plain).ok().filter(|(_, rest)| rest.is_empty()).map(|(metres, _)| metres);
        let metres = metres.ok_or_else(|| wrong("allowed a number of metres"))?;
        let mm = metres.shifted(3).whole().ok_or_else(|| wrong("allowed metres with at most three decimals"))?;
        i64::try_from(mm).map_err(|_| wrong("allowed -10000..10000 m"))
    }

    /// The type of that id, or the only one of that name.
    fn kind(&self) -> Result<Id, Problem> {
        let text = self.text(self.columns.kind);
        let types = || self.plan.rack_types.iter();
        if let Some(kind) = types().find(|kind| kind.id.as_str() == text) {
            return Ok(kind.id.clone());
        }
        let named: Vec<&Id> = types().filter(|kind| kind.name.as_str().trim() == text).map(|kind| &kind.id).collect();
        match named.as_slice() {
            [only] => Ok((*only).clone()),
            several => {
                let ids: Vec<&str> = if several.is_empty() {
                    types().map(|kind| kind.id.as_str()).collect()
                } else {
                    several.iter().map(|id| id.as_str()).collect()
                };
                let called = if several.is_empty() {
                    "allowed the name or id of a rack type"
                } else {
                    "several rack types are called so, allowed the id"
                };
                Err(self.wrong(self.columns.kind, "Type", &format!("{called}: {}", ids.join(", "))))
            }
        }
    }

    fn facing(&self) -> Result<Facing, Problem> {
        let Some(column) = self.columns.front else { return Ok(self.known().map(|rack| rack.facing).unwrap_or_default()) };
        let text = self.text(column);
        let found = Facing::ALL.iter().find(|facing| facing.word().eq_ignore_ascii_case(text));
        found.copied().ok_or_else(|| self.wrong(column, "Front", "allowed North, East, South or West"))
    }

    fn facility(&self) -> Result<Option<Name>, Problem> {
        let Some(column) = self.columns.facility else { return Ok(self.known().and_then(|rack| rack.facility.clone())) };
        let text = self.text(column);
        if text.is_empty() {
            return Ok(None);
        }
        Name::new(text).map(Some).map_err(|rule| self.wrong(column, "Facility", &format!("allowed {rule}")))
    }
}
