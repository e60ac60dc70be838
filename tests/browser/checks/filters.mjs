// The filters of a list, worked by keys alone: what they count is what they show, the address holds what is chosen, and the plain list comes back.

import { open, setView, VIEWS } from '../bench.mjs';
import { fault } from '../fault.mjs';
import { to, Unreached } from '../keys.mjs';
import { inViews } from './axe.mjs';

export const rules = {
  'filters/not-opened': 'the button of the filters does not show them',
  'filters/unreached': 'a control of the filters is not reached with Tab',
  'filters/count': 'the number that is spoken, the number beside a value and the rows differ',
  'filters/words': 'a row is shown that does not have the words, or none that has them',
  'filters/order': 'a chosen order does not change the list, or its head does not tell it',
  'filters/focus': 'the focus is lost',
  'filters/address': 'the address does not bring back what was chosen',
  'filters/not-closed': 'the plain list does not come back',
  'filters/axe': 'axe-core finds something while the filters are open',
};

const BUTTON = '.live button';
const STATUS = '[role="status"]';
const VALUE = '[data-live="value"] input';

/** Works the filters of a page that has them; of others it finds nothing. */
export async function check(tab, page) {
  await open(tab, page.path);
  if (!(await tab.page.evaluate(() => Boolean(document.querySelector('.live[data-rows]'))))) return [];
  const faults = [];
  const add = (rule, detail) => faults.push(fault(`filters/${rule}`, page, { view: tab.name, detail }));
  try {
    await work(tab, page, add);
  } catch (error) {
    if (!(error instanceof Unreached)) throw error;
    add('unreached', error.message);
  }
  return faults;
}

async function work(tab, page, add) {
  const { keyboard } = tab.page;
  const plain = await tab.page.evaluate(rowsShown);

  await to(tab, BUTTON);
  await keyboard.press('Enter');
  if (!(await isShown(tab))) return add('not-opened', 'no status');
  const opened = await tab.page.evaluate(seenNow);
  if (opened.n !== opened.total || opened.rows.length !== Math.min(plain.length, opened.rows.length)) add('count', `${opened.n} of ${opened.total} with nothing chosen`);
  for (const found of await inViews(tab)) add('axe', `${found.view}: ${found.id} ${found.selector} ${found.detail}`);
  await setView(tab, VIEWS[0]);

  // A value: as many rows as the number beside it says.
  await to(tab, VALUE);
  const told = await tab.page.evaluate(() => Number(document.activeElement.closest('[data-live="value"]').querySelector('[data-live="count"]').textContent));
  await keyboard.press('Space');
  let now = await tab.page.evaluate(seenNow);
  if (!now.focus.includes('input')) add('focus', `after a choice on ${now.focus}`);
  const rows = await allRows(tab, add);
  if (now.n !== told || rows.length !== told) add('count', `${told} beside the value, ${now.n} spoken, ${rows.length} rows`);

  // The order.
  await to(tab, '[data-live="sort"]');
  await keyboard.press('ArrowDown');
  await to(tab, '[data-live="descending"]');
  const rising = (await tab.page.evaluate(seenNow)).rows;
  await keyboard.press('Space');
  const falling = await tab.page.evaluate(seenNow);
  const isOrdered = rows.length < 2 || rising[0] !== falling.rows[0];
  const isTold = await tab.page.evaluate(() => !document.querySelector('.is-live table') || document.querySelector('[aria-sort="descending"]'));
  if (!isOrdered || !isTold) add('order', isTold ? 'the same with either direction' : 'no head with aria-sort');

  // Words: the first of the title of a row leaves that row, and only rows that have it.
  const [first] = falling.rows;
  const word = first.match(/[\p{L}\p{N}]+/u)[0];
  await to(tab, '[data-live="words"]');
  await keyboard.type(word);
  await tab.page.waitForTimeout(500);
  now = await tab.page.evaluate(seenNow);
  if (!now.rows.includes(first) || now.n > told || now.rows.length > now.n) add('words', `${now.n} rows with ${word}: ${now.rows.join(', ')}`);

  // The same again from the address alone.
  const address = tab.page.url();
  await tab.page.goto(address, { waitUntil: 'load' });
  if (!(await isShown(tab))) return add('address', `nothing opens at ${address}`);
  const again = await tab.page.evaluate(seenNow);
  for (const what of ['n', 'chips', 'words', 'sort']) {
    if (String(again[what]) !== String(now[what])) add('address', `${what}: ${again[what]}, not ${now[what]}`);
  }
  if (String(again.rows) !== String(now.rows)) add('address', 'other rows, or in another order');

  // Chips: taken away one by one, and the focus stays.
  for (let left = again.chips.length; left > 0; left--) {
    await to(tab, '[data-live="chip"] button');
    await keyboard.press('Enter');
    const { chips, focus } = await tab.page.evaluate(seenNow);
    if (chips.length !== left - 1) return add('count', `${chips.length} chosen after one of ${left} was taken away`);
    if (focus === 'body') add('focus', 'after a choice was taken away');
  }
  const cleared = await tab.page.evaluate(seenNow);
  if (cleared.n !== opened.total) add('count', `${cleared.n} of ${opened.total} with nothing chosen any more`);

  // And back to the list as it was.
  await to(tab, BUTTON);
  await keyboard.press('Enter');
  const closed = await tab.page.evaluate(rowsShown);
  if (String(closed) !== String(plain)) add('not-closed', `${closed.length} rows, ${plain.length} before`);
  if (new URL(tab.page.url()).search) add('not-closed', `the address still says ${new URL(tab.page.url()).search}`);
}

async function isShown(tab) {
  return tab.page.waitForSelector(`.is-live ${STATUS}`, { timeout: tab.patience }).then(() => true, () => false);
}

/** All rows, by the button for more as often as it is there. */
async function allRows(tab, add) {
  const isMore = () => tab.page.evaluate(() => document.querySelector('[data-live="more"] button')?.checkVisibility() ?? false);
  for (let times = 0; times < 50 && await isMore(); times++) {
    await to(tab, '[data-live="more"] button');
    await tab.page.keyboard.press('Enter');
    if ((await tab.page.evaluate(seenNow)).focus === 'body') add('focus', 'after more rows were shown');
  }
  return (await tab.page.evaluate(seenNow)).rows;
}

function rowsShown() {
  return [...document.querySelectorAll('.results tbody tr, .results li:not([data-live] *, [data-live])')].filter((row) => row.checkVisibility()).map((row) => row.textContent.trim());
}

/** What the open filters say and show. */
function seenNow() {
  const status = document.querySelector('.is-live [role="status"]').textContent.match(/\d+/g).map(Number);
  const at = document.activeElement;
  return {
    n: status[0],
    total: status[1],
    rows: [...document.querySelectorAll('.is-live [data-row]')].map((row) => row.querySelector('[data-slot="title"]').textContent),
    chips: [...document.querySelectorAll('.is-live [data-live="chip"]')].map((chip) => chip.textContent),
    words: document.querySelector('.is-live [data-live="words"]').value,
    sort: `${document.querySelector('.is-live [data-live="sort"]').value} ${document.querySelector('.is-live [data-live="descending"]').checked}`,
    focus: at === document.body ? 'body' : at.localName,
  };
}
