//! The thread that touches files, and the threads that wait for a file dialog. Jobs go in, answers come out, the window is woken; it never waits.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::Builder;
use std::time::{Duration, Instant};

use super::jobs::{self, Answer, Job};
use crate::io::vfs::Vfs;
use crate::ui::ctx::Purpose;

/// A dialog that says "cancelled" sooner than a person could has not been shown.
const TOO_SOON: Duration = Duration::from_millis(150);

/// Whether there are file dialogs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialogs {
    System,
    /// Paths are typed: for tests and for people who want it so.
    None,
}

/// What came of a file dialog.
#[derive(Debug)]
pub enum Chosen {
    Path(PathBuf),
    Cancelled,
    /// No dialog service answered.
    NoService,
}

/// Everything the threads send back.
#[derive(Debug)]
pub enum Reply {
    Done(Box<Answer>),
    /// The number tells a dialog from an older one.
    Chosen(u64, Purpose, Chosen),
}

/// The window's end of the threads.
pub struct Worker {
    jobs: Sender<Job>,
    replies: Receiver<Reply>,
    sender: Sender<Reply>,
    wake: egui::Context,
    dialogs: u64,
}

impl Worker {
    pub fn start(fs: Arc<dyn Vfs>, who: String, wake: &egui::Context) -> Result<Self, String> {
        let (jobs, inbox) = channel::<Job>();
        let (sender, replies) = channel();
        let (out, waker) = (sender.clone(), wake.clone());
        let work = move || {
            for job in inbox {
                let answer = jobs::run(fs.as_ref(), &who, job);
                if out.send(Reply::Done(Box::new(answer))).is_err() {
                    return;
                }
                waker.request_repaint();
            }
        };
        Builder::new().name("rackwright-files".to_string()).spawn(work).map_err(|error| error.to_string())?;
        Ok(Self { jobs, replies, sender, wake: wake.clone(), dialogs: 0 })
    }

    /// `false` if the thread is gone, which only a panic in it can do.
    pub fn send(&self, job: Job) -> bool {
        self.jobs.send(job).is_ok()
    }

    pub fn take(&self) -> Option<Reply> {
        self.replies.try_recv().ok()
    }

    /// Asks for a path; the number comes back with the answer.
    pub fn ask_path(&mut self, purpose: Purpose, start: Option<PathBuf>) -> Result<u64, String> {
        self.dialogs += 1;
        let (number, out, wake) = (self.dialogs, self.sender.clone(), self.wake.clone());
        let ask = move || {
            let chosen = choose(purpose, start);
            // A window that is gone needs no answer.
            let _ = out.send(Reply::Chosen(number, purpose, chosen));
            wake.request_repaint();
        };
        let spawned = Builder::new().name("rackwright-dialog".to_string()).spawn(ask);
        spawned.map(|_| number).map_err(|error| error.to_string())
    }
}

fn choose(purpose: Purpose, start: Option<PathBuf>) -> Chosen {
    let ending = start.as_ref().and_then(|path| path.extension()).map(|ending| ending.to_string_lossy().into_owned());
    let dialog = match ending {
        Some(ending) if purpose == Purpose::Export => rfd::FileDialog::new().add_filter(ending.to_uppercase(), &[ending]),
        _ if purpose == Purpose::Racks => rfd::FileDialog::new().add_filter("Table of racks", &["csv", "tsv", "txt"]),
        _ => rfd::FileDialog::new().add_filter("Rackwright plan", &["ron"]),
    };
    let folder = start.as_ref().and_then(|path| path.parent());
    let dialog = folder.into_iter().fold(dialog, |dialog, folder| dialog.set_directory(folder));
    let name =
        start.as_ref().and_then(|path| path.file_name()).map_or_else(|| "plan.ron".to_string(), |name| name.to_string_lossy().into_owned());
    let asked = Instant::now();
    let path = match purpose {
        Purpose::Open => dialog.set_title("Open a plan").pick_file(),
        Purpose::Insert => dialog.set_title("Insert a plan").pick_file(),
        Purpose::Racks => dialog.set_title("Take racks from a table").pick_file(),
        Purpose::SaveAs => dialog.set_title("Save the plan as").set_file_name(name).save_file(),
        Purpose::Export => dialog.set_title("Export").set_file_name(name).save_file(),
    };
    match path {
        Some(path) => Chosen::Path(path),
        None if asked.elapsed() < TOO_SOON => Chosen::NoService,
        None => Chosen::Cancelled,
    }
}
