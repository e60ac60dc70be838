// Reads an XML file with a parser that refuses what is not well-formed.

import { readFile } from 'node:fs/promises';
import { SaxesParser } from 'saxes';

/** `{ root }`, a tree of `{ name, uri, attrs, text, all(name) }`, or `{ error }`. */
export async function readXml(file) {
  let text;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return { error: 'is missing' };
  }
  const parser = new SaxesParser({ xmlns: true });
  const path = [];
  let root, error;
  parser.on('error', (problem) => { error ??= problem.message; });
  parser.on('opentag', (tag) => {
    const attrs = Object.fromEntries(Object.values(tag.attributes).map(({ name, value }) => [name, value]));
    const element = { name: tag.local, uri: tag.uri, attrs, text: '', children: [] };
    // Elements of other namespaces, such as languages in a sitemap, are not what is asked for.
    element.all = (name) => element.children.filter((child) => child.name === name && child.uri === element.uri);
    if (path.length) path.at(-1).children.push(element);
    else root = element;
    path.push(element);
  });
  const onText = (part) => { for (const element of path) element.text += part; };
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.on('closetag', () => path.pop());
  try {
    parser.write(text).close();
  } catch (problem) {
    error ??= problem.message;
  }
  return error ? { error } : { root };
}
