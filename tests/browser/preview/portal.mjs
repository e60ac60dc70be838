// A small portal in a folder of its own, and `casebook serve` on it.

import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { repository } from '../sites.mjs';

const casebook = process.env.CASEBOOK ?? path.join(repository, 'target/debug/casebook');

/** A date after those of the portal, so that nothing depends on the day of the test. */
const AS_OF = '2026-12-01';

/** A copy of the portal with a theme of its own, and two case studies that are longer than any window. */
export async function makePortal() {
  const root = await mkdtemp(path.join(os.tmpdir(), 'casebook-preview-'));
  await cp(path.join(repository, 'tests/sites/child-theme'), root, { recursive: true });
  const portal = {
    root,
    remove: () => rm(root, { recursive: true, force: true }),
    read: (file) => readFile(path.join(root, file), 'utf8'),
    /** As a simple editor saves. */
    async save(file, text) {
      await mkdir(path.dirname(path.join(root, file)), { recursive: true });
      await writeFile(path.join(root, file), text);
    },
    /** As a careful editor saves: a new file takes the place of the old one. */
    async replace(file, text) {
      const name = path.join(root, file);
      await writeFile(`${name}~`, text);
      await rename(`${name}~`, name);
    },
  };
  await portal.save(WELLS, study('Wells of the market', 'The wells were dug.'));
  await portal.save(HEARINGS, study('Public hearings along the river', 'People were heard.'));
  return portal;
}

export const HEARINGS = 'content/case-studies/river-hearings.md';
export const WELLS = 'content/case-studies/market-wells.md';
export const SHEET = 'themes/ngo/assets/extra.css';
export const pageOf = (file) => file.replace('content/', '').replace('.md', '.html');

/** A long case study. What is told comes first, and `front` in the front matter. */
export function study(title, told, front = '') {
  const paragraphs = Array.from({ length: 60 }, (_, number) => `This is paragraph ${number + 1} of a long text, so that there is something to scroll.`);
  return `+++\ntitle = "${title}"\nsummary = "One of two."\n${front}+++\n\n## What was done {#what-was-done}\n\n${[told, ...paragraphs].join('\n\n')}\n`;
}

/** Starts the server and waits until it says where it serves. */
export async function serve(root, port = 0) {
  const args = ['serve', '--root', root, '--port', String(port), '--as-of', AS_OF];
  const child = spawn(casebook, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let told = '';
  child.stderr.setEncoding('utf8');
  const address = await new Promise((resolve, reject) => {
    child.stderr.on('data', (text) => {
      told += text;
      const found = told.match(/http:\/\/127\.0\.0\.1:\d+\//);
      if (found) resolve(found[0]);
    });
    child.on('error', reject);
    child.on('exit', (status) => reject(new Error(`the server ended with ${status}:\n${told}`)));
  });
  return {
    address,
    port: Number(new URL(address).port),
    told: () => told,
    async stop() {
      if (child.exitCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGINT');
      await ended;
    },
  };
}
