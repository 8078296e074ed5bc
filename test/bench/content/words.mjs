// Dutch words as they stand in lessons of public bodies, the commonest first in each list.
const list = (text) => text.trim().split(/\s+/);

export const nouns = list(`
  medewerker gemeente informatie tekst systeem leverancier document antwoord vraag inwoner gegevens model toepassing afspraak proces risico
  organisatie team proef gebruik resultaat kennis tijd controle bron beleid dienst afdeling privacy brief samenvatting taal kwaliteit begin
  gebruiker contract opdracht beheer advies besluit dossier archief keuze fout zaak toets overleg raad college bestuur ambtenaar rapport
  verslag notulen formulier aanvraag vergunning klacht bezwaar melding loket website chatbot assistent taalmodel algoritme invoer uitvoer
  prompt opleiding training cursus handleiding werkwijze norm kader regel wet verordening toezicht verantwoording register publicatie
  openbaarheid termijn planning budget kosten inkoop aanbesteding licentie cloud server koppeling bestand map tabel veld code test
  beveiliging wachtwoord toegang rechten account datalek incident storing logboek rapportage meting indicator doel effect winst verlies
  vertrouwen draagvlak weerstand cultuur houding gesprek bijeenkomst werkgroep stuurgroep projectleider functionaris jurist architect
  ontwikkelaar tester beheerder redacteur griffier secretaris wethouder burgemeester onderzoeker partner buurgemeente provincie waterschap
  ministerie uitvoerder verbinding netwerk apparaat telefoon scherm spraak opname transcript vertaling stijl toon woord zin alinea
  bladzijde hoofdstuk bijlage kaart foto beeld tekening video geluid nieuws folder brochure agenda uitnodiging bericht bewoner ondernemer
  jongere oudere doelgroep beperking toegankelijkheid leesbaarheid eenvoud duidelijkheid volledigheid juistheid betrouwbaarheid herkomst
  eigendom auteursrecht discriminatie vooroordeel gelijkheid grondrecht belang afweging duurzaamheid energie uitstoot hardware opslag
  bewaartermijn vernietiging overdracht metadata zaaktype trefwoord zoekvraag index ontsluiting migratie oplevering acceptatie evaluatie
  leerpunt valkuil aanpak stappenplan voorbeeld sjabloon checklist poster spreekuur vraagbaak contactpersoon`);

export const verbs = list(`
  gebruiken maken geven controleren vragen werken schrijven lezen beginnen kiezen helpen testen delen leren vinden zoeken vastleggen
  bespreken aanpassen samenvatten beoordelen verbeteren opschonen bewaken regelen uitleggen melden meten vergelijken toetsen beheren
  invoeren nakijken betrekken afspreken plannen stoppen verwijderen bewaren publiceren vertalen trainen begeleiden onderzoeken opleiden
  inkopen aanbesteden koppelen ontsluiten verantwoorden registreren documenteren anonimiseren beperken voorkomen herkennen doorvragen
  terugkoppelen vernieuwen bijwerken uitbreiden afbouwen overdragen archiveren vernietigen beveiligen versleutelen inloggen goedkeuren
  afwijzen corrigeren vereenvoudigen opnemen uitwerken voorlezen redigeren herschrijven citeren verwijzen raadplegen adviseren besluiten`);

export const adjectives = list(`
  goed nieuw duidelijk eigen oud groot klein vroeg laat openbaar juist kort lang gemeentelijk verouderd betrouwbaar eenvoudig persoonlijk
  gevoelig zorgvuldig onduidelijk landelijk wekelijks tijdelijk bruikbaar volledig menselijk technisch juridisch bestuurlijk praktisch
  veilig onveilig traag snel duur goedkoop zichtbaar vindbaar herkenbaar vast los streng ruim beperkt schriftelijk mondeling digitaal
  papieren gezamenlijk onafhankelijk extern intern jaarlijks dagelijks strategisch ethisch duurzaam toegankelijk begrijpelijk leesbaar`);

/** First and last parts of compounds: many more words than anyone would write down, most of them rare. */
export const firstParts = list(`
  informatie privacy gegevens raads burger gemeente data beleids project kennis dossier archief taal zoek proces kwaliteits contract risico
  vergunning bezwaar klacht zorg jeugd bijstands belasting bouw milieu water verkeers veiligheids subsidie personeels financiele publieks
  communicatie redactie beeld spraak tekst model prompt leverancier inkoop cloud licentie opleidings toets toezichts register metadata
  zaak document systeem koppel beveiligings toegangs gebruikers inwoner bestuurs commissie college griffie provincie waterschaps`);
export const lastParts = list(`
  beheer beleid proces systeem dossier stuk verslag toets plan overleg team medewerker adviseur controle kwaliteit risico register vraag
  antwoord afspraak kader richtlijn handleiding training bijeenkomst rapport analyse meting gebruik toegang koppeling bestand archief opslag
  portaal loket dienst assistent model bank taal brief formulier aanvraag besluit besluiten stroom keten norm eis kosten budget termijn
  verwerking bescherming veiligheid onderzoek evaluatie proef ervaring verantwoording`);

export const sentences = list(`
  De|n|was|a|,|daardoor|moest|de|n|alles|opnieuw|v
  Wij|hebben|de|c|eerst|laten|v|door|een|n
  Zonder|a|n|kan|een|n|de|n|niet|v
  In|de|n|bleek|dat|het|c|te|a|was|om|mee|te|v
  Begin|met|de|n|en|de|c|,|want|daar|zit|het|meeste|werk
  Een|a|c|hielp|de|n|om|vaker|te|v
  De|n|en|de|n|maakten|samen|een|a|n|over|het|c
  Het|is|beter|om|n|en|c|vooraf|te|v|dan|achteraf|te|v
  Laat|een|n|elke|week|de|n|v|en|de|c|v
  Wie|de|n|wil|v|,|heeft|een|a|n|en|genoeg|n|nodig
  De|a|n|stond|nergens|,|zodat|de|n|naar|het|c|vroeg
  Bij|het|v|van|de|c|viel|op|dat|n|en|n|vaak|ontbraken
  Na|drie|maanden|gaf|de|n|aan|dat|de|c|a|werd
  Vraag|de|n|om|het|c|te|v|voordat|de|n|begint
  Dat|ging|pas|goed|toen|de|n|zelf|de|n|kon|v`).map((each) => each.split('|'));

export const titles = list(`
  Begin|met|de|n|als|u|n|wilt|v|,|want|de|c|bepaalt|het|n
  Laat|een|n|de|n|v|,|ook|als|de|c|a|is
  Leg|de|n|vast|voordat|de|n|gaat|v|,|want|later|is|de|n|weg
  Vraag|bij|c|altijd|om|een|a|n|,|anders|blijft|de|n|uit
  Zonder|a|n|werkt|c|niet|:|regel|eerst|de|n
  Betrek|de|n|bij|het|v|van|de|c|,|dan|groeit|het|n`).map((each) => each.split('|'));

export const asked = list(`
  n|v|bij|een|c
  a|n|en|n|v
  hoe|de|n|v|met|a|n
  n|van|de|c
  wie|v|de|n|en|de|n`).map((each) => each.split('|'));

/** Questions as people ask them, of common and rare words, compounds and other forms than stand in the texts. */
export const questions = [
  'privacyrisico bij het samenvatten',
  'medewerkers leren prompts schrijven',
  'contract met de leverancier over datalekken',
  'verouderde bronnen in de chatbot',
  'notulen van de raad uitwerken',
  'toets vooraf door een jurist',
  'wie controleert de antwoorden',
  'vergunningen sneller beoordelen',
  'begrijpelijke brieven voor inwoners',
  'archief en bewaartermijn van transcripten',
  'kosten van licenties vergelijken',
  'weerstand bij ambtenaren voorkomen',
  'discriminatie door een algoritme herkennen',
  'klachten en bezwaren samengevat',
  'aanbesteding van clouddiensten',
  'gegevensbescherming in dossiers van jongeren',
];
