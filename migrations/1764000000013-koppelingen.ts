import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Koppelingen1764000000013 implements MigrationInterface {
  name = 'Koppelingen1764000000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table koppeling (
        record uuid not null,
        bepaling text not null,
        vanaf timestamptz(3) not null,
        tot timestamptz(3),
        oordeel_vanaf timestamptz(3) not null,
        organisatie text not null,
        fase text not null,
        naleving text not null,
        werkbaarheid text not null,
        toelichting text,
        constraint koppeling_pk primary key (record, bepaling, vanaf),
        constraint koppeling_record_fk foreign key (record) references registratie (id),
        constraint koppeling_bepaling_fk foreign key (bepaling) references bepaling (code),
        constraint koppeling_organisatie_fk foreign key (organisatie) references organisatie (code)
      );
      comment on table koppeling is 'Published links of use cases and clauses, each for as long as it stood unchanged. No row is ever removed. Who may see it follows from record_index.';
      comment on column koppeling.vanaf is 'Moment of the publication that brought the link as it is here.';
      comment on column koppeling.tot is 'Moment of the publication that ended or changed the link, or of the withdrawal before that publication. Empty: as it was published last; whether that is withdrawn is said by registratie.';
      comment on column koppeling.oordeel_vanaf is 'Since when naleving, werkbaarheid and toelichting are these: a later change of fase or organisatie leaves it.';
      comment on column koppeling.organisatie is 'Organisation of the publication.';
      comment on column koppeling.fase is 'Phase of the use case in the publication.';
    `);
    await runner.query(FILL);
    await runner.query(`
      create index koppeling_actueel_idx on koppeling (bepaling, oordeel_vanaf desc, record) include (organisatie, fase, naleving, werkbaarheid) where tot is null;
      create index koppeling_verloop_idx on koppeling (bepaling, vanaf) include (tot, record, organisatie, fase, naleving, werkbaarheid);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table koppeling');
  }
}

// Publications in order; a link that the next publication repeats goes on, unless the record was withdrawn in between.
const FILL = `
  with publicaties as (
    select p.record, p.nummer, p.gepubliceerd_op, p.organisatie, p.inhoud,
        coalesce(lag(p.ingetrokken_op) over w <= p.gepubliceerd_op, false) as na_intrekking,
        case when lead(p.nummer) over w is null then null else least(lead(p.gepubliceerd_op) over w, p.ingetrokken_op) end as eind
      from publicatie p join registratie r on r.id = p.record and r.soort = 'use-case'
      window w as (partition by p.record order by p.nummer)
  ), links as (
    select p.record, l.value -> 'bepaling' ->> 'code' as bepaling, p.nummer, p.gepubliceerd_op, p.eind, p.na_intrekking, p.organisatie,
        p.inhoud ->> 'fase' as fase, l.value ->> 'naleving' as naleving, l.value ->> 'werkbaarheid' as werkbaarheid, l.value ->> 'toelichting' as toelichting
      from publicaties p cross join lateral json_array_elements(p.inhoud -> 'bepalingen') l
  ), compared as (
    select *,
        na_intrekking or lag(nummer) over w is distinct from nummer - 1
          or (naleving, werkbaarheid, toelichting) is distinct from (lag(naleving) over w, lag(werkbaarheid) over w, lag(toelichting) over w) as ander_oordeel,
        (organisatie, fase) is distinct from (lag(organisatie) over w, lag(fase) over w) as elders
      from links window w as (partition by record, bepaling order by nummer)
  ), periods as (
    select *, count(*) filter (where ander_oordeel or elders) over w as period, max(gepubliceerd_op) filter (where ander_oordeel) over w as oordeel_vanaf
      from compared window w as (partition by record, bepaling order by nummer)
  )
  insert into koppeling (record, bepaling, vanaf, tot, oordeel_vanaf, organisatie, fase, naleving, werkbaarheid, toelichting)
    select record, bepaling, min(gepubliceerd_op) as vanaf, nullif(max(coalesce(eind, 'infinity')), 'infinity'), min(oordeel_vanaf),
        organisatie, fase, naleving, werkbaarheid, toelichting
      from periods group by record, bepaling, period, organisatie, fase, naleving, werkbaarheid, toelichting
      order by bepaling, vanaf, record
    on conflict (record, bepaling, vanaf) do nothing`;
