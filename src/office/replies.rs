//! Where forms led that have been sent before (T33).

use super::Once;
use crate::store::{Broken, Read};
use crate::tables::REPLIES;

/// Where this very form led before, for pages whose object the first sending may have taken away.
pub fn replay_of(read: &impl Read, once: &Once) -> Result<Option<String>, Broken> {
    let reply = read.get(&REPLIES, &(once.browser, once.token.clone()))?;
    Ok(reply.map(|reply| reply.location))
}
