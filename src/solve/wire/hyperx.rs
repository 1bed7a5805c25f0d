//! HyperX: switches in a grid, the last size fastest; all on a line along a dimension are linked with each other.
//!
//! Along a dimension of stride `s` and size `k` the switches fall into blocks of `k` rows of `s`; lines go through equal places of the rows.
//! So pairs of rows are counted, and rows that are in one rack are counted together.
//! Source: Ahn, Binkert, Davis, McLaren, Schreiber: HyperX, SC 2009.

use super::blocks::{access, floor_div, lines, of_kind, product};
use super::{Plane, Sink};
use crate::solve::topology::HyperX;

pub fn wire(shape: &HyperX, plane: &Plane, sink: &mut Sink) {
    let (level, switches) = (plane.level(0), product(&shape.sizes));
    access(plane, level, switches, sink);
    let mut put = of_kind(1, sink);
    let mut block = switches;
    for (size, links) in shape.sizes.iter().zip(&shape.parallel) {
        let stride = floor_div(block, *size);
        if *size > 1 {
            lines(level, floor_div(switches, block), *size, stride, *links, &mut put);
        }
        block = stride;
    }
}
