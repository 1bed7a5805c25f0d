//! What people type into fields and files, and what it means: a table with the exact value or the kind of refusal.

use super::assert_refusal;
use super::every_type::named;

/// A text and what comes of it: the value as it is written again, or `!` and a part of the message.
type Case = (&'static str, &'static str);

const TWO_WAYS: &str = "!can be read in two ways";
const NO_NUMBER: &str = "!allowed a number first";
const NO_UNIT: &str = "!a unit is missing";
const CANNOT_HOLD: &str = "!is not a number this program can hold";

/// Texts as they stand in files: the unit must be there.
const IN_FILES: &[(&str, &[Case])] = &[
    (
        "Power",
        &[
            ("1.2 kW", "1.2 kW"),
            ("1.2kW", "1.2 kW"),
            ("  1.2   kW  ", "1.2 kW"),
            ("1200 W", "1.2 kW"),
            ("1,200 W", "1.2 kW"),
            ("1_200 W", "1.2 kW"),
            ("1_000 W", "1 kW"),
            ("1\u{2009}200 W", "1.2 kW"),
            ("1\u{A0}200 W", "1.2 kW"),
            ("1\u{202F}200\u{202F}W", "1.2 kW"),
            ("12,345,678 W", "12.345678 MW"),
            ("1,200.5 W", "1.2005 kW"),
            ("1e3 W", "1 kW"),
            ("1E3 W", "1 kW"),
            ("1.5e-3 W", "!allowed steps of 1 mW"),
            ("1e+3 W", "1 kW"),
            ("+5 W", "5 W"),
            ("0 W", "0 W"),
            ("-0 W", "0 W"),
            ("0.000 W", "0 W"),
            ("007 W", "7 W"),
            (".5 W", "500 mW"),
            ("5. W", "5 W"),
            ("0.001 W", "1 mW"),
            ("10 GW", "10 GW"),
            ("72*400 W", "28.8 kW"),
            ("72 * 400 W", "28.8 kW"),
            ("72×400 W", "28.8 kW"),
            ("2*3*4 kW", "24 kW"),
            ("1 kW + 200 W", "1.2 kW"),
            ("1 kW+200 W+1 mW", "1.200001 kW"),
            ("3*1.2 kW + 2*40 W", "3.68 kW"),
            ("5 MW + -1 MW", "4 MW"),
            ("1 KW", "1 kW"),
            ("1 kw", "1 kW"),
            ("1 Kw", "1 kW"),
            ("1 w", "1 W"),
            ("1 gw", "1 GW"),
            ("1 MW", "1 MW"),
            ("1 mW", "1 mW"),
            ("1 Mw", "!may be mW or MW"),
            ("1 mw", "!may be mW or MW"),
            ("", NO_NUMBER),
            ("   ", NO_NUMBER),
            ("W", NO_NUMBER),
            ("kW 5", NO_NUMBER),
            ("NaN W", NO_NUMBER),
            ("inf W", NO_NUMBER),
            ("-inf W", CANNOT_HOLD),
            ("infinity", NO_NUMBER),
            ("5", NO_UNIT),
            ("72*400", NO_UNIT),
            ("1 kW + 200", NO_UNIT),
            ("1.2k", "!\"k\" is no unit of a power"),
            ("1,2 W", TWO_WAYS),
            ("1200,000 W", TWO_WAYS),
            ("1,20,000 W", TWO_WAYS),
            ("1.234,5 W", TWO_WAYS),
            ("1_0 W", TWO_WAYS),
            ("1e1,000 W", TWO_WAYS),
            ("1__000 W", "!\"__000 W\" is no unit of a power"),
            ("1 200 W", "!\"200 W\" is no unit of a power"),
            ("1.2.3 W", CANNOT_HOLD),
            ("1e400 W", "!allowed 0 W..10 GW"),
            ("1e401 W", CANNOT_HOLD),
            ("1e99999999999 W", CANNOT_HOLD),
            ("1e30 W", "!allowed 0 W..10 GW"),
            ("1000000000000000000000000000000 W", "!allowed 0 W..10 GW"),
            ("1000000000000000000000000000000000000000 W", CANNOT_HOLD),
            ("11 GW", "!allowed 0 W..10 GW"),
            ("10.000000000001 GW", "!allowed 0 W..10 GW"),
            ("-1 W", "!allowed 0 W..10 GW"),
            ("1 W + -2 W", "!allowed 0 W..10 GW"),
            ("0.0001 W", "!allowed steps of 1 mW"),
            ("1e-400 W", "!allowed steps of 1 mW"),
            ("0.0015 W", "!allowed steps of 1 mW"),
            ("5 W x", "!\"W x\" is no unit of a power"),
            ("5 W + ", NO_NUMBER),
            ("5 W +", NO_NUMBER),
            ("5 * W", NO_NUMBER),
            ("5 W * 3", "!\"* 3\" is not understood"),
            ("5 ** 3 W", NO_NUMBER),
            ("+ 5 W", CANNOT_HOLD),
            ("--5 W", CANNOT_HOLD),
            ("1 - 5 W", "!\"- 5 W\" is no unit of a power"),
            ("0x10 W", "!\"x10 W\" is no unit of a power"),
            ("1/2 W", "!\"/2 W\" is no unit of a power"),
            ("5 watts", "!\"watts\" is no unit of a power"),
            ("5 m", "!m is the unit of a length, not of a power"),
            ("5 Gb/s", "!Gb/s is the unit of a rate, not of a power"),
            ("5 kWh", "!\"kWh\" is no unit of a power"),
            ("5 USD", "!USD is the unit of a price, not of a power"),
            ("１２ W", NO_NUMBER),
            ("٣ W", NO_NUMBER),
            ("½ W", NO_NUMBER),
            ("1\u{202E} W", "!\\u{202e}"),
            ("5 W\u{200B}", "!\\u{200b}"),
            ("5\0W", "!\\u{0}"),
        ],
    ),
    (
        "Length",
        &[
            ("3 m", "3 m"),
            ("3 m + 20 cm", "3.2 m"),
            ("3 ft", "914 mm"),
            ("1 ft", "305 mm"),
            ("10 ft", "3.048 m"),
            ("1 in", "25 mm"),
            ("19 in", "483 mm"),
            ("6 ft + 2 in", "1.88 m"),
            ("600 mm", "600 mm"),
            ("1000 mm", "1 m"),
            ("1.2345 m", "!allowed steps of 1 mm"),
            ("1.2345 mm", "!allowed steps of 1 mm"),
            ("0.1 mm", "!allowed steps of 1 mm"),
            ("1.234 m", "1.234 m"),
            ("2 km", "2 km"),
            ("10,000 km", "10000 km"),
            ("10,001 km", "!allowed 0 m..10000 km"),
            ("-1 mm", "!allowed 0 m..10000 km"),
            ("0 cm", "0 m"),
            ("5 kW", "!kW is the unit of a power, not of a length"),
            ("5 m2", "!\"m2\" is no unit of a length"),
            ("5 MM", "5 mm"),
            ("5 KM", "5 km"),
            ("5 M", "5 m"),
            ("5 ns/m", "!ns/m is the unit of a propagation delay"),
            ("5'", "!\"'\" is no unit of a length"),
            ("1e-3 m", "1 mm"),
            ("1e-4 m", "!allowed steps of 1 mm"),
            ("5 %", "!% is the unit of a share"),
        ],
    ),
    (
        "Rate",
        &[
            ("72*400 Gb/s", "28.8 Tb/s"),
            ("400 Gb/s", "400 Gb/s"),
            ("400 Gbps", "400 Gb/s"),
            ("1.6 Tb/s", "1.6 Tb/s"),
            ("1600 Gb/s", "1.6 Tb/s"),
            ("106.25 Gb/s", "106.25 Gb/s"),
            ("1 Mb/s", "1 Mb/s"),
            ("1000 Pb/s", "1000 Pb/s"),
            ("1001 Pb/s", "!allowed 0 Gb/s..1000 Pb/s"),
            ("0.0001 Gb/s", "!allowed steps of 1 Mb/s"),
            ("900 GB/s", "!GB/s counts bytes; rates are bits each way"),
            ("1.8 TB/s", "!TB/s counts bytes; rates are bits each way"),
            ("5 MB/s", "!MB/s counts bytes; rates are bits each way"),
            ("400 gb/s", "400 Gb/s"),
            ("400 gB/s", "!\"gB/s\" is no unit of a rate"),
            ("400 Gbit/s", "400 Gb/s"),
            ("1.6T", "1.6 Tb/s"),
            ("400", NO_UNIT),
        ],
    ),
];

const MORE_IN_FILES: &[(&str, &[Case])] = &[
    (
        "Mass",
        &[
            ("1.6 t", "1600 kg"),
            ("1,360 kg", "1360 kg"),
            ("500 g", "500 g"),
            ("1 lb", "454 g"),
            ("3000 lb", "1360.777 kg"),
            ("0.5 g", "!allowed steps of 1 g"),
            ("1001 t", "!allowed 0 kg..1000000 kg"),
            ("5 g/m", "!g/m is the unit of a mass per metre"),
        ],
    ),
    (
        "Ratio",
        &[
            ("5%", "5 %"),
            ("5 %", "5 %"),
            ("99.5 %", "99.5 %"),
            ("0.1 %", "0.1 %"),
            ("100 %", "100 %"),
            ("100.1 %", "!allowed 0 %..100 %"),
            ("-1 %", "!allowed 0 %..100 %"),
            ("0.05", NO_UNIT),
            ("5 %/yr", "!%/yr is the unit of a yearly change"),
            ("3*5 %", "15 %"),
        ],
    ),
    (
        "YearlyChange",
        &[
            ("-1.5 %/yr", "-1.5 %/yr"),
            ("2 %", "2 %/yr"),
            ("2 %/year", "2 %/yr"),
            ("-90 %/yr", "-90 %/yr"),
            ("-91 %/yr", "!allowed -90 %/yr..1000 %/yr"),
            ("-0 %/yr", "0 %/yr"),
        ],
    ),
    (
        "FailureRate",
        &[("0.5 %/yr", "0.5 %/yr"), ("2%/year", "2 %/yr"), ("-1 %/yr", "!allowed 0 %/yr..100000 %/yr"), ("3 FIT", "!\"FIT\" is no unit")],
    ),
    (
        "Usd",
        &[
            ("5 USD", "5 USD"),
            ("1,250.50 USD", "1250.5 USD"),
            ("-0 USD", "0 USD"),
            ("3.4 MUSD", "3400000 USD"),
            ("60 kUSD", "60000 USD"),
            ("1e15 USD", "1000000000000000 USD"),
            ("1.1e15 USD", "!allowed 0 USD..1000000000000000 USD"),
            ("1e-400 USD", "!allowed 0 USD..1000000000000000 USD"),
            ("1e-320 USD", "1e-320 USD"),
            ("0.1 USD + 0.2 USD", "0.3 USD"),
            ("$5", NO_NUMBER),
            ("5 $", "!\"$\" is no unit of a price"),
            ("5 EUR", "!\"EUR\" is no unit of a price"),
            ("5 usd", "5 USD"),
            ("5 USD/m", "!USD/m is the unit of a price per metre"),
        ],
    ),
    ("UsdPerMetre", &[("1.4 USD/m", "1.4 USD/m"), ("5 USD", "!USD is the unit of a price, not of a price per metre")]),
    (
        "UsdPerKwh",
        &[("0.061 USD/kWh", "0.061 USD/kWh"), ("101 USD/kWh", "!allowed 0 USD/kWh..100 USD/kWh"), ("6 ct/kWh", "!\"ct/kWh\" is no unit")],
    ),
    ("UsdPerWatt", &[("950 USD/kW", "0.95 USD/W"), ("9.75 USD/W", "9.75 USD/W"), ("1 USD/KW", "0.001 USD/W")]),
    ("UsdPerHour", &[("85 USD/h", "85 USD/h"), ("85 USD/kWh", "!USD/kWh is the unit of a price per kWh")]),
    ("UsdPerGigabyte", &[("4.2 USD/GB", "4.2 USD/GB"), ("4.2 USD/TB", "!\"USD/TB\" is no unit")]),
    (
        "UsdPerSquareMetreYear",
        &[
            ("900 USD/m2/yr", "900 USD/m2/yr"),
            ("900 USD/m^2/yr", "900 USD/m2/yr"),
            ("900 USD/m²/yr", "900 USD/m2/yr"),
            ("900 USD/m³/yr", "!is no unit of a rent"),
        ],
    ),
    (
        "FloorLoad",
        &[
            ("12.5 kN/m2", "12.5 kN/m2"),
            ("12.5 kN/m^2", "12.5 kN/m2"),
            ("12.5 kN/m²", "12.5 kN/m2"),
            ("12.5 kPa", "12.5 kN/m2"),
            ("5 kn/M2", "5 kN/m2"),
        ],
    ),
    ("Millimetres", &[("3.1 mm", "3.1 mm"), ("1.5 cm", "15 mm"), ("1.2345 mm", "1.2345 mm"), ("1 m", "!m is the unit of a length")]),
    ("GramsPerMetre", &[("8.2 g/m", "8.2 g/m"), ("0.12 kg/m", "120 g/m")]),
    ("EdgeDensity", &[("0.5 Tb/s/mm", "500 Gb/s/mm"), ("500 Gb/s/mm", "500 Gb/s/mm")]),
    ("FaceplateDensity", &[("25.6 Tb/s/U", "25.6 Tb/s/U"), ("25.6 Tb/s", "!Tb/s is the unit of a rate")]),
    (
        "BitEnergy",
        &[
            ("5.4 pJ/bit", "5.4 pJ/bit"),
            ("5.4 pj/BIT", "5.4 pJ/bit"),
            ("-1 pJ/bit", "!allowed 0 pJ/bit..100000 pJ/bit"),
            ("5 pJ", "!\"pJ\" is no unit"),
        ],
    ),
    (
        "Nanoseconds",
        &[
            ("250 ns", "250 ns"),
            ("1.5 us", "1500 ns"),
            ("1.5 µs", "1500 ns"),
            ("2 ms", "2000000 ns"),
            ("1 s", "!\"s\" is no unit of a latency"),
        ],
    ),
    ("NsPerMetre", &[("4.9 ns/m", "4.9 ns/m"), ("1001 ns/m", "!allowed 0 ns/m..1000 ns/m")]),
    ("Hours", &[("336 h", "336 h"), ("14*24 h", "336 h"), ("2 d", "!\"d\" is no unit of a time")]),
    ("Years", &[("6.5 years", "6.5 years"), ("1 year", "1 years"), ("5 yr", "5 years"), ("101 years", "!allowed 0 years..100 years")]),
    (
        "CarbonIntensity",
        &[
            ("24 gCO2e/kWh", "0.024 kgCO2e/kWh"),
            ("0.4 kgCO2e/kWh", "0.4 kgCO2e/kWh"),
            ("11 kgCO2e/kWh", "!allowed 0 kgCO2e/kWh..10 kgCO2e/kWh"),
        ],
    ),
    ("Teraflops", &[("2.5 PFLOP/s", "2500 TFLOP/s"), ("989 TFLOP/s", "989 TFLOP/s"), ("5 TFLOPS", "!\"TFLOPS\" is no unit")]),
    (
        "Gigabytes",
        &[
            ("288 GB", "288 GB"),
            ("16 TB", "16000 GB"),
            ("1 PB", "1000000 GB"),
            ("5 GiB", "!\"GiB\" is no unit of a capacity"),
            ("5 gB", "5 GB"),
            ("5 Gb", "!\"Gb\" is no unit of a capacity"),
        ],
    ),
    ("MemoryBandwidth", &[("900 GB/s", "0.9 TB/s"), ("8 TB/s", "8 TB/s"), ("8 Gb/s", "!Gb/s is the unit of a rate")]),
    ("CoolantFlow", &[("1.3 l/min/kW", "1.3 l/min/kW"), ("1.3 L/min/kW", "1.3 l/min/kW")]),
    ("WaterUse", &[("0.2 l/kWh", "0.2 l/kWh"), ("0.2 L/kWh", "0.2 l/kWh")]),
    (
        "Celsius",
        &[
            ("40 degC", "40 degC"),
            ("40 °C", "40 degC"),
            ("40 C", "40 degC"),
            ("-50 degC", "-50 degC"),
            ("-51 degC", "!allowed -50 degC..200 degC"),
            ("313 K", "!\"K\" is no unit"),
        ],
    ),
    ("Decibels", &[("1.8 dB", "1.8 dB"), ("1.8 db", "1.8 dB"), ("-3 dB", "!allowed 0 dB..100 dB")]),
];

/// Numbers without a unit.
const BARE: &[(&str, &[Case])] = &[
    (
        "Factor",
        &[
            ("1", "1"),
            ("1.14", "1.14"),
            ("1.0", "1"),
            ("1e3", "1000"),
            ("-0.0", "0"),
            ("1,000,000", "1000000"),
            ("1,000,000.1", "!allowed 0..1,000,000"),
            ("-1", "!allowed 0..1,000,000"),
            ("1e-400", "!allowed 0..1,000,000"),
            ("NaN", NO_NUMBER),
            ("inf", NO_NUMBER),
            ("1 W", "!allowed 0..1,000,000"),
            ("", NO_NUMBER),
            ("1,5", TWO_WAYS),
        ],
    ),
    (
        "Count",
        &[
            ("0", "0"),
            ("72", "72"),
            ("1,000", "1000"),
            ("1e3", "1000"),
            ("1.0", "1"),
            ("1.5", "!allowed 0..1,000,000,000"),
            ("-1", "!allowed 0..1,000,000,000"),
            ("4294967296", "!allowed 0..1,000,000,000"),
            ("18446744073709551616", "!allowed 0..1,000,000,000"),
            ("1e30", "!allowed 0..1,000,000,000"),
            ("0x10", "!allowed 0..1,000,000,000"),
            ("12 racks", "!allowed 0..1,000,000,000"),
            ("7\n", "7"),
        ],
    ),
    ("Some1", &[("1", "1"), ("0", "!allowed 1..1,000,000,000")]),
    ("Year", &[("2027", "2027"), ("2,027", "2027"), ("1989", "!allowed 1990..2100"), ("2101", "!allowed 1990..2100")]),
    ("Horizon", &[("50", "50"), ("51", "!allowed 1..50")]),
    ("Units", &[("48", "48"), ("201", "!allowed 0..200"), ("48U", "!allowed 0..200")]),
    ("Coordinate", &[("-10,000,000", "-10000000"), ("-10,000,001", "!allowed -10,000,000..10,000,000")]),
    ("RackId", &[("4,000,000,000", "4000000000"), ("4,000,000,001", "!allowed 1..4,000,000,000")]),
];

/// Texts as typed into a field, where the unit may be left out or shortened.
const IN_FIELDS: &[(&str, &[Case])] = &[
    (
        "Power",
        &[
            ("1.2k", "1.2 kW"),
            ("5", "5 W"),
            ("72*400", "28.8 kW"),
            ("3 M", "3 MW"),
            ("1 kW + 200", "!a unit is missing"),
            ("1.2kW", "1.2 kW"),
            ("5 m", "!m is the unit of a length, not of a power"),
            ("5 x", "!\"x\" is no unit"),
        ],
    ),
    (
        "Length",
        &[
            ("3", "3 m"),
            ("1.2k", "1.2 km"),
            ("600m", "600 m"),
            ("3 m + 20 cm", "3.2 m"),
            ("3'", "!\"'\" is no unit"),
            ("0.0001", "!allowed steps of 1 mm"),
        ],
    ),
    ("Rate", &[("800", "800 Gb/s"), ("72*400", "28.8 Tb/s"), ("1.6k", "!\"k\" is no unit of a rate"), ("900 GB/s", "!counts bytes")]),
    ("Mass", &[("38", "38 kg"), ("1.6 t", "1600 kg")]),
    ("Usd", &[("60k", "60000 USD"), ("3.4M", "3400000 USD"), ("1,250", "1250 USD")]),
    ("Ratio", &[("5", "5 %"), ("5%", "5 %")]),
    ("Hours", &[("2*24", "48 h")]),
    ("Factor", &[("1.2", "1.2"), ("1.2k", "!allowed 0..1,000,000")]),
];

fn check(tables: &[&[(&str, &[Case])]], typed: bool) -> usize {
    let cases = tables.iter().flat_map(|table| table.iter()).flat_map(|(name, cases)| cases.iter().map(move |case| (name, case)));
    let mut wrong = Vec::new();
    let mut count = 0;
    for (name, (text, expected)) in cases {
        let quantity = named(name);
        let answer = if typed { (quantity.parse_typed)(text) } else { (quantity.parse)(text) };
        let fits = match (&answer, expected.strip_prefix('!')) {
            (Ok(written), None) => written == expected,
            (Err(message), Some(part)) => message.contains(part),
            _ => false,
        };
        if !fits {
            wrong.push(format!("{name} {text:?}: {answer:?}, expected {expected}"));
        }
        if let Err(message) = answer {
            assert_refusal(&message, &format!("{name} {text:?}"));
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{} of {count} are wrong:\n{}", wrong.len(), wrong.join("\n"));
    count
}

#[test]
fn typed_text_means_what_it_says() {
    let in_files = check(&[IN_FILES, MORE_IN_FILES, BARE], false);
    let in_fields = check(&[IN_FIELDS], true);
    assert!(in_files + in_fields >= 200, "only {in_files} and {in_fields} cases");
}

#[test]
fn whole_refusals_read_well() {
    let message = |name: &str, text: &str| (named(name).parse)(text).expect_err("must be refused");
    assert_eq!(message("Power", "1e30 W"), "got \"1e30 W\", allowed 0 W..10 GW");
    assert_eq!(message("Length", "1.2345 mm"), "got \"1.2345 mm\", allowed steps of 1 mm");
    assert_eq!(message("Power", "5 m"), "got \"5 m\", allowed 0 W..10 GW: m is the unit of a length, not of a power");
    assert_eq!(message("Year", "3000"), "got 3000, allowed 1990..2100");
    assert_eq!(
        message("Rate", "900 GB/s"),
        "got \"900 GB/s\", allowed 0 Gb/s..1000 Pb/s: GB/s counts bytes; rates are bits each way, 1 TB/s is 8 Tb/s"
    );
}
