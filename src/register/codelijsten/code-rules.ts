import { partsOf } from '../../platform/fields/list-fields.js';
import { pointer, type Mistake } from '../../platform/fields/mistake.js';
import type { CodeInvoer } from './codelijst.schema.js';

const inBody = (location: string, code: string, detail: string): Mistake => ({ in: 'body', location, code, detail });

/** Codes stand once, known codes stay, and a successor is another code of the list that does not lead back. */
export function codeMistakes(sent: readonly CodeInvoer[] | null | undefined, known: readonly CodeInvoer[]): Mistake[] {
  const parts = partsOf(sent);
  const codes = parts.map(({ part }) => part.code);
  const successors = new Map(parts.map(({ part }) => [part.code, part.vervangenDoor]));
  const gone = known
    .filter(({ code }) => !codes.includes(code))
    .map(({ code }) => inBody('/codes', 'code-verdwijnt', `De code ${code} mag niet verdwijnen. Geef een geldigTotDatum.`));
  const wrong = parts.flatMap(({ part: { code, vervangenDoor }, index }, place) => {
    const at = `/codes${pointer(index)}`;
    const twice = codes.indexOf(code) === place ? [] : [inBody(`${at}/code`, 'dubbel', 'Deze code staat al in de lijst.')];
    if (!vervangenDoor) return twice;
    if (vervangenDoor === code || !codes.includes(vervangenDoor))
      return [...twice, inBody(`${at}/vervangenDoor`, 'bestaat-niet', 'Noem een andere code uit deze lijst.')];
    return leadsBack(code, successors)
      ? [...twice, inBody(`${at}/vervangenDoor`, 'kring', 'Deze codes vervangen elkaar in een kring.')]
      : twice;
  });
  return [...gone, ...wrong];
}

/** Follows the successors of a code, each at most once. */
function leadsBack(code: string, successors: ReadonlyMap<string, string | null | undefined>): boolean {
  const seen = new Set<string>();
  let next = successors.get(code);
  while (next && next !== code && !seen.has(next)) {
    seen.add(next);
    next = successors.get(next);
  }
  return next === code;
}
