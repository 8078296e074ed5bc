import { describe, expect, it } from '@jest/globals';
import { voorbeelden } from '../../src/cli/voorbeelden-loader.js';
import { toLesInvoer, toUseCaseInvoer, type Voorbeeld } from '../../src/cli/voorbeelden-mapping.js';
import { findPersonalDetails } from '../../src/platform/fields/personal-details.js';

interface Model {
  naam: string | null;
  leverancier: string | null;
  herkomst: string;
  openheid: string;
  draaitOp: string;
}

interface Sent {
  titel: string;
  samenvatting: string;
  omschrijving: string;
  modellen: Model[];
  leveranciers: string[];
  toetsen: { soort: string; stand: string; toelichting?: string }[];
  bronnen: { titel: string; url: string }[];
  algoritmeregisterUrl: string | null;
  bepalingen: { bepaling: string; naleving: string; werkbaarheid: string }[];
}

const find = (code: string): Voorbeeld => voorbeelden().find((each) => each.code === code)!;
const sent = (example: Voorbeeld): Sent => toUseCaseInvoer(example) as Sent;
const modelOf = (model: string | null, hosting: string | null): Model | undefined =>
  sent({ ...find('pzh-assistent'), model, hosting }).modellen[0];

describe('an example as a use case', () => {
  it('names its source, and the algorithm register only where that is the source', () => {
    for (const example of voorbeelden()) {
      const { bronnen, algoritmeregisterUrl } = sent(example);
      expect(bronnen).toEqual([{ titel: 'Bron', url: example.bronUrl }]);
      expect(algoritmeregisterUrl).toBe(new URL(example.bronUrl).hostname === 'algoritmes.overheid.nl' ? example.bronUrl : null);
    }
  });

  it('says nothing about compliance or workability', () => {
    for (const example of voorbeelden()) {
      expect(sent(example).bepalingen).toEqual(
        example.suggestieBepalingen.map((bepaling) => ({ bepaling, naleving: 'onbekend', werkbaarheid: 'geen-oordeel' })),
      );
      expect(sent(example).toetsen.every(({ stand }) => stand === 'onbekend')).toBe(true);
    }
  });

  it('carries what has no field of its own in its description', () => {
    for (const example of voorbeelden()) {
      const { omschrijving } = sent(example);
      for (const text of [example.faseToelichting, example.hosting, example.opmerking]) expect(omschrijving).toContain(text ?? '');
      expect(omschrijving).toMatch(/^Voorbeeld op grond van openbare bronnen/);
    }
  });

  it('gives model and supplier as the text they are', () => {
    for (const example of voorbeelden()) {
      const { modellen, leveranciers } = sent(example);
      expect(leveranciers).toEqual(example.leverancier === null ? [] : [example.leverancier]);
      if (example.model !== null) expect(modellen).toMatchObject([{ naam: example.model, leverancier: example.leverancier }]);
    }
  });

  it('gives a code only where the text says so literally', () => {
    expect(modelOf('Europees AI-model (niet genoemd)', 'eigen gemeentelijke ICT')).toMatchObject({
      herkomst: 'eu',
      openheid: 'onbekend',
      draaitOp: 'eigen-systemen',
    });
    expect(modelOf('fietje-2-instruct (Nederlands open model)', null)).toMatchObject({ herkomst: 'nl', openheid: 'onbekend' });
    expect(modelOf('meerdere; minstens één open of Europees hulpmiddel per test', null)?.herkomst).toBe('onbekend');
    expect(modelOf('taalmodel van OpenAI', 'Microsoft 365')).toMatchObject({ herkomst: 'onbekend', draaitOp: 'onbekend' });
    expect(modelOf(null, 'Nederlandse datacenters van de overheid')?.draaitOp).toBe('onbekend');
    expect(modelOf(null, 'lokaal, zonder internetverbinding')?.draaitOp).toBe('onbekend');
    expect(modelOf(null, 'servers van de leverancier')?.draaitOp).toBe('leverancier');
    expect(sent(find('politiegpt')).toetsen.map(({ soort }) => soort)).toEqual(['dpia', 'overig', 'overig']);
    expect(sent(find('kennisbank-almelo')).toetsen).toEqual([
      { soort: 'prescan-dpia', stand: 'onbekend' },
      { soort: 'overig', stand: 'onbekend', toelichting: 'risicoclassificatie' },
    ]);
  });

  it('keeps within the limits, without personal details', () => {
    for (const example of voorbeelden()) {
      const { titel, samenvatting, omschrijving } = sent(example);
      expect(titel.length).toBeLessThanOrEqual(140);
      expect(samenvatting.length).toBeLessThanOrEqual(500);
      const texts = [titel, samenvatting, omschrijving, ...example.lessen, ...example.toetsen];
      expect(texts.flatMap((text) => findPersonalDetails(text, false))).toEqual([]);
    }
  });
});

describe('a lesson of an example', () => {
  it('has its sentence as title and as lesson', () => {
    expect(toLesInvoer('Begin klein.', 'id')).toEqual({
      titel: 'Begin klein.',
      les: 'Begin klein.',
      soort: 'onbekend',
      useCase: 'id',
      openbaarheid: 'openbaar',
      publiceren: true,
    });
  });

  it('has a title that is cut at a word when the sentence is long', () => {
    const les = `${'woord '.repeat(40)}einde.`;
    const { titel, les: whole } = toLesInvoer(les, 'id') as { titel: string; les: string };
    expect(titel.length).toBeLessThanOrEqual(140);
    expect(titel).toMatch(/woord…$/);
    expect(whole).toBe(les);
  });
});
