//! Money and time as the solver uses them: what the plan states, else the region's number, else the default economics.

use crate::model::catalog::Catalog;
use crate::model::estimate::Estimate;
use crate::model::parts::{Economics, Region};
use crate::model::plan::Plan;
use crate::model::units::{Real, Written};
use crate::solve::figure::Figure;

/// Every assumption about money that a plan ends up with.
#[derive(Clone, Debug, PartialEq)]
pub struct Rates {
    pub years: u32,
    pub discount: Figure<f64>,
    pub it_life: Figure<f64>,
    pub network_life: Figure<f64>,
    pub plant_life: Figure<f64>,
    pub building_life: Figure<f64>,
    pub residual: Figure<f64>,
    pub maintenance: Figure<f64>,
    pub insurance: Figure<f64>,
    /// USD per kWh and its change a year.
    pub electricity: Figure<f64>,
    pub escalation: Figure<f64>,
    pub carbon: Figure<f64>,
    /// USD per IT watt, power and cooling plant included.
    pub build_cost: Figure<f64>,
    pub floor_rent: Figure<f64>,
    pub staff_per_mw: Figure<f64>,
    pub staff_cost: Figure<f64>,
    pub labour: Figure<f64>,
    /// Hours until a blade, a switch or a sled is replaced.
    pub blade_repair: Figure<f64>,
    pub cable_labour: Figure<f64>,
    pub rack_cable_labour: Figure<f64>,
    pub utilisation: Figure<f64>,
    pub spares_lead_hours: Figure<f64>,
    pub spares_service: f64,
    pub detect_hours: f64,
    pub floor_load_kn: Figure<f64>,
}

impl Rates {
    pub fn of(plan: &Plan, catalog: &Catalog) -> Self {
        let (site, economy) = (&plan.site, &plan.economy);
        let defaults = catalog.economics(&economy.defaults);
        let region = site.region.as_ref().and_then(|id| catalog.region(id));
        let pick = Pick { defaults, region };
        Self {
            years: u32::try_from(economy.years.get()).unwrap_or(1),
            discount: decided(pick.default(economy.discount_rate, |e| &e.discount_rate)),
            it_life: decided(pick.default(economy.it_life, |e| &e.it_life)),
            network_life: decided(pick.default(economy.network_life, |e| &e.network_life)),
            plant_life: decided(pick.default(economy.plant_life, |e| &e.plant_life)),
            building_life: decided(pick.default(None, |e| &e.building_life)),
            residual: decided(pick.default(economy.residual, |e| &e.residual)),
            maintenance: pick.default(economy.maintenance, |e| &e.maintenance),
            insurance: pick.default(None, |e| &e.insurance),
            electricity: pick.regional(site.electricity_price, |r| r.electricity.as_ref(), |e| Some(&e.electricity)),
            escalation: pick.default(site.escalation, |e| &e.escalation),
            carbon: pick.regional(site.carbon, |r| r.carbon.as_ref(), |_| None),
            build_cost: pick.regional(site.build_cost, |r| r.build_cost.as_ref(), |e| Some(&e.build_cost)),
            floor_rent: pick.default(None, |e| &e.floor_rent),
            staff_per_mw: pick.default(None, |e| &e.staff_per_mw),
            staff_cost: pick.default(None, |e| &e.staff_cost),
            labour: pick.default(None, |e| &e.labour),
            blade_repair: defaults.and_then(|economics| economics.blade_repair.as_ref()).map_or_else(Figure::default, Figure::of),
            cable_labour: pick.default(economy.cable_labour, |e| &e.cable_labour),
            rack_cable_labour: pick.default(economy.rack_cable_labour, |e| &e.rack_cable_labour),
            utilisation: decided(pick.default(economy.utilisation, |e| &e.utilisation)),
            spares_lead_hours: pick.default(economy.spares_lead, |e| &e.spares_lead),
            spares_service: pick.default(economy.spares_service, |e| &e.spares_service).likely,
            detect_hours: economy.detect_time.map_or(0.0, Real::real),
            floor_load_kn: pick.default(plan.floor.max_load, |e| &e.floor_load),
        }
    }
}

/// What the planner decides rather than measures: totals move with it when it is changed, not within their range.
fn decided(figure: Figure<f64>) -> Figure<f64> {
    Figure { low: figure.likely, high: figure.likely, ..figure }
}

/// Where numbers come from that the plan leaves out.
struct Pick<'c> {
    defaults: Option<&'c Economics>,
    region: Option<&'c Region>,
}

impl Pick<'_> {
    /// Stated by the plan, or the default.
    fn default<T: Written + Real>(&self, stated: Option<T>, default: impl Fn(&Economics) -> &Estimate<T>) -> Figure<f64> {
        let given = stated.map(|value| Figure::exact(value.real()));
        given.or_else(|| self.defaults.map(|economics| Figure::of(default(economics)))).unwrap_or_default()
    }

    /// Stated by the plan, or the region's, or the default.
    fn regional<T: Written + Real>(
        &self,
        stated: Option<T>,
        region: impl Fn(&Region) -> Option<&Estimate<T>>,
        default: impl Fn(&Economics) -> Option<&Estimate<T>>,
    ) -> Figure<f64> {
        let given = stated.map(|value| Figure::exact(value.real()));
        let of_region = || self.region.and_then(region).map(Figure::of);
        let of_default = || self.defaults.and_then(default).map(Figure::of);
        given.or_else(of_region).or_else(of_default).unwrap_or_default()
    }
}
