//! Rack types: what stands in a rack, bottom-up. The same record serves plans and catalogue systems.

use super::counts::{Some1, Units};
use super::describe::{record, words};
use super::text::{Id, Name, Text};
use super::units::{Power, Rate};

words! {
    /// What a rack or blade is for.
    pub enum Role {
        /// Accelerators and their hosts.
        Compute = "compute",
        /// Switches.
        Switch = "switch",
        /// Pooled memory.
        Memory = "memory",
        /// Power shelves, batteries, rectifiers.
        Power = "power",
        /// Coolant distribution, side cars.
        Cooling = "cooling",
    }
}

impl Role {
    /// The letter that stands for it beside its colour.
    pub fn letter(self) -> char {
        match self {
            Self::Compute => 'C',
            Self::Switch => 'S',
            Self::Memory => 'M',
            Self::Power => 'P',
            Self::Cooling => 'L',
        }
    }
}

words! {
    /// The level of a fabric a switch serves.
    pub enum Level {
        /// Next to the endpoints; the only level of a one-tier fabric.
        Leaf = "leaf",
        /// Above the leafs.
        Spine = "spine",
        /// Above the spines.
        Core = "core",
        /// Circuit switches between blocks.
        Circuit = "circuit",
    }
}

words! {
    /// How a rack is fed.
    pub enum Feeds default OneMore {
        /// One feed; it fails, the rack is down.
        Single = "n",
        /// One shelf or feed more than needed.
        OneMore = "n_plus_1",
        /// Two feeds, each able to carry all.
        Double = "two_n",
    }
}

record! {
    /// The fabric a switch blade works for.
    pub struct Serves {
        /// Id of the tier.
        pub tier: Id,
        /// Level in it.
        pub level: Level,
    }
}

record! {
    /// Blades of one kind, one above the other.
    pub struct Mounted {
        /// Id of the blade in the catalogue.
        pub part: Id,
        /// How many.
        pub count: Some1,
        /// Lowest rack unit of the first, 1 at the bottom; left out: above the blades before it.
        #[optional()]
        pub at: Option<Units>,
        /// For switch blades: the tier and level they serve.
        #[optional()]
        pub serves: Option<Serves>,
    }
}

record! {
    /// A kind of rack, placed any number of times.
    pub struct RackType {
        /// What racks point at.
        pub id: Id,
        /// Name.
        pub name: Name,
        /// What it is for.
        pub role: Role,
        /// Id of the frame in the catalogue.
        pub frame: Id,
        /// Power the feed provides.
        pub feed: Power,
        /// How it is fed.
        #[optional()]
        pub feeds: Feeds,
        /// Id of the power chain; left out: the site's.
        #[optional()]
        pub power_chain: Option<Id>,
        /// Id of the cooling; left out: the site's.
        #[optional()]
        pub cooling: Option<Id>,
        /// Heat to air one rack may give off; left out: the cooling's limit.
        #[optional()]
        pub air_limit: Option<Power>,
        /// Blades, bottom-up.
        #[optional()]
        pub blades: Vec<Mounted>,
        /// What to know about it, one paragraph each.
        #[optional()]
        pub notes: Vec<Text>,
    }
}

record! {
    /// How a tier connects to another hall or site.
    pub struct Gateway {
        /// Id of the hall in the site.
        pub hall: Id,
        /// Rate to it, each way.
        pub rate: Rate,
    }
}
