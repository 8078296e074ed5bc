import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Conditions } from '../../platform/database/conditions.js';
import type { Answer } from '../../platform/http/answer.js';
import type { Call } from '../../platform/http/call.js';
import { tablePage } from '../../platform/http/table-page.js';
import { audienceOf } from '../../register/zichtbaarheid/audience.rule.js';
import { addFilter, seenBy } from './koppelingen.queries.js';
import type { Wrijving, WrijvingFilter } from './wrijving.schema.js';

const CHAFES = "(k.naleving in ('wijkt-af', 'voldoet-deels') or k.werkbaarheid in ('onduidelijk', 'te-restrictief', 'te-ruim'))";
const JUDGED = "(k.naleving in ('voldoet', 'voldoet-deels', 'wijkt-af') or k.werkbaarheid <> 'geen-oordeel')";

// Wilson score interval, lower bound at 95 % (z = 1.96): see docs/decisions/0012.
const WILSON = `case when coalesce(w.judged, 0) = 0 then 0 else round(greatest(0,
  ((w.chafing + 1.9208) / w.judged - 1.96 * sqrt(w.chafing * (w.judged - w.chafing) / w.judged + 0.9604) / w.judged) / (1 + 3.8416 / w.judged))::numeric, 4) end`;

const WIRE = `json_build_object('bepaling', json_build_object('code', b.code, 'titel', b.titel, 'kader', b.kader), 'volgorde', b.volgorde,
  'aantalUseCases', coalesce(w.use_cases, 0), 'aantalOrganisaties', coalesce(w.organisaties, 0), 'aantalVoldoetDeels', coalesce(w.voldoet_deels, 0),
  'aantalWijktAf', coalesce(w.wijkt_af, 0), 'aantalOnduidelijk', coalesce(w.onduidelijk, 0), 'aantalTeRestrictief', coalesce(w.te_restrictief, 0),
  'aantalTeRuim', coalesce(w.te_ruim, 0), 'aantalOordelen', coalesce(w.judged, 0)::int, 'aantalMetWrijving', coalesce(w.chafing, 0)::int,
  'wrijving', ${WILSON}, 'dossier', '/v1/bepalingen/' || b.code || '/dossier')`;

/** The clauses of a kader by how much they chafe. */
@Injectable()
export class WrijvingRepository {
  constructor(private readonly dataSource: DataSource) {}

  async list(call: Call, kader: string, filter: WrijvingFilter): Promise<Answer> {
    const links = new Conditions();
    const seen = seenBy(links.value(audienceOf(call.caller)));
    const own = links.value(kader);
    links.add('k.tot is null');
    addFilter(links, filter);
    links.oneOf('o.soort', filter.organisatiesoort);
    links.oneOf('o.provincie', filter.provincie);
    const asked = filter.werkbaarheid ? `k.werkbaarheid = any (${links.value(filter.werkbaarheid)}::text[])` : undefined;
    const [chafes, judged] = asked === undefined ? [CHAFES, JUDGED] : [asked, `(k.werkbaarheid <> 'geen-oordeel' or ${asked})`];
    // Per organisation first, so that counting organisations needs no sorting.
    const counted = `select bepaling, sum(use_cases)::int as use_cases, count(*)::int as organisaties, sum(voldoet_deels)::int as voldoet_deels,
        sum(wijkt_af)::int as wijkt_af, sum(onduidelijk)::int as onduidelijk, sum(te_restrictief)::int as te_restrictief,
        sum(te_ruim)::int as te_ruim, sum(judged)::float8 as judged, sum(chafing)::float8 as chafing
      from (
        select k.bepaling, count(*) as use_cases,
            count(*) filter (where k.naleving = 'voldoet-deels') as voldoet_deels, count(*) filter (where k.naleving = 'wijkt-af') as wijkt_af,
            count(*) filter (where k.werkbaarheid = 'onduidelijk') as onduidelijk, count(*) filter (where k.werkbaarheid = 'te-restrictief') as te_restrictief,
            count(*) filter (where k.werkbaarheid = 'te-ruim') as te_ruim,
            count(*) filter (where ${judged}) as judged, count(*) filter (where ${chafes}) as chafing
          from ${seen} join bepaling c on c.code = k.bepaling and c.kader = ${own} where ${links.where} group by k.bepaling, k.organisatie
      ) p group by bepaling`;
    const conditions = new Conditions();
    Object.assign(conditions, { values: links.values });
    conditions.add(`b.kader = ${own}`);
    return tablePage<{ wrijving: Wrijving }>(this.dataSource, call, filter, {
      table: `bepaling b left join (${counted}) w on w.bepaling = b.code`,
      columns: `${WIRE} as wrijving`,
      conditions,
      // Most friction first, then the order of the kader, as one text.
      order: `(to_char(10000 - 10000 * ${WILSON}, 'FM00000') || ' ' || lpad(b.volgorde::text, 6, '0'))`,
      key: 'b.code',
      scope: [kader],
      toWire: ({ wrijving }) => wrijving,
    });
  }
}
