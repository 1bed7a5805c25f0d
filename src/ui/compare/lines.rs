//! Two plans over one input: a line each, thinner ones at the low and the high end, and where the plans are now.

use egui::{Align2, Color32, FontId, Role, Stroke, TextStyle, Ui, WidgetInfo};
use egui_plot::{Line, LineStyle, Plot, PlotPoint, PlotUi, Text, VLine};

use super::{Ask, Page, Swept, map};
use crate::explore::candidates::Candidate;
use crate::explore::flip::title;
use crate::explore::sweep::{Outcome, Point};
use crate::solve::figure::Figure;
use crate::solve::readout::{significant, text};
use crate::ui::charts::axes::levels;
use crate::ui::ctx::Message;
use crate::ui::theme::SMALL;

/// Room of the names below.
const BELOW: f32 = 36.0;

pub fn show(ui: &mut Ui, page: Page, swept: &Swept, candidates: &[Candidate]) {
    let [axis] = swept.axes.as_slice() else { return };
    let theme = page.ctx.theme;
    ui.visuals_mut().extreme_bg_color = theme.panel;
    ui.style_mut().text_styles.insert(TextStyle::Body, FontId::proportional(SMALL));
    let unit = swept.metric.unit;
    let height = ui.available_height() - BELOW;
    let plot = Plot::new("lines")
        .allow_scroll(false)
        .show_background(false)
        .grid_color(theme.line)
        .label_formatter(|_| None)
        .x_axis_formatter(|mark, _| significant(mark.value))
        .y_axis_formatter(move |mark, _| text(mark.value, unit))
        .y_axis_min_width(64.0)
        .y_grid_spacer(move |input| levels(input.bounds, height))
        .x_axis_label(title(axis, candidates));
    let now = candidates.iter().find(|one| one.path == axis.path).map(|one| one.now);
    let shown = plot.show(ui, |plot| draw(plot, page, swept, now));
    let told = format!("Lines of {} over {}", swept.metric.title, axis.path);
    shown.response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &told));
    let at = shown.response.hover_pos().map(|at| shown.transform.value_from_position(at).x);
    let nearest = at.and_then(|x| nearest(swept, x));
    if let Some(point) = nearest {
        if shown.response.clicked() {
            page.ctx.send(Message::Compare(Ask::Edit(swept.pair[1], swept.flipped().settings(point))));
        }
        let told = map::readout(page, swept, point);
        shown.response.on_hover_ui_at_pointer(|ui| drop(ui.label(told)));
    }
}

fn nearest(swept: &Swept, x: f64) -> Option<&Point> {
    let distance = |point: &&Point| swept.flipped().at(point).map_or(f64::INFINITY, |value| (value - x).abs());
    swept.points.iter().min_by(|a, b| distance(a).total_cmp(&distance(b)))
}

type Of = fn(&Point) -> Option<&Outcome>;

fn draw(plot: &mut PlotUi, page: Page, swept: &Swept, now: Option<f64>) {
    let theme = page.ctx.theme;
    let [base, other] = swept.pair.map(|place| page.shown.name(place));
    let both: [(&str, Color32, Of); 2] =
        [(base, theme.text, |point| point.against.as_ref()), (other, theme.accent, |point| Some(&point.plan))];
    for (name, colour, of) in both {
        let figures = swept.flipped().line(of);
        let line = |of: fn(&Figure<f64>) -> f64| figures.iter().map(|(x, figure)| [*x, bounded(of(figure))]).collect::<Vec<_>>();
        plot.line(Line::new(name, line(|figure| figure.likely)).stroke(Stroke::new(2.0, colour)).allow_hover(false));
        if let Some((x, figure)) = figures.last() {
            let end = PlotPoint::new(*x, bounded(figure.likely));
            plot.text(Text::new(format!("{name} text"), end, name).anchor(Align2::RIGHT_BOTTOM).color(colour).allow_hover(false));
        }
        if figures.iter().any(|(_, figure)| figure.low < figure.high) {
            let thin = Stroke::new(1.0, colour.gamma_multiply(0.5));
            for (end, of) in [("low", (|figure| figure.low) as fn(&Figure<f64>) -> f64), ("high", |figure| figure.high)] {
                let ends = Line::new(format!("{name}, {end}"), line(of)).stroke(thin).style(LineStyle::dashed_loose());
                plot.line(ends.allow_hover(false));
            }
        }
    }
    if let Some(now) = now {
        plot.vline(VLine::new("now", now).stroke(Stroke::new(1.0, theme.dim)).style(LineStyle::dotted_dense()).allow_hover(false));
        let top = plot.plot_bounds().max()[1];
        plot.text(Text::new("now text", PlotPoint::new(now, top), "now").color(theme.dim).allow_hover(false));
    }
}

/// Plots cannot take what is much larger than anything real.
fn bounded(value: f64) -> f64 {
    if value.is_finite() { value.clamp(-1e15, 1e15) } else { 0.0 }
}
