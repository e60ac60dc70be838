//! GIF: a header, then pictures and extensions in small blocks.

use super::anatomy::Anatomy;
use super::bytes::{le16, slice};
use super::{Format, Kind, Reason, xmp};

/// Takes a GIF file apart.
pub(super) fn dissect(bytes: &[u8]) -> Result<Anatomy<'_>, Reason> {
    take_apart(bytes)?.ok_or_else(|| Reason::cut_off(Format::Gif))
}

/// As [`dissect`]; nothing where the file is cut off.
fn take_apart(bytes: &[u8]) -> Result<Option<Anatomy<'_>>, Reason> {
    let mut anatomy = Anatomy::new();
    let mut pictures = 0;
    let Some(mut at) = bytes.get(10).map(|&flags| 13 + colours(flags)) else { return Ok(None) };
    let Some(header) = bytes.get(..at) else { return Ok(None) };
    anatomy.width = le16(header, 6).unwrap_or(0).into();
    anatomy.height = le16(header, 8).unwrap_or(0).into();
    anatomy.keep(header);
    loop {
        let Some(&block) = bytes.get(at) else { return Ok(None) };
        let length = match block {
            0x2C => picture(&bytes[at..]),
            0x21 => blocks_end(bytes, at + 2).map(|end| end - at),
            END => break,
            _ => return Err(Reason::damaged(Format::Gif, "there is something else where a block should begin")),
        };
        let Some(part) = length.and_then(|length| slice(bytes, at, length)) else { return Ok(None) };
        if block == 0x2C {
            pictures += 1;
            anatomy.keep(part);
        } else {
            extension(part, &mut anatomy);
        }
        at += part.len();
    }
    if pictures == 0 {
        return Err(Reason::damaged(Format::Gif, "there is no picture in it"));
    }
    anatomy.keep(&bytes[at..at + 1]);
    anatomy.note_rest(&bytes[at + 1..]);
    Ok(Some(anatomy))
}

const END: u8 = 0x3B;

fn extension<'a>(part: &'a [u8], anatomy: &mut Anatomy<'a>) {
    let name = slice(part, 3, 11).filter(|_| part.get(2) == Some(&11)).unwrap_or_default();
    match (part.get(1), name) {
        (Some(0xF9), _) => anatomy.keep(part),
        (Some(0xFF), b"NETSCAPE2.0" | b"ANIMEXTS1.0" | b"ICCRGBG1012") => anatomy.keep(part),
        (Some(0xFF), b"XMP DataXMP") => xmp::read(&part[14..], &mut anatomy.found),
        (Some(0xFE), _) => anatomy.note(Kind::Other, "comment"),
        (Some(0x01), _) => anatomy.note(Kind::Other, "text"),
        _ => anatomy.note(Kind::Unread, "data of a program"),
    }
}

/// The length of the picture that `bytes` begin with.
fn picture(bytes: &[u8]) -> Option<usize> {
    let colours = colours(*bytes.get(9)?);
    // After the colours, a byte tells the width of codes.
    blocks_end(bytes, 10 + colours + 1)
}

/// The length of the table of colours that flags announce.
fn colours(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 0x07) + 1) }
}

/// Where the row of blocks that begins at `at` ends: after one of length 0.
fn blocks_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = *bytes.get(at)? as usize;
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}
