import { FlagField, NumberField } from '../../platform/fields/fields.js';
import { ReferenceListField } from '../../platform/fields/list-fields.js';
import { RecordFilter } from '../publicaties/record-filter.js';
import { CodeFilter } from '../verwijzingen/code-filter.schema.js';
import { COUNTED_UP_TO } from './stand.rule.js';

const again = 'Herhaal de parameter voor meer waarden (of).';

/** Filters of the list of lessons. */
export class LesFilter extends RecordFilter {
  @ReferenceListField('organisatie', `Code van de organisatie. ${again}`) organisatie?: string[];
  @CodeFilter('organisatie-soort', 'Soort organisatie.', 'gemeente') organisatiesoort?: string[];
  @CodeFilter('bestuurslaag', 'Bestuurslaag van de organisatie die de les deelt.', 'gemeente') bestuurslaag?: string[];
  @CodeFilter('provincie', 'Provincie van de gemeente.', 'pv27') provincie?: string[];
  @FlagField('Alleen meegeleverde voorbeelden (true) of juist niet (false).', { optional: true, example: false })
  voorbeeld?: boolean;
  @CodeFilter('thema', 'Thema.', 'data') thema?: string[];
  @CodeFilter('les-soort', 'Soort les.', 'positief') soort?: string[];
  @CodeFilter('fase', 'Fase waarin de les opgaat.', 'pilot') fase?: string[];
  @CodeFilter('soort-toepassing', 'Soort toepassing waar de les opgaat.', 'samenvatten') soortToepassing?: string[];
  @ReferenceListField('kader', `Code van een kader. ${again}`, { example: 'standpunt-genai-2025' }) kader?: string[];
  @ReferenceListField('bepaling', `Code van een bepaling. ${again}`, { example: 'std25-doel-helder' })
  bepaling?: string[];
  @ReferenceListField('use-case', `Id van de use case. ${again}`) useCase?: string[];
  @FlagField('Alleen lessen die door een betere zijn vervangen (true) of juist niet (false).', { optional: true, example: false })
  vervangen?: boolean;
  @ReferenceListField('ervaring', `Id van de ervaring. ${again}`) ervaring?: string[];
  @ReferenceListField('les', `Id van de les waar het een antwoord op is. ${again}`) reactieOp?: string[];
  @CodeFilter('les-stand', 'Stand: wat andere organisaties met de les deden.', 'bevestigd') stand?: string[];
  @NumberField('Alleen lessen die minstens zoveel andere organisaties herkenden of (al dan niet aangepast) toepasten.', {
    optional: true,
    integer: true,
    min: 1,
    max: COUNTED_UP_TO,
    example: 1,
  })
  bevestigdDoorMinstens?: number;
}
