//! What a page may state, made up.

use super::layout::Layout;
use pages_to_openapi::page::{Datatype, Node, Page, Row, Sample};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub key: String,
    pub datatype: Datatype,
    pub required: bool,
    pub description: String,
}

/// A request's body.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    None,
    Form(Vec<Field>),
    Json(Value),
    Ruby(Value),
}

/// All that a page states.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    pub title: String,
    pub method: String,
    pub description: String,
    /// Literal segments and parameters.
    pub path: Vec<(String, bool)>,
    pub query: Vec<(String, String)>,
    pub parameters: Vec<Field>,
    pub headers: Vec<Field>,
    pub body: Body,
    /// What the status line says, its key, and the sample.
    pub answers: Vec<(String, String, Option<Value>)>,
}

/// The facts as both sides are compared by.
pub type Said = Vec<String>;

impl Facts {
    /// What a page that was read says.
    pub fn of(page: &Page) -> Said {
        let mut said = vec![
            format!("title {:?}", page.title.as_ref().map(|t| t.value.as_str())),
            format!("{} {}", page.method.value, page.url.path),
            format!(
                "description {:?}",
                page.description.as_ref().map(|d| d.text.as_str())
            ),
        ];
        let names = page.url.path_parameters.iter();
        said.extend(names.map(|name| format!("path {}", name.value)));
        let query = page.url.query.iter();
        said.extend(query.map(|query| format!("query {}={}", query.name.value, query.value)));
        let rows = |what: &str, rows: &[Row]| -> Vec<String> {
            rows.iter()
                .map(|row| {
                    let text = row.description.as_ref().map_or("", |d| d.text.as_str());
                    format!(
                        "{what} {} {:?} {} {text:?}",
                        row.key.value, row.datatype, row.required
                    )
                })
                .collect()
        };
        said.extend(rows("parameter", &page.parameters));
        said.extend(rows("header", &page.headers));
        said.extend(rows("field", &page.body.fields));
        if let Some(sample) = &page.body.sample {
            said.push(format!("body {}", shown(sample)));
        }
        for answer in &page.answers {
            let sample = answer.sample.as_ref().map(shown);
            said.push(format!("answer {} {sample:?}", answer.status.value.key()));
        }
        said
    }

    /// What is to be read, in this layout.
    pub fn expected(&self, layout: &Layout) -> Said {
        let path: String = self
            .path
            .iter()
            .map(|(name, is_parameter)| {
                if *is_parameter {
                    format!("/{{{name}}}")
                } else {
                    format!("/{name}")
                }
            })
            .collect();
        let path = if path.is_empty() {
            "/".to_owned()
        } else {
            path
        };
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let mut said = vec![
            format!("title {:?}", text(&self.title)),
            format!("{} {path}", self.method),
            format!("description {:?}", text(&self.description)),
        ];
        let parameters = self.path.iter().filter(|(_, is_parameter)| *is_parameter);
        said.extend(parameters.map(|(name, _)| format!("path {name}")));
        said.extend(
            self.query
                .iter()
                .map(|(name, value)| format!("query {name}={value}")),
        );
        let rows = |what: &str, rows: &[Field]| -> Vec<String> {
            rows.iter()
                .map(|row| {
                    let required = row.required && layout.table.shows_required();
                    let text = layout.table.description(&row.description);
                    format!("{what} {} {:?} {required} {text:?}", row.key, row.datatype)
                })
                .collect()
        };
        said.extend(rows("parameter", &self.parameters));
        said.extend(rows("header", &self.headers));
        match &self.body {
            Body::None => {}
            Body::Form(fields) => said.extend(rows("field", fields)),
            Body::Json(value) | Body::Ruby(value) => said.push(format!("body {}", value_of(value))),
        }
        for (_, key, sample) in &self.answers {
            let sample = sample.as_ref().map(value_of);
            said.push(format!("answer {key} {sample:?}"));
        }
        said
    }
}

fn shown(sample: &Sample) -> String {
    match sample {
        Sample::Json(node) => node_of(&node.value),
        Sample::Text(_) => "text".to_owned(),
    }
}

fn node_of(node: &Node) -> String {
    match node {
        Node::Unknown => "unknown".to_owned(),
        Node::Null => "null".to_owned(),
        Node::Boolean => "boolean".to_owned(),
        Node::Integer(value) => format!("{value:?}"),
        Node::Number => "number".to_owned(),
        Node::Text(text) => format!("{text:?}"),
        Node::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| node_of(&item.value)).collect();
            format!("[{}]", items.join(","))
        }
        Node::Object(members) => {
            let members: Vec<String> = members
                .iter()
                .map(|(key, node)| format!("{key:?}:{}", node_of(&node.value)))
                .collect();
            format!("{{{}}}", members.join(","))
        }
    }
}

fn value_of(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(_) => "boolean".to_owned(),
        Value::Number(number) if number.is_f64() => "number".to_owned(),
        Value::Number(number) => format!("{:?}", number.as_i64()),
        Value::String(text) => format!("{text:?}"),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(value_of).collect();
            format!("[{}]", items.join(","))
        }
        Value::Object(members) => {
            let members: Vec<String> = members
                .iter()
                .map(|(key, value)| format!("{key:?}:{}", value_of(value)))
                .collect();
            format!("{{{}}}", members.join(","))
        }
    }
}

fn datatype() -> impl Strategy<Value = Datatype> {
    prop::sample::select(vec![
        Datatype::String,
        Datatype::Number,
        Datatype::Integer,
        Datatype::Boolean,
        Datatype::Array,
        Datatype::Object,
        Datatype::Unknown,
    ])
}

/// Names that a URL or a sample shows too: they may hold what a datatype is written with.
fn nasty_name() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "format",
            "formatstring",
            "number",
            "numbernumber",
            "state",
            "string",
            "stringstring",
            "phone_number",
            "objectId",
            "is_nullable",
            "any",
            "anyarray",
            "trueboolean",
            "page[size]",
            "filter.null",
            "first-name",
            "$top",
            "arrayOf",
            "integer_id",
            "falsestring",
            "nullnull",
        ])
        .prop_map(str::to_owned),
        "[A-Za-z][A-Za-z0-9_]{0,8}",
        "[А-я]{1,4}",
    ]
}

/// Names that nothing else on the page shows.
fn plain_name() -> impl Strategy<Value = String> {
    "[A-Z][a-z]{0,4}([A-Z][a-z]{1,4}){0,2}|[a-z]{1,3}_[a-z]{1,4}|X-[A-Z][a-z]{1,5}"
        .prop_filter("a datatype within", |name| !has_datatype(name))
        .prop_filter("the start of a word such as \"nonstring\"", |name| {
            !["sub", "query", "non", "multi"].contains(&name.to_lowercase().as_str())
        })
}

fn has_datatype(text: &str) -> bool {
    let text = text.to_lowercase();
    [
        "string",
        "number",
        "integer",
        "boolean",
        "array",
        "object",
        "null",
        "any",
        "float",
        "undefined",
    ]
    .iter()
    .any(|word| text.contains(word))
}

fn sentence() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "How many to return.",
        "The default is 50, and the maximum is 1000.",
        "A string, a number or an array of objects; see above.",
        "ISO 8601: `2020-01-01`, é, 🎨, 名.",
        "Required for callers with more than one.",
        "Can be: `open`, `closed`, or `failed`.",
        "True where it is so. False, if not.",
        "Headers and responses follow.",
        "**Bold** [link](https://example.com/a?b=c#d) <b>x</b> &amp; more",
    ])
    .prop_map(str::to_owned)
}

fn description() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => Just(String::new()),
        4 => sentence(),
        1 => prop::collection::vec(sentence(), 2..4).prop_map(|lines| lines.join("\n")),
        1 => (sentence(), sentence()).prop_map(|(one, two)| format!("{one}\n\n{two}")),
    ]
}

fn fields(name: impl Strategy<Value = String>) -> impl Strategy<Value = Vec<Field>> {
    let field = (name, datatype(), any::<bool>(), description());
    prop::collection::vec(field, 0..5).prop_map(|rows| {
        let mut fields: Vec<Field> = Vec::new();
        for (key, datatype, required, description) in rows {
            if !fields.iter().any(|other| other.key == key) {
                fields.push(Field {
                    key,
                    datatype,
                    required,
                    description,
                });
            }
        }
        fields
    })
}

/// Values with everything that JSON and its notations make hard.
pub fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        Just(json!(1.0)),
        Just(json!(-2.5e-3)),
        "[ -~é名🎨\n\t]{0,12}".prop_map(Value::from),
        Just(json!(
            "<string> & \"quoted\" 'it' \\ => nil: #{x} &quot; status: OK"
        )),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec(("[a-z_]{1,6}|[ -~]{1,5}", inner), 0..4)
                .prop_map(|members| { Value::Object(members.into_iter().collect()) }),
        ]
    })
}

fn status() -> impl Strategy<Value = (String, String)> {
    prop::sample::select(vec![
        ("OK", "200"),
        ("201", "201"),
        ("201 Created", "201"),
        ("Created", "201"),
        ("No Content", "204"),
        ("Too Many Requests", "429"),
        ("Unprocessable Entity (WebDAV) (RFC 4918)", "422"),
        ("404: Not Found", "404"),
        ("Internal Server Error", "500"),
        ("I'm a teapot", "418"),
        ("Non-Authoritative Information", "203"),
    ])
    .prop_map(|(text, key)| (text.to_owned(), key.to_owned()))
}

pub fn facts() -> impl Strategy<Value = Facts> {
    let body = prop_oneof![
        Just(Body::None),
        fields(plain_name())
            .prop_filter("no fields", |f| !f.is_empty())
            .prop_map(Body::Form),
        value().prop_map(Body::Json),
        prop::collection::vec(("[a-z]{1,5}", value()), 1..3)
            .prop_map(|members| Body::Ruby(Value::Object(members.into_iter().collect()))),
    ];
    let path = prop::collection::vec(("[A-Za-z][A-Za-z0-9]{0,6}", any::<bool>()), 0..4);
    (
        prop::sample::select(vec![
            "List Widget",
            "Fetch a Widget",
            "GET /widgets",
            "Отчёт 🎨",
            "",
        ]),
        prop::sample::select(vec![
            "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS",
        ]),
        description(),
        path,
        (fields(nasty_name()), any::<bool>()),
        fields(plain_name()),
        body,
        prop::collection::vec((status(), prop::option::of(value())), 0..4),
    )
        .prop_map(
            |(title, method, description, path, (rows, table), headers, body, answers)| {
                let mut segments: Vec<(String, bool)> = Vec::new();
                for segment in path {
                    if !segments.contains(&segment) {
                        segments.push(segment);
                    }
                }
                let values = ["7", "", "a b", "<string>", "{{x}}", "ü&="];
                let query = rows
                    .iter()
                    .enumerate()
                    .map(|(index, row)| (row.key.clone(), values[index % values.len()].to_owned()))
                    .collect();
                // Such requests have no body, and a field that the query shows is no part of one.
                let body = match body {
                    Body::Form(mut fields) => {
                        fields.retain(|field| !rows.iter().any(|row| row.key == field.key));
                        let has_body = !["GET", "DELETE", "HEAD"].contains(&method);
                        if has_body && !fields.is_empty() {
                            Body::Form(fields)
                        } else {
                            Body::None
                        }
                    }
                    other => other,
                };
                Facts {
                    title: title.to_owned(),
                    method: method.to_owned(),
                    // A title is what stands first.
                    description,
                    path: segments,
                    query,
                    parameters: if table { rows } else { Vec::new() },
                    headers,
                    body,
                    answers: answers
                        .into_iter()
                        .map(|((text, key), sample)| (text, key, sample))
                        .collect(),
                }
            },
        )
}
