// Looks at pages of a site in the browser, some at a time, with all checks that need one.

import * as axe from './checks/axe.mjs';
import * as filters from './checks/filters.mjs';
import * as keyboard from './checks/keyboard.mjs';
import * as loading from './checks/loading.mjs';
import * as noscript from './checks/noscript.mjs';
import * as print from './checks/print.mjs';
import * as reflow from './checks/reflow.mjs';
import * as search from './checks/search.mjs';
import { open, takeBench } from './bench.mjs';
import { fault } from './fault.mjs';
import { hostPolicy, serve } from './server.mjs';

export const rules = [axe, filters, keyboard, loading, noscript, print, reflow, search].flatMap((check) => Object.keys(check.rules));

/**
 * `wanted` are the pages to look at. What takes long is done once for a template: keys on the typical page, sheets on the largest; filters on two lists, searches
 * on the search page and one record in each language; with `everything` on all. `only` names the checks to do. `progress` is called after each page.
 */
export async function look(browser, site, wanted, { jobs = 2, everything = false, only, progress = () => {} } = {}) {
  const does = (check) => !only || check === '' || only.includes(check);
  const servers = {
    root: await serve(site.folder),
    sub: await serve(site.folder, { mount: '/a/b/', policy: await hostPolicy(site) }),
  };
  const faults = [];
  const queue = [...wanted];
  // The filters are worked on the largest list as it comes from a host, and on one of middle size as it lies on a disk.
  const lists = wanted.filter((page) => !site.alike && page.hasFilters).toSorted((a, b) => b.size - a.size);
  for (const [page, tab] of [[lists.at(0), 'root'], [lists[Math.floor(lists.length / 2)], 'file']]) if (page) page.filtered = [...(page.filtered ?? []), tab];
  for (const lang of site.alike ? [] : site.languages) {
    const inLanguage = wanted.filter((page) => page.lang === lang);
    // Both from a host below a path and from a disk, one on each of the two pages.
    for (const [type, tab] of [['search', 'sub'], ['record ', 'file']]) {
      for (const page of inLanguage.filter((page) => page.type.startsWith(type)).slice(0, 1)) page.searched = [tab];
    }
  }
  const work = async () => {
    const bench = await takeBench(browser, site, servers);
    let opened = 0;
    for (let page = queue.shift(); page; page = queue.shift()) {
      opened++;
      faults.push(...await lookAt(bench, site, page, { everything, does }));
      progress(page);
    }
    if (does('loading') && opened) faults.push(...await loading.stored(bench, site));
    if (does('loading') && !finished++) for (const tab of [bench.root, bench.sub]) faults.push(...await loading.missingAddress(tab, site));
    await bench.leave();
  };
  let finished = 0;
  try {
    await Promise.all(Array.from({ length: Math.max(1, Math.min(jobs, queue.length)) }, work));
  } finally {
    await Promise.all([servers.root.close(), servers.sub.close()]);
  }
  return faults;
}

async function lookAt(bench, site, page, { everything, does }) {
  const faults = [];
  const step = async (name, check) => {
    if (!does(name)) return;
    try {
      faults.push(...await check());
    } catch (error) {
      faults.push(fault('run/stopped', page, { detail: `${error.message.split('\n')[0]} ${error.stack.match(/checks\/\S+/)?.[0] ?? ''}` }));
    }
  };
  let scripted;
  await step('', async () => {
    await open(bench.root, page.path);
    scripted = await noscript.measure(bench.root);
    return [];
  });
  if (!scripted) return faults;
  await step('loading', () => loading.opened(bench.root, page, site));
  await step('axe', () => axe.check(bench.root, page));
  await step('reflow', () => reflow.check(bench.root, page));
  await step('print', () => print.check(bench.root, page));
  if (page.largest || everything) await step('print', () => print.sheets(bench.root, page));
  if (page.typical || everything) await step('keyboard', () => keyboard.check(bench.root, page));
  for (const tab of everything ? ['root', 'file'] : page.filtered ?? []) await step('filters', () => filters.check(bench[tab], page));
  for (const tab of everything ? ['sub', 'file'] : page.searched ?? []) await step('search', () => search.check(bench[tab], page, site));
  await step('loading', () => loading.check(bench.sub, page, site));
  await step('loading', () => loading.check(bench.file, page, site));
  await step('noscript', () => noscript.check(bench.plain, page, scripted));
  return faults;
}
