//! What panels are made of: rows with a label and a field, choices, numbers with their source. They know no panel.

pub mod choice;
pub mod draft;
pub mod entry;
pub mod field;
pub mod number;
pub mod part;
pub mod reading;
pub mod row;
pub mod sign;

/// A word of a file as people read it: `scale_up` -> `Scale up`.
pub fn title_of(word: &str) -> String {
    let plain = word.replace(['_', '-'], " ");
    let mut letters = plain.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// `1 rack`, `12,000 racks`.
pub fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {what}{plural}", crate::model::counts::grouped(i64::try_from(count).unwrap_or(i64::MAX)))
}
