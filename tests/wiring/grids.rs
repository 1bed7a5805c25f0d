//! Shapes that are grids: full mesh, torus, HyperX, HammingMesh.

use rackwright::solve::topology::{Fabric, HammingMesh, HyperX, Lines, Torus, Wiring};

use crate::ask::{Ask, cubes, full_mesh, hamming, hyperx, torus};
use crate::case::{At, Link, access, check, equals, joined};
use crate::random::Random;

/// All places of a grid, the last size fastest.
fn places(sizes: &[u64]) -> Vec<Vec<u64>> {
    sizes.iter().fold(vec![Vec::new()], |places, size| {
        places.iter().flat_map(|place| (0..*size).map(move |at| [place.clone(), vec![at]].concat())).collect()
    })
}

fn index(sizes: &[u64], place: &[u64]) -> u64 {
    sizes.iter().zip(place).fold(0, |sum, (size, at)| sum * size + at)
}

#[test]
fn full_meshes() {
    let mut random = Random::seeded("full meshes");
    for (endpoints, links) in [(1, 1), (2, 1), (3, 5), (7, 6), (12, 33), (40, 39), (41, 80)] {
        check(&mut random, &Ask { links, ..full_mesh(endpoints) }, |fabric| {
            let Wiring::FullMesh { per_pair } = fabric.wiring else { panic!("no mesh") };
            (0..endpoints).flat_map(|b| (0..b).flat_map(move |a| equals(0, a, b, per_pair))).collect()
        });
    }
}

/// Number of the endpoint at a place: cube by cube, sizes of 1 left out.
fn at(shape: &Torus, place: &[u64]) -> u64 {
    let Some(side) = shape.cube.as_ref().map(|cube| cube.side) else { return index(&shape.sizes, place) };
    let long: Vec<(u64, u64)> = shape.sizes.iter().copied().zip(place.iter().copied()).filter(|(size, _)| *size > 1).collect();
    let (cubes, cube): (Vec<u64>, Vec<u64>) = long.iter().map(|(size, at)| (size / side, at / side)).unzip();
    let inside: Vec<u64> = long.iter().map(|(_, at)| at % side).collect();
    index(&cubes, &cube) * side.pow(long.len() as u32) + index(&vec![side; long.len()], &inside)
}

fn torus_links(fabric: &Fabric) -> Vec<Link> {
    let Wiring::Torus(shape) = &fabric.wiring else { panic!("no torus") };
    let circuits = shape.cube.as_ref().is_some_and(|cube| cube.circuits.is_some());
    let mut links = Vec::new();
    for place in places(&shape.sizes) {
        for (dimension, size) in shape.sizes.iter().enumerate().filter(|(_, size)| **size > 1) {
            let side = shape.cube.as_ref().map_or(*size, |cube| cube.side);
            let mut next = place.clone();
            next[dimension] = (place[dimension] + 1) % size;
            let leaves = (place[dimension] + 1).is_multiple_of(side) && (circuits || side < *size);
            if circuits && place[dimension] % side == 0 {
                links.extend(circuit_links(shape, &place, dimension));
            }
            if circuits && leaves {
                links.extend(circuit_links(shape, &place, dimension));
            } else if *size > 2 || place[dimension] == 0 || circuits {
                // Along a dimension of two both neighbours are the same.
                let kind = usize::from(leaves && !circuits);
                links.extend(equals(kind, at(shape, &place), at(shape, &next), shape.parallel));
            }
        }
    }
    links
}

/// The cables of one endpoint on a face across this dimension.
fn circuit_links(shape: &Torus, place: &[u64], dimension: usize) -> Vec<Link> {
    let cube = shape.cube.as_ref().expect("cubes");
    let circuits = cube.circuits.as_ref().expect("circuits");
    let long = |(other, size): &(usize, &u64)| **size > 1 && *other != dimension;
    let face: Vec<u64> = shape.sizes.iter().enumerate().filter(long).map(|(other, _)| place[other] % cube.side).collect();
    let before = shape.sizes[..dimension].iter().filter(|size| **size > 1).count() as u64;
    let on_face = before * cube.side.pow(face.len() as u32) + index(&vec![cube.side; face.len()], &face);
    let end = at(shape, place);
    (0..shape.parallel).flat_map(|link| joined(1, end, (on_face * shape.parallel + link) / circuits.places_per_switch, 1)).collect()
}

#[test]
fn tori() {
    let mut random = Random::seeded("tori");
    let shapes: [&[u64]; 16] = [
        &[1],
        &[2],
        &[3],
        &[7],
        &[4, 4],
        &[3, 5],
        &[2, 9],
        &[1, 6, 1],
        &[2, 2, 2],
        &[2, 3, 4],
        &[5, 2, 2],
        &[4, 3, 5],
        &[6, 1, 4],
        &[2, 2, 2, 3],
        &[16, 16],
        &[8, 8, 8],
    ];
    for sizes in shapes {
        let full = torus(sizes);
        check(&mut random, &full, torus_links);
        // Two cables between neighbours, places that stay empty.
        let few = full.endpoints - random.below(full.endpoints.min(9) as usize) as u64;
        check(&mut random, &Ask { links: full.links * 2, endpoints: few, planes: 3, ..full.clone() }, torus_links);
        check(&mut random, &Ask { endpoints: 1, ..full }, torus_links);
    }
}

#[test]
fn tori_in_cubes() {
    let mut random = Random::seeded("tori in cubes");
    let shapes: [(&[u64], u64); 15] = [
        (&[1], 3),
        (&[2], 2),
        (&[2, 2], 1),
        (&[4, 4], 2),
        (&[6, 4, 2], 2),
        (&[4, 4, 4], 4),
        (&[3, 6], 3),
        (&[5, 5], 1),
        (&[4, 1, 8], 4),
        (&[2, 3, 2], 1),
        (&[8, 4, 4], 2),
        (&[9, 6, 3], 3),
        (&[16, 8, 4], 4),
        (&[2, 2, 4, 2], 2),
        (&[20, 10], 5),
    ];
    for (sizes, side) in shapes {
        let count: u64 = sizes.iter().filter(|size| **size > 1).map(|size| size / side).product();
        for ports in [None, Some(2 * count), Some(4 * count + 1), Some(1000 * count)] {
            let full = cubes(sizes, side, ports);
            check(&mut random, &full, torus_links);
            let few = full.endpoints - random.below(full.endpoints.min(70) as usize) as u64;
            check(&mut random, &Ask { links: full.links * 3, endpoints: few, ..full }, torus_links);
        }
    }
}

fn hyperx_links(ask: &Ask, fabric: &Fabric) -> Vec<Link> {
    let Wiring::HyperX(HyperX { sizes, parallel, .. }) = &fabric.wiring else { panic!("no HyperX") };
    let mut links = access(ask, sizes.iter().product());
    for place in places(sizes) {
        for (dimension, size) in sizes.iter().enumerate() {
            for at in place[dimension] + 1..*size {
                let mut other = place.clone();
                other[dimension] = at;
                links.extend(equals(1, index(sizes, &place), index(sizes, &other), parallel[dimension]));
            }
        }
    }
    links
}

#[test]
fn hyperx_of_all_sizes() {
    let mut random = Random::seeded("HyperX");
    let shapes: [(&[u64], &[u64], u64); 11] = [
        (&[1], &[], 3),
        (&[6], &[3], 1),
        (&[4, 4], &[], 2),
        (&[3, 5], &[2], 3),
        (&[2, 3, 4], &[1, 2, 3], 2),
        (&[4, 1, 5], &[], 5),
        (&[2, 2, 2, 2], &[4, 3, 2, 1], 1),
        (&[12, 8], &[], 4),
        (&[5, 6, 7], &[], 2),
        (&[1, 1], &[], 9),
        (&[30], &[], 1),
    ];
    for (sizes, parallel, terminals) in shapes {
        let full = hyperx(sizes, parallel, terminals);
        check(&mut random, &full, |fabric| hyperx_links(&full, fabric));
        let ports = full.endpoints;
        let part = Ask { endpoints: ports.div_ceil(3).max(2) / 2, links: 2, reserved: ports / 4, ..full };
        if part.try_size().is_ok() {
            check(&mut random, &part, |fabric| hyperx_links(&part, fabric));
        }
    }
}

/// Row and column of accelerators of each endpoint, board by board.
fn accelerators(shape: &HammingMesh) -> Vec<(u64, u64)> {
    let ((high, wide), (rows, columns)) = (shape.board, shape.boards);
    let on = |row: u64, column: u64| places(&[high, wide]).into_iter().map(move |at| (row * high + at[0], column * wide + at[1]));
    places(&[rows, columns]).into_iter().flat_map(|board| on(board[0], board[1])).collect()
}

/// The switch that takes an end of a line.
fn switch(lines: &Lines, line: u64, end: u64) -> u64 {
    line.checked_div(lines.lines_per_switch).unwrap_or_else(|| {
        let leafs = lines.switches / lines.lines;
        line * leafs + end / lines.ends.div_ceil(leafs)
    })
}

fn hamming_links(fabric: &Fabric) -> Vec<Link> {
    let Wiring::HammingMesh(shape) = &fabric.wiring else { panic!("no HammingMesh") };
    let ((high, wide), all) = (shape.board, accelerators(shape));
    let number = |at: (u64, u64)| all.iter().position(|other| *other == at).expect("there") as u64;
    let mut links = Vec::new();
    for (end, (row, column)) in all.iter().copied().enumerate() {
        if (column + 1) % wide != 0 {
            links.extend(equals(0, end as u64, number((row, column + 1)), shape.parallel));
        }
        if (row + 1) % high != 0 {
            links.extend(equals(0, end as u64, number((row + 1, column)), shape.parallel));
        }
        for (kind, lines, line, at, size) in [(1, &shape.rows, row, column, wide), (2, &shape.columns, column, row, high)] {
            let edges = [(at % size == 0, 0), (at % size == size - 1, 1)];
            for (_, side) in edges.iter().filter(|(there, _)| *there) {
                let ends = (0..shape.parallel).map(|link| (at / size * 2 + side) * shape.parallel + link);
                links.extend(ends.map(|port| (kind, At::Member(end as u64), At::Member(switch(lines, line, port)))));
            }
        }
    }
    links.extend(spine_links(3, &shape.rows));
    links.extend(spine_links(3 + usize::from(shape.rows.spines > 0), &shape.columns));
    links
}

fn spine_links(kind: usize, lines: &Lines) -> Vec<Link> {
    let (leafs, spines) = (lines.switches / lines.lines, lines.spines / lines.lines);
    let of = |leaf: u64| (0..lines.leaf_up).flat_map(move |link| joined(kind, leaf, leaf / leafs * spines + link % spines, 1));
    if spines > 0 { (0..lines.switches).flat_map(of).collect() } else { Vec::new() }
}

#[test]
fn hamming_meshes() {
    let mut random = Random::seeded("HammingMesh");
    let shapes = [
        ((2, 2), (2, 3)),
        ((1, 1), (4, 4)),
        ((4, 4), (2, 2)),
        ((2, 3), (3, 1)),
        ((5, 1), (1, 6)),
        ((1, 4), (5, 2)),
        ((3, 3), (1, 1)),
        ((2, 2), (9, 5)),
        ((3, 2), (2, 12)),
    ];
    for (board, boards) in shapes {
        for radix in [4, 6, 10, 16, 64, 1000] {
            let full = Ask { radix, ..hamming(board, boards) };
            let double = Ask { links: 9, endpoints: full.endpoints.div_ceil(2), planes: 2, ..full.clone() };
            for ask in [full, double].iter().filter(|ask| ask.try_size().is_ok()) {
                check(&mut random, ask, hamming_links);
            }
        }
    }
}
