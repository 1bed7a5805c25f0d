//! What stands in a rack, changed in the elevation.

use super::hand::Hand;

fn blades(hand: &Hand) -> Vec<(String, i64)> {
    let plan = hand.plan();
    let kind = plan.rack_types.iter().find(|kind| kind.id.as_str() == "compute").expect("compute");
    kind.blades.iter().map(|blade| (blade.part.to_string(), blade.count.get())).collect()
}

#[test]
fn blades_are_counted_moved_added_and_removed() {
    let mut hand = Hand::on("tiny-demo");
    hand.select(&["A01"]);
    let before = blades(&hand);
    let label = hand.names().into_iter().find(|name| name.starts_with("U4 to U6: 3 ")).expect("the first compute trays");
    hand.click(&label);
    hand.enter("Count", "4");
    assert_eq!(blades(&hand)[1].1, 4);
    hand.press("Move blade down");
    assert_eq!(blades(&hand)[0].0, before[1].0);
    hand.press("Remove blade");
    assert_eq!(blades(&hand).len(), before.len() - 1);
    let title = rackwright::io::presets::catalog()
        .expect("catalogue")
        .blade(&hand.plan().rack_types[0].blades[0].part)
        .expect("blade")
        .name
        .to_string();
    hand.choose("Add blade", &title);
    assert_eq!(blades(&hand).len(), before.len());
    assert_eq!(hand.app().document().history().1, 4);
}

#[test]
fn all_racks_of_the_type_share_the_feed() {
    let mut hand = Hand::on("tiny-demo");
    hand.select(&["A01", "B01"]);
    hand.enter("Feed", "72.5");
    assert!(hand.has_text("Feed"));
    let feed = hand.plan().rack_types[0].feed;
    assert_eq!(feed.base(), 72_500, "a bare number has the main unit, watts");
    hand.enter("Feed", "66 kW");
    assert_eq!(hand.plan().rack_types[0].feed.base(), 66_000_000);
}
