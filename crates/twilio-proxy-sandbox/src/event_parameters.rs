//! The parameters of callbacks.

use crate::origin::Origin;
use crate::resource::participant::Participant;
use crate::resource::service::Service;
use crate::resource::session::{Session, SessionRecord};
use crate::said::{Interaction, Kind, Side};
use crate::sent::Sent;

/// How far an interaction is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Progress {
    /// It has not been passed on yet, so it has no outbound resource.
    Before,
    Started,
    Complete,
}

/// Parameters whose values are not absent.
struct Parameters(Vec<(String, String)>);

impl Parameters {
    fn add<'a>(&mut self, name: impl Into<String>, value: impl Into<Option<&'a str>>) {
        if let Some(value) = value.into() {
            self.0.push((name.into(), value.to_owned()));
        }
    }
}

/// Returns the parameters of `InterceptCallbackUrl` before an interaction, and of `CallbackUrl` after that.
pub(crate) fn of_interaction(
    session: &SessionRecord,
    interaction: &Interaction,
    progress: Progress,
) -> Vec<(String, String)> {
    let mut parameters = Parameters(Vec::new());
    let kind = match interaction.r#type {
        "message" => Kind::Message,
        _ => Kind::Call,
    };
    let name = match kind {
        Kind::Message => "Message",
        Kind::Call => "Voice",
    };
    parameters.add("interactionSid", interaction.sid.as_str());
    parameters.add("interactionAccountSid", session.account_sid.as_str());
    parameters.add("interactionServiceSid", session.service_sid.as_str());
    parameters.add("interactionSessionSid", session.sid.as_str());
    parameters.add("interactionType", name);
    // The duration of a call is not known before its end.
    let is_known = kind == Kind::Message || progress == Progress::Complete;
    let data = if is_known {
        interaction.data.as_str()
    } else {
        ""
    };
    parameters.add("interactionData", data);
    parameters.add("interactionDateCreated", interaction.date_created.as_str());
    parameters.add("interactionDateUpdated", interaction.date_updated.as_str());
    if let Some(inbound) = &interaction.inbound {
        let status = match (kind, progress) {
            (Kind::Call, Progress::Before) => "ringing",
            (Kind::Call, Progress::Started) => "in-progress",
            _ => inbound.resource_status,
        };
        add_side(&mut parameters, "inbound", inbound, kind, status);
    }
    let outbound = &interaction.outbound;
    let status = match progress {
        Progress::Before => return parameters.0,
        Progress::Started => kind.first_status(),
        Progress::Complete => outbound.resource_status,
    };
    add_side(&mut parameters, "outbound", outbound, kind, status);
    parameters.0
}

fn add_side(parameters: &mut Parameters, side: &str, of: &Side, kind: Kind, status: &str) {
    let resource = match kind {
        Kind::Message => "message",
        Kind::Call => "call",
    };
    parameters.add(format!("{side}ParticipantSid"), of.participant_sid.as_str());
    parameters.add(format!("{side}ResourceSid"), of.resource_sid.as_str());
    parameters.add(format!("{side}ResourceStatus"), status);
    parameters.add(format!("{side}ResourceType"), resource);
    parameters.add(format!("{side}ResourceUrl"), of.resource_url.as_str());
}

/// Returns the parameters of `OutOfSessionCallbackUrl`. Those of the last session of the sender are absent if there was none.
pub(crate) fn of_stranger(service: &Service, sent: &Sent, origin: Origin) -> Vec<(String, String)> {
    let mut parameters = Parameters(Vec::new());
    let sid = origin.sid(sent.kind.prefix());
    parameters.add("AccountSid", service.record.account_sid.as_str());
    parameters.add("ApiVersion", "2010-04-01");
    parameters.add("From", sent.from.as_str());
    parameters.add("To", sent.to.as_str());
    match sent.kind {
        Kind::Message => {
            for name in ["MessageSid", "SmsSid", "SmsMessageSid"] {
                parameters.add(name, sid.as_str());
            }
            parameters.add("SmsStatus", "received");
            parameters.add("Body", sent.body.as_deref().unwrap_or_default());
            parameters.add("NumMedia", "0");
            parameters.add("NumSegments", "1");
        }
        Kind::Call => {
            parameters.add("CallSid", sid.as_str());
            parameters.add("CallStatus", "ringing");
            parameters.add("Direction", "inbound");
            parameters.add("Caller", sent.from.as_str());
            parameters.add("Called", sent.to.as_str());
        }
    }
    if let Some((session, sender)) = last_session(service, sent) {
        add_session(&mut parameters, &session.record);
        add_participant(&mut parameters, "inboundParticipant", sender);
        let mut others = session.participants.values();
        if let Some(other) = others.find(|other| other.sid != sender.sid) {
            add_participant(&mut parameters, "outboundParticipant", other);
        }
    }
    parameters.0
}

/// Returns the last session of the sender with the number.
fn last_session<'a>(service: &'a Service, sent: &Sent) -> Option<(&'a Session, &'a Participant)> {
    let sessions = service.sessions.values().filter_map(|session| {
        let mut participants = session.participants.values();
        let sender = participants.find(|participant| {
            participant.identifier == sent.from && participant.proxy_number() == Some(&sent.to)
        })?;
        Some((session, sender))
    });
    sessions.last()
}

fn add_session(parameters: &mut Parameters, session: &SessionRecord) {
    parameters.add("sessionSid", session.sid.as_str());
    parameters.add("sessionAccountSid", session.account_sid.as_str());
    parameters.add("sessionServiceSid", session.service_sid.as_str());
    parameters.add("sessionUniqueName", session.unique_name.as_deref());
    parameters.add("sessionStatus", session.status);
    parameters.add("sessionMode", session.mode);
    parameters.add("sessionClosedReason", session.closed_reason);
    parameters.add("sessionDateCreated", session.date_created.as_str());
    parameters.add("sessionDateStarted", session.date_started.as_deref());
    parameters.add("sessionDateUpdated", session.date_updated.as_str());
    parameters.add("sessionDateEnded", session.date_ended.as_deref());
    let last = session.date_last_interaction.as_deref();
    parameters.add("sessionDateLastInteraction", last);
    parameters.add("ttl", session.ttl.to_string().as_str());
}

fn add_participant(parameters: &mut Parameters, prefix: &str, participant: &Participant) {
    let proxy = participant.proxy_identifier.as_deref();
    let proxy_sid = participant.proxy_identifier_sid.as_deref();
    for (suffix, value) in [
        ("Sid", Some(participant.sid.as_str())),
        ("AccountSid", Some(&participant.account_sid)),
        ("ServiceSid", Some(&participant.service_sid)),
        ("SessionSid", Some(&participant.session_sid)),
        ("Identifier", Some(&participant.identifier)),
        ("FriendlyName", participant.friendly_name.as_deref()),
        ("ProxyIdentifier", proxy),
        ("ProxyIdentifierSid", proxy_sid),
        ("DateCreated", Some(&participant.date_created)),
        ("DateUpdated", Some(&participant.date_updated)),
    ] {
        parameters.add(format!("{prefix}{suffix}"), value);
    }
}
