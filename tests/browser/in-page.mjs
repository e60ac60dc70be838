// Helpers that run inside the page. They are put there as text, under one name, so that all checks see an element alike.

export const inPage = `void (window.seen = (${function () {
  const CONTROLS = 'button, input:not([type="hidden"]), select, textarea, [role="button"], [contenteditable="true"]';

  /** A short path to an element for the developer: an id, or the last three steps. */
  const selectorOf = (element) => {
    const steps = [];
    for (let at = element; at instanceof Element && steps.length < 3; at = at.parentElement) {
      if (at.id) { steps.unshift(`#${at.id}`); break; }
      const same = at.parentElement ? [...at.parentElement.children].filter((other) => other.tagName === at.tagName) : [at];
      const name = at.tagName.toLowerCase() + (at.classList.length ? `.${[...at.classList].join('.')}` : '');
      steps.unshift(same.length > 1 ? `${name}:nth-of-type(${same.indexOf(at) + 1})` : name);
    }
    return steps.join(' > ');
  };

  /** Whether an element takes up room and is painted; what is kept for screen readers only, as a clipped pixel, is not. */
  const isVisible = (element) => {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true })) return false;
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1;
  };

  const visible = (selector, within = document) => [...within.querySelectorAll(selector)].filter(isVisible);

  /** The text of the main part that is there to be read, without the labels of controls. */
  const mainText = () => {
    const main = document.querySelector('main');
    if (!main) return '';
    const parts = [];
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (parent.closest(`${CONTROLS}, script, style, noscript, label`)) continue;
      if (parent.checkVisibility({ visibilityProperty: true })) parts.push(walker.currentNode.data);
    }
    return parts.join(' ').replace(/\s+/g, ' ').trim();
  };

  /** Opens all details, or sets them back; what a check opened must not stay open for the next one. */
  let opened = [];
  const openDetails = () => {
    opened = [...document.querySelectorAll('details:not([open])')];
    for (const details of opened) details.open = true;
    return opened.length;
  };
  const closeDetails = () => { for (const details of opened.splice(0)) details.open = false; };

  /** A style sheet of the tester; made so that the policy of the page does not forbid it. */
  let sheet;
  const setStyle = (text) => {
    if (!sheet) document.adoptedStyleSheets.push(sheet = new CSSStyleSheet());
    sheet.replaceSync(text);
  };

  return { CONTROLS, selectorOf, isVisible, visible, mainText, openDetails, closeDetails, setStyle };
}.toString()})())`;
