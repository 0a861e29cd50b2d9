//! Rust names for the names of a description.

use std::collections::BTreeSet;

use heck::{ToPascalCase, ToSnakeCase};

/// Returns the snake-case identifier for a name: `PhoneNumberSid` is `phone_number_sid`, `type` is `type_`.
pub fn snake_name(name: &str) -> String {
    identifier(name.to_snake_case(), "n")
}

/// Returns the name of a type: `CreateSession`.
pub fn type_name(name: &str) -> String {
    identifier(name.to_pascal_case(), "N")
}

/// Replaces other characters, and completes a name that would be a number or a keyword. `prefix` starts a name that would
/// start with a digit.
fn identifier(name: String, prefix: &str) -> String {
    let name: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect();
    let name = match name.chars().next() {
        Some(first) if !first.is_ascii_digit() && name != "_" => name,
        _ => format!("{prefix}{name}"),
    };
    match syn::parse_str::<syn::Ident>(&name) {
        Ok(_) => name,
        Err(_) => format!("{name}_"),
    }
}

/// Returns the name, with underscores at the end until it is not among `taken`, and adds it there.
pub fn unique_name(name: String, taken: &mut BTreeSet<String>) -> String {
    let mut name = name;
    while !taken.insert(name.clone()) {
        name.push('_');
    }
    name
}

/// Returns the name, with the first free number at its end if it is among `taken`, and adds it there. For names of the command
/// line, whose words are separated by hyphens.
pub fn unique_kebab_name(name: String, taken: &mut BTreeSet<String>) -> String {
    let numbered = (2_u32..).map(|number| format!("{name}-{number}"));
    let mut names = std::iter::once(name.clone()).chain(numbered);
    let free = names.find(|name| taken.insert(name.clone()));
    free.unwrap_or(name)
}

/// Returns the method name of a listing: the operation's name with its last word in the plural.
///
/// `ListPhoneNumber` of `/v1/Services/{ServiceSid}/PhoneNumbers` is `list_phone_numbers`. The plural is the path's own word
/// if the two words start alike, otherwise it is formed by the rules of English.
pub fn listing_name(operation_id: &str, path: &str) -> String {
    let name = snake_name(operation_id);
    let Some((start, singular)) = name.rsplit_once('_') else {
        return name;
    };
    let segment = path.rsplit('/').find(|segment| !segment.is_empty());
    let segment = segment.and_then(|segment| segment.split('.').next());
    let segment = snake_name(segment.unwrap_or_default());
    let in_path = segment.rsplit('_').next().unwrap_or_default();
    let stem = singular.get(..singular.len().saturating_sub(1));
    let is_plural_of = stem.is_some_and(|stem| stem.len() > 1 && in_path.starts_with(stem))
        && in_path.len() >= singular.len();
    match is_plural_of {
        true => format!("{start}_{in_path}"),
        false => format!("{start}_{}", plural(singular)),
    }
}

/// Returns a word in the plural, by the rules of English.
pub fn plural(word: &str) -> String {
    let before_y = word.strip_suffix('y').filter(|stem| {
        let last = stem.chars().next_back();
        !matches!(last, None | Some('a' | 'e' | 'i' | 'o' | 'u'))
    });
    if let Some(stem) = before_y {
        format!("{stem}ies")
    } else if word.ends_with("ss")
        || word.ends_with(['x', 'z'])
        || word.ends_with("ch")
        || word.ends_with("sh")
    {
        format!("{word}es")
    } else if word.ends_with('s') {
        word.to_owned()
    } else {
        format!("{word}s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listing_is_named_in_the_plural() {
        for (operation, path, name) in [
            ("ListService", "/v1/Services", "list_services"),
            (
                "ListPhoneNumber",
                "/v1/Services/{Sid}/PhoneNumbers",
                "list_phone_numbers",
            ),
            (
                "ListServicePhoneNumber",
                "/v1/Services/{Sid}/PhoneNumbers",
                "list_service_phone_numbers",
            ),
            ("ListAddress", "/v1/Addresses", "list_addresses"),
            ("ListAddress", "/v1/Addresses.json", "list_addresses"),
            ("ListEntity", "/v1/Entities", "list_entities"),
            ("ListSms", "/v1/SMS", "list_sms"),
            (
                "ListUserChannel",
                "/v1/Users/{Sid}/Channels",
                "list_user_channels",
            ),
            ("ListMember", "/v1/People", "list_members"),
            ("ListDeployment", "/v1/Services/", "list_deployments"),
            ("ListCategory", "/v1/things", "list_categories"),
            ("ListBox", "/v1/things", "list_boxes"),
            ("List", "/v1/things", "list"),
        ] {
            assert_eq!(listing_name(operation, path), name, "{operation} {path}");
        }
    }

    #[test]
    fn every_name_is_an_identifier() {
        for (name, snake) in [
            ("MediaUrl", "media_url"),
            ("type", "type_"),
            ("self", "self_"),
            ("2FACode", "n2fa_code"),
            ("", "n"),
            ("<>", "n"),
            ("Naïve", "na_ve"),
        ] {
            assert_eq!(snake_name(name), snake, "{name}");
        }
        assert_eq!(type_name("create-session"), "CreateSession");
        assert_eq!(type_name("self"), "Self_");
    }

    #[test]
    fn a_name_of_the_command_line_that_is_taken_gets_a_number() {
        let mut taken = BTreeSet::from(["types".to_owned()]);
        for unique in ["types-2", "types-3"] {
            assert_eq!(unique_kebab_name("types".to_owned(), &mut taken), unique);
        }
        assert_eq!(unique_kebab_name("books".to_owned(), &mut taken), "books");
    }

    #[test]
    fn a_name_that_is_taken_gets_underscores() {
        let mut taken = BTreeSet::from(["send".to_owned()]);
        assert_eq!(unique_name("send".to_owned(), &mut taken), "send_");
        assert_eq!(unique_name("send".to_owned(), &mut taken), "send__");
        assert_eq!(unique_name("to".to_owned(), &mut taken), "to");
    }
}
