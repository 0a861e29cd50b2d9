//! One request of a collection, with its saved responses, to a page.

use super::super::address::METHODS;
use super::super::json::Json;
use super::super::model::{Answer, Page, Row};
use super::super::status::Status;
use super::super::url::variable_for_a_name;
use super::address::{self, Address, Variables};
use super::scope::Scope;
use super::text::Text;
use super::{Reader, auth, body, fields, markup, samples};
use crate::diagnostic::{Diagnostic, Located};

impl Reader<'_> {
    pub(super) fn request(
        &mut self,
        item: &Located<Json<'_>>,
        request: &Located<Json<'_>>,
        scope: &Scope,
    ) {
        let method = self.method(request);
        let address = self.address(request, &scope.variables);
        let mut warnings = Vec::new();
        let mut headers = headers(&request.value);
        let mut carried = body::Carried::default();
        if let Some(json) = request.value.get("body") {
            carried = body::read(json).unwrap_or_else(|fault| {
                self.no_json("the body", &fault);
                body::Carried::open(fault.place)
            });
        }
        if let Some(media) = carried.media
            && !headers.iter().any(is_content_type)
        {
            headers.push(body::content_type(media.value, media.place));
        }
        warnings.extend(carried.doubts.iter().map(|doubt| self.doubt(doubt)));
        let answers = self.answers(item, &mut warnings);
        let description =
            markup::description(&request.value).or_else(|| markup::description(&item.value));
        let (Some(method), Some(address)) = (method, address) else {
            return;
        };
        if let Some(place) = address.only_variable {
            let message = format!(
                "the address is a variable alone: the path is named {}",
                address.url.path
            );
            let help = "give the variable a value, or write the path";
            warnings.push(self.problem(place, message, help).warning());
        }
        for name in &address.url.query_variables {
            let (message, help) = variable_for_a_name(&name.value);
            warnings.push(self.problem(name.place, message, help).warning());
        }
        self.pages.push(Page {
            file: self.file.to_owned(),
            text: self.source.clone(),
            collection: scope.collection.clone(),
            folders: scope.folders.clone(),
            title: Text::member(&item.value, "name").map(Text::located),
            description: description.and_then(|text| text.prose()),
            method,
            url: address.url,
            parameters: address.parameters,
            headers,
            body: carried.body,
            auth: auth::read(&request.value).or_else(|| scope.auth.clone()),
            answers,
            keep_going: true,
            warnings,
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
        let message = format!("unknown method `{}`: the request is left out", method.text);
        let help = format!("a description knows {}", METHODS.join(", "));
        self.leave_out(method.start(), message, &help);
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
                let message = format!("{message}: the request is left out");
                self.leave_out(fault.place, message, &help);
                None
            }
            _ => {
                let place = json.map_or(request.place, |json| json.place);
                let help = "give it a `url`, or remove the request";
                self.leave_out(place, "the request has no URL: it is left out", help);
                None
            }
        }
    }

    fn no_json(&mut self, what: &str, fault: &Located<String>) {
        let message = format!("{what} is no JSON: {}; it is left open", fault.value);
        let help = "complete it, or say that it is text";
        let problem = self.problem(fault.place, message, help).left_out();
        self.diagnostics.push(problem.expected("it breaks here"));
    }

    fn doubt(&self, doubt: &Located<&'static str>) -> Diagnostic {
        self.problem(doubt.place, doubt.value, "correct the JSON")
            .warning()
    }

    /// The saved responses.
    fn answers(&mut self, item: &Located<Json<'_>>, warnings: &mut Vec<Diagnostic>) -> Vec<Answer> {
        let mut answers = Vec::new();
        for response in item.value.list("response").unwrap_or_default() {
            let status = self.status(response, warnings);
            let read = response
                .value
                .get("body")
                .map(|body| samples::read(body, &language(&response.value)));
            let read = read.transpose().unwrap_or_else(|fault| {
                self.no_json("the sample", &fault);
                Some(body::open(fault.place))
            });
            let read = read.unwrap_or_default();
            warnings.extend(read.doubts.iter().map(|doubt| self.doubt(doubt)));
            answers.push(Answer {
                status,
                sample: read.sample,
            });
        }
        answers
    }

    /// The status of a response; every other status if the response has none.
    fn status(
        &self,
        response: &Located<Json<'_>>,
        warnings: &mut Vec<Diagnostic>,
    ) -> Located<Status> {
        let code = Text::member(&response.value, "code");
        let reason = Text::member(&response.value, "status");
        let stated = [&code, &reason];
        let mut known = stated
            .into_iter()
            .flatten()
            .filter_map(|text| Some(Located::new(Status::parse(&text.text).ok()?, text.start())));
        if let Some(status) = known.next() {
            return status;
        }
        let (place, message) = match code.as_ref().or(reason.as_ref()) {
            Some(text) => (
                text.start(),
                format!(
                    "unknown status `{}`: it is described as the default",
                    text.text
                ),
            ),
            None => (
                response.place,
                "an answer without a status: it is described as the default".to_owned(),
            ),
        };
        let help = "give the saved response a `code` of three digits";
        warnings.push(self.problem(place, message, help).warning());
        Located::new(Status::Default, place)
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
