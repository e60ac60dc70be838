// axe-core in the four views; and once more at 320 px with all details open, for what they hide there.

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

export async function check(tab, page) {
  const faults = [];
  await tab.page.evaluate(axe.source);
  const run = async (view, context) => {
    await setView(tab, view);
    const name = context ? `${view.name}, details open` : view.name;
    for (const found of await tab.page.evaluate(violations, { options: OPTIONS, context })) {
      faults.push(fault(`axe/${found.id}`, page, { view: name, selector: found.selector, detail: found.detail }));
    }
  };
  for (const view of VIEWS) await run(view);
  if (await tab.page.evaluate(() => seen.openDetails())) {
    for (const view of VIEWS.slice(-2).reverse()) await run(view, { include: [['details']] });
    await tab.page.evaluate(() => seen.closeDetails());
  }
  return faults;
}

export async function violations({ options, context }) {
  const { violations } = await axe.run(context ?? document, options);
  return violations.flatMap((violation) => violation.nodes.map((node) => ({
    id: violation.id,
    selector: node.target.flat().join(' '),
    detail: [...node.any, ...node.all, ...node.none][0]?.message ?? violation.help,
  })));
}
