//! The consequences of a change for users of the generated client.
//!
//! Additions are compatible: structs and enums are `#[non_exhaustive]`, and requests are made by builders. Other changes
//! and removals break users, even if their code still compiles but then fails at run time.

mod allowed_values;
mod body;
mod clients;
mod document;
mod effect;
mod excerpt;
mod member;
mod operation;
mod parameter;
mod pattern;
mod response;
mod schema;
mod schema_keyword;
mod type_pair;

pub(crate) use clients::Clients;

use crate::compare::Side;
use crate::row::{Code, Row};
use crate::walk::{Change, Kind};

/// Returns the row of a change.
pub(crate) fn row(clients: Clients<'_>, change: &Change<'_>) -> Row {
    let effect = match &change.kind {
        Kind::Member(kind) => member::effect(change, kind),
        Kind::Document(kind) => document::effect(change, kind),
        Kind::Operation(kind) => operation::effect(kind),
        Kind::Parameter(kind) => parameter::effect(clients, kind),
        Kind::Body(kind) => body::effect(kind),
        Kind::Content(kind) => body::content_effect(clients, change, kind),
        Kind::Response(kind) => response::effect(clients, change, kind),
        Kind::Schema(kind) => schema::effect(clients, change, kind),
    };
    Row {
        place: change.place.clone(),
        pointer: change.pointer.clone(),
        item: None,
        side: Side::New,
        location: None,
        code: Code::default(),
        change: effect.change,
        meaning: effect.meaning,
        verdict: effect.verdict,
        touches_signatures: effect.touches_signatures,
    }
}
