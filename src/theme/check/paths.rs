//! Follows a path such as `record.fields.period.from` into the contract.

use crate::base::Code;
use crate::base::suggest::did_you_mean;
use crate::theme::contract::{Shape, value_shape};
use crate::theme::syntax::{Name, Step};

use super::Checker;
use super::known::{Known, One};
use super::walk::Scope;

/// The engine's variable that holds all others: made to look around while writing a template.
const ALL_VARIABLES: &str = "__tera_context";

impl<'a> Checker<'a> {
    pub(super) fn path(&mut self, root: &'a Name, steps: &'a [Step], scope: &mut Scope<'a>) -> Known {
        let optional = matches!(steps.first(), Some(Step::Field { optional: true, .. }));
        let mut known = match scope.variable(&root.text) {
            _ if root.text == ALL_VARIABLES => {
                let message =
                    format!("`{ALL_VARIABLES}` shows all variables in no fixed order, so no page can be made with it");
                self.report(Code::TemplateError, scope.template, root.span, message, None);
                Known::Any
            }
            Some(known) => known,
            None if optional => Known::Any,
            None => {
                self.report_variable(root, scope);
                Known::Any
            }
        };
        let mut path = root.text.clone();
        for step in steps {
            match step {
                Step::Field { name, .. } => {
                    known = self.field(&path, known, name, scope);
                    path = format!("{path}.{}", name.text);
                }
                Step::Item(expr) => {
                    self.expr(expr, scope);
                    known = known.item();
                    path.push_str("[…]");
                }
                Step::Slice(exprs) => self.exprs(exprs, scope),
            }
        }
        known
    }

    /// What `.name` of a value is; reported where no value that it may be has that name.
    fn field(&mut self, path: &str, known: Known, name: &'a Name, scope: &Scope<'a>) -> Known {
        let Known::These(these) = known else { return Known::Any };
        let found: Vec<Known> = these.iter().filter_map(|one| self.field_of(path, *one, &name.text, scope)).collect();
        if found.is_empty() && !these.is_empty() {
            self.report_field(path, these[0], name, scope);
            return Known::Any;
        }
        found.into_iter().fold(Known::nothing(), Known::or)
    }

    fn field_of(&self, path: &str, one: One, name: &str, scope: &Scope<'a>) -> Option<Known> {
        let One::Shape(shape) = one else { return None };
        match shape {
            Shape::Any => Some(Known::Any),
            Shape::Map(kind) => kind.field(name).map(|field| Known::shape(field.shape)),
            Shape::Words => self.theme.words().has(name).then_some(Known::shape(Shape::Text)),
            Shape::Keyed(shape) => {
                let names = self.names_of(path);
                names.is_none_or(|names| names.contains(&name)).then_some(Known::shape(*shape))
            }
            Shape::Fields => {
                let mut fields = self.fields(scope).filter(|field| field.0 == name).peekable();
                fields.peek()?;
                Some(fields.fold(Known::nothing(), |known, (_, shape)| known.or(Known::shape(shape))))
            }
            _ => None,
        }
    }

    /// The fields of the page's kind; where that is not known, of all kinds.
    fn fields(&self, scope: &Scope<'a>) -> impl Iterator<Item = (&'a str, Shape)> + use<'a> {
        let kind = scope.kind;
        let kinds = self.kinds.iter().filter(move |known| kind.is_none_or(|kind| kind == known.id));
        kinds.flat_map(|kind| &kind.fields).map(|field| (field.id.as_str(), value_shape(&field.type_name, field.list)))
    }

    /// The names in a map of the theme's own.
    fn names_of(&self, path: &str) -> Option<Vec<&'a str>> {
        let theme = self.theme;
        match path {
            "assets" => Some(theme.assets().iter().map(|asset| asset.name.as_str()).collect()),
            "lists" => Some(theme.lists().iter().map(|list| list.id.as_str()).collect()),
            "record.expanded" => Some(theme.expands().iter().map(|expand| expand.path.as_str()).collect()),
            _ => None,
        }
    }

    fn report_variable(&mut self, root: &'a Name, scope: &Scope<'a>) {
        let known: Vec<&str> = scope.names.iter().map(|(name, _)| *name).chain(scope.set.iter().copied()).collect();
        let (message, list) = match scope.component {
            Some(component) => {
                (format!("the component `{component}` is not given `{}`", root.text), "it sees its arguments only")
            }
            None => (format!("this page has no variable `{}`", root.text), "its variables are"),
        };
        self.report(Code::TemplateField, scope.template, root.span, message, help(&root.text, known, list));
    }

    fn report_field(&mut self, path: &str, one: One, name: &'a Name, scope: &Scope<'a>) {
        let wrong = &name.text;
        let (message, help) = match one {
            One::Shape(Shape::Map(kind)) => {
                let known = kind.fields.iter().map(|field| field.name).collect();
                (format!("there is no `{path}.{wrong}`"), help(wrong, known, &format!("a {} has", kind.name)))
            }
            One::Shape(Shape::Words) => {
                let known = self.theme.words().keys().collect();
                (format!("the theme has no word `{wrong}`"), help(wrong, known, "its words are"))
            }
            One::Shape(Shape::Keyed(_)) => {
                let known = self.names_of(path).unwrap_or_default();
                (format!("there is no `{wrong}` in `{path}`"), help(wrong, known, "it has"))
            }
            One::Shape(Shape::Fields) => {
                let known = self.fields(scope).map(|field| field.0).collect();
                match scope.kind {
                    Some(kind) => {
                        (format!("the kind `{kind}` has no field `{wrong}`"), help(wrong, known, "its fields are"))
                    }
                    None => (format!("no kind has a field `{wrong}`"), help(wrong, known, "")),
                }
            }
            One::ListOf(_) | One::Shape(Shape::List(_)) => {
                let advice = format!("go through it with `{{% for … in {path} %}}`, or take one with `{path}[0]`");
                (format!("`{path}` is a list and has no `{wrong}`"), Some(advice))
            }
            One::Shape(shape) => (format!("`{path}` is {shape} and has no `{wrong}`"), None),
        };
        self.report(Code::TemplateField, scope.template, name.span, message, help);
    }
}

/// The nearest of the known names, or, after `list`, all of them where they are few.
pub(super) fn help(wrong: &str, mut known: Vec<&str>, list: &str) -> Option<String> {
    did_you_mean(wrong, known.iter().copied()).or_else(|| {
        known.sort_unstable();
        known.dedup();
        let few = !known.is_empty() && known.len() <= 40 && !list.is_empty();
        few.then(|| format!("{list}: {}", known.join(", ")))
    })
}
