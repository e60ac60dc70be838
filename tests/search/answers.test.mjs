// The search of built portals, asked as readers ask: questions.toml of the demonstration portal, languages.toml of one in six languages.
//
// CASEBOOK names the program, else that of a debug build is taken. CASEBOOK_TABLE=1 prints each question with the place of its answer.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import vm from 'node:vm';
import { gzipSync } from 'node:zlib';

const repository = path.resolve(import.meta.dirname, '../..');
const assets = path.join(repository, 'themes/portal/assets');
const casebook = process.env.CASEBOOK ?? path.join(repository, 'target/debug/casebook');

// Of 30 questions: so many answers are to come first, and so many to be among the first five.
const FIRST = 24;
const AMONG_FIVE = 29;

// What a search on the page of results may load, scripts included.
const MOST_BYTES = 60 * 1024;
const SCRIPTS = ['search.js', 'search-index.js', 'search-view.js', 'search.css'];
const RESULTS = 10;

let work;
before(() => (work = mkdtempSync(path.join(tmpdir(), 'casebook-search-'))));
after(() => rmSync(work, { recursive: true, force: true }));

function build(name, root) {
  const site = path.join(work, name);
  execFileSync(casebook, ['build', '--quiet', '--format', 'short', '--root', path.join(repository, root), '--output', site], { stdio: ['ignore', 'ignore', 'inherit'] });
  return site;
}

/** The tables of a TOML file that has only texts and lists of texts, each on a line of its own. */
function tables(file) {
  const blocks = readFileSync(path.join(import.meta.dirname, file), 'utf8').split(/^\[\[\w+\]\]$/m).slice(1);
  return blocks.map((block) => Object.fromEntries([...block.matchAll(/^(\w+) = (.*)$/gm)].map(([, key, value]) => [key, value.startsWith("'") ? value.slice(1, -1) : JSON.parse(value)])));
}

/** The searching script in a realm of its own, with the index of a site as it lies on the disk; `bytes` counts what it loads, compressed. */
async function open(site, prefix) {
  const given = new Map();
  const context = vm.createContext({ casebook: { given: (name, value) => given.set(name, value) } });
  const run = (file) => vm.runInContext(readFileSync(file, 'utf8'), context, { filename: file });
  for (const script of ['search.js', 'search-index.js']) run(path.join(assets, script));
  const loaded = { bytes: 0 };
  const folder = path.join(site, prefix, 'search');
  const load = async (name, address) => {
    const file = address ? path.join(folder, address) : path.join(folder, `${name}.js`);
    loaded.bytes += gzipSync(readFileSync(file)).length;
    run(file);
    return given.get(name);
  };
  return { index: await context.casebook.engine.open(load), loaded };
}

const slug = (id) => id.normalize('NFKD').toLowerCase().replace(/[/._ ():|-]+/g, '-').replace(/[^a-z0-9-]/g, '');

/** The place of a question's answer among the first results, from 1, or none; and what the search loaded. */
async function ask(site, { lang = 'en', query, answer, or = [] }) {
  const { index, loaded } = await open(site, lang === 'en' ? '' : lang);
  const { docs, marks } = await index.search(query);
  const shown = await Promise.all([...docs].slice(0, RESULTS).map((doc) => index.show(doc, marks)));
  const wanted = [answer, ...or].map((name) => name.split(/:(.*)/s));
  const answers = ({ kind, url }) => wanted.some(([of, id]) => kind[0] === of && url.replace(/#.*/, '').endsWith(`/${slug(id)}.html`));
  const place = shown.findIndex(answers) + 1;
  if (process.env.CASEBOOK_TABLE) console.log(`${String(place || '-').padStart(2)}  ${query}  →  ${answer}`);
  return { query, answer, place, bytes: loaded.bytes };
}

async function askAll(site, file) {
  const asked = [];
  for (const question of tables(file)) asked.push(await ask(site, question));
  return asked;
}

const late = (asked, most) => asked.filter(({ place }) => !place || place > most).map(({ query, place }) => `${place || 'not found'}: ${query}`);

describe('the demonstration portal', () => {
  let asked;
  before(async () => (asked = await askAll(build('demonstration', '.'), 'questions.toml')));

  test('answers questions of practitioners', () => {
    assert.equal(asked.length, 30);
    assert.ok(late(asked, 1).length <= 30 - FIRST, `not first:\n${late(asked, 1).join('\n')}`);
    assert.ok(late(asked, 5).length <= 30 - AMONG_FIVE, `not among the first five:\n${late(asked, 5).join('\n')}`);
  });

  test('loads little for a first search', () => {
    const scripts = SCRIPTS.reduce((sum, name) => sum + gzipSync(readFileSync(path.join(assets, name))).length, 0);
    for (const { query, bytes } of asked) {
      assert.ok(scripts + bytes <= MOST_BYTES, `${query}: ${((scripts + bytes) / 1024).toFixed(1)} KB`);
    }
  });
});

test('a portal in six languages finds inflected forms, with and without accents', async () => {
  const site = build('six-languages', 'tests/sites/six-languages');
  for (const lang of ['en', 'ar', 'zh', 'fr', 'ru', 'es']) assert.ok(statSync(path.join(site, lang === 'en' ? '' : lang, 'search/index.js')).size > 0);
  const asked = await askAll(site, 'languages.toml');
  assert.equal(asked.length, 24);
  assert.deepEqual(late(asked, 1), []);
});
