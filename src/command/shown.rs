//! `config`: every setting in force and who said so.

use super::folder;
use super::trouble::Trouble;
use crate::config::Typed;

/// Prints the settings; secrets are masked.
pub(super) fn config(typed: &Typed) -> Result<(), Trouble> {
    for line in folder::settings(typed)?.dump() {
        println!("{line}");
    }
    Ok(())
}
