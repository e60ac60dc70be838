//! What else the portal has about the record that a list is about, and what it has not: missing data is a finding too.

use crate::base::Lang;
use crate::domain::FacetValue;
use crate::model::RecordId;
use crate::schema::FieldType;
use crate::view::{Map, Value};

use super::plan::ListPage;
use super::shell;
use super::site::Site;
use super::value::list_url;

/// Other lists of records that name the record by which this list is narrowed, and the kinds of which no record does; nothing for lists that
/// are about no record.
pub(super) fn elsewhere(site: &Site, list: &ListPage, lang: &Lang) -> Option<Map> {
    let [(own, FacetValue::Ref(about))] = &list.filters[..] else { return None };
    let (mut here, mut missing) = (Vec::new(), Vec::new());
    for (place, kind) in site.model.schema.kinds().iter().enumerate() {
        if site.ordered(place, lang).is_empty() {
            continue;
        }
        let mut fields = 0;
        let before = here.len();
        for facet in site.derived.facets.of_kind(place) {
            let field = &kind.fields[facet.field];
            if !names_kind(site, &field.ty, *about) {
                continue;
            }
            fields += 1;
            let value = FacetValue::Ref(*about);
            let count = facet.records(&value).iter().filter(|id| site.plan.has(**id)).count();
            if count == 0 || (place, facet.field) == (list.kind, *own) {
                continue;
            }
            let entry = Map::new()
                .with("title", kind.plural.pick(lang).map(|(_, plural)| plural.clone()))
                .with("label", field.label.pick(lang).map(|(_, label)| label.clone()))
                .with("url", list_url(site, place, vec![(facet.field, value)], lang))
                .with("count", count);
            here.push(entry.into());
        }
        if fields > 0 && here.len() == before && place != list.kind {
            missing.push(shell::kind_crumb(site, place, lang));
        }
    }
    (!here.is_empty() || !missing.is_empty())
        .then(|| Map::new().with("here", Value::List(here)).with("missing", Value::List(missing)))
}

fn names_kind(site: &Site, ty: &FieldType, id: RecordId) -> bool {
    matches!(ty, FieldType::Ref(kinds) if kinds.contains(&site.model.kind_of(id).id))
}
