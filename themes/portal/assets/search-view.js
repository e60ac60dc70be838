// What readers see of search: results under the field of any page while they type, and the search page. search.js and
// search-index.js find them.
{
  const DEBOUNCE = 200; // milliseconds from the last letter to the search
  const SPOKEN = 700; // and from the results to their number being read out
  const SLOW = 400; // after which a search says that it is under way
  const PATIENCE = 20_000; // after which a file counts as lost
  const PANEL = 6; // results under a field
  const PAGE = 10; // results at a time on the search page

  // Other scripts of the page may wait for files of their own.
  const waiting = (casebook.waiting ??= {});
  casebook.given ??= (name, value) => waiting[name]?.(value);

  // The names of files tell their content; only that of the first is always the same, so that a browser may hold an old one, which names
  // files that are gone. Once a file did not come, the next search asks for a fresh one.
  let fresh = "";
  let opening;

  /** Loads files of the folder of an index: each is a script that hands its content to `casebook.given`. */
  const filesOf = (folder) => (name, address = `${name}.js${name === "index" ? fresh : ""}`) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const end = (settle) => (value) => {
        clearTimeout(timer);
        delete waiting[name];
        script.remove();
        settle(value);
      };
      const fail = () => {
        if (!waiting[name]) return;
        end(reject)(new Error(name));
        fresh = `?${Date.now()}`;
        opening = undefined;
      };
      const timer = setTimeout(fail, PATIENCE);
      waiting[name] = end(resolve);
      script.src = folder + address;
      // What has been handed over by the time of `load` is settled already.
      script.onload = script.onerror = fail;
      document.head.append(script);
    });

  /** The index, opened at the first search; after a failure the next search tries again. */
  const openIndex = ({ dataset: { index } }) =>
    (opening ??= casebook.engine.open(filesOf(index.replace(/[^/]*$/, ""))).catch((error) => {
      opening = undefined;
      throw error;
    }));

  /** An element with properties, or attributes where they begin with aria- or are the role, and what stands in it. */
  const make = (name, properties = {}, ...children) => {
    const element = document.createElement(name);
    for (const [name, value] of Object.entries(properties)) {
      if (/^(aria-|role$)/.test(name)) element.setAttribute(name, value);
      else element[name] = value;
    }
    element.append(...children.filter(Boolean));
    return element;
  };

  /** The site's root, from which results' addresses lead; it may be named by its first page. */
  const rootOf = ({ dataset: { root } }) => root.replace(/[^/]*$/, "");

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

  const enough = (query) => [...query].length > 1 || /\p{Script=Han}|[\u3040-\u30ff]/u.test(query);

  /** Marks an element as being in another language than the page. */
  const speak = (element, lang) => {
    if (lang) Object.assign(element, { lang, dir: /^(ar|fa|he|ps|sd|ug|ur)\b/.test(lang) ? "rtl" : "ltr" });
    return element;
  };

  const languageName = (lang, page) => {
    try {
      return new Intl.DisplayNames([page], { type: "language" }).of(lang);
    } catch {
      return lang;
    }
  };

  /** One result: title, kind, and the place in the text, which is a link of its own where it has an address. */
  function item({ url, title, titleLang, lang, kind, anchor, parts }, { form, words, pageLang, direct }) {
    const address = rootOf(form) + url;
    const page = address.replace(/#.*/, "");
    const link = speak(make("a", { className: "search-title", href: address }, title), titleLang);
    const about = [kind[1], lang && words.in_language && fill(words.in_language, { language: languageName(lang, pageLang) })].filter(Boolean);
    const text = parts.map(([part, isMark]) => (isMark ? make("mark", {}, part) : part));
    const heading = make("p", { className: "search-heading" });
    if (direct) {
      const [before, after = ""] = (words.go_to ?? "{title}").split("{title}");
      heading.append(before, link, after);
    } else heading.append(link);
    heading.append(" ", make("span", { className: "search-kind" }, about.join(" · ")));
    const place = text.length > 0 && speak(anchor ? make("a", { href: `${page}#${encodeURIComponent(anchor)}` }, ...text) : make("span", {}, ...text), lang);
    return make("li", { className: direct ? "search-direct" : "" }, heading, place && make("p", { className: "search-text" }, place));
  }

  /** The items of some documents, and whether any of their files did not come. */
  async function items(index, found, docs, form) {
    const shown = await Promise.allSettled(docs.map((doc) => index.show(doc, found.marks)));
    const { words, manifest } = index;
    const rows = shown.flatMap(({ value }) => (value ? [item(value, { form, words, pageLang: manifest.lang, direct: found.direct.includes(value.doc) })] : []));
    return { rows, lost: rows.length < docs.length };
  }

  /** What is to be said of results beside themselves: that only some of the words were found, and what may be meant. */
  function remarks({ words }, { complete, some, corrected }, form) {
    const address = corrected && `${form.action}?q=${encodeURIComponent(corrected)}`;
    return [
      some && make("p", {}, complete ? words.with_some : words.some_words),
      corrected && make("p", {}, `${words.did_you_mean} `, make("a", { href: address }, corrected)),
    ].filter(Boolean);
  }

  /** Where a query leads that is sent off: to the one document whose code it is, else to the search page or what is done there. */
  async function send(form, query, otherwise) {
    const mayBeCode = /^\S+$|\d/.test(query);
    const late = new Promise((resolve) => setTimeout(resolve, 1000));
    const address = async () => {
      const index = await openIndex(form);
      const { direct, marks } = await index.search(query);
      return direct.length === 1 && (await index.show(direct[0], marks)).url;
    };
    const url = mayBeCode && (await Promise.race([address().catch(() => {}), late]));
    if (url) location.href = rootOf(form) + url;
    else otherwise();
  }

  /** A region that is read out, a little after the reader has stopped typing. */
  function speaker(element) {
    let timer;
    return (text, delay = SPOKEN) => {
      clearTimeout(timer);
      timer = setTimeout(() => (element.textContent = text), delay);
    };
  }

  /** Runs a search some time after the last letter; only the newest may show what it found. `tell` says what is wrong, or waited for. */
  function searcher(form, show, tell) {
    let timer;
    let newest = 0;
    const run = async (query, options) => {
      clearTimeout(timer);
      const mine = ++newest;
      const isNewest = () => mine === newest;
      const slow = setTimeout(() => isNewest() && tell(form.dataset.loading, true), SLOW);
      try {
        const index = await openIndex(form);
        const found = await index.search(query, options);
        if (isNewest()) await show(index, found, isNewest);
      } catch {
        if (isNewest()) tell(form.dataset.failed);
      }
      clearTimeout(slow);
    };
    const stop = () => {
      clearTimeout(timer);
      newest++;
    };
    const soon = (query) => {
      stop();
      timer = setTimeout(run, DEBOUNCE, query, { typing: true });
    };
    return { run, soon, stop };
  }

  /** Results under a field. The panel opens below it and is left, like any part of the page, by Tab; Escape closes it. */
  function panelUnder(form) {
    const input = form.elements.q;
    const list = make("ul", { className: "search-results" });
    const notes = make("div", { className: "search-notes" });
    const all = make("a", { className: "search-all" });
    const panel = make("div", { className: "search-panel", id: `${input.id}-results`, hidden: true }, notes, list, make("p", {}, all));
    const status = make("p", { className: "hidden", role: "status" });
    form.append(status, panel);
    input.setAttribute("aria-controls", panel.id);
    const say = speaker(status);
    let shown = "";

    const query = () => input.value.trim();
    const open = () => (panel.hidden = form.contains(document.activeElement) ? false : panel.hidden);
    const close = () => (panel.hidden = true);

    const { soon, stop } = searcher(
      form,
      async (index, found, isNewest) => {
        const { rows, lost } = await items(index, found, found.docs.slice(0, PANEL), form);
        if (!isNewest()) return;
        if (lost && !rows.length) throw new Error("no texts");
        list.replaceChildren(...rows);
        notes.replaceChildren(...(rows.length ? [] : [make("p", {}, index.words.nothing)]), ...remarks(index, found, form));
        all.hidden = !rows.length;
        all.textContent = `${index.words.all_results} (${found.docs.length})`;
        all.href = `${form.action}?q=${encodeURIComponent(found.query)}`;
        shown = found.query;
        open();
        say(found.docs.length ? fill(index.words.results, { n: found.docs.length }) : index.words.nothing);
      },
      (text) => {
        list.replaceChildren();
        notes.replaceChildren(make("p", {}, text));
        all.hidden = true;
        shown = "";
        open();
        say(text);
      },
    );

    const search = () => {
      if (enough(query())) return soon(query());
      stop();
      close();
      say("");
    };
    input.addEventListener("input", search);
    input.addEventListener("focus", () => (shown && shown === query() ? open() : query() && search()));
    form.onsubmit = () => {
      stop();
      send(form, query(), () => (location.href = `${form.action}?q=${encodeURIComponent(query())}`));
      return false;
    };
    form.addEventListener("keydown", (event) => {
      if (panel.hidden || event.isComposing) return;
      const links = [input, ...panel.querySelectorAll(".search-title, .search-all:not([hidden])")];
      const at = links.indexOf(document.activeElement);
      if (event.key === "Escape") {
        if (panel.contains(document.activeElement)) input.focus();
        stop();
        close();
      } else if (event.key === "ArrowDown") links[Math.min(at + 1, links.length - 1)].focus();
      else if (event.key === "ArrowUp" && at > 0) links[at - 1].focus();
      else return;
      event.preventDefault();
    });
    form.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !form.contains(relatedTarget)) close();
    });
    document.addEventListener("pointerdown", ({ target }) => {
      if (!form.contains(target)) close();
    });
    if (form.contains(document.activeElement)) search();
  }

  /** The search page: all results, by kind. Its state is in the address. */
  function searchPage(form) {
    const input = form.elements.q;
    const help = make("p", { className: "search-help" });
    const status = make("p", { className: "search-count", role: "status" });
    const notes = make("div", { className: "search-notes" });
    const narrow = make("div", { className: "search-kinds", role: "group" });
    const list = make("ol", { className: "search-results" });
    const more = make("button", { className: "search-more", type: "button", hidden: true });
    const said = make("p", { className: "search-notes", role: "status" }); // that files are waited for or did not come
    form.after(help, status, notes, narrow, list, more, said);
    const say = speaker(status);
    let chosen = new URLSearchParams(location.search).get("kind") ?? "";

    const remember = () => {
      const state = new URLSearchParams();
      if (input.value.trim()) state.set("q", input.value.trim());
      if (chosen) state.set("kind", chosen);
      history.replaceState(null, "", String(state) ? `?${state}` : location.pathname);
    };

    const { run, soon, stop } = searcher(
      form,
      async (index, found, isNewest) => {
        const { words } = index;
        const kinds = new Map();
        for (const doc of found.docs) {
          const [id] = index.kindOf(doc);
          if (!kinds.has(id)) kinds.set(id, []);
          kinds.get(id).push(doc);
        }
        if (!kinds.has(chosen)) chosen = "";
        let docs;

        const add = async (from, isCurrent = isNewest) => {
          const { rows, lost } = await items(index, found, docs.slice(from, from + PAGE), form);
          if (!isCurrent()) return [];
          if (from) list.append(...rows);
          else list.replaceChildren(...rows);
          more.hidden = from + PAGE >= docs.length;
          more.value = from + PAGE;
          said.textContent = lost ? form.dataset.failed : "";
          return rows;
        };

        const choose = async (kind) => {
          chosen = kind;
          docs = kinds.get(kind) ?? found.docs;
          for (const button of narrow.children) button.setAttribute("aria-pressed", button.value === kind);
          remember();
          say(found.docs.length ? fill(words.results, { n: docs.length }) : input.value.trim() && words.nothing, 0);
          await add(0, () => isNewest() && chosen === kind);
        };

        const button = (value, text, count) => make("button", { type: "button", value, onclick: () => choose(value) }, `${text} `, make("span", { className: "count" }, count));
        narrow.setAttribute("aria-label", words.kinds);
        narrow.replaceChildren(...(kinds.size > 1 ? [button("", words.all_kinds, found.docs.length), ...index.manifest.kinds.filter(([id]) => kinds.has(id)).map(([id, plural]) => button(id, plural, kinds.get(id).length))] : []));
        notes.replaceChildren(...(input.value.trim() ? remarks(index, found, form) : []));
        more.textContent = words.more_results;
        more.onclick = async function next() {
          more.onclick = undefined; // one step at a time
          const [first] = await add(Number(more.value));
          first?.querySelector("a").focus();
          more.onclick = next;
        };
        help.textContent = words.help;
        await choose(chosen);
      },
      (text, isWaiting) => {
        said.textContent = text;
        if (isWaiting) return;
        for (const part of [list, notes, narrow]) part.replaceChildren();
        say("", 0);
        more.hidden = true;
      },
    );

    input.addEventListener("input", () => (enough(input.value.trim()) || !input.value.trim() ? soon(input.value.trim()) : stop()));
    form.onsubmit = () => {
      const query = input.value.trim();
      send(form, query, () => run(query));
      return false;
    };
    run(input.value.trim());
  }

  for (const form of document.querySelectorAll("form.to-search")) (form.closest(".search-page") ? searchPage : panelUnder)(form);
}
