//! The window, driven by labels and keys without a display; what is asserted is the document.

mod afar;
mod arrange;
mod blades;
mod clipboard;
mod commands;
mod compare;
mod drag;
mod fields;
mod files;
mod floor;
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
