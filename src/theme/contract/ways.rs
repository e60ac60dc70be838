//! What ways into the portal give to templates: the index from A to Z, neighbours, what else there is about a subject.

use super::lists::PAGER;
use super::shapes::Shape::{Bool, List, Map, Number, Text, Url};
use super::shapes::{Type, field};
use super::types::CRUMB;
use super::values::LINK;

pub(super) static NEIGHBOURS: Type = Type {
    name: "neighbours",
    doc: "What stands before and after a record in the order of its kind, or among the parts of the same record.",
    fields: &[
        field("of", Map(&CRUMB), "the list or the record that they are a part of"),
        field("previous", Map(&LINK), "the record before").or_none(),
        field("next", Map(&LINK), "the record after").or_none(),
    ],
};

pub(super) static AZ: Type = Type {
    name: "index from A to Z",
    doc: "Records by their titles, or a part of them.",
    fields: &[
        field("total", Number, "how many records there are in all"),
        field("letters", List(&Map(&LETTER)), "the letters that titles begin with"),
        field("groups", List(&Map(&LETTER_GROUP)), "the titles of this page by their first letter"),
        field("pager", Map(&PAGER), "the parts of a long index").or_none(),
    ],
};

pub(super) static LETTER: Type = Type {
    name: "letter of the index",
    doc: "A letter that titles begin with.",
    fields: &[
        field("letter", Text, "the letter, or a sign for several"),
        field("url", Url, "where its first title stands"),
        field("current", Bool, "whether that is on this page"),
    ],
};

pub(super) static LETTER_GROUP: Type = Type {
    name: "titles under a letter",
    doc: "Titles that begin with one letter.",
    fields: &[
        field("letter", Text, "the letter, or a sign for several"),
        field("anchor", Text, "the id that links to the letter lead to"),
        field("entries", List(&Map(&INDEX_ENTRY)), "the titles, in order"),
    ],
};

pub(super) static INDEX_ENTRY: Type = Type {
    name: "entry of the index",
    doc: "A link with what kind of record it leads to.",
    fields: &[
        field("id", Text, "the record's id"),
        field("kind", Text, "the kind's id"),
        field("title", Text, "its title"),
        field("url", Url, "its page").or_none(),
        field("lang", Text, "the language of the title"),
        field("dir", Text, "its direction"),
        field("note", Text, "the set formula that goes with a name").or_none(),
        field("label", Text, "what one such record is called"),
    ],
};

pub(super) static ELSEWHERE: Type = Type {
    name: "what else there is",
    doc: "What the portal has about the record that a list is about, and what it has not.",
    fields: &[
        field("here", List(&Map(&ELSEWHERE_LIST)), "other lists of records that name it"),
        field("missing", List(&Map(&CRUMB)), "kinds that could name it, and of which no record does, with their lists"),
    ],
};

pub(super) static ELSEWHERE_LIST: Type = Type {
    name: "another list about the same",
    doc: "Records of one kind that name the same record in one field.",
    fields: &[
        field("title", Text, "the kind's plural"),
        field("label", Text, "the field's label"),
        field("url", Url, "the list"),
        field("count", Number, "how many records it has"),
    ],
};
