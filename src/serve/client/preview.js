// Keeps a page of the preview as it is built: loads it again when its content changed, exchanges style sheets in place, and shows what
// is wrong with the portal. Added to each page by `casebook serve`, never part of a build.
(() => {
  "use strict";

  // Stands here when the script is sent: a style of its own, so that the page's policy need not permit another.
  const STYLE = "STYLE";
  const OWN = "/-/casebook/";
  const { page, hash } = document.currentScript.dataset;
  // The style sheets that stand in the page; scripts of the page may have added others, which are theirs.
  let sheets = JSON.parse(document.currentScript.dataset.sheets);

  // Storage may be forbidden; then a page forgets where it was scrolled to.
  const store = {
    get: (key) => { try { return JSON.parse(sessionStorage.getItem(`casebook-preview-${key}`)); } catch { return null; } },
    set: (key, value) => { try { sessionStorage.setItem(`casebook-preview-${key}`, JSON.stringify(value)); } catch { /* as above */ } },
    take: (key) => {
      const value = store.get(key);
      try { sessionStorage.removeItem(`casebook-preview-${key}`); } catch { /* as above */ }
      return value;
    },
  };

  // Where the reader is.

  function remember(wanted) {
    const anchors = [...document.querySelectorAll("[id]")].map((element) => ({ id: element.id, box: element.getBoundingClientRect() }));
    const above = anchors.filter(({ box }) => box.height > 0 && box.top < 100).pop();
    store.set("place", {
      page,
      hash,
      wanted,
      x: scrollX,
      y: scrollY,
      height: document.documentElement.scrollHeight,
      id: above?.id,
      top: above?.box.top,
      focus: document.activeElement?.id,
      open: [...document.querySelectorAll("details")].map((details) => details.open),
    });
    history.scrollRestoration = "manual";
  }

  function restore(place) {
    const scroll = () => {
      const element = place.height === document.documentElement.scrollHeight ? null : document.getElementById(place.id);
      const top = element && place.y > 0 ? scrollY + element.getBoundingClientRect().top - place.top : place.y;
      scrollTo({ left: place.x, top, behavior: "instant" });
    };
    const all = document.querySelectorAll("details");
    if (all.length === place.open.length) {
      all.forEach((details, at) => { details.open = place.open[at]; });
    }
    scroll();
    if (place.focus) {
      document.getElementById(place.focus)?.focus({ preventScroll: true });
    }
    history.scrollRestoration = "auto";
    // Pictures may have moved the text since, if the reader did not.
    const y = scrollY;
    addEventListener("load", () => { if (scrollY === y) scroll(); }, { once: true });
  }

  const place = store.take("place");
  let returned = place?.page === page ? place : null;
  if (returned) restore(returned);

  let leaving = false;

  function reload(wanted) {
    // A page that comes back as it was, though another was promised, is not asked for again and again.
    if (leaving || (wanted && returned?.wanted === wanted && returned.hash === hash)) return;
    leaving = true;
    remember(wanted);
    location.reload();
  }

  // Style sheets.

  function exchange(now) {
    const before = sheets;
    if (before.length !== now.length) {
      reload(now.join(" "));
      return;
    }
    sheets = now;
    const links = [...document.querySelectorAll('link[rel~="stylesheet" i]')].filter((link) => !("leaving" in link.dataset));
    now.forEach((href, at) => {
      const link = href === before[at] ? undefined : links.find((one) => one.getAttribute("href") === before[at]);
      if (!link) return;
      const fresh = link.cloneNode();
      fresh.setAttribute("href", href);
      link.dataset.leaving = "";
      // The old one goes when the new one is there, so that the page is never without.
      fresh.addEventListener("load", () => link.remove());
      fresh.addEventListener("error", () => { fresh.remove(); delete link.dataset.leaving; });
      link.after(fresh);
    });
  }

  // What is wrong, in a tree of its own, so that neither style reaches the other.

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  }

  const counted = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;

  const view = (() => {
    const host = element("div", { id: "casebook-preview", lang: "en", dir: "ltr" });
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];

    const status = element("p", { className: "unseen", role: "status" });
    const title = element("h2", { id: "title" });
    const note = element("p", { className: "note" });
    const list = element("ol");
    const more = element("p", { className: "note" });
    const fold = element("button", { type: "button", className: "fold", textContent: "Fold" });
    fold.title = "Escape";
    const about = element("a", { href: OWN, textContent: "What the preview did" });
    const panel = element("section", { className: "panel", hidden: true },
      element("header", {}, title, about, fold), note, list, more);
    panel.setAttribute("aria-labelledby", "title");
    const badge = element("button", { type: "button", className: "badge", hidden: true });
    badge.setAttribute("aria-expanded", "false");
    root.append(status, panel, badge);
    document.documentElement.append(host);

    let shown = { key: "", errors: 0, label: "" };
    let lost = false;

    function draw(open) {
      panel.hidden = !open;
      badge.hidden = open || !(shown.label || lost);
      badge.className = `badge ${lost ? "lost" : shown.errors ? "error" : "warning"}`;
      badge.textContent = lost ? "The preview does not answer" : shown.label;
      badge.disabled = lost && !shown.label;
      badge.setAttribute("aria-expanded", String(open));
    }

    function close() {
      store.set("folded", shown.key);
      const inside = root.activeElement !== null;
      draw(false);
      if (inside) badge.focus();
    }

    fold.addEventListener("click", close);
    badge.addEventListener("click", () => {
      if (!shown.label) return;
      store.set("folded", "");
      draw(true);
      fold.focus();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !panel.hidden && !event.defaultPrevented) close();
    });

    function where(place) {
      const at = place.line ? `:${place.line}:${place.column}` : "";
      return element("code", { className: "where", textContent: place.path + at });
    }

    function line(place) {
      if (!place.source) return null;
      const [before, meant, after] = place.source;
      return element("pre", {}, before, element("mark", { textContent: meant || " " }), after);
    }

    function item(finding) {
      const kind = element("span", { className: `kind ${finding.severity}`, textContent: finding.severity });
      const what = element("p", { className: "what" }, kind, ` ${finding.message}`);
      const help = finding.help ? element("p", { className: "help", textContent: `help: ${finding.help}` }) : null;
      const pages = finding.pages > 1 ? element("p", { className: "help", textContent: `on ${finding.pages} pages` }) : null;
      const related = finding.related.map(([message, place]) => element("p", { className: "help" }, `${message}: `, where(place)));
      return element("li", {}, where(finding.place), what, line(finding.place), help, pages, ...related);
    }

    return {
      // Shows findings; `old` says that the page is of an earlier build.
      show({ findings, old }) {
        const { errors, warnings, notes } = findings;
        const key = JSON.stringify([findings, old]);
        if (key === shown.key && !lost) return;
        const before = shown;
        const counts = [[errors, "error"], [warnings, "warning"]].filter(([number]) => number > 0);
        const label = counts.map(([number, word]) => counted(number, word)).join(", ");
        shown = { key, errors, label };
        title.textContent = label;
        note.textContent = "The page is that of the last good build.";
        note.hidden = !old;
        list.replaceChildren(...findings.list.map(item));
        const left = errors + warnings + notes - findings.list.length;
        more.textContent = `and ${left} more; the terminal tells all`;
        more.hidden = left <= 0;
        const wasOpen = !panel.hidden && before.label !== "";
        // Errors open by themselves, until they are folded away; warnings stay open if they are being read.
        draw(errors > 0 || old ? store.get("folded") !== key : label !== "" && wasOpen && before.errors === 0);
        if (label) {
          status.textContent = label;
        } else if (before.label) {
          status.textContent = "Nothing is wrong any more";
        }
      },
      // Says whether the server answers.
      lost(now) {
        if (now === lost) return;
        lost = now;
        draw(!panel.hidden);
      },
    };
  })();

  // News from the server. A hidden page closes its connection: a browser has only a few for each server.

  let events = null;
  let timer = 0;

  function take(state) {
    view.show(state);
    if (!state.page) return;
    if (state.page.hash !== hash) {
      reload(state.page.hash);
    } else {
      // What was promised before does not count any more.
      returned = null;
      exchange(state.page.sheets);
    }
  }

  function disconnect() {
    clearTimeout(timer);
    events?.close();
    events = null;
  }

  function connect() {
    disconnect();
    if (document.hidden) return;
    const source = new EventSource(`${OWN}events?page=${encodeURIComponent(page)}`);
    events = source;
    let patience = 0;
    source.addEventListener("open", () => {
      clearTimeout(patience);
      patience = 0;
      view.lost(false);
    });
    source.addEventListener("message", (event) => take(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      if (events !== source) return;
      patience ||= setTimeout(() => { if (events === source) view.lost(true); }, 3000);
      // The browser tries again by itself, unless the server refused.
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(connect, 2000);
    });
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", (event) => { if (event.persisted) connect(); });
  connect();
})();
