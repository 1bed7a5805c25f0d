//! Torus: a grid of endpoints that closes on itself, as a whole or in cubes, and the circuit switches between cubes.
//!
//! Order of endpoints: along the last size first (row by row). With cubes: cube by cube, cubes row by row in their own grid, and the endpoints of
//! a cube row by row; sizes of 1 have no part in it. So every set of links is a shift: along a dimension of stride `s` the next endpoint is `s`
//! further, and the last one of a line is `s (k - 1)` after the first. How many endpoints of a stretch have such a link is a division.
//!
//! Circuits: places are counted along the dimensions, inside one over the face row by row, and parallel links last; a switch takes the next
//! `places_per_switch` of them, with two cables from every cube: one from either face.
//! Sources: counting; Jouppi et al.: TPU v4, ISCA 2023.

use super::blocks::{Put, blocks, first_of_blocks, floor_div, of_kind, places, product, shifted};
use super::{Plane, Run, Runs, Sink};
use crate::solve::topology::{Circuits, Cube, Torus};

pub fn wire(shape: &Torus, plane: &Plane, sink: &mut Sink) {
    let grid = Grid::new(shape);
    grid.inside(plane.ends, &mut of_kind(0, sink));
    match shape.cube.as_ref().map(|cube| (cube, &cube.circuits)) {
        Some((cube, Some(circuits))) => grid.circuits(cube, circuits, plane, &mut of_kind(1, sink)),
        Some((_, None)) => grid.outside(plane.ends, &mut of_kind(1, sink)),
        None => {}
    }
}

/// A torus as cubes; one that is not cut is a single box.
struct Grid {
    dimensions: Vec<Dimension>,
    endpoints: u64,
    /// Endpoints of a cube.
    volume: u64,
    parallel: u64,
}

struct Dimension {
    size: u64,
    /// Endpoints along a cube.
    side: u64,
    /// From one endpoint to the next in a cube.
    stride: u64,
    /// Cubes in a line, and from one to the next.
    cubes: u64,
    cube_stride: u64,
    /// The line closes without leaving the cube.
    closed: bool,
}

impl Grid {
    fn new(shape: &Torus) -> Self {
        let circuits = shape.cube.as_ref().is_some_and(|cube| cube.circuits.is_some());
        let (mut dimensions, mut volume, mut cubes) = (Vec::new(), 1_u64, 1_u64);
        for size in shape.sizes.iter().copied().filter(|size| *size > 1).rev() {
            let side = shape.cube.as_ref().map_or(size, |cube| cube.side.max(1));
            let along = floor_div(size, side);
            let closed = along == 1 && !circuits;
            dimensions.push(Dimension { size, side, stride: volume, cubes: along, cube_stride: cubes, closed });
            (volume, cubes) = (volume.saturating_mul(side), cubes.saturating_mul(along));
        }
        // Strides are known from the last dimension on; places on faces are counted from the first.
        dimensions.reverse();
        Self { dimensions, endpoints: product(&shape.sizes), volume, parallel: shape.parallel }
    }

    /// Links that stay in their cube. Its lines are whole blocks of endpoints, so cubes need not be looked at.
    fn inside(&self, ends: &Runs, put: &mut Put) {
        for line in &self.dimensions {
            let block = line.stride.saturating_mul(line.side);
            let last = block.saturating_sub(line.stride);
            self.shift(ends, line.stride, |place| first_of_blocks(place, block, last), put);
            // Of two on a line both neighbours are the same one.
            if line.closed && line.side > 2 {
                self.shift(ends, last, |place| first_of_blocks(place, block, line.stride), put);
            }
        }
    }

    /// Links from cube to cube: the last layer of one with the first of the next, and around the line.
    fn outside(&self, ends: &Runs, put: &mut Put) {
        for line in self.dimensions.iter().filter(|line| !line.closed) {
            let (layers, step) = (line.stride.saturating_mul(line.side - 1), line.cube_stride.saturating_mul(self.volume));
            let turn = line.cube_stride.saturating_mul(line.cubes);
            let forward = |place| self.faces_before(line, line.side - 1, turn.saturating_sub(line.cube_stride), place);
            self.shift(ends, step.saturating_sub(layers), forward, put);
            if line.size > 2 {
                let around = |place| self.faces_before(line, 0, line.cube_stride, place);
                self.shift(ends, step.saturating_mul(line.cubes.saturating_sub(1)).saturating_add(layers), around, put);
            }
        }
    }

    fn shift(&self, ends: &Runs, shift: u64, before: impl Fn(u64) -> u64, put: &mut Put) {
        shifted(ends, self.endpoints, shift, before, &mut |near, far, links| put(near, far, links.saturating_mul(self.parallel)));
    }

    /// Endpoints before a place that are in one layer of cubes, of which the first `taken` of each line along this dimension count.
    fn faces_before(&self, line: &Dimension, layer: u64, taken: u64, place: u64) -> u64 {
        let (cube, turn) = (floor_div(place, self.volume), line.cube_stride.saturating_mul(line.cubes));
        let whole = first_of_blocks(cube, turn, taken).saturating_mul(floor_div(self.volume, line.side));
        let counts = cube % turn.max(1) < taken;
        whole.saturating_add(if counts { line.layer_before(layer, place % self.volume.max(1)) } else { 0 })
    }

    fn circuits(&self, cube: &Cube, circuits: &Circuits, plane: &Plane, put: &mut Put) {
        let switches = |from, to| places(plane.level(0), 0, circuits.places_per_switch, from, to);
        for block in blocks(plane.ends, 0, self.volume, cube.cubes) {
            if let Some(rack) = block.rack {
                switches(0, circuits.places).for_each(|(switch, links)| put(rack, switch, product(&[links, block.count, 2])));
                continue;
            }
            let start = block.first.saturating_mul(self.volume);
            for run in plane.ends.pieces(start, start.saturating_add(self.volume)) {
                for (from, to) in self.face_places(Run { first: run.first.saturating_sub(start), ..run }) {
                    switches(from, to).for_each(|(switch, links)| put(run.rack, switch, links));
                }
            }
        }
    }

    /// Places on both faces along each dimension where part of a cube has cables. Endpoints of a face are in the order of its places.
    fn face_places(&self, part: Run) -> impl Iterator<Item = (u64, u64)> + '_ {
        let sides = (0_u64..).zip(&self.dimensions).flat_map(|(place, line)| [(place, line, 0), (place, line, line.side - 1)]);
        sides.map(move |(dimension, line, layer)| {
            let face = dimension.saturating_mul(floor_div(self.volume, line.side));
            let place = |member| face.saturating_add(line.layer_before(layer, member)).saturating_mul(self.parallel);
            (place(part.first), place(part.end()))
        })
    }
}

impl Dimension {
    /// Endpoints of a cube before a place that are in one layer across this dimension.
    fn layer_before(&self, layer: u64, place: u64) -> u64 {
        let before = place.saturating_sub(self.stride.saturating_mul(layer));
        first_of_blocks(before, self.stride.saturating_mul(self.side), self.stride)
    }
}
