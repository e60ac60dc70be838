// On every page: loads what an element needs when a reader first turns to it. Before that nothing is asked for.
{
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
}
