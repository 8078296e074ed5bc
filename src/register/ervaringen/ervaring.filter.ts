import { FlagField } from '../../platform/fields/fields.js';
import { ReferenceListField } from '../../platform/fields/list-fields.js';
import { RecordFilter } from '../publicaties/record-filter.js';
import { CodeFilter } from '../verwijzingen/code-filter.schema.js';

const again = 'Herhaal de parameter voor meer waarden (of).';

/** Filters of the list of experiences. */
export class ErvaringFilter extends RecordFilter {
  @ReferenceListField('organisatie', `Code van de organisatie. ${again}`) organisatie?: string[];
  @CodeFilter('organisatie-soort', 'Soort organisatie.', 'gemeente') organisatiesoort?: string[];
  @CodeFilter('bestuurslaag', 'Bestuurslaag.', 'gemeente') bestuurslaag?: string[];
  @CodeFilter('provincie', 'Provincie van de gemeente.', 'pv27') provincie?: string[];
  @FlagField('Alleen meegeleverde voorbeelden (true) of juist niet (false).', { optional: true, example: false })
  voorbeeld?: boolean;
  @ReferenceListField('use-case', `Id van de use case. ${again}`) useCase?: string[];
  @CodeFilter('ervaring-soort', 'Soort ervaring.', 'evaluatie') soort?: string[];
  @CodeFilter('oordeel', 'Oordeel.', 'positief') oordeel?: string[];
  @CodeFilter('fase', 'Fase op dat moment.', 'pilot') fase?: string[];
  @ReferenceListField('kader', `Code van een kader. ${again}`, { example: 'standpunt-genai-2025' }) kader?: string[];
  @ReferenceListField('bepaling', `Code van een bepaling. ${again}`, { example: 'std25-doel-helder' })
  bepaling?: string[];
}
