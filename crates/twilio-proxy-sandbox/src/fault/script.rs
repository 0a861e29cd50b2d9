use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::RecordedRequest;
use crate::fault::effect::Effect;
use crate::fault::{Fault, InvalidFault};

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

    /// What happens to this request, which every fault counts that could have met it.
    pub(crate) fn met_by(&self, request: &RecordedRequest) -> Option<Effect> {
        let mut met = None;
        for scripted in self.locked().iter_mut() {
            if !(scripted.fault.meets)(request) {
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
