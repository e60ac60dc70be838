// No sideways scroll and no text cut off: at 320 px, with the text spacing of WCAG 1.4.12, and at 200 % zoom.

import { setView } from '../bench.mjs';
import { fault } from '../fault.mjs';

export const rules = {
  'reflow/sideways': 'the page scrolls sideways, or something lies outside it',
  'reflow/cut-text': 'text is cut off by the box around it',
};

const SPACING = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }';

const STATES = [
  { name: '320', width: 320, details: true },
  { name: '320 text spacing', width: 320, style: SPACING, details: true },
  { name: '1280 text spacing', width: 1280, style: SPACING },
  // A window of 1280 px at 200 % has 640 CSS pixels.
  { name: '1280 at 200 %', width: 640, height: 450 },
];

export async function check(tab, page) {
  const faults = [];
  for (const state of STATES) {
    await setView(tab, state);
    for (const found of await tab.page.evaluate(overflowing, state)) {
      faults.push(fault(`reflow/${found.rule}`, page, { view: state.name, ...found }));
    }
  }
  return faults;
}

export function overflowing({ style = '', details = false }) {
  const AT_MOST = 3;
  seen.setStyle(style);
  if (details) seen.openDetails();
  const root = document.documentElement;
  const width = root.clientWidth;
  const found = [];
  const hidesOverflow = [root, document.body].some((element) => /hidden|clip/.test(getComputedStyle(element).overflowX));
  if (root.scrollWidth > width || hidesOverflow) {
    const outside = [...document.body.querySelectorAll('*')].filter((element) => {
      const box = element.getBoundingClientRect();
      if (box.width <= 1 || (box.right <= width + 1 && box.left >= -1)) return false;
      // What lies in a box that scrolls or cuts by itself is that box's affair.
      for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
        if (getComputedStyle(at).overflowX !== 'visible') return false;
      }
      return true;
    });
    // The innermost elements say most.
    const inmost = outside.filter((element) => !outside.some((other) => other !== element && element.contains(other)));
    for (const element of inmost.slice(0, AT_MOST)) {
      found.push({ rule: 'sideways', selector: seen.selectorOf(element), detail: `${root.scrollWidth} px wide in ${width} px` });
    }
    if (!inmost.length && root.scrollWidth > width) found.push({ rule: 'sideways', detail: `${root.scrollWidth} px wide in ${width} px` });
  }
  const cut = [...document.body.querySelectorAll('*')].filter((element) => {
    if (!(element instanceof HTMLElement) || element.clientWidth <= 1 || !element.textContent.trim()) return false;
    const sideways = element.scrollWidth > element.clientWidth + 1;
    const down = element.scrollHeight > element.clientHeight + 1;
    if (!sideways && !down) return false;
    const { overflowX, overflowY } = getComputedStyle(element);
    const cuts = (overflow) => overflow === 'hidden' || overflow === 'clip';
    return element !== document.body && ((sideways && cuts(overflowX)) || (down && cuts(overflowY)));
  });
  for (const element of cut.slice(0, AT_MOST)) found.push({ rule: 'cut-text', selector: seen.selectorOf(element), detail: element.textContent.trim().slice(0, 60) });
  if (details) seen.closeDetails();
  seen.setStyle('');
  return found;
}
