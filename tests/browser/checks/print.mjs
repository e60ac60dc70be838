// On paper: all text, open details, no navigation or control, nothing wider than the sheet, no blank sheet.

import { spawn } from 'node:child_process';
import { setView } from '../bench.mjs';
import { fault } from '../fault.mjs';

export const rules = {
  'print/control': 'navigation or a control is on the paper',
  'print/text-lost': 'text of the main part is not on the paper',
  'print/closed-details': 'what a details element holds is not on the paper',
  'print/cut': 'something is wider than the sheet',
  'print/blank-sheet': 'a sheet has nothing on it',
};

// Within margins of 18 mm, A4 has 174 mm or 658 px; Letter is wider.
const SHEET = { width: 658 };

export async function check(tab, page) {
  await setView(tab, { width: 1280, scheme: 'light' });
  await tab.page.evaluate(rememberTexts);
  await tab.page.emulateMedia({ media: 'print' });
  await setView(tab, SHEET);
  const found = await tab.page.evaluate(onPaper);
  // Not 'screen': a page that is told its medium would keep it when it is printed.
  await tab.page.emulateMedia({ media: null });
  return found.map((one) => fault(`print/${one.rule}`, page, { view: 'print', selector: one.selector, detail: one.detail }));
}

/** The main part's texts that can be read on the screen once all details are open; ways to go elsewhere need not be on paper. */
function rememberTexts() {
  const EXEMPT = `nav, aside, form, ${seen.CONTROLS}, a.button, a[href^="#"], script, style`;
  seen.openDetails();
  const main = document.querySelector('main');
  window.printed = new Set();
  if (main) {
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (walker.currentNode.data.trim() && !parent.closest(EXEMPT) && parent.checkVisibility({ visibilityProperty: true })) window.printed.add(parent);
    }
  }
  seen.closeDetails();
}

function onPaper() {
  const AT_MOST = 3;
  const found = [];
  const add = (rule, elements, detail) => {
    for (const element of elements.slice(0, AT_MOST)) found.push({ rule, selector: seen.selectorOf(element), detail: detail?.(element) ?? element.textContent.trim().slice(0, 60) });
  };
  dispatchEvent(new Event('beforeprint'));
  add('control', seen.visible(`nav, form, ${seen.CONTROLS}`).concat(seen.visible('body > a[href^="#"]')));
  const lost = [...window.printed].filter((element) => !element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }));
  add('closed-details', lost.filter((element) => element.closest('details:not([open])')));
  add('text-lost', lost.filter((element) => !element.closest('details:not([open])')));
  const sheet = document.documentElement;
  const wide = (element) => `${element.scrollWidth} px wide in ${element.clientWidth} px`;
  if (sheet.scrollWidth > sheet.clientWidth) add('cut', [sheet], wide);
  const cutting = [...document.body.querySelectorAll('*')].filter((element) => element instanceof HTMLElement && element.clientWidth > 1
    && element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== 'visible' && seen.isVisible(element));
  add('cut', cutting, wide);
  dispatchEvent(new Event('afterprint'));
  return found;
}

/** Prints on both sizes of paper and looks for blank sheets. */
export async function sheets(tab, page) {
  const faults = [];
  for (const format of ['A4', 'Letter']) {
    const texts = await sheetTexts(await tab.page.pdf({ format }));
    texts.forEach((text, at) => {
      if (!text.trim()) faults.push(fault('print/blank-sheet', page, { view: format, detail: `sheet ${at + 1} of ${texts.length}` }));
    });
  }
  return faults;
}

function sheetTexts(pdf) {
  return new Promise((resolve, reject) => {
    const reader = spawn('pdftotext', ['-', '-']);
    let text = '';
    reader.stdout.setEncoding('utf8').on('data', (part) => { text += part; });
    reader.on('error', reject);
    // Each sheet ends with a form feed.
    reader.on('close', () => resolve(text.split('\f').slice(0, -1)));
    reader.stdin.on('error', () => {});
    reader.stdin.end(pdf);
  });
}
