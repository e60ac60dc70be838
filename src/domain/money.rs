//! Sums of money: one for each currency, never one for all.

use std::collections::BTreeMap;

use crate::model::number::Currency;
use crate::model::{Decimal, Money, RecordId};

/// An amount and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount {
    /// The record.
    pub record: RecordId,
    /// The row of its table.
    pub place: usize,
    /// The amount; nothing where its source does not state it.
    pub money: Option<Money>,
}

/// Amounts, with their sums.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// All amounts that were added, and those that are not known.
    pub amounts: Vec<Amount>,
    /// The sum of each currency; nothing where it has too many digits.
    totals: BTreeMap<Currency, Option<Decimal>>,
}

impl Sums {
    /// The sums of these amounts.
    pub fn of(amounts: Vec<Amount>) -> Sums {
        let mut sums = Sums::default();
        amounts.into_iter().for_each(|amount| sums.add(amount));
        sums
    }

    /// Adds an amount.
    pub fn add(&mut self, amount: Amount) {
        if let Some(money) = amount.money {
            let total = self.totals.entry(money.currency).or_insert(Some(Decimal::ZERO));
            *total = total.and_then(|total| total.checked_add(money.amount));
        }
        self.amounts.push(amount);
    }

    /// The sums, one for each currency, in the order of their codes.
    pub fn totals(&self) -> impl Iterator<Item = Money> {
        self.totals.iter().filter_map(|(currency, total)| Some(Money { currency: *currency, amount: (*total)? }))
    }

    /// The sum in one currency: zero where nothing was added, and nothing where it has too many digits.
    pub fn total(&self, currency: Currency) -> Option<Decimal> {
        self.totals.get(&currency).map_or(Some(Decimal::ZERO), |total| *total)
    }

    /// The number of amounts that are not known.
    pub fn unknown(&self) -> usize {
        self.amounts.iter().filter(|amount| amount.money.is_none()).count()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn amount(money: Option<&str>) -> Amount {
        Amount { record: RecordId(0), place: 0, money: money.map(|text| Money::parse(text).unwrap()) }
    }

    #[test]
    fn currencies_are_not_added_up() {
        let sums = Sums::of([Some("USD 1.50"), None, Some("EUR 3"), Some("USD 2")].map(amount).into());
        assert_eq!(sums.totals().map(|total| total.to_string()).collect::<Vec<_>>(), ["EUR 3", "USD 3.50"]);
        assert_eq!(sums.unknown(), 1);
    }

    #[test]
    fn a_sum_without_room_is_none() {
        let most = format!("USD {}", Decimal::MAX);
        let sums = Sums::of([Some(most.as_str()), Some("USD 1"), Some("CHF 1")].map(amount).into());
        assert_eq!(sums.totals().map(|total| total.to_string()).collect::<Vec<_>>(), ["CHF 1"]);
        assert_eq!(sums.total(Currency::new("USD").unwrap()), None);
        assert_eq!(sums.total(Currency::new("EUR").unwrap()), Some(Decimal::ZERO));
    }

    proptest! {
        #[test]
        fn every_total_is_the_sum_of_what_is_listed(amounts in proptest::collection::vec((0usize..3, -10_000i64..10_000), 0..20)) {
            let codes = ["USD", "EUR", "CHF"].map(|code| Currency::new(code).unwrap());
            let money = |(code, amount): &(usize, i64)| Money { currency: codes[*code], amount: Decimal::new(*amount, 2) };
            let listed: Vec<Amount> =
                amounts.iter().map(|row| Amount { money: Some(money(row)), ..amount(None) }).collect();
            let sums = Sums::of(listed);
            for total in sums.totals() {
                let of = sums.amounts.iter().filter_map(|amount| amount.money).filter(|m| m.currency == total.currency);
                prop_assert_eq!(total.amount, of.map(|money| money.amount).sum::<Decimal>());
            }
        }
    }
}
