//! A map over two inputs: the colour of a cell says who has less, the line where both come to the same, the ring where the plans are now.

use egui::epaint::Mesh;
use egui::{Align2, Color32, FontId, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::{Ask, Page, Swept};
use crate::explore::candidates::Candidate;
use crate::explore::compare::metrics::Better;
use crate::explore::sweep::Point;
use crate::explore::vary::Axis;
use crate::solve::readout::{change, text};
use crate::ui::ctx::Message;
use crate::ui::floor::view::narrow;
use crate::ui::theme::SMALL;

/// Room of the values beside and below.
const LEFT: f32 = 88.0;
const BOTTOM: f32 = 34.0;
/// Values with a name along an axis.
const NAMED: usize = 5;

/// Where cells stand: columns from the left, rows from the bottom.
struct Grid<'g> {
    swept: &'g Swept,
    area: Rect,
    columns: usize,
    rows: usize,
}

pub fn show(ui: &mut Ui, page: Page, swept: &Swept, candidates: &[Candidate]) {
    let [across, up] = swept.axes.as_slice() else { return };
    let whole = ui.available_rect_before_wrap();
    let area = Rect::from_min_max(
        pos2(whole.left() + LEFT, whole.top() + 4.0),
        pos2(whole.right().min(whole.left() + 1200.0) - 8.0, whole.bottom() - BOTTOM),
    );
    let grid = Grid { swept, area, columns: across.values.len(), rows: up.values.len() };
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
            page.ctx.send(Message::Compare(Ask::Edit(swept.pair[1], settings(swept, point))));
        }
        let told = readout(page, swept, point);
        response.on_hover_ui_at_pointer(|ui| drop(ui.label(told)));
    }
    ui.advance_cursor_after_rect(whole);
}

/// The values of a point, to open the plan at it.
pub fn settings(swept: &Swept, point: &Point) -> Vec<(String, String)> {
    let value = |(axis, place): (&Axis, &usize)| Some((axis.path.clone(), axis.values.get(*place)?.text.clone()));
    swept.axes.iter().zip(&point.places).filter_map(value).collect()
}

/// What both plans have at a point.
pub fn readout(page: Page, swept: &Swept, point: &Point) -> String {
    let [base, other] = swept.pair.map(|place| page.shown.name(place));
    let unit = swept.metric.unit;
    let value = |outcome: &crate::explore::sweep::Outcome| match outcome {
        Ok(values) => values.first().copied().flatten().map_or_else(|| "-".to_string(), |figure| text(figure.likely, unit)),
        Err(why) => why.clone(),
    };
    let at: Vec<String> = settings(swept, point).into_iter().map(|(path, value)| format!("{path} {value}")).collect();
    let against = point.against.as_ref().map(value).unwrap_or_default();
    let less = point.difference(0).map(|difference| format!("\nDifference {}", change(difference, unit))).unwrap_or_default();
    format!("{}\n{base}: {against}\n{other}: {}{less}\nA click opens {other} so", at.join("\n"), value(&point.plan))
}

impl Grid<'_> {
    fn cell(&self, column: usize, row: usize) -> Rect {
        let share = |place: usize, of: usize| small(place) / small(of.max(1));
        let left = self.area.left() + self.area.width() * share(column, self.columns);
        let right = self.area.left() + self.area.width() * share(column + 1, self.columns);
        let bottom = self.area.bottom() - self.area.height() * share(row, self.rows);
        let top = self.area.bottom() - self.area.height() * share(row + 1, self.rows);
        Rect::from_min_max(pos2(left, top), pos2(right, bottom))
    }

    fn point(&self, column: usize, row: usize) -> Option<&Point> {
        (column < self.columns && row < self.rows).then(|| self.swept.points.get(column * self.rows + row)).flatten()
    }

    fn difference(&self, column: usize, row: usize) -> Option<f64> {
        self.point(column, row)?.difference(0)
    }

    fn at(&self, at: Pos2) -> Option<&Point> {
        let all = (0..self.columns).flat_map(|column| (0..self.rows).map(move |row| (column, row)));
        all.into_iter().find(|(column, row)| self.cell(*column, *row).contains(at)).and_then(|(column, row)| self.point(column, row))
    }

    fn cells(&self, painter: &Painter, page: Page) {
        let most = self.swept.points.iter().filter_map(|point| point.difference(0)).map(f64::abs).fold(f64::MIN_POSITIVE, f64::max);
        let mut mesh = Mesh::default();
        for column in 0..self.columns {
            for row in 0..self.rows {
                let colour = self.difference(column, row).map_or(page.ctx.theme.line, |difference| self.colour(page, difference, most));
                mesh.add_colored_rect(self.cell(column, row), colour);
            }
        }
        painter.add(Shape::mesh(mesh));
    }

    /// The stronger, the larger the difference; a square root keeps small ones visible.
    fn colour(&self, page: Page, difference: f64, most: f64) -> Color32 {
        let theme = page.ctx.theme;
        let better = match self.swept.metric.better {
            Better::More => difference > 0.0,
            Better::Less | Better::Neither => difference < 0.0,
        };
        let strength = narrow((difference.abs() / most).sqrt());
        theme.panel.lerp_to_gamma(if better { theme.better } else { theme.worse }, 0.15 + 0.75 * strength)
    }

    /// Between the middles of cells the difference is taken for straight.
    fn crossover(&self, painter: &Painter, stroke: Stroke) {
        for column in 0..self.columns.saturating_sub(1) {
            for row in 0..self.rows.saturating_sub(1) {
                let corners = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)];
                let crossed: Vec<Pos2> =
                    (0..4).filter_map(|side| self.crossing(corners.get(side)?, corners.get((side + 1) % 4)?)).collect();
                for ends in crossed.chunks_exact(2) {
                    painter.add(Shape::line(ends.to_vec(), stroke));
                }
            }
        }
    }

    fn crossing(&self, from: &(usize, usize), to: &(usize, usize)) -> Option<Pos2> {
        let (a, b) = (self.difference(from.0, from.1)?, self.difference(to.0, to.1)?);
        let crosses = (a < 0.0) != (b < 0.0);
        crosses.then(|| self.cell(from.0, from.1).center().lerp(self.cell(to.0, to.1).center(), narrow(a / (a - b))))
    }

    /// Some values along both axes, and what they are.
    fn names(&self, painter: &Painter, page: Page, candidates: &[Candidate]) {
        let [across, up] = self.swept.axes.as_slice() else { return };
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
        let [across, up] = self.swept.axes.as_slice() else { return };
        let now = |axis: &Axis| share_of(axis, candidates.iter().find(|one| one.path == axis.path)?.now);
        let Some((x, y)) = now(across).zip(now(up)) else { return };
        let at = pos2(self.area.left() + self.area.width() * x, self.area.bottom() - self.area.height() * y);
        painter.circle_stroke(at, 6.0, Stroke::new(3.0, page.ctx.theme.panel));
        painter.circle_stroke(at, 6.0, Stroke::new(1.5, page.ctx.theme.text));
        painter.text(at + vec2(10.0, 0.0), Align2::LEFT_CENTER, "now", FontId::proportional(SMALL), page.ctx.theme.text);
    }
}

/// What an input is called.
pub fn title<'a>(axis: &'a Axis, candidates: &'a [Candidate]) -> String {
    let known = candidates.iter().find(|one| one.path == axis.path);
    known.map_or_else(|| axis.path.clone(), |one| format!("{}, {}", one.title, one.unit).trim_end_matches([',', ' ']).to_string())
}

/// Values that are written along an axis, without their unit.
fn named(axis: &Axis) -> Vec<(usize, String)> {
    let step = (axis.values.len() / NAMED).max(1);
    let number = |value: &crate::explore::vary::Value| crate::solve::readout::significant(value.number);
    axis.values.iter().enumerate().filter(|(place, _)| place % step == 0).map(|(place, value)| (place, number(value))).collect()
}

/// Where a number lies among the values of an axis, whose cells are of one width.
fn share_of(axis: &Axis, number: f64) -> Option<f32> {
    let count = small(axis.values.len().max(1));
    let pair = axis.values.windows(2).enumerate().find(|(_, pair)| match pair {
        [a, b] => a.number.min(b.number) <= number && number <= a.number.max(b.number),
        _ => false,
    });
    let (place, ends) = pair?;
    let [a, b] = ends else { return None };
    let inside = if a.number == b.number { 0.0 } else { narrow((number - a.number) / (b.number - a.number)) };
    Some((small(place) + 0.5 + inside) / count)
}

/// A place in a list; lists are short.
fn small(place: usize) -> f32 {
    f32::from(u16::try_from(place).unwrap_or(u16::MAX))
}
