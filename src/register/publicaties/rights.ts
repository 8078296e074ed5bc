import type { Caller } from '../../platform/auth/caller.js';
import { forbidden, notFound, type Problem } from '../../platform/http/problem.js';
import { audienceOf, visibleTo } from '../zichtbaarheid/audience.rule.js';
import type { RecordKind } from './record-kind.js';
import type { RecordEntity } from './record.entity.js';

/** A caller seen against one record. */
export interface Standing {
  isOwner: boolean;
  /** The owner has ended and the caller's organisation took its place. */
  isSuccessor: boolean;
  onBehalf: boolean;
}

export function standingOf(caller: Caller, record: RecordEntity, successors: readonly string[]): Standing {
  const isOwner = caller.organisatie === record.organisatie;
  const isSuccessor = !isOwner && successors.includes(caller.organisatie);
  return { isOwner, isSuccessor, onBehalf: !isOwner && !isSuccessor && caller.rol === 'coordinator' };
}

/** Whether a caller may know that the record exists: it is published for them, or it is theirs. */
export function maySee(caller: Caller | undefined, record: RecordEntity): boolean {
  if (caller?.organisatie === record.organisatie) return true;
  return record.nummer > 0 && visibleTo(record.openbaarheid ?? 'overheid').includes(audienceOf(caller));
}

export const maySeeConcept = (record: RecordEntity, { isOwner, isSuccessor, onBehalf }: Standing): boolean =>
  isOwner || isSuccessor || (onBehalf && !record.zelfBewerkt);

/** @throws Problem 404 when the caller may not know the record, 403 when only its concept is out of reach */
export function assertMaySeeConcept(caller: Caller, kind: RecordKind, record: RecordEntity, standing: Standing): void {
  if (maySeeConcept(record, standing)) return;
  throw maySee(caller, record) ? notYours(kind, standing) : notFound(kind.naam);
}

/** @throws Problem 403 when the caller's role or organisation may not change the record */
export function assertMayWrite(caller: Caller, kind: RecordKind, record: RecordEntity, standing: Standing): void {
  assertMaySeeConcept(caller, kind, record, standing);
  if (caller.rol === 'lezer') throw forbidden('rol-ontbreekt', 'Uw sleutel heeft de rol lezer. Voor wijzigen is de rol registrar nodig.');
}

const notYours = (kind: RecordKind, standing: Standing): Problem =>
  standing.onBehalf
    ? forbidden(
        'organisatie-beheert-zelf',
        `${kind.naam} wordt door de organisatie zelf bijgehouden. Een coördinator kan deze niet meer namens haar wijzigen.`,
      )
    : forbidden('niet-uw-organisatie', `${kind.naam} is van een andere organisatie. Alleen die organisatie mag dit.`);

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @throws Problem 404 for what cannot be an id */
export function uuidOr404(kind: { naam: string }, id: string): string {
  if (!UUID.test(id)) throw notFound(kind.naam);
  return id.toLowerCase();
}
