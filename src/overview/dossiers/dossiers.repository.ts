import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Conditions } from '../../platform/database/conditions.js';
import { shorten } from '../../platform/fields/text.js';
import type { Answer } from '../../platform/http/answer.js';
import type { Call } from '../../platform/http/call.js';
import { tablePage } from '../../platform/http/table-page.js';
import type { BepalingMetVerwanten } from '../../register/kaders/bepaling.schema.js';
import { audienceOf } from '../../register/zichtbaarheid/audience.rule.js';
import { hasWords } from '../../register/zoeken/search.queries.js';
import type { Dossier, DossierFilter } from './dossier.schema.js';
import { readFigures } from './figures.queries.js';
import { toTellingen } from './figures.js';
import { addFilter, linkSeenBy, TOELICHTING } from './koppelingen.queries.js';
import { readLatest } from './latest.queries.js';
import type { Toelichting, ToelichtingFilter } from './toelichting.schema.js';

const LESSON_LENGTH = 500;

/** What is learned about one clause, counted and listed over what the caller may see. */
@Injectable()
export class DossiersRepository {
  constructor(private readonly dataSource: DataSource) {}

  async dossier(call: Call, bepaling: BepalingMetVerwanten, filter: DossierFilter): Promise<Dossier> {
    const { code, titel, kader, voorgangers, opvolgers } = bepaling;
    const audience = audienceOf(call.caller);
    const [figures, latest] = await Promise.all([
      readFigures(this.dataSource, audience, code, filter),
      readLatest(this.dataSource, audience, code, filter),
    ]);
    for (const lesson of latest.lessen) lesson.les = shorten(lesson.les, LESSON_LENGTH);
    return {
      bepaling: { code, titel, kader },
      ...toTellingen(figures),
      toelichtingen: { resultaten: latest.toelichtingen, meer: address(`/v1/bepalingen/${code}/toelichtingen`, filter, 'sinds') },
      lessen: { resultaten: latest.lessen, meer: address(`/v1/lessen?bepaling=${code}`, filter, 'gepubliceerdNa') },
      useCases: { resultaten: latest.useCases, meer: address(`/v1/use-cases?bepaling=${code}`, filter, 'gepubliceerdNa') },
      voorgangers,
      opvolgers,
    };
  }

  async listToelichtingen(call: Call, bepaling: string, filter: ToelichtingFilter): Promise<Answer> {
    const conditions = new Conditions();
    const audience = conditions.value(audienceOf(call.caller));
    conditions.add(`k.bepaling = ${conditions.value(bepaling)} and k.tot is null and k.toelichting is not null`);
    addFilter(conditions, filter);
    conditions.add(linkSeenBy(audience));
    conditions.oneOf('k.naleving', filter.naleving);
    conditions.oneOf('k.werkbaarheid', filter.werkbaarheid);
    conditions.oneOf('k.organisatie', filter.organisatie);
    if (filter.sinds) conditions.add(`k.oordeel_vanaf > ${conditions.value(filter.sinds)}::timestamptz`);
    if (typeof filter.zoek === 'string') conditions.add(hasWords('k.toelichting', conditions.value(filter.zoek)));
    return tablePage<{ toelichting: Toelichting }>(this.dataSource, call, filter, {
      table: 'koppeling k join organisatie o on o.code = k.organisatie',
      columns: `${TOELICHTING} as toelichting`,
      conditions,
      order: 'k.oordeel_vanaf',
      key: 'k.record::text',
      type: 'moment',
      descending: true,
      scope: [bepaling],
      toWire: ({ toelichting }) => toelichting,
    });
  }
}

/** The whole list with the filters of the dossier; a list names the moment in its own way. */
function address(list: string, { bestuurslaag = [], fase = [], sinds }: DossierFilter, since: string): string {
  const parameters = new URLSearchParams();
  for (const code of bestuurslaag) parameters.append('bestuurslaag', code);
  for (const code of fase) parameters.append('fase', code);
  if (typeof sinds === 'string') parameters.append(since, sinds);
  const text = parameters.toString();
  return text === '' ? list : `${list}${list.includes('?') ? '&' : '?'}${text}`;
}
