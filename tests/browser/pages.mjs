// The pages of a built site, read without a browser: what the checks on files need of each, and its type.

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'parse5';

/** All HTML files below a folder, in the order of their addresses. */
export async function readPages(folder) {
  const names = await readdir(folder, { recursive: true });
  const paths = names.filter((name) => name.endsWith('.html')).map((name) => name.split(path.sep).join('/')).sort();
  const pages = [];
  for (const address of paths) {
    const file = path.join(folder, address);
    pages.push(readPage(address, file, await readFile(file, 'utf8')));
  }
  return pages;
}

function readPage(address, file, html) {
  const elements = [];
  let count = 0;
  const walk = (node) => {
    for (const child of node.childNodes ?? []) {
      if (child.tagName) {
        count += 1;
        const attrs = Object.fromEntries(child.attrs.map((a) => [a.prefix ? `${a.prefix}:${a.name}` : a.name, a.value]));
        // Most elements have nothing that a check asks for; keeping only the others holds thousands of pages in little memory.
        if (KEPT.has(child.tagName) || child.attrs.some((a) => TELLING.test(a.name))) {
          const text = TEXTS.has(child.tagName) ? textOf(child) : undefined;
          elements.push({ name: child.tagName, attrs, line: child.sourceCodeLocation?.startLine, text });
        }
      }
      walk(child);
    }
  };
  walk(parse(html, { sourceCodeLocationInfo: true }));
  const first = (name) => elements.find((element) => element.name === name);
  const page = {
    path: address,
    file,
    size: Buffer.byteLength(html),
    elements,
    elementCount: count,
    ids: elements.filter((element) => 'id' in element.attrs).map((element) => element.attrs.id),
    lang: first('html')?.attrs.lang ?? '',
    dir: first('html')?.attrs.dir ?? '',
    title: first('title')?.text?.trim() ?? '',
    meta: (name) => metaOf(elements, name),
  };
  page.indexable = !/noindex/.test(page.meta('robots') ?? '');
  page.type = typeOf(page, first('body')?.attrs.class ?? '');
  return page;
}

const KEPT = new Set(['html', 'head', 'title', 'meta', 'link', 'base', 'body', 'h1', 'main', 'style', 'script', 'img', 'a', 'form', 'iframe']);
const TELLING = /^(id|name|href|src|srcset|style|on.+|poster|data|action|formaction|background)$/i;
const TEXTS = new Set(['title', 'h1', 'style', 'script']);

function textOf(node) {
  return node.value ?? (node.childNodes ?? []).map(textOf).join('');
}

function metaOf(elements, name) {
  return elements.find((e) => e.name === 'meta' && [e.attrs.name, e.attrs.property, e.attrs['http-equiv']?.toLowerCase()].includes(name))
    ?.attrs.content;
}

/** The type tells which template and kind made the page: `record case-study`, `facet event`, `home`. */
function typeOf(page, classes) {
  if (page.path === '404.html') return 'not-found';
  if (page.meta('refresh') !== undefined) return 'redirect';
  const names = classes.split(/\s+/).filter((name) => /^(page|kind)-/.test(name)).map((name) => name.replace(/^(page|kind)-/, ''));
  return names.join(' ') || 'other';
}

/**
 * Pages by type, in the languages of the site: of each type the largest, the smallest and those between at even steps, `count` in
 * all. `largest` and `typical` mark one of each type, for what is looked at only once for a type. Pages that only lead on to another
 * are not among them: a browser does not stay there.
 */
export function sample(pages, count = 3) {
  const groups = new Map();
  for (const page of pages) {
    if (page.type === 'redirect') continue;
    const key = `${page.lang} ${page.type}`;
    groups.set(key, [...(groups.get(key) ?? []), page]);
  }
  const chosen = [];
  for (const group of groups.values()) {
    const bySize = group.toSorted((a, b) => b.size - a.size || (a.path < b.path ? -1 : 1));
    const places = new Set(Array.from({ length: count }, (_, i) => Math.round((i * (bySize.length - 1)) / Math.max(1, count - 1))));
    bySize[0].largest = true;
    const middle = Math.round((bySize.length - 1) / 2);
    bySize[middle].typical = true;
    places.add(middle);
    chosen.push(...[...places].map((place) => bySize[place]));
  }
  return chosen;
}
