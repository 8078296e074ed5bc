import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { voorbeelden } from '../../src/cli/voorbeelden-loader.js';

interface Organisatie {
  code: string;
  soort: string;
  subsoort: string | null;
  bestuurslaag: string;
  provincie: string | null;
  actiefTotDatum: string | null;
  opvolgers: string[];
}

interface Bepaling {
  code: string;
  volgorde: number;
  themas: string[];
  bronSoort: string;
  zekerheid: string;
}

interface Kader {
  code: string;
  reeks: string;
  soort: string;
  status: string;
  hoortBij?: string | null;
  opvolgerVan?: string | null;
  bepalingen: Bepaling[];
}

interface Relatie {
  van: string | null;
  naar: string | null;
  soort: string;
  toelichting: string;
  zekerheid: string;
}

interface Codelijst {
  naam: string;
  titel: string;
  toelichting: string;
  vast: boolean;
  codes: { code: string; label: string; toelichting: string }[];
}

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(`../../src/register/${path}`, import.meta.url), 'utf8'));
const organisaties = read('organisaties/organisaties.json') as Organisatie[];
const kaders = read('kaders/kaders.json') as Kader[];
const relaties = read('kaders/relaties.json') as Relatie[];
const codelijsten = read('codelijsten/codelijsten.json') as Codelijst[];

const bepalingen = kaders.flatMap((kader) => kader.bepalingen);
const codesOf = (naam: string): string[] => (codelijsten.find((lijst) => lijst.naam === naam)?.codes ?? []).map(({ code }) => code);
const clausesOf = (kader: string): string[] => kaders.find(({ code }) => code === kader)!.bepalingen.map(({ code }) => code);
const repeated = (codes: string[]): string[] => codes.filter((code, index) => codes.indexOf(code) !== index);
const unknown = (naam: string, used: (string | null)[]): string[] =>
  used.filter((code): code is string => code !== null && !codesOf(naam).includes(code));

/** The lists as they were agreed, in their order. The rules of the register rest on those with `vast`. */
const agreed: Record<string, string> = {
  afkorting:
    'aiia ai api ap ar avg awb bio bsn cao cio ciso cpo dpia fg fria genai gibit gpt iama ibd ict ipo kcc llm mfa mkba nda nlp ocr or poc rag saas sla stt uavg uvw vng vog wmo wob wodc woo woz wpg zgw',
  'fase*': 'verkenning experiment pilot implementatie in-gebruik gestopt onbekend',
  'fase-groep*': 'implementatie experiment gestopt onbekend',
  'soort-toepassing':
    'interne-chatassistent publiekschatbot kantoorassistent zoeken-in-documenten samenvatten transcriptie vertalen-of-vereenvoudigen ' +
    'schrijfhulp programmeerhulp documentverwerking beeld-of-geluid analyse agent taalmodel-of-platform overig onbekend',
  doelgroep: 'medewerkers inwoners bedrijven andere-overheden overig onbekend',
  thema:
    'data cloud digitale-weerbaarheid inkoop soevereiniteit juridisch privacy governance risicoanalyse transparantie menselijk-toezicht ' +
    'ai-geletterdheid consumententoepassingen kennisdeling innovatie organisatie dienstverlening archivering duurzaamheid ethiek',
  'model-herkomst': 'nl eu vs overig onbekend',
  'model-openheid': 'open-source open-gewichten gesloten onbekend',
  'draait-op': 'eigen-systemen overheidscloud eu-cloud buiten-eu-cloud leverancier onbekend',
  verkrijging: 'eigen-bouw inkoop samenwerking ingebouwd-in-bestaand-product onbekend',
  'risicoklasse*': 'verboden hoog beperkt minimaal onbekend',
  'persoonsgegevens*': 'geen gewone bijzondere onbekend',
  'toets-soort': 'dpia prescan-dpia iama aiia bio ai-verordening ethisch overig',
  'toets-stand*': 'uitgevoerd gepland niet-nodig onbekend',
  'stop-reden': 'doel-niet-gehaald kosten risico juridisch leverancier opgevolgd proef-afgerond overig onbekend',
  'openbaarheid*': 'openbaar overheid',
  'naleving*': 'voldoet voldoet-deels wijkt-af niet-van-toepassing onbekend',
  'werkbaarheid*': 'werkbaar onduidelijk te-restrictief te-ruim geen-oordeel',
  'ervaring-soort': 'voortgang evaluatie meting incident',
  'oordeel*': 'positief gemengd negatief onbekend',
  'grondslag*': 'gemeten geschat onbekend',
  'les-soort*': 'positief negatief neutraal onbekend',
  'les-stand*': 'geconstateerd bevestigd toegepast betwist',
  'hergebruik-uitkomst*': 'herkend toegepast aangepast niet-van-toepassing weersproken',
  'registratie-soort*': 'use-case ervaring les hergebruik',
  'verklaring-soort*': 'geen-toepassingen volledig-geregistreerd deels-geregistreerd',
  'organisatie-soort*':
    'ministerie uitvoeringsorganisatie zbo provincie gemeente waterschap samenwerkingsverband hoog-college inspectie adviescollege ' +
    'rechtspraak politie-of-om openbaar-lichaam-caribisch',
  'organisatie-subsoort': 'agentschap omgevingsdienst veiligheidsregio',
  'bestuurslaag*': 'rijk provincie gemeente waterschap samenwerking overig',
  'provincie*': 'pv20 pv21 pv22 pv23 pv24 pv25 pv26 pv27 pv28 pv29 pv30 pv31',
  'kader-soort': 'standpunt handreiking kamerbrief visie advies strategie motie hulpmiddel sectoraal-kader',
  'kader-status*': 'concept geldend vervangen achtergrond',
  'bron-soort*': 'eigen-brondocument citaat officiele-parafrase officieel-nieuwsbericht pers',
  'zekerheid*': 'gelezen afgeleid',
  'bepaling-relatie*': 'ongewijzigd verduidelijkt gewijzigd gesplitst samengevoegd vervallen nieuw',
  'bepaling-verschil*': 'ongewijzigd verduidelijkt gewijzigd samengevoegd gesplitst vervallen nieuw geen-relatie',
  'herbevestiging-besluit*': 'behouden overzetten verwijderen',
  'rol*': 'lezer registrar beheerder coordinator',
  'melding*': 'gemeld nilmelding verlopen stil',
};

describe('code lists', () => {
  it('are those agreed, with their codes in order', () => {
    const shipped = codelijsten.map(({ naam, vast, codes }) => [naam + (vast ? '*' : ''), codes.map(({ code }) => code).join(' ')]);
    expect(Object.fromEntries(shipped)).toEqual(agreed);
    expect(codelijsten).toHaveLength(Object.keys(agreed).length);
  });

  it('explain every list and every code', () => {
    for (const { naam, titel, toelichting, codes } of codelijsten) {
      const texts = [titel, toelichting, ...codes.flatMap((each) => [each.label, each.toelichting])];
      expect([naam, texts.filter((text) => text.trim() === '')]).toEqual([naam, []]);
      expect([naam, repeated(codes.map(({ label }) => label))]).toEqual([naam, []]);
    }
  });
});

describe('organisaties', () => {
  it('are complete, each once', () => {
    expect(organisaties).toHaveLength(1077);
    expect(organisaties.filter(({ actiefTotDatum }) => actiefTotDatum === null)).toHaveLength(1074);
    expect(repeated(organisaties.map(({ code }) => code))).toEqual([]);
  });

  it('use known codes, and refer to organisations that exist', () => {
    const known = new Set(organisaties.map(({ code }) => code));
    expect(
      unknown(
        'organisatie-soort',
        organisaties.map(({ soort }) => soort),
      ),
    ).toEqual([]);
    expect(
      unknown(
        'organisatie-subsoort',
        organisaties.map(({ subsoort }) => subsoort),
      ),
    ).toEqual([]);
    expect(
      unknown(
        'bestuurslaag',
        organisaties.map(({ bestuurslaag }) => bestuurslaag),
      ),
    ).toEqual([]);
    expect(
      unknown(
        'provincie',
        organisaties.map(({ provincie }) => provincie),
      ),
    ).toEqual([]);
    expect([...codesOf('provincie'), ...organisaties.flatMap(({ opvolgers }) => opvolgers)].filter((code) => !known.has(code))).toEqual([]);
  });
});

describe('kaders', () => {
  it('are complete, with each clause once and in order', () => {
    expect(kaders).toHaveLength(12);
    expect(bepalingen).toHaveLength(97);
    expect(repeated(kaders.map(({ code }) => code))).toEqual([]);
    expect(repeated(bepalingen.map(({ code }) => code))).toEqual([]);
    for (const { code, bepalingen: own } of kaders) {
      expect([code, own.map(({ volgorde }) => volgorde)]).toEqual([code, own.map((_, index) => index + 1)]);
    }
  });

  it('use known codes, and refer to kaders that exist', () => {
    expect(
      unknown(
        'kader-soort',
        kaders.map(({ soort }) => soort),
      ),
    ).toEqual([]);
    expect(
      unknown(
        'kader-status',
        kaders.map(({ status }) => status),
      ),
    ).toEqual([]);
    expect(
      unknown(
        'bron-soort',
        bepalingen.map(({ bronSoort }) => bronSoort),
      ),
    ).toEqual([]);
    expect(
      unknown(
        'zekerheid',
        bepalingen.map(({ zekerheid }) => zekerheid),
      ),
    ).toEqual([]);
    expect(
      unknown(
        'thema',
        bepalingen.flatMap(({ themas }) => themas),
      ),
    ).toEqual([]);
    const codes = kaders.map(({ code }) => code);
    expect(kaders.flatMap(({ hoortBij, opvolgerVan }) => [hoortBij, opvolgerVan]).filter((code) => code && !codes.includes(code))).toEqual(
      [],
    );
  });

  it('say of every clause of both standpoints what became of it or where it came from', () => {
    const van = relaties.map((relatie) => relatie.van).filter((code) => code !== null);
    const naar = relaties.map((relatie) => relatie.naar).filter((code) => code !== null);
    expect(new Set(van)).toEqual(new Set(clausesOf('standpunt-genai-rijk-2023')));
    expect(new Set(naar)).toEqual(new Set(clausesOf('standpunt-genai-2025')));
    expect(
      unknown(
        'bepaling-relatie',
        relaties.map(({ soort }) => soort),
      ),
    ).toEqual([]);
    for (const relatie of relaties) {
      expect([relatie, relatie.van === null]).toEqual([relatie, relatie.soort === 'nieuw']);
      expect([relatie, relatie.naar === null]).toEqual([relatie, relatie.soort === 'vervallen']);
      expect([relatie.toelichting, relatie.zekerheid]).toEqual([expect.stringMatching(/^Eigen oordeel van het register: /), 'afgeleid']);
    }
    expect(repeated(relaties.map((relatie) => `${relatie.van ?? ''} ${relatie.naar ?? ''}`))).toEqual([]);
  });
});

describe('examples', () => {
  it('are complete, each once, of organisations and about clauses that exist', () => {
    const examples = voorbeelden();
    expect(examples).toHaveLength(35);
    expect(examples.flatMap(({ lessen }) => lessen)).toHaveLength(64);
    expect(repeated(examples.map(({ code }) => code))).toEqual([]);
    const owners = organisaties.filter(({ actiefTotDatum }) => actiefTotDatum === null).map(({ code }) => code);
    expect(examples.filter(({ organisatie }) => !owners.includes(organisatie))).toEqual([]);
    const clauses = bepalingen.map(({ code }) => code);
    expect(examples.flatMap(({ suggestieBepalingen }) => suggestieBepalingen).filter((code) => !clauses.includes(code))).toEqual([]);
  });

  it('use known codes', () => {
    const examples = voorbeelden();
    expect(
      unknown(
        'fase',
        examples.map(({ fase }) => fase),
      ),
    ).toEqual([]);
    expect(
      unknown(
        'doelgroep',
        examples.flatMap(({ doelgroep }) => doelgroep),
      ),
    ).toEqual([]);
    expect(
      unknown(
        'soort-toepassing',
        examples.flatMap(({ soortToepassing }) => soortToepassing),
      ),
    ).toEqual([]);
    expect(
      unknown(
        'zekerheid',
        examples.map(({ zekerheid }) => zekerheid),
      ),
    ).toEqual([]);
  });
});
