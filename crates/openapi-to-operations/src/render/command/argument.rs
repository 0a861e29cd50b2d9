//! The arguments of a command.

use std::collections::BTreeSet;

use heck::ToKebabCase;
use proc_macro2::TokenStream;
use quote::quote;

use crate::description::Field;
use crate::field_type::FieldType;
use crate::naming::{snake_name, unique_name};
use crate::operation::{Body, Operation};
use crate::render::accepted::value_type;
use crate::render::api::{Api, ident};
use crate::render::listing::LIST_METHODS;
use crate::render::request::REQUEST_METHODS;
use crate::render::setter;
use crate::replacement::Replacement;

/// The options that commands have. The option of a parameter with such a name starts with `api-`.
const OPTIONS: [&str; 11] = [
    "body-file",
    "columns",
    "help",
    "limit",
    "output",
    "page-size",
    "record",
    "requests-per-second",
    "verbose",
    "version",
    "yes",
];

/// An argument of a command, and the setter that it calls.
pub struct Argument {
    /// The name of the field of the struct.
    pub name: proc_macro2::Ident,
    /// The setter of the request; `None` for an argument of the method of `Client`.
    pub setter: Option<proc_macro2::Ident>,
    /// The type of a value, or of an item.
    value: TokenStream,
    attributes: TokenStream,
    pub is_list: bool,
}

impl Argument {
    /// Returns the field of the struct.
    pub fn declaration(&self) -> TokenStream {
        let Self {
            name,
            value,
            attributes,
            ..
        } = self;
        let declared = match (&self.setter, self.is_list) {
            (_, true) => quote!(Vec<#value>),
            (None, false) => quote!(#value),
            (Some(_), false) => quote!(Option<#value>),
        };
        quote! {
            #[arg(#attributes)]
            #name: #declared
        }
    }
}

/// Returns the arguments of an operation's command: those of the method, the body as a whole, and those of the setters.
pub fn arguments(api: Api<'_>, operation: &Operation<'_>) -> Vec<Argument> {
    let mut flags: BTreeSet<String> = OPTIONS.iter().map(|name| (*name).to_owned()).collect();
    // The names of the struct's other fields, and those of the options, because clap identifies an option by its field.
    let mut names = BTreeSet::from(["listing", "confirmation", "self"].map(str::to_owned));
    names.extend(OPTIONS.map(snake_name));
    let mut arguments = Vec::new();
    let mut add = |name: &str, field: &Field<'_>, setter: Option<&str>| {
        let flag = flag(field.name, &mut flags);
        let name = unique_name(name.to_owned(), &mut names);
        arguments.push(argument(api, &name, &flag, field, setter));
    };
    for (name, _, field) in setter::arguments(operation) {
        add(&name, &field, None);
    }
    let methods: &[&str] = match operation.listing {
        Some(_) => &LIST_METHODS,
        None => &REQUEST_METHODS,
    };
    let optional = setter::optional(operation, methods);
    let body = match operation.body {
        Body::WholeJson(schema) => Some(Field {
            name: "body",
            schema,
            description: "The body",
            required: true,
            deprecated: false,
        }),
        _ => None,
    };
    if let Some(body) = &body {
        add("body", body, None);
    }
    for (name, _, field) in &optional {
        add(name, field, Some(name));
    }
    if matches!(operation.body, Body::Bytes(_)) {
        arguments.push(file_argument());
    }
    arguments
}

fn flag(name: &str, taken: &mut BTreeSet<String>) -> String {
    let name = match name.to_kebab_case() {
        name if name.is_empty() => "value".to_owned(),
        name => name,
    };
    if taken.insert(name.clone()) {
        return name;
    }
    let mut name = format!("api-{name}");
    while !taken.insert(name.clone()) {
        name.push_str("-2");
    }
    name
}

fn argument(
    api: Api<'_>,
    name: &str,
    flag: &str,
    field: &Field<'_>,
    setter: Option<&str>,
) -> Argument {
    let field_type = api.field_type(field.schema);
    let (item, is_list) = match field_type {
        FieldType::List(item) if !matches!(*item, FieldType::List(_) | FieldType::Json) => {
            (*item, true)
        }
        FieldType::List(_) => (FieldType::Json, false),
        other => (other, false),
    };
    let value = match &item {
        // Named by its module, because a type at the root may have the same name.
        FieldType::Input(name) => {
            let home = api.homes.get(name).map(|home| ident(home));
            let (home, name) = (home.into_iter(), ident(name));
            quote!(twilio_proxy::operations:: #(#home::)* #name)
        }
        other => value_type(api, other),
    };
    let help = help(api, field, &item);
    let value_name = value_name(api, field, &item);
    let special = match &item {
        // A list takes a value each time by itself.
        FieldType::Boolean if !is_list => quote!(, action = ArgAction::Set),
        FieldType::Integer | FieldType::Number => quote!(, allow_negative_numbers = true),
        FieldType::Json | FieldType::Generated(_) => quote!(, value_parser = json::<#value>()),
        FieldType::Input(_) => quote!(, value_parser = object::<#value>()),
        _ => quote!(),
    };
    let required = (is_list && setter.is_none()).then(|| quote!(, required = true));
    Argument {
        name: ident(name),
        setter: setter.map(ident),
        attributes: quote!(long = #flag, value_name = #value_name, help = #help #special #required),
        value,
        is_list,
    }
}

/// Returns the argument for a body of bytes.
fn file_argument() -> Argument {
    Argument {
        name: ident("body_file"),
        setter: None,
        value: quote!(PathBuf),
        attributes: quote!(
            long = "body-file",
            value_name = "FILE",
            help = "The file with the body"
        ),
        is_list: false,
    }
}

/// Returns the description of a field as one line, with the listed values.
fn help(api: Api<'_>, field: &Field<'_>, item: &FieldType) -> String {
    let paragraph = field.description.split("\n\n").next().unwrap_or_default();
    let mut text = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        text = format!("Sets {}.", field.name);
    }
    if let Some(values) = listed(api, field, item)
        && !values.iter().all(|value| text.contains(value))
    {
        text = format!("{} [{}]", text.trim_end_matches('.'), values.join(", "));
    }
    let text = text.trim_end_matches('.');
    match item {
        FieldType::Input(_) => format!("{text}. {}", keys(api, field)),
        _ => text.to_owned(),
    }
}

/// Returns a sentence with the keys of an object.
fn keys(api: Api<'_>, field: &Field<'_>) -> String {
    let component = api.description.component(item_schema(field));
    let schema = component.and_then(|name| api.description.schema(name));
    let fields = schema.map(|schema| api.description.properties(schema));
    let names = fields.iter().flatten().map(|field| match field.required {
        true => format!("{} (required)", field.name),
        false => field.name.to_owned(),
    });
    format!("Keys: {}", names.collect::<Vec<_>>().join(", "))
}

/// Returns the values that the description lists for an open enum.
fn listed<'a>(api: Api<'a>, field: &Field<'a>, item: &FieldType) -> Option<Vec<&'a str>> {
    if !matches!(item, FieldType::OpenEnum(_)) {
        return None;
    }
    let schema = api.description.resolve(item_schema(field));
    let component = api
        .description
        .component(schema)
        .and_then(|name| api.description.schema(name));
    match Replacement::of(component.unwrap_or(schema)) {
        Some(Replacement::OpenEnum { values }) => Some(values),
        _ => None,
    }
}

/// Returns the schema of a field, or of the items of a list.
fn item_schema<'a>(field: &Field<'a>) -> &'a serde_json::Value {
    field.schema.get("items").unwrap_or(field.schema)
}

fn value_name(api: Api<'_>, field: &Field<'_>, item: &FieldType) -> String {
    match item {
        FieldType::Sid(_) => {
            let schema = item_schema(field);
            let component = api.description.component(schema);
            let schema = component.and_then(|name| api.description.schema(name));
            match schema.and_then(Replacement::of) {
                Some(Replacement::Sid { prefix }) if !prefix.is_empty() => format!("{prefix}…"),
                _ => "SID".to_owned(),
            }
        }
        FieldType::Boolean => "true|false".to_owned(),
        FieldType::Integer | FieldType::Number => "NUMBER".to_owned(),
        FieldType::DateTime => "DATE-TIME".to_owned(),
        FieldType::Date => "DATE".to_owned(),
        FieldType::Input(_) | FieldType::Json | FieldType::Generated(_) => "JSON".to_owned(),
        _ => "TEXT".to_owned(),
    }
}
