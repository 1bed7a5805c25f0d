//! Numbers of catalogue parts, replaced for one plan and reset again where the part is chosen.

use rackwright::solve::figure::Figure;
use rackwright::ui::command::Command;

use super::hand::Hand;

fn capital(hand: &Hand) -> Figure<f64> {
    hand.app().reading().expect("solved").totals.money.capex
}

#[test]
fn a_price_is_replaced_for_this_plan_and_reset() {
    let mut hand = Hand::on("tiny-demo");
    hand.select(&["A01"]);
    let before = capital(&hand);
    let frame = "Numbers of NVIDIA MGX rack, 48RU, busbar and manifold";
    hand.click(frame);
    let title = hand.names().into_iter().find(|name| name.starts_with("Price of ")).expect("the price of the frame");
    hand.enter(&title, "1 MUSD");
    let plan = hand.plan();
    let change = plan.overrides.first().expect("a replaced number");
    assert_eq!((change.part.as_str(), change.field.as_str(), change.value.as_str()), ("mgx-48u", "price", "1 MUSD"));
    let more = capital(&hand).likely - before.likely;
    assert!((7.5e6..8.5e6).contains(&more), "eight frames cost a million each, not {more}");
    assert!(hand.has_text(", 1 changed"), "the title tells");
    let reset = hand.names().into_iter().find(|name| name.starts_with("Reset to ") && name.ends_with("USD")).expect("a way back");
    hand.press(&reset);
    assert!(hand.plan().overrides.is_empty());
    assert_eq!(capital(&hand), before);
    assert_eq!(hand.app().document().history().1, 2, "two steps");
}

#[test]
fn a_number_that_is_none_is_refused_where_it_is_typed() {
    let mut hand = Hand::on("tiny-demo");
    hand.run(Command::ShowSite);
    let title = hand.names().into_iter().find(|name| name.starts_with("Numbers of ")).expect("numbers of the region");
    hand.click(&title);
    let field = hand.names().into_iter().find(|name| name.starts_with("Electricity of ")).expect("its electricity");
    for bad in ["NaN USD/kWh", "1e999 USD/kWh", "-1 USD/kWh", "5 kW", "x"] {
        hand.enter(&field, bad);
        assert_eq!(hand.value(&field), bad, "what was typed stays");
        assert!(hand.has_text("allowed"), "{bad}: the reason shows");
    }
    assert!(hand.plan().overrides.is_empty());
}

#[test]
fn technologies_and_what_blades_hold_have_numbers() {
    let mut hand = Hand::on("tiny-demo");
    hand.run(Command::ShowTiers);
    let cable = rackwright::io::presets::catalog().expect("catalogue");
    let media = hand.plan().tiers[0].media.in_rack[0].clone();
    let name = cable.interconnect(&media).expect("part").name.to_string();
    hand.click(&format!("Numbers of {name}"));
    hand.enter(&format!("Reach of {name}"), "10 mm");
    assert_eq!(hand.plan().overrides.first().map(|change| change.field.to_string()), Some("reach".to_string()));
    let errors = hand.app().reading().expect("solved").counts.errors;
    assert!(errors > 0, "links that no longer reach are found");
}
