//! Formats for other programs: what leaves is safe to open there.

pub mod csv;
