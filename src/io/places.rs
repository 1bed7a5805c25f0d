//! Where the window keeps what is no plan: its own state, recent files, recovery copies. And paths as plain text for such files.

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

/// The folder for what the window remembers, if the system has one.
pub fn state_folder(variable: &dyn Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    let absolute = |name: &str| variable(name).filter(|path| path.is_absolute());
    let base = if cfg!(windows) {
        absolute("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        absolute("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        absolute("XDG_STATE_HOME").or_else(|| absolute("HOME").map(|home| home.join(".local/state")))
    };
    base.map(|base| base.join("rackwright"))
}

/// Makes a folder with those above it, for this user alone.
pub fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// A path as printable ASCII: other bytes, and `%`, become `%XX`.
pub fn path_as_text(path: &Path) -> String {
    let mut text = String::new();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b' '..=b'~' if !matches!(byte, b'%' | b'"' | b'\\') => text.push(char::from(*byte)),
            // Writing to a String cannot fail.
            _ => drop(write!(text, "%{byte:02X}")),
        }
    }
    text
}

/// The path of such a text; `None` if it is no such text.
pub fn path_of_text(text: &str) -> Option<PathBuf> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let pair = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&pair).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    of_bytes(bytes)
}

#[cfg(unix)]
fn of_bytes(bytes: Vec<u8>) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt;
    Some(PathBuf::from(std::ffi::OsString::from_vec(bytes)))
}

#[cfg(not(unix))]
fn of_bytes(bytes: Vec<u8>) -> Option<PathBuf> {
    String::from_utf8(bytes).ok().map(PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_survive_as_text() {
        for path in ["/home/ada/plan.ron", "/tmp/a b%c\"d\\e.ron", "/tmp/zwei\nzeilen \u{e4}.ron", ""] {
            let text = path_as_text(Path::new(path));
            assert!(text.bytes().all(|byte| (b' '..=b'~').contains(&byte)), "{text}");
            assert_eq!(path_of_text(&text), Some(PathBuf::from(path)), "{text}");
        }
        assert_eq!(path_of_text("%4"), None);
        assert_eq!(path_of_text("%zz"), None);
    }
}
