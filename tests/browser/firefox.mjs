// A second opinion: one page of each type in Firefox, driven by WebDriver BiDi. Fewer checks than in Chromium, which has the whole list.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import puppeteer from 'puppeteer-core';
import { OPTIONS, violations } from './checks/axe.mjs';
import { isUnasked } from './checks/loading.mjs';
import { overflowing } from './checks/reflow.mjs';
import { fault } from './fault.mjs';
import { inPage } from './in-page.mjs';
import { serve } from './server.mjs';

export const rules = {
  'firefox/axe': 'a rule of axe-core',
  'firefox/sideways': 'the page scrolls sideways, or text is cut off',
  'firefox/console': 'the console has an error or a warning, or a request failed',
};

export const FIREFOX = process.env.FIREFOX ?? '/usr/bin/firefox-esr';

export const isThere = () => existsSync(FIREFOX);

export function launch() {
  // Scroll bars that lie over the page, as on phones: others would take 12 of the 320 px.
  const extraPrefsFirefox = { 'ui.useOverlayScrollbars': 1 };
  // A busy machine is slow, not wrong.
  const patience = { timeout: 180_000, protocolTimeout: 180_000 };
  return puppeteer.launch({ browser: 'firefox', executablePath: FIREFOX, headless: true, ...patience, extraPrefsFirefox });
}

export async function look(browser, site, pages) {
  const faults = [];
  const server = await serve(site.folder);
  const tab = await browser.newPage();
  tab.setDefaultTimeout(120_000);
  let troubles = [];
  tab.on('console', (message) => { if (/error|warn/.test(message.type())) troubles.push(message.text()); });
  tab.on('pageerror', (error) => troubles.push(String(error)));
  tab.on('requestfailed', (request) => troubles.push(`${request.url()} ${request.failure()?.errorText}`));
  tab.on('response', (response) => { if (response.status() >= 400) troubles.push(`${response.url()} ${response.status()}`); });
  try {
    for (const page of pages) {
      // From a disk on a narrow window, over HTTP on a wide one: each way to open it and each width once.
      for (const [view, width, address] of [['file 320', 320, pathToFileURL(path.resolve(site.folder)).href + '/'], ['http 1280', 1280, server.address]]) {
        troubles = [];
        await tab.setViewport({ width, height: 900 });
        await tab.goto(address + encodeURI(page.path), { waitUntil: 'load' });
        await tab.evaluate(inPage);
        for (const detail of troubles.filter((trouble) => !isUnasked(trouble, page))) faults.push(fault('firefox/console', page, { view, detail }));
        for (const found of await tab.evaluate(overflowing, { details: width === 320 })) faults.push(fault('firefox/sideways', page, { view, ...found }));
        await tab.evaluate(axe.source);
        for (const { id, ...found } of await tab.evaluate(violations, { options: OPTIONS })) {
          faults.push(fault('firefox/axe', page, { view, selector: found.selector, detail: `${id}: ${found.detail}` }));
        }
      }
    }
  } finally {
    await tab.close();
    await server.close();
  }
  return faults;
}
