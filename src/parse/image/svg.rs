//! SVG: the drawing, without the notes that drawing programs leave in it.

use std::collections::BTreeSet;

use super::anatomy::Anatomy;
use super::xml::{Attribute, Token, decode, split, token};
use super::{Format, Kind, Reason, base64, dissect as dissect_picture, raster, svg_rules, svg_size, xmp};

/// Whether the file looks like a drawing; [`dissect`] finds out.
pub(super) fn is_svg(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(MARK).unwrap_or(bytes).trim_ascii_start();
    start.first() == Some(&b'<') && bytes.windows(4).any(|part| part == b"<svg" || part == b":svg")
}

/// Takes a drawing apart.
pub(super) fn dissect(bytes: &[u8]) -> Result<Anatomy<'_>, Reason> {
    let text = bytes.strip_prefix(MARK).unwrap_or(bytes);
    let text = str::from_utf8(text).map_err(|_| damaged("it is not text in UTF-8"))?;
    let known = KNOWN_PREFIXES.into_iter().collect();
    let mut reading = Reading { anatomy: Anatomy::new(), open: Vec::new(), known, dropped: None, rules: None };
    let mut at = 0;
    while at < text.len() {
        let (token, length) = token(&text[at..]).map_err(damaged)?;
        reading.token(token, &text[at..at + length])?;
        at += length;
    }
    match (reading.open.is_empty(), reading.anatomy.width) {
        (false, _) => Err(Reason::cut_off(Format::Svg)),
        (true, 0) => Err(damaged("there is no drawing in it")),
        (true, _) => Ok(reading.anatomy),
    }
}

/// The byte order mark.
const MARK: &[u8] = b"\xEF\xBB\xBF";
const KNOWN_PREFIXES: [&str; 5] = ["", "svg", "xlink", "xml", "xmlns"];

struct Reading<'a> {
    anatomy: Anatomy<'a>,
    /// The elements that are open, the innermost last.
    open: Vec<&'a str>,
    /// The prefixes of names that belong to the drawing.
    known: BTreeSet<&'a str>,
    /// While an element is left out: how many elements are open around it.
    dropped: Option<usize>,
    /// The text of the style element that is open.
    rules: Option<String>,
}

impl<'a> Reading<'a> {
    fn token(&mut self, token: Token<'a>, text: &'a str) -> Result<(), Reason> {
        match token {
            Token::Open { name, attributes, empty } => self.begin(name, attributes, empty, text),
            Token::Close { name } => self.end(name, text),
            Token::Comment => {
                self.anatomy.note(Kind::Other, "comment");
                Ok(())
            }
            Token::Instruction(inside) if inside.starts_with("xml-stylesheet") => {
                Err(Reason::active("has an `xml-stylesheet`; a picture may not load other files".to_string()))
            }
            Token::Instruction(inside) if inside.starts_with("xml ") && self.anatomy.kept.is_empty() => {
                self.keep(text);
                Ok(())
            }
            Token::Instruction(_) => {
                self.anatomy.note(Kind::Other, "data of a drawing program");
                Ok(())
            }
            Token::Doctype if self.anatomy.width == 0 => {
                self.keep(text);
                Ok(())
            }
            Token::Doctype => Err(damaged("a document type stands inside it")),
            Token::Text | Token::Verbatim(_) if self.open.is_empty() && !text.trim().is_empty() => {
                Err(damaged("text stands outside of the drawing"))
            }
            Token::Text => self.text(&decode(text), text),
            Token::Verbatim(inside) => self.text(inside, text),
        }
    }

    fn begin(
        &mut self,
        name: &'a str,
        attributes: Vec<Attribute<'a>>,
        empty: bool,
        text: &'a str,
    ) -> Result<(), Reason> {
        let (local, prefix) = split(name);
        if self.open.is_empty() {
            if local != "svg" {
                return Err(Reason::unknown("this is not a picture, but text of another kind"));
            }
            if self.anatomy.width != 0 {
                return Err(damaged("a second drawing follows it"));
            }
            (self.anatomy.width, self.anatomy.height) = svg_size::size(&attributes);
            self.known.insert(prefix);
        }
        if self.rules.is_some() {
            return Err(damaged("an element stands inside its style rules"));
        }
        svg_rules::element(name, &attributes)?;
        let namespaces = attributes.iter().filter_map(|one| Some((one.name.strip_prefix("xmlns:")?, one.value)));
        self.known.extend(namespaces.filter(|(_, value)| OWN.contains(value)).map(|(prefix, _)| prefix));
        if self.dropped.is_none() && (local == "metadata" || !self.known.contains(prefix)) {
            let what = if local == "metadata" { "metadata element" } else { "data of a drawing program" };
            self.anatomy.note(Kind::Other, what);
            self.dropped = Some(self.open.len());
        }
        if self.dropped.is_some() {
            xmp::names(text, &mut self.anatomy.found);
        } else {
            self.keep_element(text, &attributes)?;
        }
        if local == "style" && !empty {
            self.rules = Some(String::new());
        }
        self.open.push(name);
        if empty { self.leave() } else { Ok(()) }
    }

    /// Keeps the start of an element without the attributes of drawing programs, and without the metadata of a picture in it.
    fn keep_element(&mut self, text: &'a str, attributes: &[Attribute<'a>]) -> Result<(), Reason> {
        let mut done = 0;
        for attribute in attributes {
            let (local, prefix) = split(attribute.name);
            let own = self.known.contains(prefix);
            let cleaned =
                if own && svg_rules::is_reference(local) { self.clean_embedded(attribute.value)? } else { None };
            if own && cleaned.is_none() {
                continue;
            }
            self.keep(&text[done..attribute.place.start]);
            done = attribute.place.end;
            match cleaned {
                Some(address) => self.anatomy.write(format!(" {}=\"{address}\"", attribute.name).into_bytes()),
                None if FILE_NAMES.contains(&local) => self.anatomy.note(Kind::Person, "names of files and folders"),
                None => self.anatomy.note(Kind::Other, "data of a drawing program"),
            }
        }
        self.keep(&text[done..]);
        Ok(())
    }

    /// The address of the picture that stands in `value`, cleaned; nothing if there is no picture or it is clean.
    fn clean_embedded(&mut self, value: &str) -> Result<Option<String>, Reason> {
        let address = decode(value);
        let Some(data) = svg_rules::embedded(&address) else { return Ok(None) };
        let rewritten = |format| !matches!(format, Format::Avif | Format::Heic);
        let picture = base64::decode(data).filter(|picture| raster(picture).is_some_and(rewritten));
        let picture = picture.ok_or_else(|| damaged("a picture in it cannot be read"))?;
        let (_, anatomy) = dissect_picture(&picture)?;
        if anatomy.found.is_empty() {
            return Ok(None);
        }
        self.anatomy.found.extend(anatomy.found);
        let head = &address[..address.len() - data.len()];
        Ok(Some(format!("{}{}", head.trim(), base64::encode(&anatomy.kept.concat()))))
    }

    fn end(&mut self, name: &str, text: &'a str) -> Result<(), Reason> {
        if self.open.last() != Some(&name) {
            return Err(damaged("its elements are not closed in order"));
        }
        if self.dropped.is_none() {
            self.keep(text);
        }
        self.leave()
    }

    /// Ends the innermost element.
    fn leave(&mut self) -> Result<(), Reason> {
        self.open.pop();
        if self.dropped == Some(self.open.len()) {
            self.dropped = None;
        }
        self.rules.take().map_or(Ok(()), |rules| svg_rules::style(&rules))
    }

    fn text(&mut self, meant: &str, text: &'a str) -> Result<(), Reason> {
        if let Some(rules) = &mut self.rules {
            rules.push_str(meant);
        }
        if self.dropped.is_none() {
            self.keep(text);
        }
        Ok(())
    }

    fn keep(&mut self, text: &'a str) {
        self.anatomy.keep(text.as_bytes());
    }
}

/// The namespaces whose elements and attributes a drawing consists of.
const OWN: [&str; 2] = ["http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"];

/// Attributes of drawing programs that tell where files lie.
const FILE_NAMES: [&str; 4] = ["export-filename", "docname", "docbase", "absref"];

fn damaged(how: &str) -> Reason {
    Reason::damaged(Format::Svg, how)
}
