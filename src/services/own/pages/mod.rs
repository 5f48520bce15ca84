//! What is held about oneself, as people see it.

mod record;

pub use record::{absent, record};

use crate::reference::Reference;
use crate::terms::RegionCode;

/// The department's name.
fn department(reference: &Reference, code: RegionCode) -> String {
    reference.divisions().department_name(code).unwrap_or_else(|| code.to_string())
}
