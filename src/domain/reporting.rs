//! What a State owes to human rights mechanisms and what it reported: its reporting events in order, and its next deadlines.

use std::collections::BTreeSet;

use jiff::civil;

use crate::model::{Date, Model, RecordId, Value};

/// The reporting events of a State, as they stand on a day. Events without a date are in none of the lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reporting {
    /// What happened until that day, the earliest first: reports submitted, reviews, visits.
    pub history: Vec<RecordId>,
    /// Reports that are still to come, the next one first, and reviews and visits ahead.
    pub ahead: Vec<RecordId>,
    /// Reports whose day is over and for which no report is recorded here, the oldest first.
    pub past_due: Vec<RecordId>,
}

/// An event, read from its record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The record.
    pub record: RecordId,
    /// The day that it is about.
    pub on: Date,
    /// The mechanism.
    pub before: RecordId,
    /// The cycle or session, where it is stated.
    pub cycle: Option<String>,
    /// What kind of event it is.
    pub what: What,
}

/// The kinds of reporting events, as far as deadlines follow from them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A report is due.
    Due,
    /// A report was submitted.
    Submitted,
    /// A review or a visit.
    Other,
}

/// The published reporting events of a State.
pub fn events(model: &Model, state: RecordId) -> Vec<Event> {
    let Some(kind) = model.schema.position("reporting-event") else { return Vec::new() };
    let of_state = |id: &RecordId| matches!(model.value(*id, "state"), Some(Value::Ref(of)) if *of == state);
    let back = model.backlinks.get(state.0 as usize).map_or(&[][..], |back| back);
    // One that names the State in several fields stands there several times, one after the other.
    let records = back.chunk_by(|a, b| a.from == b.from).map(|links| links[0].from);
    let records = records.filter(|id| model.record(*id).kind == kind && model.is_published(*id));
    records.filter(of_state).filter_map(|record| event(model, record)).collect()
}

fn event(model: &Model, record: RecordId) -> Option<Event> {
    let (Some(Value::Date(on)), Some(Value::Ref(before))) = (model.value(record, "on"), model.value(record, "before"))
    else {
        return None;
    };
    let what = match model.value(record, "event_type") {
        Some(Value::Choice(choice)) if **choice == *"report-due" => What::Due,
        Some(Value::Choice(choice)) if **choice == *"report-submitted" => What::Submitted,
        _ => What::Other,
    };
    let cycle = model.localised(record, "cycle").and_then(|text| text.iter().next()).map(|(_, text)| text.to_string());
    Some(Event { record, on: *on, before: *before, cycle, what })
}

/// How these events of one State stand on a day.
pub fn on(events: &[Event], as_of: civil::Date) -> Reporting {
    let mut sorted: Vec<&Event> = events.iter().collect();
    sorted.sort_by_key(|event| (event.on, event.record));
    let answered = answered(&sorted, as_of);
    let mut reporting = Reporting::default();
    for event in &sorted {
        let over = event.on.last_day() <= as_of;
        let list = match event.what {
            What::Due if answered.contains(&event.record) => continue,
            What::Due if event.on.last_day() < as_of => &mut reporting.past_due,
            What::Due => &mut reporting.ahead,
            _ if over => &mut reporting.history,
            // A report is known once it is submitted.
            What::Submitted => continue,
            _ => &mut reporting.ahead,
        };
        list.push(event.record);
    }
    reporting
}

/// The deadlines that were answered by the day. A report answers the deadlines of its mechanism that are over and open, or where there is
/// none, the next one ahead; where both state a cycle, only one for the same cycle.
fn answered(sorted: &[&Event], as_of: civil::Date) -> BTreeSet<RecordId> {
    let mut answered = BTreeSet::new();
    let submitted = |event: &&&Event| event.what == What::Submitted && event.on.last_day() <= as_of;
    for report in sorted.iter().filter(submitted) {
        let fits = |due: &&&Event| {
            let other_cycle = matches!((&report.cycle, &due.cycle), (Some(a), Some(b)) if a != b);
            due.what == What::Due && due.before == report.before && !other_cycle
        };
        let open: Vec<&Event> =
            sorted.iter().filter(fits).filter(|due| !answered.contains(&due.record)).copied().collect();
        let over = open.iter().filter(|due| due.on <= report.on).count().max(1);
        answered.extend(open.iter().take(over).map(|due| due.record));
    }
    answered
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn event(record: u32, on: &str, before: u32, what: What, cycle: Option<&str>) -> Event {
        let cycle = cycle.map(str::to_owned);
        Event { record: RecordId(record), on: Date::parse(on).unwrap(), before: RecordId(before), cycle, what }
    }

    fn ids(list: &[RecordId]) -> Vec<u32> {
        list.iter().map(|id| id.0).collect()
    }

    #[test]
    fn deadlines_pass_unless_a_report_answers_them() {
        let events = [
            event(9, "2019-11", 1, What::Other, None),
            event(1, "2010", 1, What::Due, None),
            event(2, "2011-03", 1, What::Submitted, None),
            event(3, "2014", 1, What::Due, None),
            event(4, "2018", 1, What::Due, None),
            event(5, "2016", 2, What::Due, Some("3")),
            event(6, "2013", 2, What::Submitted, Some("2")),
            event(7, "2019-01-31", 2, What::Submitted, Some("3")),
        ];
        let found = on(&events, date(2018, 6, 1));
        assert_eq!(
            (ids(&found.history), ids(&found.ahead), ids(&found.past_due)),
            (vec![2, 6], vec![4, 9], vec![3, 5])
        );
        let found = on(&events, date(2020, 1, 1));
        assert_eq!(
            (ids(&found.history), ids(&found.ahead), ids(&found.past_due)),
            (vec![2, 6, 7, 9], vec![], vec![3, 4])
        );
    }
}
