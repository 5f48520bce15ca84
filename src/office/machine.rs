//! What comes from outside into every act: time and randomness, so that tests may bring their own.

use crate::terms::Moment;
use ring::rand::{SecureRandom, SystemRandom};

/// What time it is.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Moment;
}

/// Where randomness comes from.
pub trait Dice: Send + Sync {
    /// Fills the bytes with randomness fit for secrets.
    fn fill(&self, bytes: &mut [u8]);
}

/// The machine's clock.
pub struct MachineClock;

impl Clock for MachineClock {
    fn now(&self) -> Moment {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Moment::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

/// The operating system's generator.
pub struct MachineDice(SystemRandom);

impl Default for MachineDice {
    fn default() -> Self {
        MachineDice(SystemRandom::new())
    }
}

impl Dice for MachineDice {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.fill(bytes).expect("the operating system always has randomness once it has started");
    }
}
