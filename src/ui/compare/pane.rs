//! What stands below the results, one tab each.

use egui::{Button, RichText, Role, Ui, UiBuilder, Vec2, WidgetInfo};

use super::{Page, Pane, flip, service, sure, waterfall, words};
use crate::ui::theme::{GAP, ROW, SMALL};

pub fn show(ui: &mut Ui, page: Page) {
    ui.set_min_height(ui.available_height());
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0 * GAP;
        Pane::ALL.iter().for_each(|pane| tab(ui, page, *pane));
    });
    ui.add_space(GAP);
    let area = ui.available_rect_before_wrap();
    ui.data_mut(|data| data.insert_temp(area_id(), area));
    // A child of its own: what is too tall for it must not move the panel under the hand.
    let mut inside = ui.new_child(UiBuilder::new().max_rect(area));
    inside.set_clip_rect(area.expand(2.0).intersect(ui.clip_rect()));
    match page.view().kept.pane {
        Pane::Words => words::show(&mut inside, page),
        Pane::Why => waterfall::show(&mut inside, page),
        Pane::Flip => flip::show(&mut inside, page),
        Pane::Sure => sure::show(&mut inside, page),
        Pane::Service => service::show(&mut inside, page),
    }
    ui.advance_cursor_after_rect(area);
}

/// Where it stands on screen, for who takes a picture of it.
pub fn area_id() -> egui::Id {
    egui::Id::unique("area below the results")
}

/// A tab with a line under it where it is the one that shows.
fn tab(ui: &mut Ui, page: Page, pane: Pane) {
    let theme = page.ctx.theme;
    let on = page.view().kept.pane == pane;
    let text = RichText::new(pane.title()).size(SMALL).color(if on { theme.text } else { theme.dim });
    let response = ui.add(Button::new(text).frame(false).min_size(Vec2::new(0.0, ROW)));
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, on, pane.title()));
    if on || response.has_focus() {
        let stroke = egui::Stroke::new(2.0, if response.has_focus() { theme.text } else { theme.accent });
        ui.painter().hline(response.rect.x_range(), response.rect.bottom() - 1.0, stroke);
    }
    if response.clicked() {
        page.look(|view| view.kept.pane = pane);
    }
}
