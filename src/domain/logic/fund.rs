//! Funds: what their contributions and allocations come to.

use crate::domain::money::{Amount, Sums};
use crate::model::{Model, RecordId};

use super::fill::{count, fill_one, fill_sums};
use super::{Day, Logic, Need};

/// Adds up money.
pub(super) const LOGIC: Logic = Logic {
    name: "fund",
    needs: &[
        Need { field: "contributions", ty: "table", derived: false },
        Need { field: "contributions_total", ty: "money", derived: true },
    ],
    run,
};

fn run(model: &mut Model, kind: usize, _: &Day) {
    for id in model.of_kind(kind) {
        for (table, total, unknown) in [
            ("contributions", "contributions_total", "contributions_unknown"),
            ("allocations", "allocations_total", "allocations_unknown"),
        ] {
            let sums = listed(model, id, table);
            fill_sums(model, id, total, &sums);
            fill_one(model, id, unknown, (sums.unknown() > 0).then(|| count(sums.unknown())));
        }
    }
}

/// The amounts in a nested table of a record.
fn listed(model: &Model, record: RecordId, table: &str) -> Sums {
    let rows = model.rows(record, table);
    Sums::of(rows.map(|row| Amount { record, place: row.place, money: row.money("amount") }).collect())
}
