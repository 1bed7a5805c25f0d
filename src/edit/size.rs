//! What a snapshot costs: the bytes a plan does not share with the one before it. An estimate, rather too high than too low.

use std::fmt::{self, Debug, Write};
use std::sync::Arc;

use crate::model::plan::Plan;
use crate::model::text::Text;

/// Bytes of `plan` that `other` does not hold too.
pub(super) fn bytes_apart(plan: &Plan, other: &Plan) -> usize {
    // Taking the plan apart makes a new section an error here.
    let Plan { title, question, notes, catalog, overrides, floor, site, economy, rack_types, tiers, racks, lengths, waivers, comments } =
        plan;
    let texts = [text(title, &other.title), text(question, &other.question)];
    let records = [
        section(notes, &other.notes, printed),
        section(catalog, &other.catalog, printed),
        section(floor, &other.floor, printed),
        section(site, &other.site, printed),
        section(economy, &other.economy, printed),
        section(rack_types, &other.rack_types, printed),
        section(tiers, &other.tiers, printed),
        section(comments, &other.comments, printed),
    ];
    let lists = [
        section(overrides, &other.overrides, |list| entries(list)),
        section(lengths, &other.lengths, |list| entries(list)),
        section(waivers, &other.waivers, |waivers| {
            entries(waivers) + waivers.iter().map(|waiver| entries(&waiver.subjects)).sum::<usize>()
        }),
    ];
    let sections: usize = texts.iter().chain(&records).chain(&lists).sum();
    size_of::<Plan>() + sections + racks.bytes_apart_from(&other.racks)
}

fn text(text: &Text, other: &Text) -> usize {
    if std::ptr::eq(text.as_str(), other.as_str()) { 0 } else { text.as_str().len() }
}

fn section<T>(section: &Arc<T>, other: &Arc<T>, bytes: impl Fn(&T) -> usize) -> usize {
    if Arc::ptr_eq(section, other) { 0 } else { bytes(section) }
}

/// Lists of many small entries whose strings are shared with the list before.
fn entries<T>(list: &[T]) -> usize {
    size_of_val(list)
}

/// Records hold about as many bytes as they print characters: field names stand for padding and counters.
fn printed<T: Debug>(value: &T) -> usize {
    let mut length = Length(0);
    // Counting cannot fail.
    let _ = write!(length, "{value:?}");
    length.0
}

struct Length(usize);

impl Write for Length {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 += text.len();
        Ok(())
    }
}
