// A small indexer that follows the rules of the index, for the tests of the search client and for trying it on pages.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';

const assets = path.resolve(import.meta.dirname, '../../themes/portal/assets');

/** Runs scripts of the theme's assets and returns what they leave in `casebook`. */
export function run(...names) {
  const context = vm.createContext({ casebook: { given: () => {} } });
  for (const name of names) vm.runInContext(readFileSync(path.join(assets, name), 'utf8'), context, { filename: name });
  return context.casebook;
}

/** The stemmer of a language, from the asset that readers' browsers get. */
export function stemmer(language) {
  let stem;
  const context = vm.createContext({ casebook: { given: (name, value) => (stem = value) } });
  vm.runInContext(readFileSync(path.join(assets, `stem-${language}.js`), 'utf8'), context);
  return stem;
}

const { fold, lower, slug, tokenise, isSkipped, DIGITS } = run('search.js').engine;

const STEMMED = ['en', 'fr', 'es', 'ru', 'ar'];
const FIELD_GAP = 1000;

/**
 * The files of the index, by name. `documents`: { kind, url, title, titleLang, summary, lang, blocks: [[anchor, text]], codes, facets: {name: values} }
 * in the order of `kinds`. `perShard`: keys in a file of terms; `perTexts`: documents in a file of texts; `perPart`: blocks before the rest goes
 * into a further file.
 */
export function makeIndex({ documents, kinds, lang = 'en', skipped = '', facets = {}, words = {}, perShard = 400, perTexts = 20, perPart = 60, stems }) {
  const left = new Set(skipped.split(/\s+/).filter(Boolean).map(fold));
  const languages = STEMMED.filter((language) => documents.some((document) => (document.lang || lang) === language || (document.titleLang || lang) === language));
  const stemmers = Object.fromEntries(languages.map((language) => [language, stemmer(language)]));
  const terms = new Map(); // key → form → document → { title, summary, prose, places }
  const facetNames = { kind: 'kind', ...facets };

  documents.forEach((document, number) => {
    document.lengths = { title: 0, summary: 0, prose: 0 };
    let position = 0;
    const read = (field, text, language) => {
      for (const { word } of tokenise(text)) {
        const form = fold(word);
        document.lengths[field]++;
        if (!isSkipped(form, left) && form) {
          const key = fold(stemmers[language]?.(lower(word)) ?? lower(word));
          const entry = at(terms, key, form, number);
          entry[field]++;
          entry.places.push(position);
        }
        position++;
      }
      position += FIELD_GAP;
    };
    read('title', document.title, document.titleLang || lang);
    read('summary', document.summary ?? '', document.lang || lang);
    for (const [, text] of document.blocks ?? []) read('prose', text, document.lang || lang);
    for (const code of document.codes ?? []) at(terms, `=${lower(code).replace(/\s+/g, '')}`, '', number);
    for (const [name, values] of Object.entries(document.facets ?? {})) {
      for (const value of values) at(terms, `:${name}:${slug(value)}`, '', number);
    }
  });

  const files = new Map();
  const keys = [...terms.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const shards = [];
  for (let from = 0; from < keys.length; from += perShard) {
    const some = keys.slice(from, from + perShard);
    const lines = (value) => some.map((key) => [key, ...[...terms.get(key)].flatMap(([form, hits]) => [form, value(hits, key)])].join('\t') + '\n').join('');
    shards.push([some[0], give('terms', lines((hits, key) => postings(hits, key, documents))), give('places', lines((hits, key) => (/^[=:]/.test(key) ? '' : places(hits))))]);
  }

  const texts = [];
  for (let from = 0; from < documents.length; from += perTexts) {
    const value = documents.slice(from, from + perTexts).map((document) => {
      const blocks = document.blocks ?? [];
      const parts = [];
      for (let block = 0; block < blocks.length; block += perPart) parts.push(blocks.slice(block, block + perPart));
      let more = '';
      for (const part of parts.slice(1).reverse()) more = give('texts', [...part, more]);
      return [document.url, document.title, document.titleLang ?? '', document.summary ?? '', document.lang ?? '', parts[0] ?? [], more];
    });
    texts.push([from, give('texts', value)]);
  }

  const index = {
    lang,
    count: documents.length,
    kinds: kinds.map(([id, plural, weight = 100]) => [id, plural, documents.findIndex(({ kind }) => kind === id), weight]).filter(([, , first]) => first >= 0),
    languages,
    stems: stems ?? Object.fromEntries(languages.map((language) => [language, `../assets/stem-${language}.js`])),
    skipped,
    facets: facetNames,
    terms: shards,
    texts,
    words,
  };
  files.set('index', index);
  return files;

  function give(kind, value) {
    const name = `${kind}-${createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 8)}`;
    files.set(name, value);
    return name;
  }
}

/** A file of the index as it is published. */
export const script = (name, value) => `casebook.given(${JSON.stringify(name)},${JSON.stringify(value)});\n`;

function at(terms, key, form, number) {
  const forms = terms.get(key) ?? terms.set(key, new Map()).get(key);
  const hits = forms.get(form) ?? forms.set(form, new Map()).get(form);
  return hits.get(number) ?? hits.set(number, { title: 0, summary: 0, prose: 0, places: [] }).get(number);
}

export function varint(value) {
  let digits = '';
  for (; value >= 32; value = Math.floor(value / 32)) digits += DIGITS[(value % 32) + 32];
  return digits + DIGITS[value];
}

function postings(hits, key, documents) {
  let before = -1;
  let line = '';
  for (const [number, hit] of hits) {
    const { lengths } = documents[number];
    line += varint((number - before) * 2 + (hit.title ? 1 : 0));
    before = number;
    if (hit.title) line += DIGITS[Math.min(lengths.title, 63)];
    line += DIGITS[/^[=:]/.test(key) ? 0 : weight(hit, lengths)];
  }
  return line;
}

function weight(hit, lengths) {
  const s =
    (8 * hit.title) / (0.5 + (0.5 * lengths.title) / 8) +
    (3 * hit.summary) / (0.5 + (0.5 * lengths.summary) / 30) +
    hit.prose / (0.25 + (0.75 * lengths.prose) / 600);
  return Math.max(1, Math.round((63 * s) / (s + 3)));
}

function places(hits) {
  let line = '';
  for (const { places } of hits.values()) {
    line += varint(places.length);
    let before = -1;
    for (const place of places) {
      line += varint(place - before);
      before = place;
    }
  }
  return line;
}
