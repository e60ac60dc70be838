//! Words that every stage uses: places in files, diagnostics, hashes, addresses, lists of files to write.

pub mod code;
pub mod diagnostic;
pub mod files;
pub mod hash;
pub mod origin;
pub mod path;
pub mod plural;
pub mod position;
pub mod slug;
pub mod stored;
pub mod suggest;
pub mod text;

pub use code::{Code, Severity};
pub use diagnostic::{Diagnostic, Diagnostics, Fault};
pub use hash::{Digest, Hash, Hasher};
pub use origin::{Origin, Span};
pub use path::{Address, SourcePath};
pub use position::{Lines, Position};
pub use text::{Lang, Localised};
