//! EXIF: which tags a block holds, and the smallest block that holds an orientation.
//!
//! Only the directories are read, and of each kind only one, so that reading takes time in proportion to the length of the block, however
//! its directories point at each other.

use super::anatomy::Found;
use super::bytes::{be16, be32, le16, le32, slice};
use super::{Kind, Metadata};

/// Reads the EXIF block `tiff` (from its byte order on), adds what it holds to `found` and returns the orientation, 1 to 8.
pub(super) fn read(tiff: &[u8], found: &mut Found) -> u8 {
    let Some((block, first)) = Block::open(tiff) else {
        found.insert(UNREADABLE);
        return 1;
    };
    let mut orientation = None;
    let mut places = [Some(first), None, None, None, None];
    for directory in DIRECTORIES {
        let Some(at) = places[directory as usize] else { continue };
        let (entries, next, whole) = block.directory(at as usize);
        if !whole {
            found.insert(UNREADABLE);
        }
        for entry in entries {
            if let Some(target) = pointer(entry.tag) {
                places[target as usize].get_or_insert(entry.long);
            } else if entry.tag == ORIENTATION && directory == Directory::Main {
                orientation.get_or_insert(entry.short);
            } else if let Some(metadata) = meaning(directory, entry.tag)
                && !block.is_blank(&entry)
            {
                found.insert(metadata);
            }
        }
        if directory == Directory::Main && next != 0 {
            places[Directory::Thumbnail as usize] = Some(next);
        }
    }
    orientation.filter(|value| (1..=8).contains(value)).map_or(1, |value| value as u8)
}

/// The smallest EXIF block that says nothing but how to turn the picture.
pub(super) fn minimal(orientation: u8) -> Vec<u8> {
    let mut block = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0".to_vec();
    block[19] = orientation;
    block
}

const UNREADABLE: Metadata = Metadata { kind: Kind::Unread, what: "EXIF data that is damaged" };
const ORIENTATION: u16 = 0x0112;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Directory {
    Main,
    Thumbnail,
    Exif,
    Gps,
    Interop,
}

/// In an order in which each is pointed at from an earlier one.
const DIRECTORIES: [Directory; 5] =
    [Directory::Main, Directory::Thumbnail, Directory::Exif, Directory::Gps, Directory::Interop];

fn pointer(tag: u16) -> Option<Directory> {
    match tag {
        0x8769 => Some(Directory::Exif),
        0x8825 => Some(Directory::Gps),
        0xA005 => Some(Directory::Interop),
        _ => None,
    }
}

/// What a tag tells; `None` if nothing about anybody or anything but the pixels.
fn meaning(directory: Directory, tag: u16) -> Option<Metadata> {
    let (kind, what) = match (directory, tag) {
        (Directory::Interop, _) | (Directory::Gps, 0) => return None,
        (Directory::Gps, 0x01..=0x04) => (Kind::Location, "GPS position"),
        (Directory::Gps, _) => (Kind::Location, "GPS data"),
        (_, 0x010F) => (Kind::Device, "camera maker"),
        (_, 0x0110) => (Kind::Device, "camera model"),
        (_, 0x013C) => (Kind::Device, "name of a computer"),
        (_, 0x927C) => (Kind::Device, "maker notes"),
        (_, 0xA431 | 0xC62F) => (Kind::Device, "serial number"),
        (_, 0xA432..=0xA434) => (Kind::Device, "lens"),
        (_, 0xA435) => (Kind::Device, "serial number of the lens"),
        (_, 0xC614) => (Kind::Device, "camera model"),
        (_, 0x013B | 0x9C9D) => (Kind::Person, "author"),
        (_, 0xA430) => (Kind::Person, "owner of the camera"),
        (_, 0x8298) => (Kind::Person, "copyright notice"),
        (_, 0x02BC | 0x83BB | 0x8649 | 0xC634) => (Kind::Unread, "data of a program within EXIF"),
        (_, 0x0131) => (Kind::Other, "name of a program"),
        (_, 0x0132 | 0x9003 | 0x9004 | 0x9010..=0x9012 | 0x9290..=0x9292) => (Kind::Other, "date and time"),
        (_, 0x010E | 0x9286 | 0x9C9B | 0x9C9C | 0x9C9E | 0x9C9F) => (Kind::Other, "description or comment"),
        (_, 0xA420) => (Kind::Other, "identifier of the picture"),
        (Directory::Thumbnail, 0x0111 | 0x0201) => (Kind::Other, "thumbnail"),
        // Resolution, colour and size of the pixels, and versions of the format.
        (_, 0x0100..=0x0106 | 0x0112 | 0x0115..=0x011C | 0x0128 | 0x013E | 0x013F | 0x0211..=0x0214) => return None,
        (_, 0x9000 | 0x9101 | 0xA000..=0xA003 | 0xA500) => return None,
        (Directory::Thumbnail, _) => return None,
        _ => (Kind::Other, "camera settings"),
    };
    Some(Metadata { kind, what })
}

struct Entry {
    /// Where the entry begins.
    at: usize,
    tag: u16,
    format: u16,
    count: u32,
    /// The value or the place of the value, as a number of two and of four bytes.
    short: u16,
    long: u32,
}

struct Block<'a> {
    bytes: &'a [u8],
    big: bool,
}

impl<'a> Block<'a> {
    /// The block, and the place of its first directory.
    fn open(bytes: &'a [u8]) -> Option<(Block<'a>, u32)> {
        let big = match bytes.get(..4)? {
            b"MM\0*" => true,
            b"II*\0" => false,
            _ => return None,
        };
        let block = Block { bytes, big };
        let first = block.u32(4)?;
        Some((block, first))
    }

    /// The entries of the directory at `at`, the place of the next one (0: none), and whether all of it could be read.
    fn directory(&self, at: usize) -> (impl Iterator<Item = Entry>, u32, bool) {
        let count = self.u16(at).unwrap_or(0) as usize;
        let begin = at.saturating_add(2);
        let entries = move |index: usize| self.entry(begin.checked_add(index * 12)?);
        let end = begin.saturating_add(count * 12);
        let whole = self.u16(at).is_some() && end <= self.bytes.len();
        // Some writers leave out the place of the next directory where there is none.
        let next = self.u32(end).unwrap_or(0);
        ((0..count).map_while(entries), next, whole)
    }

    fn entry(&self, at: usize) -> Option<Entry> {
        Some(Entry {
            at,
            tag: self.u16(at)?,
            format: self.u16(at + 2)?,
            count: self.u32(at + 4)?,
            short: self.u16(at + 8)?,
            long: self.u32(at + 8)?,
        })
    }

    /// Whether an entry is a text of blanks, as cameras write where nothing is set.
    fn is_blank(&self, entry: &Entry) -> bool {
        // Longer texts of blanks do not occur, and a limit keeps reading them cheap.
        if entry.format != 2 || entry.count > 64 {
            return false;
        }
        let length = entry.count as usize;
        let place = if length <= 4 { entry.at + 8 } else { entry.long as usize };
        let value = slice(self.bytes, place, length);
        value.is_some_and(|value| value.iter().all(|byte| matches!(byte, 0 | b' ')))
    }

    fn u16(&self, at: usize) -> Option<u16> {
        if self.big { be16(self.bytes, at) } else { le16(self.bytes, at) }
    }

    fn u32(&self, at: usize) -> Option<u32> {
        if self.big { be32(self.bytes, at) } else { le32(self.bytes, at) }
    }
}
