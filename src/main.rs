//! The program; all that it does is in [`casebook::cli`].

fn main() -> std::process::ExitCode {
    casebook::cli::main()
}
