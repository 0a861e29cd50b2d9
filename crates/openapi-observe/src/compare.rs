//! The comparison of a description with recordings.

use crate::description::{Description, child};
use crate::findings::Findings;
use crate::har::{self, Exchange, RequestBody, ResponseBody};
use crate::hosts::{Host, Hosts};
use crate::kind::Kind;
use crate::name::shown;
use crate::notes::{Difference, Notes};
use crate::observation::Observation;
use crate::overlay::Fix;
use crate::parameters;
use crate::responses::{self, example};
use crate::routes::{Operation, Routes};
use crate::schema::{Patterns, Walker};
use crate::skip::Skip;
use crate::template::template;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt;

/// A file of recorded exchanges.
#[derive(Debug, Clone, Copy)]
pub struct Recording<'a> {
    /// The name of the file, for errors.
    pub name: &'a str,
    /// The text of the file: HAR 1.2.
    pub bytes: &'a [u8],
}

/// The settings of a comparison.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Hosts whose exchanges are compared, beside the servers of the description and this machine.
    pub hosts: Vec<Host>,
}

/// The reason why nothing could be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ObserveError {
    /// The document is not an OpenAPI description: it has no text `openapi`.
    NotADescription,
    /// A file is not a recording.
    NotHar {
        /// The name of the file.
        file: String,
        /// The problem, with its line and its column if the file is not JSON. It shows nothing of the file.
        message: String,
    },
}

impl fmt::Display for ObserveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotADescription => {
                f.write_str("the document is not an OpenAPI description: it has no text `openapi`")
            }
            Self::NotHar { file, message } => write!(f, "{file}: {message}"),
        }
    }
}

impl std::error::Error for ObserveError {}

/// Compares a description with recordings, and returns a row for each place at which they disagree.
///
/// # Errors
/// The document is not a description, or a file is not a recording.
pub fn observe(
    document: &Value,
    recordings: &[Recording<'_>],
    options: &Options,
) -> Result<Observation, ObserveError> {
    let description = Description::new(document).ok_or(ObserveError::NotADescription)?;
    let comparer = Comparer {
        description,
        hosts: Hosts::new(&description, &options.hosts),
        routes: Routes::new(description),
        patterns: Patterns::default(),
    };
    let mut findings = Findings::default();
    for recording in recordings {
        let entries = har::entries(recording.bytes).map_err(|message| ObserveError::NotHar {
            file: recording.name.to_owned(),
            message,
        })?;
        for entry in &entries {
            match comparer.exchange(entry, &mut findings) {
                Ok(notes) => findings.add(notes),
                Err(reason) => findings.skip(reason),
            }
        }
    }
    Ok(findings.observation(document))
}

struct Comparer<'a> {
    description: Description<'a>,
    hosts: Hosts,
    routes: Routes<'a>,
    patterns: Patterns,
}

impl<'a> Comparer<'a> {
    /// Compares one exchange.
    fn exchange(&'a self, entry: &Value, findings: &mut Findings) -> Result<Notes, Skip> {
        let exchange = Exchange::read(entry)?;
        if !self.hosts.accepts(&exchange.url) {
            return Err(Skip::OtherHost);
        }
        if let Some(reason) = exchange.reason_to_skip() {
            return Err(reason);
        }
        let mut paths = self.hosts.without_base(exchange.url.path());
        let operation = paths.find_map(|path| self.routes.operation(&exchange.method, path));
        let body = exchange.response_body();
        let mut notes = Notes::default();
        match operation {
            Some(operation) => self.operation(&mut notes, &operation, &exchange, &body, findings),
            // The server does not have the path either.
            None if matches!(exchange.status, 404 | 405) => return Err(Skip::UnknownPath),
            None => self.undocumented(&mut notes, &exchange, &body),
        }
        if let ResponseBody::Unread(reason) = body {
            findings.skip(reason);
        }
        Ok(notes)
    }

    fn operation(
        &'a self,
        notes: &mut Notes,
        operation: &Operation<'a>,
        exchange: &Exchange<'_>,
        body: &ResponseBody,
        findings: &mut Findings,
    ) {
        notes.visit(&operation.name);
        let requests = Walker::new(self.description, &self.patterns, false);
        // A request that was refused may have been wrong.
        if exchange.is_accepted() {
            parameters::compare(self.description, &requests, notes, operation, exchange);
        }
        let responses = Walker::new(self.description, &self.patterns, true);
        responses::compare(
            self.description,
            &responses,
            notes,
            operation,
            exchange.status,
            body,
        );
        if requests.is_exhausted() || responses.is_exhausted() {
            findings.skip(Skip::TooComplex);
        }
    }

    fn undocumented(&self, notes: &mut Notes, exchange: &Exchange<'_>, body: &ResponseBody) {
        let path = self.hosts.without_base(exchange.url.path()).next();
        let template = template(&self.routes, path.unwrap_or_default());
        let place = format!("{} {}", exchange.method, template.shown);
        let method = exchange.method.to_ascii_lowercase();
        let operation = child(&child("/paths", &template.path), &method);
        let mut fixes = BTreeSet::from([
            Fix::AddOperation {
                path: template.path,
                method,
            },
            Fix::AddStatus {
                operation: operation.clone(),
                status: exchange.status,
                like: None,
            },
        ]);
        for (name, _) in exchange.query() {
            let name = shown(&name).to_owned();
            fixes.insert(Fix::AddQueryParameter {
                operation: operation.clone(),
                name,
            });
        }
        if let RequestBody::Form(fields) = exchange.request_body() {
            for (name, _) in fields {
                let name = shown(&name).to_owned();
                fixes.insert(Fix::AddFormField {
                    operation: operation.clone(),
                    name,
                });
            }
        }
        let difference = Difference {
            within: String::new(),
            example: format!("{}, {}", exchange.status, example(body)),
            fixes,
        };
        notes.differ(Kind::UndocumentedOperation, &place, difference);
    }
}
