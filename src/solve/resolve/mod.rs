//! Resolve: the plan and the catalogue become flat arrays without names to look up. Unknown parts leave holes that findings tell of.

pub mod economy;
pub mod rack_kind;
pub mod supply;
pub mod technology;
pub mod tier;

use std::sync::Arc;

use crate::model::catalog::Catalog;
use crate::model::faults::{Unresolved, unresolved};
use crate::model::parts::Family;
use crate::model::plan::Plan;
use crate::model::text::Id;

use super::figure::Figure;
use super::input::Input;
use economy::Rates;
use rack_kind::{Context, RackKind};
use supply::{Cooler, Supply};
use technology::Technology;
use tier::{Side, TierSpec};

/// Link ends of one technology on one side of one tier; racks count ends by slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    pub tier: usize,
    /// Place in the tier's technologies.
    pub technology: usize,
    pub side: Side,
    /// The ends are part of the switch: no module is bought or replaced for them.
    pub built_in: bool,
}

/// Everything about a plan that does not depend on how many racks stand where.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    pub tiers: Vec<TierSpec>,
    pub kinds: Vec<RackKind>,
    pub slots: Vec<Slot>,
    pub site_supply: Supply,
    pub site_cooler: Cooler,
    pub rates: Rates,
    /// Pointers that lead nowhere.
    pub unknown: Arc<Vec<Unresolved>>,
}

impl Resolved {
    pub fn of(input: &Input) -> Self {
        let (plan, catalog) = (&*input.plan, &*input.catalog);
        let tiers = tiers(plan, catalog);
        let rates = Rates::of(plan, catalog);
        Self {
            kinds: kinds(input, &tiers, &rates),
            slots: slots(&tiers),
            site_supply: supply(input, None),
            site_cooler: cooler(input, None),
            rates,
            unknown: Arc::new(unresolved(plan, catalog)),
            tiers,
        }
    }

    /// With the power of parts as it is where some tiers turn out to have no links.
    pub fn without_links(mut self, input: &Input, broken: impl Iterator<Item = bool>) -> Self {
        let mut any = false;
        for (tier, _) in self.tiers.iter_mut().zip(broken).filter(|(_, broken)| *broken) {
            any |= tier.charged;
            tier.charged = false;
        }
        if any {
            self.kinds = kinds(input, &self.tiers, &self.rates);
        }
        self
    }

    /// Boards that ends of a slot are spread over in a rack of a type: modules are not shared by two of them. An engine in a package is
    /// shared by the ends of that package only. Ends at switches are spread as wiring has it: one board.
    pub fn boards(&self, kind: u32, slot: &Slot) -> u64 {
        let place = self.kinds.get(kind as usize).and_then(|kind| kind.tiers.get(slot.tier));
        let Some(place) = place.filter(|_| slot.side == Side::Endpoint) else { return 1 };
        let package = self.technology(slot).is_some_and(|technology| technology.family == Family::InPackage);
        place.endpoints.div_ceil(if package { 1 } else { place.per_node.max(1) }).max(1)
    }

    pub fn technology(&self, slot: &Slot) -> Option<&Technology> {
        self.tiers.get(slot.tier)?.technologies.get(slot.technology)
    }
}

fn kinds(input: &Input, tiers: &[TierSpec], rates: &Rates) -> Vec<RackKind> {
    let (plan, catalog) = (&*input.plan, &*input.catalog);
    let supplies = |id: Option<&Id>| supply(input, id);
    let coolers = |id: Option<&Id>| cooler(input, id);
    let context = Context { plan, catalog, tiers, utilisation: rates.utilisation, supplies: &supplies, coolers: &coolers };
    plan.rack_types.iter().map(|rack_type| RackKind::of(rack_type, &context)).collect()
}

/// A power chain, or that of the site.
fn supply(input: &Input, id: Option<&Id>) -> Supply {
    let id = id.unwrap_or(&input.plan.site.power_chain);
    input.catalog.power_chain(id).map_or_else(no_supply, Supply::of)
}

/// A cooling, or that of the site.
fn cooler(input: &Input, id: Option<&Id>) -> Cooler {
    let id = id.unwrap_or(&input.plan.site.cooling);
    input.catalog.cooling(id).map_or_else(no_cooler, Cooler::of)
}

fn tiers(plan: &Plan, catalog: &Catalog) -> Vec<TierSpec> {
    let mut tiers: Vec<TierSpec> = Vec::with_capacity(plan.tiers.len());
    for tier in plan.tiers.iter() {
        let first_slot = tiers.last().map_or(0, |last| last.first_slot + last.slots());
        tiers.push(TierSpec::of(tier, plan, catalog, first_slot));
    }
    tiers
}

fn slots(tiers: &[TierSpec]) -> Vec<Slot> {
    let of = |(tier, spec): (usize, &TierSpec)| {
        let built_in = spec.switch.as_ref().and_then(|switch| switch.built_in);
        let slot = move |technology: usize, side: Side| {
            let built_in = side == Side::Switch && built_in == Some(technology);
            Slot { tier, technology, side, built_in }
        };
        (0..spec.technologies.len()).flat_map(move |technology| [slot(technology, Side::Endpoint), slot(technology, Side::Switch)])
    };
    tiers.iter().enumerate().flat_map(of).collect()
}

/// Stands for an unknown chain: loses nothing, costs nothing; a finding tells that the totals are incomplete.
fn no_supply() -> Supply {
    Supply { in_rack: Vec::new(), upstream: Vec::new(), shelf_uw: i64::MAX, rack_limit_uw: i64::MAX, price_per_watt: Figure::default() }
}

/// Stands for unknown cooling: all heat goes to air, without limit or cost.
fn no_cooler() -> Cooler {
    Cooler {
        liquid_share: 0.0,
        from_exhaust: false,
        air_limit_uw: i64::MAX,
        liquid_limit_uw: i64::MAX,
        pump_share: Figure::default(),
        liquid_cop: Figure::exact(f64::MAX),
        air_cop: Figure::exact(f64::MAX),
        flow: 0.0,
        water_l_per_kwh: Figure::default(),
        price_per_watt: Figure::default(),
    }
}
