// Search, worked by keys alone: in the field at the head of a page, where results open below it, and on the search page, whose address holds what is
// sought. A word of the title of a page must lead to that page.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { open, setView, VIEWS } from '../bench.mjs';
import { fault } from '../fault.mjs';
import { to, Unreached } from '../keys.mjs';
import { inViews } from './axe.mjs';
import { kb } from './sizes.mjs';

export const rules = {
  'search/no-field': 'there is no field, though the page says where to search',
  'search/early': 'a part of the search is loaded before the field has the focus',
  'search/unreached': 'the field or a result is not reached by keys',
  'search/no-results': 'a word of the title of a page finds nothing',
  'search/not-among': 'the page with the word in its title is not among the results',
  'search/not-announced': 'the number of results is not told in a polite live region, or not rightly',
  'search/not-marked': 'the word is not marked in the text of a result that has it',
  'search/axe': 'axe-core finds something while results are shown',
  'search/dead-link': 'a result leads to a page that is not there, or Enter does not follow it',
  'search/not-closed': 'Escape does not close the results, or takes the focus out of the field',
  'search/not-sent': 'Enter in the field does not lead to the search page',
  'search/address': 'the address does not bring back the same results',
  'search/nothing-unsaid': 'that nothing was found is not said, or not announced',
  'search/trouble': 'the console has a message or a request fails meanwhile',
  'search/size': 'the files that a first search loads are too large',
};

const FIELD = 'form.to-search input';
const RESULT = '.search-results .search-title';
const NOWHERE = 'xqzjwvkqpf';

// Beyond the pause that the theme makes before it speaks.
const SPOKEN = 5_000;

/** Searches on a page that has a field, or names the place for one; of others it finds nothing. */
export async function check(tab, page, site) {
  const faults = [];
  const add = (rule, detail) => faults.push(fault(`search/${rule}`, page, { view: tab.name, detail }));
  await open(tab, page.path);
  const place = await tab.page.evaluate(placeOfField);
  const target = tellingWord(site, page.lang);
  if (!place || !target) return [];
  if (!place.isField) return [fault('search/no-field', page, { view: tab.name })];
  for (const url of tab.requests) if (place.files.includes(url) || url.startsWith(place.index)) add('early', url);
  try {
    await (place.isPage ? onSearchPage : atTheHead)(tab, page, site, target, add);
  } catch (error) {
    if (!(error instanceof Unreached)) throw error;
    add('unreached', error.message);
  }
  troubles(tab, add);
  return faults;
}

/** The field of any page: results open below it. */
async function atTheHead(tab, page, site, target, add) {
  const { keyboard } = tab.page;
  const before = new Set(tab.requests);
  let found = await search(tab, target.word, add);
  if (!found) return;
  await measure(tab, page, site, before, add);
  judge(tab, found, site, target, add);
  await withAxe(tab, add);
  await keyboard.press('ArrowDown');
  if (!(await tab.page.evaluate(isFirst, RESULT))) add('unreached', 'the first result, with the arrow');
  await to(tab, FIELD);
  await follow(tab, site, add);
  troubles(tab, add);

  await open(tab, page.path);
  found = await search(tab, target.word, add);
  if (!found) return;
  await keyboard.press('Escape');
  const closed = await tab.page.evaluate(seenNow);
  if (closed.results.length) add('not-closed', `${closed.results.length} results are still shown`);
  if (!closed.inField) add('not-closed', 'the focus is not in the field');
  await to(tab, FIELD);
  const there = await tab.page.evaluate(() => document.activeElement.form.action);
  await keyboard.press('Enter');
  let sent = ''; // as it was at first; the page may change it
  await tab.page.waitForURL(({ href }) => href.startsWith(there) && (sent ||= href), { timeout: tab.patience }).catch(() => {});
  if (!sent || new URL(sent).searchParams.get('q') !== target.word) return add('not-sent', `${sent || tab.page.url()}, not ${there}?q=${target.word}`);
  same(await results(tab, target.word), found, add);
  troubles(tab, add);

  await open(tab, page.path);
  await nothing(tab, add);
}

/** The search page: all results, and an address that leads to them. */
async function onSearchPage(tab, page, site, target, add) {
  const found = await search(tab, target.word, add);
  if (!found) return;
  judge(tab, found, site, target, add);
  await withAxe(tab, add);
  await tab.page.keyboard.press('Enter');
  const sent = await results(tab, target.word);
  if (!sent.inField || new URL(tab.page.url()).searchParams.get('q') !== target.word) add('not-sent', `${tab.page.url()} after Enter`);
  troubles(tab, add);

  const address = tab.page.url();
  await open(tab, page.path); // so that not all is loaded already
  await tab.page.goto(address, { waitUntil: 'load' });
  const again = await results(tab, target.word);
  same(again, found, add);
  if (again.results.length) await follow(tab, site, add);
  troubles(tab, add);

  await open(tab, page.path);
  await nothing(tab, add);
}

/** Types words into the field, and waits for what they find. Returns what is seen then. */
async function search(tab, words, add) {
  await to(tab, FIELD);
  await tab.page.keyboard.type(words);
  const found = await results(tab, words);
  if (found.results.length) return found;
  add('no-results', `${words}: ${found.said || 'nothing is said'}`);
  return undefined;
}

/** What is seen once results are shown, or it is said that there are none; a live region is given some time more. */
async function results(tab, words) {
  await tab.page.waitForFunction(isAnswered, words, { timeout: tab.patience, polling: 100 }).catch(() => {});
  const start = Date.now();
  let now = await tab.page.evaluate(seenNow);
  while (Date.now() - start < Math.min(SPOKEN, tab.patience / 2) && !(now.results.length ? now.told : now.said)) {
    await tab.page.waitForTimeout(100);
    now = await tab.page.evaluate(seenNow);
  }
  return now;
}

/** What there is to say of results: their number, the page that was looked for, and the word in it. */
function judge(tab, found, site, { word, page, isInText }, add) {
  const told = Number(found.told);
  if (!found.told) add('not-announced', `nothing polite says a number, but: ${found.said}`);
  else if (told < found.results.length || (found.all !== undefined && found.all !== told)) add('not-announced', `${told} told, ${found.results.length} shown, ${found.all ?? ''}`);
  const addresses = found.results.map(({ href }) => addressOf(tab, href));
  const place = addresses.indexOf(page.path);
  if (place < 0) add('not-among', `${page.path} with ${word}: ${addresses.join(', ')}`);
  else if (isInText && !found.results[place].marks.some((mark) => overlaps(mark, word))) add('not-marked', `${word} in ${page.path}: ${found.results[place].marks.join(', ') || 'no mark'}`);
  for (const [i, address] of addresses.entries()) if (!site.byPath.has(address)) add('dead-link', found.results[i].href);
}

const overlaps = (mark, word) => {
  const [a, b] = [mark, word].map((text) => text.normalize('NFC').toLowerCase());
  return a.includes(b) || b.includes(a);
};

/** The same results again. A word that is still typed may be the beginning of others, so that it finds more. */
function same(again, found, add) {
  const [now, before] = [again, found].map(({ results }) => results.map(({ title }) => title));
  if (!again.results.length) return add('address', `no results, said: ${again.said || 'nothing'}`);
  if (Number(again.told) > Number(found.told)) return add('address', `${again.told} results, ${found.told} before`);
  if (again.told !== found.told) return undefined;
  const shared = Math.min(now.length, before.length);
  if (String(now.slice(0, shared)) !== String(before.slice(0, shared))) add('address', `${now.join(', ')}; before: ${before.join(', ')}`);
  return undefined;
}

/** From the field to the first result, and by Enter to its page. */
async function follow(tab, site, add) {
  await to(tab, FIELD);
  await to(tab, RESULT);
  if (!(await tab.page.evaluate(isFirst, RESULT))) return add('unreached', 'the first result, with Tab');
  const href = await tab.page.evaluate(() => document.activeElement.href);
  // That it leads nowhere is told already.
  if (!site.byPath.has(addressOf(tab, href))) return undefined;
  const opened = tab.page.waitForNavigation({ timeout: tab.patience, waitUntil: 'load' }).then(() => true, () => false);
  await tab.page.keyboard.press('Enter');
  if (!(await opened) || tab.page.url() !== href) add('dead-link', `Enter leads to ${tab.page.url()}, not ${href}`);
  return undefined;
}

/** A word that is nowhere. */
async function nothing(tab, add) {
  await to(tab, FIELD);
  await tab.page.keyboard.type(NOWHERE);
  const { results: found, said, seen } = await results(tab, NOWHERE);
  if (found.length) add('nothing-unsaid', `${NOWHERE} finds ${found.length}`);
  else if (!seen) add('nothing-unsaid', 'nothing to be seen');
  else if (!said) add('nothing-unsaid', `not in a live region: ${seen}`);
}

async function withAxe(tab, add) {
  for (const found of await inViews(tab)) {
    // What lies half under the open results is there again when they are closed.
    if (found.id === 'target-size' && await tab.page.evaluate(isBehind, found.selector)) continue;
    add('axe', `${found.view}: ${found.id} ${found.selector} ${found.detail}`);
  }
  await setView(tab, VIEWS[0]);
}

function troubles(tab, add) {
  // What was still on its way when a page was left is no loss.
  for (const [, detail] of tab.troubles) if (!detail.includes('ERR_ABORTED')) add('trouble', detail);
  tab.troubles.length = 0;
}

/** What the first search on a page loaded, as a host sends it. */
async function measure(tab, page, site, before, add) {
  const urls = [...new Set(tab.requests)].filter((url) => !before.has(url));
  let size = 0;
  for (const url of urls) {
    const address = addressOf(tab, url);
    if (address) size += gzipSync(await readFile(path.join(site.folder, address)).catch(() => '')).length;
  }
  site.figures ??= {};
  site.figures.search = Math.max(site.figures.search ?? 0, size);
  if (size > site.bars.search) add('size', `${kb(size)} in ${urls.length} files, at most ${kb(site.bars.search)}`);
}

/** The address in the site of what an URL names. */
function addressOf(tab, url) {
  return url.startsWith(tab.address) ? decodeURI(url.slice(tab.address.length).replace(/[?#].*/, '')) : '';
}

/**
 * A word that only one record's title has in a language, and that page: if there is one, of a title that no other language has, which may be no
 * translation; then one that the page's description has too, so that it stands in the text that is shown of it; then the longest.
 */
export function tellingWord(site, lang) {
  site.tellingWords ??= new Map();
  if (!site.tellingWords.has(lang)) site.tellingWords.set(lang, findWord(site.pages.filter((page) => page.indexable && page.type.startsWith('record ')), lang));
  return site.tellingWords.get(lang);
}

function findWord(records, lang) {
  const elsewhere = new Set(records.filter((page) => page.lang !== lang).map(headingOf));
  const titles = new Map();
  for (const page of records.filter((page) => page.lang === lang)) {
    for (const word of new Set(wordsOf(headingOf(page)))) titles.set(word, [...(titles.get(word) ?? []), page]);
  }
  const candidates = [...titles].filter(([word, pages]) => pages.length === 1 && word.length > (HAN.test(word) ? 1 : 3)).map(([word, [page]]) => ({
    word,
    page,
    isOwn: !elsewhere.has(headingOf(page)),
    isInText: wordsOf(page.meta('description') ?? '').includes(word),
  }));
  return candidates.toSorted((a, b) => b.isOwn - a.isOwn || b.isInText - a.isInText || b.word.length - a.word.length || (a.word < b.word ? -1 : 1))[0];
}

const headingOf = (page) => page.elements.find(({ name }) => name === 'h1')?.text ?? '';
const HAN = /\p{Script=Han}/u;
const wordsOf = (text) => text.normalize('NFC').toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];

// ---- In the page

/** The field, or the place where one should be, and what a search loads. */
function placeOfField() {
  const form = document.querySelector('form.to-search');
  const place = form ?? document.querySelector('.to-search');
  if (!place) return undefined;
  const { script = '', style = '', index } = place.dataset;
  const whole = (address) => new URL(address, location.href).href;
  return {
    isField: Boolean(form),
    isPage: Boolean(place.closest('.search-page')),
    files: `${script} ${style}`.split(' ').filter(Boolean).map(whole),
    index: whole(index).replace(/[^/]*$/, ''),
  };
}

/**
 * Whether the search for just these words is over, and not one for their first letters: the link to all results, or the address, has them, and there
 * are results or it is said that there are none.
 */
function isAnswered(words) {
  const form = document.querySelector('form.to-search');
  if (!form) return false;
  const isShown = (element) => element.textContent.trim() && element.checkVisibility();
  const notes = [...document.querySelectorAll('.search-notes, .search-count')].filter(isShown).map((element) => element.textContent.trim());
  if (notes.includes(form.dataset.failed)) return true;
  const panel = form.querySelector('.search-panel');
  const address = panel ? panel.querySelector('.search-all').href : location.href;
  if (!address || new URL(address).searchParams.get('q') !== words) return false;
  if ([...document.querySelectorAll('.search-results li')].some(isShown)) return true;
  // The number of results is told before they are there.
  return notes.length > 0 && !notes.some((text) => text === form.dataset.loading || /\d/.test(text));
}

/** What a search shows and says. */
function seenNow() {
  const isShown = (element) => element.textContent.trim() && element.checkVisibility();
  const texts = (selector) => [...document.querySelectorAll(selector)].filter(isShown).map((element) => element.textContent.trim()).join(' ');
  const said = texts('[role="status"]:not([aria-live="off"], [aria-live="assertive"]), [aria-live="polite"]');
  const all = texts('.search-all').match(/\d+/)?.[0];
  return {
    results: [...document.querySelectorAll('.search-results li')].filter(isShown).map((item) => ({
      title: item.querySelector('.search-title').textContent,
      href: item.querySelector('.search-title').href,
      marks: [...item.querySelectorAll('mark')].map((mark) => mark.textContent),
    })),
    said,
    told: said.match(/\d+/)?.[0],
    seen: texts('.search-notes, .search-count'),
    all: all && Number(all),
    inField: document.activeElement.matches('form.to-search input'),
  };
}

function isFirst(selector) {
  return document.activeElement === document.querySelector(selector);
}

function isBehind(selector) {
  return Boolean(document.querySelector('.search-panel')) && !document.querySelector(selector)?.closest('form.to-search');
}
