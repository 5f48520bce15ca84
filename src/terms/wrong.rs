//! Why something typed was not accepted, as one sentence for the person who typed it.

use std::borrow::Cow;
use std::fmt;

/// A whole friendly Chinese sentence that says what to do next; it never repeats what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong(Cow<'static, str>);

impl Wrong {
    /// Makes a refusal from its sentence.
    pub fn new(sentence: impl Into<Cow<'static, str>>) -> Self {
        Self(sentence.into())
    }

    /// The sentence.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Wrong {}
