//! The command palette: every verb and every rack, rack type and tier, found by a few letters of its name.

use std::sync::Arc;

use egui::{Id as UiId, Key, Modal, Modifiers, RichText, ScrollArea, TextEdit, Ui};

use super::command::{Command, TABLE};
use super::ctx::{Ctx, Message};
use super::fuzzy::score;
use super::kept::{Held, kept};
use super::state::{Page, Screen, Tool};
use super::theme::{GAP, ROW, SMALL};
use crate::model::racks::RackId;
use crate::model::text::Id;

/// Height of the list, however few entries there are: it stays where it is.
const ROOM: f32 = 360.0;
/// Entries shown at most.
const SHOWN: usize = 50;

/// What an entry of the palette does.
#[derive(Clone, Debug, PartialEq)]
enum Act {
    Run(Command),
    Rack(RackId),
    Place(Id),
    Tier,
}

#[derive(Clone)]
struct Entry {
    title: String,
    extra: String,
    act: Act,
    enabled: Result<(), &'static str>,
    score: i64,
}

pub fn show(ui: &Ui, ctx: &Ctx, objects: bool) {
    let id = UiId::unique("palette");
    let modal = Modal::new(id).frame(ctx.theme.dialog()).backdrop_color(ctx.theme.backdrop());
    let shown = modal.show(ui.ctx(), |ui| contents(ui, ctx, objects, id));
    let close = shown.should_close();
    if close || shown.inner.is_some() {
        ui.data_mut(|data| data.remove::<(String, usize)>(id));
        // Before what was chosen, which may open a window of its own.
        ctx.send(Message::Dialog(None));
    }
    if let Some(chosen) = shown.inner {
        act(ctx, &chosen);
    }
}

/// What was chosen.
fn contents(ui: &mut Ui, ctx: &Ctx, objects: bool, memory: UiId) -> Option<Act> {
    ui.set_width(520.0);
    let (mut query, mut at): (String, usize) = ui.data(|data| data.get_temp(memory)).unwrap_or_default();
    let (up, down, enter) = ui.input_mut(|input| {
        let mut take = |key| input.count_and_consume_key(Modifiers::NONE, key);
        (take(Key::ArrowUp), take(Key::ArrowDown), take(Key::Enter) > 0)
    });
    let name = if objects { "Find rack, type or tier" } else { "Find command or rack" };
    let edit = TextEdit::singleline(&mut query).hint_text(name).desired_width(f32::INFINITY).margin(2.0 * GAP);
    let response = ui.add(edit).accessible_name(name);
    response.request_focus();
    if response.changed() {
        at = 0;
    }
    let entries = found(ui, ctx, &query, objects);
    at = (at + down).saturating_sub(up).min(entries.len().saturating_sub(1));
    ui.add_space(GAP);
    let clicked = list(ui, ctx, &entries, at, up + down > 0);
    ui.data_mut(|data| data.insert_temp(memory, (query, at)));
    let chosen = clicked.or(enter.then_some(at)).and_then(|index| entries.get(index));
    chosen.filter(|entry| entry.enabled.is_ok()).map(|entry| entry.act.clone())
}

fn list(ui: &mut Ui, ctx: &Ctx, entries: &[Entry], at: usize, moved: bool) -> Option<usize> {
    let mut clicked = None;
    if entries.is_empty() {
        ui.label(RichText::new("Nothing of that name").color(ctx.theme.dim));
    }
    ScrollArea::vertical().min_scrolled_height(ROOM).max_height(ROOM).auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (index, entry) in entries.iter().enumerate() {
            let extra = RichText::new(entry.extra.as_str()).size(SMALL).color(ctx.theme.dim);
            let button = egui::Button::selectable(index == at, entry.title.as_str()).shortcut_text(extra).min_size(egui::vec2(500.0, ROW));
            let response = ui.add_enabled(entry.enabled.is_ok(), button);
            if moved && index == at {
                response.scroll_to_me(None);
            }
            let response = entry.enabled.err().map_or_else(|| response.clone(), |reason| response.clone().on_disabled_hover_text(reason));
            if response.clicked() {
                clicked = Some(index);
            }
        }
    });
    clicked
}

fn found(ui: &Ui, ctx: &Ctx, query: &str, objects: bool) -> Vec<Entry> {
    let mut entries = if objects { Vec::new() } else { commands(ctx, query) };
    if ctx.state.screen == Screen::Plan && (objects || !query.trim().is_empty()) {
        // A large plan has more names than can be looked at in every frame.
        let things = kept(ui, "things found", (Held(Arc::clone(ctx.plan)), query.to_string()), || things(ctx, query));
        entries.extend(things.iter().cloned());
    }
    entries.sort_by_key(|entry| (entry.enabled.is_err(), -entry.score));
    entries.truncate(SHOWN);
    entries
}

fn commands(ctx: &Ctx, query: &str) -> Vec<Entry> {
    let rows = TABLE.iter().filter(|row| row.command != Command::Palette);
    let entry = |row: &super::command::Row| {
        let score = score(query, row.title).or_else(|| score(query, &format!("{} {}", row.menu.title(), row.title)))?;
        let keys = row.keys.first().map(|keys| keys.format(&egui::ModifierNames::NAMES, false)).unwrap_or_default();
        Some(Entry { title: row.title_now(ctx), extra: keys, act: Act::Run(row.command), enabled: row.enabled(ctx), score: score + 1 })
    };
    rows.filter_map(entry).collect()
}

fn things(ctx: &Ctx, query: &str) -> Vec<Entry> {
    let entry = |title: String, extra: String, act: Act| {
        let score = score(query, &title)?;
        (score >= 50 || query.trim().is_empty()).then_some(Entry { title, extra, act, enabled: Ok(()), score })
    };
    let racks = ctx.plan.racks.iter().filter_map(|rack| entry(rack.name.to_string(), format!("rack, {}", rack.kind), Act::Rack(rack.id)));
    let kinds = ctx.plan.rack_types.iter();
    let kinds = kinds.filter_map(|kind| entry(format!("Place {}", kind.name), "rack type".to_string(), Act::Place(kind.id.clone())));
    let tiers = ctx.plan.tiers.iter().filter_map(|tier| entry(tier.name.to_string(), "tier".to_string(), Act::Tier));
    racks.take(10 * SHOWN).chain(kinds).chain(tiers).collect()
}

fn act(ctx: &Ctx, act: &Act) {
    match act {
        Act::Run(command) => ctx.run(*command),
        Act::Rack(id) => {
            ctx.send(Message::Select(vec![*id]));
            ctx.run(Command::FitSelection);
        }
        Act::Place(kind) => ctx.send(Message::Tool(Tool::Place(kind.clone()))),
        Act::Tier => ctx.send(Message::Page(Page::Tiers)),
    }
}
