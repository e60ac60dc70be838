// All checks that need no browser, over every page and file of a site.

import * as css from './checks/css.mjs';
import * as languages from './checks/languages.mjs';
import * as links from './checks/links.mjs';
import * as markup from './checks/markup.mjs';
import * as metadata from './checks/metadata.mjs';
import * as nu from './checks/nu.mjs';
import * as sizes from './checks/sizes.mjs';

export const rules = [css, languages, links, markup, metadata, nu, sizes].flatMap((check) => Object.keys(check.rules));

/** The faults, and the figures of the site's sizes. The HTML checker takes a second to start, so a test may leave it out. */
export async function readAll(site, { withChecker = true } = {}) {
  const { faults, figures } = sizes.checkSite(site);
  for (const page of site.pages) faults.push(...markup.check(page, site), ...links.check(page, site));
  faults.push(...await css.checkSite(site), ...await links.checkSite(site), ...languages.checkSite(site), ...await metadata.checkSite(site));
  if (withChecker) faults.push(...await nu.checkSite(site));
  return { faults, figures };
}
