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
  const parts = new Set();
  let count = 0;
  const walk = (node, above) => {
    for (const child of node.childNodes ?? []) {
      let part;
      if (child.tagName) {
        count += 1;
        part = partOf(child);
        parts.add(interned(`${above} > ${part}`));
        const attrs = Object.fromEntries(child.attrs.map((a) => [a.prefix ? `${a.prefix}:${a.name}` : a.name, a.value]));
        // Most elements have nothing that a check asks for; keeping only the others holds thousands of pages in little memory.
        if (KEPT.has(child.tagName) || child.attrs.some((a) => TELLING.test(a.name))) {
          const text = TEXTS.has(child.tagName) ? textOf(child) : undefined;
          elements.push({ name: child.tagName, attrs, line: child.sourceCodeLocation?.startLine, text });
        }
      }
      walk(child, part);
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
    parts,
    ids: elements.filter((element) => 'id' in element.attrs).map((element) => element.attrs.id),
    lang: first('html')?.attrs.lang ?? '',
    dir: first('html')?.attrs.dir ?? '',
    title: first('title')?.text?.trim() ?? '',
    meta: (name) => metaOf(elements, name),
  };
  page.indexable = !/noindex/.test(page.meta('robots') ?? '');
  page.type = typeOf(page, first('body')?.attrs.class ?? '');
  page.hasFilters = elements.some((element) => 'data-rows' in element.attrs);
  page.styles = elements.filter((element) => element.name === 'link' && element.attrs.rel === 'stylesheet').map(({ attrs }) => path.posix.basename(attrs.href ?? ''));
  return page;
}

/** What an element is made of, apart from its content. The kind of a record on its body is no such thing: no style asks for it. */
function partOf({ tagName, attrs }) {
  const value = (name) => attrs.find((attr) => attr.name === name)?.value ?? '';
  const classes = value('class').split(/\s+/).filter((name) => name && !name.startsWith('kind-')).sort();
  return [tagName, ...classes, ...SHAPING.map(value)].join('.');
}

// Thousands of pages have the same parts.
const texts = new Map();
const interned = (text) => texts.get(text) ?? (texts.set(text, text), text);

const KEPT = new Set(['html', 'head', 'title', 'meta', 'link', 'base', 'body', 'h1', 'main', 'style', 'script', 'img', 'a', 'form', 'iframe']);
const TELLING = /^(id|name|href|src|srcset|style|on.+|poster|data|data-rows|action|formaction|background)$/i;
// Attributes whose value decides how an element looks or works.
const SHAPING = ['type', 'role', 'dir', 'scope', 'aria-current', 'aria-expanded'];
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
