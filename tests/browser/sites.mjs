// The sites under test. A new one is one line of this table.
//
//   name     names it in the report, and its folder
//   root     the portal's folder, from the root of the repository; or
//   init     true: a portal fresh from `casebook init`
//   alike    true: its filters and its search are those of the other sites, and are not worked again
//   baseUrl  the public address to build with, where the portal's casebook.toml states none

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { bars } from './bars.mjs';
import { readPages } from './pages.mjs';

const run = promisify(execFile);

export const sites = [
  { name: 'demonstration', root: '.' },
  { name: 'init', init: true, alike: true },
  { name: 'two-languages', root: 'tests/sites/two-languages', baseUrl: 'https://portal.example/records/' },
  { name: 'training-events', root: 'tests/sites/training-events', alike: true },
  { name: 'child-theme', root: 'tests/sites/child-theme', alike: true },
  { name: 'exampleland', root: 'tests/sites/exampleland', alike: true },
];

export const repository = path.resolve(import.meta.dirname, '../..');

/** Builds a site of the table into `work` and reads its pages. */
export async function build(entry, casebook, work) {
  const root = entry.init ? path.join(work, 'portals', entry.name) : path.resolve(repository, entry.root);
  if (entry.init) {
    await rm(root, { recursive: true, force: true });
    await run(casebook, ['init', root]);
  }
  const folder = path.join(work, 'sites', entry.name);
  await rm(folder, { recursive: true, force: true });
  const stated = await statedBaseUrl(root);
  const baseUrl = stated ?? entry.baseUrl;
  const args = ['build', '--root', root, '--output', folder, '--quiet', '--format', 'short'];
  if (baseUrl && !stated) args.push('--base-url', baseUrl);
  await run(casebook, args, { maxBuffer: 1 << 26 });
  return read({ name: entry.name, folder, baseUrl, alike: entry.alike });
}

/** A built site: its folder, its pages by address, the public address if it has one, and the limits it must keep. */
export async function read({ name, folder, baseUrl, alike = false, limits = {} }) {
  const pages = await readPages(folder);
  return {
    name,
    folder,
    alike,
    baseUrl: baseUrl && baseUrl.replace(/\/*$/, '/'),
    pages,
    byPath: new Map(pages.map((page) => [page.path, page])),
    languages: [...new Set(pages.filter((page) => page.type !== 'not-found').map((page) => page.lang))],
    bars: { ...bars, ...limits },
  };
}

async function statedBaseUrl(root) {
  const settings = path.join(root, 'casebook.toml');
  if (!existsSync(settings)) return undefined;
  return (await readFile(settings, 'utf8')).match(/^base_url\s*=\s*"([^"]+)"/m)?.[1];
}
