import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { violatedConstraint } from '../../platform/database/faults.js';
import { pointer, unlessBroken, type Mistake } from '../../platform/fields/mistake.js';
import { Answer } from '../../platform/http/answer.js';
import type { Call } from '../../platform/http/call.js';
import { assertMatch, etagOf } from '../../platform/http/conditional.js';
import { conflict, invalid, notFound } from '../../platform/http/problem.js';
import type { Checked } from '../../platform/http/validation.js';
import { writeChange } from '../../platform/logging/change-log.js';
import { resolve } from '../verwijzingen/resolve.queries.js';
import { audienceOf } from '../zichtbaarheid/audience.rule.js';
import type { OrganisatieEntity } from './organisatie.entity.js';
import { OrganisatieAanpassing, OrganisatieInvoer } from './organisatie.schema.js';
import { OrganisatiesRepository } from './organisaties.repository.js';

/** Adding and changing organisations; a merger ends one and names its successors. */
@Injectable()
export class Organisaties {
  constructor(private readonly repository: OrganisatiesRepository) {}

  async create(tx: EntityManager, call: Call, claim: () => Promise<void>): Promise<Answer> {
    call.assertRole();
    await claim();
    const input = call.collect(OrganisatieInvoer);
    await this.check(tx, call, input, input.value.code);
    try {
      await this.repository.insert(tx, input.value);
    } catch (error) {
      if (violatedConstraint(error) !== 'organisatie_pk') throw error;
      throw conflict('organisatie-bestaat', `Er is al een organisatie ${input.value.code}.`);
    }
    await writeChange(tx, call, { handeling: 'toevoegen', resource: 'organisatie', sleutel: input.value.code, inhoud: input.value });
    return this.answer(tx, call, input.value.code, 201);
  }

  /** @returns the answer, whether something changed that records of the organisation show, and whether its successors changed */
  async replace(tx: EntityManager, call: Call, code: string): Promise<{ answer: Answer; shown: boolean; succeeded: boolean }> {
    const known = await this.repository.lock(tx, code);
    if (!known) throw notFound('Deze organisatie');
    call.assertRole();
    assertMatch(call.ifMatch, etagOf(JSON.stringify(await this.repository.find(code, audienceOf(call.caller), tx))), true);
    const input = call.collect(OrganisatieAanpassing);
    await this.check(tx, call, input, code);
    await this.repository.update(tx, code, input.value);
    await writeChange(tx, call, { handeling: 'wijzigen', resource: 'organisatie', sleutel: code, inhoud: input.value });
    const succeeded = known.opvolgers.join() !== successorsOf(input.value).join();
    return { answer: await this.answer(tx, call, code, 200), shown: isShownDifferently(known, input.value), succeeded };
  }

  private async check(tx: EntityManager, call: Call, { value, mistakes }: Checked<OrganisatieAanpassing>, code: string): Promise<void> {
    const resolved = await resolve(tx, { checked: value });
    const back = await this.repository.leadBack(tx, code, successorsOf(value));
    const more = [...resolved.mistakes(call.knownCaller.organisatie), ...ownMistakes(value, code, back)];
    const all = [...mistakes, ...unlessBroken(mistakes, more)];
    if (all.length > 0) throw invalid(all);
  }

  private async answer(tx: EntityManager, call: Call, code: string, status: number): Promise<Answer> {
    const body = JSON.stringify(await this.repository.find(code, audienceOf(call.caller), tx));
    return new Answer(body, { etag: etagOf(body), location: `/v1/organisaties/${code}` }, status);
  }
}

const inBody = (location: string, code: string, detail: string): Mistake => ({ in: 'body', location, code, detail });

const successorsOf = ({ opvolgers }: OrganisatieAanpassing): string[] =>
  Array.isArray(opvolgers) ? opvolgers.filter((each) => typeof each === 'string') : [];

function ownMistakes(value: OrganisatieAanpassing, code: string, leadBack: readonly string[]): Mistake[] {
  const { actiefVanafDatum, actiefTotDatum } = value;
  const successors = successorsOf(value);
  const self = successors.indexOf(code);
  return [
    ...(self === -1 ? [] : [inBody(`/opvolgers${pointer(self)}`, 'eigen-opvolger', 'Een organisatie kan zichzelf niet opvolgen.')]),
    ...leadBack.map((each) =>
      inBody(`/opvolgers${pointer(successors.indexOf(each))}`, 'kring', `De organisatie ${each} wordt zelf door deze opgevolgd.`),
    ),
    ...(successors.length > 0 && !actiefTotDatum
      ? [inBody('/actiefTotDatum', 'verplicht', 'Bij opvolgers hoort de dag waarop de organisatie ophoudt.')]
      : []),
    ...(actiefVanafDatum && actiefTotDatum && actiefTotDatum <= actiefVanafDatum
      ? [inBody('/actiefTotDatum', 'eind-voor-begin', 'Het einde ligt voor het begin.')]
      : []),
  ];
}

const isShownDifferently = (known: OrganisatieEntity, next: OrganisatieAanpassing): boolean =>
  known.naam !== next.naam ||
  known.soort !== next.soort ||
  known.bestuurslaag !== next.bestuurslaag ||
  known.provincie !== (next.provincie ?? null);
