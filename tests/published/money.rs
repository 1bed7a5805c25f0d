//! Published results about energy and money, through small plans whose parts have the case's inputs.

use crate::build::{Case, Switch, SwitchRack};
use crate::table::{Proved, proved};

pub fn cases() -> Vec<Proved> {
    vec![estimator(), facility(), hamilton(), own(), energy_bill()]
}

fn text(text: &str) -> String {
    text.to_string()
}

/// The other IT power of 200 kW loads like the accelerators in the source, so that it is spread over them: 1.2 kW each.
fn estimator() -> Proved {
    let case = Case {
        tdp: text("1200 W"),
        per_blade: 8,
        blades: 125,
        pue: 1.3,
        utilisation: text("85 %"),
        electricity: text("0.08 USD/kWh"),
        carbon: text("0.37 kgCO2e/kWh"),
        ..Case::default()
    };
    let (_, totals) = case.solve();
    proved(
        "Data-centre power estimator",
        [
            ("facility power", totals.site_w.likely / 1e6),
            ("annual energy", totals.energy_kwh.likely / 1e6),
            ("annual cost", totals.money.running.energy.likely),
            ("PUE overhead", (totals.site_w.likely - totals.it_w.likely) / 1e3),
            ("CO2", totals.carbon_kg.likely / 1e3),
        ],
    )
}

fn facility() -> Proved {
    let case = Case { tdp: text("500 W"), blades: 1000, pue: 1.45, electricity: text("0.12 USD/kWh"), ..Case::default() };
    let (_, totals) = case.solve();
    proved(
        "500 kW facility",
        [
            ("annual energy", totals.energy_kwh.likely),
            ("annual cost", totals.money.running.energy.likely),
            ("monthly cost", totals.money.monthly.energy.likely),
        ],
    )
}

/// Servers stand in for accelerators: 8 MW / 45,978 = 173.996 W each. The network is given in the source as its monthly payment alone; the
/// loan of four years that it pays back is 290,062 / monthly factor, bought as one switch.
fn hamilton() -> Proved {
    let months = 48.0;
    let rate: f64 = 0.05 / 12.0;
    let network = 290_062.0 * (1.0 - (1.0 + rate).powf(-months)) / rate;
    let case = Case {
        tdp: text("173996 mW"),
        price: text("1450 USD"),
        per_blade: 1,
        blades: 45_978,
        pue: 1.45,
        utilisation: text("80 %"),
        electricity: text("0.07 USD/kWh"),
        build_cost: text("9 USD/W"),
        plant_cost: text("7.38 USD/W"),
        discount: text("5 %"),
        years: 10,
        lives: [3, 4, 10, 10],
        switch: Some(Switch {
            racks: vec![SwitchRack { x_mm: 0, level: "leaf", count: 1 }],
            ..Switch::new(2, "1 Gb/s", &format!("{network} USD"))
        }),
        tiers: text(
            r#"(id: "t", name: "t", kind: scale_out, endpoints: nics, rate: "1 Gb/s", link: "1 Gb/s", topology: one_tier(), switch: "chip", media: ())"#,
        ),
        ..Case::default()
    };
    let (_, totals) = case.solve();
    let monthly = &totals.money.monthly;
    let total = monthly.total().likely;
    let share = |amount: f64| 100.0 * amount / total;
    proved(
        "Hamilton 2010 monthly cost",
        [
            ("servers per month", monthly.it.likely),
            ("power per month", monthly.energy.likely),
            ("total per month (printed about 3.5 M)", total),
            ("servers share", share(monthly.it.likely)),
            ("network share", share(monthly.network.likely)),
            ("power and cooling plant share", share(monthly.plant.likely)),
            ("other infrastructure share", share(monthly.building.likely)),
            ("power share", share(monthly.energy.likely)),
        ],
    )
}

/// The source gives energy and operations as one sum over four years; it is a share of the capital here: 728,681 / 4 / 1.92 M a year.
/// Nothing is discounted in its totals. An accelerator-hour of one's own that costs 59 % of a rented one is worth it from 59 % of the hours on.
fn own() -> Proved {
    let share = 728_681.0 / 4.0 / 1_920_000.0 * 100.0;
    let case = Case {
        price: text("30000 USD"),
        per_blade: 8,
        blades: 8,
        discount: text("0 %"),
        maintenance: format!("{share} %"),
        years: 4,
        lives: [4, 4, 4, 4],
        ..Case::default()
    };
    let (_, totals) = case.solve();
    let rented_hour = 2.0;
    proved(
        "Own vs rent, totals",
        [("own total", totals.money.tco.likely), ("break-even utilisation", 100.0 * totals.usd_per_accelerator_hour.likely / rented_hour)],
    )
}

/// 100,000 x (700 + 575) W x 1.1 = 140.25 MW; the printed 1.59 TWh a year over that make the PUE.
fn energy_bill() -> Proved {
    let case = Case {
        tdp: text("1402500 mW"),
        per_blade: 8,
        blades: 125,
        racks: 100,
        pue: 1.59e9 / 8.76 / 140_250.0 / 1e3,
        electricity: text("0.078 USD/kWh"),
        ..Case::default()
    };
    let (_, totals) = case.solve();
    proved(
        "100k H100 energy bill",
        [
            ("annual electricity", totals.money.running.energy.likely / 1e6),
            ("IT power (printed: over 150 MW of site capacity)", totals.it_w.likely / 1e6),
        ],
    )
}
