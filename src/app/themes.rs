//! The embedded themes: their files read, once.

use crate::io::decode::{Unknown, decode};
use crate::ui::theme::{Theme, Tokens};

const DARK: &str = include_str!("../../assets/theme_dark.ron");
const LIGHT: &str = include_str!("../../assets/theme_light.ron");

/// Both themes.
#[derive(Clone, Debug)]
pub struct Themes {
    pub dark: Theme,
    pub light: Theme,
}

impl Themes {
    /// An error is a defect of the build; a test reads both.
    pub fn embedded() -> Result<Self, String> {
        Ok(Self { dark: theme(DARK, true)?, light: theme(LIGHT, false)? })
    }

    pub fn of(&self, theme: egui::Theme) -> &Theme {
        match theme {
            egui::Theme::Dark => &self.dark,
            egui::Theme::Light => &self.light,
        }
    }
}

fn theme(text: &str, dark: bool) -> Result<Theme, String> {
    let (tokens, _) = decode::<Tokens>(text, Unknown::Refused)
        .map_err(|problems| problems.first().map_or_else(String::new, |problem| problem.line("embedded theme")))?;
    Theme::of(&tokens, dark)
}
