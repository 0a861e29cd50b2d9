use crate::said::Kind;

/// A message or a call of a person to a proxy number.
#[derive(Clone)]
pub(crate) struct Sent {
    pub kind: Kind,
    pub from: String,
    pub to: String,
    /// The text of a message.
    pub body: Option<String>,
}
