//! Inputs that vary, by the path they have in a plan or in the catalogue: `site.electricity_price`, `tiers.scale-up.rate`,
//! `catalog.cpo_212.price`, `floor.row_pitch`. A value for a path is an edit; nothing else changes a plan.

use std::collections::BTreeMap;

use crate::edit::{EconomyField, Edit, Edits, FloorField, RackTypeField, RoutingField, SiteField, TierField};
use crate::model::catalog::Catalog;
use crate::model::counts::Factor;
use crate::model::geometry::Point;
use crate::model::plan::{Plan, Pue};
use crate::model::racks::RackId;
use crate::model::text::{Id, Name, Text, quoted};
use crate::model::units::{Length, Written};

/// Values of one axis, at most.
const MOST_VALUES: usize = 10_000;
/// The path that is no field: the step from row to row, which moves racks.
const ROW_PITCH: &str = "floor.row_pitch";

/// An input and the values it takes.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    pub path: String,
    /// As they are set, and as numbers to draw them by.
    pub values: Vec<Value>,
}

/// One value of an input.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    pub text: String,
    pub number: f64,
}

impl Axis {
    /// `PATH=LOW..HIGH:COUNT` or `PATH=A,B,C`; a unit may stand behind any number and holds for those without one.
    pub fn parse(text: &str) -> Result<Self, String> {
        let refused =
            || format!("got {}, allowed PATH=LOW..HIGH:COUNT or PATH=A,B,C, such as site.electricity_price=0.03..0.20:18", quoted(text));
        let (path, values) = text.split_once('=').ok_or_else(refused)?;
        let values = match values.split_once("..") {
            Some((low, rest)) => {
                let (high, count) = rest.rsplit_once(':').ok_or_else(refused)?;
                let count = count.trim().parse().ok().filter(|count| (2..=MOST_VALUES).contains(count)).ok_or_else(refused)?;
                spread(low, high, count).ok_or_else(refused)?
            }
            None => values.split(',').map(value).collect::<Option<Vec<_>>>().ok_or_else(refused)?,
        };
        Ok(Self { path: path.trim().to_string(), values })
    }
}

fn value(text: &str) -> Option<Value> {
    let (number, _) = measured(text)?;
    Some(Value { text: text.trim().to_string(), number })
}

/// A number and what stands behind it.
fn measured(text: &str) -> Option<(f64, &str)> {
    let text = text.trim();
    let exponent = |at: usize| text.get(at + 1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == '-'));
    let inside =
        |(at, c): (usize, char)| c.is_ascii_digit() || matches!(c, '.' | '-' | '+') || matches!(c, 'e' | 'E') && at > 0 && exponent(at);
    let end = text.char_indices().find(|letter| !inside(*letter)).map_or(text.len(), |(at, _)| at);
    let (number, unit) = text.split_at(end);
    Some((number.parse::<f64>().ok().filter(|number| number.is_finite())?, unit.trim()))
}

fn spread(low: &str, high: &str, count: usize) -> Option<Vec<Value>> {
    let ((from, unit_low), (to, unit_high)) = (measured(low)?, measured(high)?);
    let unit = if unit_high.is_empty() { unit_low } else { unit_high };
    if !(unit_low.is_empty() || unit_low == unit) {
        return None;
    }
    let steps = crate::solve::figure::real(u64::try_from(count).ok()?.checked_sub(1)?);
    let one = |place: u32| {
        let number = rounded(from + (to - from) * f64::from(place) / steps)?;
        Some(Value { text: format!("{number} {unit}").trim().to_string(), number })
    };
    (0..u32::try_from(count).ok()?).map(one).collect()
}

/// Nine digits: enough for any input, and none that rounding left.
fn rounded(value: f64) -> Option<f64> {
    format!("{value:.8e}").parse().ok()
}

type Make = fn(&str) -> Result<Edit, String>;

/// Reads a value; a bare number is in the main unit of its kind.
fn typed<T: Written>(text: &str) -> Result<T, String> {
    let bare = !T::BARE && text.parse::<f64>().is_ok();
    T::parse(&if bare { format!("{text} {}", T::unit()) } else { text.to_string() })
}

macro_rules! fields {
    ($edit:ident: $($path:literal $field:ident::$variant:ident $($some:ident)?),+ $(,)?) => {
        &[$(($path, |text| Ok(Edit::$edit { set: vec![$field::$variant { value: fields!(@ $($some)? typed(text)?) }] }))),+]
    };
    (@ some $value:expr) => { Some($value) };
    (@ $value:expr) => { $value };
}

const SITE: &[(&str, Make)] = fields! { ChangeSite:
    "site.electricity_price" SiteField::ElectricityPrice some,
    "site.escalation" SiteField::Escalation some,
    "site.carbon" SiteField::Carbon some,
    "site.build_cost" SiteField::BuildCost some,
    "site.site_limit" SiteField::SiteLimit some,
    "site.build_year" SiteField::BuildYear,
};

const ECONOMY: &[(&str, Make)] = fields! { ChangeEconomy:
    "economy.years" EconomyField::Years,
    "economy.discount_rate" EconomyField::DiscountRate some,
    "economy.it_life" EconomyField::ItLife some,
    "economy.network_life" EconomyField::NetworkLife some,
    "economy.plant_life" EconomyField::PlantLife some,
    "economy.residual" EconomyField::Residual some,
    "economy.maintenance" EconomyField::Maintenance some,
    "economy.cable_labour" EconomyField::CableLabour some,
    "economy.rack_cable_labour" EconomyField::RackCableLabour some,
    "economy.utilisation" EconomyField::Utilisation some,
    "economy.spares_lead" EconomyField::SparesLead some,
    "economy.spares_service" EconomyField::SparesService some,
    "economy.detect_time" EconomyField::DetectTime some,
};

const FLOOR: &[(&str, Make)] = fields! { ChangeFloor:
    "floor.aisle" FloorField::Aisle,
    "floor.max_load" FloorField::MaxLoad some,
};

const ROUTING: &[(&str, Make)] = fields! { ChangeRouting:
    "floor.routing.slack" RoutingField::Slack,
    "floor.routing.service_loop" RoutingField::ServiceLoop,
    "floor.routing.tray_height" RoutingField::TrayHeight,
    "floor.routing.tray_fill" RoutingField::TrayFill,
};

/// Paths with a name in them, and what a value of them is.
const NAMED: [&str; 6] = [
    "site.pue",
    ROW_PITCH,
    "tiers.ID.domain, .rate, .link, .planes",
    "rack_types.ID.feed",
    "catalog.PART.FIELD",
    "any number of the catalogue, such as catalog.dr8_dsp_212.price",
];

/// Everything that can be varied, for messages and help.
pub fn paths() -> Vec<&'static str> {
    [SITE, ECONOMY, FLOOR, ROUTING].into_iter().flatten().map(|(path, _)| *path).chain(NAMED).collect()
}

/// The edit that gives an input a value. `catalog` is the one the plan is solved with.
pub fn edit(plan: &Plan, catalog: &Catalog, path: &str, text: &str) -> Result<Edit, String> {
    let told = |why: String| format!("{path}: {why}");
    if let Some((_, make)) = [SITE, ECONOMY, FLOOR, ROUTING].into_iter().flatten().find(|(known, _)| *known == path) {
        return make(text).map_err(told);
    }
    let made = match path.split_once('.') {
        _ if path == "site.pue" => {
            typed::<Factor>(text).map(|value| Edit::ChangeSite { set: vec![SiteField::Pue { value: Pue::Fixed { value } }] })
        }
        _ if path == ROW_PITCH => typed::<Length>(text).and_then(|pitch| row_pitch(plan, pitch)),
        Some(("tiers", rest)) => tier(rest, text),
        Some(("rack_types", rest)) => rack_type(rest, text),
        Some(("catalog", rest)) => number(catalog, rest, text),
        _ => Err(unknown()),
    };
    made.map_err(told)
}

fn unknown() -> String {
    format!("got a path that cannot vary, allowed {}", paths().join(", "))
}

/// Ids may hold dots, names of fields do not.
fn named(rest: &str) -> Result<(Id, &str), String> {
    let (id, field) = rest.rsplit_once('.').ok_or_else(unknown)?;
    Ok((Id::new(id).map_err(|rule| format!("got id {}, allowed {rule}", quoted(id)))?, field))
}

fn tier(rest: &str, text: &str) -> Result<Edit, String> {
    let (id, field) = named(rest)?;
    let set = match field {
        "domain" => TierField::Domain { value: Some(typed(text)?) },
        "rate" => TierField::Rate { value: typed(text)? },
        "link" => TierField::Link { value: typed(text)? },
        "planes" => TierField::Planes { value: Some(typed(text)?) },
        _ => return Err(unknown()),
    };
    Ok(Edit::ChangeTier { id, set: vec![set] })
}

fn rack_type(rest: &str, text: &str) -> Result<Edit, String> {
    match named(rest)? {
        (id, "feed") => Ok(Edit::ChangeRackType { id, set: vec![RackTypeField::Feed { value: typed(text)? }] }),
        _ => Err(unknown()),
    }
}

/// The part a path of the catalogue is about, and the path in it. Both may hold dots: the part is the one that there is.
pub fn catalogue_path<'p>(catalog: &Catalog, rest: &'p str) -> Option<(Id, &'p str)> {
    let cuts = rest.match_indices('.').filter_map(|(at, _)| Some((Id::new(rest.get(..at)?).ok()?, rest.get(at + 1..)?)));
    cuts.into_iter().find(|(id, _)| catalog.kind_of(id).is_some())
}

fn number(catalog: &Catalog, rest: &str, text: &str) -> Result<Edit, String> {
    let (part, field) =
        catalogue_path(catalog, rest).ok_or_else(|| format!("got {}, allowed a part of the catalogue and a number of it", quoted(rest)))?;
    let kind = catalog.kind_of(&part).ok_or_else(unknown)?;
    let mut unit = None;
    if let Some(record) = catalog.part(kind, &part) {
        record.visit("", &mut |path, number| unit = if path == field { Some(number.unit()) } else { unit });
    }
    let unit = unit.ok_or_else(|| format!("got {}, allowed a number of {part}, see: catalog show {part}", quoted(field)))?;
    let value = if text.parse::<f64>().is_ok() { format!("{text} {unit}") } else { text.to_string() };
    let text = |text: &str| Text::new(text).map_err(ToString::to_string);
    Ok(Edit::SetOverride { part, field: text(field)?, value: text(value.trim())?, comment: Text::default() })
}

/// Rows are racks with the same y; the first row stays and the others follow at the pitch.
fn row_pitch(plan: &Plan, pitch: Length) -> Result<Edit, String> {
    let mut rows: BTreeMap<i64, Vec<RackId>> = BTreeMap::new();
    plan.racks.iter().for_each(|rack| rows.entry(rack.at.y()).or_default().push(rack.id));
    let first = rows.keys().next().copied().ok_or("got a plan without racks, allowed one with rows")?;
    let mut edits = Vec::new();
    for (place, (y, racks)) in (0_i64..).zip(rows) {
        let to = first.saturating_add(place.saturating_mul(pitch.base()));
        if to != y {
            let by_mm = Point::new(0, to.saturating_sub(y)).ok_or("got a pitch that leads off all floors, allowed a smaller one")?;
            edits.push(Edit::MoveRacks { racks, by_mm });
        }
    }
    if edits.is_empty() {
        return Ok(Edit::SetTitle { title: plan.title.clone() });
    }
    Ok(Edit::Batch { label: Name::new("Row pitch").map_err(ToString::to_string)?, edits: Edits(edits) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(spec: &str) -> Vec<String> {
        Axis::parse(spec).map(|axis| axis.values.into_iter().map(|value| value.text).collect()).unwrap_or_default()
    }

    #[test]
    fn axes_as_they_are_typed() {
        assert_eq!(texts("site.electricity_price=0.03..0.09:3"), ["0.03", "0.06", "0.09"]);
        assert_eq!(texts("tiers.scale-up.rate=1.6..3.2 Tb/s:2"), ["1.6 Tb/s", "3.2 Tb/s"]);
        assert_eq!(texts("catalog.x.price=1e3..2e3 USD:3"), ["1000 USD", "1500 USD", "2000 USD"]);
        assert_eq!(texts("economy.years=3, 5,8"), ["3", "5", "8"]);
        for bad in ["", "a", "a=", "a=1..2", "a=1..2:1", "a=x..2:3", "a=1 W..2 kW:3", "a=1..2:99999999"] {
            assert!(Axis::parse(bad).is_err(), "{bad}");
        }
    }
}
