use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::RecordedRequest;
use crate::fault::effect::Effect;
use crate::fault::{Fault, InvalidFault};
use crate::problem::Problem;

/// The faults of a sandbox, in the order in which they were given, and what is left of them.
#[derive(Default)]
pub(crate) struct Script(Mutex<Vec<Scripted>>);

struct Scripted {
    fault: Fault,
    /// How many more requests it lets pass.
    passing: usize,
    /// How many more it meets.
    left: usize,
}

impl Script {
    pub(crate) fn of(faults: Vec<Fault>) -> Result<Self, InvalidFault> {
        let script = Self::default();
        for fault in faults {
            script.add(fault)?;
        }
        Ok(script)
    }

    pub(crate) fn add(&self, fault: Fault) -> Result<(), InvalidFault> {
        let fault = fault.checked()?;
        self.locked().push(Scripted {
            passing: fault.after,
            left: fault.times,
            fault,
        });
        Ok(())
    }

    /// Returns the effect on this request, and counts the request for each fault that it could have met.
    pub(crate) fn met_by(&self, request: &RecordedRequest) -> Result<Option<Effect>, Problem> {
        let faults = self.locked();
        let closures: Vec<_> = faults
            .iter()
            .map(|it| Arc::clone(&it.fault.meets))
            .collect();
        // A closure may add a fault, and that needs the lock.
        drop(faults);
        let matches = || closures.iter().map(|meets| meets(request)).collect();
        let matches: Vec<bool> =
            catch_unwind(AssertUnwindSafe(matches)).map_err(|_| Problem::closure_panicked())?;
        Ok(self.count(&matches))
    }

    /// Counts a request, given which of the first faults match it. Faults that were added meanwhile do not count it.
    fn count(&self, matches: &[bool]) -> Option<Effect> {
        let mut met = None;
        for (scripted, matches) in self.locked().iter_mut().zip(matches) {
            if !matches {
                continue;
            }
            if let Some(passing) = scripted.passing.checked_sub(1) {
                scripted.passing = passing;
            } else if met.is_none()
                && let Some(left) = scripted.left.checked_sub(1)
            {
                scripted.left = left;
                met = Some(scripted.fault.effect.clone());
            }
        }
        met
    }

    fn locked(&self) -> MutexGuard<'_, Vec<Scripted>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
