//! Charts as plain values: what is shown, with every number also as the text that readers see. Nothing here is drawn; numbers as such serve
//! for placing only.

mod axis;
mod forms;

use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::base::{Digest, Hasher, Lang};

pub use axis::{Axis, steps};
pub use forms::{
    Bar, Bars, Dot, DotGroup, DotRow, Dots, Line, Lines, Panel, Panels, Part, Point, Run, Span, Stack, Stacked, Target,
    TimeMark, TimeRow, Timeline, Whole,
};

/// A chart: a picture with a name and a description.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Chart {
    /// Tells it from the others of a page: small letters, digits and hyphens. Ids within the picture begin with it.
    pub id: String,
    /// What it shows.
    pub title: Arc<str>,
    /// The same in a sentence or two, for those who do not see it: what the picture says, in figures.
    pub description: Arc<str>,
    /// The language of its words, unless a label has another.
    #[serde(serialize_with = "code")]
    pub lang: Lang,
    /// What is shown, and in which form.
    pub form: Form,
}

/// The forms of charts.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// A bar for each of several things.
    Bars(Bars),
    /// Bars that are divided into parts.
    Stacked(Stacked),
    /// How something moves with time.
    Lines(Lines),
    /// Several small charts of lines, all on one scale.
    Panels(Panels),
    /// Values as dots on rows.
    Dots(Dots),
    /// Things with their dates.
    Timeline(Timeline),
    /// The parts of one whole.
    Whole(Whole),
}

/// A name within a chart.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Label {
    /// The name.
    pub text: Arc<str>,
    /// Its language, where that is not the chart's.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "some_code")]
    pub lang: Option<Lang>,
    /// Where it leads: an address of the site, or a fragment of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Arc<str>>,
}

/// A number as it is placed and as it is read.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Amount {
    /// Where it is placed.
    pub value: f64,
    /// What readers see: with the unit where one belongs to it.
    pub text: Arc<str>,
}

/// How an area looks. Each differs from the others in its pattern, not in its tone alone; none means anything by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fill {
    /// Full.
    Solid,
    /// Thick strokes that rise to the right.
    Rising,
    /// Dots.
    Dotted,
    /// Thin level strokes.
    Level,
    /// Crossed strokes.
    Crossed,
    /// Strokes that fall to the right.
    Falling,
    /// Upright strokes.
    Upright,
    /// Nothing but an outline.
    Empty,
}

/// How a mark looks. None means anything by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Symbol {
    /// A full circle.
    Circle,
    /// A circle's outline.
    Ring,
    /// A full square.
    Square,
    /// A square's outline.
    Box,
    /// A full diamond.
    Diamond,
    /// A diamond's outline.
    Lozenge,
    /// A full triangle that points up.
    Triangle,
    /// Two crossed strokes.
    Cross,
}

/// What a fill or a symbol stands for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Key<T> {
    /// The fill or symbol.
    pub look: T,
    /// What it stands for.
    pub label: Label,
}

impl Fill {
    /// All of them, the strongest first; [`Fill::Empty`] last.
    pub const ALL: [Fill; 8] = [
        Fill::Solid,
        Fill::Rising,
        Fill::Dotted,
        Fill::Level,
        Fill::Crossed,
        Fill::Falling,
        Fill::Upright,
        Fill::Empty,
    ];

    /// The fill of the part at this place, from 0.
    pub fn nth(place: usize) -> Fill {
        Fill::ALL[place % Fill::ALL.len()]
    }
}

impl Symbol {
    /// All of them.
    pub const ALL: [Symbol; 8] = [
        Symbol::Circle,
        Symbol::Box,
        Symbol::Diamond,
        Symbol::Triangle,
        Symbol::Ring,
        Symbol::Square,
        Symbol::Lozenge,
        Symbol::Cross,
    ];

    /// The symbol of the line or group at this place, from 0.
    pub fn nth(place: usize) -> Symbol {
        Symbol::ALL[place % Symbol::ALL.len()]
    }
}

impl Label {
    /// A name in the chart's language that leads nowhere.
    pub fn new(text: impl Into<Arc<str>>) -> Label {
        Label { text: text.into(), lang: None, url: None }
    }

    /// The same, leading there.
    pub fn to(self, url: Option<impl Into<Arc<str>>>) -> Label {
        Label { url: url.map(Into::into), ..self }
    }

    /// The same in a language.
    pub fn in_lang(self, lang: Lang) -> Label {
        Label { lang: Some(lang), ..self }
    }
}

impl<T: Into<Arc<str>>> From<T> for Label {
    fn from(text: T) -> Label {
        Label::new(text)
    }
}

impl Amount {
    /// A number with its text.
    pub fn new(value: f64, text: impl Into<Arc<str>>) -> Amount {
        Amount { value, text: text.into() }
    }

    /// A count, which is its own text.
    pub fn count(count: usize) -> Amount {
        Amount { value: count as f64, text: count.to_string().into() }
    }
}

impl<T> Key<T> {
    /// What a fill or symbol stands for.
    pub fn new(look: T, label: impl Into<Label>) -> Key<T> {
        Key { look, label: label.into() }
    }
}

/// By the form that goldens have: it holds all of the chart.
impl Digest for Chart {
    fn digest(&self, hasher: &mut Hasher) {
        hasher.text(&serde_json::to_string(self).unwrap_or_default());
    }
}

fn code<S: Serializer>(lang: &Lang, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(lang.as_str())
}

fn some_code<S: Serializer>(lang: &Option<Lang>, serializer: S) -> Result<S::Ok, S::Error> {
    lang.as_ref().map(Lang::as_str).serialize(serializer)
}
