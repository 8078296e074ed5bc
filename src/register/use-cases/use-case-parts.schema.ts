import { CodeField, FlagField, MomentField, PeriodField, ReferenceField, TextField, UrlField } from '../../platform/fields/fields.js';
import { PartField, TextListField, UrlListField } from '../../platform/fields/list-fields.js';
import { OrganisatieVerwijzing } from '../verwijzingen/verwijzing.schema.js';

export class Model {
  @TextField('Naam van het model.', { max: 200, singleLine: true, optional: true, example: 'GPT-NL' }) naam?: string | null;
  @TextField('Leverancier van het model.', { max: 200, singleLine: true, optional: true, example: 'TNO, NFI en SURF' })
  leverancier?: string | null;
  @CodeField('model-herkomst', 'Waar het model vandaan komt.', { optional: true, example: 'nl' }) herkomst?: string | null;
  @CodeField('model-openheid', 'Hoe open het model is.', { optional: true, example: 'open-gewichten' }) openheid?: string | null;
  @CodeField('draait-op', 'Waar het model draait.', { optional: true, example: 'overheidscloud' }) draaitOp?: string | null;
}

export class Toets {
  @CodeField('toets-soort', 'Welke toets.', { example: 'dpia' }) soort!: string;
  @CodeField('toets-stand', 'Of de toets is gedaan.', { optional: true, example: 'uitgevoerd' }) stand?: string | null;
  @PeriodField('Wanneer de toets is gedaan of gepland.', { optional: true }) periode?: string | null;
  @UrlField('Waar de toets te lezen is.', { optional: true }) url?: string | null;
  @TextField('Toelichting op de toets.', { optional: true, max: 2000, example: 'Samen met de FG gedaan.' })
  toelichting?: string | null;
}

export class Bron {
  @TextField('Titel van de bron.', { max: 300, singleLine: true, example: 'Nieuwsbericht over de proef' })
  titel!: string;
  @UrlField('Adres van de bron.') url!: string;
}

export class StopReden {
  @CodeField('stop-reden', 'Waarom is gestopt.', { example: 'proef-afgerond' }) code!: string;
  @TextField('Toelichting op het stoppen.', {
    optional: true,
    max: 2000,
    example: 'De proef liep af en is geëvalueerd.',
  })
  toelichting?: string | null;
}

/** A lesson given together with stopping; it becomes a lesson of its own. */
export class StopLes {
  @TextField('Titel van de les, als regel: "Doe X als Y, want Z". Zonder titel geldt het begin van de les.', {
    optional: true,
    max: 140,
    singleLine: true,
    example: 'Begin met de bronnen, want daar zit het meeste werk',
  })
  titel?: string | null;
  @TextField('De les.', { example: 'Het opschonen van de bronnen kostte meer tijd dan het model zelf.' }) les!: string;
  @TextField('Wat een ander zou moeten doen.', {
    optional: true,
    example: 'Reserveer tijd voor het opschonen van bronnen.',
  })
  aanbeveling?: string | null;
}

/** Link to one clause: do we comply, and does the clause work. */
export class BepalingKoppelingInhoud {
  @CodeField('naleving', 'Of de toepassing aan de bepaling voldoet.', { optional: true, example: 'voldoet-deels' })
  naleving?: string | null;
  @CodeField('werkbaarheid', 'Of de bepaling in de praktijk werkbaar is.', { optional: true, example: 'onduidelijk' })
  werkbaarheid?: string | null;
  @TextField('Toelichting. Verplicht bij wijkt-af, onduidelijk, te-restrictief en te-ruim.', {
    optional: true,
    example: 'Het is niet duidelijk wanneer een doel helder genoeg is.',
  })
  toelichting?: string | null;
  @UrlListField('Waar dit uit blijkt.', { example: 'https://www.example.nl/dpia-samenvatting' }) bewijs?: string[];
  @MomentField('Wanneer de organisatie de koppeling het laatst heeft bevestigd. Weglaten laat staan wat er staat; null haalt het weg.', {
    optional: true,
    notInFuture: true,
    example: '2025-06-01T10:00:00Z',
  })
  bevestigdOp?: string | null;
}

export class BepalingKoppelingInvoer extends BepalingKoppelingInhoud {
  @ReferenceField('bepaling', 'Code van de bepaling.', { example: 'std25-doel-helder' }) bepaling!: string;
}

/** A lesson that fits the use case that was just written, in short. */
export class PassendeLesKort {
  @ReferenceField('les', 'Id van de les.') id!: string;
  @TextField('De les als regel.', { max: 140, example: 'Schoon eerst de bronnen op, want fouten komen letterlijk terug' }) titel!: string;
  @PartField(() => OrganisatieVerwijzing, 'Organisatie die de les deelt.') organisatie!: OrganisatieVerwijzing;
  @TextListField('Waarom de les past, in woorden.', { example: 'Gaat over dezelfde bepaling: Doel is helder', length: 1000 })
  redenen!: string[];
  @FlagField('Of de les tegenspreekt wat de andere getoonde lessen zeggen, of zelf is weersproken.', { example: false })
  tegenspraak!: boolean;
}
