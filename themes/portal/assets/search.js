// The search engine: from a query to documents and their snippets. It knows nothing of the page; search-view.js shows what it finds and loads
// the files of the index. Those files hand over their content by `casebook.given(name, value)`.
{
  const casebook = (globalThis.casebook ??= {});

  // How results are ordered. A document's score is the sum over the query's words of rarity × nearness × weight, raised by what the words
  // cover of its title.
  const NEARNESS = { exact: 1, stemmed: 0.9, prefix: 0.6, mistyped: 0.4 }; // how well a word of a text answers one of the query
  const FEW = 5; // if fewer documents have all the words, others with a good part of them are shown too,
  const LEAST_PART = 0.5; // which is at least this, words counted by their rarity (or less, until there are those few),
  const PART = 1; // and their scores sink by what is missing, to this power
  const TITLE = 1; // how much a title adds that consists of just the query's words
  const LIST = 60; // lists stand behind records, where the index does not say how much kinds count (in hundredths)

  // What a search may cost.
  const MOST_PREFIX_FILES = 3;
  const MOST_TYPO_FILES = 3; // beyond those that are loaded
  const MOST_TYPO_FORMS = 4;
  const MOST_MORE_FILES = 3; // of one long document
  const SNIPPET = 160; // characters

  // ---- Words: the same rules as where the index is made

  const WORD = /[\p{L}\p{N}\p{M}]+/gu;
  const HAN = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]+/gu;
  const isHan = (word) => word.search(HAN) === 0;
  const PLAIN = { ى: "ي", ة: "ه", ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ı: "i" };
  const ARABIC_DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g;

  const lower = (word) => word.normalize("NFC").toLowerCase().normalize("NFC");

  const fold = (word) =>
    lower(word)
      .normalize("NFKD")
      .replace(/[\p{M}\u0640]/gu, "")
      .replace(/[ىةßæœøłđı]/g, (letter) => PLAIN[letter])
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
      const words = tokenise(name ? all : quoted ?? bare).map(({ word }, offset) => ({ text: lower(word), form: fold(word), offset }));
      const telling = words.filter(({ form }) => !isSkipped(form, skipped));
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
    return { wanted: kept, unwanted, code: lower(query).replace(/\s+/g, "") };
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

  // ---- Ranking and snippets

  const rarity = (documents, all) => Math.log(1 + (all - documents + 0.5) / (documents + 0.5));

  /** The score of a document. `hits`: for each word of the query found in it, the word's rarity and the best of its forms there. */
  function rank(hits, wordsOfQuery, weightOfKind = 100) {
    let score = 0;
    let inTitle = 0;
    let titleWords = 1;
    for (const hit of hits) {
      score += (hit.rarity * hit.nearness * hit.weight) / 63;
      if (hit.titleWords) {
        inTitle += hit.nearness;
        titleWords = hit.titleWords;
      }
    }
    const ofTitle = Math.min(inTitle / titleWords, 1);
    const ofQuery = inTitle / Math.max(wordsOfQuery, 1);
    return score * (1 + TITLE * ofTitle * ofQuery) * (weightOfKind / 100);
  }

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

  // ---- The index

  /** Opens the index. `load(name, address)` resolves with what the file of that name hands over; the address is that of the folder if none is given. */
  async function open(load) {
    const manifest = await load("index");
    const { count, kinds, languages = [], stems = {}, terms, texts, words } = manifest;
    const skipped = new Set((manifest.skipped ?? "").split(/\s+/).filter(Boolean).map(fold));
    const facets = manifest.facets ?? {};

    // Files are asked for once; those that did not come may be asked for again by a later search.
    const files = new Map();
    function file(name, read = (value) => value, address) {
      if (!files.has(name)) {
        const coming = load(name, address).then(read);
        files.set(name, coming);
        coming.catch(() => files.delete(name));
      }
      return files.get(name);
    }

    // Without its stemmer a language still has the words as they are written.
    const stem = (language) => file(`stem-${language}`, undefined, stems[language]).catch(() => (word) => word);

    async function keys({ text, form }) {
      const stemmers = await Promise.all(languages.map(stem));
      return new Set([form, ...stemmers.map((stemmed) => fold(stemmed(text)))]);
    }

    /** The number of the entry of a list (key or number first) that holds a value. */
    function holder(list, value) {
      let from = 0;
      for (let to = list.length; to - from > 1; ) {
        const middle = (from + to) >> 1;
        if (list[middle][0] <= value) from = middle;
        else to = middle;
      }
      return from;
    }

    const shardOf = (key) => holder(terms, key);
    const shard = (number) => file(terms[number][1], readTerms);
    const lookup = async (key) => (terms.length ? (await shard(shardOf(key))).get(key) ?? [] : []);

    /** The numbers of the files that hold the keys, and those that begin with a prefix. */
    function shardsOf(all, prefix) {
      const numbers = new Set([...all].map(shardOf));
      if (prefix) for (let n = shardOf(prefix), left = MOST_PREFIX_FILES; left > 0 && n <= shardOf(`${prefix}\uffff`); n++, left--) numbers.add(n);
      return [...numbers];
    }

    // ---- What answers one item of a query: a map from documents to their best hit, and the forms to mark

    async function matchWord(word, typing) {
      if (!terms.length) return answer([]);
      const wanted = await keys(word);
      const letters = [...word.form].length;
      const lone = letters === 1 && isHan(word.form); // one character of a text without blanks: part of many words
      const longer = lone || (word.open && letters > 1);
      const loaded = await Promise.all(shardsOf(wanted, longer && word.form).map(shard));
      const find = (prefixes) => {
        const found = [];
        for (const terms of loaded) {
          for (const [key, forms] of terms) {
            const related = !word.skipped && (wanted.has(key) || forms.some(([form]) => form === word.form));
            for (const [form, postings] of forms) {
              if (form === word.form && !word.skipped) found.push({ form, postings, nearness: NEARNESS.exact });
              else if (related) found.push({ form, postings, nearness: NEARNESS.stemmed });
              else if (prefixes && form.startsWith(word.form)) found.push({ form, postings, nearness: NEARNESS.prefix });
            }
          }
        }
        return found;
      };
      let found = find(lone || (longer && typing));
      if (!found.length && longer) found = find(true);
      if (found.length || word.skipped) return answer(found);
      const { groups, best } = await mistyped(word.form);
      return { ...answer(groups.flatMap((forms) => forms.map(([form, postings]) => ({ form, postings, nearness: NEARNESS.mistyped })))), corrected: best };
    }

    /** The groups of forms nearest to a word that no document has, and the commonest of those forms. */
    async function mistyped(form) {
      const most = errorsAllowed(form);
      if (!most) return { groups: [] };
      // Most errors leave the beginning: the file of the word itself, then those of its beginning with one error, then its neighbours.
      const likely = [form, form[0] + form.slice(2), form[0] + form[2] + form[1] + form.slice(3), form[1] + form[0] + form.slice(2), form.slice(1)].map(shardOf);
      const first = shardOf(form[0]);
      const last = shardOf(`${form[0]}\uffff`);
      for (let step = 1; step <= last - first; step++) likely.push(...[likely[0] - step, likely[0] + step].filter((n) => n >= first && n <= last));
      let left = MOST_TYPO_FILES;
      const chosen = [...new Set(likely)].filter((n) => files.has(terms[n][1]) || left-- > 0);
      const arrived = await Promise.allSettled(chosen.map(shard));
      let nearest = [];
      let least = most;
      for (const { value } of arrived) {
        for (const forms of value?.values() ?? []) {
          for (const [candidate, postings] of forms) {
            if (candidate.length < 3) continue;
            const errors = distance(form, candidate, least);
            if (errors > least) continue;
            if (errors < least) nearest = [];
            least = errors;
            nearest.push({ candidate, forms, common: postings.length + (candidate[0] === form[0] ? 1e9 : 0) });
          }
        }
      }
      nearest.sort((a, b) => b.common - a.common || (a.candidate < b.candidate ? -1 : 1));
      nearest = nearest.filter(({ common }) => nearest[0].common < 1e9 || common >= 1e9).slice(0, MOST_TYPO_FORMS);
      return { groups: [...new Set(nearest.map(({ forms }) => forms))], best: nearest[0]?.candidate };
    }

    function answer(found) {
      const documents = new Map();
      for (const { postings, nearness } of found) {
        for (const hit of decode(postings)) {
          const before = documents.get(hit.doc);
          if (!before || nearness * hit.weight > before.nearness * before.weight) documents.set(hit.doc, { ...hit, titleWords: hit.titleWords || (before?.titleWords ?? 0), nearness });
          else if (!before.titleWords) before.titleWords = hit.titleWords;
        }
      }
      return { documents, forms: found.map(({ form }) => form), counts: true };
    }

    /** Documents in which the words follow each other; of one word: as it is written. */
    async function matchPhrase({ words }) {
      const each = await Promise.all(
        words.map(async (word) => {
          const numbers = terms.length ? shardsOf(await keys(word)) : [];
          const documents = new Map();
          await Promise.all(
            numbers.map(async (number) => {
              const [all, places] = await Promise.all([shard(number), words.length > 1 ? file(terms[number][2], readTerms) : new Map()]);
              for (const [key, forms] of all) {
                forms.forEach(([form, postings], i) => {
                  if (form !== word.form) return;
                  const positions = words.length > 1 ? decodePlaces(places.get(key)?.[i]?.[1] ?? "") : [];
                  decode(postings).forEach((hit, n) => {
                    const at = (positions[n] ?? []).map((position) => position - word.offset);
                    const before = documents.get(hit.doc);
                    documents.set(hit.doc, { ...hit, weight: Math.max(hit.weight, before?.weight ?? 0), starts: new Set([...(before?.starts ?? []), ...at]) });
                  });
                });
              }
            }),
          );
          return documents;
        }),
      );
      const documents = new Map();
      for (const [doc, hit] of each[0]) {
        const hits = each.map((documents) => documents.get(doc));
        if (!hits.every(Boolean)) continue;
        if (words.length > 1 && ![...hit.starts].some((start) => hits.every(({ starts }) => starts.has(start)))) continue;
        const titleWords = hits.every((hit) => hit.titleWords) ? Math.max(Math.round(hit.titleWords / words.length), 1) : 0;
        documents.set(doc, { doc, titleWords, weight: Math.max(...hits.map((hit) => hit.weight)), nearness: NEARNESS.exact });
      }
      return { documents, forms: words.map(({ form }) => form), counts: true };
    }

    async function matchFacet({ name, value }, typing) {
      const documents = new Map();
      const add = (doc) => documents.set(doc, { doc, titleWords: 0, weight: 0, nearness: 0 });
      if (name === "kind") {
        const matching = (matches) => kinds.filter(([id, plural]) => matches(slug(id)) || matches(slug(plural)));
        const exact = matching((kind) => kind === value);
        for (const kind of exact.length || !typing ? exact : matching((kind) => kind.startsWith(value))) {
          for (let doc = kind[2]; doc < endOf(kinds.indexOf(kind)); doc++) add(doc);
        }
      } else {
        const key = `:${name}:${value}`;
        let lines = await lookup(key);
        if (!lines.length && typing && value) lines = [...(await shard(shardOf(key)))].flatMap(([other, forms]) => (other.startsWith(key) ? forms : []));
        for (const [, postings] of lines) for (const { doc } of decode(postings)) add(doc);
      }
      return { documents, forms: [], counts: false };
    }

    const match = (item, typing) => (item.type === "facet" ? matchFacet(item, typing) : item.type === "phrase" ? matchPhrase(item) : matchWord(item, typing));

    // ---- Searching

    const weightOf = ([id, , , weight]) => weight ?? (id === "list" ? LIST : 100);
    const endOf = (kind) => kinds[kind + 1]?.[2] ?? count;
    const kindOf = (doc) => kinds[kinds.findLastIndex(([, , first]) => first <= doc)] ?? ["", "", 0];

    /**
     * Finds documents. `docs` are their numbers, the best first; `direct` those whose code the whole query is; `complete` counts the
     * documents that have all the words, `some` tells that there are others too; `corrected` is the query with words that are in the index; `marks` serves for snippets.
     */
    async function search(query, { typing = false } = {}) {
      const { wanted, unwanted, code } = parseQuery(query, { facets, skipped });
      const isCode = code && (/\p{N}/u.test(code) || !/\s/.test(query.trim()));
      const [codes, answers, excluded] = await Promise.all([
        isCode ? lookup(`=${code}`) : [],
        Promise.all(wanted.map((item) => match(item, typing))),
        Promise.all(unwanted.map((item) => match(item, false))),
      ]);
      const direct = codes.flatMap(([, postings]) => decode(postings).map(({ doc }) => doc));
      const allowed = (doc) => !excluded.some(({ documents }) => documents.has(doc));
      const { docs, complete } = combine(wanted, answers, allowed);
      return { query, docs: [...new Set([...direct, ...docs])], direct, complete, some: docs.length > complete, corrected: corrected(query, wanted, answers, docs), marks: marksOf(answers) };
    }

    /**
     * The documents that answer all items, the best first. Where they are few, those that answer a good part of the words are among them,
     * as a long text may have all words by chance; phrases and facets are never left out.
     */
    function combine(wanted, answers, allowed) {
      const hits = new Map();
      let sought = 0; // the rarity of all words; those that are nowhere do not count
      answers.forEach(({ documents, counts }, i) => {
        const rare = counts && documents.size ? rarity(documents.size, count) : 0;
        sought += rare;
        for (const [doc, hit] of documents) {
          if (!hits.has(doc)) hits.set(doc, []);
          hits.get(doc).push({ ...hit, rarity: rare, required: wanted[i].type !== "word" });
        }
      });
      const required = wanted.filter(({ type }) => type !== "word").length;
      const queryWords = wanted.filter(({ type }) => type !== "facet").length;
      const fitting = [];
      for (const [doc, all] of hits) {
        const found = all.filter((hit) => hit.required).length;
        if (found < required || (found === all.length && required < wanted.length) || !allowed(doc)) continue;
        const share = all.reduce((sum, hit) => sum + hit.rarity, 0) / (sought || 1);
        fitting.push({ doc, share, all: all.length === wanted.length, score: rank(all, queryWords, weightOf(kindOf(doc))) * share ** PART });
      }
      fitting.sort((a, b) => b.score - a.score || a.doc - b.doc);
      const complete = fitting.filter(({ all }) => all);
      const chosen = complete.length < FEW ? fitting.filter(({ all, share }, i) => all || share >= LEAST_PART || i < FEW) : complete;
      return { docs: chosen.map(({ doc }) => doc), complete: complete.length };
    }

    /** The query with its mistyped words replaced, or without its quotation marks where the phrase is nowhere. */
    function corrected(query, wanted, answers, docs) {
      let better = query;
      wanted.forEach((item, i) => {
        if (answers[i].corrected) better = replaceWord(better, item.form, answers[i].corrected);
      });
      if (better === query && !docs.length && wanted.some(({ type, words }) => type === "phrase" && words.length > 1)) better = query.replace(/["“”„«»＂]/g, "");
      return better === query ? undefined : better;
    }

    function replaceWord(query, form, other) {
      const token = tokenise(query).find(({ word }) => fold(word) === form);
      return token ? query.slice(0, token.start) + other + query.slice(token.end) : query;
    }

    function marksOf(answers) {
      const marks = new Map();
      answers.forEach(({ documents, forms }, word) => {
        for (const form of forms) if (!marks.has(form)) marks.set(form, [word, rarity(documents.size, count)]);
      });
      return marks;
    }

    /** What is shown of a document: address, title, languages, and the snippet with the fragment of the block where it stands. */
    async function show(doc, marks) {
      const [first, name] = texts[holder(texts, doc)];
      const [url, title, titleLang, summary, lang, blocks, more] = (await file(name))[doc - first];
      const inTitle = tokenise(title).some(({ word }) => marks.has(fold(word)));
      let best = snippet([["", summary], ...blocks], marks);
      // The rest of a long document is asked for only where its beginning has none of the words.
      for (let next = more, left = MOST_MORE_FILES; next && marks.size && !best.found && !inTitle && left > 0; left--) {
        const rest = await file(next).catch(() => [""]);
        const further = snippet(rest.filter(Array.isArray), marks);
        if (further.found) best = further;
        next = rest.find((part) => typeof part === "string");
      }
      return { doc, url, title, titleLang, lang, kind: kindOf(doc), anchor: best.anchor, parts: best.parts };
    }

    return { manifest, words: words ?? {}, search, show, kindOf };
  }

  casebook.engine = { open, fold, lower, slug, tokenise, isSkipped, parseQuery, decode, decodePlaces, readTerms, distance, rank, snippet, DIGITS };
}
