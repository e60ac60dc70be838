// The preview in a real browser: a save reloads the pages that it changes and no others, a style sheet is swapped in place, an error lies
// over the page until it is mended. All is done in two tabs of one portal, one test after the other.

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import axe from 'axe-core';
import { launch } from '../bench.mjs';
import { OPTIONS, violations } from '../checks/axe.mjs';
import { HEARINGS, makePortal, pageOf, serve, SHEET, study, WELLS } from './portal.mjs';

const TITLE = 'Public hearings along the river';

// How long a busy machine may take to show what was saved; and how long nothing may happen where nothing should.
const SOON = 10_000;
const QUIET = 700;

let portal, server, browser, context, hearings, wells;
const troubles = [];

before(async () => {
  portal = await makePortal();
  [server, browser] = await Promise.all([serve(portal.root), launch(process.env.CHROMIUM ?? '/usr/bin/chromium')]);
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  context.setDefaultTimeout(SOON);
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (e) => console.error(`securitypolicyviolation ${e.violatedDirective} ${e.blockedURI}`));
  });
  hearings = await open(pageOf(HEARINGS));
  wells = await open(pageOf(WELLS));
});

// Every test begins with both pages as they are.
beforeEach(() => Promise.all([hearings, wells].map(mark)));

after(async () => {
  await browser?.close();
  await server?.stop();
  await portal?.remove();
});

/** A tab with a page, whose window carries a mark until it is loaded again. */
async function open(address, { watched = true } = {}) {
  const page = await context.newPage();
  if (watched) {
    page.on('pageerror', (error) => troubles.push(`${page.url()}: ${error}`));
    page.on('response', (response) => { if (response.status() >= 400) troubles.push(`${response.url()}: ${response.status()}`); });
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) troubles.push(`${page.url()}: ${message.text()} ${message.location().url}`);
    });
  }
  await page.goto(server.address + address);
  await mark(page);
  return page;
}

const mark = (page) => page.evaluate(() => { window.stays = true; });
const isMarked = (page) => page.evaluate(() => window.stays === true);
const has = (page, text) => page.getByText(text, { exact: true }).waitFor();
const quiet = () => new Promise((resolve) => setTimeout(resolve, QUIET));

/** What axe finds by day and by night. */
async function axeFinds(page) {
  await page.evaluate(axe.source);
  const found = [];
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    for (const one of await page.evaluate(violations, { options: OPTIONS })) found.push(`${colorScheme}: ${one.id} ${one.selector} ${one.detail}`);
  }
  await page.emulateMedia({ colorScheme: null });
  return found.join('\n');
}

/** What the preview lays over a page. */
const overlay = (page) => page.locator('#casebook-preview');

test('a save reloads the page that it changes, which stays where it was scrolled to', async () => {
  await hearings.evaluate(() => scrollTo(0, 900));
  for (const [save, told] of [[portal.save, 'They were heard twice.'], [portal.replace, 'They were heard three times.']]) {
    await save(HEARINGS, study(TITLE, told));
    await has(hearings, told);
    assert.equal(await isMarked(hearings), false, 'the page was loaded again');
    await hearings.waitForFunction(() => scrollY === 900);
    await mark(hearings);
  }
  await quiet();
  assert.ok(await isMarked(hearings), 'it is not loaded once more');
});

test('a save does not reload other pages', async () => {
  assert.ok(await isMarked(wells));
  await portal.save(WELLS, study('Wells of the market', 'The wells were dug by hand.'));
  await has(wells, 'The wells were dug by hand.');
  await mark(wells);
  await quiet();
  assert.ok(await isMarked(hearings));
});

test('a title that is shown elsewhere reloads what shows it', async () => {
  const list = await open('case-studies.html');
  await portal.save(WELLS, study('Wells of two markets', 'The wells were dug by hand.'));
  await list.getByRole('link', { name: 'Wells of two markets' }).first().waitFor();
  await list.close();
  await wells.getByRole('heading', { level: 1, name: 'Wells of two markets' }).waitFor();
  // The page beside it may name it.
  await quiet();
});

test('a style sheet is swapped without a reload', async () => {
  const sheets = (page) => page.locator('link[rel~="stylesheet"]').count();
  const before = await sheets(hearings);
  await hearings.evaluate(() => scrollTo(0, 700));
  const original = await portal.read(SHEET);
  for (const sheet of [original.replace('#7a2048', '#204a7a'), original.replace('#7a2048', '#4a207a'), original]) {
    await portal.save(SHEET, sheet);
    const colour = sheet.match(/--accent: (#\w+)/)[1];
    for (const page of [hearings, wells]) {
      await page.waitForFunction((wanted) => getComputedStyle(document.documentElement).getPropertyValue('--accent').trim() === wanted, colour);
      assert.ok(await isMarked(page), 'the page was not loaded again');
    }
  }
  await quiet();
  assert.equal(await sheets(hearings), before, 'the old sheets are gone');
  assert.equal(await hearings.evaluate(() => scrollY), 700);
});

test('a style sheet that a script of the page loads is no reason to reload', async () => {
  const page = await open('search.html?q=wells');
  let loads = 0;
  page.on('load', () => { loads += 1; });
  await page.waitForFunction(() => document.querySelectorAll('link[rel="stylesheet"]').length > 1);
  await quiet();
  assert.equal(loads, 0);
  await page.close();
});

test('an error lies over the page with its place until it is mended', async (t) => {
  const good = await portal.read(HEARINGS);
  t.after(() => portal.save(HEARINGS, good));
  await portal.save(HEARINGS, study(TITLE, 'This is not seen.', `period = "2024${' and later'.repeat(30)}\n`));
  for (const page of [hearings, wells]) {
    await overlay(page).getByText(`${HEARINGS}:4:`).first().waitFor();
    assert.ok(await isMarked(page), 'the page stays');
  }
  await has(hearings, 'They were heard three times.');
  assert.equal(await axeFinds(hearings), '');
  // It can be folded away and opened again by keys, and is not shut in either.
  await hearings.keyboard.press('Escape');
  await overlay(hearings).getByText(`${HEARINGS}:4:`).first().waitFor({ state: 'hidden' });
  assert.equal(await axeFinds(hearings), '', 'folded');
  await overlay(hearings).getByRole('button').first().focus();
  await hearings.keyboard.press('Enter');
  await overlay(hearings).getByText(`${HEARINGS}:4:`).first().waitFor();
  await portal.save(HEARINGS, good);
  for (const page of [hearings, wells]) {
    await overlay(page).getByText(`${HEARINGS}:4:`).first().waitFor({ state: 'hidden' });
    assert.ok(await isMarked(page), 'the page stays as it was');
  }
});

test('a page that was missing comes when its record does', async () => {
  const page = await open('case-studies/later.html', { watched: false });
  await portal.save('content/case-studies/later.md', study('A case of later', 'It came later.'));
  await has(page, 'It came later.');
  await page.close();
});

test('the status page tells what happened, and goes on telling', async () => {
  const page = await open('-/casebook/');
  await page.getByText(HEARINGS).first().waitFor();
  assert.equal(await axeFinds(page), '');
  await mark(page);
  await portal.save('content/case-studies/told.md', study('A case that is told', 'It is told.'));
  await page.getByText('content/case-studies/told.md').first().waitFor();
  assert.ok(await isMarked(page), 'it is not loaded again for that');
  await page.close();
});

test('no page had anything to complain about', () => {
  assert.deepEqual(troubles, []);
});

test('a page that outlives its server goes on with the next one', async () => {
  await server.stop();
  await portal.save(WELLS, study('Wells of two markets', 'The wells were dug in the night.'));
  server = await serve(portal.root, server.port);
  await wells.getByText('The wells were dug in the night.', { exact: true }).waitFor();
});
