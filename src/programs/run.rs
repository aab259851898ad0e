//! One process within bounds.
//!
//! The limits of memory, processor time and file size are set by a shell that then becomes the program: set after the
//! start they would come too late for what the program starts itself. The shell is given the program and its arguments
//! as positional parameters, so nothing in them is ever read as a command. The process leads a group of its own, and the
//! whole group is killed in the end: `soffice` is a script that starts another program, and killing the script alone
//! would leave that one at work.

use std::ffi::OsStr;
use std::io::{self, Read};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};

use crate::read::ConverterError;
use crate::text::system;

/// What a process may use.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Seconds, by the clock on the wall and by the processor.
    pub(super) seconds: u64,
    /// Bytes of address space.
    pub(super) memory: u64,
    /// Bytes of standard output, and of any file it writes.
    pub(super) output: u64,
}

/// A process to be run.
#[derive(Debug)]
pub(super) struct Run<'a> {
    /// Its name in messages.
    pub(super) program: &'static str,
    /// Where it is.
    pub(super) path: &'a Path,
    /// What it is told.
    pub(super) arguments: &'a [&'a OsStr],
    /// Where it works; also its home and its place for temporary files.
    pub(super) folder: &'a Path,
    /// Where it may look for other programs.
    pub(super) folders: &'a OsStr,
    /// What it may use.
    pub(super) limits: Limits,
}

/// Sets the limits that the system knows, then becomes the program.
const BOUNDED: &str = r#"ulimit -v "$1" || :; ulimit -t "$2" || :; ulimit -f "$3" || :; ulimit -c 0 || :
shift 3; exec "$@""#;

/// How much is kept of what a program complains about.
const COMPLAINT: u64 = 4096;

/// How a process ended.
enum End {
    Exited(ExitStatus),
    TooSlow,
    TooMuch,
}

impl Run<'_> {
    /// Runs it to its end and gives its standard output.
    pub(super) fn output(&self) -> Result<Vec<u8>, ConverterError> {
        let mut child = self.command().spawn().map_err(|error| self.not_started(&error))?;
        let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
        let overflow = AtomicBool::new(false);
        let (end, output, complaint) = thread::scope(|scope| {
            let output = scope.spawn(|| {
                let bytes = gather(stdout, self.limits.output);
                overflow.store(bytes.len() as u64 > self.limits.output, Ordering::Relaxed);
                bytes
            });
            let complaint = scope.spawn(|| {
                let mut stderr = stderr;
                let bytes = gather(stderr.as_mut(), COMPLAINT);
                // A program that may not write on would wait for ever.
                drop(stderr.map(|mut rest| io::copy(&mut rest, &mut io::sink())));
                bytes
            });
            let end = self.watch(&mut child, &overflow);
            (end, output.join().unwrap_or_default(), complaint.join().unwrap_or_default())
        });
        let program = self.program;
        let limit = self.limits.output;
        match end.map_err(|error| self.not_started(&error))? {
            End::TooSlow => Err(ConverterError::TooSlow { program, seconds: self.limits.seconds }),
            _ if output.len() as u64 > limit => {
                Err(ConverterError::TooMuch { program, megabytes: limit >> 20 })
            }
            End::Exited(status) if status.success() => Ok(output),
            End::Exited(status) => {
                Err(ConverterError::Refused { program, reason: reason(&complaint, status) })
            }
            End::TooMuch => Err(ConverterError::TooMuch { program, megabytes: limit >> 20 }),
        }
    }

    fn command(&self) -> Command {
        let limits = self.limits;
        let mut command = Command::new("/bin/sh");
        command.args(["-c", BOUNDED, "sh"]);
        // POSIX counts memory in KiB and files in blocks of 512 bytes.
        command.arg((limits.memory >> 10).to_string());
        command.arg(limits.seconds.to_string());
        command.arg((limits.output >> 9).to_string());
        command.arg(self.path).args(self.arguments);
        command.current_dir(self.folder).env_clear();
        command.env("PATH", self.folders).env("HOME", self.folder).env("TMPDIR", self.folder);
        command.env("LANG", "C.UTF-8").env("LC_ALL", "C.UTF-8");
        // Pages are recognised side by side; each on one core.
        command.env("OMP_THREAD_LIMIT", "1");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.process_group(0);
        command
    }

    /// Waits for the end, at most as long as allowed, and leaves nothing of the group at work.
    fn watch(&self, child: &mut Child, overflow: &AtomicBool) -> io::Result<End> {
        let deadline = Instant::now() + Duration::from_secs(self.limits.seconds);
        let mut pause = Duration::from_millis(1);
        let end = loop {
            match child.try_wait() {
                Ok(None) => {}
                Ok(Some(status)) => break Ok(End::Exited(status)),
                Err(error) => break Err(error),
            }
            if overflow.load(Ordering::Relaxed) {
                break Ok(End::TooMuch);
            }
            if Instant::now() >= deadline {
                break Ok(End::TooSlow);
            }
            thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(20));
        };
        // An error here says that nobody is left.
        if let Some(group) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
            let _ = kill_process_group(group, Signal::KILL);
        }
        let _ = child.wait();
        end
    }

    fn not_started(&self, error: &io::Error) -> ConverterError {
        ConverterError::NotStarted { program: self.program, reason: system::in_words(error) }
    }
}

/// Everything a pipe gives up to one byte more than `limit`; what was read stays when it breaks.
fn gather(pipe: Option<impl Read>, limit: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(pipe) = pipe {
        let _ = pipe.take(limit + 1).read_to_end(&mut bytes);
    }
    bytes
}

/// What a program that failed says of it: its first line, without the paths of this machine.
fn reason(complaint: &[u8], status: ExitStatus) -> String {
    let text = String::from_utf8_lossy(complaint);
    let said = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let line = said.max_by_key(|line| line.to_lowercase().contains("error")).unwrap_or_default();
    match line.chars().take(200).collect::<String>().trim_end_matches('.') {
        "" => status.to_string(),
        line => line.to_owned(),
    }
}
