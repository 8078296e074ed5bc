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

/** How many to show. */
const SHOWN = '(select $10::int)';

// What a record shares travels with it as one text: joining the intermediate results again costs more than all the rest.
const listOf = (text: string): string => `string_to_array(${text}, E'\\n')`;

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
    select c.record, c.published_at, w.likeness, w.code, w.token, w.weight from candidates c cross join lateral unnest(c.tokens) as t (token)
      join wanted w on w.token = t.token
    union all
    select c.record, c.published_at, 'tekst', w.query, 'woord:' || w.query, w.weight from unnest($11::text[], $12::float8[]) as w (query, weight)
      cross join candidates c join search_document d on d.record = c.record where d.words @@ w.query::tsquery
  ), scored as (
    select d.record, sum(d.score) as score, min(d.published_at) as published_at, min(d.side) as side, bool_or(d.disputed) as disputed,
        string_agg(d.tokens, E'\\n') as tokens, string_agg(d.subjects, E'\\n') as subjects from (
      select h.record, max(h.weight) + 0.25 * (sum(h.weight) - max(h.weight)) as score, min(h.published_at) as published_at,
          string_agg(h.token, E'\\n') as tokens,
          string_agg(h.likeness || '/' || h.code, E'\\n') filter (where h.likeness in ('bepaling', 'thema')) as subjects,
          min(case h.code when 'positief' then 1 else -1 end) filter (where h.likeness = 'soort') as side,
          bool_or(h.likeness = 'stand' and h.code = 'betwist') as disputed
        from hits h group by h.record, h.likeness
    ) d group by d.record
  ), ranked as materialized (
    select r.*, row_number() over (order by r.score desc, r.record) as n from (
      select s.record, s.side, s.disputed, s.tokens, s.subjects,
          round((s.score + 0.5 / (1 + extract(epoch from max(s.published_at) over () - s.published_at) / 31557600.0))::numeric, 3) as score
        from scored s
    ) r
  )`;

const shared = `
  select s.n, s.score::float8, v.body, (select count(*)::int from ranked) as totaal, ${listOf('s.tokens')} as tokens`;

/**
 * The best of the candidates: $1 audience, $2 soort, $3-$6 wanted values with likeness, code and weight, $7 values that make a candidate,
 * $8 values that make one of the newest $9 a candidate, $10 how many to show,
 * $11 and $12 words with their weights.
 */
export const rankSql = (more: string): string => `
  with ${ranked(more)}
  ${shared}, array[]::text[] as opposed
    from ranked s join record_view v on v.record = s.record and v.audience = (select $1::text)
    where s.n <= (select $10::int) order by s.n`;

/** Which side most lessons take; of equally many, the best one's. */
const toneOver = (which: string): string =>
  `coalesce(nullif(sign(sum(r.side) filter (where ${which})), 0), (array_agg(r.side order by r.n) filter (where ${which}))[1])`;

/**
 * The same, with one that contradicts the shown lessons on a clause or theme, or that others dispute: in the last place when the shown
 * have none. It contradicts those that stay.
 */
export const rankWithContradictionSql = (more: string): string => `
  with ${ranked(more)}, tone as materialized (
    select u.token, ${toneOver(`r.n <= ${SHOWN}`)} as side, ${toneOver(`r.n < ${SHOWN}`)} as kept_side
      from ranked r cross join lateral (select distinct x.token from unnest(${listOf('r.subjects')}) as x (token)) u
      where r.n <= ${SHOWN} and r.side is not null group by 1
  ), sides as materialized (
    select array_agg(token) filter (where side = 1) as plus, array_agg(token) filter (where side = -1) as minus,
        array_agg(token) filter (where kept_side = 1) as kept_plus, array_agg(token) filter (where kept_side = -1) as kept_minus
      from tone
  ), against as (
    select min(r.n) as n from ranked r cross join sides t
      where r.disputed or ${listOf('r.subjects')} && case when r.side = 1 and r.n <= ${SHOWN} then t.minus when r.side = 1 then t.kept_minus
        when r.side = -1 and r.n <= ${SHOWN} then t.plus when r.side = -1 then t.kept_plus end
  ), shown as (
    select r.* from ranked r cross join against a
      where r.n <= ${SHOWN} - (case when a.n > ${SHOWN} and ${SHOWN} > 1 then 1 else 0 end) or (r.n = a.n and ${SHOWN} > 1)
  )
  ${shared}, array(select t.token from tone t where t.token = any (${listOf('s.subjects')})
        and -s.side = case when s.n <= ${SHOWN} then t.side else t.kept_side end) as opposed
    from shown s join record_view v on v.record = s.record and v.audience = (select $1::text) order by s.n`;
