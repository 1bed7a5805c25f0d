//! Looking for findings of a rule.
