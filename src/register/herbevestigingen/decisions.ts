import { pointer, type Mistake } from '../../platform/fields/mistake.js';
import { BepalingKoppelingInvoer } from '../use-cases/use-case-parts.schema.js';
import type { KoppelingBesluit } from './herbevestigingen.schema.js';

/** A decision with its place in the request. */
export interface Placed {
  decision: KoppelingBesluit;
  index: number;
}

export interface Situation {
  /** Whether a link of the concept must be confirmed again. */
  isOpen: (link: BepalingKoppelingInvoer) => boolean;
  successors: ReadonlyMap<string, readonly string[]>;
  /** Moment of confirming. */
  at: string;
}

export interface Outcome {
  links: BepalingKoppelingInvoer[];
  /** The decision that each changed link comes from. */
  from: ReadonlyMap<BepalingKoppelingInvoer, Placed>;
  mistakes: Mistake[];
}

export const inItem = (index: number, field: string, code: string, detail: string): Mistake => ({
  in: 'body',
  location: `/koppelingen${pointer(index)}${field}`,
  code,
  detail,
});

const given = ['naleving', 'werkbaarheid', 'toelichting', 'bewijs'] as const;

/** Rules of one decision that hold whatever the links are. */
export function shapeMistakes({ decision, index }: Placed): Mistake[] {
  const { besluit, naar } = decision;
  const moves = besluit === 'overzetten';
  return [
    ...(moves && !naar?.length ? [inItem(index, '/naar', 'verplicht', 'Noem de opvolgers waar de koppeling naartoe gaat.')] : []),
    ...(!moves && naar?.length ? [inItem(index, '/naar', 'hoort-leeg', 'Opvolgers horen alleen bij overzetten.')] : []),
    ...(besluit === 'verwijderen'
      ? given
          .filter((name) => decision[name] !== undefined && decision[name] !== null)
          .map((name) => inItem(index, `/${name}`, 'hoort-leeg', 'Bij verwijderen hoort geen oordeel.'))
      : []),
  ];
}

/** Carries out the decisions about the links of one concept, one after another. */
export function decide(before: readonly BepalingKoppelingInvoer[], decisions: readonly Placed[], situation: Situation): Outcome {
  const outcome = { links: [...before], from: new Map<BepalingKoppelingInvoer, Placed>(), mistakes: [] as Mistake[] };
  for (const placed of decisions) {
    const link = before.find(({ bepaling }) => bepaling === placed.decision.bepaling);
    const refused = refusal(link, placed, situation);
    if (refused) outcome.mistakes.push(refused);
    else if (link) carryOut(outcome, link, placed, situation);
  }
  return outcome;
}

function refusal(link: BepalingKoppelingInvoer | undefined, { index }: Placed, { isOpen }: Situation): Mistake | undefined {
  if (!link) return inItem(index, '/bepaling', 'niet-in-concept', 'Het concept heeft geen koppeling met deze bepaling.');
  return isOpen(link)
    ? undefined
    : inItem(index, '/bepaling', 'al-bevestigd', 'Deze koppeling in het concept hoeft niet opnieuw bevestigd te worden.');
}

type Working = Outcome & { from: Map<BepalingKoppelingInvoer, Placed> };

function carryOut(outcome: Working, link: BepalingKoppelingInvoer, placed: Placed, situation: Situation): void {
  const at = outcome.links.indexOf(link);
  const put = (bepaling: string): BepalingKoppelingInvoer => {
    const next = confirmed(link, placed, bepaling, situation.at);
    outcome.from.set(next, placed);
    return next;
  };
  if (placed.decision.besluit === 'behouden') outcome.links.splice(at, 1, put(link.bepaling));
  else outcome.links.splice(at, 1);
  if (placed.decision.besluit !== 'overzetten') return;
  const moved = (placed.decision.naar ?? []).flatMap((bepaling, place) => {
    const refused = moveMistake(outcome.links, confirmed(link, placed, bepaling, situation.at), placed, place, situation);
    if (refused) outcome.mistakes.push(refused);
    return refused ? [] : [put(bepaling)];
  });
  // A link that says the same already stands there: it is confirmed in its place.
  const known = moved.filter(({ bepaling }) => outcome.links.some((each) => each.bepaling === bepaling));
  outcome.links = outcome.links.map((each) => known.find(({ bepaling }) => bepaling === each.bepaling) ?? each);
  outcome.links.splice(at, 0, ...moved.filter((each) => !known.includes(each)));
}

function moveMistake(
  links: readonly BepalingKoppelingInvoer[],
  next: BepalingKoppelingInvoer,
  { decision, index }: Placed,
  place: number,
  { successors }: Situation,
): Mistake | undefined {
  const at = `/naar${pointer(place)}`;
  if (!successors.get(decision.bepaling)?.includes(next.bepaling))
    return inItem(index, at, 'geen-opvolger', `${next.bepaling} is geen opvolger van ${decision.bepaling}.`);
  const known = links.find(({ bepaling }) => bepaling === next.bepaling);
  return known === undefined || verdictOf(known) === verdictOf(next)
    ? undefined
    : inItem(index, at, 'al-gekoppeld', `De use case heeft al een koppeling met ${next.bepaling} die iets anders zegt.`);
}

/** The link after the decision: its verdicts stay unless others are given. */
function confirmed(link: BepalingKoppelingInvoer, { decision }: Placed, bepaling: string, bevestigdOp: string): BepalingKoppelingInvoer {
  const next = Object.assign(new BepalingKoppelingInvoer(), link, { bepaling, bevestigdOp });
  for (const name of given) {
    const value = decision[name];
    if (value !== undefined && value !== null) Object.assign(next, { [name]: value });
  }
  return next;
}

const verdictOf = ({ naleving, werkbaarheid, toelichting, bewijs }: BepalingKoppelingInvoer): string =>
  JSON.stringify([naleving ?? null, werkbaarheid ?? null, toelichting ?? null, bewijs ?? []]);
