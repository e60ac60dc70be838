//! IPTC captions, and the Photoshop blocks in which JPEG files carry them.

use super::anatomy::Found;
use super::bytes::{be16, be32, slice};
use super::{Kind, Metadata, exif, xmp};

/// Adds what the Photoshop blocks `blocks` (each begins with `8BIM`) hold to `found`.
pub(super) fn read_photoshop(blocks: &[u8], found: &mut Found) {
    note(found, Kind::Other, "Photoshop data");
    let mut rest = blocks;
    while rest.starts_with(b"8BIM") {
        let Some((id, body, after)) = block(rest) else {
            note(found, Kind::Unread, "Photoshop data that is damaged");
            return;
        };
        match id {
            0x0404 => read(body, found),
            0x0409 | 0x040C => note(found, Kind::Other, "thumbnail"),
            0x0422 | 0x0423 => {
                exif::read(body, found);
            }
            0x0424 => xmp::read(body, found),
            _ => {}
        }
        rest = after;
    }
    if rest.iter().any(|&byte| byte != 0) {
        note(found, Kind::Unread, "Photoshop data that is damaged");
    }
}

/// The number of the block at the start of `bytes`, its body, and what follows it.
fn block(bytes: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    let id = be16(bytes, 4)?;
    // The name and its length byte fill an even number of bytes, as does the body.
    let name = 1 + *bytes.get(6)? as usize;
    let at = 6 + name + name % 2;
    let length = be32(bytes, at)? as usize;
    let body = slice(bytes, at + 4, length)?;
    let after = (at + 4 + length + length % 2).min(bytes.len());
    Some((id, body, &bytes[after..]))
}

/// Adds what the IPTC caption `records` holds to `found`.
fn read(records: &[u8], found: &mut Found) {
    let mut at = 0;
    while records.get(at) == Some(&0x1C) {
        let (Some(&record), Some(&dataset)) = (records.get(at + 1), records.get(at + 2)) else { return };
        let Some(length) = be16(records, at + 3) else { return };
        if record == 2 {
            let (kind, what) = match dataset {
                26 | 27 | 90 | 92 | 95 | 100 | 101 => (Kind::Location, "IPTC location"),
                80 | 85 | 110 | 118 | 122 => (Kind::Person, "IPTC author"),
                116 => (Kind::Person, "IPTC copyright notice"),
                0 => (Kind::Other, "Photoshop data"),
                _ => (Kind::Other, "IPTC caption"),
            };
            note(found, kind, what);
        }
        // A length of 0x8000 and more is a length of the length, for texts that no caption holds.
        if length >= 0x8000 {
            note(found, Kind::Unread, "IPTC data in a rare form");
            return;
        }
        at += 5 + length as usize;
    }
}

fn note(found: &mut Found, kind: Kind, what: &'static str) {
    found.insert(Metadata { kind, what });
}
