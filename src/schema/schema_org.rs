//! The types and properties of schema.org that kinds and fields can declare: what the linked data of pages is written with.

/// What a type describes; this decides which of a record's facts can be said of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// A text of the portal itself: the page is the thing.
    Text,
    /// A work that the page only tells of, such as a document of somebody else.
    Work,
    /// Something that takes place.
    Event,
    /// A part of the world.
    Place,
    /// Anything else: a term, an organisation, a project.
    Thing,
}

/// A type of schema.org.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThingType {
    /// Its name: `Article`.
    pub name: &'static str,
    /// What it describes.
    pub family: Family,
}

impl ThingType {
    /// The type of records whose kind declares none.
    pub const USUAL: ThingType = ThingType { name: "WebPage", family: Family::Text };

    /// The type with a name, if it is one of those that can be declared.
    pub fn find(name: &str) -> Option<ThingType> {
        TYPES.iter().find(|(known, _)| *known == name).map(|(name, family)| ThingType { name, family: *family })
    }

    /// The names of all types that can be declared.
    pub fn names() -> impl Iterator<Item = &'static str> + Clone {
        TYPES.iter().map(|(name, _)| *name)
    }

    /// Whether this is a term, which texts are about.
    pub fn is_term(&self) -> bool {
        self.name == "DefinedTerm"
    }
}

/// The types that can be declared. One that stands for a person is left out on purpose.
const TYPES: &[(&str, Family)] = &[
    ("AboutPage", Family::Text),
    ("Article", Family::Text),
    ("NewsArticle", Family::Text),
    ("WebPage", Family::Text),
    ("Book", Family::Work),
    ("Claim", Family::Work),
    ("Course", Family::Work),
    ("CreativeWork", Family::Work),
    ("Dataset", Family::Work),
    ("DigitalDocument", Family::Work),
    ("Guide", Family::Work),
    ("LearningResource", Family::Work),
    ("Legislation", Family::Work),
    ("Quotation", Family::Work),
    ("Report", Family::Work),
    ("ScholarlyArticle", Family::Work),
    ("EducationEvent", Family::Event),
    ("Event", Family::Event),
    ("AdministrativeArea", Family::Place),
    ("City", Family::Place),
    ("Country", Family::Place),
    ("Place", Family::Place),
    ("DefinedTerm", Family::Thing),
    ("GovernmentOrganization", Family::Thing),
    ("GovernmentService", Family::Thing),
    ("Grant", Family::Thing),
    ("MonetaryGrant", Family::Thing),
    ("NGO", Family::Thing),
    ("Organization", Family::Thing),
    ("Project", Family::Thing),
    ("Service", Family::Thing),
];

/// A property of schema.org that a field's values can fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Property {
    /// Its name: `datePublished`.
    pub name: &'static str,
    /// The names of the types of fields that can fill it.
    pub field_types: &'static [&'static str],
}

impl Property {
    /// The property with a name, if it is one of those that can be declared.
    pub fn find(name: &str) -> Option<Property> {
        PROPERTIES.iter().copied().find(|property| property.name == name)
    }

    /// The names of all properties that can be declared.
    pub fn names() -> impl Iterator<Item = &'static str> + Clone {
        PROPERTIES.iter().map(|property| property.name)
    }
}

const PROPERTIES: &[Property] = &[
    Property { name: "alternateName", field_types: &["text"] },
    Property { name: "dateCreated", field_types: &["date"] },
    Property { name: "datePublished", field_types: &["date"] },
    Property { name: "endDate", field_types: &["date"] },
    Property { name: "identifier", field_types: &["text", "symbol"] },
    Property { name: "legislationDate", field_types: &["date"] },
    Property { name: "license", field_types: &["url"] },
    Property { name: "sameAs", field_types: &["url"] },
    Property { name: "startDate", field_types: &["date", "period"] },
    Property { name: "temporalCoverage", field_types: &["date", "period"] },
];
