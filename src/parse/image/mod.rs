//! What a picture file holds beside its picture, and the same file without that.
//!
//! Every format has one walk over its file, which sorts the parts into the picture's and the rest (`Anatomy`). [`inspect`] tells what
//! the walk found, [`strip`] joins the parts that it kept: so nothing can be found that would not be removed, and compressed picture data
//! is copied as it is. The walks take what they know to be needed for showing the picture and leave out all else.

mod anatomy;
mod base64;
mod bytes;
mod exif;
mod gif;
mod iptc;
mod isobmff;
mod jpeg;
mod png;
mod reason;
mod svg;
mod svg_rules;
mod svg_size;
mod webp;
mod xml;
mod xmp;

#[cfg(test)]
mod tests;

use anatomy::Anatomy;
pub use reason::Reason;

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Format {
    Jpeg,
    Png,
    WebP,
    Gif,
    Svg,
    Avif,
    /// The format of many phones; most browsers do not show it.
    Heic,
}

impl Format {
    /// The name of the format as it is written.
    pub fn name(self) -> &'static str {
        match self {
            Format::Jpeg => "JPEG",
            Format::Png => "PNG",
            Format::WebP => "WebP",
            Format::Gif => "GIF",
            Format::Svg => "SVG",
            Format::Avif => "AVIF",
            Format::Heic => "HEIC",
        }
    }
}

/// What metadata could tell about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Where the picture was taken.
    Location,
    /// The camera or phone that took it.
    Device,
    /// Who took it, owns it or is seen in it; also the names of folders on somebody's computer.
    Person,
    /// Data in a form that is not read here, so that it may be any of these.
    Unread,
    /// Anything else: times, settings, descriptions, thumbnails, comments.
    Other,
}

/// One thing that a file holds beside its picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Metadata {
    /// What it could tell about.
    pub kind: Kind,
    /// What it is, as it can stand in a list: `GPS position`, `camera model`, `thumbnail`.
    pub what: &'static str,
}

/// What a picture file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The format, told from the contents and not from the name.
    pub format: Format,
    /// The width as shown, in pixels.
    pub width: u32,
    /// The height as shown, in pixels.
    pub height: u32,
    /// How a viewer must turn the stored picture, as EXIF numbers it: 1 (not at all) to 8. `width` and `height` already count it.
    pub orientation: u8,
    /// What is held beside the picture: each thing once, the gravest kinds first. What is needed to show the picture (its orientation, its
    /// colour profile) is not metadata.
    pub metadata: Vec<Metadata>,
}

/// Tells what the picture file `bytes` holds. An error if it is not a picture of a known format, is damaged or cut off, or is a drawing
/// that runs code or loads other files.
pub fn inspect(bytes: &[u8]) -> Result<Facts, Reason> {
    let (format, anatomy) = dissect(bytes)?;
    let turned = anatomy.orientation >= 5;
    let (width, height) = if turned { (anatomy.height, anatomy.width) } else { (anatomy.width, anatomy.height) };
    let metadata = anatomy.found.into_iter().collect();
    Ok(Facts { format, width, height, orientation: anatomy.orientation, metadata })
}

/// The picture file `bytes` without its metadata, showing the same picture. The compressed data is untouched; the colour profile and, where
/// it is not 1, the orientation are kept. Fails where [`inspect`] does, and for AVIF and HEIC files that hold metadata.
pub fn strip(bytes: &[u8]) -> Result<Vec<u8>, Reason> {
    let (format, anatomy) = dissect(bytes)?;
    if matches!(format, Format::Avif | Format::Heic) && !anatomy.found.is_empty() {
        return Err(Reason::not_here(format));
    }
    Ok(anatomy.kept.concat())
}

fn dissect(bytes: &[u8]) -> Result<(Format, Anatomy<'_>), Reason> {
    if bytes.is_empty() {
        return Err(Reason::unknown("the file is empty"));
    }
    let Some(format) = raster(bytes).or_else(|| svg::is_svg(bytes).then_some(Format::Svg)) else {
        return Err(Reason::unknown("this is not a picture in a known format"));
    };
    let anatomy = match format {
        Format::Jpeg => jpeg::dissect(bytes),
        Format::Png => png::dissect(bytes),
        Format::WebP => webp::dissect(bytes),
        Format::Gif => gif::dissect(bytes),
        Format::Svg => svg::dissect(bytes),
        Format::Avif | Format::Heic => isobmff::dissect(bytes, format),
    }?;
    if anatomy.width == 0 || anatomy.height == 0 {
        return Err(Reason::damaged(format, "it states no size"));
    }
    Ok((format, anatomy))
}

/// The format that the first bytes tell, where it is one of pixels.
fn raster(bytes: &[u8]) -> Option<Format> {
    if bytes.starts_with(b"\xFF\xD8\xFF") {
        return Some(Format::Jpeg);
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1A\n") {
        return Some(Format::Png);
    }
    if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        return Some(Format::Gif);
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some(Format::WebP);
    }
    isobmff::format(bytes)
}
