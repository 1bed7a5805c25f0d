//! A disk in memory behind the product's file trait: it logs every call, fails the one it is told
//! to, writes short, and keeps what a power cut would need to know (see `crash.rs`).
//! Simplified: absolute paths, links only in the last place, locks that are not files.

use rackwright::io::vfs::{Contents, HeldLock, Kind, LockAttempt, NewFile, Stat, Vfs};
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

pub const ENOENT: i32 = 2;
pub const EINTR: i32 = 4;
pub const EIO: i32 = 5;
pub const EACCES: i32 = 13;
pub const EEXIST: i32 = 17;
pub const ENOTDIR: i32 = 20;
pub const EISDIR: i32 = 21;
pub const EMFILE: i32 = 24;
pub const ENOSPC: i32 = 28;
pub const EROFS: i32 = 30;
pub const EOPNOTSUPP: i32 = 95;
pub const EDQUOT: i32 = 122;

/// One change of the disk, in the order in which the calls were made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Op {
    Create { path: PathBuf, node: usize },
    Write { node: usize, offset: usize, bytes: Vec<u8> },
    SetMode { node: usize, mode: u32 },
    Fsync { node: usize },
    Rename { from: PathBuf, to: PathBuf },
    HardLink { from: PathBuf, to: PathBuf },
    Remove { path: PathBuf },
    FsyncDir { dir: PathBuf },
}

#[derive(Clone, Copy, Debug)]
pub struct Fault {
    /// The call that fails, counted from 0.
    pub at: usize,
    pub errno: i32,
    /// All later calls fail as well.
    pub for_good: bool,
    /// The call does its work and then reports failure.
    pub done_anyway: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Node {
    pub kind: Kind2,
    pub data: Vec<u8>,
    pub mode: u32,
    pub mtime_ns: i128,
    pub owner: (u32, u32),
}

/// `Kind` with an order, and with the path of a link.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind2 {
    File,
    Directory,
    Link(PathBuf),
    Fifo,
}

/// Names and what they stand for; a name holds an index into the nodes.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Image {
    pub names: BTreeMap<PathBuf, usize>,
    pub nodes: Vec<Node>,
}

/// How this disk behaves, apart from faults.
#[derive(Clone, Debug)]
pub struct Habits {
    /// Most bytes that one write takes.
    pub write_limit: usize,
    pub hard_links: bool,
    /// Reports success without doing it: the disk that the crash checker must expose.
    pub ignores_fsync: bool,
    pub ignores_fsync_dir: bool,
    pub umask: u32,
    /// Nothing in these folders can be made, renamed or removed.
    pub closed_dirs: BTreeSet<PathBuf>,
    /// Bytes by which a file grows while it is read, and how many more times.
    pub grows: (usize, u32),
    /// Owner of what is created, and whether files can be given to others.
    pub user: (u32, u32),
    pub may_give_away: bool,
}

#[derive(Debug)]
pub struct Disk {
    pub now: Image,
    /// What was there, and durable, when the log began.
    pub start: Image,
    pub log: Vec<Op>,
    /// The name of every call, failed ones too.
    pub calls: Vec<&'static str>,
    pub fault: Option<Fault>,
    pub fired: bool,
    pub habits: Habits,
    locks: BTreeMap<PathBuf, String>,
    clock_ns: i128,
}

#[derive(Clone)]
pub struct SimFs(Arc<Mutex<Disk>>);

impl SimFs {
    /// An empty disk with one folder, `/d`.
    pub fn new() -> SimFs {
        let sim = SimFs::from_image(Image::default());
        sim.put("/d", Kind2::Directory, b"", 0o755);
        sim
    }

    pub fn from_image(image: Image) -> SimFs {
        let habits = Habits {
            write_limit: usize::MAX,
            hard_links: true,
            ignores_fsync: false,
            ignores_fsync_dir: false,
            umask: 0o022,
            closed_dirs: BTreeSet::new(),
            grows: (0, 0),
            user: (1000, 1000),
            may_give_away: false,
        };
        SimFs(Arc::new(Mutex::new(Disk {
            start: image.clone(),
            now: image,
            log: Vec::new(),
            calls: Vec::new(),
            fault: None,
            fired: false,
            habits,
            locks: BTreeMap::new(),
            clock_ns: 1_000_000_000,
        })))
    }

    pub fn disk(&self) -> MutexGuard<'_, Disk> {
        self.0.lock().expect("no test panics while it holds the disk")
    }

    /// Puts a durable node there, behind the back of log, calls and faults.
    pub fn put(&self, path: &str, kind: Kind2, data: &[u8], mode: u32) {
        let mut disk = self.disk();
        let (mtime_ns, owner) = (disk.tick(), disk.habits.user);
        let node = Node { kind, data: data.to_vec(), mode, mtime_ns, owner };
        disk.now.nodes.push(node);
        let index = disk.now.nodes.len() - 1;
        disk.now.names.insert(PathBuf::from(path), index);
        disk.begin_log();
    }

    pub fn put_file(&self, path: &str, data: &[u8]) {
        self.put(path, Kind2::File, data, 0o644);
    }

    pub fn take_away(&self, path: &str) {
        let mut disk = self.disk();
        disk.now.names.remove(Path::new(path));
        disk.begin_log();
    }

    pub fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        self.disk().now.file(path).map(|node| node.data.clone())
    }

    pub fn temps(&self) -> Vec<PathBuf> {
        let is_temp = |path: &&PathBuf| path.to_string_lossy().ends_with(".tmp");
        self.disk().now.names.keys().filter(is_temp).cloned().collect()
    }

    fn call<T>(&self, name: &'static str, work: impl FnOnce(&mut Disk) -> io::Result<T>) -> io::Result<T> {
        let mut disk = self.disk();
        let number = disk.calls.len();
        disk.calls.push(name);
        let fault = disk.fault.filter(|f| number == f.at || (f.for_good && number > f.at));
        disk.fired |= fault.is_some();
        match fault {
            None => work(&mut disk),
            Some(fault) if fault.done_anyway => work(&mut disk).and_then(|_| fail(fault.errno)),
            Some(fault) => fail(fault.errno),
        }
    }
}

impl Image {
    /// The regular file of that name, without following links.
    pub fn file(&self, path: &str) -> Option<&Node> {
        let node = &self.nodes[*self.names.get(Path::new(path))?];
        (node.kind == Kind2::File).then_some(node)
    }
}

impl Disk {
    /// Everything so far is durable.
    pub fn begin_log(&mut self) {
        self.start = self.now.clone();
        self.log.clear();
    }

    fn tick(&mut self) -> i128 {
        self.clock_ns += 1_000_000;
        self.clock_ns
    }

    fn index(&self, path: &Path) -> io::Result<usize> {
        if let Some(index) = self.now.names.get(&tidy(path)) {
            return Ok(*index);
        }
        let above = path.parent().and_then(|dir| self.now.names.get(&tidy(dir)));
        match above.map(|index| &self.now.nodes[*index].kind) {
            Some(Kind2::File | Kind2::Fifo) => fail(ENOTDIR),
            _ => fail(ENOENT),
        }
    }

    fn stat(&self, index: usize) -> Stat {
        let node = &self.now.nodes[index];
        Stat {
            kind: match node.kind {
                Kind2::File => Kind::File,
                Kind2::Directory => Kind::Directory,
                Kind2::Link(_) => Kind::Symlink,
                Kind2::Fifo => Kind::Fifo,
            },
            len: node.data.len() as u64,
            mtime_ns: node.mtime_ns,
            inode: index as u64 + 1,
            device: 1,
            mode: node.mode,
            uid: node.owner.0,
            gid: node.owner.1,
        }
    }

    /// The index of `path` with links followed in the last place, and the path behind them.
    fn follow(&self, path: &Path) -> io::Result<(usize, PathBuf)> {
        let mut at = tidy(path);
        for _ in 0..40 {
            let index = self.index(&at)?;
            match &self.now.nodes[index].kind {
                Kind2::Link(to) => at = tidy(&at.parent().expect("not the root").join(to)),
                _ => return Ok((index, at)),
            }
        }
        fail(40)
    }

    fn open_dir_of(&self, path: &Path) -> io::Result<()> {
        let dir = tidy(path.parent().expect("not the root"));
        if self.habits.closed_dirs.contains(&dir) {
            return fail(EACCES);
        }
        self.index(&dir).map(drop)
    }

    fn create(&mut self, path: &Path, mode: u32) -> io::Result<usize> {
        if self.now.names.contains_key(&tidy(path)) {
            return fail(EEXIST);
        }
        self.open_dir_of(path)?;
        let mode = mode & !self.habits.umask;
        let (mtime_ns, owner) = (self.tick(), self.habits.user);
        self.now.nodes.push(Node { kind: Kind2::File, data: Vec::new(), mode, mtime_ns, owner });
        let node = self.now.nodes.len() - 1;
        self.now.names.insert(tidy(path), node);
        // A crash state starts from these nodes too: empty, as created.
        self.start.nodes.push(self.now.nodes[node].clone());
        self.log.push(Op::Create { path: tidy(path), node });
        Ok(node)
    }

    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        let node = self.index(from)?;
        self.open_dir_of(to)?;
        if let Ok(there) = self.index(to) {
            if self.now.nodes[there].kind == Kind2::Directory {
                return fail(EISDIR);
            }
            if there == node {
                return Ok(()); // Two names of one file: POSIX does nothing.
            }
        }
        self.now.names.remove(&tidy(from));
        self.now.names.insert(tidy(to), node);
        self.log.push(Op::Rename { from: tidy(from), to: tidy(to) });
        Ok(())
    }

    fn hard_link(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        if !self.habits.hard_links {
            return fail(EOPNOTSUPP);
        }
        let node = self.index(from)?;
        self.open_dir_of(to)?;
        if self.now.names.contains_key(&tidy(to)) {
            return fail(EEXIST);
        }
        self.now.names.insert(tidy(to), node);
        self.log.push(Op::HardLink { from: tidy(from), to: tidy(to) });
        Ok(())
    }

    fn remove(&mut self, path: &Path) -> io::Result<()> {
        let node = self.index(path)?;
        self.open_dir_of(path)?;
        if self.now.nodes[node].kind == Kind2::Directory {
            return fail(EISDIR);
        }
        self.now.names.remove(&tidy(path));
        self.log.push(Op::Remove { path: tidy(path) });
        Ok(())
    }

    fn read(&mut self, path: &Path, cap: u64) -> io::Result<Contents> {
        let (index, _) = self.follow(path)?;
        let before = self.stat(index);
        let (more, times) = self.habits.grows;
        if times > 0 {
            let now = self.tick();
            self.habits.grows.1 -= 1;
            self.now.nodes[index].data.extend(vec![b'+'; more]);
            self.now.nodes[index].mtime_ns = now;
        }
        let data = &self.now.nodes[index].data;
        let end = data.len().min(usize::try_from(cap).expect("fits") + 1);
        Ok(Contents { bytes: data[..end].to_vec(), before, after: self.stat(index) })
    }

    fn write(&mut self, node: usize, bytes: &[u8]) -> usize {
        let taken = &bytes[..bytes.len().min(self.habits.write_limit)];
        let now = self.tick();
        let offset = self.now.nodes[node].data.len();
        self.now.nodes[node].data.extend_from_slice(taken);
        self.now.nodes[node].mtime_ns = now;
        self.log.push(Op::Write { node, offset, bytes: taken.to_vec() });
        taken.len()
    }
}

impl Vfs for SimFs {
    fn stat(&self, path: &Path) -> io::Result<Stat> {
        self.call("stat", |disk| Ok(disk.stat(disk.index(path)?)))
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        self.call("read_link", |disk| match &disk.now.nodes[disk.index(path)?].kind {
            Kind2::Link(to) => Ok(to.clone()),
            _ => fail(22),
        })
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        self.call("canonicalize", |disk| Ok(disk.follow(path)?.1))
    }

    fn read(&self, path: &Path, cap: u64) -> io::Result<Contents> {
        self.call("read", |disk| disk.read(path, cap))
    }

    fn check_writable(&self, path: &Path) -> io::Result<()> {
        self.call("check_writable", |disk| match disk.stat(disk.index(path)?).mode & 0o200 {
            0 => fail(EACCES),
            _ => Ok(()),
        })
    }

    fn create_new(&self, path: &Path, mode: u32) -> io::Result<Box<dyn NewFile>> {
        let node = self.call("create_new", |disk| disk.create(path, mode))?;
        Ok(Box::new(SimFile { sim: self.clone(), node }))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call("rename", |disk| disk.rename(from, to))
    }

    fn hard_link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call("hard_link", |disk| disk.hard_link(from, to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.call("remove", |disk| disk.remove(path))
    }

    fn fsync_dir(&self, dir: &Path) -> io::Result<()> {
        self.call("fsync_dir", |disk| {
            if !disk.habits.ignores_fsync_dir {
                disk.log.push(Op::FsyncDir { dir: tidy(dir) });
            }
            Ok(())
        })
    }

    fn list_dir(&self, dir: &Path) -> io::Result<Vec<OsString>> {
        self.call("list_dir", |disk| {
            let inside = disk.now.names.keys().filter(|path| path.parent() == Some(dir));
            Ok(inside.filter_map(|path| path.file_name()).map(OsString::from).collect())
        })
    }

    fn try_lock(&self, path: &Path, text: &str) -> io::Result<LockAttempt> {
        self.call("try_lock", |disk| {
            disk.open_dir_of(path)?;
            if let Some(holder) = disk.locks.get(path) {
                return Ok(LockAttempt::Busy(holder.clone()));
            }
            disk.locks.insert(path.to_path_buf(), text.to_owned());
            let lock = SimLock { sim: self.clone(), path: path.to_path_buf() };
            Ok(LockAttempt::Held(Box::new(lock)))
        })
    }
}

struct SimLock {
    sim: SimFs,
    path: PathBuf,
}

impl HeldLock for SimLock {}

impl Drop for SimLock {
    fn drop(&mut self) {
        self.sim.disk().locks.remove(&self.path);
    }
}

struct SimFile {
    sim: SimFs,
    node: usize,
}

impl NewFile for SimFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.sim.call("write", |disk| Ok(disk.write(self.node, bytes)))
    }

    fn set_mode(&mut self, mode: u32) -> io::Result<()> {
        self.sim.call("set_mode", |disk| {
            disk.now.nodes[self.node].mode = mode;
            disk.log.push(Op::SetMode { node: self.node, mode });
            Ok(())
        })
    }

    fn set_owner(&mut self, uid: u32, gid: u32) -> io::Result<()> {
        self.sim.call("set_owner", |disk| {
            if !disk.habits.may_give_away {
                return fail(1);
            }
            disk.now.nodes[self.node].owner = (uid, gid);
            Ok(())
        })
    }

    fn fsync(&mut self) -> io::Result<()> {
        self.sim.call("fsync", |disk| {
            if !disk.habits.ignores_fsync {
                disk.log.push(Op::Fsync { node: self.node });
            }
            Ok(())
        })
    }

    fn stat(&mut self) -> io::Result<Stat> {
        self.sim.call("fstat", |disk| Ok(disk.stat(self.node)))
    }
}

fn fail<T>(errno: i32) -> io::Result<T> {
    Err(io::Error::from_raw_os_error(errno))
}

/// Without `.` and `..`; nothing in the middle of a path is a link here.
fn tidy(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(out.pop()),
            part => out.push(part),
        }
    }
    out
}
