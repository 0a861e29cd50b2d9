//! One request of a collection, with its saved responses, to a page.

use super::super::address::METHODS;
use super::super::json::Json;
use super::super::model::{Answer, Folder, Page, Row};
use super::super::status::Status;
use super::address::{self, Address, Variables};
use super::text::Text;
use super::{Reader, body, fields, markup, samples};
use crate::diagnostic::Located;
use std::sync::Arc;

impl Reader<'_> {
    pub(super) fn request(
        &mut self,
        item: &Located<Json<'_>>,
        request: &Located<Json<'_>>,
        folders: &[Arc<Folder>],
        variables: &Variables,
    ) {
        let known = self.faults.len();
        let method = self.method(request);
        let address = self.address(request, variables);
        let mut headers = headers(&request.value);
        let mut carried = body::Carried::default();
        if let Some(json) = request.value.get("body") {
            carried = body::read(json).unwrap_or_else(|fault| {
                self.no_json("the body", &fault);
                body::Carried::default()
            });
        }
        if let Some(media) = carried.media
            && !headers.iter().any(is_content_type)
        {
            headers.push(body::content_type(media.value, media.place));
        }
        let answers = self.answers(item);
        let description =
            markup::description(&request.value).or_else(|| markup::description(&item.value));
        let (Some(method), Some(address)) = (method, address) else {
            return;
        };
        if self.faults.len() > known {
            return;
        }
        self.pages.push(Page {
            file: self.file.to_owned(),
            text: self.source.clone(),
            folders: folders.to_vec(),
            title: Text::member(&item.value, "name").map(Text::located),
            description: description.and_then(|text| text.prose()),
            method,
            url: address.url,
            parameters: address.parameters,
            headers,
            body: carried.body,
            answers,
            warnings: Vec::new(),
        });
    }

    /// A request that is a string alone, or that names no method, gets its address.
    fn method(&mut self, request: &Located<Json<'_>>) -> Option<Located<String>> {
        let Some(method) = Text::member(&request.value, "method") else {
            return Some(Located::new("GET".to_owned(), request.place));
        };
        let name = method.text.to_ascii_uppercase();
        if METHODS.contains(&name.as_str()) {
            return Some(Located::new(name, method.start()));
        }
        let message = format!("unknown method `{}`", method.text);
        let help = format!("a description knows {}", METHODS.join(", "));
        self.fault(method.start(), message, &help);
        None
    }

    fn address(&mut self, request: &Located<Json<'_>>, variables: &Variables) -> Option<Address> {
        let json = match &request.value {
            Json::Object(_) => request.value.get("url"),
            _ => Some(request),
        };
        let read = json.map(|json| address::read(json, variables));
        match read {
            Some(Ok(Some(address))) => Some(address),
            Some(Err(fault)) => {
                let (message, help) = fault.value;
                self.fault(fault.place, message, &help);
                None
            }
            _ => {
                let place = json.map_or(request.place, |json| json.place);
                let help = "give it a `url`, or remove the request";
                self.fault(place, "the request has no URL", help);
                None
            }
        }
    }

    fn no_json(&mut self, what: &str, fault: &Located<String>) {
        let message = format!("{what} is no JSON: {}", fault.value);
        let help = "complete it, or say that it is text";
        let problem = self.problem(fault.place, message, help);
        self.faults.push(problem.expected("it breaks here"));
    }

    /// The saved responses.
    fn answers(&mut self, item: &Located<Json<'_>>) -> Vec<Answer> {
        let mut answers = Vec::new();
        for response in item.value.list("response").unwrap_or_default() {
            let Some(status) = self.status(response) else {
                continue;
            };
            let sample = response
                .value
                .get("body")
                .map(|body| samples::read(body, &language(&response.value)));
            let sample = sample.transpose().unwrap_or_else(|fault| {
                self.no_json("the sample", &fault);
                None
            });
            let sample = sample.flatten();
            answers.push(Answer { status, sample });
        }
        answers
    }

    fn status(&mut self, response: &Located<Json<'_>>) -> Option<Located<Status>> {
        let code = Text::member(&response.value, "code");
        let reason = Text::member(&response.value, "status");
        let Some(first) = code.as_ref().or(reason.as_ref()) else {
            let help = "give the saved response a `code`";
            self.fault(response.place, "an answer without a status", help);
            return None;
        };
        let said = [&code, &reason];
        let status = said
            .into_iter()
            .flatten()
            .find_map(|text| Status::parse(&text.text).ok());
        if status.is_none() {
            let help = "use a code of three digits";
            self.fault(
                first.start(),
                format!("unknown status `{}`", first.text),
                help,
            );
        }
        status.map(|status| Located::new(status, first.start()))
    }
}

/// The rows of the request's headers.
fn headers(request: &Json<'_>) -> Vec<Row> {
    let fields = fields::read(request.get("header"));
    let mut rows = fields::rows(&fields);
    for row in rows.iter_mut().filter(|row| is_content_type(row)) {
        // Its value is the media type, which a page's table has among its words.
        let field = fields.iter().find(|field| field.key.text == row.key.value);
        if let Some(value) = field.map(|field| field.value.trimmed())
            && value.text.contains('/')
        {
            *row = body::content_type(&value.text, value.start());
        }
    }
    rows
}

fn is_content_type(row: &Row) -> bool {
    row.key.value.eq_ignore_ascii_case("content-type")
}

/// What the collection says that a response's body is written in.
fn language(response: &Json<'_>) -> String {
    let headers = fields::read(response.get("header"));
    let stated = headers
        .iter()
        .find(|field| field.key.text.eq_ignore_ascii_case("content-type"));
    if let Some(media) = stated.map(|field| field.value.text.to_lowercase()) {
        let kinds = ["json", "html", "xml", "javascript", "text"];
        let known = kinds.into_iter().find(|kind| media.contains(kind));
        return known.unwrap_or("text").to_owned();
    }
    let preview = Text::member(response, "_postman_previewlanguage");
    preview.map_or(String::new(), |preview| preview.text)
}
