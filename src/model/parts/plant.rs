//! Power chains and cooling.

use super::source::Fact;
use crate::model::counts::Factor;
use crate::model::describe::{record, words};
use crate::model::estimate::Estimate;
use crate::model::text::{Id, Name, Text};
use crate::model::units::{Celsius, CoolantFlow, Power, Ratio, UsdPerWatt, WaterUse};

record! {
    /// Efficiency of a converter at one load.
    pub struct LoadPoint {
        /// Load as a share of the rating.
        pub load: Ratio,
        /// Efficiency there.
        pub efficiency: Ratio,
    }
}

words! {
    /// Where a conversion loss turns into heat.
    pub enum StagePlace {
        /// In the rack.
        Rack = "rack",
        /// In the row or hall.
        Hall = "hall",
        /// In plant rooms or outside.
        Plant = "plant",
    }
}

record! {
    /// One stage of a power chain.
    pub struct Stage {
        /// What it is.
        pub name: Name,
        /// Where its loss turns into heat.
        pub place: StagePlace,
        /// Efficiency at full load.
        pub efficiency: Estimate<Ratio>,
        /// Efficiency at part load, ascending; empty: the same at any load.
        #[optional()]
        pub curve: Vec<LoadPoint>,
    }
}

record! {
    /// From the grid to the blades.
    pub struct PowerChain {
        /// What sites and rack types point at.
        pub id: Id,
        /// Name.
        pub name: Name,
        /// Stages, grid first.
        pub stages: Vec<Stage>,
        /// Rating of one power shelf in the rack.
        pub shelf: Estimate<Power>,
        /// Power above which a busbar of this voltage is no longer practical.
        pub rack_limit: Estimate<Power>,
        /// Price per watt of feed capacity, from the grid to the rack.
        pub price: Estimate<UsdPerWatt>,
        /// What to beware of.
        #[optional()]
        pub notes: Vec<Text>,
        /// Other published figures.
        #[optional()]
        pub facts: Vec<Fact>,
    }
}

record! {
    /// A way to take heat away.
    pub struct Cooling {
        /// What sites and rack types point at.
        pub id: Id,
        /// Name.
        pub name: Name,
        /// Largest share of a rack's heat that liquid takes.
        pub liquid_share: Estimate<Ratio>,
        /// Its coil cools the exhaust air of a rack, so that it takes its share of all heat, not only of what parts give to liquid.
        #[optional()]
        pub from_exhaust: bool,
        /// Heat to air that one rack may give off.
        pub air_limit: Estimate<Power>,
        /// Heat to liquid that one rack's loop takes.
        pub liquid_limit: Estimate<Power>,
        /// Pump power as a share of the heat moved by liquid.
        pub pump_share: Estimate<Ratio>,
        /// Heat moved per watt of plant, liquid side.
        pub liquid_cop: Estimate<Factor>,
        /// Heat moved per watt of plant, air side.
        pub air_cop: Estimate<Factor>,
        /// PUE of a site cooled this way, where it is not built from its parts.
        pub pue: Estimate<Factor>,
        /// Coolant per heat.
        pub flow: Estimate<CoolantFlow>,
        /// Supply temperature of the coolant.
        pub supply: Estimate<Celsius>,
        /// Water used per IT energy.
        pub water: Estimate<WaterUse>,
        /// Price per watt of heat, cooling units and plant.
        pub price: Estimate<UsdPerWatt>,
        /// What to beware of.
        #[optional()]
        pub notes: Vec<Text>,
        /// Other published figures.
        #[optional()]
        pub facts: Vec<Fact>,
    }
}
