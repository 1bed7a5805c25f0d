//! How bad a thing is that was found: one scale for files and for design rules.

use super::describe::words;

words! {
    /// How bad it is.
    pub enum Severity {
        /// It has to be mended.
        Error = "error",
        /// It should be looked at.
        Warning = "warning",
        /// It is good to know.
        Note = "note",
    }
}
