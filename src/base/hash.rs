//! 128-bit content hashes: the keys of everything that is remembered, and the names of assets.

use std::fmt;

/// 128 bits of BLAKE3: two different inputs do not meet in practice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; 16]);

impl Hash {
    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> Hash {
        short(blake3::hash(bytes))
    }

    /// The hash of all bytes that the reader gives, without keeping them: that of [`Hash::of`] for the same bytes.
    pub fn of_reader(reader: impl std::io::Read) -> std::io::Result<Hash> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(reader)?;
        Ok(short(hasher.finalize()))
    }

    /// The hash of a value that can be digested.
    pub fn of_value(value: &(impl Digest + ?Sized)) -> Hash {
        let mut hasher = Hasher::new();
        value.digest(&mut hasher);
        hasher.finish()
    }

    /// The hash that is written as these hexadecimal digits.
    pub fn parse(digits: &str) -> Option<Hash> {
        let digits = digits.as_bytes();
        if digits.len() != 32 {
            return None;
        }
        let mut hash = [0; 16];
        for (byte, pair) in hash.iter_mut().zip(digits.chunks_exact(2)) {
            let digit = |digit: u8| (digit as char).to_digit(16);
            *byte = (digit(pair[0])? * 16 + digit(pair[1])?) as u8;
        }
        Some(Hash(hash))
    }

    /// The hash of both, in any order; of a value and its equal it tells nothing.
    pub fn with(self, other: Hash) -> Hash {
        Hash(std::array::from_fn(|place| self.0[place] ^ other.0[place]))
    }

    /// One of its bytes, to share out things among a few places.
    pub fn byte(&self) -> u8 {
        self.0[0]
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
///
/// Values are small, and BLAKE3 is fast with many bytes at once: they are collected first.
pub struct Hasher {
    collected: Vec<u8>,
    /// What came before; nothing as long as there is little.
    before: Option<Box<blake3::Hasher>>,
}

/// How many bytes are collected.
const MOST: usize = 16 * 1024;

impl Hasher {
    /// An empty one.
    pub fn new() -> Hasher {
        Hasher { collected: Vec::with_capacity(512), before: None }
    }

    /// Adds bytes and their number.
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Hasher {
        self.number(bytes.len() as u64).add(bytes);
        self
    }

    /// Adds a text.
    pub fn text(&mut self, text: &str) -> &mut Hasher {
        self.bytes(text.as_bytes())
    }

    /// Adds a number: also a tag that tells which alternative follows. Most are small, and take one byte; no number begins as another one.
    pub fn number(&mut self, mut number: u64) -> &mut Hasher {
        while number > 0x7F {
            self.few([number as u8 | 0x80]);
            number >>= 7;
        }
        self.few([number as u8]);
        self
    }

    /// Adds another hash.
    pub fn hash(&mut self, hash: Hash) -> &mut Hasher {
        self.few(hash.0);
        self
    }

    /// Adds a value.
    pub fn value(&mut self, value: &(impl Digest + ?Sized)) -> &mut Hasher {
        value.digest(self);
        self
    }

    /// The hash of all that was added.
    pub fn finish(&self) -> Hash {
        match &self.before {
            None => Hash::of(&self.collected),
            Some(before) => short(before.clone().update(&self.collected).finalize()),
        }
    }

    /// Adds so few bytes that their number is worth knowing beforehand.
    fn few<const N: usize>(&mut self, bytes: [u8; N]) {
        if self.collected.len() + N > MOST {
            self.add(&bytes);
        } else {
            self.collected.extend_from_slice(&bytes);
        }
    }

    fn add(&mut self, bytes: &[u8]) {
        if self.collected.len() + bytes.len() > MOST {
            let before = self.before.get_or_insert_default();
            before.update(&self.collected);
            self.collected.clear();
            if bytes.len() > MOST {
                before.update(bytes);
                return;
            }
        }
        self.collected.extend_from_slice(bytes);
    }
}

fn short(hash: blake3::Hash) -> Hash {
    let mut short = [0; 16];
    short.copy_from_slice(&hash.as_bytes()[..16]);
    Hash(short)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_read_back() {
        let hash = Hash::of(b"a");
        assert_eq!(Hash::parse(&hash.to_string()), Some(hash));
        for bad in ["", "0", &"g".repeat(32), &"é".repeat(16), &"0".repeat(33)] {
            assert_eq!(Hash::parse(bad), None, "{bad}");
        }
    }

    /// A length as it is digested: seven bits a byte, the lowest first, all but the last with the highest bit set.
    fn of_length(length: usize) -> Vec<u8> {
        let rest = length >> 7;
        let low = (length & 0x7F) as u8;
        if rest == 0 { vec![low] } else { [vec![low | 0x80], of_length(rest)].concat() }
    }

    #[test]
    fn numbers_begin_as_no_other_does() {
        let of = |number: u64| Hasher::new().number(number).collected.clone();
        for (value, bytes) in [(0, &[0][..]), (127, &[127]), (128, &[128, 1]), (300, &[172, 2])] {
            assert_eq!(of(value), bytes, "{value}");
        }
        assert_eq!(of(u64::MAX).len(), 10);
    }

    #[test]
    fn the_hash_is_that_of_all_bytes_in_their_order() {
        for length in [0, 1, MOST - 9, MOST - 8, MOST - 7, MOST, MOST + 1, 5 * MOST] {
            let long = vec![b'a'; length];
            let mut all = Vec::new();
            let mut hasher = Hasher::new();
            for bytes in [b"first", &long[..], b"last"] {
                hasher.bytes(bytes);
                all.extend_from_slice(&of_length(bytes.len()));
                all.extend_from_slice(bytes);
            }
            assert_eq!(hasher.finish(), Hash::of(&all), "{length}");
            assert_eq!(Hash::of_reader(&all[..]).expect("bytes to read"), Hash::of(&all), "{length}");
        }
    }
}
