// Runs Lighthouse over one page of each type and prints its scores; see the script of the same name.

import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { sample } from './sample.mjs';
import { serve } from './server.mjs';
import { read, repository } from './sites.mjs';

const run = promisify(execFile);
const name = process.argv[2] ?? 'demonstration';
const site = await read({ name, folder: path.join(repository, 'target/browser/sites', name) });
const server = await serve(site.folder);
const MUST = { accessibility: 100, 'best-practices': 100, seo: 100 };
let low = 0;

console.log('perf  a11y  best  seo   page');
for (const page of sample(site.pages).filter((each) => each.typical && each.indexable)) {
  const { stdout } = await run('lighthouse', [server.address + encodeURI(page.path), '--output=json', '--quiet', '--chrome-flags=--headless=new --no-sandbox --disable-gpu'], {
    maxBuffer: 1 << 27,
    env: { ...process.env, CHROME_PATH: process.env.CHROMIUM ?? '/usr/bin/chromium' },
  });
  const { categories, audits } = JSON.parse(stdout);
  const score = (category) => Math.round((categories[category]?.score ?? 0) * 100);
  console.log(`${['performance', ...Object.keys(MUST)].map((category) => String(score(category)).padEnd(4)).join('  ')}  ${page.path} (${page.type})`);
  for (const [category, least] of Object.entries(MUST)) {
    if (score(category) >= least) continue;
    low += 1;
    const failed = categories[category].auditRefs.filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1);
    console.log(`      ${category}: ${failed.map(({ id }) => id).join(', ')}`);
  }
}
await server.close();
console.log(`${low} scores below 100`);
process.exit(low ? 1 : 0);
