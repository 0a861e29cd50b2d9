//! The types that twilio-proxy-client uses instead of generated ones, as the comparison shows them.

#[path = "../../../crates/twilio-proxy-client/build/replacement.rs"]
#[allow(dead_code, reason = "the client's build reads the prefixes of SIDs")]
mod replacement;

use heck::ToPascalCase;
use openapi_rust_diff::{Options, OwnType};
use replacement::Replacement;
use serde_json::Value;

/// The settings with which two descriptions of twilio-proxy-client are compared.
pub const OPTIONS: Options = Options {
    own_types: Some(own_type),
};

fn own_type(component: &str, schema: &Value) -> Option<OwnType> {
    Some(match Replacement::of(schema)? {
        Replacement::Sid { .. } => OwnType::PerComponent {
            path: format!("sid::{}", component.to_pascal_case()),
            values: "SIDs",
        },
        Replacement::OpenEnum { .. } => OwnType::PerComponent {
            path: format!("enums::{}", component.to_pascal_case()),
            values: "values",
        },
        Replacement::Redacted => OwnType::Shared {
            path: "Redacted".to_owned(),
        },
        Replacement::Text => OwnType::Shared {
            path: "String".to_owned(),
        },
    })
}
