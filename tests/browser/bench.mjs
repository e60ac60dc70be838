// What a worker looks at pages with: tabs of one browser that are used again and again, each for one way to open a site.

import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { inPage } from './in-page.mjs';

// A sandbox of its own is not allowed to root in most containers; the rest keeps the browser from calling its maker.
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

export function launch(executablePath) {
  return chromium.launch({ executablePath, args: FLAGS, timeout: 180_000 });
}

/** The views that every page is looked at in. Where only the scheme differs from the one before, only the colours are looked at again. */
export const VIEWS = [
  { name: '1280 light', width: 1280, scheme: 'light' },
  { name: '1280 dark', width: 1280, scheme: 'dark', onlyColours: true },
  { name: '320 dark', width: 320, scheme: 'dark' },
  { name: '320 light', width: 320, scheme: 'light', onlyColours: true },
];

const HEIGHT = 900;

// A busy machine is slow, not wrong.
const PATIENCE = 20_000;

// To open a bench takes longer than to look at a page, so those of a browser that nobody uses wait for the next site.
const idle = new WeakMap();

/** A bench whose tabs lead to `site`, with nothing kept of the site before; `bench.leave()` when it is done with. */
export async function takeBench(browser, site, servers) {
  const bench = idle.get(browser)?.pop() ?? await openBench(browser);
  lead(bench.root, servers.root.address);
  lead(bench.sub, servers.sub.address);
  lead(bench.file, pathToFileURL(path.resolve(site.folder)).href + '/');
  lead(bench.plain, servers.root.address);
  for (const tab of [bench.root, bench.sub, bench.file]) tab.patience = site.patience ?? PATIENCE;
  return bench;
}

/** From here on the tab is for the site at `address`; what it still asks of the one before is no matter of this one. */
function lead(tab, address) {
  if (tab.address.startsWith('http:')) tab.past.add(new URL(tab.address).origin);
  tab.past.delete(new URL(address).origin);
  tab.address = address;
}

async function openBench(browser) {
  const scripted = await browser.newContext({ viewport: { width: 1280, height: HEIGHT } });
  const plain = await browser.newContext({ viewport: { width: 1280, height: HEIGHT }, javaScriptEnabled: false });
  // Violations of the policy also go to the console, where they are read with all other messages.
  await scripted.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (e) => console.error(`securitypolicyviolation ${e.violatedDirective} ${e.blockedURI}`));
  });
  // A busy machine is slow, not wrong.
  for (const context of [scripted, plain]) context.setDefaultTimeout(120_000);
  const tab = async (context, name) => watch(await context.newPage(), name);
  const bench = {
    root: await tab(scripted, 'http'),
    sub: await tab(scripted, 'sub-path'),
    file: await tab(scripted, 'file'),
    plain: await tab(plain, 'no script'),
    cookies: async () => (await scripted.cookies()).concat(await plain.cookies()),
  };
  bench.leave = async () => {
    // What is left in the storage belongs to the server's port or to a file, and no site has those of another.
    for (const context of [scripted, plain]) await context.clearCookies();
    idle.set(browser, [...(idle.get(browser) ?? []), bench]);
  };
  return bench;
}

/** A tab that keeps what happens while a page is opened. */
function watch(page, name) {
  const tab = { page, name, address: '', patience: PATIENCE, scripted: name !== 'no script', requests: [], troubles: [], past: new Set() };
  // The icon of a page that was left may be asked for later.
  const isPast = (url) => URL.canParse(url) && tab.past.has(new URL(url).origin);
  const trouble = (rule, url, text) => { if (!isPast(url)) tab.troubles.push([rule, text]); };
  page.on('request', (request) => {
    if (!request.url().startsWith('data:') && !isPast(request.url())) tab.requests.push(request.url());
  });
  page.on('requestfailed', (request) => trouble('request-failed', request.url(), `${request.url()} ${request.failure()?.errorText}`));
  page.on('response', (response) => {
    if (response.status() >= 400) trouble('request-failed', response.url(), `${response.url()} ${response.status()}`);
  });
  page.on('pageerror', (error) => tab.troubles.push(['console', String(error)]));
  page.on('console', (message) => {
    const { url } = message.location();
    if (['error', 'warning'].includes(message.type())) trouble('console', url, `${message.text()} ${url}`);
  });
  return tab;
}

/** Opens a page of the site in a tab set back to the first view, with the helpers that the checks use in the page. */
export async function open(tab, address) {
  await setView(tab, VIEWS[0]);
  await tab.page.emulateMedia({ media: null, colorScheme: VIEWS[0].scheme });
  tab.requests.length = 0;
  tab.troubles.length = 0;
  await tab.page.goto(tab.address + encodeURI(address), { waitUntil: 'load' });
  await tab.page.evaluate(inPage);
  if (tab.scripted) await settle(tab);
}

export async function setView(tab, view) {
  await tab.page.setViewportSize({ width: view.width, height: view.height ?? HEIGHT });
  if (view.scheme) await tab.page.emulateMedia({ colorScheme: view.scheme });
}

/** Lets what the page began while it opened come to an end. */
async function settle(tab) {
  await tab.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
