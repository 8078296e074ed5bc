import type { Wanted } from './likeness.js';
import type { Reden } from './aanbeveling.schema.js';

interface Words {
  one: string;
  more: string;
  /** When the other does not say it itself. */
  from?: string;
}

const lessen: Readonly<Record<string, Words>> = {
  bepaling: {
    one: 'Gaat over dezelfde bepaling',
    more: 'Gaat over dezelfde bepalingen',
    from: 'Komt uit een use case met dezelfde bepaling',
  },
  thema: { one: 'Zelfde thema', more: 'Zelfde thema’s', from: 'Komt uit een use case met hetzelfde thema' },
  soortToepassing: {
    one: 'Geldt voor dezelfde soort toepassing',
    more: 'Geldt voor dezelfde soorten toepassing',
    from: 'Komt uit een use case met dezelfde soort toepassing',
  },
  oplossing: { one: 'Zelfde oplossing', more: 'Zelfde oplossingen', from: 'Komt uit een use case met dezelfde oplossing' },
  leverancier: { one: 'Zelfde leverancier', more: 'Zelfde leveranciers', from: 'Komt uit een use case met dezelfde leverancier' },
  model: { one: 'Zelfde model', more: 'Zelfde modellen', from: 'Komt uit een use case met hetzelfde model' },
  fase: { one: 'Geldt in dezelfde fase', more: 'Geldt in dezelfde fasen', from: 'Komt uit een use case in dezelfde fase' },
  bestuurslaag: {
    one: 'Geldt voor dezelfde bestuurslaag',
    more: 'Geldt voor dezelfde bestuurslagen',
    from: 'Komt van dezelfde bestuurslaag',
  },
};

const useCases: Readonly<Record<string, Words>> = {
  oplossing: { one: 'Zelfde oplossing', more: 'Zelfde oplossingen' },
  leverancier: { one: 'Zelfde leverancier', more: 'Zelfde leveranciers' },
  model: { one: 'Zelfde model', more: 'Zelfde modellen' },
  soortToepassing: { one: 'Zelfde soort toepassing', more: 'Zelfde soorten toepassing' },
  bepaling: { one: 'Zelfde bepaling', more: 'Zelfde bepalingen' },
  thema: { one: 'Zelfde thema', more: 'Zelfde thema’s' },
  fase: { one: 'Zelfde fase', more: 'Zelfde fasen' },
  doelgroep: { one: 'Zelfde doelgroep', more: 'Zelfde doelgroepen' },
  bestuurslaag: { one: 'Zelfde bestuurslaag', more: 'Zelfde bestuurslagen' },
};

const NAMED = 3;

/** "A", "A en B", "A, B en C", "A, B, C en nog 2". */
function named(labels: readonly string[]): string {
  const shown = labels.slice(0, NAMED);
  const all = labels.length > NAMED ? [...shown, `nog ${String(labels.length - NAMED)}`] : shown;
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} en ${all.at(-1) ?? ''}`;
}

function reasons(words: Readonly<Record<string, Words>>, shared: readonly Wanted[]): Reden[] {
  return Object.entries(words).flatMap(([likeness, { one, more, from = one }]) => {
    const values = shared.filter((each) => each.likeness === likeness);
    if (values.length === 0) return [];
    const start = values.every(({ own }) => own) ? (values.length === 1 ? one : more) : from;
    return [{ code: likeness, tekst: `${start}: ${named(values.map(({ label }) => label))}`, waarden: values.map(({ code }) => code) }];
  });
}

export const reasonsOfLes = (shared: readonly Wanted[]): Reden[] => reasons(lessen, shared);
export const reasonsOfUseCase = (shared: readonly Wanted[]): Reden[] => reasons(useCases, shared);

const standTexts: Readonly<Record<string, string>> = {
  bevestigd: 'Minstens één andere organisatie herkent deze les',
  toegepast: 'Minstens één andere organisatie heeft deze les toegepast',
};

/** One word in common is chance. */
export const reasonOfWords = (words: number): Reden[] =>
  words < 2 ? [] : [{ code: 'tekst', tekst: 'Gebruikt dezelfde woorden als uw use case', waarden: [] }];

/** What others did with the lesson, where that speaks for it. */
export function reasonOfStand(stand: string): Reden[] {
  const tekst = standTexts[stand];
  return tekst === undefined ? [] : [{ code: 'stand', tekst, waarden: [stand] }];
}

/** Why a lesson is shown as one that says otherwise. */
export function reasonsAgainst(stand: string, soort: string | undefined, opposed: readonly Wanted[]): Reden[] {
  const disputed = {
    code: 'betwist',
    tekst: 'Weersproken: minstens één andere organisatie heeft het tegendeel ervaren',
    waarden: ['betwist'],
  };
  const side = soort === 'positief' ? 'positieve' : 'negatieve';
  const tone = soort === 'positief' ? 'negatief' : 'positief';
  const about = [...new Map(opposed.map(({ code, label }) => [code, label])).values()];
  const opposite = {
    code: 'tegengesteld',
    tekst: `Een ${side} les, waar andere lessen hier ${tone} zijn over ${named(about)}`,
    waarden: [...new Set(opposed.map(({ code }) => code))],
  };
  return [...(stand === 'betwist' ? [disputed] : []), ...(opposed.length > 0 ? [opposite] : [])];
}
