//! What is recorded about a record, by whom and when, and the status that follows from it on a day, by the rule [`super::rules::STATUS`].
//!
//! An entry counts from the day on which its source was published. Classes of assessors stand side by side: no status is made from those
//! of two classes, and where nothing is recorded, the record is not assessed, which is neither done nor undone.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::{ToSpan, civil};

use crate::model::{Date, Model, Period, RecordId, Row};

use super::rules::Terms;

/// The field that holds the entries, in every kind that has any.
pub const FIELD: &str = "evidence";

/// A class of assessors. The editor of a portal records and never assesses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Assessor {
    /// The State or organisation that is responsible.
    ResponsibleBody,
    /// A mechanism of the United Nations.
    UnMechanism,
    /// A regional mechanism.
    RegionalMechanism,
    /// A national human rights institution.
    Nhri,
    /// Civil society.
    CivilSociety,
    /// An organisation of rights-holders.
    RightsHolders,
    /// An independent evaluation.
    IndependentEvaluation,
}

/// A status that an assessor reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Nothing has begun.
    NotStarted,
    /// It has begun.
    UnderWay,
    /// A part is done.
    PartiallyImplemented,
    /// It is done.
    Implemented,
    /// The measure was given up.
    Discontinued,
    /// What it was to answer is no more.
    NoLongerApplicable,
}

impl Assessor {
    /// All classes, in the order in which they are shown.
    pub const ALL: &[Assessor] = &[
        Assessor::ResponsibleBody,
        Assessor::UnMechanism,
        Assessor::RegionalMechanism,
        Assessor::Nhri,
        Assessor::CivilSociety,
        Assessor::RightsHolders,
        Assessor::IndependentEvaluation,
    ];

    /// The id of the choice in data files.
    pub fn id(self) -> &'static str {
        match self {
            Assessor::ResponsibleBody => "responsible-body",
            Assessor::UnMechanism => "un-mechanism",
            Assessor::RegionalMechanism => "regional-mechanism",
            Assessor::Nhri => "nhri",
            Assessor::CivilSociety => "civil-society",
            Assessor::RightsHolders => "rights-holders",
            Assessor::IndependentEvaluation => "independent-evaluation",
        }
    }

    /// The class with an id.
    pub fn from_id(id: &str) -> Option<Assessor> {
        Assessor::ALL.iter().copied().find(|assessor| assessor.id() == id)
    }
}

impl Status {
    /// All statuses, in the order in which they are shown.
    pub const ALL: &[Status] = &[
        Status::NotStarted,
        Status::UnderWay,
        Status::PartiallyImplemented,
        Status::Implemented,
        Status::Discontinued,
        Status::NoLongerApplicable,
    ];

    /// The id of the choice in data files.
    pub fn id(self) -> &'static str {
        match self {
            Status::NotStarted => "not-started",
            Status::UnderWay => "under-way",
            Status::PartiallyImplemented => "partially-implemented",
            Status::Implemented => "implemented",
            Status::Discontinued => "discontinued",
            Status::NoLongerApplicable => "no-longer-applicable",
        }
    }

    /// The status with an id.
    pub fn from_id(id: &str) -> Option<Status> {
        Status::ALL.iter().copied().find(|status| status.id() == id)
    }
}

/// An entry: what a source says about a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The place of its row in the record's field.
    pub place: usize,
    /// The id that the author gave it; empty where there is none.
    pub id: Arc<str>,
    /// When the source was published; for a withheld entry, since when it is withheld.
    pub published: Date,
    /// When it happened.
    pub happened: Option<Period>,
    /// Who reports; nobody is named where the entry is withheld.
    pub assessor: Option<Assessor>,
    /// The status reported, if one is.
    pub status: Option<Status>,
    /// The part of the record that it is about; without one, it is about all of it.
    pub part: Option<Arc<str>>,
    /// Whether it cites a source.
    pub cited: bool,
    /// Whether it is withheld for protection: then nothing else is known of it, and it has no status.
    pub withheld: bool,
}

impl Entry {
    /// Whether the entry is known on a day.
    pub fn known(&self, as_of: civil::Date) -> bool {
        self.published.last_day() <= as_of
    }

    /// What entries are ordered by: the same whatever the order in which they are written.
    fn order(&self) -> impl Ord + '_ {
        let happened = self.happened.map(|period| (period.last_day().is_none(), period.last_day(), period));
        (self.published.last_day(), happened, &self.id, self.status, self.assessor, &self.part, self.published)
    }
}

/// The status that a class of assessors last reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reported {
    /// The status.
    pub status: Status,
    /// When it was published.
    pub published: Date,
    /// When that happened which it tells.
    pub happened: Option<Period>,
    /// The place of the entry's row in the record's field.
    pub place: usize,
    /// The first day on which it was older than the set age, if that day has come.
    pub stale_since: Option<civil::Date>,
}

/// For each class of assessors that reported one, its status; a class that is not there did not assess.
pub type Statuses = BTreeMap<Assessor, Reported>;

/// An entry in a history, with what it changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The entry.
    pub entry: Entry,
    /// The status that the same class reported before, of the same part.
    pub before: Option<Status>,
    /// Whether the entry changed that status.
    pub changed: bool,
}

/// The entries of a record, in the order in which they are written.
pub fn entries(model: &Model, id: RecordId) -> Vec<Entry> {
    model.rows(id, FIELD).filter_map(|row| entry(&row)).collect()
}

/// The entry in a row; nothing where a field that it must have could not be read, which was reported.
fn entry(row: &Row) -> Option<Entry> {
    let withheld = row.date("withheld");
    Some(Entry {
        place: row.place,
        id: row.text("id").cloned().unwrap_or_default(),
        published: withheld.or_else(|| row.date("published"))?,
        happened: row.period("happened"),
        assessor: row.choice("assessor").and_then(|id| Assessor::from_id(id)),
        status: row.choice("status").and_then(|id| Status::from_id(id)).filter(|_| withheld.is_none()),
        part: row.text("part").cloned(),
        cited: !row.items("sources").is_empty(),
        withheld: withheld.is_some(),
    })
}

/// The status that each class of assessors last reported of the record as a whole (`part` is nothing) or of one part.
pub fn statuses(entries: &[Entry], part: Option<&str>, as_of: civil::Date, terms: &Terms) -> Statuses {
    let mut latest: BTreeMap<Assessor, &Entry> = BTreeMap::new();
    let of_part = |entry: &&Entry| entry.part.as_deref() == part && entry.status.is_some();
    for entry in entries.iter().filter(|entry| entry.known(as_of)).filter(of_part) {
        let Some(assessor) = entry.assessor else { continue };
        let known = latest.entry(assessor).or_insert(entry);
        if entry.order() > known.order() {
            *known = entry;
        }
    }
    latest.into_iter().filter_map(|(assessor, entry)| Some((assessor, reported(entry, as_of, terms)?))).collect()
}

fn reported(entry: &Entry, as_of: civil::Date, terms: &Terms) -> Option<Reported> {
    let past = i64::from(terms.stale_after) + 1;
    let stale = entry.published.last_day().checked_add(past.days()).ok().filter(|day| *day <= as_of);
    let (published, happened, place) = (entry.published, entry.happened, entry.place);
    Some(Reported { status: entry.status?, published, happened, place, stale_since: stale })
}

/// The parts of a record that entries known on a day are about, in order.
pub fn parts(entries: &[Entry], as_of: civil::Date) -> Vec<Arc<str>> {
    let mut parts: Vec<Arc<str>> =
        entries.iter().filter(|entry| entry.known(as_of)).filter_map(|entry| entry.part.clone()).collect();
    parts.sort();
    parts.dedup();
    parts
}

/// All entries that are known on a day, the earliest first, each with what it changed. None is left out: of one that is withheld, the
/// day stands there.
pub fn history(entries: &[Entry], as_of: civil::Date) -> Vec<Event> {
    let mut known: Vec<&Entry> = entries.iter().filter(|entry| entry.known(as_of)).collect();
    known.sort_by(|a, b| a.order().cmp(&b.order()));
    let mut statuses: BTreeMap<(Option<Assessor>, Option<&str>), Status> = BTreeMap::new();
    let mut events = Vec::with_capacity(known.len());
    for entry in known {
        let who = (entry.assessor, entry.part.as_deref());
        let before = statuses.get(&who).copied();
        let changed = entry.status.is_some() && entry.status != before;
        if let Some(status) = entry.status {
            statuses.insert(who, status);
        }
        events.push(Event { entry: entry.clone(), before, changed });
    }
    events
}

/// The part of a history that became known after the day `since`, until `as_of`.
pub fn changes(entries: &[Entry], since: civil::Date, as_of: civil::Date) -> Vec<Event> {
    let mut events = history(entries, as_of);
    events.retain(|event| event.entry.published.last_day() > since);
    events
}

#[cfg(test)]
pub(crate) mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    /// An entry in one line: the day of its publication, the assessor, the status (`-` for none), and what follows `/` is the part.
    pub(crate) fn line(text: &str) -> Entry {
        let words: Vec<&str> = text.split(' ').collect();
        let (assessor, part) = words[1].split_once('/').map_or((words[1], None), |(a, p)| (a, Some(p.into())));
        Entry {
            place: 0,
            id: words.get(4).copied().unwrap_or_default().into(),
            published: Date::parse(words[0]).unwrap(),
            happened: words.get(3).map(|period| Period::parse(period).unwrap()),
            assessor: Assessor::from_id(assessor),
            status: Status::from_id(words[2]),
            part,
            cited: true,
            withheld: false,
        }
    }

    fn shown(statuses: &Statuses) -> String {
        let show = |(assessor, found): (&Assessor, &Reported)| {
            let stale = found.stale_since.map_or(String::new(), |day| format!(" stale since {day}"));
            format!("{}: {}{stale}", assessor.id(), found.status.id())
        };
        statuses.iter().map(show).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn a_status_is_the_latest_of_its_class() {
        let entries: Vec<Entry> = [
            "2012 responsible-body implemented",
            "2010-05 responsible-body under-way",
            "2011-03-01 civil-society not-started",
            "2011-06-01 nhri -",
            "2011-07-01 responsible-body/a implemented",
        ]
        .map(line)
        .into();
        for (day, expected) in [
            // A month counts from its last day, a year too.
            (date(2010, 5, 30), ""),
            (date(2010, 5, 31), "responsible-body: under-way"),
            (date(2011, 6, 2), "responsible-body: under-way stale since 2011-06-01, civil-society: not-started"),
            (
                date(2012, 12, 30),
                "responsible-body: under-way stale since 2011-06-01, civil-society: not-started stale since 2012-03-01",
            ),
            (date(2012, 12, 31), "responsible-body: implemented, civil-society: not-started stale since 2012-03-01"),
        ] {
            assert_eq!(shown(&statuses(&entries, None, day, &Terms::default())), expected, "{day}");
        }
        let part = statuses(&entries, Some("a"), date(2011, 12, 31), &Terms::default());
        assert_eq!(shown(&part), "responsible-body: implemented");
        assert_eq!(parts(&entries, date(2011, 12, 31)), ["a".into()]);
        assert!(parts(&entries, date(2011, 6, 30)).is_empty());
    }

    #[test]
    fn of_two_on_one_day_the_later_event_counts_then_the_id() {
        for (entries, expected) in [
            (["2012 nhri under-way 2011", "2012 nhri implemented 2010"], "nhri: under-way"),
            (["2012 nhri under-way 2011", "2012 nhri implemented 2010/.."], "nhri: implemented"),
            (["2012 nhri under-way 2011 a", "2012 nhri implemented 2011 b"], "nhri: implemented"),
            (["2012 nhri under-way 2011 b", "2012 nhri implemented 2011 a"], "nhri: under-way"),
        ] {
            let mut entries = entries.map(line);
            for _ in 0..2 {
                assert_eq!(shown(&statuses(&entries, None, date(2012, 12, 31), &Terms::default())), expected);
                entries.reverse();
            }
        }
    }

    #[test]
    fn a_history_has_every_entry_and_every_change() {
        let mut entries: Vec<Entry> = [
            "2012 responsible-body implemented",
            "2010 responsible-body under-way",
            "2011 responsible-body under-way",
            "2011-06 nhri not-started",
            "2013 responsible-body -",
        ]
        .map(line)
        .into();
        let withheld = Entry { withheld: true, assessor: None, ..line("2012-02 - -") };
        entries.push(withheld);
        let events = history(&entries, date(2013, 12, 31));
        let show = |event: &Event| {
            let of = |status: Option<Status>| status.map_or("none", Status::id);
            let withheld = if event.entry.withheld { " withheld" } else { "" };
            let (before, status) = (of(event.before), of(event.entry.status));
            format!("{} {before}>{status} {}{withheld}", event.entry.published, event.changed)
        };
        assert_eq!(
            events.iter().map(show).collect::<Vec<_>>(),
            [
                "2010 none>under-way true",
                "2011-06 none>not-started true",
                "2011 under-way>under-way false",
                "2012-02 none>none false withheld",
                "2012 under-way>implemented true",
                "2013 implemented>none false",
            ]
        );
        assert_eq!(changes(&entries, date(2012, 2, 29), date(2012, 12, 31)).len(), 1);
    }

    pub(crate) fn any_entry() -> impl Strategy<Value = Entry> {
        let assessor = proptest::sample::select(Assessor::ALL);
        let status = proptest::option::of(proptest::sample::select(Status::ALL));
        let published = (2005i16..2020, 1i8..13, 1i8..29);
        (published, assessor, status, proptest::option::of(2005i16..2020), proptest::option::of("[ab]")).prop_map(
            |((year, month, day), assessor, status, happened, part)| Entry {
                place: 0,
                id: "".into(),
                published: Date::day(date(year, month, day)),
                happened: happened.map(|year| Period::parse(&year.to_string()).unwrap()),
                assessor: Some(assessor),
                status,
                part: part.map(|part| part.as_str().into()),
                cited: false,
                withheld: false,
            },
        )
    }

    proptest! {
        #[test]
        fn order_of_input_does_not_matter(
            (entries, shuffled) in proptest::collection::vec(any_entry(), 0..12)
                .prop_flat_map(|entries| (Just(entries.clone()), Just(entries).prop_shuffle())),
        ) {
            let day = date(2015, 6, 1);
            let terms = Terms::default();
            prop_assert_eq!(statuses(&entries, None, day, &terms), statuses(&shuffled, None, day, &terms));
            prop_assert_eq!(history(&entries, day), history(&shuffled, day));
        }

        #[test]
        fn a_status_is_the_last_of_the_history(entries in proptest::collection::vec(any_entry(), 0..12)) {
            let day = date(2015, 6, 1);
            let events = history(&entries, day);
            let found = statuses(&entries, None, day, &Terms::default());
            for assessor in Assessor::ALL {
                let of = |event: &&Event| event.entry.assessor == Some(*assessor) && event.entry.part.is_none();
                let last = events.iter().filter(of).rev().find_map(|event| event.entry.status);
                prop_assert_eq!(found.get(assessor).map(|reported| reported.status), last);
            }
        }
    }
}
