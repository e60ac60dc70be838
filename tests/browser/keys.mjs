// Going through a page by keys alone, as checks do that work its controls.

/** No press of Tab led to what was looked for. */
export class Unreached extends Error {}

/** Presses Tab, or Shift and Tab where it stands before, until the focus is on such an element. */
export async function to(tab, selector) {
  const way = await tab.page.evaluate((wanted) => {
    const at = document.activeElement;
    const target = document.querySelector(wanted);
    return at !== document.body && target && at.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING ? 'Shift+Tab' : 'Tab';
  }, selector);
  for (let press = 0; press < 700; press++) {
    if (await tab.page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
    await tab.page.keyboard.press(way);
  }
  throw new Unreached(selector);
}
