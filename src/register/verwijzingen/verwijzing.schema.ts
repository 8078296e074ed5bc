import { CodeField, TextField } from '../../platform/fields/fields.js';

/** An organisation inside another answer, so that a reader needs no second call. */
export class OrganisatieVerwijzing {
  @TextField('Code van de organisatie.', { example: 'gm0363', max: 100 }) code!: string;
  @TextField('Naam van de organisatie.', { example: 'gemeente Amsterdam', max: 300 }) naam!: string;
  @CodeField('organisatie-soort', 'Soort organisatie.', { example: 'gemeente' }) soort!: string;
  @CodeField('bestuurslaag', 'Bestuurslaag.', { example: 'gemeente' }) bestuurslaag!: string;
}

/** A clause inside another answer. */
export class BepalingVerwijzing {
  @TextField('Code van de bepaling.', { example: 'std25-doel-helder', max: 100 }) code!: string;
  @TextField('Titel van de bepaling.', { example: 'Vooraf een helder omschreven doel', max: 300 }) titel!: string;
  @TextField('Code van het kader waar de bepaling in staat.', { example: 'standpunt-genai-2025', max: 100 })
  kader!: string;
}
