//! A plan at the ends of what a plan file may say.

use rackwright::io::presets;

/// The largest hall, the highest prices and powers, and a thousand million accelerators.
pub fn extreme() -> String {
    let text = presets::find("tiny-demo").expect("a preset").text;
    let text = text.split("// check:").next().expect("the plan");
    let changes = [
        ("width: \"7.2 m\"", "width: \"10000 km\""),
        ("depth: \"7.2 m\"", "depth: \"10000 km\""),
        ("feed: \"66 kW\"", "feed: \"10 GW\""),
        ("(part: \"gb200-compute-tray\", count: 3)", "(part: \"gb200-compute-tray\", count: 20833334)"),
        ("title: \"Tiny demo\"", "title: \"WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW\""),
        ("years: 5)", "years: 50, discount_rate: \"0 %\")"),
        ("build_year: 2027,", "build_year: 2027, electricity_price: \"100 USD/kWh\", escalation: \"1000 %/yr\","),
        ("distance: \"10 km\"", "distance: \"10000 km\""),
        ("at_mm: (4800, 4200), facing: north)", "at_mm: (-10000000, 10000000), facing: north)"),
        (
            "    // Racks on the floor.",
            "    overrides: [(part: \"gb200-compute-tray\", field: \"price\", value: \"1000000000000000 USD\")],\n    // Racks on the floor.",
        ),
    ];
    changes.iter().fold(text.to_string(), |text, (from, to)| {
        assert!(text.contains(from), "tiny-demo has no {from}");
        text.replace(from, to)
    })
}
