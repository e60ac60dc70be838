//! The preview, from outside: the real program, real folders, real connections.

mod answers;
mod client;
mod faults;
mod news;
mod portal;
mod saves;
mod server;
mod torture;
mod writes;
