//! Reads the command, runs it, turns the result into an exit code.

fn main() {}
