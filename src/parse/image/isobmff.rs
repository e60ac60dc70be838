//! AVIF and HEIC: boxes in boxes. These are read but not rewritten, because the places of all data are written down in many boxes.

use std::collections::BTreeMap;

use super::anatomy::Anatomy;
use super::bytes::{array, be16, be32, slice};
use super::{Format, Kind, Reason, exif, xmp};

/// The format, if the first box of the file names it.
pub(super) fn format(bytes: &[u8]) -> Option<Format> {
    let (name, body) = Boxes(bytes).next()??;
    if name != b"ftyp" {
        return None;
    }
    let brands = || body.chunks_exact(4).take(64);
    if brands().any(|brand| matches!(brand, b"avif" | b"avis")) {
        return Some(Format::Avif);
    }
    let heic =
        |brand: &[u8]| matches!(brand, b"mif1" | b"msf1" | b"heic" | b"heix" | b"hevc" | b"hevx" | b"heim" | b"heis");
    brands().any(heic).then_some(Format::Heic)
}

/// Reads an AVIF or HEIC file.
pub(super) fn dissect(bytes: &[u8], format: Format) -> Result<Anatomy<'_>, Reason> {
    let mut anatomy = Anatomy::new();
    anatomy.keep(bytes);
    let mut meta = None;
    for part in Boxes(bytes) {
        match part.ok_or_else(|| Reason::cut_off(format))? {
            (b"meta", body) => meta = meta.or(body.get(4..)),
            (b"ftyp" | b"mdat" | b"free" | b"skip" | b"moov", _) => {}
            _ => anatomy.note(Kind::Unread, "data of a camera or program"),
        }
    }
    let damaged = || Reason::damaged(format, "its list of pictures cannot be read");
    let meta = Meta::read(meta.ok_or_else(damaged)?).ok_or_else(damaged)?;
    let mut items = meta.items(&mut anatomy);
    // Joined items are never longer than the file, however often a part of it is named.
    let mut room = bytes.len();
    for Location { id, inside, extents } in meta.locations() {
        if !inside && extents.iter().any(|&(at, length)| at.saturating_add(length) > bytes.len() as u64) {
            return Err(Reason::cut_off(format));
        }
        let Some(content) = items.remove(&id) else { continue };
        let source = if inside { meta.idat } else { bytes };
        match (content, join(source, &extents, &mut room)) {
            (Content::Exif, Some(data)) => {
                // The place of the block in the item stands in its first four bytes.
                let skip = be32(&data, 0).map_or(usize::MAX, |skip| skip as usize).saturating_add(4);
                exif::read(data.get(skip..).unwrap_or_default(), &mut anatomy.found);
            }
            (Content::Xmp, Some(data)) => xmp::read(&data, &mut anatomy.found),
            (_, None) => anatomy.note(Kind::Unread, DAMAGED),
        }
    }
    if !items.is_empty() {
        anatomy.note(Kind::Unread, DAMAGED);
    }
    (anatomy.width, anatomy.height) = meta.size().ok_or_else(damaged)?;
    Ok(anatomy)
}

const DAMAGED: &str = "EXIF or XMP data that is damaged";

/// What an item that is not a picture holds.
enum Content {
    Exif,
    Xmp,
}

/// Where the data of an item stands: in the file or `inside` the box of metadata.
struct Location {
    id: u32,
    inside: bool,
    /// Place and length; a length of 0 goes to the end.
    extents: Vec<(u64, u64)>,
}

/// The bodies of those boxes of metadata that are read; empty if missing.
#[derive(Default)]
struct Meta<'a> {
    pitm: &'a [u8],
    iinf: &'a [u8],
    iloc: &'a [u8],
    idat: &'a [u8],
    ipco: &'a [u8],
    ipma: &'a [u8],
}

impl<'a> Meta<'a> {
    fn read(body: &'a [u8]) -> Option<Meta<'a>> {
        let mut meta = Meta::default();
        for part in Boxes(body) {
            match part? {
                (b"pitm", body) => meta.pitm = body,
                (b"iinf", body) => meta.iinf = body,
                (b"iloc", body) => meta.iloc = body,
                (b"idat", body) => meta.idat = body,
                (b"iprp", body) => meta.properties(body)?,
                _ => {}
            }
        }
        Some(meta)
    }

    fn properties(&mut self, body: &'a [u8]) -> Option<()> {
        for part in Boxes(body) {
            match part? {
                (b"ipco", body) => self.ipco = body,
                (b"ipma", body) => self.ipma = body,
                _ => {}
            }
        }
        Some(())
    }

    /// The items that are EXIF or XMP, by their number; notes those that are neither these nor pictures.
    fn items(&self, anatomy: &mut Anatomy) -> BTreeMap<u32, Content> {
        let mut items = BTreeMap::new();
        let head = if self.iinf.first() == Some(&0) { 6 } else { 8 };
        for part in Boxes(self.iinf.get(head..).unwrap_or_default()) {
            let Some((id, kind, rest)) = part.and_then(|(_, body)| item(body)) else {
                anatomy.note(Kind::Unread, DAMAGED);
                continue;
            };
            match &kind {
                b"Exif" => _ = items.insert(id, Content::Exif),
                // The name of the item, its type, and more, each with a zero at its end.
                b"mime" if rest.split(|&byte| byte == 0).nth(1) == Some(b"application/rdf+xml") => {
                    items.insert(id, Content::Xmp);
                }
                b"mime" | b"uri " => anatomy.note(Kind::Unread, "data of a camera or program"),
                _ => {}
            }
        }
        items
    }

    /// Where the items stand, as far as that can be read.
    fn locations(&self) -> impl Iterator<Item = Location> {
        let mut reader = Reader(self.iloc);
        let head = reader.number(4).zip(reader.number(1)).zip(reader.number(1));
        let ((version, sizes), more) = head.unwrap_or_default();
        let version = version >> 24;
        let sizes = [sizes >> 4, sizes & 15, more >> 4, if version == 0 { 0 } else { more & 15 }];
        let wide = if version < 2 { 2 } else { 4 };
        let count = reader.number(wide).unwrap_or(0);
        (0..count).map_while(move |_| reader.location(version, wide, sizes))
    }

    /// The size of the main picture as shown.
    fn size(&self) -> Option<(u32, u32)> {
        let main = if self.pitm.first()? == &0 { be16(self.pitm, 4)?.into() } else { be32(self.pitm, 4)? };
        let (mut size, mut turned) = (None, false);
        // Few properties exist in practice, and a number has at most 15 bits.
        let properties: Vec<_> = Boxes(self.ipco).map_while(|part| part).take(0x8000).collect();
        for index in self.associations(main)? {
            match index.checked_sub(1).and_then(|index| properties.get(index)) {
                Some((b"ispe", body)) => size = be32(body, 4).zip(be32(body, 8)),
                // The part that is shown, as fractions.
                Some((b"clap", body)) => size = fraction(body, 0).zip(fraction(body, 8)).or(size),
                Some((b"irot", body)) => turned = body.first().is_some_and(|angle| angle & 1 == 1),
                _ => {}
            }
        }
        size.map(|(width, height)| if turned { (height, width) } else { (width, height) })
    }

    /// The numbers of the properties of an item.
    fn associations(&self, id: u32) -> Option<Vec<usize>> {
        let mut reader = Reader(self.ipma);
        let head = reader.number(4)?;
        let (wide, long) = (if head >> 24 == 0 { 2 } else { 4 }, head & 1 == 1);
        for _ in 0..reader.number(4)? {
            let item = reader.number(wide)?;
            let count = reader.number(1)?;
            let indexes = (0..count).map(|_| match long {
                true => reader.number(2).map(|index| (index & 0x7FFF) as usize),
                false => reader.number(1).map(|index| (index & 0x7F) as usize),
            });
            let indexes: Option<Vec<usize>> = indexes.collect();
            if item == u64::from(id) {
                return indexes;
            }
        }
        None
    }
}

/// The whole part of the fraction at `at`.
fn fraction(bytes: &[u8], at: usize) -> Option<u32> {
    be32(bytes, at)?.checked_div(be32(bytes, at + 4)?)
}

/// The number and type of an item, and what follows them in its box.
fn item(body: &[u8]) -> Option<(u32, [u8; 4], &[u8])> {
    let wide = match body.first()? {
        2 => 2,
        3 => 4,
        _ => return None,
    };
    let id = if wide == 2 { be16(body, 4)?.into() } else { be32(body, 4)? };
    // A number that tells of encryption stands between the two.
    Some((id, array(body, 6 + wide)?, body.get(10 + wide..)?))
}

/// The parts of `source` that `extents` name, if there is room for them.
fn join(source: &[u8], extents: &[(u64, u64)], room: &mut usize) -> Option<Vec<u8>> {
    let mut joined = Vec::new();
    for &(at, length) in extents {
        let at = usize::try_from(at).ok()?;
        let part = match usize::try_from(length).ok()? {
            0 => source.get(at..)?,
            length => slice(source, at, length)?,
        };
        *room = room.checked_sub(part.len())?;
        joined.extend(part);
    }
    Some(joined)
}

/// Reads numbers one after the other.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    /// The number in the next `length` bytes (at most 8), the greatest first.
    fn number(&mut self, length: usize) -> Option<u64> {
        let (number, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(number.iter().fold(0, |sum, &byte| sum << 8 | u64::from(byte)))
    }

    fn location(&mut self, version: u64, wide: usize, sizes: [u64; 4]) -> Option<Location> {
        let [at, length, base, index] = sizes.map(|size| size as usize);
        let id = self.number(wide)? as u32;
        let method = if version == 0 { 0 } else { self.number(2)? & 15 };
        self.number(2)?;
        let base = self.number(base)?;
        let count = self.number(2)?;
        let mut extents = Vec::new();
        for _ in 0..count {
            self.number(index)?;
            // What cannot be added up lies outside every file, and is reported as damage where it is joined.
            extents.push((base.saturating_add(self.number(at)?), self.number(length)?));
            if at + length == 0 && extents.len() > 1 {
                return None;
            }
        }
        // Data within another item does not occur for metadata: such a place lies outside everything.
        if method > 1 {
            extents = vec![(u64::MAX, 0)];
        }
        Some(Location { id, inside: method != 0, extents })
    }
}

/// The boxes in a row: the name and body of each, or `None` where the row is cut off.
struct Boxes<'a>(&'a [u8]);

impl<'a> Iterator for Boxes<'a> {
    type Item = Option<(&'a [u8; 4], &'a [u8])>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let part = self.part();
        if part.is_none() {
            self.0 = &[];
        }
        Some(part)
    }
}

impl<'a> Boxes<'a> {
    fn part(&mut self) -> Option<(&'a [u8; 4], &'a [u8])> {
        let name = self.0.get(4..)?.first_chunk()?;
        let (head, length) = match be32(self.0, 0)? {
            // To the end.
            0 => (8, self.0.len()),
            1 => (16, usize::try_from(u64::from_be_bytes(array(self.0, 8)?)).ok()?),
            length => (8, length as usize),
        };
        let (part, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some((name, part.get(head..)?))
    }
}
