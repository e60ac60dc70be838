// The rows of the report: what is measured, the limit, and the rules that belong to it.

import { bars } from './bars.mjs';
import { rules as ofSearch } from './checks/search.mjs';
import { kb } from './checks/sizes.mjs';

const largest = (sites, pick) => Math.max(...sites.map((site) => pick(site.figures)));
const size = (pick) => (sites) => kb(largest(sites, pick));

// `measured` makes the figure from the sites; without it the number of faults is the figure.
export const rows = [
  { title: 'axe, WCAG 2.2 AA and best practice, four views', bar: '0 violations', rules: ['axe/'] },
  { title: 'no sideways scroll: 320 px, text spacing, 200 % zoom', bar: '0', rules: ['reflow/'] },
  { title: 'keyboard: skip link first, every stop visible, no trap', bar: '0', rules: ['keyboard/'] },
  { title: 'filters of lists by keys alone, over HTTP and from a disk', bar: '0', rules: ['filters/'] },
  { title: 'search by keys alone, over HTTP and from a disk', bar: '0', rules: Object.keys(ofSearch).filter((rule) => rule !== 'search/size') },
  { title: 'HTML checker errors', bar: '0', rules: ['nu/'] },
  { title: 'head, ids and headings of the pages', bar: '0', rules: ['markup/lang', 'markup/dir', 'markup/title', 'markup/description', 'markup/h1', 'markup/duplicate-id'] },
  { title: 'first view, median', bar: `≤ ${kb(bars.medianPage)}`, rules: ['sizes/median'], measured: size((f) => f.median) },
  { title: 'first view, p95', bar: `≤ ${kb(bars.p95Page)}`, rules: ['sizes/p95'], measured: size((f) => f.p95) },
  { title: 'first view, largest', bar: `≤ ${kb(bars.page)}`, rules: ['sizes/page'], measured: size((f) => f.max) },
  { title: 'of it: CSS', bar: `≤ ${kb(bars.css)}`, rules: ['sizes/css'], measured: size((f) => f.css) },
  { title: 'of it: script', bar: `≤ ${kb(bars.script)}`, rules: ['sizes/script'], measured: size((f) => f.script) },
  { title: 'first search', bar: `≤ ${kb(bars.search)}`, rules: ['search/size'], measured: size((f) => f.search ?? 0) },
  { title: 'web fonts, style sheets that load others', bar: '0', rules: ['css/web-font', 'css/import'] },
  { title: 'requests of a page', bar: `≤ ${bars.requests}`, rules: ['sizes/requests', 'loading/requests'], measured: (sites) => largest(sites, (f) => f.requests) },
  { title: 'requests to other hosts', bar: '0', rules: ['loading/other-host'] },
  { title: 'cookies and stored items', bar: '0', rules: ['loading/stored'] },
  { title: 'elements of a page, largest', bar: `≤ ${bars.elements}; list ≤ ${bars.elementsOfList}, whole ≤ ${bars.elementsOfAll}`, rules: ['markup/elements'], measured: (sites) => largest(sites, (f) => f.elements.max) },
  { title: 'without JavaScript: text, links, tables; no dead control', bar: '0', rules: ['noscript/'] },
  { title: 'HTTP, sub-path, file://: console, failed requests, 404', bar: '0', rules: ['loading/console', 'loading/request-failed', 'loading/missing-address'] },
  { title: 'links: missing, root-absolute, to a folder', bar: '0', rules: ['links/'] },
  { title: 'policy: nothing inline, nothing unsafe', bar: '0', rules: ['policy/'] },
  { title: 'physical directions in CSS', bar: '0', rules: ['css/physical'] },
  { title: 'languages: same pages, hreflang both ways', bar: '0', rules: ['languages/'] },
  { title: 'print: text kept, details open, no control, no blank sheet', bar: '0', rules: ['print/'] },
  { title: 'canonical, OpenGraph, JSON-LD, feeds, sitemap, robots', bar: '0', rules: ['metadata/'] },
  { title: 'Firefox: opens, no message, no sideways scroll, axe', bar: '0', rules: ['firefox/'], optional: true },
  { title: 'the tests themselves ran', bar: '0', rules: ['run/'] },
];

export const belongs = (row, fault) => row.rules.some((rule) => (rule.endsWith('/') ? fault.rule.startsWith(rule) : fault.rule === rule));
