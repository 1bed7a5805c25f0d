//! The summary strip says what the totals say, in the words of the one place that prints numbers.

use rackwright::solve::figure::real;
use rackwright::solve::readout::{self, Unit};
use rackwright::ui::command::Command;

use super::hand::Hand;

const PRESETS: [&str; 4] = ["copper-1024", "optical-1024", "nvl72-copper-1152", "tpu-v4-4096"];

/// What the strip has to say of the plan on screen: title, text.
fn expected(hand: &Hand) -> Vec<(&'static str, String)> {
    let totals = &hand.app().reading().expect("solved").totals;
    vec![
        ("Accelerators", readout::text(real(totals.accelerators), Unit::Count)),
        ("Racks", readout::text(real(totals.racks), Unit::Count)),
        ("IT power", readout::text(totals.it_w.likely, Unit::Watt)),
        ("Site power", readout::text(totals.site_w.likely, Unit::Watt)),
        ("Max per rack", readout::text(totals.most_w, Unit::Watt)),
        ("Mean per rack", readout::text(totals.mean_w, Unit::Watt)),
        ("Per accelerator", readout::text(totals.per_accelerator_w.likely, Unit::Watt)),
        ("Injection each way", readout::text(totals.injection_gbps, Unit::Gbps)),
        ("Cables", readout::text(real(totals.cables), Unit::Count)),
        ("CapEx", readout::text(totals.money.capex.likely, Unit::Usd)),
        ("TCO", readout::text(totals.money.tco.likely, Unit::Usd)),
        ("Accelerator-hour", readout::text(totals.usd_per_accelerator_hour.likely, Unit::UsdPerHour)),
        ("Network share", readout::text(100.0 * totals.network_share, Unit::Percent)),
    ]
}

#[test]
fn the_strip_says_what_the_totals_say() {
    for preset in PRESETS {
        let mut hand = Hand::on(preset);
        hand.harness.set_size(egui::vec2(1920.0, 1080.0));
        hand.settle();
        for (title, text) in expected(&hand) {
            let label = format!("{title} {text}");
            assert!(hand.has(&label), "{preset}: no {label}");
        }
    }
}

#[test]
fn an_edit_shows_what_it_changed() {
    let mut hand = Hand::on("tiny-demo");
    let before = hand.app().reading().expect("solved").totals.it_w.likely;
    hand.select(&["A01"]);
    hand.run(Command::Delete);
    let after = hand.app().reading().expect("solved").totals.it_w.likely;
    let label = format!("IT power {}, {}", readout::text(after, Unit::Watt), readout::change(after - before, Unit::Watt));
    assert!(after < before && hand.has(&label), "no {label}");
    hand.run(Command::Undo);
    let label = format!("IT power {}, {}", readout::text(before, Unit::Watt), readout::change(before - after, Unit::Watt));
    assert!(hand.has(&label), "no {label}");
}

#[test]
fn narrow_windows_keep_the_most_important() {
    let mut hand = Hand::on("optical-1024");
    let fibres = |hand: &Hand| hand.has_text("Fibres ");
    hand.harness.set_size(egui::vec2(1920.0, 1080.0));
    hand.settle();
    assert!(fibres(&hand));
    hand.harness.set_size(egui::vec2(1024.0, 640.0));
    hand.settle();
    assert!(!fibres(&hand));
    for title in ["Accelerators ", "IT power ", "CapEx ", "Injection each way ", "Racks "] {
        assert!(hand.has_text(title), "no {title}");
    }
}

/// Titles of the strip, and what `solve` calls the same.
const PRINTED: [(&str, &str); 12] = [
    ("Accelerators", "accelerators"),
    ("Racks", "racks"),
    ("IT power", "it-power"),
    ("Site power", "site-power"),
    ("Max per rack", "most-per-rack"),
    ("Mean per rack", "mean-per-rack"),
    ("Per accelerator", "power-per-accelerator"),
    ("Injection each way", "injection-each-way"),
    ("Cables", "cables"),
    ("CapEx", "capex"),
    ("TCO", "tco"),
    ("Accelerator-hour", "usd-per-accelerator-hour"),
];

#[test]
fn the_strip_says_what_the_command_line_prints_of_every_preset() {
    for preset in rackwright::io::presets::PLANS.iter().map(|preset| preset.name) {
        let out = std::process::Command::new(env!("CARGO_BIN_EXE_rackwright")).args(["solve", preset]).output().expect("it runs");
        let printed = String::from_utf8(out.stdout).expect("text");
        let mut hand = Hand::on(preset);
        hand.harness.set_size(egui::vec2(2560.0, 1080.0));
        hand.settle();
        for (title, key) in PRINTED {
            let line =
                printed.lines().find(|line| line.split_whitespace().next() == Some(key)).unwrap_or_else(|| panic!("{preset}: no {key}"));
            let value = line[key.len()..].trim_start().split("  ").next().expect("a value").trim();
            assert!(hand.has(&format!("{title} {value}")), "{preset}: {title} is not {value}");
        }
    }
}
