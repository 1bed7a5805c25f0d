//! HammingMesh: boards of `a x b` accelerators in a mesh; every row of accelerators leaves its boards at both ends and goes to the switch of
//! that row, every column likewise. A row of `p = 2 x boards` ends takes part of a switch, or two levels of them where it has more than ports.
//! Four links an endpoint; links on a board are traces.
//!
//! Source: Hoefler et al.: HammingMesh, SC 2022, arXiv 2209.01346, table 2 and appendix.

use super::arithmetic::{ceil_div, floor_div, held, least_divisor, less, product};
use super::fabric::{End, LinkClass, Note, Sketch, SketchLevel, SketchLink, hop, level, link};
use super::full_mesh::no_reserve;
use super::wiring::{self, Lines, Wiring};
use super::{Demand, Unbuildable};
use crate::model::counts::Some1;

/// Left, right, up, down.
pub const LEAST_LINKS: u64 = 4;

/// Rows and columns of boards, and of accelerators on a board.
struct Grid {
    board: (u128, u128),
    boards: (u128, u128),
    parallel: u128,
}

pub fn sketch(demand: &Demand, board: (Some1, Some1), boards: (Some1, Some1)) -> Result<Sketch, Unbuildable> {
    no_reserve(demand)?;
    let pair = |(rows, columns): (Some1, Some1)| (u128::from(rows.count()), u128::from(columns.count()));
    let grid = Grid { board: pair(board), boards: pair(boards), parallel: u128::from(demand.links_per_endpoint / LEAST_LINKS) };
    if grid.parallel == 0 {
        return Err(Unbuildable::Links { what: "a HammingMesh", needs: LEAST_LINKS, has: demand.links_per_endpoint });
    }
    let endpoints = product([grid.board.0, grid.board.1, grid.boards.0, grid.boards.1])?;
    if u128::from(demand.endpoints) > endpoints {
        let help = "take more or larger boards";
        return Err(Unbuildable::Full { what: "endpoints", got: demand.endpoints, holds: held(endpoints)?, help });
    }
    let radix = u128::from(demand.radix);
    let rows = lines(grid.board.0 * grid.boards.0, 2 * grid.boards.1 * grid.parallel, radix)?;
    let columns = lines(grid.board.1 * grid.boards.1, 2 * grid.boards.0 * grid.parallel, radix)?;
    let switched = |lines: &Lines| if lines.spines > 0 { 4 } else { 2 };
    let hops = held(ways(grid.board.1, grid.boards.1, switched(&rows)) + ways(grid.board.0, grid.boards.0, switched(&columns)))?;
    let places = held(endpoints - u128::from(demand.endpoints))?;
    Ok(Sketch {
        levels: levels(&rows, &columns, radix)?,
        links: links(&grid, &rows, &columns),
        depth: if rows.spines + columns.spines > 0 { 2 } else { 1 },
        bisection: cut(&grid),
        hops: vec![hop("fabric", hops)],
        diameter: hops,
        max_endpoints: endpoints,
        notes: if places > 0 { vec![Note::Empty { places }] } else { Vec::new() },
        wiring: Wiring::HammingMesh(wiring::HammingMesh {
            board: (board.0.count(), board.1.count()),
            boards: (boards.0.count(), boards.1.count()),
            parallel: held(grid.parallel)?,
            rows,
            columns,
        }),
    })
}

/// Networks of so many ends each: several on a switch, or leafs and spines of their own.
fn lines(lines: u128, ends: u128, radix: u128) -> Result<Lines, Unbuildable> {
    let shared = floor_div(radix, ends).min(lines);
    if shared > 0 {
        return finish(lines, ends, shared, ceil_div(lines, shared), 0, 0);
    }
    let down = radix / 2;
    let leafs = ceil_div(ends, down);
    let up = ceil_div(ends, leafs);
    match least_divisor(up, ceil_div(leafs * up, radix)).filter(|_| down > 0) {
        Some(spines) => finish(lines, ends, 0, lines * leafs, lines * spines, up),
        None => Err(Unbuildable::Ports {
            what: "a row or column in two levels",
            needs: held(ceil_div(ends * 2, radix.max(1)))?,
            has: held(radix)?,
            help: "take larger boards or fewer of them",
        }),
    }
}

fn finish(lines: u128, ends: u128, shared: u128, switches: u128, spines: u128, up: u128) -> Result<Lines, Unbuildable> {
    Ok(Lines {
        lines: held(lines)?,
        ends: held(ends)?,
        lines_per_switch: held(shared)?,
        switches: held(switches)?,
        spines: held(spines)?,
        leaf_up: held(up)?,
    })
}

/// Links along one dimension of the worst way: to the edge of the board, through the switches, in from the edge. One board alone is a ring
/// that its switch closes.
fn ways(board: u128, boards: u128, switched: u128) -> u128 {
    if boards > 1 { 2 * (less(board, 1) / 2) + switched } else { less(board, 1).min(less(board + switched, 1).div_ceil(2)) }
}

fn levels(rows: &Lines, columns: &Lines, radix: u128) -> Result<Vec<SketchLevel>, Unbuildable> {
    let first = |name, lines: &Lines| {
        let [ends, shared, leafs, up] = [lines.ends, lines.lines_per_switch, lines.switches, lines.leaf_up].map(u128::from);
        let on_leaf = if shared > 0 { shared * ends } else { ceil_div(ends * u128::from(lines.lines), leafs) + up };
        level(name, leafs, radix, on_leaf)
    };
    let second = |name, lines: &Lines| {
        let on_spine = ceil_div(u128::from(lines.switches) * u128::from(lines.leaf_up), u128::from(lines.spines));
        level(name, u128::from(lines.spines), radix, on_spine)
    };
    let upper = [("row_spine", rows), ("column_spine", columns)].into_iter().filter(|(_, lines)| lines.spines > 0);
    Ok([first("row", rows), first("column", columns)].into_iter().chain(upper.map(|(name, lines)| second(name, lines))).collect())
}

fn links(grid: &Grid, rows: &Lines, columns: &Lines) -> Vec<SketchLink> {
    let (a, b) = grid.board;
    let boards = grid.boards.0 * grid.boards.1 * grid.parallel;
    let ends = |lines: &Lines| u128::from(lines.lines) * u128::from(lines.ends);
    let up = |lines: &Lines| u128::from(lines.switches) * u128::from(lines.leaf_up);
    let mut links = vec![
        link("board", LinkClass::InRack, boards * (a * (b - 1) + b * (a - 1)), (End::Endpoint, End::Endpoint)),
        link("row", LinkClass::Access, ends(rows), (End::Endpoint, End::Level(0))),
        link("column", LinkClass::Access, ends(columns), (End::Endpoint, End::Level(1))),
    ];
    if rows.spines > 0 {
        links.push(link("row_spine", LinkClass::Trunk, up(rows), (End::Level(0), End::Level(2))));
    }
    if columns.spines > 0 {
        // Rows may have no spines of their own.
        let place = 2 + usize::from(rows.spines > 0);
        links.push(link("column_spine", LinkClass::Trunk, up(columns), (End::Level(1), End::Level(place))));
    }
    links
}

/// Both ends of every row of half of the boards, or of every column.
fn cut(grid: &Grid) -> Option<u128> {
    let across = |lines: u128, boards: u128| (boards > 1).then_some(lines * 2 * (boards / 2) * grid.parallel);
    let cuts = [across(grid.board.0 * grid.boards.0, grid.boards.1), across(grid.board.1 * grid.boards.1, grid.boards.0)];
    cuts.into_iter().flatten().min()
}
