// Known faults: each is the good site with one change, and the rules that must find it. No other rule may.
//
//   [rules, file, what stands there, what is put in its place]    null for both: the file is taken away;
//   `*` as the file: every page that has it

import { createHash } from 'node:crypto';

const PAGE = 'records/one.html';
const STYLE = 'assets/style.css';
const SCRIPT = 'assets/script.js';

/** Found in the files. */
export const inFiles = [
  [['markup/lang'], '404.html', 'lang="en"', 'lang="English"'],
  [['markup/dir'], PAGE, 'dir="ltr"', 'dir="rtl"'],
  [['markup/title'], PAGE, '<title>A record</title>', '<title></title>'],
  [['markup/description'], PAGE, '<meta name="description" content="What was done, and what came of it.">', ''],
  [['markup/h1'], PAGE, '<h1>A record</h1>', '<h1>A record</h1><h1>Again</h1>'],
  [['markup/duplicate-id'], PAGE, '<table>', '<table id="more">'],
  [['markup/elements'], PAGE, '<table>', `<p>${'<br>'.repeat(1500)}</p><table>`],
  [['policy/missing'], PAGE, /<meta http-equiv="Content-Security-Policy"[^>]*>/, ''],
  [['policy/unsafe'], PAGE, "style-src 'self'", "style-src 'self' 'unsafe-inline'"],
  [['policy/unsafe'], PAGE, "script-src 'self'", "script-src 'self' https://cdn.example"],
  [['policy/inline-style'], PAGE, '<table>', '<table style="color: red">'],
  [['policy/inline-style'], PAGE, '</head>', '<style>p { color: red }</style></head>'],
  [['policy/inline-script'], PAGE, '</head>', '<script>1</script></head>'],
  [['policy/inline-script'], PAGE, '<table>', '<table onclick="1">'],
  [['policy/inline-script'], PAGE, 'href="#more"', 'href="javascript:1"'],
  [['links/root-absolute'], PAGE, 'href="#more"', 'href="/index.html"'],
  [['links/root-absolute'], PAGE, 'href="#more"', 'href="//other.example/"'],
  [['links/folder'], PAGE, 'href="#more"', 'href="../"'],
  [['links/folder'], PAGE, 'href="#more"', 'href="../ar/#main"'],
  [['links/folder'], PAGE, 'href="#more"', 'href=".."'],
  [['links/outside'], PAGE, 'href="#more"', 'href="../../index.html"'],
  [['links/missing-file'], PAGE, 'href="#more"', 'href="two.html"'],
  [['links/missing-file'], PAGE, 'href="#more"', 'href="../ar"'],
  [['links/missing-file'], STYLE, 'body {', 'body { background: url("none.png");'],
  [['links/missing-file'], PAGE, '</head>', '<meta http-equiv="refresh" content="0; url=two.html"></head>'],
  [['links/missing-fragment'], PAGE, 'href="#more"', 'href="../index.html#more"'],
  [['links/empty'], PAGE, 'href="#more"', 'href=""'],
  [['css/physical'], STYLE, 'body {', 'body { margin-left: 1px;'],
  [['css/physical'], STYLE, 'body {', 'body { right: 0;'],
  [['css/physical'], STYLE, 'body {', 'body { border-top-left-radius: 1px;'],
  [['css/physical'], STYLE, 'text-align: start', 'text-align: left'],
  [['css/physical'], STYLE, 'margin: 0 1px 2px 1px', 'margin: 0 1px 2px calc(1px + 2px)'],
  [['css/web-font'], STYLE, 'body {', '@font-face { font-family: x; src: local(x) } body {'],
  [['css/import'], STYLE, ':root', '@import "other.css"; :root'],
  [['languages/missing-page', 'metadata/sitemap', 'links/missing-file', 'languages/wrong-language', 'metadata/hreflang'], 'ar/records/one.html', null, null],
  [['languages/no-hreflang'], PAGE, /<link rel="alternate" hreflang="en"[^>]*>/, ''],
  [['languages/one-way'], PAGE, 'hreflang="ar" href="https://test.example/p/ar/records/one.html"', 'hreflang="ar" href="https://test.example/p/ar/index.html"'],
  [['languages/wrong-language', 'languages/one-way'], PAGE, 'hreflang="ar" href="https://test.example/p/ar/records/one.html"', 'hreflang="ar" href="https://test.example/p/index.html"'],
  [['metadata/hreflang'], PAGE, 'hreflang="ar" href="https://test.example/p/ar/records/one.html"', 'hreflang="ar" href="../ar/records/one.html"'],
  [['metadata/canonical', 'metadata/sitemap'], PAGE, 'rel="canonical" href="https://test.example/p/records/one.html"', 'rel="canonical" href="https://test.example/records/one.html"'],
  [['metadata/canonical'], PAGE, /<link rel="canonical"[^>]*>/, ''],
  [['metadata/opengraph'], PAGE, 'property="og:url" content="https://test.example/p/', 'property="og:url" content="https://test.example/'],
  [['metadata/opengraph'], PAGE, /<meta property="og:type"[^>]*>/, ''],
  [['metadata/opengraph'], PAGE, '</head>', '<meta property="og:image" content="https://test.example/p/none.png"></head>'],
  [['metadata/json-ld'], PAGE, '"@type": "Article",', ''],
  [['metadata/json-ld'], PAGE, '"@context": "https://schema.org"', '"@context": "https://other.example"'],
  [['metadata/json-ld'], PAGE, '"name": "A record"', '"name": undefined'],
  [['metadata/json-ld'], PAGE, '"name": "A record"', '"name": "undefined"'],
  [['metadata/json-ld'], PAGE, '"datePublished": "2020-03-01"', '"datePublished": "1 March 2020"'],
  [['metadata/json-ld'], PAGE, '"datePublished"', '"author": { "name": "" }, "datePublished"'],
  [['metadata/json-ld'], PAGE, '"url": "https://test.example/p/', '"url": "'],
  [['metadata/json-ld'], PAGE, /<script type="application\/ld.*?<\/script>/, ''],
  [['metadata/no-feed'], '*', /<link rel="alternate" type="application\/atom[^>]*>/, ''],
  [['links/missing-file', 'metadata/feed'], 'feed.xml', null, null],
  [['metadata/feed'], 'feed.xml', '</entry>', ''],
  [['metadata/feed'], 'feed.xml', 'T00:00:00Z</updated>\n<author>', '</updated>\n<author>'],
  [['metadata/feed'], 'feed.xml', '<author><name>The testers</name></author>', ''],
  [['metadata/feed'], 'feed.xml', '<title>A record</title>', ''],
  [['metadata/feed'], 'feed.xml', '<link href="https://test.example/p/records/one.html"/>', '<link href="https://test.example/p/records/two.html"/>'],
  [['metadata/feed'], 'feed.xml', 'rel="self" href="https://test.example/p/feed.xml"', 'rel="self" href="feed.xml"'],
  [['metadata/sitemap'], 'sitemap.xml', null, null],
  [['metadata/sitemap'], 'sitemap.xml', 'sitemap/0.9', 'sitemap/0.8'],
  [['metadata/sitemap'], 'sitemap.xml', 'p/records/one.html', 'p/records/two.html'],
  [['metadata/sitemap'], 'sitemap.xml', 'p/records/one.html', 'p/404.html'],
  [['metadata/sitemap'], 'sitemap.xml', '2020-03-01', '1 March'],
  [['metadata/robots'], 'robots.txt', null, null],
  [['metadata/robots'], 'robots.txt', 'Allow: /', 'Disallow: /'],
  [['metadata/robots'], 'robots.txt', 'Sitemap: https', 'Sitemap: http'],
  [['metadata/manifest'], 'site.webmanifest', 'icon.svg', 'icon.png'],
  [['metadata/manifest'], 'site.webmanifest', '"name": "Test site",', ''],
  [['nu/error'], PAGE, '<p>What was', '<p><table></table>What was'],
];

/** Found in the browser, when it looks at the page that is named first, with the checks that the rules belong to. */
export const inBrowser = [
  [['axe/color-contrast'], PAGE, STYLE, ':root {', 'main p { color: #999; background: #fff } :root {'],
  [['axe/color-contrast'], PAGE, STYLE, '--ink: #eee;', '--ink: #333;'],
  [['axe/svg-img-alt'], PAGE, PAGE, /aria-label="Cases by year: [^"]*"/, ''],
  [['axe/image-alt'], PAGE, PAGE, '<p id="more">', '<p id="more"><img src="../assets/icon.svg" width="30" height="30">'],
  [['reflow/sideways'], PAGE, STYLE, 'svg {', 'table { inline-size: 30rem } svg {'],
  [['reflow/sideways'], PAGE, STYLE, 'body {', 'body { overflow-x: hidden } table { inline-size: 30rem } body {'],
  [['reflow/sideways'], PAGE, STYLE, 'svg {', '@media screen and (min-width: 30rem) { h1 { inline-size: 45rem } } svg {'],
  [['reflow/cut-text'], PAGE, STYLE, 'svg {', 'h1 { block-size: 3rem; overflow: hidden; font: 2rem/3rem serif; letter-spacing: .1em; inline-size: 8rem; white-space: nowrap } svg {'],
  [['keyboard/no-skip-link'], PAGE, PAGE, '<a class="skip" href="#main">Skip to the content</a>', ''],
  [['keyboard/skip-link-fails'], PAGE, PAGE, '<main id="main" tabindex="-1">', '<main id="main">'],
  [['keyboard/unseen-stop'], PAGE, STYLE, '.skip {', '.skip { opacity: 0;'],
  [['keyboard/unseen-stop'], PAGE, STYLE, 'nav li a {', 'nav { position: relative } nav::after { content: ""; position: absolute; inset: 0 } nav li a {'],
  [['keyboard/no-focus-mark'], PAGE, STYLE, 'outline: 3px solid var(--accent)', 'outline: none'],
  [['keyboard/unreached'], PAGE, SCRIPT, 'const button', "document.querySelectorAll('header a')[1].addEventListener('focus', () => document.querySelector('main a').focus());\nconst button"],
  [['keyboard/trap'], PAGE, SCRIPT, 'const button', "addEventListener('keydown', (e) => { if (e.target.matches('main a')) e.preventDefault(); });\nconst button"],
  [['loading/console'], PAGE, SCRIPT, 'const button', "console.error('a fault');\nconst button"],
  [['loading/console'], PAGE, SCRIPT, 'const button', "throw new Error('a fault');\nconst button"],
  [['loading/console'], PAGE, PAGE, '<table>', '<table style="color: red">'],
  [['loading/console', 'loading/request-failed'], PAGE, PAGE, '../assets/script.js', '/assets/script.js'],
  [['loading/console', 'loading/request-failed'], PAGE, STYLE, 'body {', 'body { background: url("none.png");'],
  [['loading/console', 'loading/request-failed', 'loading/other-host'], PAGE, PAGE, '</main>', '<script src="https://other.invalid/x.js"></script></main>'],
  [['loading/requests'], PAGE, PAGE, '</head>', `${[1, 2, 3, 4].map((n) => `<link rel="stylesheet" href="../assets/style.css?${n}">`).join('')}</head>`],
  [['loading/stored'], PAGE, SCRIPT, 'const button', "document.cookie = 'a=1';\nlocalStorage.b = 2;\nconst button"],
  [['loading/missing-address'], PAGE, '404.html', null, null],
  [['loading/missing-address'], PAGE, '404.html', '</h1>', '</h1><p><a href="index.html">Home</a></p>'],
  [['noscript/text-missing'], PAGE, SCRIPT, 'const button', "document.querySelector('main p').append(' And this was written by a script.');\nconst button"],
  [['noscript/content-missing'], PAGE, SCRIPT, 'const button', "document.querySelector('main').append(document.querySelector('table').cloneNode());\nconst button"],
  [['noscript/dead-control'], PAGE, PAGE, '</main>', '<button type="button">Search</button></main>'],
  [['print/control'], PAGE, STYLE, 'nav, .skip, button { display: none; }', '.skip, button { display: none; }'],
  [['print/text-lost'], PAGE, STYLE, 'nav, .skip, button {', 'nav, .skip, button, table {'],
  [['print/closed-details'], PAGE, STYLE, /details::details-content.*/, ''],
  [['print/cut'], PAGE, STYLE, 'nav, .skip', 'table { display: block; inline-size: 60rem } nav, .skip'],
  [['print/blank-sheet'], PAGE, STYLE, 'nav, .skip', 'body::before { content: ""; display: block; block-size: 400mm } nav, .skip'],
];

/** Found when the site must keep other limits than its own. */
export const withLimits = [
  [['sizes/page'], { page: 500 }],
  [['sizes/median'], { medianPage: 500 }],
  [['sizes/p95'], { p95Page: 500 }],
  [['sizes/css'], { css: 100 }],
  [['sizes/script'], { script: 50 }],
  [['sizes/requests'], { requests: 2 }],
];

/** Found in Firefox. */
export const inFirefox = [
  [['firefox/axe'], PAGE, PAGE, /aria-label="Cases by year: [^"]*"/, ''],
  [['firefox/sideways'], PAGE, STYLE, 'svg {', 'table { inline-size: 30rem } svg {'],
  [['firefox/console'], PAGE, SCRIPT, 'const button', "console.error('a fault');\nconst button"],
];

const LIST = 'assets/list.js';

/** Found by working the filters of the small list in `list/`, which has the scripts and styles of the built-in theme. */
export const inList = [
  [['filters/not-opened'], 'rows/records.js', 'casebook.given', 'casebook.gave'],
  [['filters/unreached'], 'index.html', '<select data-live="sort">', '<select data-live="sort" tabindex="-1">'],
  [['filters/count'], LIST, 'if (failed.length > 1) return false;', 'if (row.place === 2) return false;'],
  [['filters/count'], LIST, 'body.append(...made);', 'body.append(...made.slice(0, 1));'],
  [['filters/words'], LIST, 'looked.every((word) => row.words.includes(word))', 'looked.every((word) => !row.words.includes(word))'],
  [['filters/order'], LIST, 'const turn = descending ? -1 : 1;', 'const turn = 1;'],
  [['filters/order'], LIST, 'head.setAttribute("aria-sort"', 'head.setAttribute("data-sorted"'],
  [['filters/focus'], LIST, '(chips.children[place]?.querySelector("button") ?? status).focus();', ''],
  [['filters/address'], LIST, 'if (state.words.trim()) query.set("q", state.words.trim());', ''],
  [['filters/address'], 'assets/script.js', 'if (live.dataset.script && location.search) open("address");', ''],
  [['filters/not-closed'], LIST, 'plain.forEach((place) => (place.hidden = isOpen));', 'links.hidden = true;'],
  [['filters/not-closed'], LIST, '        write(state);\n        button.focus();', '        button.focus();'],
  [['filters/axe'], 'assets/list.css', '.live-values {', '.live-values label { color: #999; background: #fff; } .live-values {'],
];

const HEAD = 'records/wells.html';
const SEARCH_PAGE = 'search.html';
const VIEW = 'assets/search-view.js';
const ENGINE = 'assets/search-index.js';

// Nothing that can be packed.
const NOISE = createHash('shake256', { outputLength: 60_000 }).update('noise').digest('base64');

/** Found by searching on the page that is named first of the small site in `search/`, which has the scripts and styles of the built-in theme. */
export const inSearch = [
  [['search/no-field'], HEAD, SCRIPT, 'if (place.href) return place.replaceWith(form);', 'if (place.href) return;'],
  [['search/early'], HEAD, SCRIPT, 'for (const turn of ["focusin"', 'load(element);\n    for (const turn of ["focusin"'],
  [['search/unreached'], HEAD, SCRIPT, 'text.htmlFor =', 'input.tabIndex = -1;\n    text.htmlFor ='],
  [['search/unreached'], HEAD, VIEW, 'links[Math.min(at + 1, links.length - 1)].focus();', ';'],
  [['search/no-results'], HEAD, ENGINE, '!excluded.some(', 'excluded.some('],
  [['search/not-among'], SEARCH_PAGE, VIEW, 'else list.replaceChildren(...rows);', 'else list.replaceChildren(...rows.slice(1));'],
  [['search/not-announced', 'search/nothing-unsaid'], HEAD, VIEW, '{ className: "hidden", role: "status" }', '{ className: "hidden" }'],
  [['search/not-announced'], HEAD, VIEW, 'fill(index.words.results, { n: found.docs.length })', 'fill(index.words.results, { n: found.docs.length + 1 })'],
  [['search/not-marked'], HEAD, VIEW, 'make("mark", {}, part)', 'part'],
  [['search/axe'], HEAD, 'assets/search.css', '.search-text {', '.search-text { color: #999;'],
  [['search/axe'], SEARCH_PAGE, 'assets/search.css', '.search-text {', '.search-text { color: #999;'],
  [['search/dead-link'], HEAD, 'records/irrigation.html', null, null],
  [['search/dead-link'], SEARCH_PAGE, 'records/irrigation.html', null, null],
  [['search/not-closed'], HEAD, VIEW, '        stop();\n        close();', '        stop();'],
  [['search/not-closed'], HEAD, VIEW, 'if (panel.contains(document.activeElement)) input.focus();', 'input.blur();'],
  [['search/not-sent'], HEAD, VIEW, 'send(form, query(), () => (location.href = `${form.action}?q=${encodeURIComponent(query())}`));', 'location.href = form.action;'],
  [['search/address'], SEARCH_PAGE, SCRIPT, 'form.elements.q.value = query;', ''],
  [['search/nothing-unsaid'], HEAD, VIEW, ': index.words.nothing);', ': "");'],
  [['search/not-announced', 'search/nothing-unsaid'], SEARCH_PAGE, VIEW, '{ className: "search-count", role: "status" }', '{ className: "search-count" }'],
  [['search/trouble'], HEAD, VIEW, 'const search = () => {', 'const search = () => {\n      console.error("a fault");'],
  [['search/size'], HEAD, 'assets/search.css', '/* Search:', `/* ${NOISE} */\n/* Search:`],
];
