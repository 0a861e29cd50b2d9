//! Whether sentences say that what they are about is required, or deprecated.

use super::sentences;
use super::words::rules;

rules! {
    DEPRECATED = r"(?:^\W*deprecated\W*(?:$|\n)|^\W*deprecated\s*[.:;,!)\]*_–—-]|^\W*deprecated\s+(?:in|since|as|from|by|and|use|please|for)\b|[\[(]deprecated\b[^\])]*[\])]|\bis\s+(?:now\s+|being\s+)?deprecated\b|\b(?:has|have)\s+been\s+deprecated\b|\bwas\s+deprecated\b)";
    REQUIRED = r"^\s*(?:[*_`]*(?:required|mandatory)[*_`]*\s*(?:[:;,–—-]|$|\n)|\[(?:required|mandatory)\]|\*\*(?:required|mandatory)\*\*)";
    IS_REQUIRED = r"^(?P<subject>.*?)\s*\bis\s+(?:always\s+)?(?:required|mandatory)\W*$";
    SUBJECT = r"^\W*(?:note\W+)?(?:this|the|it|that)?\s*(?:is\s+)?(?:input\s+|query\s+|path\s+|request\s+|body\s+|api\s+)*(?:parameter|param|field|property|value|argument|header|key|option|attribute|endpoint|method|operation|call|resource|api|request|action|version|function|object|feature|route|flag)?\s*(?:is)?\W*$";
}

/// Whether a text says that what it is about is deprecated.
pub(crate) fn deprecated(name: &str, text: &str) -> bool {
    let text = sentences::plain(text);
    let (Some(rule), Some(subject)) = (DEPRECATED.as_ref(), SUBJECT.as_ref()) else {
        return false;
    };
    sentences::sentences(&text).iter().any(|sentence| {
        let Some(found) = rule.find(sentence.text) else {
            return false;
        };
        let before = sentence.text.get(..found.start()).unwrap_or_default();
        let verb = found.as_str().to_lowercase();
        let has_verb = ["is ", "has ", "have ", "was "]
            .iter()
            .any(|v| verb.trim_start().starts_with(v));
        !has_verb || subject.is_match(before) || is_name(before, name)
    })
}

/// Whether a text says that the value must be given, whatever else is.
pub(super) fn required(name: &str, text: &str) -> bool {
    let (Some(rule), Some(said), Some(subject)) =
        (REQUIRED.as_ref(), IS_REQUIRED.as_ref(), SUBJECT.as_ref())
    else {
        return false;
    };
    sentences::sentences(text)
        .iter()
        .enumerate()
        .any(|(index, sentence)| {
            let head = index == 0 && rule.is_match(sentence.text);
            head || said.captures(sentence.text).is_some_and(|captures| {
                let before = captures.name("subject").map_or("", |s| s.as_str());
                subject.is_match(before) || is_name(before, name)
            })
        })
}

/// Whether a subject is the name itself.
fn is_name(subject: &str, name: &str) -> bool {
    let folded = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let subject = folded(subject);
    let subject = subject.strip_prefix("the").unwrap_or(&subject);
    let name = folded(name);
    let nouns = [
        "",
        "parameter",
        "field",
        "property",
        "value",
        "header",
        "option",
    ];
    !name.is_empty() && nouns.iter().any(|noun| subject == format!("{name}{noun}"))
}
