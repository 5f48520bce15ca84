//! What is held about oneself, as people see it.

mod closing;
mod export;
mod proof;
mod record;
mod reopening;

pub use closing::close;
pub use export::{ask, at_kiosk, ready, too_soon};
pub use proof::Sheet;
pub use record::{absent, record};
pub use reopening::{found, seek};

use crate::reference::Reference;
use crate::terms::RegionCode;

/// The department's name.
fn department(reference: &Reference, code: RegionCode) -> String {
    reference.divisions().department_name(code).unwrap_or_else(|| code.to_string())
}
