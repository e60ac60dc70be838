//! What lists of records and their maps give to templates.

use super::data::LIST_DATA;
use super::records::CARD;
use super::shapes::Shape::{Bool, Html, List, Map, Number, Text, Url};
use super::shapes::{Type, field};
use super::types::CRUMB;
use super::values::LINK;
use super::ways::ELSEWHERE;

pub(super) static LIST: Type = Type {
    name: "list",
    doc: "A list of records, or a part of one.",
    fields: &[
        field("kind", Text, "the kind's id"),
        field("title", Text, "what is listed"),
        field("help", Text, "what the kind is, in a sentence").or_none(),
        field("narrative", Bool, "whether the records are texts, which read better as entries than in a table"),
        field("total", Number, "how many records the whole list has"),
        field("columns", List(&Map(&LIST_COLUMN)), "the kind's columns"),
        field("rows", List(&Map(&CARD)), "the records of this page, where the list is a table"),
        field(
            "texts",
            List(&Html),
            "the records of this page, where they are texts: each as the component `card` shows it",
        ),
        field("pager", Map(&PAGER), "the parts of a long list").or_none(),
        field("facets", List(&Map(&FACET)), "ways to narrow the list"),
        field("term", Map(&LINK), "the record that the list is about").or_none(),
        field("elsewhere", Map(&ELSEWHERE), "what else there is about that record, and what is missing").or_none(),
        field("filters", List(&Map(&FILTER)), "what narrows this list"),
        field("tables", List(&Map(&CRUMB)), "pages that show the same records as a table of another kind"),
        field("data", Map(&LIST_DATA), "the whole list as files; not of pairs, nor where the portal leaves data out")
            .or_none(),
        field("live", Map(&LIVE), "filters that work in the browser, where the kind has two to a thousand records")
            .or_none(),
    ],
};

pub(super) static LIVE: Type = Type {
    name: "live filters",
    doc: "Filters that a script offers on the first page of a kind's list.",
    fields: &[
        field("name", Text, "the name under which the rows are given to the script"),
        field("rows", Url, "a script with the rows of the whole list as data"),
        field("url", Url, "the page that offers the filters"),
        field("query", Text, "the query that opens them there with what narrows this list"),
        field("here", Bool, "whether this is that page"),
    ],
};

pub(super) static LIST_COLUMN: Type = Type {
    name: "column of a list",
    doc: "A column of the kind.",
    fields: &[
        field("id", Text, "the field's id"),
        field("label", Text, "its label"),
        field("type", Text, "its type"),
        field("list", Bool, "whether it is a list"),
        field("used", Bool, "whether a record of this page has a value in it"),
    ],
};

pub(super) static PAGER: Type = Type {
    name: "pager",
    doc: "The parts of a long list.",
    fields: &[
        field("number", Number, "which part this is, from 1"),
        field("count", Number, "how many parts there are"),
        field("previous", Url, "the part before").or_none(),
        field("next", Url, "the part after").or_none(),
        field("pages", List(&Map(&PAGER_PAGE)), "all parts"),
        field("all", Url, "the whole list on one page").or_none(),
    ],
};

pub(super) static PAGER_PAGE: Type = Type {
    name: "part of a list",
    doc: "One page of a list.",
    fields: &[
        field("number", Number, "its number"),
        field("url", Url, "its page"),
        field("current", Bool, "whether it is this one"),
    ],
};

pub(super) static FACET: Type = Type {
    name: "facet",
    doc: "A field whose values narrow a list.",
    fields: &[
        field("id", Text, "the field's id"),
        field("label", Text, "its label"),
        field("values", List(&Map(&FACET_VALUE)), "its values, most used first, fifty at most"),
        field("more", Number, "how many values are not shown"),
        field("all", Url, "the list of the terms, each with its own page, where values are not shown").or_none(),
    ],
};

pub(super) static FACET_VALUE: Type = Type {
    name: "facet value",
    doc: "A value that narrows a list.",
    fields: &[
        field("title", Text, "the value"),
        field("url", Url, "the list of what has it"),
        field("count", Number, "how many records that are"),
        field("current", Bool, "whether this list is that one"),
        field("lang", Text, "the language of the title"),
        field("dir", Text, "its direction"),
    ],
};

pub(super) static FILTER: Type = Type {
    name: "filter",
    doc: "What narrows a list.",
    fields: &[field("label", Text, "the field"), field("title", Text, "its value")],
};

pub(super) static MAP: Type = Type {
    name: "map",
    doc: "How many records name each country. It ranks nobody, and says nothing of whom no record names.",
    fields: &[
        field("of", Text, "what is counted: the plural of a kind, or the word for records"),
        field("field", Text, "the field that names the countries; none where any counts").or_none(),
        field("picture", Html, "an SVG element: one square of equal size for each Member State and observer State"),
        field("legend", List(&Map(&MAP_STEP)), "the steps of the scale, from 0 up"),
        field("unnamed", Number, "how many squares count 0"),
        field("places", List(&Map(&MAP_PLACE)), "the countries and areas that are named, by name"),
        field("others", List(&Map(&MAP_PLACE)), "those of them that have no square"),
    ],
};

pub(super) static MAP_STEP: Type = Type {
    name: "step of a map",
    doc: "Counts that a map shows alike.",
    fields: &[
        field("level", Number, "its place: 0 for none, then from 1 up; squares have the class `l1`, `l2` and so on"),
        field("from", Number, "the smallest count"),
        field("to", Number, "the largest count"),
    ],
};

pub(super) static MAP_PLACE: Type = Type {
    name: "place of a map",
    doc: "A country or area that records name.",
    fields: &[
        field("id", Text, "the record's id"),
        field("kind", Text, "its kind's id"),
        field("title", Text, "its name"),
        field("url", Url, "where its square leads: to the records that name it, or to its page").or_none(),
        field("lang", Text, "the language of the name"),
        field("dir", Text, "its direction"),
        field("note", Text, "a set formula that goes with the name").or_none(),
        field("count", Number, "how many records name it"),
    ],
};
