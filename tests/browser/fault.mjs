// A fault: what rule is broken, on which page, in which view, at which element.

/** `rule` is `check/rule`. `view` is what the browser was set to; `selector` and `line` say where; `detail` is for the reader. */
export function fault(rule, page, { view = '', selector = '', line, detail = '' } = {}) {
  return { rule, page: page?.path ?? page ?? '', view, selector, line, detail };
}
