import type { Bepaling } from './bepaling.schema.js';
import type { Verschil, VerschilAantal, Verschillen, VerschilStap } from './verschillen.schema.js';
import type { Versions } from './versions.repository.js';

/** What can have become of a clause, from the least to the most that can happen to one that lives on. */
const living = ['ongewijzigd', 'verduidelijkt', 'gewijzigd', 'samengevoegd', 'gesplitst'];
export const verschilSoorten = [...living, 'vervallen', 'nieuw', 'geen-relatie'];

/** A way from a clause of the oldest version (or from nothing) to one of the version reached (or to its end). */
interface Trail {
  oud: string | null;
  now: string | null;
  stappen: VerschilStap[];
  lost?: boolean;
}

/** All that happened between two versions, per pair of clauses, with nothing left out on either side. */
export function compareVersions({ versies, oud, nieuw, stappen }: Versions): Verschillen {
  const start = oud.map(({ code }): Trail => ({ oud: code, now: code, stappen: [] }));
  const trails = versies.slice(1).reduce(
    (reached, kader) =>
      follow(
        reached,
        stappen.filter((each) => each.kader === kader),
      ),
    start,
  );
  const arrived = new Set(trails.map(({ now }) => now));
  const unsaid = nieuw
    .filter(({ code }) => !arrived.has(code))
    .map(({ code }): Trail => ({ oud: null, now: code, stappen: [], lost: true }));
  const clauses = new Map([...oud, ...nieuw].map((clause) => [clause.code, clause]));
  const verschillen = [...trails, ...unsaid]
    .filter(({ oud: from, now }) => from !== null || now !== null)
    .map((each) => toVerschil(each, clauses));
  verschillen.sort(inOrder);
  return { oud: versies[0] ?? '', nieuw: versies.at(-1) ?? '', versies, aantallen: countBySoort(verschillen), verschillen };
}

/** One version further: every trail that has not ended goes on along the relations of its clause. */
function follow(trails: readonly Trail[], relaties: readonly VerschilStap[]): Trail[] {
  const next = trails.flatMap((trail): Trail[] => {
    if (trail.now === null) return [trail];
    const steps = relaties.filter(({ van }) => van === trail.now);
    if (steps.length === 0) return [{ ...trail, now: null, lost: true }];
    return steps.map((step) => ({ ...trail, now: step.naar, stappen: [...trail.stappen, step] }));
  });
  const fresh = relaties.filter(({ van }) => van === null).map((step): Trail => ({ oud: null, now: step.naar, stappen: [step] }));
  return merged([...next, ...fresh]);
}

/** Ways between the same two clauses are one difference. */
function merged(trails: readonly Trail[]): Trail[] {
  const byPair = new Map<string, Trail>();
  for (const trail of trails) {
    const pair = JSON.stringify([trail.oud, trail.now, trail.lost ?? false]);
    const known = byPair.get(pair);
    const stappen = known ? [...known.stappen, ...trail.stappen.filter((step) => !known.stappen.includes(step))] : trail.stappen;
    byPair.set(pair, { ...trail, stappen });
  }
  return [...byPair.values()];
}

function toVerschil({ oud, now, stappen, lost }: Trail, clauses: ReadonlyMap<string, Bepaling>): Verschil {
  const [from, to] = [clauses.get(oud ?? '') ?? null, clauses.get(now ?? '') ?? null];
  const reasons = [...new Set(stappen.map(({ toelichting }) => toelichting))].filter((text) => text !== null);
  return {
    oud: from,
    nieuw: to,
    soort: soortOf(from, to, stappen, lost ?? false),
    toelichting: reasons.length > 0 ? reasons.join(' ') : null,
    gewijzigdeTekst:
      from && to
        ? {
            hoofdstuk: from.hoofdstuk !== to.hoofdstuk,
            titel: from.titel !== to.titel,
            samenvatting: from.samenvatting !== to.samenvatting,
          }
        : null,
    stappen,
  };
}

function soortOf(from: Bepaling | null, to: Bepaling | null, stappen: readonly VerschilStap[], lost: boolean): string {
  if (lost) return 'geen-relatie';
  if (!to) return 'vervallen';
  if (!from) return 'nieuw';
  return living[Math.max(...stappen.map(({ soort }) => living.indexOf(soort)))] ?? 'gewijzigd';
}

const place = (clause: Bepaling | null): number => clause?.volgorde ?? Infinity;
const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

const inOrder = (a: Verschil, b: Verschil): number =>
  compare(place(a.oud), place(b.oud)) || compare(place(a.nieuw), place(b.nieuw)) || a.soort.localeCompare(b.soort);

const countBySoort = (verschillen: readonly Verschil[]): VerschilAantal[] =>
  verschilSoorten.map((soort) => ({ soort, aantal: verschillen.filter((each) => each.soort === soort).length }));
