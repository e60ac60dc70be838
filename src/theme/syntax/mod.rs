//! What a template says, as a tree: just enough of the engine's language to know which values it reads. The engine does not show its own
//! tree. Nothing here judges: a template that the engine refuses gives some tree or other.

mod lexer;
mod parser;
#[cfg(test)]
mod tests;

pub(super) use parser::parse;

use crate::base::Span;

/// A name where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub text: String,
    pub span: Span,
}

/// A part of a template. Plain text is left out.
#[derive(Debug, PartialEq)]
pub(super) enum Node {
    /// `{{ … }}`
    Output(Expr),
    /// The branches in order; the last one has no condition where there is an `else`.
    If(Vec<(Option<Expr>, Vec<Node>)>),
    /// `{% for key, value in over %}`, with its `else`.
    For { key: Option<Name>, value: Name, over: Expr, body: Vec<Node>, otherwise: Vec<Node> },
    /// `{% set name = value %}`, or a block that is captured.
    Set { name: Name, value: Option<Expr>, body: Vec<Node>, global: bool },
    /// `{% block name %}`
    Block(Vec<Node>),
    /// `{% extends "name" %}`
    Extends(Name),
    /// `{% include "name" %}`
    Include(Name),
    /// `{% component name(…) %}`
    Component(Component),
    /// `{% <name …> %}…{% </name> %}`
    Wrapped(Expr, Vec<Node>),
    /// `{% filter name %}`
    Filtered(Vec<Expr>, Vec<Node>),
}

/// The definition of a component.
#[derive(Debug, PartialEq)]
pub(super) struct Component {
    pub name: Name,
    pub parameters: Vec<Parameter>,
    /// The parameter that takes all other arguments.
    pub rest: Option<Name>,
    pub body: Vec<Node>,
}

/// A parameter of a component.
#[derive(Debug, PartialEq)]
pub(super) struct Parameter {
    pub name: Name,
    /// Whether it is taken from where the component is called: `@name`.
    pub implicit: bool,
    pub has_default: bool,
}

/// An expression, as far as it matters which values it reads and what it may yield.
#[derive(Debug, PartialEq)]
pub(super) enum Expr {
    /// A number, a text, and whatever else reads nothing.
    Literal,
    /// A literal text.
    Text(String),
    /// `root.step[step]`
    Path { root: Name, steps: Vec<Step> },
    /// `value | name(arguments)`
    Filter { value: Box<Expr>, name: Name, arguments: Vec<Expr> },
    /// `value is name(arguments)`
    Test { value: Box<Expr>, name: Name, arguments: Vec<Expr> },
    /// `name(arguments)`
    Function { arguments: Vec<Expr> },
    /// `<name argument=… {...spread} />`
    Call { name: Name, arguments: Vec<(Name, Expr)>, spread: Vec<Expr> },
    /// `[item for key, value in over if condition]`
    Comprehension { item: Box<Expr>, key: Option<Name>, value: Name, over: Box<Expr>, condition: Option<Box<Expr>> },
    /// `yes if condition else no`
    Choice { condition: Box<Expr>, yes: Box<Expr>, no: Box<Expr> },
    /// Anything else that is made of others.
    Many(Vec<Expr>),
}

/// One step into a value.
#[derive(Debug, PartialEq)]
pub(super) enum Step {
    /// `.name` or `["name"]`; optional where it may be missing: `?.name`.
    Field { name: Name, optional: bool },
    /// `[…]` with a number or a value.
    Item(Expr),
    /// `[from:to]`
    Slice(Vec<Expr>),
}

/// Shows every node to `see`, outer ones before those in them.
pub(super) fn visit<'a>(nodes: &'a [Node], see: &mut dyn FnMut(&'a Node)) {
    for node in nodes {
        see(node);
        match node {
            Node::Output(_) | Node::Extends(_) | Node::Include(_) => {}
            Node::If(branches) => branches.iter().for_each(|(_, body)| visit(body, see)),
            Node::For { body, otherwise, .. } => {
                visit(body, see);
                visit(otherwise, see);
            }
            Node::Set { body, .. } | Node::Block(body) | Node::Wrapped(_, body) | Node::Filtered(_, body) => {
                visit(body, see)
            }
            Node::Component(component) => visit(&component.body, see),
        }
    }
}
