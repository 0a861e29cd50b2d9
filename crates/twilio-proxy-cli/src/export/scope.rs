//! The scope of an export: two runs with the same scope continue each other.

use std::fmt::Write as _;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use super::Arguments;

/// The arguments that decide the content of the output, as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    #[serde(rename = "service-sid")]
    service_sid: String,
    #[serde(rename = "session-sid")]
    session_sid: Option<String>,
    kind: String,
    since: Option<String>,
    until: Option<String>,
    format: String,
}

impl Scope {
    /// Returns the scope of a command.
    pub fn of(arguments: &Arguments) -> Self {
        Self {
            service_sid: arguments.service_sid.to_string(),
            session_sid: arguments.session_sid.map(|sid| sid.to_string()),
            kind: name(arguments.kind),
            since: arguments.since.as_ref().map(ToString::to_string),
            until: arguments.until.as_ref().map(ToString::to_string),
            format: name(arguments.format),
        }
    }

    /// Returns the arguments in which another scope differs, such as `--kind interactions, not message-interactions`.
    pub fn difference(&self, other: &Self) -> String {
        let mut text = String::new();
        let some = |value: &str| Some(value.to_owned());
        for (name, own, others) in [
            (
                "--service-sid",
                some(&self.service_sid),
                some(&other.service_sid),
            ),
            (
                "--session-sid",
                self.session_sid.clone(),
                other.session_sid.clone(),
            ),
            ("--kind", some(&self.kind), some(&other.kind)),
            ("--since", self.since.clone(), other.since.clone()),
            ("--until", self.until.clone(), other.until.clone()),
            ("--format", some(&self.format), some(&other.format)),
        ] {
            if own != others {
                let separator = if text.is_empty() { "" } else { "; " };
                let shown = |value: Option<String>| value.unwrap_or_else(|| "none".to_owned());
                // Writing to a string cannot fail.
                let _ = write!(
                    text,
                    "{separator}{name} was {}, and is {}",
                    shown(own),
                    shown(others)
                );
            }
        }
        text
    }
}

fn name<T: ValueEnum>(value: T) -> String {
    let name = value.to_possible_value();
    name.map_or_else(String::new, |name| name.get_name().to_owned())
}
