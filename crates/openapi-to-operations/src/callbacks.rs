//! The callbacks of a description: requests that the API sends.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::description::{Description, entries};
use crate::field_type::is_object;
use crate::operation::{METHODS, is_json};
use crate::type_use::reach;

/// The components that the callbacks of all operations consist of.
pub struct Callbacks<'a> {
    /// The forms that the API sends.
    pub events: BTreeSet<&'a str>,
    /// The JSON objects of the responses that it accepts.
    pub responses: BTreeSet<&'a str>,
}

impl<'a> Callbacks<'a> {
    pub fn of(description: Description<'a>) -> Self {
        let (mut events, mut responses) = (BTreeSet::new(), BTreeSet::new());
        let object = |media: &'a Value| {
            let component = description.component(media.get("schema")?)?;
            let schema = description.schema(component)?;
            is_object(description, schema).then_some(component)
        };
        for request in requests(description) {
            let body = request.get("requestBody");
            let body = body.map(|body| description.resolve(body));
            let content = body.into_iter().flat_map(|body| entries(body, "content"));
            let forms = content.filter(|(media, _)| *media == "application/x-www-form-urlencoded");
            events.extend(forms.filter_map(|(_, media)| object(media)));
            let content = entries(request, "responses")
                .map(|(_, response)| description.resolve(response))
                .flat_map(|response| entries(response, "content"));
            let json = content.filter(|(media, _)| is_json(media));
            responses.extend(json.filter_map(|(_, media)| object(media)));
        }
        responses.retain(|component| !events.contains(component));
        Self { events, responses }
    }

    pub fn is_empty(&self) -> bool {
        self.events.is_empty() && self.responses.is_empty()
    }

    /// Returns the objects of the responses, and the components that they refer to.
    pub fn response_components(&self, description: Description<'a>) -> BTreeSet<&'a str> {
        let mut found = self.responses.clone();
        for schema in self
            .responses
            .iter()
            .filter_map(|one| description.schema(one))
        {
            reach(description, schema, &mut found);
        }
        found
    }
}

/// Returns the requests of all callbacks.
fn requests<'a>(description: Description<'a>) -> impl Iterator<Item = &'a Value> {
    let of_item = |item: &'a Value| METHODS.into_iter().filter_map(|method| item.get(method));
    let operations = entries(description.0, "paths").flat_map(move |(_, item)| of_item(item));
    let callbacks = operations
        .flat_map(|operation| entries(operation, "callbacks"))
        .map(move |(_, callback)| description.resolve(callback));
    let items = callbacks
        .filter_map(Value::as_object)
        .flatten()
        .filter(|(expression, _)| !expression.starts_with("x-"));
    items.flat_map(move |(_, item)| of_item(item))
}
