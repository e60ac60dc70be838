// Every address in every page and style sheet: that it works in any folder and from a disk, and leads to what is there.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { cssFiles } from '../files.mjs';
import { fault } from '../fault.mjs';

export const rules = {
  'links/root-absolute': 'an address begins with a slash, so it breaks under a sub-path and on a disk',
  'links/folder': 'an address ends in a folder, which a disk does not answer with a page',
  'links/outside': 'an address leads out of the site',
  'links/missing-file': 'an address leads to a file that is not there',
  'links/missing-fragment': 'an address leads to a place that its page does not have',
  'links/empty': 'an address is empty',
};

/** The links of one page. `others` is the site that they lead through. */
export function check(page, site) {
  const faults = [];
  for (const { value, element } of addresses(page)) {
    const rule = wrong(value, page.path, site);
    if (rule) faults.push(fault(`links/${rule}`, page, { line: element.line, selector: element.name, detail: value }));
  }
  return faults;
}

/** The addresses in the style sheets of the site. */
export async function checkSite(site) {
  const faults = [];
  for (const { address, text } of await cssFiles(site)) {
    for (const [, value] of text.matchAll(/url\(\s*["']?([^"')]+)["']?\s*\)/g)) {
      const rule = wrong(value, address, site);
      if (rule) faults.push(fault(`links/${rule}`, address, { detail: value }));
    }
  }
  return faults;
}

function* addresses(page) {
  for (const element of page.elements) {
    for (const [attribute, value] of Object.entries(element.attrs)) {
      if (/^(href|xlink:href|src|poster|data|action)$/.test(attribute)) yield { value, element };
      if (attribute === 'srcset') for (const part of value.split(',')) yield { value: part.trim().split(/\s+/)[0], element };
    }
    // Where the page leads on by itself.
    if (element.name === 'meta' && element.attrs['http-equiv']?.toLowerCase() === 'refresh') {
      yield { value: element.attrs.content.replace(/^[^;]*;\s*url=/i, ''), element };
    }
  }
}

function wrong(value, from, site) {
  if (value === '') return 'empty';
  if (/^[a-z][a-z0-9+.-]*:/i.test(value)) return undefined;
  if (value.startsWith('/')) return 'root-absolute';
  const [before, fragment] = value.split('#', 2);
  const address = before.split('?')[0];
  let target = from;
  if (address !== '') {
    if (/(^|\/)\.{0,2}$/.test(address)) return 'folder';
    target = path.posix.join(path.posix.dirname(from), decodeURIComponent(address));
    if (target.startsWith('../')) return 'outside';
    if (!isFile(target, site)) return 'missing-file';
  }
  if (fragment) {
    const page = site.byPath.get(target);
    page.idSet ??= new Set(page.ids);
    if (page && !page.idSet.has(decodeURIComponent(fragment))) return 'missing-fragment';
  }
  return undefined;
}

function isFile(address, site) {
  site.found ??= new Map();
  if (!site.found.has(address)) site.found.set(address, site.byPath.has(address) || (path.posix.extname(address) !== '' && existsSync(path.join(site.folder, address))));
  return site.found.get(address);
}
