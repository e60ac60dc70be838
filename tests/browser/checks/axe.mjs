// axe-core in the four views; and once more at 320 px with all details open, for what they hide there. A scheme changes colours and nothing else, so all
// rules are asked in two views, which have each width and each scheme between them, and in the other two those that look at colours.

import axe from 'axe-core';
import { setView, VIEWS } from '../bench.mjs';
import { fault } from '../fault.mjs';

export const rules = { 'axe/*': 'a rule of axe-core, named after the slash' };

export const OPTIONS = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
  // Style sheets are read as the browser applied them; fetching them again is not allowed from a disk.
  preload: false,
};

const COLOURS = { ...OPTIONS, runOnly: ['color-contrast', 'link-in-text-block'] };

export async function check(tab, page) {
  const found = await inViews(tab, VIEWS);
  if (await tab.page.evaluate(() => seen.openDetails())) {
    const narrow = await inViews(tab, VIEWS.filter(({ width }) => width === 320), { include: [['details']] });
    found.push(...narrow.map((one) => ({ ...one, view: `${one.view}, details open` })));
    await tab.page.evaluate(() => seen.closeDetails());
  }
  return found.map(({ id, ...one }) => fault(`axe/${id}`, page, one));
}

/** What axe-core finds on the page as it is, in each of the views; the tab stays in the last. */
export async function inViews(tab, views = VIEWS, context = undefined) {
  const found = [];
  await tab.page.evaluate(axe.source);
  for (const view of views) {
    await setView(tab, view);
    const options = view.onlyColours ? COLOURS : OPTIONS;
    for (const one of await tab.page.evaluate(violations, { options, context })) found.push({ view: view.name, ...one });
  }
  return found;
}

export async function violations({ options, context }) {
  const { violations } = await axe.run(context ?? document, options);
  return violations.flatMap((violation) => violation.nodes.map((node) => ({
    id: violation.id,
    selector: node.target.flat().join(' '),
    detail: [...node.any, ...node.all, ...node.none][0]?.message ?? violation.help,
  })));
}
