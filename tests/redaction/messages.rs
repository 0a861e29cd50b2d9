//! Messages of the API that repeat the request: personal data is blanked, and the explanation stays.

use twilio_proxy::{Client, Error, NewParticipant, SessionStatus};

use crate::support::fixtures::{PARTICIPANT, SERVICE, SESSION, builder};
use crate::support::response::Answer;
use crate::support::server::Server;

async fn client(message: &str) -> (Server, Client) {
    let server = Server::scripted([Answer::api_error(400, 80000, message)]).await;
    let client = builder(&server).build().unwrap();
    (server, client)
}

fn shown(error: &Error) -> String {
    assert_eq!(error.code(), Some(80000));
    format!("{error} {error:?} {}", error.message())
}

/// Returns all that the error of a message with this body shows, if the API responds with `message`.
async fn message_error(body: &str, message: &str) -> String {
    let (_server, client) = client(message).await;
    let request = client.generated().create_message_interaction();
    let request = request.service_sid(SERVICE).session_sid(SESSION);
    let request = request.participant_sid(PARTICIPANT);
    let request = request.body_map(|form| form.body(Some(body.into())));
    shown(&request.send().await.unwrap_err().into())
}

/// Returns all that the error of a new participant shows, if the API responds with `message`.
async fn participant_error(identifier: &str, name: &str, message: &str) -> String {
    let (_server, client) = client(message).await;
    let request = client.generated().create_participant();
    let request = request.service_sid(SERVICE).session_sid(SESSION);
    let request =
        request.body_map(|form| form.identifier(identifier).friendly_name(Some(name.into())));
    shown(&request.send().await.unwrap_err().into())
}

/// Returns the message of an error of a request without personal data.
async fn plain_error(unique_name: &str, message: &str) -> String {
    let (_server, client) = client(message).await;
    let request = client.generated().create_session().service_sid(SERVICE);
    let request = request.body_map(|form| form.unique_name(Some(unique_name.into())));
    let error = Error::from(request.send().await.unwrap_err());
    error.message().to_owned()
}

#[tokio::test]
async fn fields_without_personal_data_are_not_blanked() {
    for (name, message) in [
        ("closed", "The session is closed"),
        ("session", "Another session has this UniqueName"),
        ("x", "x is taken"),
        ("dispatch-4711", "dispatch-4711 is taken, see 20404"),
    ] {
        assert_eq!(plain_error(name, message).await, message);
    }
}

#[tokio::test]
async fn the_status_that_a_request_sets_is_not_blanked() {
    let message = "The session is closed: 'closed' cannot become 'closed'";
    let (_server, client) = client(message).await;
    let request = client.generated().update_session();
    let request = request.service_sid(SERVICE).sid(SESSION);
    let request = request.body_map(|form| form.status(Some(SessionStatus::Closed)));
    let error = Error::from(request.send().await.unwrap_err());
    assert_eq!(error.message(), message);
}

#[tokio::test]
async fn only_whole_words_are_blanked() {
    for (name, message) in [
        (
            "Ann",
            "An announcement cannot be made: UniqueAnn, Ann_1, annual",
        ),
        ("a", "Participant has already been added"),
        ("not", "Nothing noteworthy, cannot"),
        ("11", "code 21110 of KS11111111111111111111111111111112"),
    ] {
        let shown = participant_error("+14155550123", name, message).await;
        assert!(shown.ends_with(message), "{shown}");
    }
}

#[tokio::test]
async fn an_explanation_with_personal_data_stays_readable() {
    let message = "Participant '+14155550123' (Ann Lee) is in session KC00000000000000000000000000000003 already: 80000";
    let shown = participant_error("+14155550123", "Ann Lee", message).await;
    let expected = "Participant '<redacted>' (<redacted>) is in session KC00000000000000000000000000000003 already: 80000";
    assert!(shown.ends_with(expected), "{shown}");
}

#[tokio::test]
async fn values_of_any_length_are_blanked() {
    for (value, message, gone) in [
        ("4821", "Code 4821 is wrong", "4821"),
        ("482913", "Code '482913' is wrong", "482913"),
        ("Bo", "bo is taken: Bo", "o is taken: B"),
        ("é", "'é' is taken", "é"),
        ("Z", "Z is taken", "Z is"),
        ("ok", "Body OK, ok.", "OK"),
        ("no", "Not accepted: no", ": no"),
        ("  padded text \n", "Body 'padded text' is wrong", "padded"),
        ("two\r\nlines", "Body two lines is wrong", "lines"),
        (
            "Tom & Jerry's <b>",
            "Body Tom &amp; Jerry&#39;s &lt;b&gt; is wrong",
            "Jerry",
        ),
        (
            "Tom & Jerry's",
            "Body Tom &amp;amp; Jerry&amp;#x27;s is wrong",
            "Jerry",
        ),
        ("Tom &amp; Jerry", "Body Tom & Jerry is wrong", "Jerry"),
        ("José Müller", "Body José Müller is wrong", "Müller"),
        ("José Müller", "Body JOSÉ MÜLLER is wrong", "MÜLLER"),
        (
            "José Müller",
            r"Body Jos\u00e9 M\u00fcller is wrong",
            "ller",
        ),
        ("José Müller", "Body Jos%C3%A9+M%c3%bcller is wrong", "ller"),
        (
            "José Müller",
            "Body Jos%25C3%25A9%20M%25C3%25BCller is wrong",
            "ller",
        ),
        ("José Müller", "Body Jos&#233; M&#xfc;ller is wrong", "ller"),
        (
            "José Müller",
            "Body Jos&eacute; M&uuml;ller is wrong",
            "ller",
        ),
        ("José Müller", "Body Jose Muller is wrong", "Muller"),
        (
            "José Müller",
            "Body Jose\u{301} Mu\u{308}ller is wrong",
            "ller",
        ),
        ("\u{1f600}", "Body \u{1f600} is wrong", "\u{1f600}"),
        ("\u{1f600}", r"Body \ud83d\ude00 is wrong", "d83d"),
        ("\u{1f600}", "Body &#128512; is wrong", "128512"),
        ("你好吗", "Body你好吗is wrong", "你"),
        ("?!", "Body '?!' is wrong", "?!"),
        (
            "see you at eight tonight",
            "Body 'see you at ei...' is wrong",
            "you at",
        ),
        (
            "see you at eight tonight",
            "Body see you at eig… is wrong",
            "you at",
        ),
        (
            "see you at eight tonight",
            "Body \"see you\" is wrong",
            "see you",
        ),
        ("see you at eight tonight", "Word 'eight' is wrong", "eight"),
        (
            "see you at eight tonight",
            "Body SeeYouAtEightTonight is wrong",
            "Eight",
        ),
        (
            "see you at eight tonight",
            "Starts with: see you at eight to",
            "you at",
        ),
        (
            "write to ann@example.com now",
            "Address ann@example.com is wrong",
            "ann@",
        ),
        ("your code: 482-913.", "Code 482913 is wrong", "482913"),
        ("your code: A7X9Q.", "Code a7x9q is wrong", "a7x9q"),
        (
            r#"{"text":"Ann","to":["Bo"]}"#,
            "Text Ann of Bo is wrong",
            "Ann",
        ),
    ] {
        let shown = message_error(value, message).await;
        assert!(!shown.contains(gone), "{value}: {message}: {shown}");
        assert!(shown.contains("<redacted>"), "{value}: {message}: {shown}");
        let explained = [
            "is wrong",
            "is taken",
            "Body",
            "Not accepted",
            "Starts with",
        ];
        assert!(
            explained.iter().any(|words| shown.contains(words)),
            "{shown}"
        );
    }
}

#[tokio::test]
async fn phone_numbers_are_compared_by_their_digits() {
    for number in [
        "+14155550123",
        "14155550123",
        "+1 (415) 555-0123",
        "whatsapp:+14155550123",
    ] {
        for repeated in [
            "+14155550123",
            "14155550123",
            "4155550123",
            "5550123",
            "+1 415 555 0123",
            "(415) 555-0123",
            "415-555-0123",
            "415.555.0123",
            "0 415 555 0123",
            "00 1 415 555 0123",
            "0014155550123",
            "tel:+14155550123",
            "%2B14155550123",
            "&#43;14155550123",
            r"\u002b14155550123",
            "n14155550123n",
            "+1\u{a0}415\u{2011}555\u{2011}0123",
        ] {
            let message =
                format!("The number {repeated} is not valid, KS00000000000000000000000000000002");
            let shown = participant_error(number, "Ann", &message).await;
            let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
            assert!(!digits.contains("5550123"), "{number}: {shown}");
            assert!(!shown.contains("0123"), "{number}: {shown}");
            assert!(shown.contains("The number "), "{shown}");
            assert!(
                shown.contains("is not valid, KS00000000000000000000000000000002"),
                "{shown}"
            );
        }
    }
}

#[tokio::test]
async fn numbers_in_a_text_are_compared_by_their_digits() {
    let shown = message_error("call me: 0415 555 012-3, ok?", "Not 4155550123").await;
    assert!(!shown.contains("0123"), "{shown}");
}

/// The API can name numbers that the request did not, for instance if a SID stands for them.
#[tokio::test]
async fn international_phone_numbers_are_blanked_in_every_message() {
    for number in [
        "+14155550123",
        "+44 20 7946 0123",
        "%2B14155550123",
        "+1 (415) 555-0123",
    ] {
        let message = format!("Proxy number {number} is not in the pool of 21 numbers");
        let message = plain_error("dispatch", &message).await;
        let expected = "Proxy number <redacted> is not in the pool of 21 numbers";
        assert_eq!(message, expected);
    }
    let harmless = "between +1 and +999999, at 2015-07-30T20:00:00+0100";
    assert_eq!(plain_error("dispatch", harmless).await, harmless);
}

#[tokio::test]
async fn participants_of_a_new_session_are_personal() {
    let (_server, client) = client("Ann: 4155550123 in PN00000000000000000000000000000006").await;
    let participant = NewParticipant::new("+14155550123")
        .friendly_name("Ann")
        .proxy_identifier_sid("PN00000000000000000000000000000006");
    let request = client.create_session(SERVICE).participants([participant]);
    let shown = shown(&request.send().await.unwrap_err());
    let expected = "<redacted>: <redacted> in PN00000000000000000000000000000006";
    assert!(shown.ends_with(expected), "{shown}");
}

#[tokio::test]
async fn media_links_are_personal() {
    for message in [
        "can't fetch https://example.com/p/ann-lee.jpg?k=v",
        "can't fetch example.com/p/ann-lee.jpg",
        "can't fetch https%3A%2F%2Fexample.com%2Fp%2Fann-lee.jpg%3Fk%3Dv",
        r"can't fetch https:\/\/example.com\/p\/ann-lee.jpg?k=v",
    ] {
        let (_server, client) = client(message).await;
        let request = client.generated().create_message_interaction();
        let request = request.service_sid(SERVICE).session_sid(SESSION);
        let request = request
            .participant_sid(PARTICIPANT)
            .body_map(|form| form.media_url(vec!["https://example.com/p/ann-lee.jpg?k=v".into()]));
        let shown = shown(&request.send().await.unwrap_err().into());
        assert!(shown.contains("can't fetch "), "{shown}");
        assert!(!shown.contains("ann") && !shown.contains("lee"), "{shown}");
    }
}

#[tokio::test]
async fn a_header_that_repeats_personal_data_is_blanked() {
    let headers = [("twilio-request-id", "RQ1 of ann")];
    let server = Server::scripted([Answer::status(400, &headers, "")]).await;
    let client = builder(&server).build().unwrap();
    let request = client.generated().create_participant();
    let request = request.service_sid(SERVICE).session_sid(SESSION);
    let request = request.body_map(|form| {
        form.identifier("+14155550123")
            .friendly_name(Some("Ann".into()))
    });
    let error = Error::from(request.send().await.unwrap_err());
    assert_eq!(error.request_id(), Some("RQ1 of <redacted>"));
}

#[tokio::test]
async fn too_many_values_are_not_compared() {
    let body = "12345 ".repeat(4_000);
    let shown = message_error(&body, "Body 'a long text' is wrong").await;
    assert!(!shown.contains("is wrong"), "{shown}");
}

/// So much text is not compared: the API's words are left out instead.
#[tokio::test]
async fn the_words_of_an_error_are_withheld_if_the_request_has_too_much_personal_data() {
    let body = "a long text ".repeat(10_000);
    let shown = message_error(&body, "Body 'a long text' is wrong").await;
    assert!(
        !shown.contains("long text") && !shown.contains("is wrong"),
        "{shown}"
    );
    assert!(
        shown.contains("bad request") && shown.contains("code 80000"),
        "{shown}"
    );
}

#[tokio::test]
async fn personal_data_at_the_end_of_a_shortened_message_is_blanked() {
    for at in [980, 3_990, 4_090, 8_180, 8_190, 16_370] {
        let message = format!(
            "{} 482913 ann@example.com {}",
            "x".repeat(at),
            "y".repeat(20_000)
        );
        let shown = message_error("482913 ann@example.com", &message).await;
        assert!(
            !shown.contains("4829") && !shown.contains("ann@"),
            "{at}: {shown}"
        );
    }
}
