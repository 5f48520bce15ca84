//! Who may come in; pure except password hashing.
