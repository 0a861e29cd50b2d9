use crate::origin::Origin;
use crate::resource::participant::Participant;
use crate::resource::phone_number::{PhoneNumber, fictitious};
use crate::resource::service::Service;
use crate::resource::session::Session;
use crate::store::{Place, Store};

/// How many records of a kind there are under each of the kind above.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tree {
    pub services: usize,
    pub sessions: usize,
    pub participants: usize,
    pub interactions: usize,
}

/// How many numbers each service of the seed has: one for each participant of a session.
const PHONE_NUMBERS: usize = 2;

/// The SIDs of the first service, session and participant, which are the same for any [`Tree`].
pub(crate) struct First {
    pub service: String,
    pub session: String,
    pub participant: String,
}

impl First {
    pub(crate) fn of(seed: u64) -> Self {
        let service = Origin::seeded(seed).part(0);
        let session = service.part(0);
        Self {
            service: service.sid("KS"),
            session: session.sid("KC"),
            participant: session.part(0).sid("KP"),
        }
    }
}

/// What is there before the first request.
pub(crate) fn grow(place: Place, seed: u64, tree: Tree) -> Store {
    let mut store = Store::new(place, seed);
    for number in 0..tree.services {
        let origin = Origin::seeded(seed).part(number);
        let service = service(&store, tree, number, origin);
        store.services.insert(service.record.sid.clone(), service);
    }
    store
}

fn service(store: &Store, tree: Tree, number: usize, origin: Origin) -> Service {
    let mut service = Service::new(&store.place, format!("service-{}", number + 1), origin);
    for digit in 0..PHONE_NUMBERS {
        let number = fictitious(origin.rng("proxy").u64(..), digit);
        let origin = origin.part(digit);
        let number = PhoneNumber::new(&service, origin.sid("PN"), number, origin);
        service.phone_numbers.insert(number.sid.clone(), number);
    }
    for number in 0..tree.sessions {
        let session = session(&service, store.seed, tree, number, origin.part(number));
        service.sessions.insert(session.record.sid.clone(), session);
    }
    service
}

fn session(service: &Service, seed: u64, tree: Tree, number: usize, origin: Origin) -> Session {
    let name = format!("session-{}", number + 1);
    let mut session = Session::new(service, seed, Some(name), origin);
    let mut proxies = service.phone_numbers.values();
    let mut seats = Vec::new();
    for digit in 0..tree.participants {
        let identifier = fictitious(origin.rng("identifier").u64(..), digit);
        let origin = origin.part(digit);
        let participant = Participant::new(&session, identifier, proxies.next(), origin);
        seats.push(participant.sid.clone());
        session
            .participants
            .insert(participant.sid.clone(), participant);
    }
    session.transcript.fill(seats, tree.interactions);
    if let Some((first, last)) = session.transcript.seeded_times() {
        session.spoke(first, last);
    }
    session
}
