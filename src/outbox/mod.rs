//! What must leave the house: filed with the act, sent after it.
