//! Accelerators and pooled memory.

use super::source::Fact;
use crate::model::counts::{Count, Some1};
use crate::model::describe::record;
use crate::model::estimate::Estimate;
use crate::model::text::{Id, Name, Text};
use crate::model::units::{FailureRate, Gigabytes, MemoryBandwidth, Millimetres, Nanoseconds, Power, Rate, Ratio, Teraflops, Usd};

record! {
    /// An accelerator package.
    pub struct Accelerator {
        /// What blades point at.
        pub id: Id,
        /// Name as sold.
        pub name: Name,
        /// Compute dies in the package.
        pub dies: Estimate<Some1>,
        /// Thermal design power.
        pub tdp: Estimate<Power>,
        /// The part of the TDP that moves scale-up bits at full rate; taken out before a tier's technology is charged.
        pub io_in_tdp: Estimate<Power>,
        /// Power when idle, as a share of the TDP.
        pub idle: Estimate<Ratio>,
        /// Dense BF16.
        #[optional()]
        pub bf16: Option<Estimate<Teraflops>>,
        /// Dense FP8.
        #[optional()]
        pub fp8: Option<Estimate<Teraflops>>,
        /// Memory on the package.
        pub hbm: Estimate<Gigabytes>,
        /// Bandwidth of that memory.
        pub hbm_bandwidth: Estimate<MemoryBandwidth>,
        /// Scale-up bandwidth, each way.
        pub scale_up: Estimate<Rate>,
        /// Scale-up links.
        pub scale_up_links: Estimate<Count>,
        /// Scale-out bandwidth, each way.
        pub scale_out: Estimate<Rate>,
        /// Package edge that can carry scale-up input and output.
        pub usable_edge: Estimate<Millimetres>,
        /// Price.
        pub price: Estimate<Usd>,
        /// Failures of the package.
        pub afr: Estimate<FailureRate>,
        /// What to beware of.
        #[optional()]
        pub notes: Vec<Text>,
        /// Other published figures.
        #[optional()]
        pub facts: Vec<Fact>,
    }
}

record! {
    /// Memory that stands apart: an appliance or a module.
    pub struct Memory {
        /// What blades point at.
        pub id: Id,
        /// Name as sold.
        pub name: Name,
        /// Capacity.
        pub capacity: Estimate<Gigabytes>,
        /// Bandwidth to the fabric, each way.
        pub bandwidth: Estimate<Rate>,
        /// Access latency.
        #[optional()]
        pub latency: Option<Estimate<Nanoseconds>>,
        /// Power.
        pub power: Estimate<Power>,
        /// Price.
        pub price: Estimate<Usd>,
        /// Failures.
        pub afr: Estimate<FailureRate>,
        /// What to beware of.
        #[optional()]
        pub notes: Vec<Text>,
        /// Other published figures.
        #[optional()]
        pub facts: Vec<Fact>,
    }
}
