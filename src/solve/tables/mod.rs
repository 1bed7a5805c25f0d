//! Tables of the results: columns with their units, rows with their numbers, the order they are sorted and filtered into. The window, CSV and
//! clipboards take the same cells, so that all say the same.

mod bill;
mod cables;
mod column;
mod failures;
mod order;
mod racks;
mod tiers;

use super::charts::Sheet;
use super::figure::{Figure, float};
use super::readout::{self, guessed_share};
use super::report::Report;
use super::totals::Totals;
use crate::model::catalog::{Catalog, Kind};
use crate::model::describe::words;
use crate::model::text::Id;

pub use column::{Column, Form};
pub use order::{Order, Sort, View, natural};

words! {
    /// The tables there are.
    pub enum TableKind default Racks {
        /// Racks one by one.
        Racks = "racks",
        /// Networks.
        Tiers = "tiers",
        /// Cables by technology and length.
        Cables = "cables",
        /// What is bought.
        Bill = "bill",
        /// What fails.
        Failures = "failures",
    }
}

impl TableKind {
    pub fn title(self) -> &'static str {
        match self {
            Self::Racks => "Racks",
            Self::Tiers => "Tiers",
            Self::Cables => "Cables",
            Self::Bill => "Bill of materials",
            Self::Failures => "Failures",
        }
    }

    /// What one row is about.
    pub fn row(self) -> &'static str {
        match self {
            Self::Racks => "rack",
            Self::Tiers => "tier",
            Self::Cables | Self::Bill => "line",
            Self::Failures => "part",
        }
    }
}

/// What stands in a row and a column.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// There is nothing to say, such as power per accelerator without accelerators.
    #[default]
    Empty,
    Text(String),
    /// In the base unit of the column.
    Number(f64),
    /// The same with its range and the share that rests on estimates.
    Figure(Figure<f64>),
    /// Broken rules: errors, warnings, notes.
    Marks([u32; 3]),
}

impl Cell {
    pub fn text(text: impl ToString) -> Self {
        let text = text.to_string();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    pub fn count(count: u64) -> Self {
        Self::Number(super::figure::real(count))
    }

    /// The number it is sorted and summed by.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(value) => Some(*value),
            Self::Figure(figure) => Some(figure.likely),
            Self::Marks([errors, warnings, notes]) => Some(f64::from(*errors) * 1e12 + f64::from(*warnings) * 1e6 + f64::from(*notes)),
            Self::Empty | Self::Text(_) => None,
        }
    }

    /// Share of it that rests on estimates; nothing where that is not known.
    pub fn guessed(&self) -> Option<f64> {
        match self {
            Self::Figure(figure) => Some(guessed_share(*figure)),
            _ => None,
        }
    }
}

/// A row that stands in the list as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub cells: Vec<Cell>,
    /// The sum of rows above it: left out where rows are sorted, filtered or handed to other programs.
    pub is_sum: bool,
}

impl Row {
    fn line(cells: Vec<Cell>) -> Self {
        Self { cells, is_sum: false }
    }
}

/// A table of a report.
pub struct Table<'r> {
    pub kind: TableKind,
    pub columns: &'static [Column],
    rows: Rows<'r>,
}

/// Racks are worked out cell by cell: there may be a hundred thousand of them.
enum Rows<'r> {
    Racks(racks::Racks<'r>),
    Listed(Vec<Row>),
}

/// A table of a plan.
pub fn table<'r>(kind: TableKind, report: &'r Report, totals: &Totals) -> Table<'r> {
    let (columns, rows) = match kind {
        TableKind::Racks => (racks::COLUMNS, Rows::Racks(racks::Racks::of(report))),
        TableKind::Tiers => (tiers::COLUMNS, Rows::Listed(tiers::rows(report, totals))),
        TableKind::Cables => (cables::COLUMNS, Rows::Listed(cables::rows(report))),
        TableKind::Bill => (bill::COLUMNS, Rows::Listed(bill::rows(report, totals))),
        TableKind::Failures => (failures::COLUMNS, Rows::Listed(failures::rows(report, totals))),
    };
    Table { kind, columns, rows }
}

impl Table<'_> {
    /// Rows, sums among them.
    pub fn len(&self) -> usize {
        match &self.rows {
            Rows::Racks(racks) => racks.len(),
            Rows::Listed(rows) => rows.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Rows that are no sums.
    pub fn lines(&self) -> usize {
        match &self.rows {
            Rows::Racks(racks) => racks.len(),
            Rows::Listed(rows) => rows.iter().filter(|row| !row.is_sum).count(),
        }
    }

    pub fn is_sum(&self, row: usize) -> bool {
        matches!(&self.rows, Rows::Listed(rows) if rows.get(row).is_some_and(|row| row.is_sum))
    }

    pub fn cell(&self, row: usize, column: usize) -> Cell {
        match &self.rows {
            Rows::Racks(racks) => racks.cell(row, column),
            Rows::Listed(rows) => rows.get(row).and_then(|row| row.cells.get(column)).cloned().unwrap_or_default(),
        }
    }

    /// Somebody is about to ask for all rows.
    fn list(&self) {
        if let Rows::Racks(racks) = &self.rows {
            racks.list();
        }
    }

    /// What a row is called by those who cannot see the table.
    pub fn name(&self, row: usize) -> String {
        if let Rows::Racks(racks) = &self.rows {
            return format!("Rack {}", racks.name(row));
        }
        let texts = self.columns.iter().enumerate().filter(|(_, column)| column.is_text()).map(|(place, _)| self.cell(row, place));
        let told: Vec<String> = texts.filter_map(|cell| if let Cell::Text(text) = cell { Some(text) } else { None }).collect();
        told.join(", ")
    }

    /// Headings, then the rows in this order, in the units of the headings and with all digits. Sums are left out.
    pub fn sheet(&self, order: &[u32]) -> Sheet {
        self.list();
        let head = self.columns.iter().map(Column::heading).collect();
        let row = |row: &u32| {
            let row = usize::try_from(*row).unwrap_or(usize::MAX);
            self.columns.iter().enumerate().map(|(place, column)| column.digits(&self.cell(row, place))).collect()
        };
        let lines = order.iter().filter(|row| !self.is_sum(usize::try_from(**row).unwrap_or(usize::MAX)));
        Sheet { name: self.kind.word().to_string(), rows: std::iter::once(head).chain(lines.map(row)).collect() }
    }
}

/// A count of any size as a float.
fn wide(count: u128) -> f64 {
    float(i128::try_from(count).unwrap_or(i128::MAX))
}

/// Kinds of parts that stand in bills and lists of failures.
const NAMED: [Kind; 6] = [Kind::Accelerator, Kind::Blade, Kind::Switch, Kind::Memory, Kind::Frame, Kind::Interconnect];

/// `dac_212 at switches` with the name of the part for its id; text that begins with no id stays.
fn titled(catalog: &Catalog, item: &str) -> String {
    let (word, rest) = item.split_once(' ').map_or((item, None), |(word, rest)| (word, Some(rest)));
    let title = Id::new(word).ok().and_then(|id| NAMED.iter().find_map(|kind| catalog.part(*kind, &id)).map(|part| part.title()));
    match (title, rest) {
        (Some(title), Some(rest)) => format!("{title} {rest}"),
        (Some(title), None) => title.to_string(),
        (None, _) => item.to_string(),
    }
}

/// `cables inside racks` as the beginning of a sentence.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The id of a tier by its place.
fn tier_id(report: &Report, tier: Option<usize>) -> Cell {
    tier.and_then(|tier| report.resolved.tiers.get(tier)).map_or(Cell::Empty, |tier| Cell::text(&tier.id))
}

/// A number with a unit as people read it, for tooltips.
pub fn told(column: &Column, cell: &Cell) -> Option<String> {
    let Form::Number { unit, .. } = column.form else { return None };
    match cell {
        Cell::Number(value) => Some(readout::text(*value, unit)),
        Cell::Figure(figure) if figure.low < figure.high => {
            let share = readout::significant((100.0 * guessed_share(*figure)).round());
            let range = readout::range(*figure, unit);
            Some(format!("{}\n{range} low to high\n{share} % rests on estimates", readout::text(figure.likely, unit)))
        }
        Cell::Figure(figure) => Some(readout::text(figure.likely, unit)),
        _ => None,
    }
}
