//! A waterfall as SVG: from the total of one plan, step by step, to that of the other. Its scale begins where it has to, and says so.

use std::fmt::Write;

use super::look::{BETTER, PLAIN, WORSE};
use super::svg::escaped;
use crate::explore::compare::why::Waterfall;
use crate::solve::figure::{float, real};
use crate::solve::readout::{change, text};

const WIDE: f64 = 1040.0;
const NAMES: f64 = 230.0;
const NUMBERS: f64 = 150.0;
const LINE: f64 = 22.0;
/// Steps drawn one by one; what is smaller is one bar.
const SHOWN: usize = 12;

/// A bar: name, where it begins and ends in units, colour, what stands behind it.
type Bar = (String, f64, f64, &'static str, String);

/// The drawing; all totals that are explained are better when they are less.
pub fn waterfall(chart: &Waterfall, (from, to): (&str, &str)) -> String {
    let bars = bars(chart, (from, to));
    let ends = bars.iter().flat_map(|(_, from, to, ..)| [*from, *to]);
    let inner = bars.iter().skip(1).flat_map(|(_, from, to, ..)| [*from, *to]).filter(|end| *end != 0.0);
    let (lowest, highest) = (inner.fold(f64::INFINITY, f64::min), ends.fold(f64::NEG_INFINITY, f64::max));
    // Bars that hardly differ show nothing at full length.
    let origin = if lowest.is_finite() && lowest > 0.5 * highest { lowest - 0.5 * (highest - lowest).max(highest * 1e-3) } else { 0.0 };
    let span = (highest - origin).max(f64::MIN_POSITIVE);
    let x = |value: f64| NAMES + (value.max(origin) - origin) / span * (WIDE - NAMES - NUMBERS);
    let high = 40.0 + LINE * real(u64::try_from(bars.len()).unwrap_or(0));
    let title = escaped(&format!("{}: {to} less {from}, {}", chart.total.title(), change(chart.change(), chart.total.unit())));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDE:.0}\" height=\"{high:.0}\" viewBox=\"0 0 {WIDE:.0} {high:.0}\" \
         font-family=\"Inter, Helvetica, Arial, sans-serif\" font-size=\"12\" role=\"img\" aria-label=\"{title}\">\n<title>{title}</title>\n\
         <text x=\"0\" y=\"16\" font-size=\"13\" font-weight=\"600\" fill=\"#111111\">{title}</text>\n"
    );
    if origin > 0.0 {
        let note = escaped(&format!("scale begins at {}", text(origin, chart.total.unit())));
        let _ = writeln!(out, "<text x=\"{WIDE:.0}\" y=\"16\" text-anchor=\"end\" fill=\"#555555\">{note}</text>");
    }
    for (place, (name, from, to, colour, number)) in (0_u32..).zip(&bars) {
        let y = 28.0 + LINE * f64::from(place);
        let (left, width) = (x(from.min(*to)), (x(*from) - x(*to)).abs().max(1.0));
        let (text_y, number_x) = (y + 13.0, x(from.max(*to)) + 6.0);
        let _ = writeln!(out, "<text x=\"0\" y=\"{text_y:.2}\" fill=\"#111111\">{}</text>", escaped(name));
        let _ = writeln!(out, "<rect x=\"{left:.2}\" y=\"{y:.2}\" width=\"{width:.2}\" height=\"16\" fill=\"{colour}\"/>");
        let _ = writeln!(out, "<text x=\"{number_x:.2}\" y=\"{text_y:.2}\" fill=\"#555555\">{}</text>", escaped(number));
    }
    out.push_str("</svg>\n");
    out
}

fn bars(chart: &Waterfall, (from, to): (&str, &str)) -> Vec<Bar> {
    let unit = chart.total.unit();
    let units = |millionths: i128| float(millionths) / 1e6;
    let end = |name: &str, total: i128| (name.to_string(), 0.0, units(total), PLAIN, text(units(total), unit));
    let mut bars = vec![end(from, chart.from)];
    let mut now = chart.from;
    let mut step = |name: String, by: i128| {
        let colour = if by < 0 { BETTER } else { WORSE };
        bars.push((name, units(now), units(now + by), colour, change(units(by), unit)));
        now += by;
    };
    let largest = chart.largest();
    largest.iter().take(SHOWN).for_each(|one| step(one.cause.to_string(), one.change()));
    let rest: i128 = largest.iter().skip(SHOWN).map(|one| one.change()).sum();
    if rest != 0 {
        step("everything else".to_string(), rest);
    }
    bars.push(end(to, chart.to));
    bars
}
