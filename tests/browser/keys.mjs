// Going through a page by keys alone, as checks do that work its controls.

/** No press of Tab led to what was looked for. */
export class Unreached extends Error {}

const AT_MOST = 700;

/** Presses Tab, or Shift and Tab where it stands before, until the focus is on such an element. What lies far off is looked for only when it is near. */
export async function to(tab, selector) {
  for (let pressed = 0; pressed < AT_MOST;) {
    const { isThere, way, between } = await tab.page.evaluate(wayTo, selector);
    if (isThere) return;
    for (let left = Math.max(1, between - 2); left > 0; left--, pressed++) await tab.page.keyboard.press(way);
  }
  throw new Unreached(selector);
}

/** Whether the focus is there; if not, in which way to go, and past how many stops. */
function wayTo(selector) {
  const at = document.activeElement;
  const target = document.querySelector(selector);
  if (at.matches(selector)) return { isThere: true };
  if (at === document.body || !target) return { way: 'Tab', between: 0 };
  const isAfter = (a, b) => Boolean(a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING);
  const [first, last] = isAfter(at, target) ? [at, target] : [target, at];
  const stops = [...document.querySelectorAll('a[href], button, input, select, summary')].filter((stop) => isAfter(first, stop) && isAfter(stop, last)
    && stop.tabIndex >= 0 && !stop.disabled && stop.checkVisibility({ visibilityProperty: true }));
  return { way: first === at ? 'Tab' : 'Shift+Tab', between: stops.length };
}
