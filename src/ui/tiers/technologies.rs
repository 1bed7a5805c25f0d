//! The list a technology is chosen from: under each, what it costs, how many fibres it takes and how many links of the plan it would not reach.

use std::sync::Arc;

use egui::{ComboBox, Id as UiId, RichText, Ui};

use crate::model::plan::Plan;
use crate::model::text::Id;
use crate::solve::resolve::tier::CLASSES;
use crate::solve::tier_readings::Lengths;
use crate::ui::ctx::Ctx;
use crate::ui::theme::SMALL;
use crate::ui::widgets::field::Label;

/// Says what a choice means for links of these lengths.
type Told<'t> = &'t dyn Fn(Option<&[Lengths; CLASSES]>, &Id) -> String;

/// `tier`: place of the tier in what was solved.
pub fn choose(
    ui: &mut Ui,
    ctx: &Ctx,
    label: Label,
    current: Option<&Id>,
    options: &[(Id, String)],
    told: (Option<usize>, Told),
) -> Option<Id> {
    let shown = current.and_then(|current| options.iter().find(|(id, _)| id == current)).map_or("\u{2014}", |(_, title)| title.as_str());
    let mut chosen = None;
    let width = ui.available_width();
    let list = ComboBox::from_id_salt((label.name, label.salt)).width(width).truncate().selected_text(shown).height(360.0);
    let shown = list.show_ui(ui, |ui| {
        let lengths = told.0.and_then(|tier| lengths(ui, ctx, tier));
        for (id, title) in options {
            if ui.selectable_label(Some(id) == current, title.as_str()).clicked() {
                chosen = Some(id.clone());
            }
            let words = (told.1)(lengths.as_deref(), id);
            // Right under what it is about, and away from the next.
            ui.add_space(-6.0);
            ui.label(RichText::new(format!("    {words}")).size(SMALL).color(ctx.theme.dim));
        }
    });
    shown.response.accessible_name(label.name);
    chosen.filter(|chosen| Some(chosen) != current)
}

/// Lengths of the links of a tier, kept while the list is open over the same plan.
#[derive(Clone)]
struct Kept {
    plan: Arc<Plan>,
    tier: usize,
    lengths: Arc<[Lengths; CLASSES]>,
}

fn lengths(ui: &Ui, ctx: &Ctx, tier: usize) -> Option<Arc<[Lengths; CLASSES]>> {
    let report = &ctx.reading?.report;
    let plan = &report.input.plan;
    let memory = UiId::unique("lengths of the links of a tier");
    let fits = |kept: &Kept| kept.tier == tier && Arc::ptr_eq(&kept.plan, plan);
    if let Some(kept) = ui.data(|data| data.get_temp::<Kept>(memory)).filter(fits) {
        return Some(kept.lengths);
    }
    let lengths = Arc::new(report.class_lengths(tier));
    ui.data_mut(|data| data.insert_temp(memory, Kept { plan: Arc::clone(plan), tier, lengths: Arc::clone(&lengths) }));
    Some(lengths)
}
