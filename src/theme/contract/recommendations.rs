//! What recommendations, clusters, coverage, treaties and reporting give to templates.

use super::lists::PAGER;
use super::records::{CARD, NEWEST};
use super::shapes::Shape::{Bool, Html, List, Map, Number, Text, Url};
use super::shapes::{Type, field};
use super::types::CRUMB;
use super::values::{CHOICE, CITE, DATE, LINK};

pub(super) static STANDING: Type = Type {
    name: "reported status",
    doc: "The status that one class of assessors last reported. Classes stand side by side; one that is missing did not assess.",
    fields: &[
        field("assessor", Text, "the class"),
        field("assessor_id", Text, "its id: `responsible-body`"),
        field("status", Text, "the status"),
        field("status_id", Text, "its id: `under-way`"),
        field("part", Text, "the letter of the part that it is about; none where it is about the whole").or_none(),
        field("published", Map(&DATE), "when it was reported"),
        field("stale_since", Map(&DATE), "since when it is older than the portal finds fresh").or_none(),
        field("by", Map(&LINK), "who reported it").or_none(),
        field("cites", List(&Map(&CITE)), "where"),
    ],
};

pub(super) static BRIEF: Type = Type {
    name: "recommendation in brief",
    doc: "What lists and tables show of a recommendation.",
    fields: &[
        field("text", Text, "the official text, else the portal's summary").or_none(),
        field("text_lang", Text, "its language"),
        field("text_dir", Text, "its direction"),
        field("official", Bool, "whether it is the official text"),
        field("place", Map(&CITE), "where it stands").or_none(),
        field("made_by", List(&Map(&LINK)), "the mechanisms that made it").or_none(),
        field("cycle", Text, "the cycle or session").or_none(),
        field("made", Map(&DATE), "when it was made").or_none(),
        field("countries", List(&Map(&LINK)), "to whom it is addressed").or_none(),
        field("recommending_states", List(&Map(&LINK)), "the States that recommend it").or_none(),
        field("response", Map(&CHOICE), "the response; only of the universal periodic review").or_none(),
        field("response_as_printed", Text, "its wording in the document").or_none(),
        field("response_date", Map(&DATE), "when it was given").or_none(),
        field("response_document", Map(&CITE), "where").or_none(),
        field("themes", List(&Map(&LINK)), "its themes").or_none(),
        field("persons", List(&Map(&LINK)), "the persons whom it is about").or_none(),
        field("goals", List(&Map(&LINK)), "the goals and targets that it bears on").or_none(),
        field("lead", Map(&LINK), "who answers for it").or_none(),
        field("part_leads", List(&Map(&PART_LEAD)), "who answers for its parts, where several do"),
        field("standing", List(&Map(&STANDING)), "what is reported of it"),
    ],
};

pub(super) static PART_LEAD: Type = Type {
    name: "lead of a part",
    doc: "Who answers for one part of a recommendation.",
    fields: &[field("letter", Text, "the part"), field("lead", Map(&LINK), "who answers for it")],
};

pub(super) static RECOMMENDATION: Type = Type {
    name: "recommendation",
    doc: "What the page of a recommendation has beyond its fields.",
    fields: &[
        field("brief", Map(&BRIEF), "the same as in lists"),
        field("text_language", Text, "the name of the language of the official text").or_none(),
        field("grades", List(&Map(&GRADE)), "the grades that mechanisms gave"),
        field("comments", List(&Map(&COMMENT)), "comments of civil society, the earliest first"),
        field("actions", List(&Map(&LINKED_ACTION)), "the actions and commitments that implement it"),
    ],
};

pub(super) static GRADE: Type = Type {
    name: "grade",
    doc: "A grade on its own scale; grades are never averaged.",
    fields: &[
        field("value", Text, "the grade"),
        field("meaning", Text, "what it means on its scale, where that is known").or_none(),
        field("scale", Map(&LINK), "the scale"),
        field("paragraph", Text, "the paragraph or part that it is about").or_none(),
        field("given", Map(&DATE), "when").or_none(),
        field("sources", List(&Map(&CITE)), "where").or_none(),
    ],
};

pub(super) static COMMENT: Type = Type {
    name: "comment",
    doc: "A comment that an editor approved, with as much of its author as the author agreed to. Of one that is withheld there is the date alone.",
    fields: &[
        field("withheld", Map(&DATE), "since when it is withheld for protection; then there is nothing else").or_none(),
        field("text", Html, "the comment").sometimes(),
        field("published", Map(&DATE), "when it was published").sometimes(),
        field("moderated", Map(&DATE), "when an editor approved it").sometimes(),
        field("by", Map(&LINK), "the author, if named").sometimes(),
        field("organisation_type", Text, "the type of the author's organisation, if told").sometimes(),
    ],
};

pub(super) static LINKED_ACTION: Type = Type {
    name: "linked action",
    doc: "A link to an action or commitment, with where it stands.",
    fields: &[
        field("id", Text, "the record's id"),
        field("kind", Text, "its kind's id"),
        field("title", Text, "its title"),
        field("url", Url, "its page").or_none(),
        field("lang", Text, "the language of the title"),
        field("dir", Text, "its direction"),
        field("note", Text, "a set formula that goes with the name").or_none(),
        field("standing", List(&Map(&STANDING)), "what is reported of it"),
        field("due", Map(&DATE), "when it is due").or_none(),
    ],
};

pub(super) static CLUSTER: Type = Type {
    name: "cluster",
    doc: "What the page of a cluster has beyond its fields. Nothing is averaged, and no lead is taken over from a recommendation.",
    fields: &[
        field("total", Number, "how many recommendations it holds"),
        field("responses", List(&Map(&COUNTED)), "how many have each response"),
        field("classes", List(&Map(&CLASS)), "how many have each status, by class of assessors"),
        field("silent", List(&Text), "the classes of which nothing is recorded"),
        field("groups", List(&Map(&MECHANISM_GROUP)), "the recommendations by mechanism"),
        field("actions", List(&Map(&LINKED_ACTION)), "the actions and commitments that implement any of them"),
    ],
};

pub(super) static COUNTED: Type = Type {
    name: "number with its list",
    doc: "How many recommendations share something, and which.",
    fields: &[
        field("title", Text, "what they share"),
        field("count", Number, "how many"),
        field("links", List(&Map(&SHORT_LINK)), "which"),
    ],
};

pub(super) static SHORT_LINK: Type = Type {
    name: "short link",
    doc: "A link to a recommendation that can be shown by its place.",
    fields: &[
        field("id", Text, "the record's id"),
        field("kind", Text, "its kind's id"),
        field("title", Text, "its title"),
        field("url", Url, "its page").or_none(),
        field("lang", Text, "the language of the title"),
        field("dir", Text, "its direction"),
        field("note", Text, "a set formula that goes with the name").or_none(),
        field("short", Text, "its place: \"A/HRC/39/6, para. 120.89\"").or_none(),
    ],
};

pub(super) static CLASS: Type = Type {
    name: "class of assessors",
    doc: "What one class of assessors reported of the recommendations of a cluster.",
    fields: &[
        field("title", Text, "the class"),
        field("counts", List(&Map(&COUNTED)), "how many have each status, and how many it did not assess"),
    ],
};

pub(super) static MECHANISM_GROUP: Type = Type {
    name: "group by mechanism",
    doc: "Recommendations of one mechanism.",
    fields: &[
        field("mechanism", Map(&LINK), "the mechanism, where it is stated").or_none(),
        field("rows", List(&Map(&CARD)), "the recommendations"),
    ],
};

pub(super) static FORM: Type = Type {
    name: "form of recommendations",
    doc: "The recommendations to a country, as OHCHR's thematic lists have them. Each stands once, with the first of its themes.",
    fields: &[
        field("country", Map(&LINK), "the country"),
        field("total", Number, "how many recommendations there are"),
        field("all", Url, "the list of them").or_none(),
        field("csv", Url, "the whole form as CSV").or_none(),
        field("groups", List(&Map(&THEME_GROUP)), "those of this part, by theme"),
        field("pager", Map(&PAGER), "the parts of a long form").or_none(),
    ],
};

pub(super) static THEME_GROUP: Type = Type {
    name: "group by theme",
    doc: "Recommendations with the same first theme.",
    fields: &[
        field("theme", Map(&LINK), "the theme; none where none is recorded").or_none(),
        field("continued", Bool, "whether the group began in the part before"),
        field("rows", List(&Map(&CARD)), "the recommendations"),
    ],
};

pub(super) static COVERAGE: Type = Type {
    name: "table of coverage",
    doc: "How records spread over two fields. A record with several values stands in several cells; in the totals it counts once.",
    fields: &[
        field("row_label", Text, "the field of the rows"),
        field("column_label", Text, "the field of the columns"),
        field("columns", List(&Map(&COVERAGE_HEAD)), "the columns"),
        field("rows", List(&Map(&COVERAGE_ROW)), "the rows of this part"),
        field("total", Number, "how many records there are"),
        field("inside", Number, "how many stand in a cell"),
        field("all", Url, "the list of all"),
        field("outside", Number, "how many stand in no cell"),
        field("outside_links", List(&Map(&LINK)), "which, a hundred and fifty at most"),
        field("others", List(&Map(&CRUMB)), "the other tables of the same records"),
        field("csv", Url, "the whole table as CSV, with the numbers of its cells").or_none(),
        field("pager", Map(&PAGER), "the parts of a long table").or_none(),
    ],
};

pub(super) static COVERAGE_HEAD: Type = Type {
    name: "head of coverage",
    doc: "A value that a row or column is about.",
    fields: &[
        field("title", Text, "the value"),
        field("short", Text, "an acronym of it").or_none(),
        field("lang", Text, "the language of the title"),
        field("dir", Text, "its direction"),
        field("url", Url, "the list of all that have it"),
        field("count", Number, "how many have it, each counted once"),
        field("without", Number, "how many of them have no value in the other field"),
    ],
};

pub(super) static COVERAGE_ROW: Type = Type {
    name: "row of coverage",
    doc: "The head of a row, and its cells.",
    fields: &[
        field("title", Text, "the value"),
        field("short", Text, "an acronym of it").or_none(),
        field("lang", Text, "the language of the title"),
        field("dir", Text, "its direction"),
        field("url", Url, "the list of all that have it"),
        field("count", Number, "how many have it, each counted once"),
        field("without", Number, "how many of them have no value in the other field"),
        field("cells", List(&Map(&COVERAGE_CELL)), "a cell for each column"),
    ],
};

pub(super) static COVERAGE_CELL: Type = Type {
    name: "cell of coverage",
    doc: "How many records have both values. None is a gap in what is recorded here, and says nothing of the world.",
    fields: &[
        field("count", Number, "how many"),
        field("url", Url, "the list of them, else that of the row; none where there are none").or_none(),
    ],
};

pub(super) static TREATIES: Type = Type {
    name: "table of treaties",
    doc: "What States did with treaties. An empty cell is not recorded here, which does not mean that nothing was done.",
    fields: &[
        field("treaties", List(&Map(&TREATY)), "the columns: treaties of which something is recorded"),
        field("rows", List(&Map(&TREATY_ROW)), "the rows of this part: States of which something is recorded"),
        field("legend", List(&Map(&LETTER)), "what the letters stand for"),
        field("all", Url, "the list of all acts").or_none(),
        field("total", Number, "how many acts are recorded"),
        field("csv", Url, "the whole table as CSV").or_none(),
        field("pager", Map(&PAGER), "the parts of a long table").or_none(),
    ],
};

pub(super) static TREATY: Type = Type {
    name: "treaty",
    doc: "A treaty as a column.",
    fields: &[
        field("id", Text, "the record's id"),
        field("kind", Text, "its kind's id"),
        field("title", Text, "its title"),
        field("url", Url, "its page").or_none(),
        field("lang", Text, "the language of the title"),
        field("dir", Text, "its direction"),
        field("note", Text, "a set formula that goes with the name").or_none(),
        field("short", Text, "its acronym").or_none(),
        field("all", Url, "the list of all acts that are recorded of it").or_none(),
        field("count", Number, "how many those are"),
    ],
};

pub(super) static TREATY_ROW: Type = Type {
    name: "State and its acts",
    doc: "A State as a row.",
    fields: &[
        field("state", Map(&LINK), "the State"),
        field("cells", List(&List(&Map(&ACT))), "for each treaty, the acts that are recorded"),
    ],
};

pub(super) static ACT: Type = Type {
    name: "act",
    doc: "What a State did with a treaty.",
    fields: &[
        field("letter", Text, "a letter for it"),
        field("label", Text, "what it is").or_none(),
        field("date", Map(&DATE), "when, where that is known").or_none(),
        field("url", Url, "the record").or_none(),
    ],
};

pub(super) static LETTER: Type = Type {
    name: "letter",
    doc: "What a letter stands for.",
    fields: &[field("letter", Text, "the letter"), field("label", Text, "the act")],
};

pub(super) static SHEET: Type = Type {
    name: "work sheet of a country",
    doc: "What the page of a country has beyond its fields.",
    fields: &[
        field("form", Url, "its recommendations in the form of thematic lists").or_none(),
        field("form_csv", Url, "the same as CSV").or_none(),
        field("indicators", List(&Map(&KEY_INDICATOR)), "its indicators in a few words"),
        field("treaties", List(&Map(&TREATY_BOND)), "the treaties of which something is recorded"),
        field("treaties_url", Url, "the table of all States and treaties").or_none(),
        field("past_due", List(&Map(&EVENT)), "reports whose day is over and of which no report is recorded here"),
        field("ahead", List(&Map(&EVENT)), "reports, reviews and visits to come, the next first"),
        field("history", List(&Map(&EVENT)), "what happened, the latest first; what has no date last"),
    ],
};

pub(super) static KEY_INDICATOR: Type = Type {
    name: "indicator of a country",
    doc: "A link to an indicator, with its newest value.",
    fields: &[
        field("id", Text, "the record's id"),
        field("kind", Text, "its kind's id"),
        field("title", Text, "its title"),
        field("url", Url, "its page").or_none(),
        field("lang", Text, "the language of the title"),
        field("dir", Text, "its direction"),
        field("note", Text, "a set formula that goes with the name").or_none(),
        field("unit", Text, "the unit; none of percentages, which have their sign").or_none(),
        field("newest", Map(&NEWEST), "the newest value").or_none(),
        field("trend", Map(&CHOICE), "the trend").or_none(),
        field(
            "line",
            Text,
            "the points of a small line, 100 wide and 20 high: `0,20 100,0`; none where values do not compare",
        )
        .or_none(),
    ],
};

pub(super) static TREATY_BOND: Type = Type {
    name: "treaty of a State",
    doc: "Where a State stands towards a treaty, as far as it is recorded.",
    fields: &[
        field("treaty", Map(&LINK), "the treaty"),
        field("bond", Text, "whether it is a party, signed, or withdrew"),
        field("acts", List(&Map(&ACT)), "its acts in order"),
    ],
};

pub(super) static EVENT: Type = Type {
    name: "reporting event",
    doc: "A link to a reporting event, with what it is.",
    fields: &[
        field("id", Text, "the record's id"),
        field("kind", Text, "its kind's id"),
        field("title", Text, "its title"),
        field("url", Url, "its page").or_none(),
        field("lang", Text, "the language of the title"),
        field("dir", Text, "its direction"),
        field("note", Text, "a set formula that goes with the name").or_none(),
        field("event", Map(&CHOICE), "what kind of event it is").or_none(),
        field("due", Bool, "whether it is a report that is due"),
        field("before", Map(&LINK), "the mechanism").or_none(),
        field("date", Map(&DATE), "its day").or_none(),
        field("cycle", Text, "the cycle or session").or_none(),
        field("document", Map(&LINK), "the document").or_none(),
    ],
};

/// Every type of this file, in the order of the documentation.
pub(super) static ALL: &[&Type] = &[
    &STANDING,
    &BRIEF,
    &PART_LEAD,
    &RECOMMENDATION,
    &GRADE,
    &COMMENT,
    &LINKED_ACTION,
    &CLUSTER,
    &COUNTED,
    &SHORT_LINK,
    &CLASS,
    &MECHANISM_GROUP,
    &FORM,
    &THEME_GROUP,
    &COVERAGE,
    &COVERAGE_HEAD,
    &COVERAGE_ROW,
    &COVERAGE_CELL,
    &TREATIES,
    &TREATY,
    &TREATY_ROW,
    &ACT,
    &LETTER,
    &SHEET,
    &KEY_INDICATOR,
    &TREATY_BOND,
    &EVENT,
];
