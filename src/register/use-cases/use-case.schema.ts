import { OmitType, PartialType } from '@nestjs/swagger';
import {
  CodeField,
  FlagField,
  MomentField,
  NumberField,
  PeriodField,
  ReferenceField,
  TextField,
  UrlField,
} from '../../platform/fields/fields.js';
import { CodeListField, PartField, PartListField, ReferenceListField, TextListField } from '../../platform/fields/list-fields.js';
import { Herbevestiging } from '../kaders/herbevestiging.schema.js';
import { BepalingVerwijzing, OrganisatieVerwijzing } from '../verwijzingen/verwijzing.schema.js';
import { ConceptStaat, RegistratieInvoer } from '../publicaties/record.schema.js';
import { FragmentField } from '../zoeken/search.schema.js';
import { openbaarheden } from '../zichtbaarheid/audience.rule.js';
import { faseGroepen, fasen } from './codes.js';
import {
  BepalingKoppelingInhoud,
  BepalingKoppelingInvoer,
  Bron,
  Model,
  PassendeLesKort,
  StopLes,
  StopReden,
  Toets,
} from './use-case-parts.schema.js';

/** The content of a use case: what a registrant fills in. A concept needs only the title. */
export class UseCaseInhoud {
  @TextField('Korte naam zoals medewerkers die gebruiken.', {
    max: 140,
    singleLine: true,
    example: 'Samenvatter voor raadsstukken',
  })
  titel!: string;
  @TextField('Wat de toepassing doet, in gewone taal.', {
    optional: true,
    max: 500,
    example: 'Een taalmodel vat lange raadsstukken samen tot één bladzijde.',
  })
  samenvatting?: string | null;
  @TextField('Uitgebreide beschrijving. Opmaak met Markdown mag.', {
    optional: true,
    example: 'De griffie gebruikt de samenvatter sinds het voorjaar.',
  })
  omschrijving?: string | null;
  @TextField('Welk probleem de toepassing oplost, en voor wie.', {
    optional: true,
    example: 'Raadsleden hebben weinig tijd om lange stukken te lezen.',
  })
  doel?: string | null;
  @CodeField('fase', 'Waar de toepassing staat.', { optional: true, values: fasen, example: 'pilot' }) fase?: string | null;
  @PeriodField('Begin van de huidige fase.', { optional: true, notInFuture: true }) faseSindsPeriode?: string | null;
  @PartField(() => StopReden, 'Waarom is gestopt. Nodig om met fase gestopt te publiceren.', { optional: true })
  stopReden?: StopReden | null;
  @PartField(() => StopLes, 'Les bij het stoppen. Wordt bij publiceren een eigen les bij deze use case.', {
    optional: true,
  })
  stopLes?: StopLes | null;
  @TextField('Waarom er geen les is. Nodig als u stopt zonder les.', {
    optional: true,
    max: 2000,
    example: 'De proef is niet begonnen.',
  })
  geenLesReden?: string | null;
  @CodeListField('soort-toepassing', 'Soort toepassing.', { example: 'samenvatten' }) soortToepassing?: string[];
  @CodeListField('doelgroep', 'Voor wie de toepassing is.', { example: 'medewerkers' }) doelgroep?: string[];
  @CodeListField('thema', 'Thema’s waar de toepassing over gaat.', { example: 'transparantie' }) themas?: string[];
  @PartListField(() => Model, 'Gebruikte modellen.') modellen?: Model[];
  @CodeField('verkrijging', 'Hoe de organisatie aan de toepassing komt.', { optional: true, example: 'inkoop' })
  verkrijging?: string | null;
  @TextListField('Leveranciers van de toepassing.', { example: 'SSC-ICT' }) leveranciers?: string[];
  @CodeField('risicoklasse', 'Risicoklasse volgens de AI-verordening.', { optional: true, example: 'beperkt' })
  risicoklasse?: string | null;
  @CodeField('persoonsgegevens', 'Of de toepassing persoonsgegevens verwerkt.', { optional: true, example: 'gewone' })
  persoonsgegevens?: string | null;
  @PartListField(() => Toets, 'Uitgevoerde en geplande toetsen.') toetsen?: Toets[];
  @TextField('Hoe mensen meekijken en ingrijpen.', {
    optional: true,
    example: 'Een medewerker leest elke samenvatting na.',
  })
  menselijkeTussenkomst?: string | null;
  @PeriodField('Wanneer de toepassing begon.', { optional: true, example: '2025-03' }) startPeriode?: string | null;
  @PeriodField('Wanneer de toepassing ophield of ophoudt.', { optional: true, example: '2026' }) eindPeriode?: string | null;
  @ReferenceField('oplossing', 'Id van de oplossing die meer organisaties kunnen gebruiken.', {
    optional: true,
    example: null,
  })
  oplossing?: string | null;
  @ReferenceField('use-case', 'Id van de use case waar deze op is gebaseerd.', { optional: true, example: null })
  gebaseerdOp?: string | null;
  @UrlField('Adres in het Algoritmeregister.', {
    optional: true,
    example: 'https://algoritmes.overheid.nl/nl/algoritme/12345678',
  })
  algoritmeregisterUrl?: string | null;
  @PartListField(() => Bron, 'Openbare bronnen.') bronnen?: Bron[];
  @TextField('Team en functioneel e-mailadres voor vragen. Nooit een persoon.', {
    optional: true,
    max: 300,
    functionalAddresses: true,
    example: 'Team Digitale Dienstverlening, team-ai@example.nl',
  })
  contact?: string | null;
  @ReferenceListField('organisatie', 'Codes van andere organisaties die meedoen.', { max: 500, example: 'gm0344' })
  betrokkenOrganisaties?: string[];
  @PartListField(() => BepalingKoppelingInvoer, 'Koppelingen met bepalingen. Weglaten laat bestaande koppelingen staan; [] haalt ze weg.', {
    max: 500,
  })
  bepalingen?: BepalingKoppelingInvoer[];
  @CodeField('openbaarheid', 'Wie de publicatie mag zien.', {
    optional: true,
    values: openbaarheden,
    example: 'openbaar',
  })
  openbaarheid?: string | null;
}

export class UseCaseInvoer extends RegistratieInvoer(UseCaseInhoud) {}

export class UseCaseAanpassing extends PartialType(UseCaseInvoer, { skipNullProperties: false }) {}

/** A link to a clause as answers show it. */
export class BepalingKoppeling extends BepalingKoppelingInhoud {
  @PartField(() => BepalingVerwijzing, 'De bepaling.') bepaling!: BepalingVerwijzing;
}

/** A link to a clause as it stands now: with what newer versions made of the clause. */
export class ActueleKoppeling extends BepalingKoppeling {
  @FlagField('Of de organisatie de koppeling opnieuw moet bevestigen, omdat een nieuwe versie de bepaling veranderde.', { example: false })
  teHerbevestigen!: boolean;
  @PartField(() => Herbevestiging, 'Waarom, en wat er voor in de plaats kwam.', { optional: true }) herbevestiging!: Herbevestiging | null;
}

class UseCaseWire extends OmitType(UseCaseInhoud, ['betrokkenOrganisaties', 'bepalingen']) {
  @PartListField(() => OrganisatieVerwijzing, 'Andere organisaties die meedoen.', { max: 500 })
  betrokkenOrganisaties!: OrganisatieVerwijzing[];
  @PartListField(() => BepalingKoppeling, 'Koppelingen met bepalingen.', { max: 500 }) bepalingen!: BepalingKoppeling[];
}

export class UseCaseConcept extends ConceptStaat(UseCaseWire) {
  @PartListField(
    () => PassendeLesKort,
    'Hoogstens drie lessen die passen bij wat u net schreef. Staat alleen in het antwoord op een wijziging, als er een past; telt niet mee in de ETag.',
    { sometimes: true, max: 3 },
  )
  passendeLessen?: PassendeLesKort[];
}

export class FaseMoment {
  @CodeField('fase', 'De fase.', { example: 'pilot' }) fase!: string;
  @PeriodField('Begin van de fase, zoals opgegeven.', { optional: true }) sindsPeriode?: string | null;
  @NumberField('Publicatie waarin de fase voor het eerst staat.', { integer: true, min: 1, example: 1 })
  nummer!: number;
  @MomentField('Wanneer die publicatie uitkwam.') gepubliceerdOp!: string;
}

export class UseCaseActueel {
  @NumberField('Aantal gepubliceerde ervaringen bij deze use case.', { integer: true, min: 0, example: 2 })
  aantalErvaringen!: number;
  @NumberField('Aantal gepubliceerde lessen bij deze use case.', { integer: true, min: 0, example: 1 })
  aantalLessen!: number;
  @NumberField('Aantal gepubliceerde use cases dat op deze voortbouwt (gebaseerdOp).', { integer: true, min: 0, example: 1 })
  aantalNavolgers!: number;
  @NumberField('Aantal koppelingen dat opnieuw bevestigd moet worden.', { integer: true, min: 0, example: 0 })
  teHerbevestigen!: number;
}

export class UseCasePublicatie extends OmitType(UseCaseWire, ['stopLes']) {
  @ReferenceField('use-case', 'Id van de use case.') id!: string;
  @PartField(() => OrganisatieVerwijzing, 'Organisatie van de use case.') organisatie!: OrganisatieVerwijzing;
  @TextField('Eigen kenmerk van de organisatie.', { optional: true, technical: true, max: 100, example: 'ZK-2025-001' })
  eigenKenmerk?: string | null;
  @FlagField('Of dit een meegeleverd voorbeeld is.', { example: false }) voorbeeld!: boolean;
  @NumberField('Nummer van de publicatie.', { integer: true, min: 1, example: 1 }) nummer!: number;
  @MomentField('Eerste publicatie.') eerstGepubliceerdOp!: string;
  @MomentField('Deze publicatie.') gepubliceerdOp!: string;
  @CodeField('fase-groep', 'Groep van de fase, zoals de landelijke monitor telt.', {
    values: faseGroepen,
    example: 'experiment',
  })
  faseGroep!: string;
  @PartListField(() => FaseMoment, 'Verloop van de fasen.', { max: 1000 }) faseVerloop!: FaseMoment[];
}

export class UseCase extends UseCasePublicatie {
  @PartListField(() => ActueleKoppeling, 'Koppelingen met bepalingen, zoals ze nu staan.', { max: 500 })
  declare bepalingen: ActueleKoppeling[];
  @PartField(() => UseCaseActueel, 'Wat er nu bij deze use case hoort.') actueel!: UseCaseActueel;
  @FragmentField() fragment?: string | null;
}
