//! Where things stand on the floor: points in millimetres, facings, rectangles. Plans are drawn with x to the east and y to the south.

use serde::{Deserialize, Serialize};

use super::counts::Whole;
use super::describe::{Describe, Shape, words};
use super::numbers::Numbers;

/// A coordinate in millimetres: ten kilometres each way, so that sums never overflow.
pub type Coordinate = Whole<-10_000_000, 10_000_000>;

/// A point on the floor, or a step between two: `(x, y)` in millimetres.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Point(pub Coordinate, pub Coordinate);

impl Point {
    /// `None` outside the ten kilometres.
    pub fn new(x: i64, y: i64) -> Option<Self> {
        Some(Self(Coordinate::new(x)?, Coordinate::new(y)?))
    }

    pub fn x(self) -> i64 {
        self.0.get()
    }

    pub fn y(self) -> i64 {
        self.1.get()
    }

    /// `None` where the sum leaves the ten kilometres.
    pub fn plus(self, step: Point) -> Option<Self> {
        Self::new(self.x() + step.x(), self.y() + step.y())
    }

    /// The step from `other` to here.
    pub fn minus(self, other: Point) -> Option<Self> {
        Self::new(self.x() - other.x(), self.y() - other.y())
    }

    /// This step, so many times.
    pub fn times(self, count: u64) -> Option<Self> {
        let count = i64::try_from(count).ok()?;
        Self::new(self.x().checked_mul(count)?, self.y().checked_mul(count)?)
    }
}

impl Describe for Point {
    fn shape() -> Shape {
        Shape::Tuple(vec![Coordinate::shape(), Coordinate::shape()])
    }
}

impl Numbers for Point {}

words! {
    /// Where the front of a rack looks.
    pub enum Facing default South {
        /// Up on the plan, to smaller y.
        North = "north",
        /// Right on the plan, to larger x.
        East = "east",
        /// Down on the plan, to larger y.
        South = "south",
        /// Left on the plan, to smaller x.
        West = "west",
    }
}

impl Facing {
    /// A quarter turn clockwise on the plan.
    pub fn turned(self) -> Self {
        match self {
            Self::North => Self::East,
            Self::East => Self::South,
            Self::South => Self::West,
            Self::West => Self::North,
        }
    }

    /// Whether width runs along y.
    pub fn is_sideways(self) -> bool {
        matches!(self, Self::East | Self::West)
    }
}
