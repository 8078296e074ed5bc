import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { violatedConstraint } from '../../platform/database/faults.js';
import { partsOf } from '../../platform/fields/list-fields.js';
import { unlessBroken } from '../../platform/fields/mistake.js';
import { Answer } from '../../platform/http/answer.js';
import type { Call } from '../../platform/http/call.js';
import { assertMatch, etagOf } from '../../platform/http/conditional.js';
import { conflict, invalid, notFound } from '../../platform/http/problem.js';
import type { Checked } from '../../platform/http/validation.js';
import { writeChange } from '../../platform/logging/change-log.js';
import { resolve } from '../verwijzingen/resolve.queries.js';
import type { BepalingRelatie } from './bepaling.schema.js';
import { kaderMistakes } from './kader-rules.js';
import { KaderAanpassing, KaderInvoer, type KaderGegevens, type KaderMetBepalingen } from './kader.schema.js';
import { bepalingTaken, KaderWrites } from './kader-writes.repository.js';
import { KadersRepository } from './kaders.repository.js';

/** The answer to a change of a kader, and the older clauses of which it says something else now. */
export interface KaderChange {
  answer: Answer;
  changed: string[];
}

/** A coordinator adds a kader with its clauses and relations in one call, and changes it in the same way. */
@Injectable()
export class Kaders {
  constructor(
    private readonly repository: KadersRepository,
    private readonly store: KaderWrites,
  ) {}

  async create(tx: EntityManager, call: Call, claim: () => Promise<void>): Promise<KaderChange> {
    call.assertRole();
    await claim();
    const input = call.collect(KaderInvoer);
    const { code } = input.value;
    await this.check(tx, call, code, input);
    try {
      await this.store.insert(tx, code, contentOf(input.value));
    } catch (error) {
      if (violatedConstraint(error) !== 'kader_pk') throw error;
      throw conflict('kader-bestaat', `Er is al een kader ${code}.`);
    }
    return this.save(tx, call, code, input.value);
  }

  async replace(tx: EntityManager, call: Call, code: string): Promise<KaderChange> {
    const known = await this.repository.lock(tx, code);
    if (!known) throw notFound('Dit kader');
    call.assertRole();
    assertMatch(call.ifMatch, etagOf(JSON.stringify(known)), true);
    const input = call.collect(KaderAanpassing);
    await this.check(tx, call, code, input, known);
    return this.save(tx, call, code, input.value, known);
  }

  private async check(
    tx: EntityManager,
    call: Call,
    code: string,
    { value, mistakes }: Checked<KaderAanpassing>,
    known?: KaderMetBepalingen,
  ): Promise<void> {
    const resolved = await resolve(tx, { checked: value });
    const sent = partsOf(value.bepalingen).map(({ part }) => part.code);
    const kaders = [code, value.opvolgerVan].filter((each) => typeof each === 'string');
    const clauses = await this.store.clauses(tx, kaders, sent);
    const circle = await this.store.leadsBack(tx, code, value);
    const more = [...resolved.mistakes(call.knownCaller.organisatie), ...kaderMistakes(code, value, { clauses, circle, known })];
    const all = [...mistakes, ...unlessBroken(mistakes, more)];
    if (all.length > 0) throw invalid(all);
    const taken = sent.find((each) => clauses.has(each) && clauses.get(each) !== code);
    if (taken !== undefined) throw bepalingTaken(taken);
  }

  private async save(
    tx: EntityManager,
    call: Call,
    code: string,
    value: KaderAanpassing,
    known?: KaderMetBepalingen,
  ): Promise<KaderChange> {
    await this.store.save(tx, code, value, value.bepalingen, value.relaties);
    await writeChange(tx, call, { handeling: known ? 'wijzigen' : 'toevoegen', resource: 'kader', sleutel: code, inhoud: value });
    const stored = await this.repository.find(code, tx);
    const body = JSON.stringify(stored);
    const answer = new Answer(body, { etag: etagOf(body), location: `/v1/kaders/${code}` }, known ? 200 : 201);
    return { answer, changed: saidAnew(known?.relaties ?? [], stored?.relaties ?? []) };
  }
}

/** Older clauses with other relations than before, or with the same ones to a clause that has another title now. */
function saidAnew(before: readonly BepalingRelatie[], after: readonly BepalingRelatie[]): string[] {
  const saidOf = (clause: string, relaties: readonly BepalingRelatie[]): string =>
    JSON.stringify(relaties.filter(({ van }) => van?.code === clause).map(({ van: _van, ...said }) => said));
  const clauses = new Set([...before, ...after].flatMap(({ van }) => (van ? [van.code] : [])));
  return [...clauses].filter((clause) => saidOf(clause, before) !== saidOf(clause, after));
}

/** The kader without the lists that have tables of their own. */
function contentOf({ bepalingen: _bepalingen, relaties: _relaties, ...kader }: KaderAanpassing): KaderGegevens {
  return kader;
}
