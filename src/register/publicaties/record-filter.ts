import { MomentField, TextField } from '../../platform/fields/fields.js';
import { PageFilter } from '../../platform/http/paging.js';
import { invalid } from '../../platform/http/problem.js';
import { SearchField } from '../zoeken/search.schema.js';

/** The form of a list that can be followed as a feed. */
export const FeedFormField = (): PropertyDecorator =>
  TextField('Vorm van het antwoord: `json` of `atom` (een feed om te volgen). Zonder: wat de header Accept vraagt.', {
    optional: true,
    technical: true,
    max: 10,
    pattern: /^(?:json|atom)$/,
    patternText: 'Kies json of atom.',
    example: 'json',
  });

/** Parameters of every list of published records. */
export class RecordFilter extends PageFilter {
  @SearchField('risico’s voor privacy -vertalen', 'Geeft u ook `sorteer`, dan geldt die volgorde.') zoek?: string;
  @TextField(
    'Volgorde: sleutels met een komma ertussen, een min ervoor draait om. Kies uit `gepubliceerdOp`, `eerstGepubliceerdOp`, `titel` en `datum` (alleen bij ervaringen).',
    {
      optional: true,
      technical: true,
      max: 100,
      example: '-gepubliceerdOp,titel',
    },
  )
  sorteer?: string;
  @MomentField('Alleen wat na dit moment is gepubliceerd.', { optional: true, example: '2025-01-01T00:00:00Z' })
  gepubliceerdNa?: string;
  @MomentField('Alleen wat voor dit moment is gepubliceerd.', { optional: true, example: '2027-01-01T00:00:00Z' })
  gepubliceerdVoor?: string;
  @TextField(
    'Vorm van het antwoord: `json`, `csv` (platte regels, een kolom per veld) of `atom` (een feed om te volgen). Zonder: wat de header Accept vraagt.',
    {
      optional: true,
      technical: true,
      max: 10,
      pattern: /^(?:json|csv|atom)$/,
      patternText: 'Kies json, csv of atom.',
      example: 'json',
    },
  )
  formaat?: string;
  @TextField('Filters waarvan u de aantallen per code wilt zien, met een komma ertussen.', {
    optional: true,
    technical: true,
    max: 300,
    example: 'fase,bestuurslaag',
  })
  facetten?: string;
}

export interface SortKey {
  name: string;
  column: string;
  descending: boolean;
  type: 'timestamptz' | 'text' | 'date';
}

const columns: Readonly<Record<string, Omit<SortKey, 'name' | 'descending'>>> = {
  gepubliceerdOp: { column: 'published_at', type: 'timestamptz' },
  eerstGepubliceerdOp: { column: 'first_published_at', type: 'timestamptz' },
  titel: { column: 'title_key', type: 'text' },
  datum: { column: 'day', type: 'date' },
};

/** @throws Problem 400 for a key that does not exist or stands twice */
export function sortKeys(sorteer: string | null | undefined, allowed: readonly string[]): SortKey[] {
  const parts = (sorteer ?? '-gepubliceerdOp').split(',').map((part) => part.trim());
  return parts.map((part, index) => {
    const name = part.replace(/^-/, '');
    const column = columns[name];
    if (!column || !allowed.includes(name)) {
      throw invalid([
        {
          in: 'query',
          location: 'sorteer',
          code: 'onbekende-sleutel',
          detail: `Sorteren kan op ${allowed.join(', ')}.`,
        },
      ]);
    }
    if (parts.findIndex((each) => each.replace(/^-/, '') === name) !== index) {
      throw invalid([{ in: 'query', location: 'sorteer', code: 'dubbel', detail: `De sleutel ${name} staat er twee keer.` }]);
    }
    return { name, ...column, descending: part.startsWith('-') };
  });
}

/** @throws Problem 400 for a facet that the list does not have */
export function facetNames(facetten: string | null | undefined, allowed: readonly string[]): string[] {
  if (typeof facetten !== 'string') return [];
  const names = [...new Set(facetten.split(',').map((name) => name.trim()))];
  const unknown = names.filter((name) => !allowed.includes(name));
  if (unknown.length > 0) {
    throw invalid([
      {
        in: 'query',
        location: 'facetten',
        code: 'onbekend-facet',
        detail: `Facetten zijn er voor ${allowed.join(', ')}.`,
      },
    ]);
  }
  return names;
}
