import { createHash } from 'node:crypto';
import { Problem } from './problem.js';

/** Strong entity tag over the bytes of an answer: the same bytes always have the same tag, whoever asks. */
export const etagOf = (body: string): string => `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;

const tags = (header: string): string[] => header.match(/(?:W\/)?"[^"]*"|\*/g) ?? [];

/** If-None-Match uses weak comparison (RFC 9110, 13.1.2). */
export function notModified(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch === etag || tags(ifNoneMatch).some((tag) => tag === '*' || tag.replace(/^W\//, '') === etag);
}

/** @throws Problem 428 when required and missing, 412 when the record is not the one the client saw */
export function assertMatch(ifMatch: string | undefined, etag: string | undefined, required: boolean): void {
  if (ifMatch === undefined) {
    if (required) throw new Problem(428, 'if-match-verplicht', 'Stuur de ETag van de versie die u wijzigt mee in de header If-Match.');
    return;
  }
  if (etag !== undefined && tags(ifMatch).some((tag) => tag === '*' || tag === etag)) return;
  throw new Problem(
    412,
    'intussen-gewijzigd',
    'De gegevens zijn veranderd sinds u ze ophaalde. Haal ze opnieuw op en probeer het nog eens.',
  );
}
