//! Which rows of a table show and in what order. Rows that are equal keep the order of the plan; those without a value come last.

use std::cmp::Ordering;

use super::{Cell, Column, Rows, Table};

/// By which column, and which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    pub column: usize,
    pub down: bool,
}

/// How somebody looks at a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// `None`: as the plan has it.
    pub sort: Option<Sort>,
    /// Words that the texts of a row have to contain.
    pub filter: String,
}

impl View {
    /// What a click on a heading does: numbers from the largest, texts from the first; then the other way; then as the plan has it.
    pub fn turned(&self, column: usize, is_text: bool) -> Self {
        let sort = match self.sort {
            Some(sort) if sort.column == column && sort.down != is_text => Some(Sort { column, down: !sort.down }),
            Some(sort) if sort.column == column => None,
            _ => Some(Sort { column, down: !is_text }),
        };
        Self { sort, filter: self.filter.clone() }
    }
}

/// Rows in the order they show, with the sums of the columns that have one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Order {
    pub rows: Vec<u32>,
    pub sums: Vec<Option<f64>>,
}

/// What rows are compared by.
enum Keys {
    Numbers(Vec<Option<f64>>),
    Texts(Vec<Option<String>>),
}

impl Table<'_> {
    pub fn order(&self, view: &View) -> Order {
        if *view != View::default() {
            self.list();
        }
        let mut rows = self.passing(&view.filter);
        if let Some(sort) = view.sort {
            rows.retain(|row| !self.is_sum(place(*row)));
            self.sort(&mut rows, sort);
        }
        let sums = self.sums(&rows);
        Order { rows, sums }
    }

    /// Sums over rows, for the columns that have them. Row by row: all cells of a rack lie together.
    pub fn sums(&self, rows: &[u32]) -> Vec<Option<f64>> {
        let mut sums: Vec<Option<f64>> = self.columns.iter().map(|column| column.summed.then_some(0.0)).collect();
        for row in rows.iter().map(|row| place(*row)).filter(|row| !self.is_sum(*row)) {
            for (column, sum) in sums.iter_mut().enumerate() {
                if let Some(sum) = sum {
                    *sum += self.cell(row, column).number().unwrap_or(0.0);
                }
            }
        }
        sums
    }

    /// Rows that have every word of the filter.
    fn passing(&self, filter: &str) -> Vec<u32> {
        let words: Vec<String> = filter.split_whitespace().map(str::to_lowercase).collect();
        let all = 0..u32::try_from(self.len()).unwrap_or(u32::MAX);
        if words.is_empty() {
            return all.collect();
        }
        all.filter(|row| !self.is_sum(place(*row)) && self.says(place(*row), &words)).collect()
    }

    fn says(&self, row: usize, words: &[String]) -> bool {
        let text = self.texts(row).to_lowercase();
        words.iter().all(|word| text.contains(word.as_str()))
    }

    /// All texts of a row, parted by what no filter contains.
    fn texts(&self, row: usize) -> String {
        if let Rows::Racks(racks) = &self.rows {
            return racks.texts(row);
        }
        let cells = self.columns.iter().enumerate().filter(|(_, column)| column.is_text()).map(|(column, _)| self.cell(row, column));
        cells.filter_map(|cell| if let Cell::Text(text) = cell { Some(text) } else { None }).collect::<Vec<_>>().join("\n")
    }

    fn sort(&self, rows: &mut [u32], sort: Sort) {
        let keys = self.keys(rows, sort.column);
        let mut places: Vec<usize> = (0..rows.len()).collect();
        match &keys {
            Keys::Numbers(keys) => places.sort_by(|a, b| compared(key(keys, *a), key(keys, *b), sort.down, |a, b| a.total_cmp(b))),
            Keys::Texts(keys) => places.sort_by(|a, b| compared(key(keys, *a), key(keys, *b), sort.down, |a, b| natural(a, b))),
        }
        let before = rows.to_vec();
        rows.iter_mut().zip(places).for_each(|(row, place)| *row = before.get(place).copied().unwrap_or(*row));
    }

    fn keys(&self, rows: &[u32], column: usize) -> Keys {
        let cells = rows.iter().map(|row| self.cell(place(*row), column));
        if self.columns.get(column).is_some_and(Column::is_text) {
            return Keys::Texts(cells.map(|cell| if let Cell::Text(text) = cell { Some(text) } else { None }).collect());
        }
        Keys::Numbers(cells.map(|cell| cell.number()).collect())
    }
}

fn place(row: u32) -> usize {
    usize::try_from(row).unwrap_or(usize::MAX)
}

fn key<K>(keys: &[Option<K>], at: usize) -> Option<&K> {
    keys.get(at).and_then(Option::as_ref)
}

/// What is missing comes last either way.
fn compared<K>(a: Option<&K>, b: Option<&K>, down: bool, by: impl Fn(&K, &K) -> Ordering) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if down => by(b, a),
        (Some(a), Some(b)) => by(a, b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    }
}

/// Texts as people order them: `R2` before `R10`, no matter the case.
pub fn natural(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        let ((left, rest_a), (right, rest_b)) = (piece(a), piece(b));
        if left.is_empty() || right.is_empty() {
            return left.len().cmp(&right.len());
        }
        let digits = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        let order = if digits(left) && digits(right) { by_value(left, right) } else { left.to_lowercase().cmp(&right.to_lowercase()) };
        if order != Ordering::Equal {
            return order;
        }
        (a, b) = (rest_a, rest_b);
    }
}

/// Digits or other text up to where the other begins.
fn piece(text: &str) -> (&str, &str) {
    let is_digit = |c: char| c.is_ascii_digit();
    let starts = text.chars().next().is_some_and(is_digit);
    let end = text.find(|c: char| is_digit(c) != starts).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

fn by_value(a: &str, b: &str) -> Ordering {
    let (x, y) = (a.trim_start_matches('0'), b.trim_start_matches('0'));
    x.len().cmp(&y.len()).then_with(|| x.cmp(y)).then_with(|| a.len().cmp(&b.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_ordered_by_their_numbers() {
        let mut names = ["R10", "r2", "R1", "A", "R02", "", "R2b", "10", "9"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(names, ["", "9", "10", "A", "R1", "r2", "R2b", "R02", "R10"]);
    }

    #[test]
    fn a_heading_turns_thrice() {
        let mut view = View::default();
        let mut seen = Vec::new();
        for _ in 0..3 {
            view = view.turned(4, false);
            seen.push(view.sort.map(|sort| sort.down));
        }
        assert_eq!(seen, [Some(true), Some(false), None]);
        let text = View::default().turned(0, true);
        assert_eq!(text.sort, Some(Sort { column: 0, down: false }));
        assert_eq!(text.turned(0, true).sort, Some(Sort { column: 0, down: true }));
        assert_eq!(text.turned(0, true).turned(0, true).sort, None);
        assert_eq!(text.turned(2, false).sort, Some(Sort { column: 2, down: true }));
    }

    #[test]
    fn what_is_missing_comes_last() {
        let order = |down: bool| {
            let mut keys = [Some(1.0), None, Some(3.0)];
            keys.sort_by(|a, b| compared(a.as_ref(), b.as_ref(), down, |a: &f64, b| a.total_cmp(b)));
            keys
        };
        assert_eq!(order(false), [Some(1.0), Some(3.0), None]);
        assert_eq!(order(true), [Some(3.0), Some(1.0), None]);
    }
}
