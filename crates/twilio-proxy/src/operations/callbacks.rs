// Written by `cargo xtask spec`. Do not edit.

//! The callbacks of the API: their parameters, and the objects of the responses to them.

use std::collections::BTreeMap;
use std::str::FromStr;
use chrono::{DateTime, Utc};
use serde::Serialize;
use crate::generated::{enums, sid};
use crate::request::{Fields, input_object};
use crate::webhook::parameters::Parameters;
use crate::{Error, Redacted};

/// The parameters of CallbackUrl and InterceptCallbackUrl: an interaction, before it goes on or when its status changes.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InteractionEvent {
    /// The parameter `interactionSid`. The SID of the interaction.
    pub interaction_sid: sid::InteractionSid,
    /// The parameter `interactionAccountSid`. The SID of the account.
    pub interaction_account_sid: Option<sid::AccountSid>,
    /// The parameter `interactionServiceSid`. The SID of the service.
    pub interaction_service_sid: Option<sid::ServiceSid>,
    /// The parameter `interactionSessionSid`. The SID of the session.
    pub interaction_session_sid: sid::SessionSid,
    /// The parameter `interactionType`. The type: a message or a call.
    pub interaction_type: enums::InteractionType,
    /// The parameter `interactionData`. The content as JSON text: the body of a message, or the duration of a call.
    pub interaction_data: Option<Redacted>,
    /// The parameter `interactionDateCreated`. The date and time of the creation.
    pub interaction_date_created: Option<DateTime<Utc>>,
    /// The parameter `interactionDateUpdated`. The date and time of the last change.
    pub interaction_date_updated: Option<DateTime<Utc>>,
    /// The parameter `inboundParticipantSid`. The SID of the participant who sent the message or made the call.
    pub inbound_participant_sid: Option<sid::ParticipantSid>,
    /// The parameter `inboundResourceSid`. The SID of the inbound message or call.
    pub inbound_resource_sid: Option<sid::ResourceSid>,
    /// The parameter `inboundResourceStatus`. The status of the inbound message or call.
    pub inbound_resource_status: Option<enums::InteractionResourceStatus>,
    /// The parameter `inboundResourceType`. The type of the inbound resource: a message or a call.
    pub inbound_resource_type: Option<String>,
    /// The parameter `inboundResourceUrl`. The address of the inbound message or call.
    pub inbound_resource_url: Option<String>,
    /// The parameter `outboundParticipantSid`. The SID of the participant who receives the message or the call.
    pub outbound_participant_sid: Option<sid::ParticipantSid>,
    /// The parameter `outboundResourceSid`. The SID of the outbound message or call.
    pub outbound_resource_sid: Option<sid::ResourceSid>,
    /// The parameter `outboundResourceStatus`. The status of the outbound message or call.
    pub outbound_resource_status: Option<enums::InteractionResourceStatus>,
    /// The parameter `outboundResourceType`. The type of the outbound resource: a message or a call.
    pub outbound_resource_type: Option<String>,
    /// The parameter `outboundResourceUrl`. The address of the outbound message or call.
    pub outbound_resource_url: Option<String>,
    /// The parameters that the description does not list, and the optional ones whose values are not of their types.
    pub extra: BTreeMap<String, Redacted>,
}

impl InteractionEvent {
    /// Reads the body of a callback, after [`Verifier::verify`](crate::webhook::Verifier::verify). An empty parameter is absent.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode) if a required parameter is missing or not of its type. The message names the parameter.
    pub fn parse(body: &[u8]) -> Result<Self, Error> {
        let mut parameters = Parameters::new(body);
        Ok(Self {
            interaction_sid: parameters.required("interactionSid")?,
            interaction_account_sid: parameters.optional("interactionAccountSid"),
            interaction_service_sid: parameters.optional("interactionServiceSid"),
            interaction_session_sid: parameters.required("interactionSessionSid")?,
            interaction_type: parameters
                .required_with(
                    "interactionType",
                    enums::InteractionType::from_any_case,
                )?,
            interaction_data: parameters.optional("interactionData"),
            interaction_date_created: parameters.optional("interactionDateCreated"),
            interaction_date_updated: parameters.optional("interactionDateUpdated"),
            inbound_participant_sid: parameters.optional("inboundParticipantSid"),
            inbound_resource_sid: parameters.optional("inboundResourceSid"),
            inbound_resource_status: parameters
                .optional_with(
                    "inboundResourceStatus",
                    enums::InteractionResourceStatus::from_any_case,
                ),
            inbound_resource_type: parameters.optional("inboundResourceType"),
            inbound_resource_url: parameters.optional("inboundResourceUrl"),
            outbound_participant_sid: parameters.optional("outboundParticipantSid"),
            outbound_resource_sid: parameters.optional("outboundResourceSid"),
            outbound_resource_status: parameters
                .optional_with(
                    "outboundResourceStatus",
                    enums::InteractionResourceStatus::from_any_case,
                ),
            outbound_resource_type: parameters.optional("outboundResourceType"),
            outbound_resource_url: parameters.optional("outboundResourceUrl"),
            extra: parameters.rest(),
        })
    }
}

/// The parameters of OutOfSessionCallbackUrl: a message or a call whose sender is in no open session. The parameters of the session and its participants are those of the last session of the sender, and absent if there was none.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct OutOfSessionEvent {
    /// The parameter `AccountSid`. The SID of the account.
    pub account_sid: Option<sid::AccountSid>,
    /// The parameter `ApiVersion`. The version of the API that handles the message or call.
    pub api_version: Option<String>,
    /// The parameter `AddOns`. The results of add-ons, as JSON text.
    pub add_ons: Option<Redacted>,
    /// The parameter `From`. The phone number of the sender.
    pub from: Redacted,
    /// The parameter `FromCity`. The city of the sender.
    pub from_city: Option<Redacted>,
    /// The parameter `FromState`. The state or province of the sender.
    pub from_state: Option<Redacted>,
    /// The parameter `FromZip`. The postal code of the sender.
    pub from_zip: Option<Redacted>,
    /// The parameter `FromCountry`. The country of the sender.
    pub from_country: Option<Redacted>,
    /// The parameter `To`. The proxy phone number that the message or call reached.
    pub to: Redacted,
    /// The parameter `ToCity`. The city of the proxy number.
    pub to_city: Option<Redacted>,
    /// The parameter `ToState`. The state or province of the proxy number.
    pub to_state: Option<Redacted>,
    /// The parameter `ToZip`. The postal code of the proxy number.
    pub to_zip: Option<Redacted>,
    /// The parameter `ToCountry`. The country of the proxy number.
    pub to_country: Option<Redacted>,
    /// The parameter `MessageSid`. The SID of the message; absent for a call.
    pub message_sid: Option<sid::ResourceSid>,
    /// The parameter `SmsSid`. An older name of MessageSid.
    pub sms_sid: Option<sid::ResourceSid>,
    /// The parameter `SmsMessageSid`. An older name of MessageSid.
    pub sms_message_sid: Option<sid::ResourceSid>,
    /// The parameter `SmsStatus`. The status of the message.
    pub sms_status: Option<enums::InteractionResourceStatus>,
    /// The parameter `Body`. The text of the message.
    pub body: Option<Redacted>,
    /// The parameter `NumMedia`. The number of media of the message. Their addresses and types are the parameters MediaUrl0, MediaContentType0 and so on.
    pub num_media: Option<i64>,
    /// The parameter `NumSegments`. The number of segments of the message.
    pub num_segments: Option<i64>,
    /// The parameter `CallSid`. The SID of the call; absent for a message.
    pub call_sid: Option<sid::ResourceSid>,
    /// The parameter `CallStatus`. The status of the call.
    pub call_status: Option<enums::InteractionResourceStatus>,
    /// The parameter `Direction`. The direction of the call.
    pub direction: Option<String>,
    /// The parameter `Caller`. The phone number of the caller.
    pub caller: Option<Redacted>,
    /// The parameter `CallerCity`. The city of the caller.
    pub caller_city: Option<Redacted>,
    /// The parameter `CallerState`. The state or province of the caller.
    pub caller_state: Option<Redacted>,
    /// The parameter `CallerZip`. The postal code of the caller.
    pub caller_zip: Option<Redacted>,
    /// The parameter `CallerCountry`. The country of the caller.
    pub caller_country: Option<Redacted>,
    /// The parameter `Called`. The proxy phone number that was called.
    pub called: Option<Redacted>,
    /// The parameter `CalledCity`. The city of the called proxy number.
    pub called_city: Option<Redacted>,
    /// The parameter `CalledState`. The state or province of the called proxy number.
    pub called_state: Option<Redacted>,
    /// The parameter `CalledZip`. The postal code of the called proxy number.
    pub called_zip: Option<Redacted>,
    /// The parameter `CalledCountry`. The country of the called proxy number.
    pub called_country: Option<Redacted>,
    /// The parameter `sessionSid`. The SID of the session.
    pub session_sid: Option<sid::SessionSid>,
    /// The parameter `sessionAccountSid`. The SID of the account of the session.
    pub session_account_sid: Option<sid::AccountSid>,
    /// The parameter `sessionServiceSid`. The SID of the service of the session.
    pub session_service_sid: Option<sid::ServiceSid>,
    /// The parameter `sessionUniqueName`. The unique name of the session.
    pub session_unique_name: Option<String>,
    /// The parameter `sessionStatus`. The status of the session.
    pub session_status: Option<enums::SessionStatus>,
    /// The parameter `sessionMode`. The allowed interactions of the session.
    pub session_mode: Option<enums::SessionMode>,
    /// The parameter `sessionClosedReason`. The reason why the session ended.
    pub session_closed_reason: Option<String>,
    /// The parameter `sessionDateCreated`. The date and time at which the session was created.
    pub session_date_created: Option<DateTime<Utc>>,
    /// The parameter `sessionDateStarted`. The date and time at which the session started.
    pub session_date_started: Option<DateTime<Utc>>,
    /// The parameter `sessionDateUpdated`. The date and time of the last change of the session.
    pub session_date_updated: Option<DateTime<Utc>>,
    /// The parameter `sessionDateEnded`. The date and time at which the session ended.
    pub session_date_ended: Option<DateTime<Utc>>,
    /// The parameter `sessionDateLastInteraction`. The date and time of the last interaction of the session.
    pub session_date_last_interaction: Option<DateTime<Utc>>,
    /// The parameter `ttl`. The time to live of the session after its last interaction, in seconds; 0 is no limit.
    pub ttl: Option<i64>,
    /// The parameter `inboundParticipantSid`. The SID of the participant who sent the message or made the call.
    pub inbound_participant_sid: Option<sid::ParticipantSid>,
    /// The parameter `inboundParticipantAccountSid`. The SID of the account of the inbound participant.
    pub inbound_participant_account_sid: Option<sid::AccountSid>,
    /// The parameter `inboundParticipantServiceSid`. The SID of the service of the inbound participant.
    pub inbound_participant_service_sid: Option<sid::ServiceSid>,
    /// The parameter `inboundParticipantSessionSid`. The SID of the session of the inbound participant.
    pub inbound_participant_session_sid: Option<sid::SessionSid>,
    /// The parameter `inboundParticipantIdentifier`. The phone number of the inbound participant.
    pub inbound_participant_identifier: Option<Redacted>,
    /// The parameter `inboundParticipantFriendlyName`. The label of the inbound participant.
    pub inbound_participant_friendly_name: Option<Redacted>,
    /// The parameter `inboundParticipantProxyIdentifier`. The proxy phone number that the inbound participant uses.
    pub inbound_participant_proxy_identifier: Option<Redacted>,
    /// The parameter `inboundParticipantProxyIdentifierSid`. The SID of the proxy phone number that the inbound participant uses.
    pub inbound_participant_proxy_identifier_sid: Option<sid::PhoneNumberSid>,
    /// The parameter `inboundParticipantDateCreated`. The date and time at which the inbound participant was created.
    pub inbound_participant_date_created: Option<DateTime<Utc>>,
    /// The parameter `inboundParticipantDateUpdated`. The date and time of the last change of the inbound participant.
    pub inbound_participant_date_updated: Option<DateTime<Utc>>,
    /// The parameter `outboundParticipantSid`. The SID of the participant who receives the message or the call.
    pub outbound_participant_sid: Option<sid::ParticipantSid>,
    /// The parameter `outboundParticipantAccountSid`. The SID of the account of the outbound participant.
    pub outbound_participant_account_sid: Option<sid::AccountSid>,
    /// The parameter `outboundParticipantServiceSid`. The SID of the service of the outbound participant.
    pub outbound_participant_service_sid: Option<sid::ServiceSid>,
    /// The parameter `outboundParticipantSessionSid`. The SID of the session of the outbound participant.
    pub outbound_participant_session_sid: Option<sid::SessionSid>,
    /// The parameter `outboundParticipantIdentifier`. The phone number of the outbound participant.
    pub outbound_participant_identifier: Option<Redacted>,
    /// The parameter `outboundParticipantFriendlyName`. The label of the outbound participant.
    pub outbound_participant_friendly_name: Option<Redacted>,
    /// The parameter `outboundParticipantProxyIdentifier`. The proxy phone number that the outbound participant uses.
    pub outbound_participant_proxy_identifier: Option<Redacted>,
    /// The parameter `outboundParticipantProxyIdentifierSid`. The SID of the proxy phone number that the outbound participant uses.
    pub outbound_participant_proxy_identifier_sid: Option<sid::PhoneNumberSid>,
    /// The parameter `outboundParticipantDateCreated`. The date and time at which the outbound participant was created.
    pub outbound_participant_date_created: Option<DateTime<Utc>>,
    /// The parameter `outboundParticipantDateUpdated`. The date and time of the last change of the outbound participant.
    pub outbound_participant_date_updated: Option<DateTime<Utc>>,
    /// The parameters that the description does not list, and the optional ones whose values are not of their types.
    pub extra: BTreeMap<String, Redacted>,
}

impl OutOfSessionEvent {
    /// Reads the body of a callback, after [`Verifier::verify`](crate::webhook::Verifier::verify). An empty parameter is absent.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode) if a required parameter is missing or not of its type. The message names the parameter.
    pub fn parse(body: &[u8]) -> Result<Self, Error> {
        let mut parameters = Parameters::new(body);
        Ok(Self {
            account_sid: parameters.optional("AccountSid"),
            api_version: parameters.optional("ApiVersion"),
            add_ons: parameters.optional("AddOns"),
            from: parameters.required("From")?,
            from_city: parameters.optional("FromCity"),
            from_state: parameters.optional("FromState"),
            from_zip: parameters.optional("FromZip"),
            from_country: parameters.optional("FromCountry"),
            to: parameters.required("To")?,
            to_city: parameters.optional("ToCity"),
            to_state: parameters.optional("ToState"),
            to_zip: parameters.optional("ToZip"),
            to_country: parameters.optional("ToCountry"),
            message_sid: parameters.optional("MessageSid"),
            sms_sid: parameters.optional("SmsSid"),
            sms_message_sid: parameters.optional("SmsMessageSid"),
            sms_status: parameters
                .optional_with(
                    "SmsStatus",
                    enums::InteractionResourceStatus::from_any_case,
                ),
            body: parameters.optional("Body"),
            num_media: parameters.optional("NumMedia"),
            num_segments: parameters.optional("NumSegments"),
            call_sid: parameters.optional("CallSid"),
            call_status: parameters
                .optional_with(
                    "CallStatus",
                    enums::InteractionResourceStatus::from_any_case,
                ),
            direction: parameters.optional("Direction"),
            caller: parameters.optional("Caller"),
            caller_city: parameters.optional("CallerCity"),
            caller_state: parameters.optional("CallerState"),
            caller_zip: parameters.optional("CallerZip"),
            caller_country: parameters.optional("CallerCountry"),
            called: parameters.optional("Called"),
            called_city: parameters.optional("CalledCity"),
            called_state: parameters.optional("CalledState"),
            called_zip: parameters.optional("CalledZip"),
            called_country: parameters.optional("CalledCountry"),
            session_sid: parameters.optional("sessionSid"),
            session_account_sid: parameters.optional("sessionAccountSid"),
            session_service_sid: parameters.optional("sessionServiceSid"),
            session_unique_name: parameters.optional("sessionUniqueName"),
            session_status: parameters
                .optional_with("sessionStatus", enums::SessionStatus::from_any_case),
            session_mode: parameters
                .optional_with("sessionMode", enums::SessionMode::from_any_case),
            session_closed_reason: parameters.optional("sessionClosedReason"),
            session_date_created: parameters.optional("sessionDateCreated"),
            session_date_started: parameters.optional("sessionDateStarted"),
            session_date_updated: parameters.optional("sessionDateUpdated"),
            session_date_ended: parameters.optional("sessionDateEnded"),
            session_date_last_interaction: parameters
                .optional("sessionDateLastInteraction"),
            ttl: parameters.optional("ttl"),
            inbound_participant_sid: parameters.optional("inboundParticipantSid"),
            inbound_participant_account_sid: parameters
                .optional("inboundParticipantAccountSid"),
            inbound_participant_service_sid: parameters
                .optional("inboundParticipantServiceSid"),
            inbound_participant_session_sid: parameters
                .optional("inboundParticipantSessionSid"),
            inbound_participant_identifier: parameters
                .optional("inboundParticipantIdentifier"),
            inbound_participant_friendly_name: parameters
                .optional("inboundParticipantFriendlyName"),
            inbound_participant_proxy_identifier: parameters
                .optional("inboundParticipantProxyIdentifier"),
            inbound_participant_proxy_identifier_sid: parameters
                .optional("inboundParticipantProxyIdentifierSid"),
            inbound_participant_date_created: parameters
                .optional("inboundParticipantDateCreated"),
            inbound_participant_date_updated: parameters
                .optional("inboundParticipantDateUpdated"),
            outbound_participant_sid: parameters.optional("outboundParticipantSid"),
            outbound_participant_account_sid: parameters
                .optional("outboundParticipantAccountSid"),
            outbound_participant_service_sid: parameters
                .optional("outboundParticipantServiceSid"),
            outbound_participant_session_sid: parameters
                .optional("outboundParticipantSessionSid"),
            outbound_participant_identifier: parameters
                .optional("outboundParticipantIdentifier"),
            outbound_participant_friendly_name: parameters
                .optional("outboundParticipantFriendlyName"),
            outbound_participant_proxy_identifier: parameters
                .optional("outboundParticipantProxyIdentifier"),
            outbound_participant_proxy_identifier_sid: parameters
                .optional("outboundParticipantProxyIdentifierSid"),
            outbound_participant_date_created: parameters
                .optional("outboundParticipantDateCreated"),
            outbound_participant_date_updated: parameters
                .optional("outboundParticipantDateUpdated"),
            extra: parameters.rest(),
        })
    }
}

/// The JSON response to OutOfSessionCallbackUrl: a session with the sender, in which the message or call goes on.
#[derive(Clone, PartialEq, Serialize)]
#[serde(transparent)]
#[must_use]
pub struct NewSession {
    fields: Fields,
}

input_object!(NewSession);

impl FromStr for NewSession {
    type Err = Error;
    /// Reads a JSON object with these fields, named as the API names them.
    fn from_str(json: &str) -> Result<Self, Error> {
        let fields = Fields::from_json(
            json,
            &["participantIdentifier"],
            &["participantProxyIdentifier", "uniqueName", "mode", "ttl", "dateExpiry"],
        )?;
        Ok(Self { fields })
    }
}

impl NewSession {
    /// Returns an object with these fields.
    pub fn new(participant_identifier: impl Into<Redacted>) -> Self {
        let mut fields = Fields::default();
        fields.set::<Redacted>("participantIdentifier", participant_identifier);
        Self { fields }
    }

    /// Sets `participantProxyIdentifier`. The proxy phone number that the second participant uses: one of the pool, also a reserved one. Without it, one that is not reserved is chosen.
    pub fn participant_proxy_identifier(
        mut self,
        participant_proxy_identifier: impl Into<Redacted>,
    ) -> Self {
        self.fields
            .set::<Redacted>("participantProxyIdentifier", participant_proxy_identifier);
        self
    }

    /// Sets `uniqueName`. A unique name for the session, without personal data.
    pub fn unique_name(mut self, unique_name: impl Into<String>) -> Self {
        self.fields.set::<String>("uniqueName", unique_name);
        self
    }

    /// Sets `mode`. The allowed interactions. Without it, the API chooses.
    pub fn mode(mut self, mode: impl Into<enums::SessionMode>) -> Self {
        self.fields.set::<enums::SessionMode>("mode", mode);
        self
    }

    /// Sets `ttl`. The time to live of the session after its last interaction, in seconds; 0 is no limit.
    pub fn ttl(mut self, ttl: impl Into<i64>) -> Self {
        self.fields.set::<i64>("ttl", ttl);
        self
    }

    /// Sets `dateExpiry`. The date and time at which the session expires.
    pub fn date_expiry(mut self, date_expiry: impl Into<DateTime<Utc>>) -> Self {
        self.fields.set::<DateTime<Utc>>("dateExpiry", date_expiry);
        self
    }
}
