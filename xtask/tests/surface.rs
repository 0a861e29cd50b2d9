//! The public surface of the generated client.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper of a test may stop the test"
)]

#[path = "surface/changes.rs"]
mod changes;
#[path = "surface/claims.rs"]
mod claims;
#[path = "surface/documentation.rs"]
mod documentation;
#[path = "surface/everywhere.rs"]
mod everywhere;
#[path = "../../crates/twilio-proxy-client/build/generate.rs"]
mod generate;
#[path = "surface/hostile_text.rs"]
mod hostile_text;
#[path = "surface/marks.rs"]
mod marks;
#[path = "surface/names.rs"]
mod names;
#[path = "surface/plain_fields.rs"]
mod plain_fields;
#[path = "surface/progenitor_0_15.rs"]
mod progenitor_0_15;
#[path = "surface/read.rs"]
mod read;
#[path = "surface/readers.rs"]
mod readers;
#[path = "surface/refused.rs"]
mod refused;
#[path = "surface/signature.rs"]
mod signature;
#[path = "surface/text.rs"]
mod text;
#[path = "surface/texts.rs"]
mod texts;
#[path = "surface/truth.rs"]
mod truth;
#[path = "surface/words.rs"]
mod words;

use generate::{Generated, generate};
use read::{Said, Surface};

/// The surface of a client.
fn surface(generated: &Generated) -> Surface {
    let mut file = syn::parse_file(&generated.client).unwrap();
    let sids = syn::parse_file(&generated.sids).unwrap();
    file.items.extend(sids.items);
    let enums = enums(generated);
    file.items
        .push(syn::parse_quote!(pub mod enums { #(#enums)* }));
    Surface::of(&file)
}

/// The open enums, without the variant for other values.
fn enums(generated: &Generated) -> Vec<syn::ItemEnum> {
    let macros = syn::parse_file(&generated.enums).unwrap().items;
    let bodies = macros.into_iter().map(|item| match item {
        syn::Item::Macro(item) => item.mac.parse_body().unwrap(),
        _ => panic!("each line is a macro"),
    });
    bodies.collect()
}

/// The text of everything generated that has documentation.
fn documented(generated: &Generated) -> String {
    let enums = enums(generated);
    let enums = prettyplease::unparse(&syn::parse_quote!(#(#enums)*));
    format!("{}{enums}", generated.client)
}

fn surface_of(description: &str) -> Surface {
    surface(&generate(description, false).unwrap())
}

#[test]
fn the_public_surface_of_the_client() {
    let description = include_str!("../../openapi/twilio-proxy.json");
    insta::assert_snapshot!(text::of(&surface_of(description)));
}

#[test]
fn nothing_of_the_surface_is_hidden_from_a_reviewer() {
    let surface = surface_of(include_str!(
        "../../crates/openapi-rust-diff/tests/diff/base.json"
    ));
    let shown = text::of(&surface);
    for (name, entry) in &surface.items {
        let mut changes = Vec::new();
        for gone in &entry.traits {
            let mut changed = entry.clone();
            changed.traits.remove(gone);
            changes.push((format!("{gone} removed"), changed));
        }
        for (member, said) in &entry.members {
            let mut changed = entry.clone();
            changed.members.remove(member);
            changes.push((format!("{member:?} removed"), changed.clone()));
            let signature = said.signature.replacen("Self", "&Self", 1) + " const";
            let said = Said {
                signature,
                ..said.clone()
            };
            changed.members.insert(member.clone(), said);
            changes.push((format!("{member:?} changed"), changed));
        }
        for (what, changed) in changes {
            let mut surface = surface.clone();
            surface.items.insert(name.clone(), changed);
            assert!(text::of(&surface) != shown, "{name}: {what}");
        }
    }
}
