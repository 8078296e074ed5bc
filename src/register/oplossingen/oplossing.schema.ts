import { MomentField, NumberField, ReferenceField, TextField, UrlField } from '../../platform/fields/fields.js';
import { PartField, ReferenceListField, TextListField } from '../../platform/fields/list-fields.js';
import { PageFilter } from '../../platform/http/paging.js';
import { OrganisatieVerwijzing } from '../verwijzingen/verwijzing.schema.js';

/** A solution that several use cases may share. */
export class OplossingAanpassing {
  @TextField('Naam.', { max: 140, singleLine: true, example: 'GovChat-NL' }) naam!: string;
  @TextField('Wat de oplossing doet.', { optional: true, example: 'Open platform met een chatassistent voor ambtenaren.' }) omschrijving?:
    string | null;
  @TextField('Leverancier of maker.', { optional: true, max: 200, singleLine: true, example: 'Provincie Limburg' }) leverancier?:
    string | null;
  @UrlField('Website.', { optional: true }) website?: string | null;
  @UrlField('Plaats van de broncode.', { optional: true, example: 'https://www.example.nl/broncode' }) broncodeUrl?: string | null;
}

export class OplossingInvoer extends OplossingAanpassing {
  @ReferenceField(
    'organisatie',
    'Organisatie die de oplossing beschrijft. Zonder: uw eigen organisatie. Een andere mag alleen als coördinator.',
    { optional: true, example: 'gm0363' },
  )
  organisatie?: string | null;
}

export class Oplossing extends OplossingAanpassing {
  @ReferenceField('oplossing', 'Id, ook in het adres.') id!: string;
  @PartField(() => OrganisatieVerwijzing, 'Organisatie die de oplossing beschrijft.') organisatie!: OrganisatieVerwijzing;
  @MomentField('Wanneer toegevoegd.') aangemaaktOp!: string;
  @MomentField('Laatste wijziging.') gewijzigdOp!: string;
}

/** A solution in a list. Its adoption is no part of the solution itself, so that others who adopt it never stand in the way of an edit. */
export class OplossingInLijst extends Oplossing {
  @NumberField('Aantal gepubliceerde use cases met deze oplossing dat u mag zien.', { integer: true, min: 0, example: 25 })
  aantalUseCases!: number;
}

const again = 'Herhaal de parameter voor meer waarden (of).';

export class OplossingFilter extends PageFilter {
  @ReferenceListField('organisatie', `Code van de organisatie. ${again}`) organisatie?: string[];
  @TextListField(`Naam van de leverancier; hoofdletters maken niet uit. ${again}`, { example: 'Provincie Limburg' }) leverancier?: string[];
  @TextField('Tekst in naam of omschrijving; hoofdletters en accenten maken niet uit.', {
    optional: true,
    technical: true,
    max: 100,
    example: 'chat',
  })
  zoek?: string;
  @TextField('Volgorde: `naam` of `aantalUseCases`, met een min ervoor andersom.', {
    optional: true,
    technical: true,
    max: 20,
    pattern: /^-?(?:naam|aantalUseCases)$/,
    patternText: 'Sorteren kan op naam en aantalUseCases.',
    example: '-aantalUseCases',
  })
  sorteer?: string;
}
