import { Injectable } from '@nestjs/common';
import { violatedConstraint } from '../../platform/database/faults.js';
import { unlessBroken } from '../../platform/fields/mistake.js';
import { Answer } from '../../platform/http/answer.js';
import type { Call } from '../../platform/http/call.js';
import { assertMatch, etagOf } from '../../platform/http/conditional.js';
import { IdempotentWrites } from '../../platform/http/idempotency.js';
import { conflict, invalid, notFound } from '../../platform/http/problem.js';
import { writeChange } from '../../platform/logging/change-log.js';
import { codeMistakes } from './code-rules.js';
import { CodelijstAanpassing, CodelijstInvoer, type CodeInvoer, type Codelijst } from './codelijst.schema.js';
import { CodelijstenRepository } from './codelijsten.repository.js';

const NAME = 'Deze codelijst';

/** Code lists change by rule: codes are never removed, and lists that the register has rules about keep their codes. */
@Injectable()
export class Codelijsten {
  constructor(
    private readonly writes: IdempotentWrites,
    private readonly repository: CodelijstenRepository,
  ) {}

  async create(call: Call): Promise<Answer> {
    return this.writes.run(call, async (tx, claim) => {
      call.assertRole();
      await claim();
      const { value, mistakes } = call.collect(CodelijstInvoer);
      const all = [...mistakes, ...unlessBroken(mistakes, codeMistakes(value.codes, []))];
      if (all.length > 0) throw invalid(all);
      try {
        await this.repository.insert(tx, value.naam, value);
      } catch (error) {
        if (violatedConstraint(error) !== 'codelijst_pk') throw error;
        throw conflict('codelijst-bestaat', `Er is al een codelijst ${value.naam}.`);
      }
      await writeChange(tx, call, { handeling: 'toevoegen', resource: 'codelijst', sleutel: value.naam, inhoud: value });
      return answerFor(await this.repository.find(value.naam, tx), 201);
    });
  }

  async replace(call: Call, naam: string): Promise<Answer> {
    return this.writes.run(call, async (tx) => {
      const known = await this.repository.lock(tx, naam);
      if (!known) throw notFound(NAME);
      call.assertRole();
      assertMatch(call.ifMatch, etagOf(JSON.stringify(known)), true);
      const { value, mistakes } = call.collect(CodelijstAanpassing);
      const all = [...mistakes, ...unlessBroken(mistakes, codeMistakes(value.codes, known.codes))];
      if (all.length > 0) throw invalid(all);
      if (known.vast) assertSameCodes(known.codes, value.codes);
      await this.repository.save(tx, naam, value);
      await writeChange(tx, call, { handeling: 'wijzigen', resource: 'codelijst', sleutel: naam, inhoud: value });
      return answerFor(await this.repository.find(naam, tx), 200);
    });
  }
}

function answerFor(list: Codelijst | undefined, status: number): Answer {
  const body = JSON.stringify(list);
  return new Answer(body, { etag: etagOf(body), location: `/v1/codelijsten/${list?.naam ?? ''}` }, status);
}

/** @throws Problem 409 when a fixed list would gain or retire a code */
function assertSameCodes(known: readonly CodeInvoer[], sent: readonly CodeInvoer[]): void {
  const keyOf = ({ code, geldigTotDatum, vervangenDoor }: CodeInvoer): string =>
    [code, geldigTotDatum ?? '', vervangenDoor ?? ''].join(' ');
  if (known.map(keyOf).sort().join() === sent.map(keyOf).sort().join()) return;
  throw conflict(
    'vaste-codelijst',
    'De codes van deze lijst liggen vast, omdat het register er regels aan verbindt. Namen en uitleg kunnen wel veranderen.',
  );
}
