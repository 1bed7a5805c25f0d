//! Rows of racks: what stands side by side and looks the same way. Pure.

use super::index::Index;
use super::view::union;
use crate::model::geometry::Facing;
use crate::model::plan::Plan;

/// Gap up to which racks belong to one row.
const GAP_MM: i64 = 1_000;

/// Racks side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub mm: [i64; 4],
    pub facing: Facing,
    /// What the names of its racks begin with; empty if they have nothing in common.
    pub name: String,
    pub racks: usize,
}

impl Row {
    /// So deep a strip along the fronts.
    pub fn front(&self, depth: i64) -> [i64; 4] {
        self.beside(self.facing, depth)
    }

    /// So deep a strip along the backs.
    pub fn back(&self, depth: i64) -> [i64; 4] {
        self.beside(self.facing.turned().turned(), depth)
    }

    fn beside(&self, side: Facing, depth: i64) -> [i64; 4] {
        let [left, top, right, bottom] = self.mm;
        match side {
            Facing::North => [left, top - depth, right, top],
            Facing::East => [right, top, right + depth, bottom],
            Facing::South => [left, bottom, right, bottom + depth],
            Facing::West => [left - depth, top, left, bottom],
        }
    }
}

/// All rows, those of one line one after the other.
pub fn rows(plan: &Plan, index: &Index) -> Vec<Row> {
    let mut racks: Vec<(Key, [i64; 4], &str)> =
        plan.racks.iter().zip(index.footprints()).map(|(rack, mm)| (key(rack.facing, *mm), *mm, rack.name.as_str())).collect();
    racks.sort_unstable_by_key(|(key, ..)| *key);
    let mut rows: Vec<Row> = Vec::new();
    let mut line = None;
    for ((facing, across, _), mm, name) in racks {
        match rows.last_mut().filter(|row| line == Some((facing, across)) && row.goes_on(mm)) {
            Some(row) => row.add(mm, name),
            None => rows.push(Row { mm, facing, name: stem(name).to_string(), racks: 1 }),
        }
        line = Some((facing, across));
    }
    rows
}

/// Facing, the edge all racks of a line share, the place along the line.
type Key = (Facing, i64, i64);

fn key(facing: Facing, [left, top, right, bottom]: [i64; 4]) -> Key {
    match facing {
        Facing::North => (facing, top, left),
        Facing::South => (facing, bottom, left),
        Facing::East => (facing, right, top),
        Facing::West => (facing, left, top),
    }
}

impl Row {
    fn goes_on(&self, [left, top, ..]: [i64; 4]) -> bool {
        let gap = if self.facing.is_sideways() { top - self.mm[3] } else { left - self.mm[2] };
        gap <= GAP_MM
    }

    fn add(&mut self, mm: [i64; 4], name: &str) {
        self.mm = union(self.mm, mm);
        self.racks += 1;
        if !name.starts_with(&self.name) {
            let common = self.name.chars().zip(name.chars()).take_while(|(a, b)| a == b).count();
            self.name = self.name.chars().take(common).collect();
        }
    }
}

/// A name without the number at its end.
fn stem(name: &str) -> &str {
    name.trim_end_matches(|letter: char| letter.is_ascii_digit()).trim_end_matches(['-', '_', '.', ' '])
}
