//! The window, driven by labels and keys without a display; what is asserted is the document.

mod arrange;
mod blades;
mod clipboard;
mod commands;
mod drag;
mod fields;
mod files;
mod hand;
mod index;
mod modes;
mod panels;
mod parts;
mod pick;
mod place;
mod screens;
mod theme;
mod tiers;
