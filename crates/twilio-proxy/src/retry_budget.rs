use std::sync::atomic::{AtomicU32, Ordering};

const FULL: u32 = 500;
const RETRY: u32 = 14;
const THROTTLED: u32 = 5;

/// What a client and its clones may spend on retries, so that a server in trouble is not asked four times as often.
#[derive(Debug)]
pub(crate) struct RetryBudget(AtomicU32);

impl Default for RetryBudget {
    fn default() -> Self {
        Self(AtomicU32::new(FULL))
    }
}

impl RetryBudget {
    /// Pays for one retry, and says what it cost; nothing where the budget is spent.
    pub(crate) fn spend(&self, throttled: bool) -> Option<u32> {
        let cost = if throttled { THROTTLED } else { RETRY };
        self.0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |tokens| {
                tokens.checked_sub(cost)
            })
            .ok()
            .map(|_| cost)
    }

    /// A success gives back what its retries cost, and one token where it had none.
    pub(crate) fn refund(&self, spent: u32) {
        let gift = spent.max(1);
        let add = |tokens: u32| Some(tokens.saturating_add(gift).min(FULL));
        // The closure never declines, so there is no failure to handle.
        let _ = self
            .0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, add);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spent_budget_allows_no_retry_until_a_success() {
        let budget = RetryBudget::default();
        let retries = std::iter::from_fn(|| budget.spend(false)).count();
        assert_eq!(retries, 35);
        budget.refund(RETRY);
        assert_eq!(budget.spend(false), Some(RETRY));
        assert_eq!(budget.spend(false), None);
        assert_eq!(budget.spend(true), Some(THROTTLED));
    }
}
