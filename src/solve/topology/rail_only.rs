//! Rail-only: the accelerators with the same place in their scale-up domains form a rail, a Clos of its own with `ceil(n / rails)` ports.
//! No link between rails: traffic across goes through the scale-up domain. Small rails share a switch.
//! 36,864 accelerators in domains of 72 on 64 ports: 72 x (16 + 8) = 1,728 switches.
//!
//! Source: Wang et al.: Rail-only, arXiv 2307.12169.

use super::clos::{Wish, cliff_of, sketch_of};
use super::fabric::Sketch;
use super::{Demand, Unbuildable};
use crate::model::counts::Some1;
use crate::model::tier::{PodFill, Spread};

fn wish(rails: Some1, spread: Spread) -> Wish<'static> {
    Wish {
        levels: None,
        taper: &[],
        rails: Some(rails),
        rails_apart: true,
        unit: None,
        leaf_down: None,
        leaf_up: None,
        pod_leafs: None,
        spread,
        pods: PodFill::Full,
    }
}

/// All links of an accelerator go to its rail: a node is one accelerator of each rail, however many share a board.
fn by_domain<'t>(demand: &Demand<'t>, rails: Some1) -> Demand<'t> {
    Demand { per_node: rails.count(), ..*demand }
}

pub fn sketch(demand: &Demand, rails: Some1, spread: Spread) -> Result<Sketch, Unbuildable> {
    sketch_of(&by_domain(demand, rails), &wish(rails, spread))
}

pub fn cliff(demand: &Demand, rails: Some1, spread: Spread) -> Option<u128> {
    cliff_of(&by_domain(demand, rails), &wish(rails, spread))
}
