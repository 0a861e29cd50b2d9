//! The layouts that publishers use.

use super::facts::{Body, Facts, Field};
use pages_to_openapi::page::Datatype;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use proptest::prelude::*;
use serde_json::Value;
use std::fmt::Write as _;

/// How tables are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    Glued,
    GluedWithoutRequired,
    /// Glued, and a required row says `(Required)` at its head.
    Marked,
    Pipes,
    PipesWithRule,
    PipesWithoutFrame,
    PipesInAnotherOrder,
    Tabs,
    Lines,
}

impl Table {
    pub fn shows_required(self) -> bool {
        self != Self::GluedWithoutRequired
    }

    /// Only the last column goes on over several lines.
    pub fn description(self, text: &str) -> String {
        if self == Self::PipesInAnotherOrder {
            text.replace('\n', " ")
        } else {
            text.to_owned()
        }
    }
}

/// How variables of the path are written.
#[derive(Debug, Clone, Copy)]
pub enum Variable {
    Colon,
    Braces,
    Brace,
    Angle,
}

/// How samples are written.
#[derive(Debug, Clone, Copy)]
pub enum Json {
    Compact,
    Pretty,
    Escaped,
}

#[derive(Debug, Clone)]
pub struct Layout {
    pub table: Table,
    pub variable: Variable,
    pub host: &'static str,
    pub json: Json,
    pub markdown: bool,
    pub newline: &'static str,
    pub blank: &'static str,
    pub small_method: bool,
    pub mark: bool,
}

pub fn layout() -> impl Strategy<Value = Layout> {
    let select = prop::sample::select::<Table>;
    (
        select(vec![
            Table::Glued,
            Table::GluedWithoutRequired,
            Table::Marked,
            Table::Pipes,
            Table::PipesWithRule,
            Table::PipesWithoutFrame,
            Table::PipesInAnotherOrder,
            Table::Tabs,
            Table::Lines,
        ]),
        prop::sample::select(vec![
            Variable::Colon,
            Variable::Braces,
            Variable::Brace,
            Variable::Angle,
        ]),
        prop::sample::select(vec![
            "{{baseUrl}}",
            "https://{{host}}",
            "https://{{sub}}.example.com",
            "https://api.example.com",
            "http://localhost:8080",
            "https://{host}",
        ]),
        prop::sample::select(vec![Json::Compact, Json::Pretty, Json::Escaped]),
        any::<bool>(),
        prop::sample::select(vec!["\n", "\r\n"]),
        prop::sample::select(vec!["", " ", "\t", "\u{a0}"]),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(
            |(table, variable, host, json, markdown, newline, blank, small_method, mark)| Layout {
                table,
                variable,
                host,
                json,
                markdown,
                newline,
                blank,
                small_method,
                mark,
            },
        )
}

impl Layout {
    pub fn render(&self, facts: &Facts) -> String {
        let mut out = String::new();
        let heading = if self.markdown { "### " } else { "" };
        if !facts.title.is_empty() {
            let mark = if self.markdown { "# " } else { "" };
            writeln!(out, "{mark}{}\n", facts.title).unwrap();
        }
        let method = if self.small_method {
            facts.method.to_lowercase()
        } else {
            facts.method.clone()
        };
        writeln!(out, "{method} {}\n", self.address(facts)).unwrap();
        if !facts.description.is_empty() {
            writeln!(out, "{}\n", facts.description).unwrap();
        }
        if !facts.parameters.is_empty() {
            writeln!(
                out,
                "{heading}Request Params\n\n{}",
                self.table(&facts.parameters)
            )
            .unwrap();
        }
        match &facts.body {
            Body::None => {}
            Body::Form(fields) => {
                writeln!(out, "{heading}Body PARAM\n\n{}", self.table(fields)).unwrap();
            }
            Body::Json(value) => {
                writeln!(
                    out,
                    "{heading}Request Body\n\n{}",
                    self.fenced(&self.json(value))
                )
                .unwrap();
            }
            Body::Ruby(value) => {
                let text = self.escaped(ruby(value));
                writeln!(out, "{heading}Request Body\n\n{}", self.fenced(&text)).unwrap();
            }
        }
        writeln!(out, "{heading}HEADERS\n\n{}", self.table(&facts.headers)).unwrap();
        writeln!(out, "{heading}RESPONSES\n").unwrap();
        for (status, _, sample) in &facts.answers {
            if self.markdown {
                writeln!(out, "**status**: `{status}`").unwrap();
            } else {
                writeln!(out, "status: {status}\n").unwrap();
            }
            if let Some(sample) = sample {
                writeln!(out, "{}", self.fenced(&self.json(sample))).unwrap();
            }
        }
        let mark = if self.mark { "\u{feff}" } else { "" };
        let end = format!("{}{}", self.blank, self.newline);
        format!("{mark}{}", out.replace('\n', &end))
    }

    fn address(&self, facts: &Facts) -> String {
        let mut address = self.host.to_owned();
        for (name, is_parameter) in &facts.path {
            address.push('/');
            address.push_str(&match (is_parameter, self.variable) {
                (false, _) => name.clone(),
                (true, Variable::Colon) => format!(":{name}"),
                (true, Variable::Braces) => format!("{{{{{name}}}}}"),
                (true, Variable::Brace) => format!("{{{name}}}"),
                (true, Variable::Angle) => format!("<{name}>"),
            });
        }
        for (index, (name, value)) in facts.query.iter().enumerate() {
            address.push(if index == 0 { '?' } else { '&' });
            let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
            let plain = value.starts_with(['<', '{']);
            let value = if plain { value.clone() } else { encoded(value) };
            address.push_str(&format!("{}={value}", encoded(name)));
        }
        address
    }

    fn json(&self, value: &Value) -> String {
        match self.json {
            Json::Compact => value.to_string(),
            Json::Pretty => format!("{value:#}"),
            Json::Escaped => self.escaped(value.to_string()),
        }
    }

    /// Escaped as HTML, where the layout is.
    fn escaped(&self, text: String) -> String {
        match self.json {
            Json::Escaped => text
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;")
                .replace('"', "&quot;")
                .replace('\'', "&#39;"),
            _ => text,
        }
    }

    fn fenced(&self, text: &str) -> String {
        if self.markdown {
            format!("```\n{text}\n```\n")
        } else {
            format!("{text}\n")
        }
    }

    fn table(&self, fields: &[Field]) -> String {
        let mut out = match self.table {
            Table::Glued | Table::Marked => "KeyDatatypeRequiredDescription\n",
            Table::GluedWithoutRequired => "KeyDatatypeDescription\n",
            Table::Pipes => "| Key | Datatype | Required | Description |\n",
            Table::PipesWithRule => {
                "|Key|Datatype|Required|Description|\n| --- | :-: | --- |---|\n"
            }
            Table::PipesWithoutFrame => {
                "Key | Datatype | Required | Description\n---|---|---|---\n"
            }
            Table::PipesInAnotherOrder => "| Required | Key | Description | Datatype |\n",
            Table::Tabs => "Key\tDatatype\tRequired\tDescription\n",
            Table::Lines => "Key\nDatatype\nRequired\nDescription\n",
        }
        .to_owned();
        for field in fields {
            let key = &field.key;
            let description = &self.table.description(&field.description);
            let kind = datatype(field.datatype);
            let flag = if field.required { "true" } else { "" };
            let piped = description.replace('|', "\\|");
            let key_ticked = if self.markdown {
                format!("`{key}`")
            } else {
                key.clone()
            };
            let row = match self.table {
                Table::Glued => format!("{key}{kind}{flag}{description}"),
                Table::GluedWithoutRequired => format!("{key}{kind}{description}"),
                Table::Marked if field.required => format!("{key}{kind}(Required) {description}"),
                Table::Marked => format!("{key}{kind}{description}"),
                Table::Pipes | Table::PipesWithRule => {
                    format!("| {key_ticked} | {kind} | {flag} | {piped} |")
                }
                Table::PipesWithoutFrame => format!("{key} | {kind} | {flag} | {piped}"),
                Table::PipesInAnotherOrder => {
                    format!("| {flag} | {key} | {piped} | {kind} |")
                }
                Table::Tabs => format!("{key}\t{kind}\t{flag}\t{description}"),
                Table::Lines => {
                    let rest: Vec<&str> = [flag, description]
                        .into_iter()
                        .filter(|text| !text.is_empty())
                        .collect();
                    [&[key.as_str(), kind][..], &rest].concat().join("\n")
                }
            };
            out.push_str(&row);
            out.push('\n');
        }
        out
    }
}

fn datatype(datatype: Datatype) -> &'static str {
    match datatype {
        Datatype::String => "string",
        Datatype::Number => "number",
        Datatype::Integer => "integer",
        Datatype::Boolean => "boolean",
        Datatype::Array => "array",
        Datatype::Object => "object",
        Datatype::Unknown => "null",
    }
}

/// A value as Ruby shows it.
fn ruby(value: &Value) -> String {
    match value {
        Value::Null => "nil".to_owned(),
        Value::String(text) => {
            let quoted = Value::from(text.as_str()).to_string();
            quoted.replace("#{", "\\#{").replace("\\u001b", "\\e")
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(ruby).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(members) => {
            let members: Vec<String> = members
                .iter()
                .map(|(key, value)| {
                    format!("{}=>{}", ruby(&Value::from(key.as_str())), ruby(value))
                })
                .collect();
            format!("{{{}}}", members.join(", "))
        }
        other => other.to_string(),
    }
}
