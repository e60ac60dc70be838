// The Nu HTML checker over a whole folder at once, because starting Java costs more than reading a page.

import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fault } from '../fault.mjs';

// The package's own script would look for Java to download; the checker itself is all that is needed.
const vnu = path.resolve(import.meta.dirname, '../node_modules/vnu-jar/build/dist/vnu.jar');

// It runs for seconds: the second compiler and a second thread for the heap take more of them than they give back.
const QUICK = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

export const rules = { 'nu/error': 'an error of the Nu HTML checker' };

export async function checkSite(site) {
  const args = ['-Xss8m', ...QUICK, '-jar', vnu, '--errors-only', '--skip-non-html', '--format', 'json', path.resolve(site.folder)];
  const { code, output } = await java(args);
  let messages;
  try {
    ({ messages } = JSON.parse(output));
  } catch {
    throw new Error(`the HTML checker did not answer (exit status ${code}): ${output.slice(0, 500)}`);
  }
  return messages.filter((message) => message.type !== 'info').map((message) => fault(
    'nu/error', path.relative(path.resolve(site.folder), fileURLToPath(message.url)).split(path.sep).join('/'),
    { line: message.lastLine, detail: message.message },
  ));
}

function java(args) {
  return new Promise((resolve, reject) => {
    const checker = spawn('java', args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let output = '';
    checker.stderr.setEncoding('utf8').on('data', (part) => { output += part; });
    checker.on('error', reject);
    checker.on('close', (code) => resolve({ code, output }));
  });
}
