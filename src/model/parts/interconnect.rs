//! Ways to carry bits: one technology at one lane rate.

use crate::model::counts::{Count, Year};
use crate::model::describe::{record, words};
use crate::model::estimate::{Confidence, Estimate, Sources};
use crate::model::text::{Id, Name, Text};
use crate::model::units::{
    BitEnergy, EdgeDensity, FaceplateDensity, FailureRate, GramsPerMetre, Hours, Length, Millimetres, Nanoseconds, NsPerMetre, Power, Rate,
    Usd, UsdPerMetre,
};

words! {
    /// Interconnect families, from warm copper to cool light.
    pub enum Family {
        /// Board traces and connectors.
        Backplane = "backplane",
        /// Passive copper cable.
        PassiveCopper = "passive_copper",
        /// Copper with redrivers or retimers in the plug.
        ActiveCopper = "active_copper",
        /// Active optical cable: optics bonded to the fibre.
        ActiveOptical = "active_optical",
        /// Pluggable optics with a signal processor.
        Pluggable = "pluggable",
        /// Linear or half-retimed pluggable optics.
        LinearPluggable = "linear_pluggable",
        /// Near-package or on-board optics.
        NearPackage = "near_package",
        /// Co-packaged optics.
        CoPackaged = "co_packaged",
        /// Optical engines inside the accelerator or switch package.
        InPackage = "in_package",
        /// Coherent optics for tens to hundreds of kilometres.
        Coherent = "coherent",
        /// Optical circuit switch in the path.
        CircuitSwitched = "circuit_switched",
        /// Many slow channels: microLED.
        WideAndSlow = "wide_and_slow",
    }
}

words! {
    /// What is replaced when an interconnect part fails.
    pub enum ReplacedUnit {
        /// The board or midplane.
        Board = "board",
        /// The cable with its ends.
        Cable = "cable",
        /// One plug-in module.
        Module = "module",
        /// A front-serviced laser module.
        LaserModule = "laser_module",
        /// The switch tray or box.
        SwitchTray = "switch_tray",
        /// The accelerator sled.
        Sled = "sled",
        /// The whole chassis.
        Chassis = "chassis",
    }
}

words! {
    /// Whether a technology can be bought.
    pub enum Maturity {
        /// In volume.
        Shipping = "shipping",
        /// Samples and first systems.
        Sampling = "sampling",
        /// Announced with a date.
        Announced = "announced",
        /// An extrapolation; no product named.
        Projected = "projected",
    }
}

record! {
    /// The lengths a cable is sold in.
    pub struct Stock {
        /// Ascending. A route is rounded up to the first that is long enough.
        pub lengths: Vec<Length>,
        /// Price of each length in the same order; empty: ends plus metres.
        #[optional()]
        pub prices: Vec<Usd>,
        /// How far the list can be trusted.
        pub confidence: Confidence,
        /// Ids from the sources list.
        pub sources: Sources,
        /// What to beware of.
        #[optional()]
        pub note: Text,
    }
}

words! {
    /// Where the light comes from.
    pub enum LaserPlace {
        /// Inside the module or engine.
        Inside = "inside",
        /// In a module of its own that feeds several ports.
        External = "external",
    }
}

record! {
    /// External light source.
    pub struct Laser {
        /// Bandwidth one laser module feeds, each way.
        pub capacity: Estimate<Rate>,
        /// Power of one laser module; already part of the module energy of the technology.
        pub power: Estimate<Power>,
        /// Price of one laser module; already part of the price of the technology.
        #[optional()]
        pub price: Option<Estimate<Usd>>,
        /// Failures per laser module.
        pub afr: Estimate<FailureRate>,
        /// Time to replace it.
        pub repair_time: Estimate<Hours>,
        /// What is replaced.
        pub replaced: ReplacedUnit,
    }
}

record! {
    /// A way to carry bits: one technology at one lane rate.
    pub struct Interconnect {
        /// What plans point at.
        pub id: Id,
        /// Name of the technology.
        pub name: Name,
        /// Family, for colour and grouping.
        pub family: Family,
        /// Line rate of a lane or wavelength; zero if it carries any.
        pub lane_rate: Rate,
        /// What one unit (module, cable, engine) carries, each way.
        pub unit_rate: Estimate<Rate>,
        /// Units per link: 1 cable, or 2 modules.
        pub units_per_link: Estimate<Count>,
        /// Longest link.
        pub reach: Estimate<Length>,
        /// Shortest link, where there is one.
        #[optional()]
        pub min_reach: Option<Estimate<Length>>,
        /// Power of one end of a unit, laser included, host SerDes excluded.
        pub module_power: Estimate<Power>,
        /// Energy of the plug or engine per end, laser included.
        pub module_energy: Estimate<BitEnergy>,
        /// Energy of the host SerDes per end, transmit and receive.
        pub host_energy: Estimate<BitEnergy>,
        /// Latency added per end, one direction.
        pub latency: Estimate<Nanoseconds>,
        /// Delay along the cable.
        pub propagation: Estimate<NsPerMetre>,
        /// Price of one unit.
        pub price: Estimate<Usd>,
        /// Price of cable or fibre by length.
        pub price_per_metre: Estimate<UsdPerMetre>,
        /// Lengths it is sold in.
        pub stock: Stock,
        /// Cables of one link of a unit's rate.
        pub cables_per_link: Estimate<Count>,
        /// Outer diameter of a cable.
        pub cable_od: Estimate<Millimetres>,
        /// Mass of a cable.
        pub cable_mass: Estimate<GramsPerMetre>,
        /// Smallest bend.
        pub bend_radius: Estimate<Millimetres>,
        /// Fibres of an 800 Gb/s link.
        pub fibres_800g: Estimate<Count>,
        /// Fibres of a 1.6 Tb/s link.
        pub fibres_1600g: Estimate<Count>,
        /// Wavelengths on one fibre; 0 for copper.
        pub wavelengths: Estimate<Count>,
        /// Both directions on one fibre.
        #[optional()]
        pub bidirectional: bool,
        /// Differential pairs per lane, both directions counted; 0 for optics.
        pub pairs_per_lane: Estimate<Count>,
        /// Where the light comes from; inside for copper too, which has none.
        pub laser_place: LaserPlace,
        /// The external light source, if there is one.
        #[optional()]
        pub laser: Option<Laser>,
        /// Bandwidth per length of package edge.
        pub edge_density: Estimate<EdgeDensity>,
        /// Bandwidth per rack unit of faceplate; 0 if it does not go through one.
        pub faceplate_density: Estimate<FaceplateDensity>,
        /// Failures per unit that need a replacement.
        pub afr: Estimate<FailureRate>,
        /// What is replaced.
        pub replaced: ReplacedUnit,
        /// Time to replace it.
        pub repair_time: Estimate<Hours>,
        /// Whether it can be bought.
        pub maturity: Maturity,
        /// First year in volume.
        pub available: Estimate<Year>,
        /// What to beware of.
        #[optional()]
        pub notes: Vec<Text>,
    }
}
