// Prints the table of rows, then the faults so that one can act on them, and writes both as JSON.

import { writeFile } from 'node:fs/promises';
import { belongs, rows } from './rows.mjs';

// One cause often shows on every page; after so many examples of a rule the number is enough.
const EXAMPLES = 8;

/** `sites` carry their figures, `faults` their site; `left` are rules that could not be looked at. Returns whether all passed. */
export async function report({ sites, faults, looked, withoutRows = [], file }) {
  const lines = rows.filter((row) => !withoutRows.some((rule) => row.rules.includes(rule))).map((row) => {
    const broken = faults.filter((fault) => belongs(row, fault));
    return { title: row.title, bar: row.bar, measured: String(row.measured?.(sites) ?? broken.length), faults: broken.length, passed: broken.length === 0 };
  });
  for (const fault of faults) if (!rows.some((row) => belongs(row, fault))) throw new Error(`no row of the report holds ${fault.rule}`);
  printTable(lines);
  printFaults(faults);
  await writeFile(file, `${JSON.stringify({ looked, rows: lines, figures: Object.fromEntries(sites.map((s) => [s.name, s.figures])), faults }, undefined, 1)}\n`);
  const failed = lines.filter((line) => !line.passed).length;
  console.log(`\n${looked}\nAs JSON: ${file}`);
  console.log(`${lines.length - failed} passed, ${failed} failed`);
  return failed === 0;
}

function printTable(lines) {
  const width = (key) => Math.max(key.length, ...lines.map((line) => line[key].length));
  const [title, bar, measured] = [width('title'), width('bar'), width('measured')];
  const print = (...cells) => console.log(`${cells[0].padEnd(title)}  ${cells[1].padEnd(bar)}  ${cells[2].padStart(measured)}  ${cells[3]}`);
  console.log();
  print('measure', 'bar', 'measured', '');
  for (const line of lines) print(line.title, line.bar, line.measured, line.passed ? 'ok' : `FAILED, ${line.faults} faults`);
}

function printFaults(faults) {
  for (const [rule, broken] of groups(faults)) {
    const pages = new Set(broken.map((fault) => `${fault.site}/${fault.page}`)).size;
    console.log(`\n${rule}: ${broken.length} on ${pages} pages`);
    for (const fault of examples(broken)) {
      const place = `${fault.site}/${fault.page}${fault.line ? `:${fault.line}` : ''}`;
      console.log(`  ${[place, fault.view && `[${fault.view}]`, fault.selector, fault.detail].filter(Boolean).join('  ')}`);
    }
    if (broken.length > EXAMPLES) console.log('  … the rest is in the JSON file');
  }
}

function groups(faults) {
  const byRule = new Map();
  for (const fault of faults) byRule.set(fault.rule, [...(byRule.get(fault.rule) ?? []), fault]);
  return byRule;
}

/** Of each page one first, so that the examples differ. */
function examples(faults) {
  const met = new Set();
  const first = [], rest = [];
  for (const fault of faults) {
    const key = `${fault.site}/${fault.page}`;
    (met.has(key) ? rest : first).push(fault);
    met.add(key);
  }
  return [...first, ...rest].slice(0, EXAMPLES);
}
