//! Reads an OpenAPI description: references, properties, parameters.

use std::collections::BTreeSet;

use serde_json::Value;

const SCHEMAS: &str = "#/components/schemas/";

/// An OpenAPI 3.0 description.
#[derive(Clone, Copy)]
pub struct Description<'a>(pub &'a Value);

/// A property of an object, or a parameter of an operation.
#[derive(Clone, Copy)]
pub struct Field<'a> {
    pub name: &'a str,
    pub schema: &'a Value,
    pub description: &'a str,
    pub required: bool,
    pub deprecated: bool,
}

impl<'a> Description<'a> {
    /// Follows `$ref` until the part is no reference. Returns the part itself if a reference leads nowhere.
    pub fn resolve(self, mut part: &'a Value) -> &'a Value {
        let mut seen = BTreeSet::new();
        while let Some(reference) = text(part, "$ref")
            && seen.insert(reference)
            && let Some(pointer) = reference.strip_prefix('#')
            && let Some(target) = self.0.pointer(pointer)
        {
            part = target;
        }
        part
    }

    /// Returns the component that a schema consists of: by `$ref`, or by an `allOf` of one `$ref`, which OpenAPI 3.0 needs
    /// beside other keywords.
    pub fn component(self, schema: &'a Value) -> Option<&'a str> {
        let reference = match schema.get("allOf").and_then(Value::as_array) {
            Some(parts) => match parts.as_slice() {
                [part] if schema.get("properties").is_none() => text(part, "$ref"),
                _ => None,
            },
            None => text(schema, "$ref"),
        };
        reference?.strip_prefix(SCHEMAS)
    }

    /// Returns the schema of a component.
    pub fn schema(self, component: &str) -> Option<&'a Value> {
        self.0.get("components")?.get("schemas")?.get(component)
    }

    /// Returns the properties of an object and of its `allOf` parts, in their order; empty for other schemas.
    pub fn properties(self, schema: &'a Value) -> Vec<Field<'a>> {
        let mut fields = Vec::new();
        self.add_properties(schema, &mut fields, &mut BTreeSet::new());
        fields
    }

    fn add_properties(
        self,
        schema: &'a Value,
        fields: &mut Vec<Field<'a>>,
        seen: &mut BTreeSet<&'a str>,
    ) {
        if text(schema, "$ref").is_some_and(|reference| !seen.insert(reference)) {
            return;
        }
        let schema = self.resolve(schema);
        for part in list(schema, "allOf") {
            self.add_properties(part, fields, seen);
        }
        for (name, property) in entries(schema, "properties") {
            if !fields.iter().any(|field| field.name == name) {
                fields.push(self.field(name, property, property));
            }
        }
        for required in list(schema, "required").filter_map(Value::as_str) {
            for field in fields.iter_mut().filter(|field| field.name == required) {
                field.required = true;
            }
        }
    }

    /// Returns the parameters of an operation with this `in`. Those of its path come first, unless it repeats them.
    pub fn parameters(self, path: &'a Value, operation: &'a Value, place: &str) -> Vec<Field<'a>> {
        let mut fields: Vec<Field<'a>> = Vec::new();
        for parameter in list(path, "parameters").chain(list(operation, "parameters")) {
            let parameter = self.resolve(parameter);
            let (Some(name), Some(schema)) = (text(parameter, "name"), parameter.get("schema"))
            else {
                continue;
            };
            if text(parameter, "in") == Some(place) {
                let field = Field {
                    required: is_true(parameter, "required"),
                    ..self.field(name, schema, parameter)
                };
                fields.retain(|other| other.name != name);
                fields.push(field);
            }
        }
        fields
    }

    fn field(self, name: &'a str, schema: &'a Value, described: &'a Value) -> Field<'a> {
        let own = text(described, "description").unwrap_or_default();
        Field {
            name,
            schema,
            description: match own {
                "" => text(self.resolve(schema), "description").unwrap_or_default(),
                own => own,
            },
            required: false,
            deprecated: is_true(described, "deprecated"),
        }
    }
}

/// Returns a member that is text.
pub fn text<'a>(object: &'a Value, key: &str) -> Option<&'a str> {
    object.get(key)?.as_str()
}

pub fn is_true(object: &Value, key: &str) -> bool {
    object.get(key) == Some(&Value::Bool(true))
}

/// Returns the items of a member that is a list.
pub fn list<'a>(object: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    let items = object.get(key).and_then(Value::as_array);
    items.into_iter().flatten()
}

/// Returns the members of a member that is an object.
pub fn entries<'a>(
    object: &'a Value,
    key: &str,
) -> impl Iterator<Item = (&'a str, &'a Value)> + use<'a> {
    let entries = object.get(key).and_then(Value::as_object);
    let entries = entries.into_iter().flatten();
    entries.map(|(name, value)| (name.as_str(), value))
}
