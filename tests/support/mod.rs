//! What the fault tests share: a simulated disk, its crash states, a disk on which somebody else is
//! at work too, a scratch folder and a seed. Not tests.

pub mod crash;
pub mod meddling_fs;
pub mod random;
pub mod scratch;
pub mod sim_fs;
