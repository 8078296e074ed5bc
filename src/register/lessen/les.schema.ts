import { OmitType, PartialType } from '@nestjs/swagger';
import { CodeField, FlagField, MomentField, NumberField, ReferenceField, TextField } from '../../platform/fields/fields.js';
import { CodeListField, PartField, PartListField, ReferenceListField } from '../../platform/fields/list-fields.js';
import { openbaarheden } from '../zichtbaarheid/audience.rule.js';
import { BepalingVerwijzing, OrganisatieVerwijzing } from '../verwijzingen/verwijzing.schema.js';
import { ConceptStaat, RegistratieInvoer } from '../publicaties/record.schema.js';
import { FragmentField } from '../zoeken/search.schema.js';

const STAND =
  'Wat anderen met de les deden. Per andere organisatie telt het laatste hergebruik; eigen hergebruik telt niet. ' +
  'Betwist: minstens één organisatie weerspreekt de les, en minstens evenveel als er de les (al dan niet aangepast) toepasten. ' +
  'Anders toegepast: minstens één paste de les toe. Anders bevestigd: minstens één herkent de les. Anders geconstateerd.';

/** When a lesson holds: coded, so that it can be found, and in words. */
export class Toepasbaarheid {
  @CodeListField('bestuurslaag', 'Bestuurslagen waar de les opgaat.', { example: 'gemeente' }) bestuurslagen?: string[];
  @CodeListField('fase', 'Fasen waarin de les opgaat.', { example: 'pilot' }) fasen?: string[];
  @CodeListField('soort-toepassing', 'Soorten toepassing waar de les opgaat.', { example: 'samenvatten' })
  soortenToepassing?: string[];
  @TextField('Wanneer de les wel en niet opgaat.', {
    optional: true,
    example: 'Geldt als de bronnen openbaar zijn; niet bij dossiers van inwoners.',
  })
  toelichting?: string | null;
}

/** The content of a lesson. A concept needs only the title. */
export class LesInhoud {
  @TextField('De les als regel: "Doe X als Y, want Z".', {
    max: 140,
    singleLine: true,
    example: 'Schoon eerst de bronnen op als u documenten ontsluit, want fouten komen letterlijk terug',
  })
  titel!: string;
  @TextField('Wat er gebeurde: verwachting en werkelijkheid.', {
    optional: true,
    example: 'De chatbot gaf verouderde openingstijden.',
  })
  watGebeurde?: string | null;
  @TextField('Wat we nu voor waar houden.', {
    optional: true,
    example: 'De kwaliteit van de antwoorden is die van de bronnen.',
  })
  les?: string | null;
  @TextField('Wat een ander zou moeten doen.', {
    optional: true,
    example: 'Wijs per bron een beheerder aan voordat u begint.',
  })
  aanbeveling?: string | null;
  @PartField(() => Toepasbaarheid, 'Wanneer de les opgaat.', { optional: true }) toepasbaarheid?: Toepasbaarheid | null;
  @CodeField('les-soort', 'Of de les over iets goeds of iets slechts gaat.', { optional: true, example: 'negatief' })
  soort?: string | null;
  @CodeListField('thema', 'Thema’s van de les.', { example: 'data' }) themas?: string[];
  @ReferenceListField('bepaling', 'Codes van bepalingen waar de les over gaat.', {
    max: 500,
    example: 'std25-data-en-informatiehuishouding',
  })
  bepalingen?: string[];
  @TextField('Wat het effect was, met omvang als die bekend is.', {
    optional: true,
    example: 'De helft minder foute antwoorden na het opschonen.',
  })
  effect?: string | null;
  @ReferenceField('use-case', 'Id van de use case waar de les uit komt.', { optional: true, example: null }) useCase?: string | null;
  @ReferenceField('ervaring', 'Id van de ervaring waar de les uit komt.', { optional: true, example: null }) ervaring?: string | null;
  @ReferenceField('les', 'Id van de les die deze vervangt.', { optional: true, example: null }) vervangenDoor?: string | null;
  @ReferenceField('les', 'Id van de les waar deze een antwoord op is.', { optional: true, example: null }) reactieOp?: string | null;
  @CodeField('openbaarheid', 'Wie de publicatie mag zien.', {
    optional: true,
    values: openbaarheden,
    example: 'openbaar',
  })
  openbaarheid?: string | null;
}

export class LesInvoer extends RegistratieInvoer(LesInhoud) {}

export class LesAanpassing extends PartialType(LesInvoer, { skipNullProperties: false }) {}

class LesWire extends OmitType(LesInhoud, ['bepalingen']) {
  @PartListField(() => BepalingVerwijzing, 'Bepalingen waar de les over gaat.', { max: 500 })
  bepalingen!: BepalingVerwijzing[];
}

export class LesConcept extends ConceptStaat(LesWire) {}

export class LesPublicatie extends LesWire {
  @ReferenceField('les', 'Id van de les.') id!: string;
  @PartField(() => OrganisatieVerwijzing, 'Organisatie die de les deelt.') organisatie!: OrganisatieVerwijzing;
  @TextField('Eigen kenmerk van de organisatie.', { optional: true, technical: true, max: 100, example: 'LES-12' })
  eigenKenmerk?: string | null;
  @FlagField('Of dit een meegeleverd voorbeeld is.', { example: false }) voorbeeld!: boolean;
  @NumberField('Nummer van de publicatie.', { integer: true, min: 1, example: 1 }) nummer!: number;
  @MomentField('Eerste publicatie.') eerstGepubliceerdOp!: string;
  @MomentField('Deze publicatie.') gepubliceerdOp!: string;
}

/** How many other organisations gave each outcome. */
export class HergebruikTelling {
  @NumberField('Herkend.', { integer: true, min: 0, example: 2 }) herkend!: number;
  @NumberField('Toegepast.', { integer: true, min: 0, example: 1 }) toegepast!: number;
  @NumberField('Aangepast en toegepast.', { integer: true, min: 0, example: 0 }) aangepast!: number;
  @NumberField('Niet van toepassing.', { integer: true, min: 0, example: 0 }) nietVanToepassing!: number;
  @NumberField('Weersproken.', { integer: true, min: 0, example: 0 }) weersproken!: number;
}

export class LesActueel {
  @NumberField('Aantal gepubliceerde lessen dat door deze les is vervangen.', { integer: true, min: 0, example: 0 })
  aantalVervangenLessen!: number;
  @NumberField('Aantal gepubliceerde lessen die een antwoord zijn op deze les.', { integer: true, min: 0, example: 0 })
  aantalReacties!: number;
  @CodeField('les-stand', STAND, { example: 'toegepast' }) stand!: string;
  @NumberField('Aantal andere organisaties dat vertelde wat zij met de les deden.', { integer: true, min: 0, example: 3 })
  aantalHergebruik!: number;
  @NumberField('Aantal andere organisaties dat de les herkende, toepaste of aangepast toepaste.', { integer: true, min: 0, example: 3 })
  aantalBevestigingen!: number;
  @PartField(() => HergebruikTelling, 'Hoe vaak elke uitkomst, van andere organisaties.') hergebruik!: HergebruikTelling;
  @FlagField('Of er een les is die deze vervangt en die u kunt zien.', { example: false }) vervangen!: boolean;
}

export class Les extends LesPublicatie {
  @PartField(() => LesActueel, 'Wat er nu bij deze les hoort.') actueel!: LesActueel;
  @FragmentField() fragment?: string | null;
}
