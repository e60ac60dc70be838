// In a site of several languages: the same pages in each, and every page names its like in the others, which name it in turn.

import path from 'node:path';
import { fault } from '../fault.mjs';

export const rules = {
  'languages/missing-page': 'a page is not there in another language of the site',
  'languages/no-hreflang': 'a page does not name its like in each language, itself among them',
  'languages/one-way': 'the page that is named does not name this one',
  'languages/wrong-language': 'the page that is named is in another language than is said',
};

export function checkSite(site) {
  if (site.languages.length < 2) return [];
  const faults = [];
  const add = (rule, page, detail) => faults.push(fault(`languages/${rule}`, page, { detail }));
  const pages = site.pages.filter((page) => !['not-found', 'redirect'].includes(page.type));
  for (const page of pages) {
    for (const language of site.languages) {
      const like = likeIn(page, language, site);
      if (!site.byPath.has(like)) add('missing-page', page, like);
    }
    const named = alternates(page, site);
    for (const language of site.languages) if (!named.some(([of]) => of === language)) add('no-hreflang', page, language);
    for (const [language, address] of named) {
      const other = site.byPath.get(address);
      if (language === 'x-default') continue;
      if (other?.lang !== language) add('wrong-language', page, `${language}: ${address}`);
      else if (!alternates(other, site).some(([, back]) => back === page.path)) add('one-way', page, address);
    }
  }
  return faults;
}

/** The address of the page in another language: each language has a folder of its own, but for one that stands at the root. */
function likeIn(page, language, site) {
  const [first, ...rest] = page.path.split('/');
  const bare = first === page.lang && rest.length ? rest.join('/') : page.path;
  const inFolder = `${language}/${bare}`;
  const atRoot = site.byPath.get('index.html')?.lang === language;
  return atRoot ? bare : inFolder;
}

/** Each link to another language: the language, the address in the site, and what stands in the link, relative or public. */
export function alternates(page, site) {
  const links = page.elements.filter((e) => e.name === 'link' && e.attrs.rel === 'alternate' && 'hreflang' in e.attrs);
  return links.map(({ attrs }) => [attrs.hreflang, inSite(attrs.href, page, site), attrs.href]);
}

/** The address within the site of a public address, or of one relative to a page. */
export function inSite(href, page, site) {
  if (site.baseUrl && href.startsWith(site.baseUrl)) return decodeURI(href.slice(site.baseUrl.length)).replace(/^$|\/$/, (end) => `${end}index.html`);
  return path.posix.join(page ? path.posix.dirname(page.path) : '.', decodeURI(href));
}
