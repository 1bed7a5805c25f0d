//! Findings: listed, filtered, gone through by key, mended, waived with a comment and taken back.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use rackwright::edit::{Edit, RackTypeField};
use rackwright::model::plan::Subject;
use rackwright::model::units::Power;
use rackwright::solve::rules::{Counts, rule_named};
use rackwright::ui::command::Command;
use rackwright::ui::ctx::Message;
use rackwright::ui::state::Tab;

use super::hand::Hand;

fn counts(hand: &Hand) -> Counts {
    hand.app().reading().expect("solved").counts
}

/// A plan on which exactly the compute racks draw more than their feed provides.
fn underfed() -> Hand {
    let mut hand = Hand::on("tiny-demo");
    let kind = hand.rack("A01").kind;
    let feed = RackTypeField::Feed { value: Power::from_mw(5_000_000).expect("5 kW") };
    hand.send(Message::Edit(Edit::ChangeRackType { id: kind, set: vec![feed] }));
    hand.settle();
    assert!(counts(&hand).errors > 0);
    hand
}

#[test]
fn the_status_bar_announces_errors_and_warnings() {
    let hand = Hand::on("copper-1024");
    let counts = counts(&hand);
    let plural = |count: u64, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let label = format!("{}, {}", plural(counts.errors, "error"), plural(counts.warnings, "warning"));
    assert!(hand.has(&label), "no {label}");
}

#[test]
fn another_technology_changes_what_is_found() {
    let mut hand = Hand::on("optical-1024");
    let before = hand.app().reading().expect("solved").findings().to_vec();
    assert_eq!(counts(&hand).errors, 0);
    hand.run(Command::ShowTiers);
    let lists = hand.harness.get_all_by_role(Role::ComboBox);
    let names: Vec<String> = lists.filter_map(|list| egui_kittest::kittest::NodeT::accesskit_node(&list).label()).collect();
    let list = names.into_iter().find(|name| name.ends_with(": technology")).expect("a list of technologies");
    let catalog = rackwright::io::presets::catalog().expect("catalogue");
    let part = catalog.interconnect(&"dac_212".parse_id()).expect("passive copper");
    let title = format!("{} \u{b7} {} \u{b7} {}", part.name, part.reach.value(), part.module_energy.value());
    hand.choose(&list, &title);
    assert!(hand.app().document().can_undo(), "{list} was changed");
    assert!(counts(&hand).errors > 0, "copper does not reach that far");
    assert!(hand.has("Link too long"));
    hand.run(Command::Undo);
    assert_eq!(before, hand.app().reading().expect("solved").findings());
}

trait ParseId {
    fn parse_id(&self) -> rackwright::model::text::Id;
}

impl ParseId for str {
    fn parse_id(&self) -> rackwright::model::text::Id {
        rackwright::model::text::Id::new(self).expect("an id")
    }
}

#[test]
fn a_finding_is_waived_with_a_comment_and_taken_back() {
    let mut hand = underfed();
    hand.enter("Filter findings", "feed");
    let before = counts(&hand);
    hand.press_first("Waive…");
    assert!(hand.field("Why it is accepted").is_focused());
    hand.field("Why it is accepted").type_text("Never all at once");
    hand.settle();
    hand.key(Key::Enter);
    let plan = hand.plan();
    let waiver = plan.waivers.last().expect("a waiver");
    assert_eq!((waiver.rule.as_str(), waiver.comment.as_str()), ("rack-feed", "Never all at once"));
    assert!(waiver.subjects.iter().any(|subject| matches!(subject, Subject::Rack { .. })));
    assert_eq!((counts(&hand).errors, counts(&hand).waived), (before.errors - 1, before.waived + 1));
    hand.press_toggle("Show errors");
    assert!(hand.has_text("Waived: Never all at once"));
    hand.press_first("Un-waive");
    assert!(hand.plan().waivers.is_empty());
    assert_eq!(counts(&hand), before);
}

#[test]
fn a_waiver_of_a_whole_rule_and_giving_up() {
    let mut hand = underfed();
    hand.enter("Filter findings", "feed");
    hand.press_first("Waive…");
    hand.press("Cancel");
    assert!(hand.app().state().waiving.is_none() && hand.plan().waivers.is_empty());
    hand.press_first("Waive…");
    hand.field("Why it is accepted").type_text("A test hall");
    hand.settle();
    hand.click("All of this rule");
    hand.press("Waive");
    assert!(hand.plan().waivers.last().expect("a waiver").subjects.is_empty());
    assert_eq!(counts(&hand).errors, 0);
}

#[test]
fn a_fix_mends_what_it_says() {
    let mut hand = underfed();
    let fix = hand.names().into_iter().find(|name| name.starts_with("Raise the feed of")).expect("a fix");
    hand.press_first(&fix);
    assert_eq!(counts(&hand).errors, 0);
    hand.run(Command::Undo);
    assert!(counts(&hand).errors > 0);
}

#[test]
fn f8_goes_from_finding_to_finding_and_selects() {
    let mut hand = underfed();
    hand.run(Command::Bottom);
    hand.key(Key::F8);
    let state = hand.app().state();
    assert!(state.bottom_open && state.bottom == Tab::Findings);
    let first = state.finding.clone().expect("a finding");
    let racks = state.selection.clone();
    assert!(!racks.is_empty());
    hand.key(Key::F8);
    let second = hand.app().state().finding.clone();
    assert_ne!(Some(&first), second.as_ref());
    hand.keys(Modifiers::SHIFT, Key::F8);
    assert_eq!(hand.app().state().finding, Some(first));
    assert_eq!(hand.app().state().selection, racks);
}

#[test]
fn a_click_selects_what_a_finding_is_about() {
    let mut hand = underfed();
    let message = hand.app().reading().expect("solved").findings()[0].message.clone();
    let at = hand.harness.get_by_label(&message).rect().center();
    hand.harness.hover_at(at);
    hand.harness.drag_at(at);
    hand.harness.drop_at(at);
    hand.settle();
    assert!(hand.app().state().finding.is_some());
    assert!(hand.app().state().selection.contains(&hand.rack("A01").id), "{message}");
}

#[test]
fn the_list_is_filtered_by_severity_rule_and_text() {
    let mut hand = Hand::on("copper-1024");
    assert!(hand.has_text("Link too long"), "errors come first");
    hand.press_toggle("Show errors");
    assert!(!hand.has("Link too long"));
    assert!(hand.has_text("rests on estimates"));
    hand.press_toggle("Show errors");
    let title = rule_named("faceplate").expect("a rule").title;
    hand.choose("Rule of findings", title);
    assert!(!hand.has("Link too long") && hand.has_text("cages on its"));
    hand.enter("Filter findings", "there is no such text");
    assert!(hand.has("No finding passes the filter"));
}

/// Lists have the same buttons in every row.
trait Press {
    fn press_first(&mut self, label: &str);
    fn press_toggle(&mut self, label: &str);
}

impl Press for Hand {
    fn press_first(&mut self, label: &str) {
        self.harness.get_all_by_role_and_label(Role::Button, label).next().expect("a button").click();
        self.settle();
    }

    fn press_toggle(&mut self, label: &str) {
        self.harness.get_by_role_and_label(Role::CheckBox, label).click();
        self.settle();
    }
}
