//! View and template become bytes: pure, and fit for several threads.

pub mod chart;
mod convert;
mod fault;
mod filters;
mod json;
mod link;
mod load;
mod map;
mod prose;
mod shared;
mod shell;
#[cfg(test)]
mod tests;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use tera::Tera;

pub use shell::Shell;

use crate::base::files::Produced;
use crate::base::{Diagnostics, Hash, Hasher, Lang};
use crate::theme::{Template, Theme};
use crate::view::{Ground, Map, View};

use convert::Page;
use map::Blank;
use shared::Made;

/// Makes pages with the templates of one theme.
pub struct Renderer {
    theme: Theme,
    tera: Tera,
    /// The words as templates see them, for each language that the theme knows.
    words: BTreeMap<Lang, tera::Value>,
    /// The same for a language that it does not know.
    fallback_words: tera::Value,
    /// What several pages show: values, links, and entries of lists as HTML.
    made: Made,
    links: Made,
    cards: Made,
    /// What maps have in common, by the hash of their ground.
    blanks: Mutex<HashMap<Hash, Arc<Blank>>>,
}

/// How many grounds of maps are kept: there is one for each language, as long as no country is renamed.
const BLANKS: usize = 64;

impl Renderer {
    /// Reads all templates of a theme. Every fault of every template is reported; those with faults, and those that cannot do without them,
    /// are left out.
    pub fn new(theme: &Theme) -> (Renderer, Diagnostics) {
        let (tera, diagnostics) = load::load(theme);
        let words = theme.words();
        let table = |lang: &Lang| convert::texts(words.all(lang));
        let renderer = Renderer {
            theme: theme.clone(),
            tera,
            words: words.languages().map(|lang| (lang.clone(), table(lang))).collect(),
            fallback_words: table(&Lang::new("en")),
            made: Made::new(shared::VALUES),
            links: Made::new(shared::LINKS),
            cards: Made::new(shared::CARDS),
            blanks: Mutex::default(),
        };
        (renderer, diagnostics)
    }

    /// The page that a view shows. Faults that only show here, such as a field that does not exist, are reported at their place in the
    /// template, in the same words for every page; the page is then empty.
    ///
    /// A template that could not be read was reported by [`Renderer::new`]: its pages are empty without a word.
    pub fn render(&self, view: &View, shell: &Shell) -> Produced {
        let page = Page {
            renderer: self,
            lang: &view.lang,
            shell,
            in_text: Cell::new(false),
            places: [0, 1].map(|place| Hasher::new().value(&view.lang).number(place).finish()),
            diagnostics: RefCell::default(),
            repeated: RefCell::default(),
            size: Cell::new(0),
        };
        let made = page.render(self.template_for(&view.template), &view.data);
        let bytes = link::finished(made, &view.address);
        let mut diagnostics = page.diagnostics.into_inner();
        crate::base::diagnostic::sort(&mut diagnostics);
        diagnostics.dedup();
        Produced { bytes, diagnostics }
    }

    /// The template that is used where a view asks for `wanted`: where the theme has none for a kind, the one for all kinds.
    pub fn template_for<'a>(&self, wanted: &'a str) -> &'a str {
        let general = if wanted.ends_with("-list.html") { "list.html" } else { "record.html" };
        self.theme.template_for(wanted, general)
    }

    /// The theme that the templates are of.
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// What all maps with this ground have in common.
    fn blank(&self, ground: &Ground) -> Arc<Blank> {
        let mut blanks = self.blanks.lock().unwrap_or_else(PoisonError::into_inner);
        if blanks.len() >= BLANKS {
            blanks.clear();
        }
        blanks.entry(ground.hash()).or_insert_with(|| Arc::new(Blank::new(ground))).clone()
    }

    fn words(&self, lang: &Lang) -> &tera::Value {
        let main = || self.words.get(&Lang::new(lang.as_str().split('-').next().unwrap_or("")));
        self.words.get(lang).or_else(main).unwrap_or(&self.fallback_words)
    }
}

impl Page<'_> {
    /// The output of one template: of a whole page, or of a block inside a text. Its links are still marked.
    fn render(&self, name: &str, data: &Map) -> Vec<u8> {
        if !self.renderer.tera.contains_template(name) {
            self.report_missing(name);
            return Vec::new();
        }
        let mut context = tera::Context::new();
        context.insert_value("site", self.shell.site.clone());
        context.insert_value("assets", self.shell.assets.clone());
        context.insert_value("words", self.renderer.words(self.lang).clone());
        for (name, value) in data.entries() {
            context.insert_value(name.clone(), self.value(value));
        }
        let mut bytes = Vec::with_capacity(self.size.get() * 5 / 4 + 8192);
        match self.renderer.tera.render_to(name, &context, &mut bytes) {
            Ok(()) => bytes,
            Err(error) => {
                self.diagnostics.borrow_mut().push(fault::rendering(&self.renderer.theme, name, &error));
                Vec::new()
            }
        }
    }

    /// What a component of the theme shows, as HTML whose links are still marked. It sees its arguments, the words, and the language of what
    /// is around. Where that fails, it is reported, and the HTML is empty.
    fn component(&self, name: &str, fill: impl FnOnce(&mut tera::Context)) -> tera::Value {
        let mut arguments = tera::Context::new();
        fill(&mut arguments);
        let mut implicit = tera::Context::new();
        implicit.insert_value("words", self.renderer.words(self.lang).clone());
        let around = (!self.in_text.get()).then(|| self.lang.as_str());
        implicit.insert("page", &BTreeMap::from([("lang", around)]));
        match self.renderer.tera.render_component_with_implicits(name, &arguments, &implicit, None, true) {
            Ok(html) => tera::Value::safe_string(&html),
            Err(error) => {
                self.diagnostics.borrow_mut().push(fault::rendering(&self.renderer.theme, name, &error));
                tera::Value::safe_string("")
            }
        }
    }

    fn report_missing(&self, name: &str) {
        // One that exists but is not loaded has been reported, with its fault.
        if self.renderer.theme.template(name).is_none() {
            self.diagnostics.borrow_mut().push(fault::missing(&self.renderer.theme, name));
        }
    }
}

/// The names of templates, as they can be written.
fn names(theme: &Theme) -> impl Iterator<Item = &str> {
    theme.templates().iter().map(|template: &Template| template.name.as_str())
}
