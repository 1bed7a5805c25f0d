//! The embedded catalogue, plans and comparisons: what the program knows without any file.

use std::sync::OnceLock;

use super::catalog_file;
use super::problem::Problem;
use crate::model::catalog::Catalog;

/// An embedded plan or comparison.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// What `presets copy` takes.
    pub name: &'static str,
    /// Its file.
    pub text: &'static str,
}

macro_rules! plans {
    ($($name:literal),+ $(,)?) => {
        /// The embedded plans, simplest first, then copper, then optics.
        pub const PLANS: &[Preset] = &[
            $(Preset { name: $name, text: include_str!(concat!("../../presets/plans/", $name, ".ron")) }),+
        ];
    };
}

macro_rules! comparisons {
    ($($name:literal),+ $(,)?) => {
        /// The embedded comparisons: what stands side by side, and what is edited for it.
        pub const COMPARISONS: &[Preset] = &[
            $(Preset { name: $name, text: include_str!(concat!("../../presets/comparisons/", $name, ".ron")) }),+
        ];
    };
}

macro_rules! catalogue {
    ($($name:literal),+ $(,)?) => {
        /// The embedded catalogue files by name.
        pub const CATALOG: &[(&str, &str)] = &[
            $((concat!($name, ".ron"), include_str!(concat!("../../presets/catalog/", $name, ".ron")))),+
        ];
    };
}

plans![
    "tiny-demo",
    "nvl72-copper-1152",
    "kyber-copper-1008",
    "copper-1024",
    "pluggable-1024",
    "lpo-1024",
    "npo-1024",
    "cpo-1024",
    "optical-1024",
    "cloudmatrix-384",
    "superpod-b200-1024",
    "superpod-h100-4su",
    "tpu-v4-4096",
];

comparisons!["copper-against-cpo", "pluggable-to-cpo"];

catalogue!["sources", "interconnects", "accelerators", "switches", "memory", "blades", "racks", "power", "cooling", "regions", "economics",];

/// The plan `new` writes.
pub const EMPTY: &str = include_str!("../../presets/plans/empty.ron");

/// The embedded plan with this name.
pub fn find(name: &str) -> Option<Preset> {
    PLANS.iter().copied().find(|preset| preset.name == name)
}

/// The embedded comparison with this name.
pub fn find_comparison(name: &str) -> Option<Preset> {
    COMPARISONS.iter().copied().find(|preset| preset.name == name)
}

/// The embedded catalogue, read once. An error is a defect of the build; a test reads every file.
pub fn catalog() -> Result<&'static Catalog, &'static [(String, Problem)]> {
    static CATALOGUE: OnceLock<Result<Catalog, Vec<(String, Problem)>>> = OnceLock::new();
    CATALOGUE.get_or_init(read_catalog).as_ref().map_err(Vec::as_slice)
}

fn read_catalog() -> Result<Catalog, Vec<(String, Problem)>> {
    let mut catalog = Catalog::default();
    let files: Vec<(String, String)> = CATALOG.iter().map(|(name, text)| (format!("embedded {name}"), text.to_string())).collect();
    let problems = catalog_file::add_together(&mut catalog, &files);
    if problems.is_empty() { Ok(catalog) } else { Err(problems) }
}
