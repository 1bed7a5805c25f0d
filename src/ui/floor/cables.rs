//! Cables and tray fill over the racks: flows as wide as they have many cables, in the colour and line style of their technology.

use std::sync::Arc;

use egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, Ui, pos2};

use super::colours::solved;
use super::flows::{Flow, flows};
use super::kept::{Same, kept};
use super::look::Cables;
use super::view::{View, as_float, narrow};
use crate::model::parts::Family;
use crate::solve::figure::{real, whole};
use crate::ui::ctx::Ctx;

/// More flows in view than this are drawn without dashes.
const DASHED_BELOW: usize = 2_000;
/// The cables of so few racks follow a gesture in plans of any size.
const FEW: usize = 64;
/// The widest flow, in points.
const WIDEST: f32 = 7.0;

/// What runs over the floor, kept while report, choice and selection stay the same.
pub(super) fn kept_flows(ui: &Ui, ctx: &Ctx) -> Arc<Vec<Flow>> {
    let cables = &ctx.state.floor.cables;
    let selected = if *cables == Cables::Selected { ctx.selected() } else { Vec::new() };
    let Some(reading) = ctx.reading.filter(|_| *cables != Cables::None) else { return Arc::default() };
    let follows = *cables == Cables::Selected && selected.len() <= FEW;
    let state = if follows { Some(Same(Arc::clone(&reading.report.input.plan))) } else { solved(ctx) };
    kept(ui, "flows", (state, cables.clone(), selected.clone()), || flows(&reading.report, cables, &selected))
}

/// Technologies of flows with the most cables that run together, for the legend.
pub(super) fn families(flows: &[Flow]) -> Vec<(Family, u64)> {
    let most = |family: &Family| flows.iter().filter(|flow| flow.family == *family).map(|flow| flow.cables).max();
    Family::ALL.iter().filter_map(|family| Some((*family, most(family)?))).collect()
}

pub(super) struct CableLayer<'d, 'c> {
    pub ctx: &'d Ctx<'c>,
    pub view: View,
    pub painter: &'d Painter,
    pub flows: &'d Arc<Vec<Flow>>,
}

impl CableLayer<'_, '_> {
    pub fn show(&self, ui: &Ui) {
        let look = (self.ctx.theme.dark, self.view.area, self.view.camera);
        if self.ctx.state.floor.trays {
            let mesh = kept(ui, "tray fill", (solved(self.ctx), look), || self.tray_fill());
            self.painter.add(Shape::Mesh(mesh));
        }
        if !self.flows.is_empty() {
            // The same flows stay at the same place in memory as long as somebody holds them, and the key does.
            let mesh = kept(ui, "cables", (Held(Arc::clone(self.flows)), look), || self.cables());
            self.painter.add(Shape::Mesh(mesh));
        }
    }

    /// Points between two trays: flows leave some of it free.
    fn pitch(&self) -> f32 {
        narrow(as_float(self.ctx.plan.floor.tile.base()) * self.view.camera.zoom / 1000.0)
    }

    fn cables(&self) -> Mesh {
        let families: Vec<Family> = families(self.flows).into_iter().map(|(family, _)| family).collect();
        let visible: Vec<&Flow> = self.flows.iter().filter(|flow| self.rect(flow, 0.0, WIDEST).intersects(self.view.area)).collect();
        let dashed = visible.len() <= DASHED_BELOW;
        let widest = (0.8 * self.pitch() / narrow(real(families.len() as u64)).max(1.0)).clamp(1.0, WIDEST);
        let most = self.flows.iter().map(|flow| flow.cables).max().unwrap_or(1);
        let origin = self.view.to_screen(0.0, 0.0);
        let middle = narrow(real(families.len() as u64) - 1.0) / 2.0;
        let mut mesh = Mesh::default();
        for flow in visible {
            let lane = families.iter().zip(0_u8..).find(|(family, _)| **family == flow.family).map_or(0.0, |(_, lane)| f32::from(lane));
            let width = (widest * narrow((real(flow.cables) / real(most)).sqrt())).max(1.0);
            let rect = self.rect(flow, (lane - middle) * (widest + 1.0), width);
            let line =
                Line { along_x: flow.along_x, dash: dash(flow.family).filter(|_| dashed), colour: self.ctx.theme.family(flow.family) };
            line.add_to(&mut mesh, rect.intersect(self.view.area.expand(WIDEST)), origin);
        }
        mesh
    }

    /// A flow on screen, so far beside its line and so wide.
    fn rect(&self, flow: &Flow, beside: f32, width: f32) -> Rect {
        let Flow { across, from, to, .. } = *flow;
        let (a, b) = if flow.along_x { ((from, across), (to, across)) } else { ((across, from), (across, to)) };
        let at = |(x, y): (i64, i64)| self.view.to_screen(as_float(x), as_float(y));
        let shift = if flow.along_x { egui::vec2(0.0, beside) } else { egui::vec2(beside, 0.0) };
        Rect::from_two_pos(at(a) + shift, at(b) + shift).expand(width / 2.0)
    }

    /// Each piece of tray as wide as the plan's trays, from empty to full on the heat map; what is too full is an error.
    fn tray_fill(&self) -> Mesh {
        let mut mesh = Mesh::default();
        let Some(reading) = self.ctx.reading else { return mesh };
        let trays = &reading.report.trays;
        let half = self.ctx.plan.floor.routing.tray_width.base() / 2;
        for piece in trays.pieces() {
            let (middle, end) = (piece.length_mm / 2, piece.length_mm);
            let [left, top, right, bottom] =
                if piece.along_x { [0, middle - half, end, middle + half] } else { [middle - half, 0, middle + half, end] };
            let rect = self.view.rect([piece.x_mm + left, piece.y_mm + top, piece.x_mm + right, piece.y_mm + bottom]);
            if rect.intersects(self.view.area) {
                let colour = fill_colour(self.ctx, piece.load_um2, trays.limit_um2);
                mesh.add_colored_rect(rect, colour.gamma_multiply(0.75));
            }
        }
        mesh
    }
}

fn fill_colour(ctx: &Ctx, load: i64, limit: i64) -> Color32 {
    if load > limit { ctx.theme.error } else { ctx.theme.heat_at(whole(load) / whole(limit.max(1))) }
}

/// Equal for the very same flows.
struct Held(Arc<Vec<Flow>>);

impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Points of a dash and of the gap after it; none for whole lines.
fn dash(family: Family) -> Option<(f32, f32)> {
    match family {
        Family::ActiveCopper => Some((8.0, 4.0)),
        Family::InPackage => Some((3.0, 3.0)),
        _ => None,
    }
}

/// How a line is drawn.
pub(super) struct Line {
    along_x: bool,
    dash: Option<(f32, f32)>,
    colour: Color32,
}

impl Line {
    /// A level line of a technology, for the legend.
    pub fn sample(ctx: &Ctx, family: Family) -> Self {
        Self { along_x: true, dash: dash(family), colour: ctx.theme.family(family) }
    }

    /// A line as a rectangle, whole or in dashes; those of lines that go on in each other go on from an origin.
    pub fn add_to(&self, mesh: &mut Mesh, rect: Rect, origin: Pos2) {
        let Some((length, gap)) = self.dash else { return mesh.add_colored_rect(rect, self.colour) };
        let (from, to, zero) = if self.along_x { (rect.left(), rect.right(), origin.x) } else { (rect.top(), rect.bottom(), origin.y) };
        let first = from - (from - zero).rem_euclid(length + gap);
        let starts = std::iter::successors(Some(first), |at| Some(at + length + gap)).take_while(|at| *at < to).take(1_000);
        for (start, end) in starts.map(|at| (at.max(from), (at + length).min(to))).filter(|(start, end)| start < end) {
            let part = if self.along_x {
                (pos2(start, rect.top()), pos2(end, rect.bottom()))
            } else {
                (pos2(rect.left(), start), pos2(rect.right(), end))
            };
            mesh.add_colored_rect(Rect::from_min_max(part.0, part.1), self.colour);
        }
    }
}
