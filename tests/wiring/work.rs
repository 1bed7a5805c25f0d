//! Work grows with racks and bundles: calls of the sink are counted, not time. Also shapes of absurd size that nothing is placed of.

use rackwright::solve::wire::Runs;

use crate::ask::{Ask, ask, cubes, dragonfly, dragonfly_plus, extents, full_mesh, hamming, hyperx, slim_fly, some, torus};
use crate::case::calls;
use rackwright::model::tier::Topology;

/// So many racks of equal counts, from a number on.
fn racks(first: u32, racks: u32, each: u64) -> Runs {
    let mut runs = Runs::default();
    (first..first + racks).for_each(|rack| runs.push(rack, each));
    runs
}

fn bounded(what: &str, calls: u64, most: u64) {
    assert!(calls <= most, "{what}: {calls} calls, at most {most}");
}

#[test]
fn a_torus_in_cubes_takes_some_calls_a_rack() {
    let racks_of_cubes = racks(0, 4096, 64);
    let plain = calls(&cubes(&[64, 64, 64], 4, None), &racks_of_cubes, &[]);
    bounded("64^3 in cubes of 4", plain, 4096 * (3 + 3));
    // 48 places, a switch each, in 6 racks.
    let circuits = calls(&cubes(&[64, 64, 64], 4, Some(2 * 4096)), &racks_of_cubes, &[racks(4096, 6, 8)]);
    bounded("64^3 in cubes of 4 with circuits", circuits, 4096 * (3 + 6));
    // A rack ends in the middle of each cube: 128 and 64 endpoints by turns would be aligned, 96 never is.
    let torn = calls(&cubes(&[64, 64, 64], 4, Some(2 * 4096)), &racks(0, 2731, 96), &[racks(4096, 6, 8)]);
    bounded("64^3 with cubes torn apart", torn, 2731 * 2 * (6 + 6 * 6));
}

#[test]
fn a_torus_row_by_row_takes_some_calls_a_rack() {
    bounded("64^3, a row in each rack", calls(&torus(&[64, 64, 64]), &racks(0, 4096, 64), &[]), 4096 * 2 * 3 * 2);
    bounded("64^3, 1000 endpoints a rack", calls(&torus(&[64, 64, 64]), &racks(0, 263, 1000), &[]), 263 * 2 * 3 * 2);
}

#[test]
fn a_dragonfly_takes_a_call_for_each_pair_of_groups() {
    let full = dragonfly(16, 32, 16, Some(500), 500 * 512);
    let aligned = calls(&full, &racks(0, 500, 512), &[racks(0, 500, 32)]);
    bounded("500 groups, one a rack", aligned, 500 * 499 / 2 + 2 * 500);
    // Four racks a group, one link between two groups: still one call.
    let quarters = calls(&full, &racks(0, 2000, 128), &[racks(0, 2000, 8)]);
    bounded("500 groups, four racks each", quarters, 500 * 499 / 2 + 500 * 10 + 2000);
    let few = calls(&full, &racks(0, 10, 25_600), &[racks(0, 10, 1600)]);
    bounded("500 groups in ten racks", few, 45 + 30);
}

#[test]
fn a_dragonfly_with_spines_takes_a_call_for_each_pair_of_groups() {
    let full = dragonfly_plus(64, 32, 32, 500 * 1024);
    let aligned = calls(&full, &racks(0, 500, 1024), &[racks(0, 500, 32), racks(0, 500, 32)]);
    bounded("500 groups, one a rack", aligned, 500 * 499 / 2 + 2 * 500);
}

#[test]
fn a_hyperx_takes_a_call_for_each_pair_of_racks_in_a_line() {
    let full = hyperx(&[64, 64], &[], 8);
    let lines = calls(&full, &racks(0, 64, 512), &[racks(0, 64, 64)]);
    bounded("64 x 64, a line in each rack", lines, 64 + 64 + 64 * 63 / 2);
    let deep = calls(&hyperx(&[16, 16, 16], &[], 8), &racks(0, 4096, 8), &[racks(0, 4096, 1)]);
    bounded("16^3, a switch in each rack", deep, 4096 + 3 * 256 * 120);
}

#[test]
fn a_hamming_mesh_takes_some_calls_a_board() {
    // 64 rows and columns of switches each, two rows a switch; four boards a rack.
    let boards = calls(&Ask { radix: 128, ..hamming((2, 2), (32, 32)) }, &racks(0, 256, 16), &[racks(256, 4, 8), racks(260, 4, 8)]);
    bounded("32 x 32 boards", boards, 256 * 4);
}

#[test]
fn a_slim_fly_takes_a_call_for_each_pair_of_columns() {
    let columns = calls(&slim_fly(37, None, 100, 2 * 37 * 37), &racks(0, 74, 37), &[racks(0, 74, 37)]);
    bounded("q = 37, a column in each rack", columns, 74 + 74 + 37 * 37);
    let torn = calls(&slim_fly(37, None, 100, 2 * 37 * 37), &racks(0, 74, 37), &[racks(0, 69, 40)]);
    bounded("q = 37, columns torn apart", torn, 2 * 74 + 3 * 74 + 37 * 37 * 4);
}

#[test]
fn a_full_mesh_takes_a_call_for_each_pair_of_racks() {
    bounded("72,000 endpoints", calls(&full_mesh(72_000), &racks(0, 100, 720), &[]), 100 * 101 / 2);
}

/// Nothing but one endpoint is placed, in shapes nobody can build.
#[test]
fn what_is_nowhere_takes_no_time() {
    let one = racks(0, 1, 1);
    let shapes = [
        ask(Topology::Torus { sizes: extents(&[1_000_000, 1_000_000]), cube: None, circuit_switch: None, circuit_ports: None }, 1),
        ask(Topology::Torus { sizes: extents(&[900_000, 900_000]), cube: Some(some(3)), circuit_switch: None, circuit_ports: None }, 1),
        cubes(&[900_000, 900_000], 9000, Some(1_000_000)),
        dragonfly(1, 1000, 900_000, Some(900_000_000), 1),
        ask(Topology::HyperX { sizes: extents(&[400_000, 400_000]), parallel: Vec::new(), terminals: some(9) }, 1),
        Ask { links: 4, ..ask(Topology::HammingMesh { board: (some(30_000), some(3)), boards: (some(1000), some(7000)) }, 1) },
        ask(Topology::SlimFly { q: some(99_991), terminals: None }, 1),
        ask(Topology::DragonflyPlus { leafs: some(500_000), spines: some(500_000), groups: Some(some(1_000_000)) }, 1),
    ];
    for shape in shapes {
        let shape = Ask { endpoints: 1, links: 8, radix: 1_000_000, ..shape };
        bounded("nothing placed", calls(&shape, &one, &[]), 30);
        bounded("switches placed here and there", calls(&shape, &one, &[racks(0, 5, 7), racks(5, 5, 3)]), 1000);
    }
}
