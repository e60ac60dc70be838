// Fills the page about the preview, after every build and every few seconds.
"use strict";

const REFRESH = 3000;

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

const counted = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;

function ago(seconds) {
  if (seconds < 5) return "now";
  if (seconds < 90) return `${Math.round(seconds)} s ago`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min ago`;
  return `${Math.round(seconds / 3600)} h ago`;
}

const took = (ms) => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);

function cause(build) {
  const lines = [["changed", "changed"], ["added", "new"], ["removed", "gone"]].flatMap(([key, word]) => {
    const { number, first } = build[key];
    const lines = first.map((path) => element("div", {}, element("code", { textContent: path }), ` ${word}`));
    return number > first.length ? [...lines, element("div", { textContent: `and ${number - first.length} more ${word}` })] : lines;
  });
  if (lines.length > 0) return lines;
  return [build.number === 1 ? "The preview began" : "A file that cannot be read changed"];
}

function findingsOf({ errors, warnings, notes, stats }) {
  if (!stats) return "casebook failed";
  const counts = [[errors, "error"], [warnings, "warning"], [notes, "note"]].filter(([number]) => number > 0);
  return counts.map(([number, word]) => counted(number, word)).join(", ") || "none";
}

function row(build, shown) {
  const number = (text) => element("td", { className: "number", textContent: text });
  const { stats } = build;
  const severity = build.errors ? "error" : build.warnings ? "warning" : "";
  return element("tr", {},
    element("th", { scope: "row", textContent: build.number === shown ? `${build.number} (shown)` : `${build.number}` }),
    element("td", { textContent: ago(build.age) }),
    element("td", {}, ...cause(build)),
    number(took(build.ms)),
    number(stats ? stats.records : "–"),
    number(stats ? stats.pages : "–"),
    number(stats ? `${counted(stats.parsed_files, "file")}, ${counted(stats.parsed_texts, "text")}` : "–"),
    element("td", { className: severity, textContent: findingsOf(build) }),
    number(build.served),
    number(build.rendered));
}

function finding({ severity, message, help, place }) {
  const at = place.line ? `:${place.line}:${place.column}` : "";
  return element("li", { className: severity },
    element("p", {}, element("code", { textContent: place.path + at })),
    element("p", {}, element("strong", { textContent: severity }), ` ${message}`),
    help ? element("p", { className: "note", textContent: help }) : null);
}

function now({ builds, shown, building, polling }) {
  const [newest] = builds;
  if (!newest) return "The portal is being built.";
  const parts = [building ? "A build is under way." : `Build ${newest.number} took ${took(newest.ms)}.`];
  if (shown === null) parts.push("Nothing can be shown yet.");
  else if (shown !== newest.number) parts.push(`It has errors, so the pages are those of build ${shown}.`);
  if (polling) parts.push("The system does not tell of changes, so all files are looked at twice a second.");
  return parts.join(" ");
}

function show(status) {
  const text = now(status);
  const line = document.getElementById("now");
  if (line.textContent !== text) line.textContent = text;
  document.getElementById("builds").replaceChildren(...status.builds.map((build) => row(build, status.shown)));
  const { list, errors, warnings, notes } = status.findings;
  const items = list.map(finding);
  const left = errors + warnings + notes - list.length;
  if (left > 0) items.push(element("li", { textContent: `and ${left} more; the terminal tells all` }));
  if (items.length === 0) items.push(element("li", { textContent: "Nothing." }));
  document.getElementById("findings").replaceChildren(...items);
}

async function refresh() {
  try {
    show(await (await fetch("status.json")).json());
  } catch {
    document.getElementById("now").textContent = "The preview does not answer; it may have been ended.";
  }
}

let events = null;

function follow() {
  events?.close();
  events = null;
  if (document.hidden) return;
  refresh();
  events = new EventSource("events");
  events.addEventListener("message", refresh);
}

document.addEventListener("visibilitychange", follow);
addEventListener("pagehide", () => events?.close());
setInterval(() => { if (!document.hidden) refresh(); }, REFRESH);
follow();
