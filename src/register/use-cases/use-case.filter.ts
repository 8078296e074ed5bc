import { FlagField } from '../../platform/fields/fields.js';
import { ReferenceListField, TextListField } from '../../platform/fields/list-fields.js';
import { RecordFilter } from '../publicaties/record-filter.js';
import { CodeFilter } from '../verwijzingen/code-filter.schema.js';

const again = 'Herhaal de parameter voor meer waarden (of).';

/** Filters of the list of use cases: values of one filter are alternatives, different filters narrow the result. */
export class UseCaseFilter extends RecordFilter {
  @ReferenceListField('organisatie', `Code van de organisatie. ${again}`) organisatie?: string[];
  @CodeFilter('organisatie-soort', 'Soort organisatie.', 'gemeente') organisatiesoort?: string[];
  @CodeFilter('bestuurslaag', 'Bestuurslaag.', 'gemeente') bestuurslaag?: string[];
  @CodeFilter('provincie', 'Provincie van de gemeente.', 'pv27') provincie?: string[];
  @ReferenceListField('organisatie', `Code van een organisatie die meedoet. ${again}`) betrokkenOrganisatie?: string[];
  @FlagField('Alleen meegeleverde voorbeelden (true) of juist niet (false).', { optional: true, example: false })
  voorbeeld?: boolean;
  @FlagField('Alleen use cases met (true) of zonder (false) gepubliceerde les.', { optional: true, example: true })
  heeftLes?: boolean;
  @FlagField('Alleen use cases met (true) of zonder (false) een koppeling die opnieuw bevestigd moet worden.', {
    optional: true,
    example: true,
  })
  teHerbevestigen?: boolean;
  @CodeFilter('fase', 'Fase.', 'pilot') fase?: string[];
  @CodeFilter('fase-groep', 'Groep van fasen, zoals de landelijke monitor telt.', 'experiment') faseGroep?: string[];
  @CodeFilter('soort-toepassing', 'Soort toepassing.', 'samenvatten') soortToepassing?: string[];
  @CodeFilter('doelgroep', 'Doelgroep.', 'medewerkers') doelgroep?: string[];
  @CodeFilter('thema', 'Thema.', 'privacy') thema?: string[];
  @CodeFilter('verkrijging', 'Verkrijging.', 'inkoop') verkrijging?: string[];
  @TextListField(`Naam van een leverancier; hoofdletters maken niet uit. ${again}`, { example: 'SSC-ICT' })
  leverancier?: string[];
  @TextListField(`Naam van een model; hoofdletters maken niet uit. ${again}`, { example: 'GPT-NL' }) model?: string[];
  @CodeFilter('risicoklasse', 'Risicoklasse volgens de AI-verordening.', 'beperkt') risicoklasse?: string[];
  @CodeFilter('persoonsgegevens', 'Verwerking van persoonsgegevens.', 'gewone') persoonsgegevens?: string[];
  @CodeFilter('model-herkomst', 'Herkomst van een model.', 'eu') modelHerkomst?: string[];
  @CodeFilter('model-openheid', 'Openheid van een model.', 'open-gewichten') modelOpenheid?: string[];
  @CodeFilter('draait-op', 'Waar een model draait.', 'overheidscloud') draaitOp?: string[];
  @ReferenceListField('kader', `Code van een kader waar een koppeling mee is. ${again}`, {
    example: 'standpunt-genai-2025',
  })
  kader?: string[];
  @ReferenceListField(
    'bepaling',
    `Code van een bepaling waar een koppeling mee is. Samen met naleving en werkbaarheid geldt het voor dezelfde koppeling. ${again}`,
    { example: 'std25-doel-helder' },
  )
  bepaling?: string[];
  @CodeFilter('naleving', 'Naleving in een koppeling.', 'voldoet') naleving?: string[];
  @CodeFilter('werkbaarheid', 'Werkbaarheid in een koppeling.', 'onduidelijk') werkbaarheid?: string[];
  @ReferenceListField('oplossing', `Id van de oplossing. ${again}`) oplossing?: string[];
  @ReferenceListField('use-case', `Id van de use case waarop is voortgebouwd. ${again}`) gebaseerdOp?: string[];
}
