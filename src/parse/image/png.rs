//! PNG: a row of chunks.

use super::anatomy::Anatomy;
use super::bytes::{array, be32, slice};
use super::{Format, Kind, Reason, exif, xmp};

/// Takes a PNG file apart.
pub(super) fn dissect(bytes: &[u8]) -> Result<Anatomy<'_>, Reason> {
    let cut_off = || Reason::cut_off(Format::Png);
    let mut anatomy = Anatomy::new();
    anatomy.keep(&bytes[..8]);
    let (mut turned, mut data) = (false, false);
    let mut at = 8;
    loop {
        let length = be32(bytes, at).ok_or_else(cut_off)? as usize;
        let name: [u8; 4] = array(bytes, at + 4).ok_or_else(cut_off)?;
        let chunk = length.checked_add(12).and_then(|length| slice(bytes, at, length)).ok_or_else(cut_off)?;
        let body = &chunk[8..8 + length];
        if (at == 8) != (&name == b"IHDR") {
            return Err(Reason::damaged(Format::Png, "its header is not where it should be"));
        }
        at += chunk.len();
        match &name {
            b"IHDR" => {
                anatomy.width = be32(body, 0).unwrap_or(0);
                anatomy.height = be32(body, 4).unwrap_or(0);
                anatomy.keep(chunk);
            }
            b"IEND" => {
                anatomy.keep(chunk);
                break;
            }
            b"eXIf" => {
                let orientation = exif::read(body, &mut anatomy.found);
                if !turned && orientation != 1 {
                    anatomy.orientation = orientation;
                    anatomy.write(exif_chunk(orientation));
                }
                turned = true;
            }
            name if KEPT.contains(&name) => {
                data |= name == b"IDAT";
                anatomy.keep(chunk);
            }
            // Without a chunk whose name begins with a capital the picture cannot be shown.
            [b'A'..=b'Z', ..] => return Err(Reason::damaged(Format::Png, "it needs an extension that is not known")),
            name => beside(name, body, &mut anatomy),
        }
    }
    if !data {
        return Err(Reason::damaged(Format::Png, "there is no picture in it"));
    }
    anatomy.note_rest(&bytes[at..]);
    Ok(anatomy)
}

/// The chunks that the picture and its animation consist of, and those that tell how its colours and pixels are meant.
const KEPT: &[&[u8; 4]] = &[
    b"PLTE", b"IDAT", b"tRNS", b"acTL", b"fcTL", b"fdAT", b"cHRM", b"cICP", b"gAMA", b"iCCP", b"sBIT", b"sRGB",
    b"mDCV", b"mDCv", b"cLLI", b"cLLi", b"bKGD", b"hIST", b"pHYs", b"sPLT",
];

/// Notes what a chunk that is left out holds.
fn beside(name: &[u8; 4], body: &[u8], anatomy: &mut Anatomy) {
    match name {
        b"tEXt" | b"iTXt" | b"zTXt" => text(name, body, anatomy),
        b"tIME" => anatomy.note(Kind::Other, "date and time"),
        b"caBX" => anatomy.note(Kind::Other, "content credentials"),
        b"iDOT" | b"oFFs" | b"pCAL" | b"sCAL" | b"sTER" | b"vpAg" | b"gIFg" | b"orNT" => {
            anatomy.note(Kind::Other, "data of a program")
        }
        _ => anatomy.note(Kind::Unread, "chunk of an unknown kind"),
    }
}

fn text(name: &[u8; 4], body: &[u8], anatomy: &mut Anatomy) {
    let end = body.iter().position(|&byte| byte == 0).unwrap_or(body.len());
    let (keyword, text) = (String::from_utf8_lossy(&body[..end]), body.get(end + 1..).unwrap_or_default());
    let compressed = name == b"zTXt" || name == b"iTXt" && text.first() != Some(&0);
    if keyword == "XML:com.adobe.xmp" && !compressed {
        return xmp::read(text, &mut anatomy.found);
    }
    // Some programs write whole blocks of EXIF, IPTC and XMP as digits into a text.
    if keyword.starts_with("Raw profile type ") || keyword == "XML:com.adobe.xmp" {
        return anatomy.note(Kind::Unread, "EXIF, IPTC or XMP data in a compressed or old form");
    }
    match keyword.as_ref() {
        "Author" | "Artist" => anatomy.note(Kind::Person, "author"),
        "Copyright" => anatomy.note(Kind::Person, "copyright notice"),
        "Software" => anatomy.note(Kind::Other, "name of a program"),
        "Creation Time" => anatomy.note(Kind::Other, "date and time"),
        // What else they found in EXIF, they write each under its name: `exif:GPSLatitude`.
        _ => {
            xmp::names(&keyword, &mut anatomy.found);
            anatomy.note(Kind::Other, "text")
        }
    }
}

fn exif_chunk(orientation: u8) -> Vec<u8> {
    let block = exif::minimal(orientation);
    let mut chunk = (block.len() as u32).to_be_bytes().to_vec();
    chunk.extend(b"eXIf");
    chunk.extend(block);
    let sum = crc(&chunk[4..]);
    chunk.extend(sum.to_be_bytes());
    chunk
}

/// The check sum of a chunk's name and body.
fn crc(bytes: &[u8]) -> u32 {
    let step = |sum: u32, _| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 };
    !bytes.iter().fold(!0, |sum, &byte| (0..8).fold(sum ^ u32::from(byte), step))
}
