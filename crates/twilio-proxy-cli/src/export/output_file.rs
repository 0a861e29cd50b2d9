//! The output of an export: a file with a journal beside it, or standard output.

use std::fs::{File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Stdout, Write};
use std::path::{Path, PathBuf};

use twilio_proxy::{Cursor, SessionSid};

use super::journal::Journal;
use super::scope::Scope;
use super::state::{State, Step};
use crate::failure::Failure;

/// Where the records go.
pub enum Output {
    File {
        path: PathBuf,
        file: File,
        journal: Box<Journal>,
    },
    Standard {
        stdout: Stdout,
        state: Box<State>,
    },
}

impl Output {
    /// Opens the output: a new one, or that of an unfinished export with the same scope.
    ///
    /// # Errors
    /// [`Failure::Usage`] if the file is a complete export or has another one's state, [`Failure::File`] if it cannot be
    /// opened.
    pub fn open(path: &Path, scope: Scope) -> Result<Self, Failure> {
        if path == Path::new("-") {
            return Ok(Self::Standard {
                stdout: io::stdout(),
                state: Box::default(),
            });
        }
        let failed = |source| Failure::File {
            file: path.display().to_string(),
            source,
        };
        let mut beside = path.as_os_str().to_owned();
        beside.push(".state");
        let beside = PathBuf::from(beside);
        let (file, journal) = match Journal::resume(&beside, &scope)? {
            Some(journal) => {
                let file = reopened(path, journal.state.length).map_err(failed)?;
                (file, journal)
            }
            None => {
                // The output comes first: a state without an output would be a mistake of the user.
                let file = created(path).map_err(|error| match error.kind() {
                    io::ErrorKind::AlreadyExists => Failure::Usage(format!(
                        "{} exists already and is complete: name another file, or remove it",
                        path.display()
                    )),
                    _ => failed(error),
                })?;
                let journal = Journal::begin(beside, scope).map_err(|error| {
                    // Without a state, the file would look complete.
                    let _ = std::fs::remove_file(path);
                    failed(error)
                })?;
                (file, journal)
            }
        };
        Ok(Self::File {
            path: path.to_owned(),
            file,
            journal: Box::new(journal),
        })
    }

    pub fn state(&self) -> &State {
        match self {
            Self::File { journal, .. } => &journal.state,
            Self::Standard { state, .. } => state,
        }
    }

    /// Notes that a session has begun, so that it is not forgotten when the sessions of another page come next.
    pub fn begin(&mut self, session: SessionSid) {
        let state = match self {
            Self::File { journal, .. } => &mut journal.state,
            Self::Standard { state, .. } => state,
        };
        state.open.entry(session).or_default();
    }

    /// Writes the text of a step, and then the step.
    ///
    /// # Errors
    /// [`Failure::File`] if the text or the step cannot be written.
    pub fn write(&mut self, text: &[u8], mut step: Step) -> Result<(), Failure> {
        let added = u64::try_from(text.len()).unwrap_or(u64::MAX);
        step.length = self.state().length.saturating_add(added);
        match self {
            Self::File {
                path,
                file,
                journal,
            } => {
                let written = file.write_all(text).and_then(|()| journal.add(&step));
                written.map_err(|source| Failure::File {
                    file: path.display().to_string(),
                    source,
                })
            }
            Self::Standard { stdout, state } => {
                let written = stdout.write_all(text).and_then(|()| stdout.flush());
                written.map_err(Failure::standard_output)?;
                state.apply(&step);
                Ok(())
            }
        }
    }

    /// Writes text before the first record of a new output.
    ///
    /// # Errors
    /// [`Failure::File`] if it cannot be written.
    pub fn write_head(&mut self, text: &[u8]) -> Result<(), Failure> {
        if self.state().length > 0 || text.is_empty() {
            return Ok(());
        }
        self.change(
            |state| state.length = u64::try_from(text.len()).unwrap_or(u64::MAX),
            text,
        )
    }

    /// Notes that the sessions of another page come next.
    ///
    /// # Errors
    /// [`Failure::File`] if the journal cannot be written.
    pub fn turn_to(&mut self, page: Option<Cursor>) -> Result<(), Failure> {
        self.change(|state| state.turn_to(page), &[])
    }

    /// Writes text and changes the state, which is written as a whole.
    fn change(&mut self, change: impl FnOnce(&mut State), text: &[u8]) -> Result<(), Failure> {
        match self {
            Self::File {
                path,
                file,
                journal,
            } => {
                let written = file.write_all(text).and_then(|()| {
                    change(&mut journal.state);
                    journal.compact()
                });
                written.map_err(|source| Failure::File {
                    file: path.display().to_string(),
                    source,
                })
            }
            Self::Standard { stdout, state } => {
                change(state);
                stdout.write_all(text).map_err(Failure::standard_output)
            }
        }
    }

    /// Ends a complete export: its state is removed.
    ///
    /// # Errors
    /// [`Failure::File`] if the output cannot be stored or the journal cannot be removed.
    pub fn end(self) -> Result<(), Failure> {
        match self {
            Self::File {
                path,
                file,
                journal,
            } => {
                let ended = file.sync_all().and_then(|()| journal.remove());
                ended.map_err(|source| Failure::File {
                    file: path.display().to_string(),
                    source,
                })
            }
            Self::Standard { mut stdout, .. } => stdout.flush().map_err(Failure::standard_output),
        }
    }
}

/// Creates a file that only its owner can read.
fn created(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Opens the output of an unfinished export, and cuts off the text after the last step of its state.
fn reopened(path: &Path, length: u64) -> io::Result<File> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    if file.metadata()?.len() < length {
        let message =
            "the file is shorter than the state beside it says: remove both to begin anew";
        return Err(io::Error::new(io::ErrorKind::InvalidData, message));
    }
    file.set_len(length)?;
    file.seek(SeekFrom::End(0))?;
    Ok(file)
}
