//! Running the binary: a desk is a folder of its own, a call is one run in it, ended is what came of it.

use std::ffi::OsStr;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::scratch::Scratch;

pub const OK: i32 = 0;
pub const FINDINGS: i32 = 1;
pub const USAGE: i32 = 2;
pub const BAD_INPUT: i32 = 3;
pub const IO: i32 = 4;
pub const CONFLICT: i32 = 5;

/// No run may take longer; one that waits for something waits for ever.
const LIMIT: Duration = Duration::from_secs(30);
/// The longest line a message may have.
const LONGEST: usize = 200;

/// A folder of its own, in which the binary runs.
pub struct Desk {
    pub scratch: Scratch,
}

impl Desk {
    pub fn new() -> Self {
        Self { scratch: Scratch::new() }
    }

    /// A desk with a copy of an embedded plan.
    pub fn with_preset(name: &str) -> Self {
        let desk = Self::new();
        desk.run(["presets", "copy", name]).exits(OK);
        desk
    }

    pub fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.scratch.path(name)
    }

    /// Writes a file, over an older one too.
    pub fn file(&self, name: impl AsRef<Path>, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("in a folder")).expect("a folder");
        self.scratch.file(path, text.as_ref())
    }

    pub fn read(&self, name: impl AsRef<Path>) -> String {
        fs::read_to_string(self.path(name)).expect("readable text")
    }

    pub fn call<I: IntoIterator<Item = impl AsRef<OsStr>>>(&self, args: I) -> Call {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rackwright"));
        command.args(args).env_clear().current_dir(self.scratch.dir()).stdin(Stdio::null());
        Call { command, input: Vec::new() }
    }

    pub fn run<I: IntoIterator<Item = impl AsRef<OsStr>>>(&self, args: I) -> Ended {
        self.call(args).run()
    }
}

/// One run that has not begun.
pub struct Call {
    command: Command,
    input: Vec<u8>,
}

impl Call {
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub fn input(mut self, bytes: impl AsRef<[u8]>) -> Self {
        self.command.stdin(Stdio::piped());
        self.input = bytes.as_ref().to_vec();
        self
    }

    pub fn stdout(mut self, to: impl Into<Stdio>) -> Ended {
        self.command.stdout(to).stderr(Stdio::piped());
        self.finish()
    }

    pub fn stderr(mut self, to: impl Into<Stdio>) -> Ended {
        self.command.stdout(Stdio::piped()).stderr(to);
        self.finish()
    }

    pub fn run(self) -> Ended {
        self.stderr(Stdio::piped())
    }

    /// Starts it and leaves it running, its output to be read by the caller.
    pub fn start(mut self) -> Child {
        self.command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary starts")
    }

    fn finish(mut self) -> Ended {
        let shown = format!("{:?}", self.command);
        let mut child = self.command.spawn().expect("the binary starts");
        if let Some(mut stdin) = child.stdin.take() {
            // Whoever refuses early reads nothing.
            let _ = stdin.write_all(&self.input);
        }
        ended(shown, child)
    }
}

/// Waits for a run that was started.
pub fn ended(shown: String, mut child: Child) -> Ended {
    let out = child.stdout.take().map(reader);
    let err = child.stderr.take().map(reader);
    let status = within_limit(&shown, &mut child);
    let text = |thread: Option<JoinHandle<Vec<u8>>>| {
        let bytes = thread.map(|thread| thread.join().expect("read to its end")).unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_else(|_| panic!("{shown}: output that is not UTF-8"))
    };
    let (out, err) = (text(out), text(err));
    let code = status.code().unwrap_or_else(|| panic!("{shown}: {status}\n{err}"));
    assert!(!err.contains("panicked at"), "{shown}: {err}");
    Ended { shown, code, out, err }
}

fn reader(mut stream: impl Read + Send + 'static) -> JoinHandle<Vec<u8>> {
    let read = move || {
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("readable");
        bytes
    };
    thread::Builder::new().name("reader".to_string()).spawn(read).expect("a thread")
}

fn within_limit(shown: &str, child: &mut Child) -> ExitStatus {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().expect("a child") {
            return status;
        }
        if start.elapsed() > LIMIT {
            let _ = child.kill();
            panic!("{shown}: still running after {LIMIT:?}");
        }
        thread::sleep(Duration::from_millis(1));
    }
}

/// What came of a run.
#[derive(Debug, PartialEq)]
pub struct Ended {
    shown: String,
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ended {
    /// Every failure says why, in lines that fit.
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}\n{}{}", self.shown, self.out, self.err);
        let told = if self.err.is_empty() { &self.out } else { &self.err };
        assert!(code == OK || !told.trim().is_empty(), "{}: exit {code} without a word", self.shown);
        if code != USAGE {
            let long = self.err.lines().find(|line| line.chars().count() > LONGEST);
            assert_eq!(long, None, "{}: a line above {LONGEST} characters", self.shown);
        }
        self
    }

    /// Each of the words stands in the output.
    pub fn says<'w>(self, words: impl IntoIterator<Item = &'w str>) -> Self {
        for word in words {
            assert!(self.out.contains(word), "{}: no {word:?} in\n{}{}", self.shown, self.out, self.err);
        }
        self
    }

    /// Each of the words stands in what is said on standard error.
    pub fn complains<'w>(self, words: impl IntoIterator<Item = &'w str>) -> Self {
        for word in words {
            assert!(self.err.contains(word), "{}: no {word:?} in\n{}{}", self.shown, self.out, self.err);
        }
        self
    }

    /// Nothing on standard error.
    pub fn calm(self) -> Self {
        assert_eq!(self.err, "", "{}", self.shown);
        self
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{}: {error}\n{}", self.shown, self.out))
    }

    pub fn lines(&self) -> Vec<&str> {
        self.out.lines().collect()
    }
}
