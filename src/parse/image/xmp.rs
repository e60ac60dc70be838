//! XMP and other texts of metadata: what they tell, by the names in them.

use super::anatomy::Found;
use super::{Kind, Metadata};

/// Adds what the XMP packet `packet` holds to `found`.
pub(super) fn read(packet: &[u8], found: &mut Found) {
    found.insert(Metadata { kind: Kind::Other, what: "XMP packet" });
    // In UTF-16 the names differ from UTF-8 by zero bytes only.
    let text: Vec<u8> = packet.iter().copied().filter(|&byte| byte != 0).collect();
    names(&String::from_utf8_lossy(&text), found);
}

/// Adds what the names of properties in `text` stand for to `found`.
pub(super) fn names(text: &str, found: &mut Found) {
    for &(kind, what, names) in NAMES {
        if names.iter().any(|name| text.contains(name)) {
            found.insert(Metadata { kind, what });
        }
    }
}

/// Names that stand for something about somebody, as they are written in XMP. The prefix is part of a name only where the rest of it is
/// also a common word.
const NAMES: &[(Kind, &str, &[&str])] = &[
    (
        Kind::Location,
        "GPS position in XMP",
        &["GPSL", "GPSDest", "GPSPosition", "GPSCoordinates", "GPSAltitude", "Latitude", "geo:lat"],
    ),
    (
        Kind::Location,
        "name of a place in XMP",
        &[
            "photoshop:City",
            "photoshop:State",
            "photoshop:Country",
            "Iptc4xmpCore:Location",
            "CountryCode",
            "LocationCreated",
            "LocationShown",
            "Sublocation",
        ],
    ),
    (Kind::Device, "camera maker or model in XMP", &["tiff:Make", "tiff:Model", "UniqueCameraModel"]),
    (Kind::Device, "serial number in XMP", &["SerialNumber", "CameraID"]),
    (Kind::Device, "lens in XMP", &["aux:Lens", "LensModel", "LensInfo"]),
    (
        Kind::Person,
        "author or owner in XMP",
        &["dc:creator", "OwnerName", "CreatorContactInfo", "CaptionWriter", "AuthorsPosition", "photoshop:Credit"],
    ),
    (Kind::Person, "person shown, in XMP", &["PersonInImage", "PersonDisplayName", "mwg-rs:"]),
    (Kind::Person, "copyright notice in XMP", &["dc:rights", "xmpRights:"]),
];
