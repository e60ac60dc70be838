//! The contract itself. Whoever changes what pages give to templates changes it here too; the views are held to it.

use super::Page;
use super::charts::{CHART, CHART_CELL, CHART_COLUMN, CHART_TABLE};
use super::data::{DATA, DATA_FIELD, DATA_KIND, DATA_MODEL, DATA_ROWS, DATA_TABLE, DATA_TARGET, LIST_DATA};
use super::lists::{FACET, FACET_VALUE, FILTER, LIST, LIST_COLUMN, LIVE, MAP, MAP_PLACE, MAP_STEP, PAGER, PAGER_PAGE};
use super::progress::{
    BUDGET, CHANGE, COUNT, EVENT, FINDING, MEAN, NUMBERED, PACE, PART, PIECE, PLAN_ACTION, PLAN_GROUP, PROGRESS,
    REPORTED, RULE_LINK, SIDE, SIDE_GROUP, SIDE_PAGE, SIDE_SECTION, STANDING, STEP, STEPS, WORD, YEAR,
};
use super::recommendations::{COVERAGE, FORM, TREATIES};
use super::records::{
    BACKLINKS, CARD, CHILDREN, CITATIONS, ENTRY, HEADING, NEWEST, RECORD, RELATED, ROLE, TEASER, WITHHELD,
};
use super::shapes::Shape::{Bool, Html, Keyed, List, Map, Number, Text, Url, Words};
use super::shapes::{Field, Type, field};
use super::values::{
    CELL, CHOICE, CITE, COLUMN, DATE, FILE, IMAGE, LINK, MONEY, NUMBER, OUTSIDE, PERIOD, ROW, SYMBOL, TABLE,
};
use super::ways::{AZ, ELSEWHERE, ELSEWHERE_LIST, INDEX_ENTRY, LETTER, LETTER_GROUP, NEIGHBOURS};

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

/// The variables of embeds with a chart.
pub(super) static CHART_EMBED: &[Field] = &[field("chart", Map(&CHART), "the chart")];

/// The variables of embeds that tell how far a plan or an area has come.
pub(super) static PROGRESS_EMBED: &[Field] = &[
    field("sentences", List(&List(&Map(&PIECE))), "what the responsible bodies report, and how much others assess"),
    field("chart", Map(&CHART), "the reports as one bar"),
];

/// The variables of embeds with a map.
pub(super) static MAP_EMBED: &[Field] = &[
    field("id", Text, "tells it from the other charts and maps of the page"),
    field("title", Text, "what stands above it").or_none(),
    field("map", Map(&MAP), "the records by the countries that they name"),
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
    Page { templates: &["search.html"], doc: "Where results of a search are shown, by a script.", variables: &[] },
    Page {
        templates: &["a-z.html"],
        doc: "Every record by its title.",
        variables: &[field("index", Map(&AZ), "the index, or a part of it")],
    },
    Page {
        templates: &["methodology.html"],
        doc: "The rules by which the portal works something out.",
        variables: &[field("methodology", Map(&METHODOLOGY), "the rules in force")],
    },
    Page {
        templates: &["recommendations-form.html"],
        doc: "The recommendations to a country, as OHCHR's thematic lists have them.",
        variables: &[field("form", Map(&FORM), "the form")],
    },
    Page {
        templates: &["coverage.html"],
        doc: "How the records of a kind spread over two of its fields.",
        variables: &[field("coverage", Map(&COVERAGE), "the table")],
    },
    Page {
        templates: &["treaties.html"],
        doc: "What States did with treaties.",
        variables: &[field("treaties", Map(&TREATIES), "the table")],
    },
    Page {
        templates: &["data.html"],
        doc: "All data to take away.",
        variables: &[field("data", Map(&DATA), "the data")],
    },
    Page {
        templates: &["data-kind.html"],
        doc: "What the records of a kind can say, and its files.",
        variables: &[field("model", Map(&DATA_MODEL), "the kind")],
    },
    Page {
        templates: &[
            "plan-attention.html",
            "plan-status.html",
            "plan-bodies.html",
            "plan-timeline.html",
            "plan-changes.html",
        ],
        doc: "One side of a plan or an area: what needs attention, its actions by status, by responsible body or by due date, or what changed.",
        variables: &[field("side", Map(&SIDE), "the side")],
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
    &FRAME,
    &PAGE,
    &PREVIEW,
    &NEIGHBOURS,
    &AZ,
    &LETTER,
    &LETTER_GROUP,
    &INDEX_ENTRY,
    &ELSEWHERE,
    &ELSEWHERE_LIST,
    &FEED,
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
    &LIVE,
    &MAP,
    &MAP_STEP,
    &MAP_PLACE,
    &CHART,
    &CHART_TABLE,
    &CHART_COLUMN,
    &CHART_CELL,
    &LINK,
    &TEASER,
    &CARD,
    &RECORD,
    &NEWEST,
    &CITATIONS,
    &WITHHELD,
    &METHODOLOGY,
    &RULE,
    &VOCABULARY,
    &VOCABULARY_KIND,
    &PROGRESS,
    &PIECE,
    &FINDING,
    &MEAN,
    &PACE,
    &BUDGET,
    &PLAN_GROUP,
    &COUNT,
    &PLAN_ACTION,
    &NUMBERED,
    &REPORTED,
    &WORD,
    &RULE_LINK,
    &CHANGE,
    &SIDE,
    &SIDE_PAGE,
    &SIDE_GROUP,
    &SIDE_SECTION,
    &YEAR,
    &STANDING,
    &PART,
    &EVENT,
    &STEPS,
    &STEP,
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
    &LIST_DATA,
    &DATA,
    &DATA_KIND,
    &DATA_TABLE,
    &DATA_MODEL,
    &DATA_ROWS,
    &DATA_FIELD,
    &DATA_TARGET,
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
        field("index_az", Url, "the index of all records from A to Z"),
        field("search", Url, "the page on which results of a search are shown, where the portal has search").or_none(),
        field("search_index", Url, "the script that names the files of the search index").or_none(),
        field(
            "root",
            Url,
            "the first page of the portal in its default language, from which addresses in the index lead",
        ),
        field("base_url", Text, "where the site stands, where that is known").or_none(),
        field("generator", Text, "`casebook 0.1.0`"),
        field("frame", Map(&FRAME), "the colours of a browser's frame, as theme.toml has them").or_none(),
        field("css", Url, "the style sheet"),
        field("extra_css", Url, "a second one, `extra.css`, which changes the first: for child themes").or_none(),
        field("script", Url, "the script").or_none(),
        field("menu", List(&Map(&MENU_LINK)), "the main sections; that of the page at hand has its `page.kind_id`"),
        field("footer", List(&Map(&CRUMB)), "articles for the foot of the page"),
        field("as_of", Map(&DATE), "the day of which everything is told, where the portal fixes one").or_none(),
        field("methodology", Url, "the page on the rules by which the portal works something out"),
        field("data", Url, "the page on data to take away").or_none(),
        field("notice", List(&Text), "the disclaimers"),
    ],
};

static METHODOLOGY: Type = Type {
    name: "methodology",
    doc: "The rules by which the portal works something out.",
    fields: &[
        field("url", Url, "the page"),
        field("rules", List(&Map(&RULE)), "the rules"),
        field("stale_after", Number, "the age in days past which a status is stale"),
        field("due_soon", Number, "the number of days before its due date during which something is due soon"),
        field("vocabularies", List(&Map(&VOCABULARY)), "the words of assessments, as the kinds declare them"),
    ],
};

static RULE: Type = Type {
    name: "rule",
    doc: "A rule that results follow from.",
    fields: &[
        field("id", Text, "its name and version: `plan-progress/1`"),
        field("anchor", Text, "the anchor that links to it have: `plan-progress-1`"),
        field("title", Text, "what it is about"),
        field("text", Text, "what it says, in English"),
        field("kinds", List(&Map(&VOCABULARY_KIND)), "the kinds of records that it says something of"),
    ],
};

static VOCABULARY: Type = Type {
    name: "vocabulary",
    doc: "The choices of a field by which something is assessed.",
    fields: &[
        field("title", Text, "the field's label"),
        field("help", Text, "what it says").or_none(),
        field("choices", List(&Map(&WORD)), "the choices"),
        field("kinds", List(&Map(&VOCABULARY_KIND)), "the kinds of records that have the field"),
    ],
};

static VOCABULARY_KIND: Type = Type {
    name: "kind in a list",
    doc: "A kind that the portal has records of.",
    fields: &[field("title", Text, "its plural"), field("url", Url, "its list")],
};

static PAGE: Type = Type {
    name: "page",
    doc: "The page itself.",
    fields: &[
        field(
            "kind",
            Text,
            "`home`, `browse`, `index`, `all`, `facet`, `pair`, `record`, `withheld`, `redirect`, `not-found` or the name of its template, as `methodology`",
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
        field("locale", Text, "the language as Open Graph writes it: `en_GB`").or_none(),
        field("neighbours", Map(&NEIGHBOURS), "the records before and after this one").or_none(),
        field("image", Map(&PREVIEW), "the record's picture, for previews of links").or_none(),
        field("feeds", List(&Map(&FEED)), "the Atom feeds that show what is new"),
        field("manifest", Url, "the web manifest; only on a home page that knows its address").or_none(),
        field("linked", Html, "what the page is about in the words of schema.org, as JSON").or_none(),
    ],
};

static PREVIEW: Type = Type {
    name: "picture for previews",
    doc: "A picture by its absolute address.",
    fields: &[
        field("url", Text, "the address"),
        field("alt", Text, "the text alternative").or_none(),
        field("width", Number, "in pixels").or_none(),
        field("height", Number, "in pixels").or_none(),
    ],
};

static FEED: Type = Type {
    name: "feed",
    doc: "An Atom feed.",
    fields: &[field("title", Text, "its name"), field("url", Url, "where it stands")],
};

static FRAME: Type = Type {
    name: "frame",
    doc: "The colours with which browsers surround the pages.",
    fields: &[
        field("light", Text, "by day"),
        field("dark", Text, "by night"),
        field("background", Text, "the paper, before a page is there"),
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

pub(super) static CRUMB: Type = Type {
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
