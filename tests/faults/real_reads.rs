//! Reading from the real disk: what is no plain text file of sane size is refused at once and by
//! name, and nothing blocks.

use crate::locks::make_fifo;
use crate::support::scratch::Scratch;
use rackwright::io::crc32c::crc32c;
use rackwright::io::read::{ReadCause, ReadText, read_text};
use rackwright::io::real_fs::RealFs;
use rackwright::io::vfs::advice::ProblemKind;
use rackwright::io::vfs::{Kind, Vfs};
use std::fs::{self, File};
use std::io::Write;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

/// Runs `work` on a thread of its own: a call that blocks fails the test instead of hanging it.
fn soon<T: Send + 'static>(what: &str, work: impl FnOnce() -> T + Send + 'static) -> T {
    let (sender, receiver) = mpsc::channel();
    thread::Builder::new().name(what.to_string()).spawn(move || sender.send(work())).expect("a thread");
    receiver.recv_timeout(Duration::from_secs(10)).unwrap_or_else(|_| panic!("{what} blocked"))
}

#[test]
fn what_is_no_file_is_named_and_never_opened() {
    let scratch = Scratch::new();
    make_fifo(&scratch.path("pipe"));
    fs::create_dir(scratch.path("dir")).expect("a folder");
    let _socket = UnixListener::bind(scratch.path("socket")).expect("a socket");
    std::os::unix::fs::symlink("pipe", scratch.path("link")).expect("linked");
    let cases = [
        (scratch.path("pipe"), Kind::Fifo, "a named pipe"),
        (scratch.path("link"), Kind::Fifo, "a named pipe"),
        (scratch.path("dir"), Kind::Directory, "a folder"),
        (scratch.path("socket"), Kind::Socket, "a socket"),
        (PathBuf::from("/dev/zero"), Kind::Device, "a device"),
        (PathBuf::from("/dev/tty"), Kind::Device, "a device"),
    ];
    for (path, kind, name) in cases {
        let problem = soon(name, move || read_text(&RealFs, &path)).expect_err("refused");
        assert!(matches!(problem.cause, ReadCause::NotAFile(k) if k == kind), "{problem}");
        assert!(problem.to_string().contains(&format!("is {name}, not a regular")), "{problem}");
        assert_eq!(problem.kind(), ProblemKind::Io);
    }
}

/// A pipe may take the place of a file between the look and the opening.
#[test]
fn even_an_opened_pipe_does_not_block() {
    let scratch = Scratch::new();
    let pipe = scratch.path("pipe");
    make_fifo(&pipe);
    let (read, write) = (pipe.clone(), pipe);
    let got = soon("reading a pipe", move || RealFs.read(&read, 100)).expect("opened");
    assert_eq!((got.before.kind, got.bytes.len()), (Kind::Fifo, 0));
    assert!(soon("probing a pipe", move || RealFs.check_writable(&write)).is_err());
    let zero = soon("reading a device", || RealFs.read(Path::new("/dev/zero"), 100)).expect("opened");
    assert_eq!((zero.before.kind, zero.bytes.len()), (Kind::Device, 0));
}

#[test]
fn ten_gigabytes_are_refused_at_once() {
    let scratch = Scratch::new();
    let path = scratch.path("plan.ron");
    let file = File::create(&path).expect("created");
    for len in [10 << 30, (32 << 20) + 1] {
        file.set_len(len).expect("sparse");
        let start = Instant::now();
        let problem = read_text(&RealFs, &path).expect_err("too large");
        assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
        assert!(matches!(problem.cause, ReadCause::TooLarge { len: l } if l == len), "{problem}");
        let message = problem.to_string();
        assert!(message.contains("got more than 32 MiB"), "{message}");
        assert!(message.chars().count() <= 200, "{message}");
        assert_eq!(problem.kind(), ProblemKind::BadInput);
    }
    assert_eq!(RealFs.read(&path, 1000).expect("opened").bytes.len(), 1001, "the cap and one more");
}

/// A writer that pauses half-way cannot be told from one that is done, so half a line may come, but
/// never bytes that do not fit their fingerprint.
#[test]
fn a_growing_file_never_blocks_and_never_mixes() {
    const LINE: &str = "one line of many lines\n";
    let scratch = Scratch::new();
    let path = scratch.file("plan.ron", b"");
    let stop = AtomicBool::new(false);
    let mut refused = 0;
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut file = File::options().append(true).open(&path).expect("opened");
            for _ in 0..200_000 {
                if stop.load(Ordering::Relaxed) {
                    break;
                }
                file.write_all(LINE.as_bytes()).expect("appended");
            }
        });
        for _ in 0..300 {
            match read_text(&RealFs, &path) {
                Ok(read) => {
                    let (len, whole_lines) = (read.text.len(), read.text.len() / LINE.len());
                    assert_eq!(read.text, [LINE.repeat(whole_lines).as_str(), &LINE[..len % LINE.len()]].concat());
                    assert_eq!(usize::try_from(read.fingerprint.len), Ok(len));
                    assert_eq!(read.fingerprint.checksum, crc32c(read.text.as_bytes()));
                }
                Err(problem) => {
                    assert!(matches!(problem.cause, ReadCause::Unsteady), "{problem}");
                    refused += 1;
                }
            }
        }
        stop.store(true, Ordering::Relaxed);
    });
    println!("{refused} of 300 readings refused");
    read_text(&RealFs, &path).expect("calm again");
}

#[test]
fn forty_encodings() {
    let scratch = Scratch::new();
    let path = scratch.path("plan.ron");
    let read = |bytes: &[u8]| -> Result<ReadText, String> {
        fs::write(&path, bytes).expect("written");
        read_text(&RealFs, &path).map_err(|problem| {
            assert_eq!(problem.kind(), ProblemKind::BadInput);
            problem.to_string().split_once("plan.ron").expect("the path").1.to_owned()
        })
    };
    let good: [(&[u8], &str, bool, bool); 6] = [
        (b"", "", false, false),
        (b"\xef\xbb\xbf", "", true, false),
        (b"\xef\xbb\xbf(a: 1)\r\n", "(a: 1)\r\n", true, true),
        (b"(a: 1)\r", "(a: 1)\r", false, false),
        ("größe 規模 🖥 عدد\n".as_bytes(), "größe 規模 🖥 عدد\n", false, false),
        ("\u{feff}\u{feff}a".as_bytes(), "\u{feff}a", true, false),
    ];
    for (bytes, text, had_bom, crlf) in good {
        let got = read(bytes).expect("text");
        assert_eq!((got.text.as_str(), got.had_bom, got.crlf), (text, had_bom, crlf));
        assert_eq!(got.fingerprint.checksum, crc32c(bytes), "over the bytes of the file");
        assert_eq!(usize::try_from(got.fingerprint.len), Ok(bytes.len()));
    }
    let bad: [(&[u8], &str); 10] = [
        (b"\xff\xfe(\0", ": the text is UTF-16 (little endian), allowed is UTF-8."),
        (b"\xfe\xff\0(", ": the text is UTF-16 (big endian), allowed is UTF-8."),
        (b"\xff\xfe\0\0(\0\0\0", ": the text is UTF-32 (little endian), allowed is UTF-8."),
        (b"\0\0\xfe\xff\0\0\0(", ": the text is UTF-32 (big endian), allowed is UTF-8."),
        (b"(\0a\0", ": the text is UTF-16 (little endian), allowed is UTF-8."),
        (b"caf\xe9", ":1:4: got byte 0xe9, allowed is UTF-8 text."),
        (b"a\r\nb\r\ncd\x80", ":3:3: got byte 0x80, allowed is UTF-8 text."),
        (b"\xef\xbb\xbf\xc3", ":1:1: got byte 0xc3, allowed is UTF-8 text."),
        ("規模\n\u{1f600}x\0".as_bytes(), ":2:3: got a NUL byte, allowed is UTF-8 text"),
        (b"\0\0\0\0\0\0\0\0", ":1:1: got a NUL byte, allowed is UTF-8 text"),
    ];
    for (bytes, message) in bad {
        let got = read(bytes).expect_err("refused");
        assert!(got.starts_with(message), "{got}\n{message}");
        assert!(got.ends_with('.') && got.chars().count() <= 200, "{got}");
    }
    every_cut_of_a_character_has_its_place(&read);
}

/// 2 to 4 bytes per character, each cut short in the middle and at the end of the text.
fn every_cut_of_a_character_has_its_place(read: &dyn Fn(&[u8]) -> Result<ReadText, String>) {
    for c in ['é', 'ß', '規', '\u{ffff}', '🖥', '\u{10ffff}'] {
        let whole = c.to_string().into_bytes();
        for cut in 1..whole.len() {
            for tail in ["", ")"] {
                let bytes = [b"(\n \xc3\xa4", &whole[..cut], tail.as_bytes()].concat();
                let got = read(&bytes).expect_err("cut short");
                let place = format!(":2:3: got byte 0x{:02x}", whole[0]);
                assert!(got.starts_with(&place), "{got}\n{place}");
            }
        }
    }
}
