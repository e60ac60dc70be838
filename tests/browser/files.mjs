// The files of a built site that are not pages.

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** All files whose names end so, with their text and their address in the site. */
export async function textFiles(site, ending) {
  const names = (await readdir(site.folder, { recursive: true })).filter((name) => name.endsWith(ending)).sort();
  return Promise.all(names.map(async (name) => ({ address: name.split(path.sep).join('/'), text: await readFile(path.join(site.folder, name), 'utf8') })));
}

/** The style sheets, without comments. */
export async function cssFiles(site) {
  const files = await textFiles(site, '.css');
  return files.map(({ address, text }) => ({ address, text: text.replace(/\/\*.*?\*\//gs, '') }));
}
