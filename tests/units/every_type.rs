//! All quantity types in one list, so that a test can go through them. Not a test.

use rackwright::model::counts::{Count, Factor, Horizon, Some1, Units, Year};
use rackwright::model::geometry::Coordinate;
use rackwright::model::racks::RackId;
use rackwright::model::units::*;

/// One type: what a text means to it, written again.
pub struct Quantity {
    pub name: &'static str,
    pub parse: fn(&str) -> Result<String, String>,
    pub parse_typed: fn(&str) -> Result<String, String>,
}

macro_rules! list {
    (with_unit: $($unit:ident),+; bare: $($bare:ident),+) => {
        pub const ALL: &[Quantity] = &[
            $(Quantity {
                name: stringify!($unit),
                parse: |text| <$unit as Written>::parse(text).map(Written::written),
                parse_typed: |text| $unit::parse_typed(text).map(Written::written),
            },)+
            $(Quantity {
                name: stringify!($bare),
                parse: |text| <$bare as Written>::parse(text).map(Written::written),
                parse_typed: |text| <$bare as Written>::parse(text).map(Written::written),
            },)+
        ];
    };
}

list![
    with_unit: Length, Power, Rate, Mass, Ratio, YearlyChange, FailureRate, BitEnergy, Nanoseconds, NsPerMetre, Usd, UsdPerMetre, UsdPerKwh,
    UsdPerWatt, UsdPerHour, UsdPerGigabyte, UsdPerSquareMetreYear, Millimetres, GramsPerMetre, EdgeDensity, FaceplateDensity, Hours, Years,
    CarbonIntensity, Teraflops, Gigabytes, MemoryBandwidth, FloorLoad, CoolantFlow, WaterUse, Celsius, Decibels;
    bare: Factor, Count, Some1, Year, Horizon, Units, Coordinate, RackId
];

pub fn named(name: &str) -> &'static Quantity {
    ALL.iter().find(|quantity| quantity.name == name).unwrap_or_else(|| panic!("no type {name}"))
}
