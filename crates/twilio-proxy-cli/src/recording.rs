//! `--record`: the exchanges with the API in a HAR file, without credentials, tokens and personal text.

mod blanking;
mod description;
mod entry;

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tempfile::NamedTempFile;
use twilio_proxy::Exchange;

use crate::failure::Failure;
use crate::recording::blanking::Blanking;

/// A HAR file that is being written. It gets its name when it is complete.
pub struct Recording {
    path: PathBuf,
    state: Arc<Mutex<State>>,
}

struct State {
    blanking: Blanking,
    file: BufWriter<NamedTempFile>,
    count: usize,
    /// The first error. After it, nothing is written.
    error: Option<io::Error>,
}

impl Recording {
    /// Begins a recording.
    ///
    /// # Errors
    /// [`Failure::File`] if no file can be written in the folder of `path`.
    pub fn begin(path: &Path) -> Result<Self, Failure> {
        let begin = || -> io::Result<_> {
            let folder = path.parent().filter(|folder| *folder != Path::new(""));
            let file = NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
            let mut file = BufWriter::new(file);
            file.write_all(entry::HEAD.as_bytes())?;
            Ok(file)
        };
        let file = begin().map_err(|source| failed(path, source))?;
        Ok(Self {
            path: path.to_owned(),
            state: Arc::new(Mutex::new(State {
                blanking: Blanking::default(),
                file,
                count: 0,
                error: None,
            })),
        })
    }

    /// Returns the part that a client holds.
    pub fn recorder(&self) -> Recorder {
        Recorder(Arc::clone(&self.state))
    }

    /// Completes the file. One that exists is replaced.
    ///
    /// # Errors
    /// [`Failure::File`] if an exchange could not be written, or the file cannot get its name.
    pub fn finish(self) -> Result<(), Failure> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut finish = || -> io::Result<()> {
            if let Some(error) = state.error.take() {
                return Err(error);
            }
            state.file.write_all(entry::TAIL.as_bytes())?;
            state.file.flush()?;
            fs::rename(state.file.get_ref().path(), &self.path)
        };
        finish().map_err(|source| failed(&self.path, source))
    }
}

/// Adds exchanges to a recording.
pub struct Recorder(Arc<Mutex<State>>);

impl Recorder {
    /// Adds an exchange.
    pub fn note(&self, exchange: &Exchange<'_>) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.note(exchange);
    }
}

impl State {
    fn note(&mut self, exchange: &Exchange<'_>) {
        if self.error.is_some() {
            return;
        }
        self.blanking
            .note_request(exchange.url(), exchange.request_body());
        let entry = entry::of(exchange, &self.blanking);
        let separator = if self.count == 0 { "\n" } else { ",\n" };
        self.count += 1;
        if let Err(error) = write!(self.file, "{separator}{entry}") {
            self.error = Some(error);
        }
    }
}

fn failed(path: &Path, source: io::Error) -> Failure {
    Failure::File {
        file: path.display().to_string(),
        source,
    }
}
