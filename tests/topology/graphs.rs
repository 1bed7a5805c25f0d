//! Small shapes built link by link and searched by brute force: links, radix, diameter, and the cut where all halves can be tried.

use rackwright::solve::topology::{Dragonfly, Fabric, Wiring};

use crate::ask::{cubes, dragonfly, full_mesh, hamming, hyperx, torus};

/// A graph with parallel links: how many links each two have.
struct Graph(Vec<Vec<u64>>);

impl Graph {
    fn new(size: usize) -> Self {
        Self(vec![vec![0; size]; size])
    }

    fn link(&mut self, a: usize, b: usize, links: u64) {
        assert_ne!(a, b, "no link to itself");
        self.0[a][b] += links;
        self.0[b][a] += links;
    }

    fn links(&self) -> u64 {
        self.0.iter().flatten().sum::<u64>() / 2
    }

    fn degree(&self, a: usize) -> u64 {
        self.0[a].iter().sum()
    }

    /// Longest of the shortest ways from one of these to another.
    fn diameter_of(&self, ends: &[usize]) -> u64 {
        let farthest = |from: &usize| {
            let away = self.distances(*from);
            ends.iter().map(|to| away[*to].expect("joined")).max().unwrap_or(0)
        };
        ends.iter().map(farthest).max().unwrap_or(0)
    }

    fn diameter(&self) -> u64 {
        self.diameter_of(&(0..self.0.len()).collect::<Vec<_>>())
    }

    fn distances(&self, from: usize) -> Vec<Option<u64>> {
        let mut away = vec![None; self.0.len()];
        let mut queue = std::collections::VecDeque::from([from]);
        away[from] = Some(0);
        while let Some(at) = queue.pop_front() {
            for next in 0..self.0.len() {
                if self.0[at][next] > 0 && away[next].is_none() {
                    away[next] = away[at].map(|steps| steps + 1);
                    queue.push_back(next);
                }
            }
        }
        away
    }

    /// Fewest links between any half and the rest; a half of an odd number leaves one more.
    fn cut(&self) -> u64 {
        let size = self.0.len();
        assert!(size <= 20, "too many halves");
        let halves = (0_u32..1 << size).filter(|half| half.count_ones() as usize == size / 2);
        let inside = |half: u32, at: usize| half >> at & 1 == 1;
        let across = |half: u32| {
            let from = (0..size).filter(|at| inside(half, *at));
            from.map(|a| (0..size).filter(|b| !inside(half, *b)).map(|b| self.0[a][b]).sum::<u64>()).sum::<u64>()
        };
        halves.map(across).min().unwrap_or(0)
    }
}

/// All places of a grid, and the index of one.
fn places(sizes: &[u64]) -> Vec<Vec<u64>> {
    sizes.iter().fold(vec![Vec::new()], |places, size| {
        places.iter().flat_map(|place| (0..*size).map(move |at| [place.clone(), vec![at]].concat())).collect()
    })
}

fn index(sizes: &[u64], place: &[u64]) -> usize {
    sizes.iter().zip(place).fold(0, |sum, (size, at)| sum * size + at) as usize
}

fn torus_graph(sizes: &[u64]) -> Graph {
    let mut graph = Graph::new(sizes.iter().product::<u64>() as usize);
    for place in places(sizes) {
        for (dimension, size) in sizes.iter().enumerate() {
            let mut next = place.clone();
            next[dimension] = (place[dimension] + 1) % size;
            // Both neighbours along a dimension of two are the same: one link.
            let counted = *size > 2 || (*size == 2 && place[dimension] == 0);
            if counted {
                graph.link(index(sizes, &place), index(sizes, &next), 1);
            }
        }
    }
    graph
}

const TORI: [&[u64]; 16] = [
    &[1],
    &[2],
    &[3],
    &[5],
    &[4, 4],
    &[3, 5],
    &[2, 9],
    &[2, 3],
    &[3, 3],
    &[4, 3],
    &[2, 2, 2],
    &[2, 3, 3],
    &[4, 1, 4],
    &[2, 4, 2],
    &[5, 2, 2],
    &[5, 4],
];

#[test]
fn tori_match_their_graphs() {
    for sizes in TORI {
        let (f, graph) = (torus(sizes).size(), torus_graph(sizes));
        assert_eq!((f.links_named("neighbour"), f.diameter), (graph.links(), graph.diameter()), "{sizes:?}");
        assert_eq!(f.bisection, Some(graph.cut()), "cut of {sizes:?}");
        let degree = (0..sizes.iter().product::<u64>() as usize).map(|at| graph.degree(at)).max();
        assert!(degree <= Some(torus(sizes).links), "{sizes:?}");
    }
}

#[test]
fn larger_tori_match_links_and_diameter() {
    for sizes in [&[4_u64, 4, 4] as &[u64], &[2, 3, 4], &[5, 6], &[3, 3, 3], &[2, 2, 2, 3]] {
        let (f, graph) = (torus(sizes).size(), torus_graph(sizes));
        assert_eq!((f.links_named("neighbour"), f.diameter), (graph.links(), graph.diameter()), "{sizes:?}");
    }
}

/// Three slabs of four and half of the next one: twice four links around, two inside the slab that is halved.
#[test]
fn a_long_odd_torus_is_cut_through_a_slab() {
    assert_eq!(torus(&[7, 2, 2]).size().bisection, Some(10));
    assert_eq!(torus(&[2, 9, 2]).size().bisection, Some(10));
    assert_eq!(torus(&[5, 5, 5]).size().bisection, Some(50 + 10 + 2));
}

/// Links between endpoints of one cube, and between cubes, counted one by one.
#[test]
fn cubes_split_the_links_of_a_torus() {
    for (sizes, side) in [(&[4_u64, 4] as &[u64], 2), (&[6, 4, 2], 2), (&[4, 4, 4], 4), (&[3, 6], 3), (&[5, 5], 1)] {
        let (f, graph) = (cubes(sizes, side, None).size(), torus_graph(sizes));
        let cube_of = |place: &[u64]| place.iter().map(|at| at / side).collect::<Vec<_>>();
        let all = places(sizes);
        let pairs = all.iter().flat_map(|a| all.iter().map(move |b| (a, b))).filter(|(a, b)| cube_of(a) == cube_of(b));
        let inside: u64 = pairs.map(|(a, b)| graph.0[index(sizes, a)][index(sizes, b)]).sum::<u64>() / 2;
        assert_eq!(f.links_named("in_cube"), inside, "{sizes:?} in cubes of {side}");
        assert_eq!(f.links_named("in_cube") + f.links_named("neighbour"), graph.links(), "{sizes:?}");
    }
}

/// Every face place of every cube has its own cable; every circuit switch serves whole places, two ports for each cube.
#[test]
fn circuits_serve_both_faces_of_all_cubes() {
    for (sizes, side, ports) in
        [(&[16_u64, 16, 16] as &[u64], 4, 128), (&[8, 8, 8], 4, 48), (&[4, 4], 2, 8), (&[4, 4, 4], 4, 2), (&[12, 8, 4], 4, 300)]
    {
        let f = cubes(sizes, side, Some(ports)).size();
        let (volume, count) = (side.pow(sizes.len() as u32), sizes.iter().product::<u64>() / side.pow(sizes.len() as u32));
        let faces = 2 * sizes.len() as u64 * volume / side * count;
        assert_eq!(f.links_named("circuit"), faces, "{sizes:?}");
        assert_eq!(f.endpoint_ends, f.endpoints * 2 * sizes.len() as u64, "all ports of all endpoints are in use");
        assert_eq!(f.links_named("in_cube") * 2 + faces, f.endpoint_ends);
        let level = f.level("circuit").expect("circuit switches");
        assert!(level.fullest <= ports && level.fullest.is_multiple_of(2 * count), "{level:?}");
        assert_eq!(level.ports_used, faces);
    }
    assert!(cubes(&[16, 16, 16], 4, Some(127)).try_size().is_err(), "64 cubes need two ports each");
}

fn hyperx_graph(sizes: &[u64], parallel: &[u64]) -> Graph {
    let mut graph = Graph::new(sizes.iter().product::<u64>() as usize);
    for place in places(sizes) {
        for (dimension, size) in sizes.iter().enumerate() {
            for at in place[dimension] + 1..*size {
                let mut other = place.clone();
                other[dimension] = at;
                graph.link(index(sizes, &place), index(sizes, &other), parallel.get(dimension).copied().unwrap_or(1));
            }
        }
    }
    graph
}

#[test]
fn hyperx_matches_its_graph() {
    for (sizes, parallel) in [
        (&[4_u64, 4] as &[u64], &[] as &[u64]),
        (&[3, 5], &[]),
        (&[2, 3, 4], &[]),
        (&[4, 2], &[2, 1]),
        (&[6], &[3]),
        (&[2, 2, 2], &[1, 2, 3]),
    ] {
        let (f, graph) = (hyperx(sizes, parallel, 2).size(), hyperx_graph(sizes, parallel));
        assert_eq!((f.links_named("switch_switch"), f.diameter), (graph.links(), graph.diameter()), "{sizes:?}");
        assert_eq!(f.levels[0].fullest, graph.degree(0) + 2);
        if sizes.iter().all(|size| size % 2 == 0) && graph.0.len() <= 16 {
            assert_eq!(f.bisection, Some(graph.cut()), "cut of {sizes:?}");
        }
    }
}

#[test]
fn full_meshes_match_their_graphs() {
    for endpoints in 1..=12_u64 {
        let graph = hyperx_graph(&[endpoints], &[]);
        let f = full_mesh(endpoints).size();
        assert_eq!((f.links_named("pair"), f.diameter, f.bisection), (graph.links(), graph.diameter(), Some(graph.cut())), "{endpoints}");
    }
}

/// Routers of a dragonfly by the rule that the wiring states.
fn dragonfly_graph(w: &Dragonfly) -> Graph {
    let mut graph = Graph::new((w.groups * w.routers) as usize);
    let router = |group: u64, port: u64| (group * w.routers + port / w.per_router.max(1)) as usize;
    for a in 0..w.groups {
        for (one, other) in (0..w.routers).flat_map(|one| (one + 1..w.routers).map(move |other| (one, other))) {
            graph.link((a * w.routers + one) as usize, (a * w.routers + other) as usize, 1);
        }
        for (b, t) in (a + 1..w.groups).flat_map(|b| (0..w.per_pair).map(move |t| (b, t))) {
            // Seen from a, b is the (b - 1)th other group; seen from b, a is the ath.
            graph.link(router(a, (b - 1) * w.per_pair + t), router(b, a * w.per_pair + t), 1);
        }
    }
    graph
}

#[test]
fn dragonflies_match_their_graphs() {
    for (terminals, routers, global, groups) in
        [(2, 4, 2, 9), (2, 4, 2, 5), (1, 2, 1, 3), (1, 3, 2, 4), (3, 1, 4, 5), (2, 4, 2, 1), (1, 2, 1, 2), (4, 8, 4, 33)]
    {
        let ask = dragonfly(terminals, routers, global, Some(groups), terminals * routers * groups);
        let f = ask.size();
        let Wiring::Dragonfly(w) = &f.wiring else { panic!("no dragonfly") };
        let graph = dragonfly_graph(w);
        assert_eq!(f.links_named("local") + f.links_named("global"), graph.links(), "{ask:?}");
        assert!(graph.diameter() <= f.diameter, "{ask:?}");
        let full = routers * global == w.per_pair * (groups - 1) && groups > 2;
        assert!(!full || graph.diameter() == f.diameter, "{ask:?}: {} {}", graph.diameter(), f.diameter);
        for at in 0..graph.0.len() {
            assert!(graph.degree(at) + terminals <= f.levels[0].fullest && f.levels[0].fullest <= ask.radix, "{ask:?}");
        }
    }
}

/// Accelerators first, then a switch for each row and for each column.
fn hamming_graph(board: (u64, u64), boards: (u64, u64)) -> (Graph, Vec<usize>) {
    let (rows, columns) = (board.0 * boards.0, board.1 * boards.1);
    let mut graph = Graph::new((rows * columns + rows + columns) as usize);
    let at = |row: u64, column: u64| (row * columns + column) as usize;
    for (row, column) in (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column))) {
        let (row_switch, column_switch) = ((rows * columns + row) as usize, (rows * columns + rows + column) as usize);
        let edges = |place: u64, size: u64| u64::from(place.is_multiple_of(size)) + u64::from(place % size == size - 1);
        for (switch, ends) in [(row_switch, edges(column, board.1)), (column_switch, edges(row, board.0))] {
            if ends > 0 {
                graph.link(at(row, column), switch, ends);
            }
        }
        if (column + 1) % board.1 != 0 {
            graph.link(at(row, column), at(row, column + 1), 1);
        }
        if (row + 1) % board.0 != 0 {
            graph.link(at(row, column), at(row + 1, column), 1);
        }
    }
    (graph, (0..(rows * columns) as usize).collect())
}

#[test]
fn hamming_meshes_match_their_graphs() {
    for (board, boards) in [((2, 2), (2, 3)), ((1, 1), (4, 4)), ((4, 4), (2, 2)), ((2, 3), (3, 1)), ((5, 4), (1, 2)), ((3, 3), (2, 2))] {
        let f: Fabric = hamming(board, boards).size();
        let (graph, ends) = hamming_graph(board, boards);
        assert_eq!(f.all_links(), u128::from(graph.links()), "{board:?} {boards:?}");
        assert_eq!(f.diameter, graph.diameter_of(&ends), "{board:?} {boards:?}");
        assert!(ends.iter().all(|end| graph.degree(*end) == 4));
    }
}
