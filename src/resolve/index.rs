//! Looks records up by what authors write: ids, former ids, aliases, with or without the kind.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::suggest::{did_you_mean, nearest, one_of};
use crate::base::{Code, Diagnostic, Diagnostics, Origin, SourcePath, Span};
use crate::model::RecordId;
use crate::parse::{Entry, Node, NodeValue};
use crate::schema::Schema;

use super::amend::Draft;
use super::gather::Raw;

/// The records that each name leads to, with their kinds.
type Names = BTreeMap<Arc<str>, Vec<(usize, RecordId, Name)>>;

/// All names of all records.
#[derive(Clone)]
pub(super) struct Index {
    schema: Arc<Schema>,
    names: Arc<Names>,
    /// What each record is called.
    called: Vec<Arc<Called>>,
}

/// What a record is called by those who wrote it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Called {
    /// The place of its kind in the schema.
    kind: usize,
    /// Its id.
    id: Arc<str>,
    /// What else leads to it.
    others: Vec<(Arc<str>, Name)>,
    /// Its titles: for advice only.
    titles: Vec<Arc<str>>,
}

/// How a name belongs to its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Name {
    /// It is the id.
    Id,
    /// It is another way to cite the same source.
    Alias,
    /// It was the id.
    Former,
}

/// What a name leads to.
pub(super) enum Found {
    /// One record.
    One(RecordId),
    /// One record, by an id that it no longer has.
    Former(RecordId),
    /// Several records, of these kinds.
    Many(Vec<usize>),
    /// None.
    Nothing,
}

impl Called {
    /// What a record is called.
    pub fn of(draft: &Draft) -> Called {
        let others = other_names(draft).map(|(name, form, ..)| (name.into(), form)).collect();
        let titles = entries(draft, "title").chain(entries(draft, "acronym"));
        let titles = titles.flat_map(|(_, entry)| texts(&entry.node)).map(|(title, _)| title.into()).collect();
        Called { kind: draft.kind, id: draft.id.into(), others, titles }
    }
}

/// What leads to a record beside its id, with the file and the place where it is written.
fn other_names<'d>(draft: &'d Draft) -> impl Iterator<Item = (&'d str, Name, &'d SourcePath, Span)> {
    let of_key = |(key, form): (&'static str, Name)| {
        entries(draft, key).flat_map(move |(path, entry)| {
            texts(&entry.node).into_iter().map(move |(name, span)| (name, form, path, span))
        })
    };
    [("formerly", Name::Former), ("aliases", Name::Alias)].into_iter().flat_map(of_key)
}

/// What a record's parts write for a key, with their files.
fn entries<'d>(draft: &'d Draft, key: &'static str) -> impl Iterator<Item = (&'d SourcePath, &'d Entry)> {
    let of_part = move |part: &'d Raw| {
        part.entries.iter().filter(move |entry| entry.key == key).map(move |entry| (part.path, *entry))
    };
    draft.parts.iter().flat_map(of_part)
}

impl Index {
    /// The names of these records, whose ids in the model are their places.
    pub fn new(schema: &Arc<Schema>, drafts: &[Draft], diagnostics: &mut Diagnostics) -> Index {
        let called: Vec<Arc<Called>> = drafts.iter().map(|draft| Arc::new(Called::of(draft))).collect();
        let mut names = Names::new();
        for (at, called) in called.iter().enumerate() {
            names.entry(called.id.clone()).or_default().push((called.kind, RecordId(at as u32), Name::Id));
        }
        for (at, draft) in drafts.iter().enumerate() {
            for (name, form, path, span) in other_names(draft) {
                let id = RecordId(at as u32);
                let known = names.entry(name.into()).or_default();
                let twin = known.iter().find(|(kind, other, _)| *kind == draft.kind && *other != id);
                match twin {
                    Some((_, other, _)) => {
                        let message = format!("`{name}` leads to another record already");
                        let diagnostic = Diagnostic::at(Code::DuplicateId, path, span, message)
                            .related(drafts[other.0 as usize].parts[0].origin.clone(), "to this one")
                            .help("take the former id out, or rename the record that has it");
                        diagnostics.push(diagnostic);
                    }
                    None => known.push((draft.kind, id, form)),
                }
            }
        }
        Index { schema: schema.clone(), names: Arc::new(names), called }
    }

    /// The same names with these records' titles as they are now; nothing where their names differ.
    pub fn retitled(&self, records: impl IntoIterator<Item = (RecordId, Called)>) -> Option<Index> {
        let mut index = self.clone();
        for (id, now) in records {
            let before = &mut index.called[id.0 as usize];
            if before.others != now.others {
                return None;
            }
            *before = Arc::new(now);
        }
        Some(index)
    }

    /// Whether advice could be other than that of another index with the same names.
    pub fn advises_like(&self, other: &Index) -> bool {
        let same = |(one, other): (&Arc<Called>, &Arc<Called>)| Arc::ptr_eq(one, other) || one == other;
        self.called.len() == other.called.len() && self.called.iter().zip(&other.called).all(same)
    }

    /// The record that `name` leads to among these kinds (all, where none is given). `kind:id` names the kind too.
    pub fn find(&self, name: &str, kinds: &[usize]) -> Found {
        if let Some((kind, id)) = self.split(name) {
            return if kinds.is_empty() || kinds.contains(&kind) { self.among(id, &[kind]) } else { Found::Nothing };
        }
        self.among(name, kinds)
    }

    /// Splits `kind:id`, where the first part is a kind.
    pub fn split<'n>(&self, name: &'n str) -> Option<(usize, &'n str)> {
        let (kind, id) = name.split_once(':')?;
        Some((self.schema.position(kind.trim())?, id.trim()))
    }

    fn among(&self, id: &str, kinds: &[usize]) -> Found {
        let Some(all) = self.names.get(id) else { return Found::Nothing };
        let mut fitting: Vec<_> = all.iter().filter(|(kind, ..)| kinds.is_empty() || kinds.contains(kind)).collect();
        fitting.sort_by_key(|(_, _, name)| *name);
        match &fitting[..] {
            [] => Found::Nothing,
            // A present id hides former ones and aliases of other records.
            [(_, record, Name::Id)] => Found::One(*record),
            [(_, record, Name::Id), (_, _, name), ..] if *name != Name::Id => Found::One(*record),
            [(_, record, Name::Alias)] => Found::One(*record),
            [(_, record, Name::Former)] => Found::Former(*record),
            several => Found::Many(several.iter().map(|(kind, ..)| *kind).collect()),
        }
    }

    /// The finding for a name that leads nowhere, or to several records; `former` is a warning that comes with the record.
    pub fn report(&self, found: &Found, name: &str, kinds: &[usize], origin: Origin, code: Code) -> Option<Diagnostic> {
        match found {
            Found::One(_) => None,
            Found::Former(_) => {
                let current = self.current(name, kinds);
                let message =
                    format!("`{name}` is a former id{}", current.map_or(String::new(), |id| format!(" of `{id}`")));
                let help = current.map(|id| format!("write `{id}`"));
                Some(Diagnostic::new(Code::FormerId, origin, message).maybe_help(help))
            }
            Found::Many(kinds) => {
                let id = self.split(name).map_or(name, |(_, id)| id);
                let choices: Vec<String> =
                    kinds.iter().map(|kind| format!("`{}:{id}`", self.schema.kinds()[*kind].id)).collect();
                let message = format!("`{name}` could be several records");
                Some(
                    Diagnostic::new(Code::AmbiguousReference, origin, message)
                        .help(format!("write {}", one_of(&choices))),
                )
            }
            Found::Nothing => Some(self.unknown(name, kinds, origin, code)),
        }
    }

    fn unknown(&self, name: &str, kinds: &[usize], origin: Origin, code: Code) -> Diagnostic {
        let split = self.split(name);
        let kind = split.map(|(kind, _)| [kind]);
        let kinds = match &kind {
            Some(kind) if kinds.is_empty() => kind,
            _ => kinds,
        };
        let id = split.map_or(name, |(_, id)| id);
        let elsewhere = match self.among(id, &[]) {
            Found::One(record) | Found::Former(record) => self.kind_of(id, record).into_iter().collect(),
            Found::Many(kinds) => kinds,
            Found::Nothing => Vec::new(),
        };
        let names = |kinds: &[usize]| {
            let names: Vec<String> = kinds.iter().map(|kind| format!("`{}`", self.schema.kinds()[*kind].id)).collect();
            one_of(&names)
        };
        if let (false, false) = (elsewhere.is_empty(), kinds.is_empty()) {
            let message = format!(
                "`{id}` is a record of the kind {}, but one of the kind {} is asked for",
                names(&elsewhere),
                names(kinds)
            );
            let help = "name a record of that kind, or write this one into a field that takes it";
            return Diagnostic::new(Code::WrongKind, origin, message).help(help);
        }
        if let Some((kind, rest)) = name.split_once(':')
            && self.split(name).is_none()
        {
            let of_rest = self.names.get(rest.trim()).into_iter().flatten();
            let choices: Vec<String> =
                of_rest.map(|(kind, ..)| format!("`{}:{}`", self.schema.kinds()[*kind].id, rest.trim())).collect();
            let help = match choices.is_empty() {
                true => did_you_mean(kind, self.schema.kinds().iter().map(|kind| kind.id.as_str())),
                false => Some(format!("did you mean {}?", one_of(&choices))),
            };
            let help = help.unwrap_or_else(|| "`casebook kinds` lists the kinds".to_owned());
            return Diagnostic::new(code, origin, format!("`{kind}` in `{name}` is no kind of records")).help(help);
        }
        let what = if kinds.is_empty() { "record".to_owned() } else { format!("record of the kind {}", names(kinds)) };
        let wanted = |kind: &usize| kinds.is_empty() || kinds.contains(kind);
        let known = self.names.iter().filter(|(_, all)| all.iter().any(|(kind, ..)| wanted(kind)));
        let is_title = |called: &&Arc<Called>| {
            wanted(&called.kind) && called.titles.iter().any(|title| title.trim().eq_ignore_ascii_case(id))
        };
        let mut near: Vec<&str> = self.called.iter().filter(is_title).map(|called| &*called.id).collect();
        near.dedup();
        if near.is_empty() {
            near = nearest(id, known.map(|(name, _)| &**name));
        }
        let near: Vec<String> = near.into_iter().map(|name| format!("`{name}`")).collect();
        let help = if near.is_empty() {
            let all: Vec<String> =
                kinds.iter().map(|kind| format!("`casebook kinds {} --ids`", self.schema.kinds()[*kind].id)).collect();
            match all.len() {
                0 => "`casebook kinds KIND --ids` lists the ids of a kind".to_owned(),
                _ => format!("{} lists those that exist", one_of(&all)),
            }
        } else {
            format!("did you mean {}?", one_of(&near))
        };
        Diagnostic::new(code, origin, format!("there is no {what} with the id `{id}`")).help(help)
    }

    fn current(&self, name: &str, kinds: &[usize]) -> Option<&str> {
        let (Found::One(record) | Found::Former(record)) = self.find(name, kinds) else { return None };
        self.called.get(record.0 as usize).map(|called| &*called.id)
    }

    fn kind_of(&self, name: &str, record: RecordId) -> Option<usize> {
        self.names.get(name)?.iter().find(|(_, id, _)| *id == record).map(|(kind, ..)| *kind)
    }
}

/// The texts of a list, of a single text, or of a cell with `|`.
fn texts(node: &Node) -> Vec<(&str, crate::base::Span)> {
    match &node.value {
        NodeValue::Text(text) => vec![(text, node.span)],
        NodeValue::Cell(cell) => cell.split('|').map(|text| (text.trim(), node.span)).collect(),
        NodeValue::Array(items) => items.iter().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}
