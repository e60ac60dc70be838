//! The program; all that it does is in [`casebook::cli`].

/// A page is made of many small values that live as long as it does: a fifth of the time of a build went by in the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    casebook::cli::main()
}
