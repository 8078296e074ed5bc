import type { EntityManager } from 'typeorm';
import { herbevestigingen, holdRelaties } from '../kaders/herbevestiging.queries.js';
import type { CurrentInput, CurrentOf, Wire } from '../publicaties/record-kind.js';
import { wireOf } from '../publicaties/wire.js';
import { resolve } from '../verwijzingen/resolve.queries.js';
import type { BepalingKoppelingInvoer } from './use-case-parts.schema.js';

interface PublishedLink extends Wire {
  bepaling: { code: string };
  bevestigdOp: string | null;
}

const linksOf = (published: Wire): PublishedLink[] => published['bepalingen'] as PublishedLink[];
const confirmedOf = ({ bepaling, bevestigdOp }: PublishedLink): { bepaling: string; bevestigdOp: string | null } => ({
  bepaling: bepaling.code,
  bevestigdOp,
});

/** The published links with what newer versions of the kaders made of their clauses. */
export async function currentKoppelingen(tx: EntityManager, records: readonly CurrentInput[]): Promise<CurrentOf> {
  const links = records.flatMap(({ published }) => linksOf(published));
  if (links.length > 0) await holdRelaties(tx);
  const found = await herbevestigingen(tx, links.map(confirmedOf));
  return (_id, _audience, published) => {
    const bepalingen = linksOf(published).map((link) => {
      const herbevestiging = found(confirmedOf(link));
      return { ...link, teHerbevestigen: herbevestiging !== null, herbevestiging };
    });
    return { bepalingen, actueel: { teHerbevestigen: bepalingen.filter((link) => link.teHerbevestigen).length } };
  };
}

/** Links of a concept as answers show them, looked up together. */
export async function renderLinks(on: EntityManager, links: readonly BepalingKoppelingInvoer[]): Promise<string[]> {
  const [resolved, found] = [await resolve(on, { shown: links }), await herbevestigingen(on, links)];
  return links.map((link) => {
    const herbevestiging = found(link);
    return JSON.stringify({ ...wireOf(link, resolved), teHerbevestigen: herbevestiging !== null, herbevestiging });
  });
}
