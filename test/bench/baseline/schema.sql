-- The tables a good engineer would make by hand for the same reads: columns, arrays, one table of links, indexes for the queries.
create table baseline_use_case (
  id uuid primary key,
  organisatie text not null references organisatie (code),
  eigen_kenmerk text,
  titel text not null,
  samenvatting text,
  omschrijving text,
  doel text,
  fase text not null,
  fase_sinds_periode text,
  soort_toepassing text[] not null,
  doelgroep text[] not null,
  themas text[] not null,
  modellen jsonb not null,
  verkrijging text,
  leveranciers text[] not null,
  risicoklasse text,
  persoonsgegevens text,
  toetsen jsonb not null,
  menselijke_tussenkomst text,
  start_periode text,
  eind_periode text,
  algoritmeregister_url text,
  bronnen jsonb not null,
  contact text,
  openbaarheid text not null,
  nummer integer not null,
  gepubliceerd_op timestamptz not null
);
create table baseline_koppeling (
  use_case uuid not null references baseline_use_case (id),
  bepaling text not null references bepaling (code),
  naleving text not null,
  werkbaarheid text not null,
  toelichting text,
  primary key (use_case, bepaling)
);
create index on baseline_use_case (openbaarheid, gepubliceerd_op desc, id);
create index on baseline_use_case (openbaarheid, fase, gepubliceerd_op desc, id);
create index on baseline_use_case (openbaarheid, fase, titel, id);
create index on baseline_use_case using gin (themas);
create index on baseline_koppeling (bepaling) include (use_case, naleving, werkbaarheid);
create table baseline_les (
  id uuid primary key,
  organisatie text not null references organisatie (code),
  eigen_kenmerk text,
  titel text not null,
  wat_gebeurde text,
  les text not null,
  aanbeveling text,
  effect text,
  bestuurslagen text[] not null,
  fasen text[] not null,
  soorten_toepassing text[] not null,
  toelichting text,
  soort text not null,
  themas text[] not null,
  bepalingen text[] not null,
  use_case uuid references baseline_use_case (id),
  openbaarheid text not null,
  nummer integer not null,
  gepubliceerd_op timestamptz not null,
  words tsvector not null generated always as (
    setweight(to_tsvector('dutch', titel), 'A')
      || setweight(to_tsvector('dutch', les || ' ' || coalesce(wat_gebeurde, '') || ' ' || coalesce(aanbeveling, '') || ' ' || coalesce(effect, '')), 'D')
  ) stored
);
create index on baseline_les using gin (words);
create index on baseline_les using gin (themas);
create index on baseline_les using gin (bepalingen);
create index on baseline_les using gin (soorten_toepassing);
