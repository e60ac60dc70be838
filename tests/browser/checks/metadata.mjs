// What other programs read of a site: canonical addresses, OpenGraph, JSON-LD, Atom feeds, the sitemap, robots.txt, the web manifest.
// All but JSON-LD and the manifest need the public address of the site; a site without one is held to what it has.

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fault } from '../fault.mjs';
import { alternates, inSite } from './languages.mjs';
import { readXml } from '../xml.mjs';

export const rules = {
  'metadata/canonical': 'a page does not state its own public address as canonical',
  'metadata/opengraph': 'OpenGraph lacks a property, or one is wrong',
  'metadata/json-ld': 'JSON-LD is missing, not JSON, or has no context, no type, or an empty value',
  'metadata/hreflang': 'hreflang is not the public address of a page',
  'metadata/no-feed': 'no page names an Atom feed',
  'metadata/feed': 'a feed is not valid Atom',
  'metadata/sitemap': 'the sitemap is missing, not valid, or not the list of the pages',
  'metadata/robots': 'robots.txt is missing, shuts out all, or does not name the sitemap',
  'metadata/manifest': 'the web manifest is missing a name, or names what is not there',
};

export async function checkSite(site) {
  const faults = [];
  const add = (rule, page, detail) => faults.push(fault(`metadata/${rule}`, page, { detail }));
  const pages = site.pages.filter((page) => !['not-found', 'redirect'].includes(page.type));
  for (const page of pages) {
    for (const problem of jsonLd(page, site)) add('json-ld', page, problem);
    if (!site.baseUrl) continue;
    if (page.indexable || linked(page, 'canonical').length) for (const problem of canonical(page, site)) add('canonical', page, problem);
    for (const problem of openGraph(page, site)) add('opengraph', page, problem);
    for (const [language, address, href] of alternates(page, site)) {
      if (!href.startsWith(site.baseUrl)) add('hreflang', page, `${language}: ${href} is not a public address`);
      else if (!site.byPath.has(address)) add('hreflang', page, `${language}: ${href} is no page`);
    }
  }
  for (const [address, problem] of await manifests(site, pages)) add('manifest', address, problem);
  if (!site.baseUrl) return faults;
  const feeds = new Set(pages.flatMap((page) => linked(page, 'alternate')
    .filter(({ attrs }) => attrs.type === 'application/atom+xml').map(({ attrs }) => inSite(attrs.href, page, site))));
  if (!feeds.size) add('no-feed', site.name, '');
  for (const feed of feeds) for (const problem of await atom(feed, site)) add('feed', feed, problem);
  for (const problem of await sitemap(site, pages)) add('sitemap', 'sitemap.xml', problem);
  for (const problem of await robots(site)) add('robots', 'robots.txt', problem);
  return faults;
}

const linked = (page, relation) => page.elements.filter(({ name, attrs }) => name === 'link' && (attrs.rel ?? '').split(/\s+/).includes(relation));

/** A page has one public address, and its `index.html` may be left out. */
function isAddressOf(address, page, site) {
  return address === site.baseUrl + encodeURI(page.path) || address === site.baseUrl + encodeURI(page.path.replace(/(^|\/)index\.html$/, '$1'));
}

function* canonical(page, site) {
  const links = linked(page, 'canonical');
  if (links.length !== 1) yield `${links.length} of them`;
  for (const { attrs } of links) if (!isAddressOf(attrs.href, page, site)) yield attrs.href;
}

function* openGraph(page, site) {
  for (const name of ['title', 'type', 'url', 'site_name', 'locale', 'description']) {
    if (!page.meta(`og:${name}`)?.trim()) {
      // A description is asked for by a rule of its own, for pages that search engines list.
      if (name === 'description' && !page.meta('description')) continue;
      yield `og:${name} is missing`;
    }
  }
  const url = page.meta('og:url');
  if (url && !isAddressOf(url, page, site)) yield `og:url ${url}`;
  const locale = page.meta('og:locale');
  if (locale && !/^[a-z]{2,3}(_[A-Z]{2})?$/.test(locale)) yield `og:locale ${locale}`;
  const image = page.meta('og:image');
  if (image && !(image.startsWith(site.baseUrl) && existsSync(path.join(site.folder, image.slice(site.baseUrl.length))))) yield `og:image ${image} is no file of the site`;
}

function* jsonLd(page, site) {
  const scripts = page.elements.filter(({ name, attrs }) => name === 'script' && attrs.type === 'application/ld+json');
  if (!scripts.length && site.baseUrl && /^(home|record)/.test(page.type) && page.indexable) yield 'is missing';
  for (const { text } of scripts) {
    let data;
    try {
      data = JSON.parse(text);
    } catch (error) {
      yield error.message;
      continue;
    }
    const context = [data].flat().map((thing) => thing['@context']);
    if (!context.every((name) => /^https?:\/\/schema\.org\/?$/.test(name))) yield `@context ${context}`;
    yield* things([data].flat().flatMap((thing) => thing['@graph'] ?? thing));
  }
}

function* things(list) {
  for (const thing of list) {
    if (!thing['@type'] && !thing['@id']) yield `no @type: ${JSON.stringify(thing).slice(0, 80)}`;
    for (const [key, value] of Object.entries(thing)) {
      for (const one of [value].flat()) {
        if (one === null || one === '' || one === 'undefined' || one === 'null' || one === 'None') yield `${key} is ${JSON.stringify(one)}`;
        else if (typeof one === 'object') yield* things([one]);
        else if (/^date|Date$/.test(key) && !isDate(one)) yield `${key} ${one}`;
        else if (/^(url|@id|sameAs)$/.test(key) && !/^([a-z][a-z0-9+.-]*:|#|_:)/.test(one)) yield `${key} ${one} is not an absolute address`;
      }
    }
    if (Array.isArray(thing['@type']) ? !thing['@type'].length : false) yield '@type is empty';
  }
}

/** ISO 8601 as schema.org and sitemaps take it: a year, a month, a day, or a moment. */
const isDate = (text) => /^-?\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?)?)?$/.test(text) && !Number.isNaN(Date.parse(text));
/** RFC 3339 as Atom asks for it. */
const isMoment = (text) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text));
const isAbsolute = (text) => /^[a-z][a-z0-9+.-]*:\S+$/i.test(text ?? '');

const ATOM = 'http://www.w3.org/2005/Atom';

async function atom(address, site) {
  const xml = await readXml(path.join(site.folder, address));
  if (xml.error) return [xml.error];
  const feed = xml.root;
  if (feed.name !== 'feed' || feed.uri !== ATOM) return [`the root is ${feed.name} of ${feed.uri}`];
  const problems = [];
  const need = (parent, where) => {
    for (const name of ['id', 'title', 'updated']) {
      const found = parent.all(name);
      if (found.length !== 1 || !found[0].text.trim()) problems.push(`${where}: ${found.length} ${name}`);
    }
    const [id, updated] = [parent.all('id')[0]?.text, parent.all('updated')[0]?.text];
    if (id && !isAbsolute(id)) problems.push(`${where}: id ${id}`);
    for (const moment of [updated, parent.all('published')[0]?.text]) if (moment !== undefined && !isMoment(moment)) problems.push(`${where}: ${moment} is no date of RFC 3339`);
  };
  need(feed, 'feed');
  const links = (parent, relation) => parent.all('link').filter((link) => (link.attrs.rel ?? 'alternate') === relation).map((link) => link.attrs.href);
  if (links(feed, 'self')[0] !== site.baseUrl + address) problems.push(`feed: link to itself is ${links(feed, 'self')[0]}`);
  const entries = feed.all('entry');
  const ids = new Set();
  entries.forEach((entry, at) => {
    const where = `entry ${at + 1}`;
    need(entry, where);
    const id = entry.all('id')[0]?.text;
    if (ids.has(id)) problems.push(`${where}: id ${id} stands twice`);
    ids.add(id);
    const named = (parent) => parent.all('author').some((author) => author.all('name')[0]?.text.trim());
    if (!named(entry) && !named(feed)) problems.push(`${where}: no author`);
    const [to] = links(entry, 'alternate');
    if (!to && !entry.all('content').length) problems.push(`${where}: neither link nor content`);
    if (to && !(to.startsWith(site.baseUrl) && site.byPath.has(inSite(to.split('#')[0], undefined, site)))) problems.push(`${where}: ${to} is no page of the site`);
  });
  return problems;
}

const SITEMAP = 'http://www.sitemaps.org/schemas/sitemap/0.9';

async function sitemap(site, pages) {
  const problems = [];
  const listed = new Set();
  const read = async (address) => {
    const xml = await readXml(path.join(site.folder, address));
    if (xml.error) return problems.push(`${address}: ${xml.error}`);
    const { root } = xml;
    if (root.uri !== SITEMAP || !['urlset', 'sitemapindex'].includes(root.name)) return problems.push(`${address}: the root is ${root.name} of ${root.uri}`);
    if (root.name === 'sitemapindex') {
      for (const map of root.all('sitemap')) await read(inSite(map.all('loc')[0]?.text.trim() ?? '', undefined, site));
      return undefined;
    }
    const urls = root.all('url');
    if (urls.length > 50000) problems.push(`${address}: ${urls.length} addresses`);
    for (const url of urls) {
      const loc = url.all('loc')[0]?.text.trim() ?? '';
      const page = loc.startsWith(site.baseUrl) ? site.byPath.get(inSite(loc, undefined, site)) : undefined;
      if (!page) problems.push(`${loc} is no page of the site`);
      else if (!page.indexable || page.type === 'not-found') problems.push(`${loc} is not for search engines`);
      else if (!isAddressOf(loc, page, site) || linked(page, 'canonical').some(({ attrs }) => attrs.href !== loc)) problems.push(`${loc} is not the canonical address`);
      if (listed.has(loc)) problems.push(`${loc} stands twice`);
      listed.add(loc);
      if (page) listed.add(page.path);
      const changed = url.all('lastmod')[0]?.text.trim();
      if (changed !== undefined && !isDate(changed)) problems.push(`${loc}: lastmod ${changed}`);
    }
    return undefined;
  };
  await read('sitemap.xml');
  if (listed.size) for (const page of pages) if (page.indexable && !listed.has(page.path)) problems.push(`${page.path} is not listed`);
  return problems;
}

async function robots(site) {
  const file = path.join(site.folder, 'robots.txt');
  if (!existsSync(file)) return ['is missing'];
  const text = await readFile(file, 'utf8');
  const problems = [];
  if (!/^User-agent:\s*\*/im.test(text)) problems.push('no User-agent: *');
  if (/^Disallow:\s*\/\s*$/im.test(text)) problems.push('shuts out all');
  const maps = [...text.matchAll(/^Sitemap:\s*(\S+)/gim)].map(([, to]) => to);
  if (!maps.includes(`${site.baseUrl}sitemap.xml`)) problems.push(`Sitemap: ${maps}`);
  return problems;
}

async function manifests(site, pages) {
  const problems = [];
  // A page names it by a link, or to a script that links it where the page does not come from a disk.
  const byScript = (page) => page.elements.filter(({ name, attrs }) => name === 'script' && attrs['data-manifest']);
  const addresses = (page) => [...linked(page, 'manifest').map(({ attrs }) => attrs.href), ...byScript(page).map(({ attrs }) => attrs['data-manifest'])];
  const named = new Set(pages.flatMap((page) => addresses(page).map((address) => inSite(address, page, site))));
  if (site.baseUrl && !named.size) problems.push([site.name, 'no page names one']);
  for (const address of named) {
    const add = (detail) => problems.push([address, detail]);
    let manifest;
    try {
      manifest = JSON.parse(await readFile(path.join(site.folder, address), 'utf8'));
    } catch (error) {
      add(error.message);
      continue;
    }
    if (!manifest.name) add('no name');
    const beside = (to) => path.posix.join(path.posix.dirname(address), to.split(/[?#]/)[0]).replace(/^\.\//, '');
    if (!manifest.start_url) add('no start_url');
    else if (!site.byPath.has(beside(manifest.start_url).replace(/(^|\/)$/, '$1index.html'))) add(`start_url ${manifest.start_url}`);
    if (!manifest.icons?.length) add('no icons');
    for (const icon of manifest.icons ?? []) if (!existsSync(path.join(site.folder, beside(icon.src)))) add(`icon ${icon.src}`);
  }
  return problems;
}
