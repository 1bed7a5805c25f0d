//! All quantities: one entry each, and nothing else.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Kind, Real, Typed, Written, evaluate, got, imperial, in_main_unit, printed, read, written_as, written_real};
use crate::model::decimal::Decimal;
use crate::model::describe::{Describe, Shape};
use crate::model::literal::Literal;
use crate::model::numbers::Numbers;

whole_quantity!(
    /// A distance in whole millimetres.
    Length, LENGTH, from_mm, "length", "m", 0, 10_000_000_000,
    [printed("mm", 0), read("cm", 1), printed("m", 3), printed("km", 6), imperial("ft", 3048, -1), imperial("in", 254, -1)]
);
whole_quantity!(
    /// Power in whole milliwatts.
    Power, POWER, from_mw, "power", "W", 0, 10_000_000_000_000,
    [printed("mW", 0), printed("W", 3), printed("kW", 6), printed("MW", 9), printed("GW", 12)]
);
whole_quantity!(
    /// A bit rate each way, in whole Mb/s.
    Rate, RATE, from_mbps, "rate", "Gb/s", 0, 1_000_000_000_000,
    [printed("Mb/s", 0), printed("Gb/s", 3), printed("Tb/s", 6), printed("Pb/s", 9),
     read("Mbps", 0), read("Gbps", 3), read("Tbps", 6), read("Pbps", 9), read("Mbit/s", 0), read("Gbit/s", 3), read("Tbit/s", 6),
     read("G", 3), read("T", 6)]
);
whole_quantity!(
    /// Mass in whole grams.
    Mass, MASS, from_g, "mass", "kg", 0, 1_000_000_000,
    [printed("g", 0), printed("kg", 3), read("t", 6), imperial("lb", 45_359_237, -5)]
);

real_quantity!(
    /// A share: 0..1, written in percent.
    Ratio, RATIO, "share", "%", 0.0, 1.0, [printed("%", -2)]
);
real_quantity!(
    /// A change per year, written in percent; may be negative.
    YearlyChange, YEARLY_CHANGE, "yearly change", "%/yr", -0.9, 10.0, [printed("%/yr", -2), read("%/year", -2), read("%", -2)]
);
real_quantity!(
    /// Failures or replacements per year and unit, in percent.
    FailureRate, FAILURE_RATE, "failure rate", "%/yr", 0.0, 1000.0, [printed("%/yr", -2), read("%/year", -2)]
);
real_quantity!(
    /// Energy per bit and end.
    BitEnergy, BIT_ENERGY, "energy per bit", "pJ/bit", 0.0, 100_000.0, [printed("pJ/bit", 0)]
);
real_quantity!(
    /// Latency.
    Nanoseconds, NANOSECONDS, "latency", "ns", 0.0, 1e12, [printed("ns", 0), read("us", 3), read("µs", 3), read("ms", 6)]
);
real_quantity!(
    /// Propagation delay.
    NsPerMetre, NS_PER_METRE, "propagation delay", "ns/m", 0.0, 1000.0, [printed("ns/m", 0)]
);
real_quantity!(
    /// Money, in US dollars.
    Usd, USD, "price", "USD", 0.0, 1e15, [printed("USD", 0), read("kUSD", 3), read("MUSD", 6)]
);
real_quantity!(
    /// Price per metre.
    UsdPerMetre, USD_PER_METRE, "price per metre", "USD/m", 0.0, 1e6, [printed("USD/m", 0)]
);
real_quantity!(
    /// Price of electricity.
    UsdPerKwh, USD_PER_KWH, "price per kWh", "USD/kWh", 0.0, 100.0, [printed("USD/kWh", 0)]
);
real_quantity!(
    /// Price per watt of capacity.
    UsdPerWatt, USD_PER_WATT, "price per watt", "USD/W", 0.0, 10_000.0, [printed("USD/W", 0), read("USD/kW", -3)]
);
real_quantity!(
    /// Wage or rent per hour.
    UsdPerHour, USD_PER_HOUR, "price per hour", "USD/h", 0.0, 1e6, [printed("USD/h", 0)]
);
real_quantity!(
    /// Price per gigabyte.
    UsdPerGigabyte, USD_PER_GIGABYTE, "price per gigabyte", "USD/GB", 0.0, 1e6, [printed("USD/GB", 0)]
);
real_quantity!(
    /// Rent of floor space and shell.
    UsdPerSquareMetreYear, USD_PER_SQUARE_METRE_YEAR, "rent", "USD/m2/yr", 0.0, 1e7, [printed("USD/m2/yr", 0), read("USD/m²/yr", 0), read("USD/m^2/yr", 0)]
);
real_quantity!(
    /// Small lengths that need fractions of a millimetre: cable diameters, bend radii, package edges.
    Millimetres, MILLIMETRES, "small length", "mm", 0.0, 1e6, [printed("mm", 0), read("cm", 1)]
);
real_quantity!(
    /// Mass of cable per metre.
    GramsPerMetre, GRAMS_PER_METRE, "mass per metre", "g/m", 0.0, 1e6, [printed("g/m", 0), read("kg/m", 3)]
);
real_quantity!(
    /// Bandwidth per length of package edge, each way.
    EdgeDensity, EDGE_DENSITY, "edge density", "Gb/s/mm", 0.0, 1e6, [printed("Gb/s/mm", 0), read("Tb/s/mm", 3)]
);
real_quantity!(
    /// Bandwidth per rack unit of faceplate, each way.
    FaceplateDensity, FACEPLATE_DENSITY, "faceplate density", "Tb/s/U", 0.0, 1e5, [printed("Tb/s/U", 0)]
);
real_quantity!(
    /// Time.
    Hours, HOURS, "time", "h", 0.0, 1e6, [printed("h", 0)]
);
real_quantity!(
    /// Lives and terms.
    Years, YEARS, "term", "years", 0.0, 100.0, [printed("years", 0), read("year", 0), read("yr", 0)]
);
real_quantity!(
    /// Carbon of the grid.
    CarbonIntensity, CARBON_INTENSITY, "carbon intensity", "kgCO2e/kWh", 0.0, 10.0, [printed("kgCO2e/kWh", 0), read("gCO2e/kWh", -3)]
);
real_quantity!(
    /// Arithmetic of an accelerator.
    Teraflops, TERAFLOPS, "arithmetic rate", "TFLOP/s", 0.0, 1e9, [printed("TFLOP/s", 0), read("PFLOP/s", 3)]
);
real_quantity!(
    /// Memory capacity; a GB is 1e9 bytes.
    Gigabytes, GIGABYTES, "capacity", "GB", 0.0, 1e12, [printed("GB", 0), read("TB", 3), read("PB", 6)]
);
real_quantity!(
    /// Memory bandwidth in bytes.
    MemoryBandwidth, MEMORY_BANDWIDTH, "memory bandwidth", "TB/s", 0.0, 1e6, [printed("TB/s", 0), read("GB/s", -3)]
);
real_quantity!(
    /// Load on a floor.
    FloorLoad, FLOOR_LOAD, "floor load", "kN/m2", 0.0, 10_000.0, [printed("kN/m2", 0), read("kN/m²", 0), read("kN/m^2", 0), read("kPa", 0)]
);
real_quantity!(
    /// Coolant per heat.
    CoolantFlow, COOLANT_FLOW, "coolant flow", "l/min/kW", 0.0, 1000.0, [printed("l/min/kW", 0), read("L/min/kW", 0)]
);
real_quantity!(
    /// Water used per IT energy.
    WaterUse, WATER_USE, "water use", "l/kWh", 0.0, 100.0, [printed("l/kWh", 0), read("L/kWh", 0)]
);
real_quantity!(
    /// Temperature.
    Celsius, CELSIUS, "temperature", "degC", -50.0, 200.0, [printed("degC", 0), read("°C", 0), read("C", 0)]
);
real_quantity!(
    /// Optical loss.
    Decibels, DECIBELS, "optical loss", "dB", 0.0, 100.0, [printed("dB", 0)]
);

/// All dimensions, to name the one a wrong unit belongs to.
pub(super) static KINDS: &[&Kind] = &[
    &LENGTH,
    &POWER,
    &RATE,
    &MASS,
    &RATIO,
    &BIT_ENERGY,
    &NANOSECONDS,
    &NS_PER_METRE,
    &USD,
    &USD_PER_METRE,
    &USD_PER_KWH,
    &USD_PER_WATT,
    &USD_PER_HOUR,
    &USD_PER_GIGABYTE,
    &USD_PER_SQUARE_METRE_YEAR,
    &GRAMS_PER_METRE,
    &EDGE_DENSITY,
    &FACEPLATE_DENSITY,
    &HOURS,
    &YEARS,
    &CARBON_INTENSITY,
    &TERAFLOPS,
    &GIGABYTES,
    &MEMORY_BANDWIDTH,
    &FLOOR_LOAD,
    &COOLANT_FLOW,
    &WATER_USE,
    &CELSIUS,
    &DECIBELS,
    &MILLIMETRES,
    &YEARLY_CHANGE,
    &FAILURE_RATE,
];
