//! The portal's kinds, as the contract with templates knows them.

use crate::schema::Schema;
use crate::theme::contract::{Kind, KindField};

use super::record;

/// Every kind with the fields that its record pages show.
pub fn kinds(schema: &Schema) -> Vec<Kind> {
    let field = |field: &crate::schema::Field| KindField {
        id: field.id.clone(),
        type_name: field.ty.name().to_owned(),
        list: field.list,
    };
    let kind = |kind: &crate::schema::Kind| Kind {
        id: kind.id.clone(),
        fields: kind.fields.iter().filter(|field| record::shows(field)).map(field).collect(),
    };
    schema.kinds().iter().map(kind).collect()
}
