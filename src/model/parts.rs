//! The parts of the catalogue: what can be bought or built, each number with its range and source. No arithmetic.

use super::counts::{Count, Factor, Some1, Units, Year};
use super::describe::{record, words};
use super::estimate::{Confidence, Estimate, Sources};
use super::rack_type::{Mounted, Role};
use super::text::{Id, Name, Text};
use super::units::{
    BitEnergy, CarbonIntensity, Celsius, CoolantFlow, Decibels, EdgeDensity, FaceplateDensity, FailureRate, FloorLoad, Gigabytes,
    GramsPerMetre, Hours, Length, Mass, MemoryBandwidth, Millimetres, Nanoseconds, NsPerMetre, Power, Rate, Ratio, Teraflops, Usd,
    UsdPerGigabyte, UsdPerHour, UsdPerKwh, UsdPerMetre, UsdPerSquareMetreYear, UsdPerWatt, WaterUse, YearlyChange, Years,
};

record! {
    /// Where numbers were read.
    pub struct Source {
        /// What numbers point at.
        pub id: Id,
        /// Title as printed.
        pub title: Text,
        /// Web address, or empty if there is none.
        #[optional()]
        pub address: Text,
        /// Year or years as printed.
        pub year: Text,
        /// A primary, B press or analyst, C secondary page, R recalled, E estimate.
        #[optional()]
        pub tier: Text,
    }
}

record! {
    /// A published figure that is no input of the solver: kept for comparison, in the words of the source.
    pub struct Fact {
        /// What it says.
        pub name: Text,
        /// As printed, without the unit.
        pub value: Text,
        /// Lower bound as printed.
        #[optional()]
        pub low: Text,
        /// Upper bound as printed.
        #[optional()]
        pub high: Text,
        /// Unit as printed.
        #[optional()]
        pub unit: Text,
        /// How far it can be trusted.
        pub confidence: Confidence,
        /// Ids from the sources list.
        pub sources: Sources,
        /// What to beware of.
        #[optional()]
        pub note: Text,
    }
}

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

record! {
    /// An accelerator package.
    pub struct Accelerator {
        /// What blades point at.
        pub id: Id,
        /// Name as sold.
        pub name: Name,
        /// Compute dies in the package.
        pub dies: Estimate<Some1>,
        /// Thermal design power.
        pub tdp: Estimate<Power>,
        /// The part of the TDP that moves scale-up bits at full rate; taken out before a tier's technology is charged.
        pub io_in_tdp: Estimate<Power>,
        /// Power when idle, as a share of the TDP.
        pub idle: Estimate<Ratio>,
        /// Dense BF16.
        #[optional()]
        pub bf16: Option<Estimate<Teraflops>>,
        /// Dense FP8.
        #[optional()]
        pub fp8: Option<Estimate<Teraflops>>,
        /// Memory on the package.
        pub hbm: Estimate<Gigabytes>,
        /// Bandwidth of that memory.
        pub hbm_bandwidth: Estimate<MemoryBandwidth>,
        /// Scale-up bandwidth, each way.
        pub scale_up: Estimate<Rate>,
        /// Scale-up links.
        pub scale_up_links: Estimate<Count>,
        /// Scale-out bandwidth, each way.
        pub scale_out: Estimate<Rate>,
        /// Package edge that can carry scale-up input and output.
        pub usable_edge: Estimate<Millimetres>,
        /// Price.
        pub price: Estimate<Usd>,
        /// Failures of the package.
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
    /// Ports of a switch at one link speed.
    pub struct Radix {
        /// Link speed, each way.
        pub link: Rate,
        /// Ports at that speed.
        pub ports: Estimate<Some1>,
    }
}

words! {
    /// What a switch switches.
    pub enum SwitchKind {
        /// Packets.
        Packet = "packet",
        /// Light paths; modules at the other side only.
        Circuit = "circuit",
    }
}

record! {
    /// A switch chip or box, or an optical circuit switch.
    pub struct Switch {
        /// What blades and tiers point at.
        pub id: Id,
        /// Name as sold.
        pub name: Name,
        /// What it switches.
        pub kind: SwitchKind,
        /// Switching capacity, each way; zero if it carries any rate.
        pub capacity: Estimate<Rate>,
        /// Ports by link speed, fastest first.
        pub radix: Vec<Radix>,
        /// Switch chips inside.
        pub chips: Estimate<Count>,
        /// Power without optics, its SerDes included.
        pub power: Estimate<Power>,
        /// The part of that power that is port SerDes; taken out before a tier's technology is charged.
        pub io_in_power: Estimate<Power>,
        /// Port to port latency.
        pub latency: Estimate<Nanoseconds>,
        /// Loss of a light path.
        #[optional()]
        pub insertion_loss: Option<Estimate<Decibels>>,
        /// Optics that are part of the box: the technology its ports have.
        #[optional()]
        pub built_in: Option<Id>,
        /// Height of the box.
        pub height: Estimate<Units>,
        /// Pluggable cages on the front.
        pub cages: Estimate<Count>,
        /// Mass.
        pub mass: Estimate<Mass>,
        /// Share of the heat that goes to liquid.
        pub liquid_share: Estimate<Ratio>,
        /// Price, with the optics that are built in.
        pub price: Estimate<Usd>,
        /// Failures of the box.
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
    /// Memory that stands apart: an appliance or a module.
    pub struct Memory {
        /// What blades point at.
        pub id: Id,
        /// Name as sold.
        pub name: Name,
        /// Capacity.
        pub capacity: Estimate<Gigabytes>,
        /// Bandwidth to the fabric, each way.
        pub bandwidth: Estimate<Rate>,
        /// Access latency.
        #[optional()]
        pub latency: Option<Estimate<Nanoseconds>>,
        /// Power.
        pub power: Estimate<Power>,
        /// Price.
        pub price: Estimate<Usd>,
        /// Failures.
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
        /// Price of pooled memory.
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
