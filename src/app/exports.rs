//! What leaves the window besides plans: tables and charts, to a file or to the clipboard.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use egui::{ColorImage, Context, Rect};

use super::App;
use super::jobs::Job;
use super::tables::{self, TableOf};
use super::writing::Content;
use crate::io::export::{png, svg};
use crate::solve::charts::{Chart, Paint};
use crate::solve::tables::TableKind;
use crate::ui::canvas_id;
use crate::ui::charts::visible;
use crate::ui::ctx::Purpose;
use crate::ui::state::{Severity, Tab};

/// What waits for a path or for a picture of the window.
#[derive(Debug, Default)]
pub(super) struct Exports {
    content: Option<Content>,
    /// Frames until a picture is taken: what it shows has to be on screen first, and menus gone.
    frames: Option<(u8, Shot)>,
    picture: Option<(Receiver<Arc<ColorImage>>, Shot)>,
}

impl Exports {
    pub fn take_content(&mut self) -> Option<Content> {
        self.content.take()
    }
}

/// What a picture is taken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shot {
    Chart,
    Floor,
    /// What stands below the results of a comparison.
    Pane,
}

impl App {
    pub(super) fn copy_table(&mut self, kind: TableKind) {
        if let Some(table) = self.table(kind) {
            self.worker.send(Job::Copy(Box::new(table)));
        }
    }

    pub(super) fn save_table(&mut self, kind: TableKind) {
        if let Some(table) = self.table(kind) {
            self.export(kind.word(), "csv", Content::Csv(Box::new(table)));
        }
    }

    /// A table of the plan on screen; none before it is solved.
    fn table(&self, kind: TableKind) -> Option<TableOf> {
        let reading = self.solving.reading()?;
        Some(TableOf::new(&reading.report.input, kind, &self.state.tables))
    }

    /// Asks where it should go.
    pub(super) fn export(&mut self, name: &str, ending: &str, content: Content) {
        let plan = self.view.path.as_deref();
        let stem = plan.and_then(|path| path.file_stem()).map_or_else(|| "plan".to_string(), |stem| stem.to_string_lossy().into_owned());
        let file = format!("{stem}-{name}.{ending}");
        self.export_at(PathBuf::from(file), content);
    }

    /// The same for a name of its own: beside the plan, where that has a file.
    pub(super) fn export_at(&mut self, file: PathBuf, content: Content) {
        self.exports.content = Some(content);
        let folder = self.view.path.as_deref().and_then(|path| path.parent());
        self.view.export = Some(folder.map_or_else(|| file.clone(), |folder| folder.join(&file)));
        self.ask_path(Purpose::Export);
    }

    /// The chart on screen, if there is something to see.
    fn chart(&mut self) -> Option<Chart> {
        let chart = self.solving.reading().map(|reading| reading.chart(self.state.chart)).filter(|chart| !chart.is_empty());
        let chart = chart.map(|chart| visible(chart, &self.state.hidden).into_owned());
        if chart.is_none() {
            self.state.notify(Severity::Note, "The chart is empty", "");
        }
        chart
    }

    pub(super) fn export_svg(&mut self) {
        let Some(chart) = self.chart() else { return };
        // On paper it stands on white.
        let theme = &self.themes.light;
        let hex = |colour: egui::Color32| format!("#{:02X}{:02X}{:02X}", colour.r(), colour.g(), colour.b());
        let look = svg::Look {
            ground: hex(theme.panel),
            text: hex(theme.text),
            dim: hex(theme.dim),
            line: hex(theme.line),
            paint: &|paint: Paint| hex(theme.chart(paint)),
        };
        let text = svg::of(&chart, &look);
        self.export(&chart.sheet().name, "svg", Content::Bytes(text.into_bytes()));
    }

    pub(super) fn export_chart_table(&mut self) {
        if let Some(chart) = self.chart() {
            let sheet = chart.sheet();
            self.export(&sheet.name, "csv", Content::Bytes(tables::csv(&sheet).into_bytes()));
        }
    }

    pub(super) fn copy_chart_table(&mut self, ctx: &Context) {
        if let Some(chart) = self.chart() {
            ctx.copy_text(tables::tabbed(&chart.sheet()));
        }
    }

    /// Puts what is wanted on screen, then asks for a picture of the window.
    pub(super) fn take_picture(&mut self, shot: Shot) {
        if shot == Shot::Chart {
            if self.chart().is_none() {
                return;
            }
            (self.state.bottom, self.state.bottom_open) = (Tab::Charts, true);
        }
        self.exports.frames = Some((2, shot));
    }

    pub(super) fn tend_picture(&mut self, ctx: &Context) {
        match self.exports.frames {
            Some((0, shot)) => {
                self.exports.frames = None;
                self.exports.picture = Some((ask_picture(ctx), shot));
            }
            Some((frames, shot)) => {
                self.exports.frames = Some((frames - 1, shot));
                ctx.request_repaint();
            }
            None => {}
        }
        let taken = self.exports.picture.as_ref().and_then(|(picture, shot)| Some((picture.try_recv().ok()?, *shot)));
        if let Some((picture, shot)) = taken {
            self.exports.picture = None;
            self.export_png(ctx, &picture, shot);
        }
    }

    fn export_png(&mut self, ctx: &Context, picture: &ColorImage, shot: Shot) {
        let Some(area) = area_of(ctx, shot) else { return };
        let [width, height] = picture.size;
        let whole = Rect::from_min_size(egui::Pos2::ZERO, ctx.content_rect().size());
        let area = area.intersect(whole);
        if !area.is_positive() || width == 0 || height == 0 {
            return;
        }
        let part = picture.region(&area, Some(ctx.pixels_per_point()));
        let pixels: Vec<[u8; 3]> = part.pixels.iter().map(|pixel| [pixel.r(), pixel.g(), pixel.b()]).collect();
        match png::of(part.size[0], &pixels) {
            Some(bytes) => self.export_shot(shot, Content::Bytes(bytes)),
            None => self.warn("The picture is empty"),
        }
    }

    fn export_shot(&mut self, shot: Shot, content: Content) {
        match shot {
            Shot::Chart => self.export(&self.state.chart.word().replace('_', "-"), "png", content),
            Shot::Floor => self.export("floor", "png", content),
            Shot::Pane => self.export_at(PathBuf::from(format!("comparison-{}.png", self.state.compare.kept.pane)), content),
        }
    }
}

/// Where on screen it stands.
fn area_of(ctx: &Context, shot: Shot) -> Option<Rect> {
    let kept = |id| ctx.data(|data| data.get_temp::<Rect>(id)).map(|area| area.expand(6.0));
    match shot {
        Shot::Chart => kept(crate::ui::charts::area_id()),
        Shot::Floor => ctx.read_response(canvas_id()).map(|response| response.rect),
        Shot::Pane => kept(crate::ui::compare::area_id()),
    }
}

/// Asks the system for a picture of the window; it comes when the frame is on screen.
fn ask_picture(ctx: &Context) -> Receiver<Arc<ColorImage>> {
    let (out, picture) = channel();
    let wake = ctx.clone();
    let take = move |image| {
        // A window that is gone needs no picture.
        let _ = out.send(image);
        wake.request_repaint();
    };
    ctx.request_screenshot(take);
    ctx.request_repaint();
    picture
}
