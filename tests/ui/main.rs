//! The window, driven by labels and keys without a display; what is asserted is the document.

mod arrange;
mod blades;
mod clipboard;
mod commands;
mod compare;
mod fields;
mod files;
mod floor;
mod hand;
mod index;
mod panels;
mod parts;
mod place;
mod screens;
mod theme;
mod tiers;
