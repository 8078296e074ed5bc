import { countsOfTokensSql } from '../../register/zichtbaarheid/counts.queries.js';

/** How many have each value, and what codes are called: $1 audience, $2 soort, $3 tokens, $4 code lists, $5 codes. */
export const COUNTS = {
  name: 'ranking-counts',
  text: `
    select n.token, n.aantal, null as list, null as label from (${countsOfTokensSql('$1', '$2', '$3')}) n
    union all
    select c.code, null, c.codelijst, c.label from unnest($4::text[], $5::text[]) as w (list, code) join code c on c.codelijst = w.list and c.code = w.code
    union all
    select o.id::text, null, 'oplossing', o.naam from unnest($4::text[], $5::text[]) as w (list, code) join oplossing o on o.id = case when w.list = 'oplossing' then w.code::uuid end`,
};

// Values stand in a sub-select, so that every plan is as good as the general one and PostgreSQL keeps that: to plan this anew for each set of
// values costs three times what it takes to run. Audience and kind stand in an expression, so that the values are looked up in their index alone: half the register has that audience.
const theirs = "coalesce(i.audience, '') = (select $1::text) and coalesce(i.soort, '') = (select $2::text)";

const ranked = (more: string): string => `
  wanted as materialized (
    select * from unnest($3::text[], $4::text[], $5::text[], $6::float8[]) as w (token, likeness, code, weight)
  ), candidates as materialized (
    select i.record, i.tokens, i.published_at from record_index i
      where ${theirs} and i.tokens && (select $7::text[]) and ${more}
    union all
    select i.record, i.tokens, i.published_at from (
      select * from record_index n where n.audience = (select $1::text) and n.soort = (select $2::text)
        order by n.published_at desc, n.record limit case when cardinality((select $8::text[])) = 0 then 0 else (select $9::int) end
    ) i where i.tokens && (select $8::text[]) and not i.tokens && (select $7::text[]) and ${more}
  ), hits as materialized (
    select c.record, w.likeness, w.code, w.token, w.weight from candidates c cross join lateral unnest(c.tokens) as t (token)
      join wanted w on w.token = t.token
    union all
    select c.record, 'tekst', w.query, 'woord:' || w.query, w.weight from unnest($11::text[], $12::float8[]) as w (query, weight)
      cross join candidates c join search_document d on d.record = c.record where d.words @@ w.query::tsquery
  ), scored as (
    select d.record, sum(d.score) as score from (
      select h.record, max(h.weight) + 0.25 * (sum(h.weight) - max(h.weight)) as score from hits h group by h.record, h.likeness
    ) d group by d.record
  ), ranked as materialized (
    select r.*, row_number() over (order by r.score desc, r.record) as n from (
      select s.record, round((s.score + 0.5 / (1 + extract(epoch from max(c.published_at) over () - c.published_at) / 31557600.0))::numeric, 3) as score
        from scored s join candidates c on c.record = s.record
    ) r
  )`;

const shared = `
  select s.n, s.score::float8, v.body, (select count(*)::int from ranked) as totaal, array_agg(h.token) as tokens`;

/**
 * The best of the candidates: $1 audience, $2 soort, $3-$6 wanted values with likeness, code and weight, $7 values that make a candidate,
 * $8 values that make one of the newest $9 a candidate, $10 how many to show,
 * $11 and $12 words with their weights.
 */
export const rankSql = (more: string): string => `
  with ${ranked(more)}
  ${shared}, array[]::text[] as opposed
    from ranked s join hits h on h.record = s.record join record_view v on v.record = s.record and v.audience = (select $1::text)
    where s.n <= (select $10::int) group by s.n, s.score, v.body order by s.n`;

/** Which side most lessons take; of equally many, the best one's. */
const toneOver = (which: string): string =>
  `coalesce(nullif(sign(sum(d.side) filter (where ${which})), 0), (array_agg(d.side order by r.n) filter (where ${which}))[1])`;

/**
 * The same, with one that contradicts the shown lessons on a clause or theme, or that others dispute: in the last place when the shown
 * have none. It contradicts those that stay.
 */
export const rankWithContradictionSql = (more: string): string => `
  with ${ranked(more)}, sides as (
    select h.record, case h.code when 'positief' then 1 else -1 end as side from hits h where h.likeness = 'soort'
  ), tone as (
    select h.token, ${toneOver('r.n <= (select $10::int)')} as side, ${toneOver('r.n < (select $10::int)')} as kept_side
      from ranked r join sides d on d.record = r.record
        join (select distinct record, likeness || '/' || code as token from hits where likeness in ('bepaling', 'thema')) h on h.record = r.record
      where r.n <= (select $10::int) group by h.token
  ), opposed as (
    select h.record, array_agg(distinct t.token) as tokens
      from hits h join sides d on d.record = h.record join ranked r on r.record = h.record
        join tone t on t.token = h.likeness || '/' || h.code and -d.side = case when r.n <= (select $10::int) then t.side else t.kept_side end
      group by h.record
  ), against as (
    select min(r.n) as n from ranked r
      where r.record in (select record from opposed union all select h.record from hits h where h.likeness = 'stand' and h.code = 'betwist')
  ), shown as (
    select r.* from ranked r cross join against a
      where r.n <= (select $10::int) - (case when a.n > (select $10::int) and (select $10::int) > 1 then 1 else 0 end) or (r.n = a.n and (select $10::int) > 1)
  )
  ${shared}, coalesce(o.tokens, '{}') as opposed
    from shown s join hits h on h.record = s.record join record_view v on v.record = s.record and v.audience = (select $1::text)
      left join opposed o on o.record = s.record
    group by s.n, s.score, v.body, o.tokens order by s.n`;
