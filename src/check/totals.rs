//! Totals that a source states, held against the amounts that are listed.

use crate::base::{Code, Diagnostic, Diagnostics};
use crate::domain::money::{Amount, Sums};
use crate::model::{Model, Value};

/// The field of a stated total, and the nested table that it is the total of.
const TOTALS: &[(&str, &str)] = &[("stated_contributions", "contributions"), ("stated_allocations", "allocations")];

/// Reports stated totals that their own list contradicts. A list in which an amount is not stated can come to less, but not to more.
pub(super) fn check(model: &Model, diagnostics: &mut Diagnostics) {
    for id in super::own(model) {
        for (field, table) in TOTALS {
            let stated = model.values(id, field);
            if stated.is_empty() {
                continue;
            }
            let rows = model.rows(id, table);
            let amount = |row: crate::model::Row| Amount { record: id, place: row.place, money: row.money("amount") };
            let listed = Sums::of(rows.map(amount).collect());
            for item in stated {
                let Value::Money(stated) = item.value else { continue };
                let Some(sum) = listed.total(stated.currency) else { continue };
                let open = listed.unknown() > 0;
                if sum == stated.amount || (open && sum < stated.amount) || listed.amounts.is_empty() {
                    continue;
                }
                let currency = stated.currency;
                let message = format!("the total stated is {stated}, but the {table} listed come to {currency} {sum}");
                let help = match sum < stated.amount {
                    true => format!(
                        "correct the wrong one; if the source names only some of the {table}, add one without an amount for the rest"
                    ),
                    false => "correct the wrong one; if the sources differ, leave the total out and say so in the text"
                        .to_owned(),
                };
                diagnostics.push(Diagnostic::new(Code::ContradictoryTotal, item.origin.clone(), message).help(help));
            }
        }
    }
}
