//! Endpoints that are linked with each other and nothing between: the full mesh.
//!
//! Two runs of endpoints have a link for each pair with one in either, and a run of `n` has `n (n - 1) / 2` inside. Source: counting.

use super::blocks::{lines, of_kind};
use super::{Plane, Sink};

pub fn full_mesh(per_pair: u64, plane: &Plane, sink: &mut Sink) {
    lines(plane.ends, 1, plane.ends.len(), 1, per_pair, &mut of_kind(0, sink));
}
