//! The columns that floors and results share: names of quantities on the left, then a column for each plan. Pure.

use egui::{Rect, pos2};

/// Room of the names.
const NAMES: (f32, f32) = (230.0, 340.0);
/// Share of the width they take within that.
const SHARE: f32 = 0.26;
/// Room of the scroll bar.
const SCROLL: f32 = 12.0;

/// Where the columns stand on screen.
#[derive(Clone, Copy, Debug)]
pub struct Columns {
    left: f32,
    names: f32,
    each: f32,
}

impl Columns {
    pub fn of(area: Rect, plans: usize) -> Self {
        let names = (area.width() * SHARE).clamp(NAMES.0, NAMES.1);
        let plans = f32::from(u8::try_from(plans.max(1)).unwrap_or(u8::MAX));
        Self { left: area.left(), names, each: ((area.width() - names - SCROLL) / plans).max(60.0) }
    }

    /// The column of names at the height of a rectangle.
    pub fn first(&self, row: Rect) -> Rect {
        Rect::from_min_max(pos2(self.left, row.top()), pos2(self.left + self.names, row.bottom()))
    }

    /// The column of a plan, from 0, at the height of a rectangle.
    pub fn of_plan(&self, place: usize, row: Rect) -> Rect {
        let left = self.left + self.names + self.each * f32::from(u8::try_from(place).unwrap_or(u8::MAX));
        Rect::from_min_max(pos2(left, row.top()), pos2(left + self.each, row.bottom()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_side_by_side_inside_the_area() {
        for plans in 2..=6 {
            for width in [1024.0, 1280.0, 1920.0] {
                let area = Rect::from_min_size(pos2(3.0, 5.0), egui::vec2(width, 300.0));
                let columns = Columns::of(area, plans);
                assert_eq!(columns.first(area).right(), columns.of_plan(0, area).left());
                assert!((columns.of_plan(0, area).right() - columns.of_plan(1, area).left()).abs() < 1e-3);
                assert!(columns.of_plan(plans - 1, area).right() <= area.right());
            }
        }
    }
}
