//! Reads the command, runs it, turns the result into an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    zhangfang::command::run(std::env::args_os())
}
