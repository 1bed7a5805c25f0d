//! Slim Fly: two halves of `q` columns of `q` routers. Router `y` of column `x` in the first half is linked with router `c` of column `m` in the
//! second where `y = m x + c`; inside a column two routers are linked where their difference is a member of the half's set.
//!
//! With a primitive element `g` and `w` pairs of opposites, the sets are `+-g^0, +-g^2, ..` and `+-g^1, +-g^3, ..`, `w` pairs each; `q = 4w + d`.
//! Exact for a prime `q`. For powers of primes whole numbers modulo `q` stand in for the field, and the `w` shortest and longest distances for
//! the sets: every column has the same links to each other and inside, but which router has which is not that of a Slim Fly. It matters for
//! racks that hold part of a column only.
//!
//! Order of routers: column by column, first half first. Two columns have `q` links, one for each router of either.
//! Source: Besta and Hoefler: Slim Fly, SC 2014, after McKay, Miller and Siran (1998) and Hafner (2004).

use super::blocks::{Block, Put, access, blocks, of_kind, parts, product, row_of, side_by_side};
use super::{Plane, Run, Runs, Sink};
use crate::solve::topology::SlimFly;

pub fn wire(shape: &SlimFly, plane: &Plane, sink: &mut Sink) {
    let (level, q) = (plane.level(0), shape.q);
    let half = q.saturating_mul(q);
    access(plane, level, half.saturating_mul(2), sink);
    let (first, second) = (blocks(level, 0, q, q), blocks(level, half, q, q));
    // Differences come in pairs of opposites.
    let distances = shape.degree.saturating_sub(q) / 2;
    let mut put = of_kind(1, sink);
    inside(level, &Half { base: 0, q, distances, odd: false }, &first, &mut put);
    inside(level, &Half { base: half, q, distances, odd: true }, &second, &mut put);
    across(level, q, &first, &second, &mut put);
}

/// One half of the columns.
struct Half {
    base: u64,
    q: u64,
    distances: u64,
    /// Whether its set starts with the first power of the primitive element.
    odd: bool,
}

fn inside(level: &Runs, half: &Half, columns: &[Block], put: &mut Put) {
    let mixed = columns.iter().any(|column| column.rack.is_none());
    let table = if mixed { Table::new(half) } else { Table::default() };
    for column in columns {
        if let Some(rack) = column.rack {
            put(rack, rack, product(&[column.count, half.q, half.distances]));
            continue;
        }
        let start = half.base.saturating_add(column.first.saturating_mul(half.q));
        let racks: Vec<Run> = level.pieces(start, start.saturating_add(half.q)).collect();
        for (place, a) in racks.iter().enumerate() {
            put(a.rack, a.rack, table.within(a.count));
            racks.iter().skip(place + 1).for_each(|b| put(a.rack, b.rack, table.between(a, b)));
        }
    }
}

/// Links between the halves: laid side by side, a column of the first half starts with the router that router 0 of the other is linked with.
fn across(level: &Runs, q: u64, first: &[Block], second: &[Block], put: &mut Put) {
    for a in first {
        for b in second {
            let columns = a.count.saturating_mul(b.count);
            let turn = times(a.first, b.first, q);
            let other = row_of(level, q.saturating_mul(q), q, *b);
            for (near, far, links) in side_by_side(turned(level, q, *a, turn), other) {
                put(near, far, links.saturating_mul(columns));
            }
        }
    }
}

/// A column from the router at `turn` on, and around.
fn turned(level: &Runs, q: u64, column: Block, turn: u64) -> impl Iterator<Item = (u32, u64)> + '_ {
    let start = column.first.saturating_mul(q);
    let middle = start.saturating_add(turn);
    // Of whole columns in one rack it does not matter where they start.
    let (from, to) = if column.rack.is_some() { (middle, middle) } else { (start, start.saturating_add(q)) };
    let whole = column.rack.map(|rack| (rack, q)).into_iter();
    whole.chain(parts(level, middle, to)).chain(parts(level, from, middle))
}

/// Sums over the differences that are linked, so that links between two stretches of a column are four look-ups.
///
/// With `f(t)` the members of the set below `t`, and entry `n` the sum of `f(t)` over `t < n`: a router has `f(b - y) - f(a - y)` links into
/// `a..b`, and the sum of that over `y` is a difference of entries again.
#[derive(Default)]
struct Table(Vec<u64>);

impl Table {
    fn new(half: &Half) -> Self {
        let (mut below, mut sum) = (0_u64, 0_u64);
        let mut entries = vec![0];
        for member in members(half) {
            sum = sum.saturating_add(below);
            entries.push(sum);
            below = below.saturating_add(u64::from(member));
        }
        entries.push(sum.saturating_add(below));
        Self(entries)
    }

    fn at(&self, place: u64) -> u64 {
        usize::try_from(place).ok().and_then(|place| self.0.get(place)).copied().unwrap_or(0)
    }

    /// Links inside a stretch of so many routers.
    fn within(&self, routers: u64) -> u64 {
        self.at(routers.saturating_add(1))
    }

    /// Links between two stretches, the second behind the first.
    fn between(&self, a: &Run, b: &Run) -> u64 {
        let up_to = |end: u64| self.at(end.saturating_sub(a.first) + 1).saturating_sub(self.at(end.saturating_sub(a.end()) + 1));
        up_to(b.end()).saturating_sub(up_to(b.first))
    }
}

/// For each difference from 0 to `q - 1` whether routers so far apart are linked. No router has more than a million ports, so `q` is small.
fn members(half: &Half) -> Vec<bool> {
    let q = half.q;
    let mut members = vec![false; usize::try_from(q).unwrap_or(0)];
    for distance in distances(half) {
        for place in [distance, q.saturating_sub(distance)] {
            if let Some(member) = usize::try_from(place).ok().and_then(|place| members.get_mut(place)) {
                *member = true;
            }
        }
    }
    members
}

/// One of each pair of opposites.
fn distances(half: &Half) -> Vec<u64> {
    let (q, count) = (half.q, half.distances);
    let Some(root) = primitive_root(q) else {
        let longest = q.saturating_sub(1) / 2;
        return (0..count).map(|i| if half.odd { longest.saturating_sub(i) } else { i + 1 }).collect();
    };
    let start = if half.odd { root } else { 1 };
    let square = times(root, root, q);
    std::iter::successors(Some(start), |power| Some(times(*power, square, q))).zip(0..count).map(|(power, _)| power).collect()
}

/// The smallest number whose powers are all from 1 to `q - 1`; there is one if `q` is prime.
fn primitive_root(q: u64) -> Option<u64> {
    let prime = q > 2 && (2..).take_while(|d: &u64| d.saturating_mul(*d) <= q).all(|d| !q.is_multiple_of(d));
    let order = |g: u64| (1_u64..).zip(std::iter::successors(Some(g), |power| Some(times(*power, g, q)))).find(|(_, power)| *power == 1);
    if prime { (2..q).find(|g| order(*g).is_some_and(|(order, _)| order == q - 1)) } else { None }
}

/// The product modulo `q`.
fn times(a: u64, b: u64, q: u64) -> u64 {
    u64::try_from(u128::from(a) * u128::from(b) % u128::from(q.max(1))).unwrap_or(0)
}
