// The filters of a list: several facets at once, words, order; what is chosen stands in the address. The elements come from two templates of
// the page, `page-live` (controls) and `page-rows` (the list with one empty row); the rows from a script that hands over data.
{
  const MOST_VALUES = 8; // of a facet, before all are asked for
  const NARROW_FROM = 15; // values of a facet from which on a field narrows them
  const PAUSE = 200; // milliseconds without a key after which words are looked for

  // Other scripts of the page may wait for files of their own.
  const casebook = (window.casebook ??= {});
  const waiting = (casebook.waiting ??= {});
  casebook.given ??= (name, value) => waiting[name]?.(value);

  const live = document.querySelector(".live[data-rows]");
  const templates = ["page-live", "page-rows"].map((id) => document.getElementById(id)?.content);
  const button = live?.querySelector("button");
  const language = document.documentElement.lang;
  const collator = new Intl.Collator(language, { numeric: true });

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase(language);
  const filled = (place, n, total) => place.dataset.text.replace("{n}", n).replace("{total}", total);
  const RIGHT_TO_LEFT = ["ar", "arc", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"];
  const withLanguage = (place, lang) => (lang ? Object.assign(place, { lang, dir: RIGHT_TO_LEFT.includes(lang.split("-")[0]) ? "rtl" : "ltr" }) : place);

  /** The rows with what is looked for in them, and the fields by their ids. */
  const prepare = (data) => {
    data.fields.forEach((field, place) => {
      Object.assign(field, { place, parameter: ["q", "sort"].includes(field.id) ? `${field.id}_` : field.id });
      field.values.forEach((value, at) => Object.assign(value, { at, count: 0 }));
    });
    data.rows.forEach((row, place) => {
      row.cells = row.cells.map((cell) => [cell].flat());
      const cells = row.cells.flatMap((cell, at) => cell.map((value) => data.fields[at].values[value].title));
      Object.assign(row, { place, words: fold([row.title, row.text ?? "", ...cells].join("\n")) });
      row.cells.forEach((cell, at) => cell.forEach((value) => data.fields[at].values[value].count++));
    });
    return { ...data, field: new Map(data.fields.map((field) => [field.id, field])), facets: data.fields.filter(({ facet }) => facet) };
  };

  // ---- What is chosen: values of facets, words, the order

  const read = (data) => {
    const query = new URLSearchParams(location.search);
    const chosen = (field) => new Set(query.getAll(field.parameter).map((id) => field.values.findIndex((value) => value.id === id)).filter((at) => at >= 0));
    const sort = query.get("sort") ?? "";
    const by = sort.replace(/^-/, "");
    return {
      chosen: new Map(data.facets.map((field) => [field, chosen(field)])),
      words: query.get("q") ?? "",
      sort: by === "title" || data.field.get(by)?.sort ? by : "",
      descending: sort.startsWith("-"),
      isAsked: ["q", "sort", ...data.facets.map(({ parameter }) => parameter)].some((name) => query.has(name)),
    };
  };

  const write = (state) => {
    const query = new URLSearchParams();
    for (const [field, values] of state.chosen) for (const at of values) query.append(field.parameter, field.values[at].id);
    if (state.words.trim()) query.set("q", state.words.trim());
    if (state.sort || state.descending) query.set("sort", (state.descending ? "-" : "") + state.sort);
    const text = query.toString();
    history.replaceState(null, "", location.pathname + (text && `?${text}`) + location.hash);
  };

  /** The rows that have all that is chosen, in order; and for each facet how many rows each value has, whatever is chosen in that facet. */
  const choose = (data, { chosen, words, sort, descending }) => {
    const looked = fold(words).split(/\s+/).filter(Boolean);
    const active = [...chosen].filter(([, values]) => values.size);
    const counts = new Map(data.facets.map((field) => [field, new Array(field.values.length).fill(0)]));
    const rows = data.rows.filter((row) => {
      if (!looked.every((word) => row.words.includes(word))) return false;
      const failed = active.filter(([field, values]) => !row.cells[field.place].some((at) => values.has(at)));
      if (failed.length > 1) return false;
      for (const field of failed.length ? [failed[0][0]] : data.facets) for (const at of row.cells[field.place]) counts.get(field)[at]++;
      return !failed.length;
    });
    const turn = descending ? -1 : 1;
    if (sort || descending) {
      const key = sort && keyOf(data, sort);
      const compare = (a, b) => {
        if (!sort) return turn * (a.place - b.place);
        const [one, other] = [key(a), key(b)];
        // What says nothing stands last in either direction.
        if (one === undefined || other === undefined) return (one === undefined) - (other === undefined) || a.place - b.place;
        return turn * (typeof one === "string" ? collator.compare(one, other) : one - other) || a.place - b.place;
      };
      rows.sort(compare);
    }
    return { rows, counts };
  };

  const keyOf = (data, sort) => {
    if (sort === "title") return (row) => row.title;
    const { place, type, values } = data.field.get(sort);
    const first = (row) => values[row.cells[place][0]];
    if (type === "choice" || type === "bool") return (row) => row.cells[place][0];
    if (["integer", "decimal", "percent"].includes(type)) return (row) => first(row) && Number(first(row).id);
    // A year or a month counts from its last day, as in the order of lists.
    if (type === "date") return (row) => first(row) && `${first(row).id}-12-31`.slice(0, 10);
    if (type === "period") return (row) => first(row)?.id;
    if (type === "money") {
      // Amounts of one currency stand together.
      const currencies = [...new Set(values.map(({ id }) => id.slice(0, 3)))].sort();
      return (row) => first(row) && currencies.indexOf(first(row).id.slice(0, 3)) * 1e15 + Number(first(row).id.slice(4));
    }
    return (row) => first(row)?.title;
  };

  // ---- Rows, from the theme's own row

  const OUTSIDE = { className: "outside", rel: "external" };
  const LINKS = { url: OUTSIDE, symbol: OUTSIDE, cite: { className: "cite" }, file: { download: "" } };

  const shown = ({ title, url, lang, note, id }, type) => {
    const inner = ["text", "choice", "bool", "ref"].includes(type) ? title : element("bdi", {}, title);
    let whole = inner;
    if (type === "date") whole = element("time", { dateTime: id }, title);
    else if (url) whole = element("a", { href: url, ...LINKS[type] }, inner);
    else if (type === "cite") whole = element("span", LINKS.cite, inner);
    else if (lang) whole = element("span", {}, inner);
    withLanguage(whole, lang);
    return note ? [whole, " ", element("span", { className: "name-note" }, note)] : [whole];
  };

  const fillField = (place, values, type) => {
    const item = place.querySelector("[data-item]");
    if (item) {
      item.remove();
      place.append(...values.map((value) => {
        const copy = item.cloneNode(true);
        for (const part of copy.querySelectorAll("[data-part]")) {
          const name = part.dataset.part;
          part.append(...(name === "link" ? shown(value, "ref") : [value[name] ?? ""]));
          if (name === "title" && value.mark) part.className = value.mark;
        }
        return copy;
      }));
    } else if (place.dataset.join || values.length < 2) {
      const few = values.slice(0, place.dataset.few);
      place.append(...few.flatMap((value, at) => [at ? place.dataset.join : "", ...shown(value, type)]));
      if (few.length < values.length) place.append(" ", element("span", { className: "count" }, `+${values.length - few.length}`));
    } else {
      const lines = ["text", "file"].includes(type);
      place.append(element("ul", { className: lines ? "lines" : "inline" }, ...values.map((value) => element("li", {}, ...shown(value, type)))));
    }
  };

  const fillRow = (data, empty, row) => {
    const made = empty.cloneNode(true);
    const values = (id) => {
      const field = data.field.get(id);
      return field ? row.cells[field.place].map((at) => field.values[at]) : [];
    };
    for (const place of made.querySelectorAll("[data-if]")) if (!place.dataset.if.split(" ").every((id) => values(id).length)) place.remove();
    for (const place of made.querySelectorAll("[data-else]")) if (place.dataset.else.split(" ").some((id) => values(id).length)) place.remove();
    for (const place of made.querySelectorAll("[data-most]")) [...place.children].slice(place.dataset.most).forEach((child) => child.remove());
    for (const place of made.querySelectorAll("[data-slot]")) {
      const name = place.dataset.slot;
      if (name === "title") withLanguage(place, row.lang).href = row.url;
      if (name === "text") withLanguage(place, row.text_lang);
      if (!row[name]) place.remove();
      else if (name !== "draft") place.textContent = row[name];
    }
    for (const place of made.querySelectorAll("[data-field]")) {
      const found = values(place.dataset.field).filter(({ id }) => !id || id !== place.dataset.unless);
      if (found.length) fillField(place, found, data.field.get(place.dataset.field).type);
      else if (place.localName === "td") place.classList.add("none");
      else place.remove();
    }
    for (const place of made.querySelectorAll("dl:empty")) place.remove();
    return made;
  };

  // ---- The controls

  /** The template's elements, each taken out and named by its data-live; those within one are taken when it is copied. */
  const take = (within, name) => {
    const found = within.querySelector(`[data-live="${name}"]`);
    found.remove();
    return found;
  };
  const at = (within, name) => within.querySelector(`[data-live="${name}"]`);

  const start = (given) => {
    const data = prepare(given);
    const parts = templates[0].cloneNode(true);
    const [choices, found, none, more] = ["choices", "found", "none", "more"].map((name) => take(parts, name));
    const facetPart = take(choices, "facet");
    const [chipPart, clear] = ["chip", "clear"].map((name) => take(found, name));
    const status = at(found, "status");
    const [words, sort, descending, chips] = [at(choices, "words"), at(found, "sort"), at(found, "descending"), at(found, "chips")];
    at(choices, data.texts ? "titles" : "texts").remove();

    const list = templates[1].cloneNode(true);
    const empty = list.querySelector("[data-row]");
    const body = empty.parentElement;
    for (const place of list.querySelectorAll("[data-column]")) if (!data.field.has(place.dataset.column)) place.remove();
    empty.remove();
    const heads = [...list.querySelectorAll("[data-sort]")].filter(({ dataset }) => dataset.sort === "title" || data.field.get(dataset.sort)?.sort);
    const frame = element("div", {}, found, ...list.children, none, more);

    let state = read(data);
    let rows = [];
    let last = 0;

    // Facets: the most used values first; what is chosen stays in sight.
    const facets = data.facets.map((field) => {
      const whole = facetPart.cloneNode(true);
      const valuePart = take(whole, "value");
      const [narrow, all, chosen] = ["narrow", "all", "chosen"].map((name) => at(whole, name));
      for (const label of whole.querySelectorAll('[data-live="label"]')) label.textContent = field.label;
      const input = narrow.querySelector("input");
      const order = field.values.toSorted((a, b) => b.count - a.count || collator.compare(a.title, b.title));
      const boxes = new Map();
      const box = (value) => {
        if (!boxes.has(value.at)) {
          const item = valuePart.cloneNode(true);
          withLanguage(at(item, "title"), value.lang).textContent = value.title;
          const check = item.querySelector("input");
          check.onchange = () => {
            state.chosen.get(field)[check.checked ? "add" : "delete"](value.at);
            kept.add(value.at);
            change();
          };
          boxes.set(value.at, { item, check, count: at(item, "count") });
        }
        return boxes.get(value.at);
      };
      // A value that was chosen once does not vanish under the reader's hands when it is taken back.
      const kept = new Set(state.chosen.get(field));
      let isWhole = order.length <= MOST_VALUES + 4;
      const arrange = () => {
        const looked = fold(input.value).trim();
        const isIn = ({ title, at: place }, rank) => (looked ? fold(title).includes(looked) : isWhole || rank < MOST_VALUES || kept.has(place));
        const items = order.filter(isIn).map((value) => box(value).item);
        const values = at(whole, "values");
        if (items.length !== values.children.length || items.some((item, place) => item !== values.children[place])) values.replaceChildren(...items);
        all.hidden = isWhole || Boolean(looked);
        update();
      };
      let counts = [];
      const update = (now = counts) => {
        counts = now;
        for (const [place, { item, check, count }] of boxes) {
          check.checked = state.chosen.get(field).has(place);
          count.textContent = counts[place] ?? "";
          item.classList.toggle("none", !counts[place]);
        }
        const number = state.chosen.get(field).size;
        chosen.textContent = number ? filled(chosen, number) : "";
      };
      narrow.hidden = order.length < NARROW_FROM;
      input.oninput = arrange;
      all.textContent = filled(all, order.length);
      all.onclick = () => {
        isWhole = true;
        arrange();
        at(whole, "values").querySelectorAll("input")[MOST_VALUES]?.focus();
      };
      choices.append(whole);
      return { field, whole, arrange, update };
    });

    for (const field of data.fields) if (field.sort) sort.append(element("option", { value: field.id }, field.label));

    const append = () => {
      const next = rows.slice(last, last + data.step);
      last += next.length;
      const made = next.map((row) => fillRow(data, empty, row));
      body.append(...made);
      more.hidden = last >= rows.length;
      const label = more.querySelector("button");
      label.textContent = filled(label, Math.min(data.step, rows.length - last));
      return made;
    };

    const showChips = () => {
      const made = [];
      const add = (title, lang, remove) => {
        const chip = chipPart.cloneNode(true);
        withLanguage(at(chip, "title"), lang).textContent = title;
        chip.querySelector("button").onclick = () => {
          const place = made.indexOf(chip);
          remove();
          change();
          // The focus goes on to the next one, or to what is said of the whole.
          (chips.children[place]?.querySelector("button") ?? status).focus();
        };
        made.push(chip);
      };
      for (const [field, values] of state.chosen) for (const at of values) add(`${field.label}: ${field.values[at].title}`, undefined, () => values.delete(at));
      if (state.words.trim()) add(`“${state.words.trim()}”`, undefined, () => (words.value = state.words = ""));
      if (made.length > 1) made.push(clear);
      chips.replaceChildren(...made);
      chips.hidden = !made.length;
    };

    const change = () => {
      const result = choose(data, state);
      rows = result.rows;
      last = 0;
      body.replaceChildren();
      append();
      for (const { field, update, arrange } of facets) {
        update(result.counts.get(field));
        arrange();
      }
      showChips();
      const said = filled(status, rows.length, data.rows.length);
      if (status.textContent !== said) status.textContent = said;
      none.hidden = rows.length > 0;
      body.closest("table")?.toggleAttribute("hidden", !rows.length);
      sort.value = state.sort;
      descending.checked = state.descending;
      for (const head of heads) {
        const is = head.dataset.sort === state.sort;
        if (is) head.setAttribute("aria-sort", state.descending ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      }
      if (!frame.hidden) write(state);
    };

    let pause;
    words.oninput = () => {
      clearTimeout(pause);
      pause = setTimeout(() => {
        state.words = words.value;
        change();
      }, PAUSE);
    };
    sort.onchange = () => {
      state.sort = sort.value;
      change();
    };
    descending.onchange = () => {
      state.descending = descending.checked;
      change();
    };
    clear.querySelector("button").onclick = () => {
      for (const values of state.chosen.values()) values.clear();
      words.value = state.words = "";
      change();
      status.focus();
    };
    more.querySelector("button").onclick = () => append()[0]?.querySelector("a, button")?.focus();
    // On a narrow screen rows are cards, and their heads are read by nobody: there the order is chosen in the list of orders alone.
    for (const head of heads) {
      const label = element("span", {}, ...head.childNodes);
      const press = element("button", { type: "button" }, label.textContent);
      press.onclick = () => {
        const { sort: by } = head.dataset;
        const isUp = state.sort === by && !state.descending;
        [state.sort, state.descending] = state.sort === by && state.descending ? ["", false] : [by, isUp];
        change();
      };
      head.append(label, press);
    }

    // ---- Into the page, and out of it again

    const results = document.querySelector(".results");
    const links = document.querySelector(".static");
    const aside = document.querySelector(".facets");
    const columns = results.parentElement;
    const plain = [links, ...document.querySelectorAll(".facets > section, .page-of, .to-facets")];
    const open = (isOpen) => {
      button.setAttribute("aria-expanded", isOpen);
      plain.forEach((place) => (place.hidden = isOpen));
      columns.classList.toggle("is-live", isOpen);
      for (const place of [frame, choices]) place.hidden = !isOpen;
      // The choices stand before what they choose from.
      if (aside) isOpen ? results.before(aside) : results.after(aside);
    };
    const isWide = matchMedia("(min-width: 60rem)").matches;
    for (const { field, whole } of facets) whole.open = isWide || state.chosen.get(field).size > 0;
    words.value = state.words;
    links.before(frame);
    aside ? aside.append(choices) : results.before(choices);
    // An address may have a query that others put there.
    open(live.dataset.open === "click" || state.isAsked);
    change();
    button.onclick = () => {
      const isOpen = frame.hidden;
      if (!isOpen) {
        clear.querySelector("button").onclick();
        state = { ...state, sort: "", descending: false };
        write(state);
        button.focus();
      }
      open(isOpen);
      change();
    };
  };

  if (button && templates[0] && templates[1]) {
    const ask = () => {
      waiting[live.dataset.name] = start;
      const failed = () => live.after(templates[0].querySelector('[data-live="failed"]').cloneNode(true));
      document.head.append(element("script", { src: live.dataset.rows, onerror: failed }));
    };
    if ("open" in live.dataset) ask();
    else button.addEventListener("click", ask, { once: true });
  }
}
