import { CodeField, FlagField } from '../../platform/fields/fields.js';
import { PartField, TextListField } from '../../platform/fields/list-fields.js';
import { rollen } from '../../platform/auth/caller.js';
import { OrganisatieVerwijzing } from '../verwijzingen/verwijzing.schema.js';

/** Who the caller is and what that allows. */
export class MijnRechten {
  @FlagField('Of u zich met een sleutel hebt aangemeld.', { example: true }) aangemeld!: boolean;
  @PartField(() => OrganisatieVerwijzing, 'De organisatie van uw sleutel.', { optional: true })
  organisatie!: OrganisatieVerwijzing | null;
  @CodeField('rol', 'De rol van uw sleutel.', { optional: true, values: rollen, example: 'registrar' }) rol!: string | null;
  @TextListField('Wat u mag doen, in gewone taal.', { optional: false, length: 500, example: 'Lezen wat openbaar is.' })
  mag!: string[];
}
