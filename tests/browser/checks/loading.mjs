// What happens while a page opens: over HTTP at the root, under a sub-path with the policy sent by the host, and from a disk.

import { open } from '../bench.mjs';
import { fault } from '../fault.mjs';

export const rules = {
  'loading/console': 'the console has an error, a warning or a violation of the policy',
  'loading/request-failed': 'a request failed',
  'loading/other-host': 'something is asked of another host',
  'loading/requests': 'too many requests',
  'loading/stored': 'a cookie, or something in the storage of the browser, is left behind',
  'loading/missing-address': 'a missing address is not answered with a page that says so',
};

// The origin of what is on a disk is not told by URL.
const originOf = (url) => { const { protocol, host } = new URL(url); return `${protocol}//${host}`; };

/** The page for missing addresses cannot name an icon, so browsers look for one at the root. */
export const isUnasked = (trouble, page) => page.type === 'not-found' && trouble.includes('/favicon.ico');

/** What the tab kept of the page that it has just opened. */
export function opened(tab, page, site) {
  const add = (rule, detail) => fault(`loading/${rule}`, page, { view: tab.name, detail });
  const faults = tab.troubles.filter(([, detail]) => !isUnasked(detail, page)).map(([rule, detail]) => add(rule, detail));
  const asked = [...new Set(tab.requests)];
  for (const url of asked) if (originOf(url) !== originOf(tab.address)) faults.push(add('other-host', url));
  if (asked.length > site.bars.requests) faults.push(add('requests', `${asked.length}: ${asked.slice(1).join(' ')}`));
  return faults;
}

export async function check(tab, page, site) {
  await open(tab, page.path);
  return opened(tab, page, site);
}

/** Nothing may be left behind once pages were opened. */
export async function stored(bench, site) {
  const cookies = (await bench.cookies()).map((cookie) => `cookie ${cookie.name}`);
  const items = await bench.root.page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)].map((key) => `storage ${key}`));
  return [...cookies, ...items].map((detail) => fault('loading/stored', site.name, { detail }));
}

/** Answers for what is not there must work at any depth, where no relative link can be right. */
export async function missingAddress(tab, site) {
  if (!site.byPath.has('404.html')) return [fault('loading/missing-address', site.name, { detail: 'there is no 404.html' })];
  const faults = [];
  for (const address of ['not-there.html', 'not/there/either.html']) {
    const problem = (detail) => faults.push(fault('loading/missing-address', address, { view: tab.name, detail }));
    tab.requests.length = 0;
    const answer = await tab.page.goto(tab.address + address);
    if (answer.status() !== 404) problem(`status ${answer.status()}`);
    if (!(await tab.page.locator('h1').first().isVisible().catch(() => false))) problem('no heading to be seen');
    if (new Set(tab.requests).size > 1) problem(`asks for more: ${tab.requests.slice(1).join(' ')}`);
    const relative = await tab.page.evaluate(() => [...document.querySelectorAll('[href], [src]')]
      .map((element) => element.getAttribute('href') ?? element.getAttribute('src')).filter((to) => !/^(https?:|mailto:|#|data:)/.test(to)));
    for (const to of relative) problem(`cannot lead anywhere: ${to}`);
  }
  return faults;
}
