//! Any disk, on which somebody else makes one change just before a chosen call.

use rackwright::io::vfs::{Contents, LockAttempt, NewFile, Stat, Vfs};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

type Change = Box<dyn FnMut() + Send>;

struct Meddler {
    at: usize,
    change: Change,
    calls: Vec<&'static str>,
}

pub struct MeddlingFs {
    disk: Arc<dyn Vfs>,
    meddler: Arc<Mutex<Meddler>>,
}

impl MeddlingFs {
    /// `change` runs before call number `at`, counted from 0.
    pub fn new(disk: Arc<dyn Vfs>, at: usize, change: Change) -> MeddlingFs {
        let meddler = Meddler { at, change, calls: Vec::new() };
        MeddlingFs { disk, meddler: Arc::new(Mutex::new(meddler)) }
    }

    pub fn calls(&self) -> Vec<&'static str> {
        self.meddler.lock().expect("not poisoned").calls.clone()
    }

    fn before(&self, name: &'static str) -> &dyn Vfs {
        step(&self.meddler, name);
        self.disk.as_ref()
    }
}

fn step(meddler: &Mutex<Meddler>, name: &'static str) {
    let mut meddler = meddler.lock().expect("not poisoned");
    if meddler.calls.len() == meddler.at {
        (meddler.change)();
    }
    meddler.calls.push(name);
}

impl Vfs for MeddlingFs {
    fn stat(&self, path: &Path) -> io::Result<Stat> {
        self.before("stat").stat(path)
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        self.before("read_link").read_link(path)
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        self.before("canonicalize").canonicalize(path)
    }

    fn read(&self, path: &Path, cap: u64) -> io::Result<Contents> {
        self.before("read").read(path, cap)
    }

    fn check_writable(&self, path: &Path) -> io::Result<()> {
        self.before("check_writable").check_writable(path)
    }

    fn create_new(&self, path: &Path, mode: u32) -> io::Result<Box<dyn NewFile>> {
        let file = self.before("create_new").create_new(path, mode)?;
        Ok(Box::new(MeddlingFile { file, meddler: Arc::clone(&self.meddler) }))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.before("rename").rename(from, to)
    }

    fn hard_link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.before("hard_link").hard_link(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.before("remove").remove(path)
    }

    fn fsync_dir(&self, dir: &Path) -> io::Result<()> {
        self.before("fsync_dir").fsync_dir(dir)
    }

    fn list_dir(&self, dir: &Path) -> io::Result<Vec<OsString>> {
        self.before("list_dir").list_dir(dir)
    }

    fn try_lock(&self, path: &Path, text: &str) -> io::Result<LockAttempt> {
        self.before("try_lock").try_lock(path, text)
    }
}

struct MeddlingFile {
    file: Box<dyn NewFile>,
    meddler: Arc<Mutex<Meddler>>,
}

impl NewFile for MeddlingFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        step(&self.meddler, "write");
        self.file.write(bytes)
    }

    fn set_mode(&mut self, mode: u32) -> io::Result<()> {
        step(&self.meddler, "set_mode");
        self.file.set_mode(mode)
    }

    fn set_owner(&mut self, uid: u32, gid: u32) -> io::Result<()> {
        step(&self.meddler, "set_owner");
        self.file.set_owner(uid, gid)
    }

    fn fsync(&mut self) -> io::Result<()> {
        step(&self.meddler, "fsync");
        self.file.fsync()
    }

    fn stat(&mut self) -> io::Result<Stat> {
        step(&self.meddler, "fstat");
        self.file.stat()
    }
}
