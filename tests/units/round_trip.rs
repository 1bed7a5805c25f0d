//! Written text reads back as the same value, to the last bit, and is written the same again.

use std::fmt::Debug;

use rackwright::model::counts::{Count, Factor, Horizon, Some1, Units, Whole, Year};
use rackwright::model::geometry::Coordinate;
use rackwright::model::racks::RackId;
use rackwright::model::units::*;

use super::random::Random;

const ROUNDS: usize = 20_000;

fn assert_same<T: Written + Debug>(value: T, bits: impl Fn(T) -> u64) {
    let written = value.written();
    let read = T::parse(&written).unwrap_or_else(|why| panic!("{value:?} is written {written} and refused: {why}"));
    assert_eq!(bits(read), bits(value), "{value:?} is written {written} and read as {read:?}");
    assert_eq!(read.written(), written);
}

/// A float of any size: random bits, a random decimal, or a neighbour of a power of ten.
fn random_float(random: &mut Random) -> f64 {
    let small = |random: &mut Random| i32::try_from(random.below(40)).expect("small") - 20;
    match random.below(4) {
        0 => f64::from_bits(random.next()),
        1 => f64::from_bits(random.next() >> 12) + f64::from_bits(random.next() % 0x0010_0000_0000_0000),
        2 => f64::from(u32::try_from(random.below(1_000_000)).expect("small")) * 10_f64.powi(small(random) / 4),
        _ => {
            let power = 10_f64.powi(small(random));
            [power, power.next_up(), power.next_down(), -power][random.below(4)]
        }
    }
}

fn real<T: Written + Debug>(min: f64, max: f64, new: fn(f64) -> Option<T>, get: fn(T) -> f64, random: &mut Random) {
    let extremes =
        [min, max, min.next_up(), max.next_down(), 0.0, -0.0, f64::MIN_POSITIVE, 5e-324, 1.0, 0.1, 1.0 / 3.0, max / 3.0, max / 7.0];
    let refused = [min.next_down(), max.next_up(), f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN];
    for value in extremes {
        assert_same(new(value).unwrap_or_else(|| panic!("{value} is in {min}..{max}")), |value| get(value).to_bits());
    }
    for value in refused {
        assert!(new(value).is_none(), "{value} is not in {min}..{max}");
    }
    assert_eq!(new(-0.0).map(|zero| get(zero).to_bits()), Some(0), "zero has no sign");
    let mut tried = 0;
    for _ in 0..ROUNDS {
        // Folded into the range, which keeps most bits random.
        let wild = random_float(random);
        let value = if new(wild).is_some() { wild } else { wild % max };
        if let Some(value) = new(value) {
            assert_same(value, |value| get(value).to_bits());
            tried += 1;
        }
    }
    assert!(tried > ROUNDS / 4, "only {tried} values");
}

fn whole<T: Written + Debug>(min: i64, max: i64, new: fn(i64) -> Option<T>, get: fn(T) -> i64, random: &mut Random) {
    let mut values: Vec<i64> =
        vec![min, max, min + 1, max - 1, 0.clamp(min, max), 1.clamp(min, max), (max / 3).clamp(min, max), (max / 7).clamp(min, max)];
    for power in 0..19 {
        let ten = 10_i64.pow(power);
        values.extend([ten, ten - 1, ten + 1, ten * 7 / 3].into_iter().filter(|value| (min..=max).contains(value)));
    }
    let span = u64::try_from(i128::from(max) - i128::from(min)).expect("fits") + 1;
    values.extend((0..ROUNDS).map(|_| {
        let shrunk = (random.next() >> random.below(64)) % span;
        min + i64::try_from(shrunk).expect("fits")
    }));
    for value in values {
        assert_same(new(value).unwrap_or_else(|| panic!("{value} is in {min}..{max}")), |value| get(value).cast_unsigned());
    }
    for value in [min - 1, max + 1, i64::MIN, i64::MAX] {
        assert!(new(value).is_none(), "{value} is not in {min}..{max}");
    }
}

fn counted<const MIN: i64, const MAX: i64>(random: &mut Random) {
    whole(MIN, MAX, Whole::<MIN, MAX>::new, Whole::get, random);
}

macro_rules! reals {
    ($random:expr, $($name:ident),+) => {
        $(real($name::MIN.get(), $name::MAX.get(), $name::new, $name::get, $random);)+
    };
}

#[test]
fn reals_are_read_back_bit_for_bit() {
    let random = &mut Random::seeded("reals");
    reals![
        random,
        Ratio,
        YearlyChange,
        FailureRate,
        BitEnergy,
        Nanoseconds,
        NsPerMetre,
        Usd,
        UsdPerMetre,
        UsdPerKwh,
        UsdPerWatt,
        UsdPerHour,
        UsdPerGigabyte,
        UsdPerSquareMetreYear,
        Millimetres,
        GramsPerMetre,
        EdgeDensity,
        FaceplateDensity,
        Hours,
        Years,
        CarbonIntensity,
        Teraflops,
        Gigabytes,
        MemoryBandwidth,
        FloorLoad,
        CoolantFlow,
        WaterUse,
        Celsius,
        Decibels
    ];
    real(0.0, 1e6, Factor::new, Factor::get, random);
}

#[test]
fn whole_quantities_are_read_back_exactly() {
    let random = &mut Random::seeded("wholes");
    whole(Length::MIN.base(), Length::MAX.base(), Length::from_mm, Length::base, random);
    whole(Power::MIN.base(), Power::MAX.base(), Power::from_mw, Power::base, random);
    whole(Rate::MIN.base(), Rate::MAX.base(), Rate::from_mbps, Rate::base, random);
    whole(Mass::MIN.base(), Mass::MAX.base(), Mass::from_g, Mass::base, random);
}

#[test]
fn counts_are_read_back_exactly() {
    let random = &mut Random::seeded("counts");
    whole(0, 1_000_000_000, Count::new, Count::get, random);
    whole(1, 1_000_000_000, Some1::new, Some1::get, random);
    whole(1990, 2100, Year::new, Year::get, random);
    whole(1, 50, Horizon::new, Horizon::get, random);
    whole(0, 200, Units::new, Units::get, random);
    whole(-10_000_000, 10_000_000, Coordinate::new, Coordinate::get, random);
    whole(1, 4_000_000_000, RackId::new, RackId::get, random);
    counted::<-1, 1>(random);
    counted::<-50, -1>(random);
}

#[test]
fn sums_and_products_stay_in_range() {
    let metre = Length::from_mm(1000).expect("in range");
    assert_eq!(metre.plus(metre).map(Length::base), Some(2000));
    assert_eq!(metre.times(3).map(Length::base), Some(3000));
    assert_eq!(Length::MAX.plus(metre), None);
    assert_eq!(Length::MAX.times(2), None);
    assert_eq!(metre.times(u64::MAX), None);
    assert_eq!(Power::MAX.times(1), Some(Power::MAX));
    assert_eq!(Rate::ZERO.times(u64::from(u32::MAX)), Some(Rate::ZERO));
}
