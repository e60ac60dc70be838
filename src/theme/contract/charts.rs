//! What charts give to templates.

use super::shapes::Shape::{Bool, Html, List, Map, Text, Url};
use super::shapes::{Type, field};

pub(super) static CHART: Type = Type {
    name: "chart",
    doc: "A picture of figures, with the same figures as a table.",
    fields: &[
        field("id", Text, "its name in the page: ids within the picture begin with `page-chart-` and this"),
        field("title", Text, "what it shows"),
        field("description", Text, "what the picture says, in words; the picture holds it too"),
        field("picture", Html, "an SVG element"),
        field("table", Map(&CHART_TABLE), "the figures"),
        field("csv", Url, "the figures as a file of comma-separated values").or_none(),
        field("notes", List(&Text), "what must be said of the figures"),
    ],
};

pub(super) static CHART_TABLE: Type = Type {
    name: "table of a chart",
    doc: "The figures of a chart.",
    fields: &[
        field("columns", List(&Map(&CHART_COLUMN)), "the columns"),
        field("rows", List(&List(&Map(&CHART_CELL))), "the rows, with a cell for each column; the first names the row"),
    ],
};

pub(super) static CHART_COLUMN: Type = Type {
    name: "column of a chart's table",
    doc: "A column of figures, or of what they are figures of.",
    fields: &[field("text", Text, "its head"), field("end", Bool, "whether it holds numbers")],
};

pub(super) static CHART_CELL: Type = Type {
    name: "cell of a chart's table",
    doc: "A figure, or what it is a figure of.",
    fields: &[
        field("text", Text, "what to show"),
        field("lang", Text, "its language, where that is not the page's").or_none(),
        field("dir", Text, "the direction of that language").or_none(),
        field("url", Url, "where it leads").or_none(),
        field("end", Bool, "whether it is a number, which stands at the end of its column"),
    ],
};
