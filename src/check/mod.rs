//! Opinions on a model, one file a subject.

use std::collections::BTreeMap;

use jiff::civil;

use crate::base::{Diagnostics, SourcePath};
use crate::model::Model;
use crate::parse::image;
use crate::settings::Settings;

/// All that opinions depend on.
pub struct Input<'a> {
    /// The records.
    pub model: &'a Model,
    /// The settings.
    pub settings: &'a Settings,
    /// The date of the build.
    pub as_of: civil::Date,
    /// What the pictures hold that records name.
    pub images: &'a BTreeMap<SourcePath, Result<image::Facts, image::Reason>>,
    /// The number of pages.
    pub pages: usize,
}

/// All findings.
pub fn check(_input: &Input) -> Diagnostics {
    Vec::new()
}
