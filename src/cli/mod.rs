//! The command line: the only place that prints and that reads the clock and the environment.

mod args;
mod build;
mod cache;
mod commands;
pub mod explain;
pub mod init;
pub mod kinds;
pub mod new;
mod project;
pub mod refusal;
pub mod rename;
pub mod report;
mod serve;
mod terminal;
mod watch;
mod why;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};

/// All went well.
const GOOD: u8 = 0;
/// The project's files have errors, or with `--strict` warnings; or the command was called wrongly.
const FINDINGS: u8 = 1;
/// The system or the project's folder kept the command from doing its work.
const FAILED: u8 = 2;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            // Help and version are no errors; a wrong call is told apart from findings by its own code.
            let code = if error.use_stderr() { FAILED } else { GOOD };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let code = match args.command {
        Command::Build(args) if args.watch => watch::build(&args),
        Command::Build(args) => build::build(&args),
        Command::Serve(args) => serve::serve(&args),
        Command::Check(args) => build::check(&args),
        Command::Completions { shell } => args::completions(shell),
        Command::Init { dir } => commands::init(&dir),
        Command::New(args) => commands::new(&args).unwrap_or_else(|code| code),
        Command::Explain { code } => commands::explain(code.as_deref()),
        Command::Kinds(args) => commands::kinds(&args).unwrap_or_else(|code| code),
        Command::Schema(args) => commands::schema(&args).unwrap_or_else(|code| code),
        Command::Rename(args) => commands::rename(&args).unwrap_or_else(|code| code),
        Command::Strip { files } => commands::strip(&files),
    };
    ExitCode::from(code)
}
