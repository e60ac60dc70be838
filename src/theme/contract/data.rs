//! What the pages on data to take away give to templates, and the links to it.

use super::progress::WORD;
use super::shapes::Shape::{Bool, List, Map, Number, Text, Url};
use super::shapes::{Type, field};

pub(super) static LIST_DATA: Type = Type {
    name: "data of a list",
    doc: "A whole list as files, whatever part of it the page shows.",
    fields: &[
        field("csv", Url, "for spreadsheets"),
        field("json", Url, "for programs"),
        field("about", Url, "the page that explains them"),
    ],
};

pub(super) static DATA: Type = Type {
    name: "data",
    doc: "All that can be taken away.",
    fields: &[
        field("package", Url, "the list of all tables, as a Frictionless data package"),
        field("kinds", List(&Map(&DATA_KIND)), "the kinds that have records"),
        field("terms", List(&Map(&DATA_KIND)), "the vocabularies among them"),
    ],
};

pub(super) static DATA_KIND: Type = Type {
    name: "data of a kind",
    doc: "The files of a kind.",
    fields: &[
        field("id", Text, "the kind's id"),
        field("title", Text, "its plural"),
        field("help", Text, "what it is, in a sentence").or_none(),
        field("count", Number, "how many records there are"),
        field("url", Url, "the page on its data"),
        field("list", Url, "the list of its records"),
        field("csv", Url, "its table"),
        field("json", Url, "its records"),
        field("schema", Url, "the form of its records, as JSON Schema"),
        field("tables", List(&Map(&DATA_TABLE)), "the tables within its records"),
    ],
};

pub(super) static DATA_TABLE: Type = Type {
    name: "data of a nested table",
    doc: "The rows that all records of a kind have in one field.",
    fields: &[
        field("title", Text, "the field's label"),
        field("count", Number, "how many rows there are"),
        field("csv", Url, "the table"),
    ],
};

pub(super) static DATA_MODEL: Type = Type {
    name: "model of a kind",
    doc: "What the records of a kind can say.",
    fields: &[
        field("kind", Map(&DATA_KIND), "the kind and its files"),
        field("narrative", Bool, "whether its records have a text"),
        field("package", Url, "the list of all tables"),
        field("fields", List(&Map(&DATA_FIELD)), "the fields of its records"),
        field("tables", List(&Map(&DATA_ROWS)), "the tables within its records"),
    ],
};

pub(super) static DATA_ROWS: Type = Type {
    name: "model of a nested table",
    doc: "What the rows of a table within records can say.",
    fields: &[
        field("id", Text, "the field's id"),
        field("title", Text, "its label"),
        field("help", Text, "what it says").or_none(),
        field("derived", Bool, "whether it is worked out from other records"),
        field("count", Number, "how many rows there are"),
        field("csv", Url, "the table"),
        field("fields", List(&Map(&DATA_FIELD)), "the fields of its rows"),
    ],
};

pub(super) static DATA_FIELD: Type = Type {
    name: "field of the data",
    doc: "A field, and where its values stand.",
    fields: &[
        field("id", Text, "its name in JSON"),
        field("label", Text, "its label"),
        field("help", Text, "what it says").or_none(),
        field("type", Text, "what its values are, in words"),
        field("list", Bool, "whether there can be several"),
        field("required", Bool, "whether every record has it"),
        field("derived", Bool, "whether it is worked out from other records"),
        field("columns", List(&Text), "the names of its columns in the table"),
        field("choices", List(&Map(&WORD)), "the values that it can have, where they are a closed list"),
        field("refers", List(&Map(&DATA_TARGET)), "the kinds whose records it can name"),
    ],
};

pub(super) static DATA_TARGET: Type = Type {
    name: "kind that a field names",
    doc: "A kind whose records the values of a field are.",
    fields: &[field("title", Text, "its plural"), field("url", Url, "the page on its data").or_none()],
};
