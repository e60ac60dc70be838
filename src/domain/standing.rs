//! Whether and how each record is published on the day of the build.

use jiff::civil;

use crate::model::{Model, Record, Standing, Value};
use crate::schema::Kind;

/// Sets the standing of every record. A part of something that is not published is not published either.
pub fn set_standing(model: &mut Model, as_of: civil::Date, drafts: bool) {
    let schema = model.schema.clone();
    let ids: Vec<_> = model.ids().collect();
    for &id in &ids {
        let record = model.record(id);
        let standing = of_record(record, &schema.kinds()[record.kind], as_of, drafts);
        model.records[id.0 as usize].standing = standing;
    }
    // Parents stand before or after their parts; each round takes at least one more generation, and a circle changes nothing.
    let mut changed = true;
    while changed {
        changed = false;
        for &id in &ids {
            let Some(parent) = model.parent(id).map(|parent| model.record(parent).standing) else { continue };
            let own = model.record(id).standing;
            if own == Standing::Published && parent != Standing::Published {
                model.records[id.0 as usize].standing = parent;
                changed = true;
            }
        }
    }
}

fn of_record(record: &Record, kind: &Kind, as_of: civil::Date, drafts: bool) -> Standing {
    let value =
        |field: &str| kind.position(field).and_then(|place| record.values(place).first()).map(|item| &item.value);
    if matches!(value("visibility"), Some(Value::Choice(choice)) if **choice == *"internal") {
        Standing::Internal
    } else if value("withheld").is_some() {
        Standing::Withheld
    } else if drafts {
        Standing::Published
    } else if matches!(value("draft"), Some(Value::Bool(true))) {
        Standing::Draft
    } else if matches!(value("published"), Some(Value::Date(date)) if date.last_day() > as_of) {
        Standing::Future
    } else {
        Standing::Published
    }
}
