// The page with the Tab key alone: the skip link first and of use, every stop to be seen, every control reached, no trap.

import { open, setView } from '../bench.mjs';
import { fault } from '../fault.mjs';

export const rules = {
  'keyboard/no-skip-link': 'something stands before the main part, and the first stop does not lead past it',
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
    await walk(tab, add);
    await skip(tab, add);
  }
  return faults;
}

/** The first stop of the walk is to be the link that leads past what stands before the main part. */
async function skip(tab, add) {
  const first = await tab.page.evaluate(() => {
    const stop = window.stops.first();
    // Where nothing stands before the main part there is nothing to skip.
    if (!stop || document.querySelector('main')?.contains(stop)) return undefined;
    stop.focus();
    return { selector: seen.selectorOf(stop), leads: stop.matches('a[href^="#"]') };
  });
  if (!first) return;
  if (!first.leads) return add('no-skip-link', first);
  await tab.page.keyboard.press('Enter');
  const within = () => tab.page.evaluate(() => Boolean(document.querySelector('main')?.contains(document.activeElement)));
  if (!(await within())) add('skip-link-fails', first);
}

/** All keys are sent at once, and the page looks at itself after each: to ask it over and over would take most of the time of a test. */
async function walk(tab, add) {
  const expected = await tab.page.evaluate(begin);
  const keys = await tab.page.context().newCDPSession(tab.page);
  const tabKey = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 };
  const sent = [];
  for (let press = 0; press < expected + 10; press++) {
    sent.push(keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...tabKey }), keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...tabKey }));
  }
  await Promise.all(sent);
  await keys.detach();
  for (const { rule, ...where } of await tab.page.evaluate(() => window.stops.end())) add(rule, where);
}

/** Remembers what can be reached and how each thing looks without the focus; then looks at each stop when the key is let go. */
function begin() {
  const TABBABLE = `a[href], area[href], summary, ${seen.CONTROLS}, iframe, audio[controls], video[controls], [tabindex]`;
  const looks = (element) => {
    const style = getComputedStyle(element);
    const parts = [style.backgroundColor, style.boxShadow, style.borderColor, style.borderWidth, style.textDecoration, style.color, style.transform];
    // An outline counts only where it is drawn.
    const outline = style.outlineStyle === 'none' || parseFloat(style.outlineWidth) === 0 ? 'none' : style.outline;
    // A link in a drawing shows by the line around its shape.
    const shape = element instanceof SVGElement && element.querySelector('path, rect, circle');
    if (shape) parts.push(getComputedStyle(shape).stroke, getComputedStyle(shape).strokeWidth);
    return [...parts, outline].join('|');
  };
  const usable = [...document.querySelectorAll(TABBABLE)].filter((element) => element.tabIndex >= 0 && !element.disabled);
  const shown = usable.filter((element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }));
  const plain = new Map(usable.map((element) => [element, looks(element)]));
  const faults = [];
  const visited = new Set();
  let ended = false, stuck = false;

  const isSeen = (element) => {
    const box = [...element.getClientRects()].find((rect) => rect.width > 1 && rect.height > 1);
    if (!box || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    const left = Math.max(0, box.left), right = Math.min(innerWidth, box.right);
    const top = Math.max(0, box.top), bottom = Math.min(innerHeight, box.bottom);
    if (right - left < 1 || bottom - top < 1) return false;
    const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return !over || element.contains(over) || over.contains(element);
  };

  const look = () => {
    const at = document.activeElement;
    if (ended || stuck) return;
    // After the last stop the focus is on none, or, where the window has no controls of its own, on the first again.
    if (!at || at === document.body || at === document.documentElement || (visited.size > 1 && at === visited.values().next().value)) {
      ended = true;
      return;
    }
    const selector = seen.selectorOf(at);
    if (visited.has(at)) {
      stuck = true;
      faults.push({ rule: 'trap', selector, detail: `after ${visited.size} stops of ${shown.length}` });
      return;
    }
    visited.add(at);
    if (!isSeen(at)) faults.push({ rule: 'unseen-stop', selector });
    // A box that scrolls becomes a stop by itself; it was not in the list, so its look without the focus is not known.
    if (plain.get(at) === looks(at)) faults.push({ rule: 'no-focus-mark', selector });
  };
  // In the capture phase, before the page could stop the event.
  addEventListener('keyup', look, true);

  const end = () => {
    if (!stuck) {
      if (!ended) faults.push({ rule: 'trap', selector: seen.selectorOf(document.activeElement), detail: `no end after ${visited.size} stops` });
      const oneOfGroup = (element) => element.type === 'radio';
      const missed = shown.filter((element) => !visited.has(element) && !oneOfGroup(element));
      for (const element of missed.slice(0, 5)) faults.push({ rule: 'unreached', selector: seen.selectorOf(element) });
    }
    return faults;
  };
  window.stops = { end, first: () => visited.values().next().value };
  return shown.length;
}
