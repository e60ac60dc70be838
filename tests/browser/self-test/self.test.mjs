// A check that cannot fail is worth nothing: the good site passes all checks, each known fault is found by its rules and no others, and
// no rule is without a known fault.

import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch } from '../bench.mjs';
import * as filesOnly from '../files-only.mjs';
import { readAll } from '../files-only.mjs';
import * as firefox from '../firefox.mjs';
import * as browserChecks from '../look.mjs';
import { look } from '../look.mjs';
import { belongs, rows } from '../rows.mjs';
import { makeIndex, script } from '../../search/indexer.mjs';
import { readPages } from '../pages.mjs';
import { sample } from '../sample.mjs';
import { read } from '../sites.mjs';
import { inBrowser, inFiles, inFirefox, inList, inSearch, withLimits } from './cases.mjs';

const GOOD = path.join(import.meta.dirname, 'good');
const BASE = 'https://test.example/p/';

// A list with filters, and pages with search, which the theme's own scripts work.
const LIST = path.join(import.meta.dirname, 'list');
const SEARCH = path.join(import.meta.dirname, 'search');
const THEME = path.resolve(import.meta.dirname, '../../../themes/portal/assets');

let work, browser;
before(async () => {
  work = await mkdtemp(path.join(os.tmpdir(), 'casebook-browser-'));
  browser = await launch(process.env.CHROMIUM ?? '/usr/bin/chromium');
});
after(async () => {
  await browser.close();
  await rm(work, { recursive: true, force: true });
});

const told = (faults) => faults.map((fault) => Object.values(fault).filter(Boolean).join('  ')).join('\n');

/** What is wrong with the faults that were found, if the rules that found them are not those expected. */
function differences(expected, faults, change) {
  const found = [...new Set(faults.map((fault) => fault.rule))].sort().join(' ');
  return found === expected.toSorted().join(' ') ? [] : [`\n${change}\nexpected: ${expected.join(' ')}\nfound: ${told(faults) || 'nothing'}`];
}

let copies = 0;
async function changed(file, from, to) {
  const folder = path.join(work, String(copies++));
  await cp(GOOD, folder, { recursive: true });
  const files = file === '*' ? ['index.html', 'records/one.html', 'ar/index.html', 'ar/records/one.html'] : [file];
  for (const target of files.map((name) => path.join(folder, name))) {
    if (from === null) {
      await rm(target);
      continue;
    }
    const text = await readFile(target, 'utf8');
    assert.ok(from instanceof RegExp ? from.test(text) : text.includes(from), `${target} holds ${from}`);
    await writeFile(target, text.replace(from, () => to));
  }
  return read({ name: 'changed', folder, baseUrl: BASE });
}

/** The small site that is made of `source` and assets of the theme, with a change. */
async function changedTheme(source, assets, [file, from, to], add = () => {}) {
  const folder = path.join(work, String(copies++));
  await cp(source, folder, { recursive: true });
  for (const asset of assets) await cp(path.join(THEME, asset), path.join(folder, 'assets', asset));
  await add(folder);
  const target = file && path.join(folder, file);
  if (from === null) await rm(target);
  else if (file) {
    const text = await readFile(target, 'utf8');
    assert.ok(text.includes(from), `${file} holds ${from}`);
    await writeFile(target, text.replace(from, () => to));
  }
  return read({ name: path.basename(source), folder });
}

const changedList = (...change) => changedTheme(LIST, ['style.css', 'script.js', 'list.js', 'list.css'], change);

const changedSearch = (...change) =>
  changedTheme(SEARCH, ['style.css', 'script.js', 'search.js', 'search-index.js', 'search-view.js', 'search.css', 'stem-en.js'], change, writeIndex);

/** The index of the records, by their titles and descriptions. */
async function writeIndex(folder) {
  const records = (await readPages(folder)).filter((page) => page.type.startsWith('record '));
  const documents = records.map((page) => ({ kind: 'record', url: page.path, title: page.title, summary: page.meta('description') }));
  const words = { results: 'Results: {n}', nothing: 'Nothing was found.', all_results: 'All results', more_results: 'More results', help: 'Quotation marks hold a phrase.' };
  await mkdir(path.join(folder, 'search'));
  for (const [name, value] of makeIndex({ documents, kinds: [['record', 'Records']], words })) await writeFile(path.join(folder, 'search', `${name}.js`), script(name, value));
}

const checksOf = (rules) => rules.map((rule) => rule.split('/')[0]);

/**
 * Looks at the page with all that belongs to the rules. A known fault is there from a host as from a disk, so it is looked for in one of these ways; and
 * what it keeps from coming is soon given up, for a page of so small a site takes no seconds to answer.
 */
function withFault(site, address, rules) {
  const pages = site.pages.filter((page) => !address || page.path === address);
  for (const page of pages) Object.assign(page, { largest: true, typical: true, filtered: ['root'], searched: ['sub'] });
  return look(browser, { ...site, alike: true, patience: 4000 }, pages, { only: checksOf(rules) });
}

const withoutFault = (site, only) => look(browser, site, site.pages, { everything: true, only });

test('the good site has no fault', async () => {
  const site = await read({ name: 'good', folder: GOOD, baseUrl: BASE });
  const faults = [...(await readAll(site)).faults, ...await withoutFault(site)];
  assert.equal(told(faults), '');
});

test('each known fault in the files is found, and nothing else', async () => {
  const wrong = [];
  for (const [expected, file, from, to] of inFiles) {
    const { faults } = await readAll(await changed(file, from, to), { withChecker: expected.includes('nu/error') });
    wrong.push(...differences(expected, faults, `${file}: ${from} -> ${to}`));
  }
  assert.equal(wrong.join('\n'), '');
});

test('each limit of size is kept', async () => {
  for (const [expected, limits] of withLimits) {
    const site = await read({ name: 'good', folder: GOOD, baseUrl: BASE, limits });
    const { faults } = await readAll(site, { withChecker: false });
    assert.equal(differences(expected, faults, JSON.stringify(limits)).join('\n'), '');
  }
});

test('each known fault in the browser is found, and nothing else', async () => {
  const wrong = [];
  const queue = [...inBrowser];
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [expected, address, file, from, to] = next;
      const faults = await withFault(await changed(file, from, to), address, expected);
      wrong.push(...differences(expected, faults, `${file}: ${from} -> ${to}`));
    }
  };
  await Promise.all([work(), work()]);
  assert.equal(wrong.join('\n'), '');
});

test('the filters of a list have no fault, and each known one is found', async () => {
  assert.equal(told(await withoutFault(await changedList(), ['filters'])), '');
  const wrong = [];
  const queue = [...inList];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [expected, file, from, to] = next;
      const faults = await withFault(await changedList(file, from, to), undefined, expected);
      wrong.push(...differences(expected, faults, `${file}: ${from} -> ${to}`));
    }
  };
  await Promise.all([worker(), worker()]);
  assert.equal(wrong.join('\n'), '');
});

test('search has no fault, and each known one is found', async () => {
  assert.equal(told(await withoutFault(await changedSearch(), ['search'])), '');
  const wrong = [];
  const queue = [...inSearch];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [expected, address, file, from, to] = next;
      const faults = await withFault(await changedSearch(file, from, to), address, expected);
      wrong.push(...differences(expected, faults, `${file}: ${from} -> ${String(to).slice(0, 100)}`));
    }
  };
  await Promise.all([worker(), worker()]);
  assert.equal(wrong.join('\n'), '');
});

test('each known fault in Firefox is found, and nothing else', { skip: !firefox.isThere() && 'Firefox is not there' }, async () => {
  const second = await firefox.launch();
  const wrong = [];
  const good = await read({ name: 'good', folder: GOOD, baseUrl: BASE });
  wrong.push(...differences([], await firefox.look(second, good, good.pages), 'the good site'));
  for (const [expected, address, file, from, to] of inFirefox) {
    const site = await changed(file, from, to);
    const faults = await firefox.look(second, site, [site.byPath.get(address)]);
    wrong.push(...differences(expected, faults, `${file}: ${from} -> ${to}`));
  }
  await second.close();
  assert.equal(wrong.join('\n'), '');
});

test('each template and each part of a page is in the sample, and once for sites that are alike', async () => {
  const { folder } = await changed('records/one.html', '<table>', '<table class="rare">');
  for (const name of ['two', 'three', 'four', 'five']) await cp(path.join(folder, 'ar/records/one.html'), path.join(folder, `ar/records/${name}.html`));
  const { pages } = await read({ name: 'copied', folder });
  const known = new Set();
  const chosen = sample(pages, known);
  const partsOf = (some) => new Set(some.flatMap((page) => [...page.parts].map((part) => `${page.lang} ${part}`)));
  const typesOf = (some) => some.map((page) => `${page.lang} ${page.type}`);
  assert.ok(chosen.length < pages.length);
  assert.deepEqual(partsOf(chosen), partsOf(pages));
  assert.deepEqual(new Set(typesOf(chosen)), new Set(typesOf(pages)));
  for (const mark of ['typical', 'largest']) assert.deepEqual(typesOf(chosen.filter((page) => page[mark])).sort(), [...new Set(typesOf(pages))].sort());

  const again = await read({ name: 'again', folder });
  const rest = sample(again.pages, known);
  assert.deepEqual(typesOf(rest).sort(), [...new Set(typesOf(pages))].sort());
  assert.ok(rest.every((page) => !page.typical && !page.largest));
  const rare = await changed('ar/records/one.html', '<h1>', '<h1 class="other">');
  for (const name of ['two', 'three', 'four']) await cp(path.join(folder, 'ar/records/two.html'), path.join(rare.folder, `ar/records/${name}.html`));
  const { pages: others } = await read({ name: 'rare', folder: rare.folder });
  assert.ok(sample(others, known).some((page) => page.path === 'ar/records/one.html'));
});

test('every rule has a known fault and a row in the report', () => {
  const shown = new Set([...inFiles, ...inBrowser, ...inFirefox, ...inList, ...inSearch, ...withLimits].flatMap(([expected]) => expected));
  for (const rule of [...filesOnly.rules, ...browserChecks.rules, ...Object.keys(firefox.rules)]) {
    if (rule !== 'axe/*') assert.ok(shown.has(rule), `${rule} is found in no case`);
    assert.ok(rows.some((row) => belongs(row, { rule })), `${rule} is in no row`);
  }
});
