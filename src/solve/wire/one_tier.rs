//! One tier: every endpoint has the same links to every switch of the plane, fewer to the last.

use super::{Plane, Run, Sink};
use crate::solve::topology::OneTier;

/// Place of `node_switch` in the fabric's links.
const NODE_SWITCH: usize = 0;

pub fn wire(shape: &OneTier, plane: &Plane, sink: &mut Sink) {
    let last = shape.switches.saturating_sub(1);
    for switches in plane.level(0).pieces(0, shape.switches) {
        let whole = switches.end().min(last).saturating_sub(switches.first);
        let part = u64::from(switches.end() > last);
        let links = whole.saturating_mul(shape.to_each).saturating_add(part.saturating_mul(shape.to_last));
        for ends in plane.ends.iter() {
            sink(NODE_SWITCH, ends.rack, switches.rack, ends.count.saturating_mul(links));
        }
        reserve(plane, &switches, sink);
    }
}

/// Whatever takes the reserved ports stands beside each switch.
fn reserve(plane: &Plane, switches: &Run, sink: &mut Sink) {
    if plane.reserved > 0 {
        sink(NODE_SWITCH, switches.rack, switches.rack, plane.reserved.saturating_mul(switches.count));
    }
}
