//! A tornado as SVG: the catalogue numbers that move a difference most, each with what it does at its low and at its high end.

use super::look::PLAIN;
use super::sheet::{Anchor, DIM, LINE, Sheet, TEXT};
use crate::explore::uncertainty::{Bar, Study};
use crate::solve::figure::real;
use crate::solve::readout::{Unit, change};

const WIDE: f64 = 1040.0;
const NAMES: f64 = 330.0;
const NUMBERS: f64 = 110.0;
const LINES: f64 = 22.0;
const TOP: f64 = 56.0;
/// Bars that are drawn.
pub const SHOWN: usize = 20;
const HIGH_END: &str = "#0B62D6";

/// The drawing for the result at a place of the study.
pub fn tornado(study: &Study, place: usize, (base, other): (&str, &str)) -> String {
    let Some(metric) = study.metrics.get(place) else { return String::new() };
    let bars: Vec<Bar> = study.tornado(place).into_iter().take(SHOWN).collect();
    let title = format!("{}: {other} less {base}, {}", metric.title, change(study.difference(place), metric.unit));
    let count = real(u64::try_from(bars.len().max(1)).unwrap_or(1));
    let mut sheet = Sheet::new(&title, (WIDE, TOP + LINES * count + 12.0));
    for (x, colour, told) in [(12.0, PLAIN, "the number at its low end"), (212.0, HIGH_END, "at its high end, all others likely")] {
        sheet.rect([x, 31.0, 12.0, 10.0], colour, "");
        sheet.text([x + 18.0, 40.0], Anchor::Start, (11, DIM), told);
    }
    if bars.is_empty() {
        sheet.text([12.0, TOP + 14.0], Anchor::Start, (12, DIM), "No number with a range moves it");
    }
    let most = bars.iter().map(Bar::swing).fold(f64::MIN_POSITIVE, f64::max);
    for (place, bar) in (0_u32..).zip(&bars) {
        one(&mut sheet, TOP + LINES * f64::from(place), bar, (most, metric.unit));
    }
    sheet.finish()
}

fn one(sheet: &mut Sheet, top: f64, bar: &Bar, (most, unit): (f64, Unit)) {
    let (left, right) = (NAMES + NUMBERS, WIDE - NUMBERS);
    let middle = (left + right) / 2.0;
    let x = |value: f64| middle + (right - left) / 2.0 * value / most;
    let [low, likely, high] = &bar.input.texts;
    let told = format!("{}: {low} .. {likely} .. {high}, {}", bar.input.name(), bar.input.confidence.word());
    for (value, colour) in [(bar.low, PLAIN), (bar.high, HIGH_END)] {
        let (from, to) = (x(value).min(middle), x(value).max(middle));
        sheet.rect([from, top + 3.0, (to - from).max(1.0), LINES - 6.0], colour, &told);
    }
    sheet.line([[middle, top], [middle, top + LINES]], (LINE, 1.0));
    sheet.text([12.0, top + 15.0], Anchor::Start, (12, TEXT), &bar.input.name());
    let number = |value: f64| if value == 0.0 { String::new() } else { change(value, unit) };
    let (first, last) = (bar.low.min(bar.high), bar.low.max(bar.high));
    sheet.text([x(first.min(0.0)) - 6.0, top + 15.0], Anchor::End, (11, DIM), &number(first));
    sheet.text([x(last.max(0.0)) + 6.0, top + 15.0], Anchor::Start, (11, DIM), &number(last));
}
