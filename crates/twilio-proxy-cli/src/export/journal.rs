//! The file with the state of an export: the state at the beginning of a page of sessions, and a line for each step after it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::private_file::created;
use super::scope::Scope;
use super::state::{State, Step};
use crate::failure::Failure;

/// The state of an export, in memory and in its file.
pub struct Journal {
    path: PathBuf,
    scope: Scope,
    file: File,
    pub state: State,
}

/// The first line of the file.
#[derive(Serialize, Deserialize)]
struct Head {
    version: u32,
    scope: Scope,
    state: State,
}

/// The version of the format of the file.
const VERSION: u32 = 1;

impl Journal {
    /// Begins the journal of a new export.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn begin(path: PathBuf, scope: Scope) -> io::Result<Self> {
        Self::written(path, scope, State::default())
    }

    /// Continues the journal of an unfinished export; `None` if there is none.
    ///
    /// `written` is the length of the output. After a power failure it may be shorter than the last steps say: they are left
    /// out, and their records are exported again.
    ///
    /// # Errors
    /// [`Failure::Usage`] if the export has another scope or the file is none of a journal, [`Failure::File`] if the file
    /// cannot be read or written.
    pub fn resume(path: &Path, scope: &Scope, written: u64) -> Result<Option<Self>, Failure> {
        let failed = |source| Failure::File {
            file: path.display().to_string(),
            source,
        };
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(error)),
        };
        let mut lines = BufReader::new(file).split(b'\n');
        let head = lines.next().transpose().map_err(failed)?;
        let head = head.and_then(|line| serde_json::from_slice::<Head>(&line).ok());
        let Some(head) = head.filter(|head| head.version == VERSION) else {
            return Err(Failure::Usage(format!(
                "{} is not the state of an export by this version: remove it and the output to begin anew",
                path.display()
            )));
        };
        if head.scope != *scope {
            return Err(Failure::Usage(format!(
                "another export to this file is unfinished: {}; finish that one, or remove {} and the output",
                head.scope.difference(scope),
                path.display()
            )));
        }
        let mut state = head.state;
        if state.length > written && state.is_new() {
            // The output was not created, or the user removed it. Its first line is written again.
            state = State::default();
        } else if state.length > written {
            return Err(Failure::Usage(format!(
                "the output is shorter than {} says: restore it, or remove both to begin anew",
                path.display()
            )));
        }
        for line in lines {
            // A run that was killed may have left a part of a line.
            match serde_json::from_slice::<Step>(&line.map_err(failed)?) {
                Ok(step) if step.length <= written => state.apply(&step),
                _ => break,
            }
        }
        let journal = Self::written(path.to_owned(), head.scope, state).map_err(failed)?;
        Ok(Some(journal))
    }

    /// Writes a state as a new file, in the place of a former one. The output must have been stored before.
    fn written(path: PathBuf, scope: Scope, state: State) -> io::Result<Self> {
        let head = Head {
            version: VERSION,
            scope,
            state,
        };
        let mut new = path.clone().into_os_string();
        new.push(".new");
        // A run that was killed may have left one.
        let _ = fs::remove_file(&new);
        let mut file = created(Path::new(&new))?;
        let mut line = serde_json::to_vec(&head)?;
        line.push(b'\n');
        file.write_all(&line)?;
        file.sync_data()?;
        fs::rename(&new, &path)?;
        Ok(Self {
            // The file of that name is the new one: appending goes on after the line.
            file: OpenOptions::new().append(true).open(&path)?,
            path,
            scope: head.scope,
            state: head.state,
        })
    }

    /// Adds a step. The output must have the data of the step already.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn add(&mut self, step: &Step) -> io::Result<()> {
        let mut line = serde_json::to_vec(step)?;
        line.push(b'\n');
        self.file.write_all(&line)?;
        self.state.apply(step);
        Ok(())
    }

    /// Writes the file again with the state alone, whose size does not depend on the number of steps.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn compact(&mut self) -> io::Result<()> {
        let state = std::mem::take(&mut self.state);
        *self = Self::written(self.path.clone(), self.scope.clone(), state)?;
        Ok(())
    }

    /// Removes the file of a complete export.
    ///
    /// # Errors
    /// The file cannot be removed.
    pub fn remove(self) -> io::Result<()> {
        fs::remove_file(&self.path)
    }
}
