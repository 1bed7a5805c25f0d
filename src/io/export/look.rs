//! Colours of what is printed: on white, and those of the light window, so that the same thing is the same colour on screen and on paper.

use super::svg::Look;
use crate::model::parts::Family;
use crate::model::rack_type::Role;
use crate::solve::charts::Paint;

/// Better and worse than the baseline; neither red nor green.
pub const BETTER: &str = "#0B62D6";
pub const WORSE: &str = "#B34700";
pub const PLAIN: &str = "#7C8896";

pub fn paper(paint: &dyn Fn(Paint) -> String) -> Look<'_> {
    let colour = |hex: &str| hex.to_string();
    Look { ground: colour("#FFFFFF"), text: colour("#111111"), dim: colour("#555555"), line: colour("#DDDDDD"), paint }
}

pub fn colour(paint: Paint) -> String {
    match paint {
        Paint::Role(role) => role_colour(role),
        Paint::Family(family) => family_colour(family),
        Paint::Hosts => "#4F8DC9",
        Paint::Fans => "#7A8592",
        Paint::Links(tier) => ["#C24E00", "#A36F00", "#B83A7E", "#7A6A2A"].into_iter().cycle().nth(tier % 4).unwrap_or(PLAIN),
        Paint::Plant => "#828C99",
        Paint::Network => "#0B62D6",
        Paint::Plain => PLAIN,
        Paint::Limit => "#C52832",
        Paint::Line => "#1B2027",
    }
    .to_string()
}

pub fn role_colour(role: Role) -> &'static str {
    match role {
        Role::Compute => "#1155C3",
        Role::Switch => "#9145D9",
        Role::Memory => "#3C8C58",
        Role::Power => "#946200",
        Role::Cooling => "#0F879C",
    }
}

fn family_colour(family: Family) -> &'static str {
    match family {
        Family::PassiveCopper | Family::Backplane => "#C24E00",
        Family::ActiveCopper => "#A36F00",
        Family::Pluggable | Family::ActiveOptical => "#0072B2",
        Family::LinearPluggable => "#2E8FCB",
        Family::NearPackage => "#008A64",
        Family::CoPackaged => "#B2558A",
        Family::InPackage => "#7650C4",
        Family::Coherent | Family::CircuitSwitched | Family::WideAndSlow => "#566170",
    }
}
