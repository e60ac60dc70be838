//! Looks up what the Markdown texts refer to: `[[records]]`, cites, relative links, pictures, embeds.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::base::suggest::did_you_mean;
use crate::base::{Code, Diagnostic, Diagnostics, SourcePath, Span};
use crate::model::{Cite, Model, Place, RecordId, Target, Text};
use crate::parse::markdown::{Anchor, Hole, HoleKind};

use super::index::{Found, Index};
use super::paths::{find_file, join};
use super::place::{outside, SourcePlaces};
use super::{embed, Input};

/// What looking up needs.
pub(super) struct Links<'a> {
    pub input: &'a Input<'a>,
    pub model: &'a Model,
    pub index: &'a Index<'a>,
    pub places: &'a SourcePlaces,
    /// The records that whole files hold.
    pub by_file: &'a BTreeMap<&'a SourcePath, usize>,
}

/// Looks up every hole of every text, and reports what leads nowhere, together with the faults of the texts themselves.
pub(super) fn link(links: &Links, diagnostics: &mut Diagnostics) -> Vec<Vec<Vec<Target>>> {
    let of_record = |id: RecordId| {
        let mut found = Vec::new();
        let texts = &links.model.record(id).texts;
        let targets = texts.iter().map(|text| links.text(id, text, &mut found)).collect();
        (targets, found)
    };
    let ids: Vec<RecordId> = links.model.ids().collect();
    let results: Vec<(Vec<Vec<Target>>, Diagnostics)> = ids.into_par_iter().map(of_record).collect();
    let mut all = Vec::with_capacity(results.len());
    for (targets, mut found) in results {
        all.push(targets);
        diagnostics.append(&mut found);
    }
    all
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
            HoleKind::Link { destination, .. } => self.destination(id, text, destination, hole.span, report),
            HoleKind::Image { destination, .. } => match find_file(self.input.assets, &text.path, &decoded(destination)) {
                Some(path) => Target::File(path.clone()),
                None => {
                    let message = format!("there is no picture `{destination}`");
                    let names = self.input.assets.iter().map(|path| path.file_name());
                    let help = did_you_mean(destination.rsplit('/').next().unwrap_or_default(), names)
                        .unwrap_or_else(|| "put the picture beside the record, or write its path below `content/`".into());
                    report(Some(Diagnostic::new(Code::MissingFile, text.origin(hole.span), message).help(help)));
                    Target::Broken
                }
            },
            HoleKind::Embed { .. } => embed::read(self, text, hole, report),
            HoleKind::Word(_) => Target::Plain,
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
            Some(anchor) => self.heading(own, text, record, anchor, name, span, report),
        }
    }

    /// A heading in the body of a record, which may be this text.
    #[allow(clippy::too_many_arguments)] // what is asked for, and all that a finding needs
    fn heading(
        &self,
        own: RecordId,
        text: &Text,
        record: RecordId,
        anchor: &str,
        name: &str,
        span: Span,
        report: &mut dyn FnMut(Option<Diagnostic>),
    ) -> Target {
        if record == own && text.field.is_none() {
            return self.anchor(text, anchor, span, report);
        }
        let of_record = self.model.record(record).body(&text.lang).map(|(_, body)| self.model.text(body));
        let anchors = of_record.map_or(&[][..], |body| &body.parsed.markdown.anchors);
        if anchors.iter().all(|known| known.id != anchor) {
            report(Some(broken(anchor, anchors, &format!("`{name}`"), text.origin(span))));
            return Target::Broken;
        }
        Target::Record { record, anchor: Some(anchor.into()) }
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
        if path.is_empty() {
            return self.anchor(text, anchor.unwrap_or_default(), span, report);
        }
        if let Some(file) = find_file(self.input.assets, &text.path, &path) {
            return Target::File(file.clone());
        }
        let record = [text.path.folder(), "content"].into_iter().find_map(|folder| {
            let file = SourcePath::new(join(folder, &path)?);
            self.by_file.get(&file).map(|at| RecordId(*at as u32))
        });
        match (record, anchor) {
            (Some(record), Some(anchor)) => self.heading(own, text, record, anchor, &path, span, report),
            (Some(record), None) => Target::Record { record, anchor: None },
            (None, _) => {
                let message = format!("the link `{destination}` leads to no file of the portal");
                let help = "link to a record with `[[id]]`, or to a file by its path from here";
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
