//! Serviceability: what is exchanged when something fails, how often, how long it takes, how many accelerators wait, how many spares lie ready.

use super::super::Variant;
use crate::solve::figure::{Figure, real, sum};
use crate::solve::money::spares_held;
use crate::solve::reliability::Fru;

/// Everything that is exchanged as one kind of unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// `module`, `cable`, `laser module`, `switch tray`, `sled`, `blade`, `board`, `chassis`.
    pub replaced: &'static str,
    /// What fails in them.
    pub items: Vec<String>,
    pub count: u64,
    /// A year.
    pub failures: Figure<f64>,
    /// From the failure until it works again, in the mean of failures.
    pub hours: f64,
    /// Whole accelerators that are gone meanwhile, in the mean and at most.
    pub lost: f64,
    pub most_lost: f64,
    /// Accelerator-hours a year.
    pub lost_hours: Figure<f64>,
    pub spares: u64,
    pub spares_usd: Figure<f64>,
}

/// By unit, those that fail most first.
pub fn serviceability(variant: &Variant) -> Vec<Service> {
    let frus = &variant.totals.frus;
    let mut words: Vec<&'static str> = Vec::new();
    for fru in frus {
        if !words.contains(&fru.replaced) {
            words.push(fru.replaced);
        }
    }
    let of = |word: &'static str| service(variant, word, &frus.iter().filter(|fru| fru.replaced == word).collect::<Vec<_>>());
    let mut services: Vec<Service> = words.into_iter().map(of).collect();
    services.sort_by(|a, b| b.failures.likely.total_cmp(&a.failures.likely).then(a.replaced.cmp(b.replaced)));
    services
}

fn service(variant: &Variant, replaced: &'static str, frus: &[&Fru]) -> Service {
    let rates = &variant.report.resolved.rates;
    let total = |of: &dyn Fn(&Fru) -> Figure<f64>| frus.iter().fold(Figure::default(), |sum: Figure<f64>, fru| sum.plus(of(fru)));
    let failures = total(&|fru| fru.failures);
    let mean = |of: fn(&Fru) -> f64| {
        let weighted = sum(frus.iter().map(|fru| of(fru) * fru.failures.likely));
        if failures.likely > 0.0 { weighted / failures.likely } else { 0.0 }
    };
    let mut items: Vec<String> = Vec::new();
    for fru in frus {
        if !items.contains(&fru.item) {
            items.push(fru.item.clone());
        }
    }
    Service {
        replaced,
        items,
        count: frus.iter().map(|fru| fru.count).fold(0, u64::saturating_add),
        failures,
        hours: mean(|fru| fru.hours),
        lost: mean(|fru| fru.equivalent),
        most_lost: frus.iter().map(|fru| fru.equivalent).fold(0.0, f64::max),
        lost_hours: total(&Fru::lost_hours),
        spares: frus.iter().map(|fru| spares_held(fru, rates)).fold(0, u64::saturating_add),
        spares_usd: total(&|fru| fru.unit_price.times(real(spares_held(fru, rates)))),
    }
}
