//! One finding as a row of the table.

use egui::{Align, Button, Label, Layout, RichText, Ui};
use egui_extras::TableRow;

use super::walk::{key, waiver};
use crate::edit::Edit;
use crate::solve::rules::{Finding, rule_named};
use crate::ui::ctx::{Ctx, Message};
use crate::ui::reading::Reading;
use crate::ui::state::Severity;
use crate::ui::theme::{GAP, SMALL};
use crate::ui::widgets::sign;

pub fn show(row: &mut TableRow, ctx: &Ctx, reading: &Reading, finding: &Finding, wide: bool) {
    row.col(|ui| severity(ui, ctx, finding));
    row.col(|ui| rule(ui, ctx, finding));
    row.col(|ui| message(ui, ctx, finding));
    if wide {
        row.col(|ui| amount(ui, ctx, finding, &finding.actual, true));
        row.col(|ui| amount(ui, ctx, finding, &finding.limit, false));
    }
    row.col(|ui| actions(ui, ctx, reading, finding));
}

/// Severities of the model as the window's signs.
pub fn sign_of(severity: crate::model::severity::Severity) -> Severity {
    match severity {
        crate::model::severity::Severity::Error => Severity::Error,
        crate::model::severity::Severity::Warning => Severity::Warning,
        crate::model::severity::Severity::Note => Severity::Note,
    }
}

fn severity(ui: &mut Ui, ctx: &Ctx, finding: &Finding) {
    if finding.waived.is_some() {
        ui.multiply_opacity(0.4);
    }
    ui.add_space(GAP);
    sign::sign(ui, ctx.theme, sign_of(finding.severity));
}

/// The title of the rule with its help on hover.
fn rule(ui: &mut Ui, ctx: &Ctx, finding: &Finding) {
    let Some(rule) = rule_named(finding.rule) else { return };
    let response = ui.add(Label::new(text(ctx, finding, rule.title, false)).truncate());
    response.on_hover_ui(|ui| {
        ui.set_max_width(360.0);
        ui.label(RichText::new(rule.title).strong());
        for paragraph in paragraphs(rule.help) {
            ui.add(Label::new(RichText::new(paragraph).size(SMALL)).wrap());
        }
    });
}

/// Lines of a doc comment as paragraphs; an empty line parts them.
fn paragraphs(lines: &[&str]) -> Vec<String> {
    let mut all = vec![String::new()];
    for line in lines.iter().map(|line| line.trim()) {
        match all.last_mut() {
            Some(last) if !line.is_empty() => *last = format!("{last} {line}").trim().to_string(),
            _ => all.push(String::new()),
        }
    }
    all.retain(|paragraph| !paragraph.is_empty());
    all
}

fn text(ctx: &Ctx, finding: &Finding, words: &str, strong: bool) -> RichText {
    let text = RichText::new(words).color(if strong { ctx.theme.text } else { ctx.theme.dim });
    if finding.waived.is_some() { text.color(ctx.theme.dim).strikethrough() } else { text }
}

/// The sentence; struck through and followed by the reason where it was waived.
fn message(ui: &mut Ui, ctx: &Ctx, finding: &Finding) {
    let words = text(ctx, finding, &finding.message, true);
    let Some(comment) = &finding.waived else {
        ui.add(Label::new(words).truncate());
        return;
    };
    let mut job = egui::text::LayoutJob::default();
    let reason = RichText::new(format!("   Waived: {comment}")).color(ctx.theme.text);
    for part in [words, reason] {
        part.append_to(&mut job, ui.style(), egui::FontSelection::Default, Align::Center);
    }
    ui.add(Label::new(job).truncate());
}

fn amount(ui: &mut Ui, ctx: &Ctx, finding: &Finding, words: &str, strong: bool) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.add(Label::new(text(ctx, finding, words, strong)).truncate()));
}

fn actions(ui: &mut Ui, ctx: &Ctx, reading: &Reading, finding: &Finding) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        ui.spacing_mut().button_padding = egui::vec2(6.0, 1.0);
        ui.spacing_mut().interact_size.y = 18.0;
        ui.add_space(GAP);
        if finding.waived.is_some() {
            return unwaive(ui, ctx, finding);
        }
        if button(ui, ctx, "Waive…", "Accepts the finding, with the reason why") {
            ctx.send(Message::Waive(Some(key(finding))));
        }
        // A fix is made for the plan that was solved, and that only.
        for fix in finding.fixes.iter().filter(|_| !reading.stale) {
            if button(ui, ctx, &fix.label, &fix.label) {
                ctx.edit(fix.edit.clone());
            }
        }
    });
}

fn unwaive(ui: &mut Ui, ctx: &Ctx, finding: &Finding) {
    let Some(waiver) = waiver(ctx.plan, finding) else { return };
    let tooltip = if waiver.subjects.is_empty() { "Takes back the waiver of all findings of this rule" } else { "Takes the waiver back" };
    if button(ui, ctx, "Un-waive", tooltip) {
        ctx.edit(Edit::RemoveWaiver { rule: waiver.rule.clone(), subjects: waiver.subjects.clone() });
    }
}

fn button(ui: &mut Ui, ctx: &Ctx, label: &str, tooltip: &str) -> bool {
    let button = Button::new(RichText::new(label).size(SMALL).color(ctx.theme.accent)).truncate().min_size(egui::vec2(0.0, 18.0));
    ui.add(button).on_hover_text(tooltip).clicked()
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    #[test]
    fn help_reads_as_paragraphs() {
        assert_eq!(paragraphs(&[" One line", " and its end.", "", " Another."]), ["One line and its end.", "Another."]);
        assert!(paragraphs(&[]).is_empty());
    }
}
