import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/auth/caller.js';
import { today } from '../../platform/fields/dates.js';
import { partsOf } from '../../platform/fields/list-fields.js';
import { unlessBroken, type Mistake } from '../../platform/fields/mistake.js';
import { Answer } from '../../platform/http/answer.js';
import type { Call } from '../../platform/http/call.js';
import { etagOf } from '../../platform/http/conditional.js';
import { IdempotentWrites } from '../../platform/http/idempotency.js';
import { forbidden, invalid, notFound, Problem } from '../../platform/http/problem.js';
import { writeChange } from '../../platform/logging/change-log.js';
import { herbevestigingen } from '../kaders/herbevestiging.queries.js';
import { ConceptStore } from '../publicaties/concept-store.js';
import { RecordsRepository, type ConceptRow } from '../publicaties/records.repository.js';
import { maySee, standingOf } from '../publicaties/rights.js';
import { inhoudOf } from '../publicaties/wire.js';
import { useCaseKind } from '../use-cases/use-case.kind.js';
import { resolve, type Resolved } from '../verwijzingen/resolve.queries.js';
import { decide, inItem, shapeMistakes, type Outcome, type Placed } from './decisions.js';
import { changedInput, contentMistakes } from './changed-concept.js';
import { HerbevestigingenRepository, useCaseVerwijzing } from './herbevestigingen.repository.js';
import {
  HerbevestigingFilter,
  HerbevestigingInvoer,
  type HerbevestigingResultaat,
  type HerbevestigingUitkomst,
} from './herbevestigingen.schema.js';

/** One use case with the decisions about it, and what its links become. */
interface Work extends ConceptRow {
  placed: Placed[];
  outcome: Outcome;
}

const NOT_PUBLISHED = {
  concept: 'De use case is nog niet gepubliceerd.',
  edited: 'Het concept had nog andere wijzigingen. Publiceer het zelf als het klaar is.',
  asked: 'U vroeg om niet te publiceren.',
};
const TOELICHTING = 'Koppelingen opnieuw bevestigd.';

/** What an organisation must confirm again, and its decisions about that: all of them or none. */
@Injectable()
export class Herbevestigingen {
  constructor(
    private readonly writes: IdempotentWrites,
    private readonly repository: HerbevestigingenRepository,
    private readonly records: RecordsRepository,
    private readonly store: ConceptStore,
  ) {}

  async list(call: Call, organisatie: string, assertKnown: (filter: object) => Promise<void>): Promise<Answer> {
    const caller = call.knownCaller;
    const successors = await this.successors(organisatie);
    if (caller.organisatie !== organisatie && !successors.includes(caller.organisatie))
      throw forbidden('niet-uw-organisatie', 'Wat een organisatie moet herbevestigen, ziet alleen de organisatie zelf.');
    const filter = call.query(HerbevestigingFilter);
    await assertKnown(filter);
    return this.repository.list(call, organisatie, filter);
  }

  async confirm(call: Call, organisatie: string): Promise<Answer> {
    return this.writes.run(call, async (tx, claim) => {
      const successors = await this.successors(organisatie, tx);
      const caller = call.assertRole();
      if (caller.rol !== 'coordinator' && caller.organisatie !== organisatie && !successors.includes(caller.organisatie))
        throw forbidden('niet-uw-organisatie', 'Alleen de organisatie zelf kan haar koppelingen herbevestigen.');
      await claim();
      const { value, mistakes } = call.collect(HerbevestigingInvoer);
      const placed = partsOf(value.koppelingen).map(({ part, index }): Placed => ({ decision: part, index }));
      const resolved = await resolve(tx, { checked: value, organisaties: [organisatie] });
      const found = await this.repository.lock(tx, uuids(placed, mistakes));
      const all = [
        ...mistakes,
        ...unlessBroken(mistakes, [...placed.flatMap(shapeMistakes), ...twice(placed), ...resolved.mistakes(organisatie)]),
      ];
      const unfit = recordMistakes({ placed, found, organisatie, caller, successors });
      all.push(...unlessBroken(all, unfit));
      const works = await this.decideAll(tx, found, sound(placed, all));
      all.push(
        ...unlessBroken(
          all,
          works.flatMap(({ record, outcome, placed: own }) => [...outcome.mistakes, ...contentMistakes(record.id, outcome, own)]),
        ),
      );
      if (all.length > 0) throw invalid(all);
      return this.carryOut(tx, call, { organisatie, value, works, resolved });
    });
  }

  /** @throws Problem 404 for an organisation that does not exist */
  private async successors(organisatie: string, tx?: EntityManager): Promise<string[]> {
    if (!(await this.repository.exists(organisatie))) throw notFound('Deze organisatie');
    return this.records.successors(organisatie, today(), tx);
  }

  private async decideAll(tx: EntityManager, found: readonly ConceptRow[], placed: readonly Placed[]): Promise<Work[]> {
    const asked = found.filter(({ record }) => placed.some(({ decision }) => decision.useCase === record.id));
    const links = asked.flatMap(({ row }) => inhoudOf(useCaseKind, row).bepalingen ?? []);
    const [open, successors] = [
      await herbevestigingen(tx, links),
      await this.repository.successors(
        tx,
        links.map(({ bepaling }) => bepaling),
      ),
    ];
    const situation = { isOpen: (link: (typeof links)[number]) => open(link) !== null, successors, at: await this.repository.now(tx) };
    return asked.map(({ record, row }) => {
      const own = placed.filter(({ decision }) => decision.useCase === record.id);
      return { record, row, placed: own, outcome: decide(inhoudOf(useCaseKind, row).bepalingen ?? [], own, situation) };
    });
  }

  private async carryOut(
    tx: EntityManager,
    call: Call,
    { organisatie, value, works, resolved }: { organisatie: string; value: HerbevestigingInvoer; works: Work[]; resolved: Resolved },
  ): Promise<Answer> {
    const results = new Map<number, HerbevestigingResultaat>();
    const mistakes: Mistake[] = [];
    for (const work of works) {
      const { gepubliceerd, reden } = await this.storeOne(tx, call, work, value.publiceren !== false, mistakes);
      const useCase = useCaseVerwijzing(work.record.id, work.row.titel, work.record.eigenKenmerk);
      for (const { decision, index } of work.placed) {
        const bepaling = resolved.get('bepaling', decision.bepaling) as unknown as HerbevestigingResultaat['bepaling'];
        results.set(index, { useCase, bepaling, besluit: decision.besluit, gepubliceerd, reden });
      }
    }
    if (mistakes.length > 0) throw invalid(mistakes);
    const namens = call.knownCaller.organisatie === organisatie ? undefined : organisatie;
    await writeChange(tx, call, { handeling: 'herbevestigen', resource: 'organisatie', sleutel: organisatie, namens, inhoud: value });
    const resultaten = value.koppelingen.flatMap((_decision, index) => results.get(index) ?? []);
    const body = JSON.stringify({ aantal: resultaten.length, resultaten } satisfies HerbevestigingUitkomst);
    return new Answer(body, { etag: etagOf(body) });
  }

  /** Stores one concept with its new links, and publishes it when that publishes nothing else. */
  private async storeOne(
    tx: EntityManager,
    call: Call,
    { record, row, placed, outcome }: Work,
    publiceren: boolean,
    mistakes: Mistake[],
  ): Promise<Pick<HerbevestigingResultaat, 'gepubliceerd' | 'reden'>> {
    const why = reasonNot({ record, row }, publiceren);
    try {
      const input = changedInput(row, outcome.links);
      await this.store.change(tx, call, useCaseKind, { record, row, input, publish: why === null, quiet: true, toelichting: TOELICHTING });
    } catch (error) {
      // Nothing of this concept is stored then; the others are tried too, so that every mistake is answered at once.
      if (!(error instanceof Problem) || (error.status !== 400 && error.status !== 409)) throw error;
      const errors = error.extra.errors ?? [{ location: '', code: error.code, detail: error.detail }];
      const [first] = placed;
      mistakes.push(
        ...errors.map((each) => inItem(first?.index ?? 0, '/useCase', each.code, `${each.detail} (${each.location || 'concept'})`)),
      );
    }
    return { gepubliceerd: why === null ? record.nummer : null, reden: why };
  }
}

function reasonNot({ record }: ConceptRow, publiceren: boolean): string | null {
  if (record.nummer === 0) return NOT_PUBLISHED.concept;
  if (!publiceren) return NOT_PUBLISHED.asked;
  return record.conceptHash === record.inhoudHash ? null : NOT_PUBLISHED.edited;
}

/** The records that are named in the form of an id. */
const uuids = (placed: readonly Placed[], mistakes: readonly Mistake[]): string[] =>
  sound(placed, mistakes, '/useCase').map(({ decision }) => decision.useCase);

/** Decisions without a mistake, or without one in that field. */
const sound = (placed: readonly Placed[], mistakes: readonly Mistake[], field = ''): Placed[] =>
  placed.filter(({ index }) => {
    const at = `/koppelingen/${String(index)}${field}`;
    return !mistakes.some(({ location }) => location === at || location.startsWith(`${at}/`));
  });

function twice(placed: readonly Placed[]): Mistake[] {
  const pairOf = ({ decision }: Placed): string => JSON.stringify([decision.useCase, decision.bepaling]);
  const seen = placed.map(pairOf);
  return placed.flatMap((each, place) =>
    seen.indexOf(pairOf(each)) === place ? [] : [inItem(each.index, '', 'dubbel', 'Over deze koppeling staat al een besluit in de lijst.')],
  );
}

interface Named {
  placed: readonly Placed[];
  found: readonly ConceptRow[];
  organisatie: string;
  caller: Caller;
  successors: readonly string[];
}

/** Use cases that are not there for this caller, not theirs to change, or withdrawn. */
function recordMistakes({ placed, found, organisatie, caller, successors }: Named): Mistake[] {
  return placed.flatMap(({ decision, index }) => {
    const record = found.find((each) => each.record.id === decision.useCase)?.record;
    const refuse = (code: string, detail: string): Mistake[] => [inItem(index, '/useCase', code, detail)];
    const absent = refuse('bestaat-niet', `Deze organisatie heeft geen use case ${decision.useCase} die u kunt zien.`);
    if (record?.organisatie !== organisatie) return absent;
    const { isOwner, isSuccessor, onBehalf } = standingOf(caller, record, successors);
    if (!isOwner && !isSuccessor && !(onBehalf && !record.zelfBewerkt))
      return maySee(caller, record)
        ? refuse('organisatie-beheert-zelf', 'De organisatie houdt deze use case zelf bij. Een coördinator kan die niet meer wijzigen.')
        : absent;
    return record.ingetrokkenOp ? refuse('ingetrokken', 'Deze use case is ingetrokken. Publiceer die eerst opnieuw.') : [];
  });
}
