//! The only room that names `std::fs`: reading, checking and saving files. Not what a plan means.

pub mod crc32c;
pub mod lock;
pub mod read;
pub mod real_fs;
pub mod replace;
pub mod ron_tree;
pub mod vfs;
pub mod decode;
pub mod problem;
pub mod header;
pub mod seal;
pub mod catalog_file;
pub mod plan_file;
pub mod identity;
pub mod layers;
pub mod presets;
pub mod store;
pub mod export;
