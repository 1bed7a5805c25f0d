//! Random edits of the kind a hand makes: racks are moved, turned, named, copied, deleted.

use rackwright::edit::Edit;
use rackwright::model::geometry::{Facing, Point};
use rackwright::model::plan::{Plan, Subject, Waiver};
use rackwright::model::racks::RackId;
use rackwright::model::text::{Id, Name, Text};

use crate::random::Random;

fn rack(plan: &Plan, random: &mut Random) -> RackId {
    let place = random.below(plan.racks.len());
    plan.racks.at(place).expect("inside").id
}

/// Up to three racks, each once.
fn racks(plan: &Plan, random: &mut Random) -> Vec<RackId> {
    let mut racks: Vec<RackId> = (0..=random.below(3)).map(|_| rack(plan, random)).collect();
    racks.sort_unstable();
    racks.dedup();
    racks
}

fn step(random: &mut Random) -> i64 {
    let steps = [-12_000, -600, -137, -1, 0, 1, 250, 600, 3_000, 40_000];
    steps[random.below(steps.len())]
}

/// Mostly what a hand with a mouse does; now and then something that asks for a full solve.
pub fn edit(plan: &Plan, random: &mut Random) -> Edit {
    let facing = [Facing::North, Facing::East, Facing::South, Facing::West];
    match random.below(100) {
        0..70 => Edit::MoveRacks { racks: racks(plan, random), by_mm: Point::new(step(random), step(random)).expect("small") },
        70..80 => Edit::FaceRacks { racks: racks(plan, random), facing: facing[random.below(4)] },
        80..88 => {
            let name = Name::new(&format!("R{}", random.below(5_000))).expect("a name");
            Edit::RenameRacks { racks: vec![rack(plan, random)], name, count_on: true }
        }
        88..92 => Edit::AddWaiver {
            waiver: Waiver {
                rule: Id::new("overlap").expect("an id"),
                subjects: vec![Subject::Rack { id: rack(plan, random) }],
                comment: Text::new("seen").expect("a text"),
            },
        },
        92..97 => Edit::SetTitle { title: Text::new("another title").expect("a text") },
        97..99 => Edit::DuplicateRacks { racks: vec![rack(plan, random)], by_mm: Point::new(600, 0).expect("small") },
        _ => Edit::DeleteRacks { racks: vec![rack(plan, random)] },
    }
}
