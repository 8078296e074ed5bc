import { CODE_PATTERN, CodeField, MomentField, TextField } from '../../platform/fields/fields.js';
import { PartListField } from '../../platform/fields/list-fields.js';
import { BepalingVerwijzing } from '../verwijzingen/verwijzing.schema.js';

/** Why a link must be confirmed again: what a newer version made of its clause. */
export class Herbevestiging {
  @CodeField('bepaling-relatie', 'Wat er van de bepaling werd.', { example: 'gewijzigd' }) soort!: string;
  // One relation may have 2,000 characters, and a kader 500 relations.
  @TextField('Waarom de koppeling opnieuw bevestigd moet worden.', {
    max: 1_100_000,
    example: 'In de nieuwe versie is deze bepaling gewijzigd. De reikwijdte is verbreed.',
  })
  toelichting!: string;
  @PartListField(() => BepalingVerwijzing, 'Wat er in de nieuwe versie voor in de plaats kwam; leeg als dat er niet is.', { max: 500 })
  opvolgers!: BepalingVerwijzing[];
  @TextField('Code van het kader dat de bepaling veranderde.', {
    max: 100,
    technical: true,
    pattern: CODE_PATTERN,
    example: 'standpunt-genai-2025',
  })
  kader!: string;
  @MomentField('Sinds wanneer het register dit zegt. Een koppeling die op of na dit moment is bevestigd, hoeft niet opnieuw.')
  vanaf!: string;
}
