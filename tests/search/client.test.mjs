// The search client of the built-in theme: `node --test tests/search/`.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeIndex, run, stemmer, varint } from './indexer.mjs';

const engine = run('search.js', 'search-index.js').engine;
const { fold, tokenise, parseQuery, decode, decodePlaces, distance, snippet, rank } = engine;
const plain = (value) => JSON.parse(JSON.stringify(value)); // values of another realm
const words = (text) => plain(tokenise(text).map(({ word }) => fold(word)));

describe('words', () => {
  test('of English are cut at hyphens and apostrophes', () => assert.deepEqual(words("Women's self-determination, 2019"), ['women', 's', 'self', 'determination', '2019']));
  test('of French lose accents and ligatures', () => assert.deepEqual(words('L’égalité, cœur d’Œuvre'), ['l', 'egalite', 'coeur', 'd', 'oeuvre']));
  test('of Spanish lose accents and tilde', () => assert.deepEqual(words('Niñas y adolescentes: protección'), ['ninas', 'y', 'adolescentes', 'proteccion']));
  test('of Russian: й and ё are plain', () => assert.deepEqual(words('Ещё один ДОКЛАД'), ['еще', 'один', 'доклад']));
  test('of Arabic: hamza, marks, tatweel, taa marbuta, alif maqsura, digits', () =>
    assert.deepEqual(words('الأُمَّة حـــق إلى مستوى ٢٠١٩ ۴'), ['الامه', 'حق', 'الي', 'مستوي', '2019', '4']));
  test('of Chinese are pairs of characters', () => assert.deepEqual(words('人权教育，2030年议程'), ['人权', '权教', '教育', '2030', '年议', '议程']));
  test('of one character stay', () => assert.deepEqual(words('人 a権'), ['人', 'a', '権']));
  test('of Turkish and Polish', () => assert.deepEqual(words('ırk Łódź'), ['irk', 'lodz']));
  test('composed and decomposed are one', () => assert.deepEqual(words('e\u0301galite\u0301'), ['egalite']));
  test('know their places', () => assert.deepEqual(plain(tokenise('a 人权教 b').map(({ start, end }) => [start, end])), [[0, 1], [2, 4], [3, 5], [6, 7]]));
});

describe('postings', () => {
  test('are documents, words of the title and weights', () => {
    // Document 0, not in the title, weight 10; document 40, in a title of 5 words, weight 63.
    const line = `${varint(2)}A${varint(81)}5_`;
    assert.deepEqual(plain(decode(line)), [{ doc: 0, titleWords: 0, weight: 10 }, { doc: 40, titleWords: 5, weight: 63 }]);
  });
  test('numbers of any size', () => {
    for (const number of [1, 31, 32, 1023, 1024, 40_000, 5_000_000]) assert.equal(decode(`${varint(number * 2)}0`)[0].doc, number - 1);
  });
  test('places are gaps', () => assert.deepEqual(plain(decodePlaces(`2${varint(1)}${varint(1200)}1${varint(8)}`)), [[0, 1200], [7]]));
});

describe('queries', () => {
  const settings = { facets: { kind: 'kind', country: 'country', País: 'country' }, skipped: new Set(['the', 'of', 'to']) };
  const parse = (query) => plain(parseQuery(query, settings));
  const short = (items) => items.map((item) => item.form ?? (item.words ? `"${item.words.map(({ form, offset }) => `${form}@${offset}`).join(' ')}"` : `${item.name}:${item.value}`));

  test('words without those that are everywhere', () => assert.deepEqual(short(parse('the right to Education').wanted), ['right', 'education']));
  test('the last word is open', () => assert.deepEqual(parse('right hous').wanted.map(({ open }) => Boolean(open)), [false, true]));
  test('a blank closes it', () => assert.equal(parse('right hous ').wanted[1].open, undefined));
  test('phrases keep distances', () => assert.deepEqual(short(parse('“right to education”').wanted), ['"right@0 education@2"']));
  test('an open quotation mark is not yet a phrase', () => assert.deepEqual(short(parse('"right to educ').wanted), ['right', 'educ']));
  test('what is excluded', () => assert.deepEqual(short(parse('right -prison -"death penalty" self-help').unwanted), ['"prison@0"', '"death@0 penalty@1"']));
  test('facets by any of their names', () => assert.deepEqual(short(parse('pais:"Costa Rica" COUNTRY:pry water').wanted), ['country:costa-rica', 'country:pry', 'water']));
  test('what looks like a facet but is none', () => assert.deepEqual(short(parse('https://un.org').wanted), ['https', 'un', 'org']));
  test('codes lose blanks', () => assert.equal(parse('A/HRC/35/ 20').code, 'a/hrc/35/20'));
  test('a lone word that is everywhere begins others', () => assert.equal(parse('the').wanted[0].skipped, true));
  test('nothing', () => assert.deepEqual([...parse('  ').wanted, ...parse('"" - "').wanted, ...parse('a').wanted], []));
});

test('typing errors', () => {
  assert.equal(distance('goverment', 'government', 2), 1);
  assert.equal(distance('educaiton', 'education', 1), 1);
  assert.equal(distance('abcd', 'dcba', 2), 3);
});

describe('snippets', () => {
  const marks = new Map([['housing', [0, 2]], ['adequate', [1, 3]]]);
  const text = (parts) => parts.map(([part, mark]) => (mark ? `[${part}]` : part)).join('');
  const filler = 'Lorem ipsum dolor sit amet, consectetur adipiscing elit. '.repeat(6);

  test('show where most words stand together', () => {
    const { anchor, parts, found } = snippet([['p1', `Housing. ${filler}`], ['p2', `${filler}The right to adequate housing is named. ${filler}`]], marks);
    assert.equal(anchor, 'p2');
    assert.equal(found, 2);
    assert.match(text(parts), /^… .*\[adequate\] \[housing\] is named\. .* …$/);
    assert.ok(text(parts).length < 190);
  });
  test('a short text is shown whole', () => assert.equal(text(snippet([['', 'Adequate, affordable housing.']], marks).parts), '[Adequate], affordable [housing].'));
  test('without a word the beginning is shown', () => {
    const { parts, found } = snippet([['', filler]], marks);
    assert.equal(found, 0);
    assert.match(text(parts), /^Lorem .* …$/);
    assert.deepEqual(plain(snippet([], marks).parts), []);
  });
  test('overlapping pairs are one mark', () => {
    const han = new Map([['人权', [0, 1]], ['权教', [1, 1]], ['教育', [2, 1]]]);
    assert.equal(text(snippet([['', '关于人权教育的报告']], han).parts), '关于[人权教育]的报告');
  });
});

test('a title of just the words of the query ranks before a heavier text', () => {
  const hit = { rarity: 3, nearness: 1, titleWords: 0, weight: 30 };
  assert.ok(rank([{ ...hit, titleWords: 1 }], 1) > rank([{ ...hit, weight: 50 }], 1));
  assert.ok(rank([{ ...hit, titleWords: 2 }], 1) > rank([{ ...hit, titleWords: 9 }], 1));
  assert.ok(rank([hit], 1) > rank([{ ...hit, nearness: 0.6 }], 1));
  assert.ok(rank([hit], 1) > rank([hit], 1, 0.6));
});

// ---- Against an index

const kinds = [['case-study', 'Case studies'], ['report', 'Reports'], ['country', 'Countries'], ['list', 'Lists', 50]];
const documents = [
  { kind: 'case-study', url: 'case-studies/simore.html', title: 'A public system for following recommendations', summary: 'Paraguay follows recommendations in the open.', blocks: [['', 'The government publishes what it did for adequate housing and for education.'], ['results', 'Indigenous peoples use the system. The housing ministry answers each year.']], codes: ['simore'], facets: { country: ['pry', 'Paraguay'] } },
  { kind: 'case-study', url: 'case-studies/trainers.html', title: 'Training of trainers in schools', summary: 'Teachers learn to teach human rights.', blocks: [['', 'Education of teachers. Housing is named once, adequate or not.']], facets: { country: ['ken', 'Kenya'] } },
  { kind: 'report', url: 'reports/a-hrc-35-20.html', title: 'Report on climate change and the right to housing', summary: '', blocks: [['para-1', 'Adequate housing and water.'], ['para-2', 'Water '.repeat(80)], ['para-3', 'The zugzwang clause.']], codes: ['A/HRC/35/20'], facets: { country: ['ken', 'Kenya'] } },
  { kind: 'report', url: 'reports/es.html', title: 'Informe sobre la educación', titleLang: 'es', lang: 'es', summary: 'Las recomendaciones sobre educación.', blocks: [['', 'Los derechos de los pueblos indígenas y la vivienda.']], codes: ['A/HRC/35/21'] },
  { kind: 'report', url: 'reports/ar.html', title: 'التعليم في مجال حقوق الإنسان', titleLang: 'ar', lang: 'ar', summary: '', blocks: [['', 'تقرير عن الحقوق والسكن']], facets: {} },
  { kind: 'report', url: 'reports/zh.html', title: '人权教育报告', titleLang: 'zh', lang: 'zh', summary: '', blocks: [['', '住房权利和教育的权利']], facets: {} },
  { kind: 'report', url: 'reports/ru.html', title: 'Доклад об образовании', titleLang: 'ru', lang: 'ru', summary: '', blocks: [['', 'Право на образование и жильё']], facets: {} },
  { kind: 'country', url: 'countries/ken.html', title: 'Kenya', summary: '', blocks: [['', 'Two records.']], codes: ['ken', 'ke'], facets: { country: ['ken', 'Kenya'] } },
  { kind: 'country', url: 'countries/pry.html', title: 'Paraguay', summary: '', blocks: [], codes: ['pry'], facets: { country: ['pry', 'Paraguay'] } },
  { kind: 'list', url: 'reports.html', title: 'Reports on housing', summary: 'All reports.', blocks: [] },
];
const files = makeIndex({ documents, kinds, skipped: 'the of and to on in for a la los las el de', facets: { country: 'country', pays: 'country' }, perShard: 25, perTexts: 3, perPart: 2, words: {} });

/** An open index; `broken` names the files that do not come, `asked` gathers the names of those that are asked for. */
function open({ broken = () => false, asked = [] } = {}) {
  return engine.open(async (name) => {
    asked.push(name);
    if (broken(name)) throw new Error(name);
    if (name.startsWith('stem-')) return stemmer(name.slice(5));
    if (!files.has(name)) throw new Error(`no file ${name}`);
    return files.get(name);
  });
}

const index = await open();
const find = async (query, options) => {
  const result = await index.search(query, options);
  return plain({ ...result, urls: result.docs.map((doc) => documents[doc].url.replace(/^.*\/|\.html$/g, '')) });
};
const urls = async (query, options) => (await find(query, options)).urls;

describe('searching', () => {
  test('all words; after them, for a long query, a good part of them', async () => {
    const { complete, some, urls: both } = await find('adequate housing education');
    assert.deepEqual([complete, some, both], [2, false, ['simore', 'trainers']]);
    const question = await find('adequate housing education water');
    assert.deepEqual([question.complete, question.some], [0, true]);
    assert.ok(question.urls.includes('a-hrc-35-20') && !question.urls.includes('pry'));
    assert.equal((await find('housing')).some, false);
  });
  test('other forms of a word, as it is written first', async () => {
    assert.equal((await urls('recommendation paraguay'))[0], 'simore');
    assert.deepEqual(new Set(await urls('recomendación')), new Set(['es']));
  });
  test('languages: Arabic, Russian, Chinese, Spanish', async () => {
    assert.deepEqual(await urls('حُقوق'), ['ar']);
    assert.deepEqual(await urls('السَكن'), ['ar']);
    assert.deepEqual(await urls('образования'), ['ru']);
    assert.deepEqual(await urls('жилье'), ['ru']);
    assert.deepEqual(await urls('教育'), ['zh']);
    assert.deepEqual(await urls('人权教育'), ['zh']);
    assert.deepEqual(await urls('住'), ['zh']);
    assert.deepEqual(await urls('indigena'), ['es', 'simore']);
  });
  test('the last word begins others while typing', async () => {
    assert.deepEqual(await urls('adequ', { typing: true }), await urls('adequate'));
    assert.deepEqual((await urls('hou', { typing: true })).sort(), (await urls('housing')).sort());
  });
  test('titles come before texts, lists behind records', async () => {
    const found = await urls('housing');
    assert.equal(found[0], 'a-hrc-35-20');
    assert.deepEqual(new Set(found), new Set(['a-hrc-35-20', 'reports', 'simore', 'trainers']));
    assert.equal((await urls('kenya'))[0], 'ken');
  });
  test('phrases', async () => {
    assert.deepEqual(await urls('"adequate housing"'), ['a-hrc-35-20', 'simore']);
    assert.deepEqual(await urls('"right to housing"'), ['a-hrc-35-20']);
    assert.deepEqual(await urls('"人权教育"'), ['zh']);
    assert.deepEqual(await urls('"housing adequate"'), []);
    assert.equal((await find('"housing adequate"')).corrected, 'housing adequate');
    assert.deepEqual(await urls('"recommendation"'), []);
  });
  test('exclusion', async () => {
    assert.deepEqual(await urls('housing -education -reports'), ['a-hrc-35-20']);
    assert.deepEqual(new Set(await urls('housing -"adequate housing"')), new Set(['reports', 'trainers']));
    assert.deepEqual(await urls('-housing'), []);
  });
  test('facets', async () => {
    assert.deepEqual(await urls('country:ken'), ['trainers', 'a-hrc-35-20', 'ken']);
    assert.deepEqual(await urls('pays:"Kenya" housing'), ['a-hrc-35-20', 'trainers']);
    assert.deepEqual(await urls('kind:country'), ['ken', 'pry']);
    assert.deepEqual(await urls('kind:"Case studies" housing'), ['simore', 'trainers']);
    assert.deepEqual(await urls('country:ken -kind:report'), ['trainers', 'ken']);
    assert.deepEqual(await urls('country:par', { typing: true }), ['simore', 'pry']);
    assert.deepEqual(await urls('country:par'), []);
  });
  test('some of the words, where no document has all', async () => {
    const result = await find('kenya water teachers qqqq');
    assert.equal(result.some, true);
    assert.deepEqual(new Set(result.urls), new Set(['ken', 'a-hrc-35-20', 'trainers']));
    assert.equal(result.complete, 0);
    assert.deepEqual(await urls('zzzz kind:country'), []);
  });
  test('typing errors are answered and said', async () => {
    const result = await find('goverment housing');
    assert.equal(result.urls[0], 'simore');
    assert.equal(result.complete, 1);
    assert.equal(result.corrected, 'government housing');
    assert.equal((await find('paragauy')).corrected, 'paraguay');
    assert.equal((await find('kkenya')).corrected, 'kenya');
    assert.equal((await find('xqwvzt')).urls.length, 0);
  });
  test('codes lead straight there', async () => {
    assert.deepEqual((await find('a/hrc/35/20')).direct, [2]);
    assert.deepEqual((await find('KEN')).direct, [7]);
    assert.equal((await urls('ken'))[0], 'ken');
    assert.deepEqual((await find('A/HRC/35/ 21')).direct, [3]);
    assert.deepEqual((await find('housing')).direct, []);
  });
  test('what is shown', async () => {
    const { marks } = await index.search('indigenous housing');
    const shown = plain(await index.show(0, marks));
    assert.equal(shown.anchor, 'results');
    assert.equal(shown.url, 'case-studies/simore.html');
    assert.deepEqual(shown.kind, ['case-study', 'Case studies', 0, 100]);
    assert.deepEqual(shown.parts.filter(([, mark]) => mark).map(([part]) => part), ['Indigenous', 'housing']);
  });
  test('the rest of a long document is looked through', async () => {
    const { marks, docs } = await index.search('zugzwang');
    assert.deepEqual(plain(docs), [2]);
    assert.equal((await index.show(2, marks)).anchor, 'para-3');
  });
  test('odd queries do no harm', async () => {
    for (const query of ['', ' ', '-', '"', '""', ':', 'country:', 'kind:', '-:', '""""', '((', '\\', '\t', 'a', '=', '=ken', ':country:ken', '\u{20000}', '🙂', 'x'.repeat(500), '* OR 1', '-"a"', '\ud800']) {
      await index.search(query, { typing: true });
      await index.search(query);
    }
  });
});

describe('files', () => {
  test('are asked for once, and only those that are needed', async () => {
    const asked = [];
    const own = await open({ asked });
    assert.deepEqual(asked, ['index']);
    await own.search('housing');
    const after = asked.length;
    await own.search('housing');
    assert.equal(asked.length, after);
    assert.equal(new Set(asked).size, asked.length);
    assert.ok(!asked.some((name) => name.startsWith('places-') || name.startsWith('texts-')));
    await own.search('"adequate housing"');
    assert.ok(asked.some((name) => name.startsWith('places-')));
  });
  test('that do not come fail one search and not the next', async () => {
    let broken = true;
    const own = await open({ broken: (name) => broken && name.startsWith('terms-') });
    await assert.rejects(own.search('housing'));
    broken = false;
    assert.equal((await own.search('housing')).docs.length, 4);
  });
  test('without a stemmer words are found as they are written', async () => {
    const own = await open({ broken: (name) => name.startsWith('stem-') });
    assert.equal((await own.search('housing')).docs.length, 4);
  });
  test('an empty index answers', async () => {
    const empty = makeIndex({ documents: [], kinds: [] });
    const own = await engine.open(async (name) => empty.get(name));
    assert.deepEqual(plain((await own.search('housing "a b" kind:x -c', { typing: true })).docs), []);
  });
});
