import { pointer, type Mistake } from '../../platform/fields/mistake.js';
import type { BepalingRelatieInvoer } from './bepaling.schema.js';
import type { KaderAanpassing } from './kader.schema.js';

const inBody = (location: string, code: string, detail: string): Mistake => ({ in: 'body', location, code, detail });

const listOf = <T>(sent: readonly T[] | null | undefined): readonly T[] => (Array.isArray(sent) ? (sent as readonly T[]) : []);

/** Rules over a kader, its clauses and its relations. `clauses` says which clause belongs to which kader now. */
export function kaderMistakes(code: string, value: KaderAanpassing, clauses: ReadonlyMap<string, string>): Mistake[] {
  const sent = listOf(value.bepalingen).map((each) => each.code);
  const stay = [...clauses].filter(([clause, kader]) => kader === code && !sent.includes(clause)).map(([clause]) => clause);
  const own = new Set([...sent, ...stay]);
  const previous = new Set([...clauses].filter(([, kader]) => kader === value.opvolgerVan).map(([clause]) => clause));
  return [
    ...(value.opvolgerVan === code ? [inBody('/opvolgerVan', 'eigen-opvolger', 'Een kader kan zichzelf niet opvolgen.')] : []),
    ...(value.bepalingen
      ? stay.map((clause) => inBody('/bepalingen', 'bepaling-verdwijnt', `De bepaling ${clause} mag niet verdwijnen.`))
      : []),
    ...sent.flatMap((clause, index) =>
      sent.indexOf(clause) === index ? [] : [inBody(`/bepalingen${pointer(index)}/code`, 'dubbel', 'Deze code staat al in de lijst.')],
    ),
    ...listOf(value.relaties).flatMap((relation, index) => relationMistakes(relation, `/relaties${pointer(index)}`, own, previous)),
  ];
}

function relationMistakes(
  { van, naar, soort }: BepalingRelatieInvoer,
  at: string,
  own: ReadonlySet<string>,
  previous: ReadonlySet<string>,
): Mistake[] {
  const mistakes: Mistake[] = [];
  if (van && !previous.has(van))
    mistakes.push(inBody(`${at}/van`, 'bestaat-niet', 'Noem een bepaling van de vorige versie (opvolgerVan).'));
  if (naar && !own.has(naar)) mistakes.push(inBody(`${at}/naar`, 'bestaat-niet', 'Noem een bepaling van dit kader.'));
  if (!van && soort !== 'nieuw') mistakes.push(inBody(`${at}/van`, 'verplicht', 'Alleen bij nieuw is er geen vorige bepaling.'));
  if (van && soort === 'nieuw') mistakes.push(inBody(`${at}/van`, 'hoort-leeg', 'Een nieuwe bepaling heeft geen voorganger.'));
  if (!naar && soort !== 'vervallen')
    mistakes.push(inBody(`${at}/naar`, 'verplicht', 'Alleen bij vervallen is er geen volgende bepaling.'));
  if (naar && soort === 'vervallen') mistakes.push(inBody(`${at}/naar`, 'hoort-leeg', 'Een vervallen bepaling heeft geen opvolger.'));
  return mistakes;
}
