use crate::said::Kind;

/// What a person sends to a proxy number.
#[derive(Clone)]
pub(crate) struct Sent {
    pub kind: Kind,
    pub from: String,
    pub to: String,
    /// The text of a message.
    pub body: Option<String>,
}
