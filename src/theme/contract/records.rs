//! What records give to templates, and other records about them.

use super::charts::CHART;
use super::progress::{EVENT, PROGRESS, STANDING, STEPS};
use super::recommendations::{BRIEF, CLUSTER, RECOMMENDATION, SHEET};
use super::shapes::Shape::{Bool, Fields, Html, Keyed, List, Map, Number, Text, Url};
use super::shapes::{Type, field};
use super::values::{CELL, CITE, DATE, LINK, NUMBER};

pub(super) static CARD: Type = Type {
    name: "card",
    doc: "A record in a few words.",
    fields: &[
        field("id", Text, "the record's id"),
        field("kind", Text, "its kind's id"),
        field("title", Text, "its title"),
        field("url", Url, "its page").or_none(),
        field("lang", Text, "the language of the title"),
        field("dir", Text, "its direction"),
        field("note", Text, "a set formula that goes with the name").sometimes(),
        field("link", Map(&LINK), "the link alone"),
        field("summary", Text, "what it is about").or_none(),
        field("draft", Bool, "whether it is a draft"),
        field("cells", List(&Map(&CELL)), "the kind's columns, empty ones too"),
        field("cites", List(&Map(&CITE)), "what bears it out; only of figures").sometimes(),
        field("recommendation", Map(&BRIEF), "more of it; only of recommendations").sometimes(),
    ],
};

pub(super) static TEASER: Type = Type {
    name: "teaser",
    doc: "A record that the page leads to, with what it is about.",
    fields: &[
        field("id", Text, "the record's id"),
        field("kind", Text, "its kind's id"),
        field("title", Text, "its title"),
        field("url", Url, "its page").or_none(),
        field("lang", Text, "the language of the title"),
        field("dir", Text, "its direction"),
        field("note", Text, "a set formula that goes with the name").sometimes(),
        field("link", Map(&LINK), "the link alone"),
        field("summary", Text, "what it is about").or_none(),
        field("draft", Bool, "whether it is a draft"),
    ],
};

pub(super) static RECORD: Type = Type {
    name: "record",
    doc: "One record with all that the page shows of it.",
    fields: &[
        field("id", Text, "its id"),
        field("kind", Text, "its kind's id"),
        field("label", Text, "its kind's label"),
        field("index", Url, "its kind's list").or_none(),
        field("url", Url, "its page"),
        field("lang", Text, "the language that it is in"),
        field("dir", Text, "its direction"),
        field("title", Text, "its title"),
        field("title_lang", Text, "the language of the title, which may be another"),
        field("title_dir", Text, "its direction"),
        field("summary", Text, "what it is about").or_none(),
        field("fields", Fields, "every field of the kind, none where it is empty"),
        field("facts", List(&Map(&CELL)), "the same without the empty ones, in order, for tables"),
        field("body", Html, "its text").or_none(),
        field("outline", List(&Map(&HEADING)), "the headings of its text, of levels 2 and 3"),
        field("charts", List(&Map(&CHART)), "the pictures of its figures"),
        field("newest", Map(&NEWEST), "the newest value; only of indicators").or_none().sometimes(),
        field("children", List(&Map(&CHILDREN)), "the records whose parent it is"),
        field("related", List(&Map(&RELATED)), "texts of the same kind that share most with it, three at most"),
        field("backlinks", List(&Map(&BACKLINKS)), "the records that refer to it"),
        field("json", Url, "the record as JSON").or_none(),
        field("progress", Map(&PROGRESS), "how it stands; only of plans and areas with actions").sometimes(),
        field("standing", Map(&STANDING), "where it stands by each class of assessors; only of kinds with evidence")
            .sometimes(),
        field("history", List(&Map(&EVENT)), "its evidence, the earliest entry first; only of kinds with evidence")
            .sometimes(),
        field("steps", Map(&STEPS), "its milestones; only of actions that have any").sometimes(),
        field("citations", List(&Map(&CITATIONS)), "the places that are cited; only of sources").sometimes(),
        field("recommendation", Map(&RECOMMENDATION), "more of it; only of recommendations").sometimes(),
        field("cluster", Map(&CLUSTER), "what it holds; only of clusters").sometimes(),
        field("sheet", Map(&SHEET), "its work sheet; only of countries and areas").sometimes(),
        field("expanded", Keyed(&List(&Map(&LINK))), "what the theme asks for beyond the fields, by path").sometimes(),
    ],
};

pub(super) static NEWEST: Type = Type {
    name: "newest value",
    doc: "The newest value of an indicator.",
    fields: &[
        field("value", Map(&NUMBER), "the number"),
        field("text", Text, "the same as readers see it: with `%`, where it is a percentage"),
        field("at", Map(&DATE), "when it was observed"),
        field("scope", Text, "what was counted").or_none(),
        field("newer_hidden", Bool, "whether there are newer values, which are not shown to protect persons"),
        field("moved", Text, "how far it moved: `From 12 (2015) to 9 (2023)`").or_none(),
    ],
};

pub(super) static CITATIONS: Type = Type {
    name: "cited place",
    doc: "A place of a source, with the records that cite it.",
    fields: &[field("cite", Map(&CITE), "the place"), field("links", List(&Map(&LINK)), "the records")],
};

pub(super) static WITHHELD: Type = Type {
    name: "withheld record",
    doc: "What may be said of a record that was withdrawn.",
    fields: &[
        field("kind", Text, "its kind's id"),
        field("label", Text, "its kind's label"),
        field("date", Map(&DATE), "when it was withdrawn").or_none(),
    ],
};

pub(super) static HEADING: Type = Type {
    name: "heading",
    doc: "A heading of a text.",
    fields: &[field("id", Text, "its anchor"), field("title", Text, "what it says"), field("level", Number, "2 or 3")],
};

pub(super) static CHILDREN: Type = Type {
    name: "group of children",
    doc: "Records of one kind whose parent the record is.",
    fields: &[
        field("kind", Text, "the kind's id"),
        field("title", Text, "its plural"),
        field("entries", List(&Map(&ENTRY)), "the records in order"),
    ],
};

pub(super) static ENTRY: Type = Type {
    name: "child",
    doc: "A record whose parent the record is.",
    fields: &[
        field("card", Map(&CARD), "the record"),
        field("parts", List(&Map(&LINK)), "the records whose parent it is in turn"),
    ],
};

pub(super) static RELATED: Type = Type {
    name: "related record",
    doc: "A record that is like the record, with the reason why.",
    fields: &[
        field("card", Map(&TEASER), "the record"),
        field("shared", List(&Map(&LINK)), "what both have, the rarest first, three at most"),
    ],
};

pub(super) static BACKLINKS: Type = Type {
    name: "group of backlinks",
    doc: "Records of one kind that refer to the record.",
    fields: &[
        field("kind", Text, "the kind's id"),
        field("title", Text, "its plural"),
        field("count", Number, "how many there are"),
        field("roles", List(&Map(&ROLE)), "the same by the field that refers to it; one record may be in several"),
    ],
};

pub(super) static ROLE: Type = Type {
    name: "role",
    doc: "Records of one kind that refer to the record in one field, or in a cite or a text.",
    fields: &[
        field("field", Text, "the field's id; none for cites and texts").or_none(),
        field("label", Text, "the field's label").or_none(),
        field("count", Number, "how many there are"),
        field("url", Url, "the page with all of them").or_none(),
        field("cards", List(&Map(&TEASER)), "the records, fifty at most"),
    ],
};
