import { CodeField, MomentField, ReferenceField, TextField } from '../../platform/fields/fields.js';
import { PartField, ReferenceListField } from '../../platform/fields/list-fields.js';
import { PageFilter } from '../../platform/http/paging.js';
import { CodeFilter } from '../../register/verwijzingen/code-filter.schema.js';
import { OrganisatieVerwijzing } from '../../register/verwijzingen/verwijzing.schema.js';
import { FeedFormField } from '../../register/publicaties/record-filter.js';

/** A record of the organisation that others wrote about. */
export class ReactieOver {
  @CodeField('registratie-soort', 'Soort registratie: `use-case` of `les`.', { example: 'les' }) soort!: string;
  @ReferenceField('les', 'Id van de registratie.') id!: string;
  @TextField('Titel van de registratie.', { max: 140, example: 'Begin met de bronnen' }) titel!: string;
}

/** Something that another organisation wrote about a record of this one. */
export class Reactie {
  @CodeField('registratie-soort', 'Wat het is: `les`, `ervaring` of `hergebruik`.', { example: 'hergebruik' }) soort!: string;
  @MomentField('Wanneer gepubliceerd of voor het laatst gewijzigd.') op!: string;
  @PartField(() => OrganisatieVerwijzing, 'Organisatie die het schreef.') organisatie!: OrganisatieVerwijzing;
  @TextField('Titel; bij hergebruik de titel van de les.', { max: 140, example: 'Begin met de bronnen' }) titel!: string;
  @PartField(() => ReactieOver, 'Uw registratie waar het over gaat.') over!: ReactieOver;
  @ReferenceField('les', 'Id van de les of ervaring; bij hergebruik: van de les waar het over gaat.') id!: string;
  @TextField('Adres waar het te lezen is.', {
    technical: true,
    max: 200,
    example: '/v1/lessen/0198c0de-0000-7000-8000-000000000001/hergebruik/gm0344',
  })
  verwijzing!: string;
  @CodeField('hergebruik-uitkomst', 'Bij hergebruik: wat de organisatie met de les deed.', { optional: true, example: 'toegepast' })
  uitkomst?: string | null;
  @TextField('Bij hergebruik: hoe het ging.', { optional: true, example: 'De helft minder vragen bleef onbeantwoord.' })
  toelichting?: string | null;
}

const again = 'Herhaal de parameter voor meer waarden (of).';

export class ReactieFilter extends PageFilter {
  @CodeFilter('registratie-soort', 'Soort: `les`, `ervaring` of `hergebruik`.', 'hergebruik') soort?: string[];
  @MomentField('Alleen wat na dit moment is gepubliceerd of gewijzigd.', { optional: true, example: '2025-01-01T00:00:00Z' })
  sinds?: string;
  @ReferenceListField('use-case', `Id van een van uw use cases. ${again}`) useCase?: string[];
  @FeedFormField() formaat?: string;
}
