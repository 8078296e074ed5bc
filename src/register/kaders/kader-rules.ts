import { partsOf } from '../../platform/fields/list-fields.js';
import { pointer, type Mistake } from '../../platform/fields/mistake.js';
import type { BepalingRelatieInvoer } from './bepaling.schema.js';
import type { KaderAanpassing, KaderMetBepalingen } from './kader.schema.js';

const inBody = (location: string, code: string, detail: string): Mistake => ({ in: 'body', location, code, detail });

/** What stands now: which clause belongs to which kader, what would become a circle, and the kader itself when it exists. */
export interface Standing {
  clauses: ReadonlyMap<string, string>;
  circle: { opvolgerVan: boolean; hoortBij: boolean };
  known?: KaderMetBepalingen | undefined;
}

/** Rules over a kader, its clauses and its relations. */
export function kaderMistakes(code: string, value: KaderAanpassing, { clauses, circle, known }: Standing): Mistake[] {
  const sent = partsOf(value.bepalingen).map(({ part, index }) => ({ clause: part.code, index }));
  const codes = sent.map(({ clause }) => clause);
  const stay = [...clauses].filter(([clause, kader]) => kader === code && !codes.includes(clause)).map(([clause]) => clause);
  const own = new Set([...codes, ...stay]);
  const previous = new Set([...clauses].filter(([, kader]) => kader === value.opvolgerVan).map(([clause]) => clause));
  return [
    ...(circle.opvolgerVan ? [inBody('/opvolgerVan', 'kring', 'Een kader kan zichzelf niet opvolgen, ook niet via andere.')] : []),
    ...(circle.hoortBij ? [inBody('/hoortBij', 'kring', 'Een kader kan niet bij zichzelf horen, ook niet via andere.')] : []),
    ...(value.bepalingen
      ? stay.map((clause) => inBody('/bepalingen', 'bepaling-verdwijnt', `De bepaling ${clause} mag niet verdwijnen.`))
      : []),
    ...sent.flatMap(({ clause, index }, place) =>
      codes.indexOf(clause) === place ? [] : [inBody(`/bepalingen${pointer(index)}/code`, 'dubbel', 'Deze code staat al in de lijst.')],
    ),
    ...(value.relaties ? relationsMistakes(value.relaties, own, previous) : keptMistakes(known, previous)),
  ];
}

/** Relations that stay as they are must still be with clauses of the previous version. */
function keptMistakes(known: KaderMetBepalingen | undefined, previous: ReadonlySet<string>): Mistake[] {
  const fits = (known?.relaties ?? []).every(({ van }) => van === null || previous.has(van.code));
  return fits
    ? []
    : [inBody('/opvolgerVan', 'relaties-botsen', 'De relaties horen bij een andere vorige versie. Stuur ook de relaties mee.')];
}

function relationsMistakes(relaties: readonly BepalingRelatieInvoer[], own: ReadonlySet<string>, previous: ReadonlySet<string>): Mistake[] {
  const seen = new Set<string>();
  return partsOf(relaties).flatMap(({ part, index }) => {
    const at = `/relaties${pointer(index)}`;
    const pair = JSON.stringify([part.van ?? null, part.naar ?? null]);
    const twice = seen.has(pair) ? [inBody(at, 'dubbel', 'Deze relatie staat al in de lijst.')] : [];
    seen.add(pair);
    return [...twice, ...relationMistakes(part, at, own, previous)];
  });
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
