//! The Rust code that a change concerns.

use crate::meaning::Clients;
use crate::row::Code;
use crate::rust::{Client, pascal, snake};
use crate::walk::{
    Change, Holder, Kind, OperationChange, ParameterChange, Presence, SchemaChange, SchemaContext,
};
use serde_json::Value;

/// Returns the field, method, variant or type before and after a change.
pub(crate) fn code(clients: Clients<'_>, change: &Change<'_>) -> Code {
    let code = match &change.kind {
        Kind::Operation(kind) => operation(kind),
        Kind::Parameter(kind) => parameter(clients, kind),
        Kind::Schema(kind) => schema(clients, kind),
        _ => Code::default(),
    };
    if code != Code::default() {
        return code;
    }
    match (&change.kind, &change.context) {
        (Kind::Schema(SchemaChange::EnumValue { .. }), _) | (_, None) => code,
        (_, Some(context)) => types(clients, context),
    }
}

fn present(presence: Presence, code: String) -> Code {
    match presence {
        Presence::Added => Code {
            after: Some(code),
            ..Code::default()
        },
        Presence::Removed => Code {
            before: Some(code),
            ..Code::default()
        },
    }
}

/// Returns both, unless they are the same.
fn both(before: String, after: String) -> Code {
    if before == after {
        return Code::default();
    }
    Code {
        before: Some(before),
        after: Some(after),
    }
}

/// Returns the client of the description that has an added or removed part.
fn client(clients: Clients<'_>, presence: Presence) -> Client<'_> {
    match presence {
        Presence::Added => clients.new,
        Presence::Removed => clients.old,
    }
}

fn operation(kind: &OperationChange<'_>) -> Code {
    let method = |id: &str| format!("client.{}()", snake(id));
    match kind {
        OperationChange::Presence { presence, id } => match id {
            Some(id) => present(*presence, method(id)),
            None => Code::default(),
        },
        OperationChange::Id(pair) => {
            let method = |id: Option<&Value>| id.and_then(Value::as_str).map(method);
            match (method(pair.old), method(pair.new)) {
                (Some(before), Some(after)) => both(before, after),
                (before, after) => Code { before, after },
            }
        }
        OperationChange::Moved { from, to } => both(format!("// {from}"), format!("// {to}")),
        OperationChange::Deprecated(_) => Code::default(),
    }
}

fn parameter(clients: Clients<'_>, kind: &ParameterChange<'_>) -> Code {
    match kind {
        ParameterChange::Presence {
            presence,
            parameter,
            ..
        } => {
            let member = |key: &str| parameter.get(key);
            let name = member("name").and_then(Value::as_str).unwrap_or_default();
            let schema = member("schema").unwrap_or(&Value::Null);
            present(*presence, setter(client(clients, *presence), name, schema))
        }
        ParameterChange::Renamed { from, to, .. } => {
            both(format!(".{}(…)", snake(from)), format!(".{}(…)", snake(to)))
        }
        _ => Code::default(),
    }
}

fn schema(clients: Clients<'_>, kind: &SchemaChange<'_>) -> Code {
    match kind {
        SchemaChange::Component {
            presence,
            name,
            schema,
        } => {
            let client = client(clients, *presence);
            match client.has_item(name, schema) {
                true => present(*presence, definition(client, name, schema)),
                false => Code::default(),
            }
        }
        SchemaChange::ComponentRenamed { from, to, schemas } => both(
            definition(clients.old, from, schemas.0),
            definition(clients.new, to, schemas.1),
        ),
        SchemaChange::Property {
            presence,
            name,
            required,
            schema,
        } => {
            let client = client(clients, *presence);
            present(*presence, field(client, name, schema, *required))
        }
        SchemaChange::PropertyRenamed { from, to } => both(
            format!("pub {}: …", snake(from)),
            format!("pub {}: …", snake(to)),
        ),
        SchemaChange::EnumValue {
            presence, value, ..
        } => match value.as_str() {
            Some(value) => present(*presence, format!("{},", pascal(value))),
            None => Code::default(),
        },
        _ => Code::default(),
    }
}

/// Returns the types of the schema that contains the changed part.
fn types(clients: Clients<'_>, context: &SchemaContext<'_>) -> Code {
    let name = &context.name;
    let code = |client: Client<'_>, schema: &Value, required: bool| match context.holder {
        Holder::Component => definition(client, name, schema),
        Holder::Property { .. } => field(client, name, schema, required),
        Holder::Parameter => setter(client, name, schema),
        Holder::RequestBody => format!(".body(value: {})", client.type_of(schema)),
        Holder::ResponseBody => format!("-> {}", client.type_of(schema)),
        Holder::ResponseHeader => String::new(),
    };
    let (was_required, is_required) = match context.holder {
        Holder::Property { required } => required,
        _ => (false, false),
    };
    both(
        code(clients.old, context.old, was_required),
        code(clients.new, context.new, is_required),
    )
}

fn field(client: Client<'_>, name: &str, schema: &Value, required: bool) -> String {
    format!("pub {}: {},", snake(name), client.field(schema, required))
}

fn setter(client: Client<'_>, name: &str, schema: &Value) -> String {
    format!(".{}(value: {})", snake(name), client.parameter(schema))
}

fn definition(client: Client<'_>, name: &str, schema: &Value) -> String {
    let definition = client.definition(name, schema).to_string();
    match definition.strip_prefix("struct ") {
        Some(_) => format!("pub {definition};"),
        // The contents of a struct or an enum have rows of their own.
        None if definition.starts_with('{') => {
            let kind = if definition.starts_with("{enum") {
                "enum"
            } else {
                "struct"
            };
            format!("pub {kind} {} {{ … }}", pascal(name))
        }
        None => format!("pub type {} = {definition};", pascal(name)),
    }
}
