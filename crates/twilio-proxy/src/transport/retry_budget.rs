use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

const FULL: u32 = 500;
/// The cost of a retry, and of one after a 429 that asks for no wait.
const RETRY: u32 = 14;
const THROTTLED: u32 = 5;
/// One retry's cost comes back this often.
const REFILL: Duration = Duration::from_secs(3);

/// The retries that a client and its clones may send, so that a server in trouble does not receive four times the load.
#[derive(Debug)]
pub(crate) struct RetryBudget(Mutex<State>);

#[derive(Debug)]
struct State {
    tokens: u32,
    /// Time that is already refilled, or the last time at which the budget was full.
    refilled: Instant,
}

impl Default for RetryBudget {
    fn default() -> Self {
        Self(Mutex::new(State {
            tokens: FULL,
            refilled: Instant::now(),
        }))
    }
}

impl RetryBudget {
    /// Starts the account of one call.
    pub(crate) fn charge(&self) -> Charge<'_> {
        Charge {
            budget: self,
            waiting: 0,
            sent: 0,
        }
    }

    fn refilled(&self) -> MutexGuard<'_, State> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        while state.tokens < FULL && now.duration_since(state.refilled) >= REFILL {
            state.tokens = state.tokens.saturating_add(RETRY).min(FULL);
            state.refilled += REFILL;
        }
        // A full budget saves no time for later.
        if state.tokens == FULL {
            state.refilled = now;
        }
        state
    }

    fn put_back(&self, tokens: u32) {
        let mut state = self.refilled();
        state.tokens = state.tokens.saturating_add(tokens).min(FULL);
    }
}

/// One call's share of the budget. If it is dropped, the cost of a retry that was not sent goes back.
#[derive(Debug)]
pub(crate) struct Charge<'a> {
    budget: &'a RetryBudget,
    /// The cost of the retry that the call waits for.
    waiting: u32,
    /// The cost of the retries that were sent.
    sent: u32,
}

impl Charge<'_> {
    /// Reserves the cost of a retry. Returns false if the budget is spent.
    pub(crate) fn reserve(&mut self, throttled: bool) -> bool {
        let cost = if throttled { THROTTLED } else { RETRY };
        let mut state = self.budget.refilled();
        let Some(left) = state.tokens.checked_sub(cost) else {
            return false;
        };
        state.tokens = left;
        self.waiting += cost;
        true
    }

    /// Notes that the retry is sent.
    pub(crate) fn spend(&mut self) {
        self.sent += std::mem::take(&mut self.waiting);
    }

    /// Puts the cost of the retries back after a success, or one token if there were none.
    pub(crate) fn succeed(self) {
        self.budget.put_back(self.sent.max(1));
    }
}

impl Drop for Charge<'_> {
    fn drop(&mut self) {
        if self.waiting > 0 {
            self.budget.put_back(self.waiting);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spend(budget: &RetryBudget, throttled: bool) -> bool {
        let mut charge = budget.charge();
        let reserved = charge.reserve(throttled);
        charge.spend();
        reserved
    }

    fn spend_all(budget: &RetryBudget) -> usize {
        std::iter::repeat_with(|| spend(budget, false))
            .take_while(|spent| *spent)
            .count()
    }

    #[tokio::test(start_paused = true)]
    async fn a_spent_budget_allows_no_retry_until_a_success() {
        let budget = RetryBudget::default();
        let mut charge = budget.charge();
        assert!(charge.reserve(false));
        charge.spend();
        assert_eq!(spend_all(&budget), 34);
        charge.succeed();
        assert!(spend(&budget, false));
        assert!(!spend(&budget, false));
        assert!(spend(&budget, true));
    }

    #[tokio::test(start_paused = true)]
    async fn a_retry_that_was_not_sent_costs_nothing() {
        let budget = RetryBudget::default();
        let charges: Vec<_> = (0..35)
            .map(|_| {
                let mut charge = budget.charge();
                assert!(charge.reserve(false));
                charge
            })
            .collect();
        assert!(!spend(&budget, false));
        drop(charges);
        assert_eq!(spend_all(&budget), 35);
    }

    #[tokio::test(start_paused = true)]
    async fn time_refills_the_budget_up_to_its_bound() {
        let budget = RetryBudget::default();
        tokio::time::advance(Duration::from_secs(3600)).await;
        assert_eq!(spend_all(&budget), 35);
        tokio::time::advance(REFILL - Duration::from_millis(1)).await;
        assert!(!spend(&budget, false));
        tokio::time::advance(Duration::from_millis(1)).await;
        assert_eq!(spend_all(&budget), 1);
        tokio::time::advance(REFILL * 4).await;
        assert_eq!(spend_all(&budget), 4);
        tokio::time::advance(Duration::from_secs(3600)).await;
        assert_eq!(spend_all(&budget), 35);
    }
}
