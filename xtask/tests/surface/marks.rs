//! Whether the compiler knows what may grow, and what must not be thrown away.

use crate::generate::generate;
use syn::{Attribute, Fields, Item};

fn module<'a>(items: &'a [Item], name: &str) -> &'a [Item] {
    let found = items.iter().find_map(|item| match item {
        Item::Mod(item) if item.ident == name => item.content.as_ref(),
        _ => None,
    });
    &found.unwrap().1
}

/// The structs and enums without a mark, and how many there are in all.
fn unmarked(items: &[Item], mark: &str) -> (Vec<String>, usize) {
    let has = |attributes: &[Attribute]| attributes.iter().any(|has| has.path().is_ident(mark));
    let (mut without, mut count) = (Vec::new(), 0);
    for item in items {
        let (name, marked) = match item {
            Item::Struct(item) if matches!(item.fields, Fields::Named(_)) => {
                (&item.ident, has(&item.attrs))
            }
            Item::Enum(item) => (&item.ident, has(&item.attrs)),
            _ => continue,
        };
        count += 1;
        if !marked {
            without.push(name.to_string());
        }
    }
    (without, count)
}

#[test]
fn types_may_grow_and_no_builder_is_dropped_unnoticed() {
    let description = include_str!("../../../openapi/twilio-proxy.json");
    let client = generate(description, false).unwrap().client;
    let items = syn::parse_file(&client).unwrap().items;
    let types = module(&items, "types");
    for (of, mark) in [
        (types, "non_exhaustive"),
        (module(types, "builder"), "must_use"),
        (module(&items, "builder"), "must_use"),
    ] {
        let (without, count) = unmarked(of, mark);
        assert_eq!(without, Vec::<String>::new(), "{mark}");
        assert!(count > 20, "{mark}: only {count}");
    }
}
