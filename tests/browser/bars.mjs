// The limits that a site must keep: sizes in bytes as sent (gzip), the rest as counts.

export const KB = 1024;

export const bars = {
  medianPage: 25 * KB,
  p95Page: 60 * KB,
  page: 100 * KB,
  css: 10 * KB,
  script: 12 * KB,
  // What a first search loads, scripts and stemmer included.
  search: 60 * KB,
  fonts: 0,
  requests: 6,
  elements: 1500,
  // A list of up to a hundred rows, with its filters and its map.
  elementsOfList: 2000,
  // The page that shows a whole table at once.
  elementsOfAll: 5000,
};
