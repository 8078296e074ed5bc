import type { Caller } from '../../platform/auth/caller.js';
import type { Mistake } from '../../platform/fields/mistake.js';
import { forbidden } from '../../platform/http/problem.js';
import type { Checked } from '../../platform/http/validation.js';
import type { RecordKind, RegisterOptions } from './record-kind.js';
import { EIGEN_KENMERK } from './record.schema.js';
import { inhoudOf } from './wire.js';

export type Input<Inhoud extends object> = Checked<Inhoud & RegisterOptions>;

export const textOr = (value: string | null | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** @throws Problem 403 for an organisation that the caller may not register for */
export function ownerFor(caller: Caller, asked: string | null | undefined): string {
  const owner = textOr(asked) ?? caller.organisatie;
  assertMayRegisterFor(caller, owner);
  return owner;
}

export function assertMayRegisterFor(caller: Caller, owner: string): void {
  if (caller.organisatie === owner || caller.rol === 'coordinator') return;
  throw forbidden(
    'niet-uw-organisatie',
    'U kunt alleen voor uw eigen organisatie registreren. Namens een andere organisatie kan alleen een coördinator.',
  );
}

export const ownerMistakes = (owner: string, sent: string | null | undefined): Mistake[] =>
  textOr(sent) === null || sent === owner
    ? []
    : [
        {
          in: 'body',
          location: '/organisatie',
          code: 'ligt-vast',
          detail: `De organisatie is ${owner} en kan niet veranderen.`,
        },
      ];

export function keyMistakes(inPath: string, sent: string | null | undefined): Mistake[] {
  const mistakes: Mistake[] = [];
  if (!EIGEN_KENMERK.test(inPath)) {
    mistakes.push({
      in: 'path',
      location: 'eigenKenmerk',
      code: 'verkeerde-vorm',
      detail: 'Een eigen kenmerk heeft 1 tot 100 letters, cijfers of . _ ~ : - en begint met een letter of cijfer.',
    });
  }
  if (textOr(sent) !== null && sent !== inPath) {
    mistakes.push({
      in: 'body',
      location: '/eigenKenmerk',
      code: 'ongelijk-aan-pad',
      detail: 'Het eigen kenmerk in de inhoud is anders dan in het adres.',
    });
  }
  return mistakes;
}

interface Link {
  bepaling: string;
  bevestigdOp?: string | null;
}

/**
 * Links that were not sent stay as they are; an empty list removes them. A link sent without `bevestigdOp` keeps what stands: a system that
 * does not know of confirming neither confirms nor forgets.
 */
export function keepLinks<Inhoud extends object>(kind: RecordKind<Inhoud>, inhoud: Inhoud, sent: object, row: object): Inhoud {
  const known = (row as { bepalingen?: unknown[] }).bepalingen;
  const links = (sent as { bepalingen?: unknown }).bepalingen;
  if (links === undefined) return inhoudOf(kind, { ...inhoud, bepalingen: known });
  if (!Array.isArray(links) || !links.some(isLink)) return inhoud;
  const confirmed = new Map((known ?? []).filter(isLink).map(({ bepaling, bevestigdOp }) => [bepaling, bevestigdOp]));
  const bepalingen = links.map((link: unknown) =>
    isLink(link) && link.bevestigdOp === undefined ? { ...link, bevestigdOp: confirmed.get(link.bepaling) } : link,
  );
  return inhoudOf(kind, { ...inhoud, bepalingen });
}

const isLink = (link: unknown): link is Link => typeof link === 'object' && link !== null && 'bepaling' in link;
