//! A drawing as SVG while it grows: rectangles, lines and texts on white. Every text is escaped here and nowhere else.

use std::fmt::Write;

use super::svg::escaped;

pub const TEXT: &str = "#111111";
pub const DIM: &str = "#555555";
pub const LINE: &str = "#DDDDDD";

pub struct Sheet(String);

/// Where a text ends up against its point.
#[derive(Clone, Copy)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

impl Sheet {
    /// A sheet with its title at the top left.
    pub fn new(title: &str, (width, height): (f64, f64)) -> Self {
        let safe = escaped(title);
        let mut sheet = Self(format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" viewBox=\"0 0 {width:.0} {height:.0}\" \
             font-family=\"Inter, Helvetica, Arial, sans-serif\" role=\"img\" aria-label=\"{safe}\">\n<title>{safe}</title>\n"
        ));
        sheet.rect([0.0, 0.0, width, height], "#FFFFFF", "");
        sheet.text([12.0, 20.0], Anchor::Start, (14, TEXT), title);
        sheet
    }

    fn put(&mut self, text: std::fmt::Arguments) {
        // Writing to a string does not fail.
        let _ = self.0.write_fmt(text);
    }

    /// Left, top, width, height; what is told where the pointer rests may be empty.
    pub fn rect(&mut self, [x, y, width, height]: [f64; 4], fill: &str, told: &str) {
        self.put(format_args!(
            "<rect x=\"{x:.2}\" y=\"{y:.2}\" width=\"{width:.2}\" height=\"{height:.2}\" fill=\"{fill}\" shape-rendering=\"crispEdges\""
        ));
        match told {
            "" => self.0.push_str("/>\n"),
            told => self.put(format_args!("><title>{}</title></rect>\n", escaped(told))),
        }
    }

    pub fn line(&mut self, [from, to]: [[f64; 2]; 2], (colour, width): (&str, f64)) {
        let ([x1, y1], [x2, y2]) = (from, to);
        self.put(format_args!(
            "<line x1=\"{x1:.2}\" y1=\"{y1:.2}\" x2=\"{x2:.2}\" y2=\"{y2:.2}\" stroke=\"{colour}\" stroke-width=\"{width}\"/>\n"
        ));
    }

    /// A line through points; dashes as SVG writes them, or none.
    pub fn lines(&mut self, points: &[[f64; 2]], (colour, width): (&str, f64), dashes: &str) {
        let points: Vec<String> = points.iter().map(|[x, y]| format!("{x:.2},{y:.2}")).collect();
        let points = points.join(" ");
        let dashes = if dashes.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{dashes}\"") };
        self.put(format_args!("<polyline points=\"{points}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"{dashes}/>\n"));
    }

    pub fn text(&mut self, [x, y]: [f64; 2], anchor: Anchor, (size, colour): (u32, &str), text: &str) {
        let (anchor, text) = (anchor.word(), escaped(text));
        self.put(format_args!(
            "<text x=\"{x:.2}\" y=\"{y:.2}\" font-size=\"{size}\" fill=\"{colour}\" text-anchor=\"{anchor}\">{text}</text>\n"
        ));
    }

    pub fn finish(mut self) -> String {
        self.0.push_str("</svg>\n");
        self.0
    }
}
