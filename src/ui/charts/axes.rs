//! The axis of columns: which get a name, and which one a point belongs to.

use std::ops::RangeInclusive;

use egui_plot::{AxisHints, GridMark};

use crate::solve::charts::{Chart, nice_step};
use crate::solve::figure::{float, nearest};

/// Points a name takes along the axis.
const NAME: f64 = 54.0;
/// Points a letter takes.
const LETTER: f64 = 6.2;
/// Points between two values.
const LEVEL: f64 = 34.0;

/// A place in a list as a coordinate.
pub fn place(index: usize) -> f64 {
    float(i128::try_from(index).unwrap_or(0))
}

/// A length of a list as a coordinate.
pub fn places(count: usize) -> f64 {
    place(count)
}

/// Columns that get a name: every one, or every second, fifth, tenth as room is.
pub fn marks((from, to): (f64, f64), columns: f64, width: f32) -> Vec<GridMark> {
    let shown = (to - from).max(1.0);
    let room = (f64::from(width) / NAME).max(1.0);
    let step = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0].into_iter().find(|step| shown / step <= room).unwrap_or(200.0);
    let first = (from.max(0.0) / step).ceil() * step;
    let last = to.min(columns - 1.0);
    let values = std::iter::successors(Some(first), |value| Some(value + step)).take_while(|value| *value <= last).take(512);
    values.map(|value| GridMark { value, step_size: step }).collect()
}

/// Round values, as many as there is room for.
pub fn levels((from, to): (f64, f64), height: f32) -> Vec<GridMark> {
    let step = nice_step((to - from) / (f64::from(height) / LEVEL).max(1.0));
    let first = (from / step).ceil();
    let values = std::iter::successors(Some(first), |place| Some(place + 1.0)).map(|place| place * step).take_while(|value| *value <= to);
    values.take(64).map(|value| GridMark { value: value + 0.0, step_size: step }).collect()
}

/// The axis with the names of columns, all of them as strong.
pub fn names(chart: &Chart, width: f32) -> AxisHints<'_> {
    let formatter =
        move |mark: GridMark, range: &RangeInclusive<f64>| column(chart, mark.value, mark.step_size, range.end() - range.start(), width);
    AxisHints::new_x().formatter(formatter).label_spacing(4.0..=8.0)
}

/// Name of the column at a mark, cut to what fits when `step` columns share `width` with all that show.
fn column(chart: &Chart, value: f64, step: f64, shown: f64, width: f32) -> String {
    let letters = usize::try_from(nearest(f64::from(width) * step / shown.max(1.0) / LETTER)).unwrap_or(0).clamp(4, 40);
    let name = column_at(value, chart.columns.len()).and_then(|place| chart.columns.get(place));
    let Some(name) = name else { return String::new() };
    if name.chars().count() <= letters {
        return name.clone();
    }
    name.chars().take(letters - 1).chain(['\u{2026}']).collect()
}

/// The column at a coordinate.
pub fn column_at(x: f64, count: usize) -> Option<usize> {
    let place = usize::try_from(nearest(x)).ok()?;
    (x.is_finite() && place < count).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_apart() {
        let all = marks((-0.6, 9.4), 10.0, 900.0);
        assert_eq!(all.len(), 10);
        let some = marks((-0.6, 199.4), 200.0, 900.0);
        assert!(some.len() <= 17, "{}", some.len());
        assert!(some.iter().all(|mark| mark.value >= 0.0 && mark.value < 200.0));
    }

    #[test]
    fn values_are_round_and_few() {
        let values: Vec<f64> = levels((0.0, 230.0), 190.0).into_iter().map(|mark| mark.value).collect();
        assert_eq!(values, [0.0, 50.0, 100.0, 150.0, 200.0]);
        assert!(levels((0.0, f64::INFINITY), 100.0).len() <= 64);
    }

    #[test]
    fn a_point_belongs_to_the_nearest_column() {
        assert_eq!(column_at(0.4, 3), Some(0));
        assert_eq!(column_at(0.6, 3), Some(1));
        assert_eq!(column_at(-0.7, 3), None);
        assert_eq!(column_at(3.0, 3), None);
        assert_eq!(column_at(f64::NAN, 3), None);
    }
}
