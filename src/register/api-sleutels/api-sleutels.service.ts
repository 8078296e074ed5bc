import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { Credentials, type Caller, type Rol } from '../../platform/auth/caller.js';
import { violatedConstraint } from '../../platform/database/faults.js';
import { query } from '../../platform/database/sql.js';
import { today } from '../../platform/fields/dates.js';
import { ApiSleutelEntity } from './api-sleutel.entity.js';

const DEFAULT_DAYS = 365;

/** The hash of a key that is 256 random bits needs no salt and no slowness. */
const hashOf = (key: string): string => createHash('sha256').update(key).digest('base64url');

const VERIFY = {
  name: 'api-sleutel-verify',
  text: `select s.id, s.organisatie, s.rol, coalesce(s.laatst_gebruikt_op < now() - interval '1 minute', true) as "toNote"
    from api_sleutel s join organisatie o on o.code = s.organisatie
    where s.hash = $1 and s.ingetrokken_op is null and s.verloopt_op > now() and (o.actief_tot_datum is null or o.actief_tot_datum > $2::date)`,
};
const NOTE_USE = {
  name: 'api-sleutel-note-use',
  text: 'update api_sleutel set laatst_gebruikt_op = now() where id = $1',
};

/** Thrown when a key is asked for an organisation that the register does not know. */
export class UnknownOrganisatie extends Error {}

/** Makes and verifies keys. A key works until it expires, is revoked, or its organisation ends. */
@Injectable()
export class ApiSleutels extends Credentials {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async verify(key: string): Promise<Caller | undefined> {
    if (!/^ucr_[\w-]{8,100}$/.test(key)) return undefined;
    const [found] = await query<{ id: string; organisatie: string; rol: Rol; toNote: boolean }>(this.dataSource, VERIFY, [
      hashOf(key),
      today(),
    ]);
    if (!found) return undefined;
    // Once a minute is enough to see which keys are in use.
    if (found.toNote) await query(this.dataSource, NOTE_USE, [found.id]);
    return { subject: found.id, organisatie: found.organisatie, rol: found.rol };
  }

  /** @returns the key itself, which is not kept. @throws UnknownOrganisatie */
  async create(organisatie: string, rol: Rol, options: { omschrijving?: string; days?: number } = {}): Promise<string> {
    const key = `ucr_${randomBytes(32).toString('base64url')}`;
    const expires = new Date(Date.now() + (options.days ?? DEFAULT_DAYS) * 86_400_000);
    try {
      await this.dataSource.manager.insert(ApiSleutelEntity, {
        id: uuid(),
        hash: hashOf(key),
        voorvoegsel: key.slice(0, 10),
        organisatie,
        rol,
        omschrijving: options.omschrijving ?? null,
        verlooptOp: expires,
      });
    } catch (error) {
      if (violatedConstraint(error) === 'api_sleutel_organisatie_fk') throw new UnknownOrganisatie(organisatie);
      throw error;
    }
    return key;
  }
}
