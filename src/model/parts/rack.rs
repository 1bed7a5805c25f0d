//! Blades, frames, and racks as published.

use super::source::Fact;
use crate::model::counts::{Count, Some1, Units};
use crate::model::describe::record;
use crate::model::estimate::Estimate;
use crate::model::rack_type::{Mounted, Role};
use crate::model::text::{Id, Name, Text};
use crate::model::units::{FailureRate, Length, Mass, Millimetres, Power, Rate, Ratio, Usd};

record! {
    /// So many of a part on a blade.
    pub struct Fitted {
        /// Id of the part.
        pub part: Id,
        /// How many.
        pub count: Some1,
    }
}

record! {
    /// Network adapters of a blade.
    pub struct Nics {
        /// How many.
        pub count: Estimate<Some1>,
        /// Rate of each, each way.
        pub rate: Estimate<Rate>,
    }
}

record! {
    /// A tray, sled or box that goes into a rack.
    pub struct Blade {
        /// What rack types point at.
        pub id: Id,
        /// Name.
        pub name: Name,
        /// What it is for.
        pub role: Role,
        /// Height.
        pub height: Estimate<Units>,
        /// Mass with all that is fitted.
        pub mass: Estimate<Mass>,
        /// Accelerators on it.
        #[optional()]
        pub accelerators: Option<Fitted>,
        /// Switch chips or the switch box it is.
        #[optional()]
        pub switches: Option<Fitted>,
        /// Memory devices on it.
        #[optional()]
        pub memory: Option<Fitted>,
        /// Network adapters on it.
        #[optional()]
        pub nics: Option<Nics>,
        /// Power of all else: processors, adapters, storage, board; without fans, fitted parts and links.
        pub host_power: Estimate<Power>,
        /// Fans and pumps, as a share of the power they cool.
        pub fan_share: Estimate<Ratio>,
        /// Share of the heat that goes to liquid.
        pub liquid_share: Estimate<Ratio>,
        /// Pluggable cages on the front.
        pub cages: Estimate<Count>,
        /// Price without the fitted parts.
        pub price: Estimate<Usd>,
        /// Failures of the blade without the fitted parts.
        pub afr: Estimate<FailureRate>,
        /// What to beware of.
        #[optional()]
        pub notes: Vec<Text>,
        /// Other published figures.
        #[optional()]
        pub facts: Vec<Fact>,
    }
}

record! {
    /// The steel of a rack.
    pub struct Frame {
        /// What rack types point at.
        pub id: Id,
        /// Name.
        pub name: Name,
        /// Rack units.
        pub units: Estimate<Units>,
        /// Height of one unit.
        pub unit_height: Estimate<Millimetres>,
        /// Footprint across.
        pub width: Estimate<Length>,
        /// Footprint front to back.
        pub depth: Estimate<Length>,
        /// Outer height.
        pub height: Estimate<Length>,
        /// Mass when empty, with manifold and busbar.
        pub mass: Estimate<Mass>,
        /// Mass it carries at most, itself included.
        pub max_mass: Estimate<Mass>,
        /// Price with manifold and busbar.
        pub price: Estimate<Usd>,
        /// What to beware of.
        #[optional()]
        pub notes: Vec<Text>,
        /// Other published figures.
        #[optional()]
        pub facts: Vec<Fact>,
    }
}

record! {
    /// A rack or node as published, and how to build it from blades.
    pub struct System {
        /// What plans point at.
        pub id: Id,
        /// Name.
        pub name: Name,
        /// What it is for.
        pub role: Role,
        /// Racks the published figures are for.
        pub racks: Estimate<Some1>,
        /// Accelerators in the system.
        pub accelerators: Estimate<Count>,
        /// Published power of the system.
        pub power: Estimate<Power>,
        /// Published mass.
        #[optional()]
        pub mass: Option<Estimate<Mass>>,
        /// Published share of the heat that goes to liquid.
        #[optional()]
        pub liquid_share: Option<Estimate<Ratio>>,
        /// Published price.
        #[optional()]
        pub price: Option<Estimate<Usd>>,
        /// The frame it is built in; empty for a node that goes into any.
        #[optional()]
        pub frame: Option<Id>,
        /// Its blades, bottom-up.
        #[optional()]
        pub blades: Vec<Mounted>,
        /// What to beware of.
        #[optional()]
        pub notes: Vec<Text>,
        /// Other published figures.
        #[optional()]
        pub facts: Vec<Fact>,
    }
}
