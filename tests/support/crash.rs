//! What a power cut can leave of a simulated disk. After any prefix of the log, whatever has been
//! synced is there; of the rest any subset may be, in any order of arrival:
//! - a write: lost, whole, its first or last half only, or its length but zeros instead of bytes;
//! - a name made or removed: happened or not; a rename also half, with both names left.
//!
//! `fsync` of a file says nothing about its name; only `fsync` of the folder does.

use super::random::Random;
use super::sim_fs::{Disk, Image, Op};
use std::collections::BTreeSet;
use std::path::Path;

/// Distinct disks that a power cut can leave, for each prefix of the log: all of them if they are
/// few, else a random choice with the two extremes.
pub fn states_after_each_op(disk: &Disk, most: usize, random: &mut Random) -> Vec<BTreeSet<Image>> {
    (0..=disk.log.len()).map(|end| states(disk, end, most, random)).collect()
}

fn states(disk: &Disk, end: usize, most: usize, random: &mut Random) -> BTreeSet<Image> {
    let log = &disk.log[..end];
    let ways: Vec<usize> = (0..end).map(|at| ways(log, at)).collect();
    let all = ways.iter().try_fold(1usize, |product, n| product.checked_mul(*n));
    let mut images = BTreeSet::new();
    match all.filter(|count| *count <= most) {
        Some(count) => {
            for number in 0..count {
                images.insert(image(disk, log, &digits(number, &ways)));
            }
        }
        None => {
            images.insert(image(disk, log, &vec![0; end]));
            images.insert(image(disk, log, &ways.iter().map(|n| usize::from(*n > 1)).collect::<Vec<_>>()));
            for _ in 2..most {
                let choice: Vec<usize> = ways.iter().map(|n| random.below(*n)).collect();
                images.insert(image(disk, log, &choice));
            }
        }
    }
    images
}

/// In how many ways one op can have reached the disk; one way if it has been synced.
fn ways(log: &[Op], at: usize) -> usize {
    let later = &log[at + 1..];
    let file_synced = |node: usize| later.contains(&Op::Fsync { node });
    let name_synced = |path: &Path| {
        let dir = path.parent().expect("not the root").to_path_buf();
        later.contains(&Op::FsyncDir { dir })
    };
    match &log[at] {
        Op::Write { node, .. } => {
            if file_synced(*node) {
                1
            } else {
                5
            }
        }
        Op::SetMode { node, .. } => {
            if file_synced(*node) {
                1
            } else {
                2
            }
        }
        Op::Create { path, .. } | Op::Remove { path } => {
            if name_synced(path) {
                1
            } else {
                2
            }
        }
        Op::HardLink { to, .. } => {
            if name_synced(to) {
                1
            } else {
                2
            }
        }
        Op::Rename { to, .. } => {
            if name_synced(to) {
                1
            } else {
                3
            }
        }
        Op::Fsync { .. } | Op::FsyncDir { .. } => 1,
    }
}

fn digits(mut number: usize, ways: &[usize]) -> Vec<usize> {
    let digit = |n: &usize| {
        let digit = number % n;
        number /= n;
        digit
    };
    ways.iter().map(digit).collect()
}

/// The disk if every op arrives in the chosen way: 0 is not at all, 1 is whole. Synced ops have one
/// way only, and arrive.
fn image(disk: &Disk, log: &[Op], choice: &[usize]) -> Image {
    let mut image = disk.start.clone();
    // Which file a name stood for when the call was made, whatever has arrived of it.
    let mut seen = disk.start.names.clone();
    for (at, op) in log.iter().enumerate() {
        let way = if ways(log, at) == 1 { 1 } else { choice[at] };
        match op {
            Op::Create { path, node } => {
                seen.insert(path.clone(), *node);
                if way == 1 {
                    image.names.insert(path.clone(), *node);
                }
            }
            Op::Write { node, offset, bytes } => {
                arrive(&mut image.nodes[*node].data, *offset, bytes, way);
            }
            Op::SetMode { node, mode } if way == 1 => image.nodes[*node].mode = *mode,
            Op::Rename { from, to } => {
                let node = seen.remove(from).expect("renamed what was there");
                seen.insert(to.clone(), node);
                if way > 0 {
                    image.names.insert(to.clone(), node);
                }
                if way == 1 {
                    image.names.remove(from);
                }
            }
            Op::HardLink { from, to } => {
                let node = seen[from];
                seen.insert(to.clone(), node);
                if way == 1 {
                    image.names.insert(to.clone(), node);
                }
            }
            Op::Remove { path } => {
                seen.remove(path);
                if way == 1 {
                    image.names.remove(path);
                }
            }
            Op::SetMode { .. } | Op::Fsync { .. } | Op::FsyncDir { .. } => {}
        }
    }
    image
}

fn arrive(data: &mut Vec<u8>, offset: usize, bytes: &[u8], way: usize) {
    let half = bytes.len() / 2;
    let range = match way {
        0 => return,
        1 => 0..bytes.len(),
        2 => 0..half,
        3 => half..bytes.len(),
        _ => 0..0,
    };
    // The first half may come with its own length, everything else with the full one.
    let end = if way == 2 { offset + half } else { offset + bytes.len() };
    if data.len() < end {
        data.resize(end, 0);
    }
    data[offset + range.start..offset + range.end].copy_from_slice(&bytes[range]);
}
