//! The plan: floor, rack types, racks, tiers, site, economy. Plain values, no derived numbers; shared sections so that a copy is cheap.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::catalog::Sections;
use super::counts::{Factor, Horizon, Year};
use super::describe::{choice, record, words};
use super::geometry::{Coordinate, Point};
use super::rack_type::RackType;
use super::racks::{RackId, Racks};
use super::text::{Id, Name, Text};
use super::tier::{Tier, TypedLength};
use super::units::{CarbonIntensity, FloorLoad, Hours, Length, Power, Ratio, Usd, UsdPerKwh, UsdPerWatt, YearlyChange, Years};

words! {
    /// What an obstacle forbids.
    pub enum ObstacleKind {
        /// Racks and trays keep away.
        Column = "column",
        /// Racks keep away, trays may pass.
        KeepFree = "keep_free",
    }
}

record! {
    /// A place on the floor where no rack may stand.
    pub struct Obstacle {
        /// Name.
        pub name: Name,
        /// What it forbids.
        pub kind: ObstacleKind,
        /// Corner with the smallest x and y, in mm.
        pub at_mm: Point,
        /// Width along x and depth along y, in mm.
        pub size_mm: Point,
    }
}

record! {
    /// How cables run and how much is added to the way.
    pub struct Routing {
        /// Height of the trays above the rack tops.
        pub tray_height: Length,
        /// Width of a tray.
        pub tray_width: Length,
        /// Usable depth of a tray.
        pub tray_depth: Length,
        /// Share of a tray's section that cables may fill.
        pub tray_fill: Ratio,
        /// Vertical run at each end; left out: from the blade's rack unit to the tray.
        #[optional()]
        pub drop: Option<Length>,
        /// Added to the run between racks.
        pub slack: Ratio,
        /// Loop kept at each end.
        pub service_loop: Length,
        /// Length inside a rack; left out: the distance in rack units plus dressing.
        #[optional()]
        pub in_rack: Option<Length>,
        /// Added inside a rack.
        pub dressing: Length,
        /// Neighbours in a row may be cabled rack to rack, without the tray.
        #[optional()]
        pub direct_neighbours: bool,
        /// Positions along x of the trays that cross the rows, in mm; empty: at every rack.
        #[optional()]
        pub cross_trays_mm: Vec<Coordinate>,
    }
}

record! {
    /// The hall.
    pub struct Floor {
        /// Along x.
        pub width: Length,
        /// Along y.
        pub depth: Length,
        /// Side of a floor tile, and the grid racks snap to.
        pub tile: Length,
        /// What the floor carries; left out: the catalogue's default.
        #[optional()]
        pub max_load: Option<FloorLoad>,
        /// Free depth wanted in front of and behind racks.
        pub aisle: Length,
        /// How cables run.
        pub routing: Routing,
        /// Columns and areas that stay free.
        #[optional()]
        pub obstacles: Vec<Obstacle>,
    }
}

choice! {
    /// Power usage effectiveness: site power over IT power, IT measured at the rack inlet.
    pub enum Pue {
        /// From the cooling and the power chain.
        Parts = "parts" {},
        /// As given.
        Fixed = "fixed" {
            /// Site power over IT power.
            value: Factor,
        },
    }
}

record! {
    /// Another hall or site this plan is linked to.
    pub struct Hall {
        /// What gateways point at.
        pub id: Id,
        /// Name.
        pub name: Name,
        /// Length of fibre to it.
        pub distance: Length,
    }
}

record! {
    /// Where it is built and what that costs. What is left out comes from the region, then from the catalogue's economics.
    pub struct Site {
        /// Id of the region.
        #[optional()]
        pub region: Option<Id>,
        /// Id of the power chain.
        pub power_chain: Id,
        /// Id of the cooling.
        pub cooling: Id,
        /// Power usage effectiveness.
        pub pue: Pue,
        /// Year it goes into service.
        pub build_year: Year,
        /// Price of electricity.
        #[optional()]
        pub electricity_price: Option<UsdPerKwh>,
        /// Change of that price.
        #[optional()]
        pub escalation: Option<YearlyChange>,
        /// Carbon of the grid.
        #[optional()]
        pub carbon: Option<CarbonIntensity>,
        /// Cost to build, per IT watt.
        #[optional()]
        pub build_cost: Option<UsdPerWatt>,
        /// Power the site may draw; left out: no limit.
        #[optional()]
        pub site_limit: Option<Power>,
        /// Other halls and sites.
        #[optional()]
        pub halls: Vec<Hall>,
    }
}

words! {
    /// The yearly view the summary shows first.
    pub enum CostView default PresentValue {
        /// Present value of all payments.
        PresentValue = "npv",
        /// Capital spread evenly over its life.
        StraightLine = "straight_line",
        /// Capital as a loan with equal payments.
        Annuity = "annuity",
    }
}

words! {
    /// How laser modules are doubled.
    pub enum LaserSpares default None {
        /// Each feeds its ports alone.
        None = "n",
        /// One more than needed feeds each group.
        OneMore = "n_plus_1",
    }
}

record! {
    /// Money and time. What is left out comes from the catalogue's economics.
    pub struct Economy {
        /// Id of the economics the rest is taken from.
        pub defaults: Id,
        /// Years looked at.
        pub years: Horizon,
        /// View shown first.
        #[optional()]
        pub view: CostView,
        /// Cost of capital.
        #[optional()]
        pub discount_rate: Option<Ratio>,
        /// Life of accelerators and blades.
        #[optional()]
        pub it_life: Option<Years>,
        /// Life of switches, modules and cables.
        #[optional()]
        pub network_life: Option<Years>,
        /// Life of power and cooling plant.
        #[optional()]
        pub plant_life: Option<Years>,
        /// What accelerators are worth at the end.
        #[optional()]
        pub residual: Option<Ratio>,
        /// Repair and maintenance, share of IT capital a year.
        #[optional()]
        pub maintenance: Option<Ratio>,
        /// Laying and testing a cable between racks.
        #[optional()]
        pub cable_labour: Option<Usd>,
        /// Plugging a cable inside a rack.
        #[optional()]
        pub rack_cable_labour: Option<Usd>,
        /// Average load of accelerators.
        #[optional()]
        pub utilisation: Option<Ratio>,
        /// Time to get a spare.
        #[optional()]
        pub spares_lead: Option<Hours>,
        /// Probability that a spare is there when needed.
        #[optional()]
        pub spares_service: Option<Ratio>,
        /// Time to detect and isolate a failure before its repair starts.
        #[optional()]
        pub detect_time: Option<Hours>,
        /// How laser modules are doubled.
        #[optional()]
        pub laser_spares: LaserSpares,
    }
}

record! {
    /// A catalogue number this plan replaces.
    pub struct Override {
        /// Id of the part.
        pub part: Id,
        /// Which number, by its path in the part: `price`, `laser.afr`, `stages[2].efficiency`.
        pub field: Text,
        /// The value, with its unit.
        pub value: Text,
        /// Why.
        #[optional()]
        pub comment: Text,
    }
}

choice! {
    /// What a finding or waiver is about.
    pub enum Subject {
        /// One rack.
        Rack = "rack" {
            /// Its id.
            id: RackId,
        },
        /// A rack type.
        RackType = "rack_type" {
            /// Its id.
            id: Id,
        },
        /// A tier.
        Tier = "tier" {
            /// Its id.
            id: Id,
        },
        /// A catalogue part.
        Part = "part" {
            /// Its id.
            id: Id,
        },
        /// Floor, site or economy as a whole.
        Plan = "plan" {},
    }
}

record! {
    /// A finding someone has looked at and accepted.
    pub struct Waiver {
        /// Id of the rule.
        pub rule: Id,
        /// What it is about; empty: all of the rule's findings.
        #[optional()]
        pub subjects: Vec<Subject>,
        /// Why it is accepted.
        pub comment: Text,
    }
}

/// The comments of one value of a file, each line with its slashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comment {
    /// Lines above it.
    pub before: Vec<String>,
    /// Behind it on the same line.
    pub after: Option<String>,
}

/// Comments by the stable path of what they stand beside, such as `racks[#17].name`.
pub type Comments = BTreeMap<String, Comment>;

/// A plan. Copies share their sections, so a snapshot costs a few pointers.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    pub title: Text,
    /// The question this plan answers, in one line.
    pub question: Text,
    /// Paragraphs.
    pub notes: Arc<Vec<Text>>,
    /// Parts this plan adds to or replaces in the catalogue.
    pub catalog: Arc<Sections>,
    pub overrides: Arc<Vec<Override>>,
    pub floor: Arc<Floor>,
    pub site: Arc<Site>,
    pub economy: Arc<Economy>,
    pub rack_types: Arc<Vec<RackType>>,
    pub tiers: Arc<Vec<Tier>>,
    pub racks: Racks,
    pub lengths: Arc<Vec<TypedLength>>,
    pub waivers: Arc<Vec<Waiver>>,
    /// What people wrote beside the values; kept when the file is written again.
    pub comments: Arc<Comments>,
}

impl Plan {
    pub fn rack_type(&self, id: &Id) -> Option<&RackType> {
        self.rack_types.iter().find(|rack_type| rack_type.id == *id)
    }

    /// How many racks of each type there are. Racks come in runs of one type, which is looked up once a run.
    pub fn racks_by_type(&self) -> BTreeMap<Id, usize> {
        let mut counts = BTreeMap::new();
        let mut run: Option<(&Id, usize)> = None;
        for rack in self.racks.iter() {
            run = match run {
                Some((kind, count)) if *kind == rack.kind => Some((kind, count + 1)),
                _ => {
                    add(&mut counts, run);
                    Some((&rack.kind, 1))
                }
            };
        }
        add(&mut counts, run);
        counts
    }

    pub fn tier(&self, id: &Id) -> Option<&Tier> {
        self.tiers.iter().find(|tier| tier.id == *id)
    }
}

fn add(counts: &mut BTreeMap<Id, usize>, run: Option<(&Id, usize)>) {
    if let Some((kind, count)) = run {
        *counts.entry(kind.clone()).or_default() += count;
    }
}
