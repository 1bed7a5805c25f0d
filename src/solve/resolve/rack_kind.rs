//! A rack type with everything that does not depend on links: size, mass, power of its blades, endpoints and switch slots per tier.

use crate::model::catalog::Catalog;
use crate::model::parts::{Blade, Frame};
use crate::model::plan::Plan;
use crate::model::rack_type::{Feeds, Level, Mounted, RackType, Role};
use crate::model::text::Id;
use crate::model::tier::Endpoints;
use crate::model::units::Power;
use crate::solve::figure::{Figure, nearest, real};

use super::supply::{Cooler, Supply, UW_PER_MW, microwatts};
use super::tier::TierSpec;

/// Levels of a fabric that have slots of their own.
pub const LEVELS: [Level; 4] = [Level::Leaf, Level::Spine, Level::Core, Level::Circuit];

/// So many of a catalogue part in one rack.
#[derive(Clone, Debug, PartialEq)]
pub struct PartCount {
    pub class: PartClass,
    pub id: Id,
    pub count: u64,
}

/// What a part is to the bill of materials and to failures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartClass {
    Accelerator,
    Blade,
    Switch,
    Memory,
    Frame,
}

/// Lowest and highest port above the floor, in millimetres.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heights {
    pub low: i64,
    pub high: i64,
}

impl Heights {
    /// The longest way up or down between a port of each.
    pub fn farthest(self, other: Self) -> i64 {
        (self.high - other.low).max(other.high - self.low).max(0)
    }

    fn with(range: Option<Self>, height: i64) -> Option<Self> {
        Some(range.map_or(Self { low: height, high: height }, |range| Self { low: range.low.min(height), high: range.high.max(height) }))
    }
}

/// What fans and liquid do with the power of links that end here.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Air {
    pub fan_share: Figure<f64>,
    pub liquid_share: f64,
}

/// What a rack is to one tier.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TierPlace {
    pub endpoints: u64,
    /// Endpoints of one blade; 0 without endpoints.
    pub per_node: u64,
    /// Switch slots by level.
    pub slots: [u64; 4],
    pub end_heights: Option<Heights>,
    pub slot_heights: [Option<Heights>; 4],
    pub at_ends: Air,
    pub at_switches: Air,
}

/// Power of the blades without links, in microwatts.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Load {
    pub accelerators: Figure<f64>,
    /// The same at the average load.
    pub accelerators_typical: Figure<f64>,
    pub hosts: Figure<f64>,
    pub switches: Figure<f64>,
    pub memory: Figure<f64>,
    pub fans: Figure<f64>,
    /// The same where they follow what they cool at the average load.
    pub fans_typical: Figure<f64>,
    /// Heat of the likely case that liquid would take if the cooling lets it.
    pub liquid: f64,
}

impl Load {
    pub fn total(&self) -> Figure<f64> {
        self.accelerators.plus(self.rest()).plus(self.fans)
    }

    pub fn typical(&self) -> Figure<f64> {
        self.accelerators_typical.plus(self.rest()).plus(self.fans_typical)
    }

    fn rest(&self) -> Figure<f64> {
        self.hosts.plus(self.switches).plus(self.memory)
    }
}

/// A rack type as the solver uses it.
#[derive(Clone, Debug, PartialEq)]
pub struct RackKind {
    pub id: Id,
    pub role: Role,
    pub width_mm: i64,
    pub depth_mm: i64,
    pub height_mm: i64,
    pub units: u64,
    /// Highest unit that a blade takes.
    pub used_units: u64,
    pub mass_g: Figure<i64>,
    pub max_mass_g: i64,
    pub feed_uw: i64,
    pub feeds: Feeds,
    pub supply: Supply,
    /// Power of the shelves that are mounted, each with the chain's rating.
    pub shelves: u64,
    pub cooler: Cooler,
    pub air_limit_uw: i64,
    pub load: Load,
    /// The same by mounted blades: their place in the rack type, how many, what they take.
    pub mounted: Vec<(usize, u64, Load)>,
    pub parts: Vec<PartCount>,
    pub tiers: Vec<TierPlace>,
    /// Cages on blades that serve no tier, on switch blades, and on blades that are both.
    pub end_cages: u64,
    pub switch_cages: u64,
    pub shared_cages: u64,
    /// Share of the loss of the rack's converters that liquid takes; `None`: as much as of the rest.
    pub loss_to_liquid: Option<f64>,
    /// Accelerators in one rack.
    pub accelerators: u64,
}

/// What rack types are resolved with.
pub struct Context<'c> {
    pub plan: &'c Plan,
    pub catalog: &'c Catalog,
    pub tiers: &'c [TierSpec],
    /// Average load of accelerators.
    pub utilisation: Figure<f64>,
    pub supplies: &'c dyn Fn(Option<&Id>) -> Supply,
    pub coolers: &'c dyn Fn(Option<&Id>) -> Cooler,
}

impl RackKind {
    pub fn of(rack_type: &RackType, context: &Context) -> Self {
        let frame = context.catalog.frame(&rack_type.frame);
        let cooler = (context.coolers)(rack_type.cooling.as_ref());
        let length = |of: fn(&Frame) -> i64| frame.map_or(0, of);
        let air_limit_uw = rack_type.air_limit.map_or(cooler.air_limit_uw, microwatts);
        let mut kind = Self {
            id: rack_type.id.clone(),
            role: rack_type.role,
            width_mm: length(|frame| frame.width.value().base()),
            depth_mm: length(|frame| frame.depth.value().base()),
            height_mm: length(|frame| frame.height.value().base()),
            units: frame.map_or(0, |frame| frame.units.value().count()),
            used_units: 0,
            mass_g: frame.map_or_else(Figure::default, |frame| Figure::of(&frame.mass).rounded()),
            max_mass_g: frame.map_or(i64::MAX, |frame| frame.max_mass.value().base()),
            feed_uw: microwatts(rack_type.feed),
            feeds: rack_type.feeds,
            supply: (context.supplies)(rack_type.power_chain.as_ref()),
            shelves: 0,
            cooler,
            air_limit_uw,
            load: Load::default(),
            mounted: Vec::new(),
            parts: frame.map(|frame| PartCount { class: PartClass::Frame, id: frame.id.clone(), count: 1 }).into_iter().collect(),
            tiers: vec![TierPlace::default(); context.tiers.len()],
            end_cages: 0,
            switch_cages: 0,
            shared_cages: 0,
            loss_to_liquid: None,
            accelerators: 0,
        };
        kind.mount_all(rack_type, frame, context);
        kind
    }

    /// Power the shelves can give: those mounted, or as many as the feed takes with the spare ones that the type asks for.
    pub fn shelf_capacity_uw(&self) -> i64 {
        let shelf = self.supply.shelf_uw.max(1);
        let needed = u64::try_from((self.feed_uw.max(1) - 1) / shelf + 1).unwrap_or(1);
        let with_spares = match self.feeds {
            Feeds::Single => needed,
            Feeds::OneMore => needed.saturating_add(1),
            Feeds::Double => needed.saturating_mul(2),
        };
        let shelves = if self.shelves > 0 { self.shelves } else { with_spares };
        shelf.saturating_mul(i64::try_from(shelves).unwrap_or(i64::MAX))
    }

    fn mount_all(&mut self, rack_type: &RackType, frame: Option<&Frame>, context: &Context) {
        let floor = Floor::of(frame);
        let mut next_unit: u64 = 1;
        for (place, mounted) in rack_type.blades.iter().enumerate() {
            let Some(blade) = context.catalog.blade(&mounted.part) else { continue };
            let bottom = mounted.at.map_or(next_unit, |at| u64::try_from(at.get()).unwrap_or(1));
            let height = blade.height.value().count().saturating_mul(mounted.count.count());
            next_unit = bottom.saturating_add(height);
            self.used_units = self.used_units.max(next_unit.saturating_sub(1));
            self.mount(place, mounted, blade, context);
            self.join_tiers(mounted, blade, floor.ports(bottom, blade.height.value().count(), mounted.count.count()), context);
        }
    }

    fn mount(&mut self, place: usize, mounted: &Mounted, blade: &Blade, context: &Context) {
        let blades = mounted.count.count();
        let served = mounted.serves.as_ref().and_then(|serves| context.tiers.iter().find(|tier| tier.id == serves.tier));
        let power = blade_power(blade, blades, served.is_some_and(|tier| tier.charged), context);
        self.load = joined(&self.load, &power);
        self.mounted.push((place, blades, power));
        let mass = Figure::of(&blade.mass).times(real(blades)).rounded();
        self.mass_g = sum(self.mass_g, mass);
        self.parts.push(PartCount { class: PartClass::Blade, id: blade.id.clone(), count: blades });
        for (class, fitted) in
            [(PartClass::Accelerator, &blade.accelerators), (PartClass::Switch, &blade.switches), (PartClass::Memory, &blade.memory)]
        {
            if let Some(fitted) = fitted {
                let count = blades.saturating_mul(fitted.count.count());
                self.parts.push(PartCount { class, id: fitted.part.clone(), count });
                self.accelerators = self.accelerators.saturating_add(if class == PartClass::Accelerator { count } else { 0 });
            }
        }
        let cages = blade.cages.value().count().saturating_mul(blades);
        let has_ends = context.tiers.iter().any(|tier| endpoints_of(blade, tier.endpoints) > 0);
        let there = match (mounted.serves.is_some(), has_ends) {
            (true, true) => &mut self.shared_cages,
            (true, false) => &mut self.switch_cages,
            (false, _) => &mut self.end_cages,
        };
        *there = there.saturating_add(cages);
        if blade.role == Role::Power {
            self.shelves = self.shelves.saturating_add(blades);
            self.loss_to_liquid = Some(blade.liquid_share.value().get());
        }
    }

    fn join_tiers(&mut self, mounted: &Mounted, blade: &Blade, ports: Heights, context: &Context) {
        let air = Air { fan_share: Figure::of(&blade.fan_share), liquid_share: blade.liquid_share.value().get() };
        for (tier, place) in context.tiers.iter().zip(&mut self.tiers) {
            let per_node = endpoints_of(blade, tier.endpoints);
            if per_node > 0 {
                let count = per_node.saturating_mul(mounted.count.count());
                place.at_ends = blend(place.at_ends, place.endpoints, air, count);
                place.endpoints = place.endpoints.saturating_add(count);
                place.per_node = if place.per_node == 0 { per_node } else { place.per_node };
                place.end_heights = Heights::with(Heights::with(place.end_heights, ports.low), ports.high);
            }
            let serves = mounted.serves.as_ref().filter(|serves| serves.tier == tier.id);
            let switches = blade.switches.as_ref().map_or(0, |fitted| fitted.count.count()).saturating_mul(mounted.count.count());
            if let Some(serves) = serves.filter(|_| switches > 0) {
                place.add_slots(serves.level, switches, ports, air);
            }
        }
    }
}

impl TierPlace {
    fn add_slots(&mut self, level: Level, switches: u64, ports: Heights, air: Air) {
        self.at_switches = blend(self.at_switches, self.slots.iter().copied().fold(0, u64::saturating_add), air, switches);
        let here = |of: &Level| *of == level;
        for ((slots, heights), _) in self.slots.iter_mut().zip(&mut self.slot_heights).zip(LEVELS).filter(|(_, of)| here(of)) {
            *slots = slots.saturating_add(switches);
            *heights = Heights::with(Heights::with(*heights, ports.low), ports.high);
        }
    }
}

/// Endpoints one blade has for a tier.
pub fn endpoints_of(blade: &Blade, endpoints: Endpoints) -> u64 {
    let accelerators = || blade.accelerators.as_ref().map_or(0, |fitted| fitted.count.count());
    match endpoints {
        Endpoints::Accelerators => accelerators(),
        Endpoints::Nics => blade.nics.as_ref().map_or(0, |nics| nics.count.value().count()),
        Endpoints::Memory => accelerators().saturating_add(blade.memory.as_ref().map_or(0, |fitted| fitted.count.count())),
        Endpoints::Gateways => 0,
    }
}

/// Power of so many blades. Where a tier's technology is charged apart, what parts spend on moving bits is taken out.
fn blade_power(blade: &Blade, blades: u64, charged: bool, context: &Context) -> Load {
    let scaled = |figure: Figure<f64>, count: u64| figure.times(real(count) * real(UW_PER_MW.unsigned_abs()));
    let mut load = Load { hosts: scaled(Figure::of(&blade.host_power), blades), ..Load::default() };
    if let Some((fitted, part)) = blade.accelerators.as_ref().and_then(|fitted| Some((fitted, context.catalog.accelerator(&fitted.part)?)))
    {
        let scale_up = context.tiers.iter().any(TierSpec::takes_over_scale_up);
        let net = if scale_up { Figure::of(&part.tdp).less(Figure::of(&part.io_in_tdp)) } else { Figure::of(&part.tdp) };
        load.accelerators = scaled(net, blades.saturating_mul(fitted.count.count()));
        load.accelerators_typical = at_average(load.accelerators, Figure::of(&part.idle), context.utilisation);
    }
    if let Some((fitted, part)) = blade.switches.as_ref().and_then(|fitted| Some((fitted, context.catalog.switch(&fitted.part)?))) {
        let net = if charged { Figure::of(&part.power).less(Figure::of(&part.io_in_power)) } else { Figure::of(&part.power) };
        load.switches = scaled(net, blades.saturating_mul(fitted.count.count()));
    }
    if let Some((fitted, part)) = blade.memory.as_ref().and_then(|fitted| Some((fitted, context.catalog.memory(&fitted.part)?))) {
        load.memory = scaled(Figure::of(&part.power), blades.saturating_mul(fitted.count.count()));
    }
    let cooled = load.total();
    let fan_share = Figure::of(&blade.fan_share);
    load.fans_typical = load.typical().product(fan_share);
    load.fans = cooled.product(fan_share);
    load.liquid = cooled.likely * blade.liquid_share.value().get();
    load
}

/// Idle power plus the rest at the average load.
fn at_average(power: Figure<f64>, idle: Figure<f64>, load: Figure<f64>) -> Figure<f64> {
    let share = |idle: f64, load: f64| idle + (1.0 - idle) * load;
    let likely = share(idle.likely, load.likely);
    let guessed = if idle.guessed > 0.0 || load.guessed > 0.0 { likely } else { 0.0 };
    power.product(Figure { low: share(idle.low, load.low), likely, high: share(idle.high, load.high), guessed })
}

fn joined(a: &Load, b: &Load) -> Load {
    Load {
        accelerators: a.accelerators.plus(b.accelerators),
        accelerators_typical: a.accelerators_typical.plus(b.accelerators_typical),
        hosts: a.hosts.plus(b.hosts),
        switches: a.switches.plus(b.switches),
        memory: a.memory.plus(b.memory),
        fans: a.fans.plus(b.fans),
        fans_typical: a.fans_typical.plus(b.fans_typical),
        liquid: a.liquid + b.liquid,
    }
}

fn sum(a: Figure<i64>, b: Figure<i64>) -> Figure<i64> {
    let add = |a: i64, b: i64| a.saturating_add(b);
    Figure { low: add(a.low, b.low), likely: add(a.likely, b.likely), high: add(a.high, b.high), guessed: add(a.guessed, b.guessed) }
}

/// Shares of two groups of ends together.
fn blend(a: Air, count_a: u64, b: Air, count_b: u64) -> Air {
    let (x, y) = (real(count_a), real(count_b));
    let whole = (x + y).max(1.0);
    Air {
        fan_share: a.fan_share.times(x / whole).plus(b.fan_share.times(y / whole)),
        liquid_share: (a.liquid_share * x + b.liquid_share * y) / whole,
    }
}

/// Where the first unit of a frame begins, and how high units are.
struct Floor {
    plinth_mm: f64,
    unit_mm: f64,
}

impl Floor {
    /// What a frame is higher than its units is shared by plinth and roof.
    fn of(frame: Option<&Frame>) -> Self {
        let unit_mm = frame.map_or(0.0, |frame| frame.unit_height.value().get());
        let inside = frame.map_or(0.0, |frame| unit_mm * real(frame.units.value().count()));
        let height = frame.map_or(0.0, |frame| crate::model::units::Real::real(frame.height.value()));
        Self { plinth_mm: ((height - inside) / 2.0).max(0.0), unit_mm }
    }

    /// Ports sit in the middle of their blade.
    fn ports(&self, bottom: u64, height: u64, count: u64) -> Heights {
        let middle = |blade: u64| {
            let below = real(bottom.saturating_sub(1)) + real(height) * (real(blade) + 0.5);
            nearest(self.plinth_mm + below * self.unit_mm)
        };
        Heights { low: middle(0), high: middle(count.saturating_sub(1)) }
    }
}

/// Feeds and limits that are stated in milliwatts, as microwatts.
pub fn limit_uw(limit: Option<Power>) -> Option<i64> {
    limit.map(microwatts)
}
