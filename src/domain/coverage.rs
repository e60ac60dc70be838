//! Coverage: how the records of a kind spread over two of its fields, with the cells in which there are none.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Model, RecordId};

use super::facets::{FacetValue, facet_value};

/// Records by the values of two fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coverage {
    /// The values of the first field that are used, in order.
    pub rows: Vec<FacetValue>,
    /// The values of the second field that are used, in order.
    pub columns: Vec<FacetValue>,
    /// The records of each cell that has any. A record with several values stands in several cells.
    pub cells: BTreeMap<(FacetValue, FacetValue), Vec<RecordId>>,
    /// The records with a value in the first field only, the second only, or neither: they stand in no cell.
    pub outside: Vec<RecordId>,
}

impl Coverage {
    /// The records of a cell; none is a gap, which says what this portal holds and nothing of the world.
    pub fn cell(&self, row: &FacetValue, column: &FacetValue) -> &[RecordId] {
        self.cells.get(&(row.clone(), column.clone())).map_or(&[], |records| records)
    }

    /// The records of a row, each once.
    pub fn of_row(&self, row: &FacetValue) -> BTreeSet<RecordId> {
        self.cells.iter().filter(|((of, _), _)| of == row).flat_map(|(_, records)| records.iter().copied()).collect()
    }

    /// The records of a column, each once.
    pub fn of_column(&self, column: &FacetValue) -> BTreeSet<RecordId> {
        let of = self.cells.iter().filter(|((_, of), _)| of == column);
        of.flat_map(|(_, records)| records.iter().copied()).collect()
    }
}

/// The published records of the kind at a place of the schema, by two of its fields. Fields that are not declared, or that records cannot
/// be grouped by, have no values.
pub fn coverage(model: &Model, kind: usize, row: &str, column: &str) -> Coverage {
    let mut coverage = Coverage::default();
    let (mut rows, mut columns) = (BTreeSet::new(), BTreeSet::new());
    let values = |id: RecordId, field: &str| -> BTreeSet<FacetValue> {
        model.values(id, field).iter().filter_map(|item| facet_value(&item.value)).collect()
    };
    for id in model.of_kind(kind).filter(|id| model.is_published(*id)) {
        let (own_rows, own_columns) = (values(id, row), values(id, column));
        if own_rows.is_empty() || own_columns.is_empty() {
            coverage.outside.push(id);
        }
        for row in &own_rows {
            for column in &own_columns {
                coverage.cells.entry((row.clone(), column.clone())).or_default().push(id);
            }
        }
        rows.extend(own_rows);
        columns.extend(own_columns);
    }
    coverage.rows = rows.into_iter().collect();
    coverage.columns = columns.into_iter().collect();
    coverage
}
