//! An answer of the gateway: which bytes were signed, by whom, and what they say (connectors 1.5).
//!
//! What always holds: the signature is checked over the exact bytes received, never over something written anew;
//! a name that comes twice, a foreign member or a byte too many makes the whole answer worth nothing.

use super::keys::GatewayKey;
use data_encoding::BASE64;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::fmt;

/// Why an answer says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubt {
    /// It is not one JSON object and nothing else.
    Form,
    /// A name comes twice.
    Twice,
    /// It answers another method, several at once, or none.
    Foreign,
    /// The signature is not the base64 of anything.
    Illegible,
    /// The signature is not Alipay's over these bytes.
    Forged,
}

impl fmt::Display for Doubt {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Form => "it is not one JSON object",
            Self::Twice => "a name comes twice",
            Self::Foreign => "it answers something else",
            Self::Illegible => "its signature cannot be read",
            Self::Forged => "its signature is not the gateway's",
        })
    }
}

/// What an answer says.
pub(super) struct Said<'a> {
    /// Whether it is the answer to the method called and signed; nothing else may ever count as data.
    pub(super) trusted: bool,
    members: Members<'a>,
}

impl Said<'_> {
    /// The text of a member; None unless it is a JSON string.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        serde_json::from_str(self.raw(name)?).ok()
    }

    /// A member exactly as it was received.
    pub(super) fn raw(&self, name: &str) -> Option<&str> {
        self.members.0.get(name).map(|value| value.get())
    }
}

/// Reads the answer to a method.
pub(super) fn read<'a>(body: &'a [u8], method: &str, gateway: &GatewayKey) -> Result<Said<'a>, Doubt> {
    let top = members(body)?;
    let own = format!("{}_response", method.replace('.', "_"));
    let mut nodes = top.0.iter().filter(|(name, _)| name.ends_with("_response"));
    let (Some((name, node)), None) = (nodes.next(), nodes.next()) else { return Err(Doubt::Foreign) };
    if *name != own && name != "error_response" {
        return Err(Doubt::Foreign);
    }
    let signature = match top.0.get("sign") {
        Some(sign) => serde_json::from_str(sign.get()).map_err(|_| Doubt::Illegible)?,
        None => String::new(),
    };
    let signed = !signature.is_empty();
    if signed {
        let signature = BASE64.decode(signature.as_bytes()).map_err(|_| Doubt::Illegible)?;
        if !gateway.verifies(node.get().as_bytes(), &signature) {
            return Err(Doubt::Forged);
        }
    }
    Ok(Said { trusted: signed && *name == own, members: members(node.get().as_bytes())? })
}

/// The members of one object, each name once.
struct Members<'a>(BTreeMap<String, &'a RawValue>);

fn members(json: &[u8]) -> Result<Members<'_>, Doubt> {
    let Listed(listed) = serde_json::from_slice(json).map_err(|_| Doubt::Form)?;
    let count = listed.len();
    let members = Members(listed.into_iter().collect());
    if members.0.len() == count { Ok(members) } else { Err(Doubt::Twice) }
}

/// Every member in order, so that a name which comes twice is not lost.
struct Listed<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Listed<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Lister;
        impl<'de> Visitor<'de> for Lister {
            type Value = Listed<'de>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut listed = Vec::new();
                while let Some(member) = map.next_entry()? {
                    listed.push(member);
                }
                Ok(Listed(listed))
            }
        }
        deserializer.deserialize_map(Lister)
    }
}

#[cfg(test)]
mod tests;
