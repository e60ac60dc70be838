//! JPEG: a row of segments, some followed by compressed data, and often more after the end.

use super::anatomy::Anatomy;
use super::bytes::be16;
use super::{Format, Kind, Reason, exif, iptc, xmp};

/// Takes a JPEG file apart.
pub(super) fn dissect(bytes: &[u8]) -> Result<Anatomy<'_>, Reason> {
    let cut_off = || Reason::cut_off(Format::Jpeg);
    let mut reading = Reading { anatomy: Anatomy::new(), turned: false, xmp: Vec::new(), photoshop: Vec::new() };
    let mut scans = 0;
    let mut at = 2;
    reading.anatomy.keep(&bytes[..at]);
    let end = loop {
        if *bytes.get(at).ok_or_else(cut_off)? != 0xFF {
            return Err(Reason::damaged(Format::Jpeg, "there is something else where a segment should begin"));
        }
        // Any number of FF bytes may stand before a marker.
        while bytes.get(at + 1) == Some(&0xFF) {
            at += 1;
        }
        let marker = *bytes.get(at + 1).ok_or_else(cut_off)?;
        match marker {
            END => {
                reading.anatomy.keep(&bytes[at..at + 2]);
                break at + 2;
            }
            0x01 | 0xD0..=0xD7 => {
                // A marker without a segment, which means nothing here.
                at += 2;
                continue;
            }
            0x00 | 0xD8 => return Err(Reason::damaged(Format::Jpeg, "a second picture begins inside it")),
            _ => {}
        }
        let length = be16(bytes, at + 2).ok_or_else(cut_off)? as usize;
        if length < 2 {
            return Err(Reason::damaged(Format::Jpeg, "a segment has an impossible length"));
        }
        let segment = bytes.get(at..at + 2 + length).ok_or_else(cut_off)?;
        reading.segment(marker, segment, &segment[4..]);
        at += segment.len();
        if marker == SCAN {
            scans += 1;
            let end = scan_end(bytes, at).ok_or_else(cut_off)?;
            reading.anatomy.keep(&bytes[at..end]);
            at = end;
        }
    };
    if scans == 0 {
        return Err(Reason::damaged(Format::Jpeg, "there is no picture in it"));
    }
    let mut anatomy = reading.finish();
    anatomy.note_rest(&bytes[end..]);
    Ok(anatomy)
}

const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;

/// Where the compressed data that begins at `from` ends: at the next marker that is not part of it.
fn scan_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|&byte| byte == 0xFF)?;
        match bytes.get(at + 1)? {
            0x00 | 0xD0..=0xD7 => at += 2,
            0xFF => at += 1,
            _ => return Some(at),
        }
    }
}

struct Reading<'a> {
    anatomy: Anatomy<'a>,
    /// Whether the orientation has been read: the first EXIF segment tells it.
    turned: bool,
    /// XMP and Photoshop data may go over several segments; they are read when all are joined.
    xmp: Vec<u8>,
    photoshop: Vec<u8>,
}

impl<'a> Reading<'a> {
    fn segment(&mut self, marker: u8, segment: &'a [u8], body: &'a [u8]) {
        match marker {
            // Tables, frames and scans.
            0xC4 | 0xC8 | 0xCC | SCAN..=0xDF => self.anatomy.keep(segment),
            0xC0..=0xCF => {
                if let (0, Some(height), Some(width)) = (self.anatomy.width, be16(body, 1), be16(body, 3)) {
                    self.anatomy.height = height.into();
                    self.anatomy.width = width.into();
                }
                self.anatomy.keep(segment);
            }
            0xE0..=0xEF => self.application(marker, segment, body),
            0xFE => self.anatomy.note(Kind::Other, "comment"),
            _ => self.anatomy.note(Kind::Unread, "segment of an unknown kind"),
        }
    }

    fn application(&mut self, marker: u8, segment: &'a [u8], body: &'a [u8]) {
        match marker {
            0xE0 if body.starts_with(b"JFIF\0") => self.jfif(segment, body),
            0xE0 if body.starts_with(b"JFXX\0") => self.anatomy.note(Kind::Other, "thumbnail"),
            0xE1 if body.starts_with(b"Exif\0") => {
                let orientation = exif::read(body.get(6..).unwrap_or_default(), &mut self.anatomy.found);
                if !self.turned && orientation != 1 {
                    self.anatomy.orientation = orientation;
                    self.anatomy.write(exif_segment(orientation));
                }
                self.turned = true;
            }
            0xE1 if body.starts_with(XMP) => self.xmp.extend(&body[XMP.len()..]),
            // The name is followed by an identifier of 32 bytes, the length of the whole and a place in it.
            0xE1 if body.starts_with(XMP_MORE) => self.xmp.extend(body.get(XMP_MORE.len() + 40..).unwrap_or_default()),
            0xE2 if body.starts_with(b"ICC_PROFILE\0") => self.anatomy.keep(segment),
            0xE2 if body.starts_with(b"MPF\0") => self.anatomy.note(Kind::Other, "list of further pictures"),
            0xEB if body.starts_with(b"JP") => self.anatomy.note(Kind::Other, "content credentials"),
            0xEC if body.starts_with(b"Ducky") => self.anatomy.note(Kind::Other, "data of a program"),
            0xED if body.starts_with(b"Adobe_CM") => self.anatomy.note(Kind::Other, "data of a program"),
            0xED if body.starts_with(PHOTOSHOP) => self.photoshop.extend(&body[PHOTOSHOP.len()..]),
            // Tells how the colours are stored, in 12 bytes.
            0xEE if body.starts_with(b"Adobe") && body.len() >= 12 => {
                self.anatomy.keep(b"\xFF\xEE\0\x0E");
                self.anatomy.keep(&body[..12]);
            }
            _ => self.anatomy.note(Kind::Unread, "data of a camera or program"),
        }
    }

    /// Keeps a JFIF segment without the thumbnail that may stand in it.
    fn jfif(&mut self, segment: &'a [u8], body: &'a [u8]) {
        if body.len() <= 14 {
            self.anatomy.keep(segment);
            return;
        }
        self.anatomy.note(Kind::Other, "thumbnail");
        self.anatomy.keep(b"\xFF\xE0\0\x10");
        self.anatomy.keep(&body[..12]);
        self.anatomy.keep(b"\0\0");
    }

    fn finish(mut self) -> Anatomy<'a> {
        if !self.xmp.is_empty() {
            xmp::read(&self.xmp, &mut self.anatomy.found);
        }
        if !self.photoshop.is_empty() {
            iptc::read_photoshop(&self.photoshop, &mut self.anatomy.found);
        }
        self.anatomy
    }
}

const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
const XMP_MORE: &[u8] = b"http://ns.adobe.com/xmp/extension/\0";
const PHOTOSHOP: &[u8] = b"Photoshop 3.0\0";

fn exif_segment(orientation: u8) -> Vec<u8> {
    let block = exif::minimal(orientation);
    let mut segment = b"\xFF\xE1\0\x22Exif\0\0".to_vec();
    segment.extend(block);
    segment
}
