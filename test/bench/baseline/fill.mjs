// The same content in the baseline's tables.

export async function storeUseCases(tx, items) {
  const rows = items.map(({ record, raw, owner, at }) => ({
    id: record.id,
    organisatie: owner,
    eigen_kenmerk: record.eigenKenmerk,
    titel: raw.titel,
    samenvatting: raw.samenvatting,
    omschrijving: raw.omschrijving,
    doel: raw.doel,
    fase: raw.fase,
    fase_sinds_periode: raw.faseSindsPeriode,
    soort_toepassing: raw.soortToepassing,
    doelgroep: raw.doelgroep,
    themas: raw.themas,
    modellen: raw.modellen,
    verkrijging: raw.verkrijging,
    leveranciers: raw.leveranciers,
    risicoklasse: raw.risicoklasse,
    persoonsgegevens: raw.persoonsgegevens,
    toetsen: [],
    menselijke_tussenkomst: raw.menselijkeTussenkomst,
    start_periode: raw.startPeriode,
    bronnen: raw.bronnen,
    openbaarheid: raw.openbaarheid,
    nummer: 1,
    gepubliceerd_op: at.toISOString(),
  }));
  await tx.query('insert into baseline_use_case select * from json_populate_recordset(null::baseline_use_case, $1::json)', [
    JSON.stringify(rows),
  ]);
  const links = items.flatMap(({ record, raw }) => raw.bepalingen.map((link) => ({ use_case: record.id, ...link })));
  await tx.query(
    'insert into baseline_koppeling select * from json_populate_recordset(null::baseline_koppeling, $1::json) on conflict do nothing',
    [JSON.stringify(links)],
  );
}

export async function storeLessons(tx, items) {
  const rows = items.map(({ record, raw, owner, at }) => ({
    id: record.id,
    organisatie: owner,
    eigen_kenmerk: record.eigenKenmerk,
    titel: raw.titel,
    wat_gebeurde: raw.watGebeurde,
    les: raw.les,
    aanbeveling: raw.aanbeveling,
    effect: raw.effect,
    bestuurslagen: raw.toepasbaarheid.bestuurslagen,
    fasen: raw.toepasbaarheid.fasen,
    soorten_toepassing: raw.toepasbaarheid.soortenToepassing,
    toelichting: raw.toepasbaarheid.toelichting,
    soort: raw.soort,
    themas: raw.themas,
    bepalingen: raw.bepalingen,
    use_case: raw.useCase,
    openbaarheid: raw.openbaarheid,
    nummer: 1,
    gepubliceerd_op: at.toISOString(),
  }));
  // The generated column of words comes last and is left out.
  const names = Object.keys(rows[0]).join(', ');
  await tx.query(`insert into baseline_les (${names}) select ${names} from json_populate_recordset(null::baseline_les, $1::json)`, [
    JSON.stringify(rows),
  ]);
}
