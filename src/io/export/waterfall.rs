//! A waterfall as SVG: from the total of one plan, step by step, to that of the other. Its scale begins where it has to, and says so.

use std::fmt::Write;

use super::look::{BETTER, PLAIN, WORSE};
use super::svg::escaped;
use crate::explore::compare::bars::{Bars, Kind};
use crate::explore::compare::why::Waterfall;
use crate::solve::figure::real;
use crate::solve::readout::{change, text};

const WIDE: f64 = 1040.0;
const NAMES: f64 = 230.0;
const NUMBERS: f64 = 150.0;
const LINE: f64 = 22.0;

/// The drawing; all totals that are explained are better when they are less.
pub fn waterfall(chart: &Waterfall, (from, to): (&str, &str)) -> String {
    let scale = Bars::of(chart, (from, to));
    let (bars, origin) = (&scale.bars, scale.origin);
    let x = |value: f64| NAMES + scale.share(value) * (WIDE - NAMES - NUMBERS);
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
    for (place, bar) in (0_u32..).zip(bars) {
        let y = 28.0 + LINE * f64::from(place);
        let (left, width) = (x(bar.from.min(bar.to)), (x(bar.from) - x(bar.to)).abs().max(1.0));
        let (text_y, number_x, colour) = (y + 13.0, x(bar.from.max(bar.to)) + 6.0, colour(bar.kind));
        let _ = writeln!(out, "<text x=\"0\" y=\"{text_y:.2}\" fill=\"#111111\">{}</text>", escaped(&bar.name));
        let _ = writeln!(out, "<rect x=\"{left:.2}\" y=\"{y:.2}\" width=\"{width:.2}\" height=\"16\" fill=\"{colour}\"/>");
        let _ = writeln!(out, "<text x=\"{number_x:.2}\" y=\"{text_y:.2}\" fill=\"#555555\">{}</text>", escaped(&bar.told));
    }
    out.push_str("</svg>\n");
    out
}

fn colour(kind: Kind) -> &'static str {
    match kind {
        Kind::Total => PLAIN,
        Kind::Less => BETTER,
        Kind::More => WORSE,
    }
}
