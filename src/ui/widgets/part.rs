//! The numbers of a catalogue part below the row that chooses it: each with its source and range, to be replaced for this plan and reset again.

use egui::{Align, CollapsingHeader, RichText, TextStyle, TextWrapMode, Ui, WidgetText};

use super::draft::Draft;
use super::number::{Facts, dot, tell};
use super::row::{action, row};
use super::title_of;
use crate::edit::Edit;
use crate::model::catalog::{Catalog, Kind};
use crate::model::plan::Override;
use crate::model::text::{Id, Text};
use crate::ui::ctx::Ctx;
use crate::ui::docs::doc;
use crate::ui::theme::{GAP, SMALL};

/// A number of a part, as the plan has it and as the catalogue had it.
struct Row {
    path: String,
    now: Facts,
    before: Option<Facts>,
}

/// Closed until asked for; the title says whether the plan replaces any. Parts inside the part follow.
pub fn numbers(ui: &mut Ui, ctx: &Ctx, kind: Kind, id: &Id) {
    let Some(part) = ctx.catalog.part(kind, id) else { return };
    let changed = ctx.plan.overrides.iter().filter(|change| change.part == *id).count();
    let title =
        if changed == 0 { format!("Numbers of {}", part.title()) } else { format!("Numbers of {}, {changed} changed", part.title()) };
    let text = WidgetText::from(RichText::new(title).size(SMALL).color(ctx.theme.dim));
    // A title longer than the panel is wide would push the fields below it out of the window.
    let room = ui.available_width() - ui.spacing().indent - 2.0 * GAP;
    let header = CollapsingHeader::new(text.into_galley(ui, Some(TextWrapMode::Truncate), room, TextStyle::Small)).id_salt((
        "numbers",
        kind.word(),
        id.as_str(),
    ));
    header.show_unindented(ui, |ui| {
        rows(ctx, kind, id).iter().for_each(|row| number(ui, ctx, kind, id, row));
        let inside = part.references().into_iter().filter(|inner| inner.kind != Kind::Source);
        inside.for_each(|inner| {
            ui.push_id(&inner.path, |ui| numbers(ui, ctx, inner.kind, &inner.id));
        });
    });
}

fn rows(ctx: &Ctx, kind: Kind, id: &Id) -> Vec<Row> {
    let mut before = facts(ctx.inherited, kind, id).into_iter();
    // Replacing a number neither adds nor moves one.
    let rows = facts(ctx.catalog, kind, id).into_iter().map(|(path, now)| {
        let before = before.next().filter(|(other, _)| *other == path).map(|(_, facts)| facts);
        let replaced = ctx.plan.overrides.iter().any(|change| change.part == *id && change.field.as_str() == path);
        Row { path, now, before: before.filter(|_| replaced) }
    });
    rows.collect()
}

fn facts(catalog: &Catalog, kind: Kind, id: &Id) -> Vec<(String, Facts)> {
    let mut found = Vec::new();
    if let Some(part) = catalog.part(kind, id) {
        part.visit("", &mut |path, number| found.push((path.to_string(), Facts::of(number))));
    }
    found
}

fn number(ui: &mut Ui, ctx: &Ctx, kind: Kind, id: &Id, number: &Row) {
    let name = named(&number.path);
    let title = ctx.catalog.part(kind, id).map_or(id.as_str(), |part| part.title());
    row(ui, ctx.theme, &name, doc(kind.section(), &without_places(&number.path)), |ui| {
        let label = format!("{name} of {title}");
        let field = ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            dot(ui, ctx.theme, number.now.confidence);
            ui.vertical(|ui| draft(ui, ctx, id, number, &label)).inner
        });
        field.response.on_hover_ui(|ui| tell(ui, ctx.theme, ctx.catalog, &label, &number.now));
        if let Some(text) = field.inner {
            ctx.edit(Edit::SetOverride { part: id.clone(), field: path(number), value: text, comment: Text::default() });
        }
        if let Some(before) = &number.before
            && action(ui, ctx.theme, &format!("Reset to {}", before.value), &format!("{label} as in the catalogue"), true)
        {
            ctx.edit(Edit::ClearOverride { part: id.clone(), field: path(number) });
        }
    });
}

/// The field; what is typed is checked as the edit checks it.
fn draft(ui: &mut Ui, ctx: &Ctx, id: &Id, number: &Row, name: &str) -> Option<Text> {
    let draft = Draft { name, shown: &number.now.value, hint: "", align: Align::RIGHT, rows: 1, salt: 0, wants_focus: false };
    let change = |text: &str| {
        let value = Text::new(text.trim()).map_err(|rule| format!("allowed {rule}"))?;
        Ok::<_, String>(Override { part: id.clone(), field: path(number), value, comment: Text::default() })
    };
    let check = |text: &str| ctx.inherited.clone().set(&change(text)?);
    draft.show(ui, ctx.theme, &check).and_then(|text| change(&text).ok()).map(|change| change.value)
}

fn path(number: &Row) -> Text {
    Text::new(&number.path).unwrap_or_default()
}

/// `stages[2].efficiency` -> `stages.efficiency`.
fn without_places(path: &str) -> String {
    path.split('[').map(|part| part.split_once(']').map_or(part, |(_, rest)| rest)).collect()
}

/// `laser.module_energy` -> `Laser module energy`; `stages[2].efficiency` -> `Stages 3 efficiency`.
pub fn named(path: &str) -> String {
    let spaced: String = path.split(['.', ']']).filter(|part| !part.is_empty()).map(counted_on).collect::<Vec<_>>().join(" ");
    title_of(&spaced.split('_').map(abbreviated).collect::<Vec<_>>().join(" "))
}

/// `it` -> `IT`: fields are written small, people write these large.
fn abbreviated(word: &str) -> &str {
    match word {
        "it" => "IT",
        "mw" => "MW",
        "kw" => "kW",
        "pue" => "PUE",
        "usd" => "USD",
        "mtbf" => "MTBF",
        "fit" => "FIT",
        "hbm" => "HBM",
        other => other,
    }
}

/// `stages[2` -> `stages 3`: people count from one.
fn counted_on(part: &str) -> String {
    let Some((list, index)) = part.split_once('[') else { return part.to_string() };
    index.parse::<u64>().map_or_else(|_| part.to_string(), |index| format!("{list} {}", index.saturating_add(1)))
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn paths_become_titles() {
        let cases = [
            ("price", "Price"),
            ("laser.module_energy", "Laser module energy"),
            ("stages[2].efficiency", "Stages 3 efficiency"),
            ("staff_per_mw", "Staff per MW"),
            ("it_life", "IT life"),
        ];
        for (path, title) in cases {
            assert_eq!(named(path), title);
        }
    }
}
