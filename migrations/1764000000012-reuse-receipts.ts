import type { MigrationInterface, QueryRunner } from 'typeorm';

const NEW_TOKENS = '^(stand|bevestigdDoorMinstens|reactieOp):';

/** The tag as the product makes it of a body: SHA-256 in base64url, 27 characters, in quotes. */
const ETAG = `'"' || left(translate(encode(sha256(convert_to(body, 'UTF8')), 'base64'), '+/', '-_'), 27) || '"'`;

export class ReuseReceipts1764000000012 implements MigrationInterface {
  name = 'ReuseReceipts1764000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table hergebruik (
        les uuid not null,
        organisatie text not null,
        use_case uuid,
        uitkomst text not null,
        toelichting text,
        datum date not null,
        aangemaakt_op timestamptz(3) not null default now(),
        gewijzigd_op timestamptz(3) not null default now(),
        constraint hergebruik_pk primary key (les, organisatie),
        constraint hergebruik_les_fk foreign key (les) references registratie (id) on delete cascade,
        constraint hergebruik_organisatie_fk foreign key (organisatie) references organisatie (code),
        constraint hergebruik_use_case_fk foreign key (use_case) references registratie (id) on delete set null
      );
      create index hergebruik_use_case_idx on hergebruik (use_case);
      create index hergebruik_organisatie_idx on hergebruik (organisatie);
      comment on table hergebruik is 'Reuse receipts: what an organisation did with a les of another one. The state of a les is derived from these rows alone.';
      comment on column hergebruik.datum is 'Calendar day in Europe/Amsterdam on which the organisation found this.';
      alter table les add column reactie_op uuid,
        add constraint les_reactie_op_fk foreign key (reactie_op) references registratie (id) on delete set null;
      create index les_reactie_op_idx on les (reactie_op);
    `);
    // Lessons that are published already show and are found by what the product shows of a lesson without receipts.
    await runner.query(`
      update record_view set body = regexp_replace(body, ',"actueel":\\{([^{}]*)\\}\\}$',
          ',"reactieOp":null,"actueel":{\\1,"aantalReacties":0,"stand":"geconstateerd","aantalHergebruik":0,"aantalBevestigingen":0,'
          || '"hergebruik":{"herkend":0,"toegepast":0,"aangepast":0,"nietVanToepassing":0,"weersproken":0},"vervangen":'
          || (body ~ ',"vervangenDoor":"[0-9a-f-]{36}",')::text || '}}')
        where soort = 'les';
      update record_view set etag = ${ETAG} where soort = 'les';
      update record_index i set tokens = i.tokens || '{stand:geconstateerd}' where i.soort = 'les';
      insert into record_count (audience, soort, token, aantal)
        select i.audience, i.soort, t.token, count(*) from record_index i cross join unnest(i.tokens) as t (token)
          where i.soort = 'les' and t.token ~ '${NEW_TOKENS}' group by 1, 2, 3;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    const kept = (column: string): string => `array(select t.token from unnest(${column}) as t (token) where t.token !~ '${NEW_TOKENS}')`;
    await runner.query(`
      update record_view set body = regexp_replace(regexp_replace(body, ',"aantalReacties":\\d+,"stand":"[a-z]+",.*$', '}}'), ',"reactieOp":[^,{}]*,"actueel"', ',"actueel"')
        where soort = 'les';
      update record_view set etag = ${ETAG} where soort = 'les';
      update record_index set tokens = ${kept('tokens')} where soort = 'les';
      update record_count_change set added = ${kept('added')}, removed = ${kept('removed')} where soort = 'les';
      delete from record_count where soort = 'les' and token ~ '${NEW_TOKENS}';
      alter table les drop column reactie_op;
      drop table hergebruik;
    `);
  }
}
