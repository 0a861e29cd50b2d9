//! Doc comments. Text of a description is made inert, so that none of it becomes code, HTML or a link.

use proc_macro2::TokenStream;
use quote::quote;

use crate::description::Field;
use crate::markdown::{code_span, inert};
use crate::operation::Operation;

/// Returns a doc comment.
pub fn doc(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| match line {
        "" => String::new(),
        line => format!(" {line}"),
    });
    quote!(#(#[doc = #lines])*)
}

/// Returns the documentation of the `Client` method for an operation, with a line for each argument.
pub fn of_method(
    operation: &Operation<'_>,
    arguments: &[(String, Field<'_>)],
    note: &str,
) -> String {
    let mut text = summary(operation);
    let request = format!("{} {}", operation.method.to_uppercase(), operation.path);
    text.push_str(&format!("\n\nSends {}.{note}", code_span(&request)));
    if !arguments.is_empty() {
        text.push_str("\n\n# Arguments\n");
    }
    for (name, field) in arguments {
        let description = paragraph(field.description);
        let separator = if description.is_empty() { "" } else { ": " };
        text.push_str(&format!("\n- `{name}`{separator}{description}"));
    }
    text
}

/// Returns the description of an operation, or its name.
pub fn summary(operation: &Operation<'_>) -> String {
    match inert(operation.summary) {
        text if text.is_empty() => format!("Calls the operation {}.", code_span(&operation.name)),
        text => text,
    }
}

/// Returns the documentation of the setter for a field.
pub fn of_setter(field: &Field<'_>) -> String {
    let sets = format!("Sets {}.", code_span(field.name));
    match inert(field.description) {
        text if text.is_empty() => sets,
        text if text.contains('\n') => format!("{sets}\n\n{text}"),
        text => format!("{sets} {text}"),
    }
}

/// Returns the documentation of the parameter of an event.
pub fn of_parameter(field: &Field<'_>) -> String {
    let name = format!("The parameter {}.", code_span(field.name));
    match inert(field.description) {
        text if text.is_empty() => name,
        text => format!("{name} {text}"),
    }
}

/// Returns a text as one line.
fn paragraph(text: &str) -> String {
    inert(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Returns the attribute of an item that the description marks as deprecated.
pub fn deprecated(is_deprecated: bool) -> Option<TokenStream> {
    is_deprecated
        .then(|| quote!(#[deprecated = "the description of the API marks it as deprecated"]))
}
