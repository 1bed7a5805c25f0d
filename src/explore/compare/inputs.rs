//! What differs in the inputs of variants: what the plans state, how many racks of each type they have, the catalogue numbers behind them; and
//! warnings where they assume different things about the same world.

use std::collections::BTreeMap;

use super::super::Variant;
use crate::model::catalog::{Catalog, Kind};
use crate::model::numbers::{Numbers, join};
use crate::model::plan::{Plan, Pue};
use crate::model::text::Id;
use crate::model::tier::Topology;
use crate::solve::figure::real;
use crate::solve::readout::{Unit, text};

/// Differences told of one kind of input.
const TOLD: usize = 400;

/// One input and what each variant has there; empty where it has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputRow {
    /// `site.electricity_price`, `tiers[#scale-up].media.access`, `catalogue cpo_212.price`.
    pub path: String,
    pub values: Vec<String>,
}

/// Something that plans assume differently although it is the same world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    pub what: &'static str,
    pub values: Vec<String>,
}

impl Warning {
    /// `The plans assume different electricity prices: 0.06 USD/kWh, 0.08 USD/kWh`.
    pub fn text(&self) -> String {
        format!("The plans differ in {}: {}", self.what, self.values.join(" / "))
    }
}

/// Inputs in which variants differ: plans first, then the catalogue.
pub fn differences(variants: &[Variant]) -> Vec<InputRow> {
    let mut rows = table(variants.iter().map(|variant| stated(variant.plan())));
    rows.extend(table(variants.iter().map(placed)));
    rows.extend(catalogue(variants));
    rows
}

/// Paths in the order in which some variant first has them.
type Stated = Vec<(String, String)>;

fn table(lists: impl Iterator<Item = Stated>) -> Vec<InputRow> {
    let lists: Vec<Stated> = lists.collect();
    let mut paths: Vec<&String> = Vec::new();
    let mut places: BTreeMap<&String, usize> = BTreeMap::new();
    let mut values: Vec<Vec<String>> = Vec::new();
    for (variant, list) in lists.iter().enumerate() {
        for (path, value) in list {
            let place = *places.entry(path).or_insert_with(|| {
                paths.push(path);
                values.push(vec![String::new(); lists.len()]);
                values.len() - 1
            });
            if let Some(entry) = values.get_mut(place).and_then(|row| row.get_mut(variant)) {
                entry.clone_from(value);
            }
        }
    }
    let rows = paths.into_iter().zip(values).map(|(path, values)| InputRow { path: path.clone(), values });
    rows.filter(|row| row.values.windows(2).any(|pair| pair.first() != pair.get(1))).take(TOLD).collect()
}

/// Everything a plan states but names, notes and single racks.
fn stated(plan: &Plan) -> Stated {
    let mut list = Stated::new();
    record(&mut list, "floor", &*plan.floor);
    record(&mut list, "site", &*plan.site);
    if let Pue::Fixed { value } = &plan.site.pue {
        list.push(("site.pue.value".to_string(), value.to_string()));
    }
    record(&mut list, "economy", &*plan.economy);
    for kind in plan.rack_types.iter() {
        record(&mut list, &format!("rack_types[#{}]", kind.id), kind);
    }
    for tier in plan.tiers.iter() {
        let path = format!("tiers[#{}]", tier.id);
        record(&mut list, &path, tier);
        list.push((join(&path, "topology.fields"), fields(&tier.topology)));
    }
    for change in plan.overrides.iter() {
        list.push((format!("overrides {}.{}", change.part, change.field), change.value.to_string()));
    }
    list
}

fn record(list: &mut Stated, path: &str, record: &dyn Numbers) {
    record.words(path, &mut |path, word| list.push((path.to_string(), word.to_string())));
}

/// The fields of a shape that are stated, as they print for programmers: `levels: 2, leaf_down: 256`.
fn fields(topology: &Topology) -> String {
    let text = format!("{topology:?}");
    let inner = text.split_once('{').map_or("", |(_, inner)| inner.trim_end_matches('}'));
    let told = |field: &&str| !field.ends_with(": None") && !field.ends_with(": []") && !field.ends_with(": false");
    let bare = |field: &str| field.replace("Some(", "").replace(')', "");
    inner.split(", ").map(str::trim).filter(|field| !field.is_empty()).filter(told).map(bare).collect::<Vec<_>>().join(", ")
}

/// Racks by type, and where they stand as one word.
fn placed(variant: &Variant) -> Stated {
    let kinds = variant.report.resolved.kinds.iter().zip(&variant.report.sums.kinds);
    let mut list: Stated = kinds.map(|(kind, sum)| (format!("racks of type {}", kind.id), sum.racks.to_string())).collect();
    let area = variant.report.racks.iter().fold((i64::MAX, i64::MAX, i64::MIN, i64::MIN), |(left, top, right, bottom), rack| {
        (left.min(rack.x), top.min(rack.y), right.max(rack.right()), bottom.max(rack.bottom()))
    });
    if area.0 < area.2 {
        list.push(("area the racks stand in, mm".to_string(), format!("{} x {}", area.2 - area.0, area.3 - area.1)));
    }
    list
}

/// Numbers of parts that several variants use and that are not the same in their catalogues.
fn catalogue(variants: &[Variant]) -> Vec<InputRow> {
    let mut parts: Vec<(Kind, Id)> = Vec::new();
    for used in variants.iter().flat_map(|variant| all_parts(variant.plan(), &variant.report.input.catalog)) {
        if !parts.contains(&used) {
            parts.push(used);
        }
    }
    let of = |variant: &Variant| {
        let mut list = Stated::new();
        for (kind, id) in &parts {
            let Some(part) = variant.report.input.catalog.part(*kind, id) else { continue };
            part.visit("", &mut |path, number| {
                let range = if number.low_text() == number.high_text() {
                    String::new()
                } else {
                    format!(" ({}..{})", number.low_text(), number.high_text())
                };
                list.push((format!("catalogue {id}.{path}"), format!("{}{range}", number.value_text())));
            });
        }
        list
    };
    // A part that a plan does not use and its catalogue does not have is no difference of the catalogue.
    table(variants.iter().map(of)).into_iter().filter(|row| row.values.iter().all(|value| !value.is_empty())).collect()
}

/// Parts of the catalogue that a plan points at, in its order, each once.
fn used_parts(plan: &Plan) -> Vec<(Kind, Id)> {
    let mut parts: Vec<(Kind, Id)> = Vec::new();
    let mut add = |kind: Kind, id: &Id| {
        if !parts.iter().any(|(known, known_id)| *known == kind && known_id == id) {
            parts.push((kind, id.clone()));
        }
    };
    for kind in plan.rack_types.iter() {
        add(Kind::Frame, &kind.frame);
        kind.power_chain.iter().for_each(|id| add(Kind::PowerChain, id));
        kind.cooling.iter().for_each(|id| add(Kind::Cooling, id));
        kind.blades.iter().for_each(|mounted| add(Kind::Blade, &mounted.part));
    }
    for tier in plan.tiers.iter() {
        tier.switch.iter().for_each(|id| add(Kind::Switch, id));
        let media = [&tier.media.in_rack, &tier.media.access, &tier.media.trunk, &tier.media.core];
        media.into_iter().flatten().for_each(|id| add(Kind::Interconnect, id));
    }
    plan.site.region.iter().for_each(|id| add(Kind::Region, id));
    add(Kind::PowerChain, &plan.site.power_chain);
    add(Kind::Cooling, &plan.site.cooling);
    add(Kind::Economics, &plan.economy.defaults);
    parts
}

/// The same with what is fitted on blades, which only the catalogue knows.
pub fn all_parts(plan: &Plan, catalog: &Catalog) -> Vec<(Kind, Id)> {
    let mut parts = used_parts(plan);
    let blades: Vec<Id> = parts.iter().filter(|(kind, _)| *kind == Kind::Blade).map(|(_, id)| id.clone()).collect();
    for blade in blades.iter().filter_map(|id| catalog.blade(id)) {
        let fitted = [(Kind::Accelerator, &blade.accelerators), (Kind::Switch, &blade.switches), (Kind::Memory, &blade.memory)];
        for (kind, fitted) in fitted.into_iter().filter_map(|(kind, fitted)| Some((kind, fitted.as_ref()?))) {
            if !parts.contains(&(kind, fitted.part.clone())) {
                parts.push((kind, fitted.part.clone()));
            }
        }
    }
    parts
}

type Told = fn(&Variant) -> String;

/// What plans that are compared should have in common.
const COMMON: &[(&str, Told)] = &[
    ("the number of accelerators", |variant| text(real(variant.totals.accelerators), Unit::Count)),
    ("the injection each way per accelerator", injection),
    ("the price of electricity", |variant| format!("{} USD/kWh", digits(rates(variant).electricity.likely))),
    ("its change a year", |variant| share(rates(variant).escalation.likely)),
    ("the years looked at", |variant| rates(variant).years.to_string()),
    ("the discount rate", |variant| share(rates(variant).discount.likely)),
    ("the load of accelerators", |variant| share(rates(variant).utilisation.likely)),
    ("the price to build a watt", |variant| format!("{} USD/W", digits(rates(variant).build_cost.likely))),
    ("the region", |variant| variant.plan().site.region.as_ref().map_or("none".to_string(), ToString::to_string)),
    ("whether the PUE is stated", |variant| variant.plan().site.pue.word().to_string()),
];

/// The same where variants do not have it in common.
pub fn warnings(variants: &[Variant]) -> Vec<Warning> {
    let of = |(what, told): &(&'static str, Told)| Warning { what, values: variants.iter().map(told).collect() };
    COMMON.iter().map(of).filter(|warning| warning.values.windows(2).any(|pair| pair.first() != pair.get(1))).collect()
}

fn rates(variant: &Variant) -> &crate::solve::resolve::economy::Rates {
    &variant.report.resolved.rates
}

fn share(value: f64) -> String {
    text(100.0 * value, Unit::Percent)
}

fn digits(value: f64) -> String {
    crate::solve::readout::significant(value)
}

fn injection(variant: &Variant) -> String {
    let each = variant.totals.injection_gbps / real(variant.totals.accelerators.max(1));
    text(each, Unit::Gbps)
}
