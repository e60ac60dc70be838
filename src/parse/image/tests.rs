//! Pictures made by real programs (see `tests/images/README.md`), and what an adversary makes of them.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

macro_rules! pictures {
    ($($name:ident $file:literal,)*) => {
        $(const $name: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/images/", $file));)*
        const ALL: &[(&str, &[u8])] = &[$(($file, $name),)*];
    };
}

pictures! {
    DRAWING "drawing.svg",
    EDITOR_JPEG "editor.jpg",
    LOSSLESS_WEBP "lossless.webp",
    MOVING_GIF "moving.gif",
    MOVING_PNG "moving.png",
    MOVING_WEBP "moving.webp",
    PAIR_JPEG "pair.jpg",
    PHONE_AVIF "phone.avif",
    PHONE_HEIC "phone.heic",
    PHONE_JPEG "phone.jpg",
    PHONE_WEBP "phone.webp",
    PLAIN_AVIF "plain.avif",
    PLAIN_JPEG "plain.jpg",
    PLAIN_WEBP "plain.webp",
    SCAN_PNG "scan.png",
}

fn facts(bytes: &[u8]) -> Facts {
    inspect(bytes).unwrap_or_else(|reason| panic!("{reason}"))
}

fn stripped(bytes: &[u8]) -> Vec<u8> {
    strip(bytes).unwrap_or_else(|reason| panic!("{reason}"))
}

fn holds(bytes: &[u8], kind: Kind, what: &str) -> bool {
    facts(bytes).metadata.iter().any(|one| one.kind == kind && one.what == what)
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// The bytes from the first `mark` on.
fn from_mark<'a>(bytes: &'a [u8], mark: &[u8]) -> &'a [u8] {
    let at = bytes.windows(mark.len()).position(|window| window == mark).expect("the mark is there");
    &bytes[at..]
}

#[test]
fn sizes_and_orientations_are_those_of_the_picture_as_shown() {
    let seen = |bytes| {
        let facts = facts(bytes);
        (facts.format, facts.width, facts.height, facts.orientation)
    };
    assert_eq!(seen(PLAIN_JPEG), (Format::Jpeg, 24, 16, 1));
    assert_eq!(seen(PHONE_JPEG), (Format::Jpeg, 16, 24, 6));
    assert_eq!(seen(EDITOR_JPEG), (Format::Jpeg, 24, 16, 1));
    assert_eq!(seen(PAIR_JPEG), (Format::Jpeg, 24, 16, 1));
    assert_eq!(seen(SCAN_PNG), (Format::Png, 16, 24, 8));
    assert_eq!(seen(MOVING_PNG), (Format::Png, 8, 8, 1));
    assert_eq!(seen(PLAIN_WEBP), (Format::WebP, 24, 16, 1));
    assert_eq!(seen(LOSSLESS_WEBP), (Format::WebP, 24, 16, 1));
    assert_eq!(seen(PHONE_WEBP), (Format::WebP, 24, 16, 3));
    assert_eq!(seen(MOVING_GIF), (Format::Gif, 8, 8, 1));
    assert_eq!(seen(PLAIN_AVIF), (Format::Avif, 24, 16, 1));
    assert_eq!(seen(PHONE_HEIC), (Format::Heic, 24, 16, 1));
    // 60 by 40 millimetres.
    assert_eq!(seen(DRAWING), (Format::Svg, 227, 151, 1));
}

#[test]
fn metadata_is_found_wherever_programs_write_it() {
    for bytes in [PHONE_JPEG, SCAN_PNG, PHONE_WEBP, MOVING_WEBP, PHONE_AVIF, PHONE_HEIC, DRAWING] {
        assert!(holds(bytes, Kind::Location, "GPS position"));
    }
    for bytes in [PHONE_JPEG, SCAN_PNG, PHONE_WEBP, PHONE_AVIF, PHONE_HEIC] {
        assert!(holds(bytes, Kind::Device, "camera model"));
        assert!(holds(bytes, Kind::Device, "serial number"));
    }
    for bytes in [EDITOR_JPEG, SCAN_PNG, PHONE_WEBP, PHONE_AVIF, MOVING_GIF] {
        assert!(holds(bytes, Kind::Location, "name of a place in XMP"));
    }
    assert!(holds(PHONE_JPEG, Kind::Person, "owner of the camera"));
    assert!(holds(PHONE_JPEG, Kind::Other, "thumbnail"));
    assert!(holds(PHONE_JPEG, Kind::Other, "comment"));
    assert!(holds(EDITOR_JPEG, Kind::Location, "IPTC location"));
    assert!(holds(EDITOR_JPEG, Kind::Unread, "data after the end of the picture"));
    assert!(holds(PAIR_JPEG, Kind::Other, "list of further pictures"));
    assert!(holds(SCAN_PNG, Kind::Person, "author"));
    assert!(holds(SCAN_PNG, Kind::Unread, "EXIF, IPTC or XMP data in a compressed or old form"));
    assert!(holds(MOVING_GIF, Kind::Other, "comment"));
    assert!(holds(DRAWING, Kind::Person, "names of files and folders"));
}

#[test]
fn clean_pictures_are_reported_clean_and_left_as_they_are() {
    for bytes in [PLAIN_JPEG, MOVING_PNG, PLAIN_WEBP, LOSSLESS_WEBP, PLAIN_AVIF] {
        assert_eq!(facts(bytes).metadata, []);
        assert_eq!(stripped(bytes), bytes);
    }
}

#[test]
fn nothing_is_left_after_stripping_but_the_picture_as_it_is_shown() {
    for (name, bytes) in ALL.iter().filter(|(name, _)| !matches!(*name, "phone.avif" | "phone.heic")) {
        let clean = stripped(bytes);
        assert_eq!(facts(&clean), Facts { metadata: Vec::new(), ..facts(bytes) }, "{name}");
        assert_eq!(stripped(&clean), clean, "{name}");
        for word in ["Person", "Model", "0123456789", "Asunci", "comment", "rdf:RDF", "/home/"] {
            assert!(!contains(&clean, word.as_bytes()), "{name} still holds {word}");
        }
    }
}

#[test]
fn compressed_data_and_colour_profiles_are_untouched() {
    let after = |bytes, mark: &[u8]| contains(bytes, from_mark(&stripped(bytes), mark));
    // From the first table, chunk or picture to the end of the file, with nothing removed in between.
    assert!(after(PHONE_JPEG, b"\xFF\xDB"));
    assert!(after(EDITOR_JPEG, b"\xFF\xDB"));
    assert!(after(PAIR_JPEG, b"\xFF\xDB"));
    assert!(after(SCAN_PNG, b"IDAT"));
    assert!(after(MOVING_WEBP, b"ANIM"));
    let webp = stripped(PHONE_WEBP);
    let data = from_mark(&webp, b"ICCP");
    assert!(contains(PHONE_WEBP, &data[..data.len() - from_mark(data, b"EXIF").len()]));
    let gif = stripped(MOVING_GIF);
    assert!(gif.split(|&byte| byte == 0x2C).skip(1).all(|picture| contains(MOVING_GIF, picture)));
    for (bytes, mark) in [(PHONE_JPEG, &b"ICC_PROFILE"[..]), (SCAN_PNG, b"iCCP"), (PHONE_WEBP, b"ICCP")] {
        assert!(contains(&stripped(bytes), mark));
    }
}

#[test]
fn the_orientation_is_written_as_exif_of_one_tag() {
    let block = exif::minimal(6);
    assert_eq!(block.len(), 26);
    assert!(contains(&stripped(PHONE_JPEG), &[b"\xFF\xE1\0\x22Exif\0\0", &block[..], b"\xFF"].concat()));
    let chunk = [b"\0\0\0\x1AeXIf", &exif::minimal(8)[..]].concat();
    assert!(contains(&stripped(SCAN_PNG), &chunk));
    assert!(contains(&stripped(PHONE_WEBP), &[b"EXIF\x1A\0\0\0", &exif::minimal(3)[..]].concat()));
}

#[test]
fn blank_texts_of_cameras_are_nothing() {
    let mut found = anatomy::Found::new();
    // An author of six blanks, and a copyright notice of one zero.
    let block =
        b"II*\0\x08\0\0\0\x02\0\x3B\x01\x02\0\x06\0\0\0\x26\0\0\0\x98\x82\x02\0\x01\0\0\0\0\0\0\0\0\0\0\0      ";
    assert_eq!(exif::read(block, &mut found), 1);
    assert!(found.is_empty());
    let named = [&block[..38], b"A. Key"].concat();
    exif::read(&named, &mut found);
    assert!(found.contains(&Metadata { kind: Kind::Person, what: "author" }));
}

#[test]
fn formats_that_cannot_be_rewritten_say_so() {
    for (bytes, name) in [(PHONE_AVIF, "AVIF"), (PHONE_HEIC, "HEIC")] {
        let reason = strip(bytes).expect_err("holds metadata");
        assert_eq!(reason.message, format!("metadata of {name} files cannot be stripped losslessly here"));
        assert_eq!(reason.help, "convert the picture to JPEG, PNG or WebP, then strip that");
    }
}

#[test]
fn damaged_files_are_refused_in_plain_words() {
    let message = |bytes: &[u8]| inspect(bytes).expect_err("is damaged").message;
    assert_eq!(message(b""), "the file is empty");
    assert_eq!(message(b"Dear all,"), "this is not a picture in a known format");
    assert_eq!(message(b"<html><svg/></html>"), "this is not a picture, but text of another kind");
    assert_eq!(message(&PHONE_JPEG[..900]), "the JPEG file is cut off: it ends before the picture does");
    assert_eq!(message(b"\xFF\xD8\xFF\xD9"), "the JPEG file is damaged: there is no picture in it");
    for (name, bytes) in ALL {
        let picture = strip(bytes).unwrap_or_else(|_| bytes.to_vec());
        for end in 0..picture.len() - 1 {
            assert!(inspect(&picture[..end]).is_err(), "{name} cut off at {end}");
        }
    }
}

fn drawing(inside: &str) -> Result<Facts, Reason> {
    let head =
        r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 30 20">"#;
    inspect(format!("{head}{inside}</svg>").as_bytes())
}

#[test]
fn drawings_that_run_code_or_load_files_are_refused() {
    for inside in [
        "<script>alert(1)</script>",
        "<SCRIPT/>",
        "<metadata><x:script xmlns:x='http://www.w3.org/2000/svg'/></metadata>",
        "<foreignObject/>",
        "<g onload='alert(1)'/>",
        "<g xmlns='http://www.w3.org/1999/xhtml'/>",
        "<g xml:base='https://example.org/'/>",
        "<image href='https://example.org/picture.png'/>",
        "<image xlink:href='other.png'/>",
        "<image href='data:image/svg+xml;base64,PHN2Zy8+'/>",
        "<use href='other.svg#part'/>",
        "<a href='java&#115;cript:alert(1)'/>",
        "<a><set attributeName='href' to='javascript:alert(1)'/></a>",
        "<rect fill='url(https://example.org/#a)'/>",
        "<rect style='fill: &#117;RL( \"https://example.org/#a\")'/>",
        "<style>@imp<!-- -->ort 'https://example.org/';</style>",
        "<style>@imp<![CDATA[ort 'https://example.org/';]]></style>",
        "<style>a { background: \\75rl(https://example.org/) }</style>",
        "<style>@font-face { src: url(font.woff2) }</style>",
        "<?xml-stylesheet href='https://example.org/style.css'?>",
    ] {
        assert!(drawing(inside).is_err_and(|reason| reason.message.starts_with("the SVG file ")), "{inside}");
    }
    let message = drawing("<image href='photo.jpg'/>").expect_err("refers to a file").message;
    assert_eq!(message, "the SVG file refers to `photo.jpg`; a picture may not load other files");
    let entities = "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>";
    assert!(inspect(entities.as_bytes()).is_err());
    let hidden = "<!DOCTYPE svg SYSTEM \"> <!--\" ><svg><script/></svg><!-- -->";
    assert!(inspect(hidden.as_bytes()).is_err_and(|reason| reason.message.contains("`<script>`")));
}

#[test]
fn harmless_drawings_are_accepted_whatever_their_prefixes() {
    for inside in [
        "<a href='https://example.org/'><text>A &amp; B</text></a><use xlink:href='#part'/>",
        "<style>@font-face { src: url('data:font/woff2;base64,AAAA') } .a > .b { fill: url(#shade) }</style>",
        "<animate attributeName='x' from='1' to='2'/>",
    ] {
        assert_eq!(drawing(inside).map(|facts| (facts.width, facts.height, facts.metadata)), Ok((30, 20, Vec::new())));
    }
    let renamed = "<s:svg xmlns:s='http://www.w3.org/2000/svg' xmlns:l='http://www.w3.org/1999/xlink' width='2in' \
                   height='1in'><s:use l:href='#a'/></s:svg>\n";
    assert_eq!((facts(renamed.as_bytes()).width, facts(renamed.as_bytes()).height), (192, 96));
    assert_eq!(stripped(renamed.as_bytes()), renamed.as_bytes());
}

#[test]
fn hostile_files_are_read_in_time_that_grows_with_their_length() {
    let began = Instant::now();
    // An EXIF block whose every entry points at a directory of many entries.
    let entries = 60_000u16;
    let mut block = b"MM\0*\0\0\0\x08".to_vec();
    block.extend(entries.to_be_bytes());
    for entry in 0..2 * u32::from(entries) {
        block.extend([0x87, 0x69, 0, 4, 0, 0, 0, 1]);
        block.extend((8 + entry * 12).to_be_bytes());
    }
    exif::read(&block, &mut anatomy::Found::new());
    // Comments that never end, elements within elements, and markers without segments.
    let long = |head: &str, part: &str| [head, &part.repeat(1_000_000)].concat();
    for text in [long("<svg>", "<!--"), long("<svg>", "<g>"), long("<svg>", "<![CDATA["), long("<svg ", "a='' ")] {
        assert!(inspect(text.as_bytes()).is_err());
    }
    assert!(inspect(&[b"\xFF\xD8", &b"\xFF\x01".repeat(1_000_000)[..]].concat()).is_err());
    assert!(inspect(&[&MOVING_GIF[..13], &b"\x21\xFE\0".repeat(1_000_000)[..]].concat()).is_err());
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
}

/// What must hold for any file at all.
fn survives(bytes: &[u8]) {
    let facts = inspect(bytes);
    match strip(bytes) {
        Ok(clean) => {
            let expected = facts.map(|facts| Facts { metadata: Vec::new(), ..facts });
            assert_eq!(inspect(&clean), expected);
            assert_eq!(strip(&clean), Ok(clean));
        }
        Err(reason) => {
            let rewritten = |facts: Facts| !matches!(facts.format, Format::Avif | Format::Heic);
            assert!(!facts.is_ok_and(rewritten), "{reason}");
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..400), start in 0..ALL.len()) {
        survives(&bytes);
        let head = &ALL[start].1[..32];
        survives(&[head, &bytes].concat());
    }

    #[test]
    fn any_change_to_a_picture_is_survived(
        picture in 0..ALL.len(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4usize), 1..6),
    ) {
        let mut bytes = ALL[picture].1.to_vec();
        for (place, byte, how) in changes {
            if bytes.is_empty() {
                break;
            }
            let at = place.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 => _ = bytes.remove(at),
                _ => _ = bytes.drain(at..(at + byte as usize).min(bytes.len())),
            }
        }
        survives(&bytes);
    }
}
