//! Whether everything that has been agreed with Alipay holds, found out without certifying anybody.

use super::super::Setback;
use super::answer::Doubt;
use super::content::About;
use super::{Alipay, QUERY, finding_in};

/// An attempt that nobody has ever begun.
const NOBODY: &str = "00000000000000000000000000000000";
/// What the gateway says about such an attempt once it has accepted everything else.
const NO_SUCH: &str = "OPEN_CERTIFY_BILL_NOT_EXIST";

/// Why a probe has proven nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unproven {
    /// The answer is signed by another key than the one that is trusted here.
    Forged,
    /// What came back is no answer of the gateway.
    Illegible,
    /// What the gateway says, or that it says nothing.
    Setback(Setback),
}

impl From<Setback> for Unproven {
    fn from(setback: Setback) -> Self {
        Unproven::Setback(setback)
    }
}

impl From<Doubt> for Unproven {
    fn from(doubt: Doubt) -> Self {
        match doubt {
            Doubt::Forged => Unproven::Forged,
            Doubt::Form | Doubt::Twice | Doubt::Foreign | Doubt::Illegible => Unproven::Illegible,
        }
    }
}

impl From<Unproven> for Setback {
    /// To whoever waits for a result an answer that is not believed is the same as none.
    fn from(unproven: Unproven) -> Self {
        match unproven {
            Unproven::Setback(setback) => setback,
            Unproven::Forged | Unproven::Illegible => Setback::Unknown,
        }
    }
}

impl Alipay {
    /// Asks about an attempt that cannot exist: a signed "no such attempt" proves keys, application, contract, clock and
    /// connection.
    pub async fn probe(&self) -> Result<(), Unproven> {
        match self.tell(QUERY, &About { certify_id: NOBODY }, finding_in).await {
            Ok(_) => Ok(()),
            Err(Unproven::Setback(Setback::Person(code))) if code == NO_SUCH => Ok(()),
            Err(unproven) => Err(unproven),
        }
    }
}
