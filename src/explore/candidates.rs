//! Inputs that a planner would vary to see when an answer flips, with where they stand and how far it makes sense to go.

use std::collections::BTreeSet;

use super::Variant;
use super::compare::inputs::all_parts;
use super::vary::Axis;
use crate::model::catalog::Kind;
use crate::model::text::Id;
use crate::model::units::{Length, Rate, Written};
use crate::solve::figure::{real, whole};

/// Values an axis has where nobody says how many.
pub const STEPS: usize = 24;

/// An input that can vary.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    pub path: String,
    pub title: String,
    /// Where it is now, in the unit of the range.
    pub now: f64,
    pub unit: String,
    /// `0.03..0.2`, or a list, as it is typed behind the path.
    pub range: String,
}

impl Candidate {
    fn new(path: impl Into<String>, title: impl Into<String>, (now, unit): (f64, &str), range: String) -> Self {
        Self { path: path.into(), title: title.into(), now, unit: unit.to_string(), range }
    }
}

/// An input with a range as it is typed; where that does not say how many values there are, so many.
pub fn axis(path: &str, range: &str, steps: usize) -> Result<Axis, String> {
    let spread = range.contains("..");
    let counted = range.rsplit_once(':').is_some_and(|(_, count)| count.trim().parse::<usize>().is_ok());
    Axis::parse(&if spread && !counted { format!("{path}={range}:{steps}") } else { format!("{path}={range}") })
}

/// Fields of interconnects that make or break them, with the share of their value to go down and up to.
const TECHNOLOGY: [(&str, &str, f64, f64); 4] = [
    ("price", "price", 0.2, 2.0),
    ("module_energy", "energy of plug or engine", 0.2, 2.0),
    ("afr", "failures", 0.0, 3.0),
    ("reach", "reach", 0.2, 3.0),
];

/// What can vary in two plans that are compared: site and years, tiers, rows, then the technologies of both.
pub fn candidates(pair: [&Variant; 2]) -> Vec<Candidate> {
    let [_, other] = pair;
    let mut all = world(other);
    all.extend(tiers(other));
    all.extend(row_pitch(other));
    for candidate in pair.into_iter().rev().flat_map(technologies) {
        if !all.iter().any(|known: &Candidate| known.path == candidate.path) {
            all.push(candidate);
        }
    }
    all
}

fn world(variant: &Variant) -> Vec<Candidate> {
    let rates = &variant.report.resolved.rates;
    let (price, years) = (rates.electricity.likely, f64::from(rates.years));
    vec![
        Candidate::new("site.electricity_price", "Price of electricity", (price, "USD/kWh"), between(price, 0.25, 4.0)),
        Candidate::new("economy.years", "Years looked at", (years, "years"), "1..12:12".to_string()),
    ]
}

fn between(value: f64, low: f64, high: f64) -> String {
    format!("{}..{}", short(value * low), short(value * high))
}

/// Whole centimetres, because lengths are whole millimetres.
fn lengths(value: f64, low: f64, high: f64) -> String {
    let steps = 16_u8;
    let at = |step: u8| value * (low + (high - low) * f64::from(step) / f64::from(steps - 1));
    let list: BTreeSet<i64> = (0..steps).map(|step| crate::solve::figure::nearest(at(step) * 100.0)).collect();
    with_unit(&list.into_iter().map(|cm| (whole(cm) / 100.0).to_string()).collect::<Vec<_>>().join(","), Length::unit())
}

/// Three digits.
fn short(value: f64) -> String {
    format!("{value:.2e}").parse::<f64>().map_or_else(|_| value.to_string(), |value| value.to_string())
}

/// Rate and domain of each tier: eighths of the rate, doublings of the domain.
fn tiers(variant: &Variant) -> Vec<Candidate> {
    let mut all = Vec::new();
    for (tier, totals) in variant.plan().tiers.iter().zip(&variant.totals.tiers) {
        let Ok(rate) = tier.rate.amount().parse::<f64>() else { continue };
        let eighths = (1..=12_u8).map(|step| short(rate * f64::from(step) / 8.0)).collect::<Vec<_>>().join(",");
        let title = format!("{}: rate of an endpoint", tier.name);
        all.push(Candidate::new(format!("tiers.{}.rate", tier.id), title, (rate, Rate::unit()), with_unit(&eighths, Rate::unit())));
        let domain = totals.endpoints / totals.domains.max(1);
        let doublings: Vec<String> =
            (3..=12).map(|power| 1_u64 << power).filter(|size| *size <= totals.endpoints.max(8)).map(|size| size.to_string()).collect();
        let title = format!("{}: endpoints of a domain", tier.name);
        all.push(Candidate::new(format!("tiers.{}.domain", tier.id), title, (real(domain), ""), doublings.join(",")));
    }
    all
}

/// Each value of a list with its unit.
fn with_unit(list: &str, unit: &str) -> String {
    list.split(',').map(|value| format!("{value} {unit}").trim().to_string()).collect::<Vec<_>>().join(",")
}

/// The step from row to row, where there are rows.
fn row_pitch(variant: &Variant) -> Option<Candidate> {
    let rows: BTreeSet<i64> = variant.plan().racks.iter().map(|rack| rack.at.y()).collect();
    let mut rows = rows.into_iter();
    let pitch = rows.next().zip(rows.next()).map(|(first, second)| whole(second - first) / 1000.0)?;
    Some(Candidate::new("floor.row_pitch", "Pitch of the rows", (pitch, Length::unit()), lengths(pitch, 0.7, 3.0)))
}

fn technologies(variant: &Variant) -> Vec<Candidate> {
    let catalog = &variant.report.input.catalog;
    let parts = all_parts(variant.plan(), catalog).into_iter().filter(|(kind, _)| *kind == Kind::Interconnect);
    parts.flat_map(|(_, id)| numbers(variant, &id)).collect()
}

fn numbers(variant: &Variant, id: &Id) -> Vec<Candidate> {
    let Some(part) = variant.report.input.catalog.interconnect(id) else { return Vec::new() };
    let mut all = Vec::new();
    crate::model::numbers::Numbers::visit(part, "", &mut |path, number| {
        let Some((_, title, low, high)) = TECHNOLOGY.iter().find(|(field, ..)| *field == path) else { return };
        let [now, ..] = number.amounts().map(|text| text.parse::<f64>().unwrap_or(0.0));
        if now > 0.0 {
            let spread = format!("{} {}", between(now, *low, *high), number.unit());
            let range = if number.unit() == Length::unit() { lengths(now, *low, *high) } else { spread };
            all.push(Candidate::new(format!("catalog.{id}.{path}"), format!("{}: {title}", part.name), (now, number.unit()), range));
        }
    });
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_get_steps_where_they_say_none() {
        let count = |range: &str| axis("economy.years", range, 5).map(|axis| axis.values.len());
        assert_eq!([count("1..9"), count("1..9:3"), count("1,2"), count("1 USD..2 USD")], [Ok(5), Ok(3), Ok(2), Ok(5)]);
        assert!(count("much").is_err());
    }
}
