//! What States did with treaties, as it stands on a day. What is not recorded is not recorded here, and never "not ratified".

use std::collections::BTreeMap;

use jiff::civil;

use crate::model::{Date, Model, RecordId, Value};

/// An act of a State.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    /// Signature, which binds to nothing but good faith.
    Signature,
    /// Ratification.
    Ratification,
    /// Accession.
    Accession,
    /// Succession to the treaty of a predecessor.
    Succession,
    /// Withdrawal.
    Withdrawal,
}

impl Act {
    /// The act with the id that data files have.
    pub fn from_id(id: &str) -> Option<Act> {
        Some(match id {
            "signature" => Act::Signature,
            "ratification" => Act::Ratification,
            "accession" => Act::Accession,
            "succession" => Act::Succession,
            "withdrawal" => Act::Withdrawal,
            _ => return None,
        })
    }

    /// Whether the act makes the State a party.
    pub fn binds(self) -> bool {
        matches!(self, Act::Ratification | Act::Accession | Act::Succession)
    }
}

/// An act as it is recorded. Acts without a date come first: when they happened is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Recorded {
    /// When, where it is known.
    pub on: Option<Date>,
    /// What.
    pub act: Act,
    /// The record.
    pub record: RecordId,
}

/// Where a State stands towards a treaty, as far as it is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bond {
    /// It is a party.
    Party,
    /// It signed, and no more is recorded.
    Signatory,
    /// It withdrew.
    Withdrawn,
}

/// For each State and treaty of which something is recorded by the day, its acts in order.
pub fn acts(model: &Model, as_of: civil::Date) -> BTreeMap<(RecordId, RecordId), Vec<Recorded>> {
    let mut acts: BTreeMap<(RecordId, RecordId), Vec<Recorded>> = BTreeMap::new();
    let Some(kind) = model.schema.position("ratification") else { return acts };
    for record in model.of_kind(kind).filter(|id| model.is_published(*id)) {
        let (Some(Value::Ref(state)), Some(Value::Ref(treaty)), Some(Value::Choice(act))) =
            (model.value(record, "state"), model.value(record, "treaty"), model.value(record, "act"))
        else {
            continue;
        };
        let on = match model.value(record, "on") {
            Some(Value::Date(date)) => Some(*date),
            _ => None,
        };
        if let Some(act) = Act::from_id(act).filter(|_| on.is_none_or(|on| on.last_day() <= as_of)) {
            acts.entry((*state, *treaty)).or_default().push(Recorded { on, act, record });
        }
    }
    acts.values_mut().for_each(|acts| acts.sort());
    acts
}

/// Where a State stands after these acts, in their order; nothing where none is recorded.
pub fn bond(acts: &[Recorded]) -> Option<Bond> {
    acts.iter().fold(None, |before, recorded| match recorded.act {
        Act::Withdrawal => Some(Bond::Withdrawn),
        act if act.binds() => Some(Bond::Party),
        _ => before.or(Some(Bond::Signatory)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_stands_where_its_last_act_left_it() {
        let recorded = |text: &str| {
            let (act, on) = text.split_once(' ').unwrap_or((text, ""));
            Recorded { on: Date::parse(on).ok(), act: Act::from_id(act).unwrap(), record: RecordId(0) }
        };
        for (acts, expected) in [
            (&[][..], None),
            (&["signature 1990"], Some(Bond::Signatory)),
            (&["ratification 1995", "signature 1990"], Some(Bond::Party)),
            (&["signature", "ratification 1995"], Some(Bond::Party)),
            (&["accession 1995", "withdrawal 2019-03-17"], Some(Bond::Withdrawn)),
            (&["accession 1995", "withdrawal 2019", "accession 2021"], Some(Bond::Party)),
            // When it withdrew is not known; a dated act counts as later.
            (&["accession 1995", "withdrawal"], Some(Bond::Party)),
        ] {
            let mut acts: Vec<Recorded> = acts.iter().map(|text| recorded(text)).collect();
            acts.sort();
            assert_eq!(bond(&acts), expected, "{acts:?}");
        }
    }
}
