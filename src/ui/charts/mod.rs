//! Charts: a list of them on the left, the picture in the middle, what its colours mean on the right. What is drawn comes from `solve::charts`.

pub(in crate::ui) mod axes;
mod bars;
mod legend;

use egui::{Button, Rect, RichText, Role, Ui, UiBuilder, Vec2, WidgetInfo, pos2};
use egui_plot::Plot;

pub use legend::visible;

use super::command::Command;
use super::ctx::{Ctx, Message};
use super::reading::Reading;
use super::theme::{GAP, ROW, SMALL};
use super::toolbar::explained;
use crate::solve::charts::{Chart, ChartKind};

/// Width of the list and of the legend.
const LIST: f32 = 150.0;
const LEGEND: f32 = 230.0;
/// Narrower than this there is no room for a legend.
const NARROW: f32 = 620.0;

pub fn show(ui: &mut Ui, ctx: &Ctx, reading: &Reading) {
    let area = ui.available_rect_before_wrap();
    let list = Rect::from_min_max(area.min, pos2(area.left() + LIST, area.bottom()));
    let rest = Rect::from_min_max(pos2(list.right() + 3.0 * GAP, area.top()), area.max);
    ui.painter().vline(list.right() + GAP, area.y_range(), ctx.theme.hairline());
    ui.scope_builder(UiBuilder::new().max_rect(list), |ui| choices(ui, ctx));
    ui.scope_builder(UiBuilder::new().max_rect(rest), |ui| picture(ui, ctx, reading.chart(ctx.state.chart)));
    ui.advance_cursor_after_rect(area);
}

/// Where the picture stands on screen, for who takes it from there.
pub fn area_id() -> egui::Id {
    egui::Id::unique("area of the chart")
}

fn choices(ui: &mut Ui, ctx: &Ctx) {
    egui::ScrollArea::vertical().id_salt("charts").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for kind in ChartKind::ALL {
            let text = RichText::new(kind.title()).size(SMALL);
            let button = Button::selectable(ctx.state.chart == *kind, text).min_size(Vec2::new(LIST - GAP, ROW - 2.0));
            if ui.add(button).clicked() {
                ctx.send(Message::Chart(*kind));
            }
        }
        ui.add_space(GAP);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            let short = [(Command::ChartSvg, "SVG"), (Command::ChartPng, "PNG"), (Command::ChartCsv, "CSV"), (Command::ChartCopy, "Copy")];
            short.into_iter().for_each(|(command, label)| export(ui, ctx, command, label));
        });
    });
}

fn export(ui: &mut Ui, ctx: &Ctx, command: Command, label: &str) {
    let Some(row) = command.row() else { return };
    let response = ui.add(Button::new(RichText::new(label).size(SMALL).color(ctx.theme.accent)).frame(false));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, row.title));
    if explained(ui, response, row, row.enabled(ctx)).clicked() {
        ctx.run(command);
    }
}

fn picture(ui: &mut Ui, ctx: &Ctx, chart: &Chart) {
    let area = ui.available_rect_before_wrap();
    ui.data_mut(|data| data.insert_temp(area_id(), area));
    if chart.is_empty() {
        ui.label(RichText::new(chart.empty).color(ctx.theme.dim));
        return;
    }
    let legend = if area.width() > NARROW { LEGEND } else { 0.0 };
    let plot = Rect::from_min_max(area.min, pos2(area.right() - legend, area.bottom()));
    let visible = legend::visible(chart, &ctx.state.hidden);
    ui.scope_builder(UiBuilder::new().max_rect(plot), |ui| draw(ui, ctx, &visible));
    if legend > 0.0 {
        let beside = Rect::from_min_max(pos2(plot.right() + 2.0 * GAP, area.top()), area.max);
        ui.scope_builder(UiBuilder::new().max_rect(beside), |ui| legend::show(ui, ctx, chart));
    }
}

/// Names along the axes are notes.
fn small_text(ui: &mut Ui) {
    let small = egui::FontId::proportional(SMALL);
    ui.style_mut().text_styles.insert(egui::TextStyle::Body, small);
}

/// The plot: the wheel alone scrolls nothing and zooms nothing, with Ctrl it zooms, a double click shows everything again.
fn draw(ui: &mut Ui, ctx: &Ctx, chart: &Chart) {
    let theme = ctx.theme;
    ui.visuals_mut().extreme_bg_color = theme.panel;
    ui.label(RichText::new(format!("{}  \u{b7}  {}", chart.title, chart.up)).size(SMALL).color(theme.dim));
    let columns = axes::places(chart.columns.len());
    let (low, high) = chart.bounds();
    let size = ui.available_size() - Vec2::new(64.0, 24.0);
    small_text(ui);
    let plot = Plot::new(chart.kind.word())
        .allow_scroll(false)
        .allow_axis_zoom_drag(false)
        .show_background(false)
        .show_grid([false, true])
        .grid_color(theme.line)
        .set_margin_fraction(Vec2::new(0.0, 0.06))
        .include_x(-0.6)
        .include_x(columns - 0.4)
        .include_y(low)
        .include_y(high)
        .show_x(false)
        .show_y(false)
        .show_crosshair(false)
        .label_formatter(|_| None)
        .x_grid_spacer(move |input| axes::marks(input.bounds, columns, size.x))
        .y_grid_spacer(move |input| axes::levels(input.bounds, size.y))
        .custom_x_axes(vec![axes::names(chart, size.x)])
        .y_axis_formatter(|mark, _| crate::solve::readout::text(mark.value, chart.unit))
        .y_axis_min_width(64.0);
    let shown = plot.show(ui, |plot| bars::draw(plot, theme, chart));
    let label = format!("{}: {} columns", chart.title, chart.columns.len());
    shown.response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &label));
    let at = shown.response.hover_pos().map(|at| shown.transform.value_from_position(at).x);
    if let Some(column) = at.and_then(|x| axes::column_at(x, chart.columns.len())) {
        shown.response.on_hover_ui_at_pointer(|ui| legend::readout(ui, ctx, chart, column));
    }
}
