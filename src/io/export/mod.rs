//! Formats for other programs: what leaves is safe to open there.

pub mod csv;
pub mod png;
pub mod svg;
