//! The contract itself. Whoever changes what pages give to templates changes it here too; the views are held to it.

use super::Page;
use super::shapes::Shape::{Bool, Fields, Html, Keyed, List, Map, Number, Text, Url, Words};
use super::shapes::{Field, Type, field};
use super::values::{
    CELL, CHOICE, CITE, COLUMN, DATE, FILE, IMAGE, LINK, MONEY, NUMBER, OUTSIDE, PERIOD, ROW, SYMBOL, TABLE,
};

/// The variables of every template.
pub(super) static COMMON: &[Field] = &[
    field("site", Map(&SITE), "what all pages of a language share"),
    field(
        "words",
        Words,
        "the interface's words in the page's language: the keys of words/LANG.toml, with `_` for `-`",
    ),
    field("assets", Keyed(&Url), "the theme's assets by their names: `assets[\"logo.svg\"]`"),
    field("page", Map(&PAGE), "the page itself; not in embeds"),
];

/// The variables of embeds.
pub(super) static EMBED: &[Field] = &[
    field("cards", List(&Map(&CARD)), "the records"),
    field("title", Text, "what stands above them").or_none(),
    field("more", Url, "the page with all of them").or_none(),
];

/// The variables of what stands below a numbered paragraph of a report.
pub(super) static PARAGRAPH: &[Field] = &[
    field("anchor", Text, "the paragraph's id in the page"),
    field("place", Text, "its name: `para. 54`"),
    field("status", Text, "what the text is: a summary, or the official text").or_none(),
    field("citing", List(&Map(&LINK)), "records that cite the paragraph, four at most"),
    field("count", Number, "how many there are"),
    field("all", Url, "the page with all of them").or_none(),
];

/// The variables of each kind of page.
pub(super) static PAGES: &[Page] = &[
    Page {
        templates: &["home.html"],
        doc: "The first page.",
        variables: &[
            field("kinds", List(&Map(&KIND_LINK)), "the kinds that the portal has, in order"),
            field("lists", Keyed(&Map(&HOME_LIST)), "the lists that the theme declares, by their ids"),
            field("introduction", Html, "the body of the article `home`").or_none(),
            field("doors", List(&Map(&DOOR)), "the ways in that the theme declares, those with records behind them"),
            field("updated", Map(&DATE), "the newest day on which a record was checked against its sources").or_none(),
            field("map", Map(&MAP), "all records by the countries that they name; none with fewer than two").or_none(),
        ],
    },
    Page {
        templates: &["browse.html"],
        doc: "Everything that is here.",
        variables: &[
            field("kinds", List(&Map(&KIND_LINK)), "the kinds that the portal has, in order"),
            field("groups", List(&Map(&KIND_GROUP)), "the same in groups"),
        ],
    },
    Page {
        templates: &["list.html", "KIND-list.html"],
        doc: "A list of records: of all of a kind, or of those with one or two facet values.",
        variables: &[
            field("list", Map(&LIST), "the list"),
            field("map", Map(&MAP), "its records by the countries that they name, where the kind has a map").or_none(),
        ],
    },
    Page {
        templates: &["record.html", "KIND.html"],
        doc: "One record.",
        variables: &[field("record", Map(&RECORD), "the record")],
    },
    Page {
        templates: &["withheld.html"],
        doc: "Stands for a record that was withdrawn for protection.",
        variables: &[field("record", Map(&WITHHELD), "what may be said of the record")],
    },
    Page {
        templates: &["redirect.html"],
        doc: "Stands at a former address.",
        variables: &[field("target", Url, "the page to go to"), field("target_title", Text, "its title")],
    },
    Page {
        templates: &["404.html"],
        doc: "Shown where there is no page, at any depth: no relative links.",
        variables: &[],
    },
];

/// Every type with a name, in the order of the documentation.
pub static TYPES: &[&Type] = &[
    &SITE,
    &PAGE,
    &LANGUAGE,
    &CRUMB,
    &SOURCE_LANG,
    &MENU_LINK,
    &KIND_LINK,
    &KIND_GROUP,
    &HOME_LIST,
    &DOOR,
    &LIST,
    &LIST_COLUMN,
    &PAGER,
    &PAGER_PAGE,
    &FACET,
    &FACET_VALUE,
    &FILTER,
    &MAP,
    &MAP_STEP,
    &MAP_PLACE,
    &LINK,
    &CARD,
    &RECORD,
    &CITATIONS,
    &WITHHELD,
    &CELL,
    &COLUMN,
    &HEADING,
    &CHILDREN,
    &ENTRY,
    &RELATED,
    &BACKLINKS,
    &ROLE,
    &NUMBER,
    &MONEY,
    &DATE,
    &PERIOD,
    &OUTSIDE,
    &SYMBOL,
    &CITE,
    &CHOICE,
    &TABLE,
    &ROW,
    &FILE,
    &IMAGE,
];

static SITE: Type = Type {
    name: "site",
    doc: "What all pages of a language share.",
    fields: &[
        field("title", Text, "the portal's name"),
        field("description", Text, "the portal in a sentence").or_none(),
        field("lang", Text, "the language's code"),
        field("dir", Text, "`ltr` or `rtl`"),
        field("home", Url, "the home page"),
        field("browse", Url, "the page with everything"),
        field("base_url", Text, "where the site stands, where that is known").or_none(),
        field("generator", Text, "`casebook 0.1.0`"),
        field("css", Url, "the style sheet"),
        field("extra_css", Url, "a second one, `extra.css`, which changes the first: for child themes").or_none(),
        field("script", Url, "the script").or_none(),
        field("menu", List(&Map(&MENU_LINK)), "the main sections; that of the page at hand has its `page.kind_id`"),
        field("footer", List(&Map(&LINK)), "articles for the foot of the page"),
        field("notice", List(&Text), "the disclaimers"),
    ],
};

static PAGE: Type = Type {
    name: "page",
    doc: "The page itself.",
    fields: &[
        field(
            "kind",
            Text,
            "`home`, `browse`, `index`, `all`, `facet`, `pair`, `record`, `withheld`, `redirect` or `not-found`",
        ),
        field("kind_id", Text, "the id of the kind that the page is about").or_none(),
        field("title", Text, "for the head of the document"),
        field("heading", Text, "for the page's own heading"),
        field("description", Text, "for search engines and previews").or_none(),
        field("url", Url, "the page itself"),
        field("canonical", Text, "its absolute address, where the site has one").or_none(),
        field("lang", Text, "the language of the interface"),
        field("dir", Text, "`ltr` or `rtl`"),
        field("source_lang", Map(&SOURCE_LANG), "the language of the content, where it is not translated").or_none(),
        field("draft", Bool, "whether the record is a draft, which only shows while editing"),
        field("languages", List(&Map(&LANGUAGE)), "the page in each language; empty where the portal has one"),
        field("breadcrumbs", List(&Map(&CRUMB)), "the way to the page, home first, without the page itself"),
    ],
};

static SOURCE_LANG: Type = Type {
    name: "language of the source",
    doc: "The language that untranslated content is in.",
    fields: &[
        field("lang", Text, "its code"),
        field("dir", Text, "`ltr` or `rtl`"),
        field("name", Text, "its name in the page's language"),
    ],
};

static LANGUAGE: Type = Type {
    name: "language",
    doc: "The page in another language.",
    fields: &[
        field("lang", Text, "its code"),
        field("dir", Text, "`ltr` or `rtl`"),
        field("name", Text, "its name in its own script"),
        field("url", Url, "the page in it"),
        field("canonical", Text, "its absolute address, where the site has one").or_none(),
        field("current", Bool, "whether it is the page's own"),
    ],
};

static CRUMB: Type = Type {
    name: "breadcrumb",
    doc: "A page on the way.",
    fields: &[field("title", Text, "the page's title"), field("url", Url, "the page").or_none()],
};

static MENU_LINK: Type = Type {
    name: "menu entry",
    doc: "A kind of records, as a door to them on every page.",
    fields: &[
        field("id", Text, "the kind's id"),
        field("kind", Text, "the same"),
        field("title", Text, "its plural"),
        field("url", Url, "its list"),
    ],
};

static KIND_LINK: Type = Type {
    name: "kind",
    doc: "A kind of records, as a door to them.",
    fields: &[
        field("id", Text, "the kind's id"),
        field("kind", Text, "the same"),
        field("title", Text, "its plural"),
        field("help", Text, "what it is, in a sentence").or_none(),
        field("url", Url, "its list"),
        field("count", Number, "how many records there are"),
    ],
};

static KIND_GROUP: Type = Type {
    name: "group of kinds",
    doc: "Kinds that belong together.",
    fields: &[field("title", Text, "what they have in common"), field("kinds", List(&Map(&KIND_LINK)), "the kinds")],
};

static HOME_LIST: Type = Type {
    name: "list of the home page",
    doc: "A list that the theme declares.",
    fields: &[
        field("title", Text, "what stands above it"),
        field("url", Url, "the kind's list").or_none(),
        field("cards", List(&Map(&CARD)), "the records"),
    ],
};

static DOOR: Type = Type {
    name: "door",
    doc: "A way in, named as a task of the reader.",
    fields: &[
        field("id", Text, "its name in theme.toml"),
        field("title", Text, "what the reader wants"),
        field("text", Text, "what is behind it").or_none(),
        field("kinds", List(&Map(&KIND_LINK)), "the kinds behind it, the most important first"),
    ],
};

static LIST: Type = Type {
    name: "list",
    doc: "A list of records, or a part of one.",
    fields: &[
        field("kind", Text, "the kind's id"),
        field("title", Text, "what is listed"),
        field("help", Text, "what the kind is, in a sentence").or_none(),
        field("narrative", Bool, "whether the records are texts, which read better as entries than in a table"),
        field("total", Number, "how many records the whole list has"),
        field("columns", List(&Map(&LIST_COLUMN)), "the kind's columns"),
        field("rows", List(&Map(&CARD)), "the records of this page"),
        field("pager", Map(&PAGER), "the parts of a long list").or_none(),
        field("facets", List(&Map(&FACET)), "ways to narrow the list"),
        field("term", Map(&LINK), "the record that the list is about").or_none(),
        field("filters", List(&Map(&FILTER)), "what narrows this list"),
    ],
};

static LIST_COLUMN: Type = Type {
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

static PAGER: Type = Type {
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

static PAGER_PAGE: Type = Type {
    name: "part of a list",
    doc: "One page of a list.",
    fields: &[
        field("number", Number, "its number"),
        field("url", Url, "its page"),
        field("current", Bool, "whether it is this one"),
    ],
};

static FACET: Type = Type {
    name: "facet",
    doc: "A field whose values narrow a list.",
    fields: &[
        field("id", Text, "the field's id"),
        field("label", Text, "its label"),
        field("values", List(&Map(&FACET_VALUE)), "its values, most used first, fifty at most"),
        field("more", Number, "how many values are not shown"),
    ],
};

static FACET_VALUE: Type = Type {
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

static FILTER: Type = Type {
    name: "filter",
    doc: "What narrows a list.",
    fields: &[field("label", Text, "the field"), field("title", Text, "its value")],
};

static MAP: Type = Type {
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

static MAP_STEP: Type = Type {
    name: "step of a map",
    doc: "Counts that a map shows alike.",
    fields: &[
        field("level", Number, "its place: 0 for none, then from 1 up; squares have the class `l1`, `l2` and so on"),
        field("from", Number, "the smallest count"),
        field("to", Number, "the largest count"),
    ],
};

static MAP_PLACE: Type = Type {
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

static CARD: Type = Type {
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
        field("summary", Text, "what it is about").or_none(),
        field("cells", List(&Map(&CELL)), "the kind's columns, empty ones too"),
        field("draft", Bool, "whether it is a draft"),
        field("cites", List(&Map(&CITE)), "what bears it out; only of figures").sometimes(),
    ],
};

static RECORD: Type = Type {
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
        field("children", List(&Map(&CHILDREN)), "the records whose parent it is"),
        field("related", List(&Map(&RELATED)), "texts of the same kind that share most with it, three at most"),
        field("backlinks", List(&Map(&BACKLINKS)), "the records that refer to it"),
        field("citations", List(&Map(&CITATIONS)), "the places that are cited; only of sources").sometimes(),
        field("expanded", Keyed(&List(&Map(&LINK))), "what the theme asks for beyond the fields, by path").sometimes(),
    ],
};

static CITATIONS: Type = Type {
    name: "cited place",
    doc: "A place of a source, with the records that cite it.",
    fields: &[field("cite", Map(&CITE), "the place"), field("links", List(&Map(&LINK)), "the records")],
};

static WITHHELD: Type = Type {
    name: "withheld record",
    doc: "What may be said of a record that was withdrawn.",
    fields: &[
        field("kind", Text, "its kind's id"),
        field("label", Text, "its kind's label"),
        field("date", Map(&DATE), "when it was withdrawn").or_none(),
    ],
};

static HEADING: Type = Type {
    name: "heading",
    doc: "A heading of a text.",
    fields: &[field("id", Text, "its anchor"), field("title", Text, "what it says"), field("level", Number, "2 or 3")],
};

static CHILDREN: Type = Type {
    name: "group of children",
    doc: "Records of one kind whose parent the record is.",
    fields: &[
        field("kind", Text, "the kind's id"),
        field("title", Text, "its plural"),
        field("entries", List(&Map(&ENTRY)), "the records in order"),
    ],
};

static ENTRY: Type = Type {
    name: "child",
    doc: "A record whose parent the record is.",
    fields: &[
        field("card", Map(&CARD), "the record"),
        field("parts", List(&Map(&LINK)), "the records whose parent it is in turn"),
    ],
};

static RELATED: Type = Type {
    name: "related record",
    doc: "A record that is like the record, with the reason why.",
    fields: &[
        field("card", Map(&CARD), "the record"),
        field("shared", List(&Map(&LINK)), "what both have, the rarest first, three at most"),
    ],
};

static BACKLINKS: Type = Type {
    name: "group of backlinks",
    doc: "Records of one kind that refer to the record.",
    fields: &[
        field("kind", Text, "the kind's id"),
        field("title", Text, "its plural"),
        field("count", Number, "how many there are"),
        field("roles", List(&Map(&ROLE)), "the same by the field that refers to it; one record may be in several"),
    ],
};

static ROLE: Type = Type {
    name: "role",
    doc: "Records of one kind that refer to the record in one field, or in a cite or a text.",
    fields: &[
        field("field", Text, "the field's id; none for cites and texts").or_none(),
        field("label", Text, "the field's label").or_none(),
        field("count", Number, "how many there are"),
        field("url", Url, "the page with all of them").or_none(),
        field("cards", List(&Map(&CARD)), "the records, fifty at most"),
    ],
};
