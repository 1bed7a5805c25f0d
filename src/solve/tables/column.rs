//! A column: its heading, what it means, how its numbers are written. All numbers of a column have one unit and as many decimals.

use super::Cell;
use crate::solve::readout::{self, Unit};

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    pub title: &'static str,
    /// One sentence for a tooltip.
    pub what: &'static str,
    pub form: Form,
    /// Characters its cells usually take.
    pub width: u8,
    /// Its sum over rows means something.
    pub summed: bool,
    /// Its cells tell by a dot whether they rest on estimates.
    pub dotted: bool,
}

/// How a column is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Form {
    Text,
    /// Divided by `by` it is in `symbol`, and shown with so many decimals.
    Number {
        unit: Unit,
        by: f64,
        symbol: &'static str,
        places: usize,
    },
    /// Errors, warnings and notes.
    Marks,
}

/// Unit of a whole column.
pub(super) type Scale = (Unit, f64, &'static str, usize);

pub(super) const COUNT: Scale = (Unit::Count, 1.0, "", 0);
pub(super) const KW: Scale = (Unit::Watt, 1e3, "kW", 1);
pub(super) const WATT: Scale = (Unit::Watt, 1.0, "W", 0);
pub(super) const PERCENT: Scale = (Unit::Percent, 1.0, "%", 1);
pub(super) const METRE: Scale = (Unit::Metre, 1.0, "m", 2);
pub(super) const METRES: Scale = (Unit::Metre, 1.0, "m", 0);
pub(super) const SHARE: Scale = (Unit::Percent, 1.0, "%", 0);
pub(super) const KG: Scale = (Unit::Kilogram, 1.0, "kg", 0);
pub(super) const USD: Scale = (Unit::Usd, 1.0, "USD", 0);
pub(super) const KUSD: Scale = (Unit::Usd, 1e3, "kUSD", 1);
pub(super) const PRICE: Scale = (Unit::Usd, 1.0, "USD", 2);
pub(super) const YEARLY: Scale = (Unit::PerYear, 1.0, "/yr", 3);
pub(super) const TBPS: Scale = (Unit::Gbps, 1e3, "Tb/s", 1);
pub(super) const RATIO: Scale = (Unit::Ratio, 1.0, "", 2);
pub(super) const PJ: Scale = (Unit::PjPerBit, 1.0, "pJ/bit", 2);
pub(super) const NS: Scale = (Unit::Nanosecond, 1.0, "ns", 0);
pub(super) const HOUR: Scale = (Unit::Hour, 1.0, "h", 1);

impl Column {
    pub(super) const fn text(title: &'static str, what: &'static str, width: u8) -> Self {
        Self { title, what, form: Form::Text, width, summed: false, dotted: false }
    }

    pub(super) const fn number(title: &'static str, what: &'static str, width: u8, scale: Scale) -> Self {
        let (unit, by, symbol, places) = scale;
        Self { title, what, form: Form::Number { unit, by, symbol, places }, width, summed: false, dotted: false }
    }

    pub(super) const fn marks(title: &'static str, what: &'static str, width: u8) -> Self {
        Self { title, what, form: Form::Marks, width, summed: false, dotted: false }
    }

    /// The sum of its rows stands under its heading.
    pub(super) const fn sum(self) -> Self {
        Self { summed: true, ..self }
    }

    pub(super) const fn dot(self) -> Self {
        Self { dotted: true, ..self }
    }

    pub fn is_text(&self) -> bool {
        self.form == Form::Text
    }

    /// The unit as the heading says it; empty for counts and texts.
    pub fn symbol(&self) -> &'static str {
        match self.form {
            Form::Number { symbol, .. } => symbol,
            Form::Text | Form::Marks => "",
        }
    }

    /// `Power (kW)`: the heading for programs.
    pub fn heading(&self) -> String {
        match self.symbol() {
            "" => self.title.to_string(),
            symbol => format!("{} ({symbol})", self.title),
        }
    }

    /// A cell as the screen shows it, without its unit.
    pub fn shown(&self, cell: &Cell) -> String {
        match (cell, self.form) {
            (Cell::Text(text), _) => text.clone(),
            (Cell::Marks(marks), _) => marked(*marks),
            (cell, Form::Number { by, places, .. }) => cell.number().map(|value| readout::fixed(value / by, places)).unwrap_or_default(),
            _ => String::new(),
        }
    }

    /// A cell for other programs: the same number with all its digits.
    pub fn digits(&self, cell: &Cell) -> String {
        match (cell, self.form) {
            (Cell::Number(_) | Cell::Figure(_), Form::Number { by, .. }) => {
                cell.number().map(|value| format!("{}", value / by + 0.0)).unwrap_or_default()
            }
            _ => self.shown(cell),
        }
    }
}

/// `2 errors, 1 note`.
fn marked(marks: [u32; 3]) -> String {
    let words = ["error", "warning", "note"].into_iter().zip(marks).filter(|(_, count)| *count > 0);
    let told: Vec<String> = words.map(|(word, count)| format!("{count} {word}{}", if count == 1 { "" } else { "s" })).collect();
    told.join(", ")
}
