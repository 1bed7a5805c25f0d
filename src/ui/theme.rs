//! Colours by role, type sizes and spacing: the only place with colours. The tokens stand in `assets/theme_*.ron`; reading those is for `app`.

use std::sync::Arc;

use egui::epaint::Shadow;
use egui::style::{Selection, TextCursorStyle, WidgetVisuals, Widgets};
use egui::{Color32, Context, CornerRadius, FontFamily, FontId, Margin, Rgba, Stroke, Style, TextStyle, Vec2, Visuals};

use super::floor::view::narrow;
use crate::model::describe::record;
use crate::model::parts::Family;
use crate::model::rack_type::Role;
use crate::model::severity::Severity;
use crate::model::text::Text;
use crate::solve::charts::Paint;

/// Size of text in panels.
pub const BODY: f32 = 13.0;
/// Size of labels, units and notes.
pub const SMALL: f32 = 11.0;
/// Size of headline numbers.
pub const HEADLINE: f32 = 20.0;
/// Height of a row of a panel.
pub const ROW: f32 = 24.0;
/// The grid of spaces: this and twice this.
pub const GAP: f32 = 4.0;
/// Corner radius of everything that has corners.
pub const RADIUS: u8 = 4;

macro_rules! tokens {
    ($($(#[doc = $doc:literal])+ $name:ident),+ $(,)?) => {
        record! {
            /// A theme as it stands in a file: one colour per role, written `#RRGGBB`.
            pub struct Tokens {
                $($(#[doc = $doc])+ pub $name: Text,)+
                /// Steps of the heat map, low to high.
                pub heat: Vec<Text>,
                /// Links of the tiers, one after another.
                pub tiers: Vec<Text>,
            }
        }

        /// Colours by role.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Theme {
            pub dark: bool,
            $($(#[doc = $doc])+ pub $name: Color32,)+
            /// Steps of the heat map, low to high.
            pub heat: Vec<Color32>,
            /// Links of the tiers, one after another.
            pub tiers: Vec<Color32>,
        }

        impl Theme {
            /// The theme of some tokens, or the token that is no colour.
            pub fn of(tokens: &Tokens, dark: bool) -> Result<Self, String> {
                Ok(Self {
                    dark,
                    $($name: colour(stringify!($name), &tokens.$name)?,)+
                    heat: tokens.heat.iter().map(|text| colour("heat", text)).collect::<Result<_, _>>()?,
                    tiers: tokens.tiers.iter().map(|text| colour("tiers", text)).collect::<Result<_, _>>()?,
                })
            }
        }
    };
}

tokens! {
    /// Behind the floor.
    canvas,
    /// Behind panels.
    panel,
    /// Buttons, fields and cards.
    raised,
    /// The same under the pointer.
    hover,
    /// Hairlines.
    line,
    /// Lines of the floor's grid.
    grid,
    /// Text.
    text,
    /// Units, notes and what is inherited.
    dim,
    /// What is active, focused or linked.
    accent,
    /// Text on the accent.
    on_accent,
    /// Behind what is selected.
    selection,
    /// Accelerators and their hosts.
    compute,
    /// Switches.
    switch,
    /// Pooled memory.
    memory,
    /// Power shelves.
    power,
    /// Coolant distribution.
    cooling,
    /// Passive copper.
    passive_copper,
    /// Active copper.
    active_copper,
    /// Pluggable optics.
    pluggable,
    /// Linear pluggable optics.
    linear_pluggable,
    /// Near-package optics.
    near_package,
    /// Co-packaged optics.
    co_packaged,
    /// Optics inside a package.
    in_package,
    /// Technologies without a colour of their own.
    other_media,
    /// Hosts beside their accelerators.
    hosts,
    /// Fans.
    fans,
    /// What is lost before the racks, and cooling.
    plant,
    /// Bars that stand for nothing in particular.
    plain,
    /// Errors.
    error,
    /// Warnings.
    warning,
    /// Notes.
    note,
    /// Better than before.
    better,
    /// Worse than before.
    worse,
}

impl Theme {
    pub fn role(&self, role: Role) -> Color32 {
        match role {
            Role::Compute => self.compute,
            Role::Switch => self.switch,
            Role::Memory => self.memory,
            Role::Power => self.power,
            Role::Cooling => self.cooling,
        }
    }

    pub fn family(&self, family: Family) -> Color32 {
        match family {
            Family::PassiveCopper | Family::Backplane => self.passive_copper,
            Family::ActiveCopper => self.active_copper,
            Family::Pluggable | Family::ActiveOptical => self.pluggable,
            Family::LinearPluggable => self.linear_pluggable,
            Family::NearPackage => self.near_package,
            Family::CoPackaged => self.co_packaged,
            Family::InPackage => self.in_package,
            Family::Coherent | Family::CircuitSwitched | Family::WideAndSlow => self.other_media,
        }
    }

    /// What a series of a chart stands for.
    pub fn chart(&self, paint: Paint) -> Color32 {
        match paint {
            Paint::Role(role) => self.role(role),
            Paint::Family(family) => self.family(family),
            Paint::Hosts => self.hosts,
            Paint::Fans => self.fans,
            Paint::Links(tier) => self.tiers.iter().cycle().nth(tier % self.tiers.len().max(1)).copied().unwrap_or(self.other_media),
            Paint::Plant => self.plant,
            Paint::Network => self.accent,
            Paint::Plain => self.plain,
            Paint::Limit => self.error,
            Paint::Line => self.text,
        }
    }

    /// Surfaces text stands on.
    pub fn surfaces(&self) -> [(&'static str, Color32); 5] {
        [("canvas", self.canvas), ("panel", self.panel), ("raised", self.raised), ("hover", self.hover), ("selection", self.selection)]
    }

    /// A fill of a colour that lets text stay readable on it.
    pub fn tint(&self, colour: Color32) -> Color32 {
        mix(self.panel, colour, if self.dark { 0.28 } else { 0.16 })
    }

    /// The colour of a share between 0 and 1 on the heat map.
    pub fn heat_at(&self, share: f64) -> Color32 {
        let steps = u8::try_from(self.heat.len()).unwrap_or(u8::MAX).saturating_sub(1);
        let along = f64::from(steps) * share.clamp(0.0, 1.0);
        let below = (0..steps).rev().find(|step| f64::from(*step) <= along).unwrap_or(0);
        let colour = |step: u8| self.heat.get(usize::from(step)).copied().unwrap_or(self.plain);
        mix(colour(below), colour(below.saturating_add(1)), narrow(along - f64::from(below)))
    }

    /// Text that stands out on a colour.
    pub fn over(&self, colour: Color32) -> Color32 {
        /// As far from black as from white, as eyes see it.
        const MIDDLE: f32 = 0.18;
        let (dark, bright) = if self.dark { (self.canvas, self.text) } else { (self.text, self.panel) };
        if Rgba::from(colour).intensity() > MIDDLE { dark } else { bright }
    }

    /// The colour of how bad something is.
    pub fn severity(&self, severity: Severity) -> Color32 {
        match severity {
            Severity::Error => self.error,
            Severity::Warning => self.warning,
            Severity::Note => self.note,
        }
    }

    /// What darkens the window behind a dialog.
    pub fn backdrop(&self) -> Color32 {
        Color32::from_black_alpha(if self.dark { 140 } else { 70 })
    }

    pub fn hairline(&self) -> Stroke {
        Stroke::new(1.0, self.line)
    }

    /// A dialog or popup.
    pub fn dialog(&self) -> egui::Frame {
        egui::Frame::new().fill(self.panel).stroke(self.hairline()).corner_radius(RADIUS).inner_margin(16).shadow(self.shadow())
    }

    fn shadow(&self) -> Shadow {
        let alpha = if self.dark { 120 } else { 40 };
        Shadow { offset: [0, 4], blur: 16, spread: 0, color: Color32::from_black_alpha(alpha) }
    }

    fn visuals(&self) -> Visuals {
        let base = if self.dark { Visuals::dark() } else { Visuals::light() };
        Visuals {
            override_text_color: None,
            weak_text_color: Some(self.dim),
            widgets: self.widgets(),
            selection: Selection { bg_fill: self.selection, stroke: Stroke::new(1.0, self.text) },
            hyperlink_color: self.accent,
            faint_bg_color: self.raised,
            extreme_bg_color: self.canvas,
            text_edit_bg_color: Some(self.canvas),
            code_bg_color: self.raised,
            warn_fg_color: self.warning,
            error_fg_color: self.error,
            window_corner_radius: CornerRadius::same(RADIUS),
            menu_corner_radius: CornerRadius::same(RADIUS),
            window_shadow: self.shadow(),
            popup_shadow: self.shadow(),
            window_fill: self.panel,
            window_stroke: self.hairline(),
            panel_fill: self.panel,
            // A blinking cursor would draw frames while nothing happens.
            text_cursor: TextCursorStyle { stroke: Stroke::new(1.5, self.accent), blink: false, ..TextCursorStyle::default() },
            indent_has_left_vline: false,
            disabled_alpha: 0.55,
            ..base
        }
    }

    fn widgets(&self) -> Widgets {
        let of = |fill: Color32, line: Color32, text: Color32| WidgetVisuals {
            bg_fill: fill,
            weak_bg_fill: fill,
            bg_stroke: Stroke::new(1.0, line),
            corner_radius: CornerRadius::same(RADIUS),
            fg_stroke: Stroke::new(1.0, text),
            expansion: 0.0,
        };
        Widgets {
            noninteractive: of(self.panel, self.line, self.text),
            inactive: of(self.raised, self.line, self.text),
            hovered: of(self.hover, self.dim, self.text),
            active: of(self.hover, self.accent, self.text),
            open: of(self.hover, self.accent, self.text),
        }
    }

    fn style(&self) -> Style {
        let mut style = Style { visuals: self.visuals(), animation_time: 0.1, ..Style::default() };
        let font = |size| FontId::new(size, FontFamily::Proportional);
        style.text_styles = [
            (TextStyle::Body, font(BODY)),
            (TextStyle::Button, font(BODY)),
            (TextStyle::Small, font(SMALL)),
            (TextStyle::Heading, font(HEADLINE)),
            (TextStyle::Monospace, FontId::new(BODY, FontFamily::Monospace)),
        ]
        .into();
        style.spacing.item_spacing = Vec2::new(2.0 * GAP, GAP);
        style.spacing.button_padding = Vec2::new(2.0 * GAP, 3.0);
        style.spacing.interact_size = Vec2::new(ROW, ROW);
        style.spacing.menu_margin = Margin::same(4);
        style.spacing.tooltip_width = 360.0;
        style.spacing.scroll.floating = true;
        // Room of its own: values at the right edge stay legible under the pointer.
        style.spacing.scroll.floating_allocated_width = 8.0;
        style.interaction.tooltip_delay = 0.5;
        style.interaction.selectable_labels = false;
        style
    }
}

/// Gives the context both themes; which one shows is the preference's business.
pub fn install(ctx: &Context, dark: &Theme, light: &Theme) {
    ctx.set_style_of(egui::Theme::Dark, Arc::new(dark.style()));
    ctx.set_style_of(egui::Theme::Light, Arc::new(light.style()));
}

/// `share` of the second colour in the first.
fn mix(first: Color32, second: Color32, share: f32) -> Color32 {
    first.lerp_to_gamma(second, share)
}

/// `#RRGGBB` as a colour.
fn colour(role: &str, text: &Text) -> Result<Color32, String> {
    Color32::from_hex(text.as_str()).map_err(|_| format!("{role}: got {text}, allowed #RRGGBB"))
}
