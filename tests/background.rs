//! The solver's thread: the latest question is answered, older ones may be dropped, and nothing waits for ever.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use rackwright::background::Background;
use rackwright::io::{plan_file, presets};
use rackwright::solve::{Cancel, Input, solve};

/// Only catches what never ends.
const PATIENCE: Duration = Duration::from_secs(60);

fn input(name: &str) -> Input {
    let plan = plan_file::parse(presets::find(name).expect("a preset").text).expect("it reads").plan;
    Input::new(Arc::new(plan), Arc::new(presets::catalog().expect("it reads").clone()))
}

fn started() -> (Background, Receiver<()>) {
    let (woken, wakes) = channel();
    let background = Background::start(move || {
        let _ = woken.send(());
    });
    (background.expect("a thread"), wakes)
}

#[test]
fn an_answer_is_what_solving_gives() {
    let (background, wakes) = started();
    background.ask(7, input("tiny-demo"));
    wakes.recv_timeout(PATIENCE).expect("woken");
    let answer = background.answer().expect("an answer");
    assert_eq!(answer.revision, 7);
    let expected = solve(&input("tiny-demo"), &Cancel::default()).expect("solved");
    assert!(answer.report.expect("no panic").agrees_with(&expected));
    assert!(background.answer().is_none(), "an answer is given once");
}

#[test]
fn the_latest_question_wins() {
    let (background, wakes) = started();
    let inputs = ["optical-1024", "tpu-v4-4096", "tiny-demo"].map(input);
    for revision in 1..=300_u64 {
        background.ask(revision, inputs[revision as usize % inputs.len()].clone());
    }
    let mut last = 0;
    while last < 300 {
        wakes.recv_timeout(PATIENCE).expect("the last question is answered");
        if let Some(answer) = background.answer() {
            assert!(answer.revision > last, "{} after {last}", answer.revision);
            last = answer.revision;
        }
    }
    assert!(!background.is_busy());
}

#[test]
fn a_question_can_be_taken_back_and_the_thread_ends() {
    let (background, _wakes) = started();
    for revision in 0..50 {
        background.ask(revision, input("optical-1024"));
        background.cancel();
    }
    drop(background);
}
