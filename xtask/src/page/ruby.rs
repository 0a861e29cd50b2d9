//! A Ruby hash, as some pages show a request's body, rewritten as JSON.

/// The text as JSON where it is a Ruby hash. Characters keep their columns up to the first `nil`.
pub(super) fn to_json(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut arrows = 0;
    let mut rest = text.chars().peekable();
    let mut word = String::new();
    while let Some(character) = rest.next() {
        if character.is_alphanumeric() || character == '_' {
            word.push(character);
            continue;
        }
        flush(&mut out, &mut word);
        match character {
            '"' => {
                out.push('"');
                while let Some(inner) = rest.next() {
                    out.push(inner);
                    match inner {
                        '"' => break,
                        '\\' => out.extend(rest.next()),
                        _ => {}
                    }
                }
            }
            '=' if rest.peek() == Some(&'>') => {
                rest.next();
                arrows += 1;
                out.push_str(" :");
            }
            other => out.push(other),
        }
    }
    flush(&mut out, &mut word);
    (arrows > 0).then_some(out)
}

fn flush(out: &mut String, word: &mut String) {
    out.push_str(if word == "nil" { "null" } else { word });
    word.clear();
}
