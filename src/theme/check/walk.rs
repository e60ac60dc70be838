//! Goes through a template in the order in which it is rendered, and keeps track of the variables.

use crate::base::{Code, Span};
use crate::theme::Template;
use crate::theme::contract::Shape;
use crate::theme::syntax::{Expr, Name, Node};

use super::known::Known;
use super::{Checker, ROUNDS};

/// The variables at one point of a template.
pub(super) struct Scope<'a> {
    /// The template that is being read; an included one has the variables of the one that includes it.
    pub template: &'a Template,
    /// The variables; of two with one name the later one counts.
    pub names: Vec<(&'a str, Known)>,
    /// The kind of the page's record, where it is known.
    pub kind: Option<&'a str>,
    /// Whether there is no variable beside `names` and `set`.
    pub complete: bool,
    /// The component that is being read.
    pub component: Option<&'a str>,
    /// All names that are set somewhere, perhaps before they are read.
    pub set: Vec<&'a str>,
    /// In how many conditions and loops this point stands.
    pub branches: usize,
}

impl<'a> Scope<'a> {
    /// What is known of a variable, if it is there.
    pub fn variable(&self, name: &str) -> Option<Known> {
        let found = self.names.iter().rev().find(|(known, _)| *known == name).map(|(_, known)| known.clone());
        // The engine's own variable in loops.
        found.or_else(|| (self.set.contains(&name) || name == "loop" || !self.complete).then_some(Known::Any))
    }

    fn set(&mut self, name: &'a str, known: Known) {
        let known = match self.variable(name) {
            Some(before) if self.branches > 0 => before.or(known),
            _ => known,
        };
        self.names.push((name, known));
    }
}

impl<'a> Checker<'a> {
    pub(super) fn nodes(&mut self, nodes: &'a [Node], scope: &mut Scope<'a>, depth: usize) {
        for node in nodes {
            match node {
                Node::Output(expr) => {
                    self.expr(expr, scope);
                }
                Node::If(branches) => {
                    scope.branches += 1;
                    for (condition, body) in branches {
                        if let Some(condition) = condition {
                            self.expr(condition, scope);
                        }
                        self.nodes(body, scope, depth);
                    }
                    scope.branches -= 1;
                }
                Node::For { key, value, over, body, otherwise } => {
                    let over = self.expr(over, scope);
                    let outside = scope.names.len();
                    enter_loop(key.as_ref(), value, &over, scope);
                    scope.branches += 1;
                    self.nodes(body, scope, depth);
                    scope.names.truncate(outside);
                    self.nodes(otherwise, scope, depth);
                    scope.branches -= 1;
                }
                Node::Set { name, value, body, global } => {
                    let known = value.as_ref().map_or(Known::shape(Shape::Html), |value| self.expr(value, scope));
                    self.nodes(body, scope, depth);
                    scope.set(&name.text, if *global { Known::Any } else { known });
                }
                Node::Block(body) => self.nodes(body, scope, depth),
                Node::Include(name) => self.include(name, scope, depth),
                // Components stand for themselves: they do not see the variables here.
                Node::Extends(_) | Node::Component(_) => {}
                Node::Wrapped(call, body) => {
                    self.expr(call, scope);
                    self.nodes(body, scope, depth);
                }
                Node::Filtered(arguments, body) => {
                    self.exprs(arguments, scope);
                    self.nodes(body, scope, depth);
                }
            }
        }
    }

    fn include(&mut self, name: &Name, scope: &mut Scope<'a>, depth: usize) {
        let Some(template) = self.theme.template(&name.text) else { return };
        if depth > ROUNDS {
            return;
        }
        let (outside, before) = (scope.names.len(), scope.template);
        scope.template = template;
        let tree = self.tree(template);
        let known = scope.set.len();
        super::sets(tree, &mut scope.set);
        self.nodes(tree, scope, depth + 1);
        scope.set.truncate(known);
        scope.names.truncate(outside);
        scope.template = before;
    }

    pub(super) fn exprs(&mut self, exprs: &'a [Expr], scope: &mut Scope<'a>) {
        for expr in exprs {
            self.expr(expr, scope);
        }
    }

    /// What an expression may be.
    pub(super) fn expr(&mut self, expr: &'a Expr, scope: &mut Scope<'a>) -> Known {
        match expr {
            Expr::Literal | Expr::Text(_) => Known::Any,
            Expr::Path { root, steps } => self.path(root, steps, scope),
            Expr::Filter { value, name, arguments } => {
                let known = self.expr(value, scope);
                self.exprs(arguments, scope);
                if name.text == "json_script" && known.is_html() {
                    let message = "what is shown as HTML or JSON already cannot be made JSON".to_owned();
                    let help = Some("leave the filter out".to_owned());
                    self.report(Code::TemplateError, scope.template, name.span, message, help);
                }
                match name.text.as_str() {
                    "default" | "reverse" | "sort" | "unique" => known,
                    "first" | "last" | "nth" => known.item(),
                    _ => Known::Any,
                }
            }
            Expr::Test { value, name, arguments } => {
                self.exprs(arguments, scope);
                // Whether a variable is there at all may be asked of any.
                let asks = matches!(name.text.as_str(), "defined" | "undefined");
                if !(asks && matches!(&**value, Expr::Path { steps, .. } if steps.is_empty())) {
                    self.expr(value, scope);
                }
                Known::Any
            }
            Expr::Function { arguments } => {
                self.exprs(arguments, scope);
                Known::Any
            }
            Expr::Call { name, arguments, spread } => {
                self.exprs(spread, scope);
                self.call(name, arguments, !spread.is_empty(), scope);
                Known::Any
            }
            Expr::Comprehension { item, key, value, over, condition } => {
                let over = self.expr(over, scope);
                let outside = scope.names.len();
                enter_loop(key.as_ref(), value, &over, scope);
                if let Some(condition) = condition {
                    self.expr(condition, scope);
                }
                let item = self.expr(item, scope);
                scope.names.truncate(outside);
                item.list()
            }
            Expr::Choice { condition, yes, no } => {
                self.expr(condition, scope);
                let yes = self.expr(yes, scope);
                yes.or(self.expr(no, scope))
            }
            Expr::Many(exprs) => {
                self.exprs(exprs, scope);
                Known::Any
            }
        }
    }

    /// The call of a component: adds what it is given to what is known of its parameters.
    fn call(&mut self, name: &'a Name, arguments: &'a [(Name, Expr)], spread: bool, scope: &mut Scope<'a>) {
        let given: Vec<(&Name, Known)> =
            arguments.iter().map(|(name, value)| (name, self.expr(value, scope))).collect();
        let Some((_, component)) = self.components.get(name.text.as_str()).copied() else { return };
        let mut new = Vec::new();
        for parameter in &component.parameters {
            let found = given.iter().find(|(name, _)| name.text == parameter.name.text).map(|(_, known)| known.clone());
            let implied = || parameter.implicit.then(|| scope.variable(&parameter.name.text)).flatten();
            let missing = found.is_none() && !parameter.implicit && !parameter.has_default && !spread;
            if missing {
                let message =
                    format!("the component `{}` is not given its argument `{}`", name.text, parameter.name.text);
                self.report(Code::TemplateError, scope.template, name.span, message, None);
            }
            let unknown = if missing { Known::nothing() } else { Known::Any };
            new.push(found.or_else(implied).unwrap_or(unknown));
        }
        for (argument, _) in &given {
            let known = || component.parameters.iter().map(|parameter| parameter.name.text.as_str());
            if component.rest.is_none() && !known().any(|name| name == argument.text) {
                let message = format!("the component `{}` has no argument `{}`", name.text, argument.text);
                let help = super::paths::help(&argument.text, known().collect(), "its arguments are");
                self.report(Code::TemplateError, scope.template, argument.span, message, help);
            }
        }
        let before = self.arguments.entry(&component.name.text).or_insert_with(|| vec![Known::nothing(); new.len()]);
        let after: Vec<Known> = before.iter().cloned().zip(new).map(|(before, new)| before.or(new)).collect();
        if *before != after {
            *before = after;
            self.changed = true;
        }
    }

    pub(super) fn report(
        &mut self,
        code: Code,
        template: &Template,
        span: Span,
        message: String,
        help: Option<String>,
    ) {
        if self.report {
            self.found.push(template.diagnostic(code, span, message).maybe_help(help));
        }
    }
}

/// Adds the variables of a loop.
fn enter_loop<'a>(key: Option<&'a Name>, value: &'a Name, over: &Known, scope: &mut Scope<'a>) {
    let item = match over {
        // Through the fields of a record, or the words, one cannot know what comes.
        over if key.is_none() || keyed(over) => over.item(),
        _ => Known::Any,
    };
    if let Some(key) = key {
        scope.names.push((&key.text, Known::shape(Shape::Text)));
    }
    scope.names.push((&value.text, item));
}

fn keyed(known: &Known) -> bool {
    match known {
        Known::Any => false,
        Known::These(these) => these.iter().all(|one| matches!(one, super::known::One::Shape(Shape::Keyed(_)))),
    }
}
