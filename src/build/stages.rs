//! The stages of a build, each with what it comes to and what it found.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{Diagnostics, Lang, Origin, SourcePath};
use crate::check::{self, Checked};
use crate::domain::{self, Derived};
use crate::model::Model;
use crate::pages::{self, Plan, Site};
use crate::parse::ParsedText;
use crate::parse::markdown::Options;
use crate::render::Renderer;
use crate::resolve::{self, Resolved};
use crate::schema::Schema;
use crate::settings::{self, Settings};
use crate::theme::{self, Theme};

use super::memo::Picture;
use super::timings::Timings;
use super::{Inputs, assets, files};

/// What is known before records are looked at.
#[derive(Clone)]
pub(super) struct Front {
    pub settings: Arc<Settings>,
    pub schema: Arc<Schema>,
    /// The files below `content/` that hold no records.
    pub assets: Vec<SourcePath>,
    /// What was found while files were read and parsed.
    pub reading: Diagnostics,
}

impl Front {
    /// What resolving these files depends on.
    pub fn resolving<'a>(
        &'a self,
        files: &'a [resolve::File],
        markdown: &'a (dyn Fn(&str, &Options) -> Arc<ParsedText> + Sync),
        told: &'a (dyn Fn(usize, usize) + Sync),
    ) -> resolve::Input<'a> {
        let (settings, schema, assets) = (&*self.settings, self.schema.clone(), &self.assets[..]);
        resolve::Input { settings, schema, files, assets, markdown, told }
    }
}

/// The theme, ready to render.
#[derive(Clone)]
pub(super) struct Themed {
    pub theme: Arc<Theme>,
    pub renderer: Arc<Renderer>,
    pub diagnostics: Arc<Diagnostics>,
}

impl Themed {
    /// The theme that the settings name.
    pub fn new(settings: &Settings, schema: &Schema, inputs: &Inputs) -> Themed {
        let files = inputs.sources.below(theme::FOLDER).map(|(path, source)| files::theme_file(path, source));
        let files: Vec<theme::ThemeFile> = files.collect();
        let named_at = Origin::new(&SourcePath::new(settings::FILE), settings.theme_span);
        let default: &Lang = settings.default_language();
        let (theme, mut diagnostics) = theme::load(&settings.theme, &named_at, &files, &theme::builtin(), default);
        let (renderer, mut found) = Renderer::new(&theme);
        diagnostics.append(&mut found);
        diagnostics.append(&mut theme::check(&theme, &pages::contract::kinds(schema)));
        Themed { theme: Arc::new(theme), renderer: Arc::new(renderer), diagnostics: Arc::new(diagnostics) }
    }
}

/// What a build had to parse.
#[derive(Clone, Copy, Default)]
pub(super) struct Work {
    pub parsed_files: usize,
    pub parsed_texts: usize,
}

/// What each picture holds, or why it cannot be read.
pub(super) type Images = BTreeMap<SourcePath, Picture>;

/// All that follows from the records.
#[derive(Clone)]
pub(super) struct WorkedOut {
    /// The records with what was derived.
    pub model: Arc<Model>,
    pub derived: Arc<Derived>,
    pub plan: Arc<Plan>,
    pub checked: Checked,
    /// What was found while deriving and planning.
    pub diagnostics: Arc<Diagnostics>,
}

impl WorkedOut {
    /// Derives, plans and checks.
    pub fn new(
        front: &Front,
        resolved: &Resolved,
        images: &Images,
        inputs: &Inputs,
        timings: &mut Timings,
    ) -> WorkedOut {
        let settings = &*front.settings;
        let as_of = inputs.day(settings);
        let mut model = resolved.model.clone();
        let terms = domain::rules::Terms { stale_after: settings.stale_after, due_soon: settings.due_soon };
        let (derived, mut diagnostics) = domain::derive(&mut model, as_of, inputs.drafts, &terms);
        timings.end("derive");
        let (plan, mut found) = pages::plan(&model, &derived, settings);
        diagnostics.append(&mut found);
        timings.end("plan");
        let subject = check::Input { model: &model, settings, as_of, images, pages: plan.pages.len() };
        let checked = check::check(&subject);
        timings.end("check");
        WorkedOut {
            model: Arc::new(model),
            derived: Arc::new(derived),
            plan: Arc::new(plan),
            checked,
            diagnostics: Arc::new(diagnostics),
        }
    }

    /// The site that shows it.
    pub fn site(&self, front: &Front, themed: &Themed, images: &Images, inputs: &Inputs) -> Site {
        let facts = assets::facts(&inputs.sources, images);
        let dated = inputs.as_of.or(front.settings.as_of).is_some();
        let (settings, theme) = (front.settings.clone(), themed.theme.clone());
        Site::new(self.model.clone(), self.derived.clone(), dated, settings, theme, self.plan.clone(), &facts)
    }
}
