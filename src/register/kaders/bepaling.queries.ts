/** SQL for a clause as answers show it. */
export const BEPALING = `json_build_object('code', b.code, 'volgorde', b.volgorde, 'hoofdstuk', b.hoofdstuk, 'titel', b.titel,
  'samenvatting', b.samenvatting, 'themas', b.themas, 'bronLocatie', b.bron_locatie, 'herkomst', b.herkomst, 'opmerking', b.opmerking,
  'bronSoort', b.bron_soort, 'zekerheid', b.zekerheid, 'kader', b.kader)`;
