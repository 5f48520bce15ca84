//! The corridor every matter passes: filed, then approved, returned, rejected or withdrawn; pure.
