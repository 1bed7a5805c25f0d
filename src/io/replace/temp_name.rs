//! The names of the files that stand beside a plan for a while: the temporary file of a save and the
//! lock file. Pure name arithmetic, no disk.

use crate::io::crc32c::crc32c;
use crate::io::vfs::resolve::folder;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// A longer name is cut and gets a checksum of the whole. Leaves room for everything around it under
/// 143 bytes, the shortest limit in use (eCryptfs); most systems allow 255.
const MOST_NAME_BYTES: usize = 80;

/// `.NAME.rackwright-PID-N.tmp`, beside the target.
pub fn temp_path(target: &Path, pid: u32, n: u64) -> PathBuf {
    let mut name = temp_prefix(target);
    name.push(format!("{pid}-{n}{TEMP_END}"));
    folder(target).join(name)
}

/// `.NAME.lock`, beside the target.
pub fn lock_path(target: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(short_name(target));
    name.push(".lock");
    folder(target).join(name)
}

/// Whether `name` is what [`temp_path`] makes for this target, by whatever process.
pub fn is_temp_of(target: &Path, name: &OsStr) -> bool {
    let prefix = temp_prefix(target);
    let rest = name.as_encoded_bytes().strip_prefix(prefix.as_encoded_bytes());
    let numbers = rest.and_then(|rest| rest.strip_suffix(TEMP_END.as_bytes()));
    let numbers = numbers.and_then(|bytes| std::str::from_utf8(bytes).ok());
    numbers.and_then(|text| text.split_once('-')).is_some_and(|(pid, n)| is_number(pid) && is_number(n))
}

const TEMP_END: &str = ".tmp";

fn temp_prefix(target: &Path) -> OsString {
    let mut name = OsString::from(".");
    name.push(short_name(target));
    name.push(".rackwright-");
    name
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn short_name(target: &Path) -> OsString {
    let name = target.file_name().unwrap_or_default();
    let bytes = name.as_encoded_bytes();
    if bytes.len() <= MOST_NAME_BYTES {
        return name.to_owned();
    }
    // Lossy is fine: the checksum over the true bytes keeps the names apart.
    let text = name.to_string_lossy();
    let start = text.get(..text.floor_char_boundary(MOST_NAME_BYTES - 9)).unwrap_or_default();
    format!("{start}~{:08x}", crc32c(bytes)).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_temp_belongs_to_one_target() {
        let temp = temp_path(Path::new("/d/plan.ron"), 12, 3);
        assert_eq!(temp, Path::new("/d/.plan.ron.rackwright-12-3.tmp"));
        let name = temp.file_name().expect("has a name");
        assert!(is_temp_of(Path::new("/d/plan.ron"), name));
        for other in ["plan.ro", "lan.ron", "plan.ron2", ".plan.ron", "plan.ron.rackwright-12"] {
            assert!(!is_temp_of(&Path::new("/d").join(other), name), "{other}");
        }
        let strange = ["", "-", "1-", "-1", "1-2-3", "a-1", "1", "+1-2", "1-2 "];
        for numbers in strange {
            let name = format!(".plan.ron.rackwright-{numbers}.tmp");
            assert!(!is_temp_of(Path::new("plan.ron"), OsStr::new(&name)), "{name}");
        }
    }

    #[test]
    fn long_names_stay_short_and_apart() {
        let (a, b) = ("規".repeat(85), format!("{}x", "規".repeat(84)));
        for name in [&a, &b] {
            let temp = temp_path(Path::new(name), u32::MAX, u64::MAX);
            let lock = lock_path(Path::new(name));
            assert!(is_temp_of(Path::new(name), temp.file_name().expect("has a name")));
            assert!(temp.as_os_str().len() <= 143 && lock.as_os_str().len() <= 143, "{temp:?}");
        }
        assert_ne!(temp_path(Path::new(&a), 1, 1), temp_path(Path::new(&b), 1, 1));
        assert_ne!(lock_path(Path::new(&a)), lock_path(Path::new(&b)));
    }

    #[test]
    fn a_name_without_a_folder_stays_in_this_one() {
        assert_eq!(lock_path(Path::new("plan.ron")), Path::new("./.plan.ron.lock"));
    }
}
