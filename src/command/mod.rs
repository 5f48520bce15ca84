//! What the program does when called: the verbs, and the log they write.

pub mod logging;
