import type { MigrationInterface, QueryRunner } from 'typeorm';

const NEW = "(token like 'eigen:%' or token like 'bron:%' or token like 'uit:%' or token like 'model:%' or token like 'vervangen:%')";

/** The tag as the product makes it of a body: SHA-256 in base64url, 27 characters, in quotes. */
const ETAG = `'"' || left(translate(encode(sha256(convert_to(body, 'UTF8')), 'base64'), '+/', '-_'), 27) || '"'`;

/** Gives published records the values that lessons and use cases are matched on, as publishing them now would. */
export class Likeness1764000000015 implements MigrationInterface {
  name = 'Likeness1764000000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update record_index i set tokens = i.tokens || array(
          select distinct 'model:' || lower(m ->> 'naam') from json_array_elements(v.body::json -> 'modellen') as m where m ->> 'naam' is not null)
        from record_view v where v.record = i.record and v.audience = i.audience and i.soort = 'use-case';

      with origin as (
        select i.audience, i.record, r.field, o.tokens from record_index i join record_reference r on r.record = i.record and r.field in ('useCase', 'ervaring')
          join record_index o on o.record = r.target and o.audience = i.audience where i.soort = 'les'
      ), said as (
        select i.audience, i.record, s.context, s.code from record_index i join record_view v on v.record = i.record and v.audience = i.audience
          cross join lateral (
            select split_part(t, ':', 1), substr(t, strpos(t, ':') + 1) from unnest(i.tokens) as t where split_part(t, ':', 1) in ('bepaling', 'thema', 'soortToepassing', 'fase')
            union all
            select 'bestuurslaag', json_array_elements_text(case when json_typeof(v.body::json -> 'toepasbaarheid') = 'object' then v.body::json -> 'toepasbaarheid' -> 'bestuurslagen' end)
          ) as s (context, code)
          where i.soort = 'les' and s.code not in ('onbekend', 'overig')
      ), taken as (
        select o.audience, o.record, split_part(t, ':', 1) as context, substr(t, strpos(t, ':') + 1) as code from origin o cross join unnest(o.tokens) as t
          where (o.field = 'useCase' or not exists (select from origin u where u.audience = o.audience and u.record = o.record and u.field = 'useCase'))
            and split_part(t, ':', 1) in ('bepaling', 'thema', 'soortToepassing', 'fase', 'oplossing', 'leverancier', 'model')
        union all
        select i.audience, i.record, 'bestuurslaag', o.bestuurslaag from record_index i join organisatie o on o.code = i.organisatie where i.soort = 'les'
      ), found as (
        select audience, record, 'eigen:' || context || '/' || code as token from said
        union
        select t.audience, t.record, 'bron:' || t.context || '/' || t.code from taken t where t.code not in ('onbekend', 'overig')
          and not exists (select from said s where s.audience = t.audience and s.record = t.record and s.context = t.context)
        union
        select i.audience, i.record, 'uit:' || substr(t, 9) from record_index i cross join unnest(i.tokens) as t where i.soort = 'les' and t like 'useCase:%'
        union
        select o.audience, o.record, 'uit:' || substr(t, 9) from origin o cross join unnest(o.tokens) as t where o.field = 'ervaring' and t like 'useCase:%'
          and not exists (select from record_index i where i.audience = o.audience and i.record = o.record and array_to_string(i.tokens, ' ') like '%useCase:%')
        union
        select i.audience, i.record, 'vervangen:' || exists (
            select from record_reference r join record_index n on n.record = r.target and n.audience = i.audience where r.record = i.record and r.field = 'vervangenDoor')::text
          from record_index i where i.soort = 'les'
      )
      update record_index i set tokens = i.tokens || f.tokens
        from (select audience, record, array_agg(token) as tokens from found group by 1, 2) f where f.audience = i.audience and f.record = i.record;

      insert into record_count (audience, soort, token, aantal)
        select i.audience, i.soort, t.token, count(*) from record_index i cross join unnest(i.tokens) as t (token) where ${NEW} group by 1, 2, 3;
    `);
    // Quotes inside a text are escaped, so this is found in one place alone.
    await runner.query(`
      update record_view v set body = regexp_replace(body, '(,"actueel":\\{"aantalErvaringen":\\d+,"aantalLessen":\\d+)', '\\1,"aantalNavolgers":' || (
          select count(*) from record_reference f join record_index n on n.record = f.record and n.audience = v.audience where f.target = v.record and f.field = 'gebaseerdOp'))
        where soort = 'use-case';
      update record_view set etag = ${ETAG} where soort = 'use-case';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update record_view set body = regexp_replace(body, '(,"actueel":\\{"aantalErvaringen":\\d+,"aantalLessen":\\d+),"aantalNavolgers":\\d+', '\\1')
        where soort = 'use-case';
      update record_view set etag = ${ETAG} where soort = 'use-case';
      update record_index set tokens = array(select token from unnest(tokens) as t (token) where not ${NEW}) where soort in ('use-case', 'les');
      update record_count_change set added = array(select token from unnest(added) as t (token) where not ${NEW}),
        removed = array(select token from unnest(removed) as t (token) where not ${NEW});
      delete from record_count where ${NEW};
    `);
  }
}
