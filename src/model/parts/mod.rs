//! The parts of the catalogue: what can be bought or built, each number with its range and source. No arithmetic.

mod compute;
mod interconnect;
mod place;
mod plant;
mod rack;
mod source;
mod switch;

pub use compute::{Accelerator, Memory};
pub use interconnect::{Family, Interconnect, Laser, LaserPlace, Maturity, ReplacedUnit, Stock};
pub use place::{Economics, Region};
pub use plant::{Cooling, LoadPoint, PowerChain, Stage, StagePlace};
pub use rack::{Blade, Fitted, Frame, Nics, System};
pub use source::{Fact, Source};
pub use switch::{Radix, Switch, SwitchKind};
