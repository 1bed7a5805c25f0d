//! A chart as SVG: the same series as on screen, in colours the caller gives. Text is escaped, numbers are plain; the same chart gives the same
//! bytes.

use std::fmt::Write;

use crate::solve::charts::{Chart, Line, Paint, Series, nice_step};
use crate::solve::figure::real;
use crate::solve::readout;

const WIDTH: f64 = 1040.0;
const HEIGHT: f64 = 460.0;
/// Room for the title, the legend, the names of columns and of values.
const TOP: f64 = 44.0;
const RIGHT: f64 = 260.0;
const BOTTOM: f64 = 96.0;
const LEFT: f64 = 84.0;
/// Share of a column that its bar takes.
const BAR: f64 = 0.72;

/// Colours as `#RRGGBB`.
pub struct Look<'l> {
    pub ground: String,
    pub text: String,
    pub dim: String,
    pub line: String,
    pub paint: &'l dyn Fn(Paint) -> String,
}

/// The drawing.
pub fn of(chart: &Chart, look: &Look) -> String {
    let mut svg = Drawing { out: String::new(), look };
    let frame = Frame::of(chart);
    svg.open(chart);
    svg.scale(&frame, chart);
    let mut above = vec![0.0; chart.columns.len()];
    let mut below = above.clone();
    chart.series.iter().for_each(|series| svg.bars(&frame, series, &mut above, &mut below));
    chart.series.iter().for_each(|series| svg.ranges(&frame, series));
    svg.names(&frame, chart);
    chart.lines.iter().for_each(|line| svg.over(&frame, line));
    for mark in &chart.marks {
        let x = frame.left(mark.after);
        svg.stroke((x, frame.y(frame.high)), (x, frame.y(frame.low)), &(look.paint)(mark.paint), "1.5\" stroke-dasharray=\"5 4");
    }
    svg.legend(chart);
    svg.out.push_str("</svg>\n");
    svg.out
}

/// Where columns and values stand.
struct Frame {
    count: f64,
    low: f64,
    high: f64,
    step: f64,
}

impl Frame {
    fn of(chart: &Chart) -> Self {
        let (low, high) = chart.bounds();
        let step = nice_step((high - low) / 5.0);
        let count = place(chart.columns.len()).max(1.0);
        let high = ((high / step).ceil() * step).max(step);
        Self { count, low: (low / step).floor() * step, high, step }
    }

    fn column(&self) -> f64 {
        (WIDTH - LEFT - RIGHT) / self.count
    }

    /// The left edge of a column.
    fn left(&self, column: usize) -> f64 {
        LEFT + place(column) * self.column()
    }

    fn middle(&self, column: usize) -> f64 {
        self.left(column) + self.column() / 2.0
    }

    fn y(&self, value: f64) -> f64 {
        let share = (value - self.low) / (self.high - self.low);
        HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP)
    }
}

fn place(index: usize) -> f64 {
    real(u64::try_from(index).unwrap_or(0))
}

struct Drawing<'l> {
    out: String,
    look: &'l Look<'l>,
}

impl Drawing<'_> {
    fn put(&mut self, text: std::fmt::Arguments) {
        // Writing to a string does not fail.
        let _ = self.out.write_fmt(text);
    }

    fn open(&mut self, chart: &Chart) {
        let title = escaped(&chart.title);
        self.put(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" \
             font-family=\"Inter, Helvetica, Arial, sans-serif\" role=\"img\" aria-label=\"{title}\">\n<title>{title}</title>\n"
        ));
        let (ground, text, dim) = (self.look.ground.clone(), self.look.text.clone(), self.look.dim.clone());
        self.put(format_args!("<rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"{ground}\"/>\n"));
        self.text((LEFT, 22.0), "start", 15, &text, &chart.title);
        self.text((LEFT, 37.0), "start", 11, &dim, &chart.up);
    }

    fn scale(&mut self, frame: &Frame, chart: &Chart) {
        let (line, dim) = (self.look.line.clone(), self.look.dim.clone());
        let values = std::iter::successors(Some(frame.low), |value| Some(value + frame.step));
        for value in values.take_while(|value| *value <= frame.high + frame.step / 2.0).take(40) {
            let y = frame.y(value);
            self.stroke((LEFT, y), (WIDTH - RIGHT, y), &line, "1");
            // What is left of rounding is nothing.
            let value = if value.abs() < frame.step / 1e6 { 0.0 } else { value };
            self.text((LEFT - 8.0, y + 4.0), "end", 11, &dim, &readout::text(value, chart.unit));
        }
    }

    fn bars(&mut self, frame: &Frame, series: &Series, above: &mut [f64], below: &mut [f64]) {
        for (column, (value, (above, below))) in series.values.iter().zip(above.iter_mut().zip(below)).enumerate() {
            let base = if *value < 0.0 { below } else { above };
            let (from, to) = (frame.y(*base), frame.y(*base + value));
            *base += value;
            let (top, height) = (from.min(to), (from - to).abs());
            if height > 0.0 {
                let (x, width) = (frame.left(column) + frame.column() * (1.0 - BAR) / 2.0, frame.column() * BAR);
                let fill = (self.look.paint)(series.paint(column));
                self.put(format_args!("<rect x=\"{x:.2}\" y=\"{top:.2}\" width=\"{width:.2}\" height=\"{height:.2}\" fill=\"{fill}\"/>\n"));
            }
        }
    }

    fn ranges(&mut self, frame: &Frame, series: &Series) {
        let text = self.look.text.clone();
        for (column, (low, high)) in series.ranges.iter().enumerate().filter(|(_, (low, high))| low < high) {
            let x = frame.middle(column);
            self.stroke((x, frame.y(*low)), (x, frame.y(*high)), &text, "1");
        }
    }

    /// Names of columns, as many as there is room for, turned where they are close.
    fn names(&mut self, frame: &Frame, chart: &Chart) {
        let dim = self.look.dim.clone();
        let every = (16.0 / frame.column()).ceil().max(1.0);
        let turned = frame.column() < 70.0;
        let y = HEIGHT - BOTTOM + 16.0;
        for (column, name) in chart.columns.iter().enumerate().filter(|(column, _)| place(*column) % every == 0.0) {
            let x = frame.middle(column);
            let name = shortened(name);
            if turned {
                let name = escaped(&name);
                self.put(format_args!(
                    "<text x=\"{x:.2}\" y=\"{y:.2}\" font-size=\"11\" fill=\"{dim}\" text-anchor=\"end\" transform=\"rotate(-40 {x:.2} {y:.2})\">\
                     {name}</text>\n"
                ));
            } else {
                self.text((x, y), "middle", 11, &dim, &name);
            }
        }
        self.text(((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 10.0), "middle", 11, &dim, &chart.across);
    }

    fn over(&mut self, frame: &Frame, line: &Line) {
        let colour = (self.look.paint)(line.paint);
        if line.steps {
            for (from, to, value) in line.levels() {
                let y = frame.y(value);
                self.stroke((frame.left(from), y), (frame.left(to + 1), y), &colour, "1.5");
            }
            return;
        }
        let point = |(column, value): (usize, &f64)| format!("{:.2},{:.2}", frame.middle(column), frame.y(*value));
        let points: Vec<String> = line.values.iter().enumerate().map(point).collect();
        let points = points.join(" ");
        self.put(format_args!("<polyline points=\"{points}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\"/>\n"));
    }

    /// The last series stands on top, so it comes first.
    fn legend(&mut self, chart: &Chart) {
        let (x, mut y) = (WIDTH - RIGHT + 20.0, TOP + 6.0);
        let entries = chart.series.iter().rev().filter(|series| series.paints.is_empty()).map(|series| (&series.name, series.paint, true));
        let lines = chart.lines.iter().map(|line| (&line.name, line.paint, false));
        let marks = chart.marks.iter().map(|mark| (&mark.name, mark.paint, false));
        let text = self.look.text.clone();
        for (name, paint, filled) in entries.chain(lines).chain(marks) {
            let (colour, height, top) = ((self.look.paint)(paint), if filled { 10.0 } else { 2.0 }, if filled { y - 9.0 } else { y - 5.0 });
            self.put(format_args!("<rect x=\"{x}\" y=\"{top}\" width=\"12\" height=\"{height}\" fill=\"{colour}\"/>\n"));
            self.text((x + 18.0, y), "start", 11, &text, name);
            y += 18.0;
        }
    }

    fn stroke(&mut self, from: (f64, f64), to: (f64, f64), colour: &str, width: &str) {
        self.put(format_args!(
            "<line x1=\"{:.2}\" y1=\"{:.2}\" x2=\"{:.2}\" y2=\"{:.2}\" stroke=\"{colour}\" stroke-width=\"{width}\"/>\n",
            from.0, from.1, to.0, to.1
        ));
    }

    fn text(&mut self, at: (f64, f64), anchor: &str, size: u32, colour: &str, text: &str) {
        let text = escaped(text);
        self.put(format_args!(
            "<text x=\"{:.2}\" y=\"{:.2}\" font-size=\"{size}\" fill=\"{colour}\" text-anchor=\"{anchor}\">{text}</text>\n",
            at.0, at.1
        ));
    }
}

fn shortened(name: &str) -> String {
    const MOST: usize = 18;
    if name.chars().count() <= MOST { name.to_string() } else { name.chars().take(MOST - 1).chain(['\u{2026}']).collect() }
}

/// Text that means nothing to an XML reader; characters XML forbids are left out.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars().filter(|letter| !letter.is_control() && !matches!(letter, '\u{FFFE}' | '\u{FFFF}')) {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            _ => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_leave_its_element() {
        assert_eq!(escaped("</text><script a='\"&\u{0}"), "&lt;/text&gt;&lt;script a=&#39;&quot;&amp;");
    }
}
