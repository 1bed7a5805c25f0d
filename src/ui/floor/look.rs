//! What the floor shows beside racks as they are: what they are coloured by, which cables, how full the trays are.

use crate::model::parts::Family;
use crate::model::text::Id;
use crate::solve::RackQuantity;

/// What the floor shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FloorLook {
    pub colour: ColourBy,
    pub cables: Cables,
    /// How full each piece of tray is.
    pub trays: bool,
    pub minimap: bool,
}

impl Default for FloorLook {
    fn default() -> Self {
        Self { colour: ColourBy::default(), cables: Cables::default(), trays: false, minimap: true }
    }
}

/// What racks are coloured by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ColourBy {
    #[default]
    Role,
    Quantity(RackQuantity),
}

impl ColourBy {
    /// The role, then what a planner compares racks by.
    pub const ALL: [Self; 9] = [
        Self::Role,
        Self::Quantity(RackQuantity::Draw),
        Self::Quantity(RackQuantity::FeedShare),
        Self::Quantity(RackQuantity::DrawPerAccelerator),
        Self::Quantity(RackQuantity::HeatToAir),
        Self::Quantity(RackQuantity::Mass),
        Self::Quantity(RackQuantity::CableEnds),
        Self::Quantity(RackQuantity::Price),
        Self::Quantity(RackQuantity::Failures),
    ];

    pub fn title(self) -> &'static str {
        match self {
            Self::Role => "Role",
            Self::Quantity(quantity) => quantity.title(),
        }
    }
}

/// Which cables show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cables {
    #[default]
    None,
    All,
    /// Those that end at a selected rack.
    Selected,
    Tier(Id),
    Family(Family),
}
