//! Switches and optical circuit switches.

use super::source::Fact;
use crate::model::counts::{Count, Some1, Units};
use crate::model::describe::{record, words};
use crate::model::estimate::Estimate;
use crate::model::text::{Id, Name, Text};
use crate::model::units::{Decibels, FailureRate, Mass, Nanoseconds, Power, Rate, Ratio, Usd};

record! {
    /// Ports of a switch at one link speed.
    pub struct Radix {
        /// Link speed, each way.
        pub link: Rate,
        /// Ports at that speed.
        pub ports: Estimate<Some1>,
    }
}

words! {
    /// What a switch switches.
    pub enum SwitchKind {
        /// Packets.
        Packet = "packet",
        /// Light paths; modules at the other side only.
        Circuit = "circuit",
    }
}

record! {
    /// A switch chip or box, or an optical circuit switch.
    pub struct Switch {
        /// What blades and tiers point at.
        pub id: Id,
        /// Name as sold.
        pub name: Name,
        /// What it switches.
        pub kind: SwitchKind,
        /// Switching capacity, each way; zero if it carries any rate.
        pub capacity: Estimate<Rate>,
        /// Ports by link speed, fastest first.
        pub radix: Vec<Radix>,
        /// Switch chips inside.
        pub chips: Estimate<Count>,
        /// Power without optics, its SerDes included.
        pub power: Estimate<Power>,
        /// The part of that power that is port SerDes; taken out before a tier's technology is charged.
        pub io_in_power: Estimate<Power>,
        /// Port to port latency.
        pub latency: Estimate<Nanoseconds>,
        /// Loss of a light path.
        #[optional()]
        pub insertion_loss: Option<Estimate<Decibels>>,
        /// Optics that are part of the box: the technology its ports have.
        #[optional()]
        pub built_in: Option<Id>,
        /// Height of the box.
        pub height: Estimate<Units>,
        /// Pluggable cages on the front.
        pub cages: Estimate<Count>,
        /// Mass.
        pub mass: Estimate<Mass>,
        /// Share of the heat that goes to liquid.
        pub liquid_share: Estimate<Ratio>,
        /// Price, with the optics that are built in.
        pub price: Estimate<Usd>,
        /// Failures of the box.
        pub afr: Estimate<FailureRate>,
        /// What to beware of.
        #[optional()]
        pub notes: Vec<Text>,
        /// Other published figures.
        #[optional()]
        pub facts: Vec<Fact>,
    }
}
