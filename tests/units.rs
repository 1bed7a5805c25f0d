//! Tests of quantities: what typed text means, what is refused and how, and that written text reads back as the same value.

#[path = "units/every_type.rs"]
mod every_type;
#[path = "support/random.rs"]
mod random;
#[path = "units/random_text.rs"]
mod random_text;
#[path = "units/round_trip.rs"]
mod round_trip;
#[path = "units/typed.rs"]
mod typed;

/// The form all refusals have: what was got, what is allowed, on one line that fits a terminal.
pub fn assert_refusal(message: &str, context: &str) {
    let allowed_at = message.find(", allowed ");
    assert!(message.starts_with("got ") && allowed_at.is_some_and(|at| at > 4), "{context}: {message}");
    assert!(message.chars().count() <= 200, "{context}: {} characters: {message}", message.chars().count());
    assert!(!message.chars().any(char::is_control), "{context}: hidden characters in {message:?}");
}
