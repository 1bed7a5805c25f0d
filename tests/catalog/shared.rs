//! Reading the embedded files, and short ways to a part. Not tests.

use std::collections::BTreeMap;

use rackwright::model::catalog::{Catalog, Kind, Part, Sections};
use rackwright::model::estimate::Confidence;
use rackwright::model::parts::{Accelerator, Blade, Interconnect, Switch, System};
use rackwright::model::text::Id;
use serde::Deserialize;

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        pub const FILES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../presets/catalog/", $name, ".ron")))),+];
    };
}

files!("sources", "interconnects", "accelerators", "switches", "memory", "blades", "racks", "power", "cooling", "regions", "economics",);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    pub format: String,
    pub version: u32,
    pub min_reader: u32,
    pub parts: Sections,
}

/// As the program reads: what is optional stands without `Some`.
pub fn parse(text: &str) -> Result<File, ron::error::SpannedError> {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME).from_str(text)
}

pub fn read() -> Vec<(&'static str, File)> {
    FILES.iter().map(|(name, text)| (*name, parse(text).unwrap_or_else(|error| panic!("{name}.ron:{error}")))).collect()
}

pub fn merged() -> Catalog {
    let mut catalog = Catalog::default();
    read().iter().for_each(|(_, file)| catalog.add(&file.parts));
    catalog
}

pub fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

/// A number of a part as texts.
#[derive(Clone)]
pub struct Shown {
    pub value: String,
    pub low: String,
    pub high: String,
    pub confidence: Confidence,
}

pub fn numbers(part: &dyn Part) -> BTreeMap<String, Shown> {
    let mut found = BTreeMap::new();
    part.visit("", &mut |path, number| {
        let (value, low, high) = (number.value_text(), number.low_text(), number.high_text());
        found.insert(path.to_string(), Shown { value, low, high, confidence: number.confidence() });
    });
    found
}

pub fn every_part(mut check: impl FnMut(&'static str, Kind, &dyn Part)) {
    for (name, file) in read() {
        file.parts.parts().into_iter().for_each(|(kind, _, part)| check(name, kind, part));
    }
}

pub fn interconnects(catalog: &Catalog) -> Vec<Interconnect> {
    catalog.parts(Kind::Interconnect).iter().filter_map(|part| catalog.interconnect(part.id()).cloned()).collect()
}

pub fn link<'c>(catalog: &'c Catalog, name: &str) -> &'c Interconnect {
    catalog.interconnect(&id(name)).unwrap()
}

pub fn blade<'c>(catalog: &'c Catalog, name: &str) -> &'c Blade {
    catalog.blade(&id(name)).unwrap()
}

pub fn system<'c>(catalog: &'c Catalog, name: &str) -> &'c System {
    catalog.system(&id(name)).unwrap()
}

pub fn accelerator<'c>(catalog: &'c Catalog, name: &str) -> &'c Accelerator {
    catalog.accelerator(&id(name)).unwrap()
}

pub fn switch<'c>(catalog: &'c Catalog, name: &str) -> &'c Switch {
    catalog.switch(&id(name)).unwrap()
}

pub fn within(actual: f64, expected: f64, share: f64, what: &str) {
    let off = (actual - expected).abs();
    assert!(off <= expected.abs() * share + 1e-12, "{what}: got {actual}, expected {expected} within {share}");
}

pub fn decimal(base: i64) -> f64 {
    base as f64
}
