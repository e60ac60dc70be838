// What a first visit of a page costs: the page, its style sheets, scripts, icons and pictures, as a host sends them (gzip).

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { fault } from '../fault.mjs';

export const rules = {
  'sizes/page': 'a page and what it loads is too large',
  'sizes/median': 'half of the pages are larger than they should be',
  'sizes/p95': 'one page in twenty is larger than it should be',
  'sizes/css': 'the style sheets of a page are too large',
  'sizes/script': 'the scripts of a page are too large',
  'sizes/requests': 'a page asks for too many files',
};

/** The faults, and the figures for the report. */
export function checkSite(site) {
  const weighed = new Map();
  const weigh = (address) => {
    if (!weighed.has(address)) weighed.set(address, gzipped(path.join(site.folder, address)));
    return weighed.get(address);
  };
  const faults = [];
  const totals = [], elements = [];
  const most = { css: 0, script: 0, requests: 0 };
  for (const page of site.pages.filter((each) => each.type !== 'redirect')) {
    const loads = [...firstView(page)];
    const sum = (kind) => loads.filter((load) => load.kind === kind).reduce((total, load) => total + weigh(load.address), 0);
    const css = sum('css'), script = sum('script');
    const total = gzipped(page.file) + css + script + sum('picture');
    const add = (rule, value, atMost) => { if (value > atMost) faults.push(fault(`sizes/${rule}`, page, { detail: `${kb(value)}, at most ${kb(atMost)}` })); };
    add('page', total, site.bars.page);
    add('css', css, site.bars.css);
    add('script', script, site.bars.script);
    const requests = 1 + loads.length;
    if (requests > site.bars.requests) faults.push(fault('sizes/requests', page, { detail: `${requests}, at most ${site.bars.requests}` }));
    totals.push(total);
    elements.push(page.elementCount);
    most.css = Math.max(most.css, css);
    most.script = Math.max(most.script, script);
    most.requests = Math.max(most.requests, requests);
  }
  const figures = { ...spread(totals), ...most, elements: spread(elements) };
  if (figures.median > site.bars.medianPage) faults.push(fault('sizes/median', site.name, { detail: kb(figures.median) }));
  if (figures.p95 > site.bars.p95Page) faults.push(fault('sizes/p95', site.name, { detail: kb(figures.p95) }));
  return { faults, figures };
}

export const kb = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;

function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
  return { median: at(0.5), p95: at(0.95), max: sorted.at(-1) };
}

/** The files of this site that a browser asks for before anything is scrolled or touched. */
function firstView(page) {
  const loads = new Map();
  const add = (address, kind) => {
    if (address && !/^(data:|[a-z]+:)/.test(address)) loads.set(path.posix.join(path.posix.dirname(page.path), address), kind);
  };
  for (const { name, attrs } of page.elements) {
    const relations = (attrs.rel ?? '').split(/\s+/);
    if (name === 'link' && relations.includes('stylesheet')) add(attrs.href, 'css');
    if (name === 'link' && (relations.includes('icon') || relations.includes('preload'))) add(attrs.href, 'picture');
    if (name === 'script' && attrs.src) add(attrs.src, 'script');
    if (name === 'img' && attrs.loading !== 'lazy') add(attrs.src, 'picture');
  }
  return [...loads].map(([address, kind]) => ({ address, kind }));
}

const sent = new Map();

/** Bytes as sent: text is packed, pictures are so already. */
function gzipped(file) {
  if (!sent.has(file)) {
    const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
    sent.set(file, /\.(html|css|js|svg|json|xml|txt|webmanifest)$/.test(file) ? gzipSync(bytes).length : bytes.length);
  }
  return sent.get(file);
}
