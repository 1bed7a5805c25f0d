//! What the colours on the floor mean: roles with their letters, or a scale with its least and its most.

use egui::{Align2, Color32, FontId, Mesh, Painter, Pos2, Rect, Sense, Shape, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::colours::{Colours, Scale};
use crate::model::rack_type::Role;
use crate::solve::readout;
use crate::ui::canvas_id;
use crate::ui::ctx::Ctx;
use crate::ui::theme::{GAP, SMALL};

/// Height of a line.
const LINE: f32 = 16.0;
/// Width of the scale.
const WIDTH: f32 = 168.0;

/// In the lower left corner of an area, with what is told of it for those who do not see it.
pub fn show(ui: &Ui, ctx: &Ctx, area: Rect, colours: &Colours) {
    let roles = roles(ctx);
    let (size, told) = match colours.scale {
        Some(scale) => (vec2(WIDTH, 2.0 * LINE + 14.0), told(scale)),
        None => (vec2(96.0, LINE * f32::from(u8::try_from(roles.len()).unwrap_or(0)) + 8.0), "Colours of roles".to_string()),
    };
    if roles.is_empty() || area.height() < 2.5 * size.y {
        return;
    }
    let rect = Align2::LEFT_BOTTOM.align_size_within_rect(size, area.shrink(3.0 * GAP));
    let painter = ui.painter().with_clip_rect(area);
    painter.rect(rect, 2.0, ctx.theme.panel, ctx.theme.hairline(), StrokeKind::Inside);
    match colours.scale {
        Some(scale) => ramp(&painter, ctx, rect.shrink(6.0), scale),
        None => roles.iter().zip(0_u8..).for_each(|(role, line)| {
            let at = rect.min + vec2(8.0, 4.0 + LINE * (f32::from(line) + 0.5));
            entry(&painter, ctx, at, *role);
        }),
    }
    let response = ui.interact(rect, canvas_id().with("legend"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &told));
}

/// Roles that racks of the plan have.
fn roles(ctx: &Ctx) -> Vec<Role> {
    let has = |role: &&Role| ctx.plan.rack_types.iter().any(|kind| kind.role == **role);
    Role::ALL.iter().filter(has).copied().collect()
}

/// `Power, 4 kW to 132 kW`.
fn told(Scale { quantity, least, most }: Scale) -> String {
    let unit = quantity.readout();
    format!("{}, {} to {}", quantity.title(), readout::text(least, unit), readout::text(most, unit))
}

fn entry(painter: &Painter, ctx: &Ctx, at: Pos2, role: Role) {
    let colour = ctx.theme.role(role);
    let swatch = Rect::from_center_size(at + vec2(6.0, 0.0), vec2(12.0, 12.0));
    painter.rect(swatch, 1.0, ctx.theme.tint(colour), egui::Stroke::new(1.0, colour), StrokeKind::Inside);
    painter.text(swatch.center(), Align2::CENTER_CENTER, role.letter(), FontId::proportional(SMALL - 2.0), ctx.theme.text);
    let name = crate::ui::widgets::title_of(role.word());
    painter.text(at + vec2(20.0, 0.0), Align2::LEFT_CENTER, name, FontId::proportional(SMALL), ctx.theme.text);
}

fn ramp(painter: &Painter, ctx: &Ctx, rect: Rect, scale: Scale) {
    let (unit, text) = (scale.quantity.readout(), ctx.theme.text);
    let say = |at: Pos2, align: Align2, text: &str, colour: Color32| {
        painter.text(at, align, text, FontId::proportional(SMALL), colour);
    };
    say(rect.min, Align2::LEFT_TOP, scale.quantity.title(), ctx.theme.dim);
    let bar = Rect::from_min_size(pos2(rect.left(), rect.top() + LINE), vec2(rect.width(), 8.0));
    painter.add(Shape::mesh(gradient(ctx, bar)));
    let below = bar.bottom() + 2.0;
    if scale.least.to_bits() == scale.most.to_bits() {
        return say(pos2(rect.center().x, below), Align2::CENTER_TOP, &format!("All {}", readout::text(scale.most, unit)), text);
    }
    say(pos2(rect.left(), below), Align2::LEFT_TOP, &readout::text(scale.least, unit), text);
    say(pos2(rect.right(), below), Align2::RIGHT_TOP, &readout::text(scale.most, unit), text);
}

fn gradient(ctx: &Ctx, bar: Rect) -> Mesh {
    let mut mesh = Mesh::default();
    let width = bar.width() / 42.0;
    for step in 0_u8..42 {
        let left = bar.left() + width * f32::from(step);
        mesh.add_colored_rect(
            Rect::from_min_size(pos2(left, bar.top()), vec2(width, bar.height())),
            ctx.theme.heat_at(f64::from(step) / 41.0),
        );
    }
    mesh
}
