//! What a request carries, in whichever of the modes.

use super::super::json::Json;
use super::super::model::{Body, Datatype, Row};
use super::super::prose::Prose;
use super::super::sample::{Media, Node, Read, Sample};
use super::text::Text;
use super::{fields, samples};
use crate::diagnostic::{Located, Place};

/// A body, and the media type that its mode stands for where no header says another.
#[derive(Debug, Default)]
pub(super) struct Carried {
    pub(super) body: Body,
    pub(super) media: Option<Located<&'static str>>,
    /// What was not right in the sample and could be read all the same.
    pub(super) doubts: Vec<Located<&'static str>>,
}

impl Carried {
    /// Returns a body of JSON of which nothing is known.
    pub(super) fn open(place: Place) -> Self {
        let mut carried = Self::default();
        carried.body.sample = open(place).sample;
        carried
    }
}

/// Returns a sample of JSON of which nothing is known.
pub(super) fn open(place: Place) -> Read {
    Read {
        sample: Some(Sample::Json(Located::new(Node::Unknown, place))),
        doubts: Vec::new(),
    }
}

/// Reads the `body` of a request.
pub(super) fn read(json: &Located<Json<'_>>) -> Result<Carried, Located<String>> {
    let body = &json.value;
    if body.flag("disabled") {
        return Ok(Carried::default());
    }
    let mode = Text::member(body, "mode").map_or_else(|| "raw".to_owned(), |mode| mode.text);
    let mut carried = Carried::default();
    let place = json.place;
    match mode.as_str() {
        "urlencoded" => carried.body.fields = fields::rows(&fields::read(body.get("urlencoded"))),
        "formdata" => {
            carried.body.fields = fields::rows(&fields::read(body.get("formdata")));
            carried.media = Some(Located::new("multipart/form-data", place));
        }
        "file" => {
            carried.body.sample = Some(Sample::Text(Located::new(Media::Plain, place)));
            carried.media = Some(Located::new("application/octet-stream", place));
        }
        "graphql" => carried.body.sample = body.get("graphql").map(graphql).transpose()?.flatten(),
        _ => {
            let language = body
                .get("options")
                .and_then(|options| options.value.get("raw"));
            let language = language.and_then(|raw| Text::member(&raw.value, "language"));
            let language = language.map_or(String::new(), |language| language.text);
            if let Some(raw) = body.get("raw") {
                let Read { sample, doubts } = samples::read(raw, &language)?;
                carried.body.sample = sample;
                carried.doubts = doubts;
            }
        }
    }
    Ok(carried)
}

/// A query and its variables travel as one JSON object.
fn graphql(json: &Located<Json<'_>>) -> Result<Option<Sample>, Located<String>> {
    let mut members = Vec::new();
    if let Some(query) = Text::member(&json.value, "query") {
        let place = query.start();
        members.push((
            "query".to_owned(),
            Located::new(Node::Text(query.text), place),
        ));
    }
    if let Some(name) = Text::member(&json.value, "operationName") {
        let place = name.start();
        let name = Located::new(Node::Text(name.text), place);
        members.push(("operationName".to_owned(), name));
    }
    if let Some(variables) = json.value.get("variables")
        && let Some(Sample::Json(node)) = samples::read(variables, "json")?.sample
    {
        members.push(("variables".to_owned(), node));
    }
    let object = Located::new(Node::Object(members), json.place);
    Ok(Some(Sample::Json(object)))
}

/// A row that states a media type, as a page's table of headers does.
pub(super) fn content_type(media: &str, place: Place) -> Row {
    let mut description = Prose::default();
    description.push(media, place);
    Row {
        key: Located::new("Content-Type".to_owned(), place),
        datatype: Datatype::String,
        required: false,
        description: Some(description),
    }
}
