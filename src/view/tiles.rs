//! A map of equal squares, one for each State: what stands in each, without any drawing.

use std::sync::Arc;

use crate::base::{Digest, Hash, Hasher, Lang};

/// The squares as they are on every map of one language: made, and hashed, once for all pages.
#[derive(Clone, Debug, PartialEq)]
pub struct Ground {
    hash: Hash,
    lang: Lang,
    label: Arc<str>,
    pattern: Arc<str>,
    tiles: Vec<Tile>,
}

/// One square.
#[derive(Clone, Debug, PartialEq)]
pub struct Tile {
    /// The three letters that stand in it.
    pub code: Arc<str>,
    /// The name of the State.
    pub title: Arc<str>,
    /// The language of the name.
    pub lang: Lang,
    /// Its column, from 0 at the left. Maps are not mirrored where the script runs from right to left.
    pub column: u32,
    /// Its row, from 0 at the top.
    pub row: u32,
    /// Where it leads unless a mark says otherwise: an address of the site.
    pub url: Option<Arc<str>>,
}

/// What one page says of one square.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The place of the square in [`Ground::tiles`].
    pub tile: usize,
    /// How many records; none where the page is not about that State at all.
    pub count: Option<usize>,
    /// The step of the scale that the count is on: 0 for none, else from 1 up.
    pub level: usize,
    /// Where the square leads on this page, if elsewhere than on others.
    pub url: Option<Arc<str>>,
}

/// A map: the squares, and what a page says of some of them; the others count 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Tiles {
    ground: Arc<Ground>,
    marks: Vec<Mark>,
}

impl Ground {
    /// These squares for readers of `lang`; `label` is what the whole is called, `pattern` names one with its count: "{title}: {n}".
    pub fn new(lang: Lang, label: Arc<str>, pattern: Arc<str>, tiles: Vec<Tile>) -> Ground {
        let mut hasher = Hasher::new();
        hasher.value(&lang).text(&label).text(&pattern).value(&tiles[..]);
        Ground { hash: hasher.finish(), lang, label, pattern, tiles }
    }

    /// Tells this ground from others.
    pub fn hash(&self) -> Hash {
        self.hash
    }

    /// The language of the readers.
    pub fn lang(&self) -> &Lang {
        &self.lang
    }

    /// What the whole is called.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// The squares.
    pub fn tiles(&self) -> &[Tile] {
        &self.tiles
    }

    /// What a square is called: its State with the count, where there is one.
    pub fn name(&self, tile: &Tile, count: Option<usize>) -> String {
        match count {
            Some(count) => self.pattern.replace("{title}", &tile.title).replace("{n}", &count.to_string()),
            None => tile.title.to_string(),
        }
    }
}

impl Tiles {
    /// A map with these marks, one for a square at most.
    pub fn new(ground: Arc<Ground>, mut marks: Vec<Mark>) -> Tiles {
        marks.sort_by_key(|mark| mark.tile);
        Tiles { ground, marks }
    }

    /// The squares.
    pub fn ground(&self) -> &Ground {
        &self.ground
    }

    /// Every square with its mark, if it has one.
    pub fn iter(&self) -> impl Iterator<Item = (&Tile, Option<&Mark>)> {
        let mut marks = self.marks.iter().peekable();
        let tiles = self.ground.tiles.iter().enumerate();
        tiles.map(move |(place, tile)| (tile, marks.next_if(|mark| mark.tile == place)))
    }
}

impl Digest for Tile {
    fn digest(&self, hasher: &mut Hasher) {
        hasher.text(&self.code).text(&self.title).value(&self.lang);
        hasher.number(self.column.into()).number(self.row.into());
        hasher.number(self.url.is_some().into()).text(self.url.as_deref().unwrap_or(""));
    }
}

impl Digest for Mark {
    fn digest(&self, hasher: &mut Hasher) {
        let count = self.count.map_or(0, |count| count as u64 + 1);
        hasher.number(self.tile as u64).number(count).number(self.level as u64);
        hasher.number(self.url.is_some().into()).text(self.url.as_deref().unwrap_or(""));
    }
}

impl Digest for Tiles {
    fn digest(&self, hasher: &mut Hasher) {
        hasher.hash(self.ground.hash).value(&self.marks[..]);
    }
}

/// For goldens and documentation: what is said of the squares, by their letters.
impl serde::Serialize for Tiles {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let counted = |(tile, mark): (&Tile, Option<&Mark>)| Some((tile.code.to_string(), mark?.count?));
        serializer.collect_map(self.iter().filter_map(counted))
    }
}
