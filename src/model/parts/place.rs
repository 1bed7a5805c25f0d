//! Regions, and default assumptions about money.

use super::source::Fact;
use crate::model::counts::Factor;
use crate::model::describe::record;
use crate::model::estimate::Estimate;
use crate::model::text::{Id, Name, Text};
use crate::model::units::{
    CarbonIntensity, FloorLoad, Hours, Ratio, Usd, UsdPerGigabyte, UsdPerHour, UsdPerKwh, UsdPerSquareMetreYear, UsdPerWatt, YearlyChange,
    Years,
};

record! {
    /// Where a site may stand.
    pub struct Region {
        /// What sites point at.
        pub id: Id,
        /// Name.
        pub name: Name,
        /// Price of electricity.
        #[optional()]
        pub electricity: Option<Estimate<UsdPerKwh>>,
        /// Carbon of the grid.
        #[optional()]
        pub carbon: Option<Estimate<CarbonIntensity>>,
        /// Cost to build, per IT watt.
        #[optional()]
        pub build_cost: Option<Estimate<UsdPerWatt>>,
        /// What to beware of.
        #[optional()]
        pub notes: Vec<Text>,
        /// Other published figures.
        #[optional()]
        pub facts: Vec<Fact>,
    }
}

record! {
    /// Default assumptions about money; a plan may replace each of them.
    pub struct Economics {
        /// What plans point at.
        pub id: Id,
        /// Name.
        pub name: Name,
        /// Cost of capital.
        pub discount_rate: Estimate<Ratio>,
        /// Life of accelerators and blades.
        pub it_life: Estimate<Years>,
        /// Life of switches, modules and cables.
        pub network_life: Estimate<Years>,
        /// Life of power and cooling plant.
        pub plant_life: Estimate<Years>,
        /// Life of the building.
        pub building_life: Estimate<Years>,
        /// What accelerators are worth at the end, as a share of the price.
        pub residual: Estimate<Ratio>,
        /// Repair and maintenance contracts, share of IT capital a year.
        pub maintenance: Estimate<Ratio>,
        /// Insurance and property tax, share of capital a year.
        pub insurance: Estimate<Ratio>,
        /// Electricity price where no region says one.
        pub electricity: Estimate<UsdPerKwh>,
        /// Change of the electricity price.
        pub escalation: Estimate<YearlyChange>,
        /// Cost to build where no region says one, per IT watt.
        pub build_cost: Estimate<UsdPerWatt>,
        /// Rent of floor space where the building is not bought.
        pub floor_rent: Estimate<UsdPerSquareMetreYear>,
        /// Full-time staff per megawatt.
        pub staff_per_mw: Estimate<Factor>,
        /// Yearly cost of one of them.
        pub staff_cost: Estimate<Usd>,
        /// Technician.
        pub labour: Estimate<UsdPerHour>,
        /// Time to replace a blade, a switch or an accelerator with its sled; left out: none is lost.
        #[optional()]
        pub blade_repair: Option<Estimate<Hours>>,
        /// Laying and testing a cable between racks.
        pub cable_labour: Estimate<Usd>,
        /// Plugging a cable inside a rack.
        pub rack_cable_labour: Estimate<Usd>,
        /// Average load of accelerators.
        pub utilisation: Estimate<Ratio>,
        /// Time to get a spare.
        pub spares_lead: Estimate<Hours>,
        /// Probability that a spare is there when needed.
        pub spares_service: Estimate<Ratio>,
        /// Price of memory by the gigabyte, to hold prices of memory parts against; in no total, since each part has a price of its own.
        pub memory_price: Estimate<UsdPerGigabyte>,
        /// What a hall floor carries.
        pub floor_load: Estimate<FloorLoad>,
        /// What to beware of.
        #[optional()]
        pub notes: Vec<Text>,
        /// Other published figures.
        #[optional()]
        pub facts: Vec<Fact>,
    }
}
