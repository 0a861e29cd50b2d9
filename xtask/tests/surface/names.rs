//! Types and bounds in a few words: what a person calls a type, without the path to it.

use quote::ToTokens;
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static TOKENS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#""(?:[^"\\]|\\.)*"|(?:r#)?[A-Za-z_]\w*|\d\w*|'[a-z_]\w*|::|->|\S"#).unwrap()
});

/// The module that a text stands in, as far as names of its own mean something else elsewhere.
#[derive(Debug, Clone, Default)]
pub struct Module {
    /// Its path from the root.
    pub path: Vec<String>,
    /// The types that it defines.
    pub own: BTreeSet<String>,
}

impl Module {
    /// How an item of this module is called from outside: types by their names, what is not one of them by its path.
    pub fn called(&self, name: &str) -> String {
        match self.path.join("::").as_str() {
            "" | "types" => name.to_owned(),
            path => format!("{path}::{name}"),
        }
    }

    /// Rust in one line, with every path as short as it can be and still be told apart.
    pub fn text(&self, rust: &impl ToTokens) -> String {
        let tokens = rust.to_token_stream().to_string();
        let tokens: Vec<&str> = TOKENS
            .find_iter(&tokens)
            .map(|token| token.as_str())
            .collect();
        let mut words = Vec::new();
        let mut rest = tokens.as_slice();
        while let Some((first, after)) = rest.split_first() {
            // What follows a `>` is a part of the type before, and no path from the root.
            let in_path = words.last().is_some_and(|word| word == ">");
            let starts = is_name(first) || (*first == "::" && !in_path);
            if starts && !first.starts_with('\'') {
                let length = path_length(rest);
                let (path, after) = rest.split_at(length);
                words.push(self.short(path));
                rest = after;
            } else {
                words.push((*first).to_owned());
                rest = after;
            }
        }
        joined(&words)
    }

    fn short(&self, path: &[&str]) -> String {
        let is_root = path.first() == Some(&"::");
        let names: Vec<&str> = path
            .iter()
            .copied()
            .filter(|token| *token != "::")
            .collect();
        let (Some(first), Some(last)) = (names.first(), names.last()) else {
            return "::".to_owned();
        };
        if let [name] = names.as_slice() {
            return if self.own.contains(*name) {
                self.called(name)
            } else {
                (*name).to_owned()
            };
        }
        if names.contains(&"builder") {
            let of_types =
                names.contains(&"types") || self.path.first().is_some_and(|first| first == "types");
            return format!("{}builder::{last}", if of_types { "types::" } else { "" });
        }
        if let ["super", "error", name] | ["error", name] | ["types", "error", name] =
            names.as_slice()
        {
            return format!("types::error::{name}");
        }
        match *first {
            // A SID's type and one that is generated may have the same name.
            "crate" if names.contains(&"sid") => format!("sid::{last}"),
            "std" | "core" | "alloc" | "crate" | "super" | "self" | "types" => (*last).to_owned(),
            // Of another crate, which is worth knowing.
            name if is_root || name.starts_with(char::is_lowercase) => format!("{name}::{last}"),
            // Of a type: `T::Error`.
            _ => names.join("::"),
        }
    }
}

fn is_name(token: &str) -> bool {
    token.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

/// How many tokens from here on are one path.
fn path_length(tokens: &[&str]) -> usize {
    const KEYWORDS: [&str; 6] = ["dyn", "mut", "impl", "for", "as", "const"];
    let mut length = 0;
    let mut wants_name = tokens.first() != Some(&"::");
    for token in tokens {
        let fits = if wants_name {
            is_name(token)
        } else {
            *token == "::"
        };
        if !fits {
            break;
        }
        length += 1;
        wants_name = !wants_name;
        if KEYWORDS.contains(token) {
            break;
        }
    }
    // A `::` before a `<` is no part of the name.
    if length > 1 && tokens.get(length - 1) == Some(&"::") {
        length - 1
    } else {
        length.max(1)
    }
}

/// Words with a space only where Rust is written with one.
fn joined(words: &[String]) -> String {
    let mut text = String::new();
    let mut before = "";
    for (number, word) in words.iter().enumerate() {
        // The comma after the last of several, which a formatter puts.
        if word == ","
            && words
                .get(number + 1)
                .is_some_and(|next| next == ">" || next == ")")
        {
            continue;
        }
        let wide = ["->", "=", "+"];
        let is_word = |word: &str| is_name(word) || word.starts_with('\'');
        let apart = (is_word(before)
            && (is_word(word) || ["&", "<", "::"].contains(&word.as_str()) && before == "as"))
            || before == ","
            || (before == ":" && word != ":")
            || wide.contains(&before)
            || wide.contains(&word.as_str())
            || (before == ">" && is_name(word))
            || (before.starts_with('\'') && word == "(");
        if apart {
            text.push(' ');
        }
        text.push_str(word);
        before = word;
    }
    text
}
