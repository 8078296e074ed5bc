import { NumberField, TextField } from '../../platform/fields/fields.js';
import { PartField } from '../../platform/fields/list-fields.js';
import { PageFilter } from '../../platform/http/paging.js';
import { CodeFilter } from '../../register/verwijzingen/code-filter.schema.js';
import { BepalingVerwijzing } from '../../register/verwijzingen/verwijzing.schema.js';

const count = { integer: true, min: 0, example: 3 };

/** How much one clause of a kader chafes. */
export class Wrijving {
  @PartField(() => BepalingVerwijzing, 'De bepaling.') bepaling!: BepalingVerwijzing;
  @NumberField('Plaats in het kader.', { integer: true, min: 0, example: 5 }) volgorde!: number;
  @NumberField('Aantal use cases met een koppeling.', count) aantalUseCases!: number;
  @NumberField('Aantal organisaties met een koppeling.', count) aantalOrganisaties!: number;
  @NumberField('Aantal dat deels voldoet.', count) aantalVoldoetDeels!: number;
  @NumberField('Aantal dat afwijkt.', count) aantalWijktAf!: number;
  @NumberField('Aantal dat de bepaling onduidelijk vindt.', count) aantalOnduidelijk!: number;
  @NumberField('Aantal dat de bepaling te restrictief vindt.', count) aantalTeRestrictief!: number;
  @NumberField('Aantal dat de bepaling te ruim vindt.', count) aantalTeRuim!: number;
  @NumberField('Aantal koppelingen met een oordeel: de noemer van wrijving.', count) aantalOordelen!: number;
  @NumberField('Aantal koppelingen waaruit wrijving blijkt: de teller van wrijving.', count) aantalMetWrijving!: number;
  @NumberField(
    'Hoe zeer de bepaling wringt: de ondergrens (Wilson, 95%) van aantalMetWrijving gedeeld door aantalOordelen, op vier decimalen; 0 zonder oordelen.',
    { min: 0, max: 1, example: 0.3012 },
  )
  wrijving!: number;
  @TextField('Adres van het dossier van de bepaling.', { technical: true, max: 300, example: '/v1/bepalingen/std25-doel-helder/dossier' })
  dossier!: string;
}

export class WrijvingFilter extends PageFilter {
  @CodeFilter('bestuurslaag', 'Bestuurslaag van de organisatie.', 'provincie') bestuurslaag?: string[];
  @CodeFilter('organisatie-soort', 'Soort organisatie.', 'gemeente') organisatiesoort?: string[];
  @CodeFilter('provincie', 'Provincie van de gemeente.', 'pv27') provincie?: string[];
  @CodeFilter('fase', 'Fase van de use case.', 'pilot') fase?: string[];
  @CodeFilter(
    'werkbaarheid',
    'Tel alleen deze oordelen over de werkbaarheid als wrijving, op het totaal van de koppelingen met een oordeel over de werkbaarheid.',
    'onduidelijk',
  )
  werkbaarheid?: string[];
}
