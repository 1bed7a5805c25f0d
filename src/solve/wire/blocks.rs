//! Counting over runs: equal blocks of members, rows of links laid side by side, shifts. What several families have in common; no shape of its own.
//!
//! Everything here takes as many steps as there are runs, or as it finds pairs of racks, however many members a run has.

use super::{Plane, Run, Runs, Sink};

/// Takes the racks of both ends and a number of links.
pub type Put<'s> = dyn FnMut(u32, u32, u64) + 's;

/// A sink for one kind of link that lets nothing but links through.
pub fn of_kind(kind: usize, sink: &mut Sink) -> impl FnMut(u32, u32, u64) {
    move |a, b, links| {
        if links > 0 {
            sink(kind, a, b, links);
        }
    }
}

/// Pairs in a set.
pub fn pairs(n: u64) -> u64 {
    u64::try_from(u128::from(n) * u128::from(n.saturating_sub(1)) / 2).unwrap_or(u64::MAX)
}

pub fn product(factors: &[u64]) -> u64 {
    factors.iter().fold(1, |product, factor| product.saturating_mul(*factor))
}

/// Rounded down; by zero as by one.
pub fn floor_div(a: u64, b: u64) -> u64 {
    a / b.max(1)
}

/// Rounded up; by zero as by one.
pub fn ceil_div(a: u64, b: u64) -> u64 {
    a.div_ceil(b.max(1))
}

/// Two rows of links, one above the other: what each stretch has at its ends, and its length. Ends with the shorter row.
pub fn side_by_side<A: Copy, B: Copy>(
    mut upper: impl Iterator<Item = (A, u64)>,
    mut lower: impl Iterator<Item = (B, u64)>,
) -> impl Iterator<Item = (A, B, u64)> {
    let (mut above, mut below) = (None, None);
    std::iter::from_fn(move || {
        let (a, a_left) = above.take().or_else(|| upper.next())?;
        let (b, b_left) = below.take().or_else(|| lower.next())?;
        let length = a_left.min(b_left);
        above = (a_left > length).then(|| (a, a_left - length));
        below = (b_left > length).then(|| (b, b_left - length));
        Some((a, b, length))
    })
}

/// Racks of members `from..to`, and how many are in each.
pub fn parts(runs: &Runs, from: u64, to: u64) -> impl Iterator<Item = (u32, u64)> + '_ {
    runs.pieces(from, to).map(|run| (run.rack, run.count)).filter(|(_, count)| *count > 0)
}

/// Members from `base` on have `each` places in turn: the racks of places `from..to`, and how many are in each.
pub fn places(runs: &Runs, base: u64, each: u64, from: u64, to: u64) -> impl Iterator<Item = (u32, u64)> + '_ {
    let at = move |member: u64| base.saturating_add(member);
    let inside = if from < to { at(floor_div(from, each))..at(ceil_div(to, each)) } else { base..base };
    let cut = move |run: Run| {
        let start = run.first.saturating_sub(base).saturating_mul(each).max(from);
        let end = run.end().saturating_sub(base).saturating_mul(each).min(to);
        (run.rack, end.saturating_sub(start))
    };
    runs.pieces(inside.start, inside.end).map(cut).filter(|(_, count)| *count > 0)
}

/// Neighbouring blocks of equal size.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    pub first: u64,
    pub count: u64,
    /// Where all members of these blocks are; `None` for one block that is in several racks.
    pub rack: Option<u32>,
}

/// Members from `from` on in `count` blocks of `size`. Blocks that one run holds are told together.
pub fn blocks(runs: &Runs, from: u64, size: u64, count: u64) -> Vec<Block> {
    let (mut found, mut next) = (Vec::new(), 0);
    for run in runs.pieces(from, from.saturating_add(size.saturating_mul(count))) {
        let (whole, end) = (ceil_div(run.first.saturating_sub(from), size), floor_div(run.end().saturating_sub(from), size));
        // An earlier run has begun this block; all that lie inside a run are behind us.
        if whole > next {
            found.push(Block { first: next, count: 1, rack: None });
            next = whole;
        }
        if end > whole {
            found.push(Block { first: whole, count: end - whole, rack: Some(run.rack) });
            next = end;
        }
    }
    found
}

/// Members in `count` blocks of `size` rows, `stride` members in a row: every member has `links` to the same place of each other row of its
/// block. With a stride of 1 a block is a full mesh; with all strides of a grid these are its lines.
pub fn lines(runs: &Runs, count: u64, size: u64, stride: u64, links: u64, put: &mut Put) {
    for block in blocks(runs, 0, size.saturating_mul(stride), count) {
        match block.rack {
            Some(rack) => put(rack, rack, product(&[block.count, stride, pairs(size), links])),
            None => split_lines(runs, product(&[block.first, size, stride]), size, stride, links, put),
        }
    }
}

/// The lines of one block in several racks, by pairs of rows.
fn split_lines(runs: &Runs, from: u64, size: u64, stride: u64, links: u64, put: &mut Put) {
    let rows = blocks(runs, from, stride, size);
    let row = |block: &Block| row_of(runs, from, stride, *block);
    for (place, a) in rows.iter().enumerate() {
        if let Some(rack) = a.rack {
            put(rack, rack, product(&[pairs(a.count), stride, links]));
        }
        for b in rows.iter().skip(place + 1) {
            for (near, far, length) in side_by_side(row(a), row(b)) {
                put(near, far, product(&[length, a.count, b.count, links]));
            }
        }
    }
}

/// One block as a row of its members.
pub fn row_of(runs: &Runs, from: u64, size: u64, block: Block) -> impl Iterator<Item = (u32, u64)> + '_ {
    let start = from.saturating_add(block.first.saturating_mul(size));
    let end = if block.rack.is_some() { start } else { start.saturating_add(size) };
    block.rack.map(|rack| (rack, size)).into_iter().chain(parts(runs, start, end))
}

/// Block by block, each of `low.1` members of one level has `links` to each of `high.1` members of the other.
pub fn between(low: (&Runs, u64), high: (&Runs, u64), count: u64, links: u64, put: &mut Put) {
    let told = |level: (&Runs, u64)| blocks(level.0, 0, level.1, count).into_iter().map(|block| (block, block.count));
    for (a, b, equal) in side_by_side(told(low), told(high)) {
        for (near, members) in row_of(low.0, 0, low.1, a) {
            for (far, others) in row_of(high.0, 0, high.1, b) {
                put(near, far, product(&[equal, members, others, links]));
            }
        }
    }
}

/// Links from places to those `shift` after them; `before` says how many of the places before one have such links.
pub fn shifted(runs: &Runs, all: u64, shift: u64, before: impl Fn(u64) -> u64, put: &mut Put) {
    let mut at = 0_u64;
    for (near, far, length) in side_by_side(parts(runs, 0, all.saturating_sub(shift)), parts(runs, shift, all)) {
        let end = at.saturating_add(length);
        put(near, far, before(end).saturating_sub(before(at)));
        at = end;
    }
}

/// Of the places before one: those among the first `taken` of their block.
pub fn first_of_blocks(place: u64, block: u64, taken: u64) -> u64 {
    floor_div(place, block).saturating_mul(taken).saturating_add((place % block.max(1)).min(taken))
}

/// Links of endpoints, then those of the reserved ports, fill switches in order. Sizing spreads them evenly, so a switch takes what all ports
/// divided by all switches come to, rounded up. What sits on a reserved port is beside its switch.
pub fn access(plane: &Plane, level: &Runs, switches: u64, sink: &mut Sink) {
    let ends = plane.ends.iter().map(|run| (Some(run.rack), run.count.saturating_mul(plane.links_per_endpoint)));
    let ports = plane.ends.len().saturating_mul(plane.links_per_endpoint).saturating_add(plane.reserved);
    let load = ceil_div(ports, switches);
    let mut put = of_kind(0, sink);
    for (end, switch, links) in side_by_side(ends.chain([(None, plane.reserved)]), places(level, 0, load, 0, ports)) {
        put(end.unwrap_or(switch), switch, links);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(counts: &[u64]) -> Runs {
        let mut runs = Runs::default();
        (0..).zip(counts).for_each(|(rack, count)| runs.push(rack, *count));
        runs
    }

    #[test]
    fn blocks_are_told_by_runs() {
        let told = |counts: &[u64], from, size, count| {
            blocks(&runs(counts), from, size, count).iter().map(|block| (block.first, block.count, block.rack)).collect::<Vec<_>>()
        };
        assert_eq!(told(&[8, 3, 1, 9, 3], 0, 4, 6), [(0, 2, Some(0)), (2, 1, None), (3, 2, Some(3)), (5, 1, None)]);
        assert_eq!(told(&[1, 1, 1, 1], 0, 2, 2), [(0, 1, None), (1, 1, None)]);
        assert_eq!(told(&[1, 4], 1, 2, 1_000_000_000), [(0, 2, Some(1)), (2, 999_999_998, Some(crate::solve::wire::NOWHERE))]);
    }

    #[test]
    fn places_are_cut_where_members_end() {
        let told = |from, to| places(&runs(&[2, 1, 3]), 1, 3, from, to).collect::<Vec<_>>();
        assert_eq!(told(2, 10), [(0, 1), (1, 3), (2, 4)]);
        assert_eq!(told(4, 4), []);
        assert_eq!(told(4, 5), [(1, 1)]);
    }
}
