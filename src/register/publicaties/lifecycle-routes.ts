import { Controller, Delete, Get, Param, Patch, Post, Put, type Type } from '@nestjs/common';
import { registrars } from '../../platform/auth/access.js';
import type { Class } from '../../platform/fields/field.js';
import { noContent, type Answer } from '../../platform/http/answer.js';
import { ThisCall, type Call } from '../../platform/http/call.js';
import { mergePatch } from '../../platform/http/json.js';
import { Operation } from '../../platform/http/operation.js';
import { decodeCursor, encodeCursor, fingerprint, limitOf, listAnswer, nextUrl, PageFilter } from '../../platform/http/paging.js';
import { Concepts } from './concepts.service.js';
import { Intrekking, IntrekkingInvoer, Publicatie, PublicatieInvoer } from './publicatie.schema.js';
import { PublicatieReads } from './publicatie-reads.js';
import { PublicatieWrites } from './publicatie-writes.js';
import type { RecordKind } from './record-kind.js';
import { uuidOr404 } from './rights.js';
import { keyTaken } from '../verwijzingen/conflicts.rule.js';

/** What differs between the kinds in the contract: names and shapes. */
export interface LifecycleTexts {
  /** In operation ids: `UseCase` gives `readUseCaseConcept`. */
  noun: string;
  tag: string;
  /** With article, in the middle of a sentence. */
  one: string;
  shapes: { invoer: Class; aanpassing: Class; concept: Class; publicatie: Class };
}

const changed = 'Het concept na de wijziging.';

/**
 * The routes that every kind of record has in common: concept, publications, withdrawal, and the upsert by own key.
 * Made once here, so that the mechanism stays the same for all.
 */
// eslint-disable-next-line max-lines-per-function -- one class per kind is made here; each of its methods is short
export function lifecycleController<Inhoud extends object>(kind: RecordKind<Inhoud>, texts: LifecycleTexts): Type {
  const { noun, tag, one, shapes } = texts;
  const { path } = kind;

  @Controller()
  class LifecycleController {
    constructor(
      private readonly concepts: Concepts,
      private readonly reads: PublicatieReads,
      private readonly writes: PublicatieWrites,
    ) {}

    @Get(`${path}/:id/concept`)
    @Operation({
      id: `read${noun}Concept`,
      tag,
      summary: `Lees het concept van ${one}`,
      description: `Het concept is de werkversie. Alleen de eigen organisatie ziet het. De ETag heeft u nodig om te wijzigen.`,
      access: 'sleutel',
      answers: { 200: { shape: shapes.concept, description: 'Het concept.' } },
    })
    async readConcept(@ThisCall() call: Call, @Param('id') id: string): Promise<Answer> {
      return this.reads.readConcept(kind, call, id);
    }

    @Put(`${path}/:id/concept`)
    @Operation({
      id: `replace${noun}Concept`,
      tag,
      summary: `Vervang het concept van ${one}`,
      description:
        'Vervangt de hele inhoud: wat u weglaat, wordt leeg. Koppelingen met bepalingen blijven staan als u `bepalingen` weglaat. Wat gepubliceerd is, verandert niet.',
      access: registrars,
      body: shapes.invoer,
      ifMatch: 'vereist',
      answers: { 200: { shape: shapes.concept, description: changed } },
      conflicts: keyTaken,
    })
    async replaceConcept(@ThisCall() call: Call, @Param('id') id: string): Promise<Answer> {
      return this.concepts.replace(kind, call, uuidOr404(kind, id));
    }

    @Patch(`${path}/:id/concept`)
    @Operation({
      id: `patch${noun}Concept`,
      tag,
      summary: `Wijzig een deel van het concept van ${one}`,
      description: 'JSON Merge Patch (RFC 7396): velden die u stuurt worden vervangen, `null` maakt een veld leeg, de rest blijft.',
      access: registrars,
      body: shapes.aanpassing,
      ifMatch: 'vereist',
      answers: { 200: { shape: shapes.concept, description: changed } },
      conflicts: keyTaken,
    })
    async patchConcept(@ThisCall() call: Call, @Param('id') id: string): Promise<Answer> {
      return this.concepts.patch(kind, call, uuidOr404(kind, id), mergePatch);
    }

    @Delete(`${path}/:id/concept`)
    @Operation({
      id: `discard${noun}Concept`,
      tag,
      summary: `Gooi de wijzigingen aan ${one} weg`,
      description: 'Het concept wordt weer gelijk aan de laatste publicatie. Was er nog nooit gepubliceerd, dan verdwijnt de registratie.',
      access: registrars,
      ifMatch: 'vereist',
      answers: { 204: { shape: null, description: 'De wijzigingen zijn weg.' } },
      conflicts: { 'nog-in-gebruik': 'Er horen nog ervaringen bij.' },
    })
    async discardConcept(@ThisCall() call: Call, @Param('id') id: string): Promise<Answer> {
      await this.concepts.discard(kind, call, uuidOr404(kind, id));
      return noContent();
    }

    @Get(`${path}/:id/publicaties`)
    @Operation({
      id: `list${noun}Publicaties`,
      tag,
      summary: `De publicaties van ${one}`,
      description: 'Nieuwste eerst. Ingetrokken publicaties staan er zonder inhoud bij.',
      access: 'open',
      query: PageFilter,
      answers: { 200: { shape: Publicatie, list: true, description: 'De publicaties.' } },
    })
    async listPublicaties(@ThisCall() call: Call, @Param('id') id: string): Promise<Answer> {
      const record = uuidOr404(kind, id);
      await this.reads.assertVisible(kind, call, record);
      const filter = call.query(PageFilter);
      const f = fingerprint(filter, [record]);
      const [below] = decodeCursor(filter.cursor, f, [(text) => /^[1-9]\d{0,8}$/.test(text)]) ?? [];
      const limit = limitOf(filter);
      const { totaal, resultaten } = await this.reads.listPublicaties(kind, call, record, {
        below: below === undefined ? undefined : Number(below),
        limit: limit + 1,
      });
      const shown = resultaten.slice(0, limit);
      const last = shown.at(-1);
      const volgende = resultaten.length > limit && last ? nextUrl(call.url, encodeCursor(f, [String(last.nummer)])) : null;
      return listAnswer({ totaal, resultaten: shown.map((each) => JSON.stringify(each)).join(','), volgende });
    }

    @Post(`${path}/:id/publicaties`)
    @Operation({
      id: `publish${noun}`,
      tag,
      summary: `Publiceer het concept van ${one}`,
      description:
        'Maakt van het concept een publicatie met het volgende nummer. Is er niets veranderd, dan krijgt u de publicatie die er al is (200). Heft een intrekking op.',
      access: registrars,
      body: PublicatieInvoer,
      bodyOptional: true,
      ifMatch: 'gevolgd',
      answers: {
        201: { shape: shapes.publicatie, description: 'De nieuwe publicatie.', location: true },
        200: {
          shape: shapes.publicatie,
          description: 'Er was niets nieuws: de publicatie die er al was.',
          location: true,
        },
      },
    })
    async publish(@ThisCall() call: Call, @Param('id') id: string): Promise<Answer> {
      return this.writes.publish(kind, call, id);
    }

    @Get(`${path}/:id/publicaties/:nummer`)
    @Operation({
      id: `read${noun}Publicatie`,
      tag,
      summary: `Lees een publicatie van ${one}`,
      description: 'Een publicatie verandert nooit.',
      access: 'open',
      gone: true,
      answers: { 200: { shape: shapes.publicatie, description: 'De publicatie.' } },
    })
    async readPublicatie(@ThisCall() call: Call, @Param('id') id: string, @Param('nummer') nummer: string): Promise<Answer> {
      return this.reads.readPublicatie(kind, call, id, nummer);
    }

    @Get(`${path}/:id/intrekking`)
    @Operation({
      id: `read${noun}Intrekking`,
      tag,
      summary: `Lees waarom ${one} is ingetrokken`,
      access: 'open',
      answers: { 200: { shape: Intrekking, description: 'De intrekking.' } },
    })
    async readIntrekking(@ThisCall() call: Call, @Param('id') id: string): Promise<Answer> {
      return this.reads.readIntrekking(kind, call, id);
    }

    @Put(`${path}/:id/intrekking`)
    @Operation({
      id: `withdraw${noun}`,
      tag,
      summary: `Trek ${one} in`,
      description:
        'De registratie is daarna niet meer te lezen (410), met de reden erbij. Herhalen met dezelfde reden verandert niets. Alleen opnieuw publiceren maakt het ongedaan.',
      access: registrars,
      body: IntrekkingInvoer,
      ifMatch: 'gevolgd',
      answers: { 200: { shape: Intrekking, description: 'De intrekking.' } },
      conflicts: { 'niet-gepubliceerd': 'Er is nog nooit gepubliceerd.' },
    })
    async withdraw(@ThisCall() call: Call, @Param('id') id: string): Promise<Answer> {
      return this.writes.withdraw(kind, call, id);
    }
  }
  Object.defineProperty(LifecycleController, 'name', { value: `${noun}LifecycleController` });
  return LifecycleController;
}
