//! The output of an export: a file with a journal beside it, or standard output.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Stdout, Write};
use std::path::{Path, PathBuf};

use twilio_proxy::{Cursor, SessionSid};

use super::journal::Journal;
use super::private_file::{created, lock};
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
        let mut beside = path.as_os_str().to_owned();
        beside.push(".state");
        let (file, journal) = match OpenOptions::new().write(true).open(path) {
            Ok(file) => continued(path, file, Path::new(&beside), &scope),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                begun(path, beside.into(), scope)
            }
            Err(source) => Err(failed(path, source)),
        }?;
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
                written.map_err(|source| failed(path, source))
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
                let stored = file.write_all(text).and_then(|()| file.sync_data());
                let written = stored.and_then(|()| {
                    change(&mut journal.state);
                    journal.compact()
                });
                written.map_err(|source| failed(path, source))
            }
            Self::Standard { stdout, state } => {
                change(state);
                stdout.write_all(text).map_err(Failure::standard_output)
            }
        }
    }

    /// Ends an export that is not complete. Returns whether the same command continues it.
    ///
    /// An export without a step leaves no file: the reason may be a wrong argument, and the right one is another export.
    pub fn stop(self) -> bool {
        let Self::File { path, journal, .. } = self else {
            return false;
        };
        if !journal.state.is_new() {
            return true;
        }
        // The state comes last: without one, an output would look complete.
        fs::remove_file(&path)
            .and_then(|()| journal.remove())
            .is_err()
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
                ended.map_err(|source| failed(&path, source))
            }
            Self::Standard { mut stdout, .. } => stdout.flush().map_err(Failure::standard_output),
        }
    }
}

/// Begins a new output. The state comes first: without one, an output would look complete.
fn begun(path: &Path, beside: PathBuf, scope: Scope) -> Result<(File, Journal), Failure> {
    // A run that was killed may have left a state without an output.
    let journal = match Journal::resume(&beside, &scope, 0)? {
        Some(journal) => journal,
        None => {
            let name = beside.clone();
            Journal::begin(beside, scope).map_err(|source| failed(&name, source))?
        }
    };
    match created(path) {
        Ok(file) if lock(&file) => Ok((file, journal)),
        Ok(_) => Err(in_use(path)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(in_use(path)),
        Err(source) => {
            // The advice to continue would lead nowhere.
            let _ = journal.remove();
            Err(failed(path, source))
        }
    }
}

/// Continues the output of an unfinished export, and cuts off the text after the last step of its state.
fn continued(
    path: &Path,
    mut file: File,
    beside: &Path,
    scope: &Scope,
) -> Result<(File, Journal), Failure> {
    if !lock(&file) {
        return Err(in_use(path));
    }
    let cannot = |source| failed(path, source);
    let written = file.metadata().map_err(cannot)?.len();
    let Some(journal) = Journal::resume(beside, scope, written)? else {
        return Err(Failure::Usage(format!(
            "{} exists already and is complete: name another file, or remove it",
            path.display()
        )));
    };
    file.set_len(journal.state.length).map_err(cannot)?;
    file.seek(SeekFrom::End(0)).map_err(cannot)?;
    Ok((file, journal))
}

fn in_use(path: &Path) -> Failure {
    Failure::Usage(format!(
        "another run exports to {}: wait for its end",
        path.display()
    ))
}

fn failed(path: &Path, source: io::Error) -> Failure {
    Failure::File {
        file: path.display().to_string(),
        source,
    }
}
