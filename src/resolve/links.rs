//! Looks up what the Markdown texts refer to: `[[records]]`, cites, relative links, pictures, embeds.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::base::suggest::did_you_mean;
use crate::base::{Code, Diagnostic, Diagnostics, SourcePath, Span};
use crate::model::text::METHODOLOGY;
use crate::model::{Cite, Model, Place, RecordId, Target, Text};
use crate::parse::markdown::{Anchor, Hole, HoleKind};

use super::index::{Found, Index};
use super::paths::{find_file, join, missing, near};
use super::place::{SourcePlaces, outside};
use super::{Input, embed, place};

/// What looking up needs.
pub(super) struct Links<'a> {
    pub input: &'a Input<'a>,
    pub model: &'a Model,
    pub index: &'a Index,
    pub places: &'a SourcePlaces,
    /// The records that whole files hold.
    pub by_file: &'a BTreeMap<SourcePath, RecordId>,
}

/// Looks up every hole of every text of these records, and reports for each what leads nowhere, together with the faults of the texts
/// themselves and of the cites in fields.
pub(super) fn link(links: &Links, ids: Vec<RecordId>) -> Vec<(Vec<Vec<Target>>, Diagnostics)> {
    let of_record = |id: RecordId| {
        let mut found = Vec::new();
        place::check(links.model, links.places, id, &mut found);
        let texts = &links.model.record(id).texts;
        let targets = texts.iter().map(|text| links.text(id, text, &mut found)).collect();
        (targets, found)
    };
    ids.into_par_iter().map(of_record).collect()
}

impl Links<'_> {
    fn text(&self, id: RecordId, text: &Text, diagnostics: &mut Diagnostics) -> Vec<Target> {
        for fault in &text.parsed.faults {
            let diagnostic = Diagnostic::new(fault.code, text.origin(fault.span), &fault.message);
            diagnostics.push(diagnostic.maybe_help(fault.help.clone()));
        }
        let mut report = |diagnostic: Option<Diagnostic>| diagnostics.extend(diagnostic);
        text.parsed.markdown.holes.iter().map(|hole| self.hole(id, text, hole, &mut report)).collect()
    }

    fn hole(&self, id: RecordId, text: &Text, hole: &Hole, report: &mut dyn FnMut(Option<Diagnostic>)) -> Target {
        match &hole.kind {
            HoleKind::Reference { target, target_span, .. } => self.reference(id, text, target, *target_span, report),
            HoleKind::Link { destination, destination_span } => {
                self.destination(id, text, destination, *destination_span, report)
            }
            HoleKind::Image { destination, destination_span, .. } => {
                let written = decoded(destination);
                if let Some(path) = find_file(self.input.assets, &text.path, &written) {
                    return Target::File(path.clone());
                }
                let origin = text.origin(*destination_span);
                report(Some(missing(self.input.assets, &text.path, &written, "picture", origin)));
                Target::Broken
            }
            HoleKind::Embed { .. } => embed::read(self, text, hole, report),
            HoleKind::Paragraph { .. } | HoleKind::Word(_) => Target::Plain,
        }
    }

    /// `[[id]]`, `[[kind:id]]`, `[[source#place]]`, `[[record#heading]]`.
    fn reference(
        &self,
        own: RecordId,
        text: &Text,
        target: &str,
        span: Span,
        report: &mut dyn FnMut(Option<Diagnostic>),
    ) -> Target {
        let (name, place) = match target.split_once('#') {
            Some((name, place)) => (name.trim(), Some(place.trim())),
            None => (target.trim(), None),
        };
        let origin = text.origin(span);
        if name.is_empty() {
            return self.anchor(text, place.unwrap_or_default(), span, report);
        }
        let found = self.index.find(name, &[]);
        report(self.index.report(&found, name, &[], origin.clone(), Code::DanglingLink));
        let (Found::One(record) | Found::Former(record)) = found else { return Target::Broken };
        let is_source = self.model.kind_of(record).id == "source";
        match place {
            None if is_source => Target::Cite(Cite { source: record, place: None }),
            None => Target::Record { record, anchor: None },
            Some("") if is_source => {
                let message = format!("`{target}` names no place after `#`");
                let help = "leave out the `#` to cite the source as a whole";
                report(Some(Diagnostic::new(Code::BadCite, origin, message).help(help)));
                Target::Broken
            }
            Some(place) if is_source => match Place::parse(place) {
                Ok(place) => {
                    let cite = Cite { source: record, place: Some(place) };
                    report(outside(self.model, self.places, &cite, &origin));
                    Target::Cite(cite)
                }
                Err(reason) => {
                    let fault = reason.fault(Code::BadCite, origin.span);
                    report(Some(fault.place(&origin.path, 0)));
                    Target::Broken
                }
            },
            Some(_) if record == own && text.field.is_none() => {
                self.anchor(text, place.unwrap_or_default(), span, report)
            }
            Some(anchor) => self.anchor_of(record, text, anchor, span, report),
        }
    }

    /// A heading of another record.
    fn anchor_of(
        &self,
        record: RecordId,
        text: &Text,
        anchor: &str,
        span: Span,
        report: &mut dyn FnMut(Option<Diagnostic>),
    ) -> Target {
        let of_record = self.model.record(record).body(&text.lang).map(|(_, body)| self.model.text(body));
        let anchors = of_record.map_or(&[][..], |body| &body.parsed.markdown.anchors);
        if anchors.iter().any(|known| known.id == anchor) {
            return Target::Record { record, anchor: Some(anchor.into()) };
        }
        report(Some(broken(anchor, anchors, &format!("`{}`", self.model.record(record).id), text.origin(span))));
        Target::Broken
    }

    /// The destination of an ordinary Markdown link that is not a full address.
    fn destination(
        &self,
        own: RecordId,
        text: &Text,
        destination: &str,
        span: Span,
        report: &mut dyn FnMut(Option<Diagnostic>),
    ) -> Target {
        let (path, anchor) = match destination.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor)),
            None => (destination, None),
        };
        let path = decoded(path);
        if destination.is_empty() {
            // The parser has reported it.
            return Target::Broken;
        }
        if path.is_empty() {
            return self.anchor(text, anchor.unwrap_or_default(), span, report);
        }
        if destination == METHODOLOGY {
            return Target::Methodology;
        }
        if let Some(file) = find_file(self.input.assets, &text.path, &path) {
            return Target::File(file.clone());
        }
        let record = [text.path.folder(), "content"].into_iter().find_map(|folder| {
            let file = SourcePath::new(join(folder, &path)?);
            self.by_file.get(&file).copied()
        });
        match (record, anchor) {
            (Some(record), None) => Target::Record { record, anchor: None },
            (Some(record), Some(anchor)) if record == own && text.field.is_none() => {
                self.anchor(text, anchor, span, report)
            }
            (Some(record), Some(anchor)) => self.anchor_of(record, text, anchor, span, report),
            (None, _) => {
                let message = format!("the link `{destination}` leads to no file of the portal");
                let help = near(self.input.assets.iter().chain(self.by_file.keys()), &text.path, &path)
                    .unwrap_or_else(|| "link to a record with `[[id]]`, or to a file by its path from here".to_owned());
                report(Some(Diagnostic::new(Code::BrokenPath, text.origin(span), message).help(help)));
                Target::Broken
            }
        }
    }

    fn anchor(&self, text: &Text, anchor: &str, span: Span, report: &mut dyn FnMut(Option<Diagnostic>)) -> Target {
        let anchors = &text.parsed.markdown.anchors;
        if anchors.iter().any(|known| known.id == anchor) {
            return Target::Anchor(anchor.into());
        }
        report(Some(broken(anchor, anchors, "this text", text.origin(span))));
        Target::Broken
    }
}

fn broken(anchor: &str, anchors: &[Anchor], place: &str, origin: crate::base::Origin) -> Diagnostic {
    let help = did_you_mean(anchor, anchors.iter().map(|known| known.id.as_str()))
        .unwrap_or_else(|| "give the heading an id: `## Heading {#id}`".to_owned());
    Diagnostic::new(Code::BrokenAnchor, origin, format!("there is no heading `#{anchor}` in {place}")).help(help)
}

/// A path with its `%20` and the like as characters.
fn decoded(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |offset: usize| bytes.get(at + offset).and_then(|b| (*b as char).to_digit(16));
        match (bytes[at], hex(1), hex(2)) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 3;
            }
            (byte, ..) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| path.to_owned())
}
