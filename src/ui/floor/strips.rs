//! Racks that stand side by side in one colour, as one rectangle: from afar nobody sees where one ends and the next begins. Pure.

use egui::Color32;

use super::view::union;

/// Joins each rack to the one before it where both have the same colour and share an edge; what is joined covers what the racks cover.
pub fn strips(racks: impl Iterator<Item = ([i64; 4], Color32)>, mut show: impl FnMut([i64; 4], Color32)) {
    let mut open: Option<([i64; 4], Color32)> = None;
    for (mm, colour) in racks {
        open = match open {
            Some((strip, same)) if same == colour && shares_an_edge(strip, mm) => Some((union(strip, mm), colour)),
            Some((strip, other)) => {
                show(strip, other);
                Some((mm, colour))
            }
            None => Some((mm, colour)),
        };
    }
    if let Some((strip, colour)) = open {
        show(strip, colour);
    }
}

/// Whether two rectangles are one when they are put together.
fn shares_an_edge([al, at, ar, ab]: [i64; 4], [bl, bt, br, bb]: [i64; 4]) -> bool {
    let beside = (at, ab) == (bt, bb) && (ar == bl || br == al);
    let below = (al, ar) == (bl, br) && (ab == bt || bb == at);
    beside || below
}
