import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { today } from '../../../platform/fields/dates.js';
import { unlessBroken, type Mistake } from '../../../platform/fields/mistake.js';
import { Answer, noContent } from '../../../platform/http/answer.js';
import type { Call } from '../../../platform/http/call.js';
import { assertMatch, etagOf } from '../../../platform/http/conditional.js';
import { IdempotentWrites } from '../../../platform/http/idempotency.js';
import { conflict, forbidden, invalid, notFound } from '../../../platform/http/problem.js';
import { writeChange } from '../../../platform/logging/change-log.js';
import { Projections } from '../../publicaties/projections.js';
import { PublicatieReads } from '../../publicaties/publicatie-reads.js';
import { resolve, type Resolved } from '../../verwijzingen/resolve.queries.js';
import { lesKind } from '../les.kind.js';
import type { Uitkomst } from '../stand.rule.js';
import type { HergebruikEntity } from './hergebruik.entity.js';
import { isOwn } from './hergebruik.queries.js';
import { HergebruikRepository, type Receipt } from './hergebruik.repository.js';
import { HergebruikInvoer } from './hergebruik.schema.js';

const NAME = 'Dit hergebruik';

interface Standing {
  les: string;
  known: HergebruikEntity | null;
  resolved: Resolved;
}

/** One receipt per organisation on each lesson of another: its own testimony, and nobody else's. */
@Injectable()
export class HergebruikWrites {
  constructor(
    private readonly writes: IdempotentWrites,
    private readonly repository: HergebruikRepository,
    private readonly reads: PublicatieReads,
    private readonly projections: Projections,
  ) {}

  /** PUT: a new receipt or a changed one; a repetition changes nothing. */
  async put(call: Call, id: string, organisatie: string): Promise<Answer> {
    return this.writes.run(call, async (tx) => {
      const { les, known, resolved } = await this.lock(tx, call, id, organisatie);
      this.assertTestimony(call, organisatie, resolved);
      await this.assertUnchanged(tx, call, les, organisatie);
      const receipt = await this.check(tx, call, { les, organisatie, known });
      if (await isOwn(tx, les, organisatie)) {
        throw conflict('eigen-les', 'Dit is een les van uw eigen organisatie. Alleen wat anderen ermee deden, telt.');
      }
      if (!known && resolved.endedInto(organisatie)) throw conflict('organisatie-opgeheven', 'Deze organisatie bestaat niet meer.');
      if (!known) await this.repository.insert(tx, receipt);
      else if (!isSame(known, receipt)) await this.repository.update(tx, receipt);
      if (!known || !isSame(known, receipt)) await this.changed(tx, call, known ? 'wijzigen' : 'toevoegen', receipt);
      const body = JSON.stringify(await this.repository.read(call, les, organisatie, tx));
      const location = `/v1/lessen/${les}/hergebruik/${organisatie}`;
      return new Answer(body, { etag: etagOf(body), location }, known ? 200 : 201);
    });
  }

  async remove(call: Call, id: string, organisatie: string): Promise<Answer> {
    return this.writes.run(call, async (tx) => {
      const { les, known, resolved } = await this.lock(tx, call, id, organisatie);
      if (!known) throw notFound(NAME);
      this.assertTestimony(call, organisatie, resolved);
      await this.assertUnchanged(tx, call, les, organisatie);
      call.noParameters();
      await this.repository.remove(tx, les, organisatie);
      await this.changed(tx, call, 'verwijderen', known);
      return noContent();
    });
  }

  /** The lesson is locked before its receipts are looked at, so that two receipts at once are both counted. */
  private async lock(tx: EntityManager, call: Call, id: string, organisatie: string): Promise<Standing> {
    const { id: les } = await this.reads.lockPublished(tx, lesKind, call, id);
    const resolved = await resolve(tx, { organisaties: [organisatie] });
    if (!resolved.get('organisatie', organisatie)) throw notFound('Deze organisatie');
    return { les, known: await this.repository.find(tx, les, organisatie), resolved };
  }

  /** @throws Problem 403: also a coordinator cannot say what another organisation did */
  private assertTestimony(call: Call, organisatie: string, resolved: Resolved): void {
    const caller = call.assertRole();
    if (caller.organisatie === organisatie || resolved.endedInto(organisatie)?.includes(caller.organisatie)) return;
    throw forbidden('niet-uw-organisatie', 'Hergebruik vertelt een organisatie zelf. Dat kan niet namens een andere.');
  }

  private async assertUnchanged(tx: EntityManager, call: Call, les: string, organisatie: string): Promise<void> {
    if (call.ifMatch === undefined) return;
    const known = await this.repository.read(call, les, organisatie, tx);
    assertMatch(call.ifMatch, known && etagOf(JSON.stringify(known)), true);
  }

  private async check(
    tx: EntityManager,
    call: Call,
    { les, organisatie, known }: { les: string; organisatie: string; known: HergebruikEntity | null },
  ): Promise<Receipt> {
    const { value, mistakes } = call.collect(HergebruikInvoer);
    const more = [...(await resolve(tx, { checked: value })).mistakes(organisatie), ...explanationMistakes(value)];
    const all = [...mistakes, ...unlessBroken(mistakes, more)];
    if (all.length > 0) throw invalid(all);
    const receipt: Receipt = {
      les,
      organisatie,
      useCase: value.useCase ?? null,
      // The code list holds these codes alone, and the look-up has just found it there.
      uitkomst: value.uitkomst as Uitkomst,
      toelichting: value.toelichting ?? null,
      datum: value.datum ?? known?.datum ?? today(),
    };
    // Without a day a repetition keeps the day that stands; something else was found today.
    return typeof value.datum === 'string' || (known && isSame(known, receipt)) ? receipt : { ...receipt, datum: today() };
  }

  private async changed(tx: EntityManager, call: Call, handeling: string, receipt: Receipt): Promise<void> {
    const { les, organisatie, useCase, uitkomst, toelichting, datum } = receipt;
    await writeChange(tx, call, {
      handeling,
      resource: 'hergebruik',
      sleutel: `${les}/${organisatie}`,
      namens: call.knownCaller.organisatie === organisatie ? undefined : organisatie,
      inhoud: { useCase, uitkomst, toelichting, datum },
    });
    await this.projections.refreshAll(tx, [les]);
  }
}

const isSame = (known: HergebruikEntity, { useCase, uitkomst, toelichting, datum }: Receipt): boolean =>
  known.useCase === useCase && known.uitkomst === uitkomst && known.toelichting === toelichting && known.datum === datum;

const explanationMistakes = ({ uitkomst, toelichting }: HergebruikInvoer): Mistake[] =>
  uitkomst === 'weersproken' && !toelichting
    ? [{ in: 'body', location: '/toelichting', code: 'verplicht', detail: 'Wie een les weerspreekt, legt uit wat er anders ging.' }]
    : [];
