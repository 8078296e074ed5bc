/** Counts every published record of a kind. */
export const ALL = '*';

/** Tokens that are counted: filter values, but not their combinations. */
export const isCounted = (token: string): boolean => !token.startsWith('joint:');

/**
 * SQL for the number of published records with a filter value, as one audience may know it. What was folded and what was not yet
 * add up in every snapshot, so the count is exact at any moment and costs the same for any number of records.
 */
export const countSql = (audience: string, soort: string, token: string): string => `(
  coalesce((select c.aantal from record_count c where c.audience = ${audience} and c.soort = ${soort} and c.token = ${token}), 0)
  + (select count(*) filter (where ${token} = any (p.added)) - count(*) filter (where ${token} = any (p.removed))
       from record_count_change p where p.audience = ${audience} and p.soort = ${soort}))::int`;

/** Rows of (token, aantal) for all values of the named filters, folded and not yet folded. */
export const countsOfSql = (audience: string, soort: string, names: string): string => `
  select k.token, sum(k.aantal)::int as aantal from (
    select c.token, c.aantal from record_count c where c.audience = ${audience} and c.soort = ${soort}
    union all
    select t.token, t.by from record_count_change p
      cross join lateral (select token, 1 from unnest(p.added) as a (token) union all select token, -1 from unnest(p.removed) as r (token)) as t (token, by)
      where p.audience = ${audience} and p.soort = ${soort}
  ) k where split_part(k.token, ':', 1) = any (${names}::text[]) group by k.token having sum(k.aantal) > 0`;

/** Rows of (token, aantal) for the given values, folded and not yet folded; also for values that nothing has. */
export const countsOfTokensSql = (audience: string, soort: string, tokens: string): string => `
  select t.token, (coalesce(c.aantal, 0) + coalesce(p.by, 0))::int as aantal
    from unnest(${tokens}::text[]) as t (token)
      left join record_count c on c.audience = ${audience} and c.soort = ${soort} and c.token = t.token
      left join (
        select k.token, sum(k.by) as by from record_count_change p
          cross join lateral (select token, 1 from unnest(p.added) as a (token) union all select token, -1 from unnest(p.removed) as r (token)) as k (token, by)
          where p.audience = ${audience} and p.soort = ${soort} and k.token = any (${tokens}::text[]) group by k.token
      ) p on p.token = t.token`;
