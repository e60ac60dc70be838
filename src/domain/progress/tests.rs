//! Actions, areas and plans on a day: single ones in words, and any at all.

use jiff::civil::{Date as Day, date};
use proptest::prelude::*;

use super::*;
use crate::domain::evidence::tests::{any_entry, line};
use crate::domain::evidence::{Assessor, Status};
use crate::domain::rules::Terms;
use crate::model::{Date, RecordId};

fn action(record: u32) -> Action {
    Action {
        record: RecordId(record),
        weight: WEIGHT,
        statement: false,
        due: None,
        period: None,
        lead: true,
        measured: true,
        milestones: Vec::new(),
        entries: Vec::new(),
    }
}

/// The day on which a milestone was done, or `-`, and its weight.
fn milestones(texts: &[&str]) -> Vec<Milestone> {
    let milestone = |text: &&str| {
        let (done, weight) = text.split_once(' ').unwrap();
        Milestone { due: None, done: Date::parse(done).ok(), weight: weight.parse().unwrap(), cited: false }
    };
    texts.iter().map(milestone).collect()
}

fn tally(actions: &[Action], day: Day) -> Tally {
    let on: Vec<(Outcome, Budgets)> =
        actions.iter().map(|action| (action.on(day, &Terms::default()), Budgets::default())).collect();
    Tally::of(actions.iter().zip(&on).map(|(action, (outcome, budgets))| (action, outcome, budgets)))
}

#[test]
fn progress_is_the_share_of_weights_done_by_the_day() {
    let day = date(2017, 6, 1);
    for (texts, expected) in [
        (&[][..], Progress::NotAssessed),
        (&["2016 1", "2017-05-31 1", "2017-06-02 1", "- 1"], Progress::Share(50.into())),
        // A year counts from its last day.
        (&["2017 1", "2016 1"], Progress::Share(50.into())),
        (&["2016 1", "- 1", "- 1"], Progress::Share("33.33".parse().unwrap())),
        (&["2016 3", "- 1"], Progress::Share(75.into())),
        (&["2016 0", "- 0"], Progress::NoWeight),
        (&["2016 -1", "- 2"], Progress::NoWeight),
        (&["2016 79228162514264337593543950335", "- 1"], Progress::NoWeight),
    ] {
        let action = Action { milestones: milestones(texts), ..action(0) };
        assert_eq!(action.on(day, &Terms::default()).progress, expected, "{texts:?}");
    }
    let with_entry = Action { entries: vec![line("2016 nhri -")], ..action(0) };
    assert_eq!(with_entry.on(day, &Terms::default()).progress, Progress::StatusOnly);
    assert_eq!(with_entry.on(date(2015, 1, 1), &Terms::default()).progress, Progress::NotAssessed);
    let priority = Action { measured: false, milestones: milestones(&["2016 1"]), ..action(0) };
    assert_eq!(priority.on(day, &Terms::default()).progress, Progress::NotMeasured);
}

#[test]
fn expected_progress_is_the_elapsed_share_of_the_period() {
    for (period, day, share) in [
        ("2017-01-01/2017-01-10", date(2016, 12, 31), Some("0")),
        ("2017-01-01/2017-01-10", date(2017, 1, 1), Some("10")),
        ("2017-01-01/2017-01-10", date(2017, 1, 5), Some("50")),
        ("2017-01-01/2017-01-10", date(2020, 1, 1), Some("100")),
        ("2017", date(2017, 12, 31), Some("100")),
        ("2011/2016", date(2013, 12, 31), Some("50")),
        ("2017/..", date(2017, 12, 31), None),
        ("../2017", date(2017, 12, 31), None),
    ] {
        let period = crate::model::Period::parse(period).unwrap();
        assert_eq!(expected(&period, day), share.map(|share| share.parse().unwrap()), "{period} on {day}");
    }
}

#[test]
fn due_dates_pass_and_come_near() {
    let on = |due: &str, entries: &[&str], day: Day| {
        let due = Some(Date::parse(due).unwrap());
        let outcome = Action { due, entries: entries.iter().map(|text| line(text)).collect(), ..action(0) }
            .on(day, &Terms::default());
        (outcome.past_due, outcome.due_soon)
    };
    let day = date(2017, 6, 1);
    assert_eq!(on("2017-05-31", &[], day), (true, false));
    assert_eq!(on("2017-06-01", &[], day), (false, true));
    assert_eq!(on("2017-08-30", &[], day), (false, true));
    assert_eq!(on("2017-08-31", &[], day), (false, false));
    assert_eq!(on("2017", &[], day), (false, false));
    assert_eq!(on("2016", &["2017-05 responsible-body implemented"], day), (false, false));
    // Only the responsible body reports what it is due to do; what others say stands beside it.
    assert_eq!(on("2016", &["2017-05 nhri implemented"], day), (true, false));
    assert_eq!(on("2016", &["2017 responsible-body implemented"], day), (true, false));
}

#[test]
fn completion_without_a_source_is_told() {
    let on = |entries: Vec<crate::domain::evidence::Entry>, texts: &[&str]| {
        let action = Action { entries, milestones: milestones(texts), ..action(0) };
        action.on(date(2017, 6, 1), &Terms::default()).completed_without_evidence
    };
    let cited = line("2016 responsible-body implemented");
    let bare = crate::domain::evidence::Entry { cited: false, ..cited.clone() };
    assert!(!on(vec![cited], &[]));
    assert!(on(vec![bare], &[]));
    assert!(on(vec![], &["2016 1"]));
    assert!(!on(vec![], &["2016 1", "- 1"]));
    assert!(!on(vec![line("2016 nhri under-way")], &["2016 1"]));
}

#[test]
fn a_plan_is_the_mean_of_what_is_measured_and_lists_the_rest() {
    let half = Action { milestones: milestones(&["2016 1", "- 1"]), ..action(1) };
    let whole = Action {
        milestones: milestones(&["2016 1"]),
        weight: 3.into(),
        lead: false,
        period: Some(crate::model::Period::parse("2017").unwrap()),
        ..action(2)
    };
    let reported = Action {
        entries: ["2017-01 responsible-body implemented", "2017-02 civil-society not-started"].map(line).into(),
        ..action(3)
    };
    let in_parts = Action { entries: vec![line("2015 nhri/a under-way")], ..action(4) };
    let statement = Action { statement: true, milestones: milestones(&["- 1"]), ..action(5) };
    let nothing = action(6);
    let tally = tally(&[nothing, statement, half, whole, reported, in_parts], date(2017, 12, 31));
    let ids = |list: &[RecordId]| list.iter().map(|id| id.0).collect::<Vec<_>>();
    assert_eq!(tally.progress, Some("87.5".parse().unwrap()));
    assert_eq!((ids(&tally.actions), ids(&tally.statements)), (vec![1, 2, 3, 4, 6], vec![5]));
    assert_eq!((ids(&tally.measured), ids(&tally.left_out)), (vec![1, 2], vec![3, 4, 6]));
    assert_eq!((ids(&tally.in_parts), ids(&tally.not_assessed)), (vec![4], vec![1, 2, 6]));
    assert_eq!(ids(&tally.by_status[&Assessor::ResponsibleBody][&Status::Implemented]), [3]);
    assert_eq!(ids(&tally.by_status[&Assessor::CivilSociety][&Status::NotStarted]), [3]);
    assert_eq!(ids(&tally.without_lead), [2]);
    assert_eq!(ids(&tally.completed_without_evidence), [2]);
    let pace = tally.pace.unwrap();
    assert_eq!((pace.expected, pace.actual, ids(&pace.of)), (100.into(), 100.into(), vec![2]));
    assert_eq!(super::Tally::default().progress, None);
}

fn any_action() -> impl Strategy<Value = Action> {
    let milestone =
        (proptest::option::of(2005i16..2020), -2i64..20, any::<bool>()).prop_map(|(done, weight, cited)| Milestone {
            due: None,
            done: done.map(|year| Date::parse(&year.to_string()).unwrap()),
            weight: weight.into(),
            cited,
        });
    let dates = (proptest::option::of(2005i16..2020), proptest::option::of((2005i16..2012, 0i16..9)));
    (
        proptest::collection::vec(milestone, 0..5),
        proptest::collection::vec(any_entry(), 0..5),
        dates,
        -1i64..4,
        any::<[bool; 3]>(),
    )
        .prop_map(|(milestones, entries, (due, period), weight, [statement, lead, measured])| Action {
            weight: weight.into(),
            statement,
            due: due.map(|year| Date::parse(&year.to_string()).unwrap()),
            period: period
                .map(|(from, years)| crate::model::Period::parse(&format!("{from}/{}", from + years)).unwrap()),
            lead,
            measured,
            milestones,
            entries,
            ..action(0)
        })
}

fn any_actions() -> impl Strategy<Value = Vec<Action>> {
    proptest::collection::vec(any_action(), 0..8).prop_map(|mut actions| {
        for (at, action) in actions.iter_mut().enumerate() {
            action.record = RecordId(at as u32);
        }
        actions
    })
}

proptest! {
    #[test]
    fn progress_lies_within_its_bounds(actions in any_actions(), year in 2000i16..2025) {
        let tally = tally(&actions, date(year, 6, 1));
        let bounds = Decimal::ZERO..=Decimal::ONE_HUNDRED;
        for action in &actions {
            let outcome = action.on(date(year, 6, 1), &Terms::default());
            prop_assert!(outcome.progress.share().is_none_or(|share| bounds.contains(&share)));
            prop_assert!(outcome.expected.is_none_or(|share| bounds.contains(&share)));
            prop_assert!(!(outcome.past_due && outcome.due_soon));
        }
        prop_assert!(tally.progress.is_none_or(|share| bounds.contains(&share)));
        prop_assert!(tally.pace.is_none_or(|pace| bounds.contains(&pace.actual) && bounds.contains(&pace.expected)));
    }

    #[test]
    fn progress_never_falls_as_days_pass(action in any_action(), year in 2000i16..2024) {
        let share = |year| action.on(date(year, 6, 1), &Terms::default()).progress.share();
        if let (Some(earlier), Some(later)) = (share(year), share(year + 1)) {
            prop_assert!(earlier <= later);
        }
    }

    #[test]
    fn evidence_for_one_action_changes_no_other(mut actions in any_actions(), entry in any_entry()) {
        let day = date(2015, 6, 1);
        let before: Vec<Outcome> = actions.iter().map(|action| action.on(day, &Terms::default())).collect();
        let Some(first) = actions.first_mut() else { return Ok(()) };
        first.entries.push(entry);
        let counted = |tally: &Tally, id: u32| {
            let has = |list: &Vec<RecordId>| list.contains(&RecordId(id));
            let statuses: Vec<(Assessor, Status)> = tally.by_status.iter()
                .flat_map(|(assessor, of)| of.iter().filter(|(_, list)| has(list)).map(|(status, _)| (*assessor, *status)))
                .collect();
            (statuses, has(&tally.not_assessed), has(&tally.past_due), has(&tally.measured), has(&tally.left_out))
        };
        let after = tally(&actions, day);
        for (at, action) in actions.iter().enumerate().skip(1) {
            let outcome = action.on(day, &Terms::default());
            prop_assert_eq!(&outcome, &before[at]);
            let alone = tally(std::slice::from_ref(action), day);
            prop_assert_eq!(counted(&after, at as u32), counted(&alone, at as u32));
        }
    }

    #[test]
    fn order_of_actions_does_not_matter(
        (actions, shuffled) in any_actions().prop_flat_map(|actions| (Just(actions.clone()), Just(actions).prop_shuffle())),
    ) {
        let day = date(2015, 6, 1);
        let (one, other) = (tally(&actions, day), tally(&shuffled, day));
        prop_assert_eq!(one, other);
    }

    #[test]
    fn every_count_is_the_number_of_what_is_listed(actions in any_actions()) {
        let tally = tally(&actions, date(2015, 6, 1));
        prop_assert_eq!(tally.all(), actions.len());
        prop_assert_eq!(tally.measured.len() + tally.left_out.len(), tally.actions.len());
        for statuses in tally.by_status.values() {
            let listed: usize = statuses.values().map(Vec::len).sum();
            prop_assert!(listed + tally.not_assessed.len() <= tally.actions.len());
        }
        let assessed = tally.actions.len() - tally.not_assessed.len() - tally.in_parts.len();
        let mut listed: Vec<RecordId> = tally.by_status.values().flat_map(|of| of.values().flatten().copied()).collect();
        listed.sort();
        listed.dedup();
        prop_assert_eq!(listed.len(), assessed);
    }
}
