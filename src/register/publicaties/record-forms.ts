import { Answer } from '../../platform/http/answer.js';
import { ATOM_TYPE, toAtom, type AtomEntry } from '../../platform/http/atom.js';
import type { Call } from '../../platform/http/call.js';
import { CSV_TYPE } from '../../platform/http/csv.js';
import { preferred } from '../../platform/http/headers.js';
import { nextLink } from '../../platform/http/paging.js';
import { shorten } from '../../platform/fields/text.js';
import { recordsCsv } from './record-csv.js';
import type { RecordKind, Wire } from './record-kind.js';

/** What a list of records may be next to JSON. */
export const listForms = ['text/csv', ATOM_TYPE] as const;

const SUMMARY_LENGTH = 500;

export type Form = 'json' | 'csv' | 'atom';

/** The form asked for by parameter, else the one that the header Accept likes best. */
export function formOf(call: Call, formaat: string | null | undefined, offered: readonly string[] = listForms): Form {
  if (typeof formaat === 'string') return formaat as Form; // the filter lets nothing else through
  const type = preferred(call.accept, ['application/json', ...offered]);
  return type === ATOM_TYPE ? 'atom' : type === 'text/csv' ? 'csv' : 'json';
}

interface Published {
  id: string;
  organisatie: { code: string; naam: string };
  titel: string;
  themas?: string[];
  eerstGepubliceerdOp: string;
  gepubliceerdOp: string;
}

/** What a record is about, in a few lines. */
export const summaryOf = ({ summary }: RecordKind, published: Wire): string =>
  shorten((published[summary] as string | null) ?? '', SUMMARY_LENGTH);

function entryOf(kind: RecordKind, published: Wire): AtomEntry {
  // The mechanism hands back what this kind has published, in the shape of the contract.
  const { id, organisatie, titel, themas = [], eerstGepubliceerdOp, gepubliceerdOp } = published as unknown as Published;
  return {
    id: `urn:uuid:${id}`,
    title: titel,
    summary: summaryOf(kind, published),
    link: `/v1/${kind.path}/${id}`,
    author: { name: organisatie.naam, link: `/v1/organisaties/${organisatie.code}` },
    published: eerstGepubliceerdOp,
    updated: gepubliceerdOp,
    categories: [kind.soort, ...themas],
  };
}

/** The filters of a list as words, to tell one feed from another. */
function filtersOf(url: string): string {
  const parameters = new URLSearchParams(url.split('?', 2)[1] ?? '');
  for (const name of ['cursor', 'limiet', 'formaat', 'facetten', 'sorteer']) parameters.delete(name);
  return [...parameters].map(([name, value]) => `${name} ${value}`).join(', ');
}

/** A page of records as an Atom feed. */
export function recordsFeed(
  call: Call,
  title: string,
  rows: readonly { kind: RecordKind; published: Wire }[],
  next: string | null,
): Answer {
  const filters = filtersOf(call.url);
  const entries = rows.map(({ kind, published }) => entryOf(kind, published));
  const feed = { title: filters === '' ? title : `${title} (${filters})`, url: call.url, next, entries };
  return new Answer(toAtom(call.publicUrl, feed), { 'content-type': `${ATOM_TYPE}; charset=utf-8`, ...nextLink(next) });
}

/** A page of one kind of record in another form than JSON. */
export function recordsAs(form: Exclude<Form, 'json'>, call: Call, kind: RecordKind, bodies: string, next: string | null): Answer {
  if (form === 'csv') return new Answer(recordsCsv(kind, bodies), { 'content-type': CSV_TYPE, ...nextLink(next) });
  const rows = (JSON.parse(`[${bodies}]`) as Wire[]).map((published) => ({ kind, published }));
  return recordsFeed(call, kind.plural, rows, next);
}
