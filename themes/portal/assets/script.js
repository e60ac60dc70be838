// On every page: puts search fields in place of the links to the search page, and loads what an element needs when a reader first turns to it.
// Before that nothing is asked for. In pages that come from a host it names the web manifest: browsers report an error where a page on a disk does.
{
  const { manifest } = document.currentScript.dataset;
  if (manifest && location.protocol !== "file:") {
    document.head.append(Object.assign(document.createElement("link"), { rel: "manifest", href: manifest }));
  }

  const asked = new Set();

  /** Adds the style sheets and scripts that an element names in data-style and data-script, with blanks between, each once for the page. */
  const load = ({ dataset: { style = "", script = "" } }) => {
    const add = (name, address, properties) => {
      if (!address || asked.has(address)) return;
      asked.add(address);
      document.head.append(Object.assign(document.createElement(name), properties));
    };
    for (const href of style.split(" ")) add("link", href, { rel: "stylesheet", href });
    for (const src of script.split(" ")) add("script", src, { src, async: false });
  };

  /** A field that leads to the search page. The element's data go with it; the script that is loaded on the first turn reads them. */
  const field = (place, index) => {
    const label = place.dataset.label ?? place.textContent.trim();
    const form = document.createElement("form");
    form.innerHTML = `<label></label><input type="search" name="q" autocomplete="off" enterkeyhint="search"><button><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M10.5 10.5 15 15M6.5 1.5a5 5 0 1 1 0 10a5 5 0 0 1 0-10z"/></svg></button>`;
    const [text, input, button] = form.children;
    text.textContent = label;
    text.htmlFor = input.id = `search-${index}`;
    button.setAttribute("aria-label", label);
    form.setAttribute("role", "search");
    form.className = place.className;
    form.action = place.href ?? location.pathname;
    Object.assign(form.dataset, place.dataset);
    form.onsubmit = () => {
      location.href = `${form.action}?q=${encodeURIComponent(input.value.trim())}`;
      return false;
    };
    return form;
  };

  document.querySelectorAll(".to-search").forEach((place, index) => {
    const form = field(place, index);
    if (place.href) return place.replaceWith(form);
    // The search page itself: the field takes the place of what is said without script, and a query in the address is answered at once.
    place.replaceChildren(form);
    place.className = "search-page";
    delete place.dataset.script;
    const query = new URLSearchParams(location.search).get("q");
    if (query) {
      form.elements.q.value = query;
      load(form);
    }
  });

  for (const element of document.querySelectorAll("[data-script]:not(head *)")) {
    for (const turn of ["focusin", "pointerenter"]) element.addEventListener(turn, () => load(element), { once: true });
  }

  // The button of the filters of a list. They open by themselves where the address says what to choose; other pages of the list lead there.
  for (const live of document.querySelectorAll(".live")) {
    const open = (by) => {
      live.dataset.open = by;
      load(live);
    };
    live.hidden = false;
    live.firstElementChild.addEventListener("click", () => (live.dataset.go ? location.assign(live.dataset.go) : open("click")), { once: !live.dataset.go });
    if (live.dataset.script && location.search) open("address");
  }

  addEventListener("keydown", (event) => {
    const input = document.querySelector(".to-search input");
    if (!input || event.code !== "KeyK" && event.key !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}
