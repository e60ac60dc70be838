//! Markdown texts with every reference, picture and embed as it stands on this portal.

use std::sync::Arc;

use crate::base::Lang;
use crate::model::{RecordId, Target, Text, TextId};
use crate::parse::markdown::{Hole, HoleKind, fill};
use crate::view::{Filling, Prose, Value};

use super::aspect::{self, Aspect};
use super::embed::Naming;
use super::site::Site;
use super::{citations, embed, link};

/// A text as a reader of `lang` sees it.
pub(super) fn prose(site: &Site, id: TextId, lang: &Lang) -> Prose {
    filled(site, id, lang, Some(Naming::new(site, id, lang)))
}

/// The same without what templates show in it: blocks, and what is known of numbered paragraphs.
pub(super) fn references(site: &Site, id: TextId, lang: &Lang) -> Prose {
    filled(site, id, lang, None)
}

fn filled(site: &Site, id: TextId, lang: &Lang, charts: Option<Naming>) -> Prose {
    let text = site.model.text(id);
    let mut said = Said { record: id.record, noted: Vec::new(), cited: None, charts };
    let holes = text.parsed.markdown.holes.iter().zip(&text.targets);
    let fillings = holes.map(|(hole, target)| filling(site, text, &hole.kind, target, lang, &mut said)).collect();
    Prose::new(text.parsed.html.clone(), text.parsed.hash, fillings)
}

/// The first paragraph of a text, without markup and cites, for descriptions.
pub(super) fn lead(site: &Site, id: TextId, lang: &Lang) -> String {
    let text = site.model.text(id);
    fill(&text.parsed.markdown.lead, |index, out| match text.targets.get(index) {
        Some(Target::Record { record, .. }) => out.push_str(&link::title(site, *record, lang).1),
        Some(Target::Cite(cite)) => out.push_str(&link::title(site, cite.source, lang).1),
        _ => {}
    })
}

/// The words that stand in the holes of a text, in order: titles of records, labels, alternatives of pictures. Cites without a label and
/// blocks have none.
pub(super) fn shown(site: &Site, id: TextId, lang: &Lang) -> Vec<Arc<str>> {
    let text = site.model.text(id);
    let words = |(hole, target): (&Hole, &Target)| match (&hole.kind, target) {
        (HoleKind::Reference { label: Some(label), .. }, _) => Arc::from(label.as_str()),
        (HoleKind::Reference { .. }, Target::Record { record, .. }) => link::title(site, *record, lang).1,
        (HoleKind::Image { alt, .. }, _) => Arc::from(alt.as_str()),
        _ => Arc::default(),
    };
    text.parsed.markdown.holes.iter().zip(&text.targets).map(words).collect()
}

/// What the text has said so far.
struct Said {
    /// The record that the text belongs to.
    record: RecordId,
    /// Records that were named: the set formula that goes with a name stands at its first mention only.
    noted: Vec<RecordId>,
    /// The source of the last cite: one that follows names the place alone, as "ibid." does on paper.
    cited: Option<RecordId>,
    /// How its charts are named; none where no block is shown.
    charts: Option<Naming>,
}

fn filling(site: &Site, text: &Text, hole: &HoleKind, target: &Target, lang: &Lang, said: &mut Said) -> Filling {
    match (hole, target) {
        (HoleKind::Word(key), _) => Filling::Word(key),
        (HoleKind::Paragraph { number, anchor }, _) if said.charts.is_some() => Filling::Embed {
            template: "embeds/paragraph.html".into(),
            data: citations::paragraph(site, said.record, *number, anchor, lang),
        },
        (HoleKind::Reference { label, .. }, Target::Record { record, anchor }) => {
            let (title_lang, title) = link::title(site, *record, lang);
            let shown = label.as_deref().map_or(title, Arc::from);
            let lang_differs = label.is_none() && title_lang != text.lang;
            let address = site.record_address(*record, lang);
            let first = !said.noted.contains(record);
            said.noted.push(*record);
            Filling::Link {
                url: address.map(|address| with_anchor(site, *record, address, anchor.as_deref(), lang)),
                text: shown,
                lang: lang_differs.then_some(title_lang),
                class: "reference",
                note: link::note(site, *record, lang).filter(|_| first),
            }
        }
        (HoleKind::Reference { label, .. }, Target::Cite(cite)) => {
            let mut words = link::cite_words(site, cite, lang);
            if said.cited.replace(cite.source) == Some(cite.source)
                && let Some(place) = words.place.take()
            {
                words.text = place.into();
            }
            let lang_differs = words.lang.filter(|lang| label.is_none() && *lang != text.lang);
            let shown = label.as_deref().map_or(words.text, Arc::from);
            Filling::Link { url: words.url, text: shown, lang: lang_differs, class: "cite", note: None }
        }
        (HoleKind::Reference { label, .. }, Target::Anchor(anchor)) => Filling::Link {
            url: Some(format!("#{anchor}").into()),
            text: label.as_deref().unwrap_or(anchor).into(),
            lang: None,
            class: "reference",
            note: None,
        },
        (HoleKind::Reference { target, label, .. }, _) => Filling::Link {
            url: None,
            text: label.as_deref().unwrap_or(target).into(),
            lang: None,
            class: "reference",
            note: None,
        },
        (HoleKind::Link { .. }, Target::Record { record, anchor }) => match site.record_address(*record, lang) {
            Some(address) => Filling::Href(with_anchor(site, *record, address, anchor.as_deref(), lang)),
            None => Filling::Nothing,
        },
        (HoleKind::Link { .. }, Target::Methodology) => match aspect::url(site, &Aspect::Methodology, lang) {
            Value::Url(url) => Filling::Href(url),
            _ => Filling::Nothing,
        },
        (HoleKind::Link { .. }, Target::Anchor(anchor)) => Filling::Href(format!("#{anchor}").into()),
        (HoleKind::Link { .. }, Target::File(path)) => site.asset_address(path).map_or(Filling::Nothing, Filling::Href),
        (HoleKind::Image { alt, title, .. }, Target::File(path)) => match site.asset_address(path) {
            Some(url) => Filling::Image {
                url,
                alt: alt.as_str().into(),
                title: title.as_deref().map(Arc::from),
                size: site.assets.get(path).and_then(|facts| facts.size),
            },
            None => Filling::Nothing,
        },
        (HoleKind::Embed { .. }, Target::Embed(query)) => match &mut said.charts {
            Some(charts) => embed::embed(site, query, lang, charts),
            None => Filling::Nothing,
        },
        _ => Filling::Nothing,
    }
}

/// The address with the anchor, where the page that a reader of `lang` gets has it: a translation may lack a heading, and a withheld record
/// has none.
fn with_anchor(site: &Site, record: RecordId, address: Arc<str>, anchor: Option<&str>, lang: &Lang) -> Arc<str> {
    match anchor.filter(|anchor| site.has_anchor(record, anchor, lang)) {
        Some(anchor) => format!("{address}#{anchor}").into(),
        None => address,
    }
}
