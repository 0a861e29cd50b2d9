//! Calls the generator, and names the operation at which it fails or panics.

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};

use openapiv3::{OpenAPI, Operation, PathItem, ReferenceOr};
use proc_macro2::TokenStream;
use progenitor::{GenerationSettings, Generator};

/// Generates the client of a description.
///
/// # Errors
/// The generator fails or panics. The message names the operation, if a description of that operation alone has the same
/// failure.
pub fn tokens(settings: &GenerationSettings, spec: &OpenAPI) -> Result<TokenStream, String> {
    // The message of a panic is part of the error.
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let tokens = attempt(settings, spec).map_err(|message| {
        let place = failing_operation(settings, spec).map_or_else(
            || "the description".to_owned(),
            |id| format!("the operation {id}"),
        );
        format!("progenitor cannot generate a client from {place}: {message}")
    });
    panic::set_hook(hook);
    tokens
}

fn attempt(settings: &GenerationSettings, spec: &OpenAPI) -> Result<TokenStream, String> {
    let generate = AssertUnwindSafe(|| Generator::new(settings).generate_tokens(spec));
    match panic::catch_unwind(generate) {
        Ok(tokens) => tokens.map_err(|error| error.to_string()),
        Err(panic) => Err(message(panic.as_ref())),
    }
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("it panicked without a message").to_owned()
}

/// Returns the `operationId` of the first operation of which the generator cannot generate a client.
fn failing_operation(settings: &GenerationSettings, spec: &OpenAPI) -> Option<String> {
    let mut without = spec.clone();
    without.paths.paths.clear();
    // If the components alone fail, no operation is the cause.
    attempt(settings, &without).ok()?;
    spec.paths.paths.iter().find_map(|(path, item)| {
        let ReferenceOr::Item(item) = item else {
            return None;
        };
        operations(item).into_iter().find_map(|(only, id)| {
            let mut alone = without.clone();
            alone
                .paths
                .paths
                .insert(path.clone(), ReferenceOr::Item(only));
            attempt(settings, &alone).err().map(|_| id)
        })
    })
}

/// Returns the item once for each of its operations, with that operation alone, and the operation's name.
fn operations(item: &PathItem) -> Vec<(PathItem, String)> {
    type Slot = fn(&mut PathItem) -> &mut Option<Operation>;
    const SLOTS: [Slot; 8] = [
        |item| &mut item.get,
        |item| &mut item.put,
        |item| &mut item.post,
        |item| &mut item.delete,
        |item| &mut item.options,
        |item| &mut item.head,
        |item| &mut item.patch,
        |item| &mut item.trace,
    ];
    let mut all = item.clone();
    let mut empty = item.clone();
    SLOTS.iter().for_each(|slot| *slot(&mut empty) = None);
    let alone = SLOTS.iter().filter_map(|slot| {
        let operation = slot(&mut all).take()?;
        let id = operation.operation_id.clone().unwrap_or_default();
        let mut only = empty.clone();
        *slot(&mut only) = Some(operation);
        Some((only, id))
    });
    alone.collect()
}
