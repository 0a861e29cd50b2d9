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

    /// Reads `OK`, `200`, `200 OK`, `4XX` or `default`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut words = text.split_whitespace();
        let first = words.next()?.trim_end_matches([':', '-', ',']);
        if let Ok(code) = first.parse::<u16>() {
            return (100..600).contains(&code).then_some(Self::Code(code));
        }
        let folded = fold(text);
        match folded.as_str() {
            "default" => return Some(Self::Default),
            "1xx" | "2xx" | "3xx" | "4xx" | "5xx" => {
                let class = folded.chars().next()?.to_digit(10)?;
                return u16::try_from(class).ok().map(Self::Class);
            }
            _ => {}
        }
        by_reason(&folded).map(Self::Code)
    }
}

/// The registry's names of today, and those that it has had.
fn by_reason(folded: &str) -> Option<u16> {
    let former = match folded {
        "unprocessablecontent" => Some(422),
        "contenttoolarge" | "requestentitytoolarge" => Some(413),
        "requesturitoolong" | "requesturitoolarge" => Some(414),
        "requestedrangenotsatisfiable" => Some(416),
        "movedtemporarily" => Some(302),
        "requesttimedout" => Some(408),
        "internalservererror" | "servererror" | "internalerror" => Some(500),
        "gatewaytimedout" => Some(504),
        "nonauthoritativeinformation" => Some(203),
        _ => None,
    };
    former.or_else(|| {
        (100..600).find(|code| {
            StatusCode::from_u16(*code)
                .ok()
                .and_then(|status| status.canonical_reason())
                .is_some_and(|reason| fold(reason) == folded)
        })
    })
}

fn fold(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_ascii_alphanumeric())
        .map(|c| c.to_ascii_lowercase())
        .collect()
}
