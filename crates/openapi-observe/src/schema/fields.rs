//! The fields of an object compared with its schemas.

use crate::description::Site;
use crate::kind::Kind;
use crate::name::shown;
use crate::notes::{Difference, Notes};
use crate::overlay::Fix;
use crate::schema::parts::Part;
use crate::schema::walker::{At, Subject, Walker};
use crate::schema::{JsonType, shape};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

impl<'a> Walker<'a> {
    /// Compares an object with the parts of its schema.
    pub(super) fn fields(
        &self,
        notes: &mut Notes,
        subject: Subject<'_, 'a>,
        parts: &[Part<'a>],
        members: &Map<String, Value>,
    ) {
        notes.visit(subject.at.place);
        let mut documented = BTreeSet::new();
        for part in parts {
            notes.visit(&part.owner);
            for (name, schema) in part
                .site
                .member("properties")
                .iter()
                .flat_map(Site::members)
            {
                documented.insert(name);
                self.field(notes, subject, part, (name, &schema), members.get(name));
            }
            self.required(notes, part, members);
        }
        let others = members
            .iter()
            .filter(|(name, _)| !documented.contains(name.as_str()));
        for (name, value) in others {
            self.other_field(notes, subject, parts, name, value);
        }
    }

    fn field(
        &self,
        notes: &mut Notes,
        subject: Subject<'_, 'a>,
        part: &Part<'a>,
        (name, schema): (&str, &Site<'a>),
        value: Option<&Value>,
    ) {
        if self.is_response {
            notes.field(&part.owner, name, value.is_some());
        }
        if let Some(value) = value {
            let place = format!("{}.{name}", part.owner);
            let at = At::new(&place, &part.owner);
            self.value_at(notes, schema, value, at, subject.depth + 1);
        }
    }

    fn required(&self, notes: &mut Notes, part: &Part<'a>, members: &Map<String, Value>) {
        let required = part.get("required").and_then(Value::as_array);
        let names = required.into_iter().flatten().filter_map(Value::as_str);
        for name in names.filter(|name| !members.contains_key(*name)) {
            // A property that only the other direction has need not be there.
            let other_direction = if self.is_response {
                "writeOnly"
            } else {
                "readOnly"
            };
            let property = part
                .get("properties")
                .and_then(|properties| properties.get(name));
            if property
                .is_some_and(|property| property.get(other_direction) == Some(&Value::Bool(true)))
            {
                continue;
            }
            let fix = Fix::MakeOptional {
                schema: part.site.pointer.clone(),
                name: name.to_owned(),
            };
            let difference = Difference {
                within: part.owner.clone(),
                example: "absent".to_owned(),
                fixes: BTreeSet::from([fix]),
            };
            notes.differ(
                Kind::MissingRequired,
                &format!("{}.{name}", part.owner),
                difference,
            );
        }
    }

    /// Compares a field that no part lists.
    fn other_field(
        &self,
        notes: &mut Notes,
        subject: Subject<'_, 'a>,
        parts: &[Part<'a>],
        name: &str,
        value: &Value,
    ) {
        let Subject { at, depth, .. } = subject;
        // The component, if the object has one.
        let named = parts.iter().find(|part| part.owner != at.place);
        let Some(main) = named.or(parts.first()) else {
            return;
        };
        let others: Vec<Site<'a>> = parts
            .iter()
            .filter_map(|part| part.site.member("additionalProperties"))
            .collect();
        let are_allowed = others
            .iter()
            .any(|schema| schema.value != &Value::Bool(false));
        if are_allowed {
            let place = format!("{}.{{}}", main.owner);
            let schemas = others.iter().filter(|schema| schema.object().is_some());
            for schema in schemas {
                self.value_at(
                    notes,
                    schema,
                    value,
                    At::new(&place, &main.owner),
                    depth + 1,
                );
            }
            return;
        }
        // An object without properties has any fields.
        let lists_properties = |part: &Part<'_>| part.get("properties").is_some();
        if !at.is_form && others.is_empty() && !parts.iter().any(lists_properties) {
            return;
        }
        let name = shown(name);
        let place = format!("{}.{name}", main.owner);
        notes.value(&place, JsonType::of(value));
        let kind = if at.is_form {
            Kind::UndocumentedParameter
        } else {
            Kind::UndocumentedField
        };
        let difference = Difference {
            within: main.owner.clone(),
            example: shape(value),
            fixes: BTreeSet::from([Fix::AddProperty {
                schema: main.site.pointer.clone(),
                name: name.to_owned(),
            }]),
        };
        notes.differ(kind, &place, difference);
    }
}
