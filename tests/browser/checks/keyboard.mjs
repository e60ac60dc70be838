// The page with the Tab key alone: the skip link first and of use, every stop to be seen, every control reached, no trap.

import { open, setView } from '../bench.mjs';
import { fault } from '../fault.mjs';

export const rules = {
  'keyboard/no-skip-link': 'the first stop is not a link to a place on the page',
  'keyboard/skip-link-fails': 'the skip link does not move the focus to the main part',
  'keyboard/unseen-stop': 'a stop has no box, or lies outside the window or behind something',
  'keyboard/no-focus-mark': 'nothing changes when the element has the focus',
  'keyboard/unreached': 'something that can be used is not reached with Tab',
  'keyboard/trap': 'Tab does not lead to the end of the page',
};

export async function check(tab, page, widths = [1280, 320]) {
  const faults = [];
  for (const width of widths) {
    const view = `${width}`;
    const add = (rule, where) => faults.push(fault(`keyboard/${rule}`, page, { view, ...where }));
    await open(tab, page.path);
    await setView(tab, { width });
    await skip(tab, add);
    await open(tab, page.path);
    await setView(tab, { width });
    await walk(tab, add);
  }
  return faults;
}

async function skip(tab, add) {
  await tab.page.keyboard.press('Tab');
  const first = await tab.page.evaluate(() => {
    const at = document.activeElement;
    return { selector: seen.selectorOf(at), leads: at.matches('a[href^="#"]') };
  });
  if (!first.leads) return add('no-skip-link', first);
  await tab.page.keyboard.press('Enter');
  const within = () => tab.page.evaluate(() => Boolean(document.querySelector('main')?.contains(document.activeElement)));
  if (!(await within())) add('skip-link-fails', first);
}

async function walk(tab, add) {
  const expected = await tab.page.evaluate(begin);
  const atMost = expected + 10;
  for (let press = 0; press < atMost; press++) {
    await tab.page.keyboard.press('Tab');
    const stop = await tab.page.evaluate(look);
    if (stop.end) break;
    for (const rule of stop.faults) add(rule, { selector: stop.selector });
    if (stop.stuck || press === atMost - 1) { add('trap', { selector: stop.selector, detail: `${press + 1} presses, ${expected} stops expected` }); return; }
  }
  for (const selector of await tab.page.evaluate(missed)) add('unreached', { selector });
}

/** Remembers what can be reached and how each thing looks without the focus. */
function begin() {
  const TABBABLE = `a[href], area[href], summary, ${seen.CONTROLS}, iframe, audio[controls], video[controls], [tabindex]`;
  const marks = (element) => {
    const style = getComputedStyle(element);
    const parts = [style.backgroundColor, style.boxShadow, style.borderColor, style.borderWidth, style.textDecoration, style.color, style.transform];
    // An outline counts only where it is drawn.
    const outline = style.outlineStyle === 'none' || parseFloat(style.outlineWidth) === 0 ? 'none' : style.outline;
    return [...parts, outline].join('|');
  };
  const usable = [...document.querySelectorAll(TABBABLE)].filter((element) => element.tabIndex >= 0 && !element.disabled);
  const shown = usable.filter((element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }));
  window.stops = { marks, plain: new Map(usable.map((element) => [element, marks(element)])), shown, visited: new Set(), last: undefined };
  return shown.length;
}

function look() {
  const at = document.activeElement;
  if (!at || at === document.body || at === document.documentElement) return { end: true };
  const { plain, marks, visited } = window.stops;
  // Past the last stop some browsers begin again without a halt at the window's own controls.
  if (visited.has(at) && at === visited.values().next().value && visited.size > 1) return { end: true };
  const stuck = visited.has(at);
  visited.add(at);
  const faults = [];
  const box = [...at.getClientRects()].find((rect) => rect.width > 1 && rect.height > 1);
  const left = Math.max(0, box?.left ?? 0), right = Math.min(innerWidth, box?.right ?? 0);
  const top = Math.max(0, box?.top ?? 0), bottom = Math.min(innerHeight, box?.bottom ?? 0);
  if (!box || right - left < 1 || bottom - top < 1 || !at.checkVisibility({ visibilityProperty: true, opacityProperty: true })) faults.push('unseen-stop');
  else {
    const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    if (over && !at.contains(over) && !over.contains(at)) faults.push('unseen-stop');
  }
  // A box that scrolls becomes a stop by itself; it was not in the list, so its look without the focus is not known.
  if (plain.has(at) && plain.get(at) === marks(at)) faults.push('no-focus-mark');
  return { selector: seen.selectorOf(at), faults, stuck };
}

function missed() {
  const { shown, visited } = window.stops;
  const oneOfGroup = (element) => element.type === 'radio';
  return shown.filter((element) => !visited.has(element) && !oneOfGroup(element)).slice(0, 5).map(seen.selectorOf);
}
