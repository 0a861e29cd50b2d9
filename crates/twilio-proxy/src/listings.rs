//! The listings: one line each.

use std::num::NonZeroU64;
use std::sync::Arc;

use crate::client::{fetched, page_token};
use crate::{
    Client, Error, Interaction, List, MessageInteraction, Participant, ParticipantSid, PhoneNumber,
    Service, ServiceSid, Session, SessionSid,
};

/// Defines a listing: its name and arguments, its item, the generated operation, and the list's name in the body.
macro_rules! listing {
    ($(#[$doc:meta])* $name:ident($($argument:ident: $sid:ty),*) -> $item:ty, $operation:ident, $list:ident) => {
        impl Client {
            $(#[$doc])*
            ///
            /// Each argument is a SID, or text that parses as one. Nothing is sent before items or pages are asked for.
            ///
            /// # Errors
            /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for a text that is no such SID.
            pub fn $name(
                &self,
                $($argument: impl TryInto<$sid, Error: Into<Error>>),*
            ) -> Result<List<$item>, Error> {
                $(let $argument: $sid = $argument.try_into().map_err(Into::into)?;)*
                let collection = [stringify!($operation), $($argument.as_str()),*].join("/");
                let client = self.clone();
                Ok(List::new(collection, Arc::new(move |mut position| {
                    let client = client.clone();
                    Box::pin(async move {
                        let (generated, exchange) = client.recording();
                        let mut operation = generated.$operation()$(.$argument($argument))*;
                        let page_size = position.page_size;
                        if let Some(size) = NonZeroU64::new(page_size.into()) {
                            operation = operation.page_size(size);
                        }
                        if position.page > 0 {
                            operation = operation.page(position.page);
                        }
                        if let Some(token) = page_token(&mut position) {
                            operation = operation.page_token(token);
                        }
                        fetched(operation.send().await, &exchange, stringify!($list), page_size, |page| {
                            (page.$list, page.meta)
                        })
                    })
                })))
            }
        }
    };
}

listing!(
    /// Lists the services of the account.
    list_services() -> Service, list_service, services
);
listing!(
    /// Lists the phone numbers in a service's pool.
    list_phone_numbers(service_sid: ServiceSid) -> PhoneNumber, list_phone_number, phone_numbers
);
listing!(
    /// Lists the sessions of a service.
    list_sessions(service_sid: ServiceSid) -> Session, list_session, sessions
);
listing!(
    /// Lists the participants of a session.
    list_participants(service_sid: ServiceSid, session_sid: SessionSid)
        -> Participant, list_participant, participants
);
listing!(
    /// Lists the interactions of a session: each message and call that went through it.
    list_interactions(service_sid: ServiceSid, session_sid: SessionSid)
        -> Interaction, list_interaction, interactions
);
listing!(
    /// Lists the message interactions of a participant: each message that the participant sent or received by Proxy.
    list_message_interactions(service_sid: ServiceSid, session_sid: SessionSid, participant_sid: ParticipantSid)
        -> MessageInteraction, list_message_interaction, interactions
);
