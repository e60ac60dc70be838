//! Whether and how each record is published on the day of the build.

use jiff::civil;

use crate::model::{Item, Model, Record, RecordId, Standing, Value};
use crate::schema::{Field, FieldType, Kind};

/// Sets the standing of every record. A part of something that is not published is not published either.
pub fn set_standing(model: &mut Model, as_of: civil::Date, drafts: bool) {
    let schema = model.schema.clone();
    let ids: Vec<_> = model.ids().collect();
    for &id in &ids {
        let record = model.record(id);
        let standing = of_record(record, &schema.kinds()[record.kind], as_of, drafts);
        if record.standing != standing {
            model.record_mut(id).standing = standing;
        }
    }
    // Parents stand before or after their parts; each round takes at least one more generation, and a circle changes nothing.
    let mut changed = true;
    while changed {
        changed = false;
        for &id in &ids {
            let Some(parent) = model.parent(id).map(|parent| model.record(parent).standing) else { continue };
            let own = model.record(id).standing;
            if own == Standing::Published && parent != Standing::Published {
                model.record_mut(id).standing = parent;
                changed = true;
            }
        }
    }
}

/// Takes out of nested tables the rows that are published after the day: evidence and comments are a part of the portal from the date on
/// which they were published, as records are, and comments from that on which an editor approved them.
pub fn forget_later_rows(model: &mut Model, as_of: civil::Date) {
    let ids: Vec<RecordId> = model.ids().collect();
    if forget_later_rows_of(model, &ids, as_of) {
        model.link_back();
    }
}

/// Does so in these records, and tells whether there were any such rows.
pub(super) fn forget_later_rows_of(model: &mut Model, ids: &[RecordId], as_of: civil::Date) -> bool {
    let schema = model.schema.clone();
    let of_kind = |kind: &Kind| {
        let fields = kind.fields.iter().enumerate().map(|(at, field)| (at, openings(field)));
        fields.filter(|(_, dates)| !dates.is_empty()).collect()
    };
    let dated: Vec<Vec<(usize, Vec<usize>)>> = schema.kinds().iter().map(of_kind).collect();
    let mut changed = false;
    for &id in ids {
        for (field, dates) in &dated[model.record(id).kind] {
            let is_later = |item: &Item| match &item.value {
                Value::Table(cells) => {
                    cells.iter().any(|(at, items)| dates.contains(at) && items.iter().any(|item| is_after(item, as_of)))
                }
                _ => false,
            };
            let items = model.record(id).values(*field);
            if items.iter().any(is_later) {
                let kept = items.iter().filter(|item| !is_later(item)).cloned().collect();
                model.record_mut(id).set(*field, kept);
                changed = true;
            }
        }
    }
    changed
}

/// The places, among the fields of a nested table, of the dates before which a row is nobody's business.
fn openings(field: &Field) -> Vec<usize> {
    let opens =
        |nested: &Field| nested.ty == FieldType::Date && matches!(nested.id.as_str(), "published" | "moderated");
    field.fields().iter().enumerate().filter(|(_, nested)| opens(nested)).map(|(at, _)| at).collect()
}

fn is_after(item: &Item, as_of: civil::Date) -> bool {
    matches!(item.value, Value::Date(date) if date.last_day() > as_of)
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
