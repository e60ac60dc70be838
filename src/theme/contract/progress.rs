//! What plans, areas and records with evidence give to templates: reports by class of assessors, histories, lists of actions.

use super::charts::CHART;
use super::shapes::Shape::{Bool, Html, List, Map, Number, Text, Url};
use super::shapes::{Type, field};
use super::values::{CITE, DATE, LINK, MONEY, NUMBER, PERIOD};

pub(super) static PROGRESS: Type = Type {
    name: "progress of a plan",
    doc: "How a plan or an area stands. Each number of its sentences leads to the list that it counts.",
    fields: &[
        field("total", Number, "how many actions are counted: all but statements"),
        field("reported", List(&List(&Map(&PIECE))), "sentences: what the responsible bodies report"),
        field(
            "assessed",
            List(&List(&Map(&PIECE))),
            "sentences: what others assess; after the first one for each class",
        ),
        field(
            "silent",
            List(&List(&Map(&PIECE))),
            "sentences: where the sources are silent, which says nothing of what was done",
        ),
        field("statements", List(&List(&Map(&PIECE))), "a sentence: how many statements are not counted"),
        field("attention", List(&Map(&FINDING)), "what needs attention; empty for priorities without owner or date"),
        field("mean", Map(&MEAN), "progress by milestones, where any has them").or_none(),
        field("budgets", List(&Map(&BUDGET)), "the money, by the stage that it has reached"),
        field("groups", List(&Map(&PLAN_GROUP)), "the areas with their actions, and the actions in no area"),
        field("changes", List(&Map(&CHANGE)), "the ten newest changes"),
        field("changes_url", Url, "the page with all of them").or_none(),
        field("pages", List(&Map(&SIDE_PAGE)), "the pages of the plan or area"),
        field("status_rule", Map(&RULE_LINK), "the rule by which a status holds"),
    ],
};

pub(super) static PIECE: Type = Type {
    name: "piece of a sentence",
    doc: "Text, or a number that leads to what it counts.",
    fields: &[field("text", Text, "the text"), field("url", Url, "where it leads").or_none()],
};

pub(super) static FINDING: Type = Type {
    name: "finding",
    doc: "Actions that need attention for one reason.",
    fields: &[
        field("id", Text, "`past-due`, `due-soon`, `without-lead`, `unevidenced` or `stale`"),
        field("label", Text, "the reason"),
        field("about", Text, "what it means, in a sentence"),
        field("count", Number, "how many actions; not of a record's own").sometimes(),
        field("url", Url, "their list; not of a record's own").sometimes(),
        field("rule", Map(&RULE_LINK), "the rule that it follows from"),
    ],
};

pub(super) static MEAN: Type = Type {
    name: "mean of progress",
    doc: "The mean of the actions that have milestones, by their weights.",
    fields: &[
        field("progress", Map(&NUMBER), "the mean"),
        field("text", List(&List(&Map(&PIECE))), "sentences: what it is made of, and how many are left out"),
        field("pace", Map(&PACE), "expected against actual, of the actions that have both").or_none(),
        field("rule", Map(&RULE_LINK), "the rule that it follows from"),
    ],
};

pub(super) static PACE: Type = Type {
    name: "pace",
    doc: "Expected against actual progress of the same actions.",
    fields: &[
        field("expected", Map(&NUMBER), "the mean of the shares of their periods that are over"),
        field("actual", Map(&NUMBER), "the mean of their progress"),
        field("text", List(&List(&Map(&PIECE))), "a sentence: of how many actions"),
    ],
};

pub(super) static BUDGET: Type = Type {
    name: "budget",
    doc: "Money that has reached one stage.",
    fields: &[
        field("id", Text, "`planned`, `committed` or `spent`"),
        field("label", Text, "the stage"),
        field("totals", List(&Map(&MONEY)), "a sum for each currency"),
        field("unknown", Number, "how many amounts the sources do not state"),
    ],
};

pub(super) static PLAN_GROUP: Type = Type {
    name: "group of a plan",
    doc: "An area with its actions, or the actions that stand in no area.",
    fields: &[
        field("area", Map(&LINK), "the area").or_none(),
        field("total", Number, "how many actions are counted"),
        field("counts", List(&Map(&COUNT)), "the same by what the responsible bodies report"),
        field("leads", List(&Map(&LINK)), "the bodies that lead one of the actions"),
        field("due", Text, "the due dates from the first to the last").or_none(),
        field("progress", Map(&NUMBER), "the mean of the actions that have milestones").or_none(),
        field("latest", Map(&CHANGE), "the newest change").or_none(),
        field("count", Number, "how many actions there are, statements among them"),
        field("actions", List(&Map(&PLAN_ACTION)), "all of them in order; empty where the area's own page has them"),
    ],
};

pub(super) static COUNT: Type = Type {
    name: "count",
    doc: "A part of a bar.",
    fields: &[
        field(
            "id",
            Text,
            "the status, `parts` for reports of parts only, `unstated` for those without a status, `none` where no report is recorded",
        ),
        field("label", Text, "the same in words"),
        field("count", Number, "how many actions"),
        field("from", Number, "how many stand in the parts before it"),
    ],
};

pub(super) static PLAN_ACTION: Type = Type {
    name: "action in a row",
    doc: "A link to an action, with what can be told in a row.",
    fields: &[
        field("id", Text, "the record's id"),
        field("kind", Text, "its kind's id"),
        field("title", Text, "its title"),
        field("url", Url, "its page").or_none(),
        field("lang", Text, "the language of the title"),
        field("dir", Text, "its direction"),
        field("note", Text, "a set formula that goes with the name").or_none(),
        field("number", Text, "the number that the plan gives it").or_none(),
        field("lead", Map(&LINK), "who leads it").or_none(),
        field("due", Map(&DATE), "when it is due").or_none(),
        field("past_due", Bool, "whether that is over, and it is not reported as completed"),
        field("due_soon", Bool, "whether that is soon, and it is not reported as completed"),
        field("statement", Bool, "whether it is a statement, which is not counted"),
        field("statuses", List(&Map(&REPORTED)), "what each class of assessors reports of it as a whole"),
        field("unreported", Text, "where nobody reports a status of it as a whole: what is said instead").or_none(),
        field("progress", Map(&NUMBER), "the share of its milestones that are done").or_none(),
    ],
};

pub(super) static NUMBERED: Type = Type {
    name: "action in a list",
    doc: "A link to an action.",
    fields: &[
        field("id", Text, "the record's id"),
        field("kind", Text, "its kind's id"),
        field("title", Text, "its title"),
        field("url", Url, "its page").or_none(),
        field("lang", Text, "the language of the title"),
        field("dir", Text, "its direction"),
        field("note", Text, "a set formula that goes with the name").or_none(),
        field("number", Text, "the number that the plan gives it").or_none(),
        field("notes", List(&Text), "what the list tells of it").sometimes(),
    ],
};

pub(super) static REPORTED: Type = Type {
    name: "report",
    doc: "The status that a class of assessors last reported.",
    fields: &[
        field("assessor", Map(&WORD), "the class"),
        field("status", Map(&WORD), "the status"),
        field("part", Text, "the part that it is about").or_none(),
        field("published", Map(&DATE), "when it was published"),
        field("happened", Map(&PERIOD), "when that happened which it tells").or_none(),
        field("stale_since", Map(&DATE), "since when it is older than the set age").or_none(),
        field("url", Url, "its entry in the record's history").sometimes(),
    ],
};

pub(super) static WORD: Type = Type {
    name: "term",
    doc: "A status or a class of assessors.",
    fields: &[field("id", Text, "its id"), field("label", Text, "what it is called")],
};

pub(super) static RULE_LINK: Type = Type {
    name: "link to a rule",
    doc: "The rule that something follows from.",
    fields: &[field("id", Text, "its name and version: `plan-progress/1`"), field("url", Url, "where it is explained")],
};

pub(super) static CHANGE: Type = Type {
    name: "change",
    doc: "An entry about an action, or a milestone of it that was done. Of an entry that is withheld, the date stands there and nothing else.",
    fields: &[
        field("id", Text, "its anchor on the page with all changes"),
        field("date", Map(&DATE), "when it was published, done or withheld"),
        field("action", Map(&NUMBERED), "the action"),
        field("url", Url, "its place on the action's page").or_none(),
        field("withheld", Bool, "whether it is withheld"),
        field("assessor", Map(&WORD), "who reports").or_none(),
        field("part", Text, "the part that it is about").or_none(),
        field("status", Map(&WORD), "the status reported").or_none(),
        field("before", Map(&WORD), "the status that this changed").or_none(),
        field("changed", Bool, "whether the status is another one than before"),
        field("milestone", Text, "the milestone that was done").or_none(),
        field("text", Text, "the beginning of what the source says").or_none(),
        field("text_lang", Text, "its language").or_none(),
        field("text_dir", Text, "its direction").or_none(),
    ],
};

pub(super) static SIDE: Type = Type {
    name: "side of a plan",
    doc: "One side of a plan or an area, with the lists of its actions or with what changed.",
    fields: &[
        field("of", Map(&LINK), "the plan or area"),
        field("title", Text, "the side"),
        field("about", Text, "what it shows, in a sentence"),
        field("pages", List(&Map(&SIDE_PAGE)), "the pages of the plan or area"),
        field("charts", List(&Map(&CHART)), "charts"),
        field("groups", List(&Map(&SIDE_GROUP)), "lists of actions; empty where it shows changes"),
        field("years", List(&Map(&YEAR)), "what changed; empty where it shows lists"),
    ],
};

pub(super) static SIDE_PAGE: Type = Type {
    name: "page of a plan",
    doc: "A page of a plan or an area.",
    fields: &[
        field("title", Text, "what it shows"),
        field("url", Url, "the page"),
        field("current", Bool, "whether it is the one at hand"),
    ],
};

pub(super) static SIDE_GROUP: Type = Type {
    name: "group of lists",
    doc: "Lists of actions that belong together.",
    fields: &[
        field("id", Text, "its anchor").or_none(),
        field("title", Text, "its heading").or_none(),
        field("of", Map(&LINK), "the record that is its heading").or_none(),
        field("sections", List(&Map(&SIDE_SECTION)), "the lists"),
    ],
};

pub(super) static SIDE_SECTION: Type = Type {
    name: "list of actions",
    doc: "Actions that have something in common.",
    fields: &[
        field("id", Text, "its anchor"),
        field("title", Text, "its heading; none under the heading of its group").or_none(),
        field("about", Text, "what it means").or_none(),
        field("rule", Map(&RULE_LINK), "the rule that it follows from").or_none(),
        field("count", Number, "how many there are"),
        field("lines", List(&Map(&NUMBERED)), "the actions"),
    ],
};

pub(super) static YEAR: Type = Type {
    name: "year of changes",
    doc: "What became known in a year.",
    fields: &[field("year", Text, "the year"), field("changes", List(&Map(&CHANGE)), "the changes, the newest first")],
};

pub(super) static STANDING: Type = Type {
    name: "standing",
    doc: "Where a record stands, by each class of assessors. A class that is not there did not assess.",
    fields: &[
        field("reports", List(&Map(&REPORTED)), "what each class last reported of the whole"),
        field("parts", List(&Map(&PART)), "the same of its parts"),
        field("findings", List(&Map(&FINDING)), "what needs attention; of actions only"),
        field("rule", Map(&RULE_LINK), "the rule by which a status holds"),
    ],
};

pub(super) static PART: Type = Type {
    name: "part of a record",
    doc: "A part of a record that entries are about.",
    fields: &[
        field("part", Text, "its letter"),
        field("reports", List(&Map(&REPORTED)), "what each class last reported of it"),
    ],
};

pub(super) static EVENT: Type = Type {
    name: "entry of a history",
    doc: "What a source says of a record. Of an entry that is withheld, the date stands there and nothing else.",
    fields: &[
        field("id", Text, "its anchor"),
        field("withheld", Bool, "whether it is withheld"),
        field("published", Map(&DATE), "when the source was published; since when it is withheld"),
        field("happened", Map(&PERIOD), "when that happened which it tells").or_none(),
        field("assessor", Map(&WORD), "the class of who reports").or_none(),
        field("by", Map(&LINK), "who reports").or_none(),
        field("part", Text, "the part that it is about").or_none(),
        field("status", Map(&WORD), "the status reported").or_none(),
        field("before", Map(&WORD), "the status that this changed").or_none(),
        field("changed", Bool, "whether the status is another one than before"),
        field("text", Html, "what the source says").or_none(),
        field("sources", List(&Map(&CITE)), "its cites"),
    ],
};

pub(super) static STEPS: Type = Type {
    name: "steps",
    doc: "The milestones of an action.",
    fields: &[
        field("items", List(&Map(&STEP)), "the milestones"),
        field("done", Number, "how many are done"),
        field("progress", Map(&NUMBER), "the share that is done, by their weights").or_none(),
        field("expected", Map(&NUMBER), "the share of the action's period that is over").or_none(),
        field("rule", Map(&RULE_LINK), "the rule that this follows from"),
    ],
};

pub(super) static STEP: Type = Type {
    name: "milestone",
    doc: "A step of an action.",
    fields: &[
        field("id", Text, "its anchor"),
        field("name", Text, "what it is").or_none(),
        field("due", Map(&DATE), "when it is due").or_none(),
        field("done", Map(&DATE), "when it was done").or_none(),
        field("past_due", Bool, "whether its due date is over and it is not done"),
        field("weight", Map(&NUMBER), "how much it weighs, where the milestones weigh differently").or_none(),
        field("sources", List(&Map(&CITE)), "its cites"),
    ],
};
