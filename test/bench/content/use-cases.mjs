// Use cases as a registrant would give them.
const fasen = ['verkenning', 'experiment', 'pilot', 'implementatie', 'in-gebruik', 'gestopt', 'onbekend'];
const soorten = ['interne-chatassistent', 'publiekschatbot', 'samenvatten', 'transcriptie', 'schrijfhulp', 'zoeken-in-documenten'];
const themas = [
  'data',
  'cloud',
  'inkoop',
  'privacy',
  'governance',
  'transparantie',
  'dienstverlening',
  'innovatie',
  'ethiek',
  'archivering',
];
const naleving = ['voldoet', 'voldoet-deels', 'wijkt-af', 'onbekend'];
const werkbaarheid = ['werkbaar', 'onduidelijk', 'te-restrictief', 'geen-oordeel'];
/** The same choice for the same number. */
export const pick = (list, n) => list[n % list.length];

/** Content as a registrant would give it, different per number. */
export const useCase = (n, clauses) => ({
  titel: `Toepassing ${pick(['samenvatten', 'zoeken', 'chatten', 'schrijven'], n)} nummer ${n}`,
  samenvatting: 'Een taalmodel helpt medewerkers bij hun dagelijkse werk met teksten; een mens leest alles na.',
  omschrijving: `De organisatie beproeft dit sinds vorig jaar in afdeling ${n % 97}. `.repeat(4),
  doel: 'Minder tijd kwijt aan routinewerk.',
  fase: pick(fasen, Math.floor(n / 3)),
  faseSindsPeriode: '2025-03',
  soortToepassing: [pick(soorten, n)],
  doelgroep: [pick(['medewerkers', 'inwoners', 'bedrijven'], Math.floor(n / 5))],
  themas: [pick(themas, n), pick(themas, n + 3)],
  modellen: [
    {
      naam: pick(['GPT-NL', 'Mistral', 'Llama'], n),
      leverancier: `Leverancier ${n % 40}`,
      herkomst: pick(['nl', 'eu', 'vs'], n),
      openheid: 'open-gewichten',
      draaitOp: 'overheidscloud',
    },
  ],
  verkrijging: pick(['inkoop', 'eigen-bouw', 'samenwerking'], n),
  leveranciers: [`Leverancier ${n % 40}`],
  risicoklasse: 'beperkt',
  persoonsgegevens: 'geen',
  bronnen: [{ titel: 'Bron', url: 'https://www.example.nl/bron' }],
  menselijkeTussenkomst: 'Een medewerker leest alles na.',
  startPeriode: '2025-01',
  openbaarheid: n % 10 === 0 ? 'overheid' : 'openbaar',
  bepalingen: [0, 7, 13].map((step) => ({
    bepaling: pick(clauses, n + step),
    naleving: pick(naleving, n + step),
    werkbaarheid: pick(werkbaarheid, n + step),
    toelichting: 'Zo werkt het bij ons.',
  })),
});
