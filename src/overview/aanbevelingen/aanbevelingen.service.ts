import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Answer } from '../../platform/http/answer.js';
import type { Call } from '../../platform/http/call.js';
import { listAnswer } from '../../platform/http/paging.js';
import { originOf } from '../../register/lessen/les-context.rule.js';
import { token } from '../../register/publicaties/projections.js';
import { PublicatieReads } from '../../register/publicaties/publicatie-reads.js';
import type { Wire } from '../../register/publicaties/record-kind.js';
import { RecordKinds, type Adviser } from '../../register/publicaties/record-kinds.js';
import { useCaseKind } from '../../register/use-cases/use-case.kind.js';
import { KnownCodes } from '../../register/verwijzingen/known-codes.repository.js';
import { audienceOf } from '../../register/zichtbaarheid/audience.rule.js';
import { AanbevelingFilter, VergelijkbaarFilter, type Reden } from './aanbeveling.schema.js';
import { wantedOfLessen, wantedOfUseCases } from './likeness.js';
import { RankingRepository, type Question, type Ranked } from './ranking.repository.js';
import { reasonOfStand, reasonOfWords, reasonsAgainst, reasonsOfLes, reasonsOfUseCase } from './reasons.js';

const DEFAULT_LIMIT = 10;
const SHORT = 3;
/** Whoever writes does not wait long for advice. */
const SHORT_BUDGET = 100;

/** Lessons and use cases of others that someone with this use case should see, each with its reasons. */
@Injectable()
export class Aanbevelingen implements OnModuleInit {
  constructor(
    private readonly reads: PublicatieReads,
    private readonly ranking: RankingRepository,
    private readonly known: KnownCodes,
    private readonly kinds: RecordKinds,
  ) {}

  onModuleInit(): void {
    this.kinds.advise('use-case', this.adviseLessen);
  }

  async passendeLessen(call: Call, id: string): Promise<Answer> {
    const { record, content } = await this.reads.content(useCaseKind, call, id, versieOf(call));
    const { limiet } = call.query(AanbevelingFilter);
    const question = lessenFor(call, record.id, content, limiet ?? DEFAULT_LIMIT);
    const { totaal, ranked } = await this.ranking.rank({ ...question, text: textOf(content) });
    const resultaten = ranked.map((each) => `{"les":${each.body},${rest({ ...passing(each), score: each.score })}`);
    return listAnswer({ totaal, resultaten: resultaten.join(','), volgende: null });
  }

  async vergelijkbare(call: Call, id: string): Promise<Answer> {
    const { record, content } = await this.reads.content(useCaseKind, call, id, versieOf(call));
    const filter = call.query(VergelijkbaarFilter);
    await this.known.assert(filter);
    const { organisatie } = content as { organisatie: { code: string } };
    const { totaal, ranked } = await this.ranking.rank({
      audience: audienceOf(call.caller),
      soort: 'use-case',
      wanted: wantedOfUseCases(content),
      text: textOf(content),
      limit: filter.limiet ?? DEFAULT_LIMIT,
      without: [],
      notOf: [record.organisatie, organisatie.code],
      filters: groupsOf(filter),
    });
    const resultaten = ranked.map(
      ({ body, shared, words, score }) =>
        `{"useCase":${body},${rest({ redenen: [...reasonsOfUseCase(shared), ...reasonOfWords(words)], score })}`,
    );
    return listAnswer({ totaal, resultaten: resultaten.join(','), volgende: null });
  }

  /** A few lessons beside a concept that was just written, on its codes alone. */
  private readonly adviseLessen: Adviser = async (tx, caller, record, content) => {
    const question = { ...lessenFor({ caller }, record.id, content, SHORT), budget: SHORT_BUDGET };
    const { ranked } = await this.ranking.rank(question, tx);
    const passendeLessen = ranked.map((each) => {
      const { id, titel, organisatie } = JSON.parse(each.body) as Wire;
      const { redenen, tegenspraak } = passing(each);
      return { id, titel, organisatie, redenen: redenen.map(({ tekst }) => tekst), tegenspraak };
    });
    return passendeLessen.length > 0 ? { passendeLessen } : {};
  };
}

/** Looked at before the parameters are checked: who may not see the record learns nothing of them. */
const versieOf = (call: Call): string | null => new URL(call.url, 'http://register').searchParams.get('versie');

/** Lessons that are not this use case's own, and that no better one has replaced. */
const lessenFor = (call: Pick<Call, 'caller'>, id: string, content: Wire, limit: number): Question => ({
  audience: audienceOf(call.caller),
  soort: 'les',
  wanted: wantedOfLessen(content),
  limit,
  without: [originOf(id), token('vervangen', 'true')],
});

/** What a use case says in words about what it is for. */
const textOf = ({ titel, samenvatting, doel }: Wire): string =>
  [titel, samenvatting, doel].filter((each) => typeof each === 'string').join(' ');

/** Filter values as the lists of use cases know them. */
const groupsOf = ({ limiet: _limiet, versie: _versie, ...filters }: VergelijkbaarFilter): string[][] =>
  Object.entries(filters as Record<string, string[] | undefined>).flatMap(([name, sent]) =>
    sent ? [sent.map((value) => token(name, useCaseKind.lowerCased?.includes(name) ? value.toLowerCase() : value))] : [],
  );

function passing({ shared, words, stand, soort, opposed }: Ranked): { redenen: Reden[]; tegenspraak: boolean } {
  const against = reasonsAgainst(stand, soort, opposed);
  return {
    redenen: [...reasonsOfLes(shared), ...reasonOfWords(words), ...reasonOfStand(stand), ...against],
    tegenspraak: against.length > 0,
  };
}

/** The members after the first one, which is JSON already. */
const rest = (members: object): string => JSON.stringify(members).slice(1);
