//! Where numbers were read, and published figures kept for comparison.

use crate::model::describe::record;
use crate::model::estimate::{Confidence, Sources};
use crate::model::text::{Id, Text};

record! {
    /// Where numbers were read.
    pub struct Source {
        /// What numbers point at.
        pub id: Id,
        /// Title as printed.
        pub title: Text,
        /// Web address, or empty if there is none.
        #[optional()]
        pub address: Text,
        /// Year or years as printed.
        pub year: Text,
        /// A primary, B press or analyst, C secondary page, R recalled, E estimate.
        #[optional()]
        pub tier: Text,
    }
}

record! {
    /// A published figure that is no input of the solver: kept for comparison, in the words of the source.
    pub struct Fact {
        /// What it says.
        pub name: Text,
        /// As printed, without the unit.
        pub value: Text,
        /// Lower bound as printed.
        #[optional()]
        pub low: Text,
        /// Upper bound as printed.
        #[optional()]
        pub high: Text,
        /// Unit as printed.
        #[optional()]
        pub unit: Text,
        /// How far it can be trusted.
        pub confidence: Confidence,
        /// Ids from the sources list.
        pub sources: Sources,
        /// What to beware of.
        #[optional()]
        pub note: Text,
    }
}
