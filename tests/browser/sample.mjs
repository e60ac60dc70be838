// Which pages of a site a browser looks at: few of those that are made alike, and every part that is on any page.

import { createHash } from 'node:crypto';

/**
 * - Of each template the page with the most elements.
 * - Of each kind of page (`record`, `facet`, `home`) one by chance, which is the same in each run, and where a template of it is new, the smallest and the
 *   one with the longest title.
 * - Then those with a part that is on none of these: an element that is, by its name, its classes and what else shapes it, within such a parent.
 *
 * Each in the languages of the site. `known` holds the templates and parts of the sites before, which are not looked for again under the same style sheets
 * in the same language; those of this site are added. `largest` and `typical` mark one page of each new template, for what is looked at only once for a
 * template. Pages that only lead on to another are not among the chosen: a browser does not stay there.
 */
export function sample(pages, known = new Set()) {
  const staying = pages.filter((page) => page.type !== 'redirect');
  const unknown = new Map(staying.map((page) => [page, [...page.parts].map((part) => `${groundOf(page)} ${part}`).filter((part) => !known.has(part))]));
  const chosen = new Set();
  const choose = (page) => {
    chosen.add(page);
    for (const part of unknown.get(page)) known.add(part);
  };
  const templates = [...grouped(staying, templateOf)].filter(([template]) => !known.has(template));
  for (const [template, group] of templates) {
    known.add(template);
    choose(most(group, (page) => page.elementCount));
  }
  const isNew = new Set(templates.map(([, [page]]) => `${page.lang} ${kindOf(page)}`));
  for (const [kind, group] of grouped(staying, (page) => `${page.lang} ${kindOf(page)}`)) {
    choose(most(group, chanceOf));
    if (!isNew.has(kind)) continue;
    choose(most(group, (page) => -page.size));
    choose(most(group, (page) => page.title.length));
  }
  for (;;) {
    for (const [page, parts] of unknown) unknown.set(page, parts.filter((part) => !known.has(part)));
    const next = most(staying, (page) => unknown.get(page).length);
    if (!next || unknown.get(next).length === 0) break;
    choose(next);
  }
  for (const [, group] of templates) {
    const bySize = group.filter((page) => chosen.has(page)).toSorted((a, b) => b.size - a.size);
    bySize[0].largest = true;
    bySize[Math.floor(bySize.length / 2)].typical = true;
  }
  return [...chosen];
}

/** `record`, `facet`, `home`: the first word of a page's type. */
const kindOf = (page) => page.type.split(' ')[0];

/** Parts look alike only under the same style sheets, and in one language. */
const groundOf = (page) => `${page.lang} ${page.styles.join(' ')}`;

/** The kinds of records have templates of their own; lists and the like are made by one for all of them. */
const templateOf = (page) => `${groundOf(page)} ${kindOf(page) === 'record' ? page.type : kindOf(page)}`;

const chanceOf = (page) => createHash('sha256').update(page.path).digest().readUInt32BE();

function grouped(pages, keyOf) {
  const groups = new Map();
  for (const page of pages) groups.set(keyOf(page), [...(groups.get(keyOf(page)) ?? []), page]);
  return groups;
}

/** The page with the highest figure; of equal ones the first by address. */
function most(pages, figureOf) {
  let best, highest;
  for (const page of pages) {
    const figure = figureOf(page);
    if (best && (figure < highest || (figure === highest && page.path > best.path))) continue;
    [best, highest] = [page, figure];
  }
  return best;
}
