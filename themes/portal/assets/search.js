// Search: words, queries and snippets. This script and search-index.js know nothing of the page; search-view.js shows what they find and loads
// the files of the index, which hand over their content by `casebook.given(name, value)`.
{
  globalThis.casebook ??= {};

  const SNIPPET = 160; // characters

  // ---- Words: the same rules as where the index is made

  const WORD = /[\p{L}\p{N}\p{M}]+/gu;
  const HAN = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]+/gu;
  const isHan = (word) => word.search(HAN) === 0;
  const PLAIN = { ى: "ي", ς: "σ", ة: "ه", ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ı: "i" };
  const ARABIC_DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g;

  const lower = (word) => word.normalize("NFC").toLowerCase().normalize("NFC");

  const fold = (word) =>
    lower(word)
      .normalize("NFKD")
      .replace(/[\p{M}\u0640]/gu, "")
      .replace(/[ىςةßæœøłđı]/g, (letter) => PLAIN[letter])
      .replace(ARABIC_DIGITS, (digit) => digit.charCodeAt() & 15);

  const slug = (text) => fold(text).replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");

  /** The words of a text in order, each with its place; runs of Han, Hiragana and Katakana as pairs of characters. */
  function tokenise(text) {
    const words = [];
    const add = (word, start) => words.push({ word, start, end: start + word.length });
    for (const { 0: run, index } of text.matchAll(WORD)) {
      let rest = 0;
      for (const { 0: han, index: at } of run.matchAll(HAN)) {
        if (at > rest) add(run.slice(rest, at), index + rest);
        const letters = [...han];
        let start = index + at;
        for (let i = 0; i < Math.max(letters.length - 1, 1); i++) {
          add(letters[i] + (letters[i + 1] ?? ""), start);
          start += letters[i].length;
        }
        rest = at + han.length;
      }
      if (rest < run.length) add(run.slice(rest), index + rest);
    }
    return words;
  }

  /** Whether a word, folded, is left out of the index: a lone letter, or one of the words that are on every page. */
  const isSkipped = (form, skipped) => ([...form].length < 2 && !isHan(form) && !/\p{N}/u.test(form)) || skipped.has(form);

  // ---- Postings

  const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  const VALUES = new Uint8Array(128);
  for (let i = 0; i < 64; i++) VALUES[DIGITS.charCodeAt(i)] = i;

  /** Reads the digits of a line one by one, or as numbers of any size. */
  function reader(text) {
    let at = 0;
    const digit = () => VALUES[text.charCodeAt(at++)];
    const number = () => {
      let value = 0;
      for (let size = 1; ; size *= 32) {
        const next = digit();
        value += (next & 31) * size;
        if (next < 32) return value;
      }
    };
    return { digit, number, more: () => at < text.length };
  }

  /** Where a form stands: the documents, how many words their titles have if it is in them (else 0), and what it weighs there. */
  function decode(postings) {
    const { digit, number, more } = reader(postings);
    const hits = [];
    let doc = -1;
    while (more()) {
      const head = number();
      doc += head >> 1;
      const titleWords = head & 1 ? digit() : 0;
      hits.push({ doc, titleWords, weight: digit() });
    }
    return hits;
  }

  /** The positions of a form in each of its documents. */
  function decodePlaces(places) {
    const { number, more } = reader(places);
    const all = [];
    while (more()) {
      let at = -1;
      all.push(Array.from({ length: number() }, () => (at += number())));
    }
    return all;
  }

  /** A file of terms or places: each key with its forms and what is recorded of them. */
  function readTerms(text) {
    const terms = new Map();
    for (const line of text.split("\n")) {
      const [key, ...rest] = line.split("\t");
      if (rest.length) terms.set(key, rest.flatMap((form, i) => (i % 2 ? [] : [[form, rest[i + 1]]])));
    }
    return terms;
  }

  // ---- Queries

  /**
   * What a query asks for. Items have a type: `word` (the last one is `open` if more letters may follow), `phrase` (its words with their
   * distances from the first), `facet`. `code` is the whole query as a code.
   */
  function parseQuery(query, { facets = {}, skipped = new Set() } = {}) {
    let text = query.normalize("NFC").replace(/[“”„«»＂]/g, '"').replace(/：/g, ":");
    if (text.split('"').length % 2 === 0) text = text.replace(/"([^"]*)$/, " $1");
    const names = new Map(Object.entries(facets).map(([name, key]) => [slug(name), key]));
    const wanted = [];
    const unwanted = [];
    for (const [all, minus, name, quoted, bare] of text.matchAll(/(?:^|\s)(-?)(?:([\p{L}\p{M}\p{N}_-]+):)?(?:"([^"]*)"|([^\s"]+))/gu)) {
      const items = minus ? unwanted : wanted;
      const facet = name && names.get(slug(name));
      if (facet) {
        items.push({ type: "facet", name: facet, value: slug(quoted ?? bare) });
        continue;
      }
      const words = tokenise(name ? all : quoted ?? bare).map(({ word }, offset) => ({ text: lower(word), form: fold(word), written: word, offset }));
      // WHO in capitals is an organisation.
      const isName = (text) => text.length > 1 && text !== lower(text) && text === text.toUpperCase();
      const telling = words.filter(({ form, written }) => !isSkipped(form, skipped) || isName(written));
      if (quoted !== undefined || minus) {
        if (telling.length) items.push({ type: "phrase", words: telling });
      } else {
        const kept = telling.length ? telling : words.length === 1 && [...words[0].form].length > 1 ? words.map((word) => ({ ...word, skipped: true })) : [];
        for (const word of kept) if (!items.some(({ form }) => form === word.form)) items.push({ type: "word", ...word });
      }
    }
    // A word that is everywhere counts only as the beginning of another, where nothing else is asked for.
    const telling = wanted.filter((item) => !item.skipped);
    const kept = telling.length ? telling : wanted;
    const last = kept.at(-1);
    if (last?.type === "word" && /[\p{L}\p{N}\p{M}]$/u.test(text) && fold(text).endsWith(last.form)) last.open = true;
    return { wanted: kept, unwanted, code: lower(query).replace(/\s+/g, "").replace(/^["'“”«(]+|["'“”»).,;:!?]+$/g, "") };
  }

  /** The number of typing errors between two words: letters left out, added, changed, or two exchanged; `most` + 1 if there are more. */
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let before = [];
    let row = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      for (let j = 1; j <= b.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] !== b[j - 1]));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (Math.min(...next) > most) return most + 1;
      [before, row] = [row, next];
    }
    return row[b.length];
  }

  const errorsAllowed = (form) => (form.length < 4 || isHan(form) ? 0 : form.length < 8 ? 1 : 2);

  // ---- Snippets

  /**
   * The best window of the blocks ([anchor, text] each): where most of the query's words stand close together. `marks`: form → [word's
   * number, rarity]. The parts of the snippet are [text, whether it is one of the words]; `found` says how many of the words it has.
   */
  function snippet(blocks, marks, length = SNIPPET) {
    let best = { gain: 0, found: 0, anchor: "", text: blocks[0]?.[1] ?? "", start: 0, end: 0, spots: [] };
    const wanted = new Set([...marks.values()].map(([word]) => word)).size;
    for (const [anchor, text] of wanted ? blocks : []) {
      const spots = tokenise(text).flatMap(({ word, start, end }) => {
        const mark = marks.get(fold(word));
        return mark ? [{ start, end, word: mark[0], rarity: mark[1] }] : [];
      });
      for (let i = 0; i < spots.length && best.found < wanted; i++) {
        const words = new Set();
        let gain = 0;
        let j = i;
        for (; j < spots.length && (j === i || spots[j].end - spots[i].start <= length); j++) {
          gain += words.has(spots[j].word) ? 0.05 : spots[j].rarity + 0.5;
          words.add(spots[j].word);
        }
        if (gain > best.gain) best = { gain, found: words.size, anchor, text, start: spots[i].start, end: spots[j - 1].end, spots };
      }
      if (best.found === wanted) break;
    }
    return { anchor: best.anchor, found: best.found, parts: cut(best, length) };
  }

  /** The text around a window, from word to word, with its marks. */
  function cut({ text, start, end, spots }, length) {
    const dense = text.slice(start, end || length).search(HAN) >= 0;
    const room = Math.max((dense ? length / 2 : length) - (end - start), 0);
    let from = Math.max(start - Math.floor(room / 3), 0);
    let to = Math.min(from + (end - start) + room, text.length);
    from = Math.max(Math.min(from, to - (end - start) - room), 0);
    if (from > 0) from = Math.min(boundary(text, from, 1), start);
    if (to < text.length) to = Math.max(boundary(text, to, -1), end);
    const parts = [];
    const add = (part, mark) => part && parts.push([part, mark]);
    let at = from;
    for (const spot of spots) {
      if (spot.start < from || spot.end > to) continue;
      // Pairs of characters overlap: one mark goes on.
      if (spot.start < at && parts.at(-1)?.[1]) parts.at(-1)[0] += text.slice(at, spot.end);
      else {
        add(text.slice(at, spot.start), false);
        add(text.slice(spot.start, spot.end), true);
      }
      at = spot.end;
    }
    add(text.slice(at, to), false);
    if (from > 0) parts.unshift(["… ", false]);
    if (to < text.length) parts.push([" …", false]);
    return parts;
  }

  /** The next blank from a place in a direction, if one is near; else a place that does not divide a character. */
  function boundary(text, at, step) {
    for (let i = at, left = 24; left > 0 && i > 0 && i < text.length; i += step, left--) if (/\s/.test(text[i])) return step > 0 ? i + 1 : i;
    return /[\udc00-\udfff]/.test(text[at]) ? at + step : at;
  }

  casebook.engine = { fold, lower, slug, tokenise, isSkipped, isHan, decode, decodePlaces, readTerms, parseQuery, distance, errorsAllowed, snippet, DIGITS };
}
