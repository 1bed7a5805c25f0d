//! The history of a document: undo, redo, jumps, what is saved, what is remembered, what is shared.

use std::sync::Arc;

use rackwright::edit::{Document, Edit, HISTORY_BYTES, apply};
use rackwright::model::plan::Plan;
use rackwright::model::racks::Racks;

use crate::fixture::{catalog, plan, point, rack, rack_id, text};

fn title(words: &str) -> Edit {
    Edit::SetTitle { title: text(words) }
}

/// A document with three titles set.
fn three() -> Document {
    let mut document = Document::new(plan());
    for words in ["one", "two", "three"] {
        document.apply_as(&catalog(), &title(words), words).unwrap();
    }
    document
}

fn shown(document: &Document) -> &str {
    document.plan().title.as_str()
}

#[test]
fn undo_and_redo_walk_the_history() {
    let mut document = three();
    assert_eq!((document.undo_label(), document.redo_label()), (Some("three"), None));
    assert_eq!(document.undo().as_deref(), Some("three"));
    assert_eq!(document.undo().as_deref(), Some("two"));
    assert_eq!((shown(&document), document.undo_label(), document.redo_label()), ("one", Some("one"), Some("two")));
    assert_eq!(document.history(), (vec!["one", "two", "three"], 1));
    assert_eq!(document.redo().as_deref(), Some("two"));
    assert_eq!(shown(&document), "two");
    assert!(document.can_undo() && document.can_redo());
}

#[test]
fn the_ends_of_the_history_hold() {
    let mut document = Document::new(plan());
    assert_eq!((document.undo(), document.redo(), document.revision()), (None, None, 0));
    assert_eq!((document.undo_label(), document.redo_label(), document.history()), (None, None, (vec![], 0)));
    assert_eq!(**document.plan(), plan());
}

#[test]
fn a_new_edit_clears_what_was_undone() {
    let mut document = three();
    document.undo();
    document.undo();
    document.apply(&catalog(), &title("other")).unwrap();
    assert_eq!((document.can_redo(), document.redo()), (false, None));
    assert_eq!(document.history(), (vec!["one", "Change title"], 2));
}

#[test]
fn a_jump_goes_to_any_step_and_nowhere_else() {
    let mut document = three();
    assert!(document.jump(0));
    assert_eq!((shown(&document), document.can_undo()), ("Hall", false));
    assert!(document.jump(3));
    assert_eq!((shown(&document), document.can_redo()), ("three", false));
    assert!(document.jump(2));
    let revision = document.revision();
    assert!(document.jump(2));
    assert!(!document.jump(4));
    assert_eq!((shown(&document), document.revision()), ("two", revision));
}

#[test]
fn undoing_back_to_the_saved_step_is_clean() {
    let mut document = three();
    assert!(document.is_dirty());
    document.undo();
    document.mark_saved();
    assert!(!document.is_dirty());
    document.redo();
    assert!(document.is_dirty());
    document.undo();
    assert!(!document.is_dirty());
    document.undo();
    assert!(document.is_dirty());
}

#[test]
fn a_saved_step_that_was_overwritten_is_never_clean_again() {
    let mut document = three();
    document.mark_saved();
    document.undo();
    document.apply(&catalog(), &title("three")).unwrap();
    assert!(document.is_dirty());
    while document.undo().is_some() {
        assert!(document.is_dirty());
    }
    while document.redo().is_some() {
        assert!(document.is_dirty());
    }
    document.mark_saved();
    assert!(!document.is_dirty());
}

#[test]
fn the_oldest_steps_go_first_and_one_always_stays() {
    let mut document = Document::with_budget(plan(), 20_000);
    for number in 0..200 {
        document.apply(&catalog(), &title(&format!("title {number}"))).unwrap();
        assert!(document.history_bytes() <= 20_000);
    }
    let remembered = document.history().0.len();
    assert!((2..200).contains(&remembered), "{remembered}");
    while document.undo().is_some() {
        assert!(document.is_dirty(), "the plan that was opened has left the history");
    }
    assert_eq!(shown(&document), format!("title {}", 199 - remembered));

    let mut tight = Document::with_budget(plan(), 0);
    for words in ["one", "two", "three"] {
        tight.apply(&catalog(), &title(words)).unwrap();
    }
    assert_eq!((tight.undo().as_deref(), tight.undo(), shown(&tight)), (Some("Change title"), None, "two"));
}

#[test]
fn dropping_undone_steps_gives_their_bytes_back() {
    let mut document = three();
    let bytes = document.history_bytes();
    document.undo();
    document.apply_as(&catalog(), &title("three"), "three").unwrap();
    assert_eq!(document.history_bytes(), bytes);
}

fn large() -> Plan {
    let all = (1..=100_000).map(|number| rack(number, &format!("R{number}"), "compute", (number, 0)));
    Plan { racks: Racks::new(all.collect()).unwrap(), ..plan() }
}

fn nudge(number: i64) -> Edit {
    Edit::MoveRacks { racks: vec![rack_id(number)], by_mm: point(1, 1) }
}

/// One of 100,000 racks moves: its chunk and the list of chunks are new, all else is shared.
#[test]
fn moving_one_rack_shares_the_others() {
    let before = large();
    let after = apply(&before, &catalog(), &nudge(50_000)).unwrap();
    let whole = before.racks.bytes_apart_from(&Racks::default());
    let apart = after.racks.bytes_apart_from(&before.racks);
    assert!(apart > 0 && apart * 100 < whole, "{apart} of {whole} bytes");
    assert!(Arc::ptr_eq(&after.tiers, &before.tiers) && Arc::ptr_eq(&after.catalog, &before.catalog));
    assert!(Arc::ptr_eq(&after.site, &before.site) && Arc::ptr_eq(&after.waivers, &before.waivers));
    let moved: Vec<_> = before.racks.iter().zip(after.racks.iter()).filter(|(old, new)| old != new).collect();
    assert_eq!(moved.len(), 1);
}

#[test]
fn a_thousand_moves_in_a_large_plan_are_remembered() {
    let mut document = Document::new(large());
    let catalog = catalog();
    for number in 1..=1_500 {
        document.apply(&catalog, &nudge(number * 60)).unwrap();
    }
    assert_eq!(document.history().0.len(), 1_500);
    assert!(document.history_bytes() < HISTORY_BYTES, "{}", document.history_bytes());
}
