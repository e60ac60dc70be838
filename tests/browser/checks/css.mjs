// Style sheets: no physical direction, so that right-to-left scripts mirror by themselves; no web font; nothing asked for in turn.

import { cssFiles } from '../files.mjs';
import { fault } from '../fault.mjs';

export const rules = {
  'css/physical': 'a property or value names the left or the right',
  'css/web-font': 'a font is loaded',
  'css/import': 'a style sheet loads another',
};

const PHYSICAL = [
  // left: 0; margin-left: 1em; border-top-left-radius: 2px
  /(?<=^|[{;\s])(?:[a-z-]*-)?(?:left|right)(?:-[a-z-]+)?\s*:[^;}]*/g,
  /(?<=^|[{;\s])(?:text-align|float|clear|caption-side|justify-[a-z]+)\s*:\s*(?:left|right)\b[^;}]*/g,
];
// margin: 1px 2px 3px 4px names the right in its second and the left in its fourth place.
const FOUR = /(?<=^|[{;\s])(?:margin|padding|inset|border-(?:width|style|color)|scroll-margin|scroll-padding)\s*:\s*([^;}]*)/g;

export async function checkSite(site) {
  const faults = [];
  for (const { address, text } of await cssFiles(site)) {
    const add = (rule, detail) => faults.push(fault(`css/${rule}`, address, { detail: detail.trim().slice(0, 80) }));
    for (const pattern of PHYSICAL) for (const [found] of text.matchAll(pattern)) add('physical', found);
    for (const [found, value] of text.matchAll(FOUR)) {
      const sides = value.replace(/!important/, '').trim().match(/(?:[^\s(]+(?:\((?:[^()]|\([^()]*\))*\))?)+/g) ?? [];
      if (sides.length === 4 && sides[1] !== sides[3]) add('physical', found);
    }
    for (const [found] of text.matchAll(/@font-face[^}]*/g)) add('web-font', found);
    for (const [found] of text.matchAll(/@import[^;]*/g)) add('import', found);
  }
  return faults;
}
