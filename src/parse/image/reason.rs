//! Why a picture cannot be read or cleaned, in words for its owner.

use std::fmt;

use super::Format;

/// Why a picture file cannot be read, must not be published, or cannot be cleaned here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// What is wrong, without a full stop.
    pub message: String,
    /// What to do.
    pub help: &'static str,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Reason {
    pub(super) fn unknown(message: &str) -> Reason {
        let help = "use a JPEG, PNG, WebP, GIF, SVG or AVIF file";
        Reason { message: message.to_string(), help }
    }

    pub(super) fn damaged(format: Format, how: &str) -> Reason {
        let help = "open the picture in an image editor, check it, and export it anew";
        Reason { message: format!("the {} file is damaged: {how}", format.name()), help }
    }

    /// The file ends before the picture does.
    pub(super) fn cut_off(format: Format) -> Reason {
        let help = "copy or download the picture again; the file at hand is not complete";
        Reason { message: format!("the {} file is cut off: it ends before the picture does", format.name()), help }
    }

    /// A drawing that would do more than show itself.
    pub(super) fn active(what: String) -> Reason {
        let help = "export the drawing as a plain SVG that needs no script and no other file, or as a PNG";
        Reason { message: format!("the SVG file {what}"), help }
    }

    pub(super) fn not_here(format: Format) -> Reason {
        let help = "convert the picture to JPEG, PNG or WebP, then strip that";
        Reason { message: format!("metadata of {} files cannot be stripped losslessly here", format.name()), help }
    }
}
