//! Colours of what is printed: those of Okabe and Ito, which differ for everybody, on white.

use super::svg::Look;
use crate::model::parts::Family;
use crate::model::rack_type::Role;
use crate::solve::charts::Paint;

/// Better and worse than the baseline; neither red nor green.
pub const BETTER: &str = "#0072B2";
pub const WORSE: &str = "#B45F06";
pub const PLAIN: &str = "#777777";

pub fn paper(paint: &dyn Fn(Paint) -> String) -> Look<'_> {
    let colour = |hex: &str| hex.to_string();
    Look { ground: colour("#FFFFFF"), text: colour("#111111"), dim: colour("#555555"), line: colour("#DDDDDD"), paint }
}

pub fn colour(paint: Paint) -> String {
    match paint {
        Paint::Role(role) => role_colour(role),
        Paint::Family(family) => family_colour(family),
        Paint::Hosts => "#56B4E9",
        Paint::Fans => "#999999",
        Paint::Links(tier) => ["#E69F00", "#CC79A7", "#D55E00", "#F0E442"].into_iter().cycle().nth(tier % 4).unwrap_or(PLAIN),
        Paint::Plant => "#BBBBBB",
        Paint::Network => "#E69F00",
        Paint::Plain => "#8899AA",
        Paint::Limit => "#D55E00",
        Paint::Line => "#111111",
    }
    .to_string()
}

pub fn role_colour(role: Role) -> &'static str {
    match role {
        Role::Compute => "#0072B2",
        Role::Switch => "#E69F00",
        Role::Memory => "#009E73",
        Role::Power => "#CC79A7",
        Role::Cooling => "#56B4E9",
    }
}

fn family_colour(family: Family) -> &'static str {
    let place = Family::ALL.iter().position(|of| *of == family).unwrap_or(0);
    ["#D55E00", "#E69F00", "#F0E442", "#009E73", "#56B4E9", "#0072B2", "#CC79A7"].into_iter().cycle().nth(place).unwrap_or(PLAIN)
}
