//! A status line's text as a code.

use http::StatusCode;

/// The status that an answer is documented under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// One code.
    Code(u16),
    /// All codes of a class: 4 stands for `4XX`.
    Class(u16),
    /// Every other status.
    Default,
}

impl Status {
    /// As a key of the description's `responses`.
    pub fn key(self) -> String {
        match self {
            Self::Code(code) => code.to_string(),
            Self::Class(class) => format!("{class}XX"),
            Self::Default => "default".to_owned(),
        }
    }

    /// Whether the answer tells of success.
    pub fn is_success(self) -> bool {
        matches!(self, Self::Code(200..=299) | Self::Class(2))
    }

    /// The reason that the HTTP registry gives the code, or a plain word.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Code(code) => StatusCode::from_u16(code)
                .ok()
                .and_then(|status| status.canonical_reason())
                .unwrap_or("Unnamed status"),
            Self::Class(2) => "Success",
            Self::Class(3) => "Redirection",
            Self::Class(4) => "The request was refused",
            Self::Class(_) => "The server could not answer",
            Self::Default => "Any other answer",
        }
    }

    /// Reads `OK`, `200`, `200 OK`, `OK (200)`, `4XX` or `default`.
    ///
    /// # Errors
    /// What is wrong, and what was expected.
    pub(super) fn parse(text: &str) -> Result<Self, (String, String)> {
        let folded = fold(&text.replace(char::is_whitespace, " "));
        if folded.is_empty() {
            return Err((
                "a status without a name".to_owned(),
                "expected a reason such as `OK`, or a code".to_owned(),
            ));
        }
        if folded == "default" {
            return Ok(Self::Default);
        }
        if let Some(class) = folded.strip_suffix("xx").and_then(|c| c.parse().ok())
            && (1..=5).contains(&class)
        {
            return Ok(Self::Class(class));
        }
        let unknown = || {
            let closest = closest(text).map_or_else(
                || "no HTTP status has this name".to_owned(),
                |reason| format!("the closest name is `{reason}`"),
            );
            (format!("unknown status `{text}`"), closest)
        };
        let Some((code, rest)) = code(text) else {
            return by_reason(text).map(Self::Code).ok_or_else(unknown);
        };
        if !(100..600).contains(&code) {
            return Err(unknown());
        }
        match by_reason(&rest) {
            Some(other) if other != code => Err((
                format!("the status {code} is not `{}`", rest.trim()),
                format!("`{}` is {other}", rest.trim()),
            )),
            _ => Ok(Self::Code(code)),
        }
    }
}

/// A code at the text's head or in parentheses at its end, and the rest.
fn code(text: &str) -> Option<(u16, String)> {
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit());
    let (head, rest) = text.split_at_checked(digits.unwrap_or(text.len()))?;
    if let Ok(code) = head.parse() {
        return (!rest.starts_with(char::is_alphanumeric)).then(|| (code, rest.to_owned()));
    }
    let (reason, end) = text.strip_suffix(')')?.rsplit_once('(')?;
    Some((end.trim().parse().ok()?, reason.to_owned()))
}

/// Names that the registry has had, that servers and their makers use, and that people write.
const OTHERS: [(&str, u16); 25] = [
    ("success", 200),
    ("nonauthoritativeinformation", 203),
    ("movedtemporarily", 302),
    ("switchproxy", 306),
    ("requesttimedout", 408),
    ("contenttoolarge", 413),
    ("requestentitytoolarge", 413),
    ("requesturitoolong", 414),
    ("requesturitoolarge", 414),
    ("requestedrangenotsatisfiable", 416),
    ("requestrangenotsatisfiable", 416),
    ("enhanceyourcalm", 420),
    ("unprocessablecontent", 422),
    ("tooearly", 425),
    ("logintimeout", 440),
    ("noresponse", 444),
    ("retrywith", 449),
    ("clientclosedrequest", 499),
    ("servererror", 500),
    ("internalerror", 500),
    ("gatewaytimedout", 504),
    ("bandwidthlimitexceeded", 509),
    ("networkconnecttimeouterror", 599),
    ("networkreadtimeouterror", 598),
    ("iamateapot", 418),
];

/// The code of a reason; what stands in parentheses behind it names its RFC.
fn by_reason(text: &str) -> Option<u16> {
    let reason = text.split('(').next().unwrap_or_default();
    let folded = fold(reason);
    if folded.is_empty() {
        return None;
    }
    let other = OTHERS.iter().find(|(name, _)| *name == folded);
    other.map(|(_, code)| *code).or_else(|| {
        reasons()
            .find(|(_, reason)| fold(reason) == folded)
            .map(|(code, _)| code)
    })
}

fn reasons() -> impl Iterator<Item = (u16, &'static str)> {
    (100..600).filter_map(|code| {
        let status = StatusCode::from_u16(code).ok()?;
        Some((code, status.canonical_reason()?))
    })
}

/// The registry's name that a misspelt one is closest to.
fn closest(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    let (_, score, reason) = reasons()
        .map(|(code, reason)| {
            let lower = reason.to_lowercase();
            let ratio = similar::TextDiff::from_chars(text.as_str(), lower.as_str()).ratio();
            (code, ratio, reason)
        })
        .max_by(|(_, one, _), (_, two, _)| one.total_cmp(two))?;
    (score > 0.6).then_some(reason)
}

fn fold(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_ascii_alphanumeric())
        .map(|c| c.to_ascii_lowercase())
        .collect()
}
