const SAME = 'r.kader = x.kader and r.van is not distinct from x.van and r.naar is not distinct from x.naar and r.soort = x.soort';

/**
 * Makes the relations of some kaders those of `input` (kader, van, naar, soort, toelichting, zekerheid). One that stays the same keeps its id
 * and its `vanaf`, so that what was confirmed since stays confirmed.
 */
export const replaceRelaties = (input: string, ofKaders: string): string => `
  with input as (${input}),
  gone as (delete from bepaling_relatie r where ${ofKaders} and not exists (select from input x where ${SAME})),
  kept as (update bepaling_relatie r set toelichting = x.toelichting, zekerheid = x.zekerheid from input x where ${SAME})
  insert into bepaling_relatie (id, kader, van, naar, soort, toelichting, zekerheid, vanaf)
    select gen_random_uuid(), x.kader, x.van, x.naar, x.soort, x.toelichting, x.zekerheid, date_trunc('milliseconds', clock_timestamp())
      from input x where not exists (select from bepaling_relatie r where ${SAME})`;
