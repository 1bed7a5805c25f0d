//! Resolve: the plan and the catalogue become flat arrays without names to look up. Unknown parts leave holes that findings tell of.

pub mod economy;
pub mod rack_kind;
pub mod supply;
pub mod technology;
pub mod tier;

use std::sync::Arc;

use crate::model::catalog::Catalog;
use crate::model::faults::{Unresolved, unresolved};
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
        let supplies = |id: Option<&Id>| catalog.power_chain(id.unwrap_or(&plan.site.power_chain)).map_or_else(no_supply, Supply::of);
        let coolers = |id: Option<&Id>| catalog.cooling(id.unwrap_or(&plan.site.cooling)).map_or_else(no_cooler, Cooler::of);
        let context = Context { plan, catalog, tiers: &tiers, utilisation: rates.utilisation, supplies: &supplies, coolers: &coolers };
        Self {
            kinds: plan.rack_types.iter().map(|rack_type| RackKind::of(rack_type, &context)).collect(),
            slots: slots(&tiers),
            site_supply: supplies(None),
            site_cooler: coolers(None),
            rates,
            unknown: Arc::new(unresolved(plan, catalog)),
            tiers,
        }
    }

    pub fn technology(&self, slot: &Slot) -> Option<&Technology> {
        self.tiers.get(slot.tier)?.technologies.get(slot.technology)
    }
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
