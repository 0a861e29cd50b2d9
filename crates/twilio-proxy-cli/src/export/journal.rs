//! The file with the state of an export: the state at the beginning of a page of sessions, and a line for each step after it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

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
    /// # Errors
    /// [`Failure::Usage`] if the export has another scope or the file is none of a journal, [`Failure::File`] if the file
    /// cannot be read or written.
    pub fn resume(path: &Path, scope: &Scope) -> Result<Option<Self>, Failure> {
        let failed = |source| Failure::File {
            file: path.display().to_string(),
            source,
        };
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(error)),
        };
        let mut lines = text.split_inclusive('\n');
        let head = lines
            .next()
            .and_then(|line| serde_json::from_str::<Head>(line).ok());
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
        // A run that was killed may have left a part of a line.
        for line in lines.filter(|line| line.ends_with('\n')) {
            match serde_json::from_str::<Step>(line) {
                Ok(step) => state.apply(&step),
                Err(_) => break,
            }
        }
        let journal = Self::written(path.to_owned(), head.scope, state).map_err(failed)?;
        Ok(Some(journal))
    }

    /// Writes a state as a new file, in the place of a former one.
    fn written(path: PathBuf, scope: Scope, state: State) -> io::Result<Self> {
        let head = Head {
            version: VERSION,
            scope,
            state,
        };
        let folder = path.parent().filter(|folder| *folder != Path::new(""));
        // Its mode is 0600: cursors hold page tokens.
        let mut file = NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
        serde_json::to_writer(&mut file, &head)?;
        file.write_all(b"\n")?;
        file.persist(&path).map_err(|error| error.error)?;
        let file = OpenOptions::new().append(true).open(&path)?;
        Ok(Self {
            path,
            scope: head.scope,
            file,
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
