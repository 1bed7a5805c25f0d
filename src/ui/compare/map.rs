//! A map over two inputs: the colour of a cell says who has less, the line where both come to the same, the ring where the plans are now.

use egui::epaint::Mesh;
use egui::{Align2, Color32, FontId, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::{Ask, Page, Swept};
use crate::explore::candidates::Candidate;
use crate::explore::flip::{Flipped, named, title};
use crate::explore::sweep::Point;
use crate::solve::readout::{change, text};
use crate::ui::ctx::Message;
use crate::ui::floor::view::narrow;
use crate::ui::theme::SMALL;

/// Room of the values beside and below.
const LEFT: f32 = 88.0;
const BOTTOM: f32 = 34.0;

/// Where cells stand: columns from the left, rows from the bottom.
struct Grid<'g> {
    flipped: Flipped<'g>,
    area: Rect,
    columns: usize,
    rows: usize,
}

pub fn show(ui: &mut Ui, page: Page, swept: &Swept, candidates: &[Candidate]) {
    let whole = ui.available_rect_before_wrap();
    let area = Rect::from_min_max(
        pos2(whole.left() + LEFT, whole.top() + 4.0),
        pos2(whole.right().min(whole.left() + 1200.0) - 8.0, whole.bottom() - BOTTOM),
    );
    let flipped = swept.flipped();
    let grid = Grid { flipped, area, columns: flipped.columns(), rows: flipped.rows() };
    let response = ui.interact(whole, ui.scope_id().with("map"), Sense::click());
    let painter = ui.painter();
    grid.cells(painter, page);
    grid.crossover(painter, Stroke::new(2.0, page.ctx.theme.text));
    grid.names(painter, page, candidates);
    grid.present(painter, page, candidates);
    let [base, other] = swept.pair.map(|place| page.shown.name(place));
    let told = format!("Map of {}: {other} less {base}, {} cells", swept.metric.title, swept.points.len());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &told));
    let under = response.hover_pos().and_then(|at| grid.at(at));
    if let Some(point) = under {
        if response.clicked() {
            page.ctx.send(Message::Compare(Ask::Edit(swept.pair[1], swept.flipped().settings(point))));
        }
        let told = readout(page, swept, point);
        response.on_hover_ui_at_pointer(|ui| drop(ui.label(told)));
    }
    ui.advance_cursor_after_rect(whole);
}

/// What both plans have at a point.
pub fn readout(page: Page, swept: &Swept, point: &Point) -> String {
    let [base, other] = swept.pair.map(|place| page.shown.name(place));
    let unit = swept.metric.unit;
    let value = |outcome: &crate::explore::sweep::Outcome| match outcome {
        Ok(values) => values.first().copied().flatten().map_or_else(|| "-".to_string(), |figure| text(figure.likely, unit)),
        Err(why) => why.clone(),
    };
    let at: Vec<String> = swept.flipped().settings(point).into_iter().map(|(path, value)| format!("{path} {value}")).collect();
    let against = point.against.as_ref().map(value).unwrap_or_default();
    let less = point.difference(0).map(|difference| format!("\nDifference {}", change(difference, unit))).unwrap_or_default();
    format!("{}\n{base}: {against}\n{other}: {}{less}\nA click opens {other} so", at.join("\n"), value(&point.plan))
}

impl<'g> Grid<'g> {
    fn cell(&self, column: usize, row: usize) -> Rect {
        let share = |place: usize, of: usize| small(place) / small(of.max(1));
        let left = self.area.left() + self.area.width() * share(column, self.columns);
        let right = self.area.left() + self.area.width() * share(column + 1, self.columns);
        let bottom = self.area.bottom() - self.area.height() * share(row, self.rows);
        let top = self.area.bottom() - self.area.height() * share(row + 1, self.rows);
        Rect::from_min_max(pos2(left, top), pos2(right, bottom))
    }

    fn at(&self, at: Pos2) -> Option<&'g Point> {
        let all = (0..self.columns).flat_map(|column| (0..self.rows).map(move |row| (column, row)));
        all.into_iter()
            .find(|(column, row)| self.cell(*column, *row).contains(at))
            .and_then(|(column, row)| self.flipped.point(column, row))
    }

    /// A place in cells, as `explore` counts them.
    fn spot(&self, [x, y]: [f64; 2]) -> Pos2 {
        let (wide, high) = (self.area.width() / small(self.columns.max(1)), self.area.height() / small(self.rows.max(1)));
        pos2(self.area.left() + wide * narrow(x), self.area.bottom() - high * narrow(y))
    }

    fn cells(&self, painter: &Painter, page: Page) {
        let most = self.flipped.most();
        let mut mesh = Mesh::default();
        for column in 0..self.columns {
            for row in 0..self.rows {
                let difference = self.flipped.difference(column, row);
                let colour = difference.map_or(page.ctx.theme.line, |difference| self.colour(page, difference, most));
                mesh.add_colored_rect(self.cell(column, row), colour);
            }
        }
        painter.add(Shape::mesh(mesh));
    }

    /// The stronger, the larger the difference.
    fn colour(&self, page: Page, difference: f64, most: f64) -> Color32 {
        let theme = page.ctx.theme;
        let towards = if self.flipped.is_better(difference) { theme.better } else { theme.worse };
        theme.panel.lerp_to_gamma(towards, narrow(self.flipped.strength(difference, most)))
    }

    fn crossover(&self, painter: &Painter, stroke: Stroke) {
        for piece in self.flipped.crossover() {
            painter.add(Shape::line(piece.map(|at| self.spot(at)).to_vec(), stroke));
        }
    }

    /// Some values along both axes, and what they are.
    fn names(&self, painter: &Painter, page: Page, candidates: &[Candidate]) {
        let [across, up] = self.flipped.axes else { return };
        let (font, dim, text) = (FontId::proportional(SMALL), page.ctx.theme.dim, page.ctx.theme.text);
        for (place, value) in named(across) {
            painter.text(pos2(self.cell(place, 0).center().x, self.area.bottom() + 3.0), Align2::CENTER_TOP, value, font.clone(), dim);
        }
        for (place, value) in named(up) {
            painter.text(pos2(self.area.left() - 6.0, self.cell(0, place).center().y), Align2::RIGHT_CENTER, value, font.clone(), dim);
        }
        let below = pos2(self.area.center().x, self.area.bottom() + BOTTOM - 2.0);
        let told = format!("{}  \u{b7}  upwards: {}", title(across, candidates), title(up, candidates));
        painter.text(below, Align2::CENTER_BOTTOM, told, font, text);
    }

    /// A ring where the plans are now.
    fn present(&self, painter: &Painter, page: Page, candidates: &[Candidate]) {
        let Some(at) = self.flipped.now(candidates).map(|now| self.spot(now)) else { return };
        painter.circle_stroke(at, 6.0, Stroke::new(3.0, page.ctx.theme.panel));
        painter.circle_stroke(at, 6.0, Stroke::new(1.5, page.ctx.theme.text));
        painter.text(at + vec2(10.0, 0.0), Align2::LEFT_CENTER, "now", FontId::proportional(SMALL), page.ctx.theme.text);
    }
}

/// A place in a list; lists are short.
fn small(place: usize) -> f32 {
    f32::from(u16::try_from(place).unwrap_or(u16::MAX))
}
