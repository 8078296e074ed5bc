/** One entry of a feed; addresses are path-absolute, moments in UTC. */
export interface AtomEntry {
  /** An id that stays the same for ever and everywhere. */
  id: string;
  title: string;
  summary: string;
  link: string;
  author: { name: string; link: string };
  published: string;
  updated: string;
  categories: readonly string[];
}

export interface AtomFeed {
  title: string;
  /** Address that was asked, with all of its parameters. */
  url: string;
  next: string | null;
  entries: readonly AtomEntry[];
}

export const ATOM_TYPE = 'application/atom+xml';

/** What a feed without entries was last changed at: the clock would give every answer another ETag. */
const NEVER = '1970-01-01T00:00:00.000Z';

// XML 1.0 has no way at all to write these (production Char): they are left out.
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '\r': '&#13;' };

export const escapeXml = (text: string): string =>
  text.replaceAll(FORBIDDEN, '').replaceAll(/[&<>"'\r]/g, (character) => ESCAPES[character] ?? character);

const element = (name: string, text: string): string => `<${name}>${escapeXml(text)}</${name}>`;
const link = (rel: string, type: string, href: string): string => `<link rel="${rel}" type="${type}" href="${escapeXml(href)}"/>`;

/** The same address with these parameters changed; undefined takes one away. */
function changed(url: string, changes: Readonly<Record<string, string | undefined>>): string {
  const [path = '', query = ''] = url.split('?', 2);
  const parameters = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) parameters.delete(name);
    else parameters.set(name, value);
  }
  const text = parameters.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** The address of the list itself, whatever page or form of it was asked. */
function identity(url: string): string {
  const list = changed(url, { cursor: undefined, limiet: undefined, formaat: undefined, facetten: undefined });
  const [path = '', query = ''] = list.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.sort();
  return query === '' ? path : `${path}?${parameters.toString()}`;
}

const entryXml = (base: string, entry: AtomEntry): string =>
  [
    '<entry>',
    element('id', entry.id),
    element('title', entry.title),
    element('updated', entry.updated),
    element('published', entry.published),
    `<author>${element('name', entry.author.name)}${element('uri', base + entry.author.link)}</author>`,
    ...entry.categories.map((term) => `<category term="${escapeXml(term)}"/>`),
    link('alternate', 'application/json', base + entry.link),
    element('summary', entry.summary),
    '</entry>',
  ].join('\n');

/**
 * A page of a list as an Atom feed (RFC 4287), with the next page as RFC 5005 writes it.
 * The same list gives the same bytes: nothing in it comes from the clock.
 */
export function toAtom(base: string, { title, url, next, entries }: AtomFeed): string {
  const updated = entries.map((entry) => entry.updated).reduce((newest, each) => (each > newest ? each : newest), NEVER);
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nl">',
    element('id', base + identity(url)),
    element('title', title),
    element('updated', updated),
    link('self', ATOM_TYPE, base + changed(url, { formaat: 'atom' })),
    link('first', ATOM_TYPE, base + changed(url, { formaat: 'atom', cursor: undefined })),
    ...(next === null ? [] : [link('next', ATOM_TYPE, base + changed(next, { formaat: 'atom' }))]),
    link('alternate', 'application/json', base + changed(url, { formaat: undefined })),
    ...entries.map((entry) => entryXml(base, entry)),
    '</feed>\n',
  ].join('\n');
}
