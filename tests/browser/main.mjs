// The command line: builds the sites, looks at them, reports. `--help` tells the options.

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from './bench.mjs';
import * as firefox from './firefox.mjs';
import { readAll } from './files-only.mjs';
import { look } from './look.mjs';
import { report } from './report.mjs';
import { sample } from './sample.mjs';
import { build, repository, sites as table } from './sites.mjs';

const HELP = `Tests built sites in a real browser.

  --all          look at every page, not at a few of each template
  --site NAME    only this site (may be repeated): ${table.map((site) => site.name).join(', ')}
  --page PATH    only pages whose address contains this text
  --check NAME   only this check in the browser (may be repeated): axe, filters, keyboard, loading, noscript, print, reflow, search
  --jobs N       pages at a time [default: 2]
  --no-firefox   leave Firefox out
`;

const { values: options } = parseArgs({
  options: {
    all: { type: 'boolean' },
    site: { type: 'string', multiple: true },
    page: { type: 'string' },
    check: { type: 'string', multiple: true },
    jobs: { type: 'string', default: '2' },
    'no-firefox': { type: 'boolean' },
    help: { type: 'boolean' },
  },
});
if (options.help) {
  console.log(HELP);
  process.exit(0);
}

const casebook = process.env.CASEBOOK ?? path.join(repository, 'target/debug/casebook');
const work = path.join(repository, 'target/browser');
const begun = performance.now();
const seconds = () => `${Math.round((performance.now() - begun) / 1000)} s`;

await mkdir(work, { recursive: true });
const chosen = table.filter((entry) => !options.site || options.site.includes(entry.name));
const built = [];
for (const entry of chosen) built.push(await build(entry, casebook, work));
console.log(`built ${built.map((site) => `${site.name} (${site.pages.length} pages)`).join(', ')}: ${seconds()}`);

const browser = await launch(process.env.CHROMIUM ?? '/usr/bin/chromium');
const second = !options['no-firefox'] && firefox.isThere() ? await firefox.launch() : undefined;
const faults = [];
const looked = { chromium: 0, firefox: 0, files: 0 };
const known = new Set();
for (const site of built) {
  let wanted = sample(site.pages, known);
  // Firefox has one tab, so it looks at the typical pages beside the two of Chromium.
  const typical = wanted.filter((page) => page.typical && (!options.page || page.path.includes(options.page)));
  if (options.all) wanted = site.pages.filter((page) => page.type !== 'redirect');
  if (options.page) wanted = site.pages.filter((page) => page.path.includes(options.page));
  let done = 0;
  const progress = () => {
    done += 1;
    if (done % 50 === 0) console.log(`${site.name}: ${done} of ${wanted.length} pages, ${seconds()}`);
  };
  const [inFiles, inChromium, inFirefox] = await Promise.all([
    readAll(site),
    look(browser, site, wanted, { jobs: Number(options.jobs), everything: Boolean(options.page), only: options.check, progress }),
    second ? firefox.look(second, site, typical) : [],
  ]);
  const found = [...inFiles.faults, ...inChromium, ...inFirefox];
  // Chromium has told there what a search loads.
  site.figures = { ...inFiles.figures, ...site.figures };
  looked.files += site.pages.length;
  looked.chromium += wanted.length;
  if (second) looked.firefox += typical.length;
  faults.push(...found.map((fault) => ({ site: site.name, ...fault })));
  console.log(`${site.name}: ${wanted.length} pages in the browser, ${found.length} faults, ${seconds()}`);
}
const versions = [`Chromium ${browser.version()}, ${looked.chromium} pages`];
versions.push(second ? `${(await second.version()).replace('firefox/', 'Firefox ')}, ${looked.firefox} pages` : 'no Firefox');
await browser.close();
await second?.close();

const passed = await report({
  sites: built,
  faults,
  looked: `${versions.join('; ')}; ${looked.files} pages read; ${seconds()}`,
  withoutRows: second ? [] : ['firefox/'],
  file: path.join(work, 'report.json'),
});
process.exit(passed ? 0 : 1);
