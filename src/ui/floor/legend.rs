//! What the colours on the floor mean: roles with their letters, or a scale with its least and its most.

use egui::{Align2, Color32, FontId, Mesh, Painter, Pos2, Rect, Sense, Shape, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::cables::Line;
use super::colours::{Colours, Scale};
use super::flows::Flows;
use crate::model::parts::Family;
use crate::model::rack_type::Role;
use crate::solve::figure::real;
use crate::solve::readout::{self, Unit};
use crate::ui::canvas_id;
use crate::ui::ctx::Ctx;
use crate::ui::theme::{GAP, SMALL};
use crate::ui::widgets::title_of;

/// Height of a line.
const LINE: f32 = 16.0;
/// Width of a section.
const WIDTH: f32 = 168.0;

/// One box of the legend.
enum Section {
    Roles(Vec<Role>),
    Scale(Scale),
    Cables(Vec<(Family, u64)>),
    Trays,
}

/// In the lower left corner of an area, one box above the other.
pub fn show(ui: &Ui, ctx: &Ctx, area: Rect, colours: &Colours, flows: &Flows) {
    let mut sections = vec![colours.scale.map_or_else(|| Section::Roles(roles(ctx)), Section::Scale)];
    if !flows.is_empty() {
        sections.push(Section::Cables(flows.families.clone()));
    }
    if ctx.state.floor.trays {
        sections.push(Section::Trays);
    }
    let mut room = area.shrink(3.0 * GAP);
    for (section, place) in sections.iter().zip(0_u8..) {
        let rect = Align2::LEFT_BOTTOM.align_size_within_rect(vec2(WIDTH, section.height()), room);
        if section.height() <= 10.0 || rect.top() < area.top() {
            continue;
        }
        section.show(ui, ctx, rect);
        let response = ui.interact(rect, canvas_id().with(("legend", place)), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, section.told()));
        room.max.y = rect.top() - GAP;
    }
}

impl Section {
    fn height(&self) -> f32 {
        let lines = |count: usize| LINE * f32::from(u8::try_from(count).unwrap_or(u8::MAX)) + 8.0;
        match self {
            Self::Roles(roles) => lines(roles.len()),
            Self::Cables(families) => lines(families.len() + 1),
            Self::Scale(_) | Self::Trays => 2.0 * LINE + 22.0,
        }
    }

    /// For those who do not see it.
    fn told(&self) -> String {
        match self {
            Self::Roles(_) => "Colours of roles".to_string(),
            Self::Scale(Scale { quantity, least, most }) => {
                let say = |value| readout::text(value, quantity.readout());
                format!("{}, {} to {}", quantity.title(), say(*least), say(*most))
            }
            Self::Cables(families) => {
                let names: Vec<String> =
                    families.iter().map(|(family, most)| format!("{} up to {most}", title_of(family.word()))).collect();
                format!("Cables side by side: {}", names.join(", "))
            }
            Self::Trays => "Tray fill, 0 % to 100 %".to_string(),
        }
    }

    fn show(&self, ui: &Ui, ctx: &Ctx, rect: Rect) {
        let painter = ui.painter().with_clip_rect(rect);
        painter.rect(rect, 2.0, ctx.theme.panel, ctx.theme.hairline(), StrokeKind::Inside);
        let line = |place: u8| rect.min + vec2(8.0, 4.0 + LINE * (f32::from(place) + 0.5));
        match self {
            Self::Roles(roles) => roles.iter().zip(0_u8..).for_each(|(role, place)| entry(&painter, ctx, line(place), *role)),
            Self::Cables(families) => {
                painter.text(line(0), Align2::LEFT_CENTER, "Cables side by side", FontId::proportional(SMALL), ctx.theme.dim);
                families.iter().zip(1_u8..).for_each(|(family, place)| technology(&painter, ctx, line(place), *family));
            }
            Self::Scale(scale) => {
                let say = |value| readout::text(value, scale.quantity.readout());
                let same = scale.least.to_bits() == scale.most.to_bits();
                let ends = if same { [format!("All {}", say(scale.most)), String::new()] } else { [say(scale.least), say(scale.most)] };
                ramp(&painter, ctx, rect.shrink(6.0), scale.quantity.title(), &ends);
            }
            Self::Trays => ramp(&painter, ctx, rect.shrink(6.0), "Tray fill; red is too full", &["0 %".to_string(), "100 %".to_string()]),
        }
    }
}

/// Roles that racks of the plan have.
fn roles(ctx: &Ctx) -> Vec<Role> {
    let has = |role: &&Role| ctx.plan.rack_types.iter().any(|kind| kind.role == **role);
    Role::ALL.iter().filter(has).copied().collect()
}

fn entry(painter: &Painter, ctx: &Ctx, at: Pos2, role: Role) {
    let colour = ctx.theme.role(role);
    let swatch = Rect::from_center_size(at + vec2(6.0, 0.0), vec2(12.0, 12.0));
    painter.rect(swatch, 1.0, ctx.theme.tint(colour), egui::Stroke::new(1.0, colour), StrokeKind::Inside);
    painter.text(swatch.center(), Align2::CENTER_CENTER, role.letter(), FontId::proportional(SMALL - 2.0), ctx.theme.text);
    let name = title_of(role.word());
    painter.text(at + vec2(20.0, 0.0), Align2::LEFT_CENTER, name, FontId::proportional(SMALL), ctx.theme.text);
}

/// The line of a technology as it runs on the floor, its name and the most cables side by side.
fn technology(painter: &Painter, ctx: &Ctx, at: Pos2, (family, most): (Family, u64)) {
    let mut mesh = Mesh::default();
    let sample = Rect::from_center_size(at + vec2(10.0, 0.0), vec2(20.0, 3.0));
    Line::sample(ctx, family).add_to(&mut mesh, sample, sample.min);
    painter.add(Shape::mesh(mesh));
    let font = || FontId::proportional(SMALL);
    painter.text(at + vec2(28.0, 0.0), Align2::LEFT_CENTER, title_of(family.word()), font(), ctx.theme.text);
    let count = readout::text(real(most), Unit::Count);
    painter.text(at + vec2(WIDTH - 16.0, 0.0), Align2::RIGHT_CENTER, count, font(), ctx.theme.dim);
}

fn ramp(painter: &Painter, ctx: &Ctx, rect: Rect, title: &str, [least, most]: &[String; 2]) {
    let say = |at: Pos2, align: Align2, text: &str, colour: Color32| {
        painter.text(at, align, text, FontId::proportional(SMALL), colour);
    };
    say(rect.min, Align2::LEFT_TOP, title, ctx.theme.dim);
    let bar = Rect::from_min_size(pos2(rect.left(), rect.top() + LINE), vec2(rect.width(), 8.0));
    painter.add(Shape::mesh(gradient(ctx, bar)));
    say(pos2(rect.left(), bar.bottom() + 2.0), Align2::LEFT_TOP, least, ctx.theme.text);
    say(pos2(rect.right(), bar.bottom() + 2.0), Align2::RIGHT_TOP, most, ctx.theme.text);
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
