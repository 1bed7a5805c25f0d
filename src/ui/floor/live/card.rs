//! The card beside the pointer: how far it goes, what stands near, and what letting go changes in power, money, cables and findings.

use std::sync::Arc;

use egui::{Color32, FontId, Galley, Rect, Role, Sense, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::{Sight, metres, rings};
use crate::solve::figure::real;
use crate::solve::readout::{self, Unit};
use crate::solve::rules::Counts;
use crate::solve::{Reach, Totals};
use crate::ui::canvas_id;
use crate::ui::floor::gesture::carry::{Carried, How};
use crate::ui::floor::gesture::snap::Gap;
use crate::ui::reading::Reading;
use crate::ui::theme::{BODY, GAP, RADIUS, SMALL, Theme};

/// From the pointer to the card.
const ASIDE: f32 = 20.0;
/// Widths of the columns: name, value; the change takes what it needs.
const COLUMNS: [f32; 2] = [78.0, 86.0];

/// A number with what becomes of it.
struct Line {
    name: &'static str,
    value: String,
    change: String,
    /// Less is better in all of them.
    better: Option<bool>,
}

pub(super) fn show(ui: &Ui, sight: &Sight, carried: &Carried, reaches: &[Reach]) {
    let title = title(carried);
    let lines = sight.ctx.reading.map_or_else(Vec::new, |reading| lines(reading, carried));
    let reach = reaches_told(reaches);
    let card = Card::laid(sight, &title, &lines, &reach);
    let rect = beside(card.size, sight.view.area, around(ui, sight, carried));
    let response = ui.interact(rect, canvas_id().with("card"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, told(&title, &lines, &reach)));
    card.paint(sight, rect);
}

/// `A05  dx 1.20 m, dy 0.00 m, gap 0.60 m`.
fn title(carried: &Carried) -> String {
    let [dx, dy] = carried.landing.step;
    let verb = if carried.how == How::Copy { "Copy of " } else { "" };
    let step = if carried.how == How::Put { String::new() } else { format!("  dx {}, dy {}", metres(dx), metres(dy)) };
    let gap = carried.landing.gaps.iter().map(Gap::mm).min().map(|mm| format!(", gap {}", metres(mm))).unwrap_or_default();
    format!("{verb}{}{step}{gap}", carried.load.title)
}

/// What the gesture changes; without a change of its own nothing is compared.
fn lines(reading: &Reading, carried: &Carried) -> Vec<Line> {
    if carried.how == How::Put && !carried.is_previewed() {
        return Vec::new();
    }
    if reading.stale {
        return vec![Line { name: "Solving", value: String::new(), change: String::new(), better: None }];
    }
    let before = reading.before.as_ref().filter(|_| reading.preview);
    let (then, counted) = before.map_or((&reading.totals, reading.counts), |before| (&before.totals, before.counts));
    let of = |name, unit, of: fn(&Totals) -> f64| line(name, unit, of(then), of(&reading.totals));
    let findings = |name, of: fn(&Counts) -> u64| line(name, Unit::Count, real(of(&counted)), real(of(&reading.counts)));
    vec![
        of("IT power", Unit::Watt, |totals| totals.it_w.likely),
        of("CapEx", Unit::Usd, |totals| totals.money.capex.likely),
        of("Cables", Unit::Count, |totals| real(totals.cables)),
        of("Length", Unit::Metre, |totals| totals.cable_m),
        findings("Errors", |counts| counts.errors),
        findings("Warnings", |counts| counts.warnings),
    ]
}

fn line(name: &'static str, unit: Unit, before: f64, now: f64) -> Line {
    let change = now - before;
    let seen = readout::text(change, unit) != readout::text(0.0, unit) && change.is_finite();
    let text = if seen { readout::change(change, unit) } else { "no change".to_string() };
    Line { name, value: readout::text(now, unit), change: text, better: seen.then_some(change < 0.0) }
}

fn reaches_told(reaches: &[Reach]) -> String {
    // What ends first decides; a technology that is used at several heights counts from the highest.
    let mut nearest: Vec<&Reach> = reaches.iter().collect();
    nearest.sort_by_key(|reach| (reach.span_mm, &reach.technology));
    let mut all: Vec<String> = Vec::new();
    for (place, reach) in nearest.iter().enumerate() {
        if !nearest.iter().take(place).any(|other| other.technology == reach.technology) {
            all.push(rings::told(reach));
        }
    }
    if all.is_empty() { String::new() } else { format!("Reach {}", all.join(", ")) }
}

/// All of it in one line, for those who cannot see it.
fn told(title: &str, lines: &[Line], reach: &str) -> String {
    let lines = lines.iter().map(|line| format!("{} {} {}", line.name, line.value, line.change).trim_end().to_string());
    let all = std::iter::once(title.to_string()).chain(lines).chain([reach.to_string()].into_iter().filter(|text| !text.is_empty()));
    all.collect::<Vec<_>>().join("; ")
}

/// What the card may not cover: the pointer, and what it carries unless that fills the view.
fn around(ui: &Ui, sight: &Sight, carried: &Carried) -> Rect {
    let ghosts = sight.view.rect(carried.around());
    let at = if sight.ctx.state.pointer.is_some() { ui.input(|input| input.pointer.latest_pos()) } else { None };
    let pointer = Rect::from_pos(at.unwrap_or(ghosts.center())).expand(ASIDE);
    if ghosts.width() < sight.view.area.width() / 3.0 { pointer.union(ghosts.expand(2.0 * GAP)) } else { pointer }
}

/// Right of it and below the middle; on the other side where there is no room.
fn beside(size: Vec2, area: Rect, around: Rect) -> Rect {
    let x = if around.right() + size.x > area.right() { around.left() - size.x } else { around.right() };
    let most = (area.max - size).max(area.min);
    Rect::from_min_size(pos2(x, around.center().y).min(most).max(area.min), size)
}

/// The card as galleys, each with its place and the colour it is given.
struct Card {
    parts: Vec<(Vec2, Arc<Galley>, Color32)>,
    size: Vec2,
}

impl Card {
    fn laid(sight: &Sight, title: &str, lines: &[Line], reach: &str) -> Self {
        let mut card = Self { parts: Vec::new(), size: Vec2::ZERO };
        let theme = sight.ctx.theme;
        card.row(sight, &[(0.0, title, BODY, theme.text)]);
        for line in lines {
            let [value, change] = [COLUMNS[0], COLUMNS[0] + COLUMNS[1]];
            let cells = [
                (0.0, line.name, SMALL, theme.dim),
                (value, line.value.as_str(), SMALL, theme.text),
                (change, line.change.as_str(), SMALL, colour(theme, line)),
            ];
            card.row(sight, &cells);
        }
        if !reach.is_empty() {
            card.row(sight, &[(0.0, reach, SMALL, theme.dim)]);
        }
        card.size += Vec2::splat(4.0 * GAP);
        card
    }

    fn row(&mut self, sight: &Sight, cells: &[(f32, &str, f32, Color32)]) {
        let top = self.size.y;
        for (left, text, size, colour) in cells {
            let galley = sight.painter.layout((*text).to_string(), FontId::proportional(*size), *colour, 320.0);
            self.size = self.size.max(vec2(left + galley.size().x, top + galley.size().y + 1.0));
            self.parts.push((vec2(*left, top), galley, *colour));
        }
    }

    fn paint(&self, sight: &Sight, rect: Rect) {
        let theme = sight.ctx.theme;
        sight.painter.rect(rect, RADIUS, theme.panel.gamma_multiply(0.95), theme.hairline(), StrokeKind::Inside);
        for (at, galley, colour) in &self.parts {
            sight.painter.galley(rect.min + Vec2::splat(2.0 * GAP) + *at, Arc::clone(galley), *colour);
        }
    }
}

fn colour(theme: &Theme, line: &Line) -> Color32 {
    match line.better {
        Some(true) => theme.better,
        Some(false) => theme.worse,
        None => theme.dim,
    }
}
