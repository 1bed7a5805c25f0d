//! Edits through the public interface: what each makes, what each refuses, and what undo gives back.

mod document;
mod fixture;
mod made;
mod made_settings;
#[path = "../support/random.rs"]
mod random;
mod random_edits;
mod refused;
mod shapes;
