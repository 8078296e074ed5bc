import { firstDay } from '../../platform/fields/dates.js';
import { shorten } from '../../platform/fields/text.js';
import { pointer, type Mistake } from '../../platform/fields/mistake.js';
import { query } from '../../platform/database/sql.js';
import type { PublishContext, RecordKind, Wire } from '../publicaties/record-kind.js';
import { ownerFacetLists, ownerFilters, ownerName, text } from '../publicaties/filter-values.js';
import { currentKoppelingen } from './actuele-koppelingen.js';
import { basedOnMistakes, lockChain } from './based-on.queries.js';
import { faseGroepOf, needsExplanation } from './codes.js';
import { keepKoppelingen } from './koppeling-history.queries.js';
import { UseCaseEntity } from './use-case.entity.js';
import { UseCaseInhoud, UseCaseInvoer } from './use-case.schema.js';

const inBody = (location: string, code: string, detail: string): Mistake => ({ in: 'body', location, code, detail });

/** Rules over several fields of a use case. */
function rules(inhoud: UseCaseInhoud): Mistake[] {
  const mistakes: Mistake[] = [];
  const links = inhoud.bepalingen ?? [];
  for (const [index, link] of links.entries()) {
    const at = `/bepalingen${pointer(index)}`;
    if (needsExplanation(link.naleving, link.werkbaarheid) && !link.toelichting) {
      mistakes.push(inBody(`${at}/toelichting`, 'verplicht', 'Bij dit oordeel hoort een toelichting.'));
    }
    if (links.findIndex(({ bepaling }) => bepaling === link.bepaling) !== index)
      mistakes.push(inBody(`${at}/bepaling`, 'dubbel', 'Deze bepaling staat al in de lijst.'));
  }
  const { startPeriode, eindPeriode } = inhoud;
  if (
    startPeriode &&
    eindPeriode &&
    eindPeriode < startPeriode.slice(0, eindPeriode.length) &&
    firstDay(eindPeriode) < firstDay(startPeriode)
  ) {
    mistakes.push(inBody('/eindPeriode', 'eind-voor-begin', 'Het einde ligt voor het begin.'));
  }
  return mistakes;
}

const HAS_LESSON = {
  name: 'use-case-has-lesson',
  text: `select exists (select from record_reference f join registratie r on r.id = f.record
    where f.target = $1 and r.soort = 'les' and r.nummer > 0 and r.ingetrokken_op is null) as found`,
};

async function publishRules(inhoud: UseCaseInhoud, context: PublishContext): Promise<Mistake[]> {
  const { tx, record, previous } = context;
  if (inhoud.gebaseerdOp && inhoud.gebaseerdOp !== previous?.['gebaseerdOp']) await lockChain(tx, inhoud.gebaseerdOp);
  return [...(await basedOnMistakes(tx, record.id, inhoud.gebaseerdOp)), ...(await stopMistakes(inhoud, context))];
}

/** Stopping asks for a reason, and for a lesson or the statement that there is none. */
async function stopMistakes(inhoud: UseCaseInhoud, { tx, record }: PublishContext): Promise<Mistake[]> {
  if (inhoud.fase !== 'gestopt') return [];
  const mistakes: Mistake[] = [];
  if (!inhoud.stopReden) mistakes.push(inBody('/stopReden', 'verplicht-bij-gestopt', 'Geef bij fase gestopt de reden van stoppen.'));
  if (inhoud.stopLes || inhoud.geenLesReden) return mistakes;
  const [lesson] = await query<{ found: boolean }>(tx, HAS_LESSON, [record.id]);
  if (!lesson?.found) {
    mistakes.push(
      inBody(
        '/stopLes',
        'les-verplicht-bij-gestopt',
        'Geef een les (stopLes), publiceer een les bij deze use case, of leg uit waarom er geen is (geenLesReden).',
      ),
    );
  }
  return mistakes;
}

interface FaseMoment {
  fase: string;
  sindsPeriode: string | null;
  nummer: number;
  gepubliceerdOp: string;
}

/** The phases with their dates; a new entry whenever the phase or its beginning changes. */
function derive(inhoud: UseCaseInhoud, { previous, nummer, gepubliceerdOp }: PublishContext): Wire {
  const fase = inhoud.fase ?? 'onbekend';
  const sindsPeriode = inhoud.faseSindsPeriode ?? null;
  const verloop = (previous?.['faseVerloop'] ?? []) as FaseMoment[];
  const last = verloop.at(-1);
  const same = last?.fase === fase && last.sindsPeriode === sindsPeriode;
  return {
    faseGroep: faseGroepOf(fase),
    faseVerloop: same ? verloop : [...verloop, { fase, sindsPeriode, nummer, gepubliceerdOp }],
  };
}

interface Published {
  betrokkenOrganisaties: { code: string }[];
  modellen: { naam: string | null; herkomst: string; openheid: string; draaitOp: string; leverancier: string | null }[];
  leveranciers: string[];
  bepalingen: { bepaling: { code: string; kader: string }; naleving: string; werkbaarheid: string }[];
  actueel: { aantalLessen: number; teHerbevestigen: number };
}

// The mechanism hands back what this kind has published, in the shape of the contract.
const as = (published: Wire): Published => published as unknown as Published;

const filters: RecordKind['filters'] = {
  ...ownerFilters,
  betrokkenOrganisatie: (published) => as(published).betrokkenOrganisaties.map(({ code }) => code),
  heeftLes: (published) => [String(as(published).actueel.aantalLessen > 0)],
  teHerbevestigen: (published) => [String(as(published).actueel.teHerbevestigen > 0)],
  fase: text('fase'),
  faseGroep: text('faseGroep'),
  soortToepassing: text('soortToepassing'),
  doelgroep: text('doelgroep'),
  thema: text('themas'),
  verkrijging: text('verkrijging'),
  leverancier: (published) =>
    [...as(published).leveranciers, ...as(published).modellen.map(({ leverancier }) => leverancier)].map((name) => name?.toLowerCase()),
  model: (published) => as(published).modellen.map(({ naam }) => naam?.toLowerCase()),
  risicoklasse: text('risicoklasse'),
  persoonsgegevens: text('persoonsgegevens'),
  modelHerkomst: (published) => as(published).modellen.map(({ herkomst }) => herkomst),
  modelOpenheid: (published) => as(published).modellen.map(({ openheid }) => openheid),
  draaitOp: (published) => as(published).modellen.map(({ draaitOp }) => draaitOp),
  kader: (published) => as(published).bepalingen.map(({ bepaling }) => bepaling.kader),
  bepaling: (published) => as(published).bepalingen.map(({ bepaling }) => bepaling.code),
  naleving: (published) => as(published).bepalingen.map(({ naleving }) => naleving),
  werkbaarheid: (published) => as(published).bepalingen.map(({ werkbaarheid }) => werkbaarheid),
  oplossing: text('oplossing'),
  gebaseerdOp: text('gebaseerdOp'),
};

export const useCaseKind: RecordKind<UseCaseInhoud> = {
  soort: 'use-case',
  naam: 'Deze use case',
  plural: 'Use cases',
  path: 'use-cases',
  summary: 'samenvatting',
  inhoud: UseCaseInhoud,
  invoer: UseCaseInvoer,
  entity: UseCaseEntity,
  required: ['titel', 'samenvatting', 'fase', 'soortToepassing', 'doelgroep', 'openbaarheid'],
  unknowns: {
    verkrijging: 'onbekend',
    risicoklasse: 'onbekend',
    persoonsgegevens: 'onbekend',
    'modellen.herkomst': 'onbekend',
    'modellen.openheid': 'onbekend',
    'modellen.draaitOp': 'onbekend',
    'toetsen.stand': 'onbekend',
    'bepalingen.naleving': 'onbekend',
    'bepalingen.werkbaarheid': 'geen-oordeel',
  },
  references: ({ gebaseerdOp }) => (gebaseerdOp ? [{ field: 'gebaseerdOp', target: gebaseerdOp }] : []),
  filters,
  facetLists: {
    ...ownerFacetLists,
    fase: 'fase',
    faseGroep: 'fase-groep',
    soortToepassing: 'soort-toepassing',
    doelgroep: 'doelgroep',
    thema: 'thema',
    verkrijging: 'verkrijging',
    risicoklasse: 'risicoklasse',
    persoonsgegevens: 'persoonsgegevens',
    modelHerkomst: 'model-herkomst',
    modelOpenheid: 'model-openheid',
    draaitOp: 'draait-op',
    naleving: 'naleving',
    werkbaarheid: 'werkbaarheid',
  },
  lowerCased: ['leverancier', 'model'],
  joint: {
    of: ['bepaling', 'naleving', 'werkbaarheid'],
    rows: (published) => as(published).bepalingen.map(({ bepaling, naleving, werkbaarheid }) => [bepaling.code, naleving, werkbaarheid]),
  },
  derive,
  conceptOnly: ['stopLes'],
  search: {
    fields: ['samenvatting', 'doel', 'omschrijving', 'menselijkeTussenkomst'],
    also: (published) => [
      ...as(published).leveranciers,
      ...as(published).modellen.flatMap(({ naam, leverancier }) => [naam, leverancier]),
      ownerName(published),
    ],
  },
  current: currentKoppelingen,
  counts: { aantalErvaringen: 'ervaring.useCase', aantalLessen: 'les.useCase', aantalNavolgers: 'use-case.gebaseerdOp' },
  rules,
  conceptRules: (inhoud, { tx, record }) => basedOnMistakes(tx, record.id, inhoud.gebaseerdOp),
  publishRules,
  brings: stopLesOf,
  published: keepKoppelingen,
};

/** The lesson that comes with stopping, as a record of its own under a key that never makes it twice. */
function stopLesOf(inhoud: UseCaseInhoud, recordId: string): ReturnType<NonNullable<RecordKind['brings']>> {
  const { stopLes } = inhoud;
  if (inhoud.fase !== 'gestopt' || !stopLes) return undefined;
  const { les, aanbeveling = null } = stopLes;
  const titel = stopLes.titel ?? shorten(les, 140);
  return {
    soort: 'les',
    eigenKenmerk: `stop-${recordId}`,
    inhoud: {
      titel,
      les,
      aanbeveling,
      useCase: recordId,
      openbaarheid: inhoud.openbaarheid,
      themas: inhoud.themas ?? [],
    },
  };
}
