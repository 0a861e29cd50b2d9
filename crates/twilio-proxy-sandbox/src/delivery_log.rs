use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use crate::delivery::Delivery;
use crate::sent::Sent;

/// The most deliveries that are kept.
const MOST: usize = 50;

/// The newest messages and calls, for the page.
#[derive(Default)]
pub(crate) struct DeliveryLog(Mutex<VecDeque<LoggedDelivery>>);

/// A message or a call, and its result.
#[derive(Clone)]
pub(crate) struct LoggedDelivery {
    /// Counted from 1.
    pub number: usize,
    pub sent: Sent,
    pub delivery: Delivery,
}

impl DeliveryLog {
    pub(crate) fn note(&self, sent: &Sent, delivery: &Delivery) {
        let mut log = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let number = log.back().map_or(1, |newest| newest.number + 1);
        log.push_back(LoggedDelivery {
            number,
            sent: sent.clone(),
            delivery: delivery.clone(),
        });
        if log.len() > MOST {
            log.pop_front();
        }
    }

    pub(crate) fn newest_first(&self) -> Vec<LoggedDelivery> {
        let log = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        log.iter().rev().cloned().collect()
    }
}
