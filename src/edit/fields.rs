//! The fields of each section of a plan as values, so that an edit can set some and leave the others. Checks nothing between fields.

use crate::model::counts::{Count, Horizon, Some1, Year};
use crate::model::describe::choice;
use crate::model::geometry::Coordinate;
use crate::model::plan::{CostView, Economy, Floor, Hall, LaserSpares, Obstacle, Pue, Routing, Site};
use crate::model::rack_type::{Feeds, Gateway, Mounted, RackType, Role};
use crate::model::text::{Id, Name, Text};
use crate::model::tier::{Endpoints, Media, Tier, TierKind, Topology};
use crate::model::units::{CarbonIntensity, FloorLoad, Hours, Length, Power, Rate, Ratio, Usd, UsdPerKwh, UsdPerWatt, YearlyChange, Years};

/// A field of a record together with a new value for it.
pub(super) trait Field {
    type Record;

    fn put(&self, record: &mut Self::Record);
}

/// One variant per field of a record, written `field(value: ...)`; a value that may be left out is taken away by `field()`.
macro_rules! fields {
    (
        $(#[doc = $doc:literal])+
        pub enum $name:ident of $record:ident {
            $(
                $(#[doc = $field_doc:literal])+
                $(#[optional($($optional:tt)*)])?
                $variant:ident = $word:literal $field:ident : $type:ty
            ),+ $(,)?
        }
    ) => {
        choice! {
            $(#[doc = $doc])+
            pub enum $name {
                $(
                    $(#[doc = $field_doc])+
                    $variant = $word {
                        /// The new value.
                        $(#[optional($($optional)*)])?
                        value: $type
                    }
                ),+
            }
        }

        impl Field for $name {
            type Record = $record;

            fn put(&self, record: &mut $record) {
                match self {
                    $($name::$variant { value } => record.$field.clone_from(value),)+
                }
            }
        }
    };
}

fields! {
    /// A field of the floor.
    pub enum FloorField of Floor {
        /// Along x.
        Width = "width" width: Length,
        /// Along y.
        Depth = "depth" depth: Length,
        /// Side of a floor tile.
        Tile = "tile" tile: Length,
        /// What the floor carries.
        #[optional()]
        MaxLoad = "max_load" max_load: Option<FloorLoad>,
        /// Free depth wanted in front of and behind racks.
        Aisle = "aisle" aisle: Length,
        /// How cables run.
        Routing = "routing" routing: Routing,
        /// Columns and areas that stay free.
        #[optional()]
        Obstacles = "obstacles" obstacles: Vec<Obstacle>,
    }
}

fields! {
    /// A field of the routing of cables.
    pub enum RoutingField of Routing {
        /// Height of the trays above the rack tops.
        TrayHeight = "tray_height" tray_height: Length,
        /// Width of a tray.
        TrayWidth = "tray_width" tray_width: Length,
        /// Usable depth of a tray.
        TrayDepth = "tray_depth" tray_depth: Length,
        /// Share of a tray's section that cables may fill.
        TrayFill = "tray_fill" tray_fill: Ratio,
        /// Vertical run at each end.
        #[optional()]
        Drop = "drop" drop: Option<Length>,
        /// Added to the run between racks.
        Slack = "slack" slack: Ratio,
        /// Loop kept at each end.
        ServiceLoop = "service_loop" service_loop: Length,
        /// Length inside a rack.
        #[optional()]
        InRack = "in_rack" in_rack: Option<Length>,
        /// Added inside a rack.
        Dressing = "dressing" dressing: Length,
        /// Neighbours in a row may be cabled rack to rack.
        #[optional()]
        DirectNeighbours = "direct_neighbours" direct_neighbours: bool,
        /// Positions along x of the trays that cross the rows, in mm.
        #[optional()]
        CrossTrays = "cross_trays_mm" cross_trays_mm: Vec<Coordinate>,
    }
}

fields! {
    /// A field of the site.
    pub enum SiteField of Site {
        /// Id of the region.
        #[optional()]
        Region = "region" region: Option<Id>,
        /// Id of the power chain.
        PowerChain = "power_chain" power_chain: Id,
        /// Id of the cooling.
        Cooling = "cooling" cooling: Id,
        /// Power usage effectiveness.
        Pue = "pue" pue: Pue,
        /// Year it goes into service.
        BuildYear = "build_year" build_year: Year,
        /// Price of electricity.
        #[optional()]
        ElectricityPrice = "electricity_price" electricity_price: Option<UsdPerKwh>,
        /// Change of that price.
        #[optional()]
        Escalation = "escalation" escalation: Option<YearlyChange>,
        /// Carbon of the grid.
        #[optional()]
        Carbon = "carbon" carbon: Option<CarbonIntensity>,
        /// Cost to build, per IT watt.
        #[optional()]
        BuildCost = "build_cost" build_cost: Option<UsdPerWatt>,
        /// Power the site may draw.
        #[optional()]
        SiteLimit = "site_limit" site_limit: Option<Power>,
        /// Other halls and sites.
        #[optional()]
        Halls = "halls" halls: Vec<Hall>,
    }
}

fields! {
    /// A field of the economy.
    pub enum EconomyField of Economy {
        /// Id of the economics the rest is taken from.
        Defaults = "defaults" defaults: Id,
        /// Years looked at.
        Years = "years" years: Horizon,
        /// View shown first.
        #[optional()]
        View = "view" view: CostView,
        /// Cost of capital.
        #[optional()]
        DiscountRate = "discount_rate" discount_rate: Option<Ratio>,
        /// Life of accelerators and blades.
        #[optional()]
        ItLife = "it_life" it_life: Option<Years>,
        /// Life of switches, modules and cables.
        #[optional()]
        NetworkLife = "network_life" network_life: Option<Years>,
        /// Life of power and cooling plant.
        #[optional()]
        PlantLife = "plant_life" plant_life: Option<Years>,
        /// What accelerators are worth at the end.
        #[optional()]
        Residual = "residual" residual: Option<Ratio>,
        /// Repair and maintenance, share of IT capital a year.
        #[optional()]
        Maintenance = "maintenance" maintenance: Option<Ratio>,
        /// Laying and testing a cable between racks.
        #[optional()]
        CableLabour = "cable_labour" cable_labour: Option<Usd>,
        /// Plugging a cable inside a rack.
        #[optional()]
        RackCableLabour = "rack_cable_labour" rack_cable_labour: Option<Usd>,
        /// Average load of accelerators.
        #[optional()]
        Utilisation = "utilisation" utilisation: Option<Ratio>,
        /// Time to get a spare.
        #[optional()]
        SparesLead = "spares_lead" spares_lead: Option<Hours>,
        /// Probability that a spare is there when needed.
        #[optional()]
        SparesService = "spares_service" spares_service: Option<Ratio>,
        /// Time to detect and isolate a failure.
        #[optional()]
        DetectTime = "detect_time" detect_time: Option<Hours>,
        /// How laser modules are doubled.
        #[optional()]
        LaserSpares = "laser_spares" laser_spares: LaserSpares,
    }
}

fields! {
    /// A field of a rack type.
    pub enum RackTypeField of RackType {
        /// Its id; racks and waivers follow.
        Id = "id" id: Id,
        /// Name.
        Name = "name" name: Name,
        /// What it is for.
        Role = "role" role: Role,
        /// Id of the frame in the catalogue.
        Frame = "frame" frame: Id,
        /// Power the feed provides.
        Feed = "feed" feed: Power,
        /// How it is fed.
        #[optional()]
        Feeds = "feeds" feeds: Feeds,
        /// Id of the power chain.
        #[optional()]
        PowerChain = "power_chain" power_chain: Option<Id>,
        /// Id of the cooling.
        #[optional()]
        Cooling = "cooling" cooling: Option<Id>,
        /// Heat to air one rack may give off.
        #[optional()]
        AirLimit = "air_limit" air_limit: Option<Power>,
        /// Blades, bottom-up.
        #[optional()]
        Blades = "blades" blades: Vec<Mounted>,
        /// What to know about it.
        #[optional()]
        Notes = "notes" notes: Vec<Text>,
    }
}

fields! {
    /// A field of a tier.
    pub enum TierField of Tier {
        /// Its id; blades, typed lengths and waivers follow.
        Id = "id" id: Id,
        /// Name.
        Name = "name" name: Name,
        /// What it is for.
        Kind = "kind" kind: TierKind,
        /// The ends it joins.
        Endpoints = "endpoints" endpoints: Endpoints,
        /// Endpoints of one domain.
        #[optional()]
        Domain = "domain" domain: Option<Some1>,
        /// Rate of an endpoint, each way.
        Rate = "rate" rate: Rate,
        /// Rate of one link, each way.
        Link = "link" link: Rate,
        /// Separate copies of the fabric.
        #[optional()]
        Planes = "planes" planes: Option<Some1>,
        /// Shape.
        Topology = "topology" topology: Topology,
        /// Id of the switch.
        #[optional()]
        Switch = "switch" switch: Option<Id>,
        /// Endpoint ports per domain kept for other uses.
        #[optional()]
        Reserved = "reserved" reserved: Count,
        /// Technologies by class of link.
        Media = "media" media: Media,
        /// Link ends that share one cage or engine.
        #[optional()]
        EndsPerCage = "ends_per_cage" ends_per_cage: Option<Some1>,
        /// Gateways to other halls.
        #[optional()]
        Gateways = "gateways" gateways: Vec<Gateway>,
        /// Delay added per end by forward error correction, in nanoseconds.
        #[optional()]
        FecNs = "fec_ns" fec_ns: Count,
        /// What to know about it.
        #[optional()]
        Notes = "notes" notes: Vec<Text>,
    }
}
