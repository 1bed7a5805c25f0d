//! Networks and their technologies.

use rackwright::ui::command::Command;

use super::hand::Hand;

#[test]
fn the_technology_of_a_tier_is_changed() {
    let mut hand = Hand::on("tiny-demo");
    hand.run(Command::ShowTiers);
    let before = hand.plan().tiers[0].media.clone();
    let offered = hand.names().into_iter().any(|name| name.starts_with("In-rack links"));
    assert!(offered, "every class of link is there");
    let class = "In-rack links: add technology";
    let options = rackwright::io::presets::catalog().expect("catalogue");
    let new = options
        .parts(rackwright::model::catalog::Kind::Interconnect)
        .into_iter()
        .map(|part| part.id().clone())
        .find(|id| !before.in_rack.contains(id));
    let part = options.interconnect(&new.expect("another technology")).expect("part");
    let title = format!("{} \u{b7} {} \u{b7} {}", part.name, part.reach.value(), part.module_energy.value());
    hand.choose(class, &title);
    assert_eq!(hand.plan().tiers[0].media.in_rack.last(), Some(&part.id));
    assert_eq!(hand.app().document().undo_label(), Some("Change in rack media of tier scale-up"));
}

#[test]
fn topology_and_rates_are_changed() {
    let mut hand = Hand::on("tiny-demo");
    hand.run(Command::ShowTiers);
    hand.enter("Endpoint rate", "1.6 Tb/s");
    assert_eq!(hand.plan().tiers[0].rate.base(), 1_600_000);
    hand.choose("Topology", "Full mesh");
    assert_eq!(hand.plan().tiers[0].topology.word(), "full_mesh");
    hand.choose("Topology", "Rail only");
    hand.enter("Rails", "4");
    assert_eq!(hand.plan().tiers[0].topology.word(), "rail_only");
}

#[test]
fn a_tier_is_added_and_removed() {
    let mut hand = Hand::on("tiny-demo");
    let before = hand.plan().tiers.len();
    hand.run(Command::AddTier);
    assert_eq!(hand.plan().tiers.len(), before + 1);
    hand.run(Command::Undo);
    assert_eq!(hand.plan().tiers.len(), before);
}
