//! The shapes of fields' values, by the fields' types.

use super::shapes::Shape::{Any, Bool, Html, List, Map, Number, Text, Url};
use super::shapes::{Shape, Type, field};

/// For each type of fields the shape of one value, and of a field that is a list.
static VALUES: &[(&str, Shape, Shape)] = &[
    ("text", Text, List(&Text)),
    ("markdown", Html, List(&Html)),
    ("bool", Bool, List(&Bool)),
    ("integer", Map(&NUMBER), List(&Map(&NUMBER))),
    ("decimal", Map(&NUMBER), List(&Map(&NUMBER))),
    ("percent", Map(&NUMBER), List(&Map(&NUMBER))),
    ("money", Map(&MONEY), List(&Map(&MONEY))),
    ("date", Map(&DATE), List(&Map(&DATE))),
    ("period", Map(&PERIOD), List(&Map(&PERIOD))),
    ("url", Map(&OUTSIDE), List(&Map(&OUTSIDE))),
    ("symbol", Map(&SYMBOL), List(&Map(&SYMBOL))),
    ("cite", Map(&CITE), List(&Map(&CITE))),
    ("choice", Map(&CHOICE), List(&Map(&CHOICE))),
    ("ref", Map(&LINK), List(&Map(&LINK))),
    ("table", Map(&TABLE), Map(&TABLE)),
    ("series", Map(&TABLE), Map(&TABLE)),
    ("file", Map(&FILE), List(&Map(&FILE))),
    ("image", Map(&IMAGE), List(&Map(&IMAGE))),
];

/// The shape of a field's value, by the field's type; of an unknown type anything.
pub fn value_shape(type_name: &str, list: bool) -> Shape {
    let found = VALUES.iter().find(|(name, ..)| *name == type_name);
    found.map_or(Any, |(_, single, several)| if list { *several } else { *single })
}

pub(super) static LINK: Type = Type {
    name: "link",
    doc: "A reference to a record.",
    fields: &[
        field("id", Text, "the record's id"),
        field("kind", Text, "its kind's id"),
        field("title", Text, "its title"),
        field("url", Url, "its page").or_none(),
        field("lang", Text, "the language of the title"),
        field("dir", Text, "its direction"),
        field("note", Text, "a set formula that goes with the name").or_none(),
        field("html", Html, "the whole, as the component `link` shows it; there where the link says no more")
            .sometimes(),
    ],
};

pub(super) static CELL: Type = Type {
    name: "fact",
    doc: "A field and its value.",
    fields: &[
        field("id", Text, "the field's id"),
        field("label", Text, "its label"),
        field("type", Text, "its type: what the value is"),
        field("list", Bool, "whether the value is a list of those"),
        field("value", Any, "the value, by the type").or_none(),
    ],
};

pub(super) static COLUMN: Type = Type {
    name: "column",
    doc: "A column of a table.",
    fields: &[
        field("id", Text, "the field's id"),
        field("label", Text, "its label"),
        field("type", Text, "its type"),
        field("list", Bool, "whether it is a list").sometimes(),
    ],
};

pub(super) static NUMBER: Type = Type {
    name: "number",
    doc: "The types `integer`, `decimal` and `percent`.",
    fields: &[
        field("number", Text, "plain digits, with `.` before decimals"),
        field("text", Text, "as readers of the language write it"),
    ],
};

pub(super) static MONEY: Type = Type {
    name: "sum of money",
    doc: "The type `money`.",
    fields: &[
        field("amount", Text, "plain digits"),
        field("currency", Text, "the currency's code"),
        field("text", Text, "as readers of the language write it"),
    ],
};

pub(super) static DATE: Type = Type {
    name: "date",
    doc: "The type `date`: a year, a month or a day.",
    fields: &[
        field("iso", Text, "`2012`, `2012-05` or `2012-05-31`"),
        field("text", Text, "as readers of the language write it"),
    ],
};

pub(super) static PERIOD: Type = Type {
    name: "period",
    doc: "The type `period`.",
    fields: &[
        field("from", Map(&DATE), "its beginning").or_none(),
        field("to", Map(&DATE), "its end").or_none(),
        field("text", Text, "as readers of the language write it"),
    ],
};

pub(super) static OUTSIDE: Type = Type {
    name: "web address",
    doc: "The type `url`.",
    fields: &[field("url", Text, "an absolute address"), field("text", Text, "what to show")],
};

pub(super) static SYMBOL: Type = Type {
    name: "document symbol",
    doc: "The type `symbol`.",
    fields: &[field("text", Text, "the symbol"), field("url", Text, "where the document can be found").or_none()],
};

pub(super) static CITE: Type = Type {
    name: "cite",
    doc: "The type `cite`: a source and a place in it.",
    fields: &[
        field("id", Text, "the source's id"),
        field("kind", Text, "`source`"),
        field("title", Text, "the source's title"),
        field("url", Url, "the place, or the source's page").or_none(),
        field("lang", Text, "the language of the title"),
        field("dir", Text, "its direction"),
        field("note", Text, "a set formula that goes with the name").or_none(),
        field("symbol", Text, "the source's symbol").or_none(),
        field("place", Text, "the place in it, such as \"para. 54\"").or_none(),
        field("text", Text, "both: \"A/HRC/35/20, para. 54\""),
    ],
};

pub(super) static CHOICE: Type = Type {
    name: "choice",
    doc: "The type `choice`.",
    fields: &[
        field("id", Text, "the choice's id"),
        field("label", Text, "its label"),
        field("url", Url, "the list of all that have it").or_none(),
    ],
};

pub(super) static TABLE: Type = Type {
    name: "table",
    doc: "The types `table` and `series`.",
    fields: &[field("columns", List(&Map(&COLUMN)), "its columns"), field("rows", List(&Map(&ROW)), "its rows")],
};

pub(super) static ROW: Type = Type {
    name: "row",
    doc: "A row of a table.",
    fields: &[field("cells", List(&Map(&CELL)), "a cell for each column, empty ones too")],
};

pub(super) static FILE: Type = Type {
    name: "file",
    doc: "The type `file`.",
    fields: &[
        field("url", Url, "the file"),
        field("name", Text, "its name"),
        field("type", Text, "what it is"),
        field("size", Text, "how large it is"),
    ],
};

pub(super) static IMAGE: Type = Type {
    name: "picture",
    doc: "The type `image`.",
    fields: &[
        field("url", Url, "the picture"),
        field("alt", Text, "its text alternative"),
        field("width", Number, "in pixels").or_none(),
        field("height", Number, "in pixels").or_none(),
    ],
};
