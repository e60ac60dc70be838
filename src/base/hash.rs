//! 128-bit content hashes: the keys of everything that is remembered, and the names of assets.

use std::fmt;

/// 128 bits of BLAKE3: two different inputs do not meet in practice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; 16]);

impl Hash {
    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> Hash {
        let mut hasher = Hasher::new();
        hasher.0.update(bytes);
        hasher.finish()
    }

    /// The hash of all bytes that the reader gives, without keeping them: that of [`Hash::of`] for the same bytes.
    pub fn of_reader(reader: impl std::io::Read) -> std::io::Result<Hash> {
        let mut hasher = Hasher::new();
        hasher.0.update_reader(reader)?;
        Ok(hasher.finish())
    }

    /// The hash of a value that can be digested.
    pub fn of_value(value: &(impl Digest + ?Sized)) -> Hash {
        let mut hasher = Hasher::new();
        value.digest(&mut hasher);
        hasher.finish()
    }

    /// The first `length` hexadecimal digits, for names of files.
    pub fn short(&self, length: usize) -> String {
        self.to_string()[..length].to_owned()
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Takes in a sequence of values, each with its length, so that `("ab", "c")` and `("a", "bc")` differ.
pub struct Hasher(blake3::Hasher);

impl Hasher {
    /// An empty one.
    pub fn new() -> Hasher {
        Hasher(blake3::Hasher::new())
    }

    /// Adds bytes and their number.
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Hasher {
        self.0.update(&(bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    /// Adds a text.
    pub fn text(&mut self, text: &str) -> &mut Hasher {
        self.bytes(text.as_bytes())
    }

    /// Adds a number: also a tag that tells which alternative follows.
    pub fn number(&mut self, number: u64) -> &mut Hasher {
        self.0.update(&number.to_le_bytes());
        self
    }

    /// Adds another hash.
    pub fn hash(&mut self, hash: Hash) -> &mut Hasher {
        self.0.update(&hash.0);
        self
    }

    /// Adds a value.
    pub fn value(&mut self, value: &(impl Digest + ?Sized)) -> &mut Hasher {
        value.digest(self);
        self
    }

    /// The hash of all that was added.
    pub fn finish(&self) -> Hash {
        let mut hash = [0; 16];
        hash.copy_from_slice(&self.0.finalize().as_bytes()[..16]);
        Hash(hash)
    }
}

impl Default for Hasher {
    fn default() -> Hasher {
        Hasher::new()
    }
}

/// A value whose whole content can be fed to a [`Hasher`].
pub trait Digest {
    /// Adds all of the value that equality would compare.
    fn digest(&self, hasher: &mut Hasher);
}

impl Digest for str {
    fn digest(&self, hasher: &mut Hasher) {
        hasher.text(self);
    }
}

impl Digest for String {
    fn digest(&self, hasher: &mut Hasher) {
        hasher.text(self);
    }
}

impl<T: Digest> Digest for [T] {
    fn digest(&self, hasher: &mut Hasher) {
        hasher.number(self.len() as u64);
        for item in self {
            item.digest(hasher);
        }
    }
}

impl<T: Digest> Digest for Option<T> {
    fn digest(&self, hasher: &mut Hasher) {
        hasher.number(self.is_some().into());
        if let Some(value) = self {
            value.digest(hasher);
        }
    }
}
