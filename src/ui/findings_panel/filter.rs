//! What the list of findings shows: by severity, rule and text.

use egui::{Button, ComboBox, RichText, TextEdit, Ui, WidgetInfo};

use super::row::sign_of;
use crate::model::counts::grouped;
use crate::solve::rules::{RULES, Rule};
use crate::ui::ctx::{Ctx, Message};
use crate::ui::reading::Reading;
use crate::ui::state::{FindingFilter, Severity};
use crate::ui::theme::{GAP, ROW, SMALL};
use crate::ui::widgets::{counted, sign};

pub fn show(ui: &mut Ui, ctx: &Ctx, reading: &Reading, shown: usize) {
    let mut filter = ctx.state.filter.clone();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        severities(ui, ctx, reading, &mut filter);
        ui.add_space(GAP);
        rules(ui, ctx, reading, &mut filter);
        let edit = TextEdit::singleline(&mut filter.text).hint_text("Filter").desired_width(160.0).margin(GAP);
        ui.add(edit).accessible_name("Filter findings");
        ui.add_space(GAP);
        summary(ui, ctx, reading, shown);
    });
    if filter != ctx.state.filter {
        ctx.send(Message::Filter(filter));
    }
}

fn severities(ui: &mut Ui, ctx: &Ctx, reading: &Reading, filter: &mut FindingFilter) {
    let counts = reading.counts;
    toggle(ui, ctx, "error", Some(Severity::Error), counts.errors, &mut filter.errors);
    toggle(ui, ctx, "warning", Some(Severity::Warning), counts.warnings, &mut filter.warnings);
    toggle(ui, ctx, "note", Some(Severity::Note), counts.notes, &mut filter.notes);
    toggle(ui, ctx, "waived", None, counts.waived, &mut filter.waived);
}

/// A switch with the shape of its severity and how many there are.
fn toggle(ui: &mut Ui, ctx: &Ctx, name: &str, severity: Option<Severity>, count: u64, on: &mut bool) {
    let all = if severity.is_some() { format!("{name}s") } else { name.to_string() };
    let told = match severity {
        Some(_) => counted(usize::try_from(count).unwrap_or(usize::MAX), name),
        None => format!("{} {name}", grouped(i64::try_from(count).unwrap_or(i64::MAX))),
    };
    let indent = if severity.is_some() { "     " } else { "" };
    let text = RichText::new(format!("{indent}{told}")).size(SMALL);
    let text = text.color(if *on && count > 0 { ctx.theme.text } else { ctx.theme.dim });
    let fill = if *on { ctx.theme.raised } else { ctx.theme.panel };
    let response = ui.add(Button::new(text).fill(fill).min_size(egui::vec2(0.0, ROW - 2.0)));
    if let Some(severity) = severity {
        let painter = if *on { ui.painter().clone() } else { faded(ui) };
        painter.add(sign::shape(ctx.theme, severity, response.rect.left_center() + egui::vec2(13.0, 0.0)));
    }
    let was = *on;
    response.widget_info(|| WidgetInfo::selected(egui::Role::CheckBox, true, was, format!("Show {all}")));
    if response.on_hover_text(format!("Shows or hides {all}")).clicked() {
        *on = !*on;
    }
}

fn faded(ui: &Ui) -> egui::Painter {
    let mut painter = ui.painter().clone();
    painter.multiply_opacity(0.4);
    painter
}

/// Rules that some finding breaks, and the one that is chosen.
fn rules(ui: &mut Ui, ctx: &Ctx, reading: &Reading, filter: &mut FindingFilter) {
    let broken = |rule: &&&Rule| Some(rule.id) == filter.rule || reading.findings().iter().any(|finding| finding.rule == rule.id);
    let shown = filter.rule.and_then(|id| RULES.iter().find(|rule| rule.id == id)).map_or("All rules", |rule| rule.title);
    let chosen = ComboBox::from_id_salt("rule of findings").width(170.0).truncate().selected_text(shown).show_ui(ui, |ui| {
        let mut chosen = ui.selectable_label(filter.rule.is_none(), "All rules").clicked().then_some(None);
        for rule in RULES.iter().filter(broken) {
            ui.horizontal(|ui| {
                sign::sign(ui, ctx.theme, sign_of(rule.severity));
                if ui.selectable_label(filter.rule == Some(rule.id), rule.title).clicked() {
                    chosen = Some(Some(rule.id));
                }
            });
        }
        chosen
    });
    chosen.response.accessible_name("Rule of findings");
    if let Some(rule) = chosen.inner.flatten() {
        filter.rule = rule;
    }
}

fn summary(ui: &mut Ui, ctx: &Ctx, reading: &Reading, shown: usize) {
    let counts = reading.counts;
    let all = counts.errors.saturating_add(counts.warnings).saturating_add(counts.notes).saturating_add(counts.waived);
    let all = usize::try_from(all).unwrap_or(usize::MAX);
    if shown < all {
        let count = |count: usize| grouped(i64::try_from(count).unwrap_or(i64::MAX));
        let text = RichText::new(format!("{} of {} shown", count(shown), count(all))).size(SMALL).color(ctx.theme.dim);
        ui.label(text).on_hover_text("At most 2,000 of each rule are listed; the counts are of all");
    }
}
