import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SaxesParser } from 'saxes';
import { toAtom } from '../../src/platform/http/atom.js';
import { ervaring, les, useCase } from '../support/builders.js';
import { startTestApp, type Answer, type Caller, type TestApp } from '../support/test-app.js';

interface Node {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: Node[];
}

const ATOM = 'http://www.w3.org/2005/Atom';
const node = (name: string, attributes: Record<string, string> = {}): Node => ({ name, attributes, text: '', children: [] });

/** Reads XML as strictly as XML 1.0 with namespaces asks; throws on anything that is not well formed. */
function parse(xml: string): Node {
  const root = node('');
  const open = [root];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    expect(uri).toBe(ATOM);
    const made = node(local, Object.fromEntries(Object.entries(attributes).map(([name, { value }]) => [name, value])));
    open.at(-1)!.children.push(made);
    open.push(made);
  });
  parser.on('text', (text) => (open.at(-1)!.text += text));
  parser.on('closetag', () => open.pop());
  parser.write(xml).close();
  return root.children[0]!;
}

const all = (from: Node, name: string): Node[] => from.children.filter((child) => child.name === name);
const text = (from: Node, name: string): string => all(from, name)[0]?.text ?? '';
const link = (from: Node, rel: string): string | undefined =>
  all(from, 'link').find(({ attributes }) => attributes['rel'] === rel)?.attributes['href'];
const titles = (feed: Node): string[] => all(feed, 'entry').map((entry) => text(entry, 'title'));

const BASE = 'https://register.voorbeeld.nl';
const hostile = [
  '<script>alert("x")</script> & co',
  ']]> <!-- --> <![CDATA[ &amp; &#0; &bestaatniet;',
  'Tekens \uFFFE\uFFFF en \u{1F600} en \u{10FFFF}',
  `Aanhaling " ' en 50% <b`,
];

let test: TestApp;
let amsterdam: Caller;
let utrecht: Caller;

beforeAll(async () => {
  test = await startTestApp({ PUBLIC_URL: BASE });
  amsterdam = await test.as('gm0363');
  utrecht = await test.as('gm0344');
  for (const [index, titel] of hostile.entries())
    await amsterdam.post('/lessen', {
      body: les({ titel, les: `${titel}\r\nTweede regel`, themas: index % 2 ? ['privacy'] : ['data', 'ethiek'], publiceren: true }),
    });
  await utrecht.post('/lessen', { body: les({ titel: 'Geheim', openbaarheid: 'overheid', publiceren: true }) });
  const { body } = await utrecht.post('/use-cases', { body: useCase({ publiceren: true }) });
  await utrecht.post(`/use-cases/${body.id}/ervaringen`, { body: ervaring({ publiceren: true }) });
});
afterAll(() => test.close());

const path = (address: string): string => address.slice(`${BASE}/v1`.length);

describe('a feed', () => {
  it('holds the records of the list, with what RFC 4287 asks', async () => {
    const answer = await test.anonymous.get('/lessen?formaat=atom');
    expect(answer.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    const feed = parse(answer.text);
    const { resultaten } = (await test.anonymous.get('/lessen')).body;
    expect(all(feed, 'entry').map((entry) => text(entry, 'id'))).toEqual(resultaten.map(({ id }: { id: string }) => `urn:uuid:${id}`));
    expect([text(feed, 'title'), text(feed, 'id'), text(feed, 'updated')]).toEqual([
      'Lessen',
      `${BASE}/v1/lessen`,
      resultaten[0].gepubliceerdOp,
    ]);
    const [entry] = all(feed, 'entry');
    expect([text(entry!, 'updated'), text(entry!, 'published')]).toEqual([resultaten[0].gepubliceerdOp, resultaten[0].eerstGepubliceerdOp]);
    const [author] = all(entry!, 'author');
    expect([text(author!, 'name'), text(author!, 'uri')]).toEqual(['gemeente Amsterdam', `${BASE}/v1/organisaties/gm0363`]);
    expect(link(entry!, 'alternate')).toBe(`${BASE}/v1/lessen/${resultaten[0].id}`);
    expect(all(entry!, 'category').map(({ attributes }) => attributes['term'])).toEqual(['les', 'privacy']);
  });

  it('gives hostile texts back as they are, without what XML cannot hold', async () => {
    const feed = parse((await test.anonymous.get('/lessen?formaat=atom&sorteer=eerstGepubliceerdOp')).text);
    const expected = hostile.map((titel) => titel.replaceAll(/[\uFFFE\uFFFF]/g, ''));
    expect(titles(feed)).toEqual(expected);
    expect(all(feed, 'entry').map((entry) => text(entry, 'summary'))).toEqual(expected.map((titel) => `${titel} Tweede regel`));
  });

  it('can be walked page by page, also by readers that know no parameter', async () => {
    const accept = 'application/rss+xml;q=0.8, application/atom+xml, */*;q=0.1';
    const found: string[] = [];
    let next: string | undefined = `/lessen?limiet=3`;
    let asked = next;
    for (let page = 0; next !== undefined; page += 1) {
      const feed: Node = parse((await test.anonymous.get(next, page === 0 ? { headers: { accept } } : {})).text);
      found.push(...titles(feed));
      expect(link(feed, 'first')).toBe(`${BASE}/v1/lessen?limiet=3&formaat=atom`);
      expect(text(feed, 'id')).toBe(`${BASE}/v1/lessen`);
      const [self, following] = [link(feed, 'self')!, link(feed, 'next')];
      const again: Answer = await test.anonymous.get(path(self));
      expect(titles(parse(again.text))).toEqual(titles(feed));
      asked = path(link(feed, 'alternate')!);
      expect((await test.anonymous.get(asked)).body.resultaten).toHaveLength(titles(feed).length);
      next = following === undefined ? undefined : path(following);
    }
    expect(new Set(found).size).toBe(hostile.length);
  });

  it('follows the filters, and says them', async () => {
    const feed = parse((await test.anonymous.get('/lessen?thema=privacy&formaat=atom&thema=ethiek&limiet=50')).text);
    expect(titles(feed)).toHaveLength(4);
    expect(text(feed, 'title')).toBe('Lessen (thema privacy, thema ethiek)');
    expect(text(feed, 'id')).toBe(`${BASE}/v1/lessen?thema=privacy&thema=ethiek`);
    const none = parse((await test.anonymous.get('/lessen?thema=inkoop&formaat=atom')).text);
    expect([titles(none), text(none, 'updated')]).toEqual([[], '1970-01-01T00:00:00.000Z']);
  });

  it.each([
    '/use-cases',
    '/ervaringen',
    '/organisaties/gm0344/use-cases',
    '/organisaties/gm0344/ervaringen',
    '/organisaties/gm0363/lessen',
  ])('is there for %s', async (list) => {
    const feed = parse((await test.anonymous.get(`${list}?formaat=atom`)).text);
    expect(titles(feed)).toEqual(
      (await test.anonymous.get(list)).body.resultaten.map(({ titel }: { titel: string }) => titel.replaceAll(/[\uFFFE\uFFFF]/g, '')),
    );
  });

  it('shows each caller what that caller may see', async () => {
    expect((await test.anonymous.get('/lessen?formaat=atom')).text).not.toContain('Geheim');
    expect(titles(parse((await amsterdam.get('/lessen?formaat=atom')).text))).toContain('Geheim');
  });

  it('is asked again at no cost until something changes', async () => {
    const first = await test.anonymous.get('/use-cases?formaat=atom');
    const ask = (): Promise<Answer> =>
      test.anonymous.get('/use-cases?formaat=atom', { headers: { 'if-none-match': first.headers['etag']! } });
    expect([(await ask()).status, (await ask()).text]).toEqual([304, '']);
    await utrecht.post('/use-cases', { body: useCase({ titel: 'Nieuw', publiceren: true }) });
    const later = await ask();
    expect([later.status, titles(parse(later.text))[0]]).toEqual([200, 'Nieuw']);
  });

  it('is not there for what is no feed', async () => {
    expect((await amsterdam.get('/organisaties/gm0363/lessen?stand=concept&formaat=atom')).body.errors).toMatchObject([
      { location: 'formaat' },
    ]);
    expect((await amsterdam.get('/lessen?formaat=rss')).body.errors).toMatchObject([{ location: 'formaat' }]);
    expect((await amsterdam.get('/organisaties', { headers: { accept: 'application/atom+xml' } })).status).toBe(406);
  });
});

describe('the form of an answer', () => {
  it.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['text/html, */*;q=0.1', 'application/json'],
    ['text/csv', 'text/csv'],
    ['application/json;q=0.5, application/atom+xml', 'application/atom+xml'],
    ['application/atom+xml;q=0.5, application/json', 'application/json'],
    ['application/atom+xml;q=0, */*', 'application/json'],
    ['text/*', 'text/csv'],
  ])('is what Accept %s likes best: %s', async (accept, type) => {
    const answer = await test.anonymous.get('/lessen', accept === undefined ? {} : { headers: { accept } });
    expect(answer.headers['content-type']!.split(';')[0]).toBe(type);
  });
});

describe('any text at all', () => {
  it('makes a well-formed document, with every character that XML can hold', () => {
    const edges = [0x3000, 0xd7f0, 0xe010, 0xfff0, 0x1_0010, 0x10_ffff];
    const points = edges.flatMap((edge, index) =>
      Array.from({ length: index % 2 === 0 ? 0x1000 : 32 }, (_each, step) => edge - step).filter((point) => point >= 0),
    );
    const strange = [...points, ...Array.from({ length: 0x300 }, (_each, point) => point)].map(
      (point) => `a${String.fromCodePoint(point)}b`,
    );
    const entries = strange.map((each) => ({
      ...{ id: 'urn:x', title: each, summary: each, link: '/x', author: { name: each, link: '/x' } },
      ...{ published: '', updated: '', categories: [each] },
    }));
    const feed = parse(toAtom(BASE, { title: 'Alles', url: `/v1/lessen?x=${encodeURIComponent('&"<')}`, next: null, entries }));
    // XML 1.0, production Char.
    const allowed = /^a[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]b$/u;
    expect(titles(feed)).toEqual(strange.map((each) => (allowed.test(each) ? each : 'ab')));
  });
});

describe('a feed of a search', () => {
  it('shows the newest first, so that a reader sees what is new', async () => {
    for (const titel of ['Kompas', 'Neem een kompas mee', 'Lees de kaart en dan pas het kompas'])
      await amsterdam.post('/lessen', { body: les({ titel, les: 'Oefen dat samen.', publiceren: true }) });
    const newest = ['Lees de kaart en dan pas het kompas', 'Neem een kompas mee', 'Kompas'];
    expect(titles(parse((await test.anonymous.get('/lessen?zoek=kompas&formaat=atom')).text))).toEqual(newest);
    const seen: string[] = [];
    let address: string | undefined = '/lessen?zoek=kompas&formaat=atom&limiet=1';
    while (address !== undefined) {
      const page: Node = parse((await test.anonymous.get(address)).text);
      seen.push(...titles(page));
      const next: string | undefined = link(page, 'next');
      address = next && path(next);
    }
    expect(seen).toEqual(newest);
    expect((await test.anonymous.get('/lessen?zoek=kompas')).body.resultaten.map(({ titel }: { titel: string }) => titel)).not.toEqual(
      newest,
    );
  });
});
