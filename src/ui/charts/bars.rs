//! What is drawn into a plot: bars that stand on each other, their ranges, lines over them, marks between them.

use egui::{Color32, Stroke};
use egui_plot::{Bar, BarChart, Line, LineStyle, PlotUi, Points, VLine};

use super::axes::place;
use crate::solve::charts::{Chart, Line as Over, Paint, Series};
use crate::ui::theme::Theme;

/// Share of a column that its bar takes.
const WIDTH: f64 = 0.72;
/// More columns than this are many.
const MANY: usize = 20;

pub fn draw(plot: &mut PlotUi, theme: &Theme, chart: &Chart) {
    let mut above = vec![0.0; chart.columns.len()];
    let mut below = above.clone();
    for series in &chart.series {
        plot.bar_chart(stacked(theme, series, &mut above, &mut below));
    }
    for series in &chart.series {
        ranges(plot, theme, series);
    }
    chart.lines.iter().for_each(|line| over(plot, theme, line));
    for mark in &chart.marks {
        let stroke = Stroke::new(1.5, colour(theme, mark.paint));
        plot.vline(
            VLine::new(mark.name.as_str(), place(mark.after) - 0.5).stroke(stroke).style(LineStyle::dashed_dense()).allow_hover(false),
        );
    }
}

/// Bars of a series on those before it; what is negative hangs below zero.
fn stacked(theme: &Theme, series: &Series, above: &mut [f64], below: &mut [f64]) -> BarChart {
    let bars = series.values.iter().zip(above.iter_mut().zip(below)).enumerate().map(|(column, (value, (above, below)))| {
        let base = if *value < 0.0 { below } else { above };
        let fill = colour(theme, series.paint(column));
        let bar = Bar::new(place(column), *value).base_offset(*base).width(WIDTH).fill(fill).stroke(Stroke::NONE);
        *base += value;
        bar
    });
    BarChart::new(series.name.as_str(), bars.collect()).allow_hover(false)
}

/// Low to high as a thin line over each bar.
fn ranges(plot: &mut PlotUi, theme: &Theme, series: &Series) {
    let stroke = Stroke::new(1.0, theme.text.gamma_multiply(0.7));
    // Where bars are many, the ends of their ranges would run into each other.
    let half = if series.ranges.len() > MANY { 0.0 } else { 0.1 };
    for (column, (low, high)) in series.ranges.iter().enumerate().filter(|(_, (low, high))| low < high) {
        let x = place(column);
        let points = vec![[x - half, *low], [x + half, *low], [x, *low], [x, *high], [x - half, *high], [x + half, *high]];
        plot.line(Line::new(format!("range {column}"), points).stroke(stroke).allow_hover(false));
    }
}

fn over(plot: &mut PlotUi, theme: &Theme, line: &Over) {
    let tint = colour(theme, line.paint);
    let stroke = Stroke::new(1.5, tint);
    if line.steps {
        for (from, to, value) in line.levels() {
            let points = vec![[place(from) - 0.5, value], [place(to) + 0.5, value]];
            plot.line(Line::new(format!("{} {from}", line.name), points).stroke(stroke).allow_hover(false));
        }
        return;
    }
    let points: Vec<[f64; 2]> = line.values.iter().enumerate().map(|(column, value)| [place(column), *value]).collect();
    plot.points(Points::new(format!("{} points", line.name), points.clone()).radius(3.0).color(tint).allow_hover(false));
    plot.line(Line::new(line.name.as_str(), points).stroke(stroke).allow_hover(false));
}

/// The colour of what a series stands for.
pub fn colour(theme: &Theme, paint: Paint) -> Color32 {
    theme.chart(paint)
}
