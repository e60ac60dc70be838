// The HTML of every page, apart from what the HTML checker reads: head, ids, heading, and nothing inline that the policy forbids.

import { fault } from '../fault.mjs';

export const rules = {
  'markup/lang': 'html has no lang, or one that is not a language tag',
  'markup/dir': 'html has no dir, or one that does not fit the language',
  'markup/title': 'the title is missing or empty',
  'markup/description': 'a page for search engines has no description',
  'markup/h1': 'there is not exactly one h1',
  'markup/duplicate-id': 'an id stands twice',
  'markup/elements': 'too many elements',
  'policy/missing': 'the page has no Content-Security-Policy that begins with default-src none',
  'policy/unsafe': 'the policy allows what is unsafe, or other hosts',
  'policy/inline-style': 'a style element or attribute',
  'policy/inline-script': 'a script in the page, or an attribute that runs one',
};

const RIGHT_TO_LEFT = /^(ar|dv|fa|he|ku|ps|sd|ug|ur|yi)(-|$)/;

export function check(page, site) {
  const faults = [];
  const add = (rule, detail, element) => faults.push(fault(rule, page, { line: element?.line, detail }));
  if (!/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(page.lang)) add('markup/lang', page.lang);
  if (page.dir !== (RIGHT_TO_LEFT.test(page.lang) ? 'rtl' : 'ltr')) add('markup/dir', `${page.dir} in ${page.lang}`);
  if (!page.title) add('markup/title');
  if (page.indexable && !page.meta('description')?.trim()) add('markup/description');
  const headings = page.elements.filter((element) => element.name === 'h1');
  if (headings.length !== 1) add('markup/h1', `${headings.length} of them`);
  const met = new Set();
  for (const id of page.ids) {
    if (met.has(id)) add('markup/duplicate-id', id);
    met.add(id);
  }
  const { elements, elementsOfList, elementsOfAll } = site.bars;
  const atMost = /^all( |$)/.test(page.type) ? elementsOfAll : /^(index|facet|pair)( |$)/.test(page.type) ? elementsOfList : elements;
  if (page.elementCount > atMost) add('markup/elements', `${page.elementCount}, at most ${atMost}`);
  policy(page, add);
  return faults;
}

function policy(page, add) {
  const stated = page.meta('content-security-policy');
  if (!/^default-src 'none'/.test(stated ?? '')) add('policy/missing', stated);
  const allowed = (stated ?? '').split(/[\s;]+/).filter((word) => /^'unsafe|^\*|^https?:|\./.test(word));
  if (allowed.length) add('policy/unsafe', allowed.join(' '));
  for (const element of page.elements) {
    const { name, attrs } = element;
    if (name === 'style' || 'style' in attrs) add('policy/inline-style', attrs.style ?? '<style>', element);
    if (name === 'script' && !('src' in attrs) && attrs.type !== 'application/ld+json') add('policy/inline-script', '<script>', element);
    for (const attribute of Object.keys(attrs)) {
      if (/^on/.test(attribute)) add('policy/inline-script', attribute, element);
      if (/^(href|src|action)$/.test(attribute) && /^\s*javascript:/i.test(attrs[attribute])) add('policy/inline-script', attrs[attribute], element);
    }
  }
}
