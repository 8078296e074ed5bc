/** An example as it is shipped: a publicly documented application with its source, in our own words. */
export interface Voorbeeld {
  code: string;
  naam: string;
  organisatie: string;
  samenvatting: string;
  fase: string;
  faseToelichting: string;
  doelgroep: string[];
  soortToepassing: string[];
  model: string | null;
  leverancier: string | null;
  hosting: string | null;
  toetsen: string[];
  lessen: string[];
  bronUrl: string;
  zekerheid: string;
  suggestieBepalingen: string[];
  startPeriode: string | null;
  eindPeriode: string | null;
  opmerking?: string;
}

const TITLE = 140;

/** The beginning of a text, cut at a word. */
export function shorten(text: string, max: number): string {
  if (Array.from(text).length <= max) return text;
  const start = Array.from(text)
    .slice(0, max - 1)
    .join('');
  return `${start.slice(0, Math.max(start.lastIndexOf(' '), 1))}…`;
}

/** Codes only where the source says so literally. */
const literally = (text: string | null, codes: readonly (readonly [RegExp, string])[]): string =>
  codes.find(([pattern]) => text !== null && pattern.test(text))?.[1] ?? 'onbekend';

const hostingCodes = [
  [/^eigen (?:machines|ICT-omgeving|gemeentelijke ICT)$/i, 'eigen-systemen'],
  [/servers van de leverancier/i, 'leverancier'],
] as const;
// The model itself is called Dutch or European; a wish or a hint elsewhere in the text says nothing about it.
const originCodes = [
  [/\bNederlandse? (?:open )?(?:AI-|taal)?model(?:len)?\b|^GPT-NL$/i, 'nl'],
  [/\bEurope(?:es|se) (?:open )?(?:AI-|taal)?model(?:len)?\b/i, 'eu'],
] as const;
// Not `open model`: that may be open source or only open weights.
const opennessCodes = [
  [/\bopen[ -]source[ -](?:taal)?model/i, 'open-source'],
  [/\bopen gewichten\b/i, 'open-gewichten'],
] as const;
const acquisitionCodes = [[/^eigen (?:bouw|ontwikkeling)/i, 'eigen-bouw']] as const;

const toetsNames: Readonly<Record<string, string>> = {
  dpia: 'dpia',
  'prescan-dpia': 'prescan-dpia',
  iama: 'iama',
  aiia: 'aiia',
  bio: 'bio',
};

function toToets(text: string): object {
  const soort = toetsNames[text.toLowerCase()];
  return soort === undefined ? { soort: 'overig', stand: 'onbekend', toelichting: text } : { soort, stand: 'onbekend' };
}

function toModellen({ model, leverancier, hosting }: Voorbeeld): object[] {
  if (model === null && hosting === null) return [];
  return [
    {
      naam: model,
      leverancier: model === null ? null : leverancier,
      herkomst: literally(model, originCodes),
      openheid: literally(model, opennessCodes),
      draaitOp: literally(hosting, hostingCodes),
    },
  ];
}

const certainty: Readonly<Record<string, string>> = {
  gelezen: 'De bron is gelezen.',
  afgeleid: 'De beschrijving is afgeleid; de bron zegt er weinig over.',
};

/** What the source says and no field has a place for. */
function toOmschrijving({ faseToelichting, hosting, opmerking, zekerheid }: Voorbeeld): string {
  return [
    'Voorbeeld op grond van openbare bronnen; niet door de organisatie zelf geregistreerd.',
    `Fase volgens de bron: ${faseToelichting}.`,
    ...(hosting === null ? [] : [`Hosting volgens de bron: ${hosting}.`]),
    ...(opmerking === undefined ? [] : [opmerking]),
    certainty[zekerheid] ?? '',
  ].join('\n\n');
}

/** The example as a use case, without any verdict on compliance or workability. */
export function toUseCaseInvoer(example: Voorbeeld): object {
  const { naam, samenvatting, fase, doelgroep, soortToepassing, leverancier, bronUrl } = example;
  return {
    titel: shorten(naam, TITLE),
    samenvatting: shorten(samenvatting, 500),
    omschrijving: toOmschrijving(example),
    fase,
    doelgroep,
    soortToepassing,
    modellen: toModellen(example),
    verkrijging: literally(leverancier, acquisitionCodes),
    leveranciers: leverancier === null ? [] : [leverancier],
    toetsen: example.toetsen.map(toToets),
    startPeriode: example.startPeriode,
    eindPeriode: example.eindPeriode,
    algoritmeregisterUrl: bronUrl.startsWith('https://algoritmes.overheid.nl/') ? bronUrl : null,
    bronnen: [{ titel: 'Bron', url: bronUrl }],
    bepalingen: example.suggestieBepalingen.map((bepaling) => ({ bepaling, naleving: 'onbekend', werkbaarheid: 'geen-oordeel' })),
    openbaarheid: 'openbaar',
    publiceren: true,
  };
}

/** A lesson of one sentence is its own title. */
export function toLesInvoer(les: string, useCase: string): object {
  return { titel: shorten(les, TITLE), les, soort: 'onbekend', useCase, openbaarheid: 'openbaar', publiceren: true };
}
