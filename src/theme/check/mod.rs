//! Compares the values that templates read with the contract: those in conditions too, where the engine lets a misspelt one pass.

mod declared;
mod known;
mod paths;
#[cfg(test)]
mod tests;
mod walk;

use std::collections::BTreeMap;

use crate::base::Diagnostics;

use super::contract::{Kind, variables};
use super::syntax::{Component, Node, parse, visit};
use super::{Template, Theme};

use known::Known;
use walk::Scope;

/// Every value that a template reads and the contract does not have, at its place; and wrong calls of components. `kinds` are the kinds
/// of the portal.
///
/// Templates must be sound; faults of their syntax are reported when they are read for rendering.
pub fn check(theme: &Theme, kinds: &[Kind]) -> Diagnostics {
    let trees: Vec<(&Template, Vec<Node>)> =
        theme.templates().iter().map(|template| (template, parse(&template.text))).collect();
    let mut components = BTreeMap::new();
    for (template, nodes) in &trees {
        for node in nodes {
            if let Node::Component(component) = node {
                // Of two with one name the top-most layer's counts, which comes first.
                components.entry(component.name.text.as_str()).or_insert((*template, component));
            }
        }
    }
    let mut included: Vec<&Template> = Vec::new();
    for (_, nodes) in &trees {
        visit(nodes, &mut |node| {
            if let Node::Include(name) = node {
                included.extend(theme.template(&name.text));
            }
        });
    }
    let mut checker = Checker {
        theme,
        kinds,
        trees: &trees,
        components,
        arguments: BTreeMap::new(),
        changed: false,
        report: false,
        found: Vec::new(),
    };
    // What a component is given depends on what those that call it are given: go round until nothing new comes to light.
    for _ in 0..ROUNDS {
        checker.changed = false;
        checker.templates(&included);
        if !checker.changed {
            break;
        }
    }
    checker.report = true;
    checker.templates(&included);
    let mut found = checker.found;
    found.extend(declared::check(theme, kinds));
    crate::base::diagnostic::sort(&mut found);
    found.dedup_by(|later, first| later.origin == first.origin && later.code == first.code);
    found
}

/// More rounds than any chain of components is long.
const ROUNDS: usize = 40;

/// A check under way.
struct Checker<'a> {
    theme: &'a Theme,
    kinds: &'a [Kind],
    trees: &'a [(&'a Template, Vec<Node>)],
    components: BTreeMap<&'a str, (&'a Template, &'a Component)>,
    /// What the calls that were seen so far give to each component's parameters.
    arguments: BTreeMap<&'a str, Vec<Known>>,
    /// Whether something was added to them.
    changed: bool,
    /// Whether to report.
    report: bool,
    found: Diagnostics,
}

impl<'a> Checker<'a> {
    /// Goes through every template that is not a part of others, and every component.
    fn templates(&mut self, included: &[&Template]) {
        for (template, nodes) in self.trees {
            if included.iter().any(|known| std::ptr::eq(*known, *template)) {
                continue;
            }
            let variables = variables(&template.name, self.kinds);
            let names = variables.fields.iter().map(|field| (field.name, Known::shape(field.shape))).collect();
            let mut scope = Scope {
                template,
                names,
                kind: variables.kind,
                complete: variables.complete,
                component: None,
                set: Vec::new(),
                branches: 0,
            };
            self.collect_sets(template, &mut scope.set, 0);
            self.nodes(nodes, &mut scope, 0);
        }
        for (name, (template, component)) in self.components.clone() {
            let given = self.arguments.get(name).cloned();
            let mut names = Vec::new();
            for (at, parameter) in component.parameters.iter().enumerate() {
                let known = given.as_ref().map_or(Known::Any, |given| given[at].clone());
                names.push((parameter.name.text.as_str(), known));
            }
            names.extend(component.rest.iter().map(|rest| (rest.text.as_str(), Known::Any)));
            names.push(("body", Known::Any));
            let mut scope = Scope {
                template,
                names,
                kind: None,
                complete: true,
                component: Some(name),
                set: Vec::new(),
                branches: 0,
            };
            sets(&component.body, &mut scope.set);
            self.nodes(&component.body, &mut scope, 0);
        }
    }

    /// The names that a template sets, and those that it extends: they may be set before they are read.
    fn collect_sets(&self, template: &Template, set: &mut Vec<&'a str>, depth: usize) {
        let nodes = self.tree(template);
        sets(nodes, set);
        for node in nodes {
            if let Node::Extends(name) = node
                && let Some(parent) = self.theme.template(&name.text)
                && depth < ROUNDS
            {
                self.collect_sets(parent, set, depth + 1);
            }
        }
    }

    fn tree(&self, template: &Template) -> &'a [Node] {
        self.trees.iter().find(|(known, _)| std::ptr::eq(*known, template)).map_or(&[], |(_, nodes)| nodes)
    }
}

/// The names that these nodes set, components aside.
fn sets<'a>(nodes: &'a [Node], set: &mut Vec<&'a str>) {
    visit(nodes, &mut |node| {
        if let Node::Set { name, .. } = node {
            set.push(&name.text);
        }
    });
}
