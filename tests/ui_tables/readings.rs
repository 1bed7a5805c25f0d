//! Readings beside the floor: of the plan, of one rack, of several, of a tier and of what a technology would do.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use rackwright::solve::RackQuantity;
use rackwright::solve::figure::real;
use rackwright::solve::readout::{self, Unit};
use rackwright::ui::command::Command;

use super::hand::Hand;

fn tall(preset: &'static str) -> Hand {
    let mut hand = Hand::on(preset);
    hand.harness.set_size(egui::vec2(1920.0, 3000.0));
    hand.settle();
    hand
}

#[test]
fn nothing_selected_shows_the_totals() {
    let mut hand = tall("optical-1024");
    let totals = hand.app().reading().expect("solved").totals.clone();
    let expected = [
        ("IT power, full load", readout::text(totals.it_w.likely, Unit::Watt)),
        ("PUE", readout::text(totals.pue.likely, Unit::Ratio)),
        ("Heat to liquid", readout::text(totals.liquid_w, Unit::Watt)),
    ];
    for (name, text) in expected {
        assert!(hand.has(&format!("{name} {text}")), "no {name} {text}");
    }
    hand.click("Money");
    let capital = readout::text(totals.money.capex.likely, Unit::Usd);
    assert!(hand.has(&format!("Capital {capital}")), "no capital");
}

#[test]
fn one_rack_shows_where_its_watts_go() {
    for preset in ["optical-1024", "copper-1024", "tpu-v4-4096"] {
        let mut hand = tall(preset);
        let first = hand.plan().racks.iter().next().expect("a rack").clone();
        hand.select(&[first.name.as_str()]);
        let reading = hand.app().reading().expect("solved");
        let index = reading.report.position(first.id).expect("it stands");
        let draw = reading.report.rack_draw(index).likely;
        let told = format!("At the inlet, full load {}", readout::text(draw, Unit::Watt));
        assert!(hand.has(&told), "{preset}: no {told}");
        for part in reading.report.rack_watts(index) {
            let told = format!("{} {}", part.name, readout::text(part.watts, Unit::Watt));
            assert!(hand.has_text(&told), "{preset}: no {told}");
        }
        for links in reading.report.rack_links(index) {
            let ends = readout::text(real(links.ends), Unit::Count);
            assert!(hand.has_text(&ends), "{preset}: no {ends} ends");
        }
    }
}

#[test]
fn several_racks_show_sums_and_ranges() {
    let mut hand = tall("optical-1024");
    hand.select(&["A01", "A03"]);
    let reading = hand.app().reading().expect("solved");
    let racks: Vec<u32> = ["A01", "A03"].iter().filter_map(|name| reading.report.position(hand.rack(name).id)).collect();
    let spreads = reading.report.spreads(&racks);
    let power = spreads.iter().find(|spread| spread.quantity == RackQuantity::Draw).expect("power");
    let told = format!("Power {}", readout::text(power.sum, Unit::Watt));
    assert!(hand.has(&told), "no {told}");
    assert!(hand.has_text("kW each"));
}

#[test]
fn a_tier_says_what_is_wrong_with_it() {
    let mut hand = tall("copper-1024");
    hand.run(Command::ShowTiers);
    let tier = hand.app().reading().expect("solved").totals.tiers[0].clone();
    assert!(tier.too_long > 0, "the preset is about copper that does not reach");
    let count = |count: u64| readout::text(real(count), Unit::Count);
    let told = format!("{} of {} links too long", count(tier.too_long), count(tier.links));
    assert!(hand.has(&told), "no {told}");
    let placed = format!("Switches placed {} of {}", count(tier.switches_placed), count(tier.switches_needed));
    assert!(hand.has(&placed), "no {placed}");
    let watts = format!("Links draw {}", readout::text(tier.power_w().likely, Unit::Watt));
    assert!(hand.has(&watts), "no {watts}");
}

#[test]
fn a_list_of_technologies_says_what_each_would_do() {
    let mut hand = tall("optical-1024");
    hand.run(Command::ShowTiers);
    let lists = hand.harness.get_all_by_role(Role::ComboBox);
    let names: Vec<String> = lists.filter_map(|list| egui_kittest::kittest::NodeT::accesskit_node(&list).label()).collect();
    let list = names.into_iter().find(|name| name.starts_with("Access links: ")).expect("a list of technologies");
    hand.harness.get_all_by_role_and_label(Role::ComboBox, &list).next().expect("the list").click();
    hand.settle();
    let reading = hand.app().reading().expect("solved");
    let lengths = &reading.report.class_lengths(0)[1];
    let catalog = rackwright::io::presets::catalog().expect("catalogue");
    let part = catalog.interconnect(&rackwright::model::text::Id::new("dac_212").expect("an id")).expect("passive copper");
    let count = |count: u64| readout::text(real(count), Unit::Count);
    let long = lengths.longer_than(part.reach.value().base());
    assert!(long > 0);
    let told = format!("{} of {} links too long", count(long), count(lengths.links()));
    assert!(hand.has_text(&told), "no {told}");
    assert!(hand.has_text("reaches all "));
}
