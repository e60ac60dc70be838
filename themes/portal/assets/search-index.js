// Search: from a query to documents. Loads the files of the index as they are needed, each once.
{
  const { engine } = casebook;
  const { fold, lower, slug, tokenise, isSkipped, isHan, decode, decodePlaces, readTerms, parseQuery, distance, errorsAllowed, snippet } = engine;

  // How results are ordered. A document's score is the sum over the query's words of rarity × nearness × weight, raised by what the words
  // cover of its title.
  const NEARNESS = { exact: 1, stemmed: 0.95, prefix: 0.6, mistyped: 0.4 }; // how well a word of a text answers one of the query
  const TITLE = 2.5; // how much a title adds that consists of just the query's words
  const NAMED = 1.5; // how much more a record counts whose kind the query names
  const LONG = 4; // a query of so many words is more of a question: documents that lack some of them follow those that have all,
  const LEAST_PART = 0.25; // if they have at least this part of its words, counted by their rarity,
  const MOST_PARTLY = 30; // and there are no more of them than these

  // What a search may cost.
  const MOST_PREFIX_FILES = 3;
  const MOST_TYPO_FILES = 2; // beyond those that are loaded
  const MOST_TYPO_FORMS = 4;
  const MOST_MORE_FILES = 3; // of one long document

  const rarity = (documents, all) => Math.log(1 + (all - documents + 0.5) / (documents + 0.5));

  /**
   * The score of a document. `hits`: for each word of the query found in it, the word's rarity and the best of its forms there. What a title
   * shares with the query counts by its square, so that a title of just these words stands out among those that have them among others.
   */
  function rank(hits, wordsOfQuery, weightOfKind = 1) {
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
    return score * (1 + TITLE * ofTitle ** 2 * ofQuery) * weightOfKind;
  }

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
          hit.nearness = nearness;
          if (before && nearness * hit.weight <= before.nearness * before.weight) before.titleWords ||= hit.titleWords;
          else {
            if (before) hit.titleWords ||= before.titleWords;
            documents.set(hit.doc, hit);
          }
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

    const endOf = (kind) => kinds[kind + 1]?.[2] ?? count;
    const placeOf = (doc) => kinds.findLastIndex(([, , first]) => first <= doc);
    const kindOf = (doc) => kinds[placeOf(doc)] ?? ["", "", 0];

    /**
     * Finds documents. `docs` are their numbers, the best first; `direct` those whose code the whole query is; `complete` counts the
     * documents that have all the words, `some` tells that there are others too; `corrected` is the query with words that are in the index; `marks` serves for snippets.
     */
    async function search(query, { typing = false } = {}) {
      const { wanted, unwanted, code } = parseQuery(query, { facets, skipped });
      const isCode = code && (/\p{N}/u.test(code) || !/\s/.test(query.trim()));
      const [codes, answers, excluded, ofKinds] = await Promise.all([
        isCode ? lookup(`=${code}`) : [],
        Promise.all(wanted.map((item) => match(item, typing))),
        Promise.all(unwanted.map((item) => match(item, false))),
        weights(wanted),
      ]);
      const direct = codes.flatMap(([, postings]) => decode(postings).map(({ doc }) => doc));
      const allowed = (doc) => !excluded.some(({ documents }) => documents.has(doc));
      const { docs, complete } = combine(wanted, answers, allowed, ofKinds);
      return { query, docs: [...new Set([...direct, ...docs])], direct, complete, some: docs.length > complete, corrected: corrected(query, wanted, answers, docs), marks: marksOf(answers) };
    }

    /** How much documents of each kind count: as the index says, and more where the query has all words of the kind's name. */
    async function weights(wanted) {
      const asked = await Promise.all(wanted.filter(({ type }) => type === "word").map(keys));
      const named = async (word) => {
        const known = await keys({ text: lower(word), form: fold(word) });
        return asked.some((wanted) => [...wanted].some((key) => known.has(key)));
      };
      return Promise.all(
        kinds.map(async ([, name, , weight]) => {
          const telling = tokenise(name).filter(({ word }) => !isSkipped(fold(word), skipped));
          const all = telling.length && (await Promise.all(telling.map(({ word }) => named(word)))).every(Boolean);
          return ((weight ?? 100) / 100) * (all ? NAMED : 1);
        }),
      );
    }

    /** The documents that all items answer, the best first; then, or where there is none, those that answer a good part of a long query. */
    function combine(wanted, answers, allowed, weights) {
      const hits = new Map();
      let sought = 0; // the rarity of all words; those that are nowhere do not count
      answers.forEach(({ documents, counts }, i) => {
        const rare = counts && documents.size ? rarity(documents.size, count) : 0;
        sought += rare;
        for (const [doc, hit] of documents) {
          hit.rarity = rare;
          hit.required = wanted[i].type !== "word";
          const others = hits.get(doc);
          if (others) others.push(hit);
          else hits.set(doc, [hit]);
        }
      });
      const required = wanted.filter(({ type }) => type !== "word").length;
      const queryWords = wanted.filter(({ type }) => type !== "facet").length;
      const whole = [];
      const partly = [];
      for (const [doc, all] of hits) {
        // Phrases and facets are never left out.
        const found = all.filter((hit) => hit.required).length;
        if (found < required || (found === all.length && required < wanted.length) || !allowed(doc)) continue;
        const score = rank(all, queryWords, weights[placeOf(doc)]);
        const share = all.reduce((sum, hit) => sum + hit.rarity, 0) / (sought || 1);
        if (all.length === wanted.length) whole.push({ doc, score });
        else if (share >= LEAST_PART) partly.push({ doc, score });
      }
      const best = (a, b) => b.score - a.score || a.doc - b.doc;
      const more = whole.length && wanted.length < LONG ? [] : partly.sort(best).slice(0, MOST_PARTLY);
      return { docs: [...whole.sort(best), ...more].map(({ doc }) => doc), complete: whole.length };
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
      let [first, name] = texts[holder(texts, doc)];
      // In a large index the files of texts stand in lists of their own.
      if (name.startsWith("list-")) {
        const list = await file(name);
        [first, name] = list[holder(list, doc)];
      }
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

  Object.assign(engine, { open, rank });
}
