//! Reads the tokens of a template into its tree. Where they make no sense, a token is passed over: the engine has its say about those.

use super::lexer::{Kind, Token, tokens};
use super::{Component, Expr, Name, Node, Parameter, Step};
use crate::base::Span;

/// How deep expressions and tags may stand in each other; the engine allows less.
const DEPTH: usize = 60;

/// The tree of a template.
pub(in crate::theme) fn parse(text: &str) -> Vec<Node> {
    let mut parser = Parser { tokens: tokens(text), at: 0, depth: 0 };
    let mut nodes = Vec::new();
    while parser.at < parser.tokens.len() {
        nodes.append(&mut parser.nodes());
        // A closing tag that nothing opened.
        parser.skip_tag();
    }
    nodes
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
}

impl Parser {
    /// Everything up to a tag that closes, or goes on with, what is being read. That tag is left to be read.
    fn nodes(&mut self) -> Vec<Node> {
        let mut nodes = Vec::new();
        self.depth += 1;
        while let Some(token) = self.tokens.get(self.at) {
            match token.kind {
                Kind::Output => {
                    self.at += 1;
                    nodes.push(Node::Output(self.expr()));
                    self.skip_tag();
                }
                Kind::Tag if self.depth < DEPTH => {
                    if self.closes() {
                        break;
                    }
                    self.at += 1;
                    nodes.extend(self.tag());
                }
                _ => self.at += 1,
            }
        }
        self.depth -= 1;
        nodes
    }

    /// Whether the tag at hand ends a body, or begins another branch of it.
    fn closes(&self) -> bool {
        match self.tokens.get(self.at + 1).map(|token| &token.kind) {
            Some(Kind::Ident(word)) => word.starts_with("end") || word == "else" || word == "elif",
            Some(Kind::Sign(sign)) => *sign == "</",
            _ => false,
        }
    }

    fn tag(&mut self) -> Option<Node> {
        if self.sign("<") {
            let call = self.call();
            let body = self.body();
            return Some(Node::Wrapped(call, body));
        }
        let word = self.name()?;
        match word.text.as_str() {
            "if" => Some(self.branches()),
            "for" => self.for_loop(),
            "set" | "set_global" => self.set(word.text == "set_global"),
            "block" => Some(Node::Block(self.body())),
            "filter" => Some(self.filter_section()),
            "component" => self.component(),
            "include" => self.named(Node::Include),
            "extends" => self.named(Node::Extends),
            _ => {
                self.skip_tag();
                None
            }
        }
    }

    fn named(&mut self, node: fn(Name) -> Node) -> Option<Node> {
        let name = self.text();
        self.skip_tag();
        name.map(node)
    }

    /// The rest of the tag at hand, what follows, and the tag that closes it.
    fn body(&mut self) -> Vec<Node> {
        self.skip_tag();
        let nodes = self.nodes();
        self.skip_tag();
        nodes
    }

    fn branches(&mut self) -> Node {
        let mut branches = Vec::new();
        let mut condition = Some(self.expr());
        loop {
            self.skip_tag();
            branches.push((condition.take(), self.nodes()));
            match self.continues() {
                Some("elif") => condition = Some(self.expr()),
                Some("else") => {}
                _ => break,
            }
        }
        self.skip_tag();
        Node::If(branches)
    }

    /// The word with which a body goes on after `nodes`, and steps over it.
    fn continues(&mut self) -> Option<&'static str> {
        let Some(Kind::Ident(word)) = self.tokens.get(self.at + 1).map(|token| &token.kind) else { return None };
        let word = ["elif", "else"].into_iter().find(|known| known == word)?;
        self.at += 2;
        Some(word)
    }

    fn for_loop(&mut self) -> Option<Node> {
        let (key, value) = self.loop_names()?;
        let over = self.expr();
        self.skip_tag();
        let body = self.nodes();
        let otherwise = if self.continues().is_some() {
            self.skip_tag();
            self.nodes()
        } else {
            Vec::new()
        };
        self.skip_tag();
        Some(Node::For { key, value, over, body, otherwise })
    }

    /// `value in`, or `key, value in`.
    fn loop_names(&mut self) -> Option<(Option<Name>, Name)> {
        let first = self.name()?;
        let names = if self.sign(",") { (Some(first), self.name()?) } else { (None, first) };
        self.word("in");
        Some(names)
    }

    fn set(&mut self, global: bool) -> Option<Node> {
        let name = self.name()?;
        if self.sign("=") {
            let value = Some(self.expr());
            self.skip_tag();
            return Some(Node::Set { name, value, body: Vec::new(), global });
        }
        Some(Node::Set { name, value: None, body: self.body(), global })
    }

    fn filter_section(&mut self) -> Node {
        let mut arguments = Vec::new();
        while self.name().is_some() {
            arguments.append(&mut self.arguments());
            if !self.sign("|") {
                break;
            }
        }
        Node::Filtered(arguments, self.body())
    }

    fn component(&mut self) -> Option<Node> {
        let name = self.dotted()?;
        let mut component = Component { name, parameters: Vec::new(), rest: None, body: Vec::new() };
        self.sign("(");
        while !self.sign(")") && !self.tag_is_over() {
            if self.sign("...") {
                component.rest = self.name();
            } else {
                let implicit = self.sign("@");
                let Some(name) = self.name() else {
                    self.at += 1;
                    continue;
                };
                if self.sign(":") {
                    self.name();
                }
                let has_default = self.sign("=");
                if has_default {
                    self.expr();
                }
                component.parameters.push(Parameter { name, implicit, has_default });
            }
            self.sign(",");
        }
        component.body = self.body();
        Some(Node::Component(component))
    }

    /// `yes if condition else no`, where the last two may be missing.
    fn expr(&mut self) -> Expr {
        self.depth += 1;
        let value = self.operands();
        let value = if self.depth < DEPTH && self.word("if") {
            let condition = Box::new(self.operands());
            self.word("else");
            Expr::Choice { condition, yes: Box::new(value), no: Box::new(self.expr()) }
        } else {
            value
        };
        self.depth -= 1;
        value
    }

    /// Operands with operators between them. Which binds tighter makes no difference here.
    fn operands(&mut self) -> Expr {
        let mut operands = vec![self.operand()];
        while self.operator() {
            operands.push(self.operand());
        }
        match operands.pop() {
            Some(single) if operands.is_empty() => single,
            last => {
                operands.extend(last);
                Expr::Many(operands)
            }
        }
    }

    fn operator(&mut self) -> bool {
        const SIGNS: &[&str] = &["+", "-", "*", "/", "//", "%", "**", "~", "==", "!=", "<", ">", "<=", ">="];
        const WORDS: &[&str] = &["and", "or", "in"];
        if self.word("not") {
            self.word("in");
            return true;
        }
        SIGNS.iter().any(|sign| self.sign(sign)) || WORDS.iter().any(|word| self.word(word))
    }

    /// A value with its filters and tests.
    fn operand(&mut self) -> Expr {
        let negated = self.word("not") || self.sign("-");
        let mut value = self.primary();
        loop {
            if self.sign("|") {
                let Some(name) = self.name() else { break };
                value = Expr::Filter { value: Box::new(value), name, arguments: self.arguments() };
            } else if self.word("is") {
                self.word("not");
                let Some(name) = self.name() else { break };
                value = Expr::Test { value: Box::new(value), name, arguments: self.arguments() };
            } else {
                break;
            }
        }
        if negated { Expr::Many(vec![value]) } else { value }
    }

    fn primary(&mut self) -> Expr {
        if self.tag_is_over() {
            return Expr::Literal;
        }
        let token = self.tokens[self.at].clone();
        self.at += 1;
        if self.depth >= DEPTH {
            return Expr::Literal;
        }
        match token.kind {
            Kind::Ident(word)
                if matches!(word.as_str(), "true" | "True" | "false" | "False" | "none" | "None" | "null") =>
            {
                Expr::Literal
            }
            Kind::Ident(text) => self.path(Name { text, span: token.span }),
            Kind::Text(text) => {
                if self.peek("[") || self.peek("?[") {
                    return Expr::Many(self.steps().into_iter().flat_map(inside).collect());
                }
                Expr::Text(text)
            }
            Kind::Sign("(") => {
                let value = self.expr();
                self.sign(")");
                match self.steps() {
                    steps if steps.is_empty() => value,
                    steps => Expr::Many(std::iter::once(value).chain(steps.into_iter().flat_map(inside)).collect()),
                }
            }
            Kind::Sign("[") => self.array(),
            Kind::Sign("{") => self.map(),
            Kind::Sign("<") => self.call(),
            _ => Expr::Literal,
        }
    }

    /// A name with steps, or the call of a function.
    fn path(&mut self, root: Name) -> Expr {
        if self.peek("(") {
            return Expr::Function { arguments: self.arguments() };
        }
        Expr::Path { root, steps: self.steps() }
    }

    fn steps(&mut self) -> Vec<Step> {
        let mut steps = Vec::new();
        loop {
            let optional = self.peek("?.") || self.peek("?[");
            if self.sign(".") || self.sign("?.") {
                let Some(name) = self.name() else { break };
                steps.push(Step::Field { name, optional });
            } else if self.sign("[") || self.sign("?[") {
                steps.push(self.subscript(optional));
            } else {
                break;
            }
        }
        steps
    }

    fn subscript(&mut self, optional: bool) -> Step {
        let span = self.tokens.get(self.at).map_or(Span::default(), |token| token.span);
        let mut parts = Vec::new();
        let mut slice = false;
        while !self.sign("]") && !self.tag_is_over() {
            if self.sign(":") {
                slice = true;
            } else {
                parts.push(self.expr());
            }
        }
        match parts.pop() {
            Some(Expr::Text(text)) if !slice && parts.is_empty() => Step::Field { name: Name { text, span }, optional },
            Some(single) if !slice && parts.is_empty() => Step::Item(single),
            last => {
                parts.extend(last);
                Step::Slice(parts)
            }
        }
    }

    fn array(&mut self) -> Expr {
        let mut items = Vec::new();
        while !self.sign("]") && !self.tag_is_over() {
            self.sign("...");
            let item = self.expr();
            if items.is_empty() && self.word("for") {
                let Some((key, value)) = self.loop_names() else { break };
                let over = Box::new(self.operands());
                let condition = self.word("if").then(|| Box::new(self.operands()));
                self.sign("]");
                return Expr::Comprehension { item: Box::new(item), key, value, over, condition };
            }
            items.push(item);
            self.sign(",");
        }
        Expr::Many(items)
    }

    fn map(&mut self) -> Expr {
        let mut values = Vec::new();
        while !self.sign("}") && !self.tag_is_over() {
            if !self.sign("...") {
                // The key.
                self.at += 1;
                self.sign(":");
            }
            values.push(self.expr());
            self.sign(",");
        }
        Expr::Many(values)
    }

    /// `(name=value, …)`, or nothing.
    fn arguments(&mut self) -> Vec<Expr> {
        let mut arguments = Vec::new();
        if self.sign("(") {
            while !self.sign(")") && !self.tag_is_over() {
                self.name();
                self.sign("=");
                arguments.push(self.expr());
                self.sign(",");
            }
        }
        arguments
    }

    /// The call of a component after its `<`, to the `/>` or `>`.
    fn call(&mut self) -> Expr {
        let Some(name) = self.dotted() else { return Expr::Literal };
        let (mut arguments, mut spread) = (Vec::new(), Vec::new());
        while !self.tag_is_over() {
            if self.sign("/") || self.sign(">") {
                self.sign(">");
                break;
            }
            if self.sign("{") {
                self.sign("...");
                spread.push(self.expr());
                self.sign("}");
            } else if let Some(name) = self.name() {
                let value = self.argument(&name);
                arguments.push((name, value));
            } else {
                self.at += 1;
            }
        }
        Expr::Call { name, arguments, spread }
    }

    /// The value of a component's argument: `="text"`, `={value}`, or nothing for the variable of that name.
    fn argument(&mut self, name: &Name) -> Expr {
        if !self.sign("=") {
            return Expr::Path { root: name.clone(), steps: Vec::new() };
        }
        if let Some(text) = self.text() {
            return Expr::Text(text.text);
        }
        self.sign("{");
        let value = self.expr();
        self.sign("}");
        value
    }

    /// A component's name, which may have dots.
    fn dotted(&mut self) -> Option<Name> {
        let mut name = self.name()?;
        while self.sign(".") {
            let Some(part) = self.name() else { break };
            name.text = format!("{}.{}", name.text, part.text);
            name.span.end = part.span.end;
        }
        Some(name)
    }

    fn name(&mut self) -> Option<Name> {
        let token = self.tokens.get(self.at)?;
        let Kind::Ident(text) = &token.kind else { return None };
        let name = Name { text: text.clone(), span: token.span };
        self.at += 1;
        Some(name)
    }

    fn text(&mut self) -> Option<Name> {
        let token = self.tokens.get(self.at)?;
        let Kind::Text(text) = &token.kind else { return None };
        let name = Name { text: text.clone(), span: token.span };
        self.at += 1;
        Some(name)
    }

    fn peek(&self, sign: &str) -> bool {
        matches!(self.tokens.get(self.at), Some(Token { kind: Kind::Sign(found), .. }) if *found == sign)
    }

    fn sign(&mut self, sign: &str) -> bool {
        let found = self.peek(sign);
        self.at += usize::from(found);
        found
    }

    fn word(&mut self, word: &str) -> bool {
        let found = matches!(self.tokens.get(self.at), Some(Token { kind: Kind::Ident(found), .. }) if found == word);
        self.at += usize::from(found);
        found
    }

    fn tag_is_over(&self) -> bool {
        !matches!(
            self.tokens.get(self.at),
            Some(Token { kind: Kind::Ident(_) | Kind::Text(_) | Kind::Number | Kind::Sign(_), .. })
        )
    }

    /// Steps over the tag at hand, or what is left of it.
    fn skip_tag(&mut self) {
        while let Some(token) = self.tokens.get(self.at) {
            self.at += 1;
            if token.kind == Kind::End {
                break;
            }
        }
    }
}

/// What is read inside the brackets of a step.
fn inside(step: Step) -> Vec<Expr> {
    match step {
        Step::Field { .. } => Vec::new(),
        Step::Item(expr) => vec![expr],
        Step::Slice(exprs) => exprs,
    }
}
