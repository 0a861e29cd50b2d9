//! Messages and calls of people, from the proxy number to the other participant or to the application.

use serde_json::json;

use crate::callback::{Callback, CallbackResponse};
use crate::delivery::{Delivery, DeliveryError, Outcome};
use crate::event_parameters::{self, Progress};
use crate::new_session;
use crate::origin::Origin;
use crate::resource::participant::Participant;
use crate::resource::service::Service;
use crate::resource::session::{Session, SessionRecord};
use crate::said::{Interaction, Kind, exchange};
use crate::sent::Sent;
use crate::server::Served;
use crate::store::Store;

/// The destination of a message or a call.
enum Route {
    InSession(Box<Passage>),
    OutOfSession {
        service_sid: String,
        url: Option<String>,
        parameters: Vec<(String, String)>,
    },
}

/// An interaction that is about to be passed on in a session.
struct Passage {
    session: SessionRecord,
    receiver: Participant,
    number: usize,
    interaction: Interaction,
    origin: Origin,
    intercept_url: Option<String>,
    callback_url: Option<String>,
}

impl Served {
    /// Passes a message or a call on, and sends the callbacks.
    ///
    /// # Errors
    /// [`DeliveryError::UnknownNumber`] if no service has the number.
    pub(crate) async fn deliver(&self, sent: &Sent) -> Result<Delivery, DeliveryError> {
        let delivery = self.transmit(sent).await?;
        if let Some(deliveries) = &self.deliveries {
            deliveries.note(sent, &delivery);
        }
        Ok(delivery)
    }

    async fn transmit(&self, sent: &Sent) -> Result<Delivery, DeliveryError> {
        let route = route(&mut self.store_mut(), sent)?;
        match route {
            Route::InSession(passage) => self.pass_on(*passage, Vec::new()).await,
            Route::OutOfSession { url: None, .. } => Ok(Delivery::new(Outcome::Nobody, Vec::new())),
            Route::OutOfSession {
                service_sid,
                url: Some(url),
                parameters,
            } => {
                let (callback, content) = self.callbacks.send(&url, parameters).await;
                let callbacks = vec![callback];
                match content.media_type.as_str() {
                    "application/xml" | "text/xml" => {
                        Ok(Delivery::new(Outcome::Twiml(content.body), callbacks))
                    }
                    "application/json" => {
                        let created =
                            create(&mut self.store_mut(), &service_sid, sent, &content.body);
                        match created {
                            Some(passage) => self.pass_on_in_new(passage, callbacks).await,
                            None => Ok(Delivery::new(Outcome::Nobody, callbacks)),
                        }
                    }
                    _ => Ok(Delivery::new(Outcome::Nobody, callbacks)),
                }
            }
        }
    }

    async fn pass_on_in_new(
        &self,
        passage: Passage,
        callbacks: Vec<Callback>,
    ) -> Result<Delivery, DeliveryError> {
        let mut delivery = self.pass_on(passage, callbacks).await?;
        if delivery.outcome == Outcome::Delivered {
            delivery.outcome = Outcome::SessionCreated;
        }
        Ok(delivery)
    }

    /// Asks the application whether an interaction may go on, records it, and reports its progress.
    async fn pass_on(
        &self,
        passage: Passage,
        mut callbacks: Vec<Callback>,
    ) -> Result<Delivery, DeliveryError> {
        let session = Some(passage.session.sid.parse()?);
        let parameters = |progress| {
            event_parameters::of_interaction(&passage.session, &passage.interaction, progress)
        };
        if let Some(url) = &passage.intercept_url {
            let (callback, _) = self.callbacks.send(url, parameters(Progress::Before)).await;
            let is_blocked = callback.response == CallbackResponse::Status(403);
            callbacks.push(callback);
            if is_blocked {
                let delivery = Delivery::new(Outcome::Blocked, callbacks);
                return Ok(Delivery {
                    session,
                    ..delivery
                });
            }
        }
        if !record(&mut self.store_mut(), &passage) {
            return Ok(Delivery::new(Outcome::Nobody, callbacks));
        }
        if let Some(url) = &passage.callback_url {
            for progress in [Progress::Started, Progress::Complete] {
                let (callback, _) = self.callbacks.send(url, parameters(progress)).await;
                callbacks.push(callback);
            }
        }
        Ok(Delivery {
            to: Some(passage.receiver.identifier),
            from: passage.receiver.proxy_identifier,
            interaction: Some(passage.interaction.sid.parse()?),
            session,
            ..Delivery::new(Outcome::Delivered, callbacks)
        })
    }
}

fn route(store: &mut Store, sent: &Sent) -> Result<Route, DeliveryError> {
    store.close_expired();
    let origin = store.next_origin();
    let has_number = |service: &&mut Service| {
        let mut numbers = service.phone_numbers.values();
        numbers.any(|number| number.phone_number == sent.to)
    };
    let mut services = store.services.values_mut();
    let service = services
        .find(has_number)
        .ok_or(DeliveryError::UnknownNumber)?;
    let open = service.sessions.values().filter_map(|session| {
        let is_open = session.is_open() && session.allows(sent.kind == Kind::Message);
        let (sender, receiver) = is_open.then(|| pair(session, sent))??;
        Some((session.record.sid.clone(), sender, receiver))
    });
    if let Some((session_sid, sender, receiver)) = open.last()
        && let Some(passage) = passage(service, &session_sid, [sender, receiver], sent, origin)
    {
        return Ok(Route::InSession(Box::new(passage)));
    }
    Ok(Route::OutOfSession {
        service_sid: service.record.sid.clone(),
        url: service.record.out_of_session_callback_url.clone(),
        parameters: event_parameters::of_stranger(service, sent, origin),
    })
}

/// Returns the sender and the other participant, if the sender is in the session with the number.
fn pair(session: &Session, sent: &Sent) -> Option<(Participant, Participant)> {
    let participants = || session.participants.values();
    let sender = participants().find(|participant| {
        participant.identifier == sent.from && participant.proxy_number() == Some(&sent.to)
    })?;
    let receiver = participants().find(|participant| participant.sid != sender.sid)?;
    Some((sender.clone(), receiver.clone()))
}

fn passage(
    service: &mut Service,
    session_sid: &str,
    [sender, receiver]: [Participant; 2],
    sent: &Sent,
    origin: Origin,
) -> Option<Passage> {
    let urls = service.record.clone();
    let session = service.sessions.get_mut(session_sid)?;
    let (number, sid) = session.transcript.reserve();
    let data = match &sent.body {
        Some(body) => json!({ "body": body }),
        None => json!({ "duration": origin.rng("duration").u16(1..600).to_string() }),
    };
    let account = &session.record.account_sid;
    let participants = [sender.sid.as_str(), receiver.sid.as_str()];
    let data = data.to_string();
    Some(Passage {
        interaction: exchange(sid, sent.kind, account, participants, data, origin),
        session: session.record.clone(),
        receiver,
        number,
        origin,
        intercept_url: urls.intercept_callback_url,
        callback_url: urls.callback_url,
    })
}

/// Records an interaction. Returns false if its session is closed or gone by now.
fn record(store: &mut Store, passage: &Passage) -> bool {
    let service = store.services.get_mut(&passage.session.service_sid);
    let session = service.and_then(|service| service.sessions.get_mut(&passage.session.sid));
    let Some(session) = session.filter(|session| session.is_open()) else {
        return false;
    };
    let interaction = passage.interaction.clone();
    session.transcript.insert(passage.number, interaction);
    session.spoke(passage.origin.time(), passage.origin.time());
    true
}

/// Creates the session that a response asks for. Returns the interaction with which it starts; `None` if the response is
/// not a valid session.
fn create(store: &mut Store, service_sid: &str, sent: &Sent, response: &str) -> Option<Passage> {
    let session_sid = new_session::create(store, service_sid, sent, response)?;
    let origin = store.next_origin();
    let service = store.services.get_mut(service_sid)?;
    let (sender, receiver) = pair(service.sessions.get(&session_sid)?, sent)?;
    passage(service, &session_sid, [sender, receiver], sent, origin)
}
