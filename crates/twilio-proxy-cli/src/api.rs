//! The common part of the commands of all operations: the client, and the output of responses.

use std::fs;
use std::io::{self, IsTerminal, Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use twilio_proxy::{Client, ClientBuilder, Error, List};

use crate::failure::Failure;
use crate::listing_options::ListingOptions;
use crate::output::{Columns, Format, Records, print_record};
use crate::recording::Recording;

/// The client of the environment, and the format of the output.
pub struct Api<'a> {
    format: Format,
    recording: Option<&'a Recording>,
    /// The number of requests that were sent again.
    retries: Arc<AtomicUsize>,
    /// The body of the last response, if the command prints it as a whole.
    body: Arc<Mutex<Option<Vec<u8>>>>,
}

impl<'a> Api<'a> {
    /// Returns the API with a format of the output; `None` is a table on a terminal, and JSON elsewhere.
    pub fn new(format: Option<Format>, recording: Option<&'a Recording>) -> Self {
        let usual = match io::stdout().is_terminal() {
            true => Format::Table,
            false => Format::Json,
        };
        Self {
            format: format.unwrap_or(usual),
            recording,
            retries: Arc::default(),
            body: Arc::default(),
        }
    }

    /// Returns the number of requests that were sent again.
    pub fn retries(&self) -> usize {
        self.retries.load(Ordering::Relaxed)
    }

    /// Returns a builder with the settings of the environment.
    ///
    /// # Errors
    /// A variable is missing or invalid.
    pub fn builder(&self) -> Result<ClientBuilder, Failure> {
        let suffix = concat!("twilio-proxy-cli/", env!("CARGO_PKG_VERSION"));
        let builder = ClientBuilder::from_env()?.user_agent_suffix(suffix);
        let retries = Arc::clone(&self.retries);
        let body = Arc::clone(&self.body);
        let recorder = self.recording.map(Recording::recorder);
        Ok(builder.on_exchange(move |exchange| {
            if exchange.attempt() > 1 {
                retries.fetch_add(1, Ordering::Relaxed);
            }
            if let Some(body) = lock(&body).as_mut() {
                *body = exchange.response_body().to_vec();
            }
            if let Some(recorder) = &recorder {
                recorder.note(exchange);
            }
        }))
    }

    /// Returns the client of the environment.
    ///
    /// # Errors
    /// A variable is missing or invalid.
    pub fn client(&self) -> Result<Client, Failure> {
        Ok(self.builder()?.build()?)
    }

    /// Prints the records of a listing as they arrive. `columns` are the properties that the description has.
    ///
    /// # Errors
    /// A request failed, or standard output cannot be written to.
    pub async fn list<T: Send + 'static>(
        &self,
        list: List<T>,
        columns: &'static [&'static str],
        options: ListingOptions,
    ) -> Result<(), Failure> {
        let mut list = list.raw();
        if let Some(limit) = options.limit {
            list = list.limit(limit);
        }
        if let Some(page_size) = options.page_size {
            list = list.page_size(page_size);
        }
        let columns = Columns::new(columns, options.columns)?;
        let mut records = Records::new(self.format, columns);
        let mut items = list.items();
        while let Some(record) = items.next().await {
            let record = record?;
            records
                .add(record.get())
                .map_err(Failure::standard_output)?;
        }
        records.end().map_err(Failure::standard_output)
    }

    /// Prints the JSON of a response with every property that the API sent, also those that the description does not have.
    ///
    /// # Errors
    /// The request failed, or standard output cannot be written to.
    pub async fn show<T>(
        &self,
        response: impl Future<Output = Result<T, Error>>,
    ) -> Result<(), Failure> {
        *lock(&self.body) = Some(Vec::new());
        response.await?;
        let body = lock(&self.body).take().unwrap_or_default();
        print_record(self.format, &body).map_err(Failure::standard_output)
    }

    /// Waits for a response without a body.
    ///
    /// # Errors
    /// The request failed.
    pub async fn done(
        &self,
        response: impl Future<Output = Result<(), Error>>,
    ) -> Result<(), Failure> {
        Ok(response.await?)
    }

    /// Writes the bytes of a response.
    ///
    /// # Errors
    /// The request failed, or standard output cannot be written to.
    #[allow(
        dead_code,
        reason = "the description decides whether an operation responds with bytes"
    )]
    pub async fn write(
        &self,
        response: impl Future<Output = Result<Bytes, Error>>,
    ) -> Result<(), Failure> {
        let bytes = response.await?;
        let mut stdout = io::stdout().lock();
        let written = stdout.write_all(&bytes).and_then(|()| stdout.flush());
        written.map_err(Failure::standard_output)
    }

    /// Reads the file with the body of a request.
    ///
    /// # Errors
    /// The file cannot be read.
    #[allow(
        dead_code,
        reason = "the description decides whether an operation sends bytes"
    )]
    pub fn read(&self, path: &Path) -> Result<Bytes, Failure> {
        read(path).map(Bytes::from)
    }
}

/// Reads a file, or standard input for `-`.
///
/// # Errors
/// It cannot be read.
pub fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let read = if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(path)
    };
    read.map_err(|source| Failure::File {
        file: path.display().to_string(),
        source,
    })
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
