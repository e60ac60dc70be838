//! WebP: chunks in a RIFF file.

use super::anatomy::Anatomy;
use super::bytes::{le16, le32, slice};
use super::{Format, Kind, Reason, exif, xmp};

/// Takes a WebP file apart.
pub(super) fn dissect(bytes: &[u8]) -> Result<Anatomy<'_>, Reason> {
    let cut_off = || Reason::cut_off(Format::WebP);
    let length = le32(bytes, 4).ok_or_else(cut_off)? as usize;
    let end = length.checked_add(8).filter(|&end| (12..=bytes.len()).contains(&end)).ok_or_else(cut_off)?;
    let mut reading = Reading { anatomy: Anatomy::new(), extended: None, turned: false, picture: false };
    // The header is written last, when the length is known.
    reading.anatomy.keep(b"");
    for chunk in Chunks(&bytes[12..end]) {
        let (name, body) = chunk.ok_or_else(cut_off)?;
        reading.chunk(name, body);
    }
    if !reading.picture {
        return Err(Reason::damaged(Format::WebP, "there is no picture in it"));
    }
    let mut anatomy = reading.finish();
    anatomy.note_rest(&bytes[end..]);
    Ok(anatomy)
}

const EXIF_FLAG: u8 = 0x08;
const XMP_FLAG: u8 = 0x04;

struct Reading<'a> {
    anatomy: Anatomy<'a>,
    /// The place of the header of the extended format among the kept parts, and its flags.
    extended: Option<(usize, u8)>,
    turned: bool,
    picture: bool,
}

impl<'a> Reading<'a> {
    fn chunk(&mut self, name: [u8; 4], body: &'a [u8]) {
        match &name {
            b"VP8X" if self.extended.is_none() => {
                self.anatomy.width = le24(body, 4).map_or(0, |width| width + 1);
                self.anatomy.height = le24(body, 7).map_or(0, |height| height + 1);
                self.extended = Some((self.anatomy.kept.len(), body.first().copied().unwrap_or(0)));
                self.anatomy.write(riff(name, body));
            }
            b"VP8 " | b"VP8L" => {
                self.picture = true;
                if self.extended.is_none() && self.anatomy.width == 0 {
                    (self.anatomy.width, self.anatomy.height) = size(&name, body).unwrap_or((0, 0));
                }
                self.keep(name, body);
            }
            b"ANMF" => {
                self.picture = true;
                self.frame(body);
            }
            b"ALPH" | b"ANIM" | b"ICCP" => self.keep(name, body),
            b"EXIF" => {
                // Some writers begin the block as in JPEG.
                let block = body.strip_prefix(b"Exif\0\0").unwrap_or(body);
                let orientation = exif::read(block, &mut self.anatomy.found);
                let counts = self.extended.is_some_and(|(_, flags)| flags & EXIF_FLAG != 0);
                if counts && !self.turned && orientation != 1 {
                    self.anatomy.orientation = orientation;
                    self.anatomy.write(riff(name, &exif::minimal(orientation)));
                }
                self.turned = true;
            }
            b"XMP " => xmp::read(body, &mut self.anatomy.found),
            _ => self.anatomy.note(Kind::Unread, "chunk of an unknown kind"),
        }
    }

    /// Keeps one frame of an animation: 16 bytes, then chunks of its own.
    fn frame(&mut self, body: &'a [u8]) {
        let (head, rest) = body.split_at(body.len().min(16));
        let chunks: Option<Vec<_>> = Chunks(rest).collect();
        let known = |(name, _): &([u8; 4], &[u8])| matches!(name, b"ALPH" | b"VP8 " | b"VP8L");
        match chunks {
            Some(chunks) if chunks.iter().all(known) => self.keep(*b"ANMF", body),
            chunks => {
                self.anatomy.note(Kind::Unread, "chunk of an unknown kind");
                let kept = chunks.unwrap_or_default().into_iter().filter(known);
                let parts: Vec<u8> = kept.flat_map(|(name, body)| riff(name, body)).collect();
                self.anatomy.write(riff(*b"ANMF", &[head, &parts].concat()));
            }
        }
    }

    fn keep(&mut self, name: [u8; 4], body: &'a [u8]) {
        self.anatomy.write(riff_head(name, body));
        self.anatomy.keep(body);
        if body.len() % 2 == 1 {
            self.anatomy.keep(b"\0");
        }
    }

    fn finish(self) -> Anatomy<'a> {
        let mut anatomy = self.anatomy;
        if let Some((place, _)) = self.extended
            && let Some(flags) = anatomy.kept[place].to_mut().get_mut(8)
        {
            *flags &= !(EXIF_FLAG | XMP_FLAG);
            if anatomy.orientation != 1 {
                *flags |= EXIF_FLAG;
            }
        }
        let length = 4 + anatomy.kept.iter().map(|part| part.len()).sum::<usize>();
        anatomy.kept[0] = [b"RIFF", &(length as u32).to_le_bytes()[..], b"WEBP"].concat().into();
        anatomy
    }
}

/// The chunks of a row of chunks; `None` where the row is cut off.
struct Chunks<'a>(&'a [u8]);

impl<'a> Iterator for Chunks<'a> {
    type Item = Option<([u8; 4], &'a [u8])>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let chunk = self.chunk();
        if chunk.is_none() {
            self.0 = &[];
        }
        Some(chunk)
    }
}

impl<'a> Chunks<'a> {
    fn chunk(&mut self) -> Option<([u8; 4], &'a [u8])> {
        let (&name, rest) = self.0.split_first_chunk()?;
        let length = le32(rest, 0)? as usize;
        let body = slice(rest, 4, length)?;
        self.0 = rest.get(4 + length + length % 2..).unwrap_or_default();
        Some((name, body))
    }
}

fn riff_head(name: [u8; 4], body: &[u8]) -> Vec<u8> {
    [name, (body.len() as u32).to_le_bytes()].concat()
}

fn riff(name: [u8; 4], body: &[u8]) -> Vec<u8> {
    let padding: &[u8] = if body.len() % 2 == 1 { b"\0" } else { b"" };
    [&riff_head(name, body), body, padding].concat()
}

/// The size that the data of a picture states.
fn size(name: &[u8; 4], body: &[u8]) -> Option<(u32, u32)> {
    if name == b"VP8L" {
        let bits = le32(body, 1)?;
        return Some(((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1));
    }
    Some(((le16(body, 6)? & 0x3FFF).into(), (le16(body, 8)? & 0x3FFF).into()))
}

fn le24(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(le16(bytes, at)?) | u32::from(*bytes.get(at + 2)?) << 16)
}
