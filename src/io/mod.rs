//! The only room that names `std::fs`: reading, checking and saving files. Not what a plan means.

pub mod catalog_file;
pub mod clip;
pub mod comparison_file;
pub mod crc32c;
pub mod decode;
pub mod export;
pub mod header;
pub mod identity;
pub mod layers;
pub mod lock;
pub mod places;
pub mod plan_file;
pub mod presets;
pub mod problem;
pub mod rack_sheet;
pub mod read;
pub mod real_fs;
pub mod recent;
pub mod recovery;
pub mod replace;
pub mod ron_tree;
pub mod seal;
pub mod store;
pub mod vfs;
