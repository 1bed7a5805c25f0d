//! The hall under the racks: floor, grid, aisles, obstacles, names of rows.

use std::sync::Arc;

use egui::{Align2, Color32, FontId, Mesh, Painter, Rect, Shape, Stroke, StrokeKind, Ui, pos2};

use super::rows::{Row, rows};
use super::view::{View, as_float};
use crate::model::plan::{Obstacle, ObstacleKind};
use crate::ui::ctx::Ctx;
use crate::ui::kept::{Held, kept};
use crate::ui::theme::SMALL;

/// Lines of the grid are at least so many points apart.
const APART: f64 = 8.0;
/// Room that a name of a row or an aisle needs.
const NAMED: f32 = 13.0;

/// What is painted before the racks.
pub(super) struct HallLayer<'d, 'c> {
    pub ctx: &'d Ctx<'c>,
    pub view: View,
    pub painter: &'d Painter,
}

impl HallLayer<'_, '_> {
    pub fn show(&self, ui: &Ui) {
        let plan = self.ctx.plan;
        let floor = self.view.rect([0, 0, plan.floor.width.base(), plan.floor.depth.base()]);
        self.painter.rect_filled(floor, 0.0, self.ctx.theme.panel);
        self.grid(floor.intersect(self.view.area));
        let rows = kept(ui, "rows", Held(Arc::clone(plan)), || rows(plan, self.ctx.index));
        self.aisles(&rows, floor);
        self.painter.rect_stroke(floor, 0.0, Stroke::new(1.0, self.ctx.theme.dim), StrokeKind::Outside);
        plan.floor.obstacles.iter().for_each(|obstacle| self.obstacle(obstacle));
        rows.iter().for_each(|row| self.name(row));
    }

    /// Every tile, or every second, fifth, tenth where they would be too close; nothing beyond the floor.
    fn grid(&self, visible: Rect) {
        let tile = as_float(self.ctx.plan.floor.tile.base().max(1));
        let scale = self.view.camera.zoom / 1000.0;
        let Some(step) = [1.0, 2.0, 5.0, 10.0, 50.0, 100.0].map(|tiles| tiles * tile).into_iter().find(|step| step * scale >= APART) else {
            return;
        };
        let ([left, top], [right, bottom]) = (self.view.to_floor(visible.min), self.view.to_floor(visible.max));
        let stroke = Stroke::new(1.0, self.ctx.theme.grid);
        steps(left, right, step).for_each(|x| {
            self.painter.vline(self.view.to_screen(x, 0.0).x, visible.y_range(), stroke);
        });
        steps(top, bottom, step).for_each(|y| {
            self.painter.hline(visible.x_range(), self.view.to_screen(0.0, y).y, stroke);
        });
    }

    /// Cold in front of racks, hot behind them, as deep as the plan wants them. Aisles that two rows share show stronger.
    fn aisles(&self, rows: &[Row], floor: Rect) {
        let depth = self.ctx.plan.floor.aisle.base();
        let (cold, hot) = (self.ctx.theme.cooling.gamma_multiply(0.10), self.ctx.theme.worse.gamma_multiply(0.10));
        let mut mesh = Mesh::default();
        let mut named: Vec<Rect> = Vec::new();
        for row in rows {
            for (mm, colour, name) in [(row.front(depth), cold, "cold aisle"), (row.back(depth), hot, "hot aisle")] {
                let rect = self.view.rect(mm).intersect(floor).intersect(self.view.area);
                if rect.is_positive() {
                    mesh.add_colored_rect(rect, colour);
                    self.name_aisle(rect, name, &mut named);
                }
            }
        }
        self.painter.add(Shape::mesh(mesh));
    }

    /// Once where two rows share an aisle.
    fn name_aisle(&self, rect: Rect, name: &str, named: &mut Vec<Rect>) {
        let taken = named.len() > 64 || named.iter().any(|other| other.intersects(rect));
        if rect.height() >= NAMED && rect.width() >= 80.0 && !taken {
            named.push(rect);
            self.text(rect.center(), Align2::CENTER_CENTER, name, self.ctx.theme.dim);
        }
    }

    /// Columns are crossed out, areas to be kept free are hatched.
    fn obstacle(&self, obstacle: &Obstacle) {
        let (at, size) = (obstacle.at_mm, obstacle.size_mm);
        let rect = self.view.rect([at.x(), at.y(), at.x() + size.x(), at.y() + size.y()]);
        if !rect.intersects(self.view.area) {
            return;
        }
        let line = Stroke::new(1.0, self.ctx.theme.dim);
        let clipped = self.painter.with_clip_rect(rect.intersect(self.view.area));
        clipped.rect(rect, 0.0, self.ctx.theme.raised, line, StrokeKind::Inside);
        match obstacle.kind {
            ObstacleKind::Column => {
                clipped.line_segment([rect.left_top(), rect.right_bottom()], line);
                clipped.line_segment([rect.right_top(), rect.left_bottom()], line);
            }
            ObstacleKind::KeepFree => hatch(&clipped, rect.intersect(self.view.area), Stroke::new(1.0, self.ctx.theme.line)),
        }
        if rect.width() >= 40.0 && rect.height() >= NAMED {
            clipped.text(rect.center(), Align2::CENTER_CENTER, obstacle.name.as_str(), FontId::proportional(SMALL), self.ctx.theme.text);
        }
    }

    /// Beside the row, or at the edge of the view where the row goes on.
    fn name(&self, row: &Row) {
        let rect = self.view.rect(row.mm);
        let seen = rect.expand2(egui::vec2(40.0, 0.0)).intersect(self.view.area);
        if seen.is_negative() || rect.height() < NAMED || row.name.is_empty() {
            return;
        }
        let at = pos2((rect.left() - 6.0).max(self.view.area.left() + 22.0), rect.center().y);
        self.text(at, Align2::RIGHT_CENTER, &row.name, self.ctx.theme.dim);
    }

    fn text(&self, at: egui::Pos2, align: Align2, text: &str, colour: Color32) {
        self.painter.text(at, align, text, FontId::proportional(SMALL), colour);
    }
}

/// Multiples of a step between two places.
pub(super) fn steps(from: f64, to: f64, step: f64) -> impl Iterator<Item = f64> {
    let first = (from / step).ceil();
    let lines = std::iter::successors(Some(first), |line| Some(line + 1.0));
    lines.map(move |line| line * step).take_while(move |at| *at <= to).take(2_000)
}

fn hatch(painter: &Painter, rect: Rect, stroke: Stroke) {
    let height = rect.height();
    let lines = std::iter::successors(Some(rect.left() - height), |x| Some(x + 10.0)).take_while(|x| *x < rect.right()).take(400);
    lines.for_each(|x| {
        painter.line_segment([pos2(x, rect.bottom()), pos2(x + height, rect.top())], stroke);
    });
}
