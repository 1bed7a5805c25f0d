//! The floor as SVG: the hall to scale, obstacles, racks with their names and what they draw against their feeds.

use std::fmt::Write;

use super::look::role_colour;
use super::svg::escaped;
use crate::model::geometry::Facing;
use crate::solve::figure::whole;
use crate::solve::layout::RackAt;
use crate::solve::readout::{Unit, text};
use crate::solve::{Report, Watch};

/// Side of the drawing in its own units, title apart.
const WIDE: f64 = 1040.0;
const TOP: f64 = 30.0;
/// Racks that get their names; more cannot be read.
const NAMED: usize = 1_200;

/// The drawing; a rack is a step.
pub fn floor(report: &Report, watch: &Watch) -> Option<String> {
    watch.expect(report.racks.len());
    let plan = &report.input.plan;
    let (width, depth) = (whole(plan.floor.width.base()), whole(plan.floor.depth.base()));
    let scale = WIDE / width.max(1.0);
    let (high, title) = (depth * scale + TOP, escaped(plan.title.as_str()));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDE:.0}\" height=\"{high:.0}\" viewBox=\"0 0 {WIDE:.0} {high:.2}\" \
         font-family=\"Inter, Helvetica, Arial, sans-serif\" role=\"img\" aria-label=\"Floor: {title}\">\n<title>Floor: {title}</title>\n"
    );
    let size = format!("{} x {}, {} racks", plan.floor.width, plan.floor.depth, report.racks.len());
    put(&mut out, format_args!("<text x=\"0\" y=\"18\" font-size=\"13\" fill=\"#111111\">{}</text>\n", escaped(&size)));
    put(
        &mut out,
        format_args!(
            "<rect x=\"0.5\" y=\"{TOP}\" width=\"{:.2}\" height=\"{:.2}\" fill=\"#FFFFFF\" stroke=\"#111111\"/>\n",
            WIDE - 1.0,
            depth * scale - 1.0
        ),
    );
    for obstacle in &plan.floor.obstacles {
        let (x, y) = (whole(obstacle.at_mm.x()) * scale, whole(obstacle.at_mm.y()) * scale + TOP);
        let (w, h) = (whole(obstacle.size_mm.x()) * scale, whole(obstacle.size_mm.y()) * scale);
        let name = escaped(obstacle.name.as_str());
        put(
            &mut out,
            format_args!(
                "<rect x=\"{x:.2}\" y=\"{y:.2}\" width=\"{w:.2}\" height=\"{h:.2}\" fill=\"#DDDDDD\" stroke=\"#999999\"><title>{name}</title></rect>\n"
            ),
        );
    }
    for (index, rack) in (0_u32..).zip(&report.racks) {
        one(&mut out, report, index, rack, scale);
        watch.step(1)?;
    }
    out.push_str("</svg>\n");
    Some(out)
}

fn put(out: &mut String, text: std::fmt::Arguments) {
    // Writing to a string does not fail.
    let _ = out.write_fmt(text);
}

fn one(out: &mut String, report: &Report, index: u32, rack: &RackAt, scale: f64) {
    let (x, y) = (whole(rack.x) * scale, whole(rack.y) * scale + TOP);
    let (w, h) = (whole(rack.width) * scale, whole(rack.depth) * scale);
    let role = report.kind_of(index).map_or("#777777", |kind| role_colour(kind.role));
    let draw = report.rack_draw(index).likely;
    let told =
        escaped(&format!("{}: {} of {}", report.end_name(index), text(draw, Unit::Watt), text(report.rack_feed_w(index), Unit::Watt)));
    put(
        out,
        format_args!(
            "<rect x=\"{x:.2}\" y=\"{y:.2}\" width=\"{w:.2}\" height=\"{h:.2}\" fill=\"{role}\" fill-opacity=\"0.18\" stroke=\"{role}\"><title>{told}</title></rect>\n"
        ),
    );
    let front = report.rack(index).map(|rack| rack.facing);
    let (from, to) = match front.unwrap_or_default() {
        Facing::North => ((x, y), (x + w, y)),
        Facing::South => ((x, y + h), (x + w, y + h)),
        Facing::East => ((x + w, y), (x + w, y + h)),
        Facing::West => ((x, y), (x, y + h)),
    };
    put(
        out,
        format_args!(
            "<line x1=\"{:.2}\" y1=\"{:.2}\" x2=\"{:.2}\" y2=\"{:.2}\" stroke=\"{role}\" stroke-width=\"3\"/>\n",
            from.0, from.1, to.0, to.1
        ),
    );
    if report.racks.len() > NAMED {
        return;
    }
    let size = (w / 4.2).min(h / 4.0).clamp(2.0, 14.0);
    let middle = x + w / 2.0;
    let name: String = report.end_name(index).chars().take(10).collect();
    for (line, words) in [(0.0, name), (1.3, text(draw, Unit::Watt))] {
        let at = y + h / 2.0 + size * line;
        put(
            out,
            format_args!(
                "<text x=\"{middle:.2}\" y=\"{at:.2}\" font-size=\"{size:.2}\" text-anchor=\"middle\" fill=\"#111111\">{}</text>\n",
                escaped(&words)
            ),
        );
    }
}
