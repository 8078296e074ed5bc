import { CodeField, DayField, MomentField, ReferenceField, TextField } from '../../../platform/fields/fields.js';
import { PartField } from '../../../platform/fields/list-fields.js';
import { PageFilter } from '../../../platform/http/paging.js';
import { CodeFilter } from '../../verwijzingen/code-filter.schema.js';
import { OrganisatieVerwijzing } from '../../verwijzingen/verwijzing.schema.js';

/** What an organisation sends about a lesson of another one. */
export class HergebruikInvoer {
  @ReferenceField('use-case', 'Id van de use case waarbij u de les tegenkwam of gebruikte.', { optional: true, example: null })
  useCase?: string | null;
  @CodeField('hergebruik-uitkomst', 'Wat uw organisatie met de les deed.', { example: 'toegepast' }) uitkomst!: string;
  @TextField('Hoe het ging. Verplicht bij `weersproken`.', {
    optional: true,
    example: 'Eerst de bronnen opgeschoond; de helft minder vragen bleef onbeantwoord.',
  })
  toelichting?: string | null;
  @DayField('Dag waarop uw organisatie dit vaststelde. Zonder: vandaag, of de dag die er al stond als er verder niets verandert.', {
    optional: true,
    notInFuture: true,
    example: '2025-09-30',
  })
  datum?: string | null;
}

/** A reuse receipt: the testimony of one organisation about a lesson of another. */
export class Hergebruik {
  @ReferenceField('les', 'Id van de les.') les!: string;
  @PartField(() => OrganisatieVerwijzing, 'Organisatie die dit vertelt.') organisatie!: OrganisatieVerwijzing;
  @ReferenceField('use-case', 'Id van de use case waar het om ging; `null` als er geen is of u die niet mag zien.', {
    optional: true,
    example: null,
  })
  useCase?: string | null;
  @CodeField('hergebruik-uitkomst', 'Wat de organisatie met de les deed.', { example: 'toegepast' }) uitkomst!: string;
  @TextField('Hoe het ging.', { optional: true, example: 'Eerst de bronnen opgeschoond; de helft minder vragen bleef onbeantwoord.' })
  toelichting?: string | null;
  @DayField('Dag waarop de organisatie dit vaststelde.', { example: '2025-09-30' }) datum!: string;
  @MomentField('Wanneer voor het eerst doorgegeven.') aangemaaktOp!: string;
  @MomentField('Laatste wijziging.') gewijzigdOp!: string;
}

export class HergebruikFilter extends PageFilter {
  @CodeFilter('hergebruik-uitkomst', 'Uitkomst.', 'toegepast') uitkomst?: string[];
}
