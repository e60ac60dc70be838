// With JavaScript switched off all content is there, and nothing that looks usable is dead.

import { open } from '../bench.mjs';
import { fault } from '../fault.mjs';

export const rules = {
  'noscript/text-missing': 'text of the main part is not there without scripts',
  'noscript/content-missing': 'links, tables or pictures of the main part are not there without scripts',
  'noscript/dead-control': 'a control is shown that does nothing without scripts',
};

/** To be taken with scripts on, from the page as it first opens. */
export function measure(tab) {
  return tab.page.evaluate(contents);
}

export async function check(tab, page, scripted) {
  await open(tab, page.path);
  const plain = await tab.page.evaluate(contents);
  const add = (rule, where) => fault(`noscript/${rule}`, page, { view: tab.name, ...where });
  const faults = [];
  if (plain.text.length < scripted.text.length) faults.push(add('text-missing', { detail: `${plain.text.length} characters, with scripts ${scripted.text.length}` }));
  for (const what of ['links', 'tables', 'pictures']) {
    if (plain[what] < scripted[what]) faults.push(add('content-missing', { detail: `${plain[what]} ${what}, with scripts ${scripted[what]}` }));
  }
  const dead = await tab.page.evaluate(() => seen.visible(`${seen.CONTROLS}, a[href="#"], a[href^="javascript:"]`).map(seen.selectorOf));
  for (const selector of dead) faults.push(add('dead-control', { selector }));
  return faults;
}

function contents() {
  const count = (selector) => document.querySelectorAll(`main ${selector}`).length;
  return { text: seen.mainText(), links: count('a[href]'), tables: count('table'), pictures: count('svg:not(button *)') + count('img') };
}
